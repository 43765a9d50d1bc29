"""The four tables of a comparison: on one side only, different, codes that could be taken over."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication

from tthc_desk.domain.dossier import Status
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.icons import IconName
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.marking import QT_TRANSLATE_NOOP
from tthc_desk.ui.shared.record_table import Column, RecordTableModel
from tthc_desk.ui.shared.record_view import RecordView
from tthc_desk.ui.shared.status import StatusMark
from tthc_desk.ui.shared.tick_view import TickView
from tthc_desk.ui.shared.tokens import Colour
from tthc_desk.ui.steps.words import short_number
from tthc_desk.usecases.official_list import OfficialRow
from tthc_desk.usecases.official_pairs import Candidate, HereDossier, Pair
from tthc_desk.usecases.official_words import FACT_WORDS, candidate_reason, side_words

_NUMBER_CHARS = 13
_CODE_CHARS = 25
_OWNER_CHARS = 16
_DAY_CHARS = 10
_STATUS_CHARS = 18
_LINE_CHARS = 5
_REASON_CHARS = 18


@dataclass(slots=True)
class TableState:
    """What the tables look into whenever a row is drawn.

    Args:
        agency_code: the part that all numbers of the ward begin with.
        refused: key of a candidate → why its code was not written.
    """

    agency_code: str = ""
    refused: dict[str, str] = field(default_factory=dict)


def only_here_view(kit: Kit, state: TableState) -> RecordView:
    """Make the table of dossiers that the official list lacks."""
    columns: tuple[Column[HereDossier], ...] = (
        _number(lambda one: one.number, state),
        _text("Chủ hồ sơ", lambda one: one.owner, _OWNER_CHARS),
        _text("Thủ tục", lambda one: one.procedure),
        _day("Tiếp nhận", lambda one: one.received),
        _day("Hẹn trả", lambda one: one.due),
        Column(
            _word("Trạng thái"),
            lambda one: _here_status(one).word,
            chars=_STATUS_CHARS,
            mark=_here_status,
            tip=lambda one: _here_status(one).word,
        ),
    )
    return _view(kit, columns, _word("Hồ sơ chỉ có ở sổ của phường"))


def only_there_view(kit: Kit) -> RecordView:
    """Make the table of rows nobody knows here."""
    columns: tuple[Column[OfficialRow], ...] = (
        Column(_word("Dòng"), lambda row: str(row.line), chars=_LINE_CHARS, is_number=True),
        _text("Mã hồ sơ", lambda row: row.code, _CODE_CHARS),
        _text("Chủ hồ sơ", lambda row: row.owner, _OWNER_CHARS),
        _text("Thủ tục", lambda row: row.procedure),
        _day("Tiếp nhận", lambda row: row.received),
        _day("Hẹn trả", lambda row: row.due),
        _text("Trạng thái", lambda row: row.status, _STATUS_CHARS),
    )
    return _view(kit, columns, _word("Hồ sơ chỉ có ở hệ thống chính thức"))


def different_view(kit: Kit, state: TableState) -> RecordView:
    """Make the table of what the two sides say otherwise."""
    columns: tuple[Column[Pair], ...] = (
        _number(lambda pair: pair.here.number, state),
        _text("Mã hồ sơ", lambda pair: pair.there.code, _CODE_CHARS),
        _text("Chủ hồ sơ", lambda pair: pair.here.owner, _OWNER_CHARS),
        _text("Sổ của phường ≠ hệ thống chính thức", differences_text),
    )
    return _view(kit, columns, _word("Hồ sơ có ở cả hai mà khác nhau"))


def candidates_view(kit: Kit, state: TableState) -> TickView:
    """Make the table of codes a person may confirm."""

    def mark(one: Candidate) -> StatusMark:
        return _reason_mark(one, state.refused)

    columns: tuple[Column[Candidate], ...] = (
        _number(lambda one: one.here.number, state),
        _text("Mã sẽ ghi", lambda one: one.there.code, _CODE_CHARS),
        _text("Chủ hồ sơ", lambda one: one.here.owner, _OWNER_CHARS),
        _text("Thủ tục", lambda one: one.here.procedure),
        _day("Tiếp nhận", lambda one: one.here.received),
        Column(
            _word("Vì sao"),
            lambda one: mark(one).word,
            chars=_REASON_CHARS,
            mark=mark,
            tip=lambda one: state.refused.get(candidate_key(one)) or candidate_reason(one),
        ),
    )
    return TickView(
        kit,
        columns,
        key=candidate_key,
        name=_word("Mã chính thức có thể ghi vào sổ"),
        with_all=lambda one: one.is_sure,
    )


def candidate_key(one: Candidate) -> str:
    """Name a candidate by both its sides."""
    return f"{one.here.number}={one.there.code}"


def differences_text(pair: Pair) -> str:
    """Write what differs: the ward's side before the official one."""
    return ";  ".join(
        f"{FACT_WORDS[one.key]}: {side_words(one.here)} ≠ {side_words(one.there)}"
        for one in pair.differences
    )


def _reason_mark(one: Candidate, refused: dict[str, str]) -> StatusMark:
    why = refused.get(candidate_key(one))
    if why:
        return StatusMark(why, IconName.CROSS, Colour.RED)
    if one.by_number:
        return StatusMark(_word(_NAMED), IconName.CHECK, Colour.GREEN)
    if one.is_sure:
        return StatusMark(_word(_ALIKE), IconName.CHECK, Colour.GREEN)
    return StatusMark(_word(_SEVERAL), IconName.TRIANGLE, Colour.AMBER)


def _here_status(one: HereDossier) -> StatusMark:
    if one.is_counted:
        return formats.status_mark(Status(one.status))
    return StatusMark(_word(_ELSEWHERE), IconName.RING, Colour.MUTED)


_ELSEWHERE = QT_TRANSLATE_NOOP("comparison", "Nhận giúp cơ quan khác")
_NAMED = QT_TRANSLATE_NOOP("comparison", "Ghi số phường")
_ALIKE = QT_TRANSLATE_NOOP("comparison", "Cùng người, ngày")
_SEVERAL = QT_TRANSLATE_NOOP("comparison", "Nhiều hồ sơ giống")


def _text(title: str, value: Callable[[Any], str], chars: int = 0) -> Column[Any]:
    return Column(_word(title), value, chars=chars, tip=value)


def _number(value: Callable[[Any], str], state: TableState) -> Column[Any]:
    return Column(
        _word("Số hồ sơ"),
        lambda one: short_number(value(one), state.agency_code),
        chars=_NUMBER_CHARS,
        tip=value,
    )


def _day(title: str, value: Callable[[Any], date | None]) -> Column[Any]:
    return Column(_word(title), lambda one: formats.day(value(one)), chars=_DAY_CHARS)


def _view(kit: Kit, columns: tuple[Column[Any], ...], name: str) -> RecordView:
    return RecordView(kit, RecordTableModel[Any](columns), name=name)


def _word(source: str) -> str:
    return QCoreApplication.translate("comparison", source)
