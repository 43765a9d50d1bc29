"""Taking dossiers in: what is saved, what is refused, and that a refusal leaves nothing."""

import uuid
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from tests.helpers.factories import (
    CERTIFICATION,
    CITIZEN,
    FREE,
    GONE,
    PAID,
    POLICE,
    SILENT,
    SUPERVISOR,
    TERMLESS,
    Office,
    code_and_field,
    make_line,
    refusal,
    without,
)
from tthc_desk.domain.dossier import Queue, Status, Timeliness
from tthc_desk.domain.errors import Code
from tthc_desk.domain.events import EventKind
from tthc_desk.domain.moves import Action
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.usecases.intake_request import IntakeRequest, intake_request
from tthc_desk.usecases.paper_facts import PaperKind, ReceiptFacts
from tthc_desk.usecases.paper_record import facts_from_text
from tthc_desk.usecases.warnings import Notice

PAST = datetime(2026, 2, 25, 10, 0, tzinfo=VIETNAM)
OTHER = {"id_number": "001090000019", "name": "Lê Văn Thử", "address": "Số 2, đường Thử"}
RIGHT_TO_LEFT = "Nguyễn \u202eThử"


def citizen(**changes: Any) -> dict[str, Any]:
    return {**CITIZEN, **changes}


_ODD: tuple[Any, ...] = (
    "abc", 1.5, -1, True, "1e3", 10**20, "５０００", "5_000", " 5000", "", [])  # fmt: skip
