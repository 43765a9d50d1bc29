"""Hand-over lists: out to officers, results in, one item refused, nothing lost on the way."""

from datetime import date
from functools import partial
from typing import Any

import pytest

from tests.helpers.factories import CASE, Office, code_and_field, refusal
from tests.helpers.fakes import DisturbedStore
from tthc_desk.domain.dossier import Queue, Status
from tthc_desk.domain.errors import Code
from tthc_desk.domain.moves import Action
from tthc_desk.usecases.action_input import ActionInput
from tthc_desk.usecases.handover import Handover, ItemState, ListKind, ListState, scan_check
from tthc_desk.usecases.paper_facts import HandoverListFacts, PaperKind
from tthc_desk.usecases.paper_record import facts_from_text


def a_list(office: Office, size: int = 0, kind: ListKind = ListKind.OFFICERS) -> tuple[str, ...]:
    """Open a list and put so many fresh dossiers on it; its number, then theirs."""
    line = office.desk.handover.open(kind, CASE.login, office.counter)
    numbers = [office.accept() for _ in range(size)]
    for number in numbers:
        office.desk.handover.add(line.number, number, office.counter)
    return (line.number, *numbers)


def states(office: Office, list_number: str) -> dict[str, str]:
    return {i.dossier.number: i.state for i in office.desk.handover.show(list_number)[1]}


def test_lists_have_yearly_numbers_of_their_own(office: Office) -> None:
    numbers = [a_list(office)[0], a_list(office)[0], a_list(office, kind=ListKind.RESULTS)[0]]
    assert numbers == ["BG2026-0001", "BG2026-0002", "KQ2026-0001"]
    office.clock.at = office.clock.at.replace(year=2027)
    assert a_list(office)[0] == "BG2027-0001"
    assert office.findings() == []


def test_an_accepted_list_brings_its_dossiers_to_the_officer(office: Office) -> None:
    number, *dossiers = a_list(office, 2)
    assert {office.dossier(n).queue for n in dossiers} == {Queue.ON_LIST}
    line, paper = office.desk.handover.close(number, office.counter)
    assert (line.state, line.items, paper.kind) == (ListState.CLOSED, 2, PaperKind.HANDOVER_LIST)
    line = office.desk.handover.accept(number, office.case)
    assert line.state == ListState.ACCEPTED
    for dossier in map(office.dossier, dossiers):
        assert (dossier.status, dossier.holder) == (Status.PROCESSING, CASE.login)
        assert dossier.queue is Queue.PROCESSING
    assert office.findings() == []


def test_the_sheet_names_what_stands_on_the_list(office: Office) -> None:
    number, first, second = a_list(office, 2)
    office.desk.handover.remove(number, first, office.counter)
    _, paper = office.desk.handover.close(number, office.counter)
    stored = office.desk.store.queries.paper(paper.id)
    assert stored
    facts = facts_from_text(PaperKind.HANDOVER_LIST, stored.facts_text)
    assert isinstance(facts, HandoverListFacts)
    assert [line.number for line in facts.lines] == [second]
    assert (facts.giver, facts.taker) == (office.counter.officer.name, CASE.name)


def test_a_dossier_stands_on_one_list_only(office: Office) -> None:
    number, dossier = a_list(office, 1)
    other = a_list(office)[0]
    for target in (number, other):
        error = refusal(office.desk.handover.add, target, dossier, office.counter)
        assert code_and_field(error) == (Code.BATCH, "number")
        assert (error.facts["why"], error.facts["list"]) == ("on_list", number)
    assert office.desk.handover.show(number)[0].items == 1


@pytest.mark.parametrize(
    "action", [Action.FORWARD, Action.FINISH, Action.WITHDRAW, Action.REQUEST_SUPPLEMENT]
)
def test_what_is_on_a_list_is_not_moved_past_it(office: Office, action: Action) -> None:
    _, dossier = a_list(office, 1)
    assert refusal(office.act, dossier, action).code is Code.BATCH


@pytest.mark.parametrize("action", [Action.FINISH, Action.WITHDRAW, Action.REQUEST_SUPPLEMENT])
def test_what_does_not_lie_at_the_counter_goes_on_no_list(office: Office, action: Action) -> None:
    number, dossier = a_list(office)[0], office.accept()
    office.act(dossier, action)
    error = refusal(office.desk.handover.add, number, dossier, office.counter)
    assert code_and_field(error) == (Code.MOVE, "number")


