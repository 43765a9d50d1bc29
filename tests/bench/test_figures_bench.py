"""Form II.06a and the daily tally over a long history, against SQL typed by hand."""

from contextlib import closing
from datetime import date, timedelta
from functools import partial

import pytest

from tests.bench.bare_queries import report, tally
from tests.bench.bare_save import open_by_hand
from tests.bench.big_ward import FIRST_DAY, PER_DAY, big_ward, goal, kept_ward
from tests.bench.rows import Row, in_turn, row, timed
from tests.helpers.wards import moment
from tthc_desk.storage.driver import Connection
from tthc_desk.storage.folder import DATABASE, KEY
from tthc_desk.storage.keys import read_key
from tthc_desk.storage.store import WardStore

ROUNDS, SHORT_ROUNDS = 5, 40
LOOKING_BACK_SECONDS = 0.5
LOOKING_BACK = "biểu II.06a, như đã biết ba ngày trước"
BY_END, BY_RECEPTION = "dossier_by_end", "dossier_by_reception"


def periods(days: int) -> dict[str, tuple[date, date, str]]:
    """Choose periods of a history of so many days, and the index a person would take."""
    end = FIRST_DAY + timedelta(max(days - 1, 0))
    return {
        "kỳ cuối": (end - timedelta(days // 12), end, BY_END),
        "kỳ đầu": (FIRST_DAY, FIRST_DAY + timedelta(days // 12), BY_RECEPTION),
        "cả thời gian": (FIRST_DAY, end, BY_END),
        "một ngày": (end, end, BY_END),
    }


def tally_days(days: int) -> dict[str, tuple[date, str]]:
    """Choose days of a history of so many days, and the index a person would take."""
    return {
        "ngày cuối": (FIRST_DAY + timedelta(max(days - 1, 0)), BY_END),
        "ngày giữa": (FIRST_DAY + timedelta(days * 2 // 3), BY_END),
        "ngày đầu": (FIRST_DAY, BY_RECEPTION),
    }


def measure() -> list[Row]:
    """Time reports of several periods by turns on one file."""
    rows = []
    with big_ward() as store:
        key = read_key(store.folder / KEY).pragma
        with closing(open_by_hand(store.folder / DATABASE, key)) as connection:
            size = connection.execute("SELECT count(*) FROM dossier").fetchone()[0]
            for name, (first, last, index) in periods(size // PER_DAY).items():
                ours, bare = in_turn(
                    partial(store.queries.report_rows, first, last),
                    partial(report, connection, str(first), str(last), index),
                    ROUNDS if kept_ward() and first < last else SHORT_ROUNDS,
                )
                rows.append(row(f"biểu II.06a, {name}", ours, bare, f"{size} hồ sơ"))
            rows += tallies(store, connection, size)
        return [*rows, looking_back(store, size)]


def tallies(store: WardStore, connection: Connection, size: int) -> list[Row]:
    """Time the tally of some days, once both sides said the same of each."""
    rows = []
    for name, (day, index) in tally_days(size // PER_DAY).items():
        our_side = partial(store.queries.day_figures, day)
        bare_side = partial(tally, connection, day, index)
        assert our_side() == bare_side(), day
        ours, bare = in_turn(our_side, bare_side, SHORT_ROUNDS)
        rows.append(row(f"thống kê trong ngày, {name}", ours, bare, f"{size} hồ sơ"))
    return rows


def looking_back(store: WardStore, size: int) -> Row:
    """Time a report as it was known three days before the newest dossier, against its limit."""
    first, last, _ = periods(size // PER_DAY)["kỳ cuối"]
    known = partial(store.queries.report_rows, first, last, moment(last - timedelta(3)))
    ours = [timed(known) for _ in range(ROUNDS + 1)][1:]
    limit = [LOOKING_BACK_SECONDS] * ROUNDS
    return row(LOOKING_BACK, ours, limit, f"{size} hồ sơ")


@pytest.mark.bench
def test_reports_are_near_the_best_sql() -> None:
    for line in measure():
        print(line)  # noqa: T201
        assert line.ratio <= (1 if line.name == LOOKING_BACK else goal()), line
