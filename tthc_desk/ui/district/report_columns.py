"""Columns (3) to (13) of wards, fields and periods, with the share and what was collected."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import IntEnum

from PySide6.QtCore import QCoreApplication

from tthc_desk.domain.money import dong_text
from tthc_desk.domain.totals import Chain, Span
from tthc_desk.domain.vietnamese import percent_text
from tthc_desk.ui.district.words import hash_text, period_word, short_names, titled
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.marking import QT_TRANSLATE_NOOP
from tthc_desk.ui.shared.record_table import Column
from tthc_desk.usecases.district_ports import FileLine
from tthc_desk.usecases.report_facts import Row06a
from tthc_desk.usecases.totals_facts import ConsolidatedFacts, WardRow

_TITLES = (
    QT_TRANSLATE_NOOP("report_columns", "Tổng\nnhận\n(3)"),
    QT_TRANSLATE_NOOP("report_columns", "Trực\ntuyến\n(4)"),
    QT_TRANSLATE_NOOP("report_columns", "Trực\ntiếp\n(5)"),
    QT_TRANSLATE_NOOP("report_columns", "Kỳ\ntrước\n(6)"),
    QT_TRANSLATE_NOOP("report_columns", "Đã giải\nquyết\n(7)"),
    QT_TRANSLATE_NOOP("report_columns", "Trước\nhạn\n(8)"),
    QT_TRANSLATE_NOOP("report_columns", "Đúng\nhạn\n(9)"),
    QT_TRANSLATE_NOOP("report_columns", "Quá\nhạn\n(10)"),
    QT_TRANSLATE_NOOP("report_columns", "Đang\nxử lý\n(11)"),
    QT_TRANSLATE_NOOP("report_columns", "Trong\nhạn\n(12)"),
    QT_TRANSLATE_NOOP("report_columns", "Quá\nhạn\n(13)"),
)
_BAND_WORDS = QT_TRANSLATE_NOOP(
    "report_columns", "Chưa đủ tệp, không cộng vào tổng; dưới đây là số trong các tệp đã nhận"
)
_C3, _C6, _C7, _C11 = 0, 3, 4, 8
_FIGURE_CHARS, _SHARE_CHARS, _MONEY_CHARS, _HASH_CHARS = 6, 8, 10, 26


class Rank(IntEnum):
    """What a row stands for; rows stay in this order however they are sorted."""

    TOTAL = 0
    LINE = 1
    BAND = 2
    LACKING = 3


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One line of figures under a name.

    Args:
        code: of a ward; empty for a sum, a field or a period.
        rank: what it stands for among the rows.
        unknown: places from 0 whose figures nobody knows.
        note: periods that are missing, or the file the figures are from.
    """

    name: str
    columns: tuple[int, ...]
    money: tuple[int, int] = (0, 0)
    code: str = ""
    rank: Rank = Rank.LINE
    unknown: frozenset[int] = field(default_factory=frozenset)
    note: str = ""


_BAND = FigureRow("", (), rank=Rank.BAND)


def ward_rows(facts: ConsolidatedFacts) -> tuple[FigureRow, ...]:
    """Give the sum of all wards, then each, then those of which a period is missing."""
    names = short_names(ward.row.name for ward in (*facts.wards, *facts.incomplete))
    money = (facts.charge_dong, facts.fee_dong)
    total = FigureRow(_tr("Tổng số"), facts.total.columns, money, rank=Rank.TOTAL)
    rows = tuple(_ward_row(ward, names) for ward in facts.wards)
    lacking = tuple(_ward_row(ward, names, facts.chain) for ward in facts.incomplete)
    return (total, *rows, *((_BAND, *lacking) if lacking else ()))


def field_rows(facts: ConsolidatedFacts) -> tuple[FigureRow, ...]:
    """Give the sum of all fields first, then each."""
    rows = tuple(FigureRow(row.name, row.columns) for row in facts.fields)
    return (FigureRow(_tr("Tổng số"), facts.total.columns, rank=Rank.TOTAL), *rows) if rows else ()


