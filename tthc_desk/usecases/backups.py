"""Backups of a book: where they go, whether the last one is recent, whether they hold."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from tthc_desk.domain.dossier import local_day
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.usecases.backup_facts import BackupLine, BackupReason, Manifest
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.ports import Clock, Finding, Store
from tthc_desk.usecases.rules import Rules

FOLDER, LAST, WARN_DAYS = "backup_folder", "backup_last", "backup_warn_days"
DEFAULT_WARN_DAYS, MOST_WARN_DAYS = 3, 60
"""Working days without a checked backup before it is said; decided for this program."""


class BackupKeeper(Protocol):
    """Makes, lists and tries out the backups of one data folder."""

    def make(
        self, folder: Path, made_at: datetime, reason: BackupReason, progress: Progress | None
    ) -> BackupLine:
        """Make a backup that was checked before it got its name."""
        ...

    def listed(self, folder: Path) -> tuple[BackupLine, ...]:
        """List the backups of a folder, newest first, unsound ones last."""
        ...

    def is_whole(self, line: BackupLine) -> bool:
        """Read a whole backup: tell whether it still is the copy that was checked."""
        ...

    def prune(self, folder: Path, now: datetime, fresh: BackupLine) -> tuple[Path, ...]:
        """Remove what need not be kept, never `fresh`."""
        ...

    def examine(self, file: Path, progress: Progress | None) -> tuple[Finding, ...]:
        """Open what is inside a backup and check all of it; the backup is only read."""
        ...

    def refuse_other_key(self, folder: Path) -> None:
        """Refuse a folder that holds the key of another book."""
        ...

    def copy_key(self, folder: Path) -> Path:
        """Lay a copy of the key into a folder."""
        ...


@dataclass(frozen=True, slots=True)
class LastBackup:
    """The last backup that was checked, as the book remembers it."""

    made_at: datetime
    file: Path
    chain_length: int


class BackupTone(StrEnum):
    """How the ward stands with its backups."""

    GOOD = "good"
    NO_FOLDER = "no_folder"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class BackupState:
    """What is to be said of the ward's backups.

    Args:
        working_days: since the last checked backup, or since the first reception without one.
    """

    tone: BackupTone
    folder: Path | None
    last: LastBackup | None
    working_days: int
    warn_days: int


class BackedUpBook(Protocol):
    """What backups keep in a book of any kind, and ask of it."""

    def setting(self, name: str) -> str | None:
        """Give a setting."""
        ...

    def keep(self, name: str, text: str) -> None:
        """Keep a setting."""
        ...

    def first_day(self) -> date | None:
        """Give the first day there was something to lose."""
        ...

    def working_days(self, start: date, today: date) -> int:
        """Count working days from one day to another.

        Raises:
            DeskError: CALENDAR.
        """
        ...


class WardUnderBackup:
    """The book of a ward."""

    def __init__(self, store: Store, rules: Rules) -> None:
        self._store = store
        self._rules = rules

    def setting(self, name: str) -> str | None:
        """Give a setting."""
        return self._store.queries.setting(name)

    def keep(self, name: str, text: str) -> None:
        """Keep a setting."""
        with self._store.write() as unit:
            unit.save_setting(name, text)
            unit.commit()

    def first_day(self) -> date | None:
        """Give the day of the first reception."""
        return self._store.queries.first_reception()

    def working_days(self, start: date, today: date) -> int:
        """Count by the ward's calendar."""
        return self._rules.book().calendar.working_days_between(start, today)


