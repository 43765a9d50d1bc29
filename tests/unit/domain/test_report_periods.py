"""Periods of a kind tile the years; their names and ends are those of the regulation."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tthc_desk.domain.report_periods import (
    PeriodKind,
    ReportPeriod,
    named_period,
    period_after,
    period_at,
    period_before,
)

DAYS = st.dates(date(2000, 1, 1), date(2199, 12, 31))
KINDS = st.sampled_from(PeriodKind)
PER_YEAR = {
    PeriodKind.MONTH: 12,
    PeriodKind.QUARTER: 4,
    PeriodKind.YEAR: 1,
    PeriodKind.QUARTER_15: 4,
    PeriodKind.YEAR_15: 1,
}


@pytest.mark.parametrize(
    ("kind", "day", "first", "last", "text"),
    [
        ("month", (2026, 2, 28), (2026, 2, 1), (2026, 2, 28), "Tháng 2 năm 2026"),
        ("month", (2024, 2, 1), (2024, 2, 1), (2024, 2, 29), "Tháng 2 năm 2024"),
        ("quarter", (2026, 6, 30), (2026, 4, 1), (2026, 6, 30), "Quý II năm 2026"),
        ("year", (2026, 12, 31), (2026, 1, 1), (2026, 12, 31), "Năm 2026"),
        ("quarter-15", (2025, 12, 15), (2025, 12, 15), (2026, 3, 14), "Quý I năm 2026"),
        ("quarter-15", (2026, 3, 14), (2025, 12, 15), (2026, 3, 14), "Quý I năm 2026"),
        ("quarter-15", (2026, 12, 14), (2026, 9, 15), (2026, 12, 14), "Quý IV năm 2026"),
        ("year-15", (2025, 12, 15), (2025, 12, 15), (2026, 12, 14), "Năm 2026"),
        ("year-15", (2026, 12, 15), (2026, 12, 15), (2027, 12, 14), "Năm 2027"),
    ],
)
def test_a_period_has_the_days_and_the_name_of_the_regulation(
    kind: str,
    day: tuple[int, int, int],
    first: tuple[int, int, int],
    last: tuple[int, int, int],
    text: str,
) -> None:
    found = period_at(PeriodKind(kind), date(*day))
    assert (found.first, found.last, found.text) == (date(*first), date(*last), text)


@given(KINDS, DAYS)
def test_every_day_lies_in_one_period_and_its_neighbours_touch_it(
    kind: PeriodKind, day: date
) -> None:
    found = period_at(kind, day)
    assert found.first <= day <= found.last
    assert {period_at(kind, d) for d in (found.first, found.last)} == {found}
    before, after = period_before(found), period_after(found)
    assert before.last + timedelta(1) == found.first
    assert found.last + timedelta(1) == after.first
    assert (period_after(before), period_before(after)) == (found, found)


@given(KINDS, st.integers(2000, 2199))
def test_the_periods_called_by_a_year_fill_it_without_gap(kind: PeriodKind, year: int) -> None:
    found = period_at(kind, date(year, 1, 1))
    of_year = []
    while found.year == year:
        of_year.append(found)
        found = period_after(found)
    assert [p.number for p in of_year] == list(range(1, PER_YEAR[kind] + 1))
    assert len({p.text for p in of_year}) == PER_YEAR[kind]
    days = sum((p.last - p.first).days + 1 for p in of_year)
    assert days == (of_year[-1].last - of_year[0].first).days + 1
    assert days in {365, 366}


@given(KINDS, DAYS)
def test_a_period_is_recognised_by_its_two_ends(kind: PeriodKind, day: date) -> None:
    found = period_at(kind, day)
    assert named_period(found.first, found.last) == found


@given(DAYS, st.integers(0, 400))
def test_days_chosen_freely_have_neighbours_of_their_length(day: date, length: int) -> None:
    free = ReportPeriod(day, day + timedelta(length))
    assert free.text == ""
    assert period_after(period_before(free)) == free
    assert period_before(free).last + timedelta(1) == day
