"""What one dossier adds to the figures of a period: in SQL, and once more in Python.

The SQL counts the dossiers as they stand; the Python counts one dossier as it stood at an
earlier moment. Both give (field, procedure) → name of the measure → how many.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tthc_desk.domain.dossier import Dossier, Span
from tthc_desk.domain.events import EventKind
from tthc_desk.domain.procedure import Channel
from tthc_desk.storage.driver import Connection
from tthc_desk.storage.projection import is_counted, span_rows

Figures = defaultdict[tuple[str, str], Counter[str]]
"""What a day adds to a whole field stands under an empty procedure."""

COLUMNS = ("c4", "c5", "c6", "c8", "c9", "c10", "c12", "c13")
OPENING = "opening"
"""Of (6), what no earlier period has counted."""
AGES = ("later", "soon", "today", "late", "waiting")
_SOON = timedelta(3)
_OPEN_END = date.max


@dataclass(frozen=True, slots=True)
class Period:
    """Days that are counted and how they are seen.

    Args:
        late_before: an open dossier due before this day is late: the end of the period, or
            the day of the moment it is seen at, whichever is earlier.
        seq: last event known at that moment; None for all.
    """

    first: date
    last: date
    late_before: date
    seq: int | None = None

    @property
    def values(self) -> dict[str, Any]:
        """Give the parameters of the SQL."""
        return {
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "ref": self.late_before.isoformat(),
            "soon": (self.late_before + _SOON).isoformat(),
            "seq": self.seq,
        }


# What an open dossier is at the end of the period, as `_OPEN` numbers it.
_STATE = (
    "CASE WHEN {0}due_day IS NULL OR {0}due_day > :soon THEN 20 WHEN {0}due_day > :ref THEN 21 "
    "WHEN {0}due_day = :ref THEN 22 ELSE 23 END"
)
_STATE_AT_END = (
    f"CASE WHEN d.ended_day <= :last THEN d.timeliness WHEN d.spans = 1 THEN {_STATE.format('d.')} "  # noqa: S608
    "ELSE (SELECT CASE WHEN s.waiting THEN 24 + s.late_on_entering "
    f"ELSE {_STATE.format('s.')} END FROM deadline_span s WHERE s.dossier_id = d.id "
    "AND s.from_day <= :last ORDER BY s.position DESC LIMIT 1) END"
)
_CAME = "CASE WHEN d.received_day < :first THEN 200 WHEN d.opening THEN 300 ELSE 100 * d.online END"
_OPEN = {
    20: ("c12", "later"),
    21: ("c12", "soon"),
    22: ("c12", "today"),
    23: ("c13", "late"),
    24: ("c12", "waiting"),
    25: ("c13", "waiting"),
}
_ENDED: dict[int, tuple[str, ...]] = {8: ("c8",), 9: ("c9",), 10: ("c10",)}
# 0 stands for a row that contradicts itself: it came, and it is neither ended nor open.
_STATES = {0: (), **_ENDED, **_OPEN}
_ARRIVALS = (("c5",), ("c4",), ("c6",), ("c6", OPENING))
_NAMES = {
    100 * arrival + state: (*came, *names)
    for arrival, came in enumerate(_ARRIVALS)
    for state, names in _STATES.items()
}
_REPORTED = {code: tuple(n for n in names if n in COLUMNS) for code, names in _NAMES.items()}
_SENT = {
    code: tuple(n for n in names if n in COLUMNS or n == OPENING) for code, names in _NAMES.items()
}
_IN_PERIOD = "d.ended_day >= :first AND d.received_day <= :last AND d.heading IS NOT NULL"
# The plus keeps the search on the few rows that changed.
_IN_PERIOD_SINCE = (
    "d.last_seq > :seq AND +d.ended_day >= :first AND +d.received_day <= :last "
    "AND d.heading IS NOT NULL"
)


_PACKED = f"d.heading * 1000 + {_CAME} + coalesce({_STATE_AT_END}, 0)"


def _packed(where: str, index: str) -> str:
    # Heading, arrival and state in one number: one group each is three times as fast as
    # a sum for every column.
    return (
        f"SELECT {_PACKED}, count(*) "  # noqa: S608
        f"FROM dossier d INDEXED BY {index} WHERE {where} GROUP BY 1"
    )


_DAY_PARTS = (
    # (where it is found, field of the dossier, name, how many)
    "SELECT d.field, 'channel:' || d.channel, count(*) FROM dossier d "
    "WHERE d.received_day = :last AND NOT d.opening AND d.heading IS NOT NULL{since} GROUP BY 1, 2",
    "SELECT d.field, 'not_counted', count(*) FROM dossier d WHERE d.received_day = :last "
    "AND d.heading IS NULL AND NOT d.voided{since} GROUP BY 1",
    "SELECT d.field, 'delivered', count(*) FROM dossier d "
    "WHERE d.delivered_day = :last AND d.heading IS NOT NULL{since} GROUP BY 1",
    "SELECT d.field, 'withdrawn', count(*) FROM dossier d WHERE d.ended_day = :last "
    "AND d.ended_kind = 'withdrawn' AND d.heading IS NOT NULL{since} GROUP BY 1",
    "SELECT d.field, 'supplements', count(DISTINCT d.id) FROM deadline_span s "
    "JOIN dossier d ON d.id = s.dossier_id WHERE s.from_day = :last "
    "AND s.cause = 'supplement_requested' AND d.heading IS NOT NULL{since} GROUP BY 1",
    "SELECT d.field, 'charge', sum(p.charge_dong) FROM payment p "
    "JOIN dossier d ON d.id = p.dossier_id WHERE p.day = :last{since} GROUP BY 1",
    "SELECT d.field, 'fee', sum(p.fee_dong) FROM payment p "
    "JOIN dossier d ON d.id = p.dossier_id WHERE p.day = :last{since} GROUP BY 1",
    "SELECT d.field, 'paid:' || p.method, sum(p.charge_dong + p.fee_dong) FROM payment p "
    "JOIN dossier d ON d.id = p.dossier_id WHERE p.day = :last{since} GROUP BY 1, 2",
)
_DAY_NOW = tuple(part.format(since="") for part in _DAY_PARTS)
_DAY_SINCE = tuple(part.format(since=" AND d.last_seq > :seq") for part in _DAY_PARTS)

# A period near the end has few dossiers that ended later, one near the beginning has few that
# were received earlier; left alone, the planner cannot know which.
_BY_END, _BY_RECEPTION, _BY_CHANGE = "dossier_by_end", "dossier_by_reception", "dossier_last_seq"
# By ids, which grow with reception: by dates one dossier far from all others would mislead.
_PLACES = (
    "SELECT (SELECT max(id) FROM dossier), "
    "(SELECT id FROM dossier WHERE received_day >= :first ORDER BY received_day LIMIT 1), "
    "(SELECT id FROM dossier WHERE received_day > :last ORDER BY received_day LIMIT 1)"
)
_COUNT = {index: _packed(_IN_PERIOD, index) for index in (_BY_END, _BY_RECEPTION)}
_COUNT[_BY_CHANGE] = _packed(_IN_PERIOD_SINCE, _BY_CHANGE)
_EACH = {
    index: f"SELECT d.number, {_PACKED} FROM dossier d INDEXED BY {index} WHERE {_IN_PERIOD}"  # noqa: S608
    for index in (_BY_END, _BY_RECEPTION)
}
_HEADINGS = "SELECT id, field, procedure_code FROM heading"


def report_figures(connection: Connection, period: Period, *, changed: bool) -> Figures:
    """Count the columns of form II.06a.

    Args:
        connection: inside a snapshot.
        period: what is counted.
        changed: only the dossiers that changed since its `seq`.
    """
    return _counted(connection, period, _REPORTED, changed=changed)


def totals_figures(connection: Connection, period: Period, *, changed: bool) -> Figures:
    """Count the columns of form II.06a, and opening balances apart; as `report_figures`."""
    return _counted(connection, period, _SENT, changed=changed)


def _counted(
    connection: Connection, period: Period, names: Mapping[int, tuple[str, ...]], *, changed: bool
) -> Figures:
    index = _BY_CHANGE if changed else shorter_index(connection, period)
    headings = {row[0]: row[1:] for row in connection.execute(_HEADINGS)}
    found: Figures = defaultdict(Counter)
    for packed, number in connection.execute(_COUNT[index], period.values):
        heading, rest = divmod(packed, 1000)
        of_heading = found[headings[heading]]
        for name in names.get(rest) or names.get(rest // 100 * 100, ()):
            of_heading[name] += number
    return found


def row_columns(connection: Connection, period: Period) -> dict[str, tuple[Any, ...]]:
    """Give number → (field, procedure, its columns of form II.06a) as the stored rows say it."""
    rows = connection.execute(_EACH[shorter_index(connection, period)], period.values)
    headings = {row[0]: row[1:] for row in connection.execute(_HEADINGS)}
    return {
        number: (*headings[packed // 1000], *_REPORTED.get(packed % 1000, ()))
        for number, packed in rows
    }


def day_figures(connection: Connection, period: Period, *, changed: bool) -> Figures:
    """Count everything the daily tally names; `changed` as in `report_figures`."""
    found = _counted(connection, period, _NAMES, changed=changed)
    for part in _DAY_SINCE if changed else _DAY_NOW:
        for field, name, number in connection.execute(part, period.values):
            found[field, ""][name] += number
    return found


def shorter_index(connection: Connection, period: Period) -> str:
    """Name the index of which a period needs the shorter part."""
    newest, begin, after = connection.execute(_PLACES, period.values).fetchone()
    newest = newest or 0
    return _BY_END if newest - (begin or newest) <= (after or newest) else _BY_RECEPTION


def report_of(dossier: Dossier, period: Period) -> Iterator[str]:
    """Name the columns of form II.06a one dossier stands in."""
    end = dossier.ending.day if dossier.ending else _OPEN_END
    if not is_counted(dossier) or dossier.received_day > period.last or end < period.first:
        return
    if dossier.received_day < period.first or dossier.facts.get("opening"):
        yield "c6"
    else:
        yield "c4" if dossier.facts["channel"] == Channel.ONLINE.value else "c5"
    if dossier.ending and end <= period.last:
        yield f"c{int(dossier.ending.timeliness)}"
    else:
        yield "c13" if _is_late(_span_at_end(dossier, period), period) else "c12"


def totals_of(dossier: Dossier, period: Period) -> Iterator[tuple[str, int]]:
    """Name what one dossier adds to totals that travel, and how much; money in đồng."""
    columns = tuple(report_of(dossier, period))
    yield from ((column, 1) for column in columns)
    if columns and dossier.facts.get("opening") and dossier.received_day >= period.first:
        yield OPENING, 1
    for paid in dossier.payments:
        if period.first <= paid.day <= period.last:
            yield "charge", paid.charge_dong
            yield "fee", paid.fee_dong


def day_of(dossier: Dossier, period: Period) -> Iterator[tuple[str, int]]:
    """Name the measures of the daily tally one dossier adds to, and how much."""
    columns = tuple(report_of(dossier, period))
    yield from ((column, 1) for column in columns)
    if "c12" in columns or "c13" in columns:
        yield _age(_span_at_end(dossier, period), period), 1
    yield from ((name, 1) for name in _happened(dossier, period))
    for paid in dossier.payments:
        if paid.day == period.last:
            yield "charge", paid.charge_dong
            yield "fee", paid.fee_dong
            yield f"paid:{paid.method}", paid.charge_dong + paid.fee_dong


def _happened(dossier: Dossier, period: Period) -> Iterator[str]:
    day = period.last
    if not is_counted(dossier):
        if dossier.received_day == day and not dossier.voided:
            yield "not_counted"
        return
    if dossier.received_day == day and not dossier.facts.get("opening"):
        yield f"channel:{dossier.facts['channel']}"
    if dossier.delivered_day == day:
        yield "delivered"
    if dossier.ending and dossier.ending.day == day:
        yield from ["withdrawn"] if dossier.ending.kind is EventKind.WITHDRAWN else []
    asked = {(row[2], row[6]) for row in span_rows(dossier)}
    if (day.isoformat(), EventKind.SUPPLEMENT_REQUESTED.value) in asked:
        yield "supplements"


def _span_at_end(dossier: Dossier, period: Period) -> Span:
    return [span for span in dossier.spans if span.from_day <= period.last][-1]


def _is_late(span: Span, period: Period) -> bool:
    if span.waiting:
        return span.late_on_entering
    return span.due_day is not None and span.due_day < period.late_before


def _age(span: Span, period: Period) -> str:
    if span.waiting:
        return "waiting"
    if span.due_day is None or span.due_day > period.late_before + _SOON:
        return "later"
    if span.due_day > period.late_before:
        return "soon"
    return "today" if span.due_day == period.late_before else "late"
