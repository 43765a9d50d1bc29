"""Checking a superior authority's whole book: its file, every signature, every derived row."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from tthc_desk.domain.errors import DeskError
from tthc_desk.domain.events import Event, EventKind, canonical
from tthc_desk.domain.totals import Chain
from tthc_desk.domain.totals_chain import Standing, chain_state
from tthc_desk.storage.database import Database
from tthc_desk.storage.district import rows, sql
from tthc_desk.storage.district.tables import ALL_TABLES
from tthc_desk.storage.driver import Connection
from tthc_desk.storage.events import EVENT_COLUMNS, event_of
from tthc_desk.storage.file_checks import Check, file_checks, run_checks, run_checks_on
from tthc_desk.storage.folder_kind import FolderKind
from tthc_desk.storage.steps import Steps
from tthc_desk.usecases.chain_settling import lives
from tthc_desk.usecases.district_ports import FileLine, KeyLine
from tthc_desk.usecases.enrolment_record import enrolled
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.ports import Finding
from tthc_desk.usecases.refusal_record import refusal_line
from tthc_desk.usecases.totals_lines import field_lines, file_line
from tthc_desk.usecases.totals_ports import TotalsFormat

_SIZE = "SELECT (SELECT max(seq) FROM event) + (SELECT count(*) FROM totals_file)"
_EVENTS = f"SELECT {EVENT_COLUMNS} FROM event WHERE kind = ? ORDER BY seq"  # noqa: S608
_ALL_FILES = sql.all_of("totals_file", "ORDER BY id")
_FIELDS = (
    f"SELECT name, {sql.COUNTED_NAMES} FROM totals_field "  # noqa: S608
    "JOIN field_name ON id = field_id WHERE file_id = ? ORDER BY name"
)
_CONTENT = "SELECT content FROM envelope WHERE file_id = ?"
_REFUSALS = sql.all_of("refusal", "ORDER BY id")


def findings(
    database: Database, kind: FolderKind, form: TotalsFormat, progress: Progress | None
) -> Iterator[Finding]:
    """Run every check in one snapshot; yields what is wrong, nothing for a sound book."""
    yield from run_checks(database, _all_checks(kind, form), _SIZE, progress)


def findings_on(
    connection: Connection, kind: FolderKind, form: TotalsFormat, progress: Progress | None
) -> Iterator[Finding]:
    """Run every check inside the transaction of a connection."""
    yield from run_checks_on(connection, _all_checks(kind, form), _SIZE, progress)


def _all_checks(kind: FolderKind, form: TotalsFormat) -> dict[str, Check]:
    return {
        **file_checks(kind, ALL_TABLES),
        "district": _profile,
        "wards": _wards_and_keys,
        "files": lambda connection, steps: _Files(connection, form).check(steps),
        "standings": _standings,
        "refusals": _refusals,
    }


def _events(connection: Connection, kind: EventKind) -> Iterator[Event]:
    return map(event_of, connection.execute(_EVENTS, (kind.value,)))


def _keys(connection: Connection) -> dict[str, KeyLine]:
    found = map(rows.key_line, connection.execute(sql.KEYS, (None,)))
    return {key.key_id: key for key in found}


def _profile(connection: Connection, steps: Steps) -> Iterator[Finding]:
    del steps
    opened = [canonical(event.data) for event in _events(connection, EventKind.DISTRICT_OPENED)]
    kept = [row[0] for row in connection.execute(sql.SETTING, (sql.DISTRICT,))]
    if len(opened) != 1 or kept != opened:
        yield Finding("district", "", "the profile is not that of the opening")


def _wards_and_keys(connection: Connection, steps: Steps) -> Iterator[Finding]:
    del steps
    events = [
        *_events(connection, EventKind.WARD_ENROLLED),
        *_events(connection, EventKind.KEY_REVOKED),
    ]
    told = enrolled(sorted(events, key=lambda event: event.seq))
    wards = {ward.code: ward for ward in map(rows.ward_line, connection.execute(sql.WARDS))}
    keys = {
        key_id: replace(key, life=replace(key.life, order=0))
        for key_id, key in _keys(connection).items()
    }
    yield from _differences("wards", dict(told.wards), dict(wards))
    yield from _differences("keys", dict(told.keys), dict(keys))


def _differences(check: str, told: dict[str, Any], kept: dict[str, Any]) -> Iterator[Finding]:
    for name in sorted(told.keys() | kept.keys()):
        if told.get(name) != kept.get(name):
            yield Finding(check, name, "is not as its events say")


@dataclass
class _Files:
    """Every file read anew from its envelope, against its rows and its event."""

    connection: Connection
    form: TotalsFormat

    def check(self, steps: Steps) -> Iterator[Finding]:
        """Look at one file after the other."""
        keys = _keys(self.connection)
        told = {
            event.seq: str(event.data["hash"])
            for event in _events(self.connection, EventKind.TOTALS_RECEIVED)
        }
        for line in map(rows.file_line, self.connection.execute(_ALL_FILES)):
            seq = line.file.came_seq
            fault = self._fault(line, keys, told.pop(seq, ""))
            if fault:
                yield Finding("files", str(seq), fault)
            if not steps.step():
                return
        for seq in told:
            yield Finding("files", str(seq), "is missing")

    def _fault(self, line: FileLine, keys: dict[str, KeyLine], told: str) -> str:
        if told != line.file.hash:
            return "is not the file its event tells of"
        content = self.connection.execute(_CONTENT, (line.file.came_seq,)).fetchone()
        key = keys.get(line.file.key_id)
        if content is None or key is None or key.ward_code != line.ward_code:
            return "has no envelope or no key of its ward"
        try:
            sealed = self.form.read(bytes(content[0]), key.public)
        except DeskError as error:
            return f"its envelope: {error.code.value}"
        made = file_line(sealed, line.file.came_seq, line.received_day)
        if replace(made, standing=line.standing) != line:
            return "its row is not what the envelope says"
        fields = map(rows.kept_field, self.connection.execute(_FIELDS, (line.file.came_seq,)))
        same = tuple(fields) == field_lines(sealed.totals.rows)
        return "" if same else "its fields are not what the envelope says"


def _standings(connection: Connection, steps: Steps) -> Iterator[Finding]:
    del steps
    keys = lives(_keys(connection).values())
    places = "SELECT DISTINCT ward_code, chain FROM totals_file"
    for ward, chain in connection.execute(places).fetchall():
        files = map(rows.chain_file, connection.execute(sql.CHAIN_FILES, (ward, chain)))
        state = chain_state(files, keys)
        kept = "SELECT hash, standing, id FROM totals_file WHERE ward_code = ? AND chain = ?"
        for digest, standing, seq in connection.execute(kept, (ward, Chain(chain).value)):
            if state.standings[digest] is not Standing(standing):
                yield Finding("standings", str(seq), f"should be {state.standings[digest].value}")


def _refusals(connection: Connection, steps: Steps) -> Iterator[Finding]:
    del steps
    told = {event.seq: event for event in _events(connection, EventKind.TOTALS_REFUSED)}
    for *row, evidence in connection.execute(_REFUSALS):
        event = told.pop(row[0], None)
        line = rows.refusal_line(tuple(row))
        if event is None or refusal_line(event.data, event.seq, event.at) != line:
            yield Finding("refusals", str(line.seq), "is not as its event says")
        elif evidence is not None and hashlib.sha256(evidence).hexdigest() != line.sha256:
            yield Finding("refusals", str(line.seq), "its evidence was changed")
    for seq in told:
        yield Finding("refusals", str(seq), "is missing")
