"""Lists and reports of a period, and workbooks of lists, written into a file of the asked kind."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from tthc_desk.app import plain_reports
from tthc_desk.app.options import day, moment
from tthc_desk.app.output import say
from tthc_desk.app.wiring import Desk
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.officers import Actor
from tthc_desk.domain.report_periods import PeriodKind, ReportPeriod, period_at
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.listings import EARLIEST, LATEST, Asked
from tthc_desk.usecases.messages import error_text
from tthc_desk.usecases.paper_facts import DailyTallyFacts, HandoverListFacts, PaperKind
from tthc_desk.usecases.paper_record import facts_from_text
from tthc_desk.usecases.report_facts import PeriodChartFacts, PeriodFacts

OF_A_PERIOD = frozenset(
    {
        PaperKind.REGISTER,
        PaperKind.COLLECTION_STATEMENT,
        PaperKind.OVERDUE_LIST,
        PaperKind.UNCOLLECTED_LIST,
        PaperKind.REPORT_06A,
        PaperKind.CERTIFICATION_COUNT,
        PaperKind.PERIOD_CHARTS,
    }
)
OF_A_LIST = frozenset({PaperKind.HANDOVER_LIST, PaperKind.RESULT_HANDOVER})
AS_WORKBOOK = (OF_A_PERIOD - {PaperKind.PERIOD_CHARTS}) | OF_A_LIST | {PaperKind.DAILY_TALLY}
_LONG = 5000
"""Shorter work is done before a line about it would be read."""
_PARTS = 4


@dataclass(frozen=True, slots=True)
class PeriodWords:
    """The days of a period as they were typed.

    Args:
        preset: kind of period; it is the one that holds the day `first`.
    """

    first: str | None
    last: str | None
    preset: PeriodKind | None
    as_of: str | None

    @property
    def none(self) -> bool:
        """Say that nothing of a period was typed."""
        return (self.first, self.last, self.preset, self.as_of) == (None, None, None, None)

    def period(self) -> ReportPeriod:
        """Read the days.

        Raises:
            DeskError: DATE; REQUIRED when an end is missing.
        """
        if self.first is None:
            raise DeskError(Code.REQUIRED, "from")
        begin = day(self.first, "from")
        if not EARLIEST <= begin <= LATEST:
            raise DeskError(Code.DATE, "from", low=EARLIEST, high=LATEST)
        if self.preset is not None:
            found = period_at(self.preset, begin)
            if self.last is not None and day(self.last, "to") != found.last:
                raise DeskError(Code.DATE, "to", low=found.last, high=found.last)
            return found
        if self.last is None:
            raise DeskError(Code.REQUIRED, "to")
        return ReportPeriod(begin, day(self.last, "to"))

    def known_at(self) -> datetime | None:
        """Read the moment the figures are asked as of."""
        return moment(self.as_of, "as_of") if self.as_of else None


def check_ending(kind: PaperKind, out: Path) -> bool:
    """Tell by the ending of a file whether a workbook is asked for.

    Raises:
        DeskError: FORMAT when the paper does not come in that form.
    """
    ending = out.suffix.lower()
    if ending == ".pdf" or (ending == ".xlsx" and kind in AS_WORKBOOK):
        return ending == ".xlsx"
    reason = "pdf_or_xlsx" if kind in AS_WORKBOOK else "only_pdf"
    raise DeskError(Code.FORMAT, "out", reason=reason)


def facts_of_period(desk: Desk, kind: PaperKind, asked: Asked) -> PeriodFacts:
    """Gather the facts of whatever is printed of a period.

    Raises:
        DeskError: DATE, CANCELLED.
    """
    if kind is PaperKind.PERIOD_CHARTS:
        return desk.listings.charts(asked)
    return desk.listings.facts(kind, asked)


def write_period_paper(
    desk: Desk, kind: PaperKind, words: PeriodWords, out: Path, actor: Actor
) -> dict[str, Any]:
    """Write a list or report of a period; give what the command answers.

    Raises:
        DeskError: what is wrong with the period or the file.
    """
    from tthc_desk.documents.paper_file import write_paper
    from tthc_desk.documents.reports import render_report, workbook

    as_workbook = check_ending(kind, out)
    period = words.period()
    asked = Asked(period.first, period.last, actor, words.known_at(), told_in_quarters())
    facts = facts_of_period(desk, kind, asked)
    if as_workbook and not isinstance(facts, PeriodChartFacts):
        content = workbook(facts, told_in_quarters())
    else:
        content = render_report(facts, told_in_quarters())
    write_paper(content, out)
    if facts.head.broken:
        say(error_text(DeskError(Code.IDENTITY)))
    return {"kind": kind, "out": str(out), **plain_reports.report(facts)}


def write_list_workbook(
    desk: Desk, kind: PaperKind, subject: str, out: Path, actor: Actor
) -> dict[str, Any]:
    """Write the workbook of a hand-over list (its number) or of a day's tally (its day).

    It is a table to work with, not the signed sheet: no paper is issued or marked as printed.

    Raises:
        DeskError: NOT_FOUND, DATE, what is wrong with the file.
    """
    from tthc_desk.documents.paper_file import write_paper
    from tthc_desk.documents.reports import workbook

    check_ending(kind, out)
    facts: DailyTallyFacts | HandoverListFacts
    broken: tuple[str, ...] = ()
    if kind is PaperKind.DAILY_TALLY:
        facts = _tally(desk, day(subject, "date"), actor)
        broken = facts.broken
    else:
        facts = _handover(desk, kind, subject)
    write_paper(workbook(facts), out)
    return {"kind": kind, "subject": subject, "out": str(out), "broken": broken}


def told_in_quarters(tell: Callable[[str], None] = say) -> Progress:
    """Make what says on standard error how far long work has come."""
    last = -1

    def progress(done: int, of: int) -> bool:
        nonlocal last
        part = done * _PARTS // of if of else _PARTS
        if of >= _LONG and part != last:
            tell(f"{done}/{of}")
        last = part
        return True

    return progress


def _tally(desk: Desk, of: date, actor: Actor) -> DailyTallyFacts:
    if of > desk.rules.today():
        raise DeskError(Code.DATE, "date", high=desk.rules.today())
    return desk.reports.tally_facts(of, actor)


def _handover(desk: Desk, kind: PaperKind, number: str) -> HandoverListFacts:
    line = desk.papers.newest(kind, number)
    stored = desk.store.queries.paper(line.id) if line else None
    facts = facts_from_text(kind, stored.facts_text) if stored else None
    if not isinstance(facts, HandoverListFacts):
        raise DeskError(Code.NOT_FOUND, "list")
    return facts
