"""`calendar` and `catalogue` by command: what would spoil a ward's promises is refused or shown."""

from datetime import date
from pathlib import Path

import pytest

from tests.helpers.commands import run
from tests.helpers.ward_commands import accept, finding
from tthc_desk.app.calendar_doubts import calendar_doubts
from tthc_desk.app.wiring import proposed_year
from tthc_desk.domain.office_hours import OfficeHours
from tthc_desk.domain.workdays import CalendarNote, WorkCalendar
from tthc_desk.exchange.holiday_calendar import calendar_csv, read_calendar

ONE_LINE = "day,kind,name,source\n2027-06-05,reception_only,Quầy mở,Thông báo 1\n"


@pytest.fixture
def whole_year(tmp_path: Path) -> Path:
    path = tmp_path / "2027.csv"
    path.write_bytes(calendar_csv(proposed_year(2027)))
    return path


@pytest.fixture
def one_line(tmp_path: Path) -> Path:
    path = tmp_path / "mot-dong.csv"
    path.write_text(ONE_LINE, encoding="utf-8")
    return path


def off_on_tet(ward: Path) -> bool:
    days = {d.get("day"): d for d in run("calendar", "show", "2027", data=ward).lines}
    return "2027-02-08" in days


def test_a_year_without_tet_is_refused_by_the_names_of_what_it_lacks(
    ward: Path, one_line: Path
) -> None:
    outcome = run("calendar", "import", one_line, data=ward)
    assert outcome.error == ("E_FORMAT", None)
    shown, refused = outcome.lines
    missing = {one["name"]: one for one in shown["missing"]}
    assert (missing["Tết Nguyên đán"]["lacking"], shown["stored"]) == (5, False)
    assert "2027-02-08" in missing["Tết Nguyên đán"]["days"]
    for name in ("Tết Nguyên đán", "Ngày Giỗ Tổ Hùng Vương", "Quốc khánh", "Ngày Văn hóa"):
        assert name in refused["error"]["message"]
    assert "Chưa lưu gì" in refused["error"]["message"]
    assert off_on_tet(ward)
    assert finding(ward)["events"] == 0


def test_an_incomplete_year_is_taken_when_a_person_says_so_and_confirmed_only_so(
    ward: Path, one_line: Path
) -> None:
    outcome = run("calendar", "import", one_line, "--yes", data=ward)
    assert (outcome.code, outcome.lines[-1]["confirmed"]) == (0, False)
    assert "Tết Nguyên đán" in {one["name"] for one in outcome.lines[-1]["missing"]}
    assert not off_on_tet(ward)
    assert run("calendar", "confirm", "2027", data=ward).error == ("E_FORMAT", None)
    assert run("calendar", "show", "2027", data=ward).lines[-1]["confirmed"] is False
    confirmed = run("calendar", "confirm", "2027", "--yes", data=ward)
    assert confirmed.lines[-1]["confirmed"] is True


def test_a_whole_year_is_taken_without_a_question(ward: Path, whole_year: Path) -> None:
    outcome = run("calendar", "import", whole_year, data=ward)
    assert (outcome.code, outcome.lines[-1]["missing"]) == (0, [])
    assert "chưa xác nhận" in outcome.err
    assert finding(ward)["ok"]


def test_a_make_up_day_on_a_weekday_is_refused_with_its_line_and_changes_nothing(
    ward: Path, whole_year: Path
) -> None:
    with whole_year.open("a", encoding="utf-8") as file:
        file.write("2027-03-03,make_up,Làm bù,Thông báo 1,high\n")
    lines = len(whole_year.read_text(encoding="utf-8").splitlines())
    outcome = run("calendar", "import", whole_year, "--yes", data=ward)
    assert outcome.error == ("E_FORMAT", "calendar.kind")
    assert outcome.one["error"]["message"].startswith(f"Dòng {lines}, ")
    assert finding(ward)["events"] == 0


