"""Restoring a data folder: laid ready beside it, told what was given out since, put in place."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

from tthc_desk.app.clock import SystemClock
from tthc_desk.app.wiring import Desk, open_desk
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.officers import Officer
from tthc_desk.domain.vietnamese import day_text
from tthc_desk.storage.driver import cipher_driver
from tthc_desk.storage.folder import DATABASE, KEY
from tthc_desk.storage.given_numbers import given_numbers, note_numbers
from tthc_desk.storage.keys import read_key
from tthc_desk.storage.lost_work import lost_events
from tthc_desk.storage.restore import Staging, find_manifest, put_in_place, staged
from tthc_desk.storage.signing import SIGNING_KEY
from tthc_desk.usecases.backup_facts import Manifest, SeriesEnd
from tthc_desk.usecases.lost_work import LostEvent, lost_lines, sent_periods
from tthc_desk.usecases.numbers_since import (
    DAY_MARGIN,
    SERIES_MARGIN,
    GivenNumbers,
    SkippedNumbers,
)
from tthc_desk.usecases.ports import Clock
from tthc_desk.usecases.restoring import IssuedSince, ReadNumber, Restored, Restoring


def restore_folder(
    folder: Path,
    file: Path,
    key_file: Path | None,
    issued: IssuedSince,
    login: str | None = None,
    clock: Clock | None = None,
) -> dict[str, Any]:
    """Put a backup in the place of a book; give what was done.

    Raises:
        DeskError: REQUIRED when the old book cannot say what was given out since, and nobody did;
            see `storage.restore.staged`; DATE, COUNT, FORMAT of the numbers. The book is as it
            was then.
    """
    key = key_file or folder / KEY
    manifest = find_manifest(file, key)
    # Asked before a copy that may be large is laid ready.
    _refuse_unsaid(issued, manifest, given_numbers(folder, key, manifest))
    with laid_ready(folder, file, key, clock or SystemClock()) as ready:
        return _plain(ready.put(issued, login))


@contextmanager
def laid_ready(
    folder: Path, file: Path, key_file: Path, clock: Clock, how: Staging | None = None
) -> Iterator["LaidReady"]:
    """Lay a backup ready beside the place of a book; nothing stays of it but a book put there.

    Raises:
        DeskError: see `storage.restore.staged`.
    """
    manifest = find_manifest(file, key_file)
    with staged(folder, file, key_file, how or Staging()) as stage:
        given = given_numbers(folder, key_file, manifest)
        yield LaidReady(folder, stage, (file, manifest), clock, given)


class LaidReady:
    """A backup that was checked whole and waits to become the book of a folder."""

    def __init__(
        self,
        folder: Path,
        stage: Path,
        backup: tuple[Path, Manifest],
        clock: Clock,
        given: GivenNumbers,
    ) -> None:
        self._file, self.manifest = backup
        self._given = given
        self._folder = folder
        self._stage = stage
        self._clock = clock

    @property
    def must_ask(self) -> bool:
        """Whether the book that is replaced cannot say which numbers were given out since."""
        return not self._given.whole

    def known(self) -> tuple[SkippedNumbers, ...]:
        """Say what the book that is replaced is known to have given out since."""
        certain = replace(self._given, left_out=())
        with self._open() as desk:
            restoring = Restoring(desk.store, desk.rules, self.manifest, certain)
            return restoring.planned(IssuedSince(none=True))

    def planned(self, issued: IssuedSince) -> tuple[SkippedNumbers, ...]:
        """Say all that would be left out; see `Restoring.planned`."""
        with self._open() as desk:
            return self._restoring(desk).planned(issued)

    def officers(self) -> tuple[Officer, ...]:
        """Give the officers of the book."""
        with self._open() as desk:
            return desk.rules.book().ward.officers

    def last_written(self) -> tuple[tuple[SeriesEnd, str], ...]:
        """Give the last number of every series with how it stands on papers."""
        with self._open() as desk:
            restoring = self._restoring(desk)
            return tuple((end, restoring.as_written(end)) for end in self.manifest.facts.numbers)

    def understood(self, typed: Iterable[str], last_serial: int | None) -> tuple[ReadNumber, ...]:
        """Say of numbers what they are read as; see `Restoring.understood`."""
        with self._open() as desk:
            return self._restoring(desk).understood(typed, last_serial)

    def put(self, issued: IssuedSince, login: str | None = None) -> Restored:
        """Let the counters go on behind what was given out, and make it the folder's book.

        Args:
            login: of who does it; None: the first officer of the profile.

        Raises:
            DeskError: REQUIRED, FORMAT, DATE, COUNT, OFFICER, CLOCK, LOCKED, READONLY,
                DISK_FULL, IO.
        """
        _refuse_unsaid(issued, self.manifest, self._given)
        with self._open() as desk:
            skipped = self._restoring(desk).go_on(issued, desk.actor(login))
            desk.backups.note_restored(self._file, self.manifest)
            backups = desk.backups.folder()
            has_signed = bool(desk.store.queries.signing_keys())
        note_numbers(self._stage / DATABASE, read_key(self._stage / KEY))
        kept = put_in_place(self._stage, self._folder, self._clock.now())
        there = backups if backups is not None and backups.is_dir() else None
        lost = _lost(kept, self._folder)
        has_signed = has_signed or (kept is not None and (kept / SIGNING_KEY).is_file())
        return Restored(self._folder, self.manifest, skipped, kept, there, lost, has_signed)

    def _open(self) -> AbstractContextManager[Desk]:
        return open_desk(self._stage, self._clock)

    def _restoring(self, desk: Desk) -> Restoring:
        return Restoring(desk.store, desk.rules, self.manifest, self._given)


def _lost(kept: Path | None, folder: Path) -> tuple[LostEvent, ...] | None:
    try:
        return lost_events(kept, folder) if kept is not None else None
    except (DeskError, cipher_driver.Error):
        # What was put aside is damaged; the restored book stands.
        return None


def _refuse_unsaid(issued: IssuedSince, manifest: Manifest, given: GivenNumbers) -> None:
    if issued.is_contradictory or not (given.whole or issued.is_said):
        raise _what_was_issued(manifest)


def _what_was_issued(manifest: Manifest) -> DeskError:
    words = tuple(map(_end_words, manifest.facts.numbers)) or ("chưa có số nào",)
    return DeskError(
        Code.REQUIRED,
        "last_number",
        reason="after_backup",
        at=manifest.made_at,
        words=words,
        day_margin=DAY_MARGIN,
        series_margin=SERIES_MARGIN,
    )


def _end_words(end: SeriesEnd) -> str:
    kind, _, name = end.series.partition("/")
    if kind == "dossier":
        return f"hồ sơ ngày {day_text(date.fromisoformat(end.period))}: {end.value}"
    if kind == "list":
        return f"{name}{end.period}-{end.value:04}"
    return f"{end.value:02}/{name}-{end.period}" if name else f"sổ {end.period}: {end.value}"


def _plain(done: Restored) -> dict[str, Any]:
    return {
        "data": str(done.folder),
        "ward": done.backup.facts.ward_name,
        "backup_made_at": done.backup.made_at.isoformat(),
        "events": done.backup.facts.chain_length,
        "skipped": [
            {"series": s.series, "period": s.period, "first": s.first, "last": s.last}
            for s in done.skipped
        ],
        "kept": str(done.kept) if done.kept else None,
        "signed": done.has_signed,
        **_lost_plain(done.lost),
    }


def _lost_plain(lost: tuple[LostEvent, ...] | None) -> dict[str, Any]:
    if lost is None:
        return {"lost": None, "behind": None, "sent": None}
    lines = lost_lines(lost)
    missing = sum(line.received for line in lines)
    sent = [asdict(period) for period in sent_periods(lost)]
    return {"lost": missing, "behind": len(lines) - missing, "sent": sent}
