"""The end of a processing time that runs from a moment without any interruption."""

from datetime import datetime, time, timedelta

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.procedure import Term, TermUnit
from tthc_desk.domain.workdays import VIETNAM, WorkCalendar, local

_COUNTED = frozenset({TermUnit.WORKING_DAYS, TermUnit.CALENDAR_DAYS, TermUnit.WORKING_HOURS})


def term_end(start: datetime, term: Term, calendar: WorkCalendar) -> datetime | None:
    """Find when a term that starts at a moment is due, in local time; None if it has no end.

    Days are counted from the day after `start`, and the clock time of `start`, moved into
    office hours, is that of the end. Source: Bộ luật Dân sự 2015 Art 147–148 (the day of the
    event is not counted; an end on a day off moves to the next working day).

    Raises:
        DeskError: COUNT (a counted term without an amount), CALENDAR (a year not loaded).
    """
    if term.unit in _COUNTED and term.amount < 1:
        raise DeskError(Code.COUNT, field="term", amount=term.amount)
    moment = local(start)
    match term.unit:
        case TermUnit.NONE:
            return None
        case TermUnit.SAME_DAY:
            return _same_day(moment, term, calendar)
        case TermUnit.WORKING_HOURS:
            return calendar.add_working_minutes(moment, term.amount * 60)
        case TermUnit.WORKING_DAYS:
            last = calendar.add_working_days(moment.date(), term.amount)
        case TermUnit.CALENDAR_DAYS:
            last = calendar.on_or_after(moment.date() + timedelta(days=term.amount))
    return datetime.combine(last, calendar.hours.into_hours(moment.time()), VIETNAM)


def same_day_limit(term: Term, calendar: WorkCalendar) -> time:
    """Name the clock time up to which a same-day result is due the same day."""
    hours = calendar.hours
    return hours.fifteen_mark if term.fifteen_mark else hours.afternoon_end


def _same_day(moment: datetime, term: Term, calendar: WorkCalendar) -> datetime:
    on = moment.date()
    if not calendar.is_working(on) or moment.time() > same_day_limit(term, calendar):
        on = calendar.next_working_day(on)
    return datetime.combine(on, calendar.hours.afternoon_end, VIETNAM)


def leave_out(due: datetime, minutes: int, calendar: WorkCalendar) -> datetime:
    """Move a due moment by working time that is left out of its term.

    Whole working days keep the clock time; the rest runs on inside office hours.
    """
    days, rest = divmod(minutes, calendar.hours.minutes_a_day)
    day = calendar.add_working_days(due.date(), days)
    return calendar.add_working_minutes(datetime.combine(day, due.time(), VIETNAM), rest)
