"""The Windows setup, compiled around a stand-in folder and run for real under wine."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from resources.installer.nsis import compile as nsis
from resources.installer.nsis.compile import compile_installer, compile_ward_installers
from tests.helpers.wine import HAS_WINE, WindowsPc

pytestmark = [
    pytest.mark.installer,
    pytest.mark.skipif(not HAS_WINE, reason="needs Debian's nsis and wine64"),
]

OWN_KEY = r"HKLM\Software\tthc-desk"
UNINSTALL_KEY = r"HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall\tthc-desk"
PACK_KEY = r"HKLM\Software\Classes\.tthcpack"
OPEN_KEY = r"HKLM\Software\Classes\tthc-desk.pack\shell\open\command"
KEYS = (OWN_KEY, UNINSTALL_KEY, PACK_KEY, r"HKLM\Software\Classes\tthc-desk.pack")
LINK = "Bộ phận Một cửa.lnk"
PACK = "PHUONG_00592.tthcpack"
OTHER_PACK = "PHUONG_00625.tthcpack"
WINDOWS_TOO_OLD, RUNNING, NEWER, FILES, DATA, NO_PACK = 10, 11, 12, 13, 14, 15

WAITING_PROGRAM = """\
Unicode true
Target amd64-unicode
SilentInstall silent
RequestExecutionLevel user
OutFile "{out}"
Section
    FileOpen $0 "$EXEDIR\\started" w
    FileClose $0
    again:
    Sleep 50
    IfFileExists "$EXEDIR\\stop" 0 again
