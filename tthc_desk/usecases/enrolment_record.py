"""Enrolled wards and keys as their events tell of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from tthc_desk.domain.events import Event, EventKind, Json, stamp
from tthc_desk.domain.local_time import VIETNAM
from tthc_desk.domain.totals_chain import KeyLife
from tthc_desk.usecases.district_ports import KeyLine, WardLine


@dataclass(slots=True)
class Enrolled:
    """Wards by code and keys by id."""

    wards: dict[str, WardLine] = field(default_factory=dict)
    keys: dict[str, KeyLine] = field(default_factory=dict)

    def take(self, event: Event) -> None:
        """Follow an event; other kinds change nothing."""
        if event.kind is EventKind.WARD_ENROLLED:
            ward = ward_of(event.data)
            self.wards[ward.code] = ward
            rows: Any = event.data["keys"]
            self.keys |= {key.key_id: key for key in map(key_of, rows)}
        elif event.kind is EventKind.KEY_REVOKED:
            key_id = str(event.data["key_id"])
            self.keys[key_id] = revoked(self.keys[key_id], event)


def enrolled(events: Iterable[Event]) -> Enrolled:
    """Follow events in their order."""
    found = Enrolled()
    for event in events:
        found.take(event)
    return found


def enrolment_record(ward: WardLine, keys: Iterable[KeyLine]) -> dict[str, Json]:
    """Write the facts of WARD_ENROLLED: the ward, and the keys that are new or changed."""
    return {
        "ward": ward.code,
        "name": ward.name,
        "since": since_text(ward),
        "until": _day_text(ward.until),
        "keys": [_key_record(key) for key in keys],
    }


def revocation_record(key: KeyLine, from_day: date, reason: str) -> dict[str, Json]:
    """Write the facts of KEY_REVOKED."""
    ward, day = key.ward_code, from_day.isoformat()
    return {"ward": ward, "key_id": key.key_id, "from": day, "reason": reason}


def revoked(key: KeyLine, event: Event) -> KeyLine:
    """Give a key as its KEY_REVOKED event leaves it."""
    day = date.fromisoformat(str(event.data["from"]))
    life = replace(key.life, revoked_from=day, revoked_seq=event.seq)
    return replace(key, life=life, reason=str(event.data["reason"]))


def ward_of(record: Mapping[str, Any]) -> WardLine:
    """Read the ward of a WARD_ENROLLED event."""
    since, is_given = since_of(record["since"])
    return WardLine(record["ward"], record["name"], since, _day(record["until"]), is_given)


def since_text(ward: WardLine) -> str:
    """Write from when a ward owes totals: a day that was given, or the month of enrolment."""
    return ward.since.isoformat() if ward.is_since_given else f"{ward.since:%Y-%m}"


def since_of(text: str) -> tuple[date, bool]:
    """Read from when a ward owes totals, and whether the day was given."""
    is_given = len(text) > len("2026-01")
    return date.fromisoformat(text if is_given else f"{text}-01"), is_given


def key_of(record: Mapping[str, Any]) -> KeyLine:
    """Read a key of a WARD_ENROLLED event."""
    life = KeyLife(
        key_id=record["key_id"],
        order=0,
        valid_from=date.fromisoformat(record["valid_from"]),
        valid_to=_day(record["valid_to"]),
    )
    return KeyLine(
        life=life,
        ward_code=record["ward"],
        public=bytes.fromhex(record["public"]),
        made_at=datetime.fromisoformat(record["made_at"]).astimezone(VIETNAM),
        replaces=record["replaces"],
    )


def _key_record(key: KeyLine) -> dict[str, Json]:
    return {
        "key_id": key.key_id,
        "ward": key.ward_code,
        "public": key.public.hex(),
        "made_at": stamp(key.made_at),
        "valid_from": key.life.valid_from.isoformat(),
        "valid_to": _day_text(key.life.valid_to),
        "replaces": key.replaces,
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _day_text(day: date | None) -> str | None:
    return day.isoformat() if day else None
