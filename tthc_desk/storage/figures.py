"""Figures of a day and of form II.06a, as known now or at an earlier moment."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from tthc_desk.domain.dossier import Dossier, fold, local_day
from tthc_desk.domain.events import GENESIS, EventKind
from tthc_desk.domain.procedure import Channel
from tthc_desk.storage import measures
from tthc_desk.storage.closings import CORRECTS
from tthc_desk.storage.driver import Connection
from tthc_desk.storage.events import chain_head, known_of_changed, seq_at
from tthc_desk.storage.measures import AGES, COLUMNS, Figures, Period
from tthc_desk.usecases.lines import CountRow, DayFigures, DayRow

_HASH_AT = "SELECT hash FROM event WHERE seq = ?"
_ACTS = (
    "SELECT kind, count(*) FROM event WHERE business_day BETWEEN ? AND ? AND seq <= ? "
    "AND kind IN ('counter_refusal', 'counter_guidance', 'voided', 'undone'){own} GROUP BY kind"
)
_RECEIVED = (
    "SELECT coalesce(sum(data ->> 'entered_late'), 0), coalesce(sum(data ->> 'opening'), 0) "
    "FROM event INDEXED BY event_entered WHERE business_day BETWEEN ? AND ? AND seq <= ? "
    "AND kind = 'received' AND (data ->> 'entered_late' OR data ->> 'opening'){own}"
)
_OWN = (
    " AND NOT EXISTS (SELECT 1 FROM backdated b WHERE b.seq = event.seq "  # noqa: S608
    f"AND {CORRECTS})"
)

_Of = Callable[[Dossier, Period], Iterable[tuple[str, int]]]


def report_rows(
    connection: Connection, days: tuple[date, date], as_of: datetime | None, now: datetime
) -> tuple[CountRow, ...]:
    """Give form II.06a by field and procedure, in the order of their names."""
    period = known_period(connection, days, as_of, now)
    found = measures.report_figures(connection, period, changed=False)
    if period.seq is not None:
        _subtract(found, measures.report_figures(connection, period, changed=True))
        _put_back(connection, period, found, _report_of)
    rows = ((name, [counted[c] for c in COLUMNS]) for name, counted in sorted(found.items()))
    return tuple(CountRow(*name, *numbers) for name, numbers in rows if any(numbers))


def day_figures(
    connection: Connection, day: date, as_of: datetime | None, now: datetime
) -> DayFigures:
    """Give everything the daily tally says of one day."""
    period = known_period(connection, (day, day), as_of, now)
    found = measures.day_figures(connection, period, changed=False)
    if period.seq is not None:
        _subtract(found, measures.day_figures(connection, period, changed=True))
        _put_back(connection, period, found, measures.day_of)
    head, length = _head(connection, period)
    # What it corrected of closed days stands on its tally one by one.
    notes = uncounted(connection, (day, day), length, own=_OWN)
    return _assemble(day, found, notes, (head, length))


def uncounted(
    connection: Connection, days: tuple[date, date], known: int, own: str = ""
) -> dict[str, int]:
    """Count what was done in a period, up to an event, and stands in no column.

    Args:
        own: condition that leaves some events out.
    """
    # Events never change: what was known is what has a lower seq.
    values = (*(day.isoformat() for day in days), known)
    acts = dict(connection.execute(_ACTS.format(own=own), values).fetchall())
    late, opening = connection.execute(_RECEIVED.format(own=own), values).fetchone()
    return {
        "refused": acts.get(EventKind.COUNTER_REFUSAL.value, 0),
        "guided": acts.get(EventKind.COUNTER_GUIDANCE.value, 0),
        "voided": acts.get(EventKind.VOIDED.value, 0),
        "undone": acts.get(EventKind.UNDONE.value, 0),
        "late": late,
        "opening": opening,
    }


def known_period(
    connection: Connection, days: tuple[date, date], as_of: datetime | None, now: datetime
) -> Period:
    """Place the days that are counted and the moment they are seen at (None: now) in the chain."""
    first, last = days
    seen_on = local_day(as_of or now)
    seq = None
    if as_of is not None:
        known = seq_at(connection, as_of)
        seq = known if known < chain_head(connection).seq else None
    return Period(first, last, min(last, seen_on), seq)


def _report_of(dossier: Dossier, period: Period) -> Iterable[tuple[str, int]]:
    return ((column, 1) for column in measures.report_of(dossier, period))


def _subtract(found: Figures, changed: Figures) -> None:
    for name, counted in changed.items():
        found[name].subtract(counted)


def _put_back(connection: Connection, period: Period, found: Figures, of: _Of) -> None:
    """Add the dossiers that changed since as they were: what now counts them was taken out."""
    for events in known_of_changed(connection, period.seq or 0):
        dossier = fold(events)
        if dossier is not None:
            name = str(dossier.facts["field"]), str(dossier.facts["procedure"])
            for measure, amount in of(dossier, period):
                code = name[1] if measure in COLUMNS or measure in AGES else ""
                found[name[0], code][measure] += amount


def _head(connection: Connection, period: Period) -> tuple[bytes, int]:
    if period.seq is None:
        head = chain_head(connection)
        return head.hash, head.seq
    row = connection.execute(_HASH_AT, (period.seq,)).fetchone()
    return (bytes(row[0]) if row else GENESIS), period.seq


def _assemble(
    day: date, found: Figures, notes: dict[str, int], head: tuple[bytes, int]
) -> DayFigures:
    total: Counter[str] = Counter()
    by_field: dict[str, Counter[str]] = {}
    for (field, _), counted in found.items():
        total.update(counted)
        by_field.setdefault(field, Counter()).update(counted)
    rows = (_row(field, of_field) for field, of_field in sorted(by_field.items()))
    later, soon, today, late, waiting = (total[age] for age in AGES)
    return DayFigures(
        day=day,
        rows=tuple(row for row in rows if any(_numbers(row))),
        carried_over=total["c6"],
        in_hand=total["c12"] + total["c13"],
        in_hand_late=total["c13"],
        by_channel={channel: total[f"channel:{channel.value}"] for channel in Channel},
        timeliness=(total["c8"], total["c9"], total["c10"]),
        open_by_age=(later, soon, today, late, waiting),
        cash_dong=total["paid:cash"],
        transfer_dong=total["paid:transfer"],
        notes=notes | {"not_counted": total["not_counted"]},
        chain_head=head[0],
        chain_length=head[1],
    )


def _row(field: str, of_field: Counter[str]) -> DayRow:
    return DayRow(
        field,
        received=of_field["c4"] + of_field["c5"],
        finished=of_field["c8"] + of_field["c9"] + of_field["c10"],
        delivered=of_field["delivered"],
        charge_dong=of_field["charge"],
        fee_dong=of_field["fee"],
        supplements=of_field["supplements"],
        withdrawn=of_field["withdrawn"],
    )


def _numbers(row: DayRow) -> tuple[Any, ...]:
    return (
        *(row.received, row.finished, row.delivered),
        *(row.charge_dong, row.fee_dong, row.supplements, row.withdrawn),
    )
