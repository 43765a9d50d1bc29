"""What the screens of the window work with, put together once the ward is open."""

from functools import partial
from pathlib import Path

from tthc_desk.app.window_admin import admin_services
from tthc_desk.app.window_official import official_files
from tthc_desk.app.window_transfer import transfer_services
from tthc_desk.app.wiring import Desk, wire
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.storage.store import open_store
from tthc_desk.ui.closing.services import ClosingServices, Drawing
from tthc_desk.ui.handover.services import HandoverServices
from tthc_desk.ui.intake.services import IntakeServices, StoredDrafts
from tthc_desk.ui.main_window import Ready
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.tracking.services import TrackingServices
from tthc_desk.usecases.catalogue import in_force
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.paper_facts import DailyTallyFacts
from tthc_desk.usecases.ports import Clock, Finding
from tthc_desk.usecases.procedure_finder import ProcedureFinder
from tthc_desk.usecases.report_facts import PeriodChartFacts, ReportFacts


def open_for_window(
    folder: Path, clock: Clock, progress: Progress | None = None
) -> tuple[Desk, Ready]:
    """Open a data folder for the window, which holds its lock.

    Args:
        progress: of bringing an older ward to the newest version, in hundredths.

    Raises:
        DeskError: see `storage.store.open_store`.
    """
    desk = wire(open_store(folder, clock, progress=progress, has_window=True), clock)
    ward = desk.rules.book().ward
    services = {
        Act.INTAKE: IntakeServices(
            intake=desk.intake,
            tracking=desk.tracking,
            rules=desk.rules,
            finder=partial(procedure_finder, desk),
            drafts=StoredDrafts(desk.store, clock),
        ),
        Act.TRACKING: TrackingServices(
            tracking=desk.tracking,
            processing=desk.processing,
            rules=desk.rules,
            papers=desk.papers,
            calendar_review=desk.calendar_review,
            official=official_files(desk),
        ),
        Act.HANDOVER: HandoverServices(
            handover=desk.handover,
            tracking=desk.tracking,
            processing=desk.processing,
            papers=desk.papers,
            rules=desk.rules,
            lists=desk.store.queries.lists,
        ),
        Act.CLOSING: closing_services(desk),
        Act.TRANSFER: transfer_services(desk),
        Act.ADMIN: admin_services(desk),
    }
    return desk, Ready(services, ward.name, ward.officers, ward.desks, ward.training)


def procedure_finder(desk: Desk) -> ProcedureFinder:
    """Make the search of the procedures in force today, most used first."""
    today = desk.rules.today()
    versions = (p for found in desk.rules.book().procedures.values() for p in found)
    standing = [p for p in versions if in_force(p, today)]
    return ProcedureFinder(standing, desk.store.queries.procedure_use())


def check_all(desk: Desk, progress: Progress) -> tuple[Finding, ...]:
    """Check the whole data folder.

    Raises:
        DeskError: CANCELLED when it was stopped.
    """
    going = True

    def tell(done: int, of: int) -> bool:
        nonlocal going
        going = progress(done, of)
        return going

    found = tuple(desk.upkeep.verify(tell))
    if not going:
        raise DeskError(Code.CANCELLED)
    return found


def closing_services(desk: Desk) -> ClosingServices:
    """Give what closing and reports work with."""
    return ClosingServices(
        reports=desk.reports,
        closing=desk.closing,
        listings=desk.listings,
        ward=lambda: desk.rules.book().ward,
        drawing=Drawing(
            day_chart=_day_chart,
            period_chart=_period_chart,
            chart_paper=_chart_paper,
            pdf=_report_pdf,
            workbook=_report_workbook,
            write=_write,
        ),
        check=partial(check_all, desk),
    )


# Each loads what draws at its first use: the window opens without reportlab.


def _day_chart(facts: DailyTallyFacts) -> bytes:
    from tthc_desk.documents.charts import chart_pdf

    return chart_pdf(facts)


def _period_chart(facts: PeriodChartFacts) -> bytes:
    from tthc_desk.documents.period_charts import period_chart_page

    return period_chart_page(facts)


def _chart_paper(facts: PeriodChartFacts) -> bytes:
    from tthc_desk.documents.period_charts import period_chart_pdf

    return period_chart_pdf(facts)


def _report_pdf(facts: ReportFacts, progress: Progress) -> bytes:
    from tthc_desk.documents.reports import render_report

    return render_report(facts, progress)


def _report_workbook(facts: ReportFacts, progress: Progress) -> bytes:
    from tthc_desk.documents.reports import workbook

    return workbook(facts, progress)


def _write(content: bytes, path: Path) -> None:
    from tthc_desk.documents.paper_file import write_paper

    write_paper(content, path)
