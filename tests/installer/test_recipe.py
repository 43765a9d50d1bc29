"""The lists the installers are built by; needs no build."""

import os
import re
import runpy
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from resources.installer import bundle
from resources.installer.debian.package import changelog
from resources.installer.environment import REQUIREMENTS, windows_requirements
from resources.installer.pictures import MENU_SIZES, WINDOWS_SIZES, ico, png
from resources.installer.version_resource import DESCRIPTIONS, version_resource

ROOT = Path(__file__).resolve().parents[2]
PNG = b"\x89PNG\r\n"


def pins(text: str) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE))


def test_the_build_uses_the_versions_that_are_tested() -> None:
    tested = pins((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    built = pins(REQUIREMENTS.read_text(encoding="utf-8"))
    assert len(built) > 50
    assert {name: tested.get(name) for name in built} == built


def test_every_distribution_of_the_build_has_its_digests() -> None:
    entries = REQUIREMENTS.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    assert [e for e in entries if not re.search(r"--hash=sha256:[0-9a-f]{64}", e)] == []


def test_requirements_for_windows_have_no_markers_left_and_know_what_is_for_it_alone() -> None:
    locked = (
        "colorama==1.0 ; sys_platform == 'win32' \\\n"
        "    --hash=sha256:aa \\\n    --hash=sha256:bb\n"
        "uvloop==2.0 ; sys_platform != 'win32' \\\n    --hash=sha256:cc\n"
        "six==3.0 \\\n    --hash=sha256:dd\n"
    )
    assert windows_requirements(locked) == (
        "colorama==1.0 --hash=sha256:aa --hash=sha256:bb\nsix==3.0 --hash=sha256:dd\n"
    )


def test_no_folder_of_resources_is_forgotten() -> None:
    folders = {path.name for path in (ROOT / "resources").iterdir() if path.is_dir()}
    assert folders - {"installer", "screenshots"} == set(bundle.SHIPPED)
    with (ROOT / "pyproject.toml").open("rb") as file:
        wheel = tomllib.load(file)["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["force-include"] == {
        f"resources/{name}": f"tthc_desk/resources/{name}" for name in bundle.SHIPPED
    }


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6/QtWidgets.abi3.so",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/plugins/printsupport/libcupsprintersupport.so",
        "PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
        "PySide6\\Qt6Core.dll",
        "PySide6\\QtCore.pyd",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6\\msvcp140.dll",
        "tzdata/zoneinfo/Asia/Ho_Chi_Minh",
        "holidays-0.109.dist-info/METADATA",
        "sqlcipher3/_sqlite3.cpython-311-x86_64-linux-gnu.so",
    ],
)
def test_what_the_program_uses_goes_in(name: str) -> None:
    assert bundle.is_wanted((name, f"/env/site-packages/{name}", "BINARY"))


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "PySide6/Qt/lib/libQt6Qml.so.6",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/imageformats/libqpdf.so",
        "PySide6/Qt/translations/qt_de.qm",
        "PySide6\\Qt6Designer.dll",
        "PySide6\\opengl32sw.dll",
        "PySide6\\plugins\\tls\\qschannelbackend.dll",
        "PySide6\\translations\\qtbase_de.qm",
        "reportlab/fonts/DarkGardenMK.pfb",
        "PIL/_avif.cpython-311-x86_64-linux-gnu.so",
        "tzdata/zoneinfo/Asia/Tokyo",
    ],
)
def test_what_it_does_not_use_stays_out(name: str) -> None:
    assert not bundle.is_wanted((name, f"/env/site-packages/{name}", "BINARY"))


def test_libraries_of_the_system_stay_out_but_those_a_desktop_may_lack() -> None:
    home = "/usr/lib/x86_64-linux-gnu"
    taken = ("libpython3.11.so.1.0", "libxcb-cursor.so.0", "libxkbcommon-x11.so.0")
    left = ("libX11.so.6", "libssl.so.3", "libglib-2.0.so.0", "libxcb.so.1")
    assert all(bundle.is_wanted((name, f"{home}/{name}", "BINARY")) for name in taken)
    assert not any(bundle.is_wanted((name, f"{home}/{name}", "BINARY")) for name in left)


def test_a_link_goes_in_with_the_file_it_leads_to() -> None:
    kept = ("libQt6Core.so.6", "PySide6/Qt/lib/libQt6Core.so.6", "SYMLINK")
    left = ("libQt6Quick.so.6", "PySide6/Qt/lib/libQt6Quick.so.6", "SYMLINK")
    assert bundle.is_wanted(kept)
    assert not bundle.is_wanted(left)


def test_windows_has_a_program_for_the_desktop_and_one_for_the_console() -> None:
    assert bundle.programs("win32") == [("tthc-desk", False), ("tthc-desk-cli", True)]
    assert bundle.programs("linux") == [("tthc-desk", False)]
    assert set(DESCRIPTIONS) == {name for name, _ in bundle.programs("win32")}


