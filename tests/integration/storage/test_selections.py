"""The dossiers behind a figure are as many as it says, at every moment, in a real file."""

import tempfile
from collections import Counter as Tally
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers.random_history import START, STEPS, Player, Step, play
from tests.helpers.wards import Counter, FixedClock, moment, new_store
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import EventKind
from tthc_desk.domain.procedure import Channel
from tthc_desk.domain.tally import add_up
from tthc_desk.storage.store import WardStore
from tthc_desk.usecases.lines import DayFigures
from tthc_desk.usecases.selections import Disagreement, Pick, Selection

DAY = date(2026, 3, 5)
FIGURES: dict[Pick, Callable[[DayFigures], int]] = {
    Pick.RECEIVED: lambda f: sum(row.received for row in f.rows),
    Pick.C7: lambda f: sum(row.finished for row in f.rows),
    Pick.DELIVERED: lambda f: sum(row.delivered for row in f.rows),
    Pick.SUPPLEMENTS: lambda f: sum(row.supplements for row in f.rows),
    Pick.WITHDRAWN: lambda f: sum(row.withdrawn for row in f.rows),
    Pick.C6: lambda f: f.carried_over,
    Pick.C11: lambda f: f.in_hand,
    Pick.C13: lambda f: f.in_hand_late,
    Pick.IN_PERSON: lambda f: f.by_channel[Channel.IN_PERSON],
    Pick.POST: lambda f: f.by_channel[Channel.POST],
    Pick.ONLINE: lambda f: f.by_channel[Channel.ONLINE],
    Pick.C8: lambda f: f.timeliness[0],
    Pick.C9: lambda f: f.timeliness[1],
    Pick.C10: lambda f: f.timeliness[2],
    Pick.DUE_LATER: lambda f: f.open_by_age[0],
    Pick.DUE_SOON: lambda f: f.open_by_age[1],
    Pick.DUE_TODAY: lambda f: f.open_by_age[2],
    Pick.DUE_PAST: lambda f: f.open_by_age[3],
    Pick.WAITING: lambda f: f.open_by_age[4],
    Pick.NOT_COUNTED: lambda f: f.notes["not_counted"],
}
MONEY: dict[Pick, Callable[[DayFigures], int]] = {
    Pick.CASH: lambda f: f.cash_dong,
    Pick.TRANSFER: lambda f: f.transfer_dong,
    Pick.CHARGE: lambda f: sum(row.charge_dong for row in f.rows),
    Pick.FEE: lambda f: sum(row.fee_dong for row in f.rows),
}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    steps=st.lists(STEPS, min_size=5, max_size=60),
    first=st.integers(-2, 40),
    length=st.integers(0, 40),
    share=st.integers(0, 100),
)
def test_behind_every_figure_stand_as_many_dossiers_as_it_says(
    steps: list[Step], first: int, length: int, share: int
) -> None:
    with tempfile.TemporaryDirectory() as folder, new_store(Path(folder) / "ward") as store:
        desk = Counter(store)
        play(desk, steps)
        begin = START + timedelta(first)
        chosen = moments(store)
        for as_of in (None, chosen[(len(chosen) - 1) * share // 100]):
            check_period(store, begin, begin + timedelta(length), as_of)
            check_day(store, begin + timedelta(length), as_of)


def moments(store: WardStore) -> list[datetime]:
    with store._database.reading() as connection:
        rows = connection.execute("SELECT at FROM event ORDER BY seq").fetchall()
    return [datetime.fromisoformat(row[0]) for row in rows]


def check_period(store: WardStore, first: date, last: date, as_of: datetime | None) -> None:
    queries = store.queries
    rows = queries.report_rows(first, last, as_of)
    for field in (None, *{row.field for row in rows}):
        figures = add_up(row for row in rows if field in (None, row.field)).columns()
        for number, figure in figures.items():
            selection = Selection(Pick(number), first, last, field)
            found = [d.number for d in queries.dossiers(selection, as_of)]
            assert len(set(found)) == len(found) == figure, number
    assert queries.disagreement(first, last, as_of) == Disagreement()
    total, days = add_up(rows), queries.day_counts(first, last, as_of)
    assert sum(day[1] for day in days) == total.c4 + total.c5
    assert sum(day[2] for day in days) == total.c7
    late = queries.dossiers(Selection(Pick.OVERDUE, first, last), as_of)
    assert sum(1 for _ in late) == total.c10 + total.c13


def check_day(store: WardStore, day: date, as_of: datetime | None) -> None:
    queries = store.queries
    figures = queries.day_figures(day, as_of)
    for pick, figure in FIGURES.items():
        found = list(queries.dossiers(Selection(pick, day, day), as_of))
        assert len(found) == figure(figures), pick
        page = queries.dossier_page(Selection(pick, day, day), as_of, limit=None)
        assert [line.number for line in page.lines] == [d.number for d in found]
    for pick, figure in MONEY.items():
        amounts = Tally[Pick]()
        for dossier in queries.dossiers(Selection(pick, day, day), as_of):
            for paid in (p for p in dossier.payments if p.day == day):
                amounts[Pick.CHARGE] += paid.charge_dong
                amounts[Pick.FEE] += paid.fee_dong
                amounts[Pick(paid.method)] += paid.charge_dong + paid.fee_dong
        assert amounts[pick] == figure(figures), pick


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    before=st.lists(STEPS, min_size=3, max_size=30),
    after=st.lists(STEPS, min_size=3, max_size=30),
    first=st.integers(-2, 30),
    length=st.integers(0, 30),
)
def test_what_is_asked_early_and_late_is_the_same_as_of_the_same_moment(
    before: list[Step], after: list[Step], first: int, length: int
) -> None:
    begin = START + timedelta(first)
    days = (begin, begin + timedelta(length))
    with tempfile.TemporaryDirectory() as folder, new_store(Path(folder) / "ward") as store:
        player = Player(Counter(store))
        player.play(before)
        seen = moments(store)[-1]
        early = everything(store, days, seen)
        player.play(after)
        assert everything(store, days, seen) == early


def everything(store: WardStore, days: tuple[date, date], as_of: datetime) -> list[object]:
    queries = store.queries
    picked = [
        [(d.number, d.version, d.last_seq) for d in queries.dossiers(Selection(p, *days), as_of)]
        for p in Pick
    ]
    figures = queries.report_rows(*days, as_of), queries.day_figures(days[1], as_of)
    counts = queries.day_counts(*days, as_of), queries.uncounted(*days, as_of)
    return [*picked, *figures, *counts]


def test_a_list_is_read_page_by_page_and_none_is_missing(desk: Counter) -> None:
    numbers = [desk.receive(DAY).number for _ in range(7)]
    queries, chosen = desk.store.queries, Selection(Pick.REGISTERED, DAY, DAY)
    page, seen = queries.dossier_page(chosen, limit=3), []
    while True:
        seen += [line.number for line in page.lines]
        if page.after is None:
            break
        page = queries.dossier_page(chosen, after=page.after, limit=3)
    assert seen == numbers[::-1]


def test_a_result_waits_from_its_end_until_it_is_collected(desk: Counter) -> None:
    number = desk.receive(DAY, counted=False).number
    desk.act(number, DAY + timedelta(1), EventKind.FINISHED)
    before = desk.at(DAY + timedelta(1))
    desk.act(number, DAY + timedelta(3), EventKind.DELIVERED)

    def waiting(later: int, as_of: datetime | None = None) -> int:
        day = DAY + timedelta(later)
        return sum(1 for _ in desk.store.queries.dossiers(uncollected(day), as_of))

    assert [waiting(n) for n in range(5)] == [0, 1, 1, 0, 0]
    assert waiting(4, before) == 1


def uncollected(day: date) -> Selection:
    return Selection(Pick.UNCOLLECTED, day, day)


@pytest.mark.parametrize(
    ("pick", "kind"),
    [
        (Pick.DELIVERED, EventKind.DELIVERED),
        (Pick.WITHDRAWN, EventKind.WITHDRAWN),
        (Pick.SUPPLEMENTS, EventKind.SUPPLEMENT_REQUESTED),
    ],
)
def test_what_is_done_for_another_agency_stands_behind_no_figure(
    desk: Counter, pick: Pick, kind: EventKind
) -> None:
    for counted in (True, False):
        number = desk.receive(DAY, counted=counted).number
        if kind is EventKind.DELIVERED:
            desk.act(number, DAY, EventKind.FINISHED)
        desk.act(number, DAY, kind)
    assert FIGURES[pick](desk.store.queries.day_figures(DAY)) == 1
    assert sum(1 for _ in desk.store.queries.dossiers(Selection(pick, DAY, DAY))) == 1


def test_a_long_look_can_be_stopped(desk: Counter) -> None:
    for _ in range(3):
        desk.receive(DAY)
    told: list[tuple[int, int]] = []

    def stop(done: int, of: int) -> bool:
        told.append((done, of))
        return False

    with pytest.raises(DeskError) as refusal:
        list(desk.store.queries.dossiers(Selection(Pick.C3, DAY, DAY), progress=stop))
    assert (refusal.value.code, told) == (Code.CANCELLED, [(3, 3)])


def test_a_snapshot_does_not_see_what_is_written_meanwhile(desk: Counter) -> None:
    desk.receive(DAY)
    with desk.store.queries.snapshot() as queries:
        before = queries.report_rows(DAY, DAY)
        desk.receive(DAY)
        assert queries.report_rows(DAY, DAY) == before
        assert len(list(queries.dossiers(Selection(Pick.C3, DAY, DAY)))) == 1
    assert desk.store.queries.report_rows(DAY, DAY) != before


CORRUPTIONS = {
    "a due day": "UPDATE dossier SET due_day = '2026-03-01'",
    "an end that never was": "UPDATE dossier SET ended_day = '2026-03-05', timeliness = 8",
    "an end without timeliness": "UPDATE dossier SET ended_day = '2026-03-05'",
    "a day of receipt": "UPDATE dossier SET received_day = '2026-02-01'",
    "a day of receipt out of the period": "UPDATE dossier SET received_day = '2026-04-01'",
    "spans that are not there": "UPDATE dossier SET spans = 2",
    "a channel": "UPDATE dossier SET online = 1",
    "a heading": "UPDATE dossier SET heading = NULL",
}


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_a_row_that_says_otherwise_than_its_events_is_named(desk: Counter, name: str) -> None:
    wrong = desk.receive(DAY, DAY + timedelta(30)).number
    desk.receive(DAY, DAY + timedelta(30))
    assert desk.store.queries.disagreement(DAY, DAY) == Disagreement()
    corrupt(desk.store, f"{CORRUPTIONS[name]} WHERE number = '{wrong}'")
    assert desk.store.queries.disagreement(DAY, DAY) == Disagreement(counted=(wrong,))
    # The figures can still be asked for, to be printed as a draft.
    desk.store.queries.report_rows(DAY, DAY)
    desk.store.queries.day_figures(DAY)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE payment SET charge_dong = 9",
        "UPDATE payment SET method = 'transfer'",
        "UPDATE payment SET day = '2026-03-06'",
        "DELETE FROM payment",
    ],
)
def test_money_that_nobody_took_is_named(desk: Counter, change: str) -> None:
    number = desk.receive(DAY, charge_dong=8000).number
    desk.act(number, DAY, EventKind.PAID, method="cash", charge_dong=8000, fee_dong=0)
    assert desk.store.queries.disagreement(DAY, DAY) == Disagreement()
    corrupt(desk.store, change)
    assert desk.store.queries.disagreement(DAY, DAY) == Disagreement(paid=(number,))


