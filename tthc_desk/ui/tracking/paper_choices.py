"""The papers of a dossier an officer may print: those issued, and those that can be issued."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from tthc_desk.domain.dossier import Dossier, local_day
from tthc_desk.domain.errors import DeskError
from tthc_desk.domain.officers import Actor
from tthc_desk.ui.steps.opened import Opened
from tthc_desk.ui.tracking.services import TrackingServices
from tthc_desk.usecases.dossier_papers import result_slip_facts
from tthc_desk.usecases.lines import PaperLine
from tthc_desk.usecases.paper_facts import PaperKind
from tthc_desk.usecases.paper_issue import LETTERS
from tthc_desk.usecases.ward import Ward

# What says how a dossier stands is issued anew when it has moved on; a letter belongs to a step.
_OF_THE_MOMENT = frozenset({PaperKind.RECEIPT, PaperKind.CONTROL_SLIP, PaperKind.TRANSFER_SLIP})


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """One row to choose from.

    Args:
        line: the paper, None when it is issued by choosing it.
        continuation: only the further sheet of a control slip.
    """

    kind: PaperKind
    line: PaperLine | None = None
    continuation: bool = False


def paper_choices(
    services: TrackingServices, opened: Opened, actor: Actor, now: datetime
) -> tuple[PaperChoice, ...]:
    """List the papers of a dossier, issued ones first; for the database lane."""
    dossier, ward = opened.detail.dossier, services.rules.book().ward
    issued = services.papers.of(dossier.number)
    kinds = [kind for kind in _makers(dossier, ward, actor, now) if _is_due(kind, dossier, issued)]
    if _handed_in_with_others(services, dossier, issued):
        kinds.append(PaperKind.MANY_RECEIPT)
    slips = [line for line in issued if line.kind is PaperKind.CONTROL_SLIP]
    further = [PaperChoice(PaperKind.CONTROL_SLIP, slips[-1], continuation=True)] if slips else []
    if PaperKind.CONTROL_SLIP in kinds and slips:
        further = [PaperChoice(PaperKind.CONTROL_SLIP, continuation=True)]
    lines = (PaperChoice(line.kind, line) for line in issued)
    return (*lines, *(PaperChoice(kind) for kind in kinds), *further)


def _makers(dossier: Dossier, ward: Ward, actor: Actor, now: datetime) -> list[PaperKind]:
    """Name the kinds whose facts the dossier has."""
    if dossier.voided:
        return []
    tries: dict[PaperKind, Callable[[], object]] = {
        PaperKind.RESULT_SLIP: lambda: result_slip_facts(dossier, ward, actor),
        **{
            kind: lambda gather=gather: gather(dossier, ward, actor, "", now)  # type: ignore[misc]
            for kind, gather in LETTERS.items()
        },
    }
    found = [kind for kind, gather in tries.items() if _succeeds(gather)]
    return [PaperKind.RECEIPT, PaperKind.CONTROL_SLIP, *found]


def _succeeds(gather: Callable[[], object]) -> bool:
    try:
        gather()
    except DeskError:
        return False
    return True


def _is_due(kind: PaperKind, dossier: Dossier, issued: tuple[PaperLine, ...]) -> bool:
    of_kind = [line for line in issued if line.kind is kind]
    if not of_kind:
        return True
    return kind in _OF_THE_MOMENT and of_kind[-1].issued_at < dossier.standing[-1].at


def _handed_in_with_others(
    services: TrackingServices, dossier: Dossier, issued: tuple[PaperLine, ...]
) -> bool:
    person = str(dossier.facts["submitter"]["id_number"])
    if not person or any(line.kind is PaperKind.MANY_RECEIPT for line in issued):
        return False
    lines = services.tracking.open_dossiers_of(person)
    return sum(local_day(line.received_at) == dossier.received_day for line in lines) > 1
