"""Tells which works of others are in a built folder, from what PyInstaller put there."""

import json
import platform
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

from resources.installer.carried import OTHER_BUILDS, Carried, carried

HERE = Path(__file__).resolve().parent
LICENCES = HERE / "licences"
FONTS = HERE.parent / "fonts"
_TOLD_APART = {"tthc-desk", "pyinstaller", "pyinstaller-hooks-contrib"}
_LICENCE_FILE = re.compile(r"(^|/)(licen[cs]es?|copying|notice|authors)([./_-]|$)", re.IGNORECASE)
_PYTHON_S = re.compile(r"libpython|python\d|python\d[\d.]*/lib-dynload/|base_library\.zip")
_TOLD_IN_THE_TEXT = {"sqlcipher3": "Zlib"}
"""Distributions whose facts name no licence, though their text is one."""


@dataclass(frozen=True, slots=True)
class Component:
    """One work of others inside the program.

    Args:
        licence: an SPDX expression, or its author's own words; "" if nothing is said.
        texts: (title, text) of each licence to reproduce.
        purl: where it comes from, as a package URL.
        files: of it in the folder, relative to it.
        inner: what is linked into its libraries or lies beside them.
    """

    name: str
    version: str
    licence: str
    purl: str
    texts: tuple[tuple[str, str], ...] = ()
    files: tuple[str, ...] = ()
    inner: tuple[Carried, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """What PyInstaller put into the folder.

    Args:
        files: (path in the folder, where it was taken from).
        modules: name of each module in the archive → its source.
    """

    files: tuple[tuple[str, Path], ...]
    modules: dict[str, Path]

    @classmethod
    def read(cls, path: Path) -> "Contents":
        """Read the list that build.spec wrote."""
        found = json.loads(path.read_text(encoding="utf-8"))
        files = tuple((name, Path(source).resolve()) for name, source in found["files"])
        return cls(files, {name: Path(p).resolve() for name, p in found["modules"].items()})

    @property
    def sources(self) -> Iterator[Path]:
        """Give every file that something in the folder was made of."""
        yield from (source for _, source in self.files)
        yield from self.modules.values()


def components(contents: Contents) -> list[Component]:
    """List everything of others that is inside, in the order of the names."""
    found = [
        *_distributions(contents),
        *_system_packages(contents),
        _python(contents),
        *_qt(contents),
        *_inside_the_cipher(),
        _pdfium(contents),
        _fonts(),
        _bootloader(),
    ]
    return sorted(found, key=lambda part: part.name.lower())


def _distributions(contents: Contents) -> Iterator[Component]:
    owners = _owners()
    names = {owners[source] for source in contents.sources if source in owners}
    for name in sorted(names - _TOLD_APART):
        yield _distribution(metadata.distribution(name), contents, owners)


@cache
def _owners() -> dict[Path, str]:
    """Give installed file → distribution."""
    return {
        Path(str(file.locate())).resolve(): found.metadata["Name"]
        for found in metadata.distributions()
        for file in found.files or ()
    }


def _distribution(
    found: metadata.Distribution, contents: Contents, owners: dict[Path, str]
) -> Component:
    name, version = found.metadata["Name"], found.version
    files = found.files or ()
    texts = tuple(
        (str(file), Path(str(file.locate())).read_text(encoding="utf-8", errors="replace"))
        for file in sorted(files)
        if ".dist-info/" in str(file) and _is_licence(str(file))
    )
    licence = _licence_of(found)
    if not texts and "LGPL" in licence:  # PySide6 brings none
        texts = _lesser_general()
    inside = {there: source for there, source in contents.files if owners.get(source) == name}
    return Component(
        name,
        version,
        licence,
        f"pkg:pypi/{name.lower().replace('_', '-')}@{version}",
        texts,
        tuple(sorted(inside)),
        carried(name, inside),
    )


def _is_licence(name: str) -> bool:
    inside = name.split(".dist-info/", 1)[1]
    return bool(_LICENCE_FILE.search(inside)) and not any(part in name for part in OTHER_BUILDS)


def _licence_of(found: metadata.Distribution) -> str:
    said = found.metadata
    given = (said.get_all("License-Expression") or said.get_all("License") or [""])[0]
    classes = [c.split(" :: ")[-1] for c in said.get_all("Classifier") or () if "License ::" in c]
    # Some write the whole text there; the text has its own place.
    told = given.splitlines()[0] if given else ", ".join(classes)
    return told or _TOLD_IN_THE_TEXT.get(said["Name"], "")


def _system_packages(contents: Contents) -> Iterator[Component]:
    """Give the packages of the system whose libraries were taken along, except Python's own."""
    taken: dict[str, list[str]] = {}
    for inside, source in contents.files:
        if str(source).startswith(("/lib/", "/usr/lib/")) and "python3" not in str(source):
            taken.setdefault(_asked("dpkg", "-S", str(source)).split(":")[0], []).append(inside)
    for name, files in sorted(taken.items()):
        version = _asked("dpkg-query", "-W", "-f", "${Version}", name)
        text = Path(f"/usr/share/doc/{name}/copyright").read_text(encoding="utf-8")
        purl = f"pkg:deb/debian/{name}@{version}"
        yield Component(name, version, "MIT", purl, ((f"{name}/copyright", text),), tuple(files))


def _asked(*command: str) -> str:
    return subprocess.run(  # noqa: S603 — fixed commands of the package system
        command, check=True, capture_output=True, text=True
    ).stdout.strip()


def _python(contents: Contents) -> Component:
    places = (Path(sys.base_prefix), Path(json.__file__).parents[1])
    text = next(p / "LICENSE.txt" for p in places if (p / "LICENSE.txt").is_file())
    version = platform.python_version()
    return Component(
        "Python",
        version,
        "PSF-2.0",
        f"pkg:generic/python@{version}",
        (("LICENSE.txt", text.read_text(encoding="utf-8")),),
        tuple(sorted(name for name, _ in contents.files if _PYTHON_S.match(name))),
    )


def _qt(contents: Contents) -> Iterator[Component]:
    from PySide6.QtCore import qVersion

    version = qVersion()
    files = {name: path for name, path in contents.files if re.search(r"Qt6|/plugins/", name)}
    purl = f"pkg:generic/qt@{version}"
    names = tuple(sorted(files))
    inner = carried("Qt", files)
    yield Component("Qt", version, "LGPL-3.0-only", purl, _lesser_general(), names, inner)
    icu = sorted(inside for inside, _ in contents.files if "/libicu" in inside)
    if icu:  # Qt for Windows uses that of the system
        release = icu[0].rsplit(".", 1)[1]
        purl = f"pkg:generic/icu@{release}"
        yield Component("ICU", release, "Unicode-DFS-2016", purl, files=tuple(icu))


def _inside_the_cipher() -> Iterator[Component]:
    """Give what is linked into the database driver, in the versions it says itself."""
    import sqlcipher3.dbapi2 as driver

    connection = driver.connect(":memory:")
    connection.execute("PRAGMA key = 'x'")  # before that it does not name its provider
    cipher, provider = (
        connection.execute(f"PRAGMA {asked}").fetchone()[0]
        for asked in ("cipher_version", "cipher_provider_version")
    )
    connection.close()
    cipher, openssl = cipher.split()[0], provider.split()[1]
    notice = (("SQLCipher", _licence("SQLCipher")),)
    apache = (("Apache-2.0", _licence("Apache-2.0")),)
    sqlite = driver.sqlite_version
    yield Component(
        "SQLCipher", cipher, "BSD-3-Clause", f"pkg:github/sqlcipher/sqlcipher@v{cipher}", notice
    )
    yield Component("OpenSSL", openssl, "Apache-2.0", f"pkg:generic/openssl@{openssl}", apache)
    yield Component("SQLite", sqlite, "blessing", f"pkg:generic/sqlite@{sqlite}")


def _pdfium(contents: Contents) -> Component:
    from pypdfium2 import PDFIUM_INFO

    version = str(PDFIUM_INFO.version).split("@")[0]
    files = {name: path for name, path in contents.files if "pdfium." in Path(name).name}
    purl, inner = f"pkg:generic/pdfium@{version}", carried("PDFium", files)
    return Component("PDFium", version, "BSD-3-Clause", purl, (), tuple(files), inner)


def _fonts() -> Component:
    text = (FONTS / "LICENSE").read_text(encoding="utf-8")
    files = tuple(f"tthc_desk/resources/fonts/{path.name}" for path in sorted(FONTS.glob("*.ttf")))
    purl = "pkg:generic/liberation-fonts"
    return Component("Liberation fonts", "", "OFL-1.1", purl, (("LICENSE", text),), files)


def _bootloader() -> Component:
    """Give the start program that PyInstaller puts before the modules."""
    found = metadata.distribution("pyinstaller")
    text = next(f for f in found.files or () if f.name.startswith("COPYING"))
    return Component(
        "PyInstaller bootloader",
        found.version,
        "GPL-2.0-or-later WITH Bootloader-exception",
        f"pkg:pypi/pyinstaller@{found.version}",
        ((text.name, Path(str(text.locate())).read_text(encoding="utf-8")),),
    )


def general_texts() -> tuple[tuple[str, str], ...]:
    """Give (title, text) of the licences that works inside others refer to."""
    kept = ("Apache-2.0", "MPL-2.0", "Unicode-3.0", "libffi-3.4.4-Debian", "Qt-6.4.2-Debian")
    return tuple((name, _licence(name)) for name in kept)


def _lesser_general() -> tuple[tuple[str, str], ...]:
    """Give the LGPL and the GPL, which it adds to."""
    return tuple((name, _licence(name)) for name in ("LGPL-3.0", "GPL-3.0"))


def _licence(name: str) -> str:
    return (LICENCES / f"{name}.txt").read_text(encoding="utf-8")
