"""One invented dossier while its steps are planned."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from tthc_desk.domain.moves import Action
from tthc_desk.domain.office_hours import OfficeHours
from tthc_desk.domain.workdays import VIETNAM, WorkCalendar
from tthc_desk.usecases.action_input import ActionInput

_LAST_CITIZEN = 5
"""Minutes before closing after which nobody comes any more."""


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One step to come.

    Args:
        by_leader: only a supervisor may take it.
    """

    at: datetime
    action: Action
    given: ActionInput
    by_leader: bool = False


@dataclass(slots=True)
class Life:
    """A dossier being planned.

    Args:
        at: moment of its last planned step.
        days_left: working days until it is due; those of a dossier without a term are invented.
        room: working days until it has to be over, whenever it is due.
    """

    chance: Random
    calendar: WorkCalendar
    at: datetime
    due_at: datetime | None
    days_left: int
    room: int
    owes: bool
    steps: list[PlannedStep] = field(default_factory=list)

    def then(
        self,
        action: Action,
        given: ActionInput | None = None,
        days: tuple[int, int] = (0, 0),
        *,
        by_leader: bool = False,
    ) -> None:
        """Plan a step some working days after the last one."""
        wait = self.chance.randint(*days)
        day = self.calendar.add_working_days(self.at.date(), wait)
        moment = office_moment(self.chance, day, self.calendar.hours)
        self.at = max(moment, self.at + timedelta(minutes=2))
        self.steps.append(PlannedStep(self.at, action, given or ActionInput(), by_leader))
        self.days_left -= wait
        self.room -= wait

    def soon(self, action: Action, given: ActionInput) -> None:
        """Plan a step a few minutes after the last one, on the same day."""
        self.at += timedelta(minutes=self.chance.randint(2, 6))
        self.steps.append(PlannedStep(self.at, action, given))

    def within(self, least: int, most: int) -> tuple[int, int]:
        """Cut a wait so that it ends on the due day at the latest, and while there is room."""
        left = max(min(self.days_left, self.room), 0)
        return min(least, left), min(most, left)

    def happens(self, share: float) -> bool:
        """Let chance decide."""
        return self.chance.random() < share


def office_moment(chance: Random, day: date, hours: OfficeHours) -> datetime:
    """Choose a moment of the office hours of a day."""
    morning = chance.randint(_minute(hours.morning_start), _minute(hours.morning_end))
    back, closing = _minute(hours.afternoon_start), _minute(hours.afternoon_end)
    afternoon = chance.randint(back, max(back, closing - _LAST_CITIZEN))
    minutes = chance.choice((morning, afternoon))
    clock = time(minutes // 60, minutes % 60, chance.randint(0, 59))
    return datetime.combine(day, clock, VIETNAM)


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute
