"""The deadline of a dossier, worked out from its standing events."""

from datetime import datetime
from typing import Any

from tthc_desk.domain.deadlines import (
    Deadline,
    DeadlineEvent,
    WaitCause,
    due,
)
from tthc_desk.domain.deadlines import EventKind as ClockKind
from tthc_desk.domain.dossier import Dossier
from tthc_desk.domain.events import Event, EventKind, Json
from tthc_desk.domain.procedure import DeadlineMode, Procedure, Term, TermUnit
from tthc_desk.domain.standing import rectified
from tthc_desk.domain.workdays import VIETNAM, local
from tthc_desk.usecases.rules import RuleBook

_CLOCK = {
    EventKind.RECEIVED: (ClockKind.START, None),
    EventKind.SUPPLEMENT_REQUESTED: (ClockKind.WAIT_BEGIN, WaitCause.SUPPLEMENT),
    EventKind.OBLIGATION_IMPOSED: (ClockKind.WAIT_BEGIN, WaitCause.OBLIGATION),
    EventKind.SUPPLEMENT_COMPLETED: (ClockKind.WAIT_END, None),
    EventKind.OBLIGATION_MET: (ClockKind.WAIT_END, None),
    EventKind.EXTENDED: (ClockKind.EXTENSION, None),
    EventKind.APOLOGISED: (ClockKind.APOLOGY, None),
    EventKind.CALENDAR_DECIDED: (ClockKind.CALENDAR_CHANGE, None),
}
_MOVING = frozenset(
    {EventKind.SUPPLEMENT_COMPLETED, EventKind.OBLIGATION_MET}
    | {EventKind.EXTENDED, EventKind.CALENDAR_DECIDED}
)
# The rules name these dates, no person does: they follow the term.
_COMPUTED = frozenset(
    {EventKind.RECEIVED, EventKind.SUPPLEMENT_COMPLETED, EventKind.OBLIGATION_MET}
)


def dossier_deadline(dossier: Dossier, book: RuleBook, *more: DeadlineEvent) -> Deadline | None:
    """Work out the deadline of a dossier from its standing events.

    Args:
        more: events that are about to follow.

    Returns:
        None when the dossier has no term.
    """
    if dossier.facts["term"] is None:
        return None
    told = tuple(_clock_event(dossier, e) for e in _clocked(dossier))
    return due((*told, *more), kept_term(dossier), _mode(dossier), book.calendar)


def clock_data(
    kind: EventKind, dossier: Dossier, book: RuleBook, now: datetime, named: object
) -> dict[str, Json]:
    """Give the due moment a step leads to and its reasons; nothing where it moves none.

    Args:
        named: ISO moment of the new date a person named.

    Raises:
        DeskError: CALENDAR, ONCE: what the rules of the term refuse.
    """
    if kind not in _CLOCK:
        return {}
    clock, cause = _CLOCK[kind]
    moment = datetime.fromisoformat(str(named)) if named else None
    deadline = dossier_deadline(dossier, book, DeadlineEvent(clock, now, moment, cause))
    return _told(deadline) if kind in _MOVING else {}


def calendar_shift(dossier: Dossier, book: RuleBook) -> datetime | None:
    """Give the due moment the present calendar would promise, where its day is another.

    A date a person named moves only off a day that is not worked any more. None also for a
    date a person already decided to keep.
    """
    if dossier.due_at is None or dossier.facts["term"] is None:
        return None
    worked = _worked_anew(dossier, book)
    if worked is None or worked.date() == dossier.due_day:
        return None
    decided = [e for e in dossier.standing if e.kind is EventKind.CALENDAR_DECIDED]
    return None if decided and decided[-1].data["computed"] == worked.isoformat() else worked


def _worked_anew(dossier: Dossier, book: RuleBook) -> datetime | None:
    named = dossier.due_at
    if dossier.re_appointed and named is not None:
        # The named day stays, unless nobody is there on it any more.
        day = book.calendar.on_or_after(local(named).date())
        return datetime.combine(day, local(named).time(), VIETNAM)
    events = [e for e in _clocked(dossier) if e.kind is not EventKind.CALENDAR_DECIDED]
    told = [_clock_event(dossier, e, anew=e.kind in _COMPUTED) for e in events]
    return due(told, kept_term(dossier), _mode(dossier), book.calendar).due_at


def kept_term(dossier: Dossier) -> Term:
    """Give the term a dossier was received with."""
    term = dossier.facts["term"]
    return Term(TermUnit(term["unit"]), term["amount"], term["fifteen_mark"])


def _mode(dossier: Dossier) -> DeadlineMode:
    return DeadlineMode(dossier.facts["mode"])


def clock_anew(
    dossier: Dossier, book: RuleBook, procedure: Procedure, term: Term
) -> dict[str, Json]:
    """Tell the course of a dossier's due moment as if it had always been of a procedure.

    The rules work every date out again from the day of receipt; the dates persons named stay.

    Returns:
        `dues`: seq of each step → its due moment; `due_at` and `due_explanation` as they
        stand now.

    Raises:
        DeskError: CALENDAR for a year that is not loaded.
    """
    events = _clocked(dossier)
    told = [_clock_event(dossier, e, anew=e.kind in _COMPUTED) for e in events]
    mode, calendar = procedure.deadline_mode, book.calendar
    course = [due(told[:place], term, mode, calendar) for place in range(1, len(told) + 1)]
    moved = {
        str(event.seq): _iso(deadline.due_at)
        for event, deadline in zip(events, course, strict=True)
        if event.kind in _MOVING | _COMPUTED
    }
    return {"dues": moved, **_told(course[-1])}


def _told(deadline: Deadline | None) -> dict[str, Json]:
    return {
        "due_at": _iso(deadline.due_at) if deadline else None,
        "due_explanation": deadline.text() if deadline else "",
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _clocked(dossier: Dossier) -> tuple[Event, ...]:
    return tuple(e for e in rectified(dossier.standing) if e.kind in _CLOCK)


def _clock_event(dossier: Dossier, event: Event, *, anew: bool = False) -> DeadlineEvent:
    kind, cause = _CLOCK[event.kind]
    at = dossier.received_at if kind is ClockKind.START else event.at
    value: Any = None if anew else event.data.get("due_at")
    return DeadlineEvent(kind, at, datetime.fromisoformat(str(value)) if value else None, cause)