def test_showing_a_proposed_year_says_what_is_not_known_of_it(ward: Path) -> None:
    outcome = run("calendar", "show", "2027", data=ward)
    assert outcome.lines[-1]["notes"] == ["swaps_unknown", "not_announced"]
    assert "hoán đổi" in outcome.err
    assert "Tết" in outcome.err
    assert run("calendar", "show", "2026", data=ward).err == ""


def calendar(*confirmed: int) -> WorkCalendar:
    years = {year: proposed_year(year) for year in (2026, 2027)}
    for year in confirmed:
        years[year] = type(years[year])(year, years[year].days, confirmed=True)
    return WorkCalendar(OfficeHours(), years)


def test_a_promise_over_a_proposed_year_carries_its_doubts() -> None:
    doubts = calendar_doubts(calendar(2026), date(2026, 12, 30), date(2027, 1, 4))
    notes = (CalendarNote.SWAPS_UNKNOWN, CalendarNote.NOT_ANNOUNCED)
    assert doubts.notes == {2027: notes}
    assert "năm 2027 chưa được xác nhận" in doubts.sentences[0]
    assert len(doubts.sentences) == 3


def test_a_promise_within_a_confirmed_year_carries_none() -> None:
    doubts = calendar_doubts(calendar(2026), date(2026, 3, 2), date(2026, 3, 5))
    assert (doubts.notes, doubts.sentences) == ({}, ())


def test_a_deadline_over_a_proposed_year_says_so_in_both_places() -> None:
    outcome = run("deadline", "--received", "2026-12-31T08:00", "--term", "3 working_days")
    found = outcome.one
    assert found["calendar_notes"] == {"2027": ["swaps_unknown", "not_announced"]}
    assert len(found["warnings"]) == 3
    assert "năm 2026, 2027 chưa được xác nhận" in found["warnings"][0]
    assert outcome.err.splitlines() == found["warnings"]


def test_an_exported_year_is_imported_again_as_it_was(ward: Path, tmp_path: Path) -> None:
    out = tmp_path / "lịch 2027.csv"
    shown = run("calendar", "show", "2027", data=ward).lines[:-1]
    outcome = run("calendar", "export", "2027", "--out", out, data=ward)
    assert outcome.one == {
        "year": 2027, "out": str(out), "days": len(shown), "confirmed": False, "stored": True,
        "notes": ["swaps_unknown", "not_announced"],
    }  # fmt: skip
    assert f"calendar import {out}" in outcome.err
    assert "hoán đổi" in outcome.err
    text = out.read_text(encoding="utf-8-sig")
    out.write_text(f"{text}2027-06-05,reception_only,Quầy mở,Thông báo 1,high\n", encoding="utf-8")
    assert run("calendar", "import", out, data=ward).code == 0
    changed = run("calendar", "show", "2027", data=ward).lines[:-1]
    assert [day for day in changed if day["day"] != "2027-06-05"] == shown
    assert run("calendar", "export", "2027", "--out", out, data=ward).one["days"] == len(changed)
    again = tmp_path / "again.csv"
    run("calendar", "import", out, data=ward)
    run("calendar", "export", "2027", "--out", again, data=ward)
    assert again.read_bytes() == out.read_bytes()


def test_a_year_that_is_not_kept_is_exported_as_it_is_proposed(ward: Path, tmp_path: Path) -> None:
    out = tmp_path / "2035.csv"
    found = run("calendar", "export", "2035", "--out", out, data=ward).one
    assert (found["stored"], found["confirmed"]) == (False, False)
    assert read_calendar(out).days == proposed_year(2035).days


def test_a_calendar_is_not_written_over_what_may_only_be_read(ward: Path, tmp_path: Path) -> None:
    out = tmp_path / "2026.csv"
    out.write_bytes(b"signed")
    out.chmod(0o444)
    asked = ("calendar", "export", "2026", "--out")
    assert run(*asked, out, data=ward).error == ("E_READONLY", None)
    assert out.read_bytes() == b"signed"
    assert run(*asked, tmp_path, data=ward).error == ("E_FOLDER", None)
    refused = run(*asked, tmp_path / "2026.xlsx", data=ward)
    assert refused.error == ("E_FORMAT", "out")
    assert "kết thúc bằng .csv" in refused.one["error"]["message"]


