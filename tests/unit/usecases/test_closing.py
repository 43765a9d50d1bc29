"""Closing a day against register and cash, on real files: order, cash, corrections, reopening."""

from contextlib import closing as closed_at_end
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from tests.helpers.factories import PAID, PAUSING, Office, code_and_field, refusal
from tthc_desk.domain.day_closing import Drawer
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import EventKind
from tthc_desk.domain.moves import Action
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.storage.closings import DayBook
from tthc_desk.storage.unit import Unit
from tthc_desk.usecases.closing import THE_ONE, ClosingAnswer, ClosingInput
from tthc_desk.usecases.messages import error_text
from tthc_desk.usecases.paper_facts import DailyTallyFacts, PaperKind
from tthc_desk.usecases.paper_record import facts_from_text

MONDAY, TUESDAY, WEDNESDAY = (date(2026, 3, day) for day in (2, 3, 4))
FRIDAY, NEXT_MONDAY = date(2026, 3, 6), date(2026, 3, 9)
EVENING = time(17, 5)
CLOSE = "123e4567-e89b-42d3-a456-426614174000"


def close(office: Office, day: date, **given: Any) -> ClosingAnswer:
    """Close a day; keywords are those of `ClosingInput`, and `request_id`."""
    asked = given.pop("request_id", None)
    who = given.pop("actor", office.counter)
    office.later(seconds=1)
    return office.desk.closing.close(day, ClosingInput(**given), who, request_id=asked)


def counted(office: Office, day: date) -> dict[str, object]:
    """Count what every drawer must hold."""
    return {one.login: one.computed_dong for one in office.desk.closing.outlook(day).drawers}


def facts_of(office: Office, paper_id: int) -> DailyTallyFacts:
    stored = office.desk.store.queries.paper(paper_id)
    assert stored
    facts = facts_from_text(PaperKind.DAILY_TALLY, stored.facts_text)
    assert isinstance(facts, DailyTallyFacts)
    return facts


def test_a_day_without_cash_closes_at_once_and_issues_its_tally(office: Office) -> None:
    office.accept()
    office.on(MONDAY, EVENING)
    found = close(office, MONDAY).closing
    assert (found.round, found.cash, found.reopened) == (1, (), None)
    facts = facts_of(office, found.paper_id)
    assert facts.closing is not None
    assert (facts.total.received, facts.in_hand, facts.closing.again) == (1, 1, 0)
    assert facts.closing.closed_by == office.counter.officer.name
    assert facts.chain_head == found.figures.chain_head.hex()[:16]
    assert office.desk.closing.queue() == ()
    assert office.findings() == []


def test_cash_must_be_counted_and_the_refusal_says_what_must_be_there(office: Office) -> None:
    office.accept(procedure=PAID.code, paid="cash")
    office.accept(procedure=PAID.code, paid="transfer")
    error = refusal(close, office, MONDAY)
    assert code_and_field(error) == (Code.CASH_COUNT, "cash")
    assert error.facts["drawers"] == (Drawer("quay1", 0, 15_000, 0),)
    assert "quay1 phải có 15.000 đồng" in error_text(error)
    found = close(office, MONDAY, counted={THE_ONE: "15.000"}).closing
    assert [count.difference_dong for count in found.cash] == [0]
    assert found.figures.transfer_dong == 15_000


def test_two_cashiers_are_counted_each_for_themselves(office: Office) -> None:
    for actor in (office.counter, office.other):
        office.receive(procedure=PAID.code, paid="cash", actor=actor)
    error = refusal(close, office, MONDAY, counted={THE_ONE: 30_000})
    assert code_and_field(error) == (Code.CASH_COUNT, "cash")
    found = close(office, MONDAY, counted={"quay1": 15_000, "quay2": 15_000}).closing
    assert [one.drawer.login for one in found.cash] == ["quay1", "quay2"]


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({}, Code.REASON, "reason"),
        ({"reason": "Thiếu", "second": "quay1"}, Code.SECOND, "second"),
        ({"reason": "Thiếu", "second": "nobody"}, Code.OFFICER, "second"),
        ({"reason": "Thiếu", "handed_in": {"quay1": 10_001}}, Code.MONEY, "handed_in"),
        ({"reason": "Thiếu", "opening": {"quay1": "-5"}}, Code.MONEY, "opening_cash"),
        ({"reason": "Thiếu", "opening": {"nobody": 5}}, Code.OFFICER, "opening_cash"),
    ],
)
def test_a_difference_needs_amount_reason_and_two_names(
    office: Office, given: dict[str, Any], code: Code, field: str
) -> None:
    office.accept(procedure=PAID.code, paid="cash")
    before = office.events()
    error = refusal(close, office, MONDAY, counted={"quay1": 10_000}, **given)
    assert code_and_field(error) == (code, field)
    assert office.events() == before
    assert office.desk.closing.queue() == (MONDAY,)


