"""The text of totals inside their envelope: figures, codes and names of fields, never persons."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import Json, canonical, stamp
from tthc_desk.domain.local_time import VIETNAM
from tthc_desk.domain.totals import (
    FORMAT,
    NO_HASH,
    Chain,
    Span,
    Totals,
    TotalsNotes,
    TotalsRow,
    broken_rows,
    period_at,
)
from tthc_desk.exchange.envelope import read_json
from tthc_desk.exchange.payload_values import (
    HASH,
    KEY_ID,
    WARD_CODE,
    count,
    day,
    dong,
    line,
    matching,
    moment,
    or_none,
)

_NOTES = ("voided", "refused", "guided", "not_counted", "late", "unclosed_days")


def write_payload(totals: Totals) -> bytes:
    """Write totals as the one text that is signed; nothing is checked."""
    return canonical(_facts(totals, _control(totals))).encode()


def read_payload(payload: bytes) -> Totals:
    """Read totals that are written exactly as `write_payload` writes and hold in themselves.

    Raises:
        DeskError: NOT_TOTALS, TRUNCATED, JSON_DUPLICATE, JSON_NUMBER, JSON_DEPTH; FILE_TYPE for
            another version; TOTALS with `words`: fields by their name, columns as "(4)", the
            rest as the payload calls it.
    """
    found = read_json(payload)
    if found.get("format", FORMAT) != FORMAT:
        raise DeskError(Code.FILE_TYPE)
    try:
        totals = _totals(found)
        given = dict(found["control"])
    except (KeyError, TypeError, ValueError) as error:
        raise DeskError(Code.NOT_TOTALS) from error
    control = _control(totals)
    words = (*_contradictions(totals), *_differences(given, control))
    if words:
        raise DeskError(Code.TOTALS, words=tuple(dict.fromkeys(words)))
    # What is accepted is what this program writes, to the byte: no further keys, no true for 1.
    if canonical(_facts(totals, control)).encode() != payload:
        raise DeskError(Code.NOT_TOTALS)
    return totals


def _facts(totals: Totals, control: Mapping[str, int]) -> dict[str, Json]:
    return {
        "format": FORMAT,
        "ward": {"code": totals.ward_code, "name": totals.ward_name},
        "key_id": totals.key_id,
        "chain": totals.chain.value,
        "kind": "period" if totals.replaces == NO_HASH else "amend",
        "replaces": totals.replaces,
        "from": totals.span.first.isoformat(),
        "to": totals.span.last.isoformat(),
        "seq": totals.seq,
        "prev": totals.prev,
        "as_of": stamp(totals.as_of),
        "audit": {"head": totals.audit_head, "length": totals.audit_length},
        "program": totals.program,
        "rows": [_row_facts(row) for row in totals.rows],
        "notes": {name: getattr(totals.notes, name) for name in _NOTES},
        "control": control,
    }


def _row_facts(row: TotalsRow) -> dict[str, Json]:
    return {
        "field": row.field,
        "procedure": row.procedure_code,
        "name": row.procedure_name,
        "4": row.c4,
        "5": row.c5,
        "6": row.c6,
        "8": row.c8,
        "9": row.c9,
        "10": row.c10,
        "12": row.c12,
        "13": row.c13,
        "opening": row.opening,
        "charge_dong": row.charge_dong,
        "fee_dong": row.fee_dong,
    }


def _control(totals: Totals) -> dict[str, int]:
    """Add all rows up, so that a reader sees whether a row is missing or was changed."""
    return totals.measures.columns() | {
        "opening": totals.opening,
        "charge_dong": totals.charge_dong,
        "fee_dong": totals.fee_dong,
        "rows": len(totals.rows),
    }


def _totals(found: Mapping[str, Any]) -> Totals:
    """Take a payload apart; KeyError, TypeError, ValueError for what it cannot hold."""
    ward, audit = found["ward"], found["audit"]
    return Totals(
        ward_code=matching(WARD_CODE, ward["code"]),
        ward_name=line(ward["name"]),
        key_id=matching(KEY_ID, found["key_id"]),
        chain=Chain(found["chain"]),
        span=Span(day(found["from"]), day(found["to"])),
        seq=count(found["seq"], least=1),
        prev=or_none(HASH, found["prev"]),
        replaces=or_none(HASH, found["replaces"]),
        as_of=moment(found["as_of"]),
        audit_head=matching(HASH, audit["head"]),
        audit_length=count(audit["length"]),
        program=line(found["program"]),
        rows=tuple(_row(row) for row in found["rows"]),
        notes=TotalsNotes(**{name: count(found["notes"][name]) for name in _NOTES}),
    )


def _row(found: Mapping[str, Any]) -> TotalsRow:
    return TotalsRow(
        field=line(found["field"]),
        procedure_code=line(found["procedure"]),
        procedure_name=line(found["name"]),
        c4=count(found["4"]),
        c5=count(found["5"]),
        c6=count(found["6"]),
        c8=count(found["8"]),
        c9=count(found["9"]),
        c10=count(found["10"]),
        c12=count(found["12"]),
        c13=count(found["13"]),
        opening=count(found["opening"]),
        charge_dong=dong(found["charge_dong"]),
        fee_dong=dong(found["fee_dong"]),
    )


def _contradictions(totals: Totals) -> tuple[str, ...]:
    keys = [(row.field, row.procedure_code) for row in totals.rows]
    wrong = {
        "rows": any(before > after for before, after in pairwise(keys)),
        "to": totals.span != period_at(totals.chain, totals.span.first),
        "as_of": totals.span.last > totals.as_of.astimezone(VIETNAM).date(),
    }
    return (*broken_rows(totals.rows), *(name for name, found in wrong.items() if found))


def _differences(given: Mapping[str, Any], control: Mapping[str, int]) -> tuple[str, ...]:
    """Name the sums that are not those of the rows, columns as the form writes them."""
    return tuple(
        f"({name})" if name.isdigit() else name
        for name, figure in control.items()
        if given.get(name) != figure
    )
