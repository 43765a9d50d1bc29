"""What closing and reports work with."""

from collections.abc import Callable
from dataclasses import dataclass

from tthc_desk.usecases.paper_facts import DailyTallyFacts
from tthc_desk.usecases.ports import Finding, Progress
from tthc_desk.usecases.reports import Reports


@dataclass(frozen=True, slots=True)
class ClosingServices:
    """Use cases of the closing screen.

    Args:
        chart: makes a PDF of one page with the charts of a day; for the paper lane.
        check: checks the whole data folder and gives what is wrong.
    """

    reports: Reports
    chart: Callable[[DailyTallyFacts], bytes]
    check: Callable[[Progress], tuple[Finding, ...]]
