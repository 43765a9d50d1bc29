"""What a morning proposes: dates to announce, supplements to close, dates of a new calendar."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.factories import Office, code_and_field, refusal
from tests.helpers.wards import YEARS
from tthc_desk.domain.errors import Code
from tthc_desk.domain.moves import Action
from tthc_desk.domain.office_hours import OfficeHours
from tthc_desk.domain.watched_days import (
    reappointment_notice_day,
    supplement_close_proposal_day,
    watched_days,
)
from tthc_desk.domain.workdays import VIETNAM, Day, DayKind, WorkCalendar
from tthc_desk.usecases.paper_facts import PaperKind, ReceiptFacts
from tthc_desk.usecases.paper_record import facts_from_text
from tthc_desk.usecases.ports import Alert

CALENDAR = WorkCalendar(OfficeHours(), {year.year: year for year in YEARS})
DAYS = st.dates(date(2026, 1, 20), date(2026, 11, 30))


@given(DAYS, DAYS)
def test_a_due_day_is_announced_from_the_working_day_before_it(today: date, due: date) -> None:
    watched = watched_days(today, CALENDAR)
    if due >= today:
        expected = reappointment_notice_day(due, CALENDAR) <= today or due == today
        assert (due <= watched.notice_until) is expected


@given(DAYS, st.integers(0, 40))
def test_closing_is_proposed_exactly_from_its_working_day(today: date, ago: int) -> None:
    asked = today - timedelta(ago)
    expected = supplement_close_proposal_day(asked, CALENDAR) <= today
    assert (asked <= watched_days(today, CALENDAR).asked_until) is expected


def test_a_year_that_is_not_loaded_leaves_what_is_certain() -> None:
    watched = watched_days(date(2027, 12, 31), CALENDAR)
    assert watched.notice_until == date(2028, 1, 1)


def proposed(office: Office, alert: Alert) -> list[str]:
    found = [line.number for line in office.desk.tracking.find(alert=alert).lines]
    counts = office.desk.tracking.counts()
    named = {Alert.TO_EXTEND: counts.to_extend, Alert.TO_CLOSE: counts.to_close}
    assert named[alert] == len(found)
    return found


def test_an_extension_is_proposed_on_the_last_morning_and_once(office: Office) -> None:
    number = office.accept()  # due on Monday 9 March
    office.on(date(2026, 3, 5))
    assert proposed(office, Alert.TO_EXTEND) == []
    office.on(date(2026, 3, 6))
    assert proposed(office, Alert.TO_EXTEND) == [number]
    office.act(number, Action.EXTEND, new_due="2026-03-10")
    office.on(date(2026, 3, 9))
    assert proposed(office, Alert.TO_EXTEND) == []


def test_closing_is_proposed_after_fifteen_days(office: Office) -> None:
    number = office.accept()
    office.act(number, Action.REQUEST_SUPPLEMENT)
    office.on(date(2026, 3, 17))
    assert proposed(office, Alert.TO_CLOSE) == []
    office.on(date(2026, 3, 18))
    assert proposed(office, Alert.TO_CLOSE) == [number]
    office.act(number, Action.STOP, reason="Không hoàn thiện hồ sơ")
    assert proposed(office, Alert.TO_CLOSE) == []


def give_day_off(office: Office, day: date) -> None:
    year = office.desk.rules.book().calendar.years[day.year]
    days = (*year.days, Day(day, DayKind.SWAPPED_OFF, "Nghỉ hoán đổi"))
    office.desk.upkeep.save_year(
        replace(year, days=tuple(sorted(days, key=lambda d: d.date))), office.supervisor
    )


def test_a_printed_date_binds_until_a_person_moves_it(office: Office) -> None:
    kept, moved = office.accept(), office.accept()
    assert office.desk.calendar_review.affected() == ()
    give_day_off(office, date(2026, 3, 5))
    before = office.dossier(kept).due_at
    shifts = {s.number: s for s in office.desk.calendar_review.affected()}
    assert set(shifts) == {kept, moved}
    assert {s.new_due.date() for s in shifts.values()} == {date(2026, 3, 10)}
    office.desk.calendar_review.decide(shifts[kept], office.counter, move=False)
    answer = office.desk.calendar_review.decide(shifts[moved], office.counter, move=True)
    assert office.dossier(kept).due_at == before
    assert office.dossier(moved).due_at == datetime(2026, 3, 10, 8, 0, tzinfo=VIETNAM)
    (paper_id,) = answer.papers
    stored = office.desk.store.queries.paper(paper_id)
    assert stored
    facts = facts_from_text(PaperKind.RECEIPT, stored.facts_text)
    assert isinstance(facts, ReceiptFacts)
    assert facts.change_reason == "Lịch làm việc thay đổi"
    assert office.desk.calendar_review.affected() == ()
    assert office.findings() == []


def test_a_decision_holds_only_until_the_calendar_changes_again(office: Office) -> None:
    number = office.accept()
    give_day_off(office, date(2026, 3, 5))
    (shift,) = office.desk.calendar_review.affected()
    office.desk.calendar_review.decide(shift, office.counter, move=False)
    give_day_off(office, date(2026, 3, 6))
    (again,) = office.desk.calendar_review.affected()
    assert (again.number, again.new_due.date()) == (number, date(2026, 3, 11))


def test_a_named_day_that_becomes_a_day_off_moves_to_the_next_working_day(office: Office) -> None:
    number = office.accept()
    office.act(number, Action.EXTEND, new_due="2026-03-13")
    give_day_off(office, date(2026, 3, 13))
    (shift,) = office.desk.calendar_review.affected()
    assert (shift.number, shift.new_due.date()) == (number, date(2026, 3, 16))
    office.desk.calendar_review.decide(shift, office.counter, move=True)
    assert office.dossier(number).due_day == date(2026, 3, 16)
    assert office.desk.calendar_review.affected() == ()
    assert office.findings() == []


@pytest.mark.parametrize("step", [{"action": Action.FINISH}, {"action": Action.EXTEND}])
def test_ended_and_re_appointed_dossiers_are_not_asked_about(
    office: Office, step: dict[str, Any]
) -> None:
    number = office.accept()
    office.act(number, **step, new_due="2026-03-12")
    give_day_off(office, date(2026, 3, 5))
    assert office.desk.calendar_review.affected() == ()
    error = refusal(office.act, number, Action.DECIDE_DATE, move=True)
    assert code_and_field(error)[0] is Code.MOVE


def test_an_older_list_does_not_decide_twice(office: Office) -> None:
    office.accept()
    give_day_off(office, date(2026, 3, 5))
    (shift,) = office.desk.calendar_review.affected()
    office.desk.calendar_review.decide(shift, office.counter, move=True)
    error = refusal(office.desk.calendar_review.decide, shift, office.counter, move=True)
    assert error.code is Code.CONFLICT
