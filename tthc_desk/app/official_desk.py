"""What works beside the official system: its columns, lists out, lists in, both side by side."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from tthc_desk.app import paths
from tthc_desk.app.wiring import Desk
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.officers import Actor
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.official_comparison import Comparison, OfficialComparison
from tthc_desk.usecases.official_export import OfficialExport, OfficialSheetFacts
from tthc_desk.usecases.official_screen import MOST_BYTES
from tthc_desk.usecases.official_screens import OfficialScreens

TABLE, PAPER = ".xlsx", ".pdf"
_REASONS = {FileNotFoundError: "missing", IsADirectoryError: "folder", PermissionError: "denied"}


@dataclass(frozen=True, slots=True)
class OfficialDesk:
    """Use cases of one open ward."""

    screens: OfficialScreens
    export: OfficialExport
    comparison: OfficialComparison

    def compare(
        self, path: Path, days: tuple[date, date] | None, progress: Progress | None = None
    ) -> Comparison:
        """Read a list of the official system and put the ward's dossiers beside it.

        Raises:
            DeskError: as `exchange.official_list.read_official_list` and
                `OfficialComparison.compare`.
        """
        from tthc_desk.exchange.official_list import read_official_list

        official = read_official_list(path, self.screens.screen(), progress)
        return self.comparison.compare(official, days, progress)


def official_desk(desk: Desk) -> OfficialDesk:
    """Put the use cases of an open ward together."""
    screens = OfficialScreens(desk.store, desk.rules, shipped_columns)
    return OfficialDesk(
        screens,
        OfficialExport(desk.store, desk.rules, desk.tracking, screens),
        OfficialComparison(desk.store, desk.rules, desk.processing, screens),
    )


@cache
def shipped_columns() -> str:
    """Read the columns the program comes with."""
    return (paths.resources() / "official" / "columns.toml").read_text(encoding="utf-8")


def read_columns(path: Path) -> str:
    """Read a file of columns as text.

    Raises:
        DeskError: IO with `reason`; FORMAT with `reason` too_large or encoding.
    """
    try:
        data = path.read_bytes() if path.stat().st_size <= MOST_BYTES else None
    except OSError as error:
        reason = _REASONS.get(type(error), "disk")
        raise DeskError(Code.IO, "file", file=path.name, reason=reason) from error
    if data is None:
        raise DeskError(Code.FORMAT, "file", reason="too_large")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DeskError(Code.FORMAT, "file", reason="encoding") from error


def sheet_workbook(facts: OfficialSheetFacts, progress: Progress | None = None) -> bytes:
    """Make the XLSX of dossiers to be typed in again; loads the library at its first use."""
    from tthc_desk.documents.official_sheet import official_sheet_listing
    from tthc_desk.documents.workbook import make_workbook

    return make_workbook(official_sheet_listing(facts), progress)


def comparison_file(
    desk: Desk, compared: Comparison, actor: Actor, ending: str, progress: Progress | None = None
) -> bytes:
    """Make the report of a comparison as workbook or PDF, by the ending asked for."""
    from tthc_desk.documents.list_paper import print_listing
    from tthc_desk.documents.official_comparison import comparison_listing
    from tthc_desk.documents.workbook import make_workbook

    letterhead = desk.rules.book().ward.letterhead
    listing = comparison_listing(compared, letterhead, actor.officer.name)
    make = make_workbook if ending == TABLE else print_listing
    return make(listing, progress)


def check_ending(out: Path, *endings: str) -> str:
    """Tell the form of a file by its ending.

    Raises:
        DeskError: FORMAT "out" when it does not come in that form.
    """
    ending = out.suffix.lower()
    if ending not in endings:
        reason = "pdf_or_xlsx" if PAPER in endings else "only_xlsx"
        raise DeskError(Code.FORMAT, "out", reason=reason)
    return ending
