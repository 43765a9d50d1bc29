"""Makes the lists and reports of a period from their facts, as PDF and as workbook."""

from collections.abc import Callable
from typing import Any

from tthc_desk.documents.certification_count import certification_listing
from tthc_desk.documents.collection_statement import collection_listing
from tthc_desk.documents.handover_list import handover_listing
from tthc_desk.documents.list_paper import print_listing
from tthc_desk.documents.overdue_list import overdue_listing
from tthc_desk.documents.period_charts import period_chart_pdf
from tthc_desk.documents.register import register_listing
from tthc_desk.documents.report_06a import report_06a_listing
from tthc_desk.documents.table import Listing, Progress, Steps
from tthc_desk.documents.tally_book import tally_listing
from tthc_desk.documents.uncollected_list import uncollected_listing
from tthc_desk.usecases.paper_facts import DailyTallyFacts, HandoverListFacts, PaperKind
from tthc_desk.usecases.report_facts import (
    CertificationFacts,
    CollectionFacts,
    OverdueFacts,
    PeriodChartFacts,
    PeriodFacts,
    RegisterFacts,
    Report06aFacts,
    ReportFacts,
    UncollectedFacts,
)

BookFacts = ReportFacts | HandoverListFacts | DailyTallyFacts

REPORT_KINDS: dict[type, PaperKind] = {
    RegisterFacts: PaperKind.REGISTER,
    CollectionFacts: PaperKind.COLLECTION_STATEMENT,
    OverdueFacts: PaperKind.OVERDUE_LIST,
    UncollectedFacts: PaperKind.UNCOLLECTED_LIST,
    Report06aFacts: PaperKind.REPORT_06A,
    CertificationFacts: PaperKind.CERTIFICATION_COUNT,
    PeriodChartFacts: PaperKind.PERIOD_CHARTS,
}
"""The papers of a period by their facts; `render` makes all others."""

_LISTINGS: dict[type, Callable[[Any], Listing]] = {
    RegisterFacts: register_listing,
    CollectionFacts: collection_listing,
    OverdueFacts: overdue_listing,
    UncollectedFacts: uncollected_listing,
    Report06aFacts: report_06a_listing,
    CertificationFacts: certification_listing,
    HandoverListFacts: handover_listing,
    DailyTallyFacts: tally_listing,
}


def render_report(facts: PeriodFacts, progress: Progress | None = None) -> bytes:
    """Make the PDF of a list or of charts; equal facts give equal bytes.

    Args:
        progress: told (lines done, of); False stops.

    Raises:
        DeskError: CANCELLED when it was stopped.
    """
    if isinstance(facts, PeriodChartFacts):
        Steps(1, progress).tell(0)
        return period_chart_pdf(facts)
    return print_listing(_LISTINGS[type(facts)](facts), progress)


def workbook(facts: BookFacts, progress: Progress | None = None) -> bytes:
    """Make the XLSX of a list, of a hand-over list or of the day's tally.

    Args:
        progress: told (steps done, of); False stops.

    Raises:
        DeskError: CANCELLED when it was stopped.
    """
    # The library is loaded by the first workbook, not by the first paper.
    from tthc_desk.documents.workbook import make_workbook

    return make_workbook(_LISTINGS[type(facts)](facts), progress)
