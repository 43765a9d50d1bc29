"""Invented history of a training ward, written through the same use cases, in bulk."""

import heapq
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from tthc_desk.app.clock import SetClock
from tthc_desk.app.invented import invented_person
from tthc_desk.app.wiring import Desk
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.fees import applicable
from tthc_desk.domain.moves import Action
from tthc_desk.domain.officers import Actor, Officer, Role
from tthc_desk.domain.procedure import Channel, Procedure, TermUnit
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.usecases.action_input import ActionInput
from tthc_desk.usecases.catalogue import in_force
from tthc_desk.usecases.intake import IntakeAnswer
from tthc_desk.usecases.intake_request import IntakeRequest
from tthc_desk.usecases.ports import Progress, WriteUnit

_CHANNELS = ((Channel.IN_PERSON, 70), (Channel.ONLINE, 22), (Channel.POST, 8))
_FREQUENT = {"2.000815": 40, "2.000884": 12, "1.001193": 8, "2.000635": 10, "2.001035": 4}
"""Share of the ward's most frequent procedures; every other one counts 1."""


@dataclass(frozen=True, slots=True)
class Made:
    """How much was written."""

    dossiers: int
    events: int


@dataclass(order=True)
class _Step:
    at: datetime
    order: int
    number: str = field(compare=False)
    action: Action = field(compare=False)
    given: ActionInput = field(compare=False)


class History:
    """Writes days of a ward, each in one transaction."""

    def __init__(self, desk: Desk, clock: SetClock, seed: int) -> None:
        self._desk = desk
        self._clock = clock
        self._random = Random(seed)
        self._steps: list[_Step] = []
        self._order = 0
        ward = desk.rules.book().ward
        self._counter = ward.actor(_first(ward.officers, Role.COUNTER))
        self._leader = ward.actor(_first(ward.officers, Role.SUPERVISOR))
        self._cases = [o.login for o in ward.officers if o.role is Role.CASE] or [""]

    def write(self, count: int, first: date, last: date, tell: Progress) -> Made:
        """Write so many dossiers between two days; steps after the last day are left out.

        Raises:
            DeskError: DATE when there is no working day, CLOCK when the ward already has
                later events, CANCELLED when `tell` says stop.
        """
        days = _working_days(self._desk, first, last)
        if not days:
            raise DeskError(Code.DATE, "to", low=first)
        per_day = _spread(self._random, count, len(days))
        before = self._desk.store.queries.chain_head()[1]
        done = 0
        with self._desk.store.bulk() as unit:
            for place, (day, number) in enumerate(zip(days, per_day, strict=True)):
                self._day(unit, day, number)
                unit.commit()
                done += number
                if place % 10 == 9 and not tell(done, count):
                    raise DeskError(Code.CANCELLED, done=done)
        return Made(done, self._desk.store.queries.chain_head()[1] - before)

    def _day(self, unit: WriteUnit, day: date, count: int) -> None:
        choices = _choices(self._desk, day)
        weights = [_FREQUENT.get(p.code, 1) for p in choices]
        for at in sorted(_office_moment(self._random, day) for _ in range(count)):
            self._steps_until(unit, at)
            self._receive(unit, at, self._random.choices(choices, weights)[0])
        self._steps_until(unit, datetime.combine(day, time(23, 59), VIETNAM))

    def _receive(self, unit: WriteUnit, at: datetime, procedure: Procedure) -> None:
        self._clock.moment = at
        known = [(c, share) for c, share in _CHANNELS if _is_known(procedure, c)]
        channel = self._random.choices([c for c, _ in known], [s for _, s in known])[0]
        at_once = procedure.certification and procedure.terms[channel].unit is TermUnit.SAME_DAY
        request = IntakeRequest(
            procedure=procedure.code,
            channel=channel.value,
            submitter=invented_person(self._random, phone=self._random.random() < 0.8),
            pages=self._random.randint(1, 6) if procedure.certification else 0,
            copies=self._random.randint(1, 5) if procedure.certification else 0,
            paid=self._random.choices(("cash", "transfer"), (7, 3))[0],
            at_once=at_once,
            receipt=False,
        )
        answer = self._desk.intake.enter(unit, request, self._uuid(), self._counter)
        if not at_once:
            self._plan(answer)

    def _plan(self, answer: IntakeAnswer) -> None:
        """Decide a dossier's fate: most are finished early or on their day, few late."""
        given = ActionInput(holder=self._random.choice(self._cases), reason="")
        # What is due the same day goes to the case officer the same day.
        at = self._later(answer.received_at, 0, min(self._room(answer, answer.received_at), 1))
        self._add(at, answer.number, Action.FORWARD, given)
        fate = self._random.random()
        if fate < 0.02:
            asked = self._later(at, 1, 2)
            self._add(asked, answer.number, Action.WITHDRAW, _because("Công dân xin rút"))
            return
        if fate < 0.05:
            asked = self._later(at, 1, 2)
            self._add(asked, answer.number, Action.REQUEST_SUPPLEMENT, _because("Thiếu giấy tờ"))
            at = self._later(asked, 1, 4)
            self._add(at, answer.number, Action.COMPLETE_SUPPLEMENT, ActionInput())
        self._end(answer, at, late=fate > 0.985)

    def _end(self, answer: IntakeAnswer, at: datetime, *, late: bool) -> None:
        room = self._room(answer, at)
        wait = room + self._random.randint(1, 3) if late else self._random.randint(0, room)
        finished = max(self._later(at, wait, wait), at + timedelta(minutes=5))
        result = ActionInput(result_number=f"{self._random.randint(1, 9999)}/KQ-TH")
        self._add(finished, answer.number, Action.FINISH, result)
        handed = max(self._later(finished, 0, 4), finished + timedelta(minutes=5))
        self._add(handed, answer.number, Action.DELIVER, ActionInput())

    def _room(self, answer: IntakeAnswer, at: datetime) -> int:
        """Count the working days from a moment to the due day; 3 where none is promised."""
        if answer.due_at is None:
            return 3
        calendar = self._desk.rules.book().calendar
        return max(calendar.working_days_between(at.date(), answer.due_at.date()), 0)

    def _steps_until(self, unit: WriteUnit, end: datetime) -> None:
        while self._steps and self._steps[0].at <= end:
            step = heapq.heappop(self._steps)
            self._clock.moment = max(step.at, unit.last_event_at() or step.at)
            dossier = unit.dossier(step.number)
            if dossier is not None:
                actor = self._actor(step.action)
                self._desk.processing.enter(
                    unit, dossier, step.action, step.given, actor, self._uuid(), papers=False
                )

    def _actor(self, action: Action) -> Actor:
        # A late supplement request needs a supervisor.
        return self._leader if action is Action.REQUEST_SUPPLEMENT else self._counter

    def _add(self, at: datetime, number: str, action: Action, given: ActionInput) -> None:
        self._order += 1
        heapq.heappush(self._steps, _Step(at, self._order, number, action, given))

    def _later(self, at: datetime, least: int, most: int) -> datetime:
        """Find a moment of office hours some working days on; the same day: later in it."""
        days = self._random.randint(least, most)
        calendar = self._desk.rules.book().calendar
        day = calendar.add_working_days(at.date(), days) if days else at.date()
        moment = _office_moment(self._random, day)
        return max(moment, at + timedelta(minutes=2))

    def _uuid(self) -> str:
        return str(uuid.UUID(int=self._random.getrandbits(128), version=4))


