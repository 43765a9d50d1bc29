"""Writes every paper, list and report of a training day into a folder."""

from datetime import date
from pathlib import Path

from tthc_desk.app.period_papers import (
    OF_A_LIST,
    OF_A_PERIOD,
    facts_of_period,
    write_list_workbook,
)
from tthc_desk.app.wiring import Desk
from tthc_desk.documents.paper_file import write_paper
from tthc_desk.documents.reports import render_report, workbook
from tthc_desk.domain.officers import Actor
from tthc_desk.usecases.lines import PaperLine
from tthc_desk.usecases.listings import Asked
from tthc_desk.usecases.paper_facts import PaperKind
from tthc_desk.usecases.report_facts import PeriodChartFacts


def write_papers(desk: Desk, actor: Actor, day: date, folder: Path) -> set[PaperKind]:
    """Write what was issued, the lists and reports of the month so far, and their workbooks.

    Returns:
        Kinds of papers that were written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    issued = _issued(desk, actor, day, folder)
    return issued | _reports(desk, actor, day, folder)


def note_papers(desk: Desk, actor: Actor, day: date) -> None:
    """Note what was issued as printed, but for one dossier's, without drawing it."""
    last = desk.tracking.find(limit=1).lines[0].number
    issued = _all_papers(desk, day)
    desk.papers.note([paper.id for paper in issued], "sent", actor)
    good = [paper.id for paper in issued if paper.subject != last]
    desk.papers.note(good, "confirmed", actor)


def _issued(desk: Desk, actor: Actor, day: date, folder: Path) -> set[PaperKind]:
    kinds: set[PaperKind] = set()
    # One dossier's papers stay unconfirmed, as when the paper ran out at closing time.
    last = desk.tracking.find(limit=1).lines[0].number
    for paper in _all_papers(desk, day):
        name = f"{paper.subject}-{paper.kind.value}-{paper.id}".replace("/", "_")
        write_paper(desk.papers.pdf(paper.id).pdf, folder / f"{name}.pdf")
        if paper.kind in OF_A_LIST:
            out = folder / f"{name}.xlsx"
            write_list_workbook(desk, paper.kind, paper.subject, out, actor)
        desk.papers.note([paper.id], "sent", actor)
        if paper.subject != last:
            desk.papers.note([paper.id], "confirmed", actor)
        kinds.add(paper.kind)
    return kinds


def _reports(desk: Desk, actor: Actor, day: date, folder: Path) -> set[PaperKind]:
    asked = Asked(day.replace(day=1), day, actor)
    name = f"{asked.first:%d%m%Y}-{day:%d%m%Y}"
    for kind in OF_A_PERIOD:
        facts = facts_of_period(desk, kind, asked)
        write_paper(render_report(facts), folder / f"{name}-{kind.value}.pdf")
        if not isinstance(facts, PeriodChartFacts):
            write_paper(workbook(facts), folder / f"{name}-{kind.value}.xlsx")
    tally = folder / f"{day.isoformat()}-daily-tally.xlsx"
    write_list_workbook(desk, PaperKind.DAILY_TALLY, day.isoformat(), tally, actor)
    return {*OF_A_PERIOD, *OF_A_LIST, PaperKind.DAILY_TALLY}


def _all_papers(desk: Desk, day: date) -> list[PaperLine]:
    subjects = [line.number for line in desk.store.queries.lists()] + [day.isoformat()]
    subjects += ["01/TCTN", "01/HDHT"]  # the refusal and the guidance of the day
    after = None
    while True:
        page = desk.tracking.find(after=after)
        subjects += [line.number for line in page.lines]
        after = page.after
        if after is None:
            return [paper for subject in subjects for paper in desk.papers.of(subject)]
