"""Working beside the official system by commands: columns, list out, comparison, codes taken."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.helpers import pdf as reading
from tests.helpers.commands import run, run_process
from tests.helpers.official_lists import HEADINGS, code, official_row, save_list
from tests.helpers.ward_commands import COUNTER, SUPERVISOR, accept, finding
from tthc_desk.domain.workdays import VIETNAM

TODAY = datetime.now(VIETNAM).date()
DAYS = ("--from", TODAY.isoformat(), "--to", TODAY.isoformat())
TODAYS = f"{TODAY:%d/%m/%Y} 08:00"


def official_list(ward: Path, *rows: dict[str, Any]) -> Path:
    return save_list(ward.parent / "list.xlsx", rows)


def row_of(ward: Path, number: str, line: int, **changes: Any) -> dict[str, Any]:
    shown = run("show", number, data=ward).one
    return official_row(
        line,
        procedure=shown["procedure_name"],
        owner=shown["owner"],
        received=TODAYS,
        due=f"{datetime.fromisoformat(shown['due_at']):%d/%m/%Y}",
        **changes,
    )


def test_the_list_to_type_in_again_holds_text_days_and_no_formula(ward: Path) -> None:
    number = accept(ward, note="=HYPERLINK(1)")
    gone = accept(ward)
    run("act", gone, "void", "--reason", "Nhập nhầm", "--user", SUPERVISOR, data=ward)
    out = ward.parent / "a.xlsx"
    told = run("official", "export", *DAYS, "--out", out, data=ward).one
    assert (told["dossiers"], told["columns"][0]) == (1, "Mã hồ sơ")
    sheet = load_workbook(out).active
    assert sheet is not None
    rows = list(sheet.iter_rows())
    head = next(row for row in rows if row[0].value == "Mã hồ sơ")
    line = rows[rows.index(head) + 1]
    cells = {str(title.value): cell for title, cell in zip(head, line, strict=True)}
    assert cells["Mã hồ sơ gốc"].value == number
    for title in ("Số định danh", "Số điện thoại", "Nội dung"):
        assert cells[title].data_type == "s", title
    assert str(cells["Số định danh"].value).startswith("0")
    assert isinstance(cells["Ngày tiếp nhận"].value, datetime)
    assert not any(cell.data_type == "f" for row in rows for cell in row)
    waiting = run("official", "export", *DAYS, "--queue", "processing", "--out", out, data=ward)
    assert waiting.one["dossiers"] == 0


def test_what_is_written_out_can_be_read_in_again(ward: Path) -> None:
    number = accept(ward, official_code=code(7))
    out = ward.parent / "a.xlsx"
    run("official", "export", *DAYS, "--out", out, data=ward)
    summary = run("official", "compare", out, data=ward).one
    assert (summary["rows"], summary["equal"], summary["unread"]) == (1, 1, [])
    assert (summary["from"], summary["here"]) == (TODAY.isoformat(), 1)
    assert number


def test_the_register_can_be_read_in_as_well(ward: Path) -> None:
    accept(ward)
    out = ward.parent / "register.xlsx"
    assert run("paper", "register", *DAYS, "--out", out, data=ward).code == 0
    summary = run("official", "compare", out, data=ward).one
    assert (summary["equal"], summary["candidates"], summary["only_here"]) == (1, 0, 0)


def test_a_comparison_tells_every_side_and_changes_nothing(ward: Path) -> None:
    numbers = [accept(ward) for _ in range(2)]
    known = accept(ward, official_code=code(3))
    file = official_list(
        ward,
        row_of(ward, known, 3, status="Đã trả kết quả"),
        row_of(ward, numbers[0], 1, own=numbers[0], status="Chờ ký số"),
        official_row(9, received=TODAYS, owner="Người Lạ Thử"),
        official_row(9, received=TODAYS),
    )
    before = finding(ward)["chain_head"]
    out = ward.parent / "compared.xlsx"
    outcome = run("official", "compare", file, "--out", out, data=ward)
    *lines, summary = outcome.lines
    assert [line["result"] for line in lines] == [
        "only_here",
        "only_there",
        "different",
        "candidate",
    ]
    assert (lines[0]["number"], lines[1]["code"]) == (numbers[1], code(9))
    assert lines[2]["differences"] == [
        {"what": "status", "here": "Được tiếp nhận", "there": "Đã trả kết quả"}
    ]
    assert (lines[3]["number"], lines[3]["code"], lines[3]["sure"]) == (numbers[0], code(1), True)
    assert summary["unknown_statuses"] == {"Chờ ký số": 1}
    assert summary["repeated"] == [{"code": code(9), "lines": [7, 8]}]
    assert "“Chờ ký số” (1)" in outcome.err
    assert finding(ward)["chain_head"] == before
    assert load_workbook(out).sheetnames == [
        "Tóm tắt",
        "Chỉ có ở sổ của phường",
        "Chỉ có ở hệ thống chính thức",
        "Có ở cả hai, khác nhau",
        "Mã có thể ghi vào sổ",
    ]


def test_the_comparison_prints_with_all_its_tables(ward: Path) -> None:
    number = accept(ward)
    file = official_list(ward, official_row(9, received=TODAYS, owner="Người <b>Lạ</b> Thử"))
    out = ward.parent / "compared.pdf"
    assert run("official", "compare", file, "--out", out, data=ward).code == 0
    told = reading.squeezed(reading.all_text(out.read_bytes()))
    for words in ("BẢNG ĐỐI CHIẾU VỚI HỆ THỐNG CHÍNH THỨC", "Chỉ có ở sổ của phường", number):
        assert reading.squeezed(words) in told
    assert reading.squeezed("Người <b>Lạ</b> Thử") in told


def test_codes_are_taken_over_only_when_a_person_says_so(ward: Path) -> None:
    first, second = accept(ward), accept(ward)
    taken_already = accept(ward, official_code=code(2, "260301"))
    file = official_list(
        ward,
        row_of(ward, first, 1, own=first),
        row_of(ward, second, 2, own=second, code="2600012345"),
    )
    looked = run("official", "take-codes", file, "--user", SUPERVISOR, data=ward)
    assert [line["code"] for line in looked.lines] == [code(1), "2600012345"]
    assert "Chưa thay đổi gì" in looked.err
    assert run("official", "take-codes", file, "--yes", "--user", COUNTER, data=ward).error == (
        "E_SUPERVISOR",
        None,
    )
    outcome = run("official", "take-codes", file, "--yes", "--user", SUPERVISOR, data=ward)
    assert outcome.code == 1
    good, bad, summary = outcome.lines
    assert (good["number"], good["taken"]) == (first, True)
    assert (bad["taken"], bad["error"]["code"]) == (False, "E_FORMAT")
    assert summary == {"taken": 1, "refused": 1, "asked": 2}
    assert run("show", code(1), data=ward).one["number"] == first
    assert run("show", taken_already, data=ward).one["official_code"] == code(2, "260301")
    again = run("official", "compare", file, data=ward).lines[-1]
    assert (again["equal"], again["candidates"]) == (1, 1)
    assert finding(ward)["ok"]


def test_a_person_chooses_among_dossiers_that_look_alike(ward: Path) -> None:
    first, second = accept(ward), accept(ward)
    file = official_list(ward, row_of(ward, first, 1))
    asked = ("official", "take-codes", file, "--yes", "--user", SUPERVISOR)
    assert run(*asked, data=ward).one == {"taken": 0, "refused": 0, "asked": 0}
    wrong = run(*asked, "--only", f"{first}={code(5)}", data=ward)
    assert wrong.error == ("E_NOT_FOUND", "only")
    chosen = run(*asked, "--only", f"{second}={code(1)}", data=ward)
    assert chosen.code == 0
    assert run("show", code(1), data=ward).one["number"] == second


def test_columns_of_ones_own_are_kept_used_and_given_up(ward: Path) -> None:
    file = ward.parent / "columns.toml"
    assert run("official", "columns", "export", "--out", file, data=ward).code == 0
    text = file.read_text(encoding="utf-8")
    renamed = text.replace('heading = "Mã hồ sơ"', 'heading = "Ký hiệu lạ"')
    file.write_text(renamed, encoding="utf-8-sig")
    asked = ("official", "columns", "import", file, "--user")
    assert run(*asked, COUNTER, data=ward).error == ("E_SUPERVISOR", None)
    assert run(*asked, SUPERVISOR, data=ward).code == 0
    assert run("official", "columns", "show", data=ward).lines[0]["heading"] == "Ký hiệu lạ"
    accept(ward)
    headings = ("Ký hiệu lạ", *HEADINGS[2:])
    row = {**official_row(1, received=TODAYS), "Ký hiệu lạ": code(1)}
    listed = save_list(ward.parent / "own.xlsx", [row], headings=headings)
    assert run("official", "compare", listed, data=ward).lines[-1]["rows"] == 1
    file.write_text(text + "[columns", encoding="utf-8")
    broken = run(*asked, SUPERVISOR, data=ward)
    assert broken.error == ("E_FORMAT", "official_columns")
    assert run("official", "columns", "reset", "--user", SUPERVISOR, data=ward).code == 0
    assert run("official", "columns", "show", data=ward).lines[0]["heading"] == "Mã hồ sơ"
    lacking = run("official", "compare", listed, data=ward)
    assert lacking.error == ("E_FORMAT", "file")
    assert "Mã hồ sơ" in lacking.one["error"]["message"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "Excel kiểu cũ"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (b"<html><body>", "trang web"),
        (b"PK\x03\x04....", "không mở được"),
        (b"a;b\n1;2\n", "thấy cột Mã hồ sơ, Ngày tiếp nhận"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(ward: Path, content: bytes, said: str) -> None:
    file = ward.parent / "list.xlsx"
    file.write_bytes(content)
    outcome = run("official", "compare", file, data=ward)
    assert outcome.error == ("E_FORMAT", "file")
    assert said in outcome.one["error"]["message"]


def test_wrong_words_leave_no_file(ward: Path) -> None:
    accept(ward)
    file = official_list(ward, official_row(1, received=TODAYS))
    out = ward.parent / "a.csv"
    assert run("official", "export", *DAYS, "--out", out, data=ward).error == ("E_FORMAT", "out")
    assert run("official", "compare", file, "--out", out, data=ward).error == ("E_FORMAT", "out")
    half = run("official", "compare", file, "--from", TODAY.isoformat(), data=ward)
    assert half.error == ("E_REQUIRED", "to")
    assert run("official", "compare", ward.parent / "none.xlsx", data=ward).error == (
        "E_IO",
        "file",
    )
    assert not out.exists()


def test_the_commands_run_as_processes_of_their_own(ward: Path) -> None:
    number = accept(ward)
    file = official_list(ward, row_of(ward, number, 1, own=number))
    outcome = run_process("official", "take-codes", file, "--yes", "--user", SUPERVISOR, data=ward)
    assert (outcome.code, outcome.lines[-1]["taken"]) == (0, 1)
