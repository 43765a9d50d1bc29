"""The Debian package on this machine: installed, worked with, upgraded, removed; the data stays."""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from PIL import Image

from tests.helpers.released import DOSSIERS, VERSIONS, released_ward
from tests.helpers.wards import PROCEDURE
from tests.installer.conftest import WORK, told
from tests.installer.first_picture import Display
from tthc_desk.storage.backup_file import ENDING
from tthc_desk.storage.upgrade import BEFORE_UPGRADE

TOOLS = ("Xvfb", "xdotool", "import", "pdftotext")

pytestmark = [
    pytest.mark.installer,
    pytest.mark.skipif(os.geteuid() != 0, reason="only root installs packages"),
    pytest.mark.skipif(not all(map(shutil.which, TOOLS)), reason=f"one of {TOOLS} is missing"),
]

PROGRAM = Path("/usr/bin/tthc-desk")
HOME_OF_PROGRAM = Path("/usr/lib/tthc-desk")
EARLIER, LATER = "0.0.1", "99.0.0"
TYPE = ("type", "--args", "1", "--delay", "250")
TIME_OF_A_PERSON = "10"
"""Seconds for the window to be ready for the next keys, on a slow machine too."""
PROFILE = "resources/profiles/my-dinh-1.toml"
DOSSIER = {
    "procedure": "1.001193",
    "submitter": {"id_number": "001090000001", "name": "Nguyễn Văn Thử"},
}