# --- the catalogue

HEADINGS = "code,name,field,agency,term,charge,fee,exemption,legal_basis,keys,certainty"
BIRTH_ROW = "1.001193,Đăng ký khai sinh,Hộ tịch,UBND phường,{term},,{fee},{exemption},{law},{keys},"
RELATED = "1.000080"


def catalogue(folder: Path, *rows: str) -> Path:
    path = folder / "danh-muc.csv"
    path.write_text("\n".join((HEADINGS, *rows)) + "\n", encoding="utf-8")
    return path


def birth(**changes: str) -> str:
    known = {
        "term": "Trong ngày làm việc; nhận hồ sơ sau 15 giờ thì ngày làm việc tiếp theo",
        "fee": "Miễn phí",
        "exemption": "",
        "law": "Luật Hộ tịch 60/2014/QH13; Nghị định 123/2015/NĐ-CP",
        "keys": "ks ksi",
    }
    return BIRTH_ROW.format(**(known | changes))


def listed(ward: Path, code: str) -> dict[str, object]:
    return next(p for p in run("catalogue", "list", data=ward).lines if p["code"] == code)


def test_a_file_of_empty_cells_changes_nothing_and_says_what_was_kept(ward: Path) -> None:
    file = catalogue(ward.parent, birth(term="", fee="", law="", keys=""))
    outcome = run("catalogue", "import", file, "--yes", data=ward)
    found = outcome.lines[-1]
    assert (found["versions_written"], found["changed"]) == (0, [])
    (kept,) = found["kept"]
    names = {f["name"]: f for f in kept["fields"]}
    assert kept["code"] == "1.001193"
    assert set(names) >= {"terms", "fees", "legal_basis", "keys"}
    assert (names["keys"]["kept"], names["keys"]["file"]) == ("ks ksi", "")
    assert "1.001193" in outcome.err


def test_one_word_in_the_place_of_a_full_wording_is_kept_back_unless_told(ward: Path) -> None:
    row = (
        f'{RELATED},"Đăng ký nhận cha, mẹ, con có yếu tố nước ngoài tại khu vực biên giới",'
        "Hộ tịch,UBND phường,7 (đơn vị không hiện),,HĐND cấp tỉnh quy định,Có,,ncb,medium"
    )
    file = catalogue(ward.parent, row)
    found = run("catalogue", "import", file, data=ward).lines[-1]
    assert found["changed"] == []
    (exemption,) = [f for f in found["kept"][0]["fields"] if f["name"] == "exemption"]
    assert exemption["file"] == "Có"
    assert exemption["kept"].startswith("Luật Hộ tịch")
    outcome = run("catalogue", "import", file, "--overwrite", data=ward)
    (change,) = outcome.lines[-1]["changed"]
    (field,) = [f for f in change["fields"] if f["name"] == "exemption"]
    assert (field["new"], field["warning"]) == ("Có", "mất thông tin")
    assert "mất thông tin" in outcome.err
    assert finding(ward)["events"] == 0


def test_a_term_that_really_changed_is_taken_and_a_lost_channel_is_marked(ward: Path) -> None:
    file = catalogue(ward.parent, birth(term="Trực tiếp: 2 ngày làm việc"))
    outcome = run("catalogue", "import", file, "--yes", data=ward)
    (change,) = outcome.lines[-1]["changed"]
    (terms,) = [f for f in change["fields"] if f["name"] == "terms"]
    assert terms["new"] == {"in_person": {"unit": "working_days", "amount": 2,
                                          "fifteen_mark": False}}  # fmt: skip
    assert terms["warning"] == "mất thông tin"
    assert listed(ward, "1.001193")["terms"] == {"in_person": {"unit": "working_days", "amount": 2}}
    assert finding(ward)["ok"]


