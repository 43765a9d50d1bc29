"""What `resources/installer/build.py` made, for the tests marked `installer`."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from resources.installer.nsis import compile as nsis
from tests.helpers.windows_setup import KEYS, NEW, OLD, WAITING_PROGRAM, program_folder
from tests.helpers.wine import WindowsPc

ROOT = Path(__file__).resolve().parents[2]
OUT = Path(os.environ.get("TTHC_DESK_INSTALLERS", ROOT / "dist" / "installer"))
WORK = Path(os.environ.get("TTHC_DESK_INSTALLER_WORK", ROOT / "build" / "installer"))

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def out() -> Path:
    """The folder that is handed out."""
    assert OUT.is_dir(), "first: python3 resources/installer/build.py"
    return OUT


@pytest.fixture(scope="session")
def folder(out: Path) -> Path:
    """The program's folder, as built."""
    return WORK / "dist" / "tthc-desk"


@pytest.fixture(scope="session")
def inside() -> Path:
    """The list of what PyInstaller put into the folder."""
    return WORK / "generated" / "contents.json"


@pytest.fixture(scope="session")
def package(out: Path) -> Path:
    """The Debian package."""
    (found,) = out.glob("*.deb")
    return found


def told(*command: object, **surroundings: str) -> subprocess.CompletedProcess[str]:
    """Run a program in surroundings with nothing of this environment in it."""
    plain = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", **surroundings}
    return subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, check=False, env=plain
    )


@pytest.fixture
def display(tmp_path: Path) -> Iterator[str]:
    """A display of its own, 1366 by 768."""
    number, written = os.pipe()
    with subprocess.Popen(
        ["Xvfb", "-displayfd", str(written), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=(written,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        os.close(written)
        with os.fdopen(number) as said:
            yield f":{said.readline().strip()}"
        server.terminate()


@pytest.fixture(scope="session")
def stub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stub")
    program, script = folder / "tthc-desk.exe", folder / "stub.nsi"
    script.write_text(WAITING_PROGRAM.format(out=program))
    subprocess.run((nsis.makensis(), "-V2", str(script)), check=True)
    return program


@pytest.fixture(scope="session")
def setups(tmp_path_factory: pytest.TempPathFactory, stub: Path) -> tuple[Path, Path]:
    work = tmp_path_factory.mktemp("setups")
    old = program_folder(work / "old", OLD, stub)
    new = program_folder(work / "new", NEW, stub)
    return nsis.compile_installer(old, work, "1.0.0"), nsis.compile_installer(new, work, "1.1.0")


@pytest.fixture(scope="session")
def windows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WindowsPc]:
    pc = WindowsPc.make(tmp_path_factory.mktemp("windows"))
    yield pc
    pc.wait()
    shutil.rmtree(pc.home, ignore_errors=True)


@pytest.fixture
def pc(windows: WindowsPc) -> WindowsPc:
    windows.clear(*KEYS)
    return windows


@pytest.fixture
def stick(tmp_path: Path, setups: tuple[Path, Path]) -> tuple[Path, Path]:
    """Both setups on a stick of their own, where packs may be put."""
    first, second = (Path(shutil.copy(setup, tmp_path)) for setup in setups)
    return first, second