def test_a_difference_stands_on_the_tally_with_both_names(office: Office) -> None:
    office.accept(procedure=PAID.code, paid="cash")
    found = close(
        office, MONDAY, counted={"quay1": 10_000}, second="lanhdao", reason="Thiếu một tờ"
    ).closing
    facts = facts_of(office, found.paper_id).closing
    assert facts is not None
    assert (facts.cash[0].difference_dong, facts.reason, facts.lone) == (
        -5_000,
        "Thiếu một tờ",
        False,
    )
    assert facts.second_name == office.supervisor.officer.name


def test_a_lone_officer_closes_with_a_reason_in_place_of_the_second_name(office: Office) -> None:
    office.accept(procedure=PAID.code, paid="cash")
    found = close(office, MONDAY, counted={"quay1": 16_000}, reason="Một mình trực").closing
    facts = facts_of(office, found.paper_id).closing
    assert facts is not None
    assert facts.lone
    assert found.lone


def test_what_one_closing_leaves_is_the_opening_cash_of_the_next(office: Office) -> None:
    office.accept(procedure=PAID.code, paid="cash")
    close(office, MONDAY, counted={"quay1": 15_000}, handed_in={"quay1": 10_000})
    office.on(TUESDAY)
    # No cash moved: nobody has to count, and the drawer keeps what it holds.
    close(office, TUESDAY)
    office.on(WEDNESDAY)
    office.accept(procedure=PAID.code, paid="cash")
    assert office.desk.closing.outlook(WEDNESDAY).drawers == (Drawer("quay1", 5_000, 15_000, 0),)
    typed = ClosingInput(opening={"quay1": 0})
    assert office.desk.closing.outlook(WEDNESDAY, typed).drawers == (Drawer("quay1", 0, 15_000, 0),)


def test_days_close_strictly_in_order_and_missed_days_wait(office: Office) -> None:
    office.accept()
    office.on(WEDNESDAY)
    office.accept()
    assert office.desk.closing.queue() == (MONDAY, TUESDAY, WEDNESDAY)
    error = refusal(close, office, WEDNESDAY)
    assert (error.code, error.facts["first"]) == (Code.DAY_ORDER, MONDAY)
    for day in (MONDAY, TUESDAY, WEDNESDAY):
        close(office, day)
    assert office.desk.closing.queue() == ()
    assert refusal(close, office, TUESDAY).code is Code.DAY_CLOSED
    assert refusal(close, office, WEDNESDAY + timedelta(1)).code is Code.DATE
    assert office.findings() == []


def test_a_sunday_somebody_worked_on_waits_too(office: Office) -> None:
    office.on(FRIDAY)
    office.accept()
    sunday = FRIDAY + timedelta(2)
    office.on(sunday)
    office.accept()
    office.on(NEXT_MONDAY)
    assert office.desk.closing.queue() == (FRIDAY, sunday, NEXT_MONDAY)
    error = refusal(close, office, FRIDAY + timedelta(1))
    assert (error.code, error.facts["why"]) == (Code.DAY_ORDER, "nothing")


def test_a_case_officer_closes_no_day(office: Office) -> None:
    office.accept()
    assert refusal(close, office, MONDAY, actor=office.case).code is Code.SUPERVISOR


