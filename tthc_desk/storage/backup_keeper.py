"""The backups of one open data folder, as `usecases.backups.BackupKeeper` describes them."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import psutil

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.storage.backup import check_copy, listed, make_backup, prune
from tthc_desk.storage.backup_file import unpack
from tthc_desk.storage.columns import SCHEMA_VERSION
from tthc_desk.storage.database import Database
from tthc_desk.storage.driver import errors_of
from tthc_desk.storage.folder import DATABASE, KEY, os_errors
from tthc_desk.storage.keys import WardKey, read_key, write_key
from tthc_desk.storage.restore import find_manifest
from tthc_desk.usecases.backup_facts import BackupLine, BackupReason, Manifest
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.ports import Finding

TRIAL = ".thu-ban-sao-"
"""Begins the name of a folder in which a backup is tried out; the process follows."""


class FolderBackups:
    """Makes, lists and tries out backups; reads the key from the data folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def make(
        self, folder: Path, made_at: datetime, reason: BackupReason, progress: Progress | None
    ) -> BackupLine:
        """Make a backup that was checked before it got its name."""
        source = self._folder / DATABASE
        return make_backup(source, self._key(), folder, made_at, reason, progress)

    def listed(self, folder: Path) -> tuple[BackupLine, ...]:
        """List the backups of a folder, newest first, unsound ones last."""
        return listed(folder, self._key())

    def prune(self, folder: Path, now: datetime, fresh: BackupLine) -> tuple[Path, ...]:
        """Remove what need not be kept, never `fresh`."""
        return prune(folder, self._key(), now, fresh)

    def examine(self, file: Path, progress: Progress | None) -> tuple[Finding, ...]:
        """Open what is inside a backup and check all of it; the backup is only read."""
        return examine_backup(file, self._folder / KEY, self._folder, progress)

    def copy_key(self, folder: Path) -> Path:
        """Lay a copy of the key into a folder; one that is there already is the same or refused."""
        target = folder / KEY
        if target.exists():
            if target.read_bytes() != (self._folder / KEY).read_bytes():
                raise DeskError(Code.FOLDER, reason="other_file", path=str(target))
            return target
        with os_errors(folder):
            try:
                write_key(self._key(), target)
            except OSError:
                with suppress(OSError):
                    target.unlink(missing_ok=True)
                raise
        return target

    def _key(self) -> WardKey:
        return read_key(self._folder / KEY)


def examine_backup(
    file: Path, key_file: Path, place: Path, progress: Progress | None = None
) -> tuple[Finding, ...]:
    """Open what is inside a backup and check all of it; the backup is only read.

    Args:
        place: folder in which the copy is unpacked for as long.

    Raises:
        DeskError: NOT_FOUND, CORRUPT, KEY, NEWER_SCHEMA, DISK_FULL, READONLY, IO, CANCELLED.
    """
    manifest, key = find_manifest(file, key_file), read_key(key_file)
    with os_errors(place), errors_of(place), _trial_folder(place) as trial:
        return _found(file, manifest, key, trial / DATABASE, progress)


@contextmanager
def _trial_folder(place: Path) -> Iterator[Path]:
    """Lend a folder of this trial alone; what others left that were cut off is cleared away."""
    for old in place.glob(f"{TRIAL}*"):
        process = old.name.removeprefix(TRIAL).partition("-")[0]
        if not (process.isdigit() and psutil.pid_exists(int(process))):
            shutil.rmtree(old, ignore_errors=True)
    trial = Path(tempfile.mkdtemp(prefix=f"{TRIAL}{os.getpid()}-", dir=place))
    try:
        yield trial
    finally:
        shutil.rmtree(trial, ignore_errors=True)


def _found(
    file: Path, manifest: Manifest, key: WardKey, copy: Path, progress: Progress | None
) -> tuple[Finding, ...]:
    # Load the ORM, which only checking needs.
    from tthc_desk.storage.migrate import migrate
    from tthc_desk.storage.verify import findings

    unpack(file, manifest, copy)
    check_copy(copy, key, manifest.facts)
    if manifest.facts.schema < SCHEMA_VERSION:
        migrate(copy, key)
    going = True

    def tell(done: int, of: int) -> bool:
        nonlocal going
        going = progress is None or progress(done, of)
        return going

    database = Database(copy, key)
    try:
        found = tuple(findings(database, tell))
    finally:
        database.close()
    if not going:
        raise DeskError(Code.CANCELLED)
    return found
