"""Corrections of persons, procedure and result: what follows, and the paper that says so."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers.factories import (
    CERTIFICATION,
    CITIZEN,
    FREE,
    GONE,
    LONG,
    PAID,
    PAUSING,
    POLICE,
    SILENT,
    SUPERVISOR,
    TERMLESS,
    Office,
    code_and_field,
    make_office_folder,
    open_office,
    refusal,
)
from tthc_desk.domain.dossier import Dossier, Status, Timeliness
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import EventKind
from tthc_desk.domain.moves import Action
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.usecases.correction import correction_data
from tthc_desk.usecases.letter_facts import LetterFacts, ResultCorrectionFacts
from tthc_desk.usecases.messages import error_text
from tthc_desk.usecases.paper_facts import PaperFacts, ReceiptFacts, ResultSlipFacts
from tthc_desk.usecases.paper_record import facts_from_text
from tthc_desk.usecases.processing import ActionAnswer

MONDAY = date(2026, 3, 2)
OTHER = {"id_number": "001090000019", "name": "Lê Văn Thử", "address": "Số 2, đường Thử"}


def correct(office: Office, number: str, **changes: Any) -> ActionAnswer:
    return office.act(number, Action.CORRECT, office.supervisor, changes=changes)


def refused(office: Office, number: str, **changes: Any) -> DeskError:
    """Correct what must be refused; nothing is saved."""
    before = office.events()
    error = refusal(office.act, number, Action.CORRECT, office.supervisor, changes=changes)
    assert office.events() == before
    return error


def last_event(office: Office, number: str) -> dict[str, Any]:
    """Give the data of the newest step of a dossier."""
    return dict(office.dossier(number).standing[-1].data)


def papers_of(office: Office, answer: ActionAnswer) -> list[PaperFacts | LetterFacts]:
    """Read the papers an answer names, in order."""
    found = [office.desk.store.queries.paper(paper_id) for paper_id in answer.papers]
    assert all(stored and stored.line.subject == answer.number for stored in found)
    return [facts_from_text(s.line.kind, s.facts_text) for s in found if s]


def only_paper(office: Office, answer: ActionAnswer) -> Any:
    """Read the one paper an answer names."""
    (facts,) = papers_of(office, answer)
    return facts


def finish(office: Office, number: str) -> None:
    office.act(number, Action.FINISH, result_number="7/KQ", signer="Trần Thị Thử")


def deliver(office: Office, number: str) -> None:
    finish(office, number)
    office.act(number, Action.DELIVER)


# --- persons


def test_every_fact_of_a_person_is_corrected_by_the_rules_of_intake(office: Office) -> None:
    number = office.accept(owner=dict(OTHER))
    changes = {
        "owner_name": "Lê  Văn Thử Đúng",
        "owner_id_number": "001 091 000 019",
        "owner_birth_date": "01/02/1991",
        "owner_sex": "Nam",
        "owner_address": "Số 3",
        "owner_phone": "+84 987 654 321",
        "owner_email": "thu@example.invalid",
        "owner_ward_code": "00625",
    }
    correct(office, number, **changes)
    owner = office.dossier(number).facts["owner"]
    assert owner == {
        "name": "Lê Văn Thử Đúng",
        "id_number": "001091000019",
        "id_kind": "personal",
        "birth_date": "1991-02-01",
        "sex": "male",
        "address": "Số 3",
        "phone": "0987654321",
        "email": "thu@example.invalid",
        "ward_code": "00625",
    }
    assert office.dossier(number).facts["submitter"]["name"] == CITIZEN["name"]
    assert office.findings() == []


BAD_PERSONS: dict[str, tuple[dict[str, Any], Code, str]] = {
    "eleven digits": ({"owner_id_number": "00119000001"}, Code.ID_NUMBER, "owner_id_number"),
    "submitter without a number": (
        {"submitter_id_number": ""}, Code.REQUIRED, "submitter_id_number"),
    "born tomorrow": ({"owner_birth_date": "2026-03-03"}, Code.BIRTH_DATE, "owner_birth_date"),
    "born on no day": ({"submitter_birth_date": "31/02/1990"}, Code.DATE, "submitter_birth_date"),
    "name of digits": ({"submitter_name": "12345"}, Code.TEXT, "submitter_name"),
    "sex": ({"owner_sex": "x"}, Code.CHOICE, "owner_sex"),
    "kind of paper": ({"owner_id_kind": "x"}, Code.CHOICE, "owner_id_kind"),
    "e-mail": ({"owner_email": "a@b"}, Code.FORMAT, "owner_email"),
    "a part that is none": ({"owner_nick": "x"}, Code.UNKNOWN_FIELD, "owner_nick"),
    "a card": ({"owner_qr": "x"}, Code.UNKNOWN_FIELD, "owner_qr"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_PERSONS)
def test_a_bad_fact_of_a_person_is_named_by_its_field(office: Office, name: str) -> None:
    changes, code, field = BAD_PERSONS[name]
    number = office.accept(owner=dict(OTHER))
    assert code_and_field(refused(office, number, **changes)) == (code, field)


def test_a_newborn_gets_its_number_and_loses_it_again(office: Office) -> None:
    number = office.accept(owner={"name": "Lê Văn Bé Thử"})
    correct(office, number, owner_id_number="001226000019")
    assert office.dossier(number).facts["owner"]["id_kind"] == "personal"
    correct(office, number, owner_id_number="")
    owner = office.dossier(number).facts["owner"]
    assert (owner["id_number"], owner["id_kind"]) == ("", "none")


@pytest.mark.parametrize("who", ["owner", "submitter"])
def test_one_person_in_both_places_is_corrected_in_both(office: Office, who: str) -> None:
    number = office.accept()
    correct(office, number, **{f"{who}_name": "Nguyễn Thị Thử Đúng", f"{who}_phone": ""})
    facts = office.dossier(number).facts
    assert facts["owner"] == facts["submitter"]
    assert (facts["owner"]["name"], facts["owner"]["phone"]) == ("Nguyễn Thị Thử Đúng", "")


def test_two_persons_are_corrected_one_by_one(office: Office) -> None:
    number = office.accept(owner=dict(OTHER))
    correct(office, number, submitter_name="Nguyễn Thị Thử Đúng")
    facts = office.dossier(number).facts
    assert (facts["owner"]["name"], facts["submitter"]["name"]) == (
        OTHER["name"],
        "Nguyễn Thị Thử Đúng",
    )


def test_what_is_said_of_the_other_one_stands_before_what_follows(office: Office) -> None:
    number = office.accept()
    correct(office, number, owner_name="Lê Văn Thử", submitter_name=CITIZEN["name"])
    facts = office.dossier(number).facts
    assert (facts["owner"]["name"], facts["submitter"]["name"]) == ("Lê Văn Thử", CITIZEN["name"])
    assert last_event(office, number)["fields"] == ["owner_name"]


def test_the_next_visit_of_the_person_begins_with_the_right_name(office: Office) -> None:
    number = office.accept()
    correct(office, number, submitter_name="Nguyễn Thị Thử Đúng")
    known = office.desk.tracking.person(CITIZEN["id_number"])
    assert known
    assert known.name == "Nguyễn Thị Thử Đúng"


def test_a_correction_that_changes_nothing_is_refused(office: Office) -> None:
    number = office.accept()
    error = refused(office, number, owner_name=f" {CITIZEN['name']} ", note="")
    assert code_and_field(error) == (Code.REQUIRED, "changes")


# --- procedure


def test_the_right_procedure_brings_its_field_term_and_fees(office: Office) -> None:
    number = office.accept()
    office.later(days=1)
    answer = correct(office, number, procedure=LONG.code)
    dossier = office.dossier(number)
    # Ten working days counted from the reception, at its time of day.
    assert answer.due_at == dossier.due_at == datetime(2026, 3, 16, 8, 0, tzinfo=VIETNAM)
    wanted = {
        "procedure": LONG.code,
        "procedure_version": LONG.valid_from.isoformat(),
        "procedure_name": LONG.name,
        "field": "Đất đai",
        "agency": LONG.agency,
        "counted": True,
        "certification": False,
        "mode": "restart",
        "term": {"unit": "working_days", "amount": 10, "fifteen_mark": False},
        "charge_dong": 0,
        "fee_dong": 8_000,
    }
    assert {name: dossier.facts[name] for name in wanted} == wanted
    assert (dossier.received_day, dossier.number) == (MONDAY, number)
    line = office.desk.tracking.detail(number, office.counter).line
    assert (line.procedure_code, line.field, line.paid) == (LONG.code, "Đất đai", False)
    assert office.findings() == []


def test_reports_count_a_corrected_dossier_under_its_right_field_on_every_day(
    office: Office,
) -> None:
    number = office.accept()
    then = office.later(hours=1)
    office.later(days=1)
    correct(office, number, procedure=LONG.code)
    reports = office.desk.reports
    rows = reports.report_06a(MONDAY, MONDAY).rows
    assert [(row.field, row.procedure_code, row.c5, row.c12) for row in rows] == [
        ("Đất đai", LONG.code, 1, 1)
    ]
    before = reports.report_06a(MONDAY, MONDAY, then).rows
    assert [(row.field, row.procedure_code) for row in before] == [("Hộ tịch", FREE.code)]


def test_a_procedure_of_the_police_leaves_every_column_and_comes_back(office: Office) -> None:
    number = office.accept()
    correct(office, number, procedure=POLICE.code)
    assert office.desk.reports.report_06a(MONDAY, MONDAY).total.c3 == 0
    assert office.findings() == []
    correct(office, number, procedure=FREE.code)
    assert office.desk.reports.report_06a(MONDAY, MONDAY).total.c3 == 1
    assert office.findings() == []


def test_the_version_is_that_of_the_day_of_receipt(office: Office) -> None:
    number = office.accept(opening=True, received_at="2025-12-30", receipt=None)
    correct(office, number, procedure=GONE.code, term="5 working_days")
    assert office.dossier(number).facts["procedure"] == GONE.code
    fresh = office.accept()
    assert code_and_field(refused(office, fresh, procedure=GONE.code)) == (
        Code.PROCEDURE,
        "procedure",
    )


BAD_PROCEDURES: dict[str, tuple[dict[str, Any], Code, str | None]] = {
    "no such code": ({"procedure": "9.999999"}, Code.PROCEDURE, "procedure"),
    "no code": ({"procedure": ""}, Code.REQUIRED, "procedure"),
    "code as a number": ({"procedure": 1.5}, Code.TEXT, "procedure"),
    "term not in the catalogue": ({"procedure": SILENT.code}, Code.TERM_UNKNOWN, "term"),
    "amounts not in the catalogue": (
        {"procedure": SILENT.code, "term": "3 working_days"}, Code.FEE_UNKNOWN, "fees"),
    "amounts that are": (
        {"procedure": PAID.code, "charge_dong": 5}, Code.MONEY, "charge_dong"),
    "certification without pages": ({"procedure": CERTIFICATION.code}, Code.COUNT, "pages"),
    "a term without a procedure": ({"term": "3 working_days"}, Code.REQUIRED, "procedure"),
    "pages without a procedure": ({"pages": 3}, Code.REQUIRED, "procedure"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_PROCEDURES)
def test_a_procedure_that_cannot_be_taken_changes_nothing(office: Office, name: str) -> None:
    changes, code, field = BAD_PROCEDURES[name]
    number = office.accept()
    assert code_and_field(refused(office, number, **changes)) == (code, field)


def test_what_the_catalogue_leaves_open_is_answered_with_the_correction(office: Office) -> None:
    number = office.accept()
    changes = {"term": "2 working_days", "charge_dong": "4.000", "fee_dong": 500}
    correct(office, number, procedure=SILENT.code, **changes)
    dossier = office.dossier(number)
    assert dossier.due_at == datetime(2026, 3, 4, 8, 0, tzinfo=VIETNAM)
    assert (dossier.charge_due_dong, dossier.fee_due_dong) == (4_000, 500)


def test_pages_and_copies_of_a_certification_come_with_its_procedure(office: Office) -> None:
    number = office.accept()
    correct(office, number, procedure=CERTIFICATION.code, pages=3, asked_copies="2")
    facts = office.dossier(number).facts
    assert (facts["pages"], facts["copies"], facts["certification"]) == (3, 2, True)
    assert facts["charge_dong"] == 2 * (2_000 * 2 + 1_000)


def test_electronic_copies_are_corrected_alone_and_only_when_they_differ(office: Office) -> None:
    number = office.accept(procedure=CERTIFICATION.code, pages=3, copies=2)
    changes = {"procedure": CERTIFICATION.code, "electronic_copies": "4"}
    receipt = only_paper(office, correct(office, number, **changes))
    assert receipt.change_reason == "Đính chính: số bản điện tử"
    facts = office.dossier(number).facts
    assert (facts["copies"], facts["electronic_copies"]) == (2, 4)
    assert code_and_field(refused(office, number, **changes)) == (Code.REQUIRED, "changes")


def test_counts_that_were_wrong_are_named_and_not_the_procedure(office: Office) -> None:
    number = office.accept(procedure=CERTIFICATION.code, pages=3, copies=2)
    receipt = only_paper(
        office, correct(office, number, procedure=CERTIFICATION.code, pages=1, asked_copies=1)
    )
    assert receipt.change_reason == "Đính chính: số trang, số bản yêu cầu"
    assert receipt.charge_dong == 2_000
    moved = correct(office, number, procedure=FREE.code, pages=0, asked_copies=0)
    assert only_paper(office, moved).change_reason == "Đính chính thủ tục"


def test_a_dossier_older_than_the_count_of_electronic_copies_differs_in_nothing(
    office: Office,
) -> None:
    dossier = office.dossier(office.accept(procedure=CERTIFICATION.code, pages=3, copies=2))
    facts = {name: fact for name, fact in dossier.facts.items() if name != "electronic_copies"}
    old, book = replace(dossier, facts=facts), office.desk.rules.book()
    error = refusal(correction_data, {"procedure": CERTIFICATION.code}, old, book, MONDAY)
    assert code_and_field(error) == (Code.REQUIRED, "changes")


def test_an_exemption_stays_until_it_is_taken_back(office: Office) -> None:
    number = office.accept(exemption="Hộ nghèo")
    correct(office, number, procedure=PAID.code)
    facts = office.dossier(number).facts
    assert (facts["charge_dong"], facts["waived_dong"], facts["exemption"]) == (
        0,
        15_000,
        "Hộ nghèo",
    )
    correct(office, number, procedure=PAID.code, exemption="")
    assert office.dossier(number).charge_due_dong == 10_000


def test_what_was_paid_stays_paid_and_too_much_waits_to_be_given_back(office: Office) -> None:
    number = office.accept(procedure=PAID.code, paid="cash")
    answer = correct(office, number, procedure=LONG.code)
    dossier = office.dossier(number)
    assert (dossier.charge_due_dong, dossier.fee_due_dong) == (-10_000, 3_000)
    receipt = only_paper(office, answer)
    assert receipt.paid_text == "Đã thu 15.000 đồng (tiền mặt), phải trả lại 7.000 đồng"
    # The lệ phí that is still owed is taken; the phí taken too much is never set off against it.
    assert Action.PAY in office.desk.processing.legal(dossier, office.counter)
    error = refusal(office.act, number, Action.PAY, method="cash", charge_dong=1)
    assert code_and_field(error) == (Code.MONEY, "charge_dong")
    office.act(number, Action.PAY, method="cash")
    dossier = office.dossier(number)
    assert (dossier.charge_due_dong, dossier.fee_due_dong) == (-10_000, 0)
    assert office.desk.reports.tally(MONDAY).cash_dong == 18_000
    assert Action.PAY not in office.desk.processing.legal(dossier, office.counter)
    assert refusal(office.act, number, Action.PAY, method="cash").code is Code.MONEY
    assert office.findings() == []


def test_money_to_give_back_holds_no_result_up(office: Office) -> None:
    number = office.accept(procedure=PAID.code, paid="cash")
    correct(office, number, procedure=FREE.code)
    deliver(office, number)
    assert office.dossier(number).status is Status.DELIVERED


def test_a_result_takes_the_name_the_right_procedure_gives_it(office: Office) -> None:
    number = office.accept(exemption="Hộ nghèo")
    finish(office, number)
    correct(office, number, procedure=LONG.code)
    result = office.dossier(number).result
    assert result
    assert (result["result_kind"], result["result_code"]) == (LONG.result_name, LONG.result_code)
    assert result["result_number"] == "7/KQ"


def test_an_end_is_compared_with_the_due_day_of_the_right_procedure(office: Office) -> None:
    number = office.accept()
    office.on(date(2026, 3, 12))
    finish(office, number)
    ending = office.dossier(number).ending
    assert ending
    assert ending.timeliness is Timeliness.LATE
    correct(office, number, procedure=LONG.code)
    ending = office.dossier(number).ending
    assert ending
    assert ending.timeliness is Timeliness.EARLY
    total = office.desk.reports.report_06a(MONDAY, date(2026, 3, 31)).total
    assert (total.c8, total.c10) == (1, 0)
    assert office.findings() == []


def test_a_re_appointed_day_stands_whatever_the_procedure(office: Office) -> None:
    number = office.accept()
    office.act(number, Action.EXTEND, new_due="2026-03-20")
    answer = correct(office, number, procedure=LONG.code)
    assert answer.due_at == datetime(2026, 3, 20, 8, 0, tzinfo=VIETNAM)
    assert refusal(office.act, number, Action.EXTEND, new_due="2026-03-30").code is Code.ONCE


def test_the_old_promise_is_kept_in_the_history_and_the_new_one_is_explained(
    office: Office,
) -> None:
    number = office.accept()
    answer = correct(office, number, procedure=LONG.code)
    facts = only_paper(office, answer)
    assert isinstance(facts, ReceiptFacts)
    assert facts.change_reason == "Đính chính thủ tục"
    assert (facts.procedure_code, facts.procedure_name) == (LONG.code, LONG.name)
    assert facts.due_at == answer.due_at
    assert "10 ngày làm việc" in facts.due_explanation
    assert (facts.term_text, facts.fee_dong) == ("10 ngày làm việc", 8_000)
    received, corrected = office.dossier(number).standing
    assert received.data["due_at"] == "2026-03-09T08:00:00+07:00"
    assert corrected.data["due_at"] == "2026-03-16T08:00:00+07:00"


_STEPS = (
    Action.FORWARD,
    Action.REQUEST_SUPPLEMENT,
    Action.COMPLETE_SUPPLEMENT,
    Action.OBLIGE,
    Action.OBLIGED,
    Action.EXTEND,
    Action.APOLOGISE,
    Action.FINISH,
    Action.WITHDRAW,
    Action.STOP,
)
_SAME = ("due_at", "spans", "ending", "status", "supplements", "re_appointed", "result")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    data=st.data(),
    wrong=st.sampled_from([FREE, LONG, PAUSING, TERMLESS, POLICE]),
    right=st.sampled_from([FREE, LONG, PAUSING, TERMLESS, POLICE]),
    corrected_at=st.integers(0, 8),
)
def test_a_corrected_dossier_is_what_it_would_be_had_it_been_taken_in_rightly(
    tmp_path_factory: pytest.TempPathFactory,
    data: st.DataObject,
    wrong: Any,
    right: Any,
    corrected_at: int,
) -> None:
    folder = tmp_path_factory.mktemp("twins") / "ward"
    make_office_folder(folder)
    office = open_office(folder, datetime.combine(MONDAY, time(8), VIETNAM))
    try:
        twins = (office.accept(procedure=wrong.code), office.accept(procedure=right.code))
        for place in range(9):
            if place == corrected_at and wrong is not right:
                correct(office, twins[0], procedure=right.code)
            else:
                _both_do(office, twins, data)
        assert _told(office.dossier(twins[0])) == _told(office.dossier(twins[1]))
        assert office.findings() == []
    finally:
        office.desk.store.close()


def _both_do(office: Office, twins: tuple[str, str], data: st.DataObject) -> None:
    """Let a day or more pass, then take a step that both dossiers allow."""
    office.later(days=data.draw(st.integers(0, 4)))
    legal = [office.desk.processing.legal(office.dossier(n), office.supervisor) for n in twins]
    steps = [a for a in _STEPS if all(a in moves for moves in legal)]
    if not steps:
        return
    action = data.draw(st.sampled_from(steps))
    due = max((office.dossier(n).due_day or MONDAY) for n in twins)
    calendar = office.desk.rules.book().calendar
    new_due = calendar.on_or_after(max(due, office.clock.at.date()) + timedelta(3))
    given: dict[str, Any] = {"new_due": f"{new_due}T08:00", "law": "Luật Hộ tịch"}
    for number in twins:
        office.act(number, action, office.supervisor, **given)


def _told(dossier: Dossier) -> tuple[Any, ...]:
    result = {k: v for k, v in (dossier.result or {}).items() if k != "request_id"}
    values = {name: getattr(dossier, name) for name in _SAME} | {"result": result}
    facts = dossier.facts
    names = ("procedure", "field", "agency", "term", "mode", "counted", "charge_dong", "fee_dong")
    return (values, {name: facts[name] for name in names})


# --- result


def test_a_result_is_corrected_before_it_is_handed_over(office: Office) -> None:
    number = office.accept()
    finish(office, number)
    answer = correct(
        office,
        number,
        result_number="8/KQ",
        result_date="2026-03-02",
        signer="Trần Thị Thử Nghiệm",
        summary="Cấp lại",
        copies="2",
    )
    letter = only_paper(office, answer)
    assert isinstance(letter, ResultCorrectionFacts)
    assert (letter.slip_number, letter.result_number) == ("01", "7/KQ")
    assert ("Số kết quả", "7/KQ", "8/KQ") in [(c.name, c.before, c.after) for c in letter.changes]
    event = last_event(office, number)
    assert event["changes"] == {}
    assert event["result"] == {
        "result_number": "8/KQ",
        "signer": "Trần Thị Thử Nghiệm",
        "summary": "Cấp lại",
        "copies": 2,
    }
    deliver_only = office.act(number, Action.DELIVER)
    slip = only_paper(office, deliver_only)
    assert isinstance(slip, ResultSlipFacts)
    assert (slip.result_number, slip.copies, slip.result_kind) == ("8/KQ", 2, "Giấy thử")
    assert office.findings() == []


BAD_RESULTS: dict[str, tuple[dict[str, Any], Code, str]] = {
    "signed tomorrow": ({"result_date": "2026-03-03"}, Code.DATE, "result_date"),
    "signed before the reception": ({"result_date": "2026-03-01"}, Code.DATE, "result_date"),
    "signed on no day": ({"result_date": ""}, Code.DATE, "result_date"),
    "half a copy": ({"copies": "1.5"}, Code.COUNT, "copies"),
    "number in control characters": ({"result_number": "\x00"}, Code.TEXT, "result_number"),
}


@pytest.mark.parametrize("name", BAD_RESULTS)
def test_a_bad_result_is_named_by_its_field(office: Office, name: str) -> None:
    changes, code, field = BAD_RESULTS[name]
    number = office.accept()
    finish(office, number)
    assert code_and_field(refused(office, number, **changes)) == (code, field)


@pytest.mark.parametrize("end", [None, Action.WITHDRAW, Action.STOP])
def test_what_has_no_result_has_none_to_correct(office: Office, end: Action | None) -> None:
    number = office.accept()
    if end:
        office.act(number, end)
    error = refused(office, number, result_number="8/KQ")
    assert code_and_field(error) == (Code.MOVE, "result_number")
    assert "chưa có kết quả" in error_text(error)


# --- papers and days


def test_the_paper_names_what_was_corrected_and_never_what_stood_there(office: Office) -> None:
    number = office.accept(owner={**OTHER, "name": "Lê Văn Nhầm"})
    answer = correct(
        office,
        number,
        owner_name="Lê Văn Đúng",
        owner_id_number="001091000019",
        official_code="H99.9-260302-0009",
    )
    facts = only_paper(office, answer)
    assert isinstance(facts, ReceiptFacts)
    assert facts.change_reason == (
        "Đính chính: chủ hồ sơ – số định danh, chủ hồ sơ – họ và tên, mã hồ sơ chính thức"
    )
    assert facts.owner_name == "Lê Văn Đúng"
    stored = office.desk.store.queries.paper(answer.papers[0])
    assert stored
    assert "Nhầm" not in stored.facts_text


def test_procedure_and_name_are_named_together(office: Office) -> None:
    number = office.accept(owner=dict(OTHER))
    answer = correct(office, number, procedure=LONG.code, owner_name="Lê Văn Đúng")
    facts = only_paper(office, answer)
    assert isinstance(facts, ReceiptFacts)
    assert facts.change_reason == "Đính chính: chủ hồ sơ – họ và tên, thủ tục"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"owner_name": "Lê Văn Đúng"}, "chủ hồ sơ – họ và tên"),
        ({"result_number": "8/KQ"}, "số kết quả"),
    ],
)
def test_after_delivery_a_new_result_slip_says_it(
    office: Office, changes: dict[str, Any], words: str
) -> None:
    number = office.accept(owner=dict(OTHER))
    deliver(office, number)
    *letters, facts = papers_of(office, correct(office, number, **changes))
    assert [type(letter) for letter in letters] == [ResultCorrectionFacts] * (
        "result_number" in changes
    )
    assert isinstance(facts, ResultSlipFacts)
    assert facts.change_reason == f"Đính chính: {words}"
    assert (facts.owner_name, facts.result_number) == (
        changes.get("owner_name", OTHER["name"]),
        changes.get("result_number", "7/KQ"),
    )
    # Day and officer are those of the delivery, not of its correction.
    assert facts.delivered_at == office.dossier(number).delivered_at
    assert facts.giver_name == office.counter.officer.name


def test_a_wrong_delivery_is_taken_back_under_its_correction(office: Office) -> None:
    number = office.accept()
    deliver(office, number)
    correct(office, number, result_number="8/KQ")
    assert refusal(office.act, number, Action.UNDO).facts["why"] == "other"
    office.act(number, Action.UNDO, office.supervisor)
    found = office.dossier(number)
    assert (found.status, found.result and found.result["result_number"]) == (
        Status.FINISHED,
        "8/KQ",
    )
    assert office.findings() == []


def test_a_repeated_correction_names_the_same_paper(office: Office) -> None:
    number, asked = office.accept(), "7f3c1a52-6f0e-4f7e-9d6d-0d2f7a1b9c11"
    given: dict[str, Any] = {"changes": {"note": "Cấp bản sao"}, "request_id": asked}
    first = office.act(number, Action.CORRECT, office.supervisor, **given)
    again = office.act(number, Action.CORRECT, office.supervisor, **given)
    assert (again.papers, again.repeated) == (first.papers, True)


CORRECTING: dict[str, tuple[Action, dict[str, Any], str]] = {
    "void": (Action.VOID, {}, "2026-03-02"),
    "name": (Action.CORRECT, {"changes": {"owner_name": "Lê Văn Đúng"}}, "2026-03-02"),
    "procedure": (Action.CORRECT, {"changes": {"procedure": LONG.code}}, "2026-03-02"),
    "result": (Action.CORRECT, {"changes": {"result_number": "8"}}, "2026-03-04"),
    "name and result": (
        Action.CORRECT, {"changes": {"note": "x", "result_number": "8"}}, "2026-03-02"),
}  # fmt: skip


@pytest.mark.parametrize("name", CORRECTING)
def test_what_touches_an_earlier_day_names_that_day(office: Office, name: str) -> None:
    action, given, day = CORRECTING[name]
    number = office.accept(exemption="Hộ nghèo")
    office.on(date(2026, 3, 4))
    finish(office, number)
    office.on(date(2026, 3, 6))
    office.act(number, action, office.supervisor, **given)
    assert last_event(office, number)["corrects_day"] == day


@pytest.mark.parametrize("name", CORRECTING)
def test_what_is_mended_on_its_own_day_names_none(office: Office, name: str) -> None:
    action, given, _ = CORRECTING[name]
    number = office.accept(exemption="Hộ nghèo")
    finish(office, number)
    office.act(number, action, office.supervisor, **given)
    assert "corrects_day" not in last_event(office, number)


def test_an_opening_balance_is_mended_on_the_day_it_was_entered(office: Office) -> None:
    number = office.accept(opening=True, received_at="2026-02-25", receipt=None)
    correct(office, number, owner_name="Lê Văn Đúng")
    assert "corrects_day" not in last_event(office, number)
    office.later(days=1)
    correct(office, number, note="Cấp bản sao")
    assert last_event(office, number)["corrects_day"] == "2026-03-02"


def test_a_late_entry_is_mended_on_the_day_it_counts_on(office: Office) -> None:
    at = "2026-02-25T09:00"
    number = office.accept(received_at=at, supervisor=SUPERVISOR.login)
    correct(office, number, owner_name="Lê Văn Đúng")
    assert last_event(office, number)["corrects_day"] == "2026-02-25"


def test_a_correction_shows_in_the_timeline_of_its_dossier(office: Office) -> None:
    number = office.accept()
    correct(office, number, procedure=LONG.code, note="Cấp bản sao")
    timeline = office.desk.tracking.detail(number, office.counter).timeline
    told = [line for line in timeline if line.kind is EventKind.CORRECTED]
    assert [set(cast("dict[str, object]", line.data["changes"])) for line in told] == [
        {"note", "procedure"}
    ]
