"""Backups as commands print them."""

from pathlib import Path
from typing import Any

from tthc_desk.usecases.backup_facts import BackupLine
from tthc_desk.usecases.backups import BackupState
from tthc_desk.usecases.ports import Finding


def line_plain(line: BackupLine) -> dict[str, Any]:
    """Write one backup."""
    plain: dict[str, Any] = {"file": str(line.path), "bytes": line.size}
    found = line.manifest
    if found is None:
        return plain | {"ok": False}
    return plain | {
        "ok": True,
        "made_at": found.made_at.isoformat(),
        "ward": found.facts.ward_name,
        "code": found.facts.ward_code,
        "reason": found.reason.value,
        "schema": found.facts.schema,
        "events": found.facts.chain_length,
        "chain_head": found.facts.chain_head,
        "sha256": found.sha256,
    }


def state_plain(state: BackupState) -> dict[str, Any]:
    """Write how the ward stands with its backups."""
    last = state.last
    return {
        "folder": str(state.folder) if state.folder else None,
        "state": state.tone.value,
        "last_verified": last.made_at.isoformat() if last else None,
        "last_file": str(last.file) if last else None,
        "working_days": state.working_days,
        "warn_days": state.warn_days,
    }


def examined_plain(file: Path, found: tuple[Finding, ...]) -> dict[str, Any]:
    """Write what trying out a backup gave."""
    findings = [{"check": f.check, "subject": f.subject, "detail": f.detail} for f in found]
    return {"file": str(file), "ok": not found, "findings": findings}
