"""Which files of a ward's chain count: the same for every order they could have come in."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import permutations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.chain_oracle import oracle
from tthc_desk.domain.local_time import VIETNAM
from tthc_desk.domain.totals import Chain, Span, period_at
from tthc_desk.domain.totals_chain import (
    ChainFile,
    ChainState,
    Gap,
    KeyLife,
    Standing,
    chain_state,
)

START = date(2026, 1, 1)
KEY = KeyLife("a" * 16, 1, START)
OTHER = KeyLife("b" * 16, 2, START)
KEYS = {KEY.key_id: KEY, OTHER.key_id: OTHER}


def month(number: int) -> Span:
    return period_at(Chain.MONTHLY, date(2026, number, 1))


def file(name: str, seq: int, number: int, prev: str = "", **changes: object) -> ChainFile:
    span = month(number)
    signed = datetime.combine(span.last + timedelta(1), time(8), VIETNAM)
    made = ChainFile(name, KEY.key_id, seq, prev, "", span, signed, came_seq=seq)
    return replace(made, **changes)  # type: ignore[arg-type]


def standings(*files: ChainFile, keys: dict[str, KeyLife] = KEYS) -> dict[str, Standing]:
    return dict(chain_state(files, keys).standings)


def test_files_that_follow_one_another_all_count() -> None:
    files = (file("h1", 1, 1), file("h2", 2, 2, "h1"), file("h3", 3, 3, "h2"))
    state = chain_state(files, KEYS)
    assert state.counted == files
    assert (state.gaps, state.breaks, state.rewound) == ((), (), ())


def test_periods_may_come_in_any_order_of_days() -> None:
    files = (file("h1", 1, 3), file("h2", 2, 1, "h1"))
    assert [f.hash for f in chain_state(files, KEYS).counted] == ["h2", "h1"]


def test_of_two_different_files_at_one_place_neither_counts() -> None:
    found = standings(file("h1", 1, 1), file("h2", 1, 1))
    assert found == {"h1": Standing.FORKED, "h2": Standing.FORKED}


def test_the_same_file_twice_is_one_file() -> None:
    assert standings(file("h1", 1, 1), file("h1", 1, 1)) == {"h1": Standing.COUNTED}


def test_an_amendment_takes_the_place_of_the_period() -> None:
    amending = file("h2", 2, 1, "h1", replaces="h1")
    found = standings(file("h1", 1, 1), amending)
    assert found == {"h1": Standing.REPLACED, "h2": Standing.COUNTED}


def test_an_amendment_settles_a_fork() -> None:
    fork = (file("h1", 1, 1), file("h2", 1, 1))
    state = chain_state((*fork, file("h3", 2, 1, "h2", replaces="h1")), KEYS)
    assert [f.hash for f in state.counted] == ["h3"]


def test_an_amendment_of_another_period_does_not_count() -> None:
    found = standings(file("h1", 1, 1), file("h2", 2, 2, "h1", replaces="h1"))
    assert found["h2"] is Standing.OTHER_PERIOD


def test_an_amendment_of_a_file_that_never_came_counts() -> None:
    assert standings(file("h2", 2, 1, "h1", replaces="h1")) == {"h2": Standing.COUNTED}


def test_a_second_file_of_a_period_that_amends_nothing_overlaps() -> None:
    found = standings(file("h1", 1, 1), file("h2", 2, 1, "h1"))
    assert found == {"h1": Standing.COUNTED, "h2": Standing.OVERLAPS}


def test_a_file_that_does_not_name_the_one_before_it_is_not_linked() -> None:
    found = standings(file("h1", 1, 1), file("h2", 2, 2, "zz"))
    assert found == {"h1": Standing.COUNTED, "h2": Standing.UNLINKED}


def test_after_a_gap_nothing_can_be_told_of_the_link() -> None:
    state = chain_state((file("h1", 1, 1), file("h4", 4, 4, "h3")), KEYS)
    assert set(state.standings.values()) == {Standing.COUNTED}
    assert state.gaps == (Gap(KEY.key_id, 2, 3),)


def test_a_gap_before_a_huge_number_is_one_range() -> None:
    state = chain_state((file("h1", 999_999_999_999, 1),), KEYS)
    assert state.gaps == (Gap(KEY.key_id, 1, 999_999_999_998),)


def test_a_new_key_goes_on_with_the_chain() -> None:
    second = file("h2", 1, 2, "h1", key_id=OTHER.key_id)
    assert set(standings(file("h1", 1, 1), second).values()) == {Standing.COUNTED}


def test_what_a_new_key_sends_again_without_amending_overlaps() -> None:
    again = file("h2", 1, 1, key_id=OTHER.key_id)
    assert standings(again, file("h1", 7, 1)) == {"h1": Standing.COUNTED, "h2": Standing.OVERLAPS}


@pytest.mark.parametrize(
    ("life", "counts"),
    [
        ({"valid_from": date(2026, 2, 1)}, True),
        ({"valid_from": date(2026, 2, 2)}, False),
        ({"valid_to": date(2026, 2, 1)}, True),
        ({"valid_to": date(2026, 1, 31)}, False),
        ({"revoked_from": date(2026, 2, 2), "revoked_seq": 99}, True),
        ({"revoked_from": date(2026, 2, 1), "revoked_seq": 99}, False),
        ({"revoked_from": date(2026, 12, 1), "revoked_seq": 0}, False),
    ],
)
def test_what_counts_was_signed_and_came_while_the_key_was_valid(
    life: dict[str, object], counts: bool
) -> None:
    key = replace(KEY, **life)  # type: ignore[arg-type]
    found = standings(file("h1", 1, 1), keys={KEY.key_id: key})
    assert found["h1"] is (Standing.COUNTED if counts else Standing.KEY)


def test_a_stolen_key_cannot_make_a_fork_of_what_was_sent_before() -> None:
    revoked = replace(KEY, revoked_from=date(2026, 6, 1), revoked_seq=50)
    stolen = file("h9", 1, 1, came_seq=51)
    found = standings(file("h1", 1, 1), stolen, keys={KEY.key_id: revoked})
    assert found == {"h1": Standing.COUNTED, "h9": Standing.KEY}


def test_the_day_of_signing_is_that_of_vietnam() -> None:
    # 18:00 in UTC is the next day there.
    signed = datetime.fromisoformat("2026-01-31T18:00:00+00:00")
    keys = {KEY.key_id: replace(KEY, valid_from=date(2026, 2, 1))}
    assert standings(file("h1", 1, 1, as_of=signed), keys=keys)["h1"] is Standing.COUNTED


def test_what_is_left_must_come_over_into_the_next_period() -> None:
    files = (file("h1", 1, 1, c11=5), file("h2", 2, 2, "h1", c6=7, opening=2, c11=3))
    assert chain_state(files, KEYS).breaks == ()
    (found,) = chain_state((*files, file("h3", 3, 3, "h2", c6=4)), KEYS).breaks
    assert (found.before, found.after, found.left, found.carried) == (month(2), month(3), 3, 4)


def test_periods_with_one_missing_between_them_are_not_compared() -> None:
    files = (file("h1", 1, 1, c11=5), file("h2", 2, 3, "h1", c6=9))
    assert chain_state(files, KEYS).breaks == ()


def test_a_ward_that_knows_fewer_events_than_before_was_restored() -> None:
    files = (file("h1", 1, 1, audit_length=20), file("h2", 2, 2, "h1", audit_length=19))
    assert chain_state(files, KEYS).rewound == ("h2",)


# --- any files at all

SPANS = st.builds(
    lambda first, days: Span(START + timedelta(first), START + timedelta(first + days)),
    st.integers(0, 6),
    st.integers(0, 3),
)
LIVES = st.builds(
    lambda begin, end, revoked, seq: (START + timedelta(begin), end, revoked, seq),
    st.integers(0, 4),
    st.none() | st.integers(0, 9).map(lambda n: START + timedelta(n)),
    st.none() | st.integers(0, 9).map(lambda n: START + timedelta(n)),
    st.integers(0, 12),
)


@st.composite
def any_chain(draw: st.DrawFn) -> tuple[list[ChainFile], dict[str, KeyLife]]:
    """Give few places and few hashes, so that everything collides often."""
    keys = {}
    for order, name in enumerate("abc", start=1):
        begin, end, revoked, seq = draw(LIVES)
        keys[name] = KeyLife(name, order, begin, end, revoked, seq if revoked else None)
    count = draw(st.integers(0, 9))
    names = [f"h{n}" for n in range(count)]
    hashes = st.sampled_from(["", "unknown", *names])
    files = [
        ChainFile(
            hash=name,
            key_id=draw(st.sampled_from("abc" if draw(st.booleans()) else "a")),
            seq=draw(st.integers(1, 4)),
            prev=draw(hashes),
            replaces=draw(st.just("") | hashes),
            span=draw(SPANS),
            as_of=datetime.combine(START + timedelta(draw(st.integers(0, 9))), time(9), VIETNAM),
            came_seq=at,
            c6=draw(st.integers(0, 2)),
            c11=draw(st.integers(0, 2)),
            audit_length=draw(st.integers(0, 3)),
        )
        for at, name in enumerate(names, start=1)
    ]
    return files, keys


@settings(max_examples=600, deadline=None)
@given(any_chain())
def test_it_decides_as_one_would_by_hand(chain: tuple[list[ChainFile], dict[str, KeyLife]]) -> None:
    files, keys = chain
    assert dict(chain_state(files, keys).standings) == oracle(files, keys)


@settings(max_examples=250, deadline=None)
@given(any_chain(), st.randoms(use_true_random=False))
def test_no_order_and_no_repetition_changes_anything(
    chain: tuple[list[ChainFile], dict[str, KeyLife]], chance: Random
) -> None:
    files, keys = chain
    state = chain_state(files, keys)
    again = files + chance.choices(files, k=4) if files else []
    chance.shuffle(again)
    other = chain_state(again, keys)
    assert plain(other) == plain(state)


@settings(max_examples=200, deadline=None)
@given(any_chain())
def test_what_counts_is_whole(chain: tuple[list[ChainFile], dict[str, KeyLife]]) -> None:
    files, keys = chain
    state = chain_state(files, keys)
    assert set(state.standings) == {f.hash for f in files}
    spans = [f.span for f in state.counted]
    assert spans == sorted(spans)
    assert not any(a.overlaps(b) for at, a in enumerate(spans) for b in spans[at + 1 :])
    assert {f.hash for f in state.counted} == {
        h for h, standing in state.standings.items() if standing is Standing.COUNTED
    }
    valid = {(f.key_id, f.seq) for f in files if state.standings[f.hash] is not Standing.KEY}
    empty = {
        (key, seq)
        for key, last in valid
        for seq in range(1, last)
        if (key, seq) not in valid
    }  # fmt: skip
    told = {(gap.key_id, seq) for gap in state.gaps for seq in range(gap.first, gap.last + 1)}
    assert told == empty


def plain(state: ChainState) -> tuple[object, ...]:
    counted = tuple(f.hash for f in state.counted)
    return (dict(state.standings), counted, state.gaps, state.breaks, set(state.rewound))


def test_every_order_of_a_small_story_gives_the_same() -> None:
    story = (
        file("h1", 1, 1, c11=2, audit_length=10),
        file("h2", 2, 2, "h1", c6=2, audit_length=20),
        file("x2", 2, 2, "h1", c6=3, audit_length=21),
        file("h3", 3, 2, "h2", replaces="h2", c6=2, audit_length=30),
        file("h5", 5, 4, "h4", audit_length=25),
        file("k1", 1, 1, "h5", key_id=OTHER.key_id, replaces="h1", audit_length=5),
    )
    states = {repr(plain(chain_state(order, KEYS))) for order in permutations(story)}
    assert len(states) == 1
