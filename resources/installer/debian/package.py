"""Makes the Debian package of a built folder; removing the package never touches data."""

import gzip
import os
import re
import shutil
import subprocess
import tempfile
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from textwrap import fill

from resources.installer.debian.dependencies import dependencies
from resources.installer.freeze import file_digest
from resources.installer.pictures import DRAWING, MENU_SIZES, png

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
INSIDE = Path("usr/lib/tthc-desk")
_DOC = Path("usr/share/doc/tthc-desk")
# One thread: several would cut the archive where the number of cores says.
_BUILD = ("dpkg-deb", "--root-owner-group", "--threads-max=1", "-Zxz", "-z9", "--build")
_LINE = 79
_NOTICES = "THIRD-PARTY-NOTICES.txt"


def build_package(folder: Path, out: Path, version: str, moment: int, maintainer: str) -> Path:
    """Make `tthc-desk_VERSION_ARCHITECTURE.deb` from a built folder.

    Args:
        folder: the program's folder, with its notices.
        out: where the package goes.
        moment: of the sources, in seconds since 1970; the same one gives the same bytes.
        maintainer: who answers for the package, as "NAME <ADDRESS>".
    """
    architecture = _said("dpkg", "--print-architecture")
    with tempfile.TemporaryDirectory(prefix="tthc-desk-deb-") as name:
        root = Path(name) / "root"
        shutil.copytree(folder, root / INSIDE, symlinks=True)
        _link(root / "usr/bin/tthc-desk", f"../{INSIDE.relative_to('usr')}/tthc-desk")
        _menu(root)
        _documents(root, version, moment, maintainer)
        facts = {
            "version": version,
            "architecture": architecture,
            "maintainer": maintainer,
            "installed_size": str(_kibibytes(root)),
            "depends": ", ".join(dependencies(root / INSIDE)),
        }
        _control(root, facts)
        _settle(root, moment)
        package = out / f"tthc-desk_{version}_{architecture}.deb"
        surroundings = {**os.environ, "SOURCE_DATE_EPOCH": str(moment)}
        subprocess.run(  # noqa: S603 — a fixed command
            [*_BUILD, str(root), str(package)],
            check=True,
            env=surroundings,
            stdout=subprocess.DEVNULL,
        )
    return package


def _link(path: Path, target: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target)


def _menu(root: Path) -> None:
    for entry in ("tthc-desk.desktop", "tthc-desk-district.desktop"):
        _copy(HERE / entry, root / "usr/share/applications")
    _copy(HERE / "tthc-desk.xml", root / "usr/share/mime/packages")
    icons = root / "usr/share/icons/hicolor"
    _copy(DRAWING, icons / "scalable/apps", "tthc-desk.svg")
    for size in MENU_SIZES:
        place = icons / f"{size}x{size}" / "apps"
        place.mkdir(parents=True)
        (place / "tthc-desk.png").write_bytes(png(size))


def _documents(root: Path, version: str, moment: int, maintainer: str) -> None:
    doc = root / _DOC
    _copy(HERE / "copyright", doc)
    _copy(HERE / "lintian-overrides", root / "usr/share/lintian/overrides", "tthc-desk")
    _link(doc / _NOTICES, f"../../../{INSIDE.relative_to('usr')}/{_NOTICES}")
    stamp = format_datetime(datetime.fromtimestamp(moment, UTC))
    changes = changelog((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), version)
    head = f"tthc-desk ({version}) unstable; urgency=medium"
    _zipped(doc / "changelog.gz", f"{head}\n\n{changes}\n -- {maintainer}  {stamp}\n")
    manual = (HERE / "tthc-desk.1").read_text(encoding="utf-8")
    _zipped(root / "usr/share/man/man1/tthc-desk.1.gz", manual)


def changelog(text: str, version: str) -> str:
    """Give what CHANGELOG.md says of a version, in Debian's form.

    Raises:
        ValueError: it says nothing of it.
    """
    told = re.search(rf"^## {re.escape(version)}\b.*\n((?:(?!## ).*\n?)*)", text, re.MULTILINE)
    if told is None or not told[1].strip():
        raise ValueError(f"CHANGELOG.md says nothing of {version}")
    # An entry goes on over several lines.
    entries = re.sub(r"\n +", " ", told[1]).splitlines()
    return "".join(f"{_change(entry)}\n" for entry in entries if entry.strip())


def _change(entry: str) -> str:
    if entry.startswith("### "):
        return f"  [ {entry.removeprefix('### ')} ]"
    return fill(entry, _LINE, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False)


def _zipped(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), mtime=0))


def _control(root: Path, facts: dict[str, str]) -> None:
    control = root / "DEBIAN"
    control.mkdir()
    text = (HERE / "control.in").read_text(encoding="utf-8").format(**facts)
    (control / "control").write_text(text, encoding="utf-8")
    for script in ("preinst", "prerm"):
        _copy(HERE / "not-running.sh", control, script)
    files = (p for p in sorted(root.rglob("*")) if p.is_file() and not p.is_symlink())
    sums = (
        f"{file_digest(file, 'md5')}  {file.relative_to(root)}\n"
        for file in files
        if control not in file.parents
    )
    (control / "md5sums").write_text("".join(sums), encoding="utf-8")


def _copy(source: Path, folder: Path, name: str = "") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, folder / (name or source.name))


def _settle(root: Path, moment: int) -> None:
    """Give everything the same rights and times, whatever they were while building."""
    runnable = {root / INSIDE / "tthc-desk", root / "DEBIAN/preinst", root / "DEBIAN/prerm"}
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path in runnable else 0o644)
        os.utime(path, (moment, moment), follow_symlinks=False)


def _kibibytes(root: Path) -> int:
    return sum(-(-path.lstat().st_size // 1024) for path in root.rglob("*"))


def _said(*command: str) -> str:
    return subprocess.run(  # noqa: S603 — fixed commands of the package system
        command, check=True, capture_output=True, text=True
    ).stdout.strip()