def _because(reason: str) -> ActionInput:
    return ActionInput(reason=reason, missing=("Giấy tờ theo thành phần hồ sơ",))


def _first(officers: tuple[Officer, ...], role: Role) -> Officer:
    return next((o for o in officers if o.role is role), officers[0])


def _working_days(desk: Desk, first: date, last: date) -> list[date]:
    calendar = desk.rules.book().calendar
    found = []
    day = first
    while day <= last:
        if calendar.is_working(day):
            found.append(day)
        day += timedelta(days=1)
    return found


def _spread(random: Random, count: int, days: int) -> list[int]:
    """Share dossiers out over days, each day within a fifth of the mean."""
    weights = [random.uniform(0.8, 1.2) for _ in range(days)]
    total = sum(weights)
    edges = list(_edges(weights, total, count))
    return [b - a for a, b in zip(edges, [*edges[1:], count], strict=True)]


def _edges(weights: list[float], total: float, count: int) -> Iterator[int]:
    so_far = 0.0
    for weight in weights:
        yield round(count * so_far / total)
        so_far += weight


def _office_moment(random: Random, day: date) -> datetime:
    minutes = random.choice((random.randint(450, 690), random.randint(810, 1015)))
    clock = time(minutes // 60, minutes % 60, random.randint(0, 59))
    return datetime.combine(day, clock, VIETNAM)


def _choices(desk: Desk, day: date) -> list[Procedure]:
    versions = (p for found in desk.rules.book().procedures.values() for p in found)
    return [p for p in versions if in_force(p, day) and any(_is_known(p, c) for c in Channel)]


def _is_known(procedure: Procedure, channel: Channel) -> bool:
    return channel in procedure.terms and applicable(procedure, channel) is not None
