"""The public holidays a calendar must have: none of the law's is forgotten, none is invented."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tthc_desk.domain.workdays import Day, DayKind, YearCalendar
from tthc_desk.exchange.holiday_calendar import propose, read_calendar
from tthc_desk.exchange.statutory_holidays import (
    LAST_KNOWN_YEAR,
    NATIONAL_DAY,
    NEW_YEAR,
    missing_holidays,
)

SHIPPED = Path(__file__).parents[3] / "resources" / "calendar"
NOWHERE = SHIPPED / "none"
BEFORE_2026 = {
    "Tết Dương lịch",
    NEW_YEAR,
    "Ngày Giỗ Tổ Hùng Vương",
    "Ngày Chiến thắng",
    "Ngày Quốc tế Lao động",
    NATIONAL_DAY,
}
YEARS = st.integers(2021, LAST_KNOWN_YEAR)


def names(calendar: YearCalendar) -> set[str]:
    return {one.name for one in missing_holidays(calendar)}


def laid(year: int, *days: tuple[int, int]) -> YearCalendar:
    """Give the proposal of a year with other days for Tết."""
    kept = [d for d in propose(year, NOWHERE).days if d.name != NEW_YEAR]
    kept += [Day(date(year, month, day), DayKind.HOLIDAY, NEW_YEAR) for month, day in days]
    return YearCalendar(year, tuple(sorted(kept, key=lambda day: day.date)))


def with_kind(calendar: YearCalendar, on: date, kind: DayKind) -> YearCalendar:
    days = tuple(replace(day, kind=kind) if day.date == on else day for day in calendar.days)
    return replace(calendar, days=days)


@given(YEARS)
def test_a_proposed_year_lacks_nothing(year: int) -> None:
    assert missing_holidays(propose(year, NOWHERE)) == ()


@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026])
def test_a_shipped_year_lacks_nothing(year: int) -> None:
    assert missing_holidays(read_calendar(SHIPPED / f"{year}.csv")) == ()


def test_a_year_of_one_line_lacks_every_holiday_that_takes_a_weekday() -> None:
    one_line = YearCalendar(2025, (Day(date(2025, 6, 1), DayKind.RECEPTION_ONLY, "Quầy mở"),))
    assert names(one_line) == BEFORE_2026
    lacking = {one.name: one.lacking for one in missing_holidays(one_line)}
    assert (lacking[NEW_YEAR], lacking[NATIONAL_DAY]) == (5, 2)


def test_the_day_of_culture_is_a_holiday_from_2026_on() -> None:
    assert "Ngày Văn hóa Việt Nam" not in names(YearCalendar(2025, ()))
    assert "Ngày Văn hóa Việt Nam" in names(YearCalendar(2026, ()))


@given(YEARS, st.data())
def test_a_weekday_of_a_holiday_that_is_worked_is_missed_by_name(
    year: int, data: st.DataObject
) -> None:
    whole = propose(year, NOWHERE)
    law = {DayKind.HOLIDAY, DayKind.SUBSTITUTE_OFF}
    off = [day for day in whole.days if day.kind in law and day.date.weekday() < 5]
    dropped = data.draw(st.sampled_from(off))
    left = replace(whole, days=tuple(day for day in whole.days if day != dropped))
    for calendar in (left, with_kind(whole, dropped.date, DayKind.WORKING)):
        (missing,) = missing_holidays(calendar)
        assert (missing.name, missing.lacking) == (dropped.name, 1)
        assert dropped.date in missing.days


def test_a_holiday_on_a_weekend_needs_its_substitute_only() -> None:
    days = {day.date: day for day in propose(2027, NOWHERE).days}
    del days[date(2027, 5, 1)]
    assert names(YearCalendar(2027, tuple(days.values()))) == set()
    del days[date(2027, 5, 3)]
    (missing,) = missing_holidays(YearCalendar(2027, tuple(days.values())))
    assert (missing.name, missing.days) == ("Ngày Quốc tế Lao động", (date(2027, 5, 3),))


# Mùng 1 of 2027 is Saturday 6 February.
@pytest.mark.parametrize(
    "days",
    [
        ((2, 4), (2, 5), (2, 8), (2, 9), (2, 10)),
        ((2, 5), (2, 8), (2, 9), (2, 10), (2, 11)),
        ((2, 4), (2, 5), (2, 6), (2, 7), (2, 8), (2, 9), (2, 10)),
    ],
)
def test_tet_may_be_laid_as_the_years_notice_has_it(
    days: tuple[tuple[int, int], ...],
) -> None:
    assert names(laid(2027, *days)) == set()


@pytest.mark.parametrize(
    "days",
    [
        ((2, 5), (2, 8), (2, 9), (2, 10)),
        ((2, 2), (2, 3), (2, 4), (2, 5), (2, 9)),
        ((3, 4), (3, 5), (3, 8), (3, 9), (3, 10)),
    ],
)
def test_tet_with_four_days_without_mung_3_or_in_another_month_is_missed(
    days: tuple[tuple[int, int], ...],
) -> None:
    assert names(laid(2027, *days)) == {NEW_YEAR}


def test_a_day_off_that_is_worked_off_on_a_saturday_is_no_day_of_the_holiday() -> None:
    year = propose(2026, SHIPPED)
    assert names(with_kind(year, date(2026, 9, 1), DayKind.WORKING)) == {NATIONAL_DAY}


def test_the_second_day_of_the_national_holiday_may_lie_before_or_after_it() -> None:
    proposal = propose(2027, NOWHERE)
    other = [day for day in proposal.days if day.date != date(2027, 9, 3)]
    before = [*other, Day(date(2027, 9, 1), DayKind.HOLIDAY, NATIONAL_DAY)]
    assert names(YearCalendar(2027, tuple(sorted(before, key=lambda day: day.date)))) == set()
    assert names(YearCalendar(2027, tuple(other))) == {NATIONAL_DAY}
