"""Steps of a dossier through the real store: dates, papers, money, undoing, conflicts."""

import uuid
from datetime import date, datetime, time, timedelta
from typing import Any
from unicodedata import normalize

import pytest

from tests.helpers.factories import (
    CASE,
    CITIZEN,
    FREE,
    LONG,
    OFFICE_WARD,
    PAID,
    PAUSING,
    TERMLESS,
    Office,
    code_and_field,
    refusal,
)
from tthc_desk.domain.dossier import Queue, Status, Timeliness
from tthc_desk.domain.errors import Code
from tthc_desk.domain.events import EventKind
from tthc_desk.domain.moves import Action
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.usecases.messages import error_text
from tthc_desk.usecases.paper_facts import PaperKind, ReceiptFacts
from tthc_desk.usecases.paper_record import facts_from_text

DUE = datetime(2026, 3, 9, 8, 0, tzinfo=VIETNAM)


def papers_of(office: Office, number: str, kind: PaperKind) -> int:
    return sum(p.kind is kind for p in office.desk.papers.of(number))


def newest_receipt(office: Office, number: str) -> ReceiptFacts:
    line = office.desk.papers.newest(PaperKind.RECEIPT, number)
    assert line
    stored = office.desk.store.queries.paper(line.id)
    assert stored
    facts = facts_from_text(PaperKind.RECEIPT, stored.facts_text)
    assert isinstance(facts, ReceiptFacts)
    return facts


def finished(office: Office, **changes: Any) -> str:
    number = office.accept(**changes)
    office.later(minutes=1)
    office.act(number, Action.FINISH, result_number="01/KQ", signer="Trần Thị Thử")
    office.later(minutes=1)
    return number


def test_a_dossier_goes_from_the_counter_to_the_citizen(office: Office) -> None:
    number = office.accept(procedure=PAID.code)
    office.act(number, Action.FORWARD, holder=CASE.name)
    assert office.dossier(number).holder == CASE.login
    office.later(days=1)
    office.act(number, Action.FINISH, office.case, result_number="7/KQ", signer="Trần Thị Thử")
    office.act(number, Action.PAY, method="cash", receipt_series="AA", receipt_number="15")
    answer = office.act(number, Action.DELIVER)
    assert answer.status is Status.DELIVERED
    dossier = office.dossier(number)
    assert dossier.ending
    assert dossier.ending.timeliness is Timeliness.EARLY
    assert dossier.queue is Queue.CLOSED
    assert papers_of(office, number, PaperKind.RESULT_SLIP) == 1
    kinds = [line.kind for line in office.desk.tracking.detail(number, office.counter).timeline]
    assert [k for k in kinds if not k.value.startswith("paper")] == [
        EventKind.RECEIVED,
        EventKind.FORWARDED,
        EventKind.FINISHED,
        EventKind.PAID,
        EventKind.DELIVERED,
    ]
    assert office.findings() == []


def test_a_step_may_name_the_dossier_by_its_official_code(office: Office) -> None:
    office.accept(official_code="H99.9-260302-0001")
    answer = office.act("H99.9-260302-0001", Action.FORWARD)
    assert answer.number == "H99.9-260302-T0001"


def test_a_completed_supplement_gives_the_full_term_again(office: Office) -> None:
    number = office.accept()
    office.on(date(2026, 3, 4), time(9))
    office.act(number, Action.REQUEST_SUPPLEMENT, missing=("Tờ khai",))
    assert office.dossier(number).queue is Queue.WAITING_SUPPLEMENT
    office.on(date(2026, 3, 12), time(10))
    answer = office.act(number, Action.COMPLETE_SUPPLEMENT)
    assert answer.due_at == datetime(2026, 3, 19, 10, 0, tzinfo=VIETNAM)
    assert answer.status is Status.RECEIVED
    dossier = office.dossier(number)
    assert dossier.received_day == date(2026, 3, 2)
    assert dossier.queue is Queue.TO_HAND_OVER
    facts = newest_receipt(office, number)
    assert facts.due_at == answer.due_at
    assert facts.change_reason
    assert papers_of(office, number, PaperKind.RECEIPT) == 2


