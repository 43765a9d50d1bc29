"""Figures of a period as they travel: by field and procedure, with money, as known at a moment."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from tthc_desk.domain.dossier import Dossier, fold
from tthc_desk.domain.totals import TotalsNotes, TotalsRow
from tthc_desk.storage import closings, figures, measures, sql
from tthc_desk.storage.driver import Connection
from tthc_desk.storage.events import chain_head, known_of_changed
from tthc_desk.storage.measures import COLUMNS, OPENING, Figures, Period
from tthc_desk.storage.projection import is_counted

_MONEY = (
    "SELECT d.field, d.procedure_code, sum(p.charge_dong), sum(p.fee_dong) FROM payment p "
    "JOIN dossier d ON d.id = p.dossier_id WHERE p.day BETWEEN :first AND :last{since} "
    "GROUP BY 1, 2"
)
_NOT_COUNTED = (
    "SELECT count(*) FROM dossier d WHERE d.received_day BETWEEN :first AND :last "
    "AND d.heading IS NULL AND NOT d.voided{since}"
)
_OPEN_AFTER = (
    "SELECT count(*) FROM dossier INDEXED BY {} WHERE ended_day > :last "
    "AND received_day <= :last AND heading IS NOT NULL"
)
_SINCE = " AND d.last_seq > :seq"
_DAY = timedelta(1)
# The version in force at the end of the period; the first one for what is older than all.
_NAMES = (
    "SELECT code, record ->> 'name' FROM procedure_version "
    "ORDER BY valid_from <= ?1, CASE WHEN valid_from <= ?1 THEN valid_from END, valid_from DESC"
)
_CHANGED_FROM = (
    "SELECT min(min(b.day, d.received_day)) FROM backdated b JOIN event e ON e.seq = b.seq "
    "JOIN dossier d ON d.number = e.subject WHERE b.seq > ?"
)
_CLOSED_THROUGH = (
    "SELECT max(day) FROM day_closing WHERE closed_seq <= ?1 "
    "AND (reopened_seq IS NULL OR reopened_seq > ?1)"
)


def totals_rows(connection: Connection, period: Period) -> tuple[TotalsRow, ...]:
    """Give the rows of a period in the order of field and procedure; none that says nothing."""
    found = _counted(connection, period, changed=False)
    if period.seq is not None:
        for name, counted in _counted(connection, period, changed=True).items():
            found[name].subtract(counted)
        for dossier in _as_known(connection, period.seq):
            name = str(dossier.facts["field"]), str(dossier.facts["procedure"])
            for measure, amount in measures.totals_of(dossier, period):
                found[name][measure] += amount
    words = dict(connection.execute(_NAMES, (period.last.isoformat(),)).fetchall())
    return tuple(
        _row(*name, words.get(name[1], name[1]), counted)
        for name, counted in sorted(found.items())
        if any(counted.values())
    )


def totals_notes(connection: Connection, period: Period) -> TotalsNotes:
    """Count what stands in no column of a period."""
    known = chain_head(connection).seq if period.seq is None else period.seq
    days = period.first, period.last
    acts = figures.uncounted(connection, days, known)
    return TotalsNotes(
        voided=acts["voided"],
        refused=acts["refused"],
        guided=acts["guided"],
        not_counted=_not_counted(connection, period),
        late=acts["late"],
        unclosed_days=_unclosed_days(connection, days, known),
    )


def open_after(connection: Connection, day: date) -> int:
    """Count the dossiers that are open at the end of a day, as they stand now."""
    period = Period(day, day, day)
    by = measures.shorter_index(connection, period)
    found: int = connection.execute(_OPEN_AFTER.format(by), period.values).fetchone()[0]
    return found


def first_day(connection: Connection) -> date | None:
    """Find the first day on which something was received or done at the counter."""
    received = connection.execute(sql.FIRST_RECEPTION).fetchone()
    days = [date.fromisoformat(received[0])] if received else []
    days += [day for day in (next(closings.worked_days(connection, None, date.max), None),) if day]
    return min(days, default=None)


def changed_from(connection: Connection, seq: int) -> date | None:
    """Find the first day that corrections after an event may have changed; None of none.

    What changes no earlier day is counted on its own. A correction changes its dossier, which
    no day before its reception knows.
    """
    day = connection.execute(_CHANGED_FROM, (seq,)).fetchone()[0]
    return date.fromisoformat(day) if day else None


def _counted(connection: Connection, period: Period, *, changed: bool) -> Figures:
    found = measures.totals_figures(connection, period, changed=changed)
    money = _MONEY.format(since=_SINCE if changed else "")
    for field, procedure, charge, fee in connection.execute(money, period.values):
        found[field, procedure]["charge"] += charge
        found[field, procedure]["fee"] += fee
    return found


def _as_known(connection: Connection, seq: int) -> Iterator[Dossier]:
    for events in known_of_changed(connection, seq):
        dossier = fold(events)
        if dossier is not None:
            yield dossier


def _row(field: str, procedure: str, name: str, counted: Counter[str]) -> TotalsRow:
    columns = {column: counted[column] for column in COLUMNS}
    return TotalsRow(
        field,
        procedure,
        name,
        **columns,
        opening=counted[OPENING],
        charge_dong=counted["charge"],
        fee_dong=counted["fee"],
    )


def _not_counted(connection: Connection, period: Period) -> int:
    number: int = connection.execute(_NOT_COUNTED.format(since=""), period.values).fetchone()[0]
    if period.seq is None:
        return number
    changed = connection.execute(_NOT_COUNTED.format(since=_SINCE), period.values).fetchone()[0]
    then = (
        dossier
        for dossier in _as_known(connection, period.seq)
        if period.first <= dossier.received_day <= period.last
        and not (is_counted(dossier) or dossier.voided)
    )
    return number - int(changed) + sum(1 for _ in then)


def _unclosed_days(connection: Connection, days: tuple[date, date], known: int) -> int:
    first, last = days
    closed = connection.execute(_CLOSED_THROUGH, (known,)).fetchone()[0]
    after = max(closed or "", (first - _DAY).isoformat())
    worked = closings.worked_days(connection, date.fromisoformat(after), last, known)
    return sum(1 for _ in worked)