BAD: dict[str, tuple[dict[str, Any], Code, str | None]] = {
    "no procedure": ({"procedure": None}, Code.REQUIRED, "procedure"),
    "unknown procedure": ({"procedure": "9.999999"}, Code.PROCEDURE, "procedure"),
    "procedure no longer in force": ({"procedure": GONE.code}, Code.PROCEDURE, "procedure"),
    "procedure as a number": ({"procedure": 1.5}, Code.TEXT, "procedure"),
    "no submitter": ({"submitter": None}, Code.REQUIRED, "submitter.id_number"),
    "submitter as a text": ({"submitter": "ai đó"}, Code.FORMAT, "submitter"),
    "submitter as a list": ({"submitter": []}, Code.FORMAT, "submitter"),
    "owner as a number": ({"owner": 5}, Code.FORMAT, "owner"),
    "unknown field": ({"fee": 1}, Code.UNKNOWN_FIELD, "fee"),
    "unknown field of a person": (
        {"submitter": citizen(nick="x")}, Code.UNKNOWN_FIELD, "submitter.nick"),
    "unknown field of a paper": (
        {"documents": [{"name": "a", "size": 1}]}, Code.UNKNOWN_FIELD, "documents.size"),
    "eleven digits": ({"submitter": citizen(id_number="00119000001")}, Code.ID_NUMBER,
                      "submitter.id_number"),
    "thirteen digits": ({"submitter": citizen(id_number="0011900000180")}, Code.ID_NUMBER,
                        "submitter.id_number"),
    "letters for digits": ({"submitter": citizen(id_number="00119000OO18")}, Code.ID_NUMBER,
                           "submitter.id_number"),
    "full-width digits": ({"submitter": citizen(id_number="００11900000１８")}, Code.ID_NUMBER,
                          "submitter.id_number"),
    "number as a number": ({"submitter": citizen(id_number=1190000018)}, Code.TEXT,
                           "submitter.id_number"),
    "no name": ({"submitter": citizen(name="  ")}, Code.REQUIRED, "submitter.name"),
    "name of digits": ({"submitter": citizen(name="12345")}, Code.TEXT, "submitter.name"),
    "name of 20,000 letters": ({"submitter": citizen(name="Ễ" * 20_000)}, Code.TEXT_LENGTH,
                               "submitter.name"),
    "control character": ({"submitter": citizen(name="Nguyễn\x1bThử")}, Code.TEXT,
                          "submitter.name"),
    "NUL": ({"submitter": citizen(address="Số 1\x00")}, Code.TEXT, "submitter.address"),
    "right to left": ({"submitter": citizen(name=RIGHT_TO_LEFT)}, Code.TEXT, "submitter.name"),
    "half of a surrogate pair": ({"submitter": citizen(name="Thử\ud800")}, Code.TEXT,
                                 "submitter.name"),
    "emoji": ({"note": "Xin chào 😀"}, Code.TEXT, "note"),
    "30 February": ({"submitter": citizen(birth_date="1990-02-30")}, Code.DATE,
                    "submitter.birth_date"),
    "born tomorrow": ({"submitter": citizen(birth_date="2026-03-03")}, Code.BIRTH_DATE,
                      "submitter.birth_date"),
    "born in 1700": ({"submitter": citizen(birth_date="1700-01-01")}, Code.BIRTH_DATE,
                     "submitter.birth_date"),
    "sex of another word": ({"submitter": citizen(sex="x")}, Code.CHOICE, "submitter.sex"),
    "telephone too short": ({"submitter": citizen(phone="0912")}, Code.PHONE, "submitter.phone"),
    "owner's telephone": ({"owner": {**OTHER, "phone": "abc"}}, Code.PHONE, "owner.phone"),
    "e-mail": ({"submitter": citizen(email="a@b")}, Code.FORMAT, "submitter.email"),
    "ward code": ({"submitter": citizen(ward_code="123")}, Code.FORMAT, "submitter.ward_code"),
    "kind of paper": ({"submitter": citizen(id_kind="x")}, Code.CHOICE, "submitter.id_kind"),
    "owner without number": ({"owner": {"id_number": "12", "name": "Lê Văn Thử"}},
                             Code.ID_NUMBER, "owner.id_number"),
    "QR of rubbish": ({"submitter": {"qr": "https://example.invalid"}}, Code.QR, "submitter.qr"),
    "QR as a number": ({"submitter": {"qr": 5}}, Code.QR, "submitter.qr"),
    "channel": ({"channel": "fax"}, Code.CHOICE, "channel"),
    "channel as a list": ({"channel": []}, Code.CHOICE, "channel"),
    "decision": ({"decision": "maybe"}, Code.CHOICE, "decision"),
    "decision as a number": ({"decision": 1}, Code.TEXT, "decision"),
    "refusal without reason": ({"decision": "refuse"}, Code.REASON, "reason"),
    "guidance without reason": ({"decision": "guide", "reason": " \n "}, Code.REASON, "reason"),
    "refusal of an unknown procedure": (
        {"decision": "refuse", "reason": "x", "procedure": "9.999999"}, Code.PROCEDURE,
        "procedure"),
    "request id": ({"request_id": "abc"}, Code.FORMAT, "request_id"),
    "request id as a number": ({"request_id": 7}, Code.FORMAT, "request_id"),
    "papers as an object": ({"documents": {}}, Code.FORMAT, "documents"),
    "paper as a text": ({"documents": ["Tờ khai"]}, Code.FORMAT, "documents"),
    "paper without a name": ({"documents": [{"originals": 1}]}, Code.REQUIRED, "documents.name"),
    "half an original": ({"documents": [{"name": "a", "originals": 0.5}]}, Code.COUNT,
                         "documents.originals"),
    "minus one copy": ({"documents": [{"name": "a", "copies": -1}]}, Code.COUNT,
                       "documents.copies"),
    "201 papers": ({"documents": [{"name": "a"}] * 201}, Code.COUNT, "documents"),
    "no set": ({"sets": 0}, Code.COUNT, "sets"),
    "true sets": ({"sets": True}, Code.COUNT, "sets"),
    "sets with an exponent": ({"sets": "1e3"}, Code.COUNT, "sets"),
    "too many pages": ({"pages": 10_001}, Code.COUNT, "pages"),
    "copies in full-width digits": ({"copies": "５"}, Code.COUNT, "copies"),
    "electronic copies in words": ({"electronic_copies": "hai"}, Code.COUNT, "electronic_copies"),
    "certification without pages": ({"procedure": CERTIFICATION.code, "copies": 1}, Code.COUNT,
                                    "pages"),
    "official code": ({"official_code": "H26-1"}, Code.FORMAT, "official_code"),
    "foreign codes as a list": ({"foreign_codes": ["x"]}, Code.FORMAT, "foreign_codes"),
    "eleven foreign codes": ({"foreign_codes": {str(n): "x" for n in range(11)}}, Code.FORMAT,
                             "foreign_codes"),
    "opening as a word": ({"opening": "yes"}, Code.CHOICE, "opening"),
    "opening without its day": ({"opening": True}, Code.REQUIRED, "received_at"),
    "opening of tomorrow": ({"opening": True, "received_at": "2026-03-03"}, Code.DATE,
                            "received_at"),
    "opening of no day": ({"opening": True, "received_at": "2026-02-30"}, Code.DATE,
                          "received_at"),
    "opening of the year one": ({"opening": True, "received_at": "0001-01-01T00:00:00+14:00"},
                                Code.DATE, "received_at"),
    "opening of a year without calendar": ({"opening": True, "received_at": "2021-01-04"},
                                           Code.CALENDAR, None),
    "late entry without supervisor": ({"received_at": PAST.isoformat()}, Code.SUPERVISOR,
                                      "supervisor"),
    "late entry with a clerk's name": (
        {"received_at": PAST.isoformat(), "supervisor": "quay1"}, Code.SUPERVISOR, "supervisor"),
    "late entry of tomorrow": ({"received_at": "2026-03-03T08:00", "supervisor": SUPERVISOR.login},
                               Code.DATE, "received_at"),
    "term nobody knows": ({"procedure": SILENT.code, "charge_dong": 0}, Code.TERM_UNKNOWN, "term"),
    "term in no unit": ({"procedure": SILENT.code, "term": "3 days"}, Code.CHOICE, "term"),
    "term of zero": ({"procedure": SILENT.code, "term": "0 working_days"}, Code.COUNT, "term"),
    "fees nobody knows": ({"procedure": SILENT.code, "term": "3 working_days"}, Code.FEE_UNKNOWN,
                          "fees"),
    **{
        f"amount {odd!r}": (
            {"procedure": SILENT.code, "term": "same_day", "charge_dong": odd}, Code.MONEY,
            "charge_dong")
        for odd in _ODD
    },
    "lệ phí with a fraction": (
        {"procedure": SILENT.code, "term": "same_day", "fee_dong": "1,5"}, Code.MONEY, "fee_dong"),
    "exemption without words": ({"procedure": PAID.code, "exemption": "  "}, Code.REASON,
                                "exemption_reason"),
    "exemption that is no text": ({"procedure": PAID.code, "exemption": True}, Code.TEXT,
                                  "exemption_reason"),
    "paid in gold": ({"procedure": PAID.code, "paid": "gold"}, Code.CHOICE, "paid"),
    "at once but unpaid": ({"procedure": PAID.code, "at_once": True}, Code.UNPAID, "paid"),
    "at once out of an opening balance": (
        {"opening": True, "received_at": PAST.isoformat(), "at_once": True}, Code.FORMAT,
        "at_once"),
    "at once as a number": ({"at_once": 1}, Code.CHOICE, "at_once"),
    "receipt as a word": ({"receipt": "no"}, Code.CHOICE, "receipt"),
    "note of 1,001 letters": ({"note": "a" * 1001}, Code.TEXT_LENGTH, "note"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_named_by_code_and_field_and_leaves_nothing(office: Office, name: str) -> None:
    changes, code, field = BAD[name]
    before = office.events()
    error = refusal(office.receive, **changes)
    assert code_and_field(error) == (code, field)
    assert office.events() == before
    assert office.desk.store.queries.person(CITIZEN["id_number"]) is None
    # The next one gets the number this one might have taken.
    assert office.accept().endswith("-T0001")
    assert office.findings() == []


@pytest.mark.parametrize("line", [None, [], "x", 5])
def test_a_line_that_is_no_object_is_refused(line: Any) -> None:
    assert refusal(intake_request, line).code is Code.FORMAT


@pytest.mark.parametrize("word", ["refuse ", " guide"])
def test_a_decision_with_a_blank_around_it_is_that_decision(office: Office, word: str) -> None:
    assert office.receive(decision=word, reason="Thiếu giấy tờ").number.startswith("01/")


def test_a_dossier_is_accepted_with_number_date_and_papers(office: Office) -> None:
    answer = office.receive(note="Đề nghị cấp bản sao")
    assert answer.number == "H99.9-260302-T0001"
    assert answer.status is Status.RECEIVED
    assert answer.received_at == office.clock.at
    assert answer.due_at == datetime(2026, 3, 9, 8, 0, tzinfo=VIETNAM)
    assert "5 ngày làm việc" in answer.due_explanation
    papers = office.desk.papers.of(answer.number)
    assert [p.kind for p in papers] == [PaperKind.RECEIPT, PaperKind.CONTROL_SLIP]
    assert tuple(p.id for p in papers) == answer.papers
    assert office.dossier(answer.number).queue is Queue.TO_HAND_OVER


def test_the_papers_of_the_catalogue_are_taken_when_none_are_ticked(office: Office) -> None:
    facts = office.dossier(office.accept()).facts
    assert [d["name"] for d in facts["documents"]] == ["Tờ khai"]
    none = office.dossier(office.accept(documents=[])).facts
    assert none["documents"] == []


def test_markup_in_a_name_is_kept_as_it_is(office: Office) -> None:
    name = "A < B </para><font size='100000'>"
    number = office.accept(submitter=citizen(name=name))
    assert office.dossier(number).facts["submitter"]["name"] == name


def test_decomposed_letters_and_blanks_are_brought_into_one_form(office: Office) -> None:
    number = office.accept(submitter=citizen(name="  Nguye\u0302\u0303n   Thu\u031b\u0309 "))
    assert office.dossier(number).facts["submitter"]["name"] == "Nguyễn Thử"


def test_sex_and_year_that_disagree_with_the_number_warn_and_pass(office: Office) -> None:
    answer = office.receive(submitter=citizen(sex="male", birth_date="1991-02-15"))
    assert {w.notice for w in answer.warnings} == {Notice.SEX_DIFFERS, Notice.YEAR_DIFFERS}
    assert {w.field for w in answer.warnings} == {"submitter.id_number"}


def test_a_scanned_card_fills_in_and_typed_words_go_before_it(office: Office) -> None:
    card = "001190000018||Nguyễn Thị Thử|15021990|Nữ|Số 1, đường Thử|01012022"
    number = office.accept(submitter={"qr": card, "name": "Nguyễn Thị Thử Lại"})
    person = office.dossier(number).facts["submitter"]
    assert person["name"] == "Nguyễn Thị Thử Lại"
    assert (person["id_number"], person["birth_date"]) == ("001190000018", "1990-02-15")


def test_an_owner_without_a_number_may_be_a_newborn_but_a_submitter_may_not(
    office: Office,
) -> None:
    number = office.accept(owner={"name": "Nguyễn Thử Mới Sinh"})
    assert office.dossier(number).facts["owner"]["id_kind"] == "none"
    error = refusal(office.receive, submitter={"name": "Nguyễn Thử"})
    assert code_and_field(error) == (Code.REQUIRED, "submitter.id_number")


@pytest.mark.parametrize(
    ("channel", "charge", "fee"), [("in_person", 10_000, 5_000), ("online", 10_000, 2_000)]
)
def test_phi_and_le_phi_are_those_of_the_channel(
    office: Office, channel: str, charge: int, fee: int
) -> None:
    answer = office.receive(procedure=PAID.code, channel=channel, paid="transfer")
    assert (answer.charge_dong, answer.fee_dong) == (charge, fee)
    (payment,) = office.dossier(answer.number).payments
    assert (payment.method, payment.charge_dong, payment.fee_dong) == ("transfer", charge, fee)


def test_an_exempt_dossier_owes_nothing_and_says_why(office: Office) -> None:
    number = office.accept(procedure=PAID.code, exemption="Hộ nghèo")
    dossier = office.dossier(number)
    assert dossier.charge_due_dong + dossier.fee_due_dong == 0
    assert dossier.facts["exemption"] == "Hộ nghèo"
    assert dossier.facts["waived_dong"] == 15_000


def test_the_officer_answers_where_the_catalogue_is_silent(office: Office) -> None:
    answer = office.receive(procedure=SILENT.code, term="3 working_days", charge_dong=0, fee_dong=7)
    assert answer.due_at == datetime(2026, 3, 5, 8, 0, tzinfo=VIETNAM)
    assert (answer.charge_dong, answer.fee_dong) == (0, 7)
    assert office.receive(procedure=SILENT.code, term="none", fee_dong=0).due_at is None


def test_the_officer_does_not_overrule_what_the_catalogue_knows(office: Office) -> None:
    error = refusal(office.receive, procedure=PAID.code, charge_dong=1)
    assert error.code is Code.MONEY
    error = refusal(office.receive, procedure=PAID.code, fee_dong=1)
    assert code_and_field(error) == (Code.MONEY, "fee_dong")
    error = refusal(office.receive, term="1 working_days")
    assert code_and_field(error) == (Code.FORMAT, "term")
    said_again = office.receive(term="5 working_days")
    assert said_again.due_at == datetime(2026, 3, 9, 8, tzinfo=VIETNAM)


def test_a_procedure_without_a_term_promises_no_date(office: Office) -> None:
    answer = office.receive(procedure=TERMLESS.code)
    assert answer.due_at is None
    assert office.dossier(answer.number).due_day is None


def test_each_person_is_kept_once_per_number(office: Office) -> None:
    office.accept(owner=OTHER)
    office.accept(submitter=citizen(address="Số 9, đường Mới"))
    queries = office.desk.store.queries
    kept = queries.person(CITIZEN["id_number"])
    assert kept
    assert kept.address == "Số 9, đường Mới"
    assert queries.person(OTHER["id_number"])
    assert len(queries.open_dossiers_of(CITIZEN["id_number"])) >= 1


@pytest.mark.parametrize(
    ("decision", "symbol", "kind"),
    [("refuse", "TCTN", EventKind.COUNTER_REFUSAL), ("guide", "HDHT", EventKind.COUNTER_GUIDANCE)],
)
def test_turning_away_takes_a_slip_number_of_its_own_and_no_dossier_number(
    office: Office, decision: str, symbol: str, kind: EventKind
) -> None:
    slips = [office.receive(decision=decision, reason="Thiếu tờ khai").number for _ in range(2)]
    assert slips == [f"01/{symbol}", f"02/{symbol}"]
    assert office.accept().endswith("-T0001")
    notes = office.desk.reports.tally(office.clock.at.date()).notes
    assert notes["refused" if kind is EventKind.COUNTER_REFUSAL else "guided"] == 2
    assert office.findings() == []


def test_a_repeated_request_gets_its_first_answer_and_nothing_is_written(office: Office) -> None:
    asked = str(uuid.uuid4())
    first = office.receive(request_id=asked)
    before = office.events()
    office.later(days=3)
    again = office.receive(office.other, request_id=asked.upper())
    assert again.repeated
    assert not first.repeated
    assert (again.number, again.due_at, again.received_at, again.papers) == (
        first.number,
        first.due_at,
        first.received_at,
        first.papers,
    )
    assert office.events() == before


def test_a_repeat_gets_its_answer_whatever_else_the_line_now_says(office: Office) -> None:
    asked = str(uuid.uuid4())
    slip = office.receive(request_id=asked, decision="refuse", reason="Thiếu").number
    assert office.receive(request_id=asked).number == slip


def test_a_refused_request_may_be_sent_again_corrected(office: Office) -> None:
    asked = str(uuid.uuid4())
    refusal(office.receive, request_id=asked, sets=0)
    assert not office.receive(request_id=asked).repeated


def test_an_opening_balance_keeps_its_day_and_stands_in_no_column_of_receipts(
    office: Office,
) -> None:
    number = office.accept(opening=True, received_at="2026-02-25", old_number="12/HT", receipt=None)
    dossier = office.dossier(number)
    assert dossier.received_day == date(2026, 2, 25)
    assert dossier.due_at == datetime(2026, 3, 4, 7, 30, tzinfo=VIETNAM)
    assert dossier.facts["old_number"] == "12/HT"
    # Today's number: no number of a past day is given anew.
    assert number == "H99.9-260302-T0001"
    assert office.desk.papers.of(number) == ()
    total = office.desk.reports.report_06a(date(2026, 2, 1), date(2026, 3, 31)).total
    assert (total.c4, total.c5, total.c6, total.c11) == (0, 0, 1, 1)
    assert office.findings() == []


def test_what_the_counter_itself_received_is_no_opening_balance(office: Office) -> None:
    today = refusal(office.receive, opening=True, received_at="2026-03-02T07:30")
    assert code_and_field(today) == (Code.DATE, "received_at")
    office.accept()
    office.on(date(2026, 3, 5))
    late = refusal(office.receive, opening=True, received_at="2026-03-02T07:30")
    assert (late.code, late.facts["high"]) == (Code.DATE, date(2026, 3, 1))
    office.receive(opening=True, received_at="2026-02-27T07:30")
    days = (date(2026, 3, 1), date(2026, 3, 2))
    before, first = (office.desk.reports.report_06a(day, day).total for day in days)
    assert (before.c11, first.c6, first.c11) == (1, 1, 2)


def test_an_official_code_stands_on_one_dossier_alone(office: Office) -> None:
    code = "000.00.01.H26-260302-0009"
    first = office.accept(official_code=code)
    error = refusal(office.receive, official_code=code)
    assert (*code_and_field(error), error.facts["number"]) == (Code.TAKEN, "official_code", first)
    second = office.accept()
    taken: dict[str, Any] = {"changes": {"official_code": code}}
    error = refusal(office.act, second, Action.CORRECT, office.supervisor, **taken)
    assert error.code is Code.TAKEN
    office.act(first, Action.VOID, office.supervisor)
    office.act(second, Action.CORRECT, office.supervisor, **taken)
    assert office.dossier(code).number == second


def test_a_receipt_written_by_hand_is_entered_with_its_true_time_and_a_name(
    office: Office,
) -> None:
    office.on(PAST.date(), time(9))
    office.accept()
    office.on(date(2026, 3, 2))
    number = office.accept(received_at=PAST.isoformat(), supervisor=SUPERVISOR.login)
    dossier = office.dossier(number)
    assert number == "H99.9-260225-T0002"
    assert dossier.received_at == PAST
    assert dossier.facts["entered_late"] is True
    assert dossier.facts["late_by"] == SUPERVISOR.login
    assert dossier.standing[0].at == office.clock.at
    assert office.desk.reports.tally(PAST.date()).by_channel
    assert office.desk.reports.tally(office.clock.at.date()).notes["late"] == 1
    assert office.findings() == []


def test_a_late_entry_is_not_seen_at_a_moment_before_it_was_made(office: Office) -> None:
    asked_at = office.clock.at
    office.later(hours=1)
    office.accept(received_at=PAST.isoformat(), supervisor=SUPERVISOR.login)
    month = (date(2026, 2, 1), date(2026, 2, 28))
    assert office.desk.reports.report_06a(*month, asked_at).total.c5 == 0
    assert office.desk.reports.report_06a(*month).total.c5 == 1


@pytest.mark.parametrize(
    ("day", "warned"),
    [
        ("2026-02-25", ()),
        ("2026-02-28", (("day", "28/02/2026"), ("name", "thứ Bảy"))),
        ("2026-01-01", (("day", "01/01/2026"), ("name", "Tết Dương lịch"))),
    ],
)
@pytest.mark.parametrize(
    "entered", [{"supervisor": SUPERVISOR.login}, {"opening": True}], ids=["late", "opening"]
)
def test_a_day_of_receipt_without_reception_is_taken_with_a_warning(
    office: Office, entered: dict[str, Any], day: str, warned: tuple[tuple[str, str], ...]
) -> None:
    answer = office.receive(received_at=f"{day}T09:00", **entered)
    assert [(w.notice, w.field, w.facts) for w in answer.warnings] == (
        [(Notice.NO_RECEPTION, "received_at", warned)] if warned else []
    )


def test_an_opening_balance_of_a_year_without_calendar_is_not_warned_of(office: Office) -> None:
    saturday = "2024-03-02T09:00"
    answer = office.receive(procedure=TERMLESS.code, received_at=saturday, opening=True)
    assert answer.warnings == ()


def test_a_dossier_received_now_is_warned_of_no_closed_counter(office: Office) -> None:
    office.on(date(2026, 2, 28))
    assert office.receive().warnings == ()


def test_certification_at_once_is_received_paid_finished_and_delivered(office: Office) -> None:
    answer = office.receive(
        procedure=CERTIFICATION.code,
        pages=3,
        copies=2,
        paid="cash",
        at_once=True,
        result_number="15/CT",
    )
    assert answer.status is Status.DELIVERED
    assert answer.charge_dong == 2 * (2_000 * 2 + 1_000)
    assert answer.papers == ()
    dossier = office.dossier(answer.number)
    kinds = [event.kind for event in dossier.standing]
    assert kinds == [
        EventKind.RECEIVED,
        EventKind.PAID,
        EventKind.FINISHED,
        EventKind.DELIVERED,
    ]
    assert dossier.result
    assert dossier.result["result_number"] == "15/CT"
    figures = office.desk.reports.tally(office.clock.at.date())
    assert (figures.cash_dong, figures.rows[0].delivered) == (10_000, 1)
    assert office.findings() == []


@pytest.mark.parametrize(("given", "kept"), [({}, 0), ({"electronic_copies": "3"}, 3)])
def test_electronic_copies_are_counted_apart_and_change_no_fee(
    office: Office, given: dict[str, Any], kept: int
) -> None:
    answer = office.receive(procedure=CERTIFICATION.code, pages=1, copies=2, **given)
    facts = office.dossier(answer.number).facts
    assert (facts["copies"], facts["electronic_copies"]) == (2, kept)
    assert answer.charge_dong == 2 * 2_000
    stored = office.desk.store.queries.paper(answer.papers[0])
    assert stored
    receipt = facts_from_text(PaperKind.RECEIPT, stored.facts_text)
    assert isinstance(receipt, ReceiptFacts)
    assert (receipt.copies, receipt.electronic_copies) == (2, kept)


@pytest.mark.parametrize("days", [0, 5])
def test_what_was_given_at_once_while_the_machine_was_down_is_in_time(
    office: Office, days: int
) -> None:
    office.on(PAST.date() + timedelta(days), time(16, 30))
    asked_at = office.clock.at
    office.later(hours=1)
    line = {"procedure": CERTIFICATION.code, "pages": 1, "copies": 1, "paid": "cash"}
    late = {"received_at": PAST.isoformat(), "supervisor": SUPERVISOR.login}
    number = office.accept(**line, **late, at_once=True)
    dossier = office.dossier(number)
    assert dossier.ending
    assert (dossier.ending.at, dossier.ending.day) == (PAST, PAST.date())
    assert dossier.ending.timeliness is Timeliness.ON_TIME
    assert (dossier.delivered_at, dossier.delivered_day) == (PAST, PAST.date())
    assert [event.at for event in dossier.standing] == [office.clock.at] * 4
    assert dossier.result
    assert dossier.result["result_date"] == PAST.date().isoformat()
    reports, day = office.desk.reports, PAST.date()
    total = reports.report_06a(day, day).total
    assert (total.c5, total.c9, total.c10, total.c11) == (1, 1, 0, 0)
    assert reports.report_06a(day, day, asked_at).total.c5 == 0
    figures = reports.tally(day)
    assert (figures.rows[0].finished, figures.rows[0].delivered) == (1, 1)
    assert office.findings() == []


def test_after_fifteen_o_clock_the_result_is_promised_for_the_next_working_day(
    office: Office,
) -> None:
    office.on(date(2026, 3, 6), time(14, 59))
    before = office.receive(procedure=CERTIFICATION.code, pages=1, copies=1).due_at
    office.on(date(2026, 3, 6), time(15, 1))
    after = office.receive(procedure=CERTIFICATION.code, pages=1, copies=1).due_at
    assert before
    assert after
    assert (before.date(), after.date()) == (date(2026, 3, 6), date(2026, 3, 9))


def test_dossiers_of_the_police_are_taken_in_and_not_counted(office: Office) -> None:
    office.accept(procedure=POLICE.code)
    day = office.clock.at.date()
    assert office.desk.reports.report_06a(day, day).total.c3 == 0
    assert office.desk.reports.tally(day).notes["not_counted"] == 1


def test_numbers_run_through_the_day_whatever_the_desk_and_voids_keep_theirs(
    office: Office,
) -> None:
    first = office.accept()
    office.act(first, Action.VOID, office.supervisor)
    second = office.receive(office.other).number
    office.later(days=1)
    third = office.accept()
    assert [first[-5:], second[-5:], third[-12:]] == ["T0001", "T0002", "260303-T0001"]
    serials = [office.dossier(n).facts["serial"] for n in (first, second, third)]
    assert serials == [1, 2, 3]


def test_at_new_year_both_books_stay_without_gaps(office: Office) -> None:
    office.clock.at = datetime(2026, 12, 31, 23, 59, 59, 900_000, tzinfo=VIETNAM)
    old = [office.accept(procedure=PAID.code, paid="cash") for _ in range(2)]
    office.later(milliseconds=200)
    assert office.clock.at.year == 2027
    new = [office.accept() for _ in range(2)]
    # A receipt of the old year, written by hand, is entered after midnight.
    late = office.accept(received_at="2026-12-31T23:00", supervisor=SUPERVISOR.login)
    assert [n[-12:] for n in (*old, *new, late)] == [
        "261231-T0001",
        "261231-T0002",
        "270101-T0001",
        "270101-T0002",
        "261231-T0003",
    ]
    facts = [office.dossier(n).facts for n in (*old, *new, late)]
    assert [(f["book"], f["serial"]) for f in facts] == [
        ("2026", 1),
        ("2026", 2),
        ("2027", 1),
        ("2027", 2),
        ("2026", 3),
    ]
    assert office.desk.reports.tally(date(2026, 12, 31)).cash_dong == 30_000
    assert office.desk.reports.tally(date(2027, 1, 1)).cash_dong == 0
    assert office.findings() == []


def test_a_clock_set_back_a_little_is_borne_and_one_set_back_far_is_refused(
    office: Office,
) -> None:
    first = office.receive()
    office.later(minutes=-1)
    second = office.receive()
    assert second.received_at == first.received_at
    before = office.events()
    for back in (timedelta(hours=1), timedelta(days=1), timedelta(days=3 * 365)):
        office.clock.at = first.received_at - back
        assert refusal(office.receive).code is Code.CLOCK
    assert office.events() == before
    office.clock.at = first.received_at + timedelta(days=400)
    assert office.receive().number == "H99.9-270406-T0001"


def test_no_number_is_given_in_the_old_book_after_the_new_one_was_opened(office: Office) -> None:
    office.clock.at = datetime(2027, 1, 1, 0, 5, tzinfo=VIETNAM)
    office.accept()
    office.clock.at = datetime(2026, 12, 31, 23, 50, tzinfo=VIETNAM)
    assert refusal(office.receive).code is Code.CLOCK


def test_the_window_and_a_line_are_refused_alike(office: Office) -> None:
    line = without(make_line(), "submitter")
    error = refusal(office.desk.intake.take_in, intake_request(line), office.counter)
    typed = refusal(office.desk.intake.take_in, IntakeRequest(procedure=FREE.code), office.counter)
    assert code_and_field(error) == code_and_field(typed)
