"""How the term of a procedure is shared among the units that work on it (quy trình nội bộ)."""

from collections.abc import Iterable
from datetime import datetime

from tthc_desk.domain.procedure import Procedure, Term, TermUnit, WorkflowStep
from tthc_desk.domain.terms import leave_out, term_end
from tthc_desk.domain.workdays import VIETNAM, WorkCalendar, local

_COUNTED = frozenset({TermUnit.WORKING_DAYS, TermUnit.CALENDAR_DAYS, TermUnit.WORKING_HOURS})
_ONE_DAY = 100


def shared_out(term: Term) -> int | None:
    """Give what the steps of a term add up to, in hundredths; None when nothing is to share."""
    if term.unit is TermUnit.SAME_DAY:
        return _ONE_DAY
    return term.amount * 100 if term.unit in _COUNTED else None


def fits(steps: Iterable[WorkflowStep], term: Term) -> bool:
    """Tell whether steps share out a term: all of it, or no more than the one day."""
    whole, total = shared_out(term), sum(step.hundredths for step in steps)
    if whole is None:
        return False
    return total <= whole if term.unit is TermUnit.SAME_DAY else total == whole


def has_fitting_steps(procedure: Procedure) -> bool:
    """Tell whether the steps of a procedure, if it has any, share out the term of a channel."""
    return not procedure.steps or any(fits(procedure.steps, t) for t in procedure.terms.values())


def share_end(
    step: WorkflowStep, unit: TermUnit, handed_over: datetime, calendar: WorkCalendar
) -> datetime | None:
    """Find by when a unit is done by plan, counted as the term itself is, in local time.

    Args:
        unit: what the term, and so the step, is counted in.

    Returns:
        None for part of a calendar day, of a same-day term or of a working day that was handed
        over on a day off: of these nobody can say when it ends.

    Raises:
        DeskError: CALENDAR (a year not loaded).
    """
    at = local(handed_over)
    is_whole = step.hundredths % 100 == 0
    match unit:
        case TermUnit.WORKING_DAYS if is_whole or calendar.is_working(at.date()):
            begin = datetime.combine(at.date(), calendar.hours.into_hours(at.time()), VIETNAM)
            return leave_out(begin, _part(step, calendar.hours.minutes_a_day), calendar)
        case TermUnit.WORKING_HOURS:
            return calendar.add_working_minutes(handed_over, _part(step, 60))
        case TermUnit.CALENDAR_DAYS if is_whole:
            return term_end(handed_over, Term(unit, step.hundredths // 100), calendar)
        case _:
            return None


def _part(step: WorkflowStep, minutes: int) -> int:
    """Give so many hundredths of a span; a part of a minute counts as one."""
    return -(-step.hundredths * minutes // 100)


def amount_text(hundredths: int) -> str:
    """Write an amount as people do: "0,5", "2", "1,25"."""
    whole, part = divmod(hundredths, 100)
    return f"{whole},{part:02}".rstrip("0").rstrip(",") if part else str(whole)
