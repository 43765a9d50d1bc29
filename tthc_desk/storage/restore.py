"""Putting a backup in the place of a book: the old state is set aside first, whole."""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.storage.backup import check_copy, keep_names
from tthc_desk.storage.backup_file import is_superiors, read_manifest, unpack
from tthc_desk.storage.book_facts import ward_code
from tthc_desk.storage.database import connect
from tthc_desk.storage.driver import cipher_driver, errors_of
from tthc_desk.storage.folder import STAGE, holds_anything, os_errors
from tthc_desk.storage.folder_kind import WARD, FolderKind
from tthc_desk.storage.given_numbers import NOTE
from tthc_desk.storage.instance_lock import WindowLock
from tthc_desk.storage.keys import PRIVATE, WardKey, read_key, write_key
from tthc_desk.storage.network import Probe, is_network_share
from tthc_desk.storage.signing import SIGNING_KEY
from tthc_desk.storage.sole_use import alone, fold_log
from tthc_desk.storage.upgrade import bring_up_copy
from tthc_desk.usecases.backup_facts import Manifest
from tthc_desk.usecases.figure_queries import Progress

KEPT = "truoc-phuc-hoi"
"""Folder in the data folder under which every state before a restoring is kept."""
_UNNAMED = "."


@dataclass(frozen=True, slots=True)
class Staging:
    """How a backup is laid ready.

    Args:
        progress: hears (bytes done, of); False stops it.
        has_window: the caller is the window that holds the folder.
        besides: names that may lie in a folder where no book lay.
        kind: of the book.
    """

    progress: Progress | None = None
    has_window: bool = False
    besides: frozenset[str] = frozenset()
    probe: Probe = is_network_share
    kind: FolderKind = WARD


def find_manifest(file: Path, key_file: Path, kind: FolderKind = WARD) -> Manifest:
    """Read what a backup says of itself, with the key of its book.

    Raises:
        DeskError: NOT_FOUND, CORRUPT, KEY, NEWER_SCHEMA; NO_WARD when a ward's is looked for and
            it is a superior authority's.
    """
    if not file.is_file():
        raise DeskError(Code.NOT_FOUND, "file", reason="missing", file=str(file))
    if not key_file.is_file():
        raise DeskError(Code.KEY, reason="no_key_of_backup", file=str(key_file), path=str(file))
    key = read_key(key_file)
    with os_errors(file.parent):
        manifest = read_manifest(file, key)
    if kind.database == WARD.database:
        refuse_superiors(manifest)
    if manifest.facts.schema > kind.version:
        raise DeskError(Code.NEWER_SCHEMA, found=manifest.facts.schema, known=kind.version)
    return manifest


def refuse_superiors(manifest: Manifest) -> None:
    """Refuse the backup of a superior authority where that of a ward is looked for.

    Raises:
        DeskError: NO_WARD.
    """
    if is_superiors(manifest):
        raise DeskError(
            Code.NO_WARD, reason="backup_of_superior", superior=manifest.facts.ward_name
        )


@contextmanager
def staged(
    folder: Path,
    file: Path,
    key_file: Path,
    how: Staging = Staging(),
) -> Iterator[Path]:
    """Lay a backup ready in a folder of its own, checked and at the newest schema.

    No other window and no command has the book open, nor opens it, until the block ends.

    Raises:
        DeskError: NOT_FOUND, CORRUPT, KEY, NEWER_SCHEMA, OTHER_WARD, LOCKED, FOLDER_NOT_EMPTY,
            NETWORK_SHARE, READONLY, DISK_FULL, IO; the book is as it was then.
    """
    manifest = find_manifest(file, key_file, how.kind)
    folder = folder.resolve()
    if how.probe(folder):
        raise DeskError(Code.NETWORK_SHARE, folder=str(folder))
    stage = folder / STAGE
    with os_errors(folder):
        _refuse_foreign_folder(folder, how)
        folder.mkdir(parents=True, exist_ok=True)
    with nullcontext() if how.has_window else WindowLock(folder), alone(folder):
        _refuse_other_ward(folder, manifest, how.kind)
        try:
            _lay_ready(stage, file, read_key(key_file), manifest, how)
            yield stage
        finally:
            shutil.rmtree(stage, ignore_errors=True)


def _lay_ready(stage: Path, file: Path, key: WardKey, manifest: Manifest, how: Staging) -> None:
    _unpack_checked(stage, file, key, manifest, how)
    if manifest.facts.schema < how.kind.version:
        bring_up_copy(stage / how.kind.database, key, how.kind)


def _unpack_checked(
    stage: Path, file: Path, key: WardKey, manifest: Manifest, how: Staging
) -> None:
    path = stage / how.kind.database

    def moved(done: int) -> None:
        if how.progress is not None and not how.progress(done, manifest.size):
            raise DeskError(Code.CANCELLED)

    with os_errors(stage.parent), errors_of(stage.parent):
        shutil.rmtree(stage, ignore_errors=True)
        stage.mkdir(mode=PRIVATE)
        unpack(file, manifest, path, moved)
        write_key(key, stage / how.kind.key)
        check_copy(path, key, manifest.facts)


