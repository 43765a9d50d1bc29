"""A comparison with the official system as the JSON objects that commands print."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from tthc_desk.app.output import error_object
from tthc_desk.domain.dossier import Status
from tthc_desk.usecases.official_comparison import Comparison, TakenCode
from tthc_desk.usecases.official_list import OfficialRow
from tthc_desk.usecases.official_pairs import Candidate, FieldDifference, HereDossier
from tthc_desk.usecases.official_screen import OfficialColumn
from tthc_desk.usecases.official_words import candidate_reason
from tthc_desk.usecases.words import STATUS_WORDS


def column(one: OfficialColumn) -> dict[str, Any]:
    """Write one column of the official system."""
    return {
        "key": one.key,
        "heading": one.heading,
        "also": one.also,
        "written": one.is_written,
    }


def comparison_lines(compared: Comparison) -> Iterator[dict[str, Any]]:
    """Write what does not agree, an object each."""
    found = compared.found
    for dossier in found.only_here:
        yield {"result": "only_here", **_here(dossier)}
    for row in found.only_there:
        yield {"result": "only_there", **_there(row)}
    for pair in found.different:
        differing = [_difference(one) for one in pair.differences]
        both = {**_here(pair.here), "line": pair.there.line, "code": pair.there.code}
        yield {"result": "different", **both, "differences": differing}
    for one in found.candidates:
        yield candidate(one)


def candidate(one: Candidate) -> dict[str, Any]:
    """Write a code that could be taken over."""
    return {
        "result": "candidate",
        **_here(one.here),
        "line": one.there.line,
        "code": one.there.code,
        "sure": one.is_sure,
        "why": candidate_reason(one),
        "differences": [_difference(each) for each in one.differences],
    }


def summary(compared: Comparison) -> dict[str, Any]:
    """Write the counts of a comparison."""
    official, found = compared.official, compared.found
    return {
        "result": "summary",
        "file": official.file,
        "from": compared.first,
        "to": compared.last,
        "rows": len(official.rows),
        "here": compared.here_count,
        "equal": len(found.equal),
        "different": len(found.different),
        "only_here": len(found.only_here),
        "only_there": len(found.only_there),
        "candidates": len(found.candidates),
        "sure": sum(one.is_sure for one in found.candidates),
        "left_out": compared.left_out,
        "skipped": official.skipped,
        "columns": sorted(official.carried),
        "unknown_headings": official.unknown_headings,
        "unknown_statuses": dict(found.unknown_words),
        "repeated": [{"code": one.code, "lines": one.lines} for one in official.repeated],
        "unread": [{"line": c.line, "column": c.key, "text": c.text} for c in official.unread],
    }


def taken_code(one: TakenCode) -> dict[str, Any]:
    """Write what became of a code."""
    plain = {"number": one.number, "code": one.code, "taken": one.error is None}
    return plain if one.error is None else {**plain, **error_object(one.error)}


def _here(one: HereDossier) -> dict[str, Any]:
    return {
        "number": one.number,
        "official_code": one.official_code,
        "owner": one.owner,
        "procedure": one.procedure_code,
        "procedure_name": one.procedure,
        "received": one.received,
        "due": one.due,
        "finished": one.finished,
        "delivered": one.delivered,
        "status": int(one.status),
        "status_text": STATUS_WORDS[one.status],
        "counted": one.is_counted,
    }


def _there(row: OfficialRow) -> dict[str, Any]:
    return {
        "line": row.line,
        "code": row.code,
        "own_number": row.own_number,
        "owner": row.owner,
        "procedure": row.procedure_code,
        "procedure_name": row.procedure,
        "received": row.received,
        "due": row.due,
        "finished": row.finished,
        "delivered": row.delivered,
        "status_text": row.status,
    }


def _difference(one: FieldDifference) -> dict[str, Any]:
    return {"what": one.key, "here": _side(one.here), "there": _side(one.there)}


def _side(value: date | Status | str | None) -> Any:
    return STATUS_WORDS[value] if isinstance(value, Status) else value
