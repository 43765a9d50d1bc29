"""What is known of a day that is closed, waits to be closed, or is under way."""

from dataclasses import dataclass
from datetime import date

from tthc_desk.domain.day_closing import Drawer
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.officers import Actor
from tthc_desk.ui.closing.services import ClosingServices
from tthc_desk.usecases.paper_facts import DailyTallyFacts
from tthc_desk.usecases.ward import Ward


@dataclass(frozen=True, slots=True)
class DayState:
    """A day as it was read.

    Args:
        waiting: days to be closed, the oldest first.
        drawers: cash drawers of an open day.
        named: sentences on what does not add up, with the dossiers that break it.
    """

    facts: DailyTallyFacts
    today: date
    waiting: tuple[date, ...]
    drawers: tuple[Drawer, ...]
    named: tuple[str, ...]
    ward: Ward

    @property
    def day(self) -> date:
        """Give the day."""
        return self.facts.day

    @property
    def is_closed(self) -> bool:
        """Tell whether its last closing stands."""
        return self.facts.closing is not None

    @property
    def is_next(self) -> bool:
        """Tell whether it is the day that must be closed next."""
        return self.waiting[:1] == (self.day,)


def read_day(services: ClosingServices, day: date | None, today: date, actor: Actor) -> DayState:
    """Read a day; for the database lane.

    Args:
        day: None for the day to be closed next, today if none waits.

    Raises:
        DeskError: DATE for a day to come, CALENDAR.
    """
    waiting = services.closing.queue()
    day = day or (waiting[0] if waiting else today)
    if day > today:
        raise DeskError(Code.DATE, "date", high=today)
    facts = services.reports.tally_facts(day, actor)
    drawers = services.closing.outlook(day).drawers if facts.closing is None else ()
    named = services.listings.broken(day, day) if facts.broken else ()
    return DayState(facts, today, waiting, drawers, named, services.ward())
