"""Ends compared with due days, and dossiers folded from every kind of history."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.factories import make_event
from tests.helpers.wards import moment, received_facts
from tthc_desk.domain.dossier import (
    Dossier,
    Queue,
    Status,
    Timeliness,
    apply,
    begin,
    fold,
    local_day,
    standing_events,
    timeliness,
)
from tthc_desk.domain.events import Event, EventKind
from tthc_desk.domain.moves import MOVES, Action

DUE = date(2026, 3, 9)


def test_an_end_is_compared_by_calendar_day() -> None:
    assert timeliness(date(2026, 3, 8), DUE) is Timeliness.EARLY
    assert timeliness(DUE, DUE) is Timeliness.ON_TIME
    assert timeliness(date(2026, 3, 10), DUE) is Timeliness.LATE


def test_without_a_due_day_an_end_is_on_time() -> None:
    assert timeliness(DUE, None) is Timeliness.ON_TIME


def test_a_day_begins_at_midnight_in_vietnam() -> None:
    assert local_day(datetime(2026, 3, 9, 17, 0, tzinfo=UTC)) == date(2026, 3, 10)


START = date(2026, 3, 2)
LATER = date(2026, 3, 9)
_STEP_DATA: dict[Action, dict[str, Any]] = {
    Action.FORWARD: {"holder": "hotich"},
    Action.COMPLETE_SUPPLEMENT: {"due_at": moment(date(2026, 3, 20)).isoformat()},
    Action.OBLIGED: {"due_at": moment(date(2026, 3, 16)).isoformat()},
    Action.EXTEND: {"due_at": moment(date(2026, 3, 12)).isoformat()},
    Action.APOLOGISE: {"due_at": moment(date(2026, 3, 30)).isoformat()},
    Action.EXPLAIN_DELAY: {"cause": "partner"},
    Action.DECIDE_DATE: {"due_at": moment(date(2026, 3, 10)).isoformat(), "move": True},
    Action.PAY: {"method": "cash", "charge_dong": 1_000, "fee_dong": 500},
    Action.REFUND: {"method": "cash", "charge_dong": 1_000, "fee_dong": 500},
    Action.CORRECT: {"changes": {"note": "đã sửa"}},
}


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Walk through the table of moves at random, without undoing anything."""
    facts = received_facts(START, draw(st.sampled_from((None, LATER))), charge_dong=5_000)
    events = [make_event(1, EventKind.RECEIVED, moment(START), **facts)]
    for seq in range(2, 2 + draw(st.integers(0, 8))):
        at = events[-1].at + timedelta(hours=draw(st.sampled_from((1, 24, 72))))
        found = fold(events)
        assert found is not None
        moves = [a for a in Action if a is not Action.UNDO and _is_move(found, a)]
        if not moves:
            break
        action = draw(st.sampled_from(moves))
        events.append(make_event(seq, MOVES[action].kind, at, **_STEP_DATA.get(action, {})))
    return events


def _is_move(dossier: Dossier, action: Action) -> bool:
    return not dossier.voided and dossier.status in MOVES[action].sources


def folded(events: Sequence[Event]) -> Dossier:
    found = fold(events)
    assert found is not None
    return found


def state(dossier: Dossier) -> Dossier:
    """Leave out what says how the dossier came to be as it is."""
    return replace(dossier, version=0, last_seq=0)


@given(histories())
def test_folding_equals_taking_one_step_after_the_other(events: list[Event]) -> None:
    stepped = begin(events[0])
    for event in events[1:]:
        stepped = apply(stepped, event)
    assert stepped == folded(events)


@given(histories())
def test_every_step_leads_to_the_status_of_the_table(events: list[Event]) -> None:
    targets = {move.kind: move.target for move in MOVES.values()}
    for place in range(1, len(events)):
        before, after = folded(events[:place]), folded(events[: place + 1])
        assert after.status == (targets[events[place].kind] or before.status)


@given(histories())
def test_undoing_the_last_step_restores_what_was_before(events: list[Event]) -> None:
    for place in range(1, len(events)):
        last = events[place]
        undo = make_event(90, EventKind.UNDONE, last.at, undoes=last.seq)
        undone = folded([*events[: place + 1], undo])
        assert state(undone) == state(folded(events[:place]))
        assert undone.version == place + 2


@given(histories())
def test_undoing_every_step_backwards_leads_to_the_reception(events: list[Event]) -> None:
    undos = [
        make_event(100 + e.seq, EventKind.UNDONE, events[-1].at, undoes=e.seq)
        for e in reversed(events[1:])
    ]
    assert state(folded([*events, *undos])) == state(begin(events[0]))


@given(histories(), st.randoms(use_true_random=False))
def test_what_stands_does_not_depend_on_when_it_was_undone(
    events: list[Event], random: Random
) -> None:
    undone = {e.seq for e in events[1:] if random.random() < 0.5}
    mixed = list(events)
    for seq in sorted(undone):
        after = next(place for place, e in enumerate(mixed) if e.seq == seq)
        undo = make_event(200 + seq, EventKind.UNDONE, events[-1].at, undoes=seq)
        mixed.insert(random.randint(after + 1, len(mixed)), undo)
    standing = standing_events(mixed)
    assert [e.seq for e in standing] == [e.seq for e in events if e.seq not in undone]


