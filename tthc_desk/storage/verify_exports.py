"""Totals files that were made, against their events: every one there, in its place, and unchanged.

The files are taken apart as they were written, by this program alone; nothing is imported here.
"""

import json
from base64 import b64decode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from nacl.exceptions import CryptoError
from nacl.signing import VerifyKey

from tthc_desk.domain.events import stamp
from tthc_desk.domain.fingerprint import key_id
from tthc_desk.domain.totals import NO_HASH
from tthc_desk.storage.driver import Connection
from tthc_desk.storage.exports import exports, signing_keys
from tthc_desk.storage.steps import Steps
from tthc_desk.usecases.ports import Finding
from tthc_desk.usecases.totals_ports import ExportLine, SigningKeyLine

_EVENTS = "SELECT seq, at, officer, subject, data FROM event WHERE kind = ? ORDER BY seq"
_HASH = "SELECT hash FROM event WHERE seq = ?"
_UNREADABLE = (ValueError, KeyError, TypeError, IndexError, AttributeError)

_Event = tuple[str, str, str, Mapping[str, Any]]
"""Moment, officer, subject and facts."""


@dataclass
class _Chains:
    """How far each chain, and each key in it, has come."""

    last: dict[str, str] = field(default_factory=dict)
    seqs: dict[tuple[str, str], int] = field(default_factory=dict)

    def faults(self, line: ExportLine) -> Iterator[str]:
        """Compare a file's place with those before it, and go on from it."""
        chain, place = line.chain.value, (line.key_id, line.chain.value)
        if line.prev != self.last.get(chain, NO_HASH):
            yield "prev"
        if line.seq != self.seqs.get(place, 0) + 1:
            yield "seq"
        self.last[chain], self.seqs[place] = line.hash, line.seq


def sent_totals(connection: Connection, steps: Steps) -> Iterator[Finding]:
    """Compare keys and files with the events that made them; check every signature."""
    del steps
    keys = {line.key_id: line for line in signing_keys(connection)}
    yield from _compared("key", _key_faults(connection, keys))
    yield from _compared("totals", _export_faults(connection, keys))


def _compared(what: str, found: Iterator[tuple[int, list[str]]]) -> Iterator[Finding]:
    for seq, faults in found:
        if faults:
            yield Finding("exports", f"{what} {seq}", ", ".join(faults))


def _key_faults(
    connection: Connection, keys: Mapping[str, SigningKeyLine]
) -> Iterator[tuple[int, list[str]]]:
    events = _events(connection, "signing_key_made")
    for line in keys.values():
        event = events.pop(line.made_seq, None)
        yield line.made_seq, _differing(_key_facts(line), event)
    yield from ((seq, ["no row"]) for seq in events)


def _export_faults(
    connection: Connection, keys: Mapping[str, SigningKeyLine]
) -> Iterator[tuple[int, list[str]]]:
    events, chains = _events(connection, "totals_exported"), _Chains()
    for line in exports(connection):
        event = events.pop(line.event_seq, None)
        faults = _differing(_export_facts(line), event) + list(chains.faults(line))
        yield line.event_seq, faults + _file_faults(connection, line, keys.get(line.key_id))
    yield from ((seq, ["no row"]) for seq in events)


def _events(connection: Connection, kind: str) -> dict[int, _Event]:
    rows = connection.execute(_EVENTS, (kind,)).fetchall()
    return {seq: (at, who, subject, json.loads(data)) for seq, at, who, subject, data in rows}


def _differing(expected: Mapping[str, Any], event: _Event | None) -> list[str]:
    """Name the facts of a row that its event says otherwise."""
    if event is None:
        return ["no event"]
    at, officer, _, data = event
    said = {**data, "at": at, "officer": officer}
    return [name for name, value in expected.items() if said.get(name) != value]


def _key_facts(line: SigningKeyLine) -> dict[str, Any]:
    facts = {"public": line.public.hex(), "at": stamp(line.made_at), "officer": line.officer}
    # The id follows from the key; a row that says otherwise differs from its event too.
    return {"key_id": line.key_id if line.key_id == key_id(line.public) else "", **facts}


def _export_facts(line: ExportLine) -> dict[str, Any]:
    return {
        "chain": line.chain.value,
        "from": line.span.first.isoformat(),
        "to": line.span.last.isoformat(),
        "key_id": line.key_id,
        "seq": line.seq,
        "prev": line.prev,
        "replaces": line.replaces,
        "sha256": line.hash,
        "at": stamp(line.as_of),
        "officer": line.officer,
    }


def _file_faults(connection: Connection, line: ExportLine, key: SigningKeyLine | None) -> list[str]:
    """Name what is wrong with a stored file itself."""
    try:
        envelope = json.loads(line.file)
        payload = b64decode(envelope["payload"], validate=True)
        facts = json.loads(payload)
        faults = [] if sha256(payload).hexdigest() == line.hash else ["hash"]
        faults += [name for name, same in _said(facts, line).items() if not same]
        faults += [] if _is_known(connection, facts["audit"], line) else ["audit"]
        return faults + ([] if _is_signed(envelope, payload, key) else ["signature"])
    except _UNREADABLE:
        return ["file"]


def _said(facts: Mapping[str, Any], line: ExportLine) -> dict[str, bool]:
    named = _export_facts(line)
    same = {f"file {name}": facts[name] == named[name] for name in _IN_FILE}
    return {**same, "file as_of": facts["as_of"] == named["at"]}


_IN_FILE = ("chain", "from", "to", "key_id", "seq", "prev", "replaces")


def _is_known(connection: Connection, audit: Mapping[str, Any], line: ExportLine) -> bool:
    """Say whether the chain of events still holds what the file was signed off with."""
    row = connection.execute(_HASH, (audit["length"],)).fetchone()
    known = row is not None and bytes(row[0]).hex() == audit["head"]
    return known and audit["length"] < line.event_seq


def _is_signed(envelope: Mapping[str, Any], payload: bytes, key: SigningKeyLine | None) -> bool:
    """Check the one signature. Source: DSSE v1.0, PAE."""
    (signature,) = envelope["signatures"]
    kind = envelope["payloadType"].encode()
    message = b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)
    if key is None or signature["keyid"] != key.key_id:
        return False
    try:
        VerifyKey(key.public).verify(message, b64decode(signature["sig"], validate=True))
    except (CryptoError, ValueError):
        return False
    return True
