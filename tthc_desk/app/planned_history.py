"""A planned history of a training ward: lived month by month, through the same use cases."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from tthc_desk.app.clock import SetClock
from tthc_desk.app.generate import TURNED_AWAY, evening, working_days
from tthc_desk.app.invented_courses import LEFT_OPEN, ON_TIME, VOIDED
from tthc_desk.app.invented_desk import InventedDesk
from tthc_desk.app.invented_lives import Lives
from tthc_desk.app.invented_offers import Offers
from tthc_desk.app.planned_lives import Fate, LifePlanner, PlannedDossier
from tthc_desk.app.wiring import Desk
from tthc_desk.domain.tally import Measures
from tthc_desk.domain.totals import Span
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.usecases.ports import WriteUnit

_BEFORE_OPENING = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Promise:
    """What a history is planned to come to.

    Args:
        still_open: of the received ones, all of them within their term.
    """

    received: int
    still_open: int

    def kept_by(self, total: Measures) -> bool:
        """Say whether the figures of the whole period are those that were planned."""
        return total == Measures(
            c4=total.c4,
            c5=self.received - total.c4,
            c8=total.c8,
            c9=self.received - self.still_open - total.c8,
            c12=self.still_open,
        )


class PlannedHistory:
    """Lives a plan; each day is one transaction."""

    def __init__(
        self, desk: Desk, clock: SetClock, period: Span, promise: Promise, seed: str
    ) -> None:
        """Plan the receptions.

        Args:
            seed: the same one plans the same history.

        Raises:
            DeskError: see `LifePlanner`.
        """
        self._desk = desk
        self._clock = clock
        self._period = period
        self._chance = Random(seed)
        book = desk.rules.book()
        self._calendar = book.calendar
        self._lives = {
            fate: Lives(self._chance, book.ward, book.calendar, courses)
            for fate, courses in _COURSES.items()
        }
        self._people = InventedDesk(desk, clock, self._chance)
        offers = Offers(p for found in book.procedures.values() for p in found)
        days = working_days(self._calendar, period.first, period.last)
        planner = LifePlanner(self._chance, self._calendar, offers, days)
        self._plan = planner.plan(promise.received, promise.still_open)

    def live(self, month: Span) -> None:
        """Write what happens in a month; they are lived in their order."""
        with self._desk.store.bulk() as unit:
            for day, planned in self._plan.items():
                if month.first <= day <= month.last:
                    self._day(unit, day, planned)
                    unit.commit()

    def wake_after(self, month: Span) -> None:
        """Set the clock to the first working day after a month, before the counter opens."""
        day = self._calendar.next_working_day(month.last)
        opens = datetime.combine(day, self._calendar.hours.morning_start, VIETNAM)
        self._clock.moment = opens - _BEFORE_OPENING

    def _day(self, unit: WriteUnit, day: date, planned: Sequence[PlannedDossier]) -> None:
        moments = sorted(self._people.moment(day) for _ in planned)
        for at, dossier in zip(moments, planned, strict=True):
            self._people.steps_until(unit, at)
            self._clock.moment = at
            if self._chance.random() < TURNED_AWAY:
                self._people.turn_away(unit, dossier.offer.procedure)
            self._receive(unit, day, dossier)
        self._people.steps_until(unit, evening(day))

    def _receive(self, unit: WriteUnit, day: date, dossier: PlannedDossier) -> None:
        fate = dossier.fate
        # A void takes its dossier out of every column; it has to come before the month is sent.
        last = {Fate.ENDS: self._period.last, Fate.VOIDED: day}.get(fate)
        lives, unpaid = self._lives[fate], fate is Fate.VOIDED
        self._people.receive(unit, dossier.offer, lives, last=last, unpaid=unpaid)


_COURSES = {Fate.ENDS: ON_TIME, Fate.STAYS: LEFT_OPEN, Fate.VOIDED: VOIDED}
