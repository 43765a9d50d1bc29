"""Tells what is linked into the libraries of a built folder, or lies beside them unnamed."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

CRATES = "https://crates.io/crates"
_QT_ATTRIBUTIONS = "https://doc.qt.io/qt-6/licenses-used-in-qt.html"


@dataclass(frozen=True, slots=True)
class Carried:
    """One work inside a library of another one.

    Args:
        version: "" where nothing in the folder tells it.
        licence: an SPDX expression; where its authors leave a choice, all of it.
        text: where the notices reproduce it; "" when they do not.
        found: where it is to be found then.
    """

    name: str
    version: str
    licence: str
    text: str
    found: str = ""
    purl: str = ""


def carried(name: str, files: dict[str, Path]) -> tuple[Carried, ...]:
    """Give what a distribution, or Qt, carries inside.

    Args:
        files: of it in the built folder: name there → file to look into.
    """
    found = _FINDERS.get(name)
    return tuple(found(files)) if found else ()


def _of_pillow(files: dict[str, Path]) -> Iterator[Carried]:
    """What pillow itself says it was linked with, and its libraries beside it."""
    from PIL import features

    text = "pillow, LICENSE"
    fast = features.check_feature("zlib_ng")
    yield Carried(
        "zlib-ng" if fast else "zlib",
        str(features.version_feature("zlib_ng") if fast else features.version_codec("zlib")),
        "Zlib",
        text,
    )
    turbo = str(features.version_feature("libjpeg_turbo") or "")
    yield Carried("libjpeg-turbo", turbo, "IJG AND BSD-3-Clause AND Zlib", text)
    for codec, name, licence in (
        ("libtiff", "libtiff", "libtiff"),
        ("jpg_2000", "OpenJPEG", "BSD-2-Clause"),
    ):
        if features.check_codec(codec):
            yield Carried(name, str(features.version_codec(codec) or ""), licence, text)
    if features.check_feature("libimagequant"):
        quant = str(features.version_feature("libimagequant") or "")
        yield Carried("libimagequant", quant, "GPL-3.0-or-later", "", "https://pngquant.org/lib/")
    yield from _beside_pillow(files)
    yield Carried(
        "pythoncapi_compat", "", "0BSD", "", "https://github.com/python/pythoncapi-compat"
    )


def _beside_pillow(files: dict[str, Path]) -> Iterator[Carried]:
    listed = {part["name"]: part for part in _components("pillow")}
    names = {Path(name).name for name in files if "pillow.libs/" in name}
    for file in sorted(names):
        told = re.match(r"lib(\w+)-[0-9a-f]+\.so\.([\d.]+)$", file)
        library = _OF_PILLOW.get(told[1]) if told else None
        if told and library:
            name, licence = library
            own = listed.get(name, {}).get("version")
            yield Carried(name, own or told[2], licence, "pillow, LICENSE")


_OF_PILLOW = {
    "Xau": ("libXau", "MIT-open-group"),
    "xcb": ("libxcb", "X11"),
    "lzma": ("liblzma", "0BSD"),
    "zstd": ("libzstd", "BSD-3-Clause"),
}
"""Libraries beside pillow that its features do not name: part of the file's name → whose it is."""


def _of_pydantic(files: dict[str, Path]) -> Iterator[Carried]:
    """Crates by the wheel's own list; those only its build used are marked there as excluded."""
    if any(b"/rustc/" in path.read_bytes() for path in files.values()):
        yield Carried("Rust standard library", "", "MIT OR Apache-2.0", "Licences, Apache-2.0")
    for listed in _components("pydantic_core"):
        if listed.get("scope") == "excluded":
            continue
        name, version = listed["name"], listed["version"]
        licence = " AND ".join(_said(one) for one in listed.get("licenses", ()))
        text = _text_of(licence)
        found = "" if text else f"{CRATES}/{name}/{version}"
        yield Carried(name, version, licence, text, found, listed.get("purl", ""))


def _text_of(licence: str) -> str:
    """Give where the text of a crate's licence stands; where there is a choice, ours is Apache."""
    if " AND " in licence:
        return ""
    if "Apache-2.0" in licence:
        return "Licences, Apache-2.0"
    return "Licences, Unicode-3.0" if licence == "Unicode-3.0" else ""


def _said(entry: dict[str, object]) -> str:
    named = entry.get("license")
    inside = named if isinstance(named, dict) else entry
    return str(inside.get("expression") or inside.get("id") or inside.get("name"))


