"""The day list and the paragraph that explain a due moment."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.deadline_samples import (
    CALENDAR,
    FIFTEEN,
    MOMENTS,
    PAUSE,
    TERMS,
    at,
    calendar_days,
    days,
    deadline,
    hours,
    start,
    wait,
)
from tthc_desk.domain.deadlines import (
    DeadlineEvent,
    EventKind,
    WaitCause,
    due,
)
from tthc_desk.domain.procedure import DeadlineMode, Term, TermUnit


def test_the_paragraph_names_what_was_left_out_and_made_up() -> None:
    assert deadline(days(6), start(2025, 12, 31, 10, 0)).text() == (
        "6 ngày làm việc, tính từ sau ngày tiếp nhận thứ Tư 31/12/2025: "
        "bỏ qua 1/1 (Tết Dương lịch), 2/1 (hoán đổi), 3–4/1 (thứ Bảy, Chủ nhật); "
        "tính 10/1 (làm bù); hẹn trả 10 giờ 00 thứ Bảy 10/01/2026."
    )


def test_a_run_over_the_end_of_a_month_names_both_months() -> None:
    assert "31/1–1/2 (thứ Bảy, Chủ nhật)" in deadline(days(5), start(2026, 1, 28, 9, 0)).text()


def test_the_paragraph_of_a_long_term_stays_short_and_its_list_complete() -> None:
    found = deadline(days(60), start(2026, 1, 30, 10, 0))
    assert found.due_at is not None
    assert len(found.text()) < 300
    assert "27 ngày nghỉ cuối tuần" in found.text()
    assert len(found.explanation) == (found.due_at.date() - date(2026, 1, 30)).days + 1


def test_each_day_says_why_it_counts_or_not() -> None:
    lines = [step.line() for step in deadline(days(6), start(2025, 12, 31, 10, 0)).explanation]
    assert lines[0] == "thứ Tư 31/12/2025: ngày tiếp nhận, không tính"
    assert lines[1] == "thứ Năm 01/01/2026: không tính: nghỉ lễ Tết Dương lịch"
    assert lines[2] == "thứ Sáu 02/01/2026: không tính: nghỉ hoán đổi"
    assert lines[4] == "Chủ nhật 04/01/2026: không tính: Chủ nhật"
    assert lines[5] == "thứ Hai 05/01/2026: ngày làm việc thứ 1"
    assert lines[-1] == "thứ Bảy 10/01/2026: ngày làm việc thứ 6 (làm bù)"


def test_a_calendar_term_says_why_its_last_day_moved() -> None:
    lines = [
        step.line() for step in deadline(calendar_days(6), start(2026, 4, 20, 9, 0)).explanation
    ]
    assert lines[-3:] == [
        "Chủ nhật 26/04/2026: ngày thứ 6 (nghỉ lễ Giỗ Tổ Hùng Vương)",
        "thứ Hai 27/04/2026: không tính: nghỉ bù Giỗ Tổ Hùng Vương",
        "thứ Ba 28/04/2026: ngày làm việc kế tiếp của ngày cuối",
    ]


def test_waiting_days_are_shown_as_waiting() -> None:
    pause = wait(at(2026, 3, 4, 8, 0), at(2026, 3, 6, 8, 0))
    found = deadline(days(3), start(2026, 3, 2, 9, 0), *pause, mode=PAUSE)
    assert [step.text for step in found.explanation] == [
        "ngày tiếp nhận, không tính",
        "ngày làm việc thứ 1",
        "không tính: chờ bổ sung hồ sơ",
        "không tính: chờ bổ sung hồ sơ",
        "ngày làm việc thứ 2",
        "không tính: thứ Bảy",
        "không tính: Chủ nhật",
        "ngày làm việc thứ 3",
    ]
    assert "không tính 2 ngày làm việc chờ bổ sung hồ sơ" in found.text()


def test_hours_are_told_per_day() -> None:
    found = deadline(hours(10), start(2026, 3, 6, 16, 0))
    assert [step.text for step in found.explanation] == [
        "tính 1 giờ",
        "không tính: thứ Bảy",
        "không tính: Chủ nhật",
        "tính 7 giờ 30 phút",
        "tính 1 giờ 30 phút",
    ]
    assert found.text().startswith("10 giờ làm việc, tính từ 16 giờ 00 thứ Sáu 06/03/2026: ")


def test_hours_waited_are_taken_from_their_day() -> None:
    pause = wait(at(2026, 3, 2, 10, 0), at(2026, 3, 3, 8, 0), WaitCause.OBLIGATION)
    found = deadline(hours(6), start(2026, 3, 2, 9, 0), *pause)
    assert found.due_at == at(2026, 3, 3, 15, 0)
    assert [step.text for step in found.explanation] == ["tính 1 giờ", "tính 5 giờ"]


def test_a_calendar_term_is_prolonged_by_the_working_time_of_a_pause() -> None:
    pause = wait(at(2026, 3, 3, 9, 0), at(2026, 3, 5, 9, 0), WaitCause.OBLIGATION)
    steps = deadline(calendar_days(4), start(2026, 3, 2, 9, 0), *pause).explanation
    assert [step.text for step in steps[-5:]] == [
        "ngày thứ 4",
        "không tính: thứ Bảy",
        "không tính: Chủ nhật",
        *["bù thời gian chờ thực hiện nghĩa vụ tài chính"] * 2,
    ]


def test_a_same_day_result_of_the_next_day_says_why() -> None:
    found = deadline(FIFTEEN, start(2026, 3, 6, 15, 20))
    assert [step.text for step in found.explanation] == [
        "không tính: tiếp nhận sau 15 giờ 00",
        "không tính: thứ Bảy",
        "không tính: Chủ nhật",
        "trả trong ngày làm việc này",
    ]


@given(
    MOMENTS,
    TERMS,
    st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 4000)), max_size=3),
    st.sampled_from(list(DeadlineMode)),
    st.sampled_from(list(WaitCause)),
)
def test_the_day_list_is_without_gaps_and_counts_just_the_term(
    received: datetime,
    term: Term,
    waits: list[tuple[int, int]],
    mode: DeadlineMode,
    cause: WaitCause,
) -> None:
    events = [DeadlineEvent(EventKind.START, received)]
    for until, waited in waits:
        begin = events[-1].at + timedelta(minutes=until)
        events += wait(begin, begin + timedelta(minutes=waited), cause)
    found = due(events, term, mode, CALENDAR)
    steps = found.explanation
    assert found.due_at is not None
    span = (found.due_at.date() - steps[0].date).days
    assert [(step.date - steps[0].date).days for step in steps] == list(range(span + 1))
    numbers = [step.number for step in steps if step.counted]
    assert numbers == list(range(1, len(numbers) + 1))
    if term.unit in {TermUnit.WORKING_DAYS, TermUnit.CALENDAR_DAYS}:
        assert len(numbers) == term.amount
    if term.unit is TermUnit.WORKING_DAYS:
        assert all(step.day.is_working for step in steps if step.counted)
    assert not any(step.text.rstrip().endswith(":") for step in steps)
    assert len(found.text()) < 500
