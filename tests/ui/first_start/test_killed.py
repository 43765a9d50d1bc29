"""A first start that is killed: nothing stands, or a ward that opens."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.first_start_driver import put_pack
from tests.helpers.program import MORNING
from tthc_desk.app import paths
from tthc_desk.app.clock import SetClock
from tthc_desk.app.first_start import is_first_start
from tthc_desk.app.first_start_services import make_first_ward
from tthc_desk.app.pack_reading import open_pack
from tthc_desk.app.wiring import open_desk
from tthc_desk.ui.first_start.services import LATER, YES, Choices

ROOT = Path(__file__).parents[3]
KILLED = """
import os, signal, sys
from pathlib import Path
from tests.ui.first_start.test_killed import make
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
where = sys.argv[3]
if where == "pointer":
    import tthc_desk.app.pack_start as place
    place.make_ward_from_pack = die
elif where == "key":
    rename = Path.rename
    Path.rename = lambda self, to: die() if self.name == "ward.db" else rename(self, to)
elif where == "filling":
    import tthc_desk.storage.unit as place
    place.Unit.commit = die
elif where == "ward":
    import tthc_desk.app.first_start_services as place
    place._keep_the_rest = die
make(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def make(home: Path, folder: Path) -> None:
    """Make the ward of the pack that lies in `home`."""
    opened = open_pack(home / "goi-phuong" / "PHUONG_00625.tthcpack")
    choices = Choices(folder=str(folder), leader="lanhdao", backup=LATER, calendar=YES)
    make_first_ward(home, opened, choices, clock=SetClock(MORNING))


@pytest.mark.parametrize(
    ("where", "elsewhere"),
    [("pointer", True), ("filling", False), ("key", True), ("ward", False)],
)
def test_a_kill_leaves_nothing_or_a_ward_that_opens(
    tmp_path: Path, where: str, elsewhere: bool
) -> None:
    home = tmp_path / "mặc định"
    folder = tmp_path / "khác" if elsewhere else home
    put_pack(home)
    code = KILLED.replace("from tests.ui.first_start.test_killed import make", _loaded())
    run = subprocess.run(
        [sys.executable, "-c", code, str(home), str(folder), where],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": "."},
        capture_output=True,
        check=False,
    )
    assert run.returncode == -signal.SIGKILL, run.stderr.decode()
    found = paths.data_folder(home)
    assert found == folder
    assert is_first_start(home) is (where != "ward")
    if is_first_start(home):
        make(home, found)
    with open_desk(found, SetClock(MORNING)) as desk:
        assert list(desk.upkeep.verify()) == []
        assert desk.rules.book().ward.code == "00625"


def _loaded() -> str:
    return (
        "import importlib.util as u; s = u.spec_from_file_location('killed', "
        f"{str(Path(__file__))!r}); m = u.module_from_spec(s); s.loader.exec_module(m); "
        "make = m.make"
    )
