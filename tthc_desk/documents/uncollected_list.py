"""List of results that nobody has collected, with the telephone to call."""

from collections.abc import Iterator

from tthc_desk.documents.report_listing import ReportForm
from tthc_desk.documents.table import Column, Kind, Listing, Rank, Row
from tthc_desk.documents.wording import two_digits
from tthc_desk.usecases.paper_facts import PaperKind
from tthc_desk.usecases.report_facts import UncollectedFacts, UncollectedLine

# Decided for this program: no official form of this list is established.
COLUMNS = (
    Column("STT", 9, Kind.SERIAL),
    Column("Mã hồ sơ", 25, Kind.CODE),
    Column("Tên TTHC", 36),
    Column("Họ tên chủ hồ sơ", 29),
    Column("Người nộp", 29),
    Column("Số điện thoại", 22, Kind.CODE),
    Column("Địa chỉ", 43),
    Column("Ngày hẹn trả", 18, Kind.DAY),
    Column("Ngày có kết quả", 18, Kind.DAY),
    Column("Số ngày chờ", 12, Kind.COUNT),
    Column("Số kết quả", 18, Kind.CODE),
    Column("Còn phải thu (đồng)", 19, Kind.DONG),
    Column("Trả qua bưu điện (X là có)", 15, Kind.CODE),
)


def uncollected_listing(facts: UncollectedFacts) -> Listing:
    """Lay out the list; what is still owed is added up."""
    form = ReportForm(PaperKind.UNCOLLECTED_LIST, facts.head)
    table = form.table(COLUMNS, lambda: _rows(facts), len(facts.lines))
    total = f"Tổng số: {two_digits(len(facts.lines))} kết quả."
    return form.listing(table, after=(total,))


def _rows(facts: UncollectedFacts) -> Iterator[Row]:
    for number, line in enumerate(facts.lines, 1):
        yield _row(number, line)
    owed = sum(line.owed_dong for line in facts.lines)
    if owed:
        yield Row(("Tổng số còn phải thu", owed, ""), Rank.TOTAL, span=11)


def _row(number: int, line: UncollectedLine) -> Row:
    return Row(
        (
            number,
            line.number,
            line.procedure_name,
            line.owner_name,
            line.submitter_name,
            line.phone,
            line.address,
            line.due_day,
            line.finished_day,
            line.days_waiting,
            line.result_number,
            line.owed_dong,
            "X" if line.by_post else "",
        )
    )
