"""Steps of an accepted dossier: checked against the table of moves, written as one event."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tthc_desk.domain.deadlines import late_supplement
from tthc_desk.domain.dossier import Dossier, Status, apply, counted_day, fold, local_day
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import Event, EventKind, Json
from tthc_desk.domain.moves import (
    Action,
    check_apology,
    check_delay,
    check_delivery,
    check_extension,
    check_move,
    check_supplement,
    legal_moves,
    undoable,
)
from tthc_desk.domain.officers import Actor
from tthc_desk.usecases.action_input import ActionInput, checked_reason, step_data
from tthc_desk.usecases.correction import corrected_people, touched_day
from tthc_desk.usecases.dossier_clock import clock_data
from tthc_desk.usecases.handover import ItemState
from tthc_desk.usecases.intake_checks import check_request_id
from tthc_desk.usecases.ports import NewEvent, Store, WriteUnit
from tthc_desk.usecases.rules import RuleBook, Rules
from tthc_desk.usecases.step_papers import step_papers
from tthc_desk.usecases.ward import Ward


@dataclass(frozen=True, slots=True)
class ActionAnswer:
    """What a step led to; a repeat of its request gives the same.

    Args:
        papers: ids of papers issued with the step.
    """

    request_id: str
    number: str
    action: Action
    status: Status
    due_at: datetime | None
    version: int
    seq: int
    papers: tuple[int, ...] = ()
    repeated: bool = False


class Processing:
    """Moves accepted dossiers."""

    def __init__(self, store: Store, rules: Rules) -> None:
        self._store = store
        self._rules = rules

    def legal(self, dossier: Dossier, actor: Actor) -> tuple[Action, ...]:
        """List what an officer may do with a dossier now."""
        business_day = self._store.queries.business_day(self._rules.moment(None), dossier.number)
        return legal_moves(dossier, actor, self._rules.today(), business_day)

    def act(
        self,
        number: str,
        action: Action,
        given: ActionInput,
        actor: Actor,
        *,
        request_id: object = None,
        seen_version: int | None = None,
    ) -> ActionAnswer:
        """Take one step.

        Args:
            number: own number or official code.
            seen_version: version the officer had before the eyes; another one is refused.

        Raises:
            DeskError: NOT_FOUND; CONFLICT with who acted in between and when; MOVE, SUPERVISOR,
                REASON, ONCE, OVERDUE, UNPAID, UNDO and what is wrong in `given`. Nothing is
                saved then.
        """
        asked = check_request_id(request_id)
        with self._store.write(asked) as unit:
            earlier = unit.answer_of(asked)
            if earlier is not None:
                return _answer_from(earlier)
            dossier = unit.dossier(number)
            if dossier is None:
                raise DeskError(Code.NOT_FOUND, "number")
            if seen_version not in (None, dossier.version):
                raise _conflict(unit.history(dossier.number)[-1], self._rules.book(unit).ward)
            answer = self.enter(unit, dossier, action, given, actor, asked)
            unit.commit()
        return answer

    def enter(  # noqa: PLR0913 — all of them differ at each call
        self,
        unit: WriteUnit,
        dossier: Dossier,
        action: Action,
        given: ActionInput,
        actor: Actor,
        request_id: str,
        *,
        papers: bool = True,
    ) -> ActionAnswer:
        """Do the work of `act` inside an open unit, without committing.

        Args:
            papers: issue the papers that go with the step.
        """
        moved = self.step(unit, dossier, action, given, actor, request_id)
        issued = self._papers(unit, moved, action, actor) if papers else ()
        unit.save_dossier(moved)
        answer = ActionAnswer(
            request_id,
            moved.number,
            action,
            moved.status,
            moved.due_at,
            moved.version,
            moved.last_seq,
            issued,
        )
        unit.remember(request_id, _answer_text(answer))
        return answer

    def step(
        self,
        unit: WriteUnit,
        dossier: Dossier,
        action: Action,
        given: ActionInput,
        actor: Actor,
        request_id: str,
    ) -> Dossier:
        """Check a step and append its event; the caller saves the dossier."""
        book = self._rules.book(unit)
        now = self._rules.moment(unit.last_event_at())
        move = check_move(dossier, action, actor)
        data: dict[str, Json] = {
            "request_id": request_id,
            "reason": checked_reason(given, required=move.reason),
        }
        if action is Action.UNDO:
            return _undo(unit, dossier, actor, now, data)
        data |= step_data(action, given, dossier, book, now)
        _check_code(unit, dossier, data)
        _check_rules(action, dossier, actor, book, now, str(data.get("law", "")))
        data |= clock_data(move.kind, dossier, book, now, data.get("due_at"))
        if action in _MENDING:
            data |= _mended(unit, dossier, data, now)
        event = unit.append(NewEvent.by(actor, now, dossier.number, move.kind, data))
        if action is Action.CORRECT:
            for person in corrected_people(data):
                unit.save_person(person, now)
        if action is Action.VOID and dossier.list_number:
            where = (dossier.list_number, dossier.number)
            unit.save_list_item(*where, ItemState.REMOVED, str(data["reason"]), {})
        return apply(dossier, event)

    def _papers(
        self, unit: WriteUnit, dossier: Dossier, action: Action, actor: Actor
    ) -> tuple[int, ...]:
        ward = self._rules.book(unit).ward
        now = self._rules.moment(unit.last_event_at())
        return tuple(paper.id for paper in step_papers(unit, dossier, action, ward, actor, now))


def _check_code(unit: WriteUnit, dossier: Dossier, data: Mapping[str, Any]) -> None:
    """Refuse to correct an official code into one that another dossier bears."""
    code = (data.get("changes") or {}).get("official_code")
    holder = unit.number_of_code(code) if code else None
    if holder not in (None, dossier.number):
        raise DeskError(Code.TAKEN, "official_code", number=holder)


_MENDING = frozenset({Action.CORRECT, Action.VOID})


def _mended(
    unit: WriteUnit, dossier: Dossier, data: Mapping[str, Json], now: datetime
) -> dict[str, Json]:
    """Name the earlier day whose figures a step changes; nothing on its own day."""
    touched, closed = touched_day(dossier, data), unit.closed_through()
    if closed is not None and touched > closed >= dossier.received_day:
        # An opening balance stands in days that were closed before it was entered.
        touched = closed
    own = unit.business_day(now, dossier.number)
    return {"corrects_day": touched.isoformat()} if touched < own else {}


def _conflict(last: Event, ward: Ward) -> DeskError:
    return DeskError(Code.CONFLICT, officer=ward.name_of(last.officer), at=last.at, kind=last.kind)


def _check_rules(
    action: Action, dossier: Dossier, actor: Actor, book: RuleBook, now: datetime, law: str
) -> None:
    today = local_day(now)
    match action:
        case Action.EXTEND:
            check_extension(dossier, today)
        case Action.APOLOGISE:
            check_apology(dossier, today)
        case Action.EXPLAIN_DELAY:
            check_delay(dossier, today)
        case Action.REQUEST_SUPPLEMENT:
            late = late_supplement(now, dossier.received_at, book.calendar)
            overdue = dossier.overdue_on(today)
            check_supplement(dossier, actor, law, requested_late=late, overdue=overdue)
        case Action.DELIVER:
            check_delivery(dossier)


def _undo(
    unit: WriteUnit, dossier: Dossier, actor: Actor, now: datetime, data: dict[str, Json]
) -> Dossier:
    today = unit.business_day(now, dossier.number)
    last = undoable(dossier, actor, today)
    data["undoes"] = last.seq
    data["undone_kind"] = last.kind.value
    if counted_day(last) != today or last.officer != actor.officer.login:
        data["corrects_day"] = counted_day(last).isoformat()
    event = unit.append(NewEvent.by(actor, now, dossier.number, EventKind.UNDONE, data))
    folded = fold((*unit.history(dossier.number),))
    if folded is None or folded.last_seq != event.seq:
        raise AssertionError("an appended event must be in the history")
    return _off_list(unit, folded, actor, now, data) if "list" in last.data else folded


def _off_list(
    unit: WriteUnit, dossier: Dossier, actor: Actor, now: datetime, data: Mapping[str, Json]
) -> Dossier:
    """Take a dossier off the list its undone step came from: that list is spent."""
    number, reason = dossier.list_number, data["reason"]
    why = {"list": number, "reason": reason}
    event = unit.append(NewEvent.by(actor, now, dossier.number, EventKind.TAKEN_OFF_LIST, why))
    unit.save_list_item(number, dossier.number, ItemState.REJECTED, str(reason), {})
    return apply(dossier, event)


def _answer_text(answer: ActionAnswer) -> str:
    return json.dumps(
        {
            "request_id": answer.request_id,
            "number": answer.number,
            "action": answer.action.value,
            "status": int(answer.status),
            "due_at": answer.due_at.isoformat() if answer.due_at else None,
            "version": answer.version,
            "seq": answer.seq,
            "papers": answer.papers,
        },
        ensure_ascii=False,
    )


def _answer_from(text: str) -> ActionAnswer:
    plain = json.loads(text)
    due_at = plain["due_at"]
    return ActionAnswer(
        plain["request_id"],
        plain["number"],
        Action(plain["action"]),
        Status(plain["status"]),
        datetime.fromisoformat(due_at) if due_at else None,
        plain["version"],
        plain["seq"],
        tuple(plain["papers"]),
        repeated=True,
    )
