"""The Debian package, before it is installed."""

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.installer.conftest import told

pytestmark = pytest.mark.installer

LEFT_TO_THE_ONE_WHO_BUILDS = ("bogus-mail-host",)
"""The address of the maintainer is given by `--maintainer`; an automatic build has none."""


@pytest.fixture(scope="module")
def opened(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("package")
    subprocess.run(["dpkg-deb", "-R", str(package), str(root)], check=True)
    return root


def field(package: Path, name: str) -> str:
    return told("dpkg-deb", "-f", package, name).stdout.strip()


def test_it_names_the_libraries_it_needs_and_none_it_brings(package: Path) -> None:
    needs = {entry.split()[0] for entry in field(package, "Depends").split(", ")}
    assert {"libc6", "libegl1", "libgl1", "libfontconfig1", "libx11-6", "libcups2"} <= needs
    brought = {"libxcb-cursor0", "libxcb-icccm4", "libxkbcommon-x11-0", "libpython3.11"}
    assert needs & brought == set()


def test_its_files_lie_where_the_system_looks_for_them(opened: Path) -> None:
    link = opened / "usr/bin/tthc-desk"
    assert link.is_symlink()
    assert (link.parent / link.readlink()).resolve() == opened / "usr/lib/tthc-desk/tthc-desk"
    for name in (
        "usr/share/applications/tthc-desk.desktop",
        "usr/share/mime/packages/tthc-desk.xml",
        "usr/share/icons/hicolor/48x48/apps/tthc-desk.png",
        "usr/share/icons/hicolor/scalable/apps/tthc-desk.svg",
        "usr/share/doc/tthc-desk/copyright",
        "usr/share/doc/tthc-desk/THIRD-PARTY-NOTICES.txt",
        "usr/share/man/man1/tthc-desk.1.gz",
    ):
        assert (opened / name).exists(), name


def test_nothing_lies_where_data_could_be(package: Path) -> None:
    listed = told("dpkg-deb", "-c", package).stdout.splitlines()
    places = {line.split()[5].removeprefix("./").rsplit(" ", 1)[0] for line in listed} - {""}
    assert {place.split("/")[0] for place in places} == {"usr"}
    assert [p for p in places if p.startswith(("usr/local", "var", "home", "etc"))] == []


def test_everything_belongs_to_root_and_may_be_written_by_no_one_else(package: Path) -> None:
    for line in told("dpkg-deb", "-c", package).stdout.splitlines():
        rights, owner = line.split()[:2]
        assert owner == "root/root", line
        assert rights in {"drwxr-xr-x", "-rw-r--r--", "-rwxr-xr-x", "lrwxrwxrwx"}, line


def test_the_digests_are_of_the_files(opened: Path) -> None:
    lines = (opened / "DEBIAN/md5sums").read_text(encoding="utf-8").splitlines()
    assert len(lines) > 100
    for line in lines:
        digest, name = line.split("  ", 1)
        found = hashlib.md5((opened / name).read_bytes(), usedforsecurity=False)
        assert found.hexdigest() == digest


def test_its_size_is_told_nearly(package: Path, opened: Path) -> None:
    files = [p for p in (opened / "usr").rglob("*") if p.is_file() and not p.is_symlink()]
    real = sum(path.stat().st_size for path in files) / 1024
    assert abs(int(field(package, "Installed-Size")) - real) < real / 100


@pytest.mark.parametrize(
    ("name", "title", "command"),
    [
        ("tthc-desk", "Một cửa phường", "tthc-desk %f"),
        ("tthc-desk-district", "Tổng hợp số liệu các phường", "tthc-desk district"),
    ],
)
def test_the_menu_entries_are_valid_and_vietnamese(
    opened: Path, name: str, title: str, command: str
) -> None:
    entry = opened / "usr/share/applications" / f"{name}.desktop"
    text = entry.read_text(encoding="utf-8")
    assert f"\nName={title}\n" in text
    assert f"\nExec={command}\n" in text
    for kind in ("ward-pack", "totals"):
        assert (f"application/vnd.tthc-desk.{kind}+json;" in text) is ("%f" in command)
    if shutil.which("desktop-file-validate") is None:
        pytest.skip("desktop-file-utils is not installed")
    assert told("desktop-file-validate", entry).stdout == ""


def test_lintian_finds_nothing(package: Path, tmp_path: Path) -> None:
    if shutil.which("lintian") is None:
        pytest.skip("lintian is not installed")
    found = told("lintian", "--allow-root", package, HOME=str(tmp_path)).stdout.splitlines()
    wrong = [line for line in found if line.startswith(("E:", "W:"))]
    assert [e for e in wrong if not e.split()[2].startswith(LEFT_TO_THE_ONE_WHO_BUILDS)] == []
