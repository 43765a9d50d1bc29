"""Tables of a superior authority's database; nothing outside `storage` ever sees a row."""

from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, Integer, LargeBinary, Text, text
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

_STRICT = {"sqlite_strict": True}
_KEYED = {"sqlite_strict": True, "sqlite_with_rowid": False}


class DistrictTable(SQLModel, registry=registry()):
    """Keeps these tables apart from those of a ward."""


def _text(**more: Any) -> Any:
    # VARCHAR is refused by STRICT tables.
    return Field(sa_type=Text, **more)


def _whole(**more: Any) -> Any:
    return Field(sa_type=Integer, **more)


def _bytes(**more: Any) -> Any:
    return Field(sa_type=LargeBinary, **more)


def _check(*rules: str) -> tuple[CheckConstraint, ...]:
    return tuple(CheckConstraint(rule) for rule in rules)


class EventRow(DistrictTable, table=True):
    """The chain of everything that happened; triggers refuse UPDATE and DELETE."""

    __tablename__: ClassVar[str] = "event"
    __table_args__ = (
        *_check("length(prev_hash) = 32", "length(hash) = 32", "length(business_day) = 10"),
        Index("event_kind", "kind", "seq"),
        _STRICT,
    )
    seq: int = _whole(primary_key=True)
    at: str = _text()
    business_day: str = _text()
    officer: str = _text()
    desk: str = _text()
    subject: str = _text()
    kind: str = _text()
    data: str = _text()
    prev_hash: bytes = _bytes()
    hash: bytes = _bytes()


class SettingRow(DistrictTable, table=True):
    """The profile."""

    __tablename__: ClassVar[str] = "setting"
    __table_args__ = (_KEYED,)
    name: str = _text(primary_key=True)
    value: str = _text()


class WardRow(DistrictTable, table=True):
    """An enrolled ward and the days it owes totals of."""

    __tablename__: ClassVar[str] = "ward"
    __table_args__ = (_KEYED,)
    code: str = _text(primary_key=True)
    name: str = _text()
    since: str = _text()
    until: str | None = _text(nullable=True)


class WardKeyRow(DistrictTable, table=True):
    """A key a ward signs or signed with, and from when to when it did."""

    __tablename__: ClassVar[str] = "ward_key"
    __table_args__ = (
        *_check("length(key_id) = 16", "length(public) = 32"),
        Index("ward_key_ward", "ward_code", "made_at", "key_id"),
        _KEYED,
    )
    key_id: str = _text(primary_key=True)
    ward_code: str = _text(foreign_key="ward.code")
    public: bytes = _bytes()
    made_at: str = _text()
    valid_from: str = _text()
    valid_to: str | None = _text(nullable=True)
    revoked_from: str | None = _text(nullable=True)
    revoked_seq: int | None = _whole(nullable=True, foreign_key="event.seq")
    reason: str = _text()
    replaces: str = _text()


class TotalsFileRow(DistrictTable, table=True):
    """A file whose signature held; `id` is the event that received it.

    All is taken from the file, but for `standing`: what the whole chain makes of it.
    """

    __tablename__: ClassVar[str] = "totals_file"
    __table_args__ = (
        *_check("length(hash) = 64", "chain IN ('daily', 'weekly', 'monthly')"),
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
        _STRICT,
    )
    id: int = _whole(primary_key=True, foreign_key="event.seq")
    hash: str = _text()
    ward_code: str = _text(foreign_key="ward.code")
    chain: str = _text()
    first: str = _text()
    last: str = _text()
    key_id: str = _text(foreign_key="ward_key.key_id")
    seq: int = _whole()
    prev: str = _text()
    replaces: str = _text()
    as_of: str = _text()
    audit_head: str = _text()
    audit_length: int = _whole()
    program: str = _text()
    received_day: str = _text()
    standing: str = _text()
    c4: int = _whole()
    c5: int = _whole()
    c6: int = _whole()
    c8: int = _whole()
    c9: int = _whole()
    c10: int = _whole()
    c12: int = _whole()
    c13: int = _whole()
    opening: int = _whole()
    charge_dong: int = _whole()
    fee_dong: int = _whole()
    voided: int = _whole()
    refused: int = _whole()
    guided: int = _whole()
    not_counted: int = _whole()
    late: int = _whole()
    unclosed_days: int = _whole()


class FieldNameRow(DistrictTable, table=True):
    """The name of a field; short for the rows of files."""

    __tablename__: ClassVar[str] = "field_name"
    __table_args__ = (Index("field_name_name", "name", unique=True), _STRICT)
    id: int = _whole(primary_key=True)
    name: str = _text()


class TotalsFieldRow(DistrictTable, table=True):
    """What a file counts in one field."""

    __tablename__: ClassVar[str] = "totals_field"
    __table_args__ = (_KEYED,)
    file_id: int = _whole(primary_key=True, foreign_key="totals_file.id")
    field_id: int = _whole(primary_key=True, foreign_key="field_name.id")
    c4: int = _whole()
    c5: int = _whole()
    c6: int = _whole()
    c8: int = _whole()
    c9: int = _whole()
    c10: int = _whole()
    c12: int = _whole()
    c13: int = _whole()
    opening: int = _whole()
    charge_dong: int = _whole()
    fee_dong: int = _whole()


class EnvelopeRow(DistrictTable, table=True):
    """A file as it came; apart from its figures, which are read without it."""

    __tablename__: ClassVar[str] = "envelope"
    __table_args__ = (_STRICT,)
    file_id: int = _whole(primary_key=True, foreign_key="totals_file.id")
    content: bytes = _bytes()


class RefusalRow(DistrictTable, table=True):
    """A file that was not taken; `id` is the event that says so."""

    __tablename__: ClassVar[str] = "refusal"
    __table_args__ = (Index("refusal_file", "sha256", "name", "code"), _STRICT)
    id: int = _whole(primary_key=True, foreign_key="event.seq")
    name: str = _text()
    sha256: str = _text()
    code: str = _text()
    facts: str = _text()
    received_at: str = _text()
    ward_code: str = _text()
    chain: str = _text()
    first: str = _text()
    last: str = _text()
    evidence: bytes | None = _bytes(nullable=True)


ALL_TABLES = (
    *(EventRow, SettingRow, WardRow, WardKeyRow, TotalsFileRow, FieldNameRow, TotalsFieldRow),
    *(EnvelopeRow, RefusalRow),
)
