"""Biểu số II.06a/VPCP/KSTT: dossiers received, finished and in hand in a period, by field."""

from collections.abc import Iterator
from dataclasses import replace

from tthc_desk.documents.report_listing import ReportForm, as_of_words, period_words
from tthc_desk.documents.table import Column, Kind, Listing, Rank, Row
from tthc_desk.usecases.paper_facts import PaperKind
from tthc_desk.usecases.report_facts import Report06aFacts

_RECEIVED = ("Số hồ sơ nhận giải quyết",)
_IN_PERIOD = (*_RECEIVED, "Trong kỳ")
_FINISHED = ("Số hồ sơ đã giải quyết",)
_OPEN = ("Số hồ sơ đang giải quyết",)
# Source: Biểu số II.06a/VPCP/KSTT; other programs read the form by these headings.
COLUMNS = (
    Column("STT", 11, Kind.SERIAL),
    Column("Lĩnh vực, công việc giải quyết theo cấp", 59),
    Column("Tổng số", 17, Kind.COUNT, _RECEIVED),
    Column("Trực tuyến", 17, Kind.COUNT, _IN_PERIOD),
    Column("Trực tiếp, dịch vụ bưu chính", 20, Kind.COUNT, _IN_PERIOD),
    Column("Từ kỳ trước", 17, Kind.COUNT, _RECEIVED),
    Column("Tổng số", 17, Kind.COUNT, _FINISHED),
    Column("Trước hạn", 17, Kind.COUNT, _FINISHED),
    Column("Đúng hạn", 17, Kind.COUNT, _FINISHED),
    Column("Quá hạn", 17, Kind.COUNT, _FINISHED),
    Column("Tổng số", 17, Kind.COUNT, _OPEN),
    Column("Trong hạn", 17, Kind.COUNT, _OPEN),
    Column("Quá hạn", 17, Kind.COUNT, _OPEN),
)
_NUMBERS = tuple(f"({number})" for number in range(1, len(COLUMNS) + 1))
_IDENTITIES = "(3) = (4) + (5) + (6) = (7) + (11); (7) = (8) + (9) + (10); (11) = (12) + (13)."


def report_06a_listing(facts: Report06aFacts) -> Listing:
    """Lay out the form; shares of a hundred are not part of it."""
    form, head = ReportForm(PaperKind.REPORT_06A, facts.head), facts.head
    words = form.words
    table = replace(
        form.table(COLUMNS, lambda: _rows(facts), len(facts.rows)),
        numbers=_NUMBERS,
        unit=words["unit_of_count"],
        flat=False,
    )
    units = ((words["reporter"], facts.reporter), (words["receiver"], facts.receiver))
    listing = form.listing(table, after=(_IDENTITIES, *_notes(facts, words["notes"])))
    return replace(
        listing,
        corner=((words["form"],), tuple(f"- {label}: {unit}" for label, unit in units)),
        under_title=(_period(facts, words["period"]), as_of_words(head)),
        table_size=-0.08,
    )


def _period(facts: Report06aFacts, label: str) -> str:
    between = period_words(facts.head)
    if not facts.period_text:
        return f"{label}: {between[:1].lower()}{between[1:]}"
    return f"{label}: {facts.period_text} ({between})"


def _rows(facts: Report06aFacts) -> Iterator[Row]:
    for number, row in enumerate(facts.rows, 1):
        yield Row((number, row.name, *row.columns))
    yield Row(("", facts.total.name, *facts.total.columns), Rank.TOTAL)


def _notes(facts: Report06aFacts, label: str) -> tuple[str, ...]:
    return (label, *(f"- {note}" for note in facts.notes)) if facts.notes else ()
