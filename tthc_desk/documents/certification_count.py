"""Count of certifications of a period: dossiers, pages and copies by procedure."""

from collections.abc import Iterator
from dataclasses import replace

from tthc_desk.documents.report_listing import ReportForm
from tthc_desk.documents.table import Column, Kind, Listing, Rank, Row
from tthc_desk.usecases.paper_facts import PaperKind
from tthc_desk.usecases.report_facts import CertificationFacts, CertificationLine

_COPIES = ("Số bản đã chứng thực",)
COLUMNS = (
    Column("STT", 10, Kind.SERIAL),
    Column("Tên thủ tục", 62),
    Column("Số hồ sơ", 16, Kind.COUNT),
    Column("Số trang bản chính", 17, Kind.COUNT),
    Column("Tổng số", 16, Kind.COUNT, _COPIES),
    Column("Bản giấy", 16, Kind.COUNT, _COPIES),
    Column("Bản điện tử", 16, Kind.COUNT, _COPIES),
    Column("Phí, lệ phí đã thu (đồng)", 24, Kind.DONG),
)


def certification_listing(facts: CertificationFacts) -> Listing:
    """Lay out the count; copies on paper and electronic ones are apart."""
    form = ReportForm(PaperKind.CERTIFICATION_COUNT, facts.head)
    table = form.table(COLUMNS, lambda: _rows(facts), len(facts.lines))
    return replace(form.listing(table), portrait=True, table_size=-0.06)


def _rows(facts: CertificationFacts) -> Iterator[Row]:
    for number, line in enumerate(facts.lines, 1):
        yield Row((number, *_cells(line)))
    yield Row(("", *_cells(facts.total)), Rank.TOTAL)


def _cells(line: CertificationLine) -> tuple[str | int, ...]:
    copies = line.paper_copies + line.electronic_copies
    return (
        line.procedure_name,
        line.dossiers,
        line.pages,
        *(copies, line.paper_copies, line.electronic_copies),
        line.charge_dong,
    )
