"""From when to when a ward owes totals."""

from dataclasses import dataclass
from datetime import date

from tthc_desk.domain.totals import Span
from tthc_desk.usecases.district_ports import WardLine


@dataclass(frozen=True, slots=True)
class OwedDays:
    """Days of which a ward owes totals, both ends in it; last None: further on."""

    first: date
    last: date | None

    def holds(self, span: Span) -> bool:
        """Say whether any day of a period is owed."""
        return span.last >= self.first and (self.last is None or span.first <= self.last)


def owed_days(ward: WardLine, counted: Span | None) -> OwedDays:
    """Give the days a ward was enrolled for, and all from its first to its last counted file.

    A file from before the enrolment must not be left out of a sum in silence, nor may the
    periods after it.

    Args:
        counted: from the first to the last day of the files of the chain that count.
    """
    if counted is None:
        return OwedDays(ward.since, ward.until)
    last = max(ward.until, counted.last) if ward.until else None
    return OwedDays(min(ward.since, counted.first), last)
