"""The signing keys in words and marks, and the columns of their list."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from tthc_desk.domain.fingerprint import fingerprint
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.icons import IconName
from tthc_desk.ui.shared.marking import QT_TRANSLATE_NOOP
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.record_table import Column
from tthc_desk.ui.shared.status import StatusMark
from tthc_desk.ui.shared.tokens import Colour
from tthc_desk.ui.transfer.period_words import Said
from tthc_desk.usecases.signing_keys import KeyCondition, KeyState
from tthc_desk.usecases.totals_ports import SigningKeyLine

_STATE_CHARS, _MOMENT_CHARS, _ID_CHARS, _WHO_CHARS = 14, 16, 18, 24
_WORDS = {
    KeyCondition.READY: (QT_TRANSLATE_NOOP("transfer", "✓ Máy này ký được số liệu"), Tone.DONE),
    KeyCondition.NONE: (QT_TRANSLATE_NOOP("transfer", "○ Phường chưa có khóa ký"), Tone.INFO),
    KeyCondition.LOST: (
        QT_TRANSLATE_NOOP("transfer", "▲ Khóa ký của phường không còn trên máy này"),
        Tone.WARNING,
    ),
    KeyCondition.DAMAGED: (
        QT_TRANSLATE_NOOP("transfer", "✕ Tệp khóa ký trên máy này hỏng hoặc của phường khác"),
        Tone.ERROR,
    ),
}


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key in the list.

    Args:
        is_current: whether this machine signs with it.
    """

    line: SigningKeyLine
    is_current: bool


def condition_words(condition: KeyCondition) -> Said:
    """Say whether this machine can sign."""
    text, tone = _WORDS[condition]
    return Said(QCoreApplication.translate("transfer", text), tone)


def key_rows(state: KeyState) -> tuple[KeyRow, ...]:
    """Give the keys, the newest first."""
    return tuple(KeyRow(line, line == state.current) for line in reversed(state.keys))


def key_columns(name_of: Callable[[str], str]) -> tuple[Column[KeyRow], ...]:
    """Give the columns of the list of keys.

    Args:
        name_of: login → name.
    """
    tr = QCoreApplication.translate
    return (
        Column(
            tr("transfer", "Tình trạng"), lambda r: _mark(r).word, chars=_STATE_CHARS, mark=_mark
        ),
        Column(tr("transfer", "Lập lúc"), lambda r: formats.moment(r.line.made_at), _MOMENT_CHARS),
        Column(tr("transfer", "Người lập"), lambda r: name_of(r.line.officer), _WHO_CHARS),
        Column(tr("transfer", "Mã khóa"), lambda r: r.line.key_id, _ID_CHARS),
        Column(tr("transfer", "Dấu vân tay"), _fingerprint, tip=_fingerprint),
    )


def _fingerprint(row: KeyRow) -> str:
    return fingerprint(row.line.public)


def _mark(row: KeyRow) -> StatusMark:
    tr = QCoreApplication.translate
    if row.is_current:
        return StatusMark(tr("transfer", "Đang dùng"), IconName.CHECK, Colour.GREEN)
    return StatusMark(tr("transfer", "Thôi dùng"), IconName.CROSS, Colour.MUTED)
