"""Rows of papers and hand-over lists, written and read."""

import json
from datetime import datetime
from typing import Any

from tthc_desk.domain.events import Event, stamp
from tthc_desk.storage.events import moment
from tthc_desk.usecases.lines import ListLine, PaperLine
from tthc_desk.usecases.paper_facts import PaperKind

PAPER_COLUMNS = "id, kind, subject, number, template_version, issued_at, officer, state, prints"
LIST_COLUMNS = (
    "l.number, l.kind, l.agency, l.taker, l.giver, l.opened_at, l.closed_at, l.accepted_at, "
    "l.state, (SELECT count(*) FROM handover_item i "
    "WHERE i.list_number = l.number AND i.state <> 'removed')"
)


def paper_row(line: PaperLine, facts_text: str, event: Event) -> tuple[Any, ...]:
    """Give the values of `tables.PaperRow` in order."""
    return (
        line.id,
        line.kind.value,
        line.subject,
        line.number,
        line.template_version,
        facts_text,
        event.seq,
        stamp(line.issued_at),
        line.officer,
        line.state,
        line.prints,
    )


def paper_line(row: tuple[Any, ...]) -> PaperLine:
    """Read `PAPER_COLUMNS`."""
    number, kind, subject, shown, version, issued_at, officer, state, prints = row[:9]
    return PaperLine(
        number,
        PaperKind(kind),
        subject,
        shown,
        version,
        moment(issued_at),
        officer,
        state,
        prints,
    )


def list_row(line: ListLine) -> tuple[Any, ...]:
    """Give the values of `tables.HandoverListRow` in order."""
    return (
        line.number,
        line.kind,
        line.agency,
        line.taker,
        line.giver,
        stamp(line.opened_at),
        _stamp(line.closed_at),
        _stamp(line.accepted_at),
        line.state,
    )


def list_line(row: tuple[Any, ...]) -> ListLine:
    """Read `LIST_COLUMNS`."""
    number, kind, agency, taker, giver, opened, closed, accepted, state, items = row
    return ListLine(
        number,
        kind,
        agency,
        taker,
        giver,
        moment(opened),
        maybe_moment(closed),
        maybe_moment(accepted),
        state,
        items,
    )


def maybe_moment(text: str | None) -> datetime | None:
    """Read a stored moment that may be missing."""
    return None if text is None else moment(text)


def result_of(text: str) -> dict[str, object]:
    """Read the facts of a result on a list."""
    found: dict[str, object] = json.loads(text)
    return found


def _stamp(at: datetime | None) -> str | None:
    return None if at is None else stamp(at)
