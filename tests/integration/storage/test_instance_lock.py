"""One window per data folder, by whatever name the folder is called."""

import subprocess
import sys
from pathlib import Path

import pytest

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.storage.instance_lock import WindowLock, window_is_open

HOLD = """
import sys
from pathlib import Path
from tthc_desk.storage.instance_lock import WindowLock
lock = WindowLock(Path(sys.argv[1]))
lock.acquire()
print("held", flush=True)
sys.stdin.read()
"""


def test_a_second_window_is_told_even_through_a_link(tmp_path: Path) -> None:
    folder = tmp_path / "ward"
    folder.mkdir()
    (tmp_path / "link").symlink_to(folder)
    with WindowLock(folder):
        assert window_is_open(folder)
        for name in (folder, tmp_path / "link", folder / ".." / "ward"):
            with pytest.raises(DeskError) as caught:
                WindowLock(name).acquire()
            assert caught.value.code is Code.LOCKED
    assert not window_is_open(folder)
    with WindowLock(tmp_path / "link"):
        assert window_is_open(folder)


def test_a_killed_window_leaves_no_lock(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[3],
    ) as window:
        assert window.stdout is not None
        assert window.stdout.readline().strip() == b"held"
        assert window_is_open(tmp_path)
        window.kill()
        window.wait()
    assert not window_is_open(tmp_path)
