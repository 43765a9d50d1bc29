"""Which day an act is counted in, which days wait, and what a drawer must hold."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.wards import YEARS
from tthc_desk.domain.day_closing import (
    CashCount,
    Drawer,
    Taking,
    business_day,
    drawers,
    waiting_days,
)
from tthc_desk.domain.office_hours import OfficeHours
from tthc_desk.domain.workdays import Day, DayKind, WorkCalendar, YearCalendar

SATURDAY = date(2026, 3, 14)
MARCH = YearCalendar(
    2026,
    (
        Day(date(2026, 1, 1), DayKind.HOLIDAY, "Tết Dương lịch"),
        Day(SATURDAY, DayKind.RECEPTION_ONLY, "thứ Bảy"),
    ),
)
CALENDAR = WorkCalendar(OfficeHours(), {**{y.year: y for y in YEARS}, 2026: MARCH})
FRIDAY = date(2026, 3, 6)
MONDAY = date(2026, 3, 9)
days = st.dates(date(2026, 2, 1), date(2026, 11, 30))


def test_an_open_day_counts_its_own_acts() -> None:
    assert business_day(FRIDAY, None, lambda: CALENDAR) == FRIDAY
    assert business_day(SATURDAY, FRIDAY, lambda: CALENDAR) == SATURDAY


def test_after_closing_on_friday_acts_belong_to_monday() -> None:
    assert business_day(FRIDAY, FRIDAY, lambda: CALENDAR) == MONDAY


def test_after_closing_before_a_reception_saturday_acts_belong_to_it() -> None:
    friday = SATURDAY - timedelta(1)
    assert business_day(friday, friday, lambda: CALENDAR) == SATURDAY


def test_the_next_day_is_taken_when_its_year_is_not_known() -> None:
    eve = date(2027, 12, 31)
    assert business_day(eve, eve, lambda: CALENDAR) == date(2028, 1, 1)


@given(days, st.none() | days, days)
def test_an_act_is_never_counted_in_a_closed_day_and_never_goes_back(
    local: date, closed: date | None, later: date
) -> None:
    found = business_day(local, closed, lambda: CALENDAR)
    assert found >= local
    assert closed is None or found > closed
    if later >= local and (closed is None or later <= closed):
        assert business_day(later, closed, lambda: CALENDAR) >= found


def test_working_days_wait_and_days_off_only_when_somebody_worked() -> None:
    sunday = date(2026, 3, 8)
    found = waiting_days(FRIDAY, None, date(2026, 3, 10), CALENDAR, ())
    assert found == (FRIDAY, MONDAY, date(2026, 3, 10))
    found = waiting_days(FRIDAY, None, MONDAY, CALENDAR, (FRIDAY, sunday))
    assert found == (FRIDAY, sunday, MONDAY)


@given(days, st.none() | days, days, st.sets(days, max_size=8))
def test_what_waits_is_in_order_after_the_last_closing_and_up_to_today(
    first: date, closed: date | None, today: date, worked: set[date]
) -> None:
    found = waiting_days(first, closed, today, CALENDAR, worked)
    assert list(found) == sorted(set(found))
    begin = first if closed is None else closed + timedelta(1)
    assert all(begin <= day <= today for day in found)
    assert {d for d in worked if begin <= d <= today} <= set(found)


def test_a_drawer_holds_its_opening_and_what_was_taken_less_what_was_given_back() -> None:
    takings = (
        Taking("a", "cash", 50_000, 8_000),
        Taking("a", "transfer", 99_000, 0),
        Taking("b", "transfer", 1_000, 0),
    )
    found = drawers(takings, {"a": 10_000, "c": 20_000, "d": 0}, {})
    assert found == (Drawer("a", 10_000, 50_000, 8_000), Drawer("c", 20_000, 0, 0))
    assert [one.computed_dong for one in found] == [52_000, 20_000]
    assert [one.moved for one in found] == [True, False]


def test_typed_opening_cash_stands_for_what_was_left() -> None:
    assert drawers((), {"a": 10_000}, {"a": 0}) == (Drawer("a", 0, 0, 0),)


@given(*(st.integers(0, 10**9) for _ in range(5)))
def test_difference_and_rest_of_a_count(o: int, c: int, r: int, n: int, h: int) -> None:
    count = CashCount(Drawer("a", o, c, r), n, h)
    assert count.difference_dong == n - (o + c - r)
    assert count.left_dong + count.handed_in_dong == n