def _of_cffi(_: dict[str, Path]) -> Iterator[Carried]:
    yield Carried("libffi", "", "MIT", "Licences, libffi-3.4.4-Debian")


def _of_nacl(_: dict[str, Path]) -> Iterator[Carried]:
    told = metadata.distribution("PyNaCl").read_text("METADATA") or ""
    newest = re.search(r"``libsodium`` to (\S+(?: \([\d-]+ build\))?)", told)
    version = newest[1] if newest else ""
    yield Carried("libsodium", version, "ISC", "PyNaCl, LICENSE.libsodium.txt")


def _of_pdfium(_: dict[str, Path]) -> Iterator[Carried]:
    """What PDFium was built of, by the licences that come with it; none tells its version."""
    found = metadata.distribution("pypdfium2").files or ()
    for file in sorted(str(one) for one in found if "/BUILD_LICENSES/" in str(one)):
        name = Path(file).stem
        if name in _PDFIUM and not any(part in file for part in OTHER_BUILDS):
            yield Carried(name, "", _PDFIUM[name], f"pypdfium2, {file}")


OTHER_BUILDS = ("/android/", "/cibw_musl/", "/pbin_musl/", "/v8_xfa/")
"""Folders of pypdfium2's licences for builds that are not this one."""
_PDFIUM = {
    "abseil": "Apache-2.0",
    "agg23": "AGG-2.3",
    "fast_float": "Apache-2.0 OR MIT OR BSL-1.0",
    "freetype": "FTL OR GPL-2.0-or-later",
    "harfbuzz": "MIT",
    "highway": "Apache-2.0 OR BSD-3-Clause",
    "icu": "Unicode-3.0",
    "lcms": "MIT",
    "libjpeg_turbo": "IJG AND BSD-3-Clause AND Zlib",
    "libopenjpeg": "BSD-2-Clause",
    "libpng": "libpng-2.0",
    "libtiff": "libtiff",
    "llvm-libc": "Apache-2.0 WITH LLVM-exception",
    "simdutf": "Apache-2.0 OR MIT",
    "zlib": "Zlib",
}


def _of_qt(files: dict[str, Path]) -> Iterator[Carried]:
    """What Qt's libraries show of the works linked into them."""
    libraries = [path for name, path in files.items() if re.search(r"Qt6?(Core|Gui|Network)", name)]
    inside = b"".join(path.read_bytes() for path in libraries)
    for mark, name, licence, text in _QT:
        shown = re.search(mark, inside)
        if shown:
            version = shown[1].decode() if shown.groups() else ""
            found = "" if text else _QT_ATTRIBUTIONS
            yield Carried(name, version, licence, text, found)


_DEBIAN_QT = "Licences, Qt-6.4.2-Debian"
_QT: tuple[tuple[bytes, str, str, str], ...] = (
    (rb"at end of pattern", "PCRE2", "BSD-3-Clause", _DEBIAN_QT),
    (rb"CborErr", "TinyCBOR", "MIT", _DEBIAN_QT),
    (rb"HB_SHAPER_LIST", "HarfBuzz", "MIT", _DEBIAN_QT),
    (rb"libpng version (\d[\d.]*\d)", "libpng", "libpng-2.0", _DEBIAN_QT),
    (rb"md4c", "MD4C", "MIT", _DEBIAN_QT),
    (rb"publicsuffix", "Public Suffix List", "MPL-2.0", "Licences, MPL-2.0"),
    (rb"inflate (\d[\d.]*\d) Copyright", "zlib", "Zlib", _DEBIAN_QT),
    (rb"FreeType-(\d[\d.]*\d)", "FreeType", "FTL OR GPL-2.0-or-later", "pypdfium2, freetype.txt"),
)


def _components(name: str) -> Iterator[dict[str, Any]]:
    for file in metadata.distribution(name).files or ():
        if ".dist-info/sboms/" in str(file):
            text = Path(str(file.locate())).read_text(encoding="utf-8")
            yield from json.loads(text).get("components", ())


_FINDERS: dict[str, Callable[[dict[str, Path]], Iterator[Carried]]] = {
    "pillow": _of_pillow,
    "pydantic_core": _of_pydantic,
    "cffi": _of_cffi,
    "PyNaCl": _of_nacl,
    "PDFium": _of_pdfium,
    "Qt": _of_qt,
}