def test_under_the_old_rule_only_the_waiting_is_left_out(office: Office) -> None:
    number = office.accept(procedure=PAUSING.code)
    office.on(date(2026, 3, 4), time(8))
    office.act(number, Action.REQUEST_SUPPLEMENT)
    office.on(date(2026, 3, 6), time(8))
    answer = office.act(number, Action.COMPLETE_SUPPLEMENT)
    assert answer.due_at == datetime(2026, 3, 11, 8, 0, tzinfo=VIETNAM)


def test_a_financial_obligation_stops_the_clock(office: Office) -> None:
    number = office.accept()
    office.act(number, Action.FORWARD)
    office.on(date(2026, 3, 3))
    office.act(number, Action.OBLIGE, office.case)
    office.on(date(2026, 3, 5))
    answer = office.act(number, Action.OBLIGED, office.case)
    assert answer.due_at == datetime(2026, 3, 11, 8, 0, tzinfo=VIETNAM)
    assert answer.status is Status.PROCESSING


def test_a_second_supplement_is_refused_unless_a_supervisor_names_the_law(office: Office) -> None:
    number = office.accept()
    office.act(number, Action.REQUEST_SUPPLEMENT)
    office.act(number, Action.COMPLETE_SUPPLEMENT)
    for actor, law in ((office.counter, "Luật Hộ tịch"), (office.supervisor, "")):
        error = refusal(office.act, number, Action.REQUEST_SUPPLEMENT, actor, law=law)
        assert code_and_field(error) == (Code.ONCE, "law")
    office.act(number, Action.REQUEST_SUPPLEMENT, office.supervisor, law="Luật Hộ tịch")
    assert office.dossier(number).supplements == 2


def test_under_the_old_rule_a_second_supplement_is_free(office: Office) -> None:
    number = office.accept(procedure=PAUSING.code)
    for _ in range(2):
        office.act(number, Action.REQUEST_SUPPLEMENT)
        office.act(number, Action.COMPLETE_SUPPLEMENT)
    assert office.dossier(number).supplements == 2


@pytest.mark.parametrize(
    ("day", "late"),
    [(date(2026, 3, 5), False), (date(2026, 3, 6), True), (date(2026, 3, 10), True)],
)
def test_a_supplement_after_three_working_days_needs_a_supervisor(
    office: Office, day: date, late: bool
) -> None:
    number = office.accept()
    office.on(day)
    if late:
        error = refusal(office.act, number, Action.REQUEST_SUPPLEMENT)
        assert error.code is Code.SUPERVISOR
        office.act(number, Action.REQUEST_SUPPLEMENT, office.supervisor)
    else:
        office.act(number, Action.REQUEST_SUPPLEMENT)
    assert office.dossier(number).status is Status.SUPPLEMENT


def test_a_re_appointment_moves_the_date_once(office: Office) -> None:
    number = office.accept()
    answer = office.act(number, Action.EXTEND, new_due="2026-03-12")
    assert answer.due_at == datetime(2026, 3, 12, 8, 0, tzinfo=VIETNAM)
    assert newest_receipt(office, number).due_at == answer.due_at
    error = refusal(office.act, number, Action.EXTEND, new_due="2026-03-20")
    assert error.code is Code.ONCE
    assert office.dossier(number).due_at == answer.due_at


def test_a_restart_renews_no_re_appointment(office: Office) -> None:
    number = office.accept()
    office.act(number, Action.EXTEND, new_due="2026-03-12")
    office.act(number, Action.REQUEST_SUPPLEMENT)
    office.act(number, Action.COMPLETE_SUPPLEMENT)
    assert refusal(office.act, number, Action.EXTEND, new_due="2026-04-01").code is Code.ONCE


def test_an_undone_re_appointment_may_be_made_again(office: Office) -> None:
    number = office.accept()
    office.act(number, Action.EXTEND, new_due="2026-03-12")
    office.act(number, Action.UNDO)
    assert office.dossier(number).due_at == DUE
    assert office.act(number, Action.EXTEND, new_due="2026-03-13").due_at


def test_after_the_due_day_no_re_appointment_is_made(office: Office) -> None:
    number = office.accept()
    office.on(date(2026, 3, 10))
    before = office.events()
    error = refusal(office.act, number, Action.EXTEND, new_due="2026-03-20")
    assert code_and_field(error) == (Code.OVERDUE, "new_due")
    assert office.events() == before
    assert Action.EXTEND not in office.desk.processing.legal(office.dossier(number), office.counter)


