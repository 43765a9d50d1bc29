"""A pack's folder is checked strictly: everything found has its file, its line, its sentence."""

import os
from datetime import date
from pathlib import Path

import pytest

from tests.helpers.packs import (
    BIRTH,
    COPIES,
    SAMPLE,
    changed,
    findings_of,
    png,
    small_files,
    write_files,
)
from tthc_desk.app.pack_folder import check_folder, read_folder
from tthc_desk.app.pack_header import is_place, names_ward
from tthc_desk.app.pack_profile import line_of
from tthc_desk.app.wiring import proposed_year
from tthc_desk.exchange.holiday_calendar import calendar_csv
from tthc_desk.usecases.messages import error_text
from tthc_desk.usecases.pack_content import Level, PackFinding

ERROR, WARNING = Level.ERROR, Level.WARNING
TOML, STAFF, WORK, PAPERS = "phuong.toml", "can-bo.csv", "thu-tuc.csv", "thanh-phan.csv"
YEAR, WORDS = "lich-2026.csv", "loi-van.toml"


def told(found: PackFinding) -> tuple[Level, str, int, str]:
    what = found.error.facts.get("reason") or found.error.field or found.error.code.value
    return found.level, found.file, found.line, str(what)


def line(file: str, text: str) -> int:
    """Find the line a text stands on in the small pack."""
    lines = small_files()[file].splitlines()
    return next(at for at, one in enumerate(lines, 1) if text in one)


def check(folder: Path) -> list[tuple[Level, str, int, str]]:
    """Give what is found beside that the pack is for training; each has a sentence."""
    found = findings_of(folder)
    for one in found:
        text = error_text(one.error)
        assert text.startswith(f"Tệp {one.file}, dòng {one.line}")
        # A dash stands for a fact nobody gave; an empty cell is told so too.
        assert "“–”" not in text or one.file == WORK
        assert "{" not in text or one.error.field == "numbers.pattern"
    return [told(one) for one in found if told(one)[3] != "training"]


def test_the_sample_folder_makes_a_pack_and_only_asks_what_nobody_knows() -> None:
    content, found = check_folder(read_folder(SAMPLE), 2026)
    assert content is not None
    assert {told(one)[3] for one in found} == {
        "training",
        "ask_fee",
        "ask_term",
        "term_unsure",
        "term_channels",
    }
    assert all(one.level is WARNING for one in found)
    assert content.ward.name == "phường Mỹ Đình 1"


def test_a_small_folder_that_is_fit_has_nothing_to_find(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "goi", small_files())
    assert check(folder) == []
    (folder / "DOC-TRUOC.txt").write_text("cách điền")
    (folder / ".~lock.can-bo.csv#").write_text("")
    (folder / "~$thu-tuc.csv").write_text("")
    assert check(folder) == []