def test_the_version_stands_in_the_resource_in_numbers_and_in_words() -> None:
    text = version_resource("tthc-desk", "1.20.3")
    assert "filevers=(1, 20, 3, 0)" in text
    assert "StringStruct(\"ProductVersion\", '1.20.3')" in text
    compile(text, "resource", "eval")


@pytest.mark.usefixtures("qapp")
def test_the_icon_is_drawn_in_every_size_and_put_into_one_file() -> None:
    pictures = {size: png(size) for size in WINDOWS_SIZES}
    assert {size for size in MENU_SIZES if not png(size).startswith(PNG)} == set()
    data = ico(pictures)
    assert int.from_bytes(data[4:6], "little") == len(WINDOWS_SIZES)
    for place in range(len(WINDOWS_SIZES)):
        entry = data[6 + 16 * place : 22 + 16 * place]
        size = int.from_bytes(entry[8:12], "little")
        start = int.from_bytes(entry[12:16], "little")
        assert data[start : start + size] == pictures[entry[0] or 256]


def build(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "resources/installer/build.py"), *words]
    plain = {"PATH": "/usr/bin:/bin"}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=plain)


@pytest.mark.parametrize("wrong", ["--wards", "--base", "--key"])
def test_a_place_that_is_not_there_is_named_before_anything_is_built(
    tmp_path: Path, wrong: str
) -> None:
    places = {"--wards": tmp_path / "w.csv", "--base": tmp_path, "--key": tmp_path / "k"}
    for name in ("w.csv", "k"):
        (tmp_path / name).touch()
    places[wrong] = tmp_path / "nowhere"
    words = [word for option, place in places.items() for word in (option, str(place))]
    done = build("--work", str(tmp_path / "work"), *words, "--maintainer", "IT <it@example.org>")
    assert done.returncode == 2
    assert f"{wrong} {tmp_path / 'nowhere'}: there is no such" in done.stderr
    assert not (tmp_path / "work").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="only a Debian package names somebody")
@pytest.mark.parametrize("name", [(), ("--maintainer", "somebody"), ("--maintainer", "A <a@b> c")])
def test_nobody_is_made_up_who_answers_for_the_package(
    tmp_path: Path, name: tuple[str, ...]
) -> None:
    done = build("--work", str(tmp_path / "work"), *name)
    assert done.returncode == 2
    assert "--maintainer" in done.stderr
    assert not (tmp_path / "work").exists()


def test_the_package_s_list_of_changes_is_the_project_s_own() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    told = changelog(text, "0.1.0")
    own = re.findall(r"^(?:### |\* ).*(?:\n  .*)*", text, re.MULTILINE)
    words = re.sub(r"  \[ (.*) \]", r"### \1", told).split()
    assert words == [word for entry in own for word in entry.split()]
    assert max(map(len, told.splitlines())) < 80
    assert told.startswith("  [ For staff ]\n  * ")
    with pytest.raises(ValueError, match="nothing of 9"):
        changelog(text, "9.9.9")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has several ways to a screen")
@pytest.mark.parametrize(
    ("around", "platform", "wayland"),
    [
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "xcb", "wayland-0"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, None, None),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, "offscreen", None),
    ],
)
def test_the_built_program_takes_the_way_to_the_screen_that_is_inside(
    monkeypatch: pytest.MonkeyPatch,
    around: dict[str, str],
    platform: str | None,
    wayland: str | None,
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "LD_LIBRARY_PATH"):
        # Set first: what the script changes is put back then.
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    for name, value in around.items():
        monkeypatch.setenv(name, value)
    runpy.run_path(str(ROOT / "resources/installer/frozen_start.py"))
    assert os.environ.get("QT_QPA_PLATFORM") == platform
    assert os.environ.get("WAYLAND_DISPLAY") == wayland


def test_wheels_are_found_in_a_folder_with_spaces_by_its_address(tmp_path: Path) -> None:
    wheels = tmp_path / "for IT" / "wheels"
    wheels.mkdir(parents=True)
    facts = "one-1.dist-info"
    with zipfile.ZipFile(wheels / "one-1-py3-none-any.whl", "w") as wheel:
        wheel.writestr(f"{facts}/METADATA", "Metadata-Version: 2.1\nName: one\nVersion: 1\n")
        wheel.writestr(f"{facts}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        wheel.writestr(f"{facts}/RECORD", "")
    around = {"PATH": "/usr/bin:/bin", "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": wheels.as_uri()}
    command = [sys.executable, "-m", "pip", "download", "one==1", "-d", str(tmp_path)]
    done = subprocess.run(command, env=around, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    script = (ROOT / "resources/installer/windows.ps1").read_text(encoding="utf-8")
    (line,) = [line for line in script.splitlines() if "PIP_FIND_LINKS =" in line]
    assert line.endswith(".AbsoluteUri")
