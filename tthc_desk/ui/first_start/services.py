"""What the first start works with, and what a person chooses in it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tthc_desk.domain.errors import DeskError
from tthc_desk.domain.workdays import YearCalendar
from tthc_desk.ui.first_start.steps import Step
from tthc_desk.ui.shared.pack_chooser import FoundPack
from tthc_desk.ui.shared.tasks import Report
from tthc_desk.usecases.pack_content import OpenedPack

YES, LATER, BAD = "yes", "later", "bad"
"""Answers: it works; it is left for later; it was tried and came out wrong."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What was chosen so far; kept from one start to the next until the ward is made.

    Args:
        pack: file of the ward pack.
        compared: SHA-256 of the pack whose key was compared with IT's sheet.
        folder: of the data.
        leader: login of the first supervisor.
        printer, scanner: YES, LATER, BAD or not answered.
        backup: folder of the backups; LATER when there is none yet.
        calendar: YES, LATER or not answered.
    """

    step: Step = Step.WELCOME
    pack: str = ""
    compared: str = ""
    folder: str = ""
    leader: str = ""
    printer: str = ""
    scanner: str = ""
    backup: str = ""
    calendar: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """What there is to know of a folder that was chosen.

    Args:
        problem: why it cannot be used.
        free_bytes: None where nobody knows.
        same_drive: of a folder for backups: the data lie on the same drive.
        holds_book: of a folder for the data: a book lies or lay there.
        holds_ward: of a folder for data: a ward's book lies there already.
    """

    folder: Path
    problem: DeskError | None
    free_bytes: int | None = None
    same_drive: bool = False
    removable: bool = False
    holds_book: bool = False
    holds_ward: bool = False


@dataclass(frozen=True, slots=True)
class YearView:
    """This year's calendar as the ward would begin with it.

    Args:
        from_pack: the pack brings it; else the program proposes it.
        missing, notes: what is not sure of it, in words.
    """

    calendar: YearCalendar
    from_pack: bool
    missing: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A ward that is ready.

    Args:
        problem: why the folder for backups could not be kept; the ward itself is whole.
    """

    folder: Path
    problem: DeskError | None = None


@dataclass(frozen=True, slots=True)
class FirstStartServices:
    """Everything outside the window; all of it may wait for disks, so it runs in lanes.

    Args:
        home: where the data lie unless another folder is chosen.
        check_backup: takes the folder for backups, then that of the data.
        test_page: makes the PDF of the printer's test page.
        make: makes the ward, all of it or nothing.
        adopt: lets the next start look for the data in a folder that holds a ward; gives it.
        train: gives the folder of a training ward with dossiers, made when it is not there.
        stick: names the folder of a stick that is plugged in, empty when there is none.
        kept, keep: what was chosen the last time.
    """

    home: Path
    find_packs: Callable[[], tuple[FoundPack, ...]]
    open_pack: Callable[[Path], OpenedPack]
    check_folder: Callable[[str], Place]
    check_backup: Callable[[str, str], Place]
    propose_backup: Callable[[str], str]
    year: Callable[[OpenedPack], YearView]
    test_page: Callable[[], bytes]
    make: Callable[[OpenedPack, Choices], Made]
    adopt: Callable[[str], Path]
    train: Callable[[Report], Path]
    stick: Callable[[], str]
    kept: Callable[[], Choices]
    keep: Callable[[Choices], None]
