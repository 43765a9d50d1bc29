"""The other side of a closing: dossiers folded from their events, and what changed since."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from tthc_desk.domain.dossier import Dossier, fold
from tthc_desk.domain.events import EventKind
from tthc_desk.storage.closings import CORRECTS
from tthc_desk.storage.columns import COLUMNS
from tthc_desk.storage.driver import Connection
from tthc_desk.storage.events import NOT_OF_DOSSIER, dossier_events, moment
from tthc_desk.storage.measures import Period, day_of
from tthc_desk.storage.verify_derived import row_faults
from tthc_desk.usecases.lines import CorrectionLine, DayClosing

_ELSEWHERE = ", ".join(repr(kind.value) for kind in sorted(NOT_OF_DOSSIER))
_TOUCHED = (
    "SELECT subject FROM event WHERE business_day > ?1 AND business_day <= ?2 "  # noqa: S608
    f"AND kind NOT IN ({_ELSEWHERE}) UNION "
    "SELECT e.subject FROM backdated b JOIN event e ON e.seq = b.seq WHERE b.seq > ?3"
)
_OF_DAY = (
    f"SELECT {', '.join(COLUMNS['dossier'])} FROM dossier "  # noqa: S608
    "WHERE (received_day <= ?1 AND ended_day >= ?1) OR delivered_day = ?1 ORDER BY id"
)
_CORRECTION = (
    "SELECT b.seq, e.at, b.day, e.officer, e.subject, e.kind, e.data ->> 'undone_kind', "
    "coalesce(e.data ->> 'reason', '') FROM backdated b JOIN event e ON e.seq = b.seq"
)
_SINCE = f"{_CORRECTION} WHERE b.seq > ? AND b.day <= ? ORDER BY b.seq"
_ON = f"{_CORRECTION} WHERE e.business_day = ? AND b.seq <= ? AND {CORRECTS} ORDER BY b.seq"


def touched(
    connection: Connection, day: date, before: DayClosing | None
) -> Iterator[tuple[Dossier, Dossier | None]]:
    """Fold every dossier that something was counted of since a closing, up to a day."""
    begin, seq = (before.day.isoformat(), before.seq) if before else ("", 0)
    for (number,) in connection.execute(_TOUCHED, (begin, day.isoformat(), seq)).fetchall():
        now, known = _then_and_now(connection, number, seq)
        if now is not None:
            yield now, known


def _then_and_now(
    connection: Connection, number: str, seq: int
) -> tuple[Dossier | None, Dossier | None]:
    events = dossier_events(connection, number)
    return fold(events), fold(event for event in events if event.seq <= seq)


def day_faults(connection: Connection, day: date) -> Iterator[str]:
    """Name the dossiers of a day whose rows say something else than their events."""
    for row in connection.execute(_OF_DAY, (day.isoformat(),)).fetchall():
        dossier = fold(dossier_events(connection, row[1]))
        if dossier is None or any(row_faults(connection, dossier, row)):
            yield row[1]


def corrections_of(connection: Connection, closing: DayClosing) -> Iterator[CorrectionLine]:
    """Find what changed the figures of a closed day since its closing."""
    period = Period(closing.day, closing.day, closing.day)
    changed: dict[str, bool] = {}
    own = closing.day.isoformat()
    for row in connection.execute(_SINCE, (closing.seq, own)).fetchall():
        day, number = row[2], row[4]
        if number not in changed:
            now, known = _then_and_now(connection, number, closing.seq)
            changed[number] = _counts(now, period) != _counts(known, period)
        # What changed a day before may still be in hand on this one.
        if day == own or changed[number]:
            yield _line(row)


def _counts(dossier: Dossier | None, period: Period) -> list[Any]:
    if dossier is None:
        return []
    return [dossier.facts["field"], *sorted(day_of(dossier, period))]


def corrections_on(connection: Connection, day: date, known: int) -> Iterator[CorrectionLine]:
    """Find what was counted in a day, up to an event, and changed a day closed before."""
    for row in connection.execute(_ON, (day.isoformat(), known)).fetchall():
        yield _line(row)


def _line(row: tuple[Any, ...]) -> CorrectionLine:
    seq, at, day, officer, number, kind, undone, reason = row
    return CorrectionLine(
        seq,
        moment(at),
        date.fromisoformat(day),
        officer,
        number,
        EventKind(kind),
        EventKind(undone) if undone else None,
        reason,
    )