# file, what stands there, what stands there instead → level, line or a text of it, what is found
BROKEN = [
    # the profile
    (TOML, "[ward]\n", "[ward]\nlogo = 1\n", (ERROR, 8, "ward.logo")),
    (TOML, "[desks]", "[quầy]", (ERROR, None, "toml")),
    (TOML, "[desks]", "[quay]", (ERROR, 1, "section")),
    (TOML, "[desks]", "[backup]\n[desks]", (ERROR, "[backup]", "backup")),
    (TOML, 'code = "00625"', 'code = "625"', (ERROR, 'code = "625"', "ward.code")),
    (TOML, 'place = "Mỹ Đình 1"', 'place = ""', (ERROR, 'place = ""', "ward.place")),
    (TOML, 'place = "Mỹ Đình 1"', 'place = "Mỹ Đình 12"', (ERROR, "Đình 12", "place")),
    (TOML, '"TH.006.25"', '"TH 25"', (ERROR, "TH 25", "ward.agency_code")),
    (TOML, "UBND PHƯỜNG MỸ ĐÌNH 1", "UBND PHƯỜNG MỸ ĐÌNH 2", (ERROR, "2", "header_unit")),
    (TOML, "quả phường Mỹ Đình 1", "quả phường Mễ Trì", (ERROR, "Mễ Trì", "header_counter")),
    (TOML, "quả phường Mỹ Đình 1", "quả số 3", (WARNING, "số 3", "header_counter")),
    (TOML, "UBND QUẬN NAM TỪ LIÊM", "UBND MỸ ĐÌNH 1", (ERROR, "UBND M", "header_superior")),
    (TOML, "UBND QUẬN NAM", "UBND QUẬN BẮC", (WARNING, "BẮC", "header_upper")),
    (TOML, '"{agency_code}-', '"', (ERROR, '"{yymmdd}', "numbers.pattern")),
    (TOML, "07:30:00", "12:30:00", (ERROR, "[hours]", "order")),
    (TOML, "07:30:00", '"07:30"', (ERROR, '"07:30"', "hours.morning_start")),
    (TOML, '["Quầy 1", "Quầy 2"]', "[]", (ERROR, "names = []", "desks.names")),
    (TOML, '"Quầy 2"', '"Quầy 1"', (ERROR, "names", "desk_twice")),
    (TOML, 'set = "TT01/2018"', 'set = "TT02"', (ERROR, "TT02", "forms.set")),
    (TOML, 'mode = "restart"', 'mode = "stop"', (ERROR, "stop", "deadlines.mode")),
    (TOML, '# apology = "PXL"', '[letters]\napology = "pxl"', (ERROR, "pxl", "symbol")),
    (TOML, '"Chứng thực", ', '"Hộ tịch", ', (ERROR, '"Hộ tịch", "Hộ', "two_units")),
    (TOML, "[calendar]", "[[officers]]\n[calendar]", (ERROR, "[[off", "officers_in_profile")),
    # the officers
    (STAFF, "login,name", "login,name,email", (ERROR, 1, "column")),
    (STAFF, "login,name,role", "login,name,vai", (ERROR, 1, "columns_missing")),
    (STAFF, "quay2,", "quay1,", (ERROR, 3, "login")),
    (STAFF, "Trần Văn Mẫu Hai", "", (ERROR, 3, "name")),
    (STAFF, "Hai,counter", "Hai,quầy", (ERROR, 3, "role")),
    (STAFF, "supervisor", "counter", (ERROR, 1, "supervisor")),
    (STAFF, "Trần Văn Mẫu Hai", "=1+1", (ERROR, 3, "formula")),
    (STAFF, "quay2,", "QUAY1,", (ERROR, 3, "login_case")),
    (STAFF, "quay2,", "quay 2,", (ERROR, 3, "login_blank")),
    (TOML, '"Quầy 2"', '"QUẦY 1"', (ERROR, "names", "desk_twice")),
    (TOML, "morning_end = 11:30:00\n", "", (ERROR, "[hours]", "hours_part")),
    (TOML, "07:30:00", "00:00:00", (WARNING, "00:00:00", "hours_night")),
    (TOML, '["Hộ tịch",', '["Hộ tich",', (WARNING, "Hộ tich", "units_field")),
    # the procedures
    (WORK, "code,name", "code,ten,name", (ERROR, 1, "column")),
    (WORK, ",charge,", ",phi,", (ERROR, 1, "columns_missing")),
    (WORK, "5 ngày làm việc", "", (ERROR, 2, "no_term")),
    (WORK, "5 ngày làm việc", "5 (đơn vị không hiện)", (ERROR, 2, "no_term")),
    (WORK, "Trong ngày làm việc", "Hỏi tại quầy: 3 ngày?", (WARNING, 3, "ask_term")),
    (WORK, "5 ngày làm", "Trực tiếp: 5 ngày làm", (WARNING, 2, "term_channels")),
    (WORK, "Miễn phí", "HĐND quy định", (ERROR, 2, "no_fee")),
    (WORK, "Miễn phí", "", (ERROR, 2, "no_fee")),
    (WORK, "Miễn phí", "hỏi tại quầy", (WARNING, 2, "ask_fee")),
    (WORK, "Miễn phí", "8.000 đ (trực tiếp)", (ERROR, 2, "fee_channels")),
    (WORK, "2.000 đ/trang", "-2.000 đ/trang", (ERROR, 3, "fee")),
    (WORK, "tịch: 4.5", "tịch: 4,5", (ERROR, 2, "cells")),
    (WORK, "tịch: 4.5", "tịch: 4.6", (ERROR, 2, "steps_sum")),
    (WORK, "tịch: 4.5", "tịch 4.5", (ERROR, 2, "steps_format")),
    (WORK, "tịch: 4.5", "tịch: 4.5 giờ", (ERROR, 2, "steps_measure")),
    (WORK, "cửa: 0.5; Tư pháp – Hộ tịch: 4.5", "c: 2 giờ; X: 3 giờ", (ERROR, 2, "steps_measure")),
    (WORK, "cửa: 0.5; Tư", "cửa: 0.5 giờ; Tư", (ERROR, 2, "steps_measure")),
    (WORK, "5 ngày làm việc", "", (ERROR, 2, "steps_term")),
    (WORK, "Tư pháp – Hộ tịch: 4.5", "Phòng Tư pháp: 4.5", (WARNING, 2, "steps_unit")),
    (WORK, "Trong ngày làm việc,", "Không hẹn ngày trả,A: 1", (ERROR, 3, "steps_term")),
    (WORK, f"{COPIES},", "2000815,", (ERROR, 3, "code")),
    (WORK, f"{COPIES},", ",", (ERROR, 3, "no_code")),
    (PAPERS, f"{BIRTH},", "9.999999,", (ERROR, 2, "papers_code")),
    (PAPERS, "submit", "nộp", (ERROR, 2, "duty")),
    (PAPERS, "certified,", "", (ERROR, 1, "headings")),
    (
        PAPERS,
        ",0,0,\n",
        f",0,0,\n{BIRTH},,Giấy  chứng sinh,submit,1,0,0,\n",
        (ERROR, 3, "paper_twice"),
    ),
    # the calendar
    (TOML, "confirmed = [2026]", "confirmed = []", (ERROR, "confirmed", "calendar_unconfirmed")),
    (TOML, "[2026]", "[2026, 2027]", (ERROR, "confirmed", "calendar_no_file")),
    (TOML, "[2026]\n", "[2026]\nby = 1\n", (ERROR, "by = 1", "calendar.by")),
    (YEAR, "2026-02-16,holiday", "2026-02-30,holiday", (ERROR, 5, "calendar_day")),
    (YEAR, "2026-02-16,holiday", "2026-02-16,nghỉ", (ERROR, 5, "calendar_word")),
    (YEAR, "2026-02-16,", "2026-01-10,", (ERROR, 5, "calendar_twice")),
    (YEAR, "day,kind", "ngày,kind", (ERROR, 1, "calendar_headings")),
    (YEAR, "2026-02-18,holiday", "2026-02-18,working", (WARNING, 1, "calendar_missing")),
    # the wording
    (WORDS, "TT01/2018", "TT03/2025", (ERROR, 5, "form_set")),
    (WORDS, '"TT01/2018"\n', '"TT01/2018"\n[giay]\n', (ERROR, 6, "paper")),
    (WORDS, '2018"\n', '2018"\n[receipt]\nten = "a"\n', (ERROR, 7, "key")),
    (WORDS, '2018"\n', '2018"\n[receipt]\ntitle = ""\n', (ERROR, 7, "empty")),
]


