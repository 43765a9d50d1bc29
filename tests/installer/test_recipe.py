"""The lists the installers are built by; needs no build."""

import re
import tomllib
from pathlib import Path

import pytest

from resources.installer import bundle
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
