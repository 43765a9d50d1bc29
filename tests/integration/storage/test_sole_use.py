"""Programs use a book side by side; whoever puts another in its place is alone meanwhile."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.helpers.wards import Counter, FixedClock, new_store
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.storage.folder import DATABASE
from tthc_desk.storage.sole_use import USE_LOCK, alone, beside
from tthc_desk.storage.store import open_store

DAY = date(2026, 11, 20)


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    with new_store(tmp_path / "ward") as store:
        Counter(store).receive(DAY)
    return tmp_path / "ward"


def code_of(action: Callable[[], object]) -> Code:
    with pytest.raises(DeskError) as caught:
        action()
    return caught.value.code


def test_books_are_open_side_by_side_and_nobody_is_alone_then(ward: Path) -> None:
    clock = FixedClock()
    with open_store(ward, clock), open_store(ward, clock):
        assert code_of(lambda: alone(ward)) is Code.LOCKED
    with alone(ward):
        assert code_of(lambda: open_store(ward, clock)) is Code.LOCKED
        assert code_of(lambda: alone(ward)) is Code.LOCKED
    with open_store(ward, clock) as store:
        assert store.queries.chain_head()[1] == 1


def test_another_process_that_is_alone_is_seen_until_it_is_killed(ward: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tthc_desk.storage.sole_use import alone; "
        "held = alone(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
    )
    pipe = subprocess.PIPE
    child = subprocess.Popen([sys.executable, "-c", code, ward], stdin=pipe, stdout=pipe)
    assert child.stdout is not None
    assert child.stdin is not None
    assert child.stdout.readline() == b"held\n"
    assert code_of(lambda: beside(ward)) is Code.LOCKED
    child.kill()
    child.wait()
    child.stdin.close()
    child.stdout.close()
    beside(ward).release()


def test_a_refused_opening_leaves_no_share_behind(ward: Path) -> None:
    content = (ward / DATABASE).read_bytes()
    (ward / DATABASE).write_bytes(content[:3000])
    assert code_of(lambda: open_store(ward, FixedClock())) is Code.NOT_OURS
    alone(ward).release()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / USE_LOCK).mkdir()
    assert code_of(lambda: beside(tmp_path)) is Code.READONLY
    assert [path.name for path in tmp_path.iterdir()] == [USE_LOCK]
