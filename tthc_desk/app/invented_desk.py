"""The counter of a training ward: receives invented people, takes each step when its time comes."""

import heapq
import uuid
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random

from tthc_desk.app.clock import SetClock
from tthc_desk.app.invented import invented_person
from tthc_desk.app.invented_life import PlannedStep, office_moment
from tthc_desk.app.invented_lives import Lives
from tthc_desk.app.invented_offers import Offer
from tthc_desk.app.wiring import Desk
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.officers import Officer, Role
from tthc_desk.domain.procedure import Procedure, TermUnit
from tthc_desk.usecases.intake_request import IntakeRequest
from tthc_desk.usecases.ports import WriteUnit

_PAYS_LATER = 0.02
_TURNED_AWAY = (
    ("guide", "Thiếu giấy tờ theo thành phần hồ sơ."),
    ("guide", "Tờ khai chưa có chữ ký."),
    ("refuse", "Không thuộc thẩm quyền giải quyết của UBND phường."),
)


@dataclass(order=True, slots=True)
class _Step:
    at: datetime
    order: int
    number: str = field(compare=False)
    planned: PlannedStep = field(compare=False)


class InventedDesk:
    """Works inside the units it is given; the caller sets the clock to each reception."""

    def __init__(self, desk: Desk, clock: SetClock, chance: Random) -> None:
        self._desk = desk
        self._clock = clock
        self._chance = chance
        self._steps: list[_Step] = []
        self._order = 0
        book = desk.rules.book()
        self._ward, self._hours = book.ward, book.calendar.hours
        self._counter = book.ward.actor(_first(book.ward.officers, Role.COUNTER))
        self._leader = book.ward.actor(_first(book.ward.officers, Role.SUPERVISOR))

    def moment(self, day: date) -> datetime:
        """Choose a moment of the office hours of a day."""
        return office_moment(self._chance, day, self._hours)

    def turn_away(self, unit: WriteUnit, procedure: Procedure) -> None:
        """Refuse or guide somebody; that gives a slip and no dossier."""
        decision, reason = self._chance.choice(_TURNED_AWAY)
        request = IntakeRequest(
            decision=decision,
            reason=reason,
            procedure=procedure.code,
            submitter=invented_person(self._chance, self._ward.name),
        )
        self._desk.intake.enter(unit, request, self._uuid(), self._counter)

    def receive(
        self,
        unit: WriteUnit,
        offer: Offer,
        lives: Lives,
        *,
        last: date | None = None,
        unpaid: bool = False,
    ) -> None:
        """Take a dossier in and plan its life.

        Args:
            last: day on which its end is reached at the latest.
            unpaid: nothing is taken yet, so nothing is handed over at once either.
        """
        procedure, chance = offer.procedure, self._chance
        same_day = procedure.terms[offer.channel].unit is TermUnit.SAME_DAY
        at_once = procedure.certification and same_day and not unpaid
        later = unpaid or (not at_once and chance.random() < _PAYS_LATER)
        request = IntakeRequest(
            procedure=procedure.code,
            channel=offer.channel.value,
            submitter=invented_person(chance, self._ward.name, phone=chance.random() < 0.8),
            pages=chance.randint(1, 6) if procedure.certification else 0,
            copies=chance.randint(1, 5) if procedure.certification else 0,
            paid=None if later else chance.choices(("cash", "transfer"), (7, 3))[0],
            at_once=at_once,
            receipt=False,
        )
        self.enter(unit, request, procedure, lives, last)

    def carry_over(
        self, unit: WriteUnit, offer: Offer, received_at: datetime, lives: Lives
    ) -> None:
        """Enter a dossier of the time before, with its true day and nothing to be paid."""
        request = IntakeRequest(
            procedure=offer.procedure.code,
            channel=offer.channel.value,
            submitter=invented_person(self._chance, self._ward.name),
            opening=True,
            received_at=received_at.isoformat(),
            old_number=f"CU-{self._chance.randint(100, 999)}",
        )
        self.enter(unit, request, offer.procedure, lives)

    def enter(
        self,
        unit: WriteUnit,
        request: IntakeRequest,
        procedure: Procedure,
        lives: Lives,
        last: date | None = None,
    ) -> None:
        """Take a dossier in and put its steps on the agenda."""
        answer = self._desk.intake.enter(unit, request, self._uuid(), self._counter)
        if request.at_once:
            return
        owes = request.paid is None and answer.charge_dong + answer.fee_dong > 0
        now = self._clock.moment
        for planned in lives.steps(answer, procedure, now, owes=owes, last=last):
            self._order += 1
            heapq.heappush(self._steps, _Step(planned.at, self._order, answer.number, planned))

    def steps_until(self, unit: WriteUnit, end: datetime) -> None:
        """Take every step whose time has come by then."""
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

    def _uuid(self) -> str:
        return str(uuid.UUID(int=self._chance.getrandbits(128), version=4))


def _first(officers: tuple[Officer, ...], role: Role) -> Officer:
    return next((o for o in officers if o.role is role), officers[0])
