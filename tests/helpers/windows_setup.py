"""A setup of Windows around a stand-in for the program, and what it leaves on a PC."""

import shutil
from pathlib import Path

from resources.installer.nsis import compile as nsis
from tests.helpers.wine import WindowsPc

OWN_KEY = r"HKLM\Software\tthc-desk"
UNINSTALL_KEY = r"HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall\tthc-desk"
PACK_KEY = r"HKLM\Software\Classes\.tthcpack"
OPEN_KEY = r"HKLM\Software\Classes\tthc-desk.pack\shell\open\command"
KEYS = (OWN_KEY, UNINSTALL_KEY, PACK_KEY, r"HKLM\Software\Classes\tthc-desk.pack")
LINK = "Bộ phận Một cửa.lnk"
CONSOLE_LINK = "Dòng lệnh Một cửa.lnk"
PACK = "PHUONG_00592.tthcpack"
OTHER_PACK = "PHUONG_00625.tthcpack"
WINDOWS_TOO_OLD, RUNNING, NEWER, FILES, DATA, NO_PACK = 10, 11, 12, 13, 14, 15
UNKNOWN_WORD, NO_PLACE = 17, 18

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


def program_folder(place: Path, files: dict[str, str], stub: Path) -> Path:
    for name, text in files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text)
    shutil.copyfile(stub, place / "tthc-desk.exe")
    return place


def contents(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def expected(files: dict[str, str]) -> set[str]:
    made = (name.replace("\\", "/") for name in nsis.MADE_BY_SETUP)
    return {*files, "tthc-desk.exe", *made}


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


def put_pack(folder: Path, name: str, what: str = "one") -> Path:
    """Put a file there that begins and ends as a ward pack does."""
    folder.mkdir(parents=True, exist_ok=True)
    kind = "application/vnd.tthc-desk.ward-pack+json"
    body = f'{{"payload":"{what * 2000}","payloadType":"{kind}","signatures":[]}}'
    (folder / name).write_text(body)
    return folder / name


def on_z(path: Path) -> str:
    """Give a path of this machine as its Windows sees it."""
    return "Z:" + str(path).replace("/", "\\")
