"""Due moments from events, their explanation, and the other days a dossier is watched by."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tthc_desk.domain.deadlines import (
    Deadline,
    DeadlineEvent,
    DueReason,
    EventKind,
    Timeliness,
    WaitCause,
    due,
    due_moment,
    due_valid_at,
    handover_due,
    late_supplement,
    reappointment_notice_day,
    supplement_close_proposal_day,
    timeliness,
)
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.procedure import DeadlineMode, Term, TermUnit
from tthc_desk.domain.workdays import (
    VIETNAM,
    Day,
    DayKind,
    OfficeHours,
    WorkCalendar,
    YearCalendar,
)

TET = "Tết Nguyên đán"
OFF = (
    (date(2025, 4, 26), DayKind.MAKE_UP, "Làm bù"),
    (date(2025, 4, 30), DayKind.HOLIDAY, "Ngày Chiến thắng"),
    (date(2025, 5, 1), DayKind.HOLIDAY, "Quốc tế Lao động"),
    (date(2025, 5, 2), DayKind.SWAPPED_OFF, "Nghỉ hoán đổi"),
    (date(2026, 1, 1), DayKind.HOLIDAY, "Tết Dương lịch"),
    (date(2026, 1, 2), DayKind.SWAPPED_OFF, "Nghỉ hoán đổi"),
    (date(2026, 1, 10), DayKind.MAKE_UP, "Làm bù"),
    *((date(2026, 2, day), DayKind.HOLIDAY, TET) for day in range(16, 21)),
    (date(2026, 4, 26), DayKind.HOLIDAY, "Giỗ Tổ Hùng Vương"),
    (date(2026, 4, 27), DayKind.SUBSTITUTE_OFF, "Giỗ Tổ Hùng Vương"),
    (date(2026, 4, 30), DayKind.HOLIDAY, "Ngày Chiến thắng"),
    (date(2026, 5, 1), DayKind.HOLIDAY, "Quốc tế Lao động"),
    (date(2026, 6, 6), DayKind.RECEPTION_ONLY, "Sáng thứ Bảy"),
    (date(2026, 8, 22), DayKind.MAKE_UP, "Làm bù"),
    (date(2026, 8, 31), DayKind.SWAPPED_OFF, "Nghỉ hoán đổi"),
    (date(2026, 9, 1), DayKind.HOLIDAY, "Quốc khánh"),
    (date(2026, 9, 2), DayKind.HOLIDAY, "Quốc khánh"),
    (date(2026, 11, 24), DayKind.HOLIDAY, "Ngày Văn hóa Việt Nam"),
)
CALENDAR = WorkCalendar(
    OfficeHours(),
    {
        year: YearCalendar(year, tuple(Day(*off) for off in OFF if off[0].year == year))
        for year in (2025, 2026, 2027)
    },
)
RESTART, PAUSE = DeadlineMode.RESTART, DeadlineMode.PAUSE
SAME_DAY = Term(TermUnit.SAME_DAY)
FIFTEEN = Term(TermUnit.SAME_DAY, fifteen_mark=True)


def days(amount: int) -> Term:
    return Term(TermUnit.WORKING_DAYS, amount)


def calendar_days(amount: int) -> Term:
    return Term(TermUnit.CALENDAR_DAYS, amount)


def hours(amount: int) -> Term:
    return Term(TermUnit.WORKING_HOURS, amount)


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=VIETNAM)  # type: ignore[misc,arg-type]


def start(*parts: int) -> DeadlineEvent:
    return DeadlineEvent(EventKind.START, at(*parts))


def wait(
    begin: datetime, end: datetime, cause: WaitCause = WaitCause.SUPPLEMENT
) -> tuple[DeadlineEvent, DeadlineEvent]:
    return (
        DeadlineEvent(EventKind.WAIT_BEGIN, begin, cause=cause),
        DeadlineEvent(EventKind.WAIT_END, end),
    )


def extension(when: datetime, new: datetime) -> DeadlineEvent:
    return DeadlineEvent(EventKind.EXTENSION, when, new)


def deadline(term: Term, *events: DeadlineEvent, mode: DeadlineMode = RESTART) -> Deadline:
    return due(events, term, mode, CALENDAR)


def due_of(term: Term, *received: int) -> datetime | None:
    return due_moment([start(*received)], term, RESTART, CALENDAR)


DAYS = st.dates(date(2025, 1, 6), date(2026, 9, 30))
MOMENTS = st.builds(
    lambda on, minute: datetime.combine(on, time(minute // 60, minute % 60), VIETNAM),
    DAYS,
    st.integers(0, 24 * 60 - 1),
)
AMOUNTS = st.integers(1, 60)
DAY_TERMS = st.builds(
    Term, st.sampled_from([TermUnit.WORKING_DAYS, TermUnit.CALENDAR_DAYS]), AMOUNTS
)
TERMS = st.one_of(
    DAY_TERMS, st.builds(hours, st.integers(1, 80)), st.sampled_from([SAME_DAY, FIFTEEN])
)


# --- one term without interruption


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


# --- supplement, obligation


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


@given(DAYS, DAY_TERMS, st.integers(0, 30))
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
    with pytest.raises(ValueError, match="zone"):
        handover_due(naive, CALENDAR)


# --- explanation


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


# --- the other days


def test_finishing_is_compared_by_calendar_day() -> None:
    due_at = at(2026, 3, 9, 9, 0)
    assert timeliness(at(2026, 3, 8, 23, 59), due_at) is Timeliness.EARLY
    assert timeliness(at(2026, 3, 9, 23, 59), due_at) is Timeliness.ON_TIME
    assert timeliness(datetime(2026, 3, 9, 17, 0, tzinfo=UTC), due_at) is Timeliness.LATE
    assert timeliness(at(2026, 3, 9), None) is Timeliness.ON_TIME


def test_a_delay_is_announced_on_the_last_working_day_before() -> None:
    assert reappointment_notice_day(date(2026, 3, 9), CALENDAR) == date(2026, 3, 6)
    assert reappointment_notice_day(date(2026, 1, 12), CALENDAR) == date(2026, 1, 10)
    assert reappointment_notice_day(date(2026, 1, 5), CALENDAR) == date(2025, 12, 31)


def test_closing_is_proposed_on_the_working_day_after_fifteen_days() -> None:
    assert supplement_close_proposal_day(date(2026, 3, 27), CALENDAR) == date(2026, 4, 13)
    assert supplement_close_proposal_day(date(2026, 3, 2), CALENDAR) == date(2026, 3, 18)


def test_a_supplement_is_late_after_the_third_working_day() -> None:
    received = at(2026, 3, 5, 16, 0)
    assert not late_supplement(at(2026, 3, 10, 23, 0), received, CALENDAR)
    assert late_supplement(at(2026, 3, 11, 0, 0), received, CALENDAR)


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ((2026, 3, 6, 15, 0), at(2026, 3, 6, 17, 0)),
        ((2026, 3, 6, 15, 1), at(2026, 3, 9, 7, 30)),
        ((2026, 3, 7, 9, 0), at(2026, 3, 9, 7, 30)),
        ((2026, 1, 10, 9, 0), at(2026, 1, 10, 17, 0)),
    ],
)
def test_paper_is_handed_over_the_same_day_or_at_the_next_opening(
    received: tuple[int, ...], expected: datetime
) -> None:
    assert handover_due(at(*received), CALENDAR) == expected
