"""One dossier with everything its steps are asked with, and how steps are carried out."""

from collections.abc import Mapping
from dataclasses import dataclass

from tthc_desk.domain.errors import DeskError
from tthc_desk.domain.moves import Action
from tthc_desk.domain.officers import Actor, Officer, Role
from tthc_desk.usecases.action_input import ActionInput
from tthc_desk.usecases.processing import ActionAnswer, Processing
from tthc_desk.usecases.rules import RuleBook, Rules
from tthc_desk.usecases.tracking import DossierDetail, Tracking


@dataclass(frozen=True, slots=True)
class Opened:
    """A dossier under an officer's eyes.

    Args:
        officers: who it may go to, case officers first.
        named: login → name of all officers there ever were.
        required: names of the papers its procedure asks for.
        agency_code: first part of the ward's own numbers.
    """

    detail: DossierDetail
    officers: tuple[Officer, ...]
    named: Mapping[str, str]
    required: tuple[str, ...]
    agency_code: str

    @property
    def number(self) -> str:
        """Give its own number."""
        return self.detail.line.number

    def officer_name(self, login: str) -> str:
        """Name an officer; a login nobody has any more stays as it is."""
        return self.named.get(login, login)


@dataclass(frozen=True, slots=True)
class Step:
    """One step with what was said along; a repeat keeps the id."""

    action: Action
    given: ActionInput
    request_id: str


@dataclass(frozen=True, slots=True)
class StepRequest:
    """Steps of one dossier, one after another; payment stands before delivery."""

    number: str
    seen_version: int
    steps: tuple[Step, ...]

    @property
    def action(self) -> Action:
        """Give the step the officer asked for."""
        return self.steps[-1].action


def look_into(tracking: Tracking, rules: Rules, number: str, actor: Actor) -> Opened:
    """Read one dossier; for the database lane.

    Raises:
        DeskError: NOT_FOUND.
    """
    detail = tracking.detail(number, actor)
    book = rules.book()
    ward = book.ward
    officers = sorted(ward.officers, key=lambda o: o.role is not Role.CASE)
    named = {one.login: one.name for one in (*ward.former, *ward.officers)}
    return Opened(detail, tuple(officers), named, _required(detail, book), ward.agency_code)


def carry_out(
    processing: Processing, request: StepRequest, actor: Actor
) -> tuple[ActionAnswer, ...]:
    """Take the steps in order; for the database lane.

    A repeat after a failure half-way goes on where it stopped: steps already taken answer again.

    Raises:
        DeskError: of the step that was refused; those before it stand.
    """
    answers: list[ActionAnswer] = []
    version = request.seen_version
    for step in request.steps:
        answer = processing.act(
            request.number,
            step.action,
            step.given,
            actor,
            request_id=step.request_id,
            seen_version=version,
        )
        version = answer.version
        answers.append(answer)
    return tuple(answers)


def _required(detail: DossierDetail, book: RuleBook) -> tuple[str, ...]:
    facts = detail.dossier.facts
    try:
        procedure = book.procedure(str(facts["procedure"]), detail.dossier.received_day)
    except DeskError:
        # An old dossier of a procedure that left the catalogue: what was handed in is all we know.
        return tuple(dict.fromkeys(str(d["name"]) for d in facts["documents"]))
    return tuple(dict.fromkeys(document.name for document in procedure.documents))