@given(histories())
def test_an_earlier_moment_shows_the_dossier_as_it_was_then(events: list[Event]) -> None:
    assert fold(events, events[0].at - timedelta(seconds=1)) is None
    for place, event in enumerate(events, start=1):
        assert fold(events, event.at) == folded(events[:place])


@given(histories())
def test_a_dossier_stands_in_the_one_queue_of_its_status(events: list[Event]) -> None:
    found = folded(events)
    queues = {
        Status.RECEIVED: Queue.TO_HAND_OVER,
        Status.PROCESSING: Queue.PROCESSING,
        Status.SUPPLEMENT: Queue.WAITING_SUPPLEMENT,
        Status.OBLIGATION: Queue.WAITING_OBLIGATION,
        Status.FINISHED: Queue.TO_DELIVER,
    }
    expected = Queue.CLOSED if found.voided else queues.get(found.status, Queue.CLOSED)
    assert found.queue is expected
    if not found.voided and expected is not Queue.CLOSED:
        assert replace(found, list_number="BG2026-0001").queue is Queue.ON_LIST


@given(histories())
def test_money_taken_and_money_owed_make_what_is_due(events: list[Event]) -> None:
    found = folded(events)
    assert found.charge_due_dong + sum(p.charge_dong for p in found.payments) == 5_000
    assert found.fee_due_dong + sum(p.fee_dong for p in found.payments) == 0


_Step = tuple[EventKind, date, dict[str, Any]]


def _told(*steps: _Step) -> Dossier:
    facts = received_facts(START, LATER)
    events = [make_event(1, EventKind.RECEIVED, moment(START), **facts)]
    events += [
        make_event(seq, kind, moment(day), **data) for seq, (kind, day, data) in enumerate(steps, 2)
    ]
    return folded(events)


@pytest.mark.parametrize("ending", [EventKind.WITHDRAWN, EventKind.STOPPED])
def test_what_is_closed_while_waiting_is_on_time_however_long_it_waited(ending: EventKind) -> None:
    waited: _Step = (EventKind.SUPPLEMENT_REQUESTED, date(2026, 3, 6), {})
    found = _told(waited, (ending, date(2026, 5, 6), {}))
    assert found.ending
    assert found.ending.timeliness is Timeliness.ON_TIME


def test_what_was_late_when_the_waiting_began_is_closed_late() -> None:
    waited: _Step = (EventKind.SUPPLEMENT_REQUESTED, date(2026, 3, 10), {})
    found = _told(waited, (EventKind.STOPPED, date(2026, 3, 11), {}))
    assert found.ending
    assert found.ending.timeliness is Timeliness.LATE


def test_an_apology_moves_no_date_that_counts() -> None:
    new = {"due_at": moment(date(2026, 3, 30)).isoformat()}
    found = _told(
        (EventKind.APOLOGISED, date(2026, 3, 10), new), (EventKind.FINISHED, date(2026, 3, 12), {})
    )
    assert found.due_day == LATER
    assert found.ending
    assert found.ending.timeliness is Timeliness.LATE


def test_a_correction_changes_only_the_facts_it_names() -> None:
    found = _told((EventKind.CORRECTED, date(2026, 3, 3), {"changes": {"note": "mới"}}))
    before = _told()
    assert found.facts["note"] == "mới"
    assert {k: v for k, v in found.facts.items() if k != "note"} == {
        k: v for k, v in before.facts.items() if k != "note"
    }


def test_an_end_entered_later_counts_when_it_happened() -> None:
    then = {"happened_at": moment(date(2026, 3, 6)).isoformat()}
    entered = date(2026, 3, 20)
    steps: list[_Step] = [(EventKind.FINISHED, entered, then), (EventKind.DELIVERED, entered, then)]
    found = _told(*steps)
    assert found.ending
    assert (found.ending.at, found.ending.day) == (moment(date(2026, 3, 6)), date(2026, 3, 6))
    assert found.ending.timeliness is Timeliness.EARLY
    assert found.delivered_at == moment(date(2026, 3, 6))
    assert found.delivered_day == date(2026, 3, 6)
    # True time of the entry stays where the chain keeps it.
    assert found.standing[-1].at == moment(entered)


def test_a_second_rectified_course_stands_in_place_of_the_first() -> None:
    def course(day: int) -> dict[str, Any]:
        due = moment(date(2026, 3, day)).isoformat()
        return {"changes": {}, "follows": {"field": "Đất đai"}, "dues": {"1": due}, "due_at": due}

    found = _told(
        (EventKind.CORRECTED, date(2026, 3, 3), course(5)),
        (EventKind.FINISHED, date(2026, 3, 6), {}),
        (EventKind.CORRECTED, date(2026, 3, 10), course(12)),
    )
    assert (found.due_day, found.spans[0].due_day) == (date(2026, 3, 12), date(2026, 3, 12))
    assert found.ending
    assert found.ending.timeliness is Timeliness.EARLY
    assert found.facts["field"] == "Đất đai"
    # What was promised meanwhile is still told by the events as they are stored.
    assert found.standing[0].data["due_at"] == moment(LATER).isoformat()


def test_no_events_make_no_dossier() -> None:
    assert fold(()) is None
