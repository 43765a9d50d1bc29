"""A refused totals file as its event tells of it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import Json
from tthc_desk.domain.totals import Chain, Span
from tthc_desk.usecases.district_ports import RefusalLine
from tthc_desk.usecases.refusal_reasons import plain_facts
from tthc_desk.usecases.totals_answers import Received


def refusal_record(answer: Received, error: DeskError, sha256: str) -> dict[str, Json]:
    """Write the facts of TOTALS_REFUSED; those of its sentence in words, to be worded again."""
    words, span = plain_facts(error), answer.span
    return {
        "name": answer.name,
        "sha256": sha256,
        "code": error.code.value,
        "facts": {name: words[name] for name in sorted(error.facts)},
        "ward": answer.ward_code,
        "chain": answer.chain.value if answer.chain else "",
        "from": span.first.isoformat() if span else "",
        "to": span.last.isoformat() if span else "",
    }


def refusal_line(record: Mapping[str, Any], seq: int, at: datetime) -> RefusalLine:
    """Read the facts of a TOTALS_REFUSED event."""
    days = (record["from"], record["to"])
    return RefusalLine(
        seq=seq,
        name=record["name"],
        sha256=record["sha256"],
        code=Code(record["code"]),
        facts=record["facts"],
        at=at,
        ward_code=record["ward"],
        chain=Chain(record["chain"]) if record["chain"] else None,
        span=Span(*map(date.fromisoformat, days)) if all(days) else None,
    )


def refusal_error(line: RefusalLine) -> DeskError:
    """Give the refusal again, so that it can be worded."""
    facts: dict[str, Any] = dict(line.facts)
    return DeskError(line.code, **facts)