def test_after_closing_acts_belong_to_the_next_business_day_with_their_true_time(
    office: Office,
) -> None:
    office.on(FRIDAY, time(16))
    early = office.accept()
    office.on(FRIDAY, EVENING)
    close(office, FRIDAY)
    office.on(FRIDAY, time(18))
    late = office.accept(procedure=PAID.code, paid="cash")
    office.act(early, Action.FINISH)
    found = office.desk.store.queries.dossier(late)
    assert found
    assert found.received_day == NEXT_MONDAY
    assert found.received_at == datetime.combine(FRIDAY, time(18), VIETNAM)
    assert "-260309-T0001" in late
    assert [p.day for p in found.payments] == [NEXT_MONDAY]
    tally = office.desk.reports.tally
    friday, monday = tally(FRIDAY), tally(NEXT_MONDAY)
    assert (friday.in_hand, monday.carried_over, monday.in_hand) == (1, 1, 1)
    assert monday.cash_dong == 15_000
    assert office.findings() == []


def test_the_business_day_never_goes_back_on_an_unplanned_saturday(office: Office) -> None:
    office.on(FRIDAY, EVENING)
    office.accept()
    close(office, FRIDAY)
    office.on(FRIDAY, time(18))
    number = office.accept()
    office.on(FRIDAY + timedelta(1))
    office.act(number, Action.FINISH)
    found = office.desk.store.queries.dossier(number)
    assert found
    assert found.ending
    assert found.ending.day == found.received_day == NEXT_MONDAY
    # The drawer is one: what others bring on Saturday is counted with it.
    assert "-260309-" in office.accept()


def test_undo_reaches_back_to_the_business_day_and_not_into_a_closed_one(office: Office) -> None:
    number = office.accept()
    office.act(number, Action.FORWARD, holder="hotich")
    close(office, MONDAY)
    dossier = office.desk.store.queries.dossier(number)
    assert dossier
    assert Action.UNDO not in office.desk.processing.legal(dossier, office.counter)
    error = refusal(office.act, number, Action.UNDO, reason="Nhầm")
    assert (error.code, error.facts["why"]) == (Code.UNDO, "day")
    office.act(number, Action.UNDO, office.supervisor, reason="Nhầm")
    event = office.desk.store.queries.timeline(number)[-1]
    assert event.data["corrects_day"] == MONDAY.isoformat()
    # In the evening, of the evening: one's own.
    office.act(number, Action.FORWARD, holder="hotich")
    office.act(number, Action.UNDO, reason="Nhầm")
    assert office.findings() == []


def test_a_late_entry_into_a_closed_day_is_a_correction_shown_in_both_days(office: Office) -> None:
    office.accept()
    close(office, MONDAY)
    office.on(TUESDAY)
    late = office.accept(received_at="2026-03-02T10:00", supervisor="lanhdao")
    closed = office.desk.reports.tally_facts(MONDAY, office.counter)
    changes = {change.name: (change.as_closed, change.corrected) for change in closed.changes}
    assert (closed.total.received, changes["Tiếp nhận trong ngày"]) == (1, (1, 2))
    assert changes["Hộ tịch: tiếp nhận"] == (1, 2)
    assert [late in sentence for sentence in closed.corrections] == [True]
    today = office.desk.reports.tally_facts(TUESDAY, office.counter)
    assert f"Đính chính ngày 02/03: hồ sơ {late}, nhập bù tiếp nhận" in today.notes
    assert (today.carried_over, today.total.received) == (2, 0)
    close(office, TUESDAY)
    assert office.findings() == []


def test_a_void_on_the_evening_of_a_closed_day_corrects_it(office: Office) -> None:
    number = office.accept()
    close(office, MONDAY)
    office.act(number, Action.VOID, office.supervisor, reason="Nhập trùng")
    closed = office.desk.reports.tally_facts(MONDAY, office.counter)
    changes = {change.name: (change.as_closed, change.corrected) for change in closed.changes}
    assert changes["Đang giải quyết cuối ngày"] == (1, 0)
    assert office.findings() == []


