"""What happened to a dossier and how its due date moved, in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication

from tthc_desk.domain.dossier import Dossier
from tthc_desk.domain.events import EventKind
from tthc_desk.ui.shared import formats
from tthc_desk.ui.steps.words import event_word
from tthc_desk.usecases.lines import TimelineLine
from tthc_desk.usecases.messages import field_label
from tthc_desk.usecases.words import CAUSE_WORDS

# An apology names a day, and the day that counts stays.
_MOVES_DUE = frozenset(EventKind) - {EventKind.APOLOGISED}


@dataclass(frozen=True, slots=True)
class DueMove:
    """One due moment of a dossier and what set it."""

    due_at: datetime | None
    kind: EventKind


def due_course(dossier: Dossier) -> tuple[DueMove, ...]:
    """Give every due moment a dossier has had, the one that counts last."""
    moves: list[DueMove] = []
    for event in dossier.standing:
        if "due_at" not in event.data or event.kind not in _MOVES_DUE:
            continue
        value = event.data["due_at"]
        due_at = datetime.fromisoformat(str(value)) if value else None
        if not moves or moves[-1].due_at != due_at:
            moves.append(DueMove(due_at, event.kind))
    return tuple(moves)


def due_reasons(dossier: Dossier) -> str:
    """Give the day-by-day explanation of the due moment that counts."""
    texts = [
        str(event.data["due_explanation"])
        for event in dossier.standing
        if event.data.get("due_explanation") and event.kind in _MOVES_DUE
    ]
    return texts[-1] if texts else ""


def event_text(line: TimelineLine, officer_name: Callable[[str], str]) -> str:
    """Say what happened in one line, without identity numbers.

    Args:
        officer_name: login → name.
    """
    details = [_detail(name, line.data[name]) for name in _SHOWN if line.data.get(name)]
    if line.data.get("holder"):
        details.insert(0, officer_name(str(line.data["holder"])))
    if line.kind is EventKind.PAID:
        details.insert(0, _money(line.data))
    if line.kind is EventKind.CALENDAR_DECIDED:
        details.insert(0, _decision(is_moved=bool(line.data.get("move"))))
    said = " · ".join(part for part in (event_word(line.kind), *details) if part)
    return f"{said} ({_undone()})" if line.undone else said


_SHOWN = (
    "list",
    "cause",
    "missing",
    "result_number",
    "collector_name",
    "authority",
    "fields",
    "undone_kind",
    "reason",
)


def _detail(name: str, value: Any) -> str:
    if name == "missing":
        return _joined(value)
    if name == "fields":
        return ", ".join(field_label(key) for key in value)
    if name == "cause":
        return CAUSE_WORDS.get(str(value), str(value))
    if name == "undone_kind":
        return event_word(EventKind(str(value)))
    return str(value)


def _money(data: Mapping[str, Any]) -> str:
    total = formats.dong(int(data["charge_dong"]) + int(data["fee_dong"]))
    number = " ".join(str(data.get(n) or "") for n in ("receipt_series", "receipt_number")).strip()
    way = method_word(str(data["method"]))
    return f"{total}, {way}, {number}" if number else f"{total}, {way}"


def method_word(method: str) -> str:
    """Name a way of paying."""
    if method == "cash":
        return QCoreApplication.translate("timeline", "tiền mặt")
    return QCoreApplication.translate("timeline", "chuyển khoản")


def _decision(*, is_moved: bool) -> str:
    if is_moved:
        return QCoreApplication.translate("timeline", "đổi ngày theo lịch")
    return QCoreApplication.translate("timeline", "giữ ngày đã in")


def _undone() -> str:
    return QCoreApplication.translate("timeline", "đã hoàn tác")


def _joined(value: Sequence[object]) -> str:
    return ", ".join(str(item) for item in value)
