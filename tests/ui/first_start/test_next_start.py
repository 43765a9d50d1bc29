"""From the first start to the ward's window in one run of the program."""

import os
import subprocess
import sys
from pathlib import Path

from tests.helpers.program import make_training_ward
from tests.helpers.restore_driver import make_backed_up_ward

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

RESTORED = """
import sys
from pathlib import Path
from tthc_desk.app import first_start, restore_frame, window
from tthc_desk.ui.first_start.restoring.services import Source
from tthc_desk.usecases.restoring import IssuedSince
home, file, key = map(Path, sys.argv[1:4])
begun = first_start.FirstStartFrame._on_prepared
def chosen(frame, services):
    begun(frame, services)
    print("first start", flush=True)
    frame.window.restore_wanted.emit()
first_start.FirstStartFrame._on_prepared = chosen
refused = window.Frame._on_refused
def way_out(frame, error):
    refused(frame, error)
    print("refused", flush=True)
    frame.window.restore_wanted.emit()
window.Frame._on_refused = way_out
times = []
prepared = restore_frame.RestoreFrame._on_prepared
def put(frame, services):
    prepared(frame, services)
    times.append(None)
    if len(times) == 1:
        print("back", flush=True)
        frame.window.left.emit()
        return
    source = Source(file, key, services.folder)
    done = services.put(source, IssuedSince(none=True), "giam", lambda done, of: True)
    print("restored", flush=True)
    frame.window.finished.emit(done.folder)
restore_frame.RestoreFrame._on_prepared = put
opened = window.Frame._on_opened
def shown(frame, what):
    opened(frame, what)
    print(what.ready.ward_name, flush=True)
    frame.window.close()
window.Frame._on_opened = shown
raise SystemExit(window.run_window(home))
"""


def run(tmp_path: Path, *arguments: Path, code: str = RUN) -> tuple[int, list[str]]:
    """Run the program in a process of its own."""
    env = {**os.environ, "PYTHONPATH": ".", "QT_QPA_PLATFORM": "offscreen"}
    env |= {"XDG_CONFIG_HOME": str(tmp_path / "c"), "XDG_STATE_HOME": str(tmp_path / "s")}
    words = [str(one) for one in arguments]
    done = subprocess.run(
        [sys.executable, "-c", code, *words], cwd=ROOT, env=env, capture_output=True, check=False
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


def test_a_new_machine_goes_from_the_backup_to_the_window(tmp_path: Path) -> None:
    file = make_backed_up_ward(tmp_path / "cũ", tmp_path / "usb")
    key = tmp_path / "cũ" / "ward.key"
    code, said = run(tmp_path, tmp_path / "mới", file, key, code=RESTORED)
    assert code == 0
    assert said == ["first start", "back", "first start", "restored", "Phường Thử"]


def test_a_refused_book_goes_to_the_backup_and_opens_under_one_lock(tmp_path: Path) -> None:
    ward = tmp_path / "cũ"
    file = make_backed_up_ward(ward, tmp_path / "usb")
    key = (ward / "ward.key").rename(tmp_path / "ward.key")
    code, said = run(tmp_path, ward, file, key, code=RESTORED)
    assert code == 0
    assert said == ["refused", "back", "refused", "restored", "Phường Thử"]
