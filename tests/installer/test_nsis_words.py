"""What the Windows setup is told on its command line: taken as meant, or refused with its code."""

from pathlib import Path

import pytest

from tests.helpers.windows_setup import (
    NEW,
    NO_PACK,
    NO_PLACE,
    OLD,
    OWN_KEY,
    PACK,
    UNKNOWN_WORD,
    contents,
    expected,
    install,
    log,
    on_z,
    put_pack,
    remove,
)
from tests.helpers.wine import HAS_WINE, WindowsPc

pytestmark = [
    pytest.mark.installer,
    pytest.mark.skipif(not HAS_WINE, reason="needs Debian's nsis and wine64"),
]

Setups = tuple[Path, Path]


def untouched(pc: WindowsPc) -> bool:
    return not pc.program.exists() and not pc.data.exists() and pc.registry(OWN_KEY) == {}


@pytest.mark.parametrize("word", ['"/PACK={}"', '/PACK="{}"'])
def test_a_pack_whose_path_has_spaces_is_taken_however_it_is_quoted(
    pc: WindowsPc, setups: Setups, tmp_path: Path, word: str
) -> None:
    pack = put_pack(tmp_path / "goi phuong b", "PHUONG 1.tthcpack")
    words = f'/S "/LOG=C:\\log of IT.txt" {word.format(on_z(pack))}'
    assert pc.type(f"{on_z(setups[0])} {words}") == 0
    assert contents(pc.data) == {"goi-phuong/PHUONG 1.tthcpack"}
    assert "pack: PHUONG 1" in (pc.drive / "log of IT.txt").read_text(encoding="utf-16")


@pytest.mark.parametrize("word", ["/PACKS=C:\\x", "/LANG=FR", "PHUONG_00592.tthcpack", "/PACK="])
def test_a_word_nobody_knows_stops_the_setup(pc: WindowsPc, setups: Setups, word: str) -> None:
    assert install(pc, setups[0], word) == UNKNOWN_WORD
    assert f"Không hiểu “{word}”" in log(pc)
    assert untouched(pc)


def test_a_word_nobody_knows_stops_the_removal(pc: WindowsPc, setups: Setups) -> None:
    assert install(pc, setups[0]) == 0
    words = ("/S", "/DELETEDATE=YES", r"_?=C:\Program Files\tthc-desk")
    assert pc.run(pc.program / "uninstall.exe", *words) == UNKNOWN_WORD
    assert contents(pc.program) == expected(OLD)


@pytest.mark.parametrize("name", ["none.tthcpack", r"C:\nowhere\none.tthcpack"])
def test_a_pack_that_is_not_there_is_named_and_nothing_is_made(
    pc: WindowsPc, setups: Setups, name: str
) -> None:
    assert install(pc, setups[0], f"/PACK={name}") == NO_PACK
    assert "none.tthcpack" in log(pc).split("exit 15")[-1]
    assert untouched(pc)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("letter.txt", None),
        ("junk.tthcpack", "junk"),
        ("empty.tthcpack", ""),
        ("cut.tthcpack", '{"payload":"abc'),
    ],
)
def test_a_file_that_is_no_pack_is_not_taken(
    pc: WindowsPc, setups: Setups, tmp_path: Path, name: str, text: str | None
) -> None:
    file = put_pack(tmp_path, name)
    if text is not None:
        file.write_text(text)
    assert install(pc, setups[0], f"/PACK={on_z(file)}") == NO_PACK
    assert name in log(pc).split("exit 15")[-1]
    assert untouched(pc)


@pytest.mark.parametrize("place", [r"Q:\nodrive", "rel", "C:\\", '"C:\\a b"', ""])
def test_a_place_that_cannot_be_is_refused_and_not_replaced_by_another(
    pc: WindowsPc, setups: Setups, place: str
) -> None:
    line = f"{on_z(setups[0])} /S /LOG=C:\\setup.log /D={place}"
    assert pc.type(line) == NO_PLACE
    assert f"/D={place}" in log(pc).split("exit 18")[-1]
    assert untouched(pc)


@pytest.mark.parametrize(
    "place",
    [
        r"C:\ProgramData\tthc-desk",
        r"c:\programdata\TTHC-DESK",
        r"C:\ProgramData\tthc-desk\program",
        r"C:\ProgramData",
    ],
)
def test_the_program_does_not_go_where_the_data_are(
    pc: WindowsPc, setups: Setups, place: str
) -> None:
    assert install(pc, setups[0], f"/D={place}") == NO_PLACE
    assert "dữ liệu của phường" in log(pc)
    assert untouched(pc)


def test_the_setup_of_a_ward_hands_on_a_place_that_cannot_be(
    pc: WindowsPc, setups: Setups, tmp_path: Path
) -> None:
    from resources.installer.nsis.compile import compile_ward_installers

    packs = [put_pack(tmp_path, PACK)]
    (ward,) = compile_ward_installers(setups[0], packs, tmp_path / "out", "1.0.0")
    assert install(pc, ward, r"/D=Q:\nodrive") == NO_PLACE
    assert untouched(pc)


def test_files_of_somebody_else_are_neither_replaced_nor_removed(
    pc: WindowsPc, setups: Setups
) -> None:
    place = pc.drive / "Chương trình khác"
    (place / "_internal").mkdir(parents=True)
    theirs = {"_internal/base.dll": "theirs", "uninstall.exe": "theirs", "readme.txt": "theirs"}
    for name, text in theirs.items():
        (place / name).write_text(text)
    assert install(pc, setups[0], r"/D=C:\Chương trình khác") == NO_PLACE
    assert "_internal\\base.dll" in log(pc)
    assert {name: (place / name).read_text() for name in contents(place)} == theirs
    assert untouched(pc)
    (place / "_internal" / "base.dll").unlink()
    assert install(pc, setups[0], r"/D=C:\Chương trình khác") == NO_PLACE
    (place / "uninstall.exe").unlink()
    assert install(pc, setups[0], r"/D=C:\Chương trình khác") == 0
    assert contents(place) == expected(OLD) | {"readme.txt"}


