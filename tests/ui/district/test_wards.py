"""Wards and keys: enrolled by comparison only, changed and revoked with a reason."""

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.helpers.district_driver import BusyDistrict, DistrictDriver
from tests.helpers.districts import SendingWard
from tests.helpers.qt import shown_rows, type_text
from tthc_desk.ui.shared.actions import Act


def key_file(folder: Path, ward: SendingWard, replaces: str = "") -> Path:
    path = folder / f"KHOA_{ward.code}_{ward.key_id}.json"
    path.write_bytes(ward.key_file(replaces))
    return path


@pytest.fixture
def newcomer(district: BusyDistrict) -> SendingWard:
    return SendingWard("00640", "phường Thử Nghiệm", made_at=district.clock.at)


def test_wards_stand_there_with_days_and_the_state_of_their_key(driver: DistrictDriver) -> None:
    rows = shown_rows(driver.wards.table)
    assert len(rows) == 10
    assert rows[0] == ("Cầu Diễn", "00592", "01/11/2025", "Đang dùng")


def test_the_fingerprint_of_the_key_is_shown(
    driver: DistrictDriver, district: BusyDistrict
) -> None:
    driver.wards.table.select_row(0)
    assert driver.wards.pane.text.startswith(district.wards["00592"].fingerprint)
    assert "Lập lúc 01/11/2025 08:00" in driver.wards.pane.text


def test_only_the_whole_fingerprint_lets_a_key_be_enrolled(
    driver: DistrictDriver, newcomer: SendingWard, tmp_path: Path
) -> None:
    screen = driver.wards
    screen.read(key_file(tmp_path, newcomer))
    page = screen.enrol
    assert page.grid.text == newcomer.fingerprint
    assert not screen.carry_out(Act.ACCEPT)

    type_text(page.typed, newcomer.fingerprint[:19])
    assert page.grid.marks == ("✓", "✓", "✓", "✓", "", "", "", "")
    assert not screen.carry_out(Act.ACCEPT)
    type_text(page.typed, " 0000" if newcomer.fingerprint[20:24] != "0000" else " 1111")
    assert "✕" in page.grid.marks
    assert page.hint.startswith("✕ Không khớp")
    assert not screen.carry_out(Act.ACCEPT)

    page.typed.clear()
    type_text(page.typed, newcomer.fingerprint.lower().replace(" ", "-"))
    assert page.hint == "✓ Khớp cả tám nhóm."
    assert screen.carry_out(Act.ACCEPT)
    assert "Đã đăng ký khóa" in driver.messages.last
    assert ("Thử Nghiệm", "00640", "tệp đầu", "Đang dùng") in shown_rows(screen.table)
    ward = screen.pane.ward
    assert ward is not None
    assert ward.ward.code == "00640"


def test_one_digit_more_is_no_fingerprint(
    driver: DistrictDriver, newcomer: SendingWard, tmp_path: Path
) -> None:
    driver.wards.read(key_file(tmp_path, newcomer))
    type_text(driver.wards.enrol.typed, newcomer.fingerprint + "0")
    assert not driver.wards.enrol.may_enrol
    assert driver.wards.enrol.hint.startswith("✕ Không khớp")


def test_letters_a_vietnamese_keyboard_made_are_named(
    driver: DistrictDriver, newcomer: SendingWard, tmp_path: Path
) -> None:
    driver.wards.read(key_file(tmp_path, newcomer))
    type_text(driver.wards.enrol.typed, "Â91C")
    assert "Tắt bộ gõ" in driver.wards.enrol.hint


def test_a_key_in_the_place_of_one_that_signs_must_be_agreed_to(
    driver: DistrictDriver, district: BusyDistrict, tmp_path: Path
) -> None:
    old = district.wards["00592"]
    new = SendingWard("00592", "phường Cầu Diễn", made_at=district.clock.at, seed="new")
    screen = driver.wards
    screen.read(key_file(tmp_path, new))
    assert screen.enrol.replaces.isVisible()
    type_text(screen.enrol.typed, new.fingerprint)
    assert not screen.carry_out(Act.ACCEPT)
    screen.enrol.replaces.setChecked(True)
    assert screen.carry_out(Act.ACCEPT)
    states = {row[0]: row[2] for row in shown_rows(screen.pane.keys)}
    assert states == {new.key_id: "Đang dùng", old.key_id: "Đã thay"}


def test_a_key_that_names_the_one_before_needs_no_question(
    driver: DistrictDriver, district: BusyDistrict, tmp_path: Path
) -> None:
    old = district.wards["00592"]
    new = SendingWard("00592", "phường Cầu Diễn", made_at=district.clock.at, seed="new")
    driver.wards.read(key_file(tmp_path, new, replaces=old.key_id))
    assert not driver.wards.enrol.replaces.isVisible()
    assert f"Thay khóa {old.key_id}" in driver.wards.enrol.facts