class Backups:
    """Keeps the backups of a book going."""

    def __init__(self, book: BackedUpBook, clock: Clock, keeper: BackupKeeper) -> None:
        self._book = book
        self._clock = clock
        self._keeper = keeper

    def folder(self) -> Path | None:
        """Give the folder that backups go to by themselves; None when none was set."""
        text = self._book.setting(FOLDER)
        return Path(text) if text else None

    def set_folder(self, folder: Path, data_folder: Path) -> Path:
        """Let backups go to a folder from now on.

        Raises:
            DeskError: FOLDER when it is not there, or lies inside the data folder.
        """
        chosen = folder.expanduser().resolve()
        if not chosen.is_dir():
            raise DeskError(Code.FOLDER, "folder", reason="no_folder", folder=str(chosen))
        if chosen.is_relative_to(data_folder.resolve()):
            raise DeskError(Code.FOLDER, "folder", reason="inside_data", folder=str(chosen))
        self._book.keep(FOLDER, str(chosen))
        return chosen

    def warn_days(self) -> int:
        """Give after how many working days without a backup it is said."""
        text = self._book.setting(WARN_DAYS) or ""
        return int(text) if text.isdigit() else DEFAULT_WARN_DAYS

    def set_warn_days(self, days: int) -> None:
        """Set after how many working days without a backup it is said.

        Raises:
            DeskError: COUNT.
        """
        if not 1 <= days <= MOST_WARN_DAYS:
            raise DeskError(Code.COUNT, "warn_days", low=1, high=MOST_WARN_DAYS)
        self._book.keep(WARN_DAYS, str(days))

    def last_verified(self) -> LastBackup | None:
        """Give the last backup that was compared with the book."""
        text = self._book.setting(LAST)
        if not text:
            return None
        found = json.loads(text)
        made_at = datetime.fromisoformat(found["made_at"])
        return LastBackup(made_at, Path(found["file"]), int(found["chain_length"]))

    def make(
        self, folder: Path, reason: BackupReason, progress: Progress | None = None
    ) -> BackupLine:
        """Make a backup into a folder, without removing older ones.

        Raises:
            DeskError: FOLDER, READONLY, DISK_FULL, IO, LOCKED, CORRUPT, CANCELLED.
        """
        now = self._clock.now().astimezone(VIETNAM)
        line = self._keeper.make(folder, now, reason, progress)
        self._remember(line, now)
        return line

    def note_restored(self, file: Path, manifest: Manifest) -> None:
        """Count the backup this book was put back from, which was checked whole for it."""
        self._remember(BackupLine(file.resolve(), manifest.size, manifest), manifest.made_at)

    def make_own(self, reason: BackupReason, progress: Progress | None = None) -> BackupLine | None:
        """Make a backup into the folder that was set, and remove what need not be kept there.

        Returns:
            None when no folder was set.
        """
        folder = self.folder()
        if folder is None:
            return None
        line = self.make(folder, reason, progress)
        self._keeper.prune(folder, self._clock.now(), line)
        return line

    def refuse_other_key(self, folder: Path | None) -> None:
        """Refuse, before a backup is made, a folder that holds the key of another book.

        Raises:
            DeskError: FOLDER.
        """
        place = folder or self.folder()
        if place is not None:
            self._keeper.refuse_other_key(place)

    def copy_key(self, folder: Path) -> Path:
        """Lay a copy of the key into a folder, where somebody asked for it."""
        return self._keeper.copy_key(folder)

    def listed(self, folder: Path | None = None) -> tuple[BackupLine, ...]:
        """List the backups of a folder, or of the one that was set; empty when there is none.

        Raises:
            DeskError: FOLDER, IO.
        """
        place = folder or self.folder()
        return self._keeper.listed(place) if place else ()

    def is_whole(self, line: BackupLine) -> bool:
        """Read a whole backup: tell whether it still is the copy that was checked."""
        return self._keeper.is_whole(line)

    def examine(self, file: Path, progress: Progress | None = None) -> tuple[Finding, ...]:
        """Try out a backup: open a copy of what is inside and check all of it.

        Raises:
            DeskError: NOT_FOUND, CORRUPT, KEY, NEWER_SCHEMA, DISK_FULL, IO, CANCELLED.
        """
        return self._keeper.examine(file, progress)

    def state(self) -> BackupState:
        """Say how the book stands with its backups."""
        folder, last, warn = self.folder(), self.last_verified(), self.warn_days()
        days = self._days_since(last)
        tone = BackupTone.NO_FOLDER if folder is None else BackupTone.GOOD
        if days > warn:
            tone = BackupTone.OVERDUE
        return BackupState(tone, folder, last, days, warn)

    def _days_since(self, last: LastBackup | None) -> int:
        start = local_day(last.made_at) if last else self._book.first_day()
        today = local_day(self._clock.now())
        if start is None or start >= today:
            return 0
        return self._working_days(start, today)

    def _working_days(self, start: date, today: date) -> int:
        try:
            return self._book.working_days(start, today)
        except DeskError:
            # Years before the first calendar: any count will do that is long.
            return (today - start).days

    def _remember(self, line: BackupLine, now: datetime) -> None:
        length = line.manifest.facts.chain_length if line.manifest else 0
        found = {"made_at": now.isoformat(), "file": str(line.path), "chain_length": length}
        self._book.keep(LAST, json.dumps(found, ensure_ascii=False))