def test_a_second_change_of_one_day_is_shown_as_a_conflict_before_it_is_refused(
    ward: Path,
) -> None:
    for term, asked in (("2 ngày làm việc", "--yes"), ("3 ngày làm việc", "--overwrite")):
        file = catalogue(ward.parent, birth(term=term))
        found = run("catalogue", "import", file, asked, data=ward)
        assert found.code == 0
    assert found.lines[-1]["conflicts"] == ["1.001193"]
    refused = run("catalogue", "import", file, "--yes", data=ward)
    assert refused.error[0] == "E_CONFLICT"
    assert "1.001193" in refused.lines[-1]["error"]["message"]
    assert listed(ward, "1.001193")["terms"]["online"]["amount"] == 2  # type: ignore[index]


def test_an_empty_cell_does_not_put_a_dossier_of_the_police_into_the_report(ward: Path) -> None:
    path = ward.parent / "danh-muc.csv"
    name = "Điều chỉnh thông tin về cư trú trong Cơ sở dữ liệu về cư trú"
    path.write_text(
        "code,name,field,agency,term,charge,fee,counted,certainty\n"
        f'1.010039,{name},"Đăng ký, quản lý cư trú",Công an phường,3 ngày làm việc,,Miễn phí,,\n',
        encoding="utf-8",
    )
    found = run("catalogue", "import", path, data=ward).lines[-1]
    changed = {f["name"] for one in found["changed"] for f in one["fields"]}
    kept = {f["name"] for one in found["kept"] for f in one["fields"]}
    assert ("counted" in changed, "counted" in kept) == (False, True)


STEPS_HEADINGS = f"{HEADINGS},steps"
SHARED = "Bộ phận Một cửa: 0,5; Tư pháp – Hộ tịch: 1,5"


def with_steps(folder: Path, *steps: str, term: str = "2 ngày làm việc") -> Path:
    path = catalogue(folder, *(f'{birth(term=term)},"{cell}"' for cell in steps))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(HEADINGS, STEPS_HEADINGS), encoding="utf-8")
    return path


def test_steps_of_a_file_are_kept_listed_and_shown_with_a_dossier(ward: Path) -> None:
    outcome = run("catalogue", "import", with_steps(ward.parent, SHARED), "--yes", data=ward)
    (change,) = outcome.lines[-1]["changed"]
    assert {f["name"] for f in change["fields"]} == {"terms", "steps"}
    assert listed(ward, "1.001193")["steps"] == SHARED
    shown = run("show", accept(ward), data=ward).one
    assert shown["workflow"] == {
        "unit": "working_days",
        "steps": [
            {"unit": "Bộ phận Một cửa", "amount": "0,5"},
            {"unit": "Tư pháp – Hộ tịch", "amount": "1,5"},
        ],
        "present": None,
    }
    assert finding(ward)["ok"]


def test_a_file_without_the_column_keeps_the_steps_and_says_so(ward: Path) -> None:
    run("catalogue", "import", with_steps(ward.parent, SHARED), "--yes", data=ward)
    file = catalogue(ward.parent, birth(term="2 ngày làm việc", law="Luật Hộ tịch sửa đổi 2026"))
    outcome = run("catalogue", "import", file, "--overwrite", data=ward)
    (kept,) = outcome.lines[-1]["kept"]
    assert "steps" in {field["name"] for field in kept["fields"]}
    assert "không có cột steps: 1.001193" in outcome.err
    assert "cộng lại khác thời hạn" not in outcome.err


def test_steps_that_do_not_add_up_refuse_their_row_and_a_strange_unit_is_named(ward: Path) -> None:
    outcome = run("catalogue", "import", with_steps(ward.parent, "Một cửa: 1"), data=ward)
    row, summary = outcome.lines
    assert (row["verdict"], row["error"]["field"]) == ("refused", "steps")
    assert "cộng lại là 1, khác thời hạn 2" in row["error"]["message"]
    assert (summary["refused"], summary["changed"]) == (1, [])
    strange = with_steps(ward.parent, "Một cửa: 1; Phòng Lạ: 1")
    assert "Phòng Lạ" in run("catalogue", "import", strange, data=ward).err
