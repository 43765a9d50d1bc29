"""Báo cáo tổng hợp: the totals of all wards, wards that are not complete apart."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from tthc_desk.documents.consolidated_charts import draw_consolidated_charts
from tthc_desk.documents.figure_room import fitted, with_room
from tthc_desk.documents.list_paper import print_listing
from tthc_desk.documents.report_06a import COLUMNS
from tthc_desk.documents.report_listing import as_of_words, period_mark, period_words
from tthc_desk.documents.sheet import Sheet
from tthc_desk.documents.span_words import spans_words
from tthc_desk.documents.table import (
    Cell,
    Column,
    Kind,
    Listing,
    Progress,
    Rank,
    Row,
    Signer,
    Table,
)
from tthc_desk.domain.vietnamese import percent_text
from tthc_desk.usecases.report_facts import Row06a
from tthc_desk.usecases.totals_facts import ConsolidatedFacts, WardRow
from tthc_desk.usecases.totals_words import CHAIN_WORDS

TITLE = "BÁO CÁO TỔNG HỢP SỐ LIỆU GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH"
_NAME = "Báo cáo tổng hợp số liệu"
_MONEY = ("Đã thu, trừ hoàn trả (đồng)",)
_SERIAL, _FIELD, *_FIGURES = COLUMNS
_NARROW = tuple(replace(column, width=0.82 * column.width) for column in _FIGURES)
_SHARE = Column("Tỷ lệ (7)/(3)", 13, Kind.CODE)
_CHARGE, _FEE = Column("Phí", 20, Kind.DONG, _MONEY), Column("Lệ phí", 20, Kind.DONG, _MONEY)
_WARD = (replace(_SERIAL, width=9), Column("Phường", 31), Column("Mã", 12, Kind.CODE))
_NAMED = tuple(f"({number})" for number in range(1, 14))
_WARDS = (
    *_WARD,
    *_NARROW,
    _SHARE,
    _CHARGE,
    _FEE,
)
_FIELDS = (replace(_SERIAL, width=11), replace(_FIELD, width=59), *_FIGURES, _SHARE)
# Of a ward that is not complete (3) is never known: (6) and (11) are not of the same days.
_INCOMPLETE = (
    *_WARD,
    *(column for at, column in enumerate(_NARROW) if at),
    Column("Kỳ chưa có số liệu", 62),
)
_WARD_NUMBERS = (*_NAMED[:2], "", *_NAMED[2:], "", "", "")
_INCOMPLETE_NUMBERS = (*_NAMED[:2], "", *_NAMED[3:], "")
_UNIT = "Đơn vị tính: số hồ sơ"
_IDENTITIES = (
    "(3) = (4) + (5) + (6) = (7) + (11); (7) = (8) + (9) + (10); (11) = (12) + (13). "
    "Tỷ lệ cắt ở hai chữ số thập phân, không làm tròn."
)
_MOST_NAMED = 8
_BY_WARD, _BY_FIELD, _LACKING = "Theo phường", "Theo lĩnh vực", "Chưa đủ tệp"


def render_consolidated(facts: ConsolidatedFacts, progress: Progress | None = None) -> bytes:
    """Make the PDF with its charts; equal facts give equal bytes.

    Args:
        progress: told (lines done, of); False stops.

    Raises:
        DeskError: CANCELLED when it was stopped.
    """
    listing = consolidated_listing(facts)
    tables = tuple(table for table in listing.tables if table.count or table.name == _BY_WARD)
    under = (listing.under_title[0], listing.claim)

    def charts(sheet: Sheet) -> None:
        draw_consolidated_charts(sheet, facts, under)

    return print_listing(fitted(replace(listing, tables=tables)), progress, charts)


def consolidated_workbook(facts: ConsolidatedFacts, progress: Progress | None = None) -> bytes:
    """Make the XLSX: wards, fields, and wards that are not complete, a sheet each.

    Args:
        progress: told (steps done, of); False stops.

    Raises:
        DeskError: CANCELLED when it was stopped.
    """
    # The library is loaded by the first workbook, not by the first paper.
    from tthc_desk.documents.workbook import make_workbook

    listing = consolidated_listing(facts)
    # Few rows stand above the heading, so that it can stand still.
    under_title = (listing.claim, " ".join(listing.under_title))
    return make_workbook(with_room(replace(listing, under_title=under_title)), progress)


def consolidated_listing(facts: ConsolidatedFacts) -> Listing:
    """Lay out head, three tables and what stands under them."""
    head = facts.head
    return Listing(
        letterhead=head.letterhead,
        as_of=head.as_of,
        name=_NAME,
        title=TITLE,
        under_title=_under_title(facts),
        claim=completeness(facts),
        fields=_lacking(facts),
        tables=(_ward_table(facts), _field_table(facts), _incomplete_table(facts)),
        signers=(Signer("NGƯỜI LẬP BÁO CÁO", head.officer_name), Signer("THỦ TRƯỞNG ĐƠN VỊ")),
        broken=head.broken,
        after=tuple(_after(facts)),
        mark=period_mark(head),
        chain_head=head.chain_head,
    )


def completeness(facts: ConsolidatedFacts) -> str:
    """Say in plain words of how many wards the report is made."""
    return f"Số liệu của {len(facts.wards)} trên {facts.expected} phường"


def _lacking(facts: ConsolidatedFacts) -> tuple[tuple[str, str], ...]:
    """Name the wards that are not in the sums; many of them stand in their table only."""
    names = [ward.row.name for ward in facts.incomplete]
    if not names:
        return ()
    more = len(names) - _MOST_NAMED
    others = f" và {more} phường khác" if more > 0 else ""
    return (("Chưa đủ tệp, không cộng vào bảng", ", ".join(names[:_MOST_NAMED]) + others),)


def _under_title(facts: ConsolidatedFacts) -> tuple[str, str]:
    days = period_words(facts.head)
    period = f"{facts.period_text} ({days[:1].lower()}{days[1:]})" if facts.period_text else days
    return period, f"{as_of_words(facts.head)} – từ tệp {CHAIN_WORDS[facts.chain]} của các phường"


def _ward_table(facts: ConsolidatedFacts) -> Table:
    return Table(
        _BY_WARD,
        _WARDS,
        lambda: _ward_rows(facts),
        len(facts.wards),
        numbers=_WARD_NUMBERS,
        unit=f"{_UNIT}, đồng",
        empty="Không có phường nào đủ tệp.",
        flat=False,
    )


def _ward_rows(facts: ConsolidatedFacts) -> Iterator[Row]:
    for number, ward in enumerate(facts.wards, 1):
        money = (ward.charge_dong, ward.fee_dong)
        name = (number, ward.row.name, ward.code)
        keep = int(number == len(facts.wards))
        yield Row((*name, *ward.row.columns, _share(ward.row), *money), keep=keep)
    money = (facts.charge_dong, facts.fee_dong)
    total = ("", "Tổng số", "", *facts.total.columns, facts.percent, *money)
    yield Row(total, Rank.TOTAL)


def _field_table(facts: ConsolidatedFacts) -> Table:
    return Table(
        _BY_FIELD,
        _FIELDS,
        lambda: _field_rows(facts),
        len(facts.fields),
        numbers=(*_NAMED, ""),
        unit=_UNIT,
        flat=False,
    )


def _field_rows(facts: ConsolidatedFacts) -> Iterator[Row]:
    for number, row in enumerate(facts.fields, 1):
        keep = int(number == len(facts.fields))
        yield Row((number, row.name, *row.columns, _share(row)), keep=keep)
    yield Row(("", "Tổng số", *facts.total.columns, facts.percent), Rank.TOTAL)


def _incomplete_table(facts: ConsolidatedFacts) -> Table:
    return Table(
        _LACKING,
        _INCOMPLETE,
        lambda: _incomplete_rows(facts),
        len(facts.incomplete),
        numbers=_INCOMPLETE_NUMBERS,
        unit=f"{_UNIT} trong các tệp đã nhận; không cộng vào các bảng khác",
        empty="Không có phường nào thiếu tệp.",
        flat=False,
    )


def _incomplete_rows(facts: ConsolidatedFacts) -> Iterator[Row]:
    for number, ward in enumerate(facts.incomplete, 1):
        missing = spans_words(facts.chain, ward.missing)
        yield Row((number, ward.row.name, ward.code, *_known(ward), missing))


def _known(ward: WardRow) -> tuple[Cell, ...]:
    """Give (4) to (13); what nobody knows is left empty."""
    _, c4, c5, c6, c7, c8, c9, c10, *left = ward.row.columns
    before = c6 if ward.has_first else None
    return (c4, c5, before, c7, c8, c9, c10, *(left if ward.has_last else (None,) * 3))


def _share(row: Row06a) -> str:
    received, finished = row.columns[0], row.columns[4]
    return percent_text(finished, received)


def _after(facts: ConsolidatedFacts) -> Iterator[str]:
    yield from _paragraph("Tệp đã đánh số nhưng chưa nhận được", facts.gaps)
    yield from _paragraph("Ghi chú (không tính vào bảng)", facts.notes)
    yield _IDENTITIES


def _paragraph(label: str, sentences: Iterable[str]) -> Iterator[str]:
    """Write sentences one behind the other: of many wards there may be hundreds."""
    words = "; ".join(sentence.rstrip(". ") for sentence in sentences)
    if words:
        yield f"{label}: {words}."
