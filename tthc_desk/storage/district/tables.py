"""Tables of a superior authority's database; nothing outside `storage` ever sees a row."""

from typing import ClassVar

from sqlalchemy import Index, text
from sqlalchemy.orm import registry
from sqlmodel import SQLModel

from tthc_desk.storage.strict_fields import (
    KEYED,
    STRICT,
    bytes_field,
    checks,
    text_field,
    whole_field,
)


class DistrictTable(SQLModel, registry=registry()):
    """Keeps these tables apart from those of a ward."""


class EventRow(DistrictTable, table=True):
    """The chain of everything that happened; triggers refuse UPDATE and DELETE."""

    __tablename__: ClassVar[str] = "event"
    __table_args__ = (
        *checks("length(prev_hash) = 32", "length(hash) = 32", "length(business_day) = 10"),
        Index("event_kind", "kind", "seq"),
        STRICT,
    )
    seq: int = whole_field(primary_key=True)
    at: str = text_field()
    business_day: str = text_field()
    officer: str = text_field()
    desk: str = text_field()
    subject: str = text_field()
    kind: str = text_field()
    data: str = text_field()
    prev_hash: bytes = bytes_field()
    hash: bytes = bytes_field()


class SettingRow(DistrictTable, table=True):
    """The profile."""

    __tablename__: ClassVar[str] = "setting"
    __table_args__ = (KEYED,)
    name: str = text_field(primary_key=True)
    value: str = text_field()


class WardRow(DistrictTable, table=True):
    """An enrolled ward and the days it owes totals of."""

    __tablename__: ClassVar[str] = "ward"
    __table_args__ = (KEYED,)
    code: str = text_field(primary_key=True)
    name: str = text_field()
    since: str = text_field()
    until: str | None = text_field(nullable=True)


class WardKeyRow(DistrictTable, table=True):
    """A key a ward signs or signed with, and from when to when it did."""

    __tablename__: ClassVar[str] = "ward_key"
    __table_args__ = (
        *checks("length(key_id) = 16", "length(public) = 32"),
        Index("ward_key_ward", "ward_code", "made_at", "key_id"),
        KEYED,
    )
    key_id: str = text_field(primary_key=True)
    ward_code: str = text_field(foreign_key="ward.code")
    public: bytes = bytes_field()
    made_at: str = text_field()
    valid_from: str = text_field()
    valid_to: str | None = text_field(nullable=True)
    revoked_from: str | None = text_field(nullable=True)
    revoked_seq: int | None = whole_field(nullable=True, foreign_key="event.seq")
    reason: str = text_field()
    replaces: str = text_field()


class TotalsFileRow(DistrictTable, table=True):
    """A file whose signature held; `id` is the event that received it.

    All is taken from the file, but for `standing`: what the whole chain makes of it.
    """

    __tablename__: ClassVar[str] = "totals_file"
    __table_args__ = (
        *checks("length(hash) = 64", "chain IN ('daily', 'weekly', 'monthly')"),
        Index("totals_file_hash", "hash", unique=True),
        Index("totals_file_place", "ward_code", "chain", "key_id", "seq"),
        # All that is summed of the files that count, in the order of their days.
        Index(
            "totals_file_counted",
            *("chain", "ward_code", "first", "last", "c4", "c5", "c6", "c8", "c9", "c10"),
            *("c12", "c13", "opening", "charge_dong", "fee_dong", "voided", "refused"),
            *("guided", "not_counted", "late", "unclosed_days"),
            sqlite_where=text("standing = 'counted'"),
        ),
        Index(
            "totals_file_apart",
            *("chain", "ward_code", "standing", "first", "last"),
            sqlite_where=text("standing <> 'counted'"),
        ),
        STRICT,
    )
    id: int = whole_field(primary_key=True, foreign_key="event.seq")
    hash: str = text_field()
    ward_code: str = text_field(foreign_key="ward.code")
    chain: str = text_field()
    first: str = text_field()
    last: str = text_field()
    key_id: str = text_field(foreign_key="ward_key.key_id")
    seq: int = whole_field()
    prev: str = text_field()
    replaces: str = text_field()
    as_of: str = text_field()
    audit_head: str = text_field()
    audit_length: int = whole_field()
    program: str = text_field()
    received_day: str = text_field()
    standing: str = text_field()
    c4: int = whole_field()
    c5: int = whole_field()
    c6: int = whole_field()
    c8: int = whole_field()
    c9: int = whole_field()
    c10: int = whole_field()
    c12: int = whole_field()
    c13: int = whole_field()
    opening: int = whole_field()
    charge_dong: int = whole_field()
    fee_dong: int = whole_field()
    voided: int = whole_field()
    refused: int = whole_field()
    guided: int = whole_field()
    not_counted: int = whole_field()
    late: int = whole_field()
    unclosed_days: int = whole_field()


class FieldNameRow(DistrictTable, table=True):
    """The name of a field; short for the rows of files."""

    __tablename__: ClassVar[str] = "field_name"
    __table_args__ = (Index("field_name_name", "name", unique=True), STRICT)
    id: int = whole_field(primary_key=True)
    name: str = text_field()


class TotalsFieldRow(DistrictTable, table=True):
    """What a file counts in one field."""

    __tablename__: ClassVar[str] = "totals_field"
    __table_args__ = (KEYED,)
    file_id: int = whole_field(primary_key=True, foreign_key="totals_file.id")
    field_id: int = whole_field(primary_key=True, foreign_key="field_name.id")
    c4: int = whole_field()
    c5: int = whole_field()
    c6: int = whole_field()
    c8: int = whole_field()
    c9: int = whole_field()
    c10: int = whole_field()
    c12: int = whole_field()
    c13: int = whole_field()
    opening: int = whole_field()
    charge_dong: int = whole_field()
    fee_dong: int = whole_field()


class EnvelopeRow(DistrictTable, table=True):
    """A file as it came; apart from its figures, which are read without it."""

    __tablename__: ClassVar[str] = "envelope"
    __table_args__ = (STRICT,)
    file_id: int = whole_field(primary_key=True, foreign_key="totals_file.id")
    content: bytes = bytes_field()


class RefusalRow(DistrictTable, table=True):
    """A file that was not taken; `id` is the event that says so."""

    __tablename__: ClassVar[str] = "refusal"
    __table_args__ = (Index("refusal_file", "sha256", "name", "code"), STRICT)
    id: int = whole_field(primary_key=True, foreign_key="event.seq")
    name: str = text_field()
    sha256: str = text_field()
    code: str = text_field()
    facts: str = text_field()
    received_at: str = text_field()
    ward_code: str = text_field()
    chain: str = text_field()
    first: str = text_field()
    last: str = text_field()
    evidence: bytes | None = bytes_field(nullable=True)


ALL_TABLES = (
    *(EventRow, SettingRow, WardRow, WardKeyRow, TotalsFileRow, FieldNameRow, TotalsFieldRow),
    *(EnvelopeRow, RefusalRow),
)
