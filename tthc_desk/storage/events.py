"""The event table: adding at the end of the chain, reading back, checking the chain."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from tthc_desk.domain.events import GENESIS, Event, EventKind, canonical, chain_hash, stamp
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.storage.driver import Connection
from tthc_desk.usecases.ports import NewEvent

EVENT_COLUMNS = "seq, at, business_day, officer, desk, subject, kind, data"
_HEAD = "SELECT seq, hash, at, business_day FROM event ORDER BY seq DESC LIMIT 1"
_OF_SUBJECT = f"SELECT {EVENT_COLUMNS} FROM event WHERE subject = ? ORDER BY seq"  # noqa: S608
_CHAIN = f"SELECT {EVENT_COLUMNS}, prev_hash, hash FROM event ORDER BY seq"  # noqa: S608
# The plus keeps the search on the few dossiers that changed; each change has a seq of its own.
_KNOWN_OF_CHANGED = (
    "SELECT e.seq, e.at, e.business_day, e.officer, e.desk, e.subject, e.kind, e.data "
    "FROM dossier d CROSS JOIN event e ON e.subject = d.number "
    "WHERE d.last_seq > ?1 AND +d.id <= ?1 AND e.seq <= ?1 ORDER BY d.last_seq, e.seq"
)
_AT = "SELECT at FROM event WHERE seq = ?"

NOT_OF_DOSSIER = frozenset(
    {
        EventKind.COUNTER_REFUSAL,
        EventKind.COUNTER_GUIDANCE,
        EventKind.PAPER_ISSUED,
        EventKind.PAPER_PRINTED,
        EventKind.LIST_OPENED,
        EventKind.LIST_CLOSED,
        EventKind.LIST_ACCEPTED,
        EventKind.CATALOGUE_CHANGED,
        EventKind.CALENDAR_CONFIRMED,
        EventKind.WARD_OPENED,
        EventKind.DAY_CLOSED,
        EventKind.DAY_REOPENED,
        EventKind.FORMS_CHANGED,
        EventKind.SIGNING_KEY_MADE,
        EventKind.TOTALS_EXPORTED,
        EventKind.WARD_PACK_APPLIED,
        EventKind.BOOK_RESTORED,
        EventKind.DISTRICT_OPENED,
        EventKind.WARD_ENROLLED,
        EventKind.KEY_REVOKED,
        EventKind.TOTALS_RECEIVED,
        EventKind.TOTALS_REFUSED,
    }
)
"""Kinds that are not folded into a dossier, though a paper's event bears its number."""


@dataclass(frozen=True, slots=True)
class ChainHead:
    """The newest event: seq 0 and `GENESIS` of an empty chain."""

    seq: int
    hash: bytes
    at: datetime | None
    day: date | None = None


def chain_head(connection: Connection) -> ChainHead:
    """Read the end of the chain."""
    row = connection.execute(_HEAD).fetchone()
    if not row:
        return ChainHead(0, GENESIS, None)
    return ChainHead(row[0], bytes(row[1]), moment(row[2]), date.fromisoformat(row[3]))


def link(head: ChainHead, new: NewEvent) -> tuple[Event, tuple[Any, ...], ChainHead]:
    """Give an event its place: the event as it will be read, its row, the new head."""
    text = canonical(new.data)
    event = Event(
        head.seq + 1,
        new.at.astimezone(VIETNAM),
        new.business_day,
        new.officer,
        new.desk,
        new.subject,
        new.kind,
        json.loads(text),
    )
    digest = chain_hash(head.hash, event, text)
    row = (
        event.seq,
        stamp(event.at),
        event.business_day.isoformat(),
        event.officer,
        event.desk,
        event.subject,
        event.kind.value,
        text,
        head.hash,
        digest,
    )
    return event, row, ChainHead(event.seq, digest, event.at, event.business_day)


def events_of(connection: Connection, subject: str) -> tuple[Event, ...]:
    """Read all events that bear a number, papers' events too."""
    return tuple(map(event_of, connection.execute(_OF_SUBJECT, (subject,))))


def dossier_events(connection: Connection, number: str) -> tuple[Event, ...]:
    """Read the events that make a dossier."""
    return tuple(e for e in events_of(connection, number) if e.kind not in NOT_OF_DOSSIER)


def known_of_changed(connection: Connection, seq: int) -> Iterator[Iterator[Event]]:
    """Read, of each dossier that changed after an event, what was known up to it.

    Each inner iterator is to be used up before the next is asked for.
    """
    rows = connection.execute(_KNOWN_OF_CHANGED, (seq,))
    for _, of_one in groupby(rows, itemgetter(5)):
        yield (event for event in map(event_of, of_one) if event.kind not in NOT_OF_DOSSIER)


def event_of(row: tuple[Any, ...]) -> Event:
    """Make an event of its columns seq … data."""
    seq, at, day, officer, desk, subject, kind, data = row[:8]
    return Event(
        seq,
        moment(at),
        date.fromisoformat(day),
        officer,
        desk,
        subject,
        EventKind(kind),
        json.loads(data),
    )


def moment(text: str) -> datetime:
    """Read a stored moment, in Vietnam's time zone."""
    return datetime.fromisoformat(text).astimezone(VIETNAM)


def seq_at(connection: Connection, as_of: datetime) -> int:
    """Find the last event written up to a moment; 0 if there is none.

    Moments never go back along the chain, so halving finds it without an index of its own.
    """
    low, high = 0, chain_head(connection).seq
    while low < high:
        middle = (low + high + 1) // 2
        if moment(connection.execute(_AT, (middle,)).fetchone()[0]) <= as_of:
            low = middle
        else:
            high = middle - 1
    return low


def chain_faults(connection: Connection) -> Iterator[tuple[int, str]]:
    """Compute every hash anew; yields (seq, what is wrong, empty if nothing)."""
    seq, before = 0, GENESIS
    for row in connection.execute(_CHAIN):
        follows = row[0] == seq + 1
        seq = row[0]
        yield seq, _fault(row, before) if follows else "an event before it is missing"
        # Going on from what is stored names each changed event once.
        before = bytes(row[9])


def _fault(row: tuple[Any, ...], before: bytes) -> str:
    if bytes(row[8]) != before:
        return "does not continue the event before"
    try:
        same = chain_hash(before, event_of(row), row[7]) == bytes(row[9])
    except (ValueError, TypeError):
        return "cannot be read"
    return "" if same else "was changed"