def test_a_correction_says_why_on_the_day_it_changes_and_on_its_own(office: Office) -> None:
    number = office.accept()
    close(office, MONDAY)
    office.on(TUESDAY)
    office.act(number, Action.VOID, office.supervisor, reason="Nhập trùng\nvới hồ sơ trước")
    (line,) = office.desk.closing.corrections(MONDAY)
    assert line.reason == "Nhập trùng\nvới hồ sơ trước"
    (sentence,) = office.desk.reports.tally_facts(MONDAY, office.counter).corrections
    assert sentence.endswith(", lý do: Nhập trùng với hồ sơ trước")
    notes = office.desk.reports.tally_facts(TUESDAY, office.counter).notes
    why = "lý do: Nhập trùng với hồ sơ trước"
    assert notes == (f"Đính chính ngày 02/03: hồ sơ {number}, hủy hồ sơ, {why}",)


def test_what_corrects_a_closed_day_stands_once_on_the_tally_of_its_own(office: Office) -> None:
    old, older = office.accept(), office.accept()
    office.act(older, Action.FORWARD, holder="hotich")
    close(office, MONDAY)
    office.on(TUESDAY)
    today = office.accept()
    office.act(today, Action.VOID, office.supervisor, reason="Nhầm người")
    office.act(old, Action.VOID, office.supervisor, reason="Nhập trùng")
    office.act(older, Action.UNDO, office.supervisor, reason="Nhầm nơi")
    office.accept(received_at="2026-03-02T10:00", supervisor="lanhdao")
    figures = office.desk.reports.tally(TUESDAY)
    notes = {name: number for name, number in figures.notes.items() if number}
    assert notes == {"voided": 1}
    corrected = office.desk.closing.corrections_made(figures)
    assert [line.kind for line in corrected] == [
        EventKind.VOIDED,
        EventKind.UNDONE,
        EventKind.RECEIVED,
    ]
    said = office.desk.reports.tally_facts(TUESDAY, office.counter).notes
    assert said[0] == "Hủy trong ngày: 1 hồ sơ"
    assert len(said) == 1 + len(corrected)


def test_a_void_of_an_earlier_day_that_is_open_is_one_of_the_day_it_was_made(
    office: Office,
) -> None:
    number = office.accept()
    office.on(TUESDAY)
    office.act(number, Action.VOID, office.supervisor, reason="Nhập trùng")
    facts = office.desk.reports.tally_facts(TUESDAY, office.counter)
    assert facts.notes == ("Hủy trong ngày: 1 hồ sơ",)


def test_a_correction_is_not_told_of_a_moment_before_it_was_made(office: Office) -> None:
    number = office.accept()
    close(office, MONDAY)
    office.on(TUESDAY)
    asked_at = office.clock.at
    office.later(hours=1)
    office.act(number, Action.VOID, office.supervisor, reason="Nhập trùng")
    facts = office.desk.reports.tally_facts(TUESDAY, office.counter, asked_at)
    assert facts.notes == ()


def test_a_correction_of_monday_shows_on_tuesday_while_the_dossier_was_in_hand(
    office: Office,
) -> None:
    number = office.accept()
    for day in (MONDAY, TUESDAY):
        office.on(day, EVENING)
        close(office, day)
    office.on(WEDNESDAY)
    office.act(number, Action.VOID, office.supervisor, reason="Nhập trùng")
    for day in (MONDAY, TUESDAY):
        assert [c.number for c in office.desk.closing.corrections(day)] == [number]
    close(office, WEDNESDAY)


def test_a_refund_lowers_the_cash_of_the_day_it_is_given(office: Office) -> None:
    number = office.accept(procedure=PAID.code, paid="cash")
    close(office, MONDAY, counted=counted(office, MONDAY))
    office.on(TUESDAY)
    assert refusal(office.act, number, Action.REFUND, method="cash").code is Code.SUPERVISOR
    given: dict[str, Any] = {"method": "cash", "reason": "Thuộc diện miễn", "fee_dong": "5.000"}
    office.act(number, Action.REFUND, office.supervisor, **given)
    too_much = {**given, "charge_dong": 10_001}
    error = refusal(office.act, number, Action.REFUND, office.supervisor, **too_much)
    assert error.code is Code.MONEY
    drawer = office.desk.closing.outlook(TUESDAY).drawers
    assert drawer == (Drawer("quay1", 15_000, 0, 5_000),)
    facts = office.desk.reports.tally_facts(TUESDAY, office.counter)
    assert (facts.cash_dong, facts.refund_cash_dong, facts.broken) == (-5_000, 5_000, ())
    close(office, TUESDAY, counted={"quay1": 10_000})
    assert office.desk.reports.tally(MONDAY).cash_dong == 15_000
    assert office.findings() == []


