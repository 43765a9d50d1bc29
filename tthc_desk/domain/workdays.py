"""Which days an office works, and counting days and minutes of work between moments."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import chain, pairwise

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.local_time import VIETNAM
from tthc_desk.domain.office_hours import OfficeHours
from tthc_desk.domain.procedure import Certainty

__all__ = [
    "VIETNAM",
    "WEEKDAYS",
    "CalendarNote",
    "Day",
    "DayKind",
    "OfficeHours",
    "WorkCalendar",
    "YearCalendar",
    "local",
]

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_SATURDAY = 5


def local(moment: datetime) -> datetime:
    """Read a moment on the clock of Vietnam, seconds cut off as papers print it.

    Raises:
        ValueError: the moment carries no time zone.
    """
    if moment.utcoffset() is None:
        raise ValueError("a moment without a time zone")
    return moment.astimezone(VIETNAM).replace(second=0, microsecond=0)


class DayKind(StrEnum):
    """What a calendar day is for an office."""

    WORKING = "working"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    SWAPPED_OFF = "swapped_off"  # nghỉ hoán đổi
    SUBSTITUTE_OFF = "substitute_off"  # nghỉ bù
    MAKE_UP = "make_up"  # làm bù
    RECEPTION_ONLY = "reception_only"  # quầy mở, không phải ngày làm việc


_WORKED = frozenset({DayKind.WORKING, DayKind.MAKE_UP})


@dataclass(frozen=True, slots=True)
class Day:
    """One calendar day with its two marks: working day, and reception open.

    Args:
        name: Vietnamese name ("Giỗ Tổ Hùng Vương"), the weekday of a plain day.
        source: where a day of a calendar file comes from.
        certainty: how sure that source is.
    """

    date: date
    kind: DayKind
    name: str
    source: str = ""
    certainty: Certainty = Certainty.HIGH

    @property
    def is_working(self) -> bool:
        """Tell whether terms count this day."""
        return self.kind in _WORKED

    @property
    def reception_open(self) -> bool:
        """Tell whether the counter takes dossiers in."""
        return self.is_working or self.kind is DayKind.RECEPTION_ONLY


class CalendarNote(StrEnum):
    """What a person has to know before confirming a year."""

    SWAPS_UNKNOWN = "swaps_unknown"  # no shipped file: swapped and make-up days are missing
    NOT_ANNOUNCED = "not_announced"  # days of Tết and 2 September follow the usual pattern only


@dataclass(frozen=True, slots=True)
class YearCalendar:
    """The exceptional days of a year; every other day is a plain weekday or weekend.

    Args:
        days: in order of date, each of this year, none twice.
        confirmed: a person has compared the year with the official notice.
    """

    year: int
    days: tuple[Day, ...]
    confirmed: bool = False
    notes: tuple[CalendarNote, ...] = ()

    def __post_init__(self) -> None:
        dates = [day.date for day in self.days]
        if any(day.year != self.year for day in dates) or any(
            later <= earlier for earlier, later in pairwise(dates)
        ):
            raise DeskError(Code.CALENDAR, field="days", year=self.year)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The loaded years of an office; counting over a year not loaded is refused.

    Every method that meets such a year raises `DeskError(Code.CALENDAR, year=…)`.

    Args:
        years: by number.
        reception_weekdays: weekdays (Monday 0) on which the counter opens though it is
            no working day, such as Saturday (5).
    """

    hours: OfficeHours
    years: Mapping[int, YearCalendar]
    reception_weekdays: frozenset[int] = frozenset()
    _exceptions: dict[date, Day] = field(init=False, repr=False, compare=False)
    _worked: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        years = sorted(self.years)
        days = chain.from_iterable(self.years[year].days for year in years)
        object.__setattr__(self, "_exceptions", {day.date: day for day in days})
        worked = [d.toordinal() for year in years for d in _dates_of(year) if self._works(d)]
        object.__setattr__(self, "_worked", worked)

    def _works(self, on: date) -> bool:
        exception = self._exceptions.get(on)
        return on.weekday() < _SATURDAY if exception is None else exception.is_working

    def _require(self, first: int, last: int) -> None:
        for year in range(first, last + 1):
            if year not in self.years:
                raise DeskError(Code.CALENDAR, year=year)

    def _pick(self, index: int, near: date) -> date:
        # Past either end of the list the first missing year on that side is the one to load.
        if not 0 <= index < len(self._worked):
            step = -1 if index < 0 else 1
            year = near.year
            while year in self.years:
                year += step
            raise DeskError(Code.CALENDAR, year=year)
        found = date.fromordinal(self._worked[index])
        self._require(min(near.year, found.year), max(near.year, found.year))
        return found

    def day(self, on: date) -> Day:
        """Describe one calendar day."""
        self._require(on.year, on.year)
        exception = self._exceptions.get(on)
        if exception is not None:
            return exception
        weekday = on.weekday()
        kind = DayKind.WORKING if weekday < _SATURDAY else DayKind.WEEKEND
        if kind is DayKind.WEEKEND and weekday in self.reception_weekdays:
            kind = DayKind.RECEPTION_ONLY
        return Day(on, kind, WEEKDAYS[weekday])

    def is_working(self, on: date) -> bool:
        """Tell whether terms count this day."""
        self._require(on.year, on.year)
        return self._works(on)

    def add_working_days(self, start: date, count: int) -> date:
        """Find the `count`-th working day after a day; that day itself is not counted.

        A count of 0 gives `start` itself, whatever day it is.
        """
        self._require(start.year, start.year)
        if count < 0:
            raise ValueError("a negative number of working days")
        if count == 0:
            return start
        return self._pick(bisect_right(self._worked, start.toordinal()) + count - 1, start)

    def working_days_between(self, start: date, end: date) -> int:
        """Count the working days after `start` up to and with `end`; 0 if `end` is not later."""
        self._require(min(start, end).year, max(start, end).year)
        first = bisect_right(self._worked, start.toordinal())
        return max(0, bisect_right(self._worked, end.toordinal()) - first)

    def next_working_day(self, after: date) -> date:
        """Find the first working day after a day."""
        return self.add_working_days(after, 1)

    def previous_working_day(self, before: date) -> date:
        """Find the last working day before a day."""
        self._require(before.year, before.year)
        return self._pick(bisect_left(self._worked, before.toordinal()) - 1, before)

    def on_or_after(self, on: date) -> date:
        """Move a day off to the next working day, leave a working day alone."""
        return on if self.is_working(on) else self.next_working_day(on)

    def working_minutes(self, start: datetime, end: datetime) -> int:
        """Count the minutes of office hours between two moments; negative if `end` is earlier."""
        first, last = local(start), local(end)
        self._require(min(first, last).year, max(first, last).year)
        return self._position(last) - self._position(first)

    def add_working_minutes(self, start: datetime, minutes: int) -> datetime:
        """Find the earliest moment by which so many minutes of office hours have passed.

        So a whole day from opening ends at closing. 0 gives `start` itself.
        """
        moment = local(start)
        self._require(moment.year, moment.year)
        if minutes <= 0:
            return moment
        whole, rest = divmod(self._position(moment) + minutes - 1, self.hours.minutes_a_day)
        found = self._pick(whole, moment.date())
        return datetime.combine(found, self.hours.clock_after(rest + 1), VIETNAM)

    def _position(self, moment: datetime) -> int:
        # Working minutes from the first loaded day on: differences are what counts.
        on = moment.date()
        whole = bisect_left(self._worked, on.toordinal()) * self.hours.minutes_a_day
        return whole + (self.hours.elapsed(moment.time()) if self._works(on) else 0)

    def unconfirmed(self, first: date, last: date) -> tuple[int, ...]:
        """Name the years between two days that no person has confirmed, missing ones too."""
        years = range(first.year, last.year + 1)
        return tuple(y for y in years if y not in self.years or not self.years[y].confirmed)


def _dates_of(year: int) -> Iterator[date]:
    first = date(year, 1, 1)
    days = (date(year, 12, 31) - first).days + 1
    return (first + timedelta(days=offset) for offset in range(days))
