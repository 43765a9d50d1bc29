"""Compiles the Windows setup around a built folder, and one setup per ward around its pack.

Usage: python resources/installer/nsis/compile.py --folder DIR --out DIR [--packs DIR [--per-ward]]
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]

MADE_BY_SETUP = ("lenh\\tthc-desk.cmd", "uninstall.exe", "tthc-desk-files.txt")
"""The list comes last: until everything else is moved, it says what there is to move."""

_SIDE = (164, 314)
"""Width and height in pixels that NSIS asks for."""

_PACK = re.compile(r"PHUONG_([0-9]{5})\.tthcpack")
_VERSION = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+")


def compile_installer(folder: Path, out: Path, version: str) -> Path:
    """Compile the common setup.

    Args:
        folder: the program as built, or a stand-in for it.
        out: folder the setup is put into.
        version: three numbers, as "0.1.0".

    Raises:
        ValueError: no such version, or nothing in the folder.
        FileNotFoundError: makensis is not installed.
        subprocess.CalledProcessError: makensis refused; its words stand on stderr.
    """
    files = listed(folder)
    if not files or not _VERSION.fullmatch(version):
        raise ValueError(f"{folder}: {len(files)} files, version {version!r}")
    setup = out / f"tthc-desk-{version}-setup.exe"
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    with tempfile.TemporaryDirectory() as made:
        names = Path(made, "files.txt")
        names.write_bytes(_list_text(files).encode("utf-16-le"))
        side = Path(made, "side.bmp")
        _write_side_picture(side)
        facts = {
            "FOLDER": str(folder.resolve()),
            "FILES": str(names),
            "SIDE": str(side),
            "SIZE_KB": str(-(-size // 1024)),
        }
        return _compiled("tthc-desk.nsi", setup, version, facts)


def compile_ward_installers(
    setup: Path, packs: Iterable[Path], out: Path, version: str
) -> tuple[Path, ...]:
    """Compile one setup per ward: the common one with a pack inside.

    Args:
        packs: named `PHUONG_<code>.tthcpack`.

    Raises:
        ValueError: a pack has another name.
    """
    return tuple(_ward_installer(setup, pack, out, version) for pack in packs)


def _ward_installer(setup: Path, pack: Path, out: Path, version: str) -> Path:
    named = _PACK.fullmatch(pack.name)
    if named is None:
        raise ValueError(f"{pack.name}: not named PHUONG_<code>.tthcpack")
    target = out / f"tthc-desk-{version}-{named[1]}-setup.exe"
    facts = {"SETUP": str(setup.resolve()), "PACK": str(pack.resolve()), "PACK_NAME": pack.name}
    return _compiled("ward.nsi", target, version, facts)


def listed(folder: Path) -> list[str]:
    """Give every file of a folder as setup will name it, in a fixed order."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(str(path.relative_to(folder)).replace("/", "\\") for path in found)


def _list_text(files: Iterable[str]) -> str:
    return "".join(f"{name}\r\n" for name in (*files, *MADE_BY_SETUP))


def _compiled(script: str, out: Path, version: str, facts: Mapping[str, str]) -> Path:
    from resources.installer.pictures import write_windows_icon

    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        icon = Path(made, "app.ico")
        write_windows_icon(icon)
        own = {"VERSION": version, "ICON": str(icon), "OUT": str(out.resolve()), "TARGET": target()}
        defines = [f"-D{name}={value}" for name, value in {**own, **facts}.items()]
        command = [makensis(), "-V2", "-WX", "-INPUTCHARSET", "UTF8", *defines, str(HERE / script)]
        # On Linux makensis reads names of files in the encoding of the locale.
        subprocess.run(command, check=True, env={**os.environ, "LC_ALL": "C.UTF-8"})  # noqa: S603
    return out


def _write_side_picture(path: Path) -> None:
    """Draw what stands beside the first and the last page: the icon on its own ground."""
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QColor, QImage, QPainter

    from resources.installer.pictures import png

    image = QImage(*_SIDE, QImage.Format.Format_RGB888)
    image.fill(QColor("#12343d"))
    painter = QPainter(image)
    painter.drawImage(QPoint(34, 40), QImage.fromData(png(96)))
    painter.end()
    image.save(str(path))


@cache
def makensis() -> str:
    """Find the compiler: on the path, or where its own setup puts it on Windows."""
    programs = os.environ.get("PROGRAMFILES(X86)", "")
    found = shutil.which("makensis") or shutil.which("makensis", path=str(Path(programs, "NSIS")))
    if found is None:
        raise FileNotFoundError("makensis is not installed: Debian's package is called nsis")
    return found


@cache
def target() -> str:
    """Name the kind of setup: 64-bit where the compiler has the parts for it, as Debian's has.

    The other kind runs on 64-bit Windows too, and installs the same.
    """
    told = subprocess.run(  # noqa: S603 — the compiler found above
        [makensis(), "-HDRINFO"], check=True, capture_output=True, text=True
    ).stdout
    home = re.search(r"NSISDIR=([^,\n]+)", told)
    stub = Path(home[1], "Stubs", "lzma_solid-amd64-unicode") if home else Path(os.devnull, "none")
    return "amd64-unicode" if stub.is_file() else "x86-unicode"


def main() -> None:
    """Compile from the command line; print the path of each setup."""
    asked = argparse.ArgumentParser(prog="compile.py")
    asked.add_argument("--folder", type=Path, required=True, help="the program as built")
    asked.add_argument("--out", type=Path, required=True, help="folder the setups are put into")
    asked.add_argument("--packs", type=Path, help="folder of PHUONG_<code>.tthcpack")
    asked.add_argument("--per-ward", action="store_true", help="one setup per pack")
    given = asked.parse_args()
    sys.path[0] = str(ROOT)  # instead of this folder
    from tthc_desk import __version__

    setup = compile_installer(given.folder, given.out, __version__)
    sys.stdout.write(f"{setup}\n")
    packs = sorted(given.packs.glob("*.tthcpack")) if given.packs else []
    if given.per_ward:
        for made in compile_ward_installers(setup, packs, given.out, __version__):
            sys.stdout.write(f"{made}\n")
        return
    for pack in packs:
        shutil.copyfile(pack, given.out / pack.name)


if __name__ == "__main__":
    main()
