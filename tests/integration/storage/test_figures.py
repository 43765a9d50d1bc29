"""Figures of a day and of form II.06a against worked examples and an independent count."""

import tempfile
from collections import Counter as Tally
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers.random_history import START, STEPS, Step, play
from tests.helpers.wards import Counter, FixedClock, moment, new_store
from tthc_desk.domain.dossier import (
    OPEN,
    WAITING,
    fold,
    local_day,
    standing_events,
)
from tthc_desk.domain.events import Event, EventKind
from tthc_desk.storage.store import WardStore
from tthc_desk.usecases.lines import CountRow, DayRow

COLUMNS = ("c4", "c5", "c6", "c8", "c9", "c10", "c12", "c13")


def columns(rows: Iterable[CountRow]) -> tuple[int, ...]:
    found = tuple(rows)
    return tuple(sum(getattr(row, name) for row in found) for name in COLUMNS)


def day_of(month: int, day: int) -> date:
    return date(2026, month, day)


def tell_the_example(desk: Counter) -> None:
    """Write the eight dossiers of the worked example, in the order in which they happened."""
    numbers = {
        name: desk.receive(day_of(3, 2), due).number
        for name, due in (
            ("A", day_of(3, 9)),
            ("B", day_of(4, 6)),
            ("C", day_of(3, 30)),
            ("D", day_of(4, 1)),
            ("E", day_of(3, 23)),
        )
    }
    desk.act(numbers["A"], day_of(3, 6), EventKind.FINISHED)
    desk.act(numbers["C"], day_of(3, 3), EventKind.FORWARDED, holder="thu")
    desk.act(numbers["D"], day_of(3, 27), EventKind.SUPPLEMENT_REQUESTED)
    desk.act(numbers["C"], day_of(3, 30), EventKind.REFUSED)
    desk.act(numbers["B"], day_of(4, 1), EventKind.WITHDRAWN)
    desk.act(numbers["E"], day_of(4, 3), EventKind.FINISHED)
    late = desk.receive(day_of(4, 6), day_of(4, 13)).number
    desk.act(numbers["D"], day_of(4, 13), EventKind.STOPPED)
    desk.act(late, day_of(4, 13), EventKind.FINISHED)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ((3, 1), (3, 31), (0, 5, 0, 1, 1, 0, 2, 1)),
        ((4, 1), (4, 30), (0, 1, 3, 1, 2, 1, 0, 0)),
        ((3, 1), (4, 30), (0, 6, 0, 2, 3, 1, 0, 0)),
    ],
)
def test_the_worked_example_counts_as_the_regulation_does(
    desk: Counter,
    first: tuple[int, int],
    last: tuple[int, int],
    expected: tuple[int, ...],
) -> None:
    tell_the_example(desk)
    rows = desk.store.queries.report_rows(day_of(*first), day_of(*last))
    assert columns(rows) == expected


def test_a_report_as_sent_in_march_says_the_same_after_april(desk: Counter) -> None:
    tell_the_example(desk)
    sent = moment(day_of(3, 31)).replace(hour=17)
    rows = desk.store.queries.report_rows(day_of(3, 1), day_of(3, 31), sent)
    assert columns(rows) == (0, 5, 0, 1, 1, 0, 2, 1)


def test_an_opening_balance_is_carried_over_and_never_received(desk: Counter) -> None:
    desk.receive(day_of(3, 5), day_of(3, 9), opening=True)
    assert columns(desk.store.queries.report_rows(day_of(3, 1), day_of(3, 31))) == (
        *(0, 0, 1),
        *(0, 0, 0),
        *(0, 1),
    )
    figures = desk.store.queries.day_figures(day_of(3, 5))
    assert (figures.carried_over, figures.in_hand, figures.notes["opening"]) == (1, 1, 1)


def test_voids_and_dossiers_of_others_stand_in_notes_only(desk: Counter) -> None:
    day = day_of(3, 5)
    void = desk.receive(day, day_of(3, 9)).number
    desk.receive(day, day_of(3, 9), counted=False)
    before = desk.at(day)
    desk.act(void, day, EventKind.VOIDED, reason="nhập nhầm")
    queries = desk.store.queries
    assert queries.report_rows(day, day) == ()
    notes = queries.day_figures(day).notes
    assert (notes["voided"], notes["not_counted"]) == (1, 1)
    # Before the void it was a dossier like any other.
    assert columns(queries.report_rows(day, day, before)) == (0, 1, 0, 0, 0, 0, 1, 0)


def test_money_is_counted_on_its_own_day_by_method(desk: Counter) -> None:
    number = desk.receive(day_of(3, 5), day_of(3, 9), charge_dong=8000, fee_dong=5000).number
    desk.act(number, day_of(3, 5), EventKind.PAID, method="cash", charge_dong=8000, fee_dong=0)
    before = desk.at(day_of(3, 5))
    desk.act(number, day_of(3, 6), EventKind.PAID, method="transfer", charge_dong=0, fee_dong=5000)
    desk.act(number, day_of(3, 6), EventKind.PAID, method="cash", charge_dong=-8000, fee_dong=0)
    queries = desk.store.queries
    first, second = (queries.day_figures(day_of(3, d)) for d in (5, 6))
    assert (first.cash_dong, first.transfer_dong) == (8000, 0)
    assert (second.cash_dong, second.transfer_dong) == (-8000, 5000)
    assert second.rows == (DayRow("Hộ tịch", 0, 0, 0, -8000, 5000, 0, 0),)
    assert queries.day_figures(day_of(3, 6), before).transfer_dong == 0


