"""Closings of the day as the JSON objects that commands print."""

from collections.abc import Sequence
from typing import Any

from tthc_desk.app import plain
from tthc_desk.domain.day_closing import CashCount
from tthc_desk.usecases.closing import ClosingAnswer
from tthc_desk.usecases.lines import CorrectionLine, DayClosing
from tthc_desk.usecases.paper_facts import TallyLine


def answer(found: ClosingAnswer) -> dict[str, Any]:
    """Write the answer of `close-day` and `reopen-day`."""
    return {
        "request_id": found.request_id,
        **closing(found.closing),
        "repeated": found.repeated,
    }


def closing(found: DayClosing) -> dict[str, Any]:
    """Write one closing with its figures as closed."""
    figures, again = found.figures, found.reopened
    return {
        "date": found.day,
        "state": "reopened" if again else "closed",
        "round": found.round,
        "closed_at": found.closed_at,
        "officer": found.officer,
        "second": found.second,
        "lone": found.lone,
        "reason": found.reason,
        "received": sum(row.received for row in figures.rows),
        "finished": sum(row.finished for row in figures.rows),
        "delivered": sum(row.delivered for row in figures.rows),
        "in_hand": figures.in_hand,
        "cash_dong": figures.cash_dong,
        "transfer_dong": figures.transfer_dong,
        "refunded_dong": sum(taking.refunded_dong for taking in found.takings),
        "cash": [cash(count) for count in found.cash],
        "chain_head": figures.chain_head.hex(),
        "chain_length": figures.chain_length,
        "paper": found.paper_id,
        "reopened_at": again.at if again else None,
        "reopened_by": again.officer if again else "",
        "reopen_reason": again.reason if again else "",
    }


def cash(count: CashCount) -> dict[str, Any]:
    """Write one drawer as it was counted."""
    drawer = count.drawer
    return {
        "cashier": drawer.login,
        "opening_dong": drawer.opening_dong,
        "collected_dong": drawer.collected_dong,
        "refunded_dong": drawer.refunded_dong,
        "computed_dong": drawer.computed_dong,
        "counted_dong": count.counted_dong,
        "difference_dong": count.difference_dong,
        "handed_in_dong": count.handed_in_dong,
        "left_dong": count.left_dong,
    }


def correction(line: CorrectionLine) -> dict[str, Any]:
    """Write one event that changed a closed day."""
    return {
        "seq": line.seq,
        "at": line.at,
        "date": line.day,
        "number": line.number,
        "kind": line.kind,
        "undone": line.undone,
        "officer": line.officer,
        "reason": line.reason,
    }


def state(
    closings: Sequence[DayClosing],
    corrections: Sequence[CorrectionLine],
    made: Sequence[CorrectionLine],
) -> dict[str, Any]:
    """Write whether a day is closed, its figures as closed, and what was corrected since.

    Args:
        made: what the day corrected of days closed before.
    """
    last = closings[-1] if closings else None
    closed = last is not None and last.reopened is None
    return {
        "state": "closed" if closed else "reopened" if last else "open",
        "as_closed": plain.day_figures(last.figures, ()) if last and closed else None,
        "closings": [closing(one) for one in closings],
        "corrections": [correction(line) for line in corrections],
        "corrections_made": [correction(line) for line in made],
    }


def units(lines: Sequence[TallyLine]) -> list[dict[str, Any]]:
    """Write the rows of the tally by processing unit."""
    return [{"unit": line.name, **plain.day_row(line)} for line in lines]
