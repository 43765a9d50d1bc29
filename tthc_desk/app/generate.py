"""Invented history of a training ward, written through the same use cases, in bulk."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from tthc_desk.app.clock import SetClock
from tthc_desk.app.invented_desk import InventedDesk
from tthc_desk.app.invented_lives import Lives
from tthc_desk.app.invented_offers import Offer, Offers
from tthc_desk.app.planned_lives import spread
from tthc_desk.app.wiring import Desk
from tthc_desk.domain.dossier import local_day
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.workdays import VIETNAM, WorkCalendar
from tthc_desk.usecases.catalogue import in_force
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.ports import WriteUnit

OPENING, TURNED_AWAY = 0.01, 0.015
_OPENING_DAYS = 15
_BEFORE_OPENING = timedelta(minutes=30)


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


class History:
    """Writes days of a ward, each in one transaction; nothing lies after the present moment."""

    def __init__(self, desk: Desk, clock: SetClock, seed: int) -> None:
        self._desk = desk
        self._clock = clock
        self._now = clock.now()
        # Another stretch of the same ward must not repeat the request numbers of the one before.
        self._written = desk.store.queries.chain_head()[1]
        self._random = Random(f"{seed}/{self._written}")
        self._turned_away = 0
        book = desk.rules.book()
        self._calendar = book.calendar
        self._offers = Offers(p for found in book.procedures.values() for p in found)
        self._lives = Lives(self._random, book.ward, book.calendar)
        self._people = InventedDesk(desk, clock, self._random)

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
            per_day = spread(self._random, count - done, len(days))
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
        choices = [offer for offer in self._offers.on(day) if offer.procedure.fees == ()]
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
        days = working_days(self._calendar, first, last)
        whole = [day for day in days if day < today or over]
        if not whole:
            raise DeskError(Code.DATE, "to", reason="no_workday")
        return whole

    def _day(self, unit: WriteUnit, day: date, count: int) -> None:
        choices = self._offers.on(day)
        weights = [offer.weight for offer in choices]
        for at in sorted(self._people.moment(day) for _ in range(count)):
            self._people.steps_until(unit, at)
            self._clock.moment = at
            offer = self._random.choices(choices, weights)[0]
            if self._random.random() < TURNED_AWAY:
                self._people.turn_away(unit, offer.procedure)
                self._turned_away += 1
            self._people.receive(unit, offer, self._lives)
        self._people.steps_until(unit, min(evening(day), self._now))

    def _carry_over(self, unit: WriteUnit, day: date, choices: list[Offer]) -> None:
        begun = day
        for _ in range(self._random.randint(1, _OPENING_DAYS)):
            begun = self._calendar.previous_working_day(begun)
        known = [offer for offer in choices if in_force(offer.procedure, begun)]
        offer, moment = self._random.choice(known), self._people.moment(begun)
        self._people.carry_over(unit, offer, moment, self._lives)


def _check_begin(first: date, newest: datetime | None) -> None:
    # The chain is written in order of time: nothing can be put in before its end.
    if newest is not None and first <= local_day(newest):
        last = local_day(newest)
        low = last + timedelta(days=1)
        raise DeskError(Code.DATE, "from", reason="before_last", last=last, low=low)


def working_days(calendar: WorkCalendar, first: date, last: date) -> list[date]:
    """List the working days between two days, in order."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if calendar.is_working(day)]


def evening(day: date) -> datetime:
    """Give the moment after which nothing of a day happens any more."""
    return datetime.combine(day, time(23, 59), VIETNAM)