def period_rows(lines: Iterable[FileLine]) -> tuple[FigureRow, ...]:
    """Give the counted files of a ward, newest period first."""
    return tuple(_period_row(line) for line in reversed(tuple(lines)))


def ward_columns() -> tuple[Column[FigureRow], ...]:
    """Give the columns of wards; which periods are missing stands at the end."""
    missing: Column[FigureRow] = Column(
        _tr("Kỳ chưa có tệp"), lambda row: row.note, chars=_HASH_CHARS, tip=lambda row: row.note
    )
    return (*figure_columns(with_money=True), missing)


def figure_columns(*, with_money: bool) -> tuple[Column[FigureRow], ...]:
    """Give (3) to (13) and the share, and what was collected where it is known."""
    share: Column[FigureRow] = Column(
        _tr("Tỷ lệ\n(7)/(3)"), _share, chars=_SHARE_CHARS, is_number=True
    )
    figures = (*(_figure(place) for place in range(len(_TITLES))), share)
    return (*figures, *_money_columns()) if with_money else figures


def period_columns() -> tuple[Column[FigureRow], ...]:
    """Give the columns of a ward's periods, the file of each at the end."""
    name: Column[FigureRow] = Column(_tr("Mã tệp"), lambda row: row.note, chars=_HASH_CHARS)
    return (*figure_columns(with_money=True), name)


def _tr(text: str) -> str:
    return QCoreApplication.translate("report_columns", text)


def _ward_row(ward: WardRow, names: dict[str, str], chain: Chain | None = None) -> FigureRow:
    unknown = set[int]() if chain is None else {_C3}
    if not ward.has_first:
        unknown.add(_C6)
    if not ward.has_last:
        unknown |= set(range(_C11, len(_TITLES)))
    return FigureRow(
        names[ward.row.name],
        ward.row.columns,
        (ward.charge_dong, ward.fee_dong),
        ward.code,
        rank=Rank.LACKING if chain else Rank.LINE,
        unknown=frozenset(unknown),
        note=_missing(chain, ward.missing) if chain else "",
    )


def _missing(chain: Chain, spans: tuple[Span, ...]) -> str:
    return ", ".join(period_word(chain, span) for span in spans)


def _period_row(line: FileLine) -> FigureRow:
    m = line.measures
    columns: Row06a = Row06a(
        titled(period_word(line.chain, line.file.span)),
        (m.c3, m.c4, m.c5, m.c6, m.c7, m.c8, m.c9, m.c10, m.c11, m.c12, m.c13),
    )
    return FigureRow(
        columns.name,
        columns.columns,
        (line.charge_dong, line.fee_dong),
        note=hash_text(line.file.hash),
    )


def _figure(place: int) -> Column[FigureRow]:
    title = _tr(_TITLES[place])
    plain = title.replace("\n", " ")

    def text(row: FigureRow) -> str:
        if row.rank is Rank.BAND:
            return _tr(_BAND_WORDS) if place == 0 else ""
        return "–" if place in row.unknown else formats.count(row.columns[place])

    return Column(
        title,
        text,
        chars=_FIGURE_CHARS,
        is_number=True,
        sort_key=lambda row: row.columns[place] if row.columns else 0,
        spoken=lambda row: f"{row.name}, {plain}: {text(row)}",
    )


def _money_columns() -> tuple[Column[FigureRow], ...]:
    return (_dong(_tr("Phí\n(đồng)"), 0), _dong(_tr("Lệ phí\n(đồng)"), 1))


def _dong(title: str, place: int) -> Column[FigureRow]:
    read: Callable[[FigureRow], int] = lambda row: row.money[place]  # noqa: E731
    return Column(
        title,
        lambda row: "" if row.rank is Rank.BAND else dong_text(read(row)),
        chars=_MONEY_CHARS,
        is_number=True,
        sort_key=read,
    )


def _share(row: FigureRow) -> str:
    if row.rank is Rank.BAND:
        return ""
    if _C3 in row.unknown:
        return "–"
    return percent_text(row.columns[_C7], row.columns[_C3])
