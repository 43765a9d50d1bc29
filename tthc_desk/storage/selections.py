"""The dossiers behind lists and figures, folded from their events as known at a moment.

The rows only propose; whether a dossier is meant is decided on what its events add up to.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import Any

from tthc_desk.domain.dossier import Dossier, Status, fold
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import Event, EventKind
from tthc_desk.domain.procedure import Channel
from tthc_desk.storage import measures
from tthc_desk.storage.driver import Connection
from tthc_desk.storage.events import NOT_OF_DOSSIER, event_of
from tthc_desk.storage.measures import Period
from tthc_desk.storage.projection import is_counted, span_rows
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.selections import Pick, Selection

_BATCH = 400
"""So many dossiers are read at once: few questions, and little held in memory."""
_ALL = 1 << 62

_KINDS = ", ".join(f"'{kind.value}'" for kind in sorted(NOT_OF_DOSSIER))
_EVENTS = (
    "SELECT seq, at, business_day, officer, desk, subject, kind, data FROM event "  # noqa: S608
    f"WHERE subject IN ({{}}) AND seq <= ? AND kind NOT IN ({_KINDS}) ORDER BY subject, seq"
)

# --- what the rows propose

_RECEIVED = "d.received_day BETWEEN :first AND :last"
_ENDED = "d.ended_day BETWEEN :first AND :last"
_OPEN = "d.ended_day > :last AND d.received_day <= :last"
_IN_PERIOD = "d.ended_day >= :first AND d.received_day <= :last"
_PAID = "d.id IN (SELECT dossier_id FROM payment WHERE day BETWEEN :first AND :last)"
_LONG = frozenset({_OPEN, _IN_PERIOD})
"""Conditions on both ends of a dossier's time; left alone, the planner cannot know which to use."""
_PROPOSED: dict[Pick, tuple[str, ...]] = {
    Pick.C3: (_IN_PERIOD,),
    Pick.C4: (_RECEIVED,),
    Pick.C5: (_RECEIVED,),
    Pick.C6: ("d.ended_day >= :first AND d.received_day < :first", f"{_RECEIVED} AND d.opening"),
    Pick.C7: (_ENDED,),
    **{Pick(n): (f"{_ENDED} AND d.timeliness = {n}",) for n in ("8", "9", "10")},
    Pick.C11: (_OPEN,),
    Pick.C12: (_OPEN,),
    Pick.C13: (_OPEN,),
    Pick.RECEIVED: (_RECEIVED,),
    Pick.IN_PERSON: (_RECEIVED,),
    Pick.POST: (_RECEIVED,),
    Pick.ONLINE: (_RECEIVED,),
    Pick.OPENING: (f"{_RECEIVED} AND d.opening",),
    Pick.DELIVERED: ("d.delivered_day BETWEEN :first AND :last",),
    Pick.SUPPLEMENTS: (
        "d.id IN (SELECT dossier_id FROM deadline_span WHERE from_day BETWEEN :first AND :last "
        "AND cause = 'supplement_requested')",
    ),
    Pick.WITHDRAWN: (_ENDED,),
    Pick.DUE_LATER: (_OPEN,),
    Pick.DUE_SOON: (_OPEN,),
    Pick.DUE_TODAY: (_OPEN,),
    Pick.DUE_PAST: (_OPEN,),
    Pick.WAITING: (_OPEN,),
    Pick.PAID: (_PAID,),
    Pick.CASH: (_PAID,),
    Pick.TRANSFER: (_PAID,),
    Pick.CHARGE: (_PAID,),
    Pick.FEE: (_PAID,),
    Pick.REGISTERED: (_RECEIVED,),
    Pick.NOT_COUNTED: (f"{_RECEIVED} AND d.heading IS NULL",),
    Pick.OVERDUE: (f"{_ENDED} AND d.timeliness = 10", _OPEN),
    Pick.UNCOLLECTED: (
        "d.queue = 'to_deliver' AND d.queue <> 'closed'",
        "d.delivered_day > :last AND d.ended_day <= :last",
    ),
    Pick.CERTIFICATIONS: (_RECEIVED,),
    Pick.CERTIFIED_PAGES: (_RECEIVED,),
    Pick.CERTIFIED_PAPER: (_RECEIVED,),
    Pick.CERTIFIED_ELECTRONIC: (_RECEIVED,),
    Pick.CERTIFIED_PAID: (_RECEIVED,),
}
_SINCE = "SELECT id, number FROM dossier WHERE last_seq > :seq AND id <= :seq AND id < :before"