@pytest.mark.parametrize(("file", "old", "new", "expected"), BROKEN)
def test_each_fault_is_found_in_its_file_and_line(
    tmp_path: Path, file: str, old: str, new: str, expected: tuple[Level, object, str]
) -> None:
    files, (level, at, what) = changed(file, old, new), expected
    found = check(write_files(tmp_path / "goi", files))
    places = [one[2] for one in found if (one[0], one[1], one[3]) == (level, file, what)]
    assert len(places) == 1, found
    if isinstance(at, str):
        assert at in files[file].splitlines()[places[0] - 1]
    elif at is not None:
        assert places == [at]


@pytest.mark.parametrize("missing", [TOML, STAFF, WORK])
def test_a_file_that_must_be_there_is_missed_by_its_name(tmp_path: Path, missing: str) -> None:
    files = small_files()
    del files[missing]
    found = check(write_files(tmp_path / "goi", files))
    assert (ERROR, missing, 1, "file_missing") in found


def test_a_ward_without_anybody_at_the_counter_is_warned_of(tmp_path: Path) -> None:
    files = changed(STAFF, "counter", "case")
    files[STAFF] = files[STAFF].replace("counter", "case")
    assert check(write_files(tmp_path / "goi", files)) == [(WARNING, STAFF, 1, "no_counter")]


