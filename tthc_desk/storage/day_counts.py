"""Received and finished dossiers of every day of a period, as known at a moment."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from tthc_desk.domain.dossier import Dossier, fold
from tthc_desk.storage.driver import Connection
from tthc_desk.storage.events import known_of_changed
from tthc_desk.storage.measures import Period
from tthc_desk.storage.projection import is_counted

_RECEIVED = (
    "SELECT d.received_day, count(*) FROM dossier d WHERE d.received_day BETWEEN :first AND :last "
    "AND NOT d.opening AND d.heading IS NOT NULL{since} GROUP BY 1"
)
_FINISHED = (
    "SELECT d.ended_day, count(*) FROM dossier d WHERE d.ended_day BETWEEN :first AND :last "
    "AND d.heading IS NOT NULL{since} GROUP BY 1"
)
_SINCE = " AND d.last_seq > :seq"
_Counts = tuple[Counter[date], Counter[date]]


def day_counts(connection: Connection, period: Period) -> tuple[tuple[date, int, int], ...]:
    """Give (day, received, finished) of every calendar day of a period."""
    received, finished = _counted(connection, period, "")
    if period.seq is not None:
        # What changed since is taken out as it stands and put back as it stood.
        for total, changed in zip(
            (received, finished), _counted(connection, period, _SINCE), strict=True
        ):
            total.subtract(changed)
        for dossier in _as_known(connection, period.seq):
            _add(dossier, received, finished)
    length = (period.last - period.first).days + 1
    days = (period.first + timedelta(number) for number in range(length))
    return tuple((day, received[day], finished[day]) for day in days)


def _counted(connection: Connection, period: Period, since: str) -> _Counts:
    received, finished = (
        Counter(
            {
                date.fromisoformat(day): number
                for day, number in connection.execute(sql.format(since=since), period.values)
            }
        )
        for sql in (_RECEIVED, _FINISHED)
    )
    return received, finished


def _as_known(connection: Connection, seq: int) -> Iterator[Dossier]:
    for events in known_of_changed(connection, seq):
        dossier = fold(events)
        if dossier is not None and is_counted(dossier):
            yield dossier


def _add(dossier: Dossier, received: Counter[date], finished: Counter[date]) -> None:
    if not dossier.facts.get("opening"):
        received[dossier.received_day] += 1
    if dossier.ending:
        finished[dossier.ending.day] += 1