def lay_apart(folder: Path, file: Path, key_file: Path, kind: FolderKind = WARD) -> Manifest:
    """Lay what a backup holds into an empty folder as it is, for the program it was made of.

    Raises:
        DeskError: NOT_FOUND, CORRUPT, KEY, NEWER_SCHEMA, FOLDER_NOT_EMPTY, NETWORK_SHARE, LOCKED,
            READONLY, DISK_FULL, IO.
    """
    manifest, folder = find_manifest(file, key_file, kind), folder.resolve()
    if is_network_share(folder):
        raise DeskError(Code.NETWORK_SHARE, folder=str(folder))
    with os_errors(folder):
        if folder.exists() and (not folder.is_dir() or holds_anything(folder)):
            raise DeskError(Code.FOLDER_NOT_EMPTY, folder=str(folder))
        folder.mkdir(parents=True, exist_ok=True)
    stage = folder / STAGE
    with alone(folder), os_errors(folder):
        try:
            _unpack_checked(stage, file, read_key(key_file), manifest, Staging(kind=kind))
            for name in (kind.key, kind.database):
                (stage / name).replace(folder / name)
            keep_names(folder)
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    return manifest


def put_in_place(stage: Path, folder: Path, now: datetime, kind: FolderKind = WARD) -> Path | None:
    """Make what was laid ready the book of the folder; give where the old state lies now.

    The signing key stays with the old state: two books must never sign with the same.

    Raises:
        DeskError: LOCKED, READONLY, DISK_FULL, IO.
    """
    folder = folder.resolve()
    with os_errors(folder), errors_of(folder):
        fold_log(stage / kind.database, read_key(stage / kind.key))
        _settle_rooms(folder)
        room = _linked(folder, now, kind) if _old_files(folder, kind) else None
        # A log of the old book would be played into the new one.
        for path in folder.glob(f"{kind.database}-*"):
            path.unlink()
        # The book before all else: until then the old state goes on, from then on the new one.
        (stage / kind.database).replace(folder / kind.database)
        if not _same(stage / kind.key, folder / kind.key):
            (stage / kind.key).replace(folder / kind.key)
        if (stage / NOTE).is_file():
            (stage / NOTE).replace(folder / NOTE)
        for path in folder.glob(f"{SIGNING_KEY}*"):
            path.unlink()
        keep_names(folder)
        return None if room is None else _named(room)


def _fold_if_readable(folder: Path, kind: FolderKind) -> None:
    try:
        fold_log(folder / kind.database, read_key(folder / kind.key))
    except DeskError as error:
        # A book that cannot be read is set aside as it is, log and all.
        if error.code is Code.LOCKED:
            raise
    except cipher_driver.Error:
        return


def _linked(folder: Path, now: datetime, kind: FolderKind) -> Path:
    """Link the whole old state into a room that has no name to be found by yet."""
    _fold_if_readable(folder, kind)
    room = _room(folder / KEPT, now)
    for path in _old_files(folder, kind):
        _link(path, room / path.name)
    keep_names(room)
    return room


def _named(room: Path) -> Path:
    """Give a room its name: what it holds is no longer what the folder goes on with."""
    kept = room.rename(room.with_name(room.name.removeprefix(_UNNAMED)))
    keep_names(kept.parent)
    return kept


def _settle_rooms(folder: Path) -> None:
    """Settle what a restoring left that was cut off: an old state is named, mere links go."""
    for room in (folder / KEPT).glob(f"{_UNNAMED}*"):
        if all(_is_same_file(path, folder / path.name) for path in room.iterdir()):
            shutil.rmtree(room)
        else:
            _named(room)


def _is_same_file(path: Path, other: Path) -> bool:
    return other.is_file() and path.samefile(other)


def _link(path: Path, target: Path) -> None:
    try:
        os.link(path, target)
    except OSError:
        shutil.copy2(path, target)
        with target.open("rb+") as file:
            os.fsync(file.fileno())


def _old_files(folder: Path, kind: FolderKind) -> tuple[Path, ...]:
    found = (
        path for name in (kind.database, kind.key, SIGNING_KEY) for path in folder.glob(f"{name}*")
    )
    return tuple(sorted(path for path in found if path.is_file()))


def _room(kept: Path, now: datetime) -> Path:
    kept.mkdir(exist_ok=True)
    for extra in ("", *(f"-{number}" for number in range(2, 100))):
        name = f"{now:%Y%m%d-%H%M%S}{extra}"
        if not (kept / name).exists():
            room = kept / f"{_UNNAMED}{name}"
            room.mkdir(mode=PRIVATE)
            return room
    raise DeskError(Code.FOLDER_NOT_EMPTY, folder=str(kept))


def _same(one: Path, other: Path) -> bool:
    return other.is_file() and one.read_bytes() == other.read_bytes()


def held_a_book(folder: Path, kind: FolderKind = WARD) -> bool:
    """Tell whether a book lies or lay in a folder, whole or in part."""
    names = (kind.database, kind.key, f"{kind.database}-wal", STAGE)
    return any((folder / name).exists() for name in names)


def _refuse_foreign_folder(folder: Path, how: Staging) -> None:
    """Refuse a folder that holds other things and never held a book."""
    if not folder.exists():
        return
    if not folder.is_dir() or (
        not held_a_book(folder, how.kind) and holds_anything(folder, how.besides)
    ):
        raise DeskError(Code.FOLDER_NOT_EMPTY, folder=str(folder))


def _refuse_other_ward(folder: Path, manifest: Manifest, kind: FolderKind) -> None:
    """Refuse to put a backup over the book of another owner, as far as that can be read."""
    path, key_file = folder / kind.database, folder / kind.key
    if not path.is_file() or not key_file.is_file():
        return
    try:
        with closing(connect(path, read_key(key_file))) as connection:
            code = ward_code(connection)
    except (DeskError, cipher_driver.Error):
        return
    if code and code != manifest.facts.ward_code:
        raise DeskError(
            Code.OTHER_WARD, reason="backup", ward=manifest.facts.ward_name, folder=str(folder)
        )