def test_one_short_key_for_two_procedures_is_warned_of(tmp_path: Path) -> None:
    files = changed(WORK, "short_name\n", "short_name,keys\n")
    files[WORK] = files[WORK].replace(",Khai sinh\n", ",Khai sinh,ks k\n")
    files[WORK] = files[WORK].replace(",Bản sao\n", ",Bản sao,KS\n")
    assert check(write_files(tmp_path / "goi", files)) == [(WARNING, WORK, 3, "keys_twice")]


def test_a_procedure_that_is_over_is_warned_of(tmp_path: Path) -> None:
    files = changed(WORK, "short_name\n", "short_name,valid_to\n")
    files[WORK] = files[WORK].replace(",Khai sinh\n", ",Khai sinh,2026-11-22\n")
    folder = read_folder(write_files(tmp_path / "goi", files))
    for today, over in ((date(2026, 11, 22), False), (date(2026, 11, 23), True)):
        found = [told(one) for one in check_folder(folder, 2026, today)[1]]
        assert ((WARNING, WORK, 2, "procedure_over") in found) is over


def test_a_later_year_nobody_confirmed_is_warned_of(tmp_path: Path) -> None:
    files = small_files()
    year = calendar_csv(proposed_year(2027)).decode("utf-8-sig")
    folder = write_files(tmp_path / "goi", {**files, "lich-2027.csv": year})
    assert check(folder) == [(WARNING, "lich-2027.csv", 1, "calendar_later")]


def test_files_from_elsewhere_and_no_files_are_not_read(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "goi", small_files())
    (tmp_path / "ngoai.csv").write_text((folder / STAFF).read_text())
    (folder / STAFF).unlink()
    (folder / STAFF).symlink_to(tmp_path / "ngoai.csv")
    (folder / WORDS).unlink()
    os.mkfifo(folder / WORDS)
    (folder / "logo.png").symlink_to("/dev/zero")
    found = check(folder)
    assert [one for one in found if one[3].startswith("file_")] == [
        (ERROR, STAFF, 1, "file_link"),
        (ERROR, "logo.png", 1, "file_link"),
        (ERROR, WORDS, 1, "file_kind"),
    ]


def test_what_is_found_says_nothing_of_saving(tmp_path: Path) -> None:
    files = changed(TOML, 'code = "00625"', 'code = "625"')
    files[STAFF] = files[STAFF].replace("Hai,counter", "Hai,quầy")
    files[WORK] = files[WORK].replace("4.5", "4.6")
    for one in findings_of(write_files(tmp_path / "goi", files)):
        assert "Chưa lưu" not in error_text(one.error)
        assert "chạy lại" not in error_text(one.error)


def test_a_slip_in_the_profile_says_nothing_of_the_calendar(tmp_path: Path) -> None:
    files = changed(TOML, "[ward]", "[ward")
    found = check(write_files(tmp_path / "goi", files))
    assert [one for one in found if one[2] and "calendar" in one[3]] == []


@pytest.mark.parametrize("year", ["99999", "-1", "true"])
def test_a_year_that_is_none_is_not_confirmed(tmp_path: Path, year: str) -> None:
    files = changed(TOML, "confirmed = [2026]", f"confirmed = [2026, {year}]")
    found = check(write_files(tmp_path / "goi", files))
    assert "calendar_confirmed" in [one[3] for one in found]
    assert "calendar_no_file" not in [one[3] for one in found]


def test_dotted_keys_and_the_set_of_forms_are_told_by_their_line(tmp_path: Path) -> None:
    files = changed(WORDS, 'form_set = "TT01/2018"', '\nform_set = "TT03/2025"')
    line_of_set = 1 + files[WORDS].splitlines().index('form_set = "TT03/2025"')
    assert (ERROR, WORDS, line_of_set, "form_set") in check(write_files(tmp_path / "a", files))
    assert line_of('\nward.code = "625"\n', "ward.code") == 2