def test_one_dossier_is_refused_and_the_list_goes_on(office: Office) -> None:
    number, bad, good = a_list(office, 2)
    office.desk.handover.close(number, office.counter)
    error = refusal(office.desk.handover.reject, number, bad, "  ", office.case)
    assert code_and_field(error) == (Code.REASON, "reason")
    line = office.desk.handover.reject(number, bad, "Thiếu tờ khai", office.case)
    assert (line.state, line.items) == (ListState.CLOSED, 2)
    assert office.dossier(bad).queue is Queue.TO_HAND_OVER
    office.desk.handover.accept(number, office.case)
    assert states(office, number) == {bad: ItemState.REJECTED, good: ItemState.ACCEPTED}
    # It comes back on the next list.
    again = a_list(office)[0]
    office.desk.handover.add(again, bad, office.counter)
    assert office.findings() == []


def test_a_list_may_be_accepted_in_parts(office: Office) -> None:
    number, first, second, third = a_list(office, 3)
    office.desk.handover.close(number, office.counter)
    line = office.desk.handover.accept(number, office.case, [second])
    assert line.state == ListState.CLOSED
    assert office.dossier(second).queue is Queue.PROCESSING
    assert office.dossier(first).queue is Queue.ON_LIST
    office.desk.handover.reject(number, first, "Sai thủ tục", office.case)
    line = office.desk.handover.accept(number, office.case)
    assert line.state == ListState.ACCEPTED
    assert set(states(office, number).values()) == {ItemState.ACCEPTED, ItemState.REJECTED}
    assert office.dossier(third).queue is Queue.PROCESSING
    error = refusal(office.desk.handover.accept, number, office.case)
    assert (error.code, error.facts["why"]) == (Code.BATCH, "accepted")


def test_refusing_the_last_one_ends_the_list(office: Office) -> None:
    number, first, second = a_list(office, 2)
    office.desk.handover.close(number, office.counter)
    office.desk.handover.accept(number, office.case, [first])
    assert office.desk.handover.reject(number, second, "Sai", office.case).state == "accepted"
    assert office.findings() == []


def test_only_what_is_on_the_list_is_accepted(office: Office) -> None:
    number, _ = a_list(office, 1)
    stranger = office.accept()
    office.desk.handover.close(number, office.counter)
    before = office.events()
    error = refusal(office.desk.handover.accept, number, office.case, [stranger])
    assert (error.code, error.facts["why"]) == (Code.BATCH, "not_on")
    assert office.events() == before


def test_lists_go_one_way_only(office: Office) -> None:
    handover, number = office.desk.handover, a_list(office)[0]
    assert refusal(handover.close, number, office.counter).facts["why"] == "empty"
    assert refusal(handover.accept, number, office.case).facts["why"] == "open"
    dossier = office.accept()
    handover.add(number, dossier, office.counter)
    handover.close(number, office.counter)
    assert refusal(handover.close, number, office.counter).facts["why"] == "closed"
    assert refusal(handover.add, number, office.accept(), office.counter).facts["why"] == "closed"
    assert refusal(handover.remove, number, dossier, office.counter).facts["why"] == "closed"
    handover.accept(number, office.case)
    assert refusal(handover.reject, number, dossier, "x", office.case).facts["why"] == "accepted"


@pytest.mark.parametrize("call", ["add", "remove", "close", "accept", "reject", "show"])
def test_a_list_that_does_not_exist_is_not_found(office: Office, call: str) -> None:
    arguments: dict[str, tuple[Any, ...]] = {
        "add": (office.accept(), office.counter),
        "remove": ("x", office.counter),
        "close": (office.counter,),
        "accept": (office.case,),
        "reject": ("x", "Sai", office.case),
        "show": (),
    }
    error = refusal(getattr(office.desk.handover, call), "BG2026-9999", *arguments[call])
    assert code_and_field(error) == (Code.NOT_FOUND, "list")


@pytest.mark.parametrize("kind", ListKind)
def test_a_list_may_go_to_an_agency_outside_the_ward(office: Office, kind: ListKind) -> None:
    line = office.desk.handover.open(kind, "Công an quận – UBND quận Thử", office.counter)
    assert "Công an quận – UBND quận Thử" in (line.taker, line.giver)


@pytest.mark.parametrize(
    ("taker", "code"),
    [("", Code.REQUIRED), ("a" * 101, Code.TEXT_LENGTH), ("hotch", Code.OFFICER)],
)
def test_a_list_names_who_takes_it(office: Office, taker: str, code: Code) -> None:
    error = refusal(office.desk.handover.open, ListKind.OFFICERS, taker, office.counter)
    assert code_and_field(error) == (code, "taker")
    assert a_list(office)[0] == "BG2026-0001"


