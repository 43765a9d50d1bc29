"""Builds the program's folder: PyInstaller, without the debugging tables of its libraries."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from resources.installer.pictures import write_windows_icon
from resources.installer.version_resource import write_version_resources

_LIBRARY = re.compile(r"\.(so|dll|pyd|dylib)(\.|$)")
ROOT = Path(__file__).resolve().parents[2]


def freeze(work: Path, version: str, moment: int) -> Path:
    """Build the folder; give where it is.

    Args:
        work: a folder for everything in between; `generated/contents.json` will say what is inside.
        moment: of the sources, in seconds since 1970; the same one gives the same bytes.
    """
    generated = work / "generated"
    generated.mkdir(parents=True, exist_ok=True)
    write_windows_icon(generated / "app.ico")
    write_version_resources(generated, version)
    surroundings = {
        **os.environ,
        "TTHC_DESK_GENERATED": str(generated),
        "SOURCE_DATE_EPOCH": str(moment),
        "PYTHONHASHSEED": "1",
    }
    places = ("--distpath", str(work / "dist"), "--workpath", str(work / "pyinstaller"))
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", *places]
    subprocess.run([*command, "build.spec"], cwd=ROOT, env=surroundings, check=True)  # noqa: S603
    folder = work / "dist" / "tthc-desk"
    if sys.platform == "linux":
        _strip(folder)
    return folder


def _strip(folder: Path) -> None:
    """Take out what only a debugger reads: a sixth of the folder, most of it of the cipher."""
    tool = shutil.which("strip")
    if tool is None:
        raise SystemExit("strip is missing: apt-get install binutils")
    for path in sorted(folder.rglob("*.so*")):
        # Libraries changed after linking, as pillow's own, do not survive it; they have no tables.
        if path.is_file() and not path.is_symlink() and path.parent.name != "pillow.libs":
            subprocess.run([tool, "--strip-unneeded", str(path)], check=True)  # noqa: S603


def executable(folder: Path) -> Path:
    """Give the program that runs commands."""
    return folder / ("tthc-desk-cli.exe" if sys.platform == "win32" else "tthc-desk")


def file_digest(path: Path, kind: str = "sha256") -> str:
    """Give a file's digest in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, kind).hexdigest()


def library_digests(folder: Path) -> dict[str, str]:
    """Give library → SHA-256, named as in the folder of the program's parts; links stay out."""
    inside = folder / "_internal"
    files = (path for path in sorted(inside.rglob("*")) if not path.is_symlink())
    return {
        path.relative_to(inside).as_posix(): file_digest(path)
        for path in files
        if path.is_file() and _LIBRARY.search(path.name)
    }
