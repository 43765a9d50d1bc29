"""Terms that run without interruption."""

from datetime import UTC, datetime

import pytest
from hypothesis import given

from tests.helpers.deadline_samples import (
    CALENDAR,
    DAY_TERMS,
    FIFTEEN,
    MOMENTS,
    RESTART,
    SAME_DAY,
    TERMS,
    at,
    calendar_days,
    days,
    deadline,
    due_of,
    hours,
    start,
    wait,
)
from tthc_desk.domain.deadlines import (
    DeadlineEvent,
    EventKind,
    due_moment,
)
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.procedure import Term, TermUnit
from tthc_desk.domain.workdays import VIETNAM


@pytest.mark.parametrize(
    ("amount", "received", "expected"),
    [
        (1, (2026, 3, 2, 9, 5), at(2026, 3, 3, 9, 5)),
        (5, (2025, 12, 30, 10, 0), at(2026, 1, 8, 10, 0)),  # 1/1, swapped 2/1
        (3, (2026, 1, 8, 10, 0), at(2026, 1, 12, 10, 0)),  # make-up Saturday 10/1
        (3, (2026, 2, 12, 8, 0), at(2026, 2, 24, 8, 0)),  # Tết 14–22/2
        (1, (2026, 4, 24, 8, 0), at(2026, 4, 28, 8, 0)),  # Giỗ Tổ Sunday, off on Monday
        (1, (2026, 8, 28, 8, 0), at(2026, 9, 3, 8, 0)),  # 31/8 swapped, 1–2/9
        (1, (2026, 8, 21, 8, 0), at(2026, 8, 22, 8, 0)),  # make-up Saturday 22/8
        (1, (2026, 11, 23, 8, 0), at(2026, 11, 25, 8, 0)),  # 24/11
        (2, (2025, 4, 25, 8, 0), at(2025, 4, 28, 8, 0)),  # make-up Saturday 26/4
        (1, (2025, 4, 29, 8, 0), at(2025, 5, 5, 8, 0)),  # 30/4, 1/5, swapped 2/5
        (1, (2026, 6, 6, 9, 0), at(2026, 6, 8, 9, 0)),  # received on a reception-only Saturday
    ],
)
def test_working_days_are_counted_from_the_day_after_receipt(
    amount: int, received: tuple[int, ...], expected: datetime
) -> None:
    assert due_of(days(amount), *received) == expected


@pytest.mark.parametrize(
    ("clock", "expected"),
    [((6, 50), (7, 30)), ((11, 30), (11, 30)), ((12, 10), (13, 30)), ((17, 40), (17, 0))],
)
def test_the_clock_time_of_receipt_is_moved_into_office_hours(
    clock: tuple[int, int], expected: tuple[int, int]
) -> None:
    assert due_of(days(1), 2026, 3, 2, *clock) == at(2026, 3, 3, *expected)


def test_calendar_days_end_on_the_next_working_day() -> None:
    assert due_of(calendar_days(6), 2026, 4, 20, 9, 0) == at(2026, 4, 28, 9, 0)
    assert due_of(calendar_days(10), 2026, 3, 2, 9, 0) == at(2026, 3, 12, 9, 0)
    assert due_of(calendar_days(2), 2026, 1, 8, 9, 0) == at(2026, 1, 10, 9, 0)


@pytest.mark.parametrize(
    ("amount", "received", "expected"),
    [
        (4, (2026, 3, 2, 7, 30), at(2026, 3, 2, 11, 30)),
        (8, (2026, 3, 2, 7, 30), at(2026, 3, 3, 8, 0)),
        (2, (2026, 3, 2, 11, 0), at(2026, 3, 2, 15, 0)),
        (2, (2026, 3, 6, 16, 0), at(2026, 3, 9, 8, 30)),
        (1, (2026, 3, 7, 9, 0), at(2026, 3, 9, 8, 30)),
        (1, (2026, 3, 2, 18, 0), at(2026, 3, 3, 8, 30)),
    ],
)
def test_working_hours_run_inside_office_hours(
    amount: int, received: tuple[int, ...], expected: datetime
) -> None:
    assert due_of(hours(amount), *received) == expected


