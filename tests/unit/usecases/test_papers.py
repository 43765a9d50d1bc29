"""Issuing, printing and printing again: the same facts, marked, with their state."""

from dataclasses import replace
from datetime import date

import pytest

from tests.helpers.factories import PAID, Office, code_and_field, refusal
from tests.helpers.fakes import RecordingRenderer
from tests.helpers.pdf import all_text
from tthc_desk.domain.errors import Code
from tthc_desk.domain.moves import Action
from tthc_desk.usecases.letter_facts import ManyReceiptFacts
from tthc_desk.usecases.paper_facts import PaperKind, ReceiptFacts, Reprint, ResultSlipFacts
from tthc_desk.usecases.paper_issue import TEMPLATE_VERSION
from tthc_desk.usecases.papers import Papers


@pytest.fixture
def renderer() -> RecordingRenderer:
    return RecordingRenderer()


@pytest.fixture
def papers(office: Office, renderer: RecordingRenderer) -> Papers:
    return Papers(office.desk.store, office.desk.rules, renderer)


def test_the_first_print_bears_no_mark_and_each_later_one_its_count(
    office: Office, papers: Papers, renderer: RecordingRenderer
) -> None:
    issued_at = office.clock.at
    (receipt, _) = office.receive().papers
    for _ in range(3):
        office.later(hours=1)
        papers.pdf(receipt)
        papers.note([receipt], "sent", office.other)
    marks = [reprint for _, _, reprint, _ in renderer.asked]
    first = (office.counter.officer.name, issued_at)
    assert marks == [None, Reprint(1, *first), Reprint(2, *first)]
    assert {version for *_, version in renderer.asked} == {TEMPLATE_VERSION}


def test_looking_at_a_paper_is_not_printing_it(
    office: Office, papers: Papers, renderer: RecordingRenderer
) -> None:
    (receipt, _) = office.receive().papers
    for _ in range(2):
        assert papers.pdf(receipt).reprint is None
    assert len(renderer.asked) == 2


def test_a_print_that_failed_still_counts_as_one(office: Office, papers: Papers) -> None:
    (receipt, _) = office.receive().papers
    papers.note([receipt], "sent", office.counter)
    papers.note([receipt], "failed", office.counter)
    assert papers.pdf(receipt).reprint == Reprint(1, office.counter.officer.name, office.clock.at)


def test_a_paper_goes_from_issued_over_sent_to_confirmed_or_failed(
    office: Office, papers: Papers
) -> None:
    answer = office.receive()
    receipt, slip = answer.papers

    def states() -> list[str]:
        return [p.state for p in papers.of(answer.number)]

    assert states() == ["issued", "issued"]
    papers.note([receipt, slip], "sent", office.counter)
    assert states() == ["sent", "sent"]
    papers.note([receipt], "confirmed", office.counter)
    papers.note([slip], "failed", office.counter)
    assert states() == ["confirmed", "failed"]
    assert [p.prints for p in papers.of(answer.number)] == [1, 1]
    papers.note([slip], "sent", office.counter)
    assert states() == ["confirmed", "sent"]
    assert office.findings() == []


def test_what_nobody_confirmed_is_shown_until_somebody_does(office: Office, papers: Papers) -> None:
    answer = office.receive()
    tracking = office.desk.tracking
    assert tracking.counts().unconfirmed == 1
    papers.note(answer.papers[:1], "confirmed", office.counter)
    assert tracking.counts().unconfirmed == 1
    papers.note(answer.papers, "sent", office.counter)
    assert tracking.find().lines[0].unconfirmed
    papers.note(answer.papers, "confirmed", office.counter)
    assert tracking.counts().unconfirmed == 0


@pytest.mark.parametrize("state", ["issued", "printed", ""])
def test_an_unknown_state_is_refused(office: Office, papers: Papers, state: str) -> None:
    (receipt, _) = office.receive().papers
    before = office.events()
    error = refusal(papers.note, [receipt], state, office.counter)
    assert code_and_field(error) == (Code.CHOICE, "state")
    assert office.events() == before


def test_noting_an_unknown_paper_notes_none_of_them(office: Office, papers: Papers) -> None:
    (receipt, _) = office.receive().papers
    before = office.events()
    error = refusal(papers.note, [receipt, 999], "sent", office.counter)
    assert code_and_field(error) == (Code.NOT_FOUND, "paper")
    assert office.events() == before
    assert refusal(papers.pdf, 999).code is Code.NOT_FOUND


def test_a_reprint_says_what_the_first_print_said_though_the_dossier_was_corrected(
    office: Office, papers: Papers
) -> None:
    answer = office.receive(procedure=PAID.code)
    (receipt, _) = answer.papers
    first = papers.pdf(receipt).pdf
    papers.note([receipt], "sent", office.counter)
    changes = {"owner_name": "Lê Văn Đúng", "note": "khác"}
    office.act(answer.number, Action.CORRECT, office.supervisor, changes=changes)
    office.act(answer.number, Action.EXTEND, new_due="2026-03-12")
    office.act(answer.number, Action.PAY, method="cash")
    assert papers.pdf(receipt).pdf == first
    newest = papers.newest(PaperKind.RECEIPT, answer.number)
    assert newest
    assert newest.id != receipt
    assert "Lê Văn Đúng" in papers.pdf(newest.id).pdf.decode()


