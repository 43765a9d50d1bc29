"""Totals that were sent, and the keys they are signed with, as the JSON that commands print."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tthc_desk.domain.fingerprint import fingerprint
from tthc_desk.domain.totals import Span, Totals
from tthc_desk.usecases.signing_keys import KeyState
from tthc_desk.usecases.totals_export import PeriodLine
from tthc_desk.usecases.totals_ports import ExportLine, SigningKeyLine


def export(line: ExportLine) -> dict[str, Any]:
    """Write a file that was made."""
    return {
        "chain": line.chain,
        "from": line.span.first,
        "to": line.span.last,
        "seq": line.seq,
        "hash": line.hash,
        "key_id": line.key_id,
        "prev": line.prev,
        "replaces": line.replaces,
        "as_of": line.as_of,
        "officer": line.officer,
    }


def sent(
    line: ExportLine, totals: Totals, gaps: Iterable[Span], written: Iterable[Path]
) -> dict[str, Any]:
    """Write what was sent: the file, what it counts, and where it lies."""
    return {
        **export(line),
        "columns": totals.measures.columns(),
        "opening": totals.opening,
        "charge_dong": totals.charge_dong,
        "fee_dong": totals.fee_dong,
        "rows": len(totals.rows),
        "unclosed_days": totals.notes.unclosed_days,
        "gaps": [{"from": span.first, "to": span.last} for span in gaps],
        "file": totals.file_name,
        "files": [str(path) for path in written],
    }


def period(line: PeriodLine) -> dict[str, Any]:
    """Write a period of the calendar of what was sent."""
    return {
        "chain": line.chain,
        "from": line.span.first,
        "to": line.span.last,
        "state": line.state,
        "exports": [export(one) for one in line.exports],
    }


def key(line: SigningKeyLine) -> dict[str, Any]:
    """Write the public half of a key."""
    return {
        "key_id": line.key_id,
        "fingerprint": fingerprint(line.public),
        "made_at": line.made_at,
        "officer": line.officer,
    }


def key_state(state: KeyState) -> dict[str, Any]:
    """Write whether this machine can sign, and every key there was."""
    return {
        "state": state.condition,
        "current": key(state.current) if state.current else None,
        "keys": [key(line) for line in state.keys],
    }
