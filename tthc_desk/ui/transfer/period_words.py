"""The periods of a chain in words and marks, and the columns of their list."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from tthc_desk.domain.totals import Chain, Span
from tthc_desk.domain.vietnamese import weekday_name
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.icons import IconName
from tthc_desk.ui.shared.marking import QT_TRANSLATE_NOOP
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.record_table import Column
from tthc_desk.ui.shared.status import StatusMark
from tthc_desk.ui.shared.tokens import Colour
from tthc_desk.usecases.totals_export import PeriodLine, PeriodState

_PERIOD_CHARS, _MOMENT_CHARS = 15, 15
_MOST_NAMES = 4
_STATES = {
    PeriodState.NOT_OVER: (
        QT_TRANSLATE_NOOP("transfer", "Chưa xong kỳ"),
        IconName.RING,
        Colour.MUTED,
    ),
    PeriodState.MISSING: (
        QT_TRANSLATE_NOOP("transfer", "Chưa gửi"),
        IconName.TRIANGLE,
        Colour.AMBER,
    ),
    PeriodState.SENT: (QT_TRANSLATE_NOOP("transfer", "Đã gửi"), IconName.CHECK, Colour.GREEN),
    PeriodState.AMENDED: (
        QT_TRANSLATE_NOOP("transfer", "Đã gửi bản sửa đổi"),
        IconName.CIRCLE,
        Colour.BLUE,
    ),
    PeriodState.CHANGED: (
        QT_TRANSLATE_NOOP("transfer", "Đã đổi từ khi gửi"),
        IconName.DIAMOND,
        Colour.RED,
    ),
}
_UNWRITTEN = (
    QT_TRANSLATE_NOOP("transfer", "Đã lập, chưa ghi ra"),
    IconName.CROSS,
    Colour.RED,
)
_CHAINS = {
    Chain.MONTHLY: QT_TRANSLATE_NOOP("transfer", "Hằng tháng"),
    Chain.WEEKLY: QT_TRANSLATE_NOOP("transfer", "Hằng tuần"),
    Chain.DAILY: QT_TRANSLATE_NOOP("transfer", "Hằng ngày"),
}


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A period in the list.

    Args:
        is_unwritten: its file is in the book, and could not be written out when it was last sent.
        is_expected: whether anybody waits for it; not of a chain that was never used.
    """

    line: PeriodLine
    is_unwritten: bool = False
    is_expected: bool = True


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence and how serious it is."""

    text: str
    tone: Tone


def chain_word(chain: Chain) -> str:
    """Name a chain."""
    return _word(_CHAINS[chain])


def state_mark(row: PeriodRow) -> StatusMark:
    """Give word, shape and colour of where a period stands."""
    word, shape, colour = _UNWRITTEN if row.is_unwritten else _STATES[row.line.state]
    if row.line.state is PeriodState.MISSING and not row.is_expected:
        shape, colour = IconName.RING, Colour.MUTED
    return StatusMark(_word(word), shape, colour)


def short_name(chain: Chain, span: Span) -> str:
    """Name a period inside its year: "Tháng 10", "05/10 – 11/10", "05/10, thứ Hai"."""
    if chain is Chain.MONTHLY:
        return _word(QT_TRANSLATE_NOOP("transfer", "Tháng {month}")).format(month=span.first.month)
    if chain is Chain.WEEKLY:
        return f"{span.first:%d/%m} – {span.last:%d/%m}"
    return f"{span.first:%d/%m}, {weekday_name(span.first)}"


def names(chain: Chain, spans: Sequence[Span]) -> str:
    """Name a few periods, and count the others."""
    text = ", ".join(_with_year(chain, span) for span in spans[:_MOST_NAMES])
    left = len(spans) - _MOST_NAMES
    if left <= 0:
        return text
    more = _word(QT_TRANSLATE_NOOP("transfer", "{names} và {count} kỳ khác"))
    return more.format(names=text, count=formats.count(left))


def period_columns() -> tuple[Column[PeriodRow], ...]:
    """Give the columns of the list of periods."""
    tr = QCoreApplication.translate
    return (
        Column(
            tr("transfer", "Kỳ"),
            lambda row: short_name(row.line.chain, row.line.span),
            chars=_PERIOD_CHARS,
            strong=True,
        ),
        Column(tr("transfer", "Tình trạng"), lambda row: state_mark(row).word, mark=state_mark),
        Column(tr("transfer", "Gửi lúc"), _sent_at, chars=_MOMENT_CHARS),
    )


def standing_words(year: int, rows: Sequence[PeriodRow]) -> Said:
    """Say of a whole year how many periods are missing, and how many changed since."""
    lines = [row.line for row in rows]
    of = {state: [one for one in lines if one.state is state] for state in PeriodState}
    missing, changed = of[PeriodState.MISSING], of[PeriodState.CHANGED]
    over = len(lines) - len(of[PeriodState.NOT_OVER])
    if not over:
        none = _word(QT_TRANSLATE_NOOP("transfer", "Năm {year} chưa có kỳ nào xong."))
        return Said(none.format(year=year), Tone.INFO)
    if not all(row.is_expected for row in rows):
        return Said(_unused(over), Tone.INFO)
    if not missing and not changed:
        all_sent = _word(
            QT_TRANSLATE_NOOP("transfer", "✓ Đã gửi đủ {count} kỳ đã xong của năm {year}.")
        )
        return Said(all_sent.format(count=formats.count(over), year=year), Tone.DONE)
    return Said(" ".join(filter(None, (_missing(missing), _changed(changed)))), Tone.WARNING)


def _unused(count: int) -> str:
    text = QT_TRANSLATE_NOOP(
        "transfer",
        "Chưa gửi kỳ nào của chuỗi này ({count} kỳ đã xong). "
        "Chỉ gửi khi cấp trên yêu cầu số liệu theo chuỗi này.",
    )
    return _word(text).format(count=formats.count(count))


def _missing(lines: Sequence[PeriodLine]) -> str:
    if not lines:
        return ""
    text = _word(QT_TRANSLATE_NOOP("transfer", "▲ Còn {count} kỳ chưa gửi: {names}."))
    return text.format(count=formats.count(len(lines)), names=_names_of(lines))


def _changed(lines: Sequence[PeriodLine]) -> str:
    if not lines:
        return ""
    text = _word(QT_TRANSLATE_NOOP("transfer", "◆ {count} kỳ có số liệu đã đổi: {names}."))
    return text.format(count=formats.count(len(lines)), names=_names_of(lines))


def _names_of(lines: Sequence[PeriodLine]) -> str:
    ordered = sorted(line.span for line in lines)
    chain = lines[0].chain
    shown = ", ".join(short_name(chain, span) for span in ordered[:_MOST_NAMES])
    return shown + (", …" if len(ordered) > _MOST_NAMES else "")


def _with_year(chain: Chain, span: Span) -> str:
    if chain is Chain.MONTHLY:
        return f"{span.first.month}/{span.first.year}"
    if chain is Chain.WEEKLY:
        return f"{formats.day(span.first)} – {formats.day(span.last)}"
    return formats.day(span.first)


def _sent_at(row: PeriodRow) -> str:
    return formats.moment(row.line.export.as_of) if row.line.export else ""


def _word(source: str) -> str:
    return QCoreApplication.translate("transfer", source)
