"""A data folder: making a new one, and telling what an old one is before opening it."""

import errno
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.procedure import Procedure
from tthc_desk.domain.workdays import YearCalendar
from tthc_desk.storage.database import Database, apply_policy, connect
from tthc_desk.storage.driver import check_driver, cipher_driver, errors_of
from tthc_desk.storage.folder_kind import WARD, FolderKind
from tthc_desk.storage.instance_lock import LOCK
from tthc_desk.storage.keys import PRIVATE, WardKey, read_key, write_key
from tthc_desk.storage.network import Probe, is_network_share
from tthc_desk.storage.sole_use import USE_LOCK, beside
from tthc_desk.storage.unit import Unit
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.ports import WriteUnit
from tthc_desk.usecases.ward import Ward

__all__ = ["Probe", "Upgrading", "create_folder", "is_network_share", "open_database"]

DATABASE, KEY = WARD.database, WARD.key
PACKS = "goi-phuong"
"""Folder of ward packs inside a data folder."""
STAGE = ".phuc-hoi"
"""Folder in which a backup is laid ready before it takes the place of the book."""
_LOCKS = frozenset({LOCK, USE_LOCK, "backup.lock"})
_UNFINISHED = ".new"
_PAGE = 4096


@dataclass(frozen=True, slots=True)
class Upgrading:
    """How an older ward is brought up: with a checked backup first, alone in the folder.

    Args:
        progress: hears (done, of) in hundredths; False stops before anything was changed.
        has_window: the caller is the window that holds the folder.
    """

    now: Callable[[], datetime]
    progress: Progress | None = None
    has_window: bool = False


def create_folder(
    folder: Path,
    ward: Ward,
    years: Iterable[YearCalendar],
    procedures: Iterable[Procedure],
    *,
    opening: Callable[[WriteUnit], None] | None = None,
    probe: Probe = is_network_share,
) -> None:
    """Make the data folder of a new ward: all of it or nothing.

    Args:
        opening: writes what its book begins with beside the rules.

    Raises:
        DeskError: FOLDER_NOT_EMPTY, NETWORK_SHARE, READONLY, DISK_FULL, IO, DRIVER.
    """

    def fill(database: Database) -> None:
        with database.writing() as writer:
            unit = Unit(writer)
            unit.save_ward(ward)
            unit.replace_procedures(tuple(procedures))
            for year in years:
                unit.save_year(year)
            if opening is not None:
                opening(unit)
            unit.commit()

    make_folder(folder, WARD, fill, probe)


def make_folder(
    folder: Path,
    kind: FolderKind,
    fill: Callable[[Database], None],
    probe: Probe = is_network_share,
) -> None:
    """Make a data folder of any kind: all of it or nothing.

    Args:
        fill: writes what a new one begins with.

    Raises:
        DeskError: FOLDER_NOT_EMPTY, NETWORK_SHARE, READONLY, DISK_FULL, IO, DRIVER.
    """
    check_driver()
    folder = folder.resolve()
    _refuse_share(folder, probe)
    with os_errors(folder):
        made = not folder.exists()
        _clear_unfinished(folder, kind)
        shutil.rmtree(folder / STAGE, ignore_errors=True)
        if not made and (not folder.is_dir() or holds_anything(folder)):
            raise DeskError(Code.FOLDER_NOT_EMPTY, folder=str(folder))
        (folder / _UNFINISHED).mkdir(parents=True, mode=PRIVATE)
        try:
            _make_files(folder / _UNFINISHED, kind, fill)
            # The database comes last: with it the folder is one of its kind.
            for name in (kind.key, kind.database):
                (folder / _UNFINISHED / name).rename(folder / name)
        finally:
            _clear_unfinished(folder, kind)
            if made and not (folder / kind.database).exists():
                with suppress(OSError):
                    folder.rmdir()


def holds_anything(folder: Path, besides: frozenset[str] = frozenset()) -> bool:
    """Tell whether a folder holds more than may lie there before a book is made.

    That is the packs an installer leaves, locks, and what a making or a restoring that was cut off
    left behind.

    Args:
        besides: names that do not count either.
    """
    cut_off = (folder / _UNFINISHED).is_dir() and not (folder / DATABASE).exists()
    own = besides | _LOCKS | {PACKS, STAGE} | ({_UNFINISHED, KEY} if cut_off else set())
    return any(path.name not in own for path in folder.iterdir())


def _make_files(folder: Path, kind: FolderKind, fill: Callable[[Database], None]) -> None:
    key = WardKey.new()
    write_key(key, folder / kind.key)
    path = folder / kind.database
    path.touch(mode=0o600)
    with errors_of(folder), closing(connect(path, key)) as connection:
        apply_policy(connection, read_only=False)
        connection.execute("BEGIN IMMEDIATE")
        kind.create(connection)
        connection.execute(f"PRAGMA application_id = {kind.mark}")
        connection.execute("COMMIT")
    database = Database(path, key)
    try:
        fill(database)
    finally:
        database.close()


def _clear_unfinished(folder: Path, kind: FolderKind) -> None:
    if not (folder / _UNFINISHED).is_dir():
        return
    shutil.rmtree(folder / _UNFINISHED)
    if not (folder / kind.database).exists():
        (folder / kind.key).unlink(missing_ok=True)


