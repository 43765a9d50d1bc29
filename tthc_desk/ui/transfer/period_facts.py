"""A period before it is sent: its figures, and what changed since a file was made of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from tthc_desk.domain.totals import Chain, Span, Totals, TotalsNotes, TotalsRow
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.marking import QT_TRANSLATE_NOOP
from tthc_desk.ui.transfer.services import TransferServices
from tthc_desk.usecases.totals_export import PeriodState, TotalsFigures, TotalsPreview

_COUNTS = {
    "c4": QT_TRANSLATE_NOOP("transfer", "nhận trực tuyến"),
    "c5": QT_TRANSLATE_NOOP("transfer", "nhận trực tiếp, bưu chính"),
    "c6": QT_TRANSLATE_NOOP("transfer", "kỳ trước chuyển sang"),
    "opening": QT_TRANSLATE_NOOP("transfer", "số dư đầu kỳ"),
    "c8": QT_TRANSLATE_NOOP("transfer", "giải quyết trước hạn"),
    "c9": QT_TRANSLATE_NOOP("transfer", "giải quyết đúng hạn"),
    "c10": QT_TRANSLATE_NOOP("transfer", "giải quyết quá hạn"),
    "c12": QT_TRANSLATE_NOOP("transfer", "đang giải quyết trong hạn"),
    "c13": QT_TRANSLATE_NOOP("transfer", "đang giải quyết quá hạn"),
}
_MONEY = {
    "charge_dong": QT_TRANSLATE_NOOP("transfer", "phí"),
    "fee_dong": QT_TRANSLATE_NOOP("transfer", "lệ phí"),
}
_NOTES = {
    "voided": QT_TRANSLATE_NOOP("transfer", "hủy số"),
    "refused": QT_TRANSLATE_NOOP("transfer", "từ chối tại quầy"),
    "guided": QT_TRANSLATE_NOOP("transfer", "hướng dẫn tại quầy"),
    "not_counted": QT_TRANSLATE_NOOP("transfer", "nhận hộ cơ quan khác"),
    "late": QT_TRANSLATE_NOOP("transfer", "nhập bù từ giấy viết tay"),
    "unclosed_days": QT_TRANSLATE_NOOP("transfer", "ngày chưa chốt sổ"),
}


@dataclass(frozen=True, slots=True)
class PeriodFacts:
    """A period as it stands now.

    Args:
        sent: what its standing file says; None when there is no file.
    """

    preview: TotalsPreview
    sent: Totals | None

    @property
    def state(self) -> PeriodState:
        """Tell where it stands."""
        return self.preview.line.state

    @property
    def told(self) -> Totals | None:
        """Give what the superior was told, if that is no longer so."""
        return self.sent if self.state is PeriodState.CHANGED else None


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure with its words.

    Args:
        sent: as the file says it; empty when that is the same.
        is_part: of the sum above it.
    """

    caption: str
    now: str
    sent: str = ""
    is_part: bool = False


def read_period(services: TransferServices, chain: Chain, span: Span) -> PeriodFacts:
    """Count a period, and read the file that stands for it."""
    totals = services.totals()
    preview = totals.preview(chain, span)
    made = preview.line.export
    return PeriodFacts(preview, totals.totals(made) if made else None)


def figure_rows(facts: PeriodFacts) -> tuple[FigureRow, ...]:
    """Lay out the key figures of a period, each sum above its parts."""
    now = _key_figures(facts.preview.figures)
    sent = _key_figures(facts.told) if facts.told else now
    return tuple(
        replace(row, sent=before.now if before.now != row.now else "")
        for row, before in zip(now, sent, strict=True)
    )


def note_words(facts: PeriodFacts) -> tuple[str, ...]:
    """Say what stands in no column, as "2 từ chối tại quầy", with what was sent where it differs.

    Days that were closed since change no figure, so they are never told as a change.
    """
    now, told = facts.preview.figures.notes, facts.told
    words = (_note(name, now, told.notes if told else now) for name in _NOTES)
    return tuple(word for word in words if word)


def changed_rows(facts: PeriodFacts) -> tuple[str, ...]:
    """Say for every procedure what changed since the file was made, as "… 12 → 13"."""
    if facts.told is None:
        return ()
    now, sent = _by_procedure(facts.preview.figures.rows), _by_procedure(facts.told.rows)
    lines = []
    for key in sorted(now.keys() | sent.keys()):
        empty = TotalsRow(*key, "")
        words = _differences(sent.get(key, empty), now.get(key, empty))
        if words:
            row = now.get(key) or sent[key]
            lines.append(f"{row.field} – {row.procedure_name}: {', '.join(words)}")
    return tuple(lines)


def _key_figures(of: TotalsFigures | Totals) -> tuple[FigureRow, ...]:
    tr, total = QCoreApplication.translate, of.measures
    return (
        _sum(tr("transfer", "Phải giải quyết"), total.c3),
        _part(tr("transfer", "tiếp nhận trong kỳ"), total.c4 + total.c5),
        _part(tr("transfer", "kỳ trước chuyển sang"), total.c6),
        _sum(tr("transfer", "Đã giải quyết"), total.c7),
        _part(tr("transfer", "trước hạn"), total.c8),
        _part(tr("transfer", "đúng hạn"), total.c9),
        _part(tr("transfer", "quá hạn"), total.c10),
        _sum(tr("transfer", "Đang giải quyết"), total.c11),
        _part(tr("transfer", "trong hạn"), total.c12),
        _part(tr("transfer", "quá hạn"), total.c13),
        FigureRow(tr("transfer", "Phí"), formats.dong(of.charge_dong)),
        FigureRow(tr("transfer", "Lệ phí"), formats.dong(of.fee_dong)),
    )


def _sum(caption: str, amount: int) -> FigureRow:
    return FigureRow(caption, formats.count(amount))


def _part(caption: str, amount: int) -> FigureRow:
    return FigureRow(caption, formats.count(amount), is_part=True)


def _note(name: str, now: TotalsNotes, sent: TotalsNotes) -> str:
    count, before, word = getattr(now, name), getattr(sent, name), _word(_NOTES[name])
    if count != before and name != "unclosed_days":
        return f"{word} {formats.count(before)} → {formats.count(count)}"
    return f"{formats.count(count)} {word}" if count else ""


def _by_procedure(rows: Iterable[TotalsRow]) -> dict[tuple[str, str], TotalsRow]:
    return {(row.field, row.procedure_code): row for row in rows}


def _differences(sent: TotalsRow, now: TotalsRow) -> tuple[str, ...]:
    counts = (
        f"{_word(word)} {formats.count(getattr(sent, name))} → {formats.count(getattr(now, name))}"
        for name, word in _COUNTS.items()
        if getattr(sent, name) != getattr(now, name)
    )
    money = (
        f"{_word(word)} {formats.dong(getattr(sent, name))} → {formats.dong(getattr(now, name))}"
        for name, word in _MONEY.items()
        if getattr(sent, name) != getattr(now, name)
    )
    return (*counts, *money)


def _word(source: str) -> str:
    return QCoreApplication.translate("transfer", source)
