"""What a superior authority has received and knows, as the JSON objects that commands print."""

from typing import Any

from tthc_desk.app.output import error_object
from tthc_desk.domain.errors import DeskError
from tthc_desk.domain.fingerprint import fingerprint
from tthc_desk.domain.totals import Span
from tthc_desk.domain.totals_chain import Break, Gap
from tthc_desk.usecases.district_ports import FileLine, KeyLine, RefusalLine, WardLine
from tthc_desk.usecases.district_status import CellState, DistrictStatus, StatusCell, WardStatus
from tthc_desk.usecases.enrolment import KeyFileView
from tthc_desk.usecases.refusal_record import refusal_error
from tthc_desk.usecases.report_facts import Row06a
from tthc_desk.usecases.totals_answers import Received
from tthc_desk.usecases.totals_facts import ConsolidatedFacts, WardRow
from tthc_desk.usecases.totals_words import STANDING_WORDS


def key_file(view: KeyFileView) -> dict[str, Any]:
    """Write what a key file would enrol."""
    return {
        "ward": view.file.ward_code,
        "ward_name": view.file.ward_name,
        "name_in_book": view.ward.name if view.ward else None,
        "names_differ": bool(view.other_name),
        "key_id": view.file.key_id,
        "fingerprint": view.fingerprint,
        "made_at": view.file.made_at,
        "replaces": view.file.replaces,
        "known": view.is_known,
        "signs_now": view.open_key.key_id if view.open_key else "",
        "since": view.ward.since if view.ward else None,
        "enrolled": False,
    }


def key(line: KeyLine) -> dict[str, Any]:
    """Write an enrolled key."""
    life = line.life
    return {
        "key_id": line.key_id,
        "ward": line.ward_code,
        "fingerprint": fingerprint(line.public),
        "made_at": line.made_at,
        "valid_from": life.valid_from,
        "valid_to": life.valid_to,
        "revoked_from": life.revoked_from,
        "reason": line.reason,
        "replaces": line.replaces,
    }


def ward(line: WardLine) -> dict[str, Any]:
    """Write an enrolled ward."""
    days = {"since": line.since, "since_given": line.is_since_given, "until": line.until}
    return {"ward": line.code, "ward_name": line.name, **days}


def received(answer: Received) -> dict[str, Any]:
    """Write the answer to one file."""
    standing = answer.standing
    return {
        "file": answer.path or answer.name,
        "outcome": answer.outcome,
        "ward": answer.ward_code,
        "ward_name": answer.ward_name,
        "chain": answer.chain,
        **_span(answer.span),
        "seq": answer.seq or None,
        "key_id": answer.key_id,
        "hash": answer.hash,
        "standing": standing,
        "standing_text": STANDING_WORDS[standing] if standing else "",
        **_error(answer.error),
    }


def ward_status(status: WardStatus) -> dict[str, Any]:
    """Write one ward of the matrix."""
    return {
        **ward(status.ward),
        "cells": [_cell(cell) for cell in status.cells],
        "gaps": [_gap(gap) for gap in status.gaps],
        "breaks": [_break(found) for found in status.breaks],
        "rewound": [file.hash for file in status.rewound],
        "keys": [key(line) for line in status.keys],
    }


def refusal(line: RefusalLine) -> dict[str, Any]:
    """Write a file that was not taken."""
    return {
        "refused": line.name,
        "sha256": line.sha256,
        "at": line.at,
        "ward": line.ward_code,
        "chain": line.chain,
        **_span(line.span),
        **_error(refusal_error(line)),
    }


def status_sum(status: DistrictStatus) -> dict[str, Any]:
    """Write how many cells are in each state."""
    return {
        "chain": status.chain,
        "periods": len(status.periods),
        "wards": len(status.wards),
        **{state.value: status.count(state) for state in CellState},
    }


def report(facts: ConsolidatedFacts, *, by_field: bool) -> dict[str, Any]:
    """Write the consolidated report.

    Args:
        by_field: rows by field; by ward otherwise.
    """
    rows = [_row(row) for row in facts.fields] if by_field else [_ward_row(w) for w in facts.wards]
    return {
        "from": facts.head.first,
        "to": facts.head.last,
        "as_of": facts.head.as_of,
        "chain": facts.chain,
        "completeness": facts.completeness,
        "total": _columns(facts.total),
        "charge_dong": facts.charge_dong,
        "fee_dong": facts.fee_dong,
        "percent": facts.percent,
        "rows": rows,
        "incomplete": [_ward_row(one) for one in facts.incomplete],
        "broken": facts.head.broken,
        "gaps": facts.gaps,
        "notes": facts.notes,
        "chain_head": facts.head.chain_head,
    }


def _cell(cell: StatusCell) -> dict[str, Any]:
    return {
        **_span(cell.span),
        "state": cell.state,
        "file": _file(cell.file) if cell.file else None,
        "others": [_file(line) for line in cell.others],
        **_error(cell.error),
    }


def _file(line: FileLine) -> dict[str, Any]:
    return {
        "hash": line.file.hash,
        "seq": line.file.seq,
        "key_id": line.file.key_id,
        "standing": line.standing,
        "as_of": line.file.as_of,
        "received_day": line.received_day,
    }


def _gap(gap: Gap) -> dict[str, Any]:
    return {"key_id": gap.key_id, "first": gap.first, "last": gap.last}


def _break(found: Break) -> dict[str, Any]:
    before, after = _span(found.before), _span(found.after)
    return {"before": before, "after": after, "left": found.left, "carried": found.carried}


def _span(span: Span | None) -> dict[str, Any]:
    return {"from": span.first if span else None, "to": span.last if span else None}


def _error(error: DeskError | None) -> dict[str, Any]:
    return error_object(error) if error else {}


def _row(row: Row06a) -> dict[str, Any]:
    return {"name": row.name, **_columns(row)}


def _ward_row(found: WardRow) -> dict[str, Any]:
    missing = [_span(span) for span in found.missing]
    money = {"charge_dong": found.charge_dong, "fee_dong": found.fee_dong}
    return {"ward": found.code, **_row(found.row), **money, "missing": missing}


def _columns(row: Row06a) -> dict[str, int]:
    return {str(number): figure for number, figure in enumerate(row.columns, start=3)}