def cut_off(pc: WindowsPc, moved: int, arrived: int) -> None:
    """Leave the folder as a power cut would: some old files moved away, some new ones in place."""
    old = (pc.program / "tthc-desk-files.txt").read_text(encoding="utf-16-le").splitlines()
    new = [*sorted((*NEW, "tthc-desk.exe")), *old[-3:]]
    fresh = pc.program / "~tthc-new"
    for name in (*NEW, "tthc-desk.exe"):
        (fresh / name).parent.mkdir(parents=True, exist_ok=True)
        (fresh / name).write_text(NEW.get(name, "new"))
    for name in (entry.replace("\\", "/") for entry in old[-3:]):
        (fresh / name).parent.mkdir(parents=True, exist_ok=True)
        (fresh / name).write_text("new")
    text = "".join(f"{name}\r\n".replace("/", "\\") for name in new)
    (fresh / "tthc-desk-files.txt").write_bytes(text.encode("utf-16-le"))
    move(old[:moved], pc.program, pc.program / "~tthc-old")
    move(new[:arrived], fresh, pc.program)


def move(names: list[str], source: Path, target: Path) -> None:
    for name in (entry.replace("\\", "/") for entry in names):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).rename(target / name)


ALL_OLD = 8


@pytest.mark.parametrize(
    ("moved", "arrived"), [(0, 0), (3, 0), (ALL_OLD, 0), (ALL_OLD, 2), (ALL_OLD, 7)]
)
def test_a_failure_after_an_upgrade_that_was_broken_off_still_leaves_the_old_version(
    pc: WindowsPc, setups: Setups, moved: int, arrived: int
) -> None:
    assert install(pc, setups[0]) == 0
    before = {name: (pc.program / name).read_bytes() for name in expected(OLD)}
    assert len(before) == ALL_OLD
    cut_off(pc, moved, arrived)
    in_the_way = pc.program / "_internal" / "fresh.dll" / "folder.txt"
    if not in_the_way.parent.is_file():
        in_the_way.parent.mkdir(parents=True)
        in_the_way.write_text("mine")
        assert install(pc, setups[1]) != 0
        found = contents(pc.program) - {"_internal/fresh.dll/folder.txt"}
        assert {name: (pc.program / name).read_bytes() for name in found} == before
        in_the_way.unlink()
        in_the_way.parent.rmdir()
    assert install(pc, setups[1]) == 0
    assert contents(pc.program) == expected(NEW)
    assert all((pc.program / name).read_text() == text for name, text in NEW.items())


def test_an_upgrade_broken_off_after_the_last_move_is_no_reason_to_go_back(
    pc: WindowsPc, setups: Setups
) -> None:
    assert install(pc, setups[1]) == 0
    rubbish = pc.program / "~tthc-old" / "_internal" / "base.dll"
    rubbish.parent.mkdir(parents=True)
    rubbish.write_text("base 1.0")
    assert install(pc, setups[1]) == 0
    assert contents(pc.program) == expected(NEW)
    assert (pc.program / "_internal" / "base.dll").read_text() == "base 1.1"


def move_data(pc: WindowsPc, to: str) -> Path:
    """Have the data lie elsewhere, as the first start leaves it."""
    pc.data.mkdir(exist_ok=True)
    (pc.data / "noi-du-lieu.txt").write_bytes(f"{to}\n".encode())
    return pc.data / "noi-du-lieu.txt"


def test_data_that_lie_elsewhere_are_named_and_deleted_only_when_it_is_said(
    pc: WindowsPc, setups: Setups
) -> None:
    place = r"C:\Dữ liệu phường\Mỹ Đình 1"
    real = pc.drive / "Dữ liệu phường" / "Mỹ Đình 1"
    real.mkdir(parents=True)
    (real / "ward.db").write_text("dossiers")
    pointer = move_data(pc, place)
    assert install(pc, setups[0]) == 0
    remove(pc)
    assert f"data kept: {place}" in log(pc)
    assert real.exists()
    assert pointer.exists()
    assert install(pc, setups[0]) == 0
    (pc.drive / "setup.log").unlink()
    remove(pc, "/DELETEDATA=YES")
    assert f"data removed: {place}" in log(pc)
    assert not real.exists()
    assert not pc.data.exists()
    assert real.parent.exists()


def test_what_leads_to_data_that_cannot_be_reached_is_never_deleted_alone(
    pc: WindowsPc, setups: Setups
) -> None:
    pointer = move_data(pc, r"E:\Dữ liệu")
    assert install(pc, setups[0]) == 0
    remove(pc, "/DELETEDATA=YES")
    assert pointer.exists()
    assert r"E:\Dữ liệu" in log(pc).split("exit 14")[-1]


def test_commands_work_as_they_are_written_where_the_shortcut_leads(
    pc: WindowsPc, setups: Setups
) -> None:
    assert install(pc, setups[0]) == 0
    # cmd itself stands in for the program: what it is told to do says which words arrived.
    shell = Path("/usr/lib/x86_64-linux-gnu/wine/x86_64-windows/cmd.exe")
    (pc.program / "tthc-desk-cli.exe").write_bytes(shell.read_bytes())
    commands = r"C:\Program Files\tthc-desk\lenh"
    pc.type(f'set "PATH={commands};%PATH%"\r\ncall tthc-desk /d /c mkdir "C:\\mot cua"')
    assert (pc.drive / "mot cua").is_dir()
