"""Procedures for tests: one builder, and strategies for hypothesis."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from tthc_desk.domain.procedure import (
    Certainty,
    Channel,
    DeadlineMode,
    FeeBasis,
    FeeRule,
    PaperDuty,
    Procedure,
    RequiredDocument,
    Term,
    TermUnit,
    WorkflowStep,
)

_BASE = Procedure(
    code="1.000001",
    name="Thủ tục dùng để thử",
    short_name="Thử",
    field="Hộ tịch",
    agency="UBND phường",
    terms=dict.fromkeys(Channel, Term(TermUnit.WORKING_DAYS, 3)),
    fees=(),
    documents=(),
    deadline_mode=DeadlineMode.RESTART,
    valid_from=date(2025, 7, 1),
    valid_to=None,
    result_name="",
    result_code="",
    exemption="",
    legal_basis="",
    decision="",
    source="dữ liệu thử",
    certainty=Certainty.HIGH,
)


def a_procedure(**changes: Any) -> Procedure:
    """Build a valid procedure with some fields set."""
    return replace(_BASE, **changes)


_texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20)
_counts = st.integers(0, 10_000_000)
_terms = st.builds(Term, st.sampled_from(TermUnit), st.integers(0, 400), st.booleans())
_fee_rules = st.builds(
    FeeRule,
    st.sampled_from(("charge", "fee")),
    st.sampled_from(FeeBasis),
    _counts,
    st.none() | st.sampled_from(Channel),
    _counts,
    _counts,
    st.none() | _counts,
)
_documents = st.builds(
    RequiredDocument,
    _texts,
    st.sampled_from(PaperDuty),
    _counts,
    _counts,
    _counts,
    _texts,
    _texts,
)
_steps = st.builds(WorkflowStep, _texts, st.integers(1, 10_000))
procedures = st.builds(
    Procedure,
    code=st.from_regex(r"[1236]\.[0-9]{6}", fullmatch=True),
    name=_texts,
    short_name=_texts,
    field=_texts,
    agency=_texts,
    terms=st.dictionaries(st.sampled_from(Channel), _terms),
    fees=st.none() | st.lists(_fee_rules, max_size=3).map(tuple),
    documents=st.lists(_documents, max_size=3).map(tuple),
    deadline_mode=st.sampled_from(DeadlineMode),
    valid_from=st.dates(date(2018, 6, 21), date(2030, 1, 1)),
    valid_to=st.none() | st.dates(date(2030, 1, 1)),
    result_name=_texts,
    result_code=_texts,
    exemption=_texts,
    legal_basis=_texts,
    decision=_texts,
    source=_texts,
    certainty=st.sampled_from(Certainty),
    counted=st.booleans(),
    certification=st.booleans(),
    question=_texts,
    keys=_texts,
    steps=st.lists(_steps, max_size=4).map(tuple),
)
