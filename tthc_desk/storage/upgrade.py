"""Bringing a ward to the newest schema: backup, migrate, check; failing leaves the old one working.

Everything between the backup and the end is one transaction of the file, the checks of the result
included: whatever stops it, the engine finds the old version when the file is opened again.
"""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.storage.backup import keep_copy, listed, same_book
from tthc_desk.storage.book_facts import book_facts
from tthc_desk.storage.driver import Connection
from tthc_desk.storage.file_checks import schema_faults
from tthc_desk.storage.folder import Upgrading, os_errors
from tthc_desk.storage.folder_kind import FolderKind
from tthc_desk.storage.instance_lock import WindowLock
from tthc_desk.storage.keys import PRIVATE, WardKey
from tthc_desk.storage.snapshot_copy import copy_alone
from tthc_desk.storage.sole_use import sole_use
from tthc_desk.storage.verify import WORDED_BY_OTHERS
from tthc_desk.usecases.backup_facts import BackupLine, BackupReason, BookFacts
from tthc_desk.usecases.figure_queries import Progress

Odd = frozenset[tuple[str, str]]
"""(name, what is wrong with it) of tables and indexes."""

BEFORE_UPGRADE = "truoc-nang-cap"
_KEPT = 2
_COPIED, _BACKED_UP, _ALL = 50, 70, 100


def upgrade(folder: Path, kind: FolderKind, key: WardKey, how: Upgrading) -> None:
    """Bring a ward to the newest schema.

    Raises:
        DeskError: LOCKED while a window or another program has it open; DISK_FULL, READONLY, IO,
            CORRUPT, CANCELLED, after which the file is as it was.
    """
    path = folder / kind.database
    alone = nullcontext() if how.has_window else WindowLock(folder)
    with alone, sole_use(path, key) as sole:
        # Another program may have done it since the version was read.
        if book_facts(sole).schema < kind.version:
            _back_up(sole, path, key, how)
            bring_up(sole, kind)
    _tell(how.progress, _ALL)


def bring_up(sole: Connection, kind: FolderKind) -> None:
    """Bring a book that a connection has alone to the newest schema; failing leaves it as it was.

    Raises:
        DeskError: DISK_FULL, READONLY, IO, CORRUPT.
    """
    kind.migrate(sole, _checking(kind, book_facts(sole), _odd(sole, kind)))


def bring_up_copy(path: Path, key: WardKey, kind: FolderKind) -> None:
    """Bring a copy up that was laid ready, with all checks and without a backup."""
    with sole_use(path, key) as sole:
        bring_up(sole, kind)


def _back_up(sole: Connection, path: Path, key: WardKey, how: Upgrading) -> None:
    place, before = path.parent / BEFORE_UPGRADE, book_facts(sole)
    progress = how.progress and _part_of(how.progress)

    def copy(part: Path) -> BookFacts:
        return copy_alone(sole, path, part, progress)

    with os_errors(path.parent):
        place.mkdir(mode=PRIVATE, exist_ok=True)
    # One that was cut off after its backup does not need another.
    fresh = next((line for line in listed(place, key) if same_book(line, before)), None)
    if fresh is None:
        fresh = keep_copy(copy, key, place, how.now(), BackupReason.UPGRADE)
    _keep_few(place, key, fresh)
    if not _tell(how.progress, _BACKED_UP):
        raise DeskError(Code.CANCELLED)


def _keep_few(place: Path, key: WardKey, fresh: BackupLine) -> None:
    """Remove older ones; the one this upgrade relies on stays whatever any clock says."""
    sound = [line for line in listed(place, key) if line.manifest is not None]
    others = [line for line in sound if line.path != fresh.path]
    with os_errors(place):
        for line in others[_KEPT - 1 :]:
            line.path.unlink()


def _checking(kind: FolderKind, before: BookFacts, odd: Odd) -> Callable[[Connection], None]:
    def check(connection: Connection) -> None:
        wrong = [
            *_changed(before, book_facts(connection), kind),
            *sorted(_faults(connection, kind) - odd),
            *connection.execute("PRAGMA quick_check(1)").fetchone(),
        ]
        if wrong != ["ok"]:
            raise DeskError(Code.CORRUPT, reason="upgrade", words=tuple(map(str, wrong)))

    return check


def _changed(before: BookFacts, after: BookFacts, kind: FolderKind) -> Iterator[str]:
    """Name what no revision may change."""
    if after.schema != kind.version:
        yield "user_version"
    if (after.chain_length, after.chain_head) != (before.chain_length, before.chain_head):
        yield "event"
    if (after.charge_dong, after.fee_dong) != (before.charge_dong, before.fee_dong):
        yield "payment"
    if after.counts.get("dossier") != before.counts.get("dossier"):
        yield "dossier"
    if after.numbers != before.numbers:
        yield "counter"


def _odd(sole: Connection, kind: FolderKind) -> Odd:
    """Find what reads otherwise than it should before anything is done; `verify` names it."""
    return frozenset(f for f in _faults(sole, kind) if f[1] != "missing")


def _faults(connection: Connection, kind: FolderKind) -> Odd:
    found = schema_faults(connection, kind, WORDED_BY_OTHERS)
    return frozenset((fault.subject, fault.detail) for fault in found)


def _part_of(progress: Progress) -> Progress:
    return lambda done, of: progress(done * _COPIED // max(of, 1), _ALL)


def _tell(progress: Progress | None, done: int) -> bool:
    return progress is None or progress(done, _ALL)