def corrupt(store: WardStore, statement: str) -> None:
    with store._database.writing() as writer:
        writer.connection.execute(statement)
        writer.connection.execute("COMMIT")


def test_day_counts_name_every_calendar_day(desk: Counter) -> None:
    number = desk.receive(DAY).number
    desk.act(number, DAY + timedelta(2), EventKind.FINISHED)
    found = desk.store.queries.day_counts(DAY, DAY + timedelta(3))
    assert [day[1:] for day in found] == [(1, 0), (0, 0), (0, 1), (0, 0)]
    early = desk.store.queries.day_counts(DAY, DAY + timedelta(3), moment(DAY + timedelta(1)))
    assert [day[1:] for day in early] == [(1, 0), (0, 0), (0, 0), (0, 0)]


def test_what_is_in_no_column_is_counted_over_the_days(desk: Counter, clock: FixedClock) -> None:
    for later in range(3):
        number = desk.receive(DAY + timedelta(later)).number
        desk.act(number, DAY + timedelta(later), EventKind.VOIDED, reason="nhầm")
    queries = desk.store.queries
    assert queries.uncounted(DAY, DAY + timedelta(1))["voided"] == 2
    assert queries.uncounted(DAY, DAY + timedelta(9), moment(DAY))["voided"] == 0
    assert queries.uncounted(DAY, DAY + timedelta(9), clock.now())["voided"] == 3