@pytest.mark.parametrize("wide", ["utf-16", "utf-8-sig"])
def test_a_table_of_excel_may_name_its_separator(tmp_path: Path, wide: str) -> None:
    rows = small_files()[STAFF].replace(",", ";")
    content = f"sep=;\r\n{rows}".encode(wide)
    assert check(write_files(tmp_path / "goi", {**small_files(), STAFF: content})) == []


def test_what_may_be_left_out_is_not_missed(tmp_path: Path) -> None:
    files = {k: v for k, v in small_files().items() if k not in (PAPERS, WORDS)}
    assert check(write_files(tmp_path / "goi", files)) == []


def test_a_calendar_of_this_year_is_asked_for(tmp_path: Path) -> None:
    files = small_files()
    folder = write_files(tmp_path / "goi", files)
    found = [told(one) for one in findings_of(folder, 2027)]
    assert (ERROR, "lich-2027.csv", 1, "calendar_none") in found


def test_a_calendar_of_another_year_than_its_name_is_found(tmp_path: Path) -> None:
    files = small_files()
    files["lich-2025.csv"] = files[YEAR]
    found = check(write_files(tmp_path / "goi", files))
    assert found == [(ERROR, "lich-2025.csv", 2, "calendar_name")]


def test_holidays_missing_in_a_year_nobody_confirmed_are_no_warning_but_an_error(
    tmp_path: Path,
) -> None:
    files = small_files()
    files["lich-2027.csv"] = "day,kind,name,source\n2027-01-01,holiday,Tết Dương lịch,luật\n"
    found = check(write_files(tmp_path / "goi", files))
    assert found == [
        (WARNING, "lich-2027.csv", 1, "calendar_later"),
        (ERROR, "lich-2027.csv", 1, "calendar_missing"),
    ]


def test_a_code_for_two_procedures_of_the_same_days_is_found_at_both_lines(tmp_path: Path) -> None:
    files = changed(WORK, f"{COPIES},", f"{BIRTH},")
    found = check(write_files(tmp_path / "goi", files))
    assert [(ERROR, WORK, at, "duplicate") for at in (2, 3)] == found


def test_every_fault_of_a_folder_is_told_at_once_by_file_and_line(tmp_path: Path) -> None:
    files = changed(TOML, 'code = "00625"', 'code = "625"\nlogo = 1')
    files[STAFF] = files[STAFF].replace("Hai,counter", "Hai,quầy").replace("Ba,case", "Ba,chuyên")
    files[WORK] = files[WORK].replace("Miễn phí", "?").replace("Trong ngày làm việc", "?")
    files[WORDS] += '[receipt]\na = "b"\n[refusal]\nc = "d"\n'
    found = check(write_files(tmp_path / "goi", files))
    assert [(f, at) for _, f, at, _ in found] == [
        (STAFF, 3),
        (STAFF, 4),
        (WORDS, 7),
        (WORDS, 9),
        (TOML, line(TOML, 'code = "')),
        (TOML, line(TOML, 'code = "') + 1),
        (WORK, 2),
        (WORK, 3),
    ]


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        (WORK, "", "empty"),
        (WORK, "\n\n", "empty"),
        (WORK, "\ufeff", "empty"),
        (WORK, "code,name,field,agency,term,charge,fee\n", "procedures_none"),
        (TOML, "", "file_empty"),
        (TOML, "\n# tên\n", "file_empty"),
        (STAFF, "", "officers_none"),
    ],
)
def test_an_empty_file_is_found(tmp_path: Path, name: str, text: str, what: str) -> None:
    found = check(write_files(tmp_path / "goi", {**small_files(), name: text}))
    of_file = [one for one in found if one[1] == name and one[3] != "calendar_unconfirmed"]
    assert of_file == [(ERROR, name, 1, what)]


