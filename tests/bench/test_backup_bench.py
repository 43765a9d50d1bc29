"""A backup with all its checks, against the copy alone; and how long a writer waits beside it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.bench.big_ward import big_ward, kept_ward
from tests.bench.rows import Row, in_turn, row, timed
from tests.helpers.wards import FixedClock
from tthc_desk.storage.backup import make_backup
from tthc_desk.storage.database import connect
from tthc_desk.storage.folder import DATABASE, KEY
from tthc_desk.storage.keys import WardKey, read_key
from tthc_desk.storage.store import WardStore
from tthc_desk.usecases.backup_facts import BackupReason

GOAL, WORST_WAIT_SECONDS = 2.5, 1.0
ROUNDS, LONG_ROUNDS = 5, 1


def copied(path: Path, key: WardKey, place: Path) -> None:
    """Copy by hand: one statement, nothing read back."""
    target = place / "by-hand.db"
    with closing(connect(path, key)) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))
    target.unlink()


def backed_up(path: Path, key: WardKey, place: Path) -> None:
    """Make a backup as the program does."""
    now = FixedClock().now()
    make_backup(path, key, place, now, BackupReason.ASKED).path.unlink()


@contextmanager
def writer(store: WardStore) -> Iterator[list[float]]:
    """Write all the time beside the block; gives the seconds each commit took."""
    waits: list[float] = []
    stop = threading.Event()

    def commit(number: int) -> None:
        with store.write() as unit:
            unit.save_setting("bench", str(number))
            unit.commit()

    def work() -> None:
        for number in count():
            waits.append(timed(partial(commit, number)))
            if stop.wait(0.02):
                return

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield waits
    finally:
        stop.set()
        thread.join()


def measure() -> list[Row]:
    """Time both by turns, then once more beside a writer."""
    with big_ward() as store, TemporaryDirectory() as folder:
        path, key, place = store.folder / DATABASE, read_key(store.folder / KEY), Path(folder)
        ours: Callable[[], None] = lambda: backed_up(path, key, place)  # noqa: E731
        times = in_turn(
            ours, lambda: copied(path, key, place), LONG_ROUNDS if kept_ward() else ROUNDS
        )
        with writer(store) as waits:
            ours()
        size = f"{path.stat().st_size // 1_000_000} MB"
        worst = (
            f"{size}; bên cạnh một người ghi: {len(waits)} lần, lâu nhất {max(waits) * 1000:.0f} ms"
        )
        assert max(waits) < WORST_WAIT_SECONDS, worst
        (a, b) = times
        return [row("sao lưu và đối chiếu", a * 2, b * 2, worst)]


@pytest.mark.bench
def test_a_checked_backup_costs_little_more_than_the_copy() -> None:
    for line in measure():
        print(line)  # noqa: T201
        assert line.ratio <= GOAL, line
