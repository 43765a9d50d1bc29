"""Backups of a book: made, compared with the living book, only then named."""

import hashlib
import os
import platform
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from tthc_desk import __version__
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.storage.backup_file import ENDING, check_content, digest, read_manifest, seal
from tthc_desk.storage.book_facts import book_facts
from tthc_desk.storage.database import connect
from tthc_desk.storage.driver import cipher_driver, errors_of
from tthc_desk.storage.folder import os_errors
from tthc_desk.storage.keys import WardKey
from tthc_desk.storage.snapshot_copy import copy_snapshot
from tthc_desk.usecases.backup_facts import BackupLine, BackupReason, BookFacts, Manifest
from tthc_desk.usecases.figure_queries import Progress

BACKUP_LOCK = "backup.lock"
# On Windows a virus scanner holds a fresh file for moments.
_WAITS_S = (0.05, 0.1, 0.25, 0.6)


def make_backup(
    source: Path,
    key: WardKey,
    folder: Path,
    made_at: datetime,
    reason: BackupReason,
    progress: Progress | None = None,
) -> BackupLine:
    """Make a backup of a book, which others may use meanwhile.

    The file gets its name only when the copy, read anew with the key, holds what the living book
    held at that moment; until then nothing in the folder can be taken for a backup.

    Raises:
        DeskError: FOLDER, READONLY, DISK_FULL, IO, LOCKED, CORRUPT, CANCELLED; backups that were
            there before are unchanged.
    """

    def copy(part: Path) -> BookFacts:
        return copy_snapshot(source, key, part, progress)

    with _one_at_a_time(source.parent):
        return keep_copy(copy, key, unfinished(folder, source, key), made_at, reason)


def unfinished(folder: Path, source: Path, key: WardKey) -> Path:
    """Name the file that grows until it is a backup: one per book, several share a folder."""
    book = f"{platform.node()} {source.resolve()}".encode()
    own = hashlib.blake2b(book, salt=key.salt, digest_size=8).hexdigest()
    return folder.resolve() / f".tthc-desk_{own}.part"


def keep_copy(
    copy: Callable[[Path], BookFacts],
    key: WardKey,
    part: Path,
    made_at: datetime,
    reason: BackupReason,
) -> BackupLine:
    """Make a backup of what a function copies into a new file; as `make_backup`, and alone.

    Args:
        copy: gives what the book held when it was copied.
        part: see `unfinished`; nobody else makes a backup of this book.
    """
    folder = part.parent
    if not folder.is_dir():
        raise DeskError(Code.FOLDER, reason="no_folder", folder=str(folder))
    with os_errors(folder), errors_of(folder):
        # What a power cut left.
        _clear(part)
        try:
            manifest = _sealed(part, copy(part), key, made_at, reason)
            final = _name_for(folder, manifest)
            _rename(part, final)
        finally:
            with suppress(OSError):
                _clear(part)
        keep_names(folder)
    return BackupLine(final, final.stat().st_size, manifest)


def _clear(part: Path) -> None:
    for left in (part.with_name(f"{part.name}-journal"), part):
        left.unlink(missing_ok=True)


def _sealed(
    part: Path, living: BookFacts, key: WardKey, made_at: datetime, reason: BackupReason
) -> Manifest:
    settle(part)
    check_copy(part, key, living)
    size, sha256 = digest(part)
    manifest = Manifest(living, made_at, __version__, reason, size, sha256)
    seal(part, manifest, key)
    settle(part)
    if read_manifest(part, key) != manifest:
        raise DeskError(Code.CORRUPT, reason="copy", file=str(part))
    check_content(part, manifest)
    return manifest


def check_copy(copy: Path, key: WardKey, expected: BookFacts) -> None:
    """Open a copy with the key and compare it with what it was made of.

    Raises:
        DeskError: CORRUPT.
    """
    try:
        with closing(connect(copy, key)) as connection:
            bad = connection.execute("PRAGMA cipher_integrity_check").fetchone()
            same = bad is None and book_facts(connection) == expected
    except (cipher_driver.DatabaseError, ValueError, TypeError) as error:
        if isinstance(error, cipher_driver.OperationalError):
            raise
        raise DeskError(Code.CORRUPT, reason="copy", file=str(copy)) from error
    if not same:
        raise DeskError(Code.CORRUPT, reason="copy", file=str(copy))


def listed(folder: Path, key: WardKey) -> tuple[BackupLine, ...]:
    """List the backups of a folder, newest first; those that are not sound come last.

    Raises:
        DeskError: FOLDER, READONLY, IO.
    """
    if not folder.is_dir():
        raise DeskError(Code.FOLDER, reason="no_folder", folder=str(folder))
    with os_errors(folder):
        found = [_line(path, key) for path in sorted(folder.glob(f"tthc-desk_*{ENDING}"))]
    sound = [line for line in found if line.manifest is not None]
    sound.sort(key=moment_of, reverse=True)
    return (*sound, *(line for line in found if line.manifest is None))


def _line(path: Path, key: WardKey) -> BackupLine:
    try:
        return BackupLine(path, path.stat().st_size, read_manifest(path, key))
    except DeskError:
        return BackupLine(path, path.stat().st_size, None)


def moment_of(line: BackupLine) -> datetime:
    """Give when a sound backup was made."""
    if line.manifest is None:
        raise ValueError("a backup that is not sound has no moment")
    return line.manifest.made_at


def same_book(line: BackupLine, facts: BookFacts) -> bool:
    """Tell whether a backup holds exactly what the living book holds, and is whole."""
    return line.manifest is not None and line.manifest.facts == facts and is_whole(line)


def is_whole(line: BackupLine) -> bool:
    """Read a whole backup: tell whether it still is the copy that was checked."""
    if line.manifest is None:
        return False
    with suppress(DeskError, OSError):
        check_content(line.path, line.manifest)
        return True
    return False


def living_facts(path: Path, key: WardKey) -> BookFacts:
    """Read what a living book holds now.

    Raises:
        DeskError: CORRUPT, LOCKED, IO.
    """
    with errors_of(path.parent), closing(connect(path, key)) as connection:
        connection.execute("BEGIN")
        facts = book_facts(connection)
        connection.execute("ROLLBACK")
    return facts


def settle(path: Path) -> None:
    """Force a file to the disk; what is read of it afterwards comes from there where possible."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
        if sys.platform == "linux":
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(handle)


def keep_names(folder: Path) -> None:
    """Force new names in a folder to the disk; Windows does so by itself."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _name_for(folder: Path, manifest: Manifest) -> Path:
    code = re.sub("[^0-9A-Za-z]", "", manifest.facts.ward_code) or "0"
    stem = f"tthc-desk_{code}_{manifest.made_at:%Y%m%d-%H%M%S}"
    names = (folder / f"{stem}{extra}{ENDING}" for extra in ("", *(f"-{n}" for n in range(2, 100))))
    for name in names:
        if not name.exists():
            return name
    raise DeskError(Code.FOLDER, reason="other_file", path=str(folder / f"{stem}{ENDING}"))


def _rename(part: Path, final: Path) -> None:
    for wait_s in _WAITS_S:
        try:
            part.rename(final)
        except PermissionError:
            time.sleep(wait_s)
        else:
            return
    part.rename(final)


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Let one program at a time make a backup of a book.

    Raises:
        DeskError: LOCKED.
    """
    lock = FileLock(folder / BACKUP_LOCK, timeout=0, thread_local=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise DeskError(Code.LOCKED, folder=str(folder)) from error
    except OSError as error:
        raise DeskError(Code.READONLY, folder=str(folder)) from error
    try:
        yield
    finally:
        lock.release()
