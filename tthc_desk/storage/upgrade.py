"""Bringing a ward to the newest schema: backup, migrate, check; failing leaves the old one working.

Everything between the backup and the end is one transaction of the file, the checks of the result
included: whatever stops it, the engine finds the old version when the file is opened again.
"""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.storage.backup import keep_copy, listed, same_book, unfinished
from tthc_desk.storage.book_facts import book_facts
from tthc_desk.storage.driver import Connection, cipher_driver, error_code
from tthc_desk.storage.folder import Upgrading, os_errors
from tthc_desk.storage.folder_kind import FolderKind
from tthc_desk.storage.instance_lock import WindowLock
from tthc_desk.storage.keys import PRIVATE, WardKey
from tthc_desk.storage.snapshot_copy import copy_alone
from tthc_desk.storage.sole_use import sole_use
from tthc_desk.usecases.backup_facts import BackupLine, BackupReason, BookFacts
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.ports import Finding

BEFORE_UPGRADE = "truoc-nang-cap"
_KEPT = 2
_NAMED = 3
_COPIED, _BACKED_UP, _CHECKED, _ALL = 25, 35, 99, 100


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
            bring_up(sole, kind, how.progress)
    _tell(how.progress, _ALL)


def bring_up(sole: Connection, kind: FolderKind, progress: Progress | None = None) -> None:
    """Bring a book that a connection has alone to the newest schema; failing leaves it as it was.

    Raises:
        DeskError: CORRUPT (reason: upgrade, upgrade_stopped when the engine refuses a statement,
            or found_before when the book was not whole already), CANCELLED.
        cipher_driver.Error: of which `driver.errors_of` makes a refusal.
    """
    check = _Check(kind, book_facts(sole), progress)
    try:
        kind.migrate(sole, check)
    except DeskError:
        check.refuse_what_was_there(sole)
        raise
    except cipher_driver.Error as error:
        if error_code(error) is not None:
            raise
        name = getattr(error, "sqlite_errorname", "")
        raise DeskError(Code.CORRUPT, reason="upgrade_stopped", words=name) from error


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
        part = unfinished(place, path, key)
        fresh = keep_copy(copy, key, part, how.now(), BackupReason.UPGRADE)
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


@dataclass
class _Check:
    """Looks at the result of a migration, all of it, before it stands."""

    kind: FolderKind
    before: BookFacts
    progress: Progress | None
    changed: tuple[str, ...] = ()
    found: tuple[Finding, ...] = ()
    _is_stopped: bool = False

    def __call__(self, sole: Connection) -> None:
        """Refuse a result that is not whole, or not the same book."""
        self.changed = tuple(_changed(self.before, book_facts(sole), self.kind))
        self.found = tuple(self.kind.findings(sole, self._heard))
        if self._is_stopped:
            raise DeskError(Code.CANCELLED)
        if self.changed or self.found:
            raise DeskError(Code.CORRUPT, reason="upgrade", words=self._words())

    def refuse_what_was_there(self, sole: Connection) -> None:
        """Refuse as a book that was not whole, if that explains all that was found."""
        there = {f for f in self.kind.findings(sole, None) if _is_of_the_book(f)}
        if self.found and not self.changed and there.issuperset(self.found):
            raise DeskError(Code.CORRUPT, reason="found_before", words=self._words())

    def _words(self) -> tuple[str, ...]:
        words = (*self.changed, *(" ".join((f.check, f.subject)).strip() for f in self.found))
        more = len(words) - _NAMED
        return (*words[:_NAMED], f"và {more} chỗ khác") if more > 0 else words

    def _heard(self, done: int, of: int) -> bool:
        hundredths = _BACKED_UP + done * (_CHECKED - _BACKED_UP) // max(of, 1)
        self._is_stopped = not _tell(self.progress, hundredths)
        return not self._is_stopped


def _is_of_the_book(finding: Finding) -> bool:
    """Tell damage from what only a migration would mend."""
    return finding.check != "schema" or finding.detail == "unknown"


def _changed(before: BookFacts, after: BookFacts, kind: FolderKind) -> Iterator[str]:
    """Name what no revision may change."""
    if after.schema != kind.version:
        yield "user_version"
    if (after.chain_length, after.chain_head) != (before.chain_length, before.chain_head):
        yield "event"
    if (after.charge_dong, after.fee_dong) != (before.charge_dong, before.fee_dong):
        yield "payment"
    for table in ("dossier", "totals_file"):
        if after.counts.get(table) != before.counts.get(table):
            yield table
    if after.numbers != before.numbers:
        yield "counter"


def _part_of(progress: Progress) -> Progress:
    return lambda done, of: progress(done * _COPIED // max(of, 1), _ALL)


def _tell(progress: Progress | None, done: int) -> bool:
    return progress is None or progress(done, _ALL)