SectionEnd
"""
"""A Windows program made of what is here: it runs until it finds a file beside it."""

OLD = {
    "tthc-desk-cli.exe": "cli 1.0",
    "_internal/base.dll": "base 1.0",
    "_internal/gone/only-old.dll": "old",
    "_internal/resources/mẫu đơn.txt": "Vietnamese letters",
}
NEW = {
    "tthc-desk-cli.exe": "cli 1.1",
    "_internal/base.dll": "base 1.1",
    "_internal/fresh.dll": "new",
    "_internal/resources/mẫu đơn.txt": "Vietnamese letters",
}


@pytest.fixture(scope="module")
def stub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stub")
    program, script = folder / "tthc-desk.exe", folder / "stub.nsi"
    script.write_text(WAITING_PROGRAM.format(out=program))
    subprocess.run((nsis.makensis(), "-V2", str(script)), check=True)
    return program


def program_folder(place: Path, files: dict[str, str], stub: Path) -> Path:
    for name, text in files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text)
    shutil.copyfile(stub, place / "tthc-desk.exe")
    return place


@pytest.fixture(scope="module")
def setups(tmp_path_factory: pytest.TempPathFactory, stub: Path) -> tuple[Path, Path]:
    work = tmp_path_factory.mktemp("setups")
    old = program_folder(work / "old", OLD, stub)
    new = program_folder(work / "new", NEW, stub)
    return compile_installer(old, work, "1.0.0"), compile_installer(new, work, "1.1.0")


@pytest.fixture(scope="module")
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


def contents(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def expected(files: dict[str, str]) -> set[str]:
    return {*files, "tthc-desk.exe", *nsis.MADE_BY_SETUP}


def log(pc: WindowsPc) -> str:
    return (pc.drive / "setup.log").read_text(encoding="utf-16")


def install(pc: WindowsPc, setup: Path, *words: str, **surroundings: str) -> int:
    (pc.drive / "setup.log").unlink(missing_ok=True)
    return pc.run(setup, "/S", r"/LOG=C:\setup.log", *words, **surroundings)


def remove(pc: WindowsPc, *words: str) -> None:
    assert pc.run(pc.program / "uninstall.exe", "/S", r"/LOG=C:\setup.log", *words) == 0
    # The uninstaller goes on as a copy of itself.
    pc.wait()


def put_data(pc: WindowsPc) -> Path:
    pc.data.mkdir(exist_ok=True)
    (pc.data / "ward.db").write_text("dossiers")
    return pc.data / "ward.db"


def test_a_silent_setup_puts_files_shortcuts_and_registry_entries(
    pc: WindowsPc, setups: tuple[Path, Path]
) -> None:
    assert install(pc, setups[0]) == 0
    assert contents(pc.program) == expected(OLD)
    assert all((pc.program / name).read_text() == text for name, text in OLD.items())
    assert (pc.desktop / LINK).is_file()
    assert (pc.start_menu / LINK).is_file()
    told = pc.registry(UNINSTALL_KEY)
    assert told["DisplayName"] == "Bộ phận Một cửa (tthc-desk)"
    assert told["DisplayVersion"] == "1.0.0"
    assert told["Publisher"] == "tthc-desk"
    assert told["InstallLocation"] == r"C:\Program Files\tthc-desk"
    assert told["QuietUninstallString"] == r'"C:\Program Files\tthc-desk\uninstall.exe" /S'
    assert int(told["EstimatedSize"].removeprefix("dword:"), 16) > 30
    assert pc.registry(PACK_KEY)["@"] == "tthc-desk.pack"
    assert pc.registry(OPEN_KEY)["@"].endswith(r'\tthc-desk.exe" "%1"')


def test_the_data_folder_is_made_with_rights_for_the_users_group(
    pc: WindowsPc, setups: tuple[Path, Path]
) -> None:
    assert install(pc, setups[0]) == 0
    assert pc.data.is_dir()
    granted = r"icacls C:\ProgramData\tthc-desk /grant *S-1-5-32-545:(OI)(CI)M: 0"
    assert granted in log(pc)
    # What somebody narrowed since then stays so.
    assert install(pc, setups[1]) == 0
    assert "icacls" not in log(pc)


def test_a_folder_with_spaces_and_vietnamese_letters_is_taken(
    pc: WindowsPc, setups: tuple[Path, Path]
) -> None:
    assert install(pc, setups[0], r"/D=C:\Phường Mỹ Đình 1\Một cửa") == 0
    place = pc.drive / "Phường Mỹ Đình 1" / "Một cửa"
    assert contents(place) == expected(OLD)
    assert pc.registry(OWN_KEY)["Folder"] == r"C:\Phường Mỹ Đình 1\Một cửa"
    # The next setup goes there by itself; another place named moves the program.
    assert install(pc, setups[1]) == 0
    assert contents(place) == expected(NEW)
    assert install(pc, setups[1], r"/D=C:\Program Files\tthc-desk") == 0
    assert contents(pc.program) == expected(NEW)
    assert not place.exists()


def test_packs_beside_the_setup_are_taken_along(pc: WindowsPc, stick: tuple[Path, Path]) -> None:
    for name in (PACK, OTHER_PACK):
        (stick[0].parent / name).write_text(name)
        (stick[0].parent / name).chmod(0o444)
    assert install(pc, stick[0]) == 0
    assert contents(pc.data) == {f"goi-phuong/{PACK}", f"goi-phuong/{OTHER_PACK}"}
    # Read-only on the stick, yet the next setup brings a newer one.
    (stick[0].parent / PACK).chmod(0o644)
    (stick[0].parent / PACK).write_text("newer")
    assert install(pc, stick[1]) == 0
    assert (pc.data / "goi-phuong" / PACK).read_text() == "newer"


def test_one_pack_can_be_named(pc: WindowsPc, stick: tuple[Path, Path]) -> None:
    for name in (PACK, OTHER_PACK):
        (stick[0].parent / name).write_text(name)
    path = str(stick[0].parent / OTHER_PACK).replace("/", "\\")
    assert install(pc, stick[0], f"/PACK=Z:{path}") == 0
    assert contents(pc.data) == {f"goi-phuong/{OTHER_PACK}"}


def test_a_named_pack_that_is_not_there_stops_the_setup(
    pc: WindowsPc, setups: tuple[Path, Path]
) -> None:
    assert install(pc, setups[0], r"/PACK=C:\none.tthcpack") == NO_PACK
    assert not pc.program.exists()
    assert "Không chép được gói phường" in log(pc)


def test_an_upgrade_replaces_the_program_and_keeps_all_else(
    pc: WindowsPc, setups: tuple[Path, Path]
) -> None:
    assert install(pc, setups[0]) == 0
    database = put_data(pc)
    mine = (pc.program / "của tôi.txt", pc.program / "_internal" / "gone" / "mine.txt")
    for path in mine:
        path.write_text("mine")
    (pc.desktop / LINK).unlink()
    assert install(pc, setups[1]) == 0
    own = {"của tôi.txt", "_internal/gone/mine.txt"}
    assert contents(pc.program) == expected(NEW) | own
    assert all((pc.program / name).read_text() == text for name, text in NEW.items())
    assert database.read_text() == "dossiers"
    assert pc.registry(UNINSTALL_KEY)["DisplayVersion"] == "1.1.0"
    assert not (pc.desktop / LINK).exists()
    assert (pc.start_menu / LINK).exists()


def test_a_newer_version_is_not_replaced_unless_it_is_said(
    pc: WindowsPc, setups: tuple[Path, Path]
) -> None:
    assert install(pc, setups[1]) == 0
    assert install(pc, setups[0], "/LANG=EN") == NEWER
    assert "Version 1.1.0 on this PC is newer" in log(pc)
    assert contents(pc.program) == expected(NEW)
    assert install(pc, setups[0], "/FORCE") == 0
    assert contents(pc.program) == expected(OLD)


def test_a_running_program_is_neither_replaced_nor_removed(
    pc: WindowsPc, setups: tuple[Path, Path]
) -> None:
    assert install(pc, setups[0]) == 0
    started, stop = pc.program / "started", pc.program / "stop"
    with pc.running(pc.program / "tthc-desk.exe", started, stop):
        assert install(pc, setups[1]) == RUNNING
        assert "Chương trình đang mở" in log(pc)
        silent = pc.run(pc.program / "uninstall.exe", "/S", r"_?=C:\Program Files\tthc-desk")
        assert silent == RUNNING
        assert contents(pc.program) == expected(OLD) | {"started"}
    assert install(pc, setups[1]) == 0
    assert contents(pc.program) == expected(NEW) | {"started", "stop"}


def test_an_upgrade_that_fails_half_way_leaves_the_old_version(
    pc: WindowsPc, setups: tuple[Path, Path]
) -> None:
    assert install(pc, setups[0]) == 0
    in_the_way = pc.program / "_internal" / "fresh.dll" / "folder.txt"
    in_the_way.parent.mkdir()
    in_the_way.write_text("mine")
    assert install(pc, setups[1]) == FILES
    assert contents(pc.program) == expected(OLD) | {"_internal/fresh.dll/folder.txt"}
    assert all((pc.program / name).read_text() == text for name, text in OLD.items())
    assert pc.registry(OWN_KEY)["Version"] == "1.0.0"
    shutil.rmtree(in_the_way.parent)
    assert install(pc, setups[1]) == 0
    assert contents(pc.program) == expected(NEW)


def test_files_that_cannot_be_unpacked_leave_the_old_version(
    pc: WindowsPc, setups: tuple[Path, Path]
) -> None:
    assert install(pc, setups[0]) == 0
    (pc.program / "~tthc-new").write_text("a file where a folder is wanted")
    assert install(pc, setups[1]) == FILES
    assert contents(pc.program) == expected(OLD) | {"~tthc-new"}
    assert pc.registry(OWN_KEY)["Version"] == "1.0.0"
    assert "Không ghi được các tệp" in log(pc)


def test_removal_takes_its_own_files_and_keeps_data(
    pc: WindowsPc, setups: tuple[Path, Path]
) -> None:
    assert install(pc, setups[0]) == 0
    database = put_data(pc)
    (pc.program / "mine.txt").write_text("mine")
    remove(pc)
    assert contents(pc.program) == {"mine.txt"}
    assert [path.name for path in pc.program.iterdir()] == ["mine.txt"]
    assert database.read_text() == "dossiers"
    assert not (pc.desktop / LINK).exists()
    assert not (pc.start_menu / LINK).exists()
    assert [key for key in KEYS if pc.registry(key)] == []
    (pc.program / "mine.txt").unlink()
    assert install(pc, setups[0]) == 0
    remove(pc, "/DELETEDATA=maybe")
    assert not pc.program.exists()
    assert database.exists()


def test_removal_deletes_data_only_when_it_is_said(
    pc: WindowsPc, setups: tuple[Path, Path]
) -> None:
    assert install(pc, setups[0]) == 0
    put_data(pc)
    remove(pc, "/DELETEDATA=YES")
    assert not pc.data.exists()
    assert not pc.program.exists()


def test_a_removal_that_is_waited_for_leaves_the_uninstaller_only(
    pc: WindowsPc, setups: tuple[Path, Path]
) -> None:
    assert install(pc, setups[0]) == 0
    words = ("/S", r"/LOG=C:\setup.log", r"_?=C:\Program Files\tthc-desk")
    assert pc.run(pc.program / "uninstall.exe", *words) == 0
    assert contents(pc.program) == {"uninstall.exe"}
    assert pc.registry(UNINSTALL_KEY) == {}
    assert install(pc, setups[1]) == 0
    assert contents(pc.program) == expected(NEW)


def test_a_folder_that_is_not_a_ward_s_is_never_emptied(
    pc: WindowsPc, setups: tuple[Path, Path]
) -> None:
    elsewhere = pc.drive / "Tài liệu"
    elsewhere.mkdir()
    (elsewhere / "letter.txt").write_text("mine")
    assert install(pc, setups[0], TTHC_DESK_DATA=r"C:\Tài liệu") == 0
    assert pc.registry(OWN_KEY)["Data"] == r"C:\Tài liệu"
    remove(pc, "/DELETEDATA=YES")
    assert (elsewhere / "letter.txt").read_text() == "mine"


def test_an_older_windows_is_refused_in_a_plain_sentence(
    pc: WindowsPc, setups: tuple[Path, Path]
) -> None:
    pc.say_version("win81")
    assert install(pc, setups[0]) == WINDOWS_TOO_OLD
    assert "cần Windows 10 (bản 1809) trở lên, loại 64-bit" in log(pc)
    assert not pc.program.exists()


def test_the_setup_of_one_ward_brings_its_pack(
    pc: WindowsPc, setups: tuple[Path, Path], tmp_path: Path
) -> None:
    packs = [tmp_path / PACK, tmp_path / OTHER_PACK]
    for pack in packs:
        pack.write_text(pack.name)
    first, second = compile_ward_installers(setups[0], packs, tmp_path / "out", "1.0.0")
    assert second.name == "tthc-desk-1.0.0-00625-setup.exe"
    assert install(pc, first, r"/D=C:\Một cửa của phường") == 0
    assert contents(pc.data) == {f"goi-phuong/{PACK}"}
    assert contents(pc.drive / "Một cửa của phường") == expected(OLD)
    assert install(pc, setups[1]) == 0
    assert install(pc, first) == NEWER


def test_a_pack_with_another_name_makes_no_setup(setups: tuple[Path, Path], tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not named"):
        compile_ward_installers(setups[0], [tmp_path / "pack.tthcpack"], tmp_path, "1.0.0")


def test_the_same_folder_gives_the_same_setup(tmp_path: Path) -> None:
    folder = tmp_path / "program"
    folder.mkdir()
    (folder / "tthc-desk.exe").write_text("program")
    first = compile_installer(folder, tmp_path / "first", "1.0.0").read_bytes()
    (folder / "tthc-desk.exe").write_text("program")
    assert compile_installer(folder, tmp_path / "second", "1.0.0").read_bytes() == first


def test_a_compiler_without_the_64_bit_parts_makes_the_other_kind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nsis, "target", lambda: "x86-unicode")
    (tmp_path / "tthc-desk.exe").write_text("program")
    setup = compile_installer(tmp_path, tmp_path / "out", "1.0.0")
    assert setup.read_bytes()[:2] == b"MZ"


def test_an_empty_folder_or_a_strange_version_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="0 files"):
        compile_installer(tmp_path, tmp_path, "1.0.0")
    (tmp_path / "tthc-desk.exe").write_text("program")
    with pytest.raises(ValueError, match=r"version '1\.0'"):
        compile_installer(tmp_path, tmp_path, "1.0")
