"""Restoring the book of a superior authority: nothing to ask, for it gives no numbers out."""

from pathlib import Path
from typing import Any

from tthc_desk.app.clock import SystemClock
from tthc_desk.app.district_wiring import DistrictDesk, open_district
from tthc_desk.domain.events import EventKind, Json
from tthc_desk.exchange.totals_file import TotalsFiles
from tthc_desk.storage.district.store import DISTRICT, district_kind
from tthc_desk.storage.restore import Staging, find_manifest, put_in_place, staged
from tthc_desk.usecases.backup_facts import Manifest
from tthc_desk.usecases.district import moment_after
from tthc_desk.usecases.ports import Clock, NewEvent


def restore_district(
    folder: Path,
    file: Path,
    key_file: Path | None,
    login: str | None = None,
    clock: Clock | None = None,
) -> dict[str, Any]:
    """Put a backup in the place of a superior authority's book; give what was done.

    Raises:
        DeskError: see `storage.restore.staged`; OFFICER. The book is as it was then.
    """
    chosen, key = clock or SystemClock(), key_file or folder / DISTRICT.key
    kind = district_kind(TotalsFiles())
    manifest = find_manifest(file, key, kind)
    with staged(folder, file, key, Staging(kind=kind)) as stage:
        with open_district(stage, chosen) as desk:
            _write_down(desk, manifest, login)
        kept = put_in_place(stage, folder, chosen.now(), kind)
    return {
        "data": str(folder),
        "district": manifest.facts.ward_name,
        "backup_made_at": manifest.made_at.isoformat(),
        "events": manifest.facts.chain_length,
        "kept": str(kept) if kept else None,
    }


def _write_down(desk: DistrictDesk, backup: Manifest, login: str | None) -> None:
    data: dict[str, Json] = {
        "backup_made_at": backup.made_at.isoformat(),
        "chain_length": backup.facts.chain_length,
        "chain_head": backup.facts.chain_head,
    }
    actor = desk.actor(login)
    with desk.store.write() as unit:
        now = moment_after(desk.clock.now(), unit.last_event_at())
        unit.append(NewEvent.by(actor, now, "restore", EventKind.BOOK_RESTORED, data))
        unit.commit()
