"""What becomes of invented dossiers: their steps, planned on the day they come in."""

from datetime import date, datetime
from random import Random

from tthc_desk.app.case_officers import holder_of
from tthc_desk.app.invented_courses import COURSES, Courses, hand_out
from tthc_desk.app.invented_life import Life, PlannedStep
from tthc_desk.domain.procedure import Procedure
from tthc_desk.domain.workdays import WorkCalendar
from tthc_desk.usecases.intake import IntakeAnswer
from tthc_desk.usecases.ward import Ward

_NO_TERM_DAYS = 3
_ANY_ROOM = 10_000


class Lives:
    """Plans dossiers; the same chance plans the same lives.

    Args:
        courses: what may become of them, and how often.
    """

    def __init__(
        self,
        chance: Random,
        ward: Ward,
        calendar: WorkCalendar,
        courses: Courses = COURSES,
    ) -> None:
        self._chance = chance
        self._ward = ward
        self._calendar = calendar
        self._courses = [course for course, _ in courses]
        self._shares = [share for _, share in courses]

    def steps(
        self,
        answer: IntakeAnswer,
        procedure: Procedure,
        now: datetime,
        *,
        owes: bool,
        last: date | None = None,
    ) -> list[PlannedStep]:
        """Plan a dossier from its reception to its end.

        Args:
            now: moment it was written down.
            owes: nothing of its fees was paid yet.
            last: day on which the end has to be reached, if there is one.
        """
        today, due_day = now.date(), answer.due_at.date() if answer.due_at else None
        left = self._days_between(today, due_day) if due_day else _NO_TERM_DAYS
        room = self._days_between(today, last) if last else _ANY_ROOM
        life = Life(self._chance, self._calendar, now, answer.due_at, left, room, owes)
        hand_out(life, holder_of(self._ward, procedure.field, procedure.agency))
        self._chance.choices(self._courses, self._shares)[0](life)
        return life.steps

    def _days_between(self, start: date, end: date) -> int:
        return self._calendar.working_days_between(start, end) if start < end else 0
