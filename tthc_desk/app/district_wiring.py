"""Puts the parts of a superior authority's side together."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from tthc_desk.app.clock import SystemClock
from tthc_desk.domain.office_hours import OfficeHours
from tthc_desk.domain.officers import Actor
from tthc_desk.domain.workdays import WorkCalendar
from tthc_desk.exchange.totals_file import TotalsFiles
from tthc_desk.storage.district.store import (
    DistrictFolder,
    create_district,
    district_kind,
    open_district_store,
)
from tthc_desk.usecases.backups import Backups
from tthc_desk.usecases.consolidated_report import ConsolidatedReports
from tthc_desk.usecases.consolidation import Consolidation
from tthc_desk.usecases.district import District
from tthc_desk.usecases.district_backups import DistrictUnderBackup
from tthc_desk.usecases.district_status import StatusBoard
from tthc_desk.usecases.enrolment import Enrolment
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.ports import Clock


@dataclass(frozen=True, slots=True)
class DistrictDesk:
    """An open book of a superior authority with everything that can be done in it."""

    store: DistrictFolder
    clock: Clock
    enrolment: Enrolment
    consolidation: Consolidation
    board: StatusBoard
    reports: ConsolidatedReports

    @property
    def backups(self) -> Backups:
        """Make and try out backups."""
        from tthc_desk.storage.backup_keeper import FolderBackups

        book = DistrictUnderBackup(self.store, offices_work_on)
        keeper = FolderBackups(self.store.folder, district_kind(TotalsFiles()))
        return Backups(book, self.clock, keeper)

    def actor(self, login: str | None = None) -> Actor:
        """Give who acts; the first officer of the profile when none is named.

        Raises:
            DeskError: OFFICER.
        """
        return self.store.queries.district().actor(login)


def wire_district(store: DistrictFolder, clock: Clock) -> DistrictDesk:
    """Give the use cases of an open store."""
    form = TotalsFiles()
    return DistrictDesk(
        store=store,
        clock=clock,
        enrolment=Enrolment(store, clock, form),
        consolidation=Consolidation(store, clock, form),
        board=StatusBoard(store, clock, offices_work_on),
        reports=ConsolidatedReports(store, clock, offices_work_on),
    )


def offices_work_on(day: date) -> bool:
    """Say whether offices work on a day, by the calendars that are shipped."""
    return _calendar(day.year).is_working(day)


@cache
def _calendar(year: int) -> WorkCalendar:
    # Only a daily chain asks: nothing of a ward's side is loaded for the others.
    from tthc_desk.app.wiring import proposed_year

    return WorkCalendar(OfficeHours(), {year: proposed_year(year)})


@contextmanager
def open_district(
    folder: Path, clock: Clock | None = None, progress: Progress | None = None
) -> Iterator[DistrictDesk]:
    """Open a data folder for as long as the block lasts.

    Args:
        progress: of bringing an older one up, in hundredths.

    Raises:
        DeskError: see `storage.district.store.open_district_store`.
    """
    chosen = clock or SystemClock()
    with open_district_store(folder, TotalsFiles(), chosen, progress=progress) as store:
        yield wire_district(store, chosen)


def make_district(folder: Path, district: District, clock: Clock | None = None) -> None:
    """Make the data folder of a superior authority.

    Raises:
        DeskError: see `storage.district.store.create_district`.
    """
    create_district(folder, district, (clock or SystemClock()).now())
