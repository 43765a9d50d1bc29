"""What closing and reports work with."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tthc_desk.usecases.closing import Closing
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.listings import Listings
from tthc_desk.usecases.paper_facts import DailyTallyFacts
from tthc_desk.usecases.ports import Finding
from tthc_desk.usecases.report_facts import PeriodChartFacts, ReportFacts
from tthc_desk.usecases.reports import Reports
from tthc_desk.usecases.ward import Ward


@dataclass(frozen=True, slots=True)
class Drawing:
    """Makes files and pictures from facts; all of it in the paper lane.

    Args:
        day_chart, period_chart: one page of PDF for the screen.
        chart_paper: the charts of a period on A4.
        write: puts a whole file in its place, or nothing.
    """

    day_chart: Callable[[DailyTallyFacts], bytes]
    period_chart: Callable[[PeriodChartFacts], bytes]
    chart_paper: Callable[[PeriodChartFacts], bytes]
    pdf: Callable[[ReportFacts, Progress], bytes]
    workbook: Callable[[ReportFacts, Progress], bytes]
    write: Callable[[bytes, Path], None]


@dataclass(frozen=True, slots=True)
class ClosingServices:
    """Use cases of the closing screen.

    Args:
        ward: gives the ward's profile as it is now.
        check: checks the whole data folder and gives what is wrong.
    """

    reports: Reports
    closing: Closing
    listings: Listings
    ward: Callable[[], Ward]
    drawing: Drawing
    check: Callable[[Progress], tuple[Finding, ...]]
