"""Invented history of a training ward, written through the same use cases, in bulk."""

import heapq
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from tthc_desk.app.clock import SetClock
from tthc_desk.app.invented import invented_person
from tthc_desk.app.invented_lives import Lives, PlannedStep, office_moment
from tthc_desk.app.wiring import Desk
from tthc_desk.domain.dossier import local_day
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.fees import applicable
from tthc_desk.domain.officers import Officer, Role
from tthc_desk.domain.procedure import Channel, Procedure, TermUnit
from tthc_desk.domain.workdays import VIETNAM, WorkCalendar
from tthc_desk.usecases.catalogue import in_force
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.intake_request import IntakeRequest
from tthc_desk.usecases.ports import WriteUnit

_CHANNELS = ((Channel.IN_PERSON, 70), (Channel.ONLINE, 22), (Channel.POST, 8))
_FREQUENT = {"2.000815": 40, "2.000884": 12, "1.001193": 8, "2.000635": 10, "2.001035": 4}
"""Share of the ward's most frequent procedures; every other one counts 1."""

OPENING, TURNED_AWAY, PAYS_LATER = 0.01, 0.015, 0.02
_OPENING_DAYS = 15
_BEFORE_OPENING = timedelta(minutes=30)
_TURNED_AWAY = (
    ("guide", "Thiếu giấy tờ theo thành phần hồ sơ."),
    ("guide", "Tờ khai chưa có chữ ký."),
    ("refuse", "Không thuộc thẩm quyền giải quyết của UBND phường."),
)


@dataclass(frozen=True, slots=True)
class Made:
    """How much was written.

    Args:
        dossiers: those with a number, the opening balance among them.
        turned_away: refusals and guidance at the counter.
    """

    dossiers: int
    turned_away: int
    events: int


@dataclass(order=True, slots=True)
class _Step:
    at: datetime
    order: int
    number: str = field(compare=False)
    planned: PlannedStep = field(compare=False)


