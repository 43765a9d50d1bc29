"""Which periods the board shows, by the names an officer chooses them by."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import Enum, auto

from tthc_desk.domain.totals import Chain, Span, period_at
from tthc_desk.usecases.district_ports import WardLine

MOST_PERIODS = 400
"""More columns than anybody reads at once."""

_SHORT = {Chain.MONTHLY: 12, Chain.WEEKLY: 13, Chain.DAILY: 31}
_LONG = {Chain.MONTHLY: 24, Chain.WEEKLY: 53, Chain.DAILY: 92}


class Range(Enum):
    """Periods often looked at; FREE leaves the days to the officer."""

    SHORT = auto()
    LONG = auto()
    THIS_YEAR = auto()
    LAST_YEAR = auto()
    FREE = auto()


def anchor_day(wards: Iterable[WardLine], today: date) -> date:
    """Give the day from which "the last months" are counted back.

    Today while any ward goes on; where all have ended, the day after the last one did.
    """
    ends = [ward.until for ward in wards]
    known = [end for end in ends if end is not None]
    if not known or len(known) < len(ends):
        return today
    return min(today, max(known) + timedelta(1))


def count_of(chosen: Range, chain: Chain) -> int:
    """Give how many periods a range of so many has; 0 for one that is named by its days."""
    return {Range.SHORT: _SHORT, Range.LONG: _LONG}.get(chosen, {}).get(chain, 0)


def range_days(chosen: Range, chain: Chain, anchor: date) -> Span:
    """Give the days a range holds.

    The last so many are over; a year that runs goes on to the period that runs.

    Args:
        anchor: as `anchor_day` gives it.

    Raises:
        KeyError: for FREE.
    """
    if chosen is Range.FREE:
        raise KeyError(chosen)
    running = period_at(chain, anchor)
    if chosen is Range.THIS_YEAR:
        return Span(date(anchor.year, 1, 1), min(running.last, date(anchor.year, 12, 31)))
    if chosen is Range.LAST_YEAR:
        return Span(date(anchor.year - 1, 1, 1), date(anchor.year - 1, 12, 31))
    last = first = running.first - timedelta(1)
    for _ in range(count_of(chosen, chain)):
        first = period_at(chain, first).first - timedelta(1)
    return Span(first + timedelta(1), last)
