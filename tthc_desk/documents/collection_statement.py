"""Statement of phí and lệ phí per cashier, to be compared with the biên lai."""

from collections.abc import Iterator
from dataclasses import replace

from tthc_desk.documents.report_listing import ReportForm
from tthc_desk.documents.table import Column, Kind, Listing, Rank, Row, Signer
from tthc_desk.documents.wording import money_and_words
from tthc_desk.usecases.paper_facts import PaperKind
from tthc_desk.usecases.report_facts import CashierPart, CollectionFacts, CollectionLine

_AMOUNT = ("Số tiền (đồng)",)
_TAX_RECEIPT = ("Biên lai",)
COLUMNS = (
    Column("STT", 9, Kind.SERIAL),
    Column("Mã hồ sơ", 24, Kind.CODE),
    Column("Người nộp", 26),
    Column("Chủ hồ sơ", 26),
    Column("Địa chỉ", 36),
    Column("Tên TTHC", 29),
    Column("Ngày thu", 18, Kind.MOMENT),
    Column("Hình thức thanh toán", 18),
    Column("Phí", 18, Kind.DONG, _AMOUNT),
    Column("Lệ phí", 18, Kind.DONG, _AMOUNT),
    Column("Cộng", 20, Kind.DONG, _AMOUNT),
    Column("Ký hiệu", 16, Kind.CODE, _TAX_RECEIPT),
    Column("Số", 17, Kind.CODE, _TAX_RECEIPT),
)
_BEFORE_AMOUNTS = 8


def collection_listing(facts: CollectionFacts) -> Listing:
    """Lay out the lines under their cashiers, with cash and transfer added up apart."""
    form = ReportForm(PaperKind.COLLECTION_STATEMENT, facts.head)
    count = sum(len(part.lines) for part in facts.cashiers)
    table = replace(form.table(COLUMNS, lambda: _rows(facts), count), flat=False)
    listing = form.listing(table, after=_in_words(facts))
    middle = Signer(form.words["signer_middle"], _only_cashier(facts))
    return replace(
        listing,
        under_title=(*listing.under_title, form.words["remark"]),
        signers=(listing.signers[0], middle, listing.signers[1]),
        table_size=-0.25,
    )


def _rows(facts: CollectionFacts) -> Iterator[Row]:
    for part in facts.cashiers:
        yield Row((f"Người thu: {part.cashier}",), Rank.BAND, span=len(COLUMNS), keep=3)
        for number, line in enumerate(part.lines, 1):
            yield _row(number, line)
        yield from _sums("Cộng", f"của {part.cashier}", (part,), Rank.SUBTOTAL)
    if len(facts.cashiers) > 1:
        yield from _sums("Tổng cộng", "", facts.cashiers, Rank.TOTAL)


def _row(number: int, line: CollectionLine) -> Row:
    return Row(
        (
            number,
            line.number,
            line.payer_name,
            line.owner_name,
            line.address,
            line.procedure_name,
            line.at,
            line.method,
            line.charge_dong,
            line.fee_dong,
            line.charge_dong + line.fee_dong,
            line.receipt_series,
            line.receipt_number,
        )
    )


def _sums(label: str, whose: str, parts: tuple[CashierPart, ...], rank: Rank) -> Iterator[Row]:
    """Add up: all money by phí and lệ phí, then cash and transfer."""
    charges = sum(line.charge_dong for part in parts for line in part.lines)
    fees = sum(line.fee_dong for part in parts for line in part.lines)
    cash, transfer = _cash(parts), _transfer(parts)
    amounts = (
        (f"{label} {whose}", charges, fees, charges + fees),
        (f"{label} tiền mặt", None, None, cash),
        (f"{label} chuyển khoản", None, None, transfer),
    )
    for left, (words, *sums) in zip((2, 1, 0), amounts, strict=True):
        yield Row((words.strip(), *sums, "", ""), rank, span=_BEFORE_AMOUNTS, keep=left)


def _in_words(facts: CollectionFacts) -> tuple[str, ...]:
    cash, transfer = _cash(facts.cashiers), _transfer(facts.cashiers)
    return (
        f"Tiền mặt: {money_and_words(cash)}.",
        f"Chuyển khoản: {money_and_words(transfer)}.",
        f"Tổng số tiền đã thu: {money_and_words(cash + transfer)}.",
    )


def _cash(parts: tuple[CashierPart, ...]) -> int:
    return sum(part.cash_dong for part in parts)


def _transfer(parts: tuple[CashierPart, ...]) -> int:
    return sum(part.transfer_dong for part in parts)


def _only_cashier(facts: CollectionFacts) -> str:
    return facts.cashiers[0].cashier if len(facts.cashiers) == 1 else ""
