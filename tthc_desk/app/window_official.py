"""What the window needs to work beside the official system, put together for an open ward."""

from functools import partial
from pathlib import Path

from tthc_desk.app.official_desk import comparison_file, official_desk, sheet_workbook
from tthc_desk.app.wiring import Desk
from tthc_desk.domain.officers import Actor
from tthc_desk.ui.tracking.services import OfficialFiles
from tthc_desk.ui.transfer.comparison_services import ComparisonServices
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.official_comparison import Comparison


def official_files(desk: Desk) -> OfficialFiles:
    """Give what leaves the tracking screen for the official system."""
    return OfficialFiles(official_desk(desk).export, sheet_workbook, _write)


def comparison_services(desk: Desk) -> ComparisonServices:
    """Give what the comparison with the official system works with."""
    beside = official_desk(desk)
    return ComparisonServices(
        compare=beside.compare,
        take=beside.comparison.take_codes,
        report=partial(_report, desk),
        write=_write,
    )


def _report(
    desk: Desk, compared: Comparison, actor: Actor, ending: str, progress: Progress
) -> bytes:
    return comparison_file(desk, compared, actor, ending, progress)


def _write(content: bytes, path: Path) -> None:
    from tthc_desk.documents.paper_file import write_paper

    write_paper(content, path)
