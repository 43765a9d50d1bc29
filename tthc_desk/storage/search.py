"""Finding dossiers: exact numbers first, then newest first, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from tthc_desk.domain.dossier import Queue
from tthc_desk.domain.watched_days import WatchedDays
from tthc_desk.storage.dossier_lines import LINE_COLUMNS, dossier_lines
from tthc_desk.storage.driver import Connection
from tthc_desk.storage.search_words import TypedQuery
from tthc_desk.usecases.lines import DossierId, DossierLine, DossierPage
from tthc_desk.usecases.ports import Alert

SOON_DAYS = 3

_NEWEST = 1 << 62
_FEW = 1000
"""So many hits of the index are joined with a filter; more, and the filter's rows are read."""

# The plus before the limit's mark keeps the engine from planning anew for every number bound.
_LINES = f"SELECT {LINE_COLUMNS} FROM dossier d"  # noqa: S608
_ALL = f"{_LINES} WHERE d.id < ? ORDER BY d.id DESC LIMIT +?"
_FOUND = (
    f"SELECT {LINE_COLUMNS} FROM dossier_search s CROSS JOIN dossier d ON d.id = s.rowid "  # noqa: S608
    "WHERE s.dossier_search MATCH ? AND s.rowid < ?"
)
FOUND = f"{_FOUND} ORDER BY s.rowid DESC LIMIT +?"
_IDS = (
    "SELECT rowid FROM dossier_search WHERE dossier_search MATCH ? AND rowid < ? "
    "ORDER BY rowid DESC LIMIT +?"
)
_EXACT = (
    "SELECT id FROM dossier WHERE number = ?1 UNION "
    "SELECT id FROM dossier WHERE official_code = ?1 AND official_code <> ''"
)


