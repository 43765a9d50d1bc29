"""Words, shapes and colours of what came and what did not."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from tthc_desk.domain.totals import Chain, Span
from tthc_desk.domain.totals_chain import Standing
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.icons import IconName
from tthc_desk.ui.shared.marking import QT_TRANSLATE_NOOP
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.status import StatusMark
from tthc_desk.ui.shared.tokens import Colour
from tthc_desk.usecases.consolidation import Outcome
from tthc_desk.usecases.district_status import CellState

_GROUP = 4
_UNITS = ("phường", "xã", "thị trấn", "đặc khu")
_HASH_SHOWN = 16
_SHORT = {
    CellState.RECEIVED: QT_TRANSLATE_NOOP("district", "đã nhận"),
    CellState.LATE: QT_TRANSLATE_NOOP("district", "trễ"),
    CellState.AMENDED: QT_TRANSLATE_NOOP("district", "sửa đổi"),
    CellState.DISPUTED: QT_TRANSLATE_NOOP("district", "tranh chấp"),
    CellState.REFUSED: QT_TRANSLATE_NOOP("district", "từ chối"),
    CellState.MISSING: QT_TRANSLATE_NOOP("district", "thiếu"),
    CellState.NOT_DUE: QT_TRANSLATE_NOOP("district", "chưa hạn"),
    CellState.NOT_OWED: QT_TRANSLATE_NOOP("district", "không gửi"),
}
_FULL = {
    CellState.RECEIVED: QT_TRANSLATE_NOOP("district", "Đã nhận"),
    CellState.LATE: QT_TRANSLATE_NOOP("district", "Đã nhận, trễ hạn"),
    CellState.AMENDED: QT_TRANSLATE_NOOP("district", "Đã nhận, đã sửa đổi"),
    CellState.DISPUTED: QT_TRANSLATE_NOOP("district", "Tranh chấp"),
    CellState.REFUSED: QT_TRANSLATE_NOOP("district", "Bị từ chối"),
    CellState.MISSING: QT_TRANSLATE_NOOP("district", "Thiếu tệp"),
    CellState.NOT_DUE: QT_TRANSLATE_NOOP("district", "Chưa đến hạn"),
    CellState.NOT_OWED: QT_TRANSLATE_NOOP("district", "Không phải gửi"),
}
_LOOKS = {
    CellState.RECEIVED: (IconName.CHECK, Colour.GREEN),
    CellState.LATE: (IconName.HALF, Colour.AMBER),
    CellState.AMENDED: (IconName.CIRCLE, Colour.BLUE),
    CellState.DISPUTED: (IconName.DIAMOND, Colour.RED),
    CellState.REFUSED: (IconName.CROSS, Colour.RED),
    CellState.MISSING: (IconName.TRIANGLE, Colour.RED),
    CellState.NOT_DUE: (IconName.RING, Colour.MUTED),
    CellState.NOT_OWED: (IconName.RING, Colour.MUTED),
}
_SOFT = {
    Colour.GREEN: Colour.SURFACE,
    Colour.AMBER: Colour.AMBER_SOFT,
    Colour.BLUE: Colour.BLUE_SOFT,
    Colour.RED: Colour.RED_SOFT,
}
_TONES = {
    Colour.GREEN: Tone.DONE,
    Colour.AMBER: Tone.WARNING,
    Colour.BLUE: Tone.INFO,
    Colour.RED: Tone.ERROR,
}
_OUTCOMES = {
    Outcome.ACCEPTED: (QT_TRANSLATE_NOOP("district", "Đã nhận"), IconName.CHECK, Colour.GREEN),
    Outcome.UNCHANGED: (QT_TRANSLATE_NOOP("district", "Đã có"), IconName.RING, Colour.MUTED),
    Outcome.EVIDENCE: (
        QT_TRANSLATE_NOOP("district", "Giữ, không tính"),
        IconName.DIAMOND,
        Colour.AMBER,
    ),
    Outcome.REFUSED: (QT_TRANSLATE_NOOP("district", "Không nhận"), IconName.CROSS, Colour.RED),
    Outcome.SKIPPED: (QT_TRANSLATE_NOOP("district", "Bỏ qua"), IconName.RING, Colour.MUTED),
}
_CHAINS = {
    Chain.MONTHLY: QT_TRANSLATE_NOOP("district", "Hằng tháng"),
    Chain.WEEKLY: QT_TRANSLATE_NOOP("district", "Hằng tuần"),
    Chain.DAILY: QT_TRANSLATE_NOOP("district", "Hằng ngày"),
}
_STANDINGS = {
    Standing.COUNTED: QT_TRANSLATE_NOOP("district", "được tính"),
    Standing.REPLACED: QT_TRANSLATE_NOOP("district", "đã có tệp sửa đổi thay"),
    Standing.FORKED: QT_TRANSLATE_NOOP("district", "không tính: có tệp khác cùng số"),
    Standing.UNLINKED: QT_TRANSLATE_NOOP("district", "không tính: không nối tiếp tệp trước"),
    Standing.OVERLAPS: QT_TRANSLATE_NOOP("district", "không tính: trùng ngày với tệp khác"),
    Standing.OTHER_PERIOD: QT_TRANSLATE_NOOP("district", "không tính: sửa đổi một kỳ khác"),
    Standing.KEY: QT_TRANSLATE_NOOP("district", "không tính: khóa không còn hiệu lực"),
}


def word(source: str) -> str:
    """Translate a text of this window's tables."""
    return QCoreApplication.translate("district", source)


