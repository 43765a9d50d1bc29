"""What must add up in a period; a sentence for each thing that does not, naming dossiers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tthc_desk.domain.tally import Measures, add_up
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.lines import CountRow
from tthc_desk.usecases.ports import Queries
from tthc_desk.usecases.selections import Disagreement, Pick, Selection

NAMED = 10
"""So many dossiers are named; of the rest only the number is said."""


@dataclass(frozen=True, slots=True)
class CountedPeriod:
    """Days that were counted and the moment they were counted as of (None: now)."""

    first: date
    last: date
    as_of: datetime | None = None


def broken_identities(
    queries: Queries, period: CountedPeriod, progress: Progress | None = None
) -> tuple[str, ...]:
    """Check the figures of a period against one another and against the events behind them.

    Args:
        queries: one snapshot, or a commit in between would look like a fault.

    Raises:
        DeskError: CANCELLED when `progress` says so.
    """
    first, last, as_of = period.first, period.last, period.as_of
    rows = queries.report_rows(first, last, as_of)
    wrong = queries.disagreement(first, last, as_of, progress)
    return (
        *_rows_differ(wrong),
        *_fields(rows, wrong.counted),
        *_carried(queries, period, add_up(rows)),
        *_days(queries, period, add_up(rows), wrong.counted),
    )


def named(numbers: Iterable[str]) -> str:
    """List dossiers by number, the first ten and how many more."""
    found = sorted(numbers)
    text = ", ".join(found[:NAMED])
    more = len(found) - NAMED
    return f"{text} và {more} hồ sơ khác" if more > 0 else text


def _rows_differ(wrong: Disagreement) -> Iterable[str]:
    if wrong.counted:
        yield f"Số liệu lưu khác với các bước đã ghi của hồ sơ: {named(wrong.counted)}."
    if wrong.paid:
        yield f"Tiền lưu khác với các lần thu đã ghi của hồ sơ: {named(wrong.paid)}."


def _fields(rows: tuple[CountRow, ...], wrong: tuple[str, ...]) -> Iterable[str]:
    for field in dict.fromkeys(row.field for row in rows):
        found = add_up(row for row in rows if row.field == field)
        if not found.holds:
            yield (
                f"{field}: cột (3) = {found.c3} khác (7) + (11) = {found.c7 + found.c11}"
                f"{_because(wrong)}."
            )


def _carried(queries: Queries, period: CountedPeriod, total: Measures) -> Iterable[str]:
    """(6) is the (11) of the period before; what was taken over at the start of use comes on top.

    Opening balances keep their true day of receipt, on which no period had counted them yet.
    """
    before = period.first - timedelta(1)
    left = add_up(queries.report_rows(before, before, period.as_of)).c11
    opened = _numbers(queries, period, Pick.OPENING)
    if total.c6 == left + len(opened):
        return
    carried = _numbers(queries, period, Pick.C6) - opened
    open_before = _numbers(queries, CountedPeriod(before, before, period.as_of), Pick.C11)
    yield (
        f"Cột (6) = {total.c6} khác (11) của kỳ trước {left} cộng số dư đầu kỳ {len(opened)}"
        f"{_because(tuple(carried ^ open_before))}."
    )


def _days(
    queries: Queries, period: CountedPeriod, total: Measures, wrong: tuple[str, ...]
) -> Iterable[str]:
    days = queries.day_counts(period.first, period.last, period.as_of)
    received, finished = sum(day[1] for day in days), sum(day[2] for day in days)
    if received != total.c4 + total.c5:
        yield (
            f"Tiếp nhận cộng theo ngày {received} khác (4) + (5) = {total.c4 + total.c5}"
            f"{_because(wrong)}."
        )
    if finished != total.c7:
        yield f"Giải quyết cộng theo ngày {finished} khác (7) = {total.c7}{_because(wrong)}."


def _numbers(queries: Queries, period: CountedPeriod, pick: Pick) -> set[str]:
    chosen = Selection(pick, period.first, period.last)
    return {dossier.number for dossier in queries.dossiers(chosen, period.as_of)}


def _because(numbers: tuple[str, ...]) -> str:
    return f"; hồ sơ: {named(numbers)}" if numbers else ""