TO_EXTEND = (
    "d.due_day BETWEEN ? AND ? AND NOT EXISTS (SELECT 1 FROM deadline_span s "
    "WHERE s.dossier_id = d.id AND s.cause = 'extended')"
)
TO_CLOSE = (
    "d.queue = 'waiting_supplement' AND d.queue <> 'closed' AND (SELECT s.from_day "
    "FROM deadline_span s WHERE s.dossier_id = d.id ORDER BY s.position DESC LIMIT 1) <= ?"
)


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on `dossier d` with its values.

    Args:
        id: the number to go by; with a plus the index of the condition is read, then sorted.
        few: it holds for a small part of all dossiers.
    """

    sql: str
    values: tuple[Any, ...] = ()
    id: str = "d.id"
    few: bool = True


def filter_of(queue: Queue | None, alert: Alert | None, days: WatchedDays | None) -> Filter | None:
    """Write the condition of a queue and an alert; None for all dossiers.

    Alerts that depend on the day ask for `days`.
    """
    parts = [part for part in (_queue(queue), _alert(alert, days)) if part]
    if not parts:
        return None
    return Filter(
        " AND ".join(part.sql for part in parts),
        tuple(value for part in parts for value in part.values),
        "d.id" if alert is None else "+d.id",
        any(part.few for part in parts),
    )


def _queue(queue: Queue | None) -> Filter | None:
    if queue is None or queue is Queue.CLOSED:
        return None if queue is None else Filter("+d.queue = 'closed'", few=False)
    # The second half lets the partial index of open work be used.
    return Filter("d.queue = ? AND d.queue <> 'closed'", (queue.value,))


def _alert(alert: Alert | None, days: WatchedDays | None) -> Filter | None:
    if alert is None:
        return None
    if alert is Alert.UNCONFIRMED:
        return Filter("d.number IN (SELECT subject FROM paper WHERE state <> 'confirmed')")
    if days is None:
        raise ValueError("an alert needs the day")
    if alert is Alert.TO_CLOSE:
        return Filter(TO_CLOSE, (days.asked_until.isoformat(),))
    today, soon = days.today.isoformat(), (days.today + timedelta(SOON_DAYS)).isoformat()
    rules = {
        Alert.OVERDUE: ("d.due_day < ?", (today,)),
        Alert.DUE_TODAY: ("d.due_day = ?", (today,)),
        Alert.DUE_SOON: ("d.due_day > ? AND d.due_day <= ?", (today, soon)),
        Alert.TO_EXTEND: (TO_EXTEND, (today, days.notice_until.isoformat())),
    }
    rule, values = rules[alert]
    return Filter(f"d.running = 1 AND {rule}", values)


def find_page(
    connection: Connection,
    query: TypedQuery,
    only: Filter | None,
    after: DossierId | None,
    limit: int,
) -> DossierPage:
    """Read one page and know whether another follows."""
    before = _NEWEST if after is None else after
    if query.asks_nothing:
        rows = _listed(connection, only, before, limit + 1)
        return _page(rows, limit)
    exact = _exact_ids(connection, query)
    # One more than asked tells of a next page; the exact ones may come back among the others.
    rows = _searched(connection, query, only, before, limit + 1 + len(exact))
    rest = [row for row in rows if row[0] not in exact]
    page = _page(rest, limit)
    if after is not None or not exact:
        return page
    first = _by_ids(connection, exact, only)
    return DossierPage((*dossier_lines(first), *page.lines), page.after)


def _page(rows: list[Any], limit: int) -> DossierPage:
    lines = dossier_lines(rows[:limit])
    return DossierPage(lines, lines[-1].id if len(rows) > limit else None)


def _listed(connection: Connection, only: Filter | None, before: int, limit: int) -> list[Any]:
    if only is None:
        return connection.execute(_ALL, (before, limit)).fetchall()
    sql = f"{_LINES} WHERE {only.sql} AND {only.id} < ? ORDER BY {only.id} DESC LIMIT +?"
    return connection.execute(sql, (*only.values, before, limit)).fetchall()


def _searched(
    connection: Connection, query: TypedQuery, only: Filter | None, before: int, limit: int
) -> list[Any]:
    if not query.words:
        return []
    if only is None:
        return connection.execute(FOUND, (query.match, before, limit)).fetchall()
    if not only.few:
        sql = f"{_FOUND} AND {only.sql} ORDER BY s.rowid DESC LIMIT +?"
        return connection.execute(sql, (query.match, before, *only.values, limit)).fetchall()
    hits = connection.execute(_IDS, (query.match, before, _FEW)).fetchall()
    if len(hits) < _FEW:
        return _by_ids(connection, [hit[0] for hit in hits], only)[:limit]
    # A frequent word in a short queue: reading the queue is quicker than all its hits.
    return _read_through(connection, query, only, before, limit)


def _read_through(
    connection: Connection, query: TypedQuery, only: Filter, before: int, limit: int
) -> list[Any]:
    sql = (
        f"SELECT d.id, d.words FROM dossier d WHERE {only.sql} AND {only.id} < ? "  # noqa: S608
        f"ORDER BY {only.id} DESC"
    )
    found: list[int] = []
    for number, words in connection.execute(sql, (*only.values, before)):
        if query.fits(words):
            found.append(number)
            if len(found) == limit:
                break
    return _by_ids(connection, found, None)


def _by_ids(connection: Connection, ids: Sequence[int], only: Filter | None) -> list[Any]:
    if not ids:
        return []
    marks = ", ".join("?" * len(ids))
    more = f" AND {only.sql}" if only else ""
    sql = f"{_LINES} WHERE d.id IN ({marks}){more} ORDER BY d.id DESC"
    return connection.execute(sql, (*ids, *(only.values if only else ()))).fetchall()


def lines_of(connection: Connection, ids: Sequence[int]) -> tuple[DossierLine, ...]:
    """Read the lines of dossiers by id, newest first."""
    batches = (ids[start : start + _FEW] for start in range(0, len(ids), _FEW))
    rows = [row for batch in batches for row in _by_ids(connection, batch, None)]
    return dossier_lines(rows)


def _exact_ids(connection: Connection, query: TypedQuery) -> list[int]:
    found = [row[0] for row in connection.execute(_EXACT, (query.text.upper(),))]
    if not found and query.serial is not None:
        # The newest dossier with that running number; older ones follow in their place.
        newest = connection.execute(_IDS, (f'"t{query.serial}"', _NEWEST, 1)).fetchone()
        found = [newest[0]] if newest else []
    return found