def cell_mark(state: CellState) -> StatusMark:
    """Give the short word of a cell of the board, with its shape and colour."""
    shape, colour = _LOOKS[state]
    return StatusMark(word(_SHORT[state]), shape, colour)


def full_mark(state: CellState) -> StatusMark:
    """Give the whole words for a cell, with its shape and colour."""
    shape, colour = _LOOKS[state]
    return StatusMark(word(_FULL[state]), shape, colour)


def cell_ground(state: CellState) -> Colour | None:
    """Give the ground of a cell that should be seen from afar; None for the table's own."""
    return _SOFT.get(_LOOKS[state][1])


def tone_of(mark: StatusMark) -> str:
    """Give the tone of the style sheet that writes in the colour of a mark."""
    tone = _TONES.get(mark.colour)
    return tone.value if tone else ""


def outcome_mark(outcome: Outcome) -> StatusMark:
    """Give word, shape and colour of what became of a file."""
    text, shape, colour = _OUTCOMES[outcome]
    return StatusMark(word(text), shape, colour)


def standing_word(standing: Standing) -> str:
    """Say what the chain makes of a file."""
    return word(_STANDINGS[standing])


def titled(name: str) -> str:
    """Begin a name with a capital: "phường Cầu Diễn" at the head of a line."""
    return f"{name[:1].upper()}{name[1:]}"


def short_names(names: Iterable[str]) -> dict[str, str]:
    """Give name → name without the kind of unit, where all are of one kind."""
    found = tuple(names)
    for kind in _UNITS:
        if found and all(name.casefold().startswith(f"{kind} ") for name in found):
            return {name: titled(name[len(kind) + 1 :]) for name in found}
    return {name: titled(name) for name in found}


def chain_word(chain: Chain) -> str:
    """Name a chain."""
    return word(_CHAINS[chain])


def period_short(chain: Chain, span: Span) -> str:
    """Name a period in the head of a column: "10/2026", "16/11", "23/11"."""
    day = span.first
    return f"{day.month}/{day.year}" if chain is Chain.MONTHLY else f"{day:%d/%m}"


def period_word(chain: Chain, span: Span) -> str:
    """Name a period in a sentence: "tháng 10/2026", "tuần 16/11/2026 – 22/11/2026"."""
    day = span.first
    if chain is Chain.MONTHLY:
        return word(QT_TRANSLATE_NOOP("district", "tháng {}")).format(f"{day.month}/{day.year}")
    if chain is Chain.WEEKLY:
        days = f"{formats.day(span.first)} – {formats.day(span.last)}"
        return word(QT_TRANSLATE_NOOP("district", "tuần {}")).format(days)
    return word(QT_TRANSLATE_NOOP("district", "ngày {}")).format(formats.day(day))


def hash_text(digest: str) -> str:
    """Write the beginning of a hash in groups, as the transfer note prints it."""
    shown = digest[:_HASH_SHOWN].upper()
    groups = " ".join(shown[at : at + _GROUP] for at in range(0, len(shown), _GROUP))
    return f"{groups} …" if len(digest) > _HASH_SHOWN else groups
