"""The tally of a day as tables of a workbook; on paper it is drawn with its charts."""

from collections.abc import Iterator

from tthc_desk.documents.table import Column, Kind, Listing, Rank, Row, Signer, Table
from tthc_desk.documents.wording import short_moment
from tthc_desk.domain.vietnamese import day_text, long_date, weekday_name
from tthc_desk.usecases.paper_facts import DailyTallyFacts, TallyLine

_COUNTS = ("Số hồ sơ trong ngày",)
_MONEY = ("Thu trong ngày (đồng)",)
COLUMNS = (
    Column("STT", 10, Kind.SERIAL),
    Column("Đơn vị xử lý", 44),
    Column("Tiếp nhận", 18, Kind.COUNT, _COUNTS),
    Column("Có kết quả", 18, Kind.COUNT, _COUNTS),
    Column("Đã trả công dân", 18, Kind.COUNT, _COUNTS),
    Column("Phí", 22, Kind.DONG, _MONEY),
    Column("Lệ phí", 22, Kind.DONG, _MONEY),
    Column("Yêu cầu bổ sung", 18, Kind.COUNT),
    Column("Trả lại, xin rút", 18, Kind.COUNT),
)
BALANCE_COLUMNS = (
    Column("Chỉ tiêu", 80),
    Column("Số lượng", 30, Kind.COUNT),
    Column("Đơn vị", 30),
)


CHANGE_COLUMNS = (
    Column("Chỉ tiêu", 80),
    Column("Theo sổ đã chốt", 30, Kind.COUNT),
    Column("Sau đính chính", 30, Kind.COUNT),
    Column("Chênh lệch", 30, Kind.COUNT),
)


def tally_listing(facts: DailyTallyFacts) -> Listing:
    """Lay out the figures by row of the tally, the balance of the day, and what was corrected."""
    table = Table("Thống kê trong ngày", COLUMNS, lambda: _rows(facts), len(facts.lines))
    balance = _balance(facts)
    name = "Cân đối trong ngày"
    weekday = weekday_name(facts.day)
    when = f"{weekday[:1].upper()}{weekday[1:]}, {long_date(facts.day)}"
    return Listing(
        letterhead=facts.letterhead,
        as_of=facts.as_of,
        name="Thống kê số lượng hồ sơ trong ngày",
        title="THỐNG KÊ SỐ LƯỢNG HỒ SƠ TRONG NGÀY",
        under_title=(f"{when} (số liệu tính đến {short_moment(facts.as_of)})",),
        tables=(
            table,
            Table(name, BALANCE_COLUMNS, lambda: balance, len(balance), flat=False),
            *_changes(facts),
        ),
        signers=(Signer("NGƯỜI LẬP BIỂU", facts.officer_name), Signer("THỦ TRƯỞNG/PHỤ TRÁCH")),
        broken=facts.broken,
        after=(
            *_said("Đính chính sau khi chốt sổ:", facts.corrections),
            *_said("Ghi chú (không tính vào bảng):", facts.notes),
        ),
        mark=day_text(facts.day),
        chain_head=facts.chain_head,
    )


def _rows(facts: DailyTallyFacts) -> Iterator[Row]:
    for number, line in enumerate(facts.lines, 1):
        yield Row((number, *_cells(line)))
    yield Row(("", *_cells(facts.total)), Rank.TOTAL)


def _cells(line: TallyLine) -> tuple[str | int, ...]:
    return (
        line.name,
        *(line.received, line.finished, line.delivered),
        *(line.charge_dong, line.fee_dong),
        *(line.supplements, line.withdrawn),
    )


def _balance(facts: DailyTallyFacts) -> tuple[Row, ...]:
    early, on_time, late = facts.timeliness
    dossiers = (
        ("Hồ sơ kỳ trước chuyển sang", facts.carried_over),
        ("Tiếp nhận trong ngày", facts.total.received),
        *((f"– {name}", count) for name, count in facts.by_channel),
        ("Có kết quả trong ngày", early + on_time + late),
        *(("– trước hạn", early), ("– đúng hạn", on_time), ("– quá hạn", late)),
        ("Đang giải quyết cuối ngày", facts.in_hand),
        ("– trong đó quá hạn", facts.in_hand_late),
    )
    money = (
        ("Thu bằng tiền mặt", facts.cash_dong),
        ("Thu bằng chuyển khoản", facts.transfer_dong),
    )
    rows = [Row((name, count, "hồ sơ")) for name, count in dossiers]
    return (*rows, *(Row((name, dong, "đồng")) for name, dong in money))


def _changes(facts: DailyTallyFacts) -> Iterator[Table]:
    """Put the figures as closed beside the corrected ones, when anything was corrected."""
    rows = [
        Row((change.name, change.as_closed, change.corrected, change.corrected - change.as_closed))
        for change in facts.changes
    ]
    if rows:
        yield Table("Đính chính", CHANGE_COLUMNS, lambda: rows, len(rows))


def _said(head: str, sentences: tuple[str, ...]) -> tuple[str, ...]:
    return (head, *sentences) if sentences else ()
