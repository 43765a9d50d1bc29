"""One table, one base folder, a pack for every ward; a fault names its row."""

from pathlib import Path

import pytest

from tests.helpers.packs import (
    MADE_AT,
    SAMPLE,
    SIGNER,
    TABLE,
    YEAR,
    png,
    small_files,
    write_files,
)
from tthc_desk.app.pack_making import sealed_pack
from tthc_desk.app.pack_reading import opened
from tthc_desk.app.pack_table import TableWard, read_wards
from tthc_desk.usecases.messages import error_text
from tthc_desk.usecases.pack_content import Level, PackFinding

HEAD = "code,name,agency_code\n"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return write_files(tmp_path / "chung", small_files())


def read(
    tmp_path: Path, base: Path, text: str
) -> tuple[tuple[TableWard, ...], list[tuple[str, int, object]]]:
    """Read a table; give its wards and what is wrong by file, line and reason or field."""
    table = tmp_path / "phuong.csv"
    table.write_text(text, encoding="utf-8-sig")
    wards, of_table = read_wards(table, base, YEAR)
    found = [*of_table, *(one for ward in wards for one in ward.findings)]
    return wards, [told(one) for one in found if one.level is Level.ERROR]


def told(found: PackFinding) -> tuple[str, int, object]:
    assert error_text(found.error).startswith(f"Tệp {found.file}, dòng {found.line}")
    return found.file, found.line, found.error.facts.get("reason") or found.error.field


def test_the_ten_wards_of_the_shipped_table_each_get_their_own_lines() -> None:
    wards, of_table = read_wards(TABLE, SAMPLE, YEAR)
    assert of_table == ()
    contents = [ward.content for ward in wards]
    made = [content.ward for content in contents if content is not None]
    assert [(w.code, w.place) for w in made[:3]] == [
        ("00592", "Cầu Diễn"),
        ("00622", "Xuân Phương"),
        ("00623", "Phương Canh"),
    ]
    assert len(made) == len({w.agency_code for w in made}) == 10
    assert made[-1].unit == "UBND PHƯỜNG TRUNG VĂN"
    assert made[-1].counter == "Bộ phận Tiếp nhận và Trả kết quả phường Trung Văn"


def test_a_table_of_126_wards_gives_126_packs_of_126_wards(tmp_path: Path, base: Path) -> None:
    rows = (f"{10000 + n},phường Thử {n},TH.1.{n}\n" for n in range(126))
    wards, errors = read(tmp_path, base, HEAD + "".join(rows))
    assert errors == []
    packs = [
        opened(sealed_pack(ward.folder, ward.content, SIGNER, MADE_AT))
        for ward in wards
        if ward.content is not None
    ]
    assert [one.pack.ward_code for one in packs] == [str(10000 + n) for n in range(126)]
    assert {one.content.ward.superior for one in packs} == {"UBND QUẬN NAM TỪ LIÊM"}
    assert packs[125].content.ward.unit == "UBND PHƯỜNG THỬ 125"


def test_a_column_decides_and_an_empty_cell_leaves_what_is_there(
    tmp_path: Path, base: Path
) -> None:
    text = (
        "code,name,agency_code,counter,website,training\n"
        "00592,phường Cầu Diễn,TH.1,Chi nhánh số 3,dichvucong.gov.vn,không\n"
        "00622,phường Xuân Phương,TH.2,,,\n"
    )
    wards, errors = read(tmp_path, base, text)
    assert errors == []
    first, second = (ward.content.ward for ward in wards if ward.content is not None)
    assert (first.counter, first.website, first.training) == (
        "Chi nhánh số 3",
        "dichvucong.gov.vn",
        False,
    )
    assert second.counter == "Bộ phận Tiếp nhận và Trả kết quả phường Xuân Phương"
    assert (second.website, second.training) == ("", True)


def test_a_folder_named_by_the_code_brings_the_ward_its_own_files(
    tmp_path: Path, base: Path
) -> None:
    staff = "login,name,role\nrieng,Đỗ Thị Thử Riêng,supervisor\n"
    write_files(tmp_path / "00592", {"can-bo.csv": staff, "logo.png": png()})
    text = f"{HEAD}00592,phường Cầu Diễn,TH.1\n00622,phường Xuân Phương,TH.2\n"
    wards, errors = read(tmp_path, base, text)
    assert errors == []
    first, second = (ward.content for ward in wards if ward.content is not None)
    assert ([o.login for o in first.ward.officers], first.logo) == (["rieng"], png())
    assert (len(second.ward.officers), second.logo) == (8, b"")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD, ("phuong.csv", 1, "table_empty")),
        ("code,name\n00592,phường A\n", ("phuong.csv", 1, "columns_missing")),
        ("code,name,agency_code,hours\n00592,phường A,TH.1,\n", ("phuong.csv", 1, "column")),
        (f"{HEAD}592,phường A,TH.1\n", ("phuong.csv", 2, "table_code")),
        (f"{HEAD}00592,phường A,TH.1\n00592,phường B,TH.2\n", ("phuong.csv", 3, "table_twice")),
        (f"{HEAD}00592,phường A,TH.1\n00593,phường B,TH.1\n", ("phuong.csv", 3, "table_twice")),
        (
            f"{HEAD}00592,phường A,TH.1\n00593,phường B,TH 2\n",
            ("phuong.csv", 3, "ward.agency_code"),
        ),
        (f"{HEAD}00592,phường A,TH.1\n00593,,TH.2\n", ("phuong.csv", 3, "name")),
        (
            "code,name,agency_code,unit\n00592,phường A,TH.1,UBND PHƯỜNG B\n",
            ("phuong.csv", 2, "header_unit"),
        ),
        (
            "code,name,agency_code,training\n00592,phường A,TH.1,đúng\n",
            ("phuong.csv", 2, "ward.training"),
        ),
        (f"{HEAD}00592,phường A,TH.1,thừa\n", ("phuong.csv", 2, "cells")),
    ],
)
def test_a_fault_of_a_row_is_told_by_its_line(
    tmp_path: Path, base: Path, text: str, expected: tuple[str, int, object]
) -> None:
    assert expected in read(tmp_path, base, text)[1]


