"""The notices, the list of components and the digests say what is really inside."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as driver

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


def test_the_folder_carries_the_same_papers(out: Path, folder: Path) -> None:
    for name in (NOTICES, "tthc-desk.cdx.json"):
        assert (folder / name).read_bytes() == (out / name).read_bytes()


def test_the_digests_are_of_these_files_and_of_all(out: Path) -> None:
    lines = (out / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    told = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    files = {p.relative_to(out).as_posix(): p for p in out.rglob("*") if p.is_file()}
    del files["SHA256SUMS"]
    assert told == {n: hashlib.sha256(p.read_bytes()).hexdigest() for n, p in files.items()}
