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
from tthc_desk.storage.backup_file import read_manifest, unpack
from tthc_desk.storage.book_facts import ward_code
from tthc_desk.storage.columns import SCHEMA_VERSION
from tthc_desk.storage.database import connect
from tthc_desk.storage.driver import cipher_driver, errors_of
from tthc_desk.storage.folder import DATABASE, KEY, STAGE, holds_anything, os_errors
from tthc_desk.storage.given_numbers import NOTE, note_numbers
from tthc_desk.storage.instance_lock import WindowLock
from tthc_desk.storage.keys import PRIVATE, WardKey, read_key, write_key
from tthc_desk.storage.migrate import migrate
from tthc_desk.storage.network import Probe, is_network_share
from tthc_desk.storage.signing import SIGNING_KEY
from tthc_desk.storage.sole_use import alone, fold_log
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
    """

    progress: Progress | None = None
    has_window: bool = False
    besides: frozenset[str] = frozenset()
    probe: Probe = is_network_share


def find_manifest(file: Path, key_file: Path) -> Manifest:
    """Read what a backup says of itself, with the key of its ward.

    Raises:
        DeskError: NOT_FOUND, CORRUPT, KEY, NEWER_SCHEMA.
    """
    if not file.is_file():
        raise DeskError(Code.NOT_FOUND, "file", reason="missing", file=str(file))
    if not key_file.is_file():
        raise DeskError(Code.KEY, reason="no_key_of_backup", file=str(key_file), path=str(file))
    key = read_key(key_file)
    with os_errors(file.parent):
        manifest = read_manifest(file, key)
    if manifest.facts.schema > SCHEMA_VERSION:
        raise DeskError(Code.NEWER_SCHEMA, found=manifest.facts.schema, known=SCHEMA_VERSION)
    return manifest


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
    manifest = find_manifest(file, key_file)
    folder = folder.resolve()
    if how.probe(folder):
        raise DeskError(Code.NETWORK_SHARE, folder=str(folder))
    stage = folder / STAGE
    with os_errors(folder):
        _refuse_foreign_folder(folder, how.besides)
        folder.mkdir(parents=True, exist_ok=True)
    with nullcontext() if how.has_window else WindowLock(folder), alone(folder):
        _refuse_other_ward(folder, manifest)
        try:
            _lay_ready(stage, file, read_key(key_file), manifest, how.progress)
            yield stage
        finally:
            shutil.rmtree(stage, ignore_errors=True)


def _lay_ready(
    stage: Path, file: Path, key: WardKey, manifest: Manifest, progress: Progress | None
) -> None:
    def moved(done: int) -> None:
        if progress is not None and not progress(done, manifest.size):
            raise DeskError(Code.CANCELLED)

    with os_errors(stage.parent), errors_of(stage.parent):
        shutil.rmtree(stage, ignore_errors=True)
        stage.mkdir(mode=PRIVATE)
        unpack(file, manifest, stage / DATABASE, moved)
        write_key(key, stage / KEY)
        check_copy(stage / DATABASE, key, manifest.facts)
    if manifest.facts.schema < SCHEMA_VERSION:
        migrate(stage / DATABASE, key)


def put_in_place(stage: Path, folder: Path, now: datetime) -> Path | None:
    """Make what was laid ready the book of the folder; give where the old state lies now.

    The signing key stays with the old state: two books must never sign with the same.

    Raises:
        DeskError: LOCKED, READONLY, DISK_FULL, IO.
    """
    folder = folder.resolve()
    with os_errors(folder), errors_of(folder):
        key = read_key(stage / KEY)
        note = note_numbers(stage / DATABASE, key)
        fold_log(stage / DATABASE, key)
        _settle_rooms(folder)
        room = _linked(folder, now) if _old_files(folder) else None
        # A log of the old book would be played into the new one.
        for path in folder.glob(f"{DATABASE}-*"):
            path.unlink()
        # The book before all else: until then the old state goes on, from then on the new one.
        (stage / DATABASE).replace(folder / DATABASE)
        if not _same(stage / KEY, folder / KEY):
            (stage / KEY).replace(folder / KEY)
        note.replace(folder / NOTE)
        for path in folder.glob(f"{SIGNING_KEY}*"):
            path.unlink()
        keep_names(folder)
        return None if room is None else _named(room)


def _fold_if_readable(folder: Path) -> None:
    try:
        fold_log(folder / DATABASE, read_key(folder / KEY))
    except DeskError as error:
        # A book that cannot be read is set aside as it is, log and all.
        if error.code is Code.LOCKED:
            raise
    except cipher_driver.Error:
        return


def _linked(folder: Path, now: datetime) -> Path:
    """Link the whole old state into a room that has no name to be found by yet."""
    _fold_if_readable(folder)
    room = _room(folder / KEPT, now)
    for path in _old_files(folder):
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


def _old_files(folder: Path) -> tuple[Path, ...]:
    found = (*folder.glob(f"{DATABASE}*"), *folder.glob(f"{KEY}*"), *folder.glob(f"{SIGNING_KEY}*"))
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


def held_a_book(folder: Path) -> bool:
    """Tell whether a book lies or lay in a folder, whole or in part."""
    return any((folder / name).exists() for name in (DATABASE, KEY, f"{DATABASE}-wal", STAGE))


def _refuse_foreign_folder(folder: Path, besides: frozenset[str]) -> None:
    """Refuse a folder that holds other things and never held a book."""
    if not folder.exists():
        return
    if not folder.is_dir() or (not held_a_book(folder) and holds_anything(folder, besides)):
        raise DeskError(Code.FOLDER_NOT_EMPTY, folder=str(folder))


def _refuse_other_ward(folder: Path, manifest: Manifest) -> None:
    """Refuse to put a backup over the book of another ward, as far as that can be read."""
    if not (folder / DATABASE).is_file() or not (folder / KEY).is_file():
        return
    try:
        with closing(connect(folder / DATABASE, read_key(folder / KEY))) as connection:
            code = ward_code(connection)
    except (DeskError, cipher_driver.Error):
        return
    if code and code != manifest.facts.ward_code:
        raise DeskError(
            Code.OTHER_WARD, reason="backup", ward=manifest.facts.ward_name, folder=str(folder)
        )