def test_a_fault_of_the_base_is_told_where_it_stands(tmp_path: Path, base: Path) -> None:
    text = (base / "thu-tuc.csv").read_text().replace("Miễn phí", "?")
    (base / "thu-tuc.csv").write_text(text)
    wards, errors = read(tmp_path, base, f"{HEAD}00592,phường A,TH.1\n00593,phường B,TH.2\n")
    assert errors == [("thu-tuc.csv", 2, "no_fee")] * 2
    assert [ward.content for ward in wards] == [None, None]


def warned(wards: tuple[TableWard, ...], reason: str) -> list[tuple[str, str, int, str]]:
    """Give the wards something is warned of, with file, line and key."""
    return [
        (ward.code, one.file, one.line, str(one.error.field))
        for ward in wards
        for one in ward.findings
        if one.error.facts.get("reason") == reason and error_text(one.error)
    ]


CONTACTS = 'contact = "UBND phường Mỹ Đình 1 số 2 phố Thử"\nwebsite = "caudien.hanoi.gov.vn"'


def test_a_contact_of_another_ward_is_warned_of_ward_by_ward(tmp_path: Path, base: Path) -> None:
    text = (base / "phuong.toml").read_text()
    kept = [one for one in text.splitlines() if not one.startswith(("contact =", "website ="))]
    (base / "phuong.toml").write_text("\n".join(kept).replace("[ward]", f"[ward]\n{CONTACTS}", 1))
    contact = next(at for at, one in enumerate(kept, 1) if one == "[ward]") + 1
    rows = (
        "code,name,agency_code,contact,website\n"
        "00592,phường Cầu Diễn,TH.1,,\n"
        "00622,phường Xuân Phương,TH.2,024 111,xuanphuong.hanoi.gov.vn\n"
        "00623,phường Phương Canh,TH.3,UBND phường Xuân Phương,\n"
    )
    wards, errors = read(tmp_path, base, rows)
    assert errors == []
    assert warned(wards, "contact_other") == [
        ("00592", "phuong.toml", contact, "ward.contact"),
        ("00623", "phuong.csv", 4, "ward.contact"),
        ("00623", "phuong.toml", contact + 1, "ward.website"),
    ]


def test_a_fault_in_a_wards_own_folder_names_that_folder(tmp_path: Path, base: Path) -> None:
    for code in ("00592", "00622"):
        write_files(tmp_path / code, {"can-bo.csv": "login,name,role\nsep,A,sup\n"})
    write_files(tmp_path / "00622", {"logo.png": b"GIF89a", "phuong.toml": "[ward"})
    text = f"{HEAD}00592,phường Cầu Diễn,TH.1\n00622,phường Xuân Phương,TH.2\n"
    errors = read(tmp_path, base, text)[1]
    assert {("00592/can-bo.csv", 2, "role"), ("00622/can-bo.csv", 2, "role")} <= set(errors)
    assert {("00622/logo.png", 1, "logo_type"), ("00622/phuong.toml", 1, "toml")} <= set(errors)


def test_a_file_of_a_wards_own_makes_good_what_the_base_cannot_give(
    tmp_path: Path, base: Path
) -> None:
    (base / "can-bo.csv").write_bytes(b"PK\x03\x04")
    staff = "login,name,role\nrieng,Đỗ Thị Thử Riêng,supervisor\n"
    write_files(tmp_path / "00592", {"can-bo.csv": staff})
    assert read(tmp_path, base, f"{HEAD}00592,phường Cầu Diễn,TH.1\n")[1] == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"code,code,name,agency_code\n00592,,A,TH.1\n", "headings"),
        ("code,name\n00592,phường Cầu Diễn\n".encode("cp1258", "replace"), "encoding"),
        (b"", "empty"),
        (b"\n\n", "empty"),
    ],
)
def test_a_table_that_cannot_be_read_is_told_by_its_name(
    tmp_path: Path, base: Path, content: bytes, reason: str
) -> None:
    table = tmp_path / "phuong.csv"
    table.write_bytes(content)
    wards, of_table = read_wards(table, base, YEAR)
    assert (wards, [told(one) for one in of_table]) == ((), [("phuong.csv", 1, reason)])


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("phường Cầu Diễn", "Cầu Diễn"),
        ("P. Phúc Xá", "Phúc Xá"),
        # Nghị định 30/2020/NĐ-CP, Phụ lục I: a unit named by a number is written in full.
        ("phường 1", "Phường 1"),
    ],
)
def test_the_lines_of_a_ward_follow_its_name(
    tmp_path: Path, base: Path, name: str, place: str
) -> None:
    wards, errors = read(tmp_path, base, f"{HEAD}00592,{name},TH.1\n")
    assert errors == []
    (content,) = (ward.content for ward in wards)
    assert content is not None
    assert content.ward.place == place
