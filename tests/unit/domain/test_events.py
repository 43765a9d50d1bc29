"""The one text of an event's facts and the hash that binds it to the one before."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tthc_desk.domain.events import GENESIS, Event, EventKind, canonical, chain_hash, stamp

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
EVENT = Event(1, AT, date(2026, 3, 2), "thu", "Quầy 1", "N-1", EventKind.RECEIVED, {})
_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_values = st.recursive(
    st.none() | st.booleans() | st.integers() | _texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_texts, inner, max_size=3),
    max_leaves=8,
)
_facts = st.dictionaries(_texts, _values, max_size=5)
_CHANGES: dict[str, Any] = {
    "seq": 2,
    "at": AT + timedelta(microseconds=1),
    "business_day": date(2026, 3, 3),
    "officer": "giam",
    "desk": "Quầy 2",
    "subject": "N-2",
    "kind": EventKind.VOIDED,
}


@given(_facts)
def test_facts_are_read_back_as_they_were_written(facts: dict[str, Any]) -> None:
    assert json.loads(canonical(facts)) == facts


@given(_facts)
def test_the_order_of_facts_does_not_change_their_text(facts: dict[str, Any]) -> None:
    assert canonical(dict(reversed(facts.items()))) == canonical(facts)


@pytest.mark.parametrize("odd", [float("nan"), float("inf")])
def test_a_number_that_is_none_is_not_written(odd: float) -> None:
    facts: Any = {"x": odd}
    with pytest.raises(ValueError, match="JSON"):
        canonical(facts)


@given(_facts, _facts)
def test_other_facts_give_another_hash(one: dict[str, Any], other: dict[str, Any]) -> None:
    assume(canonical(one) != canonical(other))
    first = chain_hash(GENESIS, EVENT, canonical(one))
    assert first != chain_hash(GENESIS, EVENT, canonical(other))


@pytest.mark.parametrize("name", _CHANGES)
def test_every_field_of_an_event_is_bound(name: str) -> None:
    changed: Event = replace(EVENT, **{name: _CHANGES[name]})
    assert chain_hash(GENESIS, changed, "{}") != chain_hash(GENESIS, EVENT, "{}")


def test_the_event_before_is_bound() -> None:
    assert chain_hash(bytes(31) + b"\x01", EVENT, "{}") != chain_hash(GENESIS, EVENT, "{}")


@given(_texts, _texts, _texts)
def test_text_moved_from_one_field_into_the_next_is_seen(a: str, b: str, c: str) -> None:
    one = replace(EVENT, officer=a + b, desk=c)
    other = replace(EVENT, officer=a, desk=b + c)
    assume((one.officer, one.desk) != (other.officer, other.desk))
    assert chain_hash(GENESIS, one, "{}") != chain_hash(GENESIS, other, "{}")


@given(st.integers(-14, 14))
def test_a_moment_is_stored_in_one_spelling_whatever_its_zone(hours: int) -> None:
    local = AT.astimezone(timezone(timedelta(hours=hours)))
    assert stamp(local) == "2026-03-02T01:00:00.000000+00:00"
    moved = replace(EVENT, at=local)
    assert chain_hash(GENESIS, moved, "{}") == chain_hash(GENESIS, EVENT, "{}")


def test_the_hash_is_the_one_that_files_of_this_program_hold() -> None:
    # Spelled out: a change of this text makes every stored chain unreadable.
    body = (
        "1:1" "32:2026-03-02T01:00:00.000000+00:00" "10:2026-03-02" "3:thu" "6:Quầy 1"
        "3:N-1" "8:received" '7:{"a":1}'
    )  # fmt: skip
    expected = hashlib.sha256(bytes(32) + body.encode()).digest()
    assert chain_hash(GENESIS, EVENT, '{"a":1}') == expected