def test_money_of_a_void_dossier_can_be_given_back(office: Office) -> None:
    number = office.accept(procedure=PAID.code, paid="cash")
    office.act(number, Action.VOID, office.supervisor, reason="Nhập trùng")
    office.act(number, Action.REFUND, office.supervisor, method="cash", reason="Hủy hồ sơ")
    assert counted(office, MONDAY) == {"quay1": 0}
    close(office, MONDAY, counted={"quay1": 0})


def test_only_a_supervisor_reopens_and_only_the_last_closed_day(office: Office) -> None:
    reopen = office.desk.closing.reopen
    office.accept()
    assert refusal(reopen, MONDAY, "Nhầm", office.supervisor).facts["why"] == "open"
    close(office, MONDAY)
    office.on(TUESDAY)
    close(office, TUESDAY)
    assert refusal(reopen, TUESDAY, "Nhầm", office.counter).code is Code.SUPERVISOR
    assert refusal(reopen, TUESDAY, " ", office.supervisor).code is Code.REASON
    error = refusal(reopen, MONDAY, "Nhầm", office.supervisor)
    assert (error.code, error.facts["last"]) == (Code.DAY_ORDER, TUESDAY)


def test_a_reopened_day_takes_acts_in_and_closes_again_with_its_history(office: Office) -> None:
    office.accept()
    first = close(office, MONDAY).closing
    office.later(minutes=1)
    office.desk.closing.reopen(MONDAY, "Còn một hồ sơ", office.supervisor)
    office.later(minutes=1)
    assert "-260302-T0002" in office.accept()
    assert office.desk.closing.queue() == (MONDAY,)
    again = close(office, MONDAY).closing
    assert (again.round, len(office.desk.closing.closings(MONDAY))) == (2, 2)
    old, new = facts_of(office, first.paper_id), facts_of(office, again.paper_id)
    assert (old.total.received, new.total.received) == (1, 2)
    assert new.closing
    assert new.closing.again == 1
    assert "Còn một hồ sơ" in new.closing.reopened[0]
    assert office.findings() == []


def test_a_dossier_of_the_evening_stays_behind_when_the_day_is_reopened(office: Office) -> None:
    office.accept()
    close(office, MONDAY)
    evening = office.accept()
    office.desk.closing.reopen(MONDAY, "Đếm lại", office.supervisor)
    office.act(evening, Action.FINISH)
    found = office.desk.store.queries.dossier(evening)
    assert found
    assert found.ending
    assert found.ending.day == found.received_day == TUESDAY


def test_a_closing_asked_twice_is_carried_out_once(office: Office) -> None:
    office.accept()
    first = close(office, MONDAY, request_id=CLOSE)
    before = office.events()
    again = close(office, MONDAY, request_id=CLOSE)
    assert (again.closing, again.repeated) == (first.closing, True)
    assert office.events() == before
    other = office.receive(request_id="123e4567-e89b-42d3-a456-426614174001")
    error = refusal(close, office, TUESDAY, request_id=other.request_id)
    assert code_and_field(error) == (Code.FORMAT, "request_id")


def test_figures_that_differ_from_the_register_are_refused_with_their_dossiers(
    office: Office,
) -> None:
    sound, broken = office.accept(), office.accept()
    store = office.desk.store
    with closed_at_end(store._database.connect(read_only=False)) as raw:
        raw.execute(
            "UPDATE dossier SET ended_day = '2026-03-02', timeliness = 9 WHERE number = ?",
            (broken,),
        )
    before = office.events()
    error = refusal(close, office, MONDAY)
    assert (error.code, error.facts["numbers"]) == (Code.REGISTER, (broken,))
    assert error.facts["what"] == ("finished", "in_hand")
    assert broken in error_text(error)
    assert sound not in error_text(error)
    assert office.events() == before


