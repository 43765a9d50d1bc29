"""Form II.06a and the daily tally over a long history, against SQL typed by hand."""

from contextlib import closing
from datetime import date, timedelta
from functools import partial

import pytest

from tests.bench.bare_queries import report
from tests.bench.bare_save import open_by_hand
from tests.bench.big_ward import FIRST_DAY, PER_DAY, big_ward
from tests.bench.rows import Row, in_turn, row
from tthc_desk.storage.folder import DATABASE, KEY
from tthc_desk.storage.keys import read_key

ROUNDS = 5
GOAL, UNSEEN_SECONDS = 1.5, 0.01
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
                    ROUNDS,
                )
                rows.append(row(f"biểu II.06a, {name}", ours, bare, f"{size} hồ sơ"))
    return rows


@pytest.mark.bench
def test_reports_are_near_the_best_sql() -> None:
    for line in measure():
        print(line)  # noqa: T201
        # A few milliseconds are paid for looking at headings and days; nobody sees them.
        assert line.ratio <= GOAL or line.ours_seconds < UNSEEN_SECONDS, line
