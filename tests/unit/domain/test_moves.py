"""The table of moves, written once more by hand, and the rules that stand beside it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from tests.helpers.factories import (
    CASE,
    COUNTER,
    OTHER_COUNTER,
    SUPERVISOR,
    code_and_field,
    make_event,
    refusal,
)
from tests.helpers.wards import moment, received_facts
from tthc_desk.domain.dossier import Dossier, Span, Status, fold
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import EventKind
from tthc_desk.domain.moves import (
    MOVES,
    Action,
    check_apology,
    check_delivery,
    check_extension,
    check_move,
    check_supplement,
    legal_moves,
    undoable,
)
from tthc_desk.domain.officers import Actor, Officer

DAY = date(2026, 3, 2)
ACTORS = {"C": Actor(COUNTER, "1"), "K": Actor(CASE, "1"), "S": Actor(SUPERVISOR, "1")}
# Who may do what from where: C counter, K case officer, S supervisor.
_MONEY_AND_MENDING = {"pay": "CS", "refund": "S", "correct": "S", "undo": "CKS", "void": "S"}
_MONEY_AND_MENDING["explain-delay"] = "CKS"
_RUNNING = {
    "forward": "CKS",
    "request-supplement": "CKS",
    "finish": "CKS",
    "refuse": "CKS",
    "withdraw": "CS",
    "stop": "CKS",
    "extend": "CKS",
    "apologise": "CKS",
    "decide-date": "CS",
    **_MONEY_AND_MENDING,
}
EXPECTED: dict[Status, dict[str, str]] = {
    Status.NEW: {},
    Status.RECEIVED: _RUNNING,
    Status.REFUSED_RECEPTION: {},
    Status.PROCESSING: {**_RUNNING, "oblige": "CKS"},
    Status.SUPPLEMENT: {
        "complete-supplement": "CS",
        "withdraw": "CS",
        "stop": "CKS",
        "apologise": "CKS",
        **_MONEY_AND_MENDING,
    },
    Status.OBLIGATION: {
        "obliged": "CKS",
        "withdraw": "CS",
        "stop": "CKS",
        "apologise": "CKS",
        **_MONEY_AND_MENDING,
    },
    Status.WITHDRAWN: _MONEY_AND_MENDING,
    Status.STOPPED: _MONEY_AND_MENDING,
    Status.FINISHED: {"deliver": "CS", **_MONEY_AND_MENDING},
    Status.DELIVERED: _MONEY_AND_MENDING,
}
TARGETS = {
    "forward": Status.PROCESSING,
    "request-supplement": Status.SUPPLEMENT,
    "complete-supplement": Status.RECEIVED,
    "oblige": Status.OBLIGATION,
    "obliged": Status.PROCESSING,
    "finish": Status.FINISHED,
    "refuse": Status.FINISHED,
    "deliver": Status.DELIVERED,
    "withdraw": Status.WITHDRAWN,
    "stop": Status.STOPPED,
}
NEEDS_REASON = {
    "request-supplement",
    "oblige",
    "refuse",
    "withdraw",
    "stop",
    "extend",
    "apologise",
    "refund",
    "correct",
    "undo",
    "void",
}


def a_dossier(status: Status = Status.RECEIVED, **changes: Any) -> Dossier:
    facts = received_facts(DAY, DAY + timedelta(7), charge_dong=10_000, fee_dong=0)
    found = fold([make_event(1, EventKind.RECEIVED, moment(DAY), **facts)])
    assert found is not None
    return replace(found, status=status, **changes)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("role", ACTORS)
def test_a_move_is_allowed_exactly_where_the_table_says(
    status: Status, action: Action, role: str
) -> None:
    allowed = EXPECTED[status].get(action.value, "")
    if role in allowed:
        assert check_move(a_dossier(status), action, ACTORS[role]) is MOVES[action]
        return
    with pytest.raises(DeskError) as refused:
        check_move(a_dossier(status), action, ACTORS[role])
    # What nobody may do is no move; what somebody else may do needs that somebody.
    assert refused.value.code is (Code.SUPERVISOR if allowed else Code.MOVE)


@pytest.mark.parametrize("action", Action)
def test_each_move_leads_where_the_national_codes_say(action: Action) -> None:
    assert MOVES[action].target == TARGETS.get(action.value)
    assert MOVES[action].reason == (action.value in NEEDS_REASON)


def test_every_kind_of_step_belongs_to_one_action() -> None:
    kinds = [move.kind for move in MOVES.values()]
    assert len(set(kinds)) == len(kinds) == len(Action)


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("status", Status)
def test_nothing_but_a_refund_may_be_done_with_a_voided_dossier(
    action: Action, status: Status
) -> None:
    if action is Action.REFUND and action.value in EXPECTED[status]:
        assert check_move(a_dossier(status, voided=True), action, ACTORS["S"])
        return
    with pytest.raises(DeskError) as refused:
        check_move(a_dossier(status, voided=True), action, ACTORS["S"])
    assert refused.value.code is Code.MOVE


@pytest.mark.parametrize("action", Action)
def test_a_dossier_on_a_list_waits_for_the_list(action: Action) -> None:
    dossier = a_dossier(Status.RECEIVED, list_number="BG2026-0001")
    free = {"pay", "refund", "correct", "undo", "void", "explain-delay", "decide-date"}
    if action.value not in EXPECTED[Status.RECEIVED]:
        return
    if action.value in free:
        assert check_move(dossier, action, ACTORS["S"])
        return
    with pytest.raises(DeskError) as refused:
        check_move(dossier, action, ACTORS["S"])
    assert refused.value.code is Code.BATCH
    assert refused.value.facts["list"] == "BG2026-0001"


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("role", ACTORS)
def test_the_moves_offered_are_those_of_the_table(status: Status, role: str) -> None:
    table = {name for name, roles in EXPECTED[status].items() if role in roles}
    offered = {a.value for a in legal_moves(a_dossier(status), ACTORS[role], DAY)}
    # Nothing has been done since the reception: nothing to undo, nothing late, nothing paid.
    assert offered == table - {"undo", "apologise", "refund", "explain-delay", "decide-date"}


def test_a_re_appointment_is_offered_once_and_not_after_the_due_day() -> None:
    due_day = DAY + timedelta(7)
    actor = ACTORS["C"]
    assert Action.EXTEND in legal_moves(a_dossier(), actor, due_day)
    assert Action.EXTEND not in legal_moves(a_dossier(), actor, due_day + timedelta(1))
    assert Action.EXTEND not in legal_moves(a_dossier(re_appointed=True), actor, DAY)


@pytest.mark.parametrize("status", [Status.RECEIVED, Status.PROCESSING])
def test_an_apology_is_offered_only_after_the_due_day(status: Status) -> None:
    due_day, actor = DAY + timedelta(7), ACTORS["C"]
    assert Action.APOLOGISE not in legal_moves(a_dossier(status), actor, due_day)
    assert Action.APOLOGISE in legal_moves(a_dossier(status), actor, due_day + timedelta(1))
    assert code_and_field(refusal(check_apology, a_dossier(status), due_day)) == (
        Code.NOT_OVERDUE,
        "new_due",
    )


@pytest.mark.parametrize("status", [Status.SUPPLEMENT, Status.OBLIGATION])
@pytest.mark.parametrize("late", [False, True])
def test_what_waits_is_apologised_for_if_it_was_late_before(status: Status, late: bool) -> None:
    spans = (Span(DAY, DAY, waiting=False), Span(DAY, DAY, waiting=True, late_on_entering=late))
    dossier = a_dossier(status, spans=spans)
    offered = legal_moves(dossier, ACTORS["C"], DAY + timedelta(30))
    assert (Action.APOLOGISE in offered) is late


@pytest.mark.parametrize("overdue", [False, True])
@pytest.mark.parametrize("used", [False, True])
def test_a_re_appointment_is_refused_for_its_reason(overdue: bool, used: bool) -> None:
    day = DAY + timedelta(8 if overdue else 7)
    ask = partial(check_extension, a_dossier(re_appointed=used), day)
    if overdue:
        assert refusal(ask).code is Code.OVERDUE
    elif used:
        assert refusal(ask).code is Code.ONCE
    else:
        ask()


def test_nothing_is_promised_without_a_term_so_no_date_can_be_moved() -> None:
    dossier = a_dossier(due_at=None, spans=(Span(DAY, None, waiting=False),))
    offered = legal_moves(dossier, ACTORS["C"], DAY)
    assert Action.EXTEND not in offered
    assert Action.APOLOGISE not in offered


def test_paying_is_offered_only_while_something_is_owed() -> None:
    dossier = a_dossier()
    paid = replace(dossier, facts={**dossier.facts, "charge_dong": 0})
    assert Action.PAY in legal_moves(dossier, ACTORS["C"], DAY)
    assert Action.PAY not in legal_moves(paid, ACTORS["C"], DAY)


def _after_forwarding(at: datetime, officer: Officer = COUNTER) -> Dossier:
    facts = received_facts(DAY, DAY + timedelta(7))
    received = make_event(1, EventKind.RECEIVED, moment(DAY), **facts)
    forwarded = replace(make_event(2, EventKind.FORWARDED, at), officer=officer.login)
    found = fold([received, forwarded])
    assert found is not None
    return found


def test_ones_own_last_step_of_the_day_can_be_undone() -> None:
    dossier = _after_forwarding(moment(DAY))
    assert undoable(dossier, ACTORS["C"], DAY).seq == 2


@pytest.mark.parametrize(
    ("officer", "days", "why"), [(OTHER_COUNTER, 0, "other"), (COUNTER, 1, "day")]
)
def test_anything_else_is_undone_by_a_supervisor_alone(
    officer: Officer, days: int, why: str
) -> None:
    dossier = _after_forwarding(moment(DAY), officer)
    today = DAY + timedelta(days)
    with pytest.raises(DeskError) as refused:
        undoable(dossier, ACTORS["C"], today)
    assert (refused.value.code, refused.value.facts["why"]) == (Code.UNDO, why)
    assert undoable(dossier, ACTORS["S"], today).seq == 2


@pytest.mark.parametrize("role", ACTORS)
def test_the_reception_itself_is_voided_and_never_undone(role: str) -> None:
    with pytest.raises(DeskError) as refused:
        undoable(a_dossier(), ACTORS[role], DAY)
    assert refused.value.facts["why"] == "nothing"


@pytest.mark.parametrize("mode", ["restart", "pause"])
@pytest.mark.parametrize("role", ACTORS)
@pytest.mark.parametrize("law", ["", "Luật Hộ tịch"])
@pytest.mark.parametrize("before", [0, 1])
def test_a_second_supplement_needs_a_supervisor_who_names_the_law(
    mode: str, role: str, law: str, before: int
) -> None:
    dossier = a_dossier(supplements=before)
    dossier = replace(dossier, facts={**dossier.facts, "mode": mode})
    ask = partial(check_supplement, dossier, ACTORS[role], law, requested_late=False, overdue=False)
    if before == 1 and mode == "restart" and not (role == "S" and law):
        assert code_and_field(refusal(ask)) == (Code.ONCE, "law")
    else:
        ask()


@pytest.mark.parametrize("role", ACTORS)
@pytest.mark.parametrize(("late", "overdue"), [(True, False), (False, True), (True, True)])
def test_a_late_supplement_needs_a_supervisor(role: str, late: bool, overdue: bool) -> None:
    ask = partial(check_supplement, a_dossier(), ACTORS[role], "")
    if role == "S":
        ask(requested_late=late, overdue=overdue)
    else:
        error = refusal(ask, requested_late=late, overdue=overdue)
        assert error.code is Code.SUPERVISOR


def test_a_result_is_not_given_away_before_it_is_paid() -> None:
    with pytest.raises(DeskError) as refused:
        check_delivery(a_dossier(Status.FINISHED))
    assert (refused.value.code, refused.value.facts["dong"]) == (Code.UNPAID, 10_000)
    free = a_dossier(Status.FINISHED)
    check_delivery(replace(free, facts={**free.facts, "charge_dong": 0}))
