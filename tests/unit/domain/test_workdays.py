"""Kinds of days, counting of working days and working minutes."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.office_hours import OfficeHours
from tthc_desk.domain.workdays import VIETNAM, Day, DayKind, WorkCalendar, YearCalendar, local

OFF = {
    date(2025, 1, 1): (DayKind.HOLIDAY, "Tết Dương lịch"),
    date(2026, 1, 1): (DayKind.HOLIDAY, "Tết Dương lịch"),
    date(2026, 1, 2): (DayKind.SWAPPED_OFF, "Nghỉ hoán đổi"),
    date(2026, 1, 10): (DayKind.MAKE_UP, "Làm bù"),
    date(2026, 4, 26): (DayKind.HOLIDAY, "Giỗ Tổ Hùng Vương"),
    date(2026, 4, 27): (DayKind.SUBSTITUTE_OFF, "Giỗ Tổ Hùng Vương"),
    date(2026, 6, 6): (DayKind.RECEPTION_ONLY, "Sáng thứ Bảy"),
    date(2026, 11, 24): (DayKind.HOLIDAY, "Ngày Văn hóa Việt Nam"),
}


def years(*numbers: int, confirmed: Iterable[int] = ()) -> dict[int, YearCalendar]:
    made = {}
    for year in numbers:
        days = tuple(Day(on, *what) for on, what in OFF.items() if on.year == year)
        made[year] = YearCalendar(year, days, confirmed=year in confirmed)
    return made


HOURS = OfficeHours()
CALENDAR = WorkCalendar(HOURS, years(2025, 2026))
DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 20))
MINUTES = st.integers(0, 24 * 60 - 1)
MOMENTS = st.builds(
    lambda on, minute: datetime.combine(on, time(minute // 60, minute % 60), VIETNAM), DAYS, MINUTES
)


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=VIETNAM)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("on", "working", "open_"),
    [
        (date(2026, 1, 2), False, False),
        (date(2026, 1, 5), True, True),
        (date(2026, 1, 10), True, True),
        (date(2026, 1, 11), False, False),
        (date(2026, 4, 27), False, False),
        (date(2026, 6, 6), False, True),
    ],
)
def test_a_day_has_two_marks(on: date, working: bool, open_: bool) -> None:
    day = CALENDAR.day(on)
    assert (day.is_working, day.reception_open) == (working, open_)
    assert CALENDAR.is_working(on) == working


def test_a_weekday_of_reception_opens_the_counter_without_being_a_working_day() -> None:
    calendar = WorkCalendar(HOURS, years(2026), frozenset({5}))
    assert calendar.day(date(2026, 3, 7)).kind is DayKind.RECEPTION_ONLY
    assert calendar.day(date(2026, 3, 8)).kind is DayKind.WEEKEND
    assert calendar.day(date(2026, 1, 10)).kind is DayKind.MAKE_UP
    assert not calendar.is_working(date(2026, 3, 7))


def test_the_swap_of_2_january_2026_is_counted() -> None:
    assert CALENDAR.next_working_day(date(2025, 12, 31)) == date(2026, 1, 5)
    assert CALENDAR.add_working_days(date(2026, 1, 8), 2) == date(2026, 1, 10)
    assert CALENDAR.previous_working_day(date(2026, 1, 12)) == date(2026, 1, 10)
    assert CALENDAR.working_days_between(date(2026, 1, 1), date(2026, 1, 12)) == 7


def test_a_substitute_day_off_follows_gio_to_2026() -> None:
    assert CALENDAR.on_or_after(date(2026, 4, 25)) == date(2026, 4, 28)
    assert CALENDAR.on_or_after(date(2026, 4, 28)) == date(2026, 4, 28)


@pytest.mark.parametrize("asked", [date(2024, 12, 31), date(2027, 1, 1)])
def test_a_year_not_loaded_is_refused_with_its_number(asked: date) -> None:
    for question in (CALENDAR.day, CALENDAR.is_working, CALENDAR.next_working_day):
        with pytest.raises(DeskError) as refusal:
            question(asked)
        assert (refusal.value.code, refusal.value.facts) == (Code.CALENDAR, {"year": asked.year})


def test_counting_never_jumps_over_a_year_that_is_not_loaded() -> None:
    gap = WorkCalendar(HOURS, years(2024, 2026))
    for count in (
        lambda: gap.add_working_days(date(2024, 12, 30), 5),
        lambda: gap.previous_working_day(date(2026, 1, 1)),
        lambda: gap.working_days_between(date(2024, 12, 30), date(2026, 1, 9)),
        lambda: gap.add_working_minutes(at(2024, 12, 31, 16, 0), 600),
        lambda: gap.working_minutes(at(2024, 12, 31, 16, 0), at(2026, 1, 9, 8, 0)),
    ):
        with pytest.raises(DeskError) as refusal:
            count()
        assert refusal.value.facts == {"year": 2025}


def test_counting_past_either_end_names_the_year_to_load() -> None:
    with pytest.raises(DeskError) as refusal:
        CALENDAR.add_working_days(date(2026, 12, 30), 5)
    assert refusal.value.facts == {"year": 2027}
    with pytest.raises(DeskError) as refusal:
        CALENDAR.previous_working_day(date(2025, 1, 2))
    assert refusal.value.facts == {"year": 2024}


def test_unconfirmed_years_are_named_missing_ones_too() -> None:
    calendar = WorkCalendar(HOURS, years(2025, 2026, confirmed=(2025,)))
    assert calendar.unconfirmed(date(2025, 3, 1), date(2025, 4, 1)) == ()
    assert calendar.unconfirmed(date(2025, 3, 1), date(2027, 1, 5)) == (2026, 2027)


@pytest.mark.parametrize(
    "days",
    [
        (Day(date(2025, 1, 1), DayKind.HOLIDAY, "A"),),
        (Day(date(2026, 5, 1), DayKind.HOLIDAY, "A"), Day(date(2026, 4, 30), DayKind.HOLIDAY, "B")),
        (Day(date(2026, 5, 1), DayKind.HOLIDAY, "A"), Day(date(2026, 5, 1), DayKind.MAKE_UP, "B")),
    ],
)
def test_a_year_holds_only_its_own_days_once_and_in_order(days: tuple[Day, ...]) -> None:
    with pytest.raises(DeskError) as refusal:
        YearCalendar(2026, days)
    assert refusal.value.code is Code.CALENDAR


@given(DAYS)
def test_working_days_agree_with_a_plain_count_day_by_day(start: date) -> None:
    found, day = 0, start
    while found < 7 and day < date(2026, 12, 31):
        day += timedelta(days=1)
        found += CALENDAR.is_working(day)
        assert CALENDAR.working_days_between(start, day) == found
        if CALENDAR.is_working(day):
            assert CALENDAR.add_working_days(start, found) == day


@given(DAYS)
def test_next_and_previous_working_day_are_inverse_on_working_days(day: date) -> None:
    following = CALENDAR.next_working_day(day)
    assert CALENDAR.is_working(following)
    if CALENDAR.is_working(day):
        assert CALENDAR.previous_working_day(following) == day


@pytest.mark.parametrize(
    ("clock", "moved", "elapsed"),
    [
        (time(6, 0), time(7, 30), 0),
        (time(7, 30), time(7, 30), 0),
        (time(9, 15), time(9, 15), 105),
        (time(11, 30), time(11, 30), 240),
        (time(12, 0), time(13, 30), 240),
        (time(13, 30), time(13, 30), 240),
        (time(16, 59), time(16, 59), 449),
        (time(17, 0), time(17, 0), 450),
        (time(22, 0), time(17, 0), 450),
    ],
)
def test_a_clock_time_is_moved_into_office_hours(clock: time, moved: time, elapsed: int) -> None:
    assert HOURS.into_hours(clock) == moved
    assert HOURS.elapsed(clock) == HOURS.elapsed(moved) == elapsed


@given(st.integers(0, HOURS.minutes_a_day))
def test_the_clock_after_some_minutes_has_just_those_minutes_behind_it(minutes: int) -> None:
    clock = HOURS.clock_after(minutes)
    assert HOURS.elapsed(clock) == minutes
    assert HOURS.into_hours(clock) == clock


@pytest.mark.parametrize(
    ("hours", "field"),
    [
        ({"morning_start": time(12, 0)}, "office_hours"),
        ({"afternoon_end": time(13, 30)}, "office_hours"),
        ({"morning_end": time(14, 0)}, "office_hours"),
        ({"morning_start": time(7, 30, 5)}, "office_hours"),
        ({"fifteen_mark": time(18, 0)}, "fifteen_mark"),
        ({"fifteen_mark": time(7, 0)}, "fifteen_mark"),
    ],
)
def test_impossible_office_hours_are_refused(hours: dict[str, time], field: str) -> None:
    with pytest.raises(DeskError) as refusal:
        OfficeHours(**hours)
    assert (refusal.value.code, refusal.value.field) == (Code.PROFILE, field)


def test_working_minutes_leave_out_lunch_night_and_days_off() -> None:
    assert CALENDAR.working_minutes(at(2025, 12, 31, 16, 0), at(2026, 1, 5, 8, 0)) == 90
    assert CALENDAR.working_minutes(at(2026, 1, 5, 11, 0), at(2026, 1, 5, 14, 0)) == 60
    assert CALENDAR.working_minutes(at(2026, 1, 5, 17, 0), at(2026, 1, 6, 7, 30)) == 0


def test_a_whole_day_from_opening_ends_at_closing() -> None:
    assert CALENDAR.add_working_minutes(at(2026, 1, 5, 7, 30), 450) == at(2026, 1, 5, 17, 0)
    assert CALENDAR.add_working_minutes(at(2026, 1, 5, 7, 30), 451) == at(2026, 1, 6, 7, 31)
    assert CALENDAR.add_working_minutes(at(2026, 1, 3, 9, 0), 30) == at(2026, 1, 5, 8, 0)
    assert CALENDAR.add_working_minutes(at(2026, 1, 5, 12, 0), 0) == at(2026, 1, 5, 12, 0)


@given(MOMENTS, st.integers(1, 3000))
def test_adding_working_minutes_passes_exactly_those(start: datetime, minutes: int) -> None:
    end = CALENDAR.add_working_minutes(start, minutes)
    assert CALENDAR.working_minutes(start, end) == minutes
    assert CALENDAR.is_working(end.date())
    assert HOURS.into_hours(end.time()) == end.time()


@given(MOMENTS, MOMENTS, MOMENTS)
def test_working_minutes_add_up(first: datetime, second: datetime, third: datetime) -> None:
    whole = CALENDAR.working_minutes(first, third)
    parts = CALENDAR.working_minutes(first, second) + CALENDAR.working_minutes(second, third)
    assert whole == parts


def test_a_moment_is_read_on_the_clock_of_vietnam_without_seconds() -> None:
    assert local(datetime(2026, 1, 4, 20, 30, 59, tzinfo=UTC)) == at(2026, 1, 5, 3, 30)
    with pytest.raises(ValueError, match="time zone"):
        local(datetime(2026, 1, 5))  # noqa: DTZ001