def test_what_is_not_late_is_not_apologised_for(office: Office) -> None:
    number = office.accept()
    office.on(date(2026, 3, 9), time(17))
    before = office.events()
    error = refusal(office.act, number, Action.APOLOGISE, new_due="2026-03-20")
    assert code_and_field(error) == (Code.NOT_OVERDUE, "new_due")
    assert office.events() == before
    legal = office.desk.processing.legal(office.dossier(number), office.counter)
    assert (Action.APOLOGISE in legal, Action.EXTEND in legal) == (False, True)


def test_nobody_is_late_while_the_citizen_brings_what_is_missing(office: Office) -> None:
    number = office.accept()
    office.act(number, Action.REQUEST_SUPPLEMENT)
    office.on(date(2026, 3, 16))
    error = refusal(office.act, number, Action.APOLOGISE, new_due="2026-03-20")
    assert error.code is Code.NOT_OVERDUE


def test_an_apology_prints_a_date_and_moves_none(office: Office) -> None:
    number = office.accept()
    office.on(date(2026, 3, 10))
    answer = office.act(number, Action.APOLOGISE, new_due="2026-03-20")
    assert answer.due_at == DUE
    office.on(date(2026, 3, 12))
    office.act(number, Action.FINISH)
    ending = office.dossier(number).ending
    assert ending
    assert ending.timeliness is Timeliness.LATE


@pytest.mark.parametrize("action", [Action.EXTEND, Action.APOLOGISE])
def test_without_a_term_there_is_no_date_to_move(office: Office, action: Action) -> None:
    number = office.accept(procedure=TERMLESS.code)
    assert refusal(office.act, number, action, new_due="2026-03-20").code is Code.MOVE


