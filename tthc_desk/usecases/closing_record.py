"""A closing of the day as its event keeps it, and back."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from tthc_desk.domain.day_closing import CashCount, Drawer, Taking
from tthc_desk.domain.events import Event, Json
from tthc_desk.domain.procedure import Channel
from tthc_desk.usecases.lines import DayClosing, DayFigures, DayRow, Reopening


def figures_data(figures: DayFigures) -> dict[str, Json]:
    """Write the figures of a day."""
    return {
        "day": figures.day.isoformat(),
        "rows": [asdict(row) for row in figures.rows],
        "carried_over": figures.carried_over,
        "in_hand": figures.in_hand,
        "in_hand_late": figures.in_hand_late,
        "by_channel": {channel.value: n for channel, n in figures.by_channel.items()},
        "timeliness": list(figures.timeliness),
        "open_by_age": list(figures.open_by_age),
        "cash_dong": figures.cash_dong,
        "transfer_dong": figures.transfer_dong,
        "notes": dict(figures.notes),
        "chain_head": figures.chain_head.hex(),
        "chain_length": figures.chain_length,
    }


def figures_from(data: Mapping[str, Any]) -> DayFigures:
    """Read the figures of a day."""
    early, on_time, late = data["timeliness"]
    later, soon, today, overdue, waiting = data["open_by_age"]
    return DayFigures(
        day=date.fromisoformat(data["day"]),
        rows=tuple(DayRow(**row) for row in data["rows"]),
        carried_over=data["carried_over"],
        in_hand=data["in_hand"],
        in_hand_late=data["in_hand_late"],
        by_channel={Channel(name): n for name, n in data["by_channel"].items()},
        timeliness=(early, on_time, late),
        open_by_age=(later, soon, today, overdue, waiting),
        cash_dong=data["cash_dong"],
        transfer_dong=data["transfer_dong"],
        notes=dict(data["notes"]),
        chain_head=bytes.fromhex(data["chain_head"]),
        chain_length=data["chain_length"],
    )


def cash_data(counts: Sequence[CashCount]) -> list[Json]:
    """Write what was counted; computed and difference stand beside it for whoever reads on."""
    return [
        {
            **asdict(count.drawer),
            "computed_dong": count.drawer.computed_dong,
            "counted_dong": count.counted_dong,
            "difference_dong": count.difference_dong,
            "handed_in_dong": count.handed_in_dong,
            "left_dong": count.left_dong,
        }
        for count in counts
    ]


def cash_from(rows: Sequence[Mapping[str, Any]]) -> tuple[CashCount, ...]:
    """Read what was counted."""
    names = ("login", "opening_dong", "collected_dong", "refunded_dong")
    return tuple(
        CashCount(Drawer(*(row[n] for n in names)), row["counted_dong"], row["handed_in_dong"])
        for row in rows
    )


def takings_data(takings: Sequence[Taking]) -> list[Json]:
    """Write who took and gave back how much."""
    return [asdict(taking) for taking in takings]


def closing_from(
    event: Event, number: int, paper_id: int, reopened: Event | None = None
) -> DayClosing:
    """Read a closing.

    Args:
        event: its DAY_CLOSED.
        number: how often the day has been closed, from 1.
        paper_id: the tally issued with it.
        reopened: the DAY_REOPENED that ended it.
    """
    data: Mapping[str, Any] = event.data
    return DayClosing(
        day=date.fromisoformat(event.subject),
        round=number,
        seq=event.seq,
        closed_at=event.at,
        officer=event.officer,
        second=data["second"],
        reason=data["reason"],
        figures=figures_from(data["figures"]),
        cash=cash_from(data["cash"]),
        takings=tuple(Taking(**taking) for taking in data["takings"]),
        paper_id=paper_id,
        reopened=_reopening(reopened) if reopened else None,
    )


def _reopening(event: Event) -> Reopening:
    return Reopening(event.seq, event.at, event.officer, str(event.data["reason"]))
