"""Columns of the tables of handover."""

from collections.abc import Callable

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from tthc_desk.domain.dossier import local_day
from tthc_desk.ui.handover.list_work import ShownList
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.icons import IconName
from tthc_desk.ui.shared.record_table import Column
from tthc_desk.ui.shared.status import StatusMark
from tthc_desk.ui.shared.tokens import Colour
from tthc_desk.usecases.handover import ItemState, ListState
from tthc_desk.usecases.lines import DossierLine, ListItem, ListLine

_NUMBER_CHARS = 13
_DAY_CHARS = 10
_PHONE_CHARS = 11
_STATE_CHARS = 12
_COUNT_CHARS = 5
_LIST_CHARS = 13

_LIST_STATES = {
    ListState.OPEN: (QT_TRANSLATE_NOOP("handover", "Đang lập"), IconName.HALF, Colour.BLUE),
    ListState.CLOSED: (QT_TRANSLATE_NOOP("handover", "Chờ nhận"), IconName.DIAMOND, Colour.AMBER),
    ListState.ACCEPTED: (QT_TRANSLATE_NOOP("handover", "Đã nhận"), IconName.CHECK, Colour.GREEN),
}
_ON_OPEN = (QT_TRANSLATE_NOOP("handover", "Đã thêm"), IconName.RING, Colour.INK)
_SEEN = (QT_TRANSLATE_NOOP("handover", "Đã quét"), IconName.CIRCLE, Colour.GREEN)
_UNSEEN = (QT_TRANSLATE_NOOP("handover", "Chưa quét"), IconName.RING, Colour.AMBER)
_REJECTED = (QT_TRANSLATE_NOOP("handover", "Trả lại"), IconName.CROSS, Colour.RED)
_ACCEPTED = (QT_TRANSLATE_NOOP("handover", "Đã nhận"), IconName.CHECK, Colour.GREEN)

Short = Callable[[str], str]
"""Number → number without the ward's own first part."""


def word(source: object) -> str:
    """Translate a word of handover."""
    return QCoreApplication.translate("handover", str(source))


def queue_columns(short: Short) -> tuple[Column[DossierLine], ...]:
    """Give the columns of dossiers that wait to go on a list."""
    return (
        Column(word(_NUMBER), lambda d: short(d.number), chars=_NUMBER_CHARS, strong=True),
        Column(word(_OWNER), lambda d: d.owner_name, tip=lambda d: d.procedure_name),
        Column(word(_DUE), _due_day, chars=_DAY_CHARS),
    )


def delivery_columns(short: Short) -> tuple[Column[DossierLine], ...]:
    """Give the columns of results nobody has collected, with whom to ring up."""
    return (
        Column(word(_NUMBER), lambda d: short(d.number), chars=_NUMBER_CHARS, strong=True),
        Column(word(_OWNER), lambda d: d.owner_name, tip=lambda d: d.procedure_name),
        Column(word(_PHONE), lambda d: d.phone, chars=_PHONE_CHARS),
        Column(word(_SINCE), lambda d: formats.day(d.finished_day), chars=_DAY_CHARS),
    )


def list_columns() -> tuple[Column[ListLine], ...]:
    """Give the columns of the lists."""
    return (
        Column(word(_LIST), lambda one: one.number, chars=_LIST_CHARS, strong=True),
        Column(word(_PARTY), party_of),
        Column(word(_ITEMS), lambda one: str(one.items), chars=_COUNT_CHARS, is_number=True),
        Column(
            word(_STATE),
            lambda one: list_mark(one).word,
            chars=_STATE_CHARS,
            mark=list_mark,
        ),
    )


def item_columns(
    short: Short, mark: Callable[[ListItem], StatusMark], *, results: bool
) -> tuple[Column[ListItem], ...]:
    """Give the columns of one list's dossiers."""
    result: Column[ListItem] = Column(word(_RESULT), result_text, chars=_DAY_CHARS)
    return (
        Column(word(_NUMBER), lambda i: short(i.dossier.number), chars=_NUMBER_CHARS, strong=True),
        Column(
            word(_OWNER), lambda i: i.dossier.owner_name, tip=lambda i: i.dossier.procedure_name
        ),
        *((result,) if results else ()),
        Column(
            word(_STATE),
            lambda i: mark(i).word,
            chars=_STATE_CHARS,
            mark=mark,
            tip=lambda i: i.reason,
        ),
    )


def party_of(line: ListLine) -> str:
    """Name the other side of a list."""
    return line.giver if line.kind == "results" else line.taker


def list_mark(line: ListLine) -> StatusMark:
    """Give the mark of a list."""
    text, shape, colour = _LIST_STATES[ListState(line.state)]
    return StatusMark(word(text), shape, colour)


def item_mark(item: ListItem, shown: ShownList, *, seen: bool) -> StatusMark:
    """Give the mark of a dossier on a list.

    Args:
        seen: its paper was scanned at acceptance.
    """
    if item.state == ItemState.REJECTED:
        text, shape, colour = _REJECTED
    elif item.state == ItemState.ACCEPTED:
        text, shape, colour = _ACCEPTED
    elif shown.line.state == ListState.CLOSED:
        text, shape, colour = _SEEN if seen else _UNSEEN
    else:
        text, shape, colour = _ON_OPEN
    return StatusMark(word(text), shape, colour)


def result_text(item: ListItem) -> str:
    """Write the number of a result."""
    return str(item.result.get("result_number") or "")


def _due_day(line: DossierLine) -> str:
    return formats.day(local_day(line.due_at)) if line.due_at else ""


_NUMBER = QT_TRANSLATE_NOOP("handover", "Số hồ sơ")
_OWNER = QT_TRANSLATE_NOOP("handover", "Chủ hồ sơ")
_DUE = QT_TRANSLATE_NOOP("handover", "Hẹn trả")
_PHONE = QT_TRANSLATE_NOOP("handover", "Điện thoại")
_SINCE = QT_TRANSLATE_NOOP("handover", "Có từ ngày")
_LIST = QT_TRANSLATE_NOOP("handover", "Danh sách")
_PARTY = QT_TRANSLATE_NOOP("handover", "Bên kia")
_ITEMS = QT_TRANSLATE_NOOP("handover", "Hồ sơ")
_STATE = QT_TRANSLATE_NOOP("handover", "Tình trạng")
_RESULT = QT_TRANSLATE_NOOP("handover", "Số kết quả")
