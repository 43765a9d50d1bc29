"""From when to when a ward owes totals, and of which periods in between."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tthc_desk.domain.totals import Chain, Span
from tthc_desk.usecases.district_ports import WardLine

WorkDays = Callable[[date], bool]
"""Says whether offices work on a day: no weekend and no holiday, but a make-up Saturday."""


@dataclass(frozen=True, slots=True)
class OwedDays:
    """Days of which a ward owes totals, both ends in it; last None: further on."""

    first: date
    last: date | None

    def holds(self, span: Span) -> bool:
        """Say whether any day of a period is owed."""
        return span.last >= self.first and (self.last is None or span.first <= self.last)


def owed_days(wards: Iterable[WardLine], counted: Mapping[str, Span]) -> dict[str, OwedDays]:
    """Give ward → the days it was enrolled for, and all from its first to its last counted file.

    A file from before the enrolment must not be left out of a sum in silence, nor may the
    periods after it. A ward whose first day no one gave owes from the first file of any ward:
    the day it was entered here says nothing of when it began to work.

    Args:
        counted: ward → from the first to the last day of its files of the chain that count.
    """
    earliest = min((span.first for span in counted.values()), default=None)
    return {ward.code: _owed(ward, counted.get(ward.code), earliest) for ward in wards}


def _owed(ward: WardLine, counted: Span | None, earliest: date | None) -> OwedDays:
    begins = [ward.since, *([counted.first] if counted else [])]
    if earliest is not None and not ward.is_since_given:
        begins.append(earliest)
    last = max(ward.until, counted.last) if ward.until and counted else ward.until
    return OwedDays(min(begins), last)


def days_off(chain: Chain, spans: Sequence[Span], works_on: WorkDays) -> frozenset[date]:
    """Give the days nothing is owed of: those of a daily chain on which offices are closed."""
    if chain is not Chain.DAILY:
        return frozenset()
    return frozenset(span.first for span in spans if not works_on(span.first))