def test_the_chain_of_the_tally_is_that_of_its_moment(desk: Counter) -> None:
    desk.receive(day_of(3, 5))
    before = desk.store.queries.chain_head()
    at = desk.at(day_of(3, 5))
    desk.receive(day_of(3, 5))
    figures = desk.store.queries.day_figures(day_of(3, 5), at)
    assert (figures.chain_head, figures.chain_length) == before


# --- an independent count over random histories


def counted_anew(
    histories: Iterable[list[Event]], first: date, last: date, seen: datetime, known: int
) -> Tally[str]:
    """Count from the events alone, dossier by dossier, in the words of the regulation."""
    found: Tally[str] = Tally()
    for events in histories:
        standing = standing_events(e for e in events if e.seq <= known)
        now = fold(standing)
        if now is None or now.voided or not now.facts["counted"] or now.received_day > last:
            continue
        ended = now.ending.day if now.ending else None
        if ended and ended < first:
            continue
        if now.received_day < first or now.facts["opening"]:
            found["c6"] += 1
        else:
            found["c4" if now.facts["channel"] == "online" else "c5"] += 1
        if ended and ended <= last:
            assert now.ending
            found[f"c{now.ending.timeliness.value}"] += 1
        else:
            found[open_at(standing, last, min(last, local_day(seen)))] += 1
    return found


def open_at(standing: tuple[Event, ...], last: date, late_before: date) -> str:
    # The state at the end of the period is what the events up to it add up to.
    then = fold(e for e in standing if e.business_day <= last)
    assert then is not None
    assert then.status in OPEN
    if then.status in WAITING:
        late = then.spans[-1].late_on_entering
    else:
        late = then.due_day is not None and then.due_day < late_before
    return "c13" if late else "c12"


def histories_of(store: WardStore) -> list[list[Event]]:
    with store._database.reading() as connection:
        from tthc_desk.storage.events import event_of

        rows = connection.execute(
            "SELECT seq, at, business_day, officer, desk, subject, kind, data FROM event"
            " ORDER BY seq"
        ).fetchall()
    found: dict[str, list[Event]] = {}
    for event in map(event_of, rows):
        found.setdefault(event.subject, []).append(event)
    return list(found.values())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    steps=st.lists(STEPS, min_size=5, max_size=60),
    first=st.integers(-2, 40),
    length=st.integers(0, 40),
    share=st.integers(0, 100),
)
def test_sql_and_an_independent_count_agree_at_every_moment(
    steps: list[Step], first: int, length: int, share: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        clock = FixedClock()
        with new_store(Path(folder) / "ward", clock) as store:
            play(Counter(store), steps)
            check(store, clock, (first, length), share)


def check(store: WardStore, clock: FixedClock, span: tuple[int, int], share: int) -> None:
    histories = histories_of(store)
    events = sorted((e for events in histories for e in events), key=lambda e: e.seq)
    begin = START + timedelta(span[0])
    end = begin + timedelta(span[1])
    chosen = events[(len(events) - 1) * share // 100]
    queries = store.queries
    for as_of, known in ((None, events[-1].seq), (chosen.at, chosen.seq)):
        seen = as_of or clock.now()
        expected = counted_anew(histories, begin, end, seen, known)
        rows = queries.report_rows(begin, end, as_of)
        assert columns(rows) == tuple(expected[name] for name in COLUMNS)
        total = sum(expected[name] for name in ("c4", "c5", "c6"))
        assert total == sum(expected.values()) - total
        check_day(store, histories, end, (as_of, seen, known))
    assert list(store.verify()) == []


def check_day(
    store: WardStore,
    histories: list[list[Event]],
    day: date,
    when: tuple[datetime | None, datetime, int],
) -> None:
    as_of, seen, known = when
    expected = counted_anew(histories, day, day, seen, known)
    figures = store.queries.day_figures(day, as_of)
    assert figures.timeliness == (expected["c8"], expected["c9"], expected["c10"])
    assert figures.carried_over == expected["c6"]
    assert (figures.in_hand, figures.in_hand_late) == (
        expected["c12"] + expected["c13"],
        expected["c13"],
    )
    assert sum(figures.open_by_age) == figures.in_hand
    assert sum(figures.by_channel.values()) == expected["c4"] + expected["c5"]
    standing = [standing_events(e for e in events if e.seq <= known) for events in histories]
    paid = [
        int(str(e.data["charge_dong"])) + int(str(e.data["fee_dong"]))
        for events in standing
        for e in events
        if e.kind is EventKind.PAID and e.business_day == day
    ]
    assert figures.cash_dong == sum(paid)
    money = sum(row.charge_dong + row.fee_dong for row in figures.rows)
    assert money == figures.cash_dong + figures.transfer_dong
