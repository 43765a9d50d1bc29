"""The course of a deadline: where its term starts, what was left out, what a person fixed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tthc_desk.domain.procedure import Term
from tthc_desk.domain.workdays import WorkCalendar


class WaitCause(StrEnum):
    """What a dossier waits for while its term does not run."""

    SUPPLEMENT = "supplement"  # national status 5
    OBLIGATION = "obligation"  # national status 6


class DueReason(StrEnum):
    """What gave a dossier its due moment."""

    START = "start"
    RESTART = "restart"
    PAUSE = "pause"
    EXTENSION = "extension"
    CALENDAR_CHANGE = "calendar_change"


@dataclass(frozen=True, slots=True)
class Wait:
    """Time left out of a term; both moments are local."""

    cause: WaitCause
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Course:
    """What the due moment follows from, enough to explain it day by day.

    Args:
        base: moment the term now in force counts from: receipt, or completion of the
            supplement that restarted it.
        restarted: `base` is such a completion.
        waits: left out of the term since `base`.
        term_end: end of the term with `waits` left out; None when the term has no end.
        fixed_by: why `due` is not `term_end`: a person named it, or a paper had printed it.
        waiting_for: what the dossier waits for now.
    """

    term: Term
    calendar: WorkCalendar
    base: datetime
    restarted: bool = False
    waits: tuple[Wait, ...] = ()
    term_end: datetime | None = None
    due: datetime | None = None
    fixed_by: DueReason | None = None
    waiting_for: WaitCause | None = None