def test_one_fault_of_the_profile_hides_no_other(tmp_path: Path) -> None:
    files = changed(TOML, 'code = "00625"', 'code = "625"')
    for old, new in (
        ("UBND PHƯỜNG MỸ ĐÌNH 1", "UBND PHƯỜNG MỸ ĐÌNH 2"),
        ('"Quầy 2"', '"Quầy 1"'),
        ("[numbers]", "[so]"),
        ('mode = "restart"', 'mode = "stop"'),
    ):
        assert old in files[TOML]
        files[TOML] = files[TOML].replace(old, new)
    files[STAFF] = files[STAFF].replace("supervisor", "leader")
    found = {(f, what) for level, f, _, what in check(write_files(tmp_path / "goi", files))}
    assert found == {
        (TOML, "ward.code"),
        (TOML, "header_unit"),
        (TOML, "desk_twice"),
        (TOML, "section"),
        (TOML, "so"),
        (TOML, "deadlines.mode"),
        (STAFF, "role"),
        (STAFF, "supervisor"),
    }


def test_every_bad_row_of_papers_and_days_is_told(tmp_path: Path) -> None:
    files = changed(PAPERS, "duty,originals", "duty,mau,originals")
    files[PAPERS] = files[PAPERS].replace("submit,1", "submit,,1")
    files[PAPERS] += f"{BIRTH},,Giấy A,nộp,,1,0,0,\n{BIRTH},,,submit,,1,0,0,\n"
    files[YEAR] = files[YEAR].replace("2026-02-16,holiday", "2026-02-30,holiday")
    files[YEAR] = files[YEAR].replace("2026-02-18,holiday", "2026-02-18,nghỉ")
    files[YEAR] += "2026-12-05,reception_only\n"
    last = len(files[YEAR].splitlines())
    assert check(write_files(tmp_path / "goi", files)) == [
        (ERROR, YEAR, 5, "calendar_day"),
        (ERROR, YEAR, 7, "calendar_word"),
        (ERROR, YEAR, last, "cells"),
        (ERROR, PAPERS, 1, "column"),
        (ERROR, PAPERS, 3, "duty"),
        (ERROR, PAPERS, 4, "name"),
    ]


def test_every_fault_of_a_procedure_is_told(tmp_path: Path) -> None:
    files = changed(WORK, "short_name\n", "short_name,valid_from,counted\n")
    files[WORK] = files[WORK].replace(",Khai sinh\n", ",Khai sinh,2026-02-30,may\n")
    files[WORK] = files[WORK].replace(f"{BIRTH},Đăng ký khai sinh,", "1001193,,")
    files[WORK] = files[WORK].replace("4.5", "4").replace("Miễn phí", "-5 đ")
    files[WORK] = files[WORK].replace("Trong ngày làm việc", "").replace("2.000 đ/trang", "?")
    found = check(write_files(tmp_path / "goi", files))
    assert {what for _, f, at, what in found if (f, at) == (WORK, 2)} == {
        "code",
        "name",
        "valid_from",
        "counted",
        "steps_sum",
        "fee",
    }
    assert {what for _, f, at, what in found if (f, at) == (WORK, 3)} == {"no_term", "no_fee"}


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("loi_van.toml", b"", "file_unknown"),
        ("lich.csv", b"", "file_unknown"),
        ("can-bo.csv", b"PK\x03\x04workbook", "file_text"),
        ("thu-tuc.csv", b"PK\x03\x04workbook", "file_text"),
        ("phuong.toml", b"\xff\xe1\x00", "encoding"),
        ("logo.png", b"GIF89a", "logo_type"),
        ("logo.png", png()[:-3], "logo_damaged"),
        ("logo.png", png()[:45] + bytes([png()[45] ^ 1]) + png()[46:], "logo_damaged"),
        ("logo.png", png().replace(b"IDAT", b"IDAX"), "logo_damaged"),
        ("logo.png", png(1201, 1), "logo_pixels"),
        ("logo.png", png(0, 1), "logo_pixels"),
        ("logo.png", png(padding=200 * 1024), "logo_bytes"),
    ],
)
def test_a_file_a_pack_cannot_carry_is_found(
    tmp_path: Path, name: str, content: bytes, what: str
) -> None:
    folder = write_files(tmp_path / "goi", {**small_files(), name: content})
    assert (ERROR, name, 1, what) in check(folder)


def test_a_small_whole_picture_is_taken_for_a_logo(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "goi", {**small_files(), "logo.png": png(1200, 1200)})
    assert check(folder) == []


