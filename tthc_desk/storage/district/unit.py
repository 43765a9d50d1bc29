"""One transaction of the writing side."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from tthc_desk.domain.errors import Code
from tthc_desk.domain.events import Event, canonical
from tthc_desk.domain.totals import Chain
from tthc_desk.domain.totals_chain import ChainFile, Standing
from tthc_desk.storage.database import Writer
from tthc_desk.storage.district import rows, sql
from tthc_desk.storage.driver import Connection
from tthc_desk.storage.events import ChainHead, chain_head, link
from tthc_desk.usecases.district import District, district_record
from tthc_desk.usecases.district_ports import (
    FieldLine,
    FileLine,
    KeyLine,
    RefusalLine,
    WardLine,
)
from tthc_desk.usecases.ports import NewEvent


class DistrictWriteUnit:
    """A write unit as `usecases.district_ports.DistrictUnit` describes it."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._connection = writer.connection
        self._head: ChainHead | None = None
        self._fields: dict[str, int] = {}

    def commit(self) -> None:
        """Make everything of this unit durable."""
        self._writer.commit(self._was_saved)

    def _was_saved(self, fresh: Connection) -> bool:
        # The newest event tells: its hash is that of no other history.
        head = self._head
        if head is None:
            return False
        row = fresh.execute(sql.HASH_OF, (head.seq,)).fetchone()
        return row is not None and bytes(row[0]) == head.hash

    def _put(self, statement: str, row: Sequence[Any]) -> None:
        self._connection.execute(statement, row)

    # --- events

    def _chain(self) -> ChainHead:
        if self._head is None:
            self._head = chain_head(self._connection)
        return self._head

    def last_event_at(self) -> datetime | None:
        """Give the moment of the newest event."""
        return self._chain().at

    def append(self, event: NewEvent) -> Event:
        """Write an event at the end of the chain."""
        placed, row, self._head = link(self._chain(), event)
        self._put(sql.INSERT_EVENT, row)
        return placed

    # --- profile, wards, keys

    def save_district(self, district: District) -> None:
        """Keep the profile."""
        self._put(sql.UPSERT_SETTING, (sql.DISTRICT, canonical(district_record(district))))

    def save_setting(self, name: str, text: str) -> None:
        """Keep a setting that is no part of the profile."""
        self._put(sql.UPSERT_SETTING, (name, text))

    def wards(self) -> tuple[WardLine, ...]:
        """Give the enrolled wards by code."""
        return tuple(map(rows.ward_line, self._connection.execute(sql.WARDS)))

    def ward_keys(self, ward_code: str | None = None) -> tuple[KeyLine, ...]:
        """Give the keys, of each ward in the order they were made."""
        return tuple(map(rows.key_line, self._connection.execute(sql.KEYS, (ward_code,))))

    def ward(self, code: str) -> WardLine | None:
        """Give an enrolled ward."""
        row = self._connection.execute(sql.WARD, (code,)).fetchone()
        return rows.ward_line(row) if row else None

    def ward_key(self, key_id: str) -> KeyLine | None:
        """Give an enrolled key."""
        row = self._connection.execute(sql.KEY, (key_id,)).fetchone()
        return rows.key_line(row) if row else None

    def save_ward(self, ward: WardLine) -> None:
        """Keep a ward; one with the same code is replaced."""
        self._put(sql.UPSERT_WARD, rows.ward_row(ward))

    def save_key(self, key: KeyLine) -> None:
        """Keep a key; one with the same id is replaced."""
        self._put(sql.UPSERT_KEY, rows.key_row(key))

    # --- files

    def standing(self, digest: str) -> Standing | None:
        """Say what became of a file with this payload hash; None if it is not there."""
        row = self._connection.execute(sql.STANDING, (digest,)).fetchone()
        return Standing(row[0]) if row else None

    def save_file(self, line: FileLine, fields: Sequence[FieldLine], envelope: bytes) -> None:
        """Keep a file whole, with its rows added up by field."""
        file_id = line.file.came_seq
        self._put(sql.INSERT_FILE, rows.file_row(line))
        self._put(sql.INSERT_ENVELOPE, (file_id, envelope))
        found = [rows.field_row(file_id, self._field_id(f.field), f) for f in fields]
        self._connection.executemany(sql.INSERT_FIELD, found)

    def _field_id(self, name: str) -> int:
        known = self._fields.get(name)
        if known is None:
            row = self._connection.execute(sql.FIELD_ID, (name,)).fetchone()
            row = row or self._connection.execute(sql.INSERT_FIELD_NAME, (name,)).fetchone()
            known = self._fields[name] = int(row[0])
        return known

    def chain_files(self, ward_code: str, chain: Chain) -> tuple[ChainFile, ...]:
        """Give every file of a ward's chain, whatever its standing."""
        found = self._connection.execute(sql.CHAIN_FILES, (ward_code, chain.value))
        return tuple(map(rows.chain_file, found))

    def save_standings(
        self, ward_code: str, chain: Chain, standings: Mapping[str, Standing]
    ) -> None:
        """Write what became of a chain's files, by payload hash; only what changed is touched."""
        kept = self._connection.execute(sql.STANDINGS, (ward_code, chain.value)).fetchall()
        changed = [(standings[h].value, h) for h, old in kept if standings[h].value != old]
        self._connection.executemany(sql.SET_STANDING, changed)

    # --- refusals

    def was_refused(self, sha256: str, name: str, code: Code) -> bool:
        """Say whether this very file was refused under this name and for this reason before."""
        row = (sha256, name, code.value)
        return self._connection.execute(sql.WAS_REFUSED, row).fetchone() is not None

    def save_refusal(self, line: RefusalLine, evidence: bytes | None) -> None:
        """Keep a refusal; `evidence` is the file where it proves something."""
        self._put(sql.INSERT_REFUSAL, rows.refusal_row(line, evidence))
