"""Facts of papers survive being stored as text."""

import json
from datetime import UTC
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.factories import refusal
from tthc_desk.domain.errors import Code
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.usecases.letter_facts import (
    ApologyFacts,
    LetterFacts,
    ManyReceiptFacts,
    RefusalFacts,
    ResultCorrectionFacts,
    StopNoticeFacts,
    SupplementRequestFacts,
    TransferSlipFacts,
)
from tthc_desk.usecases.paper_facts import (
    ControlSlipFacts,
    DailyTallyFacts,
    HandoverListFacts,
    PaperFacts,
    PaperKind,
    ReceiptFacts,
    ResultSlipFacts,
)
from tthc_desk.usecases.paper_record import facts_from_text, facts_text

_KINDS: dict[PaperKind, type[Any]] = {
    PaperKind.RECEIPT: ReceiptFacts,
    PaperKind.CONTROL_SLIP: ControlSlipFacts,
    PaperKind.RESULT_SLIP: ResultSlipFacts,
    PaperKind.HANDOVER_LIST: HandoverListFacts,
    PaperKind.RESULT_HANDOVER: HandoverListFacts,
    PaperKind.DAILY_TALLY: DailyTallyFacts,
    PaperKind.MANY_RECEIPT: ManyReceiptFacts,
    PaperKind.SUPPLEMENT_REQUEST: SupplementRequestFacts,
    PaperKind.REFUSAL: RefusalFacts,
    PaperKind.APOLOGY: ApologyFacts,
    PaperKind.STOP_NOTICE: StopNoticeFacts,
    PaperKind.TRANSFER_SLIP: TransferSlipFacts,
    PaperKind.RESULT_CORRECTION: ResultCorrectionFacts,
}
st.register_type_strategy(str, st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
_moments = st.datetimes(timezones=st.sampled_from((UTC, VIETNAM)))


@st.composite
def papers(draw: st.DrawFn) -> tuple[PaperKind, PaperFacts | LetterFacts]:
    kind = draw(st.sampled_from(sorted(_KINDS)))
    facts: PaperFacts | LetterFacts = draw(st.from_type(_KINDS[kind]))
    return kind, facts


@given(papers())
def test_facts_are_read_back_equal(paper: tuple[PaperKind, PaperFacts | LetterFacts]) -> None:
    kind, facts = paper
    again = facts_from_text(kind, facts_text(facts))
    assert again == facts
    assert facts_text(again) == facts_text(facts)


@given(papers())
def test_a_field_younger_than_the_text_takes_its_default(
    paper: tuple[PaperKind, PaperFacts | LetterFacts],
) -> None:
    kind, facts = paper
    stored = json.loads(facts_text(facts))
    if kind is not PaperKind.RECEIPT:
        return
    del stored["change_reason"]
    again = facts_from_text(kind, json.dumps(stored))
    assert isinstance(again, ReceiptFacts)
    assert again.change_reason == ""


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "5", "null", '{"number": 1}', '{"strange": 1}', '{"letterhead": 7}']
)
@pytest.mark.parametrize("kind", PaperKind)
def test_text_that_holds_no_facts_is_refused(kind: PaperKind, text: str) -> None:
    assert refusal(facts_from_text, kind, text).code is Code.FORMAT


@given(papers(), st.data())
def test_a_value_of_another_type_is_refused(
    paper: tuple[PaperKind, PaperFacts | LetterFacts], data: st.DataObject
) -> None:
    kind, facts = paper
    stored = json.loads(facts_text(facts))
    name = data.draw(st.sampled_from(sorted(k for k, v in stored.items() if isinstance(v, str))))
    stored[name] = 5
    assert refusal(facts_from_text, kind, json.dumps(stored)).code is Code.FORMAT
