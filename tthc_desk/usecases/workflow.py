"""The internal workflow of a dossier: its plan, and what the unit that has it may take."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tthc_desk.domain.dossier import Dossier, Status, happened_at
from tthc_desk.domain.errors import DeskError
from tthc_desk.domain.events import Event, EventKind
from tthc_desk.domain.procedure import DeadlineMode, Procedure, TermUnit, WorkflowStep
from tthc_desk.domain.vietnamese import fold
from tthc_desk.domain.workflow import amount_text, share_end
from tthc_desk.usecases.dossier_clock import kept_term
from tthc_desk.usecases.rules import RuleBook
from tthc_desk.usecases.ward import Ward

_WAITS = frozenset(
    {EventKind.SUPPLEMENT_REQUESTED, EventKind.SUPPLEMENT_COMPLETED}
    | {EventKind.OBLIGATION_IMPOSED, EventKind.OBLIGATION_MET}
)


@dataclass(frozen=True, slots=True)
class PresentShare:
    """What the unit that has a dossier may take by plan, from when it was handed over."""

    step: WorkflowStep
    handed_over: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Workflow:
    """The internal workflow a dossier was received with.

    Args:
        steps: in order, never empty.
        unit: what they are counted in.
        present: None where nobody can honestly say until when the present unit has it.
    """

    steps: tuple[WorkflowStep, ...]
    unit: TermUnit
    present: PresentShare | None = None


def dossier_workflow(dossier: Dossier, book: RuleBook) -> Workflow | None:
    """Give the workflow of a dossier; None when its procedure had none that fits its term."""
    steps = dossier_steps(dossier)
    if not steps:
        return None
    return Workflow(steps, kept_term(dossier).unit, _present(dossier, steps, book))


def dossier_steps(dossier: Dossier) -> tuple[WorkflowStep, ...]:
    """Give the steps a dossier was received with; what happens to the catalogue leaves them."""
    return tuple(WorkflowStep(**step) for step in dossier.facts.get("steps", ()))


def plan_text(steps: Iterable[WorkflowStep], unit: TermUnit) -> str:
    """Word a workflow in one line: "Bộ phận Một cửa 0,5 ngày → Tư pháp – Hộ tịch 2,5 ngày"."""
    measure = "giờ" if unit is TermUnit.WORKING_HOURS else "ngày"
    return " → ".join(f"{s.unit} {amount_text(s.hundredths)} {measure}" for s in steps)


def unknown_units(procedures: Iterable[Procedure], ward: Ward) -> tuple[str, ...]:
    """Name the units of steps that neither the profile nor an officer of the ward names."""
    known = {unit for unit, _ in ward.units} | {officer.unit for officer in ward.officers}
    folded = {fold(unit) for unit in known}
    units = dict.fromkeys(step.unit for one in procedures for step in one.steps)
    return tuple(unit for unit in units if fold(unit) not in folded)


def _present(
    dossier: Dossier, steps: tuple[WorkflowStep, ...], book: RuleBook
) -> PresentShare | None:
    unit = _unit_of(dossier.holder, book.ward)
    named = [step for step in steps if unit and fold(step.unit) == unit]
    given = _only_hand_over(dossier, unit, book.ward)
    # A unit with two steps, or that had it twice, may have used part of its time before.
    if dossier.voided or given is None or len(named) != 1:
        return None
    handed_over = happened_at(given)
    until = _until(dossier, named[0], handed_over, book)
    return PresentShare(named[0], handed_over, until) if until else None


def _only_hand_over(dossier: Dossier, unit: str, ward: Ward) -> Event | None:
    """Find the one hand-over to a unit since the term runs; None when the clock stood since."""
    if dossier.status is not Status.PROCESSING:
        return None
    running = _since_the_start(dossier)
    to_it = [
        at
        for at, event in enumerate(running)
        if event.kind is EventKind.FORWARDED
        and _unit_of(str(event.data.get("holder", "")), ward) == unit
    ]
    stood = to_it and any(event.kind in _WAITS for event in running[to_it[0] :])
    return None if len(to_it) != 1 or stood else running[to_it[0]]


def _since_the_start(dossier: Dossier) -> tuple[Event, ...]:
    """Give the steps since the full term runs: since completion where it restarts."""
    standing = dossier.standing
    if dossier.facts["mode"] != DeadlineMode.RESTART:
        return standing
    ends = [at for at, e in enumerate(standing) if e.kind is EventKind.SUPPLEMENT_COMPLETED]
    return standing[ends[-1] + 1 :] if ends else standing


def _until(
    dossier: Dossier, step: WorkflowStep, handed_over: datetime, book: RuleBook
) -> datetime | None:
    calendar = book.calendar
    try:
        until = share_end(step, kept_term(dossier).unit, handed_over, calendar)
    except DeskError:
        return None  # a year that is not loaded
    if until is None or calendar.unconfirmed(handed_over.date(), until.date()):
        return None
    # A share beyond the promised moment was begun too late to be a plan still.
    return until if dossier.due_at is None or until <= dossier.due_at else None


def _unit_of(holder: str, ward: Ward) -> str:
    """Name the unit of an officer, or the agency outside the ward, folded."""
    officer = ward.officer_ever(holder)
    return fold(officer.unit if officer else holder)