def test_a_receipt_names_who_received_whoever_corrects_or_issues_it(
    office: Office, papers: Papers, renderer: RecordingRenderer
) -> None:
    received = office.receive()
    leader = replace(office.supervisor, desk="Phòng lãnh đạo")
    office.act(received.number, Action.CORRECT, leader, changes={"note": "khác"})
    papers.issue_anew(PaperKind.RECEIPT, received.number, office.other)
    issued = [p.id for p in papers.of(received.number) if p.kind is PaperKind.RECEIPT]
    assert len(issued) == 3
    for paper in issued:
        papers.pdf(paper)
        facts = renderer.asked[-1][0]
        assert isinstance(facts, ReceiptFacts)
        assert (facts.officer_name, facts.desk) == (office.counter.officer.name, "Quầy 1")


def test_a_receipt_for_many_names_all_who_received(
    office: Office, papers: Papers, renderer: RecordingRenderer
) -> None:
    first = office.accept()
    office.receive(actor=office.other)
    papers.pdf(papers.issue_anew(PaperKind.MANY_RECEIPT, first, office.supervisor).id)
    facts = renderer.asked[-1][0]
    assert isinstance(facts, ManyReceiptFacts)
    names = (office.counter.officer.name, office.other.officer.name)
    assert (facts.officer_name, facts.desk) == (", ".join(names), "Quầy 1, Quầy 2")


def test_a_paper_that_was_never_issued_is_issued_once(office: Office, papers: Papers) -> None:
    number = office.accept(receipt=False)
    line = papers.newest_or_new(PaperKind.RECEIPT, number, office.counter)
    again = papers.newest_or_new(PaperKind.RECEIPT, number, office.counter)
    assert (line.id, line.prints) == (again.id, 0)
    assert len(papers.of(number)) == 1


@pytest.mark.parametrize(
    ("kind", "number", "code", "field"),
    [
        (PaperKind.RESULT_SLIP, None, Code.PAPER, "number"),
        (PaperKind.HANDOVER_LIST, None, Code.PAPER, "kind"),
        (PaperKind.RECEIPT, "H99.9-260302-T9999", Code.NOT_FOUND, "number"),
    ],
)
def test_a_paper_a_dossier_cannot_have_is_refused(
    office: Office, papers: Papers, kind: PaperKind, number: str | None, code: Code, field: str
) -> None:
    mine = office.accept()
    before = office.events()
    error = refusal(papers.newest_or_new, kind, number or mine, office.counter)
    assert code_and_field(error) == (code, field)
    assert office.events() == before


def test_the_receipt_says_what_was_taken_in(
    office: Office, papers: Papers, renderer: RecordingRenderer
) -> None:
    answer = office.receive(procedure=PAID.code, paid="cash", receipt_number="15")
    papers.pdf(answer.papers[0])
    facts = renderer.asked[0][0]
    assert isinstance(facts, ReceiptFacts)
    assert (facts.number, facts.book, facts.serial) == (answer.number, "2026", 1)
    assert (facts.charge_dong, facts.fee_dong) == (10_000, 5_000)
    assert "15.000" in facts.paid_text
    assert (facts.due_at, facts.due_explanation) == (answer.due_at, answer.due_explanation)
    assert facts.letterhead.training


def test_the_result_slip_says_who_collected_what(
    office: Office, papers: Papers, renderer: RecordingRenderer
) -> None:
    number = office.accept()
    office.act(number, Action.FINISH, result_number="7/KQ", copies=2)
    answer = office.act(
        number, Action.DELIVER, collector_name="Lê Văn Thử", authority="Giấy ủy quyền số 1"
    )
    papers.pdf(answer.papers[0])
    facts = renderer.asked[0][0]
    assert isinstance(facts, ResultSlipFacts)
    assert (facts.collector_name, facts.authority) == ("Lê Văn Thử", "Giấy ủy quyền số 1")
    assert (facts.result_number, facts.copies) == ("7/KQ", 2)


def test_the_tally_of_a_day_that_has_not_come_is_refused(office: Office) -> None:
    error = refusal(office.desk.reports.issue_tally, date(2026, 3, 3), office.counter)
    assert code_and_field(error) == (Code.DATE, "date")
    assert office.events() == 0


def test_the_real_renderer_marks_the_second_print(office: Office) -> None:
    (receipt, _) = office.receive().papers
    first = office.desk.papers.pdf(receipt)
    office.desk.papers.note([receipt], "sent", office.counter)
    second = office.desk.papers.pdf(receipt)
    assert "Bản in lại" not in all_text(first.pdf)
    assert "Bản in lại lần 1" in all_text(second.pdf)
