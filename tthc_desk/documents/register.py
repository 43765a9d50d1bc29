"""Sổ theo dõi hồ sơ of a period."""

from dataclasses import replace

from tthc_desk.documents.report_listing import ReportForm
from tthc_desk.documents.table import Column, Kind, Listing, Row
from tthc_desk.documents.wording import two_digits
from tthc_desk.usecases.paper_facts import PaperKind
from tthc_desk.usecases.report_facts import RegisterFacts, RegisterLine

_DAYS = ("Ngày, tháng, năm",)
_DELIVERY = ("Trả kết quả",)
# Source: Thông tư 01/2018/TT-VPCP, Sổ theo dõi hồ sơ.
COLUMNS = (
    Column("STT", 9, Kind.SERIAL),
    Column("Mã hồ sơ", 21, Kind.CODE),
    Column("Tên TTHC", 29),
    Column("Số lượng hồ sơ (bộ)", 11, Kind.SETS),
    Column("Tên cá nhân, tổ chức", 23),
    Column("Địa chỉ, số điện thoại", 33),
    Column("Cơ quan chủ trì giải quyết", 19),
    Column("Nhận hồ sơ", 14.4, Kind.DAY, _DAYS),
    Column("Hẹn trả kết quả", 14.4, Kind.DAY, _DAYS),
    Column("Chuyển hồ sơ đến cơ quan giải quyết", 14.4, Kind.DAY, _DAYS),
    Column("Nhận kết quả từ cơ quan giải quyết", 14.4, Kind.DAY, _DAYS),
    Column("Ngày, tháng, năm", 14.4, Kind.DAY, _DELIVERY),
    Column("Phương thức nhận kết quả", 14, Kind.TEXT, _DELIVERY),
    Column("Ký nhận", 18, Kind.TEXT, _DELIVERY),
    Column("Ghi chú", 15),
)
_SMALL = -0.28  # a day of fifteen columns stays on one line


def register_listing(facts: RegisterFacts) -> Listing:
    """Lay out the register; its first column is the number in the year's book."""
    form = ReportForm(PaperKind.REGISTER, facts.head)
    table = form.table(COLUMNS, lambda: map(_row, facts.lines), len(facts.lines))
    total = f"Tổng số: {two_digits(len(facts.lines))} hồ sơ."
    return replace(form.listing(table, after=(total,)), table_size=_SMALL)


def _row(line: RegisterLine) -> Row:
    return Row(
        (
            line.serial,
            line.number,
            line.procedure_name,
            line.sets,
            line.owner_name,
            "; ".join(filter(None, (line.owner_address, line.phone))),
            line.agency,
            line.received_day,
            line.due_day,
            line.forwarded_day,
            line.result_day,
            line.delivered_day,
            line.way,
            _signed(line),
            _note(line),
        )
    )


def _signed(line: RegisterLine) -> str:
    giver = f"(bên giao: {line.giver})" if line.giver else ""
    return " ".join(filter(None, (line.taker, giver)))


def _note(line: RegisterLine) -> str:
    """Name the official code here: the number in its own column is the one that is looked up."""
    official = f"Mã chính thức: {line.official_code}" if line.official_code else ""
    return "; ".join(filter(None, (official, line.note)))
