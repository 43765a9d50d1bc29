"""The due moment of a dossier as a function of its unchangeable list of deadline events."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from tthc_desk.domain.deadline_course import Course, DueReason, Wait, WaitCause
from tthc_desk.domain.deadline_explanation import ExplainedStep, explain
from tthc_desk.domain.deadline_text import describe
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.procedure import DeadlineMode, Term
from tthc_desk.domain.terms import leave_out, term_end
from tthc_desk.domain.watched_days import (
    handover_due,
    late_supplement,
    reappointment_notice_day,
    supplement_close_proposal_day,
)
from tthc_desk.domain.workdays import WorkCalendar, local

__all__ = [
    "Deadline",
    "DeadlineEvent",
    "DueChange",
    "DueReason",
    "EventKind",
    "ExplainedStep",
    "WaitCause",
    "due",
    "due_moment",
    "due_valid_at",
    "handover_due",
    "late_supplement",
    "may_extend",
    "reappointment_notice_day",
    "supplement_close_proposal_day",
]


class EventKind(StrEnum):
    """What happens to the term of a dossier."""

    START = "start"
    WAIT_BEGIN = "wait_begin"
    WAIT_END = "wait_end"
    EXTENSION = "extension"  # the one re-appointment
    APOLOGY = "apology"  # a new date printed after the due day; moves nothing
    CALENDAR_CHANGE = "calendar_change"  # a person moved the date because the calendar changed


_NEEDS_DUE = frozenset({EventKind.EXTENSION, EventKind.APOLOGY, EventKind.CALENDAR_CHANGE})


@dataclass(frozen=True, slots=True)
class DeadlineEvent:
    """One entry of the list.

    Args:
        due: the moment a person named (EXTENSION, APOLOGY, CALENDAR_CHANGE), or the one a
            paper printed (START, WAIT_END: it then holds whatever a later calendar says).
        cause: of WAIT_BEGIN, and only of it.
    """

    kind: EventKind
    at: datetime
    due: datetime | None = None
    cause: WaitCause | None = None

    def __post_init__(self) -> None:
        if self.at.utcoffset() is None or (self.due and self.due.utcoffset() is None):
            raise ValueError("a moment without a time zone")
        if self.kind in _NEEDS_DUE and self.due is None:
            raise ValueError(f"{self.kind} without its date")
        if (self.kind is EventKind.WAIT_BEGIN) != (self.cause is not None):
            raise ValueError(f"{self.kind} with cause {self.cause}")


@dataclass(frozen=True, slots=True)
class DueChange:
    """One move of the due moment, the first one from None."""

    at: datetime
    old: datetime | None
    new: datetime | None
    reason: DueReason


@dataclass(frozen=True, slots=True)
class Deadline:
    """The due moment that counts, in local time, with its history; None: nothing is promised.

    Args:
        extended: the one re-appointment is used up.
    """

    due_at: datetime | None
    extended: bool
    changes: tuple[DueChange, ...]
    course: Course

    @property
    def waiting(self) -> bool:
        """Tell whether the term stands still; `due_at` is then the one it had on entering."""
        return self.course.waiting_for is not None

    @property
    def explanation(self) -> tuple[ExplainedStep, ...]:
        """Explain the term in force calendar day by calendar day; worked out when asked for."""
        return explain(self.course)

    def text(self) -> str:
        """Word the due moment and its reasons as one short Vietnamese paragraph."""
        return describe(self.course)

    def may_extend(self, at: datetime) -> bool:
        """Tell whether a re-appointment made at a moment would move the due moment."""
        due_day = self.due_at.date() if self.due_at else None
        return may_extend(due_day, local(at).date(), extended=self.extended)


class _Replay:
    """Takes the events one after the other; holds the state between two of them."""

    def __init__(self, mode: DeadlineMode, course: Course) -> None:
        self.mode = mode
        self.course = course
        self.changes: list[DueChange] = []
        self.extended = False
        self.last = course.base
        self.wait_from: datetime | None = None  # None while late: then waiting moves nothing

    def take(self, event: DeadlineEvent) -> None:
        at = local(event.at)
        if at < self.last:
            raise DeskError(Code.CLOCK, at=event.at)
        self.last = at
        match event.kind:
            case EventKind.START:
                self._start(event, at)
            case EventKind.WAIT_BEGIN:
                self._wait(event, at)
            case EventKind.WAIT_END:
                self._resume(event, at)
            case EventKind.EXTENSION:
                self._extend(event, at)
            case EventKind.CALENDAR_CHANGE:
                self._fix(event, at, DueReason.CALENDAR_CHANGE)
            case EventKind.APOLOGY:
                pass

    def _start(self, event: DeadlineEvent, at: datetime) -> None:
        if self.changes:
            raise DeskError(Code.MOVE, kind=event.kind)
        self._run_from(event, at, DueReason.START)

    def _run_from(self, event: DeadlineEvent, at: datetime, reason: DueReason) -> None:
        end = term_end(at, self.course.term, self.course.calendar)
        restarted = reason is DueReason.RESTART
        self.course = replace(
            self.course, base=at, restarted=restarted, waits=(), term_end=end, fixed_by=None
        )
        self._set_due(event, end, at, reason)

    def _set_due(
        self, event: DeadlineEvent, computed: datetime | None, at: datetime, reason: DueReason
    ) -> None:
        due = computed if event.due is None else local(event.due)
        fixed = self.course.fixed_by if due == computed else reason
        self.changes.append(DueChange(at, self.course.due, due, reason))
        self.course = replace(self.course, due=due, fixed_by=fixed)

    def _wait(self, event: DeadlineEvent, at: datetime) -> None:
        if self.course.waiting_for is not None:
            raise DeskError(Code.MOVE, kind=event.kind)
        late = self.course.due is None or _is_after_day(at, self.course.due)
        self.wait_from = None if late else at
        self.course = replace(self.course, waiting_for=event.cause)

    def _resume(self, event: DeadlineEvent, at: datetime) -> None:
        cause = self.course.waiting_for
        if cause is None:
            raise DeskError(Code.MOVE, kind=event.kind)
        self.course = replace(self.course, waiting_for=None)
        if cause is WaitCause.SUPPLEMENT and self.mode is DeadlineMode.RESTART:
            self._run_from(event, at, DueReason.RESTART)
        elif self.wait_from is not None and self.course.due is not None:
            self._leave_out(event, Wait(cause, self.wait_from, at), self.course.due)

    def _leave_out(self, event: DeadlineEvent, wait: Wait, due: datetime) -> None:
        calendar = self.course.calendar
        minutes = calendar.working_minutes(wait.start, wait.end)
        if minutes == 0 and event.due in {None, due}:
            return
        moved = leave_out(due, minutes, calendar)
        if self.course.fixed_by is None:
            waits = (*self.course.waits, wait)
            self.course = replace(self.course, waits=waits, term_end=moved)
        self._set_due(event, moved, wait.end, DueReason.PAUSE)

    def _extend(self, event: DeadlineEvent, at: datetime) -> None:
        if self.extended:
            raise DeskError(Code.ONCE, kind=event.kind)
        if self.course.due is None or not _is_after_day(at, self.course.due):
            self.extended = True
            self._fix(event, at, DueReason.EXTENSION)

    def _fix(self, event: DeadlineEvent, at: datetime, reason: DueReason) -> None:
        self._set_due(event, None, at, reason)
        # A date named while waiting takes the wait so far into account.
        if self.course.waiting_for is not None:
            self.wait_from = at


def due(
    events: Iterable[DeadlineEvent], term: Term, mode: DeadlineMode, calendar: WorkCalendar
) -> Deadline:
    """Compute the deadline of a dossier from its events, oldest first, START at the head.

    RESTART: a completed supplement gives the full term again from completion; PAUSE: the
    working time between entry and exit is left out. A financial obligation always pauses. What
    is entered after the due day leaves nothing out: a late dossier stays late. A re-appointment
    made after the due day moves nothing, a second one is refused, also after a restart.
    Source: Nghị định 118/2025/NĐ-CP Art 17(3), 19(5), 19(6).

    Raises:
        DeskError: ONCE (second re-appointment), MOVE (an event that does not follow from those
            before it), CLOCK (not in order of time), CALENDAR (a year not loaded), COUNT.
    """
    listed = tuple(events)
    if not listed or listed[0].kind is not EventKind.START:
        raise DeskError(Code.MOVE, kind=EventKind.START)
    replay = _Replay(mode, Course(term, calendar, local(listed[0].at)))
    for event in listed:
        replay.take(event)
    return Deadline(replay.course.due, replay.extended, tuple(replay.changes), replay.course)


def due_moment(
    events: Iterable[DeadlineEvent], term: Term, mode: DeadlineMode, calendar: WorkCalendar
) -> datetime | None:
    """Compute only the due moment that counts; see `due`."""
    return due(events, term, mode, calendar).due_at


def may_extend(due_day: date | None, day: date, *, extended: bool) -> bool:
    """Tell whether a dossier may be re-appointed on a day.

    Args:
        due_day: the day it is due, None when nothing was promised.
        extended: the one re-appointment is used up.

    Source: Nghị định 118/2025/NĐ-CP Art 19(6): once, and not when it is already late.
    """
    return due_day is not None and not extended and day <= due_day


def due_valid_at(deadline: Deadline, moment: datetime) -> datetime | None:
    """Name the due moment that stood at a moment; None before the receipt or without a term."""
    at = local(moment)
    standing = [change.new for change in deadline.changes if change.at <= at]
    return standing[-1] if standing else None


def _is_after_day(moment: datetime, due_at: datetime) -> bool:
    return local(moment).date() > due_at.date()
