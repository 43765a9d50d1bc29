"""The two layouts of catalogue rows, each turned into a procedure and its open questions."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.procedure import Certainty, Channel, DeadlineMode, FeeRule, Procedure, Term
from tthc_desk.domain.vietnamese import fold
from tthc_desk.exchange.catalogue_fees import CHARGE, FEE, FeeReading, read_fee
from tthc_desk.exchange.catalogue_steps import read_steps
from tthc_desk.exchange.catalogue_terms import TermReading, read_term
from tthc_desk.usecases.catalogue_reading import Layout, Question, Topic

# Nghị định 61/2018/NĐ-CP, the first rule of the counter this program knows, was in force from
# this day: a row that names no first day holds for all records.
RECORDS_BEGIN = date(2018, 6, 21)
# Nghị định 118/2025/NĐ-CP Art 19(5) and Art 40: from this day a supplement restarts the term.
RESTART_BEGINS = date(2025, 7, 1)
SHORT_NAME_CHARACTERS = 60

_CODE = re.compile(r"\d\.\d{6}")
_DECISION = re.compile(r"QĐ công bố ([^;]+)")
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_OFFICE, _POLICE = "Ủy ban nhân dân cấp xã", "Công an cấp xã"
_YES, _NO = ("có", "yes", "1", "x"), ("", "không", "no", "0")
ChoiceT = TypeVar("ChoiceT", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class RowFacts:
    """What a row says: the versions it stands for and what it leaves open."""

    procedures: tuple[Procedure, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class LayoutRules:
    """How one layout is known and read.

    Args:
        required: headings it is recognised by.
        optional: headings it understands beside them.
        carried: fields of `Procedure` it has news of.
    """

    layout: Layout
    required: tuple[str, ...]
    optional: tuple[str, ...]
    carried: frozenset[str]
    read: Callable[[Mapping[str, str]], RowFacts]


def _own_row(cells: Mapping[str, str]) -> RowFacts:
    term = read_term(cells["term"])
    fee = _both_fees(cells, term.terms)
    draft = Procedure(
        code=_code(cells),
        name=_required(cells, "name"),
        short_name=cells.get("short_name") or _short(cells["name"]),
        field=_required(cells, "field"),
        agency=_required(cells, "agency"),
        terms=term.terms,
        fees=fee.rules,
        documents=(),
        deadline_mode=_choice(DeadlineMode, cells, "deadline_mode", DeadlineMode.RESTART),
        valid_from=_day(cells, "valid_from") or RECORDS_BEGIN,
        valid_to=_day(cells, "valid_to"),
        result_name=cells.get("result_name", ""),
        result_code=cells.get("result_code", ""),
        exemption=cells.get("exemption", "") or fee.exemption,
        legal_basis=cells.get("legal_basis", ""),
        decision=cells.get("decision", ""),
        source=cells.get("source", ""),
        certainty=_choice(Certainty, cells, "certainty", Certainty.MEDIUM),
        counted=_flag(cells, "counted", default=True),
        certification=_flag(cells, "certification", default=False),
        question=cells.get("question", ""),
        keys=cells.get("keys", ""),
        steps=read_steps(cells.get("steps", ""), term.terms.values()),
    )
    return _facts(draft, term, fee, follows_law=not cells.get("deadline_mode"))


def _published_row(cells: Mapping[str, str]) -> RowFacts:
    term = read_term(cells["processing_time"])
    fee = read_fee(cells["fee"], term.terms)
    decision = _DECISION.search(cells["source"])
    named = decision[1].strip() if decision else ""
    # Decisions of the Ministry of Public Security publish what the police of the ward do.
    police = "BCA" in named
    draft = Procedure(
        code=_code(cells),
        name=_required(cells, "name"),
        short_name=_short(cells["name"]),
        field=_required(cells, "field"),
        agency=_POLICE if police else _OFFICE,
        terms=term.terms,
        fees=fee.rules,
        documents=(),
        deadline_mode=DeadlineMode.RESTART,
        valid_from=RECORDS_BEGIN,
        valid_to=None,
        result_name="",
        result_code="",
        exemption=fee.exemption,
        legal_basis="",
        decision=named,
        source=cells["source"],
        certainty=_confidence(cells["confidence"]),
        counted=not police,
        certification=fold(cells["field"]) == "chung thuc",
    )
    return _facts(draft, term, fee, follows_law=True)


def _facts(draft: Procedure, term: TermReading, fee: FeeReading, *, follows_law: bool) -> RowFacts:
    if draft.valid_to is not None and draft.valid_to < draft.valid_from:
        raise DeskError(Code.DATE, field="valid_to", first=draft.valid_from, last=draft.valid_to)
    if term.from_memory:
        draft = replace(draft, certainty=Certainty.LOW)
    questions = (*_code_question(draft), *term.questions, *fee.questions)
    if draft.certainty is Certainty.LOW and not term.questions:
        questions += (_confirm(draft),)
    sentences = (*(question.sentence for question in questions), draft.question)
    draft = replace(draft, question=" ".join(filter(None, sentences)))
    return RowFacts(_as_the_law_changed(draft) if follows_law else (draft,), questions)


def _as_the_law_changed(draft: Procedure) -> tuple[Procedure, ...]:
    """Split a version at the day the rule for supplements changed."""
    before = replace(draft, deadline_mode=DeadlineMode.PAUSE)
    after = replace(draft, deadline_mode=DeadlineMode.RESTART)
    if draft.valid_from >= RESTART_BEGINS:
        return (after,)
    if draft.valid_to is not None and draft.valid_to < RESTART_BEGINS:
        return (before,)
    last_day = RESTART_BEGINS - timedelta(days=1)
    return (replace(before, valid_to=last_day), replace(after, valid_from=RESTART_BEGINS))


def _code_question(draft: Procedure) -> tuple[Question, ...]:
    if draft.code:
        return ()
    sentence = f"“{draft.name}” chưa có mã thủ tục quốc gia. Mã là gì?"
    return (Question(Topic.CODE, sentence),)


def _confirm(draft: Procedure) -> Question:
    return Question(
        Topic.TERM,
        f"Thời hạn của “{draft.short_name}” chưa có nguồn kiểm chứng. Thời hạn này có đúng không?",
    )


def _both_fees(cells: Mapping[str, str], terms: Mapping[Channel, Term]) -> FeeReading:
    """Join the columns of phí and lệ phí; an empty one beside a filled one means none."""
    filled = [(cells[column], column) for column in (CHARGE, FEE) if cells[column]]
    if not filled:
        return read_fee("", terms)
    parts = [read_fee(cell, terms, column) for cell, column in filled]
    rules: tuple[FeeRule, ...] | None = ()
    for part in parts:
        rules = None if rules is None or part.rules is None else rules + part.rules
    questions = tuple(question for part in parts for question in part.questions)
    return FeeReading(rules, questions, "; ".join(p.exemption for p in parts if p.exemption))


def _code(cells: Mapping[str, str]) -> str:
    code = cells["code"]
    if code and not _CODE.fullmatch(code):
        raise DeskError(Code.FORMAT, field="code", reason="code", value=code[:20])
    return code


def _required(cells: Mapping[str, str], column: str) -> str:
    if not cells[column]:
        raise DeskError(Code.REQUIRED, field=column)
    return cells[column]


def _short(name: str) -> str:
    if len(name) <= SHORT_NAME_CHARACTERS:
        return name
    return name[: SHORT_NAME_CHARACTERS - 1].rsplit(" ", 1)[0] + "…"


def _confidence(words: str) -> Certainty:
    text = fold(words)
    if "low" in text:
        return Certainty.LOW
    return Certainty.MEDIUM if "medium" in text or not text else Certainty.HIGH


def _choice(
    kind: type[ChoiceT], cells: Mapping[str, str], column: str, default: ChoiceT
) -> ChoiceT:
    value = cells.get(column, "")
    try:
        return kind(value) if value else default
    except ValueError as error:
        allowed = tuple(choice.value for choice in kind)
        raise DeskError(Code.CHOICE, field=column, allowed=allowed) from error


def _flag(cells: Mapping[str, str], column: str, *, default: bool) -> bool:
    value = cells.get(column, "").lower()
    if value in _YES:
        return True
    if value in _NO:
        return default if not value else False
    raise DeskError(Code.CHOICE, field=column, allowed=(_YES[0], _NO[1]))


def _day(cells: Mapping[str, str], column: str) -> date | None:
    value = cells.get(column, "")
    if not value:
        return None
    local = _DAY.fullmatch(value)
    try:
        if local:
            return date(int(local[3]), int(local[2]), int(local[1]))
        return date.fromisoformat(value)
    except ValueError as error:
        raise DeskError(Code.DATE, field=column) from error


_PUBLISHED_FIELDS = frozenset(
    {"name", "field", "terms", "fees", "exemption", "decision", "source", "certainty", "question"}
)
OWN_REQUIRED = ("code", "name", "field", "agency", "term", "charge", "fee")
OWN_OPTIONAL = (
    "short_name",
    "keys",
    "steps",
    "counted",
    "certification",
    "exemption",
    "deadline_mode",
    "valid_from",
    "valid_to",
    "decision",
    "legal_basis",
    "result_name",
    "result_code",
    "source",
    "certainty",
    "question",
)
OWN_COLUMNS = (*OWN_REQUIRED, *OWN_OPTIONAL)
LAYOUTS = (
    LayoutRules(
        Layout.OWN,
        OWN_REQUIRED,
        OWN_OPTIONAL,
        frozenset({"code", "name", "field", "agency", "terms", "fees", *OWN_OPTIONAL}),
        _own_row,
    ),
    LayoutRules(
        Layout.PUBLISHED,
        ("code", "name", "field", "processing_time", "fee", "source", "confidence"),
        (),
        _PUBLISHED_FIELDS,
        _published_row,
    ),
)