BAD: dict[str, tuple[Action, dict[str, Any], Code, str]] = {
    "no reason": (Action.WITHDRAW, {"reason": " "}, Code.REASON, "reason"),
    "reason of 2,001 letters": (Action.STOP, {"reason": "a" * 2001}, Code.TEXT_LENGTH, "reason"),
    "reason right to left": (Action.STOP, {"reason": "\u202ea"}, Code.TEXT, "reason"),
    "reason as a number": (Action.STOP, {"reason": 5}, Code.TEXT, "reason"),
    "holder of 101 letters": (Action.FORWARD, {"holder": "a" * 101}, Code.TEXT_LENGTH, "holder"),
    "missing paper without name": (
        Action.REQUEST_SUPPLEMENT, {"missing": ("",)}, Code.REQUIRED, "missing"),
    "law in control characters": (
        Action.REQUEST_SUPPLEMENT, {"law": "\x07"}, Code.TEXT, "law"),
    "signed tomorrow": (Action.FINISH, {"result_date": "2026-03-03"}, Code.DATE, "result_date"),
    "signed before the reception": (
        Action.FINISH, {"result_date": "2026-03-01"}, Code.DATE, "result_date"),
    "given to nobody known": (Action.FORWARD, {"holder": "hotch"}, Code.OFFICER, "holder"),
    "signed on no day": (Action.REFUSE, {"result_date": "31/02/2026"}, Code.DATE, "result_date"),
    "copies": (Action.FINISH, {"copies": 1001}, Code.COUNT, "copies"),
    "half a copy": (Action.FINISH, {"copies": "1.5"}, Code.COUNT, "copies"),
    "no new date": (Action.EXTEND, {}, Code.REQUIRED, "new_due"),
    "new date of no day": (Action.EXTEND, {"new_due": "2026-02-30"}, Code.DATE, "new_due"),
    "new moment of no day": (Action.EXTEND, {"new_due": "2026-02-30T08:00"}, Code.DATE, "new_due"),
    "new date before the old": (Action.EXTEND, {"new_due": "2026-03-06"}, Code.DATE, "new_due"),
    "the old date again": (Action.EXTEND, {"new_due": "2026-03-09"}, Code.DATE, "new_due"),
    "new date in a year without calendar": (
        Action.EXTEND, {"new_due": "2206-03-12"}, Code.CALENDAR, "new_due"),
    "new date on a Saturday": (Action.EXTEND, {"new_due": "2026-03-14"}, Code.DATE, "new_due"),
    "new date as a number": (Action.EXTEND, {"new_due": 20260312}, Code.DATE, "new_due"),
    "new date beyond all calendars": (
        Action.EXTEND, {"new_due": "9999-12-31T23:59:59-14:00"}, Code.DATE, "new_due"),
    "new date in the year one": (
        Action.EXTEND, {"new_due": "0001-01-01T00:00:00+14:00"}, Code.DATE, "new_due"),
    "apology without a date": (Action.APOLOGISE, {}, Code.REQUIRED, "new_due"),
    "paid by no method": (Action.PAY, {}, Code.REQUIRED, "method"),
    "paid in gold": (Action.PAY, {"method": "gold"}, Code.CHOICE, "method"),
    "more than is owed": (
        Action.PAY, {"method": "cash", "charge_dong": 10_001}, Code.MONEY, "charge_dong"),
    "lệ phí more than is owed": (
        Action.PAY, {"method": "cash", "fee_dong": 5_001}, Code.MONEY, "charge_dong"),
    "nothing paid": (
        Action.PAY, {"method": "cash", "charge_dong": 0, "fee_dong": 0}, Code.MONEY,
        "charge_dong"),
    **{
        f"amount {odd!r}": (
            Action.PAY, {"method": "cash", "charge_dong": odd}, Code.MONEY, "charge_dong")
        for odd in ("abc", 1.5, -1, True, "1e3", 10**20, "５０００", "5_000", " 5000")
    },
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_step_is_named_by_code_and_field_and_leaves_nothing(
    office: Office, name: str
) -> None:
    action, given, code, field = BAD[name]
    number = office.accept(procedure=PAID.code)
    before, version = office.events(), office.dossier(number).version
    assert code_and_field(refusal(office.act, number, action, **given)) == (code, field)
    assert (office.events(), office.dossier(number).version) == (before, version)


BAD_CORRECTIONS: dict[str, tuple[Any, Code, str]] = {
    "nothing": ({}, Code.REQUIRED, "changes"),
    "a field that is none": ({"status": "9"}, Code.UNKNOWN_FIELD, "status"),
    "the due date": ({"due_at": "2026-03-20"}, Code.UNKNOWN_FIELD, "due_at"),
    "no name": ({"owner_name": " "}, Code.REQUIRED, "owner_name"),
    "telephone": ({"owner_phone": "12"}, Code.PHONE, "owner_phone"),
    "official code": ({"official_code": "x"}, Code.FORMAT, "official_code"),
    "note in control characters": ({"note": "\x00"}, Code.TEXT, "note"),
}


@pytest.mark.parametrize("name", BAD_CORRECTIONS)
def test_a_bad_correction_changes_nothing(office: Office, name: str) -> None:
    changes, code, field = BAD_CORRECTIONS[name]
    number = office.accept()
    before = office.events()
    error = refusal(office.act, number, Action.CORRECT, office.supervisor, changes=changes)
    assert code_and_field(error) == (code, field)
    assert office.events() == before


def test_a_correction_is_found_again_under_the_right_name(office: Office) -> None:
    number = office.accept(owner={"name": "Lê Văn Nhầm", "address": "Số 5"}, note="Cũ")
    changes = {
        "owner_name": "Lê Văn Đúng",
        "owner_phone": "0987654321",
        "official_code": "H99.9-260302-0009",
        "result_place": "Tại nhà",
        "note": "Cấp bản sao",
    }
    office.act(number, Action.CORRECT, office.supervisor, changes=changes)
    facts = office.dossier(number).facts
    assert facts["owner"]["name"] == "Lê Văn Đúng"
    assert facts["owner"]["address"] == "Số 5"
    assert (facts["note"], facts["result_place"]) == ("Cấp bản sao", "Tại nhà")
    assert facts["submitter"]["name"] == CITIZEN["name"]
    assert [line.number for line in office.desk.tracking.find("le van dung").lines] == [number]
    assert office.desk.tracking.find("van nham").lines == ()
    assert office.desk.tracking.detail("H99.9-260302-0009", office.counter).line.number == number
    assert office.findings() == []


def test_money_may_come_in_parts_and_is_kept_apart(office: Office) -> None:
    number = office.accept(procedure=PAID.code)
    office.act(number, Action.PAY, method="cash", charge_dong=4_000)
    assert office.dossier(number).charge_due_dong == 6_000
    office.act(number, Action.PAY, method="transfer")
    dossier = office.dossier(number)
    assert (dossier.charge_due_dong, dossier.fee_due_dong) == (0, 0)
    figures = office.desk.reports.tally(office.clock.at.date())
    assert (figures.cash_dong, figures.transfer_dong) == (4_000, 11_000)
    assert refusal(office.act, number, Action.PAY, method="cash").code is Code.MONEY


def test_an_unpaid_result_stays_at_the_counter(office: Office) -> None:
    number = finished(office, procedure=PAID.code)
    error = refusal(office.act, number, Action.DELIVER)
    assert (error.code, error.facts["dong"]) == (Code.UNPAID, 15_000)
    office.act(number, Action.PAY, method="cash", charge_dong=10_000)
    assert refusal(office.act, number, Action.DELIVER).facts["dong"] == 5_000
    office.act(number, Action.PAY, method="cash")
    assert office.act(number, Action.DELIVER).status is Status.DELIVERED


def test_somebody_else_collects_only_with_a_paper_that_says_so(office: Office) -> None:
    number = finished(office)
    collector: dict[str, Any] = {"collector_name": "Lê Văn Thử", "collector_id": "001090000019"}
    error = refusal(office.act, number, Action.DELIVER, **collector)
    assert code_and_field(error) == (Code.REQUIRED, "authority")
    office.act(number, Action.DELIVER, **collector, authority="Giấy ủy quyền số 1")
    assert office.dossier(number).status is Status.DELIVERED


@pytest.mark.parametrize(
    "name",
    ["NGUYỄN THỊ THỬ", "nguyễn thị thử", " Nguyễn   Thị Thử ", normalize("NFD", "Nguyễn Thị Thử")],
)
def test_a_collectors_name_is_the_same_however_it_is_written(office: Office, name: str) -> None:
    number = finished(office)
    office.act(number, Action.DELIVER, collector_name=name)
    delivery = office.dossier(number).standing[-1].data
    assert delivery["collector_name"] == CITIZEN["name"]
    assert delivery["collector_id"] == CITIZEN["id_number"]


@pytest.mark.parametrize("name", ["Nguyễn Thị Thứ", "Nguyen Thi Thu"])
def test_marks_tell_two_names_apart(office: Office, name: str) -> None:
    number = finished(office)
    error = refusal(office.act, number, Action.DELIVER, collector_name=name)
    assert code_and_field(error) == (Code.REQUIRED, "authority")


def test_a_namesake_with_another_number_is_a_proxy(office: Office) -> None:
    number = finished(office)
    namesake: dict[str, Any] = {"collector_name": CITIZEN["name"], "collector_id": "001091000018"}
    error = refusal(office.act, number, Action.DELIVER, **namesake)
    assert code_and_field(error) == (Code.REQUIRED, "authority")
    office.act(number, Action.DELIVER, **namesake, authority="Giấy ủy quyền số 1")
    assert office.dossier(number).standing[-1].data["collector_id"] == "001091000018"


def test_an_owner_without_a_number_may_show_one(office: Office) -> None:
    owner = {"name": "Lê Văn Thử", "address": "Số 2"}
    number = finished(office, owner=owner)
    shown: dict[str, Any] = {"collector_name": owner["name"], "collector_id": "001 091 000 018"}
    office.act(number, Action.DELIVER, **shown)
    assert office.dossier(number).standing[-1].data["collector_id"] == "001091000018"


@pytest.mark.parametrize("shown", ["001190000018", "001190018", "C1234567", "c1234567"])
def test_a_collector_shows_a_card_or_a_passport(office: Office, shown: str) -> None:
    number = finished(office)
    authority = "Giấy ủy quyền số 1"
    office.act(number, Action.DELIVER, collector_id=shown, authority=authority)
    assert office.dossier(number).standing[-1].data["collector_id"] == shown.upper()


@pytest.mark.parametrize("shown", ["12", "abc", "00119000001", "0101234567", "００1190000018"])
def test_a_collectors_number_that_no_paper_has_is_refused(office: Office, shown: str) -> None:
    number = finished(office)
    error = refusal(office.act, number, Action.DELIVER, collector_id=shown, authority="x")
    assert code_and_field(error) == (Code.ID_NUMBER, "collector_id")


def test_the_paper_the_submitter_showed_at_intake_is_good_enough(office: Office) -> None:
    submitter = {**CITIZEN, "id_number": "X-12/34", "id_kind": "other"}
    number = finished(office, submitter=submitter)
    office.act(number, Action.DELIVER, collector_id="x-12/34")
    assert office.dossier(number).status is Status.DELIVERED


@pytest.mark.parametrize("holder", ["hotich", CASE.name, CASE.name.upper()])
def test_an_officer_is_known_by_login_and_by_name(office: Office, holder: str) -> None:
    number = office.accept()
    office.act(number, Action.FORWARD, holder=holder)
    assert office.dossier(number).holder == CASE.login


@pytest.mark.parametrize(
    "holder", [LONG.agency, "Chi nhánh Văn phòng Đăng ký đất đai thử", OFFICE_WARD.upper_authority]
)
def test_a_dossier_may_go_to_an_agency_outside_the_ward(office: Office, holder: str) -> None:
    number = office.accept()
    office.act(number, Action.FORWARD, holder=holder)
    assert office.dossier(number).holder == holder


def test_an_unknown_officer_is_refused_with_the_known_ones(office: Office) -> None:
    error = refusal(office.act, office.accept(), Action.FORWARD, holder="Phạm Văn Thứ")
    assert code_and_field(error) == (Code.OFFICER, "holder")
    text = error_text(error)
    assert all(o.login in text and o.name in text for o in OFFICE_WARD.officers)
    assert LONG.agency in text


@pytest.mark.parametrize("phone", ["12", "abc"])
def test_a_collectors_telephone_is_checked(office: Office, phone: str) -> None:
    number = finished(office)
    error = refusal(office.act, number, Action.DELIVER, collector_phone=phone)
    assert code_and_field(error) == (Code.PHONE, "collector_phone")


def test_a_withdrawal_before_the_due_day_is_early(office: Office) -> None:
    number = office.accept()
    office.act(number, Action.WITHDRAW)
    ending = office.dossier(number).ending
    assert ending
    assert (ending.kind, ending.timeliness) == (EventKind.WITHDRAWN, Timeliness.EARLY)


def test_a_repeated_step_gets_its_first_answer(office: Office) -> None:
    number, asked = office.accept(), str(uuid.uuid4())
    first = office.act(number, Action.FORWARD, request_id=asked)
    before = office.events()
    again = office.act(number, Action.FORWARD, request_id=asked)
    assert again.repeated
    assert (again.number, again.version, again.seq) == (first.number, first.version, first.seq)
    assert office.events() == before


def test_a_repeated_payment_is_taken_once(office: Office) -> None:
    number, asked = office.accept(procedure=PAID.code), str(uuid.uuid4())
    for _ in range(3):
        office.act(number, Action.PAY, request_id=asked, method="cash", charge_dong=1_000)
    assert office.dossier(number).charge_due_dong == 9_000


def test_the_second_writer_is_told_who_changed_what_and_when(office: Office) -> None:
    number = office.accept()
    seen = office.dossier(number).version
    office.later(minutes=5)
    office.act(number, Action.FORWARD, office.other, seen_version=seen)
    before = office.events()
    error = refusal(office.act, number, Action.WITHDRAW, seen_version=seen)
    assert error.code is Code.CONFLICT
    assert error.facts == {
        "officer": office.other.officer.name,
        "at": office.clock.at,
        "kind": EventKind.FORWARDED,
    }
    assert office.events() == before
    office.act(number, Action.WITHDRAW, seen_version=seen + 1)


def test_after_an_undo_the_second_writer_is_told_of_the_undo(office: Office) -> None:
    number = office.accept()
    office.act(number, Action.FORWARD, office.other)
    seen = office.dossier(number).version
    office.later(minutes=5)
    office.act(number, Action.UNDO, office.other)
    error = refusal(office.act, number, Action.FINISH, seen_version=seen)
    assert (error.facts["officer"], error.facts["kind"], error.facts["at"]) == (
        office.other.officer.name,
        EventKind.UNDONE,
        office.clock.at,
    )


def test_an_unknown_number_is_not_found(office: Office) -> None:
    error = refusal(office.act, "H99.9-260302-T9999", Action.FORWARD)
    assert code_and_field(error) == (Code.NOT_FOUND, "number")


def test_ones_own_last_step_is_undone_with_a_reason(office: Office) -> None:
    number = office.accept()
    office.act(number, Action.FORWARD)
    error = refusal(office.act, number, Action.UNDO, reason="")
    assert code_and_field(error) == (Code.REASON, "reason")
    assert office.act(number, Action.UNDO).status is Status.RECEIVED
    timeline = office.desk.tracking.detail(number, office.counter).timeline
    assert [line.undone for line in timeline if line.kind is EventKind.FORWARDED] == [True]
    assert refusal(office.act, number, Action.UNDO).facts["why"] == "nothing"
    assert office.findings() == []


def test_another_officers_step_and_yesterdays_are_undone_by_a_supervisor(office: Office) -> None:
    number = office.accept()
    office.act(number, Action.FORWARD, office.other)
    assert refusal(office.act, number, Action.UNDO).facts["why"] == "other"
    office.later(days=1)
    assert refusal(office.act, number, Action.UNDO, office.other).facts["why"] == "day"
    office.act(number, Action.UNDO, office.supervisor)
    undone = office.desk.tracking.detail(number, office.counter).timeline[-1]
    assert undone.data["corrects_day"] == "2026-03-02"


def test_an_undone_payment_leaves_the_cash_of_its_day(office: Office) -> None:
    number = office.accept(procedure=PAID.code)
    office.act(number, Action.PAY, method="cash")
    known_then = office.clock.at
    office.later(hours=1)
    office.act(number, Action.UNDO)
    assert office.dossier(number).charge_due_dong == 10_000
    day = office.clock.at.date()
    assert office.desk.reports.tally(day).cash_dong == 0
    assert office.desk.reports.tally(day, known_then).cash_dong == 15_000


def test_an_undone_end_stands_open_again_on_its_own_day(office: Office) -> None:
    number = finished(office)
    day, known_then = office.clock.at.date(), office.clock.at
    office.later(days=1)
    office.act(number, Action.UNDO, office.supervisor)
    now = office.desk.reports.report_06a(day, day).total
    then = office.desk.reports.report_06a(day, day, known_then).total
    assert (now.c7, now.c11) == (0, 1)
    assert (then.c7, then.c11) == (1, 0)
    assert office.findings() == []


def test_a_void_keeps_the_number_and_leaves_every_column(office: Office) -> None:
    number = finished(office)
    day = office.clock.at.date()
    assert refusal(office.act, number, Action.VOID).code is Code.SUPERVISOR
    office.act(number, Action.VOID, office.supervisor)
    total = office.desk.reports.report_06a(day, day).total
    assert (total.c3, total.c7, total.c11) == (0, 0, 0)
    assert office.desk.reports.tally(day).notes["voided"] == 1
    assert office.dossier(number).queue is Queue.CLOSED
    assert refusal(office.act, number, Action.FORWARD, office.supervisor).code is Code.MOVE
    assert office.accept() == "H99.9-260302-T0002"
    assert office.findings() == []


def test_a_step_is_refused_when_the_clock_has_gone_back(office: Office) -> None:
    number = office.accept()
    office.later(hours=-1)
    assert refusal(office.act, number, Action.FORWARD).code is Code.CLOCK
    office.later(minutes=59)
    office.act(number, Action.FORWARD)
    assert office.dossier(number).standing[-1].at == datetime(2026, 3, 2, 8, tzinfo=VIETNAM)


def test_a_dossier_keeps_the_version_of_the_day_it_was_received(office: Office) -> None:
    number = office.accept()
    assert office.dossier(number).facts["procedure_version"] == FREE.valid_from.isoformat()
    office.later(days=700)
    assert office.clock.at - timedelta(days=700) == office.dossier(number).received_at
    office.act(number, Action.REFUSE, office.case)
    ending = office.dossier(number).ending
    assert ending
    assert ending.timeliness is Timeliness.LATE
