"""The backups of one open data folder, as `usecases.backups.BackupKeeper` describes them."""

import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.storage.backup import check_copy, is_whole, listed, make_backup
from tthc_desk.storage.backup_file import unpack
from tthc_desk.storage.backup_pruning import prune
from tthc_desk.storage.driver import errors_of
from tthc_desk.storage.folder import os_errors
from tthc_desk.storage.folder_kind import WARD, FolderKind
from tthc_desk.storage.keys import PRIVATE, WardKey, read_key, write_key
from tthc_desk.storage.restore import find_manifest
from tthc_desk.storage.sole_use import sole_use
from tthc_desk.usecases.backup_facts import BackupLine, BackupReason, Manifest
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.ports import Finding

_TRIAL = ".thu-ban-sao"


class FolderBackups:
    """Makes, lists and tries out backups; reads the key from the data folder."""

    def __init__(self, folder: Path, kind: FolderKind = WARD) -> None:
        self._folder = folder
        self._kind = kind

    def make(
        self, folder: Path, made_at: datetime, reason: BackupReason, progress: Progress | None
    ) -> BackupLine:
        """Make a backup that was checked before it got its name."""
        # A loss of the folder would take them along.
        if folder.resolve().is_relative_to(self._folder.resolve()):
            raise DeskError(Code.FOLDER, "folder", reason="inside_data", folder=str(folder))
        source = self._folder / self._kind.database
        return make_backup(source, self._key(), folder, made_at, reason, progress)

    def listed(self, folder: Path) -> tuple[BackupLine, ...]:
        """List the backups of a folder, newest first, unsound ones last."""
        return listed(folder, self._key())

    def is_whole(self, line: BackupLine) -> bool:
        """Read a whole backup: tell whether it still is the copy that was checked."""
        return is_whole(line)

    def prune(self, folder: Path, now: datetime, fresh: BackupLine) -> tuple[Path, ...]:
        """Remove what need not be kept, never `fresh`."""
        return prune(folder, self._key(), now, fresh)

    def examine(self, file: Path, progress: Progress | None) -> tuple[Finding, ...]:
        """Open what is inside a backup and check all of it; the backup is only read."""
        manifest = find_manifest(file, self._folder / self._kind.key, self._kind)
        trial = self._folder / _TRIAL
        try:
            with os_errors(self._folder), errors_of(self._folder):
                shutil.rmtree(trial, ignore_errors=True)
                trial.mkdir(mode=PRIVATE)
                return self._found(file, manifest, trial / self._kind.database, progress)
        finally:
            shutil.rmtree(trial, ignore_errors=True)

    def refuse_other_key(self, folder: Path) -> None:
        """Refuse a folder that holds the key of another book."""
        target, own = folder / self._kind.key, self._folder / self._kind.key
        if target.exists() and target.read_bytes() != own.read_bytes():
            raise DeskError(Code.FOLDER, "with_key", reason="other_key", file=str(target))

    def copy_key(self, folder: Path) -> Path:
        """Lay a copy of the key into a folder; one that is there already is the same or refused."""
        self.refuse_other_key(folder)
        target = folder / self._kind.key
        if target.exists():
            return target
        with os_errors(folder):
            try:
                write_key(self._key(), target)
            except OSError:
                with suppress(OSError):
                    target.unlink(missing_ok=True)
                raise
        return target

    def _found(
        self, file: Path, manifest: Manifest, copy: Path, progress: Progress | None
    ) -> tuple[Finding, ...]:
        unpack(file, manifest, copy)
        check_copy(copy, self._key(), manifest.facts)
        going = True

        def tell(done: int, of: int) -> bool:
            nonlocal going
            going = progress is None or progress(done, of)
            return going

        with sole_use(copy, self._key()) as sole:
            if manifest.facts.schema < self._kind.version:
                # Its findings are told below.
                self._kind.migrate(sole, lambda _: None)
            sole.execute("BEGIN")
            found = tuple(self._kind.findings(sole, tell))
            sole.execute("ROLLBACK")
        if not going:
            raise DeskError(Code.CANCELLED)
        return found

    def _key(self) -> WardKey:
        return read_key(self._folder / self._kind.key)
