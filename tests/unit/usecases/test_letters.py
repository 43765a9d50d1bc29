"""Letters of a dossier's steps: which paper comes with which step, and in what series."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.helpers.factories import Office, code_and_field, refusal
from tthc_desk.domain.errors import Code
from tthc_desk.domain.moves import Action
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.usecases.action_input import ActionInput
from tthc_desk.usecases.letter_facts import (
    ApologyFacts,
    LetterFacts,
    ManyReceiptFacts,
    RefusalFacts,
    StopCause,
    StopNoticeFacts,
    SupplementRequestFacts,
    TransferSlipFacts,
)
from tthc_desk.usecases.paper_facts import PaperFacts, PaperKind, ReceiptFacts
from tthc_desk.usecases.paper_record import facts_from_text

DUE = datetime(2026, 3, 9, 8, 0, tzinfo=VIETNAM)


def read(office: Office, paper_id: int) -> PaperFacts | LetterFacts:
    stored = office.desk.store.queries.paper(paper_id)
    assert stored
    return facts_from_text(stored.line.kind, stored.facts_text)


def papers(office: Office, number: str, action: Action, **given: Any) -> list[Any]:
    answer = office.act(number, action, given.pop("actor", None), **given)
    return [read(office, paper_id) for paper_id in answer.papers]


def test_a_supplement_is_asked_for_in_writing_with_its_last_day(office: Office) -> None:
    number = office.accept()
    asked = papers(office, number, Action.REQUEST_SUPPLEMENT, missing=("Giấy chứng sinh",))
    (letter,) = asked
    assert isinstance(letter, SupplementRequestFacts)
    assert (letter.slip_number, letter.to.number) == ("01/HDHT", number)
    assert [paper.name for paper in letter.missing] == ["Giấy chứng sinh"]
    assert letter.complete_by == office.clock.at.date() + timedelta(15)


def test_a_new_date_comes_with_the_apology_and_a_new_receipt(office: Office) -> None:
    number = office.accept()
    letter, receipt = papers(office, number, Action.EXTEND, new_due="2026-03-12")
    assert isinstance(letter, ApologyFacts)
    assert (letter.slip_number, letter.moves_due) == ("01/PXL", True)
    assert (letter.due_at, letter.new_due_at.date().isoformat()) == (DUE, "2026-03-12")
    assert letter.signer_name == office.supervisor.officer.name
    assert isinstance(receipt, ReceiptFacts)
    assert receipt.due_at == letter.new_due_at
    assert receipt.change_reason == "Hẹn lại ngày trả kết quả: Lý do thử"


def test_an_apology_after_the_due_day_names_the_day_that_was_promised(office: Office) -> None:
    number = office.accept()
    office.later(days=8)
    (letter,) = papers(office, number, Action.APOLOGISE, new_due="2026-03-12")
    assert isinstance(letter, ApologyFacts)
    assert (letter.due_at, letter.moves_due) == (DUE, False)
    assert office.dossier(number).due_at == DUE


@pytest.mark.parametrize(
    ("action", "asked", "cause"),
    [
        (Action.WITHDRAW, False, StopCause.WITHDRAWN),
        (Action.STOP, False, StopCause.STOPPED),
        (Action.STOP, True, StopCause.NOT_COMPLETED),
    ],
)
def test_an_end_without_result_is_announced_with_its_cause(
    office: Office, action: Action, asked: bool, cause: StopCause
) -> None:
    number = office.accept()
    if asked:
        office.act(number, Action.REQUEST_SUPPLEMENT)
        office.later(days=16)
    (letter,) = papers(office, number, action, returned_originals="Sổ hộ khẩu cũ")
    assert isinstance(letter, StopNoticeFacts)
    assert letter.returned == "Sổ hộ khẩu cũ"
    assert (letter.cause, letter.slip_number, letter.reason) == (cause, "01", "Lý do thử")


def test_a_written_refusal_and_one_at_the_counter_share_their_series(office: Office) -> None:
    slip = office.receive(decision="refuse", reason="Không thuộc thẩm quyền")
    (paper_id,) = slip.papers
    first = read(office, paper_id)
    assert isinstance(first, RefusalFacts)
    assert (first.slip_number, first.to.number) == (slip.number, "")
    (letter,) = papers(office, office.accept(), Action.REFUSE)
    assert isinstance(letter, RefusalFacts)
    assert (slip.number, letter.slip_number) == ("01/TCTN", "02/TCTN")
    assert office.desk.papers.newest_or_new(PaperKind.REFUSAL, "1/tctn", office.counter).subject
    assert office.findings() == []


def test_a_symbol_of_the_ward_s_own_is_on_slips_and_letters_alike(office: Office) -> None:
    ward = replace(office.desk.store.queries.ward(), letter_symbols=(("refusal", "TC-UBND"),))
    with office.desk.store.write() as unit:
        unit.save_ward(ward)
        unit.commit()
    slip = office.receive(decision="refuse", reason="Không thuộc thẩm quyền")
    (letter,) = papers(office, office.accept(), Action.REFUSE)
    assert (slip.number, letter.slip_number) == ("01/TC-UBND", "02/TC-UBND")
    assert office.desk.tracking.slips("1/tc-ubnd")
    assert office.findings() == []


def test_guidance_names_the_papers_that_were_not_ticked(office: Office) -> None:
    slip = office.receive(decision="guide", reason="Thiếu giấy tờ", documents=[])
    guide = read(office, slip.papers[0])
    assert isinstance(guide, SupplementRequestFacts)
    assert [paper.name for paper in guide.missing] == ["Tờ khai"]
    assert guide.complete_by is None


def test_what_goes_to_another_agency_goes_with_a_transfer_slip(office: Office) -> None:
    number = office.accept()
    (letter,) = papers(office, number, Action.FORWARD, holder="UBND phường Bên")
    assert isinstance(letter, TransferSlipFacts)
    assert letter.to_unit == "UBND phường Bên"
    assert papers(office, office.accept(), Action.FORWARD, holder="hotich") == []


def test_a_letter_that_does_not_fit_the_dossier_is_refused_and_takes_no_number(
    office: Office,
) -> None:
    number = office.accept()
    error = refusal(office.desk.papers.issue_anew, PaperKind.APOLOGY, number, office.counter)
    assert code_and_field(error) == (Code.PAPER, "number")
    assert office.findings() == []


def test_one_receipt_serves_all_a_person_handed_in_that_day(office: Office) -> None:
    numbers = [office.accept() for _ in range(3)]
    office.act(numbers[2], Action.VOID, office.supervisor)
    many = office.desk.papers.newest_or_new(PaperKind.MANY_RECEIPT, numbers[0], office.counter)
    facts = read(office, many.id)
    assert isinstance(facts, ManyReceiptFacts)
    assert [line.number for line in facts.lines] == numbers[:2]
    error = refusal(
        office.desk.papers.issue_anew, PaperKind.TRANSFER_SLIP, numbers[2], office.counter
    )
    assert error.code is Code.PAPER
    office.later(days=1)
    alone = office.accept()
    error = refusal(office.desk.papers.newest_or_new, PaperKind.MANY_RECEIPT, alone, office.counter)
    assert (error.code, error.facts["reason"]) == (Code.PAPER, "alone")


def test_a_delay_is_explained_only_where_there_is_one(office: Office) -> None:
    number = office.accept()
    error = refusal(office.act, number, Action.EXPLAIN_DELAY, cause="partner")
    assert error.code is Code.NOT_OVERDUE
    office.later(days=9)
    error = refusal(office.act, number, Action.EXPLAIN_DELAY, cause="trời mưa")
    assert code_and_field(error) == (Code.CHOICE, "cause")
    error = refusal(office.act, number, Action.EXPLAIN_DELAY, cause="other", reason="")
    assert code_and_field(error) == (Code.REASON, "reason")
    office.act(number, Action.EXPLAIN_DELAY, cause="partner", reason="Chờ xác minh")
    assert office.dossier(number).standing[-1].data["cause"] == "partner"
    assert office.findings() == []


def test_letters_keep_the_wording_they_were_issued_with(office: Office) -> None:
    number = office.accept()
    office.act(number, Action.REQUEST_SUPPLEMENT)
    wording = (("supplement-request", (("title", "PHIẾU CỦA PHƯỜNG"),)),)
    error = refusal(office.desk.upkeep.save_wording, wording, office.counter)
    assert error.code is Code.SUPERVISOR
    office.desk.upkeep.save_wording(wording, office.supervisor)
    second = office.accept()
    (letter,) = papers(office, second, Action.REQUEST_SUPPLEMENT)
    assert letter.letterhead.wording == (("title", "PHIẾU CỦA PHƯỜNG"),)
    first = office.desk.papers.newest(PaperKind.SUPPLEMENT_REQUEST, number)
    assert first
    old = read(office, first.id)
    assert isinstance(old, SupplementRequestFacts)
    assert old.letterhead.wording == ()
    assert office.findings() == []


def test_a_step_that_needs_an_answer_is_not_taken_without_one(office: Office) -> None:
    number = office.accept()
    error = refusal(
        office.desk.processing.act, number, Action.DECIDE_DATE, ActionInput(), office.counter
    )
    assert code_and_field(error) == (Code.REQUIRED, "move")
