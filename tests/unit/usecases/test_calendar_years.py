"""Comparing two calendars of a year day by day."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.workdays import Day, DayKind, YearCalendar
from tthc_desk.usecases.calendar_years import DayChange, changed_days
from tthc_desk.usecases.messages import error_text

FIRST = date(2027, 1, 1)


def calendar(days: dict[int, tuple[DayKind, str]]) -> YearCalendar:
    made = (
        Day(FIRST + timedelta(days=at), kind, name) for at, (kind, name) in sorted(days.items())
    )
    return YearCalendar(2027, tuple(made))


KINDS = st.sampled_from([DayKind.HOLIDAY, DayKind.SWAPPED_OFF, DayKind.RECEPTION_ONLY])
CALENDARS = st.builds(
    calendar,
    st.dictionaries(st.integers(0, 364), st.tuples(KINDS, st.sampled_from("AB")), max_size=8),
)


@given(CALENDARS)
def test_a_calendar_does_not_differ_from_itself_confirmed_or_not(year: YearCalendar) -> None:
    assert changed_days(year, replace(year, confirmed=True)) == ()


@given(CALENDARS, CALENDARS)
def test_the_changes_carried_out_make_one_calendar_of_the_other(
    held: YearCalendar, found: YearCalendar
) -> None:
    days = {day.date: day for day in held.days}
    for change in changed_days(held, found):
        assert days.pop(change.date, None) == change.before
        if change.after is not None:
            days[change.date] = change.after
    assert tuple(days[on] for on in sorted(days)) == found.days


@given(CALENDARS, CALENDARS)
def test_the_way_back_is_the_same_changes_turned_round(
    held: YearCalendar, found: YearCalendar
) -> None:
    back = tuple(DayChange(one.after, one.before) for one in changed_days(held, found))
    assert changed_days(found, held) == back


def test_a_year_changed_by_another_desk_is_refused_in_words_about_the_calendar() -> None:
    error = DeskError(Code.CONFLICT, officer="Nguyễn Văn Thử", at=None, kind=None, year=2027)
    text = error_text(error)
    assert "lịch làm việc năm 2027" in text
    assert "hồ sơ" not in text
