"""The public holidays every year's calendar must give off, and those a calendar lacks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tthc_desk.domain.workdays import Day, DayKind, YearCalendar

NEW_YEAR, NATIONAL_DAY = "Tết Nguyên đán", "Quốc khánh"
LAST_KNOWN_YEAR = 2100
"""Last year whose lunar holidays the library knows."""

SUBSTITUTE = " (nghỉ bù)"
_SWAPPED = "Ngày nghỉ (thay cho ngày"
_SATURDAY = 5
_LAW = frozenset({DayKind.HOLIDAY, DayKind.SUBSTITUTE_OFF})
# The yearly notice may lay the days of these two otherwise than the library expects.
_CHOSEN = frozenset({NEW_YEAR, NATIONAL_DAY})
_LEEWAY = timedelta(days=4)
# Off however the notice lays the others: mùng 1 to 3, and 2 September itself.
_CORE = ("Tết Nguyên Đán", "Mùng hai Tết Nguyên Đán", "Mùng ba Tết Nguyên Đán")


@dataclass(frozen=True, slots=True)
class MissingHoliday:
    """A holiday for which a calendar gives too few weekdays off.

    Args:
        name: as the library names it.
        lacking: how many weekdays off are missing.
        days: weekdays that would be off, nghỉ bù for a weekend among them; for Tết and
            2 September those the library expects and the calendar works on.
    """

    name: str
    lacking: int
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class _Holiday:
    """What the library knows of one holiday of a year: all its days, and those never moved."""

    days: tuple[date, ...]
    core: frozenset[date]


def library_names(year: int) -> tuple[Mapping[date, str], frozenset[date]]:
    """Give the library's days off of a year by name, and the weekend days it has worked."""
    # Loading the library takes a tenth of a second that most starts do not need.
    import holidays

    known = holidays.country_holidays("VN", years=year, language="vi")
    names = {on: name for on, name in known.items() if on.year == year}
    return names, frozenset(on for on in known.weekend_workdays if on.year == year)


def is_swapped(name: str) -> bool:
    """Tell a day off for which another is worked by the library's name of it."""
    return name.startswith(_SWAPPED)


def short_name(name: str) -> str:
    """Give the one name of a holiday for all its days, as the yearly notice has it."""
    tet = "Tết Nguyên Đán" in name or name.endswith(" Tết")
    return NEW_YEAR if tet else name.removesuffix(SUBSTITUTE)


def missing_holidays(calendar: YearCalendar) -> tuple[MissingHoliday, ...]:
    """Compare a year with the holidays of the law; every weekday it should give off counts.

    A holiday on a weekend is there when its nghỉ bù is. Which days Tết and 2 September take is
    fixed each year: there the number counts, and that mùng 1 to 3 and 2 September are off.

    Source: Bộ luật Lao động 2019 Điều 111(3), 112; Nghị quyết 28/2026/QH16 (24/11).
    """
    days = {day.date: day for day in calendar.days}
    compared = (_compare(name, known, days) for name, known in _holidays(calendar.year).items())
    return tuple(missing for missing in compared if missing.lacking)


def _holidays(year: int) -> dict[str, _Holiday]:
    found: dict[str, list[date]] = defaultdict(list)
    core: dict[str, set[date]] = defaultdict(set)
    names, _ = library_names(year)
    for on, name in sorted(names.items()):
        if is_swapped(name):
            continue
        found[short_name(name)].append(on)
        if name in _CORE or (name == NATIONAL_DAY and (on.month, on.day) == (9, 2)):
            core[short_name(name)].add(on)
    return {name: _Holiday(tuple(on), frozenset(core[name])) for name, on in found.items()}


def _compare(name: str, known: _Holiday, days: Mapping[date, Day]) -> MissingHoliday:
    expected = _weekdays(known.days)
    worked = tuple(on for on in expected if on not in days or days[on].is_working)
    if name not in _CHOSEN:
        return MissingHoliday(name, len(worked), worked)
    first, last = known.days[0] - _LEEWAY, known.days[-1] + _LEEWAY
    given = _weekdays(on for on, day in days.items() if first <= on <= last and day.kind in _LAW)
    lacking = max(len(expected) - len(given), len(known.core.intersection(worked)))
    return MissingHoliday(name, lacking, worked)


def _weekdays(days: Iterable[date]) -> tuple[date, ...]:
    return tuple(on for on in days if on.weekday() < _SATURDAY)
