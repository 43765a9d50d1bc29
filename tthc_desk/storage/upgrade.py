"""Bringing a ward to the newest schema: backup, migrate, check; failing leaves the old one working.

Everything between the backup and the end is one transaction of the file, the checks of the result
included: whatever stops it, the engine finds the old version when the file is opened again.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, nullcontext
from pathlib import Path

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.storage.backup import listed, living_facts, make_backup, same_book
from tthc_desk.storage.book_facts import book_facts
from tthc_desk.storage.database import connect
from tthc_desk.storage.driver import Connection, errors_of
from tthc_desk.storage.file_checks import schema_faults
from tthc_desk.storage.folder import Upgrading, os_errors
from tthc_desk.storage.folder_kind import FolderKind
from tthc_desk.storage.instance_lock import WindowLock
from tthc_desk.storage.keys import PRIVATE, WardKey
from tthc_desk.storage.sole_use import fold_log
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
    with nullcontext() if how.has_window else WindowLock(folder):
        fold_log(path, key)
        before = living_facts(path, key)
        if before.schema >= kind.version:
            return
        _back_up(folder, path, key, before, how)
        kind.migrate(path, key, check=_checking(kind, before, _odd(path, key, kind)))
        _tell(how.progress, _ALL)


def _back_up(folder: Path, path: Path, key: WardKey, before: BookFacts, how: Upgrading) -> None:
    place = folder / BEFORE_UPGRADE
    with os_errors(folder):
        place.mkdir(mode=PRIVATE, exist_ok=True)
    # One that was cut off after its backup does not need another.
    fresh = next((line for line in listed(place, key) if same_book(line, before)), None)
    if fresh is None:
        progress = how.progress and _part_of(how.progress)
        fresh = make_backup(path, key, place, how.now(), BackupReason.UPGRADE, progress)
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


def _odd(path: Path, key: WardKey, kind: FolderKind) -> Odd:
    """Find what reads otherwise than it should before anything is done; `verify` names it."""
    with errors_of(path.parent), closing(connect(path, key)) as connection:
        return frozenset(f for f in _faults(connection, kind) if f[1] != "missing")


def _faults(connection: Connection, kind: FolderKind) -> Odd:
    found = schema_faults(connection, kind, WORDED_BY_OTHERS)
    return frozenset((fault.subject, fault.detail) for fault in found)


def _part_of(progress: Progress) -> Progress:
    return lambda done, of: progress(done * _COPIED // max(of, 1), _ALL)


def _tell(progress: Progress | None, done: int) -> bool:
    return progress is None or progress(done, _ALL)
