"""The table of files that were offered, and how it is saved."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication

from tthc_desk.domain.errors import DeskError
from tthc_desk.ui.district.services import PlainList
from tthc_desk.ui.district.words import outcome_mark, period_word, standing_word
from tthc_desk.ui.shared.record_table import Column
from tthc_desk.usecases.consolidation import Outcome, Received

NOT_TAKEN = frozenset({Outcome.REFUSED, Outcome.EVIDENCE})
"""Outcomes of files that somebody must do something about."""

_NAME_CHARS, _OUTCOME_CHARS, _WARD_CHARS, _PERIOD_CHARS = 34, 16, 18, 14
Wording = Callable[[DeskError], str]


def receipt_columns(wording: Wording) -> tuple[Column[Received], ...]:
    """Give the columns of the table."""

    def sentence(line: Received) -> str:
        return receipt_sentence(line, wording)

    return (
        Column(_tr("Tệp"), lambda line: line.name, chars=_NAME_CHARS, tip=_place),
        Column(
            _tr("Kết quả"),
            lambda line: outcome_mark(line.outcome).word,
            chars=_OUTCOME_CHARS,
            mark=lambda line: outcome_mark(line.outcome),
        ),
        Column(_tr("Phường"), lambda line: line.ward_name, chars=_WARD_CHARS),
        Column(_tr("Kỳ"), _period, chars=_PERIOD_CHARS),
        Column(_tr("Vì sao"), sentence, tip=sentence),
    )


def receipt_sentence(line: Received, wording: Wording) -> str:
    """Say in a sentence what became of a file."""
    if line.outcome is Outcome.SKIPPED:
        return _tr("Không phải tệp số liệu của chương trình: để yên, không ghi gì vào sổ.")
    if line.error is not None:
        return wording(line.error)
    if line.outcome is Outcome.UNCHANGED:
        return _tr("Đã nhận từ trước, không đổi gì.")
    if line.standing is None:
        return _tr("Đã ghi vào sổ.")
    return _tr("Đã ghi vào sổ, {standing}.").format(standing=standing_word(line.standing))


def receipt_list(lines: Iterable[Received], wording: Wording) -> PlainList:
    """Give the table as it is saved, with places and hashes in full."""
    titles = (
        *(_tr("Tệp"), _tr("Nơi để"), _tr("Kết quả"), _tr("Mã phường"), _tr("Phường")),
        *(_tr("Kỳ"), _tr("Số"), _tr("Mã khóa"), _tr("Mã tệp"), _tr("Vì sao")),
    )
    rows = tuple(
        (
            *(line.name, line.path, outcome_mark(line.outcome).word),
            *(line.ward_code, line.ward_name, _period(line)),
            *(str(line.seq) if line.seq else "", line.key_id, line.hash),
            receipt_sentence(line, wording),
        )
        for line in lines
    )
    return PlainList(_tr("Kết quả nhận tệp"), titles, rows)


def _tr(text: str) -> str:
    return QCoreApplication.translate("receipt_columns", text)


def _place(line: Received) -> str:
    return line.path or line.name


def _period(line: Received) -> str:
    if line.chain is None or line.span is None:
        return ""
    return period_word(line.chain, line.span)
