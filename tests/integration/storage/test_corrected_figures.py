"""Figures of dossiers whose procedure was corrected: SQL and a fold agree, early and late."""

import tempfile
from collections import Counter as Tally
from datetime import date, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers.random_history import START, STEPS, Player, Step
from tests.helpers.wards import Counter, FixedClock, moment, new_store
from tthc_desk.domain.dossier import Dossier, fold, local_day
from tthc_desk.domain.events import Event, EventKind, Json
from tthc_desk.storage.store import WardStore

_DUE_AT = frozenset(
    {
        EventKind.RECEIVED,
        EventKind.SUPPLEMENT_COMPLETED,
        EventKind.OBLIGATION_MET,
        EventKind.EXTENDED,
    }
)
_MEND = st.tuples(st.integers(0, 30), st.integers(-3, 12), st.booleans())


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    parts=st.lists(st.tuples(st.lists(STEPS, min_size=1, max_size=12), _MEND), max_size=6),
    first=st.integers(-2, 30),
    length=st.integers(0, 30),
    share=st.integers(0, 100),
)
def test_sql_and_a_fold_agree_about_corrected_dossiers_at_every_moment(
    parts: list[tuple[list[Step], tuple[int, int, bool]]], first: int, length: int, share: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        clock = FixedClock()
        with new_store(Path(folder) / "ward", clock) as store:
            player = Player(Counter(store))
            for steps, mend in parts:
                player.play(steps)
                _correct(player, store, *mend)
            begin = START + timedelta(first)
            _compare(store, clock, (begin, begin + timedelta(length)), share)
            assert list(store.verify()) == []


def _correct(player: Player, store: WardStore, pick: int, due_in: int, counted: bool) -> None:
    """Move every promised date of one dossier, its field, and whether it counts."""
    number = player.numbers[pick % len(player.numbers)]
    dossier = store.queries.dossier(number)
    assert dossier
    if dossier.voided:
        return
    clocked = [e for e in dossier.standing if e.kind in _DUE_AT]
    dues: dict[str, Json] = {
        str(e.seq): moment(e.business_day + timedelta(due_in)).isoformat() for e in clocked
    }
    follows: dict[str, Json] = {"field": "Thủy lợi", "counted": counted}
    mended: dict[str, Json] = {"changes": {}, "follows": follows, "dues": dues}
    player.desk.act(number, player.day, EventKind.CORRECTED, **mended)


def _compare(store: WardStore, clock: FixedClock, days: tuple[date, date], share: int) -> None:
    histories = _histories(store)
    events = sorted((e for found in histories for e in found), key=lambda e: e.seq)
    if not events:
        return
    chosen = events[(len(events) - 1) * share // 100]
    for as_of, known in ((None, events[-1].seq), (chosen.at, chosen.seq)):
        expected: dict[str, Tally[str]] = {}
        for history in histories:
            dossier = fold(e for e in history if e.seq <= known)
            if dossier is not None:
                field = str(dossier.facts["field"])
                columns = expected.setdefault(field, Tally())
                columns.update(_columns(dossier, days, as_of or clock.now()))
        rows = store.queries.report_rows(*days, as_of)
        found = {
            row.field: {f"c{n}": getattr(row, f"c{n}") for n in (4, 5, 6, 8, 9, 10, 12, 13)}
            for row in rows
        }
        for field, columns in expected.items():
            assert {n: k for n, k in found.get(field, {}).items() if k} == dict(columns)


def _columns(dossier: Dossier, days: tuple[date, date], seen: datetime) -> list[str]:
    first, last = days
    ended = dossier.ending.day if dossier.ending else date.max
    counted = dossier.facts["counted"] and not dossier.voided
    if not counted or dossier.received_day > last or ended < first:
        return []
    before = dossier.received_day < first or dossier.facts["opening"]
    came = "c6" if before else ("c4" if dossier.facts["channel"] == "online" else "c5")
    if dossier.ending and ended <= last:
        return [came, f"c{int(dossier.ending.timeliness)}"]
    span = [s for s in dossier.spans if s.from_day <= last][-1]
    passed = span.due_day is not None and span.due_day < min(last, local_day(seen))
    late = span.late_on_entering if span.waiting else passed
    return [came, "c13" if late else "c12"]


def _histories(store: WardStore) -> list[tuple[Event, ...]]:
    with store.write() as unit:
        numbers = [line.number for line in store.queries.find("", limit=200).lines]
        return [unit.history(number) for number in numbers]
