"""Restoring a data folder: laid ready beside it, told what was given out since, put in place."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tthc_desk.app.clock import SystemClock
from tthc_desk.app.wiring import open_desk
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.vietnamese import day_text
from tthc_desk.storage.folder import KEY
from tthc_desk.storage.restore import find_manifest, put_in_place, staged
from tthc_desk.usecases.backup_facts import Manifest, SeriesEnd
from tthc_desk.usecases.ports import Clock
from tthc_desk.usecases.restoring import Restoring, SkippedNumbers


@dataclass(frozen=True, slots=True)
class IssuedSince:
    """What a person says was given out after the backup.

    Args:
        last_numbers: the last ones, as they stand on papers.
        last_serial: of the register; None: as many further as dossiers are missing.
        none: nothing was; one of the two must be said.
    """

    last_numbers: tuple[str, ...] = ()
    last_serial: int | None = None
    none: bool = False

    @property
    def is_said(self) -> bool:
        """Whether exactly one of the two was said."""
        return (bool(self.last_numbers) or self.last_serial is not None) != self.none


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
        DeskError: REQUIRED when nobody said what was given out since; see
            `storage.restore.staged`; COUNT, FORMAT of the numbers. The book is as it was then.
    """
    chosen, key = clock or SystemClock(), key_file or folder / KEY
    manifest = find_manifest(file, key)
    if not issued.is_said:
        raise _what_was_issued(manifest)
    with staged(folder, file, key) as stage:
        with open_desk(stage, chosen) as desk:
            restoring = Restoring(desk.store, desk.rules)
            ends, actor = restoring.last_numbers(issued.last_numbers), desk.actor(login)
            skipped = restoring.go_on(manifest, ends, actor, issued.last_serial)
        kept = put_in_place(stage, folder, chosen.now())
    return _plain(folder, manifest, skipped, kept)


def _what_was_issued(manifest: Manifest) -> DeskError:
    words = tuple(map(_end_words, manifest.facts.numbers)) or ("chưa có số nào",)
    return DeskError(
        Code.REQUIRED, "last_number", reason="after_backup", at=manifest.made_at, words=words
    )


def _end_words(end: SeriesEnd) -> str:
    kind, _, name = end.series.partition("/")
    if kind == "dossier":
        return f"hồ sơ ngày {day_text(date.fromisoformat(end.period))}: {end.value}"
    if kind == "list":
        return f"{name}{end.period}-{end.value:04}"
    return f"{end.value:02}/{name}-{end.period}" if name else f"sổ {end.period}: {end.value}"


def _plain(
    folder: Path, manifest: Manifest, skipped: tuple[SkippedNumbers, ...], kept: Path | None
) -> dict[str, Any]:
    return {
        "data": str(folder),
        "ward": manifest.facts.ward_name,
        "backup_made_at": manifest.made_at.isoformat(),
        "events": manifest.facts.chain_length,
        "skipped": [
            {"series": s.series, "period": s.period, "first": s.first, "last": s.last}
            for s in skipped
        ],
        "kept": str(kept) if kept else None,
    }