class History:
    """Writes days of a ward, each in one transaction; nothing lies after the present moment."""

    def __init__(self, desk: Desk, clock: SetClock, seed: int) -> None:
        self._desk = desk
        self._clock = clock
        self._now = clock.now()
        # Another stretch of the same ward must not repeat the request numbers of the one before.
        self._written = desk.store.queries.chain_head()[1]
        self._random = Random(f"{seed}/{self._written}")
        self._steps: list[_Step] = []
        self._order = 0
        self._turned_away = 0
        book = desk.rules.book()
        self._calendar = book.calendar
        self._procedures = [p for found in book.procedures.values() for p in found]
        self._lives = Lives(self._random, book.ward, book.calendar)
        self._counter = book.ward.actor(_first(book.ward.officers, Role.COUNTER))
        self._leader = book.ward.actor(_first(book.ward.officers, Role.SUPERVISOR))

    def write(self, count: int, first: date, last: date, tell: Progress) -> Made:
        """Write so many dossiers between two days; steps after the last day are left out.

        A day that is not over yet is left out too. A ward without any event begins with an
        opening balance.

        Raises:
            DeskError: DATE when the period lies ahead, begins before the newest event or holds
                no whole working day, CANCELLED when `tell` says stop.
        """
        days = self._days(first, last)
        with self._desk.store.bulk() as unit:
            _check_begin(first, unit.last_event_at())
            done = self._open(unit, days[0], count)
            per_day = _spread(self._random, count - done, len(days))
            for place, (day, number) in enumerate(zip(days, per_day, strict=True)):
                self._day(unit, day, number)
                unit.commit()
                done += number
                if place % 10 == 9 and not tell(done, count):
                    raise DeskError(Code.CANCELLED, done=done)
        events = self._desk.store.queries.chain_head()[1] - self._written
        return Made(done, self._turned_away, events)

    def _open(self, unit: WriteUnit, day: date, count: int) -> int:
        """Enter what a ward without any event still has to do; give how many dossiers."""
        reaches_back = (day - timedelta(days=4 * _OPENING_DAYS)).year in self._calendar.years
        opening = round(count * OPENING) if self._written == 0 and reaches_back else 0
        opens = datetime.combine(day, self._calendar.hours.morning_start, VIETNAM)
        self._clock.moment = opens - _BEFORE_OPENING
        choices = [p for p in self._choices(day) if p.fees == ()]
        for _ in range(opening):
            self._carry_over(unit, day, choices)
        return opening

    def _days(self, first: date, last: date) -> list[date]:
        today = local_day(self._now)
        if last < first:
            raise DeskError(Code.DATE, "to", first=first, last=last)
        if last > today:
            # Its events would stand before every later moment of the real clock.
            raise DeskError(Code.DATE, "to", reason="ahead", high=today)
        over = self._now >= datetime.combine(today, self._calendar.hours.afternoon_end, VIETNAM)
        days = _working_days(self._calendar, first, last)
        whole = [day for day in days if day < today or over]
        if not whole:
            raise DeskError(Code.DATE, "to", reason="no_workday")
        return whole

    def _choices(self, day: date) -> list[Procedure]:
        return [p for p in self._procedures if in_force(p, day) and _known_channels(p)]

    def _day(self, unit: WriteUnit, day: date, count: int) -> None:
        choices = self._choices(day)
        weights = [_FREQUENT.get(p.code, 1) for p in choices]
        for at in sorted(self._moment(day) for _ in range(count)):
            self._steps_until(unit, at)
            self._clock.moment = at
            procedure = self._random.choices(choices, weights)[0]
            if self._random.random() < TURNED_AWAY:
                self._turn_away(unit, procedure)
            self._receive(unit, procedure)
        evening = datetime.combine(day, time(23, 59), VIETNAM)
        self._steps_until(unit, min(evening, self._now))

    def _carry_over(self, unit: WriteUnit, day: date, choices: list[Procedure]) -> None:
        """Enter a dossier of the time before, with its true day and nothing to be paid."""
        begun = self._earlier(day)
        procedure = self._random.choice([p for p in choices if in_force(p, begun)])
        request = IntakeRequest(
            procedure=procedure.code,
            channel=_known_channels(procedure)[0].value,
            submitter=invented_person(self._random),
            opening=True,
            received_at=self._moment(begun).isoformat(),
            old_number=f"CU-{self._random.randint(100, 999)}",
        )
        self._enter(unit, request, procedure)

    def _earlier(self, day: date) -> date:
        for _ in range(self._random.randint(1, _OPENING_DAYS)):
            day = self._calendar.previous_working_day(day)
        return day

    def _turn_away(self, unit: WriteUnit, procedure: Procedure) -> None:
        decision, reason = self._random.choice(_TURNED_AWAY)
        request = IntakeRequest(
            decision=decision,
            reason=reason,
            procedure=procedure.code,
            submitter=invented_person(self._random),
        )
        self._desk.intake.enter(unit, request, self._uuid(), self._counter)
        self._turned_away += 1

    def _receive(self, unit: WriteUnit, procedure: Procedure) -> None:
        known = _known_channels(procedure)
        shares = [share for channel, share in _CHANNELS if channel in known]
        channel = self._random.choices(known, shares)[0]
        at_once = procedure.certification and procedure.terms[channel].unit is TermUnit.SAME_DAY
        later = not at_once and self._random.random() < PAYS_LATER
        request = IntakeRequest(
            procedure=procedure.code,
            channel=channel.value,
            submitter=invented_person(self._random, phone=self._random.random() < 0.8),
            pages=self._random.randint(1, 6) if procedure.certification else 0,
            copies=self._random.randint(1, 5) if procedure.certification else 0,
            paid=None if later else self._random.choices(("cash", "transfer"), (7, 3))[0],
            at_once=at_once,
            receipt=False,
        )
        self._enter(unit, request, procedure)

    def _enter(self, unit: WriteUnit, request: IntakeRequest, procedure: Procedure) -> None:
        answer = self._desk.intake.enter(unit, request, self._uuid(), self._counter)
        if request.at_once:
            return
        owes = request.paid is None and answer.charge_dong + answer.fee_dong > 0
        now = self._clock.moment
        for planned in self._lives.steps(answer, procedure, now, owes=owes):
            self._order += 1
            heapq.heappush(self._steps, _Step(planned.at, self._order, answer.number, planned))

    def _steps_until(self, unit: WriteUnit, end: datetime) -> None:
        while self._steps and self._steps[0].at <= end:
            step = heapq.heappop(self._steps)
            self._clock.moment = max(step.at, unit.last_event_at() or step.at)
            dossier = unit.dossier(step.number)
            if dossier is None:
                raise DeskError(Code.NOT_FOUND, "number")
            planned = step.planned
            actor = self._leader if planned.by_leader else self._counter
            self._desk.processing.enter(
                unit, dossier, planned.action, planned.given, actor, self._uuid(), papers=False
            )

    def _moment(self, day: date) -> datetime:
        return office_moment(self._random, day, self._calendar.hours)

    def _uuid(self) -> str:
        return str(uuid.UUID(int=self._random.getrandbits(128), version=4))


def _check_begin(first: date, newest: datetime | None) -> None:
    # The chain is written in order of time: nothing can be put in before its end.
    if newest is not None and first <= local_day(newest):
        last = local_day(newest)
        low = last + timedelta(days=1)
        raise DeskError(Code.DATE, "from", reason="before_last", last=last, low=low)


def _first(officers: tuple[Officer, ...], role: Role) -> Officer:
    return next((o for o in officers if o.role is role), officers[0])


def _working_days(calendar: WorkCalendar, first: date, last: date) -> list[date]:
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if calendar.is_working(day)]


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


def _known_channels(procedure: Procedure) -> list[Channel]:
    return [
        channel
        for channel, _ in _CHANNELS
        if channel in procedure.terms and applicable(procedure, channel) is not None
    ]