def test_days_of_a_ward_change_with_its_own_key_file(
    driver: DistrictDriver, district: BusyDistrict, tmp_path: Path
) -> None:
    ward = district.wards["00637"]
    screen = driver.wards
    screen.read(key_file(tmp_path, ward))
    assert "chỉ đổi được ngày" in screen.enrol.facts
    type_text(screen.enrol.typed, ward.fingerprint)
    screen.enrol.until.set_value(district.clock.at.date() + timedelta(30))
    assert screen.carry_out(Act.ACCEPT)
    shown = screen.pane.ward
    assert shown is not None
    assert shown.ward.until == district.clock.at.date() + timedelta(30)


def test_a_wrong_day_is_told_under_its_field(
    driver: DistrictDriver, newcomer: SendingWard, tmp_path: Path
) -> None:
    screen = driver.wards
    screen.read(key_file(tmp_path, newcomer))
    type_text(screen.enrol.typed, newcomer.fingerprint)
    screen.enrol.since.set_value(district_day(driver))
    screen.enrol.until.set_value(district_day(driver) - timedelta(400))
    assert screen.carry_out(Act.ACCEPT)
    assert screen.enrol.days.error_of("until")
    assert len(driver.desk.enrolment.wards()) == 10


def district_day(driver: DistrictDriver) -> date:
    return driver.desk.clock.now().date()


def test_a_file_that_is_no_key_is_refused_in_words(driver: DistrictDriver, tmp_path: Path) -> None:
    (tmp_path / "thu.json").write_text("{}", encoding="utf-8")
    driver.wards.read(tmp_path / "thu.json")
    assert driver.messages.said[-1][1]
    assert driver.wards.table.isVisible()


def test_escape_leaves_without_enrolling(
    driver: DistrictDriver, newcomer: SendingWard, tmp_path: Path
) -> None:
    screen = driver.wards
    screen.read(key_file(tmp_path, newcomer))
    assert screen.carry_out(Act.BACK)
    assert screen.table.isVisible()
    assert len(driver.desk.enrolment.wards()) == 10


def test_a_key_is_revoked_with_day_and_reason_by_who_sits_there(
    driver: DistrictDriver, district: BusyDistrict
) -> None:
    screen = driver.wards
    screen.table.select_row(0)
    assert screen.carry_out(Act.UNDO_STEP)
    dialog = screen.dialog
    assert dialog is not None
    dialog.day.set_value(district_day(driver) + timedelta(1))
    type_text(dialog.reason, "Máy của phường bị mất")
    dialog._on_agreed()
    assert dialog.form.error_of("from")
    dialog.day.set_value(district_day(driver))
    dialog._on_agreed()

    assert not dialog.isVisible()
    assert "Đã thu hồi khóa" in driver.messages.last
    assert shown_rows(screen.table)[0][3] == "Không có khóa"
    assert "Máy của phường bị mất" in screen.pane.text
    assert not screen.carry_out(Act.UNDO_STEP)
    key = driver.desk.enrolment.keys("00592")[0]
    assert key.life.revoked_from == district_day(driver)


def test_revoking_needs_a_reason(driver: DistrictDriver) -> None:
    assert driver.wards.carry_out(Act.UNDO_STEP)
    dialog = driver.wards.dialog
    assert dialog is not None
    assert not dialog._carry_out.isEnabled()
    type_text(dialog.reason, "ab")
    assert not dialog._carry_out.isEnabled()
    dialog.close()


def test_wards_and_keys_are_saved_as_a_workbook(driver: DistrictDriver, tmp_path: Path) -> None:
    screen = driver.wards
    assert screen.carry_out(Act.SAVE_TABLE)
    chooser, made = screen.output._chooser, screen.output._made
    assert chooser is not None
    assert made is not None
    chooser.close()
    screen.output.save(made, tmp_path / "keys.xlsx", as_table=True)
    sheet = load_workbook(BytesIO((tmp_path / "keys.xlsx").read_bytes())).worksheets[0]
    codes = {str(row[0].value) for row in sheet.iter_rows()}
    assert {ward.code for ward in driver.desk.enrolment.wards()} <= codes


def test_wards_are_found_by_name_and_the_pane_follows(driver: DistrictDriver) -> None:
    type_text(driver.wards.name, "tay mo")
    assert [row[0] for row in shown_rows(driver.wards.table)] == ["Tây Mỗ"]
    ward = driver.wards.pane.ward
    assert ward is not None
    assert ward.ward.name == "phường Tây Mỗ"
