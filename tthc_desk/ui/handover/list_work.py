"""Work on lists in the database lane: plain functions that see no widget."""

from collections.abc import Sequence
from dataclasses import dataclass

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.officers import Actor, Officer, Role
from tthc_desk.ui.handover.services import HandoverServices
from tthc_desk.usecases.action_input import ActionInput
from tthc_desk.usecases.handover import PAPER_OF, ListKind
from tthc_desk.usecases.lines import DossierLine, ListItem, ListLine


@dataclass(frozen=True, slots=True)
class Overview:
    """What a tab shows before a list is chosen.

    Args:
        parties: who takes dossiers or brings results, case officers first.
    """

    lists: tuple[ListLine, ...]
    parties: tuple[Officer, ...]
    agency_code: str


@dataclass(frozen=True, slots=True)
class ShownList:
    """A list with its dossiers.

    Args:
        paper_id: its newest sheet, 0 while it has none.
    """

    line: ListLine
    items: tuple[ListItem, ...]
    paper_id: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A dossier to put on a list, with its result for a list of results."""

    number: str
    result: ActionInput | None = None


@dataclass(frozen=True, slots=True)
class PutOn:
    """What came of putting dossiers on a list.

    Args:
        shown: the list as it stands, None when nothing could be put on a new one.
        refused: number and why.
    """

    shown: ShownList | None
    added: int
    refused: tuple[tuple[str, DeskError], ...]


def overview(services: HandoverServices, kind: ListKind) -> Overview:
    """Read the lists of a kind and who may take part."""
    ward = services.rules.book().ward
    parties = sorted(
        (o for o in ward.officers if o.role is not Role.COUNTER),
        key=lambda o: o.role is not Role.CASE,
    )
    lists = tuple(line for line in services.lists() if line.kind == kind.value)
    return Overview(lists, tuple(parties), ward.agency_code)


def show_list(services: HandoverServices, list_number: str) -> ShownList:
    """Read a list with its dossiers.

    Raises:
        DeskError: NOT_FOUND.
    """
    line, items = services.handover.show(list_number)
    paper = services.papers.newest(PAPER_OF[ListKind(line.kind)], list_number)
    return ShownList(line, items, paper.id if paper else 0)


def find_exact(services: HandoverServices, text: str) -> DossierLine:
    """Find a dossier by own number or official code, as scanned or typed.

    A number typed without the ward's own first part is completed.

    Raises:
        DeskError: NOT_FOUND.
    """
    agency = services.rules.book().ward.agency_code
    wanted = {text.casefold(), f"{agency}-{text}".casefold()}
    for line in services.tracking.find(text, limit=5).lines:
        if line.number.casefold() in wanted or line.official_code.casefold() in wanted:
            return line
    raise DeskError(Code.NOT_FOUND, "number", number=text)


def put_on(
    services: HandoverServices,
    target: tuple[ListKind, str, str],
    entries: Sequence[Entry],
    actor: Actor,
) -> PutOn:
    """Put dossiers on a list, opening one when there is none; one refused does not stop the rest.

    Args:
        target: kind, number of the open list (empty: a new one), the other party.
    """
    kind, list_number, party = target
    refused: list[tuple[str, DeskError]] = []
    added = 0
    for entry in entries:
        try:
            line = find_exact(services, entry.number)
            list_number = list_number or services.handover.open(kind, party, actor).number
            services.handover.add(list_number, line.number, actor, entry.result)
            added += 1
        except DeskError as error:
            refused.append((entry.number, error))
    return PutOn(show_list(services, list_number) if list_number else None, added, tuple(refused))


def close_list(services: HandoverServices, list_number: str, actor: Actor) -> ShownList:
    """Close a list; its sheet is the newest paper of what is given back."""
    services.handover.close(list_number, actor)
    return show_list(services, list_number)


def accept_list(
    services: HandoverServices, list_number: str, numbers: Sequence[str] | None, actor: Actor
) -> ShownList:
    """Accept a list, or only some of its dossiers."""
    services.handover.accept(list_number, actor, numbers)
    return show_list(services, list_number)


def take_off(
    services: HandoverServices, list_number: str, item: tuple[str, str], actor: Actor
) -> ShownList:
    """Take a dossier off a list.

    Args:
        item: number, and the reason for refusing it; empty while the list is still being made.
    """
    number, reason = item
    if reason:
        services.handover.reject(list_number, number, reason, actor)
    else:
        services.handover.remove(list_number, number, actor)
    return show_list(services, list_number)
