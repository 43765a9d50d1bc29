"""Facts of a paper as JSON text and back, the form in which they are stored."""

import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from tthc_desk.domain.errors import Code, DeskError
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
    Letterhead,
    PaperFacts,
    PaperKind,
    ReceiptFacts,
    ResultSlipFacts,
)

_FACTS: dict[PaperKind, type[Any]] = {
    PaperKind.RECEIPT: ReceiptFacts,
    PaperKind.MANY_RECEIPT: ManyReceiptFacts,
    PaperKind.CONTROL_SLIP: ControlSlipFacts,
    PaperKind.SUPPLEMENT_REQUEST: SupplementRequestFacts,
    PaperKind.REFUSAL: RefusalFacts,
    PaperKind.APOLOGY: ApologyFacts,
    PaperKind.STOP_NOTICE: StopNoticeFacts,
    PaperKind.TRANSFER_SLIP: TransferSlipFacts,
    PaperKind.RESULT_CORRECTION: ResultCorrectionFacts,
    PaperKind.RESULT_SLIP: ResultSlipFacts,
    PaperKind.HANDOVER_LIST: HandoverListFacts,
    PaperKind.RESULT_HANDOVER: HandoverListFacts,
    PaperKind.DAILY_TALLY: DailyTallyFacts,
}


def facts_text(facts: PaperFacts | LetterFacts) -> str:
    """Write facts as one JSON text; equal facts give equal text."""
    return json.dumps(_plain(facts), ensure_ascii=False, separators=(",", ":"))


def facts_from_text(kind: PaperKind, text: str) -> PaperFacts | LetterFacts:
    """Read back what `facts_text` wrote; a field younger than the text takes its default.

    Raises:
        DeskError: FORMAT when the text does not hold facts of this kind.
    """
    try:
        facts: PaperFacts | LetterFacts = _built(_FACTS[kind], json.loads(text))
    except (ValueError, TypeError, KeyError) as error:
        raise DeskError(Code.FORMAT, field="paper", kind=kind) from error
    return facts


def logo_in(text: str) -> str:
    """Find the name of the logo in what `facts_text` wrote; empty for none."""
    # Quotation marks inside a value are escaped, so these can only be those of a key.
    _, found, after = text.partition('"logo":"')
    return after.partition('"')[0] if found else ""


def _plain(value: Any) -> Any:
    if isinstance(value, Letterhead):
        return _letterhead(value)
    if is_dataclass(value):
        return _record(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def _letterhead(value: Letterhead) -> dict[str, Any]:
    """Leave the picture out; a paper without a logo reads as those of older programs do."""
    left_out = {"picture"} if value.logo else {"picture", "logo"}
    return {name: item for name, item in _record(value).items() if name not in left_out}


def _record(value: Any) -> dict[str, Any]:
    return {name: _plain(getattr(value, name)) for name in _names(value.__class__)}


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(item.name for item in fields(kind))


@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    return get_type_hints(kind)


def _built(kind: Any, value: Any) -> Any:
    if is_dataclass(kind):
        if not isinstance(value, dict):
            raise TypeError(kind)
        hints = _hints(kind)  # type: ignore[arg-type]
        return kind(**{name: _built(hints[name], item) for name, item in value.items()})  # type: ignore[operator]
    origin = get_origin(kind)
    if origin is tuple:
        return _tuple(get_args(kind), value)
    if origin in (Union, UnionType):
        inner = next(arg for arg in get_args(kind) if arg is not type(None))
        return None if value is None else _built(inner, value)
    return _scalar(kind, value)


def _tuple(kinds: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_built(kinds[0], item) for item in value)
    return tuple(_built(kind, item) for kind, item in zip(kinds, value, strict=True))


def _scalar(kind: Any, value: Any) -> Any:
    if kind in (date, datetime):
        return kind.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if type(value) is not kind:
        raise TypeError(kind)
    return value
