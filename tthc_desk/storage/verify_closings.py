"""Closed days against the chain: in order, and nothing of one written after its closing."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tthc_desk.domain.events import EventKind
from tthc_desk.storage.driver import Connection
from tthc_desk.storage.steps import Steps
from tthc_desk.usecases.ports import Finding

_FIRST = "SELECT coalesce(min(seq), 0) FROM event WHERE kind = 'day_closed'"
# The business day is the first thing to look at; the facts only of the few that need it.
_SINCE = (
    "SELECT seq, kind, subject, business_day, data ->> 'corrects_day', "
    "CASE WHEN kind = 'received' THEN data ->> 'received_day' END "
    "FROM event WHERE seq >= ? ORDER BY seq"
)
_UNMATCHED = (
    "SELECT subject, 'closing without its row' FROM event e WHERE kind = 'day_closed' AND NOT "
    "EXISTS (SELECT 1 FROM day_closing c WHERE c.closed_seq = e.seq AND c.day = e.subject "
    "AND c.round = e.data ->> 'round' AND c.paper_id = e.data ->> 'paper')",
    "SELECT day, 'closing without its event' FROM day_closing c WHERE NOT EXISTS "
    "(SELECT 1 FROM event e WHERE e.seq = c.closed_seq AND e.kind = 'day_closed')",
    "SELECT subject, 'reopening without its row' FROM event e WHERE kind = 'day_reopened' AND NOT "
    "EXISTS (SELECT 1 FROM day_closing c WHERE c.reopened_seq = e.seq AND c.day = e.subject)",
    "SELECT day, 'reopening without its event' FROM day_closing c WHERE reopened_seq IS NOT NULL "
    "AND NOT EXISTS (SELECT 1 FROM event e WHERE e.seq = c.reopened_seq "
    "AND e.kind = 'day_reopened')",
)
_EARLIER = (
    "SELECT seq, min(day) FROM (SELECT seq, business_day, coalesce(data ->> 'corrects_day', "
    "CASE WHEN kind = 'received' THEN data ->> 'received_day' END) "
    "AS day FROM event) WHERE day < business_day GROUP BY seq"
)
_BACKDATED = "SELECT seq, day FROM backdated"


@dataclass
class _Closed:
    """The days that are closed at one place of the chain; the last one may be reopened."""

    days: list[str] = field(default_factory=list)

    @property
    def through(self) -> str:
        return self.days[-1] if self.days else ""


def closed_days(connection: Connection, steps: Steps) -> Iterator[Finding]:
    """Go along the chain: days close in order, and what comes later stays out of them."""
    for statement in _UNMATCHED:
        for subject, fault in connection.execute(statement):
            yield Finding("closings", subject, fault)
    yield from _backdated(connection)
    first = connection.execute(_FIRST).fetchone()[0]
    if not first:
        return
    closed = _Closed()
    for seq, kind, subject, day, corrects, received in connection.execute(_SINCE, (first,)):
        fault = _moved(closed, kind, subject)
        if not fault and kind != EventKind.DAY_REOPENED and corrects is None:
            fault = _entered(closed, kind, day, received)
        if fault:
            yield Finding("closings", f"{seq} {subject}", fault)
        if kind == EventKind.DAY_CLOSED:
            closed.days.append(subject)
        if not steps.step():
            return


def _moved(closed: _Closed, kind: str, subject: str) -> str:
    if kind == EventKind.DAY_CLOSED and subject <= closed.through:
        return "closed out of order"
    if kind == EventKind.DAY_REOPENED:
        if subject != closed.through:
            return "reopened, but not the last closed day"
        closed.days.pop()
    return ""


def _entered(closed: _Closed, kind: str, day: str, received: str | None) -> str:
    through = closed.through
    late = kind == EventKind.RECEIVED and received is not None and received <= through
    return "counted in a closed day" if day <= through or late else ""


def _backdated(connection: Connection) -> Iterator[Finding]:
    kept = dict(connection.execute(_BACKDATED).fetchall())
    for seq, day in connection.execute(_EARLIER):
        if kept.pop(seq, None) != day:
            yield Finding("closings", str(seq), "changes an earlier day without its row")
    yield from (Finding("closings", str(seq), "changes no earlier day") for seq in kept)
