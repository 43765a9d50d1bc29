"""The append-only events everything else is derived from, and the chain that binds them."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TypeAlias

Json: TypeAlias = bool | int | str | Sequence["Json"] | Mapping[str, "Json"] | None
"""What an event may carry: no floats, so that its text is the same everywhere."""

GENESIS = bytes(32)


class EventKind(StrEnum):
    """What happened. Stored: never renamed."""

    RECEIVED = "received"
    FORWARDED = "forwarded"
    SUPPLEMENT_REQUESTED = "supplement_requested"
    SUPPLEMENT_COMPLETED = "supplement_completed"
    OBLIGATION_IMPOSED = "obligation_imposed"
    OBLIGATION_MET = "obligation_met"
    EXTENDED = "extended"
    APOLOGISED = "apologised"
    DELAY_EXPLAINED = "delay_explained"
    CALENDAR_DECIDED = "calendar_decided"
    FINISHED = "finished"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    DELIVERED = "delivered"
    PAID = "paid"
    REFUNDED = "refunded"
    CORRECTED = "corrected"
    UNDONE = "undone"
    VOIDED = "voided"
    PUT_ON_LIST = "put_on_list"
    TAKEN_OFF_LIST = "taken_off_list"
    # not of a dossier
    COUNTER_REFUSAL = "counter_refusal"
    COUNTER_GUIDANCE = "counter_guidance"
    PAPER_ISSUED = "paper_issued"
    PAPER_PRINTED = "paper_printed"
    LIST_OPENED = "list_opened"
    LIST_CLOSED = "list_closed"
    LIST_ACCEPTED = "list_accepted"
    CATALOGUE_CHANGED = "catalogue_changed"
    CALENDAR_CONFIRMED = "calendar_confirmed"
    FORMS_CHANGED = "forms_changed"
    WARD_OPENED = "ward_opened"
    DAY_CLOSED = "day_closed"
    DAY_REOPENED = "day_reopened"
    SIGNING_KEY_MADE = "signing_key_made"
    TOTALS_EXPORTED = "totals_exported"
    WARD_PACK_APPLIED = "ward_pack_applied"
    BOOK_RESTORED = "book_restored"
    # of a superior authority's own chain
    DISTRICT_OPENED = "district_opened"
    WARD_ENROLLED = "ward_enrolled"
    KEY_REVOKED = "key_revoked"
    TOTALS_RECEIVED = "totals_received"
    TOTALS_REFUSED = "totals_refused"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened.

    Args:
        seq: place in the ward's chain, from 1, without gaps.
        at: true moment, aware.
        business_day: day it is counted in (Asia/Ho_Chi_Minh).
        officer: login of who did it.
        subject: number of the dossier, slip, list or paper; code or year of the rest.
        data: facts of the kind.
    """

    seq: int
    at: datetime
    business_day: date
    officer: str
    desk: str
    subject: str
    kind: EventKind
    data: Mapping[str, Json]


def canonical(data: Mapping[str, Json]) -> str:
    """Write facts as the one JSON text that is stored and hashed."""
    return _ENCODER.encode(data)


def stamp(moment: datetime) -> str:
    """Write a moment as it is stored: UTC with offset, to the microsecond."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def chain_hash(prev_hash: bytes, event: Event, data_text: str) -> bytes:
    """Compute the hash that binds an event to the one before it.

    Args:
        prev_hash: 32 bytes of the event before, `GENESIS` for the first.
        event: the event; its `data` is taken from `data_text`.
        data_text: the canonical text of `event.data`, as stored.

    Returns:
        SHA-256, 32 bytes.
    """
    parts = (
        str(event.seq),
        stamp(event.at),
        event.business_day.isoformat(),
        event.officer,
        event.desk,
        event.subject,
        event.kind.value,
        data_text,
    )
    # Lengths first: no two different events share one text.
    body = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(prev_hash + body.encode()).digest()


_ENCODER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
)
