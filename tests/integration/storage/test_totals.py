"""Rows and notes of totals against form II.06a, the dossiers behind it and their payments."""

import tempfile
from collections import Counter as Tally
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers.random_history import START, STEPS, Step, play
from tests.helpers.wards import PROCEDURE, Counter, FixedClock, moment, new_store
from tthc_desk.domain.dossier import Dossier, fold
from tthc_desk.domain.events import EventKind
from tthc_desk.domain.tally import add_up, join_periods
from tthc_desk.domain.totals import Chain, TotalsNotes, TotalsRow, broken_rows, periods
from tthc_desk.storage.store import WardStore
from tthc_desk.usecases.lines import CountRow
from tthc_desk.usecases.selections import Pick, Selection

DAY = date(2026, 3, 2)
MONTH = (date(2026, 3, 1), date(2026, 3, 31))
NEXT_MONTH = (date(2026, 4, 1), date(2026, 4, 30))
BUSY = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@BUSY
@given(
    steps=st.lists(STEPS, min_size=5, max_size=60),
    first=st.integers(-2, 40),
    length=st.integers(0, 40),
    share=st.integers(0, 100),
)
def test_totals_are_form_06a_with_the_money_of_its_dossiers_at_every_moment(
    steps: list[Step], first: int, length: int, share: int
) -> None:
    with tempfile.TemporaryDirectory() as folder, new_store(Path(folder) / "ward") as store:
        play(Counter(store), steps)
        days = (START + timedelta(first), START + timedelta(first + length))
        chosen = moments(store)
        for as_of in (None, chosen[(len(chosen) - 1) * share // 100]):
            compare(store, days, as_of)


def moments(store: WardStore) -> list[datetime]:
    with store._database.reading() as connection:
        rows = connection.execute("SELECT at FROM event ORDER BY seq").fetchall()
    return [datetime.fromisoformat(row[0]) for row in rows]


def compare(store: WardStore, days: tuple[date, date], as_of: datetime | None) -> None:
    rows = store.queries.totals_rows(*days, as_of)
    assert tuple(filter(has_columns, map(counted, rows))) == store.queries.report_rows(*days, as_of)
    assert {key: money for key, money in taken(rows).items() if any(money)} == paid(
        store, days, as_of
    )
    opened = [*store.queries.dossiers(Selection(Pick.OPENING, *days), as_of)]
    assert sum(row.opening for row in rows) == len(opened)
    assert (broken_rows(rows), [*rows]) == ((), sorted(rows, key=key_of))
    before = days[0] - timedelta(1)
    left = add_up(store.queries.totals_rows(before, before, as_of)).c11
    assert add_up(rows).c6 == left + len(opened)
    if as_of is None:
        assert store.queries.open_after(days[1]) == add_up(rows).c11
    others = [*store.queries.dossiers(Selection(Pick.NOT_COUNTED, *days), as_of)]
    assert store.queries.totals_notes(*days, as_of).not_counted == len(others)


def counted(row: TotalsRow) -> CountRow:
    columns = (row.c4, row.c5, row.c6, row.c8, row.c9, row.c10, row.c12, row.c13)
    return CountRow(row.field, row.procedure_code, *columns)


def has_columns(row: CountRow) -> bool:
    return bool(add_up((row,)).c3 or add_up((row,)).c11)


def key_of(row: TotalsRow) -> tuple[str, str]:
    return row.field, row.procedure_code


def taken(rows: tuple[TotalsRow, ...]) -> dict[tuple[str, str], tuple[int, int]]:
    return {key_of(row): (row.charge_dong, row.fee_dong) for row in rows}


def paid(
    store: WardStore, days: tuple[date, date], as_of: datetime | None
) -> dict[tuple[str, str], tuple[int, int]]:
    """Add the payments of every dossier up, as they were known."""
    found: Tally[tuple[str, str, int]] = Tally()
    for dossier in folded(store, as_of):
        for payment in dossier.payments:
            if days[0] <= payment.day <= days[1]:
                key = str(dossier.facts["field"]), str(dossier.facts["procedure"])
                found[*key, 0] += payment.charge_dong
                found[*key, 1] += payment.fee_dong
    keys = {key[:2] for key, amount in found.items() if amount}
    return {key: (found[*key, 0], found[*key, 1]) for key in keys}


def folded(store: WardStore, as_of: datetime | None) -> Iterator[Dossier]:
    after = None
    while True:
        page = store.queries.find("", after=after, limit=50)
        for line in page.lines:
            events = (e for e in store.queries._events(line.number))
            dossier = fold(e for e in events if as_of is None or e.at <= as_of)
            if dossier is not None:
                yield dossier
        after = page.after
        if after is None:
            return


@BUSY
@given(steps=st.lists(STEPS, min_size=20, max_size=80), chain=st.sampled_from(Chain))
def test_the_periods_of_a_chain_joined_are_the_whole(steps: list[Step], chain: Chain) -> None:
    with tempfile.TemporaryDirectory() as folder, new_store(Path(folder) / "ward") as store:
        # An opening balance in the middle adds to (6): a report says so, a join cannot.
        play(Counter(store), [replace(s, act=s.act - (s.act == 9)) for s in steps])
        spans = [*periods(chain, START, START + timedelta(120))]
        parts = [store.queries.totals_rows(span.first, span.last) for span in spans]
        whole = store.queries.totals_rows(spans[0].first, spans[-1].last)
        assert join_periods(map(add_up, parts)) == add_up(whole)
        money = [sum(row.charge_dong + row.fee_dong for row in rows) for rows in (*parts, whole)]
        assert sum(money[:-1]) == money[-1]


def test_notes_count_what_stands_in_no_column(store: WardStore, desk: Counter) -> None:
    desk.receive(DAY, counted=False)
    desk.receive(DAY, entered_late=True)
    void = desk.receive(DAY).number
    desk.act(void, DAY, EventKind.VOIDED, reason="nhầm")
    known = desk.at(DAY)
    later = desk.receive(DAY + timedelta(1), counted=False).number
    desk.act(later, DAY + timedelta(40), EventKind.VOIDED, reason="nhầm")
    assert store.queries.totals_notes(*MONTH) == TotalsNotes(
        voided=1, not_counted=1, late=1, unclosed_days=2
    )
    assert store.queries.totals_notes(*MONTH, known) == TotalsNotes(
        voided=1, not_counted=1, late=1, unclosed_days=1
    )
    before = moment(DAY + timedelta(2))
    assert store.queries.totals_notes(*MONTH, before).not_counted == 2


def test_money_of_dossiers_in_no_column_is_there_all_the_same(
    store: WardStore, desk: Counter
) -> None:
    others = desk.receive(DAY, counted=False, field="Cư trú").number
    desk.act(others, DAY, EventKind.PAID, method="cash", charge_dong=0, fee_dong=7000)
    (row,) = store.queries.totals_rows(*MONTH)
    assert row == TotalsRow("Cư trú", PROCEDURE.code, PROCEDURE.name, fee_dong=7000)
    assert store.queries.totals_rows(*NEXT_MONTH) == ()


def test_an_opening_balance_is_one_of_its_own_period_alone_at_every_moment(
    store: WardStore, desk: Counter
) -> None:
    number = desk.receive(DAY, received_day="2026-03-02", opening=True).number
    known = desk.at(DAY)
    desk.act(number, date(2026, 5, 4), EventKind.FINISHED)
    for as_of in (None, known):
        months = (MONTH, NEXT_MONTH)
        rows = [store.queries.totals_rows(*days, as_of)[0] for days in months]
        assert [(row.c6, row.opening) for row in rows] == [(1, 1), (1, 0)]


def test_a_procedure_is_named_as_at_the_end_of_the_period(store: WardStore, desk: Counter) -> None:
    renamed = date(2026, 4, 10)
    with store.write() as unit:
        old = replace(PROCEDURE, valid_to=renamed - timedelta(1))
        new = replace(PROCEDURE, name="Tên mới", valid_from=renamed)
        unit.replace_procedures((old, new))
        unit.commit()
    desk.receive(DAY)
    names = [store.queries.totals_rows(*days)[0].procedure_name for days in (MONTH, NEXT_MONTH)]
    assert names == [PROCEDURE.name, "Tên mới"]
    old_days = (date(2019, 1, 1), date(2019, 12, 31))
    desk.receive(date(2019, 5, 5))
    assert store.queries.totals_rows(*old_days)[0].procedure_name == PROCEDURE.name


def test_the_first_day_is_that_of_the_first_work_not_of_what_was_taken_over(
    store: WardStore, desk: Counter, clock: FixedClock
) -> None:
    assert store.queries.first_day() is None
    desk.receive(DAY, received_day="2025-12-01", opening=True)
    assert store.queries.first_day() == DAY
    desk.receive(DAY, received_day="2026-02-27", entered_late=True)
    assert store.queries.first_day() == date(2026, 2, 27)
