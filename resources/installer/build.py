"""Builds all an IT person hands out, with one command; needs nothing but Python at its start.

Usage: python3 resources/installer/build.py --out DIR --maintainer "NAME <ADDRESS>"
           [--wards CSV --base DIR --key FILE]
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[0] = str(ROOT)  # instead of this folder, whose files would hide others' of the same name

from resources.installer.environment import make_environment, python_of, resolve_windows  # noqa: E402

NOTICES = "THIRD-PARTY-NOTICES.txt"
SBOM = "tthc-desk.cdx.json"
SUMS = "SHA256SUMS"
PACKS = "goi-phuong"
_INSIDE = "--in-environment"
_MAINTAINER = re.compile(r"[^<>\n]+ <[^<>@\s]+@[^<>@\s]+>")


def main() -> None:
    """Make the environment, and go on inside it."""
    asked = _arguments()
    work = asked.work.resolve()
    if asked.inside:
        Build(asked, work).run()
        return
    home = work / "environment"
    make_environment(home)
    command = [str(python_of(home)), __file__, *sys.argv[1:], _INSIDE]
    sys.exit(subprocess.run(command, check=False).returncode)  # noqa: S603


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="build.py")
    parser.add_argument("--out", type=Path, default=ROOT / "dist" / "installer", metavar="DIR")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "installer", metavar="DIR")
    parser.add_argument("--wards", type=Path, metavar="CSV", help="a pack for every row")
    parser.add_argument("--base", type=Path, metavar="DIR", help="pack folder the rows stand on")
    parser.add_argument("--key", type=Path, metavar="FILE", help="key the packs are signed with")
    parser.add_argument("--maintainer", metavar="'NAME <ADDRESS>'", default=_of_debian())
    parser.add_argument("--per-ward", action="store_true", help="a setup of Windows per ward too")
    parser.add_argument("--no-windows", action="store_true", help="neither wheels nor setup")
    parser.add_argument(_INSIDE, action="store_true", dest="inside", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.wards and not (asked.base and asked.key):
        parser.error("--wards needs --base and --key")
    # Said now, not after minutes of building.
    for option, place in (("--wards", asked.wards), ("--key", asked.key)):
        if place and not place.is_file():
            parser.error(f"{option} {place}: there is no such file")
    if asked.base and not asked.base.is_dir():
        parser.error(f"--base {asked.base}: there is no such folder")
    if sys.platform == "linux" and not _MAINTAINER.fullmatch(asked.maintainer):
        parser.error("--maintainer 'NAME <ADDRESS>' is needed: who answers for the package")
    return asked


def _of_debian() -> str:
    """Give who packages here, where Debian's tools have been told."""
    name, address = (os.environ.get(n, "") for n in ("DEBFULLNAME", "DEBEMAIL"))
    return f"{name} <{address}>" if name and address else ""


