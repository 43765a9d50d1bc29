"""Rows of a superior authority's book made of lines, and lines of rows."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from tthc_desk.domain.errors import Code
from tthc_desk.domain.events import canonical, stamp
from tthc_desk.domain.tally import Measures
from tthc_desk.domain.totals import Chain, Span, TotalsNotes
from tthc_desk.domain.totals_chain import ChainFile, KeyLife, Standing
from tthc_desk.storage.events import moment
from tthc_desk.usecases.district_ports import (
    FieldLine,
    FileLine,
    KeyLine,
    RefusalLine,
    WardLine,
    WardTotals,
)
from tthc_desk.usecases.enrolment_record import since_of, since_text

Row = tuple[Any, ...]
_COLUMNS = ("c4", "c5", "c6", "c8", "c9", "c10", "c12", "c13")
_NOTES = ("voided", "refused", "guided", "not_counted", "late", "unclosed_days")


def ward_row(ward: WardLine) -> Row:
    """Write a ward."""
    return (ward.code, ward.name, since_text(ward), _text(ward.until))


def ward_line(row: Row) -> WardLine:
    """Read a ward."""
    code, name, since, until = row
    first, is_given = since_of(since)
    return WardLine(code, name, first, _day(until), is_given)


def key_row(key: KeyLine) -> Row:
    """Write a key; its place among the ward's keys follows from when it was made."""
    life = key.life
    return (
        key.key_id,
        key.ward_code,
        key.public,
        stamp(key.made_at),
        life.valid_from.isoformat(),
        _text(life.valid_to),
        _text(life.revoked_from),
        life.revoked_seq,
        key.reason,
        key.replaces,
    )


def key_line(row: Row) -> KeyLine:
    """Read a key with its place."""
    key_id, ward, public, made, begin, end, revoked, seq, reason, replaces, order = row
    life = KeyLife(key_id, order, date.fromisoformat(begin), _day(end), _day(revoked), seq)
    return KeyLine(life, ward, bytes(public), moment(made), replaces, reason)


def file_row(line: FileLine) -> Row:
    """Write a totals file without its envelope."""
    file = line.file
    return (
        *(file.came_seq, file.hash, line.ward_code, line.chain.value),
        *(file.span.first.isoformat(), file.span.last.isoformat()),
        *(file.key_id, file.seq, file.prev, file.replaces, stamp(file.as_of)),
        *(line.audit_head, file.audit_length, line.program),
        *(line.received_day.isoformat(), line.standing.value),
        *_counted(line.measures, file.opening, line),
        *(getattr(line.notes, name) for name in _NOTES),
    )


def file_line(row: Row) -> FileLine:
    """Read a totals file."""
    seq_came, digest, ward, chain, first, last, key_id, seq, prev, replaces, as_of = row[:11]
    head, length, program, received, standing = row[11:16]
    measures = Measures(*row[16:24])
    opening, charge, fee = row[24:27]
    file = ChainFile(
        hash=digest,
        key_id=key_id,
        seq=seq,
        prev=prev,
        replaces=replaces,
        span=_span(first, last),
        as_of=moment(as_of),
        came_seq=seq_came,
        c6=measures.c6,
        c11=measures.c11,
        opening=opening,
        audit_length=length,
    )
    return FileLine(
        file=file,
        ward_code=ward,
        chain=Chain(chain),
        standing=Standing(standing),
        measures=measures,
        charge_dong=charge,
        fee_dong=fee,
        notes=TotalsNotes(*row[27:33]),
        audit_head=head,
        program=program,
        received_day=date.fromisoformat(received),
    )


def chain_file(row: Row) -> ChainFile:
    """Read what the rule of a chain needs; columns as `sql.CHAIN_NAMES`."""
    digest, key_id, seq, prev, replaces, first, last, as_of, came, c6, c11, opening, length = row
    return ChainFile(
        hash=digest,
        key_id=key_id,
        seq=seq,
        prev=prev,
        replaces=replaces,
        span=_span(first, last),
        as_of=datetime.fromisoformat(as_of),
        came_seq=came,
        c6=c6,
        c11=c11,
        opening=opening,
        audit_length=length,
    )


def field_row(file_id: int, field_id: int, line: FieldLine) -> Row:
    """Write what a file counts in one field."""
    return (file_id, field_id, *_counted(line.measures, line.opening, line))


def kept_field(row: Row) -> FieldLine:
    """Read what a file counts in one field; columns as `sql.COUNTED_NAMES`."""
    name, *columns, opening, charge, fee = row
    return FieldLine(name, Measures(*columns), opening, charge, fee)


def field_total(row: Row) -> tuple[str, Measures]:
    """Read the sum of a field."""
    name, c4, c5, c8, c9, c10, c6, c12, c13 = row
    return name, Measures(c4, c5, c6, c8, c9, c10, c12, c13)


def ward_total(row: Row) -> WardTotals:
    """Read the sum of a ward."""
    ward, low, high, files, c4, c5, c8, c9, c10, charge, fee = row[:11]
    c6, c12, c13 = row[17:]
    return WardTotals(
        ward_code=ward,
        first=date.fromisoformat(low),
        last=date.fromisoformat(high),
        files=files,
        measures=Measures(c4, c5, c6, c8, c9, c10, c12, c13),
        charge_dong=charge,
        fee_dong=fee,
        notes=TotalsNotes(*row[11:17]),
    )


def refusal_row(line: RefusalLine, evidence: bytes | None) -> Row:
    """Write a refusal."""
    span = line.span
    return (
        *(line.seq, line.name, line.sha256, line.code.value, canonical(line.facts)),
        *(stamp(line.at), line.ward_code, line.chain.value if line.chain else ""),
        *((span.first.isoformat(), span.last.isoformat()) if span else ("", "")),
        evidence,
    )


def refusal_line(row: Row) -> RefusalLine:
    """Read a refusal without its evidence."""
    seq, name, sha256, code, facts, at, ward, chain, first, last = row
    return RefusalLine(
        seq=seq,
        name=name,
        sha256=sha256,
        code=Code(code),
        facts=json.loads(facts),
        at=moment(at),
        ward_code=ward,
        chain=Chain(chain) if chain else None,
        span=_span(first, last) if first else None,
    )


def _counted(measures: Measures, opening: int, money: FileLine | FieldLine) -> Sequence[int]:
    columns = [getattr(measures, name) for name in _COLUMNS]
    return (*columns, opening, money.charge_dong, money.fee_dong)


def _span(first: str, last: str) -> Span:
    return Span(date.fromisoformat(first), date.fromisoformat(last))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
