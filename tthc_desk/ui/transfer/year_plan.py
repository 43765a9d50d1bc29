"""Which periods of a chain are looked at, and which years there are to choose from."""

from dataclasses import dataclass
from datetime import date, timedelta

from tthc_desk.domain.totals import Chain, Span, period_at, periods
from tthc_desk.ui.transfer.services import TransferServices
from tthc_desk.usecases.signing_keys import KeyState

_DAY = timedelta(1)
_PERIODS_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class YearLine:
    """A year to choose from.

    Args:
        missing: periods of it nothing was sent for; 0 of a chain that was never used, and of the
            present year, whose periods are listed anyway.
    """

    year: int
    missing: int


@dataclass(frozen=True, slots=True)
class YearPlan:
    """What is known before the periods are counted.

    Args:
        is_used: whether any file of the chain was made.
        proposed: the year of the last period that is over.
    """

    chain: Chain
    years: tuple[YearLine, ...]
    proposed: int
    is_used: bool
    key: KeyState


def plan_years(services: TransferServices, chain: Chain, today: date) -> YearPlan:
    """Look up the years of a chain, newest first; none when the book is empty."""
    start, sent = services.first_day(), frozenset(services.sent_spans(chain))
    years: tuple[YearLine, ...] = ()
    over = period_at(chain, today).first - _DAY
    if start is not None:
        every = range(today.year, start.year - 1, -1)
        years = tuple(YearLine(one, _missing(chain, one, start, today, sent)) for one in every)
        over = max(over, start)
    return YearPlan(chain, years, over.year, bool(sent), services.totals().key_state())


def parts_of_year(chain: Chain, year: int, today: date) -> tuple[Span, ...]:
    """Part the periods of a year up to today into few at a time, the newest first.

    Each part is read by itself, so that other work of the window never waits for a whole year.
    """
    spans = tuple(periods(chain, date(year, 1, 1), min(date(year, 12, 31), today)))
    starts = range(len(spans), 0, -_PERIODS_AT_ONCE)
    chunks = (spans[max(0, end - _PERIODS_AT_ONCE) : end] for end in starts)
    return tuple(Span(chunk[0].first, chunk[-1].last) for chunk in chunks)


def _missing(chain: Chain, year: int, start: date, today: date, sent: frozenset[Span]) -> int:
    if year == today.year or not sent:
        return 0
    first = max(start, date(year, 1, 1))
    spans = periods(chain, first, date(year, 12, 31))
    return sum(span not in sent for span in spans if span.last < today)
