"""Puts the parts together: one function per way the program is used."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tthc_desk.app import paths
from tthc_desk.app.clock import SystemClock
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.officers import Actor
from tthc_desk.domain.workdays import VIETNAM, YearCalendar
from tthc_desk.storage.folder import create_folder
from tthc_desk.storage.store import WardStore, open_store
from tthc_desk.usecases.backups import Backups, WardUnderBackup
from tthc_desk.usecases.calendar_review import CalendarReview
from tthc_desk.usecases.closing import Closing
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.handover import Handover
from tthc_desk.usecases.intake import Intake
from tthc_desk.usecases.letter_facts import LetterFacts
from tthc_desk.usecases.listings import Listings
from tthc_desk.usecases.paper_facts import PaperFacts, PrintStyle, Reprint
from tthc_desk.usecases.papers import Papers
from tthc_desk.usecases.ports import Clock
from tthc_desk.usecases.processing import Processing
from tthc_desk.usecases.reports import Reports
from tthc_desk.usecases.rules import Rules
from tthc_desk.usecases.totals_export import TotalsExport
from tthc_desk.usecases.totals_papers import TotalsPapers
from tthc_desk.usecases.tracking import Tracking
from tthc_desk.usecases.upkeep import Upkeep
from tthc_desk.usecases.ward import Ward
from tthc_desk.usecases.ward_pack import WardPacks

FIRST_YEAR = 2023
"""First year whose calendar is shipped: opening balances reach back that far."""


@dataclass(frozen=True, slots=True)
class Desk:
    """An open ward with everything an officer can do in it."""

    store: WardStore
    clock: Clock
    rules: Rules
    intake: Intake
    processing: Processing
    handover: Handover
    tracking: Tracking
    papers: Papers
    reports: Reports
    closing: Closing
    listings: Listings
    upkeep: Upkeep
    calendar_review: CalendarReview

    @property
    def totals(self) -> TotalsExport:
        """Send totals; the library of signatures is loaded when they are first asked for."""
        from tthc_desk.exchange.totals_file import TotalsFiles
        from tthc_desk.storage.signing import SigningKeyRing

        ring = SigningKeyRing(self.store.folder)
        return TotalsExport(self.store, self.rules, ring, TotalsFiles())

    @property
    def backups(self) -> Backups:
        """Make and try out backups."""
        from tthc_desk.storage.backup_keeper import FolderBackups

        book = WardUnderBackup(self.store, self.rules)
        return Backups(book, self.clock, FolderBackups(self.store.folder))

    @property
    def packs(self) -> WardPacks:
        """Take ward packs over."""
        return WardPacks(self.store, self.rules, self.upkeep)

    @property
    def totals_papers(self) -> TotalsPapers:
        """Gather what the papers beside totals say."""
        return TotalsPapers(self.store, self.rules, self.totals)

    def actor(self, login: str | None = None, desk: str = "") -> Actor:
        """Seat an officer; the first one of the profile when none is named.

        Raises:
            DeskError: OFFICER.
        """
        ward = self.rules.book().ward
        officer = ward.officer(login) if login else ward.officers[0]
        if officer is None:
            raise DeskError(Code.OFFICER, "user", words=tuple(o.login for o in ward.officers))
        return ward.actor(officer, desk)


def wire(store: WardStore, clock: Clock) -> Desk:
    """Give the use cases of an open store."""
    rules = Rules(store, clock)
    processing = Processing(store, rules)
    return Desk(
        store=store,
        clock=clock,
        rules=rules,
        intake=Intake(store, rules),
        processing=processing,
        handover=Handover(store, rules),
        tracking=Tracking(store, rules),
        papers=Papers(store, rules, render_paper, replaced_letters),
        reports=Reports(store, rules),
        closing=Closing(store, rules),
        listings=Listings(store, rules),
        upkeep=Upkeep(store, rules),
        calendar_review=CalendarReview(store, rules, processing),
    )


@contextmanager
def open_desk(
    folder: Path, clock: Clock | None = None, progress: Progress | None = None
) -> Iterator[Desk]:
    """Open a data folder for as long as the block lasts.

    Args:
        progress: of bringing an older one up, in hundredths.

    Raises:
        DeskError: see `storage.store.open_store`.
    """
    chosen = clock or SystemClock()
    with open_store(folder, chosen, progress=progress) as store:
        yield wire(store, chosen)


def make_ward(folder: Path, ward: Ward, clock: Clock | None = None) -> None:
    """Make the data folder of a new ward with the shipped catalogue and calendars.

    Raises:
        DeskError: see `storage.folder.create_folder`.
    """
    from tthc_desk.exchange.catalogue_files import shipped_procedures

    procedures = shipped_procedures(paths.resources() / "catalogue")
    create_folder(folder, ward, proposed_years(clock or SystemClock()), procedures)


def proposed_years(clock: Clock) -> tuple[YearCalendar, ...]:
    """Propose the calendars a new ward begins with."""
    this_year = clock.now().astimezone(VIETNAM).year
    return tuple(proposed_year(year) for year in range(FIRST_YEAR, this_year + 2))


def proposed_year(year: int) -> YearCalendar:
    """Propose the calendar of a year from the shipped files and the holiday library."""
    from tthc_desk.exchange.holiday_calendar import propose

    return propose(year, paths.resources() / "calendar")


def replaced_letters(facts: PaperFacts | LetterFacts) -> str:
    """List what prints as a replacement mark."""
    from tthc_desk.documents.render import replaced_letters as listed

    return listed(facts)


def render_paper(
    facts: PaperFacts | LetterFacts,
    style: PrintStyle,
    reprint: Reprint | None,
    template_version: int,
) -> bytes:
    """Render with reportlab, which is loaded at the first paper."""
    from tthc_desk.documents.render import render

    return render(facts, style, reprint, template_version)
