"""The built folder: it works where nothing else is installed, and holds nothing it should not."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.installer.conftest import ROOT, told

pytestmark = pytest.mark.installer

INSTALLED_MB, PACKED_MB = 170, 55
FORBIDDEN = re.compile(
    r"Qt6?(Qml|Quick|Designer|Help|Test|Sql|WebEngine|OpenGL|Wayland|UiTools|Xml)"
    r"|/(tls|sqldrivers|qmltooling|egldeviceintegrations|wayland[\w-]*)/"
    r"|\.(qm|qml|pyi|ui|c|h|pdb|pfb)$"
    r"|(designer|linguist|lupdate|lrelease|assistant)$"
    r"|(^|/)(tests?|testing|screenshots|installer|numpy|pytest|rich|pygments|tkinter)(/|$)"
    r"|DarkGarden|reportlab/fonts|lib-dynload/_(sqlite3|ssl)\.|libssl|libsqlite3"
)
LEFT_OUT = {"numpy", "pygments", "rich", "_distutils_hack", "_sodium"}
"""What openpyxl and typer use where it is there; not a module but a part of one."""
EVERY_MODULE = """
import json, pkgutil, sys
import tthc_desk
from tthc_desk.app.selfcheck import self_check
for found in pkgutil.walk_packages(tthc_desk.__path__, "tthc_desk."):
    if found.name != "tthc_desk.__main__" and ".migrations." not in found.name:
        __import__(found.name)
assert not [name for name, problem in self_check() if problem]
sources = {name: getattr(module, "__file__", "") for name, module in sys.modules.items()}
print(json.dumps([name for name, source in sources.items() if "site-packages" in (source or "")]))
"""


def test_it_checks_itself_with_nothing_of_this_environment(folder: Path, tmp_path: Path) -> None:
    done = told(folder / "tthc-desk", "self-check", HOME=str(tmp_path))
    assert (done.returncode, json.loads(done.stdout.splitlines()[-1])["ok"]) == (0, True)


def test_the_training_ward_lives_its_day(folder: Path, tmp_path: Path) -> None:
    done = told(folder / "tthc-desk", "demo", "--no-window", HOME=str(tmp_path))
    assert json.loads(done.stdout)["verify_findings"] == 0
    assert len(list((tmp_path / "tthc-desk-demo" / "giay-to").glob("*.pdf"))) > 50


def test_without_a_display_it_says_so_and_ends(folder: Path, tmp_path: Path) -> None:
    done = told(folder / "tthc-desk", HOME=str(tmp_path))
    assert done.returncode == 1
    assert "màn hình" in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_forbidden_is_inside(folder: Path) -> None:
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*")]
    assert len(names) > 100
    assert [name for name in names if FORBIDDEN.search(name)] == []


def test_no_link_leads_nowhere_or_out(folder: Path) -> None:
    links = [path for path in folder.rglob("*") if path.is_symlink()]
    assert links
    assert [link for link in links if not link.resolve().is_relative_to(folder.resolve())] == []
    assert [link for link in links if not link.exists()] == []


def test_the_sizes_keep_to_their_goals(folder: Path, package: Path) -> None:
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    assert sum(path.stat().st_size for path in files) / 1e6 < INSTALLED_MB
    assert package.stat().st_size / 1e6 < PACKED_MB


def test_every_module_the_program_can_reach_is_inside(inside: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", EVERY_MODULE], cwd=ROOT, capture_output=True, text=True, check=True
    )
    reached = set(json.loads(done.stdout.splitlines()[-1]))
    listed = json.loads(inside.read_text(encoding="utf-8"))
    # Extension modules are files; their name is what stands before the first dot.
    files = {re.sub(r"\..*$", "", name).replace("/", ".") for name, _ in listed["files"]}
    assert len(reached) > 500
    known = set(listed["modules"]) | files
    assert {name for name in reached - known if name.split(".", 1)[0] not in LEFT_OUT} == set()
