"""The years of the working calendar as a person looks through, changes and confirms them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from tthc_desk.domain.events import EventKind
from tthc_desk.domain.officers import Actor
from tthc_desk.domain.workdays import Day, WorkCalendar, YearCalendar
from tthc_desk.usecases.ports import Store
from tthc_desk.usecases.rules import Rules
from tthc_desk.usecases.upkeep import Upkeep


@dataclass(frozen=True, slots=True)
class YearChange:
    """Who changed a year last.

    Args:
        confirmed: the year was confirmed by it; else days were taken over from a file.
    """

    officer_name: str
    desk: str
    at: datetime
    confirmed: bool


@dataclass(frozen=True, slots=True)
class HeldYear:
    """A year as the ward holds it, or as it is proposed while the ward holds none.

    Args:
        last: None while the days stand as the ward was made with, or nobody kept them.
        working_days: of the whole year.
    """

    calendar: YearCalendar
    stored: bool
    last: YearChange | None
    working_days: int


@dataclass(frozen=True, slots=True)
class DayChange:
    """One day that is otherwise in another calendar.

    Args:
        before: None for a day that is new.
        after: None for a day that goes.
    """

    before: Day | None
    after: Day | None

    @property
    def date(self) -> date:
        """Give the day."""
        day = self.after or self.before
        if day is None:
            raise ValueError("a change without a day")
        return day.date


def changed_days(held: YearCalendar, found: YearCalendar) -> tuple[DayChange, ...]:
    """Compare two calendars of a year day by day, in order of date."""
    before = {day.date: day for day in held.days}
    after = {day.date: day for day in found.days}
    pairs = (DayChange(before.get(on), after.get(on)) for on in sorted(before | after))
    return tuple(pair for pair in pairs if pair.before != pair.after)


class CalendarYears:
    """Shows years and keeps what a person decided about them.

    Args:
        propose: gives the days of a year nobody has kept yet.
    """

    def __init__(
        self, store: Store, rules: Rules, upkeep: Upkeep, propose: Callable[[int], YearCalendar]
    ) -> None:
        self._store = store
        self._rules = rules
        self._upkeep = upkeep
        self._propose = propose

    def years(self) -> tuple[tuple[int, bool], ...]:
        """Name the years that are kept, this and the next one always among them.

        Returns:
            (year, whether it is confirmed) in order.
        """
        kept, this_year = self._rules.book().calendar.years, self._rules.today().year
        named = sorted({this_year, this_year + 1, *kept})
        return tuple((year, year in kept and kept[year].confirmed) for year in named)

    def to_confirm(self) -> int:
        """Name the year that needs a person first: from this one on, else this one."""
        this_year = self._rules.today().year
        waiting = (year for year, confirmed in self.years() if not confirmed and year >= this_year)
        return next(waiting, this_year)

    def held(self, year: int) -> HeldYear:
        """Give a year as it stands."""
        book = self._rules.book()
        kept = book.calendar.years.get(year)
        calendar = kept or self._propose(year)
        alone = WorkCalendar(book.ward.hours, {year: calendar})
        first, last = date(year, 1, 1), date(year, 12, 31)
        worked = alone.working_days_between(first, last) + alone.is_working(first)
        return HeldYear(calendar, kept is not None, self._last_change(year), worked)

    def confirm(self, seen: YearCalendar, actor: Actor) -> None:
        """Confirm a year as the person saw it.

        Raises:
            DeskError: CONFLICT when it was changed meanwhile.
        """
        self._upkeep.save_year(replace(seen, confirmed=True), actor, seen=seen)

    def take_over(self, found: YearCalendar, seen: YearCalendar, actor: Actor) -> None:
        """Keep the days of a file in the place of those the person saw, not confirmed yet.

        Raises:
            DeskError: CONFLICT when the year was changed meanwhile.
        """
        self._upkeep.save_year(replace(found, confirmed=False), actor, seen=seen)

    def _last_change(self, year: int) -> YearChange | None:
        events = self._store.queries.timeline(str(year))
        changes = [e for e in events if e.kind is EventKind.CALENDAR_CONFIRMED]
        if not changes:
            return None
        last = changes[-1]
        name = self._rules.book().ward.name_of(last.officer)
        return YearChange(name, last.desk, last.at, bool(last.data["confirmed"]))
