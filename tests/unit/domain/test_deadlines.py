"""Due moments from events: supplement, obligation, re-appointment."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.helpers.deadline_samples import (
    CALENDAR,
    DAY_TERMS,
    MOMENTS,
    PAUSE,
    RECEIPT_DAYS,
    RESTART,
    TERMS,
    at,
    days,
    deadline,
    extension,
    start,
    wait,
)
from tthc_desk.domain.deadlines import (
    DeadlineEvent,
    DueReason,
    EventKind,
    WaitCause,
    due,
    due_valid_at,
)
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.procedure import Term, TermUnit
from tthc_desk.domain.workdays import VIETNAM


@given(MOMENTS, TERMS, st.integers(0, 10000), st.integers(0, 10000))
def test_a_restart_is_the_fresh_term_of_its_completion(
    received: datetime, term: Term, until: int, waited: int
) -> None:
    asked = received + timedelta(minutes=until)
    completed = asked + timedelta(minutes=waited)
    again = deadline(term, DeadlineEvent(EventKind.START, received), *wait(asked, completed))
    fresh = deadline(term, DeadlineEvent(EventKind.START, completed))
    assert again.due_at == fresh.due_at
    assert [step.date for step in again.explanation] == [step.date for step in fresh.explanation]


@given(MOMENTS, TERMS, st.integers(0, 20000), st.sampled_from(list(WaitCause)))
def test_a_pause_ended_at_once_changes_nothing(
    received: datetime, term: Term, until: int, cause: WaitCause
) -> None:
    begin = DeadlineEvent(EventKind.START, received)
    moment = received + timedelta(minutes=until)
    plain = deadline(term, begin, mode=PAUSE)
    paused = deadline(term, begin, *wait(moment, moment, cause), mode=PAUSE)
    assert paused.due_at == plain.due_at
    assert paused.changes == plain.changes
    assert paused.text() == plain.text()


@given(RECEIPT_DAYS, DAY_TERMS, st.integers(0, 30))
def test_a_pause_outside_office_hours_changes_nothing(on: date, term: Term, later: int) -> None:
    begin = DeadlineEvent(EventKind.START, datetime.combine(on, time(9), VIETNAM))
    evening = datetime.combine(on + timedelta(days=later), time(17, 0), VIETNAM)
    morning = datetime.combine(CALENDAR.next_working_day(evening.date()), time(7, 30), VIETNAM)
    paused = deadline(term, begin, *wait(evening, morning), mode=PAUSE)
    assert paused.due_at == deadline(term, begin).due_at


@given(MOMENTS, TERMS, st.integers(0, 20000), st.integers(0, 20000))
def test_a_pause_leaves_out_exactly_its_working_time(
    received: datetime, term: Term, until: int, waited: int
) -> None:
    begin = DeadlineEvent(EventKind.START, received)
    plain = deadline(term, begin).due_at
    assert plain is not None
    asked = received + timedelta(minutes=until)
    assume(asked.date() <= plain.date())
    completed = asked + timedelta(minutes=waited)
    paused = deadline(term, begin, *wait(asked, completed), mode=PAUSE).due_at
    assert paused is not None
    assert CALENDAR.is_working(paused.date())
    left_out = CALENDAR.working_minutes(asked, completed)
    assert CALENDAR.working_minutes(plain, paused) == left_out


def test_a_pause_without_working_time_changes_nothing_though_its_paper_printed_the_date() -> None:
    begin, _ = wait(at(2026, 3, 3, 18, 0), at(2026, 3, 4, 7, 0))
    end = DeadlineEvent(EventKind.WAIT_END, at(2026, 3, 4, 7, 0), at(2026, 3, 9, 9, 0))
    found = deadline(days(5), start(2026, 3, 2, 9, 0), begin, end, mode=PAUSE)
    assert found.due_at == at(2026, 3, 9, 9, 0)
    assert len(found.changes) == 1


def test_a_pause_of_whole_days_keeps_the_clock_time() -> None:
    pause = wait(at(2026, 3, 3, 10, 0), at(2026, 3, 6, 10, 0))
    assert deadline(days(5), start(2026, 3, 2, 7, 0), *pause, mode=PAUSE).due_at == at(
        2026, 3, 12, 7, 30
    )


def test_an_obligation_pauses_in_restart_mode_too() -> None:
    pause = wait(at(2026, 3, 3, 10, 0), at(2026, 3, 5, 11, 0), WaitCause.OBLIGATION)
    found = deadline(days(5), start(2026, 3, 2, 9, 0), *pause)
    assert found.due_at == at(2026, 3, 11, 10, 0)
    assert [change.reason for change in found.changes] == [DueReason.START, DueReason.PAUSE]


def test_a_restart_forgets_the_pauses_before_it() -> None:
    pause = wait(at(2026, 3, 3, 10, 0), at(2026, 3, 5, 11, 0), WaitCause.OBLIGATION)
    restart = wait(at(2026, 3, 6, 9, 0), at(2026, 3, 9, 14, 0))
    found = deadline(days(5), start(2026, 3, 2, 9, 0), *pause, *restart)
    assert found.due_at == at(2026, 3, 16, 14, 0)
    assert found.text() == (
        "5 ngày làm việc, tính từ sau ngày bổ sung đủ hồ sơ thứ Hai 09/03/2026: "
        "bỏ qua 14–15/3 (thứ Bảy, Chủ nhật); hẹn trả 14 giờ 00 thứ Hai 16/03/2026."
    )


def test_a_dossier_that_waits_keeps_the_due_moment_it_entered_with() -> None:
    begin, _ = wait(at(2026, 3, 3, 10, 0), at(2026, 3, 5, 11, 0))
    found = deadline(days(5), start(2026, 3, 2, 9, 0), begin)
    assert found.waiting
    assert found.due_at == at(2026, 3, 9, 9, 0)
    assert "Đang chờ bổ sung hồ sơ" in found.text()
    assert not deadline(days(5), start(2026, 3, 2, 9, 0)).waiting


def test_a_dossier_already_late_stays_late_through_a_pause() -> None:
    late = wait(at(2026, 3, 4, 8, 0), at(2026, 3, 4, 10, 0), WaitCause.OBLIGATION)
    assert deadline(days(1), start(2026, 3, 2, 16, 0), *late).due_at == at(2026, 3, 3, 16, 0)
    on_the_day = wait(at(2026, 3, 3, 16, 30), at(2026, 3, 4, 10, 0), WaitCause.OBLIGATION)
    moved = deadline(days(1), start(2026, 3, 2, 16, 0), *on_the_day).due_at
    assert moved == at(2026, 3, 4, 9, 30)


# --- re-appointment, apology, calendar


def test_one_re_appointment_decides() -> None:
    new = at(2026, 3, 20, 16, 0)
    found = deadline(days(5), start(2026, 3, 2, 9, 0), extension(at(2026, 3, 6, 8, 0), new))
    assert (found.due_at, found.extended) == (new, True)
    assert not found.may_extend(at(2026, 3, 10))
    assert "hẹn lại" in found.text()
    assert [step.text for step in found.explanation if step.date > date(2026, 3, 8)] == [
        "ngày làm việc thứ 5",
        *["trước ngày hẹn"] * 4,
        *["không tính: thứ Bảy", "không tính: Chủ nhật"],
        *["trước ngày hẹn"] * 4,
        "hẹn lại (gia hạn một lần)",
    ]


def test_the_day_list_stops_at_a_date_named_before_the_end_of_the_term() -> None:
    early = extension(at(2026, 3, 3, 8, 0), at(2026, 3, 5, 16, 0))
    steps = deadline(days(5), start(2026, 3, 2, 9, 0), early).explanation
    assert [step.date.day for step in steps] == [2, 3, 4, 5]
    assert steps[-1].text == "hẹn lại (gia hạn một lần)"


def test_a_date_may_be_named_where_no_term_and_no_calendar_gives_one() -> None:
    named = DeadlineEvent(EventKind.CALENDAR_CHANGE, at(2026, 3, 3, 8, 0), at(2028, 1, 5, 9, 0))
    found = deadline(Term(TermUnit.NONE), start(2026, 3, 2, 9, 0), named)
    assert found.due_at == at(2028, 1, 5, 9, 0)
    assert found.text().endswith("trả 9 giờ 00 thứ Tư 05/01/2028.")


def test_a_second_re_appointment_is_refused_even_after_a_restart() -> None:
    first = extension(at(2026, 3, 6, 8, 0), at(2026, 3, 20, 16, 0))
    again = extension(at(2026, 3, 12, 8, 0), at(2026, 3, 27, 16, 0))
    restart = wait(at(2026, 3, 9, 9, 0), at(2026, 3, 10, 9, 0))
    for events in ([first, again], [first, *restart, again]):
        with pytest.raises(DeskError) as refusal:
            deadline(days(5), start(2026, 3, 2, 9, 0), *events)
        assert refusal.value.code is Code.ONCE


def test_a_restart_after_a_re_appointment_gives_the_fresh_term() -> None:
    first = extension(at(2026, 3, 6, 8, 0), at(2026, 3, 31, 16, 0))
    restart = wait(at(2026, 3, 9, 9, 0), at(2026, 3, 10, 9, 0))
    found = deadline(days(5), start(2026, 3, 2, 9, 0), first, *restart)
    assert found.due_at == at(2026, 3, 17, 9, 0)
    assert found.extended
    assert "hẹn lại" not in found.text()
    assert found.explanation[-1].text == "ngày làm việc thứ 5"


def test_an_apology_moves_nothing_and_a_late_re_appointment_neither() -> None:
    new = at(2026, 3, 20, 16, 0)
    apology = DeadlineEvent(EventKind.APOLOGY, at(2026, 3, 10, 8, 0), new)
    for event in (apology, extension(at(2026, 3, 10, 8, 0), new)):
        found = deadline(days(5), start(2026, 3, 2, 9, 0), event)
        assert (found.due_at, found.extended) == (at(2026, 3, 9, 9, 0), False)
        assert len(found.changes) == 1
        assert found.may_extend(at(2026, 3, 9, 23, 0))
        assert not found.may_extend(at(2026, 3, 10, 0, 0))


def test_a_pause_after_a_re_appointment_moves_its_date() -> None:
    events = (
        extension(at(2026, 3, 6, 8, 0), at(2026, 3, 20, 16, 0)),
        *wait(at(2026, 3, 10, 8, 0), at(2026, 3, 11, 8, 0), WaitCause.OBLIGATION),
    )
    found = deadline(days(5), start(2026, 3, 2, 9, 0), *events)
    assert found.due_at == at(2026, 3, 23, 16, 0)
    assert [step.text for step in found.explanation[7:9]] == [
        "ngày làm việc thứ 5",
        "trước ngày hẹn",
    ]
    assert found.explanation[-1].date == date(2026, 3, 23)


def test_a_date_named_while_waiting_takes_the_wait_so_far_into_account() -> None:
    begin, end = wait(at(2026, 3, 3, 8, 0), at(2026, 3, 6, 8, 0), WaitCause.OBLIGATION)
    named = extension(at(2026, 3, 5, 8, 0), at(2026, 3, 20, 16, 0))
    found = deadline(days(5), start(2026, 3, 2, 9, 0), begin, named, end)
    assert found.due_at == at(2026, 3, 23, 16, 0)


def test_a_person_moves_the_date_when_the_calendar_changes() -> None:
    new = at(2026, 3, 10, 9, 0)
    change = DeadlineEvent(EventKind.CALENDAR_CHANGE, at(2026, 3, 4, 8, 0), new)
    found = deadline(days(5), start(2026, 3, 2, 9, 0), change)
    assert (found.due_at, found.extended) == (new, False)
    assert found.changes[-1].reason is DueReason.CALENDAR_CHANGE
    assert "lịch làm việc thay đổi" in found.text()


def test_a_printed_date_holds_whatever_the_calendar_says_now() -> None:
    printed = DeadlineEvent(EventKind.START, at(2026, 3, 2, 9, 0), at(2026, 3, 10, 9, 0))
    assert deadline(days(5), printed).due_at == at(2026, 3, 10, 9, 0)
    assert "giấy tiếp nhận đã in" in deadline(days(5), printed).text()
    same = DeadlineEvent(EventKind.START, at(2026, 3, 2, 9, 0), at(2026, 3, 9, 9, 0))
    assert deadline(days(5), same).text() == deadline(days(5), start(2026, 3, 2, 9, 0)).text()


def test_the_due_moment_valid_at_a_moment_is_the_one_known_then() -> None:
    restart = wait(at(2026, 3, 4, 9, 0), at(2026, 3, 6, 9, 0))
    found = deadline(days(5), start(2026, 3, 2, 9, 0), *restart)
    assert due_valid_at(found, at(2026, 3, 2, 8, 59)) is None
    assert due_valid_at(found, at(2026, 3, 2, 9, 0)) == at(2026, 3, 9, 9, 0)
    assert due_valid_at(found, at(2026, 3, 6, 8, 59)) == at(2026, 3, 9, 9, 0)
    assert due_valid_at(found, at(2026, 3, 6, 9, 0)) == at(2026, 3, 13, 9, 0)
    assert [(change.old, change.new) for change in found.changes] == [
        (None, at(2026, 3, 9, 9, 0)),
        (at(2026, 3, 9, 9, 0), at(2026, 3, 13, 9, 0)),
    ]


# --- lists that cannot be


def test_events_that_do_not_follow_from_each_other_are_refused() -> None:
    first = start(2026, 3, 2, 9, 0)
    begin, end = wait(at(2026, 3, 3, 9, 0), at(2026, 3, 4, 9, 0))
    for events in ([], [begin], [first, end], [first, begin, begin], [first, first]):
        with pytest.raises(DeskError) as refusal:
            due(events, days(5), RESTART, CALENDAR)
        assert refusal.value.code is Code.MOVE


def test_events_out_of_time_order_are_refused() -> None:
    begin, end = wait(at(2026, 3, 4, 9, 0), at(2026, 3, 3, 9, 0))
    with pytest.raises(DeskError) as refusal:
        deadline(days(5), start(2026, 3, 2, 9, 0), begin, end)
    assert refusal.value.code is Code.CLOCK


@pytest.mark.parametrize(
    ("kind", "due_at", "cause"),
    [
        (EventKind.EXTENSION, None, None),
        (EventKind.APOLOGY, None, None),
        (EventKind.CALENDAR_CHANGE, None, None),
        (EventKind.WAIT_BEGIN, None, None),
        (EventKind.WAIT_END, None, WaitCause.SUPPLEMENT),
        (EventKind.START, datetime(2026, 3, 2), None),  # noqa: DTZ001
    ],
)
def test_an_event_must_be_whole(
    kind: EventKind, due_at: datetime | None, cause: WaitCause | None
) -> None:
    with pytest.raises(ValueError, match=r"zone|date|cause"):
        DeadlineEvent(kind, at(2026, 3, 2), due_at, cause)


def test_a_moment_without_a_zone_is_refused() -> None:
    naive = datetime(2026, 3, 2)  # noqa: DTZ001
    with pytest.raises(ValueError, match="zone"):
        DeadlineEvent(EventKind.START, naive)
