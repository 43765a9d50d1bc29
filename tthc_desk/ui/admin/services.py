"""What the admin screen works with."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tthc_desk.domain.workdays import YearCalendar
from tthc_desk.ui.shared.pack_chooser import FoundPack
from tthc_desk.usecases.backups import Backups
from tthc_desk.usecases.calendar_review import CalendarReview
from tthc_desk.usecases.calendar_years import CalendarYears
from tthc_desk.usecases.pack_content import OpenedPack
from tthc_desk.usecases.ward import Ward
from tthc_desk.usecases.ward_pack import WardPacks


@dataclass(frozen=True, slots=True)
class CalendarFiles:
    """Reads and writes a year as a CSV file, and says what a year lacks.

    Args:
        missing: public holidays a year does not give off, each in words.
        notes: what its proposal cannot know, in sentences.
    """

    read: Callable[[Path], YearCalendar]
    write: Callable[[YearCalendar, Path], None]
    missing: Callable[[YearCalendar], tuple[str, ...]]
    notes: Callable[[YearCalendar], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class PackServices:
    """Finds, reads and takes over ward packs; all of it in the database lane.

    Args:
        ward: gives the profile in force.
        find: looks where packs are put.
        stick: names the folder of a stick that is plugged in, empty for none.
    """

    packs: WardPacks
    ward: Callable[[], Ward]
    find: Callable[[], tuple[FoundPack, ...]]
    stick: Callable[[], str]
    open: Callable[[Path], OpenedPack]


@dataclass(frozen=True, slots=True)
class ProgramFacts:
    """What support asks for first; nothing of a person.

    Args:
        data_bytes: of the database with its journal.
        chain_length: how many events the ward has written.
        chain_head: the first 16 hexadecimal digits of the newest one's hash, as on a tally.
    """

    version: str
    ward_name: str
    ward_code: str
    agency_code: str
    folder: Path
    data_bytes: int
    key_file: Path
    chain_length: int
    chain_head: str


@dataclass(frozen=True, slots=True)
class AdminServices:
    """Use cases of the admin screen.

    Args:
        facts: reads the data folder; for the database lane.
        backups: makes and tries out backups; for the lane of backups.
    """

    years: CalendarYears
    review: CalendarReview
    files: CalendarFiles
    facts: Callable[[], ProgramFacts]
    backups: Backups
    packs: PackServices
