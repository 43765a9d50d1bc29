"""The Windows setup, compiled around a stand-in folder and run for real under wine."""

import shutil
from pathlib import Path

import pytest

from resources.installer.nsis import compile as nsis
from resources.installer.nsis.compile import compile_installer, compile_ward_installers
from tests.helpers.windows_setup import (
    CONSOLE_LINK,
    FILES,
    KEYS,
    LINK,
    NEW,
    NEWER,
    NO_PACK,
    OLD,
    OPEN_KEY,
    OTHER_PACK,
    OWN_KEY,
    PACK,
    PACK_KEY,
    RUNNING,
    UNINSTALL_KEY,
    WINDOWS_TOO_OLD,
    contents,
    expected,
    install,
    log,
    on_z,
    put_data,
    put_pack,
    remove,
)
from tests.helpers.wine import HAS_WINE, WindowsPc

pytestmark = [
    pytest.mark.installer,
    pytest.mark.skipif(not HAS_WINE, reason="needs Debian's nsis and wine64"),
]


def test_a_silent_setup_puts_files_shortcuts_and_registry_entries(
    pc: WindowsPc, setups: tuple[Path, Path]
) -> None:
    assert install(pc, setups[0]) == 0
    assert contents(pc.program) == expected(OLD)
    assert all((pc.program / name).read_text() == text for name, text in OLD.items())
    assert (pc.desktop / LINK).is_file()
    assert (pc.start_menu / LINK).is_file()
    assert (pc.start_menu / CONSOLE_LINK).is_file()
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
        put_pack(stick[0].parent, name).chmod(0o444)
    (stick[0].parent / "half-copied.tthcpack").write_text("{")
    assert install(pc, stick[0]) == 0
    assert contents(pc.data) == {f"goi-phuong/{PACK}", f"goi-phuong/{OTHER_PACK}"}
    # Read-only on the stick, yet the next setup brings a newer one.
    (stick[0].parent / PACK).chmod(0o644)
    newer = put_pack(stick[0].parent, PACK, "newer")
    assert install(pc, stick[1]) == 0
    assert (pc.data / "goi-phuong" / PACK).read_bytes() == newer.read_bytes()
    assert "passed over: half-copied.tthcpack" in log(pc)


def test_one_pack_can_be_named(pc: WindowsPc, stick: tuple[Path, Path]) -> None:
    for name in (PACK, OTHER_PACK):
        put_pack(stick[0].parent, name)
    assert install(pc, stick[0], f"/PACK={on_z(stick[0].parent / OTHER_PACK)}") == 0
    assert contents(pc.data) == {f"goi-phuong/{OTHER_PACK}"}


def test_a_named_pack_that_is_not_there_stops_the_setup(
    pc: WindowsPc, setups: tuple[Path, Path]
) -> None:
    assert install(pc, setups[0], r"/PACK=C:\none.tthcpack") == NO_PACK
    assert not pc.program.exists()
    assert "Không chép được gói phường: C:\\none.tthcpack" in log(pc)
    assert not pc.data.exists()


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
    assert not (pc.start_menu / CONSOLE_LINK).exists()
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
    assert contents(pc.program) == {"uninstall.exe", "tthc-desk-files.txt"}
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
    packs = [put_pack(tmp_path, name) for name in (PACK, OTHER_PACK)]
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