HEADERS = [
    ("phường Mễ Trì", "ỦY BAN NHÂN DÂN PHƯỜNG MỄ TRÌ", True),
    ("Phường 3", "UBND PHƯỜNG 3", True),
    ("Phường 3", "UBND PHƯỜNG 03 QUẬN 1", True),
    ("Phường 3", "UBND PHƯỜNG 3, Q. 1", True),
    ("Phường 3", "UBND PHƯỜNG 13", False),
    ("phường 1", "UBND PHƯỜNG 11 QUẬN 1", False),
    ("phường Phúc Xá", "UBND P. Phúc Xá", True),
    ("P. Phúc Xá", "UBND PHƯỜNG PHÚC XÁ", True),
    ("P.Phúc Xá", "ỦY BAN NHÂN DÂN P.PHÚC XÁ", True),
    ("phường Phúc Xá", "UBND PHƯỜNG PHÚC XA", False),
    ("phường Phúc Xá", "UBND PHƯỜNG PHÚC XÀ", False),
    ("phường Phúc Xá", "UBND XÃ PHÚC XÁ", False),
    ("phường Phúc Xá", "UBND PHÚC XÁ", False),
    ("phường Hoà Bình", "UBND PHƯỜNG HÒA BÌNH", True),
    ("phường Đa Kao", "UBND PHƯỜNG DA KAO", False),
    ("phường Mỹ Đình", "UBND PHƯỜNG MỸ ĐÌNH 1", False),
    ("phường Mỹ Đình 1", "UBND XÃ MỸ ĐÌNH 1", False),
    ("xã Đại Mỗ", "UBND XÃ ĐẠI MỖ", True),
    ("xã Đại Mỗ", "UBND XÃ ĐẠI MỖ (ĐOÀN THỬ)", True),
    ("đặc khu Thử", "UBND ĐẶC KHU THỬ", True),
    ("thị trấn Thử", "UBND TT. THỬ", True),
    ("phường Tây Mỗ", "UBND PHƯỜNG ĐẠI MỖ", False),
]


@pytest.mark.parametrize(("name", "unit", "fits"), HEADERS)
def test_a_header_names_its_ward_by_kind_and_whole_name(name: str, unit: str, fits: bool) -> None:
    assert names_ward(unit, name) is fits


@pytest.mark.parametrize(
    ("name", "place", "fits"),
    [
        ("phường Mỹ Đình 1", "Mỹ Đình 1", True),
        ("phường Mỹ Đình 1", "Phường Mỹ Đình 1", True),
        ("phường Mỹ Đình 1", "P. Mỹ Đình 1, Hà Nội", True),
        ("phường Mỹ Đình 1", "xã Mỹ Đình 1", False),
        ("phường Mỹ Đình 1", "Mỹ Đình", False),
        ("phường Mỹ Đình", "Mỹ Đình 1", False),
        ("phường 1", "Quận 1", False),
        ("phường 1", "Phường 1", True),
    ],
)
def test_the_place_is_the_name_of_the_ward(name: str, place: str, fits: bool) -> None:
    assert is_place(place, name) is fits


@pytest.mark.parametrize(
    ("name", "superior", "own"),
    [
        ("phường 1", "UBND QUẬN 1", False),
        ("phường Thanh Xuân", "UBND QUẬN THANH XUÂN", False),
        ("phường Hà Nội", "UBND THÀNH PHỐ HÀ NỘI", False),
        ("phường Hà Nội", "UBND HÀ NỘI", True),
        ("phường Thanh Xuân", "UBND PHƯỜNG THANH XUÂN", True),
    ],
)
def test_the_authority_above_may_share_the_name_of_the_ward(
    tmp_path: Path, name: str, superior: str, own: bool
) -> None:
    files = changed(TOML, 'name = "phường Mỹ Đình 1"', f'name = "{name}"')
    files[TOML] = files[TOML].replace("UBND QUẬN NAM TỪ LIÊM", superior)
    found = check(write_files(tmp_path / "goi", files))
    assert ("header_superior" in [what for *_, what in found]) is own
    assert "header_unit" in [what for *_, what in found]


def test_the_line_of_a_key_that_is_not_there_is_that_of_its_section() -> None:
    text = "# ghi chú\n[ward]\ncode = 1\n"
    assert [line_of(text, f) for f in ("ward.code", "ward.name", "hours.x")] == [3, 2, 1]