def open_database(
    folder: Path,
    probe: Probe = is_network_share,
    kind: FolderKind = WARD,
    upgrading: Upgrading | None = None,
) -> Database:
    """Open the database of a data folder; never makes one.

    Args:
        upgrading: how an older file is brought up; None where there can be none.

    Raises:
        DeskError: NO_WARD (NO_DISTRICT), NETWORK_SHARE, READONLY, NOT_OURS, CORRUPT, KEY,
            NEWER_SCHEMA, DRIVER, LOCKED, IO; DISK_FULL, CANCELLED from bringing it up, after
            which the file is as it was.
    """
    folder = folder.resolve()
    path = folder / kind.database
    key, version = find_version(folder, probe, kind)
    if version > kind.version:
        raise DeskError(Code.NEWER_SCHEMA, found=version, known=kind.version)
    if version < kind.version:
        if upgrading is None:
            raise ValueError(f"{path.name}: at version {version}, and nobody said how to go on")
        # Loaded once per new version of the program.
        from tthc_desk.storage.upgrade import upgrade

        upgrade(folder, kind, key, upgrading)
    return Database(path, key, version=kind.version, give_back=beside(folder).release)


def find_version(
    folder: Path, probe: Probe = is_network_share, kind: FolderKind = WARD
) -> tuple[WardKey, int]:
    """Tell the schema version of a data folder, and its key; nothing is written.

    Raises:
        DeskError: NO_WARD (NO_DISTRICT), NETWORK_SHARE, READONLY, NOT_OURS, CORRUPT, KEY,
            DRIVER, LOCKED, IO.
    """
    check_driver()
    folder = folder.resolve()
    path = folder / kind.database
    _refuse_share(folder, probe)
    with os_errors(folder):
        if not path.is_file():
            raise DeskError(kind.missing, folder=str(folder), reason=_why_missing(folder, kind))
        if not all(os.access(place, os.R_OK | os.W_OK) for place in (folder, path)):
            raise DeskError(Code.READONLY, folder=str(folder))
        _refuse_foreign(path)
        key = read_key(folder / kind.key)
        return key, _stored_version(path, key, kind)


def _why_missing(folder: Path, kind: FolderKind) -> str:
    if _was_one(folder, kind):
        return "lost"
    return "other_kind" if kind.other and (folder / kind.other).is_file() else "none"


def _was_one(folder: Path, kind: FolderKind) -> bool:
    """Tell whether a book lay here: then a new one must not take its place."""
    left = any((folder / name).exists() for name in (kind.key, f"{kind.database}-wal"))
    return left and not (folder / _UNFINISHED).exists()


def holds_no_book(folder: Path) -> bool:
    """Tell whether a ward's book may be begun for a folder: none is there, and none was lost."""
    return not (folder / DATABASE).is_file() and not _was_one(folder, WARD)


def _refuse_foreign(path: Path) -> None:
    """Tell a file that never was a database of ours, before any key is tried."""
    size = path.stat().st_size
    with path.open("rb") as file:
        start = file.read(_PAGE)
    plain = start.startswith((b"SQLite format 3", b"PK\x03\x04"))
    # Ciphered bytes look random; text and zeros use few of the 256 values.
    if size < _PAGE or plain or len(set(start)) < 150:
        raise DeskError(Code.NOT_OURS, file=str(path))


def _stored_version(path: Path, key: WardKey, kind: FolderKind) -> int:
    with path.open("rb") as file:
        salt = file.read(len(key.salt))
    try:
        with closing(connect(path, key)) as connection:
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            mark = int(connection.execute("PRAGMA application_id").fetchone()[0])
    except cipher_driver.DatabaseError as error:
        with errors_of(path.parent):
            _refuse_wrong_key(path.parent / kind.key, salt != key.salt, error)
            raise
    if mark != kind.mark:
        raise DeskError(Code.NOT_OURS, file=str(path))
    if salt != key.salt or version < 1:
        raise DeskError(Code.CORRUPT, file=str(path))
    return version


def _refuse_wrong_key(key_path: Path, other_salt: bool, error: Exception) -> None:
    # Damage and a wrong key look the same to the cipher; the salt in the key file tells.
    if other_salt and getattr(error, "sqlite_errorname", "") == "SQLITE_NOTADB":
        is_half = (key_path.parent / STAGE / key_path.name).is_file()
        reason = "half_restored" if is_half else "other"
        raise DeskError(Code.KEY, reason=reason, file=str(key_path)) from error


def _refuse_share(folder: Path, probe: Probe) -> None:
    if probe(folder):
        raise DeskError(Code.NETWORK_SHARE, folder=str(folder))


@contextmanager
def os_errors(folder: Path) -> Iterator[None]:
    """Turn errors of the file system into refusals.

    Raises:
        DeskError: READONLY, DISK_FULL, IO, with the folder.
    """
    try:
        yield
    except PermissionError as error:
        raise DeskError(Code.READONLY, folder=str(folder)) from error
    except OSError as error:
        raise DeskError(_OS_CODES.get(error.errno or 0, Code.IO), folder=str(folder)) from error


_OS_CODES = {
    errno.ENOSPC: Code.DISK_FULL,
    errno.EDQUOT: Code.DISK_FULL,
    errno.EROFS: Code.READONLY,
}