def _candidates(
    connection: Connection, chosen: Selection, period: Period, before: int
) -> list[Any]:
    by = f" INDEXED BY {measures.shorter_index(connection, period)}"
    parts = [
        f"SELECT d.id, d.number FROM dossier d{by if where in _LONG else ''} "  # noqa: S608
        f"WHERE {where} AND +d.id < :before"
        for where in _PROPOSED[chosen.pick]
    ]
    narrowed = {"field": chosen.field, "procedure_name": chosen.procedure_name}
    for name, value in narrowed.items():
        if value is not None:
            parts = [f"{part} AND d.{name} = :{name}" for part in parts]
    if period.seq is not None:
        parts.append(_SINCE)
    values = {**period.values, "before": before, **narrowed}
    sql = f"{' UNION '.join(parts)} ORDER BY 1 DESC"
    return connection.execute(sql, values).fetchall()


# --- what the events decide

_Decide = Callable[[Dossier, Period], bool]


def _stands_in(columns: frozenset[str], dossier: Dossier, period: Period) -> bool:
    return not columns.isdisjoint(measures.report_of(dossier, period))


def _left_open(age: str, dossier: Dossier, period: Period) -> bool:
    return any(name == age for name, _ in measures.day_of(dossier, period))


def _received(channel: Channel | None, dossier: Dossier, period: Period) -> bool:
    came = _stands_in(frozenset({"c4", "c5"}), dossier, period)
    return came and channel in (None, Channel(dossier.facts["channel"]))


def _opened(dossier: Dossier, period: Period) -> bool:
    opening = bool(dossier.facts.get("opening"))
    return opening and is_counted(dossier) and _registered(dossier, period)


def _delivered(dossier: Dossier, period: Period) -> bool:
    day = dossier.delivered_day
    return is_counted(dossier) and day is not None and period.first <= day <= period.last


def _asked_for_more(dossier: Dossier, period: Period) -> bool:
    days = (row[2] for row in span_rows(dossier) if row[6] == EventKind.SUPPLEMENT_REQUESTED.value)
    first, last = period.first.isoformat(), period.last.isoformat()
    return is_counted(dossier) and any(first <= day <= last for day in days)


def _withdrawn(dossier: Dossier, period: Period) -> bool:
    end = dossier.ending
    if end is None or end.kind is not EventKind.WITHDRAWN:
        return False
    return is_counted(dossier) and period.first <= end.day <= period.last


def _paid(method: str | None, dossier: Dossier, period: Period) -> bool:
    days = (paid.day for paid in dossier.payments if method in (None, paid.method))
    return any(period.first <= day <= period.last for day in days)


def _paid_part(amount: Callable[[Any], int], dossier: Dossier, period: Period) -> bool:
    taken = (paid.day for paid in dossier.payments if amount(paid))
    return any(period.first <= day <= period.last for day in taken)


def _registered(dossier: Dossier, period: Period) -> bool:
    return period.first <= dossier.received_day <= period.last


def _not_counted(dossier: Dossier, period: Period) -> bool:
    return not (dossier.facts["counted"] or dossier.voided) and _registered(dossier, period)


def _uncollected(dossier: Dossier, period: Period) -> bool:
    if dossier.voided or dossier.status not in (Status.FINISHED, Status.DELIVERED):
        return False
    end, day = dossier.ending, dossier.delivered_day
    return end is not None and end.day <= period.last and (day is None or day > period.last)


def _certified(dossier: Dossier, period: Period) -> bool:
    return _received(None, dossier, period) and bool(dossier.facts.get("certification"))


def _certified_with(count: str, dossier: Dossier, period: Period) -> bool:
    return _certified(dossier, period) and bool(dossier.facts.get(count))


def _certified_paid(dossier: Dossier, period: Period) -> bool:
    return _certified(dossier, period) and _paid(None, dossier, period)


def _column(*names: str) -> _Decide:
    return partial(_stands_in, frozenset(names))


