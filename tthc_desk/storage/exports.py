"""Rows of totals files that were made, and of the keys they are signed with."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from tthc_desk.domain.events import stamp
from tthc_desk.domain.totals import Chain, Span
from tthc_desk.storage.columns import COLUMNS
from tthc_desk.storage.driver import Connection
from tthc_desk.storage.events import moment
from tthc_desk.usecases.totals_ports import ExportLine, SigningKeyLine

_EXPORTS = (
    f"SELECT {', '.join(COLUMNS['totals_export'])} FROM totals_export "  # noqa: S608
    "WHERE ?1 IS NULL OR chain = ?1 ORDER BY event_seq"
)
_KEYS = f"SELECT {', '.join(COLUMNS['signing_key'])} FROM signing_key ORDER BY made_seq"  # noqa: S608


def export_row(line: ExportLine) -> tuple[Any, ...]:
    """Give the values of `tables.TotalsExportRow` in order."""
    return (
        line.event_seq,
        line.hash,
        line.chain.value,
        line.span.first.isoformat(),
        line.span.last.isoformat(),
        line.seq,
        line.key_id,
        line.prev,
        line.replaces,
        stamp(line.as_of),
        line.officer,
        line.file,
    )


def key_row(line: SigningKeyLine) -> tuple[Any, ...]:
    """Give the values of `tables.SigningKeyRow` in order."""
    return line.key_id, line.public, stamp(line.made_at), line.made_seq, line.officer


def exports(connection: Connection, chain: Chain | None = None) -> Iterator[ExportLine]:
    """Read the files made, in the order they were made."""
    rows = connection.execute(_EXPORTS, (chain.value if chain else None,))
    return map(_export, rows)


def signing_keys(connection: Connection) -> Iterator[SigningKeyLine]:
    """Read the keys this ward has signed with, oldest first."""
    return map(_key, connection.execute(_KEYS))


def _export(row: tuple[Any, ...]) -> ExportLine:
    event_seq, digest, chain, first, last, seq, key_id, prev, replaces, as_of, officer, file = row
    return ExportLine(
        hash=digest,
        chain=Chain(chain),
        span=Span(date.fromisoformat(first), date.fromisoformat(last)),
        seq=seq,
        key_id=key_id,
        prev=prev,
        replaces=replaces,
        as_of=moment(as_of),
        officer=officer,
        event_seq=event_seq,
        file=bytes(file),
    )


def _key(row: tuple[Any, ...]) -> SigningKeyLine:
    key_id, public, made_at, made_seq, officer = row
    return SigningKeyLine(key_id, bytes(public), moment(made_at), made_seq, officer)
