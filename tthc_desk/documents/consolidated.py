"""Báo cáo tổng hợp: the totals of all wards, wards that are not complete apart."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from tthc_desk.documents.consolidated_charts import draw_consolidated_charts
from tthc_desk.documents.list_paper import print_listing
from tthc_desk.documents.report_06a import COLUMNS
from tthc_desk.documents.report_listing import as_of_words, period_mark, period_words
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
_NARROW = tuple(replace(column, width=13) for column in _FIGURES)
_SHARE = Column("Tỷ lệ (7)/(3)", 15, Kind.CODE)
_CHARGE, _FEE = Column("Phí", 22, Kind.DONG, _MONEY), Column("Lệ phí", 22, Kind.DONG, _MONEY)
_NAMED = tuple(f"({number})" for number in range(1, 14))
_WARDS = (
    replace(_SERIAL, width=10),
    Column("Phường", 38),
    *_NARROW,
    _SHARE,
    _CHARGE,
    _FEE,
)
_FIELDS = (replace(_SERIAL, width=11), replace(_FIELD, width=59), *_FIGURES, _SHARE)
# Of a ward that is not complete (3) is never known: (6) and (11) are not of the same days.
_INCOMPLETE = (
    replace(_SERIAL, width=10),
    Column("Phường", 38),
    *(column for at, column in enumerate(_NARROW) if at),
    Column("Kỳ chưa có số liệu", 60),
)
_INCOMPLETE_NUMBERS = (*_NAMED[:2], *_NAMED[3:], "")
_UNIT = "Đơn vị tính: số hồ sơ"
_IDENTITIES = (
    "(3) = (4) + (5) + (6) = (7) + (11); (7) = (8) + (9) + (10); (11) = (12) + (13). "
    "Tỷ lệ cắt ở hai chữ số thập phân, không làm tròn."
)
_MOST_NAMED = 8


def render_consolidated(facts: ConsolidatedFacts, progress: Progress | None = None) -> bytes:
    """Make the PDF with its charts; equal facts give equal bytes.

    Args:
        progress: told (lines done, of); False stops.

    Raises:
        DeskError: CANCELLED when it was stopped.
    """
    listing = consolidated_listing(facts)
    tables = tuple(table for table in listing.tables if table.count or table.name == _BY_WARD)
    charts = partial(draw_consolidated_charts, facts=facts)
    return print_listing(replace(listing, tables=tables), progress, charts)


def consolidated_workbook(facts: ConsolidatedFacts, progress: Progress | None = None) -> bytes:
    """Make the XLSX: wards, fields, and wards that are not complete, a sheet each.

    Args:
        progress: told (steps done, of); False stops.

    Raises:
        DeskError: CANCELLED when it was stopped.
    """
    # The library is loaded by the first workbook, not by the first paper.
    from tthc_desk.documents.workbook import make_workbook

    return make_workbook(consolidated_listing(facts), progress)


_BY_WARD, _BY_FIELD, _LACKING = "Theo phường", "Theo lĩnh vực", "Chưa đủ tệp"


def consolidated_listing(facts: ConsolidatedFacts) -> Listing:
    """Lay out head, three tables and what stands under them."""
    head = facts.head
    return Listing(
        letterhead=head.letterhead,
        as_of=head.as_of,
        name=_NAME,
        title=TITLE,
        under_title=_under_title(facts),
        fields=(completeness(facts),),
        tables=(_ward_table(facts), _field_table(facts), _incomplete_table(facts)),
        signers=(Signer("NGƯỜI LẬP BÁO CÁO", head.officer_name), Signer("THỦ TRƯỞNG ĐƠN VỊ")),
        broken=head.broken,
        after=tuple(_after(facts)),
        mark=period_mark(head),
        chain_head=head.chain_head,
        table_size=-0.2,
    )


def completeness(facts: ConsolidatedFacts) -> tuple[str, str]:
    """Say in plain words of how many wards the report is made, and what became of the others."""
    label = f"Số liệu của {len(facts.wards)} trên {facts.expected} phường"
    lacking = [ward.row.name for ward in facts.incomplete]
    if not lacking:
        return label, "đủ tệp của mọi kỳ"
    named = ", ".join(lacking[:_MOST_NAMED])
    more = len(lacking) - _MOST_NAMED
    others = f" và {more} phường khác" if more > 0 else ""
    return label, f"chưa đủ tệp, không cộng vào bảng: {named}{others}"


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
        numbers=(*_NAMED, "", "", ""),
        unit=f"{_UNIT}, đồng",
        empty="Không có phường nào đủ tệp.",
        flat=False,
    )


def _ward_rows(facts: ConsolidatedFacts) -> Iterator[Row]:
    for number, ward in enumerate(facts.wards, 1):
        money = (ward.charge_dong, ward.fee_dong)
        yield Row((number, ward.row.name, *ward.row.columns, _share(ward.row), *money))
    money = (facts.charge_dong, facts.fee_dong)
    total = ("", "Tổng số", *facts.total.columns, facts.percent, *money)
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
        yield Row((number, row.name, *row.columns, _share(row)))
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
        yield Row((number, ward.row.name, *_known(ward), missing))


def _known(ward: WardRow) -> tuple[Cell, ...]:
    """Give (4) to (13); what nobody knows is left empty."""
    _, c4, c5, c6, c7, c8, c9, c10, *left = ward.row.columns
    before = c6 if ward.has_first else None
    return (c4, c5, before, c7, c8, c9, c10, *(left if ward.has_last else (None,) * 3))


def _share(row: Row06a) -> str:
    received, finished = row.columns[0], row.columns[4]
    return percent_text(finished, received)


def _after(facts: ConsolidatedFacts) -> Iterator[str]:
    yield _IDENTITIES
    yield from _named("Tệp đã đánh số nhưng chưa nhận được:", facts.gaps)
    yield from _named("Ghi chú (không tính vào bảng):", facts.notes)


def _named(label: str, sentences: Iterable[str]) -> Iterator[str]:
    found = tuple(sentences)
    if found:
        yield label
        yield from (f"- {sentence}" for sentence in found)
