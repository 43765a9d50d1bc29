"""A writer that is killed in the middle: what it acknowledged is there, and nothing half."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.helpers.wards import FixedClock, new_store
from tthc_desk.storage.store import open_store

ROOT = Path(__file__).parents[3]
WRITE = """
import sys
from datetime import date
from pathlib import Path
from tests.helpers.wards import Counter, FixedClock
from tthc_desk.storage.store import open_store

with open_store(Path(sys.argv[1]), FixedClock()) as store:
    with store._database.writing() as writer:
        # Folded back often, so that a kill meets that too.
        writer.connection.execute("PRAGMA wal_autocheckpoint = 20")
    desk = Counter(store)
    while True:
        print(desk.receive(date(2026, 3, 2)).number, flush=True)
"""


def killed_after(folder: Path, acknowledged: int) -> list[str]:
    """Let a child write until it has acknowledged so many, then kill it."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITE, str(folder)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as child:
        assert child.stdout is not None
        first = [child.stdout.readline().strip() for _ in range(acknowledged)]
        child.kill()
        return first + child.stdout.read().split()


@pytest.mark.parametrize("acknowledged", [1, 17, 60])
def test_nothing_acknowledged_is_lost_when_a_writer_is_killed(
    tmp_path: Path, acknowledged: int
) -> None:
    new_store(tmp_path / "ward").close()
    told = killed_after(tmp_path / "ward", acknowledged)
    with open_store(tmp_path / "ward", FixedClock()) as store:
        assert list(store.verify()) == []
        kept = store.queries.chain_head()[1]
        assert len(told) <= kept <= len(told) + 1
        assert all(store.queries.line(number) for number in told)
        assert store.queries.day_figures(date(2026, 3, 2)).in_hand == kept