def with_version(package: Path, version: str, folder: Path) -> Path:
    """Make the same package under another version number."""
    root = folder / f"root-{version}"
    subprocess.run(["dpkg-deb", "-R", str(package), str(root)], check=True)
    control = root / "DEBIAN/control"
    (own,) = [line for line in control.read_text().splitlines() if line.startswith("Version:")]
    control.write_text(control.read_text().replace(own, f"Version: {version}"))
    made = folder / f"tthc-desk_{version}.deb"
    command = ["dpkg-deb", "--root-owner-group", "-Znone", "-b", str(root), str(made)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return made


def installed_version() -> str:
    return told("dpkg-query", "-W", "-f", "${db:Status-Status} ${Version}", "tthc-desk").stdout


def digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


class Officer:
    """Somebody at the PC with a home of their own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.data = home / ".local/share/tthc-desk"

    def run(self, *command: object) -> CompletedProcess[str]:
        return told(PROGRAM, *command, HOME=str(self.home))

    def receive(self, **changes: object) -> str:
        line = self.home / "dossier.jsonl"
        line.write_text(json.dumps(DOSSIER | changes), encoding="utf-8")
        done = self.run("receive", line, "--receipts", self.home / "papers")
        assert done.returncode == 0, done.stderr
        return str(json.loads(done.stdout)["number"])

    def dossiers(self) -> dict[str, str]:
        """Give number → submitter of all there are."""
        lines = self.run("find", "--limit", "1000").stdout.splitlines()
        return {found["number"]: found["submitter"] for found in map(json.loads, lines)}

    @contextmanager
    def window(self, display: str) -> Iterator[None]:
        """Have the window open, and seen."""
        surroundings = {"HOME": str(self.home), "DISPLAY": display, "LANG": "C.UTF-8"}
        watched = Display(display)
        with subprocess.Popen([str(PROGRAM)], env={**surroundings, "PATH": "/usr/bin"}) as child:
            try:
                watched.wait_for_picture()
                yield
            finally:
                child.terminate()


@pytest.fixture(scope="module")
def earlier(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The package installed in an earlier version; what was there before is not lost silently."""
    assert "installed" not in installed_version(), "tthc-desk is installed on this machine already"
    made = with_version(package, EARLIER, tmp_path_factory.mktemp("earlier"))
    yield made
    told("dpkg", "--purge", "tthc-desk")


@pytest.fixture
def officer(earlier: Path, tmp_path: Path) -> Officer:
    done = told("dpkg", "-i", "--force-downgrade", earlier)
    assert done.returncode == 0, done.stderr
    home = tmp_path / "home"
    home.mkdir()
    return Officer(home)


def test_a_dossier_is_received_and_printed_and_survives_upgrade_and_removal(
    officer: Officer, package: Path
) -> None:
    assert officer.run("init", "--profile", PROFILE).returncode == 0
    assert officer.run("calendar", "confirm", "2026").returncode == 0
    first = officer.receive()
    (paper,) = (officer.home / "papers").glob("*.pdf")
    assert first in told("pdftotext", paper, "-").stdout

    assert told("dpkg", "-i", package).returncode == 0
    assert (
        installed_version()
        == f"installed {told('dpkg-deb', '-f', package, 'Version').stdout}".strip()
    )
    assert json.loads(officer.run("show", first).stdout)["number"] == first
    second = officer.receive()
    assert second != first
    printed = officer.home / "again.pdf"
    assert officer.run("paper", "receipt", second, "--out", printed).returncode == 0
    assert printed.read_bytes().startswith(b"%PDF")
    assert officer.run("verify").returncode == 0

    before = digests(officer.data)
    assert told("dpkg", "--purge", "tthc-desk").returncode == 0
    assert not HOME_OF_PROGRAM.exists()
    assert not PROGRAM.is_symlink()
    assert digests(officer.data) == before
    assert {"ward.db", "ward.key"} <= set(before)


@pytest.mark.parametrize("schema", VERSIONS)
def test_a_ward_that_an_earlier_version_left_is_copied_brought_up_and_goes_on(
    officer: Officer, package: Path, schema: int
) -> None:
    released_ward(schema, officer.data)
    left = digests(officer.data)["ward.db"]
    assert told("dpkg", "-i", package).returncode == 0
    assert len(officer.dossiers()) == DOSSIERS
    first = officer.receive(procedure=PROCEDURE.code)
    (copy,) = (officer.data / BEFORE_UPGRADE).glob(f"*{ENDING}")
    assert officer.run("backup", "check", copy).returncode == 0
    assert officer.run("verify").returncode == 0
    assert first in officer.dossiers()
    assert digests(officer.data)["ward.db"] != left


def keys(display: str, *commands: str) -> None:
    """Press keys as a person does: not as fast as a scanner."""
    focus = ("search", "--onlyvisible", "--name", "Một cửa", "windowfocus", "--sync")
    words = ("xdotool", *focus, "sleep", TIME_OF_A_PERSON, *commands, "sleep", "2")
    subprocess.run(words, check=True, env={"DISPLAY": display, "PATH": "/usr/bin"})


def picture(display: str, name: str) -> Path:
    """Keep what the display shows, to be looked at."""
    path = WORK / name
    subprocess.run(["import", "-display", display, "-window", "root", str(path)], check=True)
    return path


def test_its_window_receives_a_dossier_and_while_it_is_open_the_program_is_not_replaced(
    officer: Officer, package: Path, display: str
) -> None:
    officer.run("demo", "--no-window", "--data", officer.data)
    before = officer.dossiers()
    with officer.window(display):
        keys(display, "key", "Return")
        keys(display, *TYPE, "ks")
        keys(display, "key", "Return")
        keys(display, *TYPE, "001190000005")
        keys(display, "key", "Return", *TYPE, "Nguyen Thi Thu")
        filled = picture(display, "window-filled.png")
        keys(display, "key", "F9")
        picture(display, "window-received.png")
        new = {n: who for n, who in officer.dossiers().items() if n not in before}
        assert list(new.values()) == ["Nguyen Thi Thu"]
        for action in (("-i", str(package)), ("--remove", "tthc-desk")):
            done = told("dpkg", *action)
            assert done.returncode != 0
            assert "đang chạy" in done.stderr
        assert installed_version() == f"installed {EARLIER}"
    with Image.open(filled) as image:
        colours = image.convert("RGB").getcolors(1_000_000)
    assert colours is not None
    assert len(colours) > 100
    assert told("dpkg", "-i", package).returncode == 0


@pytest.mark.usefixtures("officer")
def test_the_system_knows_its_files_and_its_menu() -> None:
    if shutil.which("update-mime-database") is None:
        pytest.skip("shared-mime-info is not installed")
    known = Path("/usr/share/mime/globs2").read_text(encoding="utf-8")
    assert "50:application/vnd.tthc-desk.ward-pack+json:*.tthcpack" in known
    assert "60:application/vnd.tthc-desk.totals+json:totals_*.json" in known.lower()


def test_an_earlier_version_in_place_of_a_later_one_is_warned_of(
    officer: Officer, package: Path, tmp_path: Path
) -> None:
    del officer
    assert told("dpkg", "-i", with_version(package, LATER, tmp_path)).returncode == 0
    assert "downgrading" in told("dpkg", "-i", package).stderr
