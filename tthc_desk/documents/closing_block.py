"""The parts of the daily tally that speak of its closing: cash, names, reasons, corrections."""

from tthc_desk.documents.fonts import Face
from tthc_desk.documents.grid import Column, Grid
from tthc_desk.documents.layout import Signatory, draw_field
from tthc_desk.documents.lettering import Run
from tthc_desk.documents.sheet import LEADING, Align, Sheet
from tthc_desk.documents.wording import short_moment
from tthc_desk.domain.money import dong_text
from tthc_desk.usecases.paper_facts import CashRow, ClosingFacts, DailyTallyFacts, TallyChange

_CASH = "Tiền mặt theo từng người thu (đồng)"
_CASH_COLUMNS = (
    Column("Người thu", 36),
    Column("Đầu ngày", 19, Align.RIGHT, _CASH),
    Column("Thu", 19, Align.RIGHT, _CASH),
    Column("Hoàn trả", 18, Align.RIGHT, _CASH),
    Column("Phải có", 19, Align.RIGHT, _CASH),
    Column("Đếm được", 19, Align.RIGHT, _CASH),
    Column("Chênh lệch", 19, Align.RIGHT, _CASH),
    Column("Nộp đi", 19, Align.RIGHT, _CASH),
)
_CHANGE_COLUMNS = (
    Column("Chỉ tiêu", 70),
    Column("Theo sổ đã chốt", 26, Align.RIGHT),
    Column("Sau đính chính", 26, Align.RIGHT),
    Column("Chênh lệch", 26, Align.RIGHT),
)


def closing_line(closing: ClosingFacts) -> str:
    """Say in one line that the day is closed, and how often it was."""
    again = f", chốt lại lần {closing.again}" if closing.again else ""
    return f"Đã chốt sổ lúc {short_moment(closing.closed_at)}{again}"


def draw_closing(sheet: Sheet, closing: ClosingFacts) -> None:
    """Draw the cash of each cashier, transfers apart, and who answers for a difference."""
    sheet.skip(sheet.points() * 0.4)
    _head(sheet, "Chốt sổ")
    if closing.cash:
        _cash(sheet, closing.cash)
    else:
        draw_field(sheet, "Tiền mặt", "trong ngày không thu tiền mặt")
    draw_field(sheet, "Chuyển khoản trong ngày", dong_text(closing.transfer_dong, unit=True))
    _refunds(sheet, closing)
    _names(sheet, closing)
    for sentence in closing.reopened:
        sheet.write(f"- {sentence}", indent=sheet.points() * 0.6)


def draw_corrections(sheet: Sheet, facts: DailyTallyFacts) -> None:
    """Draw the figures as closed beside the corrected ones, and what corrected them."""
    if not facts.corrections:
        return
    sheet.skip(sheet.points() * 0.4)
    _head(sheet, "Đính chính sau khi chốt sổ")
    grid = Grid(sheet, _CHANGE_COLUMNS, sheet.points(-0.08))
    for change in facts.changes:
        differs = change.as_closed != change.corrected
        grid.row(_change(change), face=Face.BOLD if differs else Face.REGULAR)
    sheet.skip(sheet.points() * 0.3)
    for sentence in facts.corrections:
        sheet.write(f"- {sentence}", indent=sheet.points() * 0.6)


def signatories(facts: DailyTallyFacts) -> tuple[Signatory, ...]:
    """Say who signs the tally: of a closed day those who closed it."""
    head = Signatory("THỦ TRƯỞNG/PHỤ TRÁCH")
    closing = facts.closing
    if closing is None:
        return (Signatory("NGƯỜI LẬP BIỂU", facts.officer_name), head)
    second = Signatory("NGƯỜI THỨ HAI", closing.second_name)
    closer = Signatory("NGƯỜI CHỐT SỔ", closing.closed_by)
    return (closer, second, head) if closing.second_name else (closer, head)


def _head(sheet: Sheet, words: str) -> None:
    sheet.need(6 * sheet.points() * LEADING)
    sheet.write(Run(words, Face.BOLD), after=sheet.points() * 0.2)


def _cash(sheet: Sheet, rows: tuple[CashRow, ...]) -> None:
    grid = Grid(sheet, _CASH_COLUMNS, sheet.points(-0.08))
    for row in rows:
        grid.row((row.name, *map(_plain, _amounts(row)[:-2]), *_last(row)))
    if len(rows) > 1:
        totals = [sum(column) for column in zip(*map(_amounts, rows), strict=True)]
        difference = _signed(totals[-2])
        total = ("Cộng", *map(_plain, totals[:-2]), difference, _plain(totals[-1]))
        grid.row(total, face=Face.BOLD)
    sheet.skip(sheet.points() * 0.4)


def _amounts(row: CashRow) -> tuple[int, ...]:
    return (
        *(row.opening_dong, row.collected_dong, row.refunded_dong),
        *(row.computed_dong, row.counted_dong, row.difference_dong, row.handed_in_dong),
    )


def _last(row: CashRow) -> tuple[str, str]:
    return _signed(row.difference_dong), _plain(row.handed_in_dong)


def _plain(amount_dong: int) -> str:
    return dong_text(amount_dong)


def _signed(amount: int) -> str:
    return f"+{dong_text(amount)}" if amount > 0 else dong_text(amount)


def _change(change: TallyChange) -> tuple[str, ...]:
    figures = (dong_text(change.as_closed), dong_text(change.corrected))
    return (change.name, *figures, _signed(change.corrected - change.as_closed))


def _refunds(sheet: Sheet, closing: ClosingFacts) -> None:
    cash, transfer = closing.refund_cash_dong, closing.refund_transfer_dong
    if cash or transfer:
        given = f"tiền mặt {dong_text(cash, unit=True)}; chuyển khoản "
        draw_field(sheet, "Hoàn trả trong ngày", given + dong_text(transfer, unit=True))


def _names(sheet: Sheet, closing: ClosingFacts) -> None:
    differences = "; ".join(
        f"{row.name} {'thừa' if row.difference_dong > 0 else 'thiếu'} "
        f"{dong_text(abs(row.difference_dong), unit=True)}"
        for row in closing.cash
        if row.difference_dong
    )
    if differences:
        draw_field(sheet, "Chênh lệch tiền mặt", differences, face=Face.BOLD)
    if closing.reason:
        draw_field(sheet, "Lý do", closing.reason)
    draw_field(sheet, "Người chốt sổ", closing.closed_by)
    if closing.second_name:
        draw_field(sheet, "Người thứ hai", closing.second_name)
    elif closing.lone:
        draw_field(sheet, "Người thứ hai", "không có, một mình trực; lý do nêu trên")