class Build:
    """The steps, in their order; each leaves its files in `out`."""

    def __init__(self, asked: argparse.Namespace, work: Path) -> None:
        from tthc_desk import __version__

        self._asked = asked
        self._work = work
        self._out: Path = asked.out.resolve()
        self._version = __version__
        self._moment = moment_of_sources()
        self._folder = work / "dist" / "tthc-desk"

    def run(self) -> None:
        """Do every step this system can do, and say how long each took."""
        self._out.mkdir(parents=True, exist_ok=True)
        for name, step in self._steps():
            begun = time.monotonic()
            _say(f"== {name}")
            step()
            _say(f"   {time.monotonic() - begun:.0f} s")

    def _steps(self) -> list[tuple[str, Callable[[], None]]]:
        steps = [
            ("program", self._program),
            ("notices and list of components", self._papers),
            ("self-check", self._self_check),
        ]
        if sys.platform == "linux":
            steps.append(("Debian package", self._debian))
        if self._asked.wards:
            steps.append(("ward packs", self._packs))
        if not self._asked.no_windows:
            if sys.platform != "win32":
                steps.append(("wheels for Windows", self._wheels))
            steps.append(("setup for Windows", self._setup))
        return [*steps, ("digests", self._sums)]

    def _program(self) -> None:
        from resources.installer.freeze import freeze

        self._folder = freeze(self._work, self._version, self._moment)

    def _papers(self) -> None:
        from resources.installer.contents import Contents, components
        from resources.installer.freeze import executable, file_digest, library_digests
        from resources.installer.notices import notices
        from resources.installer.sbom import sbom

        parts = components(Contents.read(self._work / "generated" / "contents.json"))
        digest = file_digest(executable(self._folder))
        papers = {
            NOTICES: notices(parts),
            SBOM: sbom(parts, self._version, digest, self._moment, library_digests(self._folder)),
        }
        for place in (self._folder, self._out):
            for name, text in papers.items():
                (place / name).write_text(text, encoding="utf-8", newline="\n")
        _say(f"   {len(parts)} works of others; {megabytes(self._folder):.0f} MB in the folder")

    def _self_check(self) -> None:
        self._ask("self-check")

    def _debian(self) -> None:
        from resources.installer.debian.package import build_package

        maintainer = self._asked.maintainer
        package = build_package(self._folder, self._out, self._version, self._moment, maintainer)
        _say(f"   {package.name}: {package.stat().st_size / 1e6:.1f} MB")

    def _wheels(self) -> None:
        wheels = resolve_windows(self._work / "wheels-win_amd64")
        _say(f"   {len(wheels)} wheels, each with its digest")

    def _setup(self) -> None:
        """Compile it around the program on Windows, elsewhere around a stand-in, to see it does."""
        from resources.installer.nsis.compile import compile_installer, compile_ward_installers

        real = sys.platform == "win32"
        folder = self._folder if real else stand_in(self._work / "stand-in", self._folder)
        out = self._out if real else self._work / "setup"
        out.mkdir(exist_ok=True)
        setup = compile_installer(folder, out, self._version)
        _say(f"   {setup.name}{'' if real else ': around a stand-in, not handed out'}")
        if self._asked.per_ward:
            packs = sorted((self._out / PACKS).glob("*.tthcpack"))
            made = compile_ward_installers(setup, packs, out, self._version)
            _say(f"   {len(made)} setups with a pack inside")

    def _packs(self) -> None:
        asked = self._asked
        packs = self._out / PACKS
        places = {"--table": asked.wards, "--base": asked.base, "--key": asked.key, "--out": packs}
        options = chain.from_iterable((k, str(v.resolve())) for k, v in places.items())
        self._ask("ward-pack", "build", *options)
        _say(f"   {len(list(packs.glob('*.tthcpack')))} packs")

    def _sums(self) -> None:
        from resources.installer.freeze import file_digest

        files = (path for path in sorted(self._out.rglob("*")) if path.is_file())
        lines = (
            f"{file_digest(path)}  {path.relative_to(self._out).as_posix()}\n"
            for path in files
            if path.name != SUMS
        )
        (self._out / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")

    def _ask(self, *command: str) -> None:
        """Have the built program do something."""
        from resources.installer.freeze import executable

        subprocess.run([str(executable(self._folder)), *command], check=True)  # noqa: S603


def moment_of_sources() -> int:
    """Give the moment that stands in all files built.

    SOURCE_DATE_EPOCH says it, else the last commit, else, in sources without their history, the
    list of changes.
    """
    named = os.environ.get("SOURCE_DATE_EPOCH")
    if named:
        return int(named)
    command = ["git", "log", "-1", "--format=%ct"]
    try:
        told = subprocess.run(  # noqa: S603 — a fixed command
            command, cwd=ROOT, check=True, capture_output=True, text=True
        )
    except (OSError, subprocess.CalledProcessError):
        return int((ROOT / "CHANGELOG.md").stat().st_mtime)
    return int(told.stdout)


def stand_in(place: Path, folder: Path) -> Path:
    """Make a small folder with the names of the program's own files, for a setup to be tried."""
    place.mkdir(parents=True, exist_ok=True)
    for name in ("tthc-desk.exe", "tthc-desk-cli.exe"):
        (place / name).write_bytes(b"stand-in")
    for name in (NOTICES, SBOM):
        shutil.copyfile(folder / name, place / name)
    return place


def megabytes(folder: Path) -> float:
    """Give the size of all files below a folder, in millions of bytes."""
    return sum(p.lstat().st_size for p in folder.rglob("*") if p.is_file()) / 1e6


def _say(words: str) -> None:
    sys.stderr.write(words + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    main()
