"""Rows of closed days, and the business day that follows from them."""

from collections.abc import Iterator
from datetime import date

from tthc_desk.domain.day_closing import Taking, business_day
from tthc_desk.domain.events import Event, EventKind
from tthc_desk.storage.calendar_rows import read_calendar
from tthc_desk.storage.driver import Connection
from tthc_desk.storage.events import ChainHead, event_of
from tthc_desk.usecases.closing_record import closing_from
from tthc_desk.usecases.lines import DayClosing

_ANY = "SELECT EXISTS (SELECT 1 FROM day_closing)"
_CLOSED_THROUGH = "SELECT day FROM day_closing WHERE reopened_seq IS NULL ORDER BY day DESC LIMIT 1"
_LATEST = "SELECT max(business_day) FROM event"
_LATEST_OF = "SELECT max(business_day) FROM event WHERE subject = ?"
_EVENT = "SELECT seq, at, business_day, officer, desk, subject, kind, data FROM event WHERE seq = ?"
_CLOSINGS = (
    "SELECT round, closed_seq, reopened_seq, paper_id FROM day_closing WHERE day = ? ORDER BY round"
)
_TAKINGS = (
    "SELECT officer, method, sum(max(charge_dong + fee_dong, 0)), "
    "sum(max(-charge_dong - fee_dong, 0)) FROM payment WHERE day = ? "
    "AND charge_dong + fee_dong <> 0 GROUP BY 1, 2 ORDER BY 1, 2"
)
CORRECTS = (
    "EXISTS (SELECT 1 FROM day_closing c WHERE c.day >= b.day AND c.closed_seq < b.seq "
    "AND (c.reopened_seq IS NULL OR c.reopened_seq > b.seq))"
)
"""Of a row `b` of `backdated`: its day was closed when it was written; else it is late, no more."""
# Work makes a day one to be closed; printing, looking after rules and closing itself do not.
_NOT_WORK = (
    EventKind.PAPER_ISSUED,
    EventKind.PAPER_PRINTED,
    EventKind.CATALOGUE_CHANGED,
    EventKind.CALENDAR_CONFIRMED,
    EventKind.FORMS_CHANGED,
    EventKind.WARD_OPENED,
    EventKind.DAY_CLOSED,
    EventKind.DAY_REOPENED,
    EventKind.SIGNING_KEY_MADE,
    EventKind.TOTALS_EXPORTED,
    EventKind.WARD_PACK_APPLIED,
    EventKind.BOOK_RESTORED,
)
# Jumps from day to day along the index instead of reading every event.
_WORKED = (
    "WITH RECURSIVE walk(day) AS (SELECT min(business_day) FROM event "  # noqa: S608
    "WHERE business_day > ?1 "
    "UNION ALL SELECT (SELECT min(business_day) FROM event WHERE business_day > walk.day) "
    "FROM walk WHERE walk.day < ?2) SELECT day FROM walk WHERE day <= ?2 AND EXISTS "
    "(SELECT 1 FROM event WHERE business_day = walk.day AND seq <= ?3 AND kind NOT IN "
    f"({', '.join(repr(kind.value) for kind in _NOT_WORK)}))"
)
_ALL = 1 << 62


def closed_through(connection: Connection) -> date | None:
    """Give the last closed day."""
    row = connection.execute(_CLOSED_THROUGH).fetchone()
    return date.fromisoformat(row[0]) if row else None


class DayBook:
    """Says in which day an act is counted; read once a transaction.

    A ward that never closed a day counts every act in its own day. Once days are closed the
    business day never goes back, but for a reopening; of one dossier it never does.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._used = bool(connection.execute(_ANY).fetchone()[0])
        self.closed_through = closed_through(connection) if self._used else None

    def day_of(self, local_day: date, head: ChainHead, subject: str = "") -> date:
        """Give the business day of an act.

        Args:
            head: the event before it.
            subject: number of the dossier, empty for a new one.
        """
        if not self._used:
            return local_day
        calendar = self._connection
        day = business_day(local_day, self.closed_through, lambda: read_calendar(calendar))
        day = max(day, head.day or day)
        return max(day, self._latest_of(subject)) if self._latest() > day and subject else day

    def _latest(self) -> date:
        return self._day(_LATEST, ())

    def _latest_of(self, subject: str) -> date:
        return self._day(_LATEST_OF, (subject,))

    def _day(self, statement: str, values: tuple[str, ...]) -> date:
        found = self._connection.execute(statement, values).fetchone()[0]
        return date.fromisoformat(found) if found else date.min


def backdated_day(event: Event) -> str | None:
    """Give the earlier day an event changes; None if it changes its own."""
    earlier = event.data.get("corrects_day")
    if earlier is None and event.kind is EventKind.RECEIVED:
        earlier = event.data["received_day"]
    own = event.business_day.isoformat()
    return str(earlier) if earlier is not None and str(earlier) < own else None


def closings_of(connection: Connection, day: date) -> tuple[DayClosing, ...]:
    """Read every closing of a day, the first one first."""
    rows = connection.execute(_CLOSINGS, (day.isoformat(),)).fetchall()
    return tuple(_closing(connection, *row) for row in rows)


def last_closing(connection: Connection) -> DayClosing | None:
    """Read the closing of the last closed day."""
    day = closed_through(connection)
    return closings_of(connection, day)[-1] if day else None


def _closing(
    connection: Connection, number: int, closed: int, reopened: int | None, paper: int
) -> DayClosing:
    again = _event(connection, reopened) if reopened is not None else None
    return closing_from(_event(connection, closed), number, paper, again)


def _event(connection: Connection, seq: int) -> Event:
    return event_of(connection.execute(_EVENT, (seq,)).fetchone())


def takings(connection: Connection, day: date) -> tuple[Taking, ...]:
    """Add up what every officer took and gave back on a day, by way of paying."""
    return tuple(Taking(*row) for row in connection.execute(_TAKINGS, (day.isoformat(),)))


def worked_days(
    connection: Connection, after: date | None, through: date, known: int = _ALL
) -> Iterator[date]:
    """List the days on which the ward worked.

    Args:
        after: only later ones; None for all.
        through: the last one asked for.
        known: the last event that is looked at.
    """
    begin = after.isoformat() if after else ""
    for (day,) in connection.execute(_WORKED, (begin, through.isoformat(), known)):
        yield date.fromisoformat(day)
