"""From the first start to the ward's window in one run of the program."""

import os
import subprocess
import sys
from pathlib import Path

from tests.helpers.program import make_training_ward

ROOT = Path(__file__).parents[3]
RUN = """
import sys
from pathlib import Path
from tthc_desk.app import first_start, window
prepared = first_start.FirstStartFrame._on_prepared
def chosen(frame, services):
    prepared(frame, services)
    print("first start", flush=True)
    if len(sys.argv) > 2:
        frame.window.finished.emit(Path(sys.argv[2]))
    else:
        frame.window.close()
first_start.FirstStartFrame._on_prepared = chosen
opened = window.Frame._on_opened
def shown(frame, what):
    opened(frame, what)
    print(what.ready.ward_name, flush=True)
    frame.window.close()
window.Frame._on_opened = shown
raise SystemExit(window.run_window(Path(sys.argv[1])))
"""


def run(tmp_path: Path, *arguments: Path) -> tuple[int, list[str]]:
    """Run the program in a process of its own."""
    env = {**os.environ, "PYTHONPATH": ".", "QT_QPA_PLATFORM": "offscreen"}
    env |= {"XDG_CONFIG_HOME": str(tmp_path / "c"), "XDG_STATE_HOME": str(tmp_path / "s")}
    words = [str(one) for one in arguments]
    done = subprocess.run(
        [sys.executable, "-c", RUN, *words], cwd=ROOT, env=env, capture_output=True, check=False
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done.returncode, done.stdout.decode().split("\n")[:-1]


def test_the_ward_that_was_made_opens_at_once(tmp_path: Path) -> None:
    made = tmp_path / "sổ"
    make_training_ward(made)
    code, said = run(tmp_path, tmp_path / "trống", made)
    assert (code, said) == (0, ["first start", "phường Mỹ Đình 1"])


def test_a_first_start_that_is_closed_opens_nothing(tmp_path: Path) -> None:
    assert run(tmp_path, tmp_path / "trống") == (0, ["first start"])
    assert not (tmp_path / "trống").exists()


def test_a_start_on_a_ward_goes_straight_to_its_window(tmp_path: Path) -> None:
    made = tmp_path / "sổ"
    make_training_ward(made)
    assert run(tmp_path, made) == (0, ["phường Mỹ Đình 1"])
