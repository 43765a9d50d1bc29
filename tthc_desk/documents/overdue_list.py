"""List of overdue dossiers with their reasons, and how many there are of each cause."""

from collections.abc import Iterator

from tthc_desk.documents.report_listing import ReportForm
from tthc_desk.documents.table import Column, Kind, Listing, Rank, Row, Table
from tthc_desk.documents.wording import two_digits
from tthc_desk.usecases.paper_facts import PaperKind
from tthc_desk.usecases.report_facts import OverdueFacts, OverdueLine

_DAYS = ("Ngày, tháng, năm",)
# Decided for this program: no official form of this list is established.
COLUMNS = (
    Column("STT", 9, Kind.SERIAL),
    Column("Mã hồ sơ", 24, Kind.CODE),
    Column("Tên TTHC", 33),
    Column("Lĩnh vực", 20),
    Column("Họ tên chủ hồ sơ", 27),
    Column("Số điện thoại", 21, Kind.CODE),
    Column("Nhận hồ sơ", 17, Kind.DAY, _DAYS),
    Column("Hẹn trả kết quả", 17, Kind.DAY, _DAYS),
    Column("Có kết quả", 17, Kind.DAY, _DAYS),
    Column("Số ngày quá hạn", 13, Kind.COUNT),
    Column("Người, đơn vị đang giữ hồ sơ", 25),
    Column("Nguyên nhân", 25),
    Column("Lý do cụ thể", 31),
)
CAUSE_COLUMNS = (
    Column("STT", 9, Kind.SERIAL),
    Column("Nguyên nhân quá hạn", 90),
    Column("Số hồ sơ", 30, Kind.COUNT),
)


def overdue_listing(facts: OverdueFacts) -> Listing:
    """Lay out the list and, under it, the summary by cause."""
    form = ReportForm(PaperKind.OVERDUE_LIST, facts.head)
    lines = form.table(COLUMNS, lambda: _rows(facts), len(facts.lines))
    total = f"Tổng số: {two_digits(len(facts.lines))} hồ sơ."
    if not facts.by_cause:
        return form.listing(lines, after=(total,))
    name, count = form.words["summary"], len(facts.by_cause)
    causes = Table(name, CAUSE_COLUMNS, lambda: _causes(facts), count)
    return form.listing(lines, causes)


def _rows(facts: OverdueFacts) -> Iterator[Row]:
    return (_row(number, line) for number, line in enumerate(facts.lines, 1))


def _row(number: int, line: OverdueLine) -> Row:
    return Row(
        (
            number,
            line.number,
            line.procedure_name,
            line.field,
            line.owner_name,
            line.phone,
            line.received_day,
            line.due_day,
            line.finished_day,
            line.days_late,
            line.holder,
            line.cause,
            line.reason,
        )
    )


def _causes(facts: OverdueFacts) -> Iterator[Row]:
    for number, (cause, count) in enumerate(facts.by_cause, 1):
        yield Row((number, cause, count))
    total = sum(count for _, count in facts.by_cause)
    yield Row(("Tổng số", total), Rank.TOTAL, span=2)
