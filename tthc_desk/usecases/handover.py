"""Hand-over lists: dossiers out to case officers, results in to the counter."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from tthc_desk.domain.dossier import Dossier, Status, apply, local_day
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import EventKind, Json
from tthc_desk.domain.moves import Action
from tthc_desk.domain.officers import Actor
from tthc_desk.domain.text_input import clean_block, clean_line
from tthc_desk.usecases.action_input import ActionInput, step_data
from tthc_desk.usecases.handover_papers import handover_facts
from tthc_desk.usecases.lines import ListItem, ListLine, PaperLine
from tthc_desk.usecases.paper_facts import PaperKind
from tthc_desk.usecases.paper_issue import issue
from tthc_desk.usecases.parties import find_party
from tthc_desk.usecases.ports import NewEvent, Store, WriteUnit
from tthc_desk.usecases.rules import Rules


class ListKind(StrEnum):
    """Which way a list goes."""

    OFFICERS = "officers"
    RESULTS = "results"


class ListState(StrEnum):
    """How far a list is."""

    OPEN = "open"
    CLOSED = "closed"
    ACCEPTED = "accepted"


class ItemState(StrEnum):
    """What became of one dossier of a list."""

    ON = "on"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    REMOVED = "removed"


_MARKS = {ListKind.OFFICERS: "BG", ListKind.RESULTS: "KQ"}
PAPER_OF = {
    ListKind.OFFICERS: PaperKind.HANDOVER_LIST,
    ListKind.RESULTS: PaperKind.RESULT_HANDOVER,
}
_MAY_GO = {
    ListKind.OFFICERS: frozenset({Status.RECEIVED, Status.PROCESSING}),
    ListKind.RESULTS: frozenset({Status.RECEIVED, Status.PROCESSING}),
}
_MAY_LEAVE = {
    ItemState.REMOVED: (ListState.OPEN,),
    ItemState.REJECTED: (ListState.OPEN, ListState.CLOSED),
}


@dataclass(frozen=True, slots=True)
class ScanCheck:
    """What scanning the papers of a list brought to light.

    Args:
        missing: on the list and not scanned.
        surplus: scanned and not on the list.
    """

    present: tuple[str, ...]
    missing: tuple[str, ...]
    surplus: tuple[str, ...]


class Handover:
    """Builds, closes, accepts lists; refuses one item without breaking the rest."""

    def __init__(self, store: Store, rules: Rules) -> None:
        self._store = store
        self._rules = rules

    def open(self, kind: ListKind, taker: object, actor: Actor) -> ListLine:
        """Open a list.

        Args:
            taker: login or name of who takes the dossiers, or an agency outside the ward; for
                results of who gives them.

        Raises:
            DeskError: OFFICER when it is neither.
        """
        name, agency = self._party(taker)
        with self._store.write() as unit:
            now = self._rules.moment(unit.last_event_at())
            year = str(local_day(now).year)
            serial = unit.next_number(f"list/{_MARKS[kind]}", year)
            number = f"{_MARKS[kind]}{year}-{serial:04}"
            out = kind is ListKind.OFFICERS
            line = ListLine(
                number=number,
                kind=kind.value,
                agency=agency,
                taker=name if out else actor.officer.name,
                giver=actor.officer.name if out else name,
                opened_at=now,
                closed_at=None,
                accepted_at=None,
                state=ListState.OPEN,
                items=0,
            )
            data: dict[str, Json] = {
                "kind": kind.value,
                "agency": agency,
                "taker": line.taker,
                "giver": line.giver,
            }
            unit.append(NewEvent.by(actor, now, number, EventKind.LIST_OPENED, data))
            unit.save_list(line)
            unit.commit()
        return line

    def add(
        self, list_number: str, number: str, actor: Actor, result: ActionInput | None = None
    ) -> ListLine:
        """Put a dossier on an open list.

        Args:
            result: number, date, signer … of the result, for a list of results.

        Raises:
            DeskError: NOT_FOUND, BATCH when it stands on a list already (`list`) or the list is
                not open, MOVE when its status does not allow it.
        """
        # Everything is read inside the unit: another desk may close the list meanwhile.
        with self._store.write() as unit:
            line = self._open_line(list_number)
            kind = ListKind(line.kind)
            now = self._rules.moment(unit.last_event_at())
            dossier = _found(unit, number)
            _check_may_go(dossier, kind)
            outcome: Mapping[str, Json] = {}
            if kind is ListKind.RESULTS:
                given = result or ActionInput()
                outcome = step_data(Action.FINISH, given, dossier, self._rules.book(), now)
            data: dict[str, Json] = {"list": list_number, "result": outcome}
            event = unit.append(
                NewEvent.by(actor, now, dossier.number, EventKind.PUT_ON_LIST, data)
            )
            unit.save_dossier(apply(dossier, event))
            unit.save_list_item(list_number, dossier.number, ItemState.ON, "", outcome)
            line = replace(line, items=line.items + 1)
            unit.save_list(line)
            unit.commit()
        return line

    def remove(self, list_number: str, number: str, actor: Actor) -> ListLine:
        """Take a dossier off an open list again, without a trace on paper."""
        self._take_off(list_number, number, "", ItemState.REMOVED, actor)
        return self._line(list_number)

    def close(self, list_number: str, actor: Actor) -> tuple[ListLine, PaperLine]:
        """Close a list and issue its sheet.

        Raises:
            DeskError: BATCH when it is not open or holds nothing.
        """
        with self._store.write() as unit:
            line = self._open_line(list_number)
            items = self._standing(list_number)
            if not items:
                raise DeskError(Code.BATCH, list=list_number, why="empty")
            now = self._rules.moment(unit.last_event_at())
            closed = replace(line, state=ListState.CLOSED, closed_at=now, items=len(items))
            unit.append(NewEvent.by(actor, now, list_number, EventKind.LIST_CLOSED, {}))
            unit.save_list(closed)
            facts = handover_facts(closed, items, self._rules.book().ward)
            paper = issue(unit, PAPER_OF[ListKind(line.kind)], list_number, facts, actor, now)
            unit.commit()
        return closed, paper

    def accept(
        self, list_number: str, actor: Actor, numbers: Sequence[str] | None = None
    ) -> ListLine:
        """Take over what a closed list brings.

        Args:
            numbers: only these; the others stay on the list until accepted or rejected.

        Raises:
            DeskError: BATCH when the list is not closed, or a number is not on it.
        """
        with self._store.write() as unit:
            line = self._in_state(list_number, ListState.CLOSED)
            items = self._standing(list_number)
            taken = _taken(items, numbers, list_number)
            now = self._rules.moment(unit.last_event_at())
            for item in taken:
                self._accept_item(unit, line, item, actor, now)
            if len(taken) == len(items):
                line = replace(line, state=ListState.ACCEPTED, accepted_at=now)
                unit.append(NewEvent.by(actor, now, list_number, EventKind.LIST_ACCEPTED, {}))
            unit.save_list(line)
            unit.commit()
        return line

    def reject(self, list_number: str, number: str, reason: object, actor: Actor) -> ListLine:
        """Refuse one dossier of a list with a reason; the list goes on without it.

        Raises:
            DeskError: REASON, BATCH.
        """
        text = clean_block(reason, "reason", 500)
        if not text:
            raise DeskError(Code.REASON, "reason")
        self._take_off(list_number, number, text, ItemState.REJECTED, actor)
        return self._line(list_number)

    def show(self, list_number: str) -> tuple[ListLine, tuple[ListItem, ...]]:
        """Give a list with its dossiers, rejected ones too.

        Raises:
            DeskError: NOT_FOUND.
        """
        return self._line(list_number), self._store.queries.list_items(list_number)

    def check(self, list_number: str, scanned: Iterable[str]) -> ScanCheck:
        """Compare what was scanned with what a list says."""
        return scan_check([i.dossier.number for i in self._standing(list_number)], scanned)

    def _accept_item(
        self, unit: WriteUnit, line: ListLine, item: ListItem, actor: Actor, now: datetime
    ) -> None:
        dossier = _found(unit, item.dossier.number)
        if line.kind == ListKind.OFFICERS:
            kind = EventKind.FORWARDED
            data: dict[str, Json] = {"holder": self._login(line.taker), "reason": ""}
        else:
            kind = EventKind.FINISHED
            data = {**_json(item.result), "reason": ""}
        data["list"] = line.number
        event = unit.append(NewEvent.by(actor, now, dossier.number, kind, data))
        unit.save_dossier(apply(dossier, event))
        unit.save_list_item(line.number, dossier.number, ItemState.ACCEPTED, "", _json(item.result))

    def _take_off(
        self, list_number: str, number: str, reason: str, state: ItemState, actor: Actor
    ) -> None:
        allowed = _MAY_LEAVE[state]
        with self._store.write() as unit:
            line = self._in_state(list_number, *allowed)
            now = self._rules.moment(unit.last_event_at())
            dossier = _found(unit, number)
            if dossier.list_number != line.number:
                raise DeskError(Code.BATCH, "number", list=line.number, why="not_on")
            data: dict[str, Json] = {"list": line.number, "reason": reason}
            event = unit.append(
                NewEvent.by(actor, now, dossier.number, EventKind.TAKEN_OFF_LIST, data)
            )
            unit.save_dossier(apply(dossier, event))
            unit.save_list_item(line.number, dossier.number, state, reason, {})
            left = len(self._standing(line.number)) - 1
            done = line.state == ListState.CLOSED and left == 0
            unit.save_list(
                replace(
                    line,
                    items=left,
                    state=ListState.ACCEPTED if done else line.state,
                    accepted_at=now if done else None,
                )
            )
            unit.commit()

    def _party(self, value: object) -> tuple[str, str]:
        name = clean_line(value, "taker", 100, required=True)
        officer = find_party(name, "taker", self._rules.book())
        return (officer.name, officer.unit or officer.title) if officer else (name, "")

    def _login(self, name: str) -> str:
        ward = self._rules.book().ward
        # Who left after the list was closed was handed it all the same.
        found = (o.login for o in (*ward.officers, *ward.former) if o.name == name)
        return next(found, name)

    def _line(self, list_number: str) -> ListLine:
        line = self._store.queries.list_line(list_number)
        if line is None:
            raise DeskError(Code.NOT_FOUND, "list", list=list_number)
        return line

    def _open_line(self, list_number: str) -> ListLine:
        return self._in_state(list_number, ListState.OPEN)

    def _in_state(self, list_number: str, *allowed: ListState) -> ListLine:
        line = self._line(list_number)
        if line.state not in allowed:
            raise DeskError(Code.BATCH, list=list_number, why=line.state)
        return line

    def _standing(self, list_number: str) -> tuple[ListItem, ...]:
        items = self._store.queries.list_items(list_number)
        return tuple(i for i in items if i.state == ItemState.ON)


def scan_check(listed: Sequence[str], scanned: Iterable[str]) -> ScanCheck:
    """Compare scanned numbers with a list's, each in its own order and once."""
    seen = dict.fromkeys(scanned)
    return ScanCheck(
        tuple(n for n in listed if n in seen),
        tuple(n for n in listed if n not in seen),
        tuple(n for n in seen if n not in set(listed)),
    )


def _taken(
    items: Sequence[ListItem], numbers: Sequence[str] | None, list_number: str
) -> Sequence[ListItem]:
    if numbers is None:
        return items
    strangers = scan_check([i.dossier.number for i in items], numbers).surplus
    if strangers:
        raise DeskError(Code.BATCH, "number", list=list_number, why="not_on", number=strangers[0])
    return [item for item in items if item.dossier.number in set(numbers)]


def _found(unit: WriteUnit, number: str) -> Dossier:
    dossier = unit.dossier(number)
    if dossier is None:
        raise DeskError(Code.NOT_FOUND, "number")
    return dossier


def _check_may_go(dossier: Dossier, kind: ListKind) -> None:
    if dossier.list_number:
        raise DeskError(Code.BATCH, "number", list=dossier.list_number, why="on_list")
    if dossier.voided or dossier.status not in _MAY_GO[kind]:
        raise DeskError(Code.MOVE, "number", status=dossier.status, action="handover")


def _json(result: Mapping[str, object]) -> dict[str, Json]:
    return dict(result)  # type: ignore[arg-type]