@pytest.mark.parametrize(
    ("term", "received", "expected"),
    [
        (SAME_DAY, (2026, 3, 2, 15, 30), at(2026, 3, 2, 17, 0)),
        (FIFTEEN, (2026, 3, 2, 15, 0), at(2026, 3, 2, 17, 0)),
        (FIFTEEN, (2026, 3, 2, 15, 0, 59), at(2026, 3, 2, 17, 0)),
        (FIFTEEN, (2026, 3, 2, 15, 1), at(2026, 3, 3, 17, 0)),
        (FIFTEEN, (2026, 3, 6, 15, 1), at(2026, 3, 9, 17, 0)),
        (SAME_DAY, (2026, 3, 2, 17, 1), at(2026, 3, 3, 17, 0)),
        (SAME_DAY, (2026, 6, 6, 9, 0), at(2026, 6, 8, 17, 0)),
    ],
)
def test_a_same_day_result_is_due_at_closing(
    term: Term, received: tuple[int, ...], expected: datetime
) -> None:
    assert due_of(term, *received) == expected


def test_without_a_term_nothing_is_promised() -> None:
    open_end = deadline(Term(TermUnit.NONE), start(2026, 3, 2, 9, 0))
    assert (open_end.due_at, open_end.explanation) == (None, ())
    assert open_end.text() == "Không hẹn ngày trả kết quả."
    paused = deadline(
        Term(TermUnit.NONE), start(2026, 3, 2, 9, 0), *wait(at(2026, 3, 3), at(2026, 3, 4))
    )
    assert paused.due_at is None


@pytest.mark.parametrize("unit", [TermUnit.WORKING_DAYS, TermUnit.CALENDAR_DAYS])
def test_a_counted_term_needs_an_amount(unit: TermUnit) -> None:
    with pytest.raises(DeskError) as refusal:
        due_of(Term(unit, 0), 2026, 3, 2)
    assert refusal.value.code is Code.COUNT


def test_a_year_not_loaded_is_refused() -> None:
    with pytest.raises(DeskError) as refusal:
        due_of(days(5), 2027, 12, 30)
    assert refusal.value.facts == {"year": 2028}


def test_a_moment_in_another_zone_means_the_same() -> None:
    event = DeadlineEvent(EventKind.START, datetime(2026, 3, 2, 2, 5, tzinfo=UTC))
    assert due_moment([event], days(1), RESTART, CALENDAR) == at(2026, 3, 3, 9, 5)


@given(MOMENTS, TERMS)
def test_a_term_ends_on_a_working_day_inside_office_hours(received: datetime, term: Term) -> None:
    found = due_moment([DeadlineEvent(EventKind.START, received)], term, RESTART, CALENDAR)
    assert found is not None
    assert CALENDAR.is_working(found.date())
    assert CALENDAR.hours.into_hours(found.time()) == found.time()
    assert found.tzinfo is VIETNAM
    # Only a same-day result may be due at the very closing minute of its receipt.
    assert found > received or (found == received and term.unit is TermUnit.SAME_DAY)


@given(MOMENTS, DAY_TERMS)
def test_a_longer_term_never_ends_earlier(received: datetime, term: Term) -> None:
    events = [DeadlineEvent(EventKind.START, received)]
    longer = Term(term.unit, term.amount + 1)
    first = due_moment(events, term, RESTART, CALENDAR)
    second = due_moment(events, longer, RESTART, CALENDAR)
    assert first is not None
    assert second is not None
    assert first <= second
    assert first < second or term.unit is TermUnit.CALENDAR_DAYS


@given(MOMENTS, MOMENTS, TERMS)
def test_who_comes_on_a_later_day_is_never_due_on_an_earlier_one(
    one: datetime, other: datetime, term: Term
) -> None:
    first, second = sorted((one, other))
    dues = [
        due_moment([DeadlineEvent(EventKind.START, when)], term, RESTART, CALENDAR)
        for when in (first, second)
    ]
    assert dues[0] is not None
    assert dues[1] is not None
    assert dues[0].date() <= dues[1].date()
