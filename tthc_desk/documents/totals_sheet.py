"""Bảng số liệu tổng hợp: what a totals file holds, for people; the layout is the program's own."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from tthc_desk.documents.digest import grouped
from tthc_desk.documents.report_06a import COLUMNS
from tthc_desk.documents.span_words import spans_words
from tthc_desk.documents.table import Column, Kind, Listing, Rank, Row, Signer, Table
from tthc_desk.documents.wording import short_moment
from tthc_desk.domain.money import dong_text
from tthc_desk.domain.tally import add_up
from tthc_desk.domain.totals import Totals, TotalsNotes, TotalsRow
from tthc_desk.domain.vietnamese import day_text
from tthc_desk.usecases.totals_facts import TotalsSheetFacts
from tthc_desk.usecases.totals_words import CHAIN_WORDS

TITLE = "BẢNG SỐ LIỆU TỔNG HỢP"
_NAME = "Bảng số liệu tổng hợp"
_MONEY = ("Đã thu, trừ hoàn trả (đồng)",)
_SERIAL, _FIELD, *_FIGURES = COLUMNS
_COLUMNS = (
    replace(_SERIAL, width=10),
    replace(_FIELD, title="Lĩnh vực, thủ tục", width=45),
    Column("Mã thủ tục", 17, Kind.CODE),
    *(replace(column, width=0.72 * column.width) for column in _FIGURES),
    Column("Số dư đầu kỳ trong (6)", 13, Kind.COUNT),
    Column("Phí", 20, Kind.DONG, _MONEY),
    Column("Lệ phí", 20, Kind.DONG, _MONEY),
)
_NUMBERS = ("(1)", "(2)", "", *(f"({number})" for number in range(3, 14)), "", "", "")
_NO_FIELD = "Chưa ghi lĩnh vực"
_IDENTITIES = "(3) = (4) + (5) + (6) = (7) + (11); (7) = (8) + (9) + (10); (11) = (12) + (13)."
_NOTE_WORDS = (
    ("voided", "hồ sơ hủy"),
    ("refused", "từ chối tại quầy"),
    ("guided", "hướng dẫn tại quầy"),
    ("not_counted", "tiếp nhận giúp cơ quan khác"),
    ("late", "nhập bù từ phiếu viết tay"),
    ("unclosed_days", "ngày chưa chốt sổ"),
)
_MOST_GAPS = 10
_NO_GAPS = "không có kỳ nào trước kỳ này"


def totals_listing(facts: TotalsSheetFacts, *, draft: bool = False) -> Listing:
    """Lay out the sheet; a draft is what is shown before anything is sent."""
    totals = facts.totals
    table = Table(
        _NAME,
        _COLUMNS,
        lambda: _rows(totals),
        len(totals.rows),
        numbers=_NUMBERS,
        unit="Đơn vị tính: số hồ sơ, đồng",
        empty="Trong kỳ không có hồ sơ nào.",
        flat=False,
    )
    return Listing(
        letterhead=facts.letterhead,
        as_of=totals.as_of,
        name=_NAME,
        title=TITLE,
        under_title=(f"{_period(facts)} (số liệu tính đến {short_moment(totals.as_of)})",),
        fields=tuple(_fields(facts)),
        tables=(table,),
        signers=(Signer("NGƯỜI LẬP", facts.officer_name), Signer("NGƯỜI PHỤ TRÁCH")),
        after=(_IDENTITIES, note_sentence(totals.notes), *_after(facts)),
        mark=f"{totals.ward_code} – {facts.period_text}",
        chain_head=totals.audit_head[:16],
        draft=draft,
    )


def days_words(totals: Totals) -> str:
    """Write the days of the file."""
    first, last = day_text(totals.span.first), day_text(totals.span.last)
    return first if first == last else f"{first} – {last}"


def note_sentence(notes: TotalsNotes) -> str:
    """Write what stands in no column, zeros too: what is not said was not counted."""
    said = "; ".join(f"{words} {dong_text(getattr(notes, name))}" for name, words in _NOTE_WORDS)
    return f"Không tính vào bảng: {said}."


def _period(facts: TotalsSheetFacts) -> str:
    days = days_words(facts.totals)
    period = facts.period_text if days in facts.period_text else f"{facts.period_text} ({days})"
    return f"{period} – chuỗi {CHAIN_WORDS[facts.totals.chain]}"


def _fields(facts: TotalsSheetFacts) -> Iterator[tuple[str, str]]:
    totals = facts.totals
    sender = f"{totals.ward_name} (mã {totals.ward_code})"
    yield "Đơn vị gửi", f"{sender}; đơn vị nhận: {facts.receiver}" if facts.receiver else sender
    if totals.replaces:
        yield "Tệp sửa đổi, thay tệp", grouped(totals.replaces)
    yield "Chưa gửi", _gaps(facts, _MOST_GAPS) or _NO_GAPS


def _after(facts: TotalsSheetFacts) -> Iterator[str]:
    """Name what the head has no room for, and the file these figures are of."""
    totals = facts.totals
    if _gaps(facts) != _gaps(facts, _MOST_GAPS):
        yield f"Đủ các kỳ chưa gửi: {_gaps(facts)}."
    if facts.file_hash:
        yield f"Tệp: {totals.file_name}, số {totals.seq} của khóa ký {totals.key_id}."
        yield f"Mã tệp (SHA-256): {grouped(facts.file_hash)}"


def _gaps(facts: TotalsSheetFacts, most: int = 0) -> str:
    return spans_words(facts.totals.chain, facts.gaps, most)


def _rows(totals: Totals) -> Iterator[Row]:
    by_field = groupby(totals.rows, key=lambda row: row.field)
    for number, (field, rows) in enumerate(by_field, 1):
        procedures = tuple(rows)
        head = (number, field or _NO_FIELD, "", *_sums(procedures))
        yield Row(head, Rank.BAND, keep=1)
        for at, row in enumerate(procedures, 1):
            name = (f"{number}.{at}", row.procedure_name, row.procedure_code)
            yield Row((*name, *_sums((row,))), keep=int(row is totals.rows[-1]))
    yield Row(("", "Tổng số", "", *_sums(totals.rows)), Rank.TOTAL)


def _sums(rows: Sequence[TotalsRow]) -> tuple[int, ...]:
    return (
        *add_up(rows).columns().values(),
        sum(row.opening for row in rows),
        sum(row.charge_dong for row in rows),
        sum(row.fee_dong for row in rows),
    )