def test_money_that_differs_from_its_events_is_refused(office: Office) -> None:
    number = office.accept(procedure=PAID.code, paid="cash")
    with closed_at_end(office.desk.store._database.connect(read_only=False)) as raw:
        raw.execute("UPDATE payment SET charge_dong = 11000")
    error = refusal(close, office, MONDAY, counted={"quay1": 16_000})
    assert (error.code, error.facts["numbers"]) == (Code.REGISTER, (number,))


def test_an_opening_balance_reaches_into_closed_days_only_by_a_supervisor(office: Office) -> None:
    office.accept()
    close(office, MONDAY)
    office.on(TUESDAY)
    old = {"opening": True, "received_at": "2026-02-20T08:00"}
    assert refusal(office.receive, **old).code is Code.SUPERVISOR
    office.receive(**old, actor=office.supervisor)
    close(office, TUESDAY)
    assert office.findings() == []


def test_new_year_s_eve_after_closing_stands_in_the_books_of_the_new_year(office: Office) -> None:
    eve = date(2026, 12, 31)
    office.on(eve)
    office.accept(procedure=PAID.code, paid="cash")
    close(office, eve, counted={"quay1": 15_000})
    office.on(eve, time(20))
    assert "-270104-T0001" in office.accept()
    assert office.receive(decision="refuse", reason="Thiếu").number.startswith("01/")
    assert office.desk.reports.tally(eve).cash_dong == 15_000
    assert office.findings() == []


def test_units_are_the_rows_of_the_tally(office: Office) -> None:
    units = (("Tư pháp", ("Hộ tịch", "Chứng thực")),)
    with office.desk.store.write() as unit:
        unit.save_ward(replace(office.desk.store.queries.ward(), units=units))
        unit.commit()
    office.accept()
    office.accept(procedure=PAUSING.code)
    facts = office.desk.reports.tally_facts(MONDAY, office.counter)
    assert facts.row_title == "Đơn vị xử lý"
    assert [(line.name, line.received) for line in facts.lines] == [("Đất đai", 1), ("Tư pháp", 1)]


def test_verify_finds_what_entered_a_closed_day_without_saying_so(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = office.accept()
    close(office, MONDAY)
    office.on(TUESDAY)
    # As a program would write that knows nothing of closing.
    monkeypatch.setattr(DayBook, "day_of", lambda *_: MONDAY)
    office.act(number, Action.FORWARD, holder="hotich")
    assert ["counted in a closed day" in found for found in office.findings()] == [True]


def test_verify_finds_a_closing_that_lost_its_row(office: Office) -> None:
    office.accept()
    close(office, MONDAY)
    with closed_at_end(office.desk.store._database.connect(read_only=False)) as raw:
        raw.execute("DELETE FROM day_closing")
    assert ["closing without its row" in found for found in office.findings()] == [True]


def test_the_event_of_a_closing_holds_every_figure(office: Office) -> None:
    office.accept(procedure=PAID.code, paid="cash")
    close(office, MONDAY, counted={"quay1": 15_000})
    data = office.desk.store.queries.timeline(MONDAY.isoformat())
    event = next(line for line in data if line.kind is EventKind.DAY_CLOSED)
    figures: Any = event.data["figures"]
    assert (figures["cash_dong"], figures["in_hand"]) == (15_000, 1)
    assert len(figures["chain_head"]) == 64
    cash: Any = event.data["cash"]
    assert cash[0]["computed_dong"] == cash[0]["counted_dong"] == 15_000


def test_a_failed_closing_leaves_nothing_behind(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.accept()
    before = office.events()

    def fail(*_: object) -> None:
        raise DeskError(Code.IO)

    monkeypatch.setattr(Unit, "save_closing", fail)
    assert refusal(close, office, MONDAY).code is Code.IO
    assert office.events() == before
    assert office.desk.papers.of(MONDAY.isoformat()) == ()