def test_results_come_in_with_their_number_date_and_signer(office: Office) -> None:
    dossier = office.accept()
    office.act(dossier, Action.FORWARD, holder=CASE.login)
    number = a_list(office, kind=ListKind.RESULTS)[0]
    result = ActionInput(result_number="9/KQ", result_date="2026-03-02", signer="Trần Thị Thử")
    office.desk.handover.add(number, dossier, office.counter, result)
    _, paper = office.desk.handover.close(number, office.counter)
    assert paper.kind is PaperKind.RESULT_HANDOVER
    office.desk.handover.accept(number, office.counter)
    found = office.dossier(dossier)
    assert (found.status, found.queue) == (Status.FINISHED, Queue.TO_DELIVER)
    assert found.result
    assert found.result["result_number"] == "9/KQ"
    assert office.desk.reports.report_06a(date(2026, 3, 2), date(2026, 3, 2)).total.c7 == 1
    assert office.findings() == []


def test_a_result_signed_tomorrow_goes_on_no_list(office: Office) -> None:
    dossier, number = office.accept(), a_list(office, kind=ListKind.RESULTS)[0]
    result = ActionInput(result_date="2026-03-03")
    error = refusal(office.desk.handover.add, number, dossier, office.counter, result)
    assert code_and_field(error) == (Code.DATE, "result_date")
    assert office.dossier(dossier).queue is Queue.TO_HAND_OVER


def test_scanning_names_what_is_missing_and_what_is_too_much(office: Office) -> None:
    number, first, second = a_list(office, 2)
    found = office.desk.handover.check(number, [second, second, "lạ"])
    assert (found.present, found.missing, found.surplus) == ((second,), (first,), ("lạ",))
    assert scan_check([], []).present == ()


def test_a_voided_dossier_leaves_its_list_and_is_never_accepted(office: Office) -> None:
    number, bad, good = a_list(office, 2)
    office.desk.handover.close(number, office.counter)
    office.act(bad, Action.VOID, office.supervisor)
    office.desk.handover.accept(number, office.case)
    assert office.dossier(bad).status is Status.RECEIVED
    assert states(office, number) == {bad: ItemState.REMOVED, good: ItemState.ACCEPTED}
    assert office.findings() == []


def test_a_list_whose_dossiers_were_all_voided_can_be_ended(office: Office) -> None:
    number, bad = a_list(office, 1)
    office.desk.handover.close(number, office.counter)
    office.act(bad, Action.VOID, office.supervisor)
    assert office.desk.handover.accept(number, office.case).state == ListState.ACCEPTED


def test_an_undone_acceptance_leaves_the_dossier_at_the_counter_not_on_a_spent_list(
    office: Office,
) -> None:
    number, dossier = a_list(office, 1)
    office.desk.handover.close(number, office.counter)
    office.desk.handover.accept(number, office.case)
    office.act(dossier, Action.UNDO, office.case)
    found = office.dossier(dossier)
    assert (found.status, found.queue, found.list_number) == (
        Status.RECEIVED,
        Queue.TO_HAND_OVER,
        "",
    )
    again = a_list(office)[0]
    office.desk.handover.add(again, dossier, office.counter)
    assert office.findings() == []


def test_an_undone_result_list_leaves_the_dossier_with_the_officer(office: Office) -> None:
    number, dossier = a_list(office, 1, ListKind.RESULTS)
    office.desk.handover.close(number, office.counter)
    office.desk.handover.accept(number, office.counter)
    office.act(dossier, Action.UNDO)
    assert office.dossier(dossier).queue is Queue.TO_HAND_OVER
    office.act(dossier, Action.FORWARD)
    assert office.findings() == []


def test_a_list_closed_by_another_desk_meanwhile_takes_no_more(office: Office) -> None:
    number, _ = a_list(office, 1)
    late = office.accept()
    close = partial(office.desk.handover.close, number, office.other)
    handover = Handover(DisturbedStore(office.desk.store, close), office.desk.rules)
    assert refusal(handover.add, number, late, office.counter).facts["why"] == "closed"
    assert office.dossier(late).queue is Queue.TO_HAND_OVER


def test_the_sheet_holds_what_another_desk_added_meanwhile(office: Office) -> None:
    number, _ = a_list(office, 1)
    late = office.accept()
    add = partial(office.desk.handover.add, number, late, office.other)
    handover = Handover(DisturbedStore(office.desk.store, add), office.desk.rules)
    line, _ = handover.close(number, office.counter)
    assert line.items == len(states(office, number)) == 2


def test_a_list_is_accepted_once_though_two_try(office: Office) -> None:
    number, dossier = a_list(office, 1)
    office.desk.handover.close(number, office.counter)
    first = partial(office.desk.handover.accept, number, office.case)
    handover = Handover(DisturbedStore(office.desk.store, first), office.desk.rules)
    assert refusal(handover.accept, number, office.case).facts["why"] == "accepted"
    assert office.dossier(dossier).version == 3
