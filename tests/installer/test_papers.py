"""The notices, the list of components and the digests say what is really inside."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as driver
from PIL import features

pytestmark = pytest.mark.installer

NOTICES = "THIRD-PARTY-NOTICES.txt"


@pytest.fixture
def notices(out: Path) -> str:
    return (out / NOTICES).read_text(encoding="utf-8")


@pytest.fixture
def parts(out: Path) -> dict[str, dict[str, Any]]:
    listed = json.loads((out / "tthc-desk.cdx.json").read_text(encoding="utf-8"))
    assert (listed["bomFormat"], listed["specVersion"]) == ("CycloneDX", "1.6")
    return {part["name"]: part for part in listed["components"]}


def test_the_list_names_what_is_linked_into_the_cipher(parts: dict[str, dict[str, Any]]) -> None:
    connection = driver.connect(":memory:")
    connection.execute("PRAGMA key = 'x'")
    (provider,) = connection.execute("PRAGMA cipher_provider_version").fetchone()
    connection.close()
    assert parts["SQLite"]["version"] == driver.sqlite_version
    assert parts["OpenSSL"]["version"] == provider.split()[1]
    assert {"Qt", "Python", "SQLCipher", "PDFium", "PySide6_Essentials"} <= set(parts)


def test_the_list_names_nothing_of_the_tools_but_the_start_program(
    parts: dict[str, dict[str, Any]],
) -> None:
    tools = {"pyinstaller", "setuptools", "pip", "cyclonedx-python-lib", "lark", "defusedxml"}
    assert tools & set(parts) == set()
    assert "PyInstaller bootloader" in parts


def test_every_file_is_of_a_component_or_of_python_or_ours(out: Path, inside: Path) -> None:
    from resources.installer.contents import FONTS, Contents

    ours = re.compile(r"tthc_desk/|libpython|.*lib-dynload/|base_library\.zip")
    contents = Contents.read(inside)
    foreign = [(name, source) for name, source in contents.files if not ours.match(name)]
    assert len(foreign) > 50
    assert FONTS.is_dir()
    known = ("site-packages", "/usr/lib/", "/lib/")
    assert [name for name, source in foreign if not any(k in str(source) for k in known)] == []


def test_every_component_has_its_section_with_a_licence(
    notices: str, parts: dict[str, dict[str, Any]]
) -> None:
    for name, part in parts.items():
        heading = f"{name} {part.get('version', '')}".strip()
        section = notices.split(f"{'=' * 78}\n{heading}\n", 1)
        assert len(section) == 2, heading
        assert len(section[1].split("=" * 78)[0]) > 60, heading


def test_licences_are_reproduced_and_lgpl_says_the_right_to_replace(
    notices: str, folder: Path
) -> None:
    for text in (
        "Redistributions in binary form must reproduce the above copyright",
        "THIS SOFTWARE IS PROVIDED BY ZETETIC LLC",
        "GNU LESSER GENERAL PUBLIC LICENSE",
        "GNU GENERAL PUBLIC LICENSE",
        "SIL OPEN FONT LICENSE",
        "Apache License",
        "You may take them out and put your own",
        "Bạn được thay bằng bản do bạn sửa",
    ):
        assert text in notices
    named = re.findall(r"^  (PySide6/Qt/lib/\S+)$", notices, re.MULTILINE)
    assert len(named) > 5
    assert [name for name in named if not (folder / "_internal" / name).is_file()] == []


def inner(part: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in part.get("components", ()) if one["type"] != "file"}


def libraries(parts: dict[str, dict[str, Any]]) -> dict[str, str]:
    files = (one for part in parts.values() for one in part.get("components", ()))
    return {one["name"]: one["hashes"][0]["content"] for one in files if one["type"] == "file"}


def test_every_library_of_the_folder_is_listed_with_its_digest(
    parts: dict[str, dict[str, Any]], folder: Path
) -> None:
    home = folder / "_internal"
    real = {
        path.relative_to(home).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in home.rglob("*.so*")
        if path.is_file() and not path.is_symlink()
    }
    assert len(real) > 60
    assert libraries(parts) == real


def test_every_library_beside_pillow_is_a_component_of_it(
    parts: dict[str, dict[str, Any]], folder: Path
) -> None:
    names = {
        "Xau": "libXau",
        "jpeg": "libjpeg-turbo",
        "lzma": "liblzma",
        "openjp2": "OpenJPEG",
        "tiff": "libtiff",
        "xcb": "libxcb",
        "zstd": "libzstd",
    }
    files = (folder / "_internal" / "pillow.libs").iterdir()
    beside = {path.name.removeprefix("lib").split("-")[0] for path in files}
    assert {names[name] for name in beside} <= set(inner(parts["pillow"]))


def test_the_list_says_of_pillow_what_pillow_says_of_itself(
    parts: dict[str, dict[str, Any]],
) -> None:
    said = inner(parts["pillow"])
    for feature, name in (
        ("libimagequant", "libimagequant"),
        ("zlib_ng", "zlib-ng"),
        ("libjpeg_turbo", "libjpeg-turbo"),
    ):
        assert (name in said) is bool(features.check_feature(feature)), name
        if name in said:
            assert said[name]["version"] == features.version_feature(feature)
    assert said["OpenJPEG"]["version"] == features.version_codec("jpg_2000")
    assert said["libtiff"]["version"] == features.version_codec("libtiff")
    assert ("zlib" in said) is not features.check_feature("zlib_ng")


def test_what_is_linked_into_libraries_is_named_with_its_licence(
    parts: dict[str, dict[str, Any]],
) -> None:
    assert "libffi" in inner(parts["cffi"])
    assert inner(parts["PyNaCl"])["libsodium"]["version"].startswith("1.0.")
    assert {"PCRE2", "HarfBuzz", "libpng", "MD4C"} <= set(inner(parts["Qt"]))
    assert {"freetype", "icu", "zlib"} <= set(inner(parts["PDFium"]))
    assert "autocfg" not in inner(parts["pydantic_core"])
    everything = {**parts, **{n: one for part in parts.values() for n, one in inner(part).items()}}
    assert [name for name, part in everything.items() if not part.get("licenses")] == []


def test_every_work_inside_has_its_text_or_is_named_as_not_reproduced(
    notices: str, parts: dict[str, dict[str, Any]]
) -> None:
    missing = notices.split("NOT REPRODUCED\n", 1)[1].split("=" * 78, maxsplit=1)[0]
    titles = [line.removesuffix(":") for line in notices.splitlines() if line.endswith(":")]
    told = re.findall(r"^(\S+): word for word as under ", notices, re.MULTILINE)
    for part in parts.values():
        section = notices.split(f"\n{part['name']} {part.get('version', '')}".rstrip() + "\n", 1)[1]
        for name, one in inner(part).items():
            called = re.escape(f"{name} {one.get('version', '')}".strip())
            line = re.search(f"^  {called} +(.*)$", section, re.MULTILINE)
            assert line, name
            if line[1].endswith("not reproduced, see above"):
                assert re.search(rf"^  {re.escape(name)} .*https://", missing, re.MULTILINE), name
            else:
                place = line[1].rsplit(", ", 1)[1]
                assert [title for title in (*titles, *told) if title.endswith(place)], line[0]


def test_the_folder_carries_the_same_papers(out: Path, folder: Path) -> None:
    for name in (NOTICES, "tthc-desk.cdx.json"):
        assert (folder / name).read_bytes() == (out / name).read_bytes()


def test_the_digests_are_of_these_files_and_of_all(out: Path) -> None:
    lines = (out / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    told = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    files = {p.relative_to(out).as_posix(): p for p in out.rglob("*") if p.is_file()}
    del files["SHA256SUMS"]
    assert told == {n: hashlib.sha256(p.read_bytes()).hexdigest() for n, p in files.items()}