_DECIDE: dict[Pick, _Decide] = {
    Pick.C3: _column("c4", "c5", "c6"),
    Pick.C7: _column("c8", "c9", "c10"),
    Pick.C11: _column("c12", "c13"),
    **{Pick(column[1:]): _column(column) for column in measures.COLUMNS},
    Pick.RECEIVED: partial(_received, None),
    Pick.IN_PERSON: partial(_received, Channel.IN_PERSON),
    Pick.POST: partial(_received, Channel.POST),
    Pick.ONLINE: partial(_received, Channel.ONLINE),
    Pick.OPENING: _opened,
    Pick.DELIVERED: _delivered,
    Pick.SUPPLEMENTS: _asked_for_more,
    Pick.WITHDRAWN: _withdrawn,
    **{
        pick: partial(_left_open, pick.value)
        for pick in (Pick.DUE_LATER, Pick.DUE_SOON, Pick.DUE_TODAY, Pick.DUE_PAST, Pick.WAITING)
    },
    Pick.PAID: partial(_paid, None),
    Pick.CASH: partial(_paid, "cash"),
    Pick.TRANSFER: partial(_paid, "transfer"),
    Pick.CHARGE: partial(_paid_part, attrgetter("charge_dong")),
    Pick.FEE: partial(_paid_part, attrgetter("fee_dong")),
    Pick.REGISTERED: _registered,
    Pick.NOT_COUNTED: _not_counted,
    Pick.OVERDUE: _column("c10", "c13"),
    Pick.UNCOLLECTED: _uncollected,
    Pick.CERTIFICATIONS: _certified,
    Pick.CERTIFIED_PAGES: partial(_certified_with, "pages"),
    Pick.CERTIFIED_PAPER: partial(_certified_with, "copies"),
    Pick.CERTIFIED_ELECTRONIC: partial(_certified_with, "electronic_copies"),
    Pick.CERTIFIED_PAID: _certified_paid,
}


def chosen_dossiers(
    connection: Connection,
    chosen: Selection,
    period: Period,
    *,
    before: int | None = None,
    progress: Progress | None = None,
) -> Iterator[Dossier]:
    """Fold the dossiers of a selection, newest first; few are held in memory at a time.

    Args:
        connection: inside a snapshot, for as long as the iterator is used.
        period: the days of the selection and the moment they are seen at.
        before: only dossiers of a lower id; None for all.
        progress: told after every batch.

    Raises:
        DeskError: CANCELLED when `progress` says so.
    """
    decide = _DECIDE[chosen.pick]
    found = _candidates(connection, chosen, period, _ALL if before is None else before)
    numbers = [number for _, number in found]
    for dossier in folded(connection, numbers, period.seq, progress):
        if _is_of(dossier, chosen) and decide(dossier, period):
            yield dossier


def _is_of(dossier: Dossier, chosen: Selection) -> bool:
    facts = dossier.facts
    is_field = chosen.field in (None, facts["field"])
    return is_field and chosen.procedure_name in (None, facts["procedure_name"])


def folded(
    connection: Connection,
    numbers: Sequence[str],
    seq: int | None = None,
    progress: Progress | None = None,
) -> Iterator[Dossier]:
    """Fold dossiers in the order of their numbers, as known after an event (None: all).

    Raises:
        DeskError: CANCELLED when `progress` says so.
    """
    for start in range(0, len(numbers), _BATCH):
        batch = numbers[start : start + _BATCH]
        found = dict(_batch(connection, batch, seq))
        yield from (found[number] for number in batch if number in found)
        if progress and not progress(min(start + _BATCH, len(numbers)), len(numbers)):
            raise DeskError(Code.CANCELLED)


def _batch(
    connection: Connection, numbers: Sequence[str], seq: int | None
) -> Iterator[tuple[str, Dossier]]:
    sql = _EVENTS.format(", ".join("?" * len(numbers)))
    known = _ALL if seq is None else seq
    rows = connection.execute(sql, (*numbers, known))
    for number, events in groupby(map(event_of, rows), _subject):
        dossier = fold(events)
        if dossier is not None:
            yield number, dossier


def _subject(event: Event) -> str:
    return event.subject
