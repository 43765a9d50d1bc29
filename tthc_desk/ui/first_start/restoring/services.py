"""What putting a backup back works with."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tthc_desk.domain.errors import DeskError
from tthc_desk.domain.officers import Officer
from tthc_desk.ui.first_start.services import Place
from tthc_desk.ui.shared.tasks import Report
from tthc_desk.usecases.backup_facts import Manifest, SeriesEnd
from tthc_desk.usecases.restoring import IssuedSince, ReadNumber, Restored, SkippedNumbers


@dataclass(frozen=True, slots=True)
class FoundBackup:
    """A file that may be a backup.

    Args:
        manifest: what it says of itself; proven only when there is a key.
        key: a key file that opens it, where one was found.
        problem: why no key can open it.
    """

    path: Path
    manifest: Manifest | None
    key: Path | None = None
    problem: DeskError | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """What is put back, and where.

    Args:
        folder: of the data.
    """

    file: Path
    key: Path
    folder: Path


@dataclass(frozen=True, slots=True)
class ReadyBook:
    """What there is to know of a backup that was laid ready and checked whole.

    Args:
        ends: the last number of every series, with how it stands on papers.
        must_ask: the book that is replaced cannot say all it gave out since.
        known: what it is known to have given out since.
    """

    officers: tuple[Officer, ...]
    ends: tuple[tuple[SeriesEnd, str], ...]
    must_ask: bool = True
    known: tuple[SkippedNumbers, ...] = ()


@dataclass(frozen=True, slots=True)
class RestoreServices:
    """Everything outside the window; all of it may wait for disks, so it runs in one lane.

    Args:
        folder: where the data lie unless another one is chosen.
        kept: folder in that folder in which the state before is kept.
        lost: where the book lay, which is not there any more; None when it never lay elsewhere.
        is_fixed: a book lies there, so no other one may be chosen.
        file: the backup that was chosen before; None for none.
        login: of who asked for it; empty where nobody knows.
        find: looks for backups and keys where they usually lie; newest first.
        look_in: the same in a folder, or at one file.
        open: proves with its key what a backup says of itself.
        check_place: looks at a folder for the data.
        lay_ready: copies a backup beside its place and checks it whole; nothing else changes.
        understood: says of numbers what they are read as.
        planned: says all that would be left out.
        put: makes it the book. Both lay it ready first where it is not any more.
        leave: throws away what was laid ready.
    """

    folder: Path
    kept: str
    lost: Path | None
    is_fixed: bool
    file: Path | None
    login: str
    find: Callable[[], tuple[FoundBackup, ...]]
    look_in: Callable[[Path], tuple[FoundBackup, ...]]
    open: Callable[[Path, Path], Manifest]
    check_place: Callable[[str], Place]
    lay_ready: Callable[[Source, Report], ReadyBook]
    understood: Callable[[Source, tuple[str, ...], int | None], tuple[ReadNumber, ...]]
    planned: Callable[[Source, IssuedSince], tuple[SkippedNumbers, ...]]
    put: Callable[[Source, IssuedSince, str, Report], Restored]
    leave: Callable[[], None]
