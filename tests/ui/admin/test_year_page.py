"""The calendar of the year: seen, confirmed with its doubts named, and changed from a file."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.helpers.admin_driver import AdminDriver
from tests.helpers.qt import grab, press, shown_rows, unnamed_controls
from tests.helpers.tracking_driver import NOW, SUPERVISOR, BusyWard
from tthc_desk.app.wiring import proposed_year
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.workdays import Day, DayKind, YearCalendar
from tthc_desk.exchange.holiday_calendar import read_calendar
from tthc_desk.ui.shared.actions import Act
from tthc_desk.usecases.messages import error_text

TOMORROW = NOW.date() + timedelta(days=1)
WHOLE_2027 = proposed_year(2027)


def unconfirm(admin: AdminDriver, year: YearCalendar) -> None:
    """Let another desk take a year over, and the screen read it."""
    admin.desk.upkeep.save_year(
        replace(year, confirmed=False), admin.screen.kit.session.present_actor
    )
    admin.press(Act.REFRESH)


def with_tomorrow_off(admin: AdminDriver) -> YearCalendar:
    kept = admin.kept(2026)
    more = Day(TOMORROW, DayKind.HOLIDAY, "Ngày nghỉ thử", "Thử")
    return replace(kept, days=(*kept.days, more))


def test_a_year_of_the_law_lists_its_days_with_weekday_mark_counter_and_source(
    admin: AdminDriver,
) -> None:
    unconfirm(admin, proposed_year(2026))
    admin.choose_year(2026)
    rows = {row[0]: row[1:] for row in admin.days}
    assert rows["01/01/2026"] == (
        "thứ Năm", "Nghỉ lễ", "Tết Dương lịch", "nghỉ", "Bộ luật Lao động 2019 Điều 112",
    )  # fmt: skip
    assert rows["02/01/2026"][1] == "Nghỉ hoán đổi"
    assert rows["10/01/2026"][:2] == ("thứ Bảy", "Làm bù")
    assert rows["10/01/2026"][3] == "mở"
    assert rows["27/04/2026"][1] == "Nghỉ bù"
    assert admin.doubts == ""


def test_years_of_the_ward_can_be_chosen_by_arrow_keys(admin: AdminDriver) -> None:
    box = admin.screen.year.choice
    assert [box.itemData(at) for at in range(box.count())] == [2025, 2026, 2027]
    assert box.hasFocus()
    assert (admin.year, "đã xác nhận" in box.currentText()) == (2026, True)
    press(box, Qt.Key.Key_Down)
    assert admin.year == 2027
    assert [row[0] for row in admin.days] == ["01/01/2027"]


def test_this_and_next_year_can_be_chosen_though_the_ward_holds_neither(
    admin: AdminDriver, ward: BusyWard
) -> None:
    ward.clock.at = ward.clock.at.replace(year=2028)
    admin.press(Act.REFRESH)
    box = admin.screen.year.choice
    assert [box.itemData(at) for at in range(box.count())] == [2025, 2026, 2027, 2028, 2029]
    admin.choose_year(2028)
    assert "đề xuất" in admin.state
    assert "Dự kiến, chưa có văn bản" in {row[-1] for row in admin.days}
    assert "hoán đổi" in admin.doubts


def test_the_year_that_waits_for_a_person_is_shown_first(kit: object, ward: BusyWard) -> None:
    from tthc_desk.ui.shared.kit import Kit

    assert isinstance(kit, Kit)
    with ward.store.write() as unit:
        unit.save_year(WHOLE_2027)
        unit.commit()
    assert AdminDriver(kit, ward).year == 2027


def test_a_year_says_which_holidays_of_the_law_it_lacks(admin: AdminDriver) -> None:
    assert "Tết Nguyên đán – 5 ngày" in admin.doubts
    assert "Quốc khánh" in admin.doubts


def test_a_whole_year_is_confirmed_after_one_plain_question_and_names_who_did_it(
    admin: AdminDriver,
) -> None:
    unconfirm(admin, WHOLE_2027)
    admin.choose_year(2027)
    assert "Chưa xác nhận" in admin.state
    assert admin.press(Act.ACCEPT)
    assert admin.question.text == "Xác nhận lịch làm việc năm 2027?"
    assert not admin.kept(2027).confirmed
    admin.messages.answer("Xác nhận năm 2027")
    assert admin.kept(2027).confirmed
    assert admin.state == (
        f"✓ Lịch năm 2027 đã xác nhận bởi {SUPERVISOR.name} lúc 23/11/2026 08:15."
    )
    assert admin.messages.last == "Đã xác nhận lịch làm việc năm 2027."
    assert not admin.press(Act.ACCEPT)


def test_going_back_from_the_question_confirms_nothing(admin: AdminDriver) -> None:
    unconfirm(admin, WHOLE_2027)
    admin.choose_year(2027)
    admin.press(Act.ACCEPT)
    assert admin.question.safe == "Quay lại"
    admin.messages.answer("Quay lại")
    assert not admin.kept(2027).confirmed


def test_a_year_that_lacks_holidays_is_confirmed_only_by_a_verb_that_says_so(
    admin: AdminDriver,
) -> None:
    unconfirm(admin, admin.kept(2027))
    admin.choose_year(2027)
    admin.press(Act.ACCEPT)
    assert "Còn thiếu: Tết Nguyên đán" in admin.question.detail
    admin.messages.answer("Vẫn xác nhận, dù còn thiếu")
    assert admin.kept(2027).confirmed


def test_a_proposal_names_what_it_cannot_know_before_it_is_confirmed(admin: AdminDriver) -> None:
    unconfirm(admin, WHOLE_2027)
    admin.choose_year(2027)
    admin.press(Act.ACCEPT)
    assert "chưa có ngày nghỉ hoán đổi" in admin.question.detail
    assert "đối chiếu" in admin.doubts


def test_a_year_another_desk_changed_meanwhile_is_not_confirmed_and_shown_anew(
    admin: AdminDriver,
) -> None:
    unconfirm(admin, WHOLE_2027)
    admin.choose_year(2027)
    admin.press(Act.ACCEPT)
    fewer = replace(WHOLE_2027, days=WHOLE_2027.days[1:])
    admin.desk.upkeep.save_year(fewer, admin.screen.kit.session.present_actor)
    admin.messages.answer("Xác nhận năm 2027")
    (refused,) = admin.messages.failures
    assert isinstance(refused, DeskError)
    assert refused.code is Code.CONFLICT
    assert "lịch làm việc năm 2027" in error_text(refused)
    assert not admin.kept(2027).confirmed
    assert len(admin.days) == len(fewer.days)


def test_confirming_a_year_that_moves_dates_opens_their_review_at_once(
    admin: AdminDriver, ward: BusyWard
) -> None:
    numbers = [ward.receive(1), ward.receive(11), ward.receive(0)]
    unconfirm(admin, with_tomorrow_off(admin))
    admin.choose_year(2026)
    admin.press(Act.ACCEPT)
    admin.messages.answer("Vẫn xác nhận, dù còn thiếu")
    dialog = admin.screen.review.dialog
    assert dialog is not None
    assert dialog.isVisible()
    assert sorted(row[0] for row in shown_rows(dialog.list)) == sorted(numbers)
    assert admin.screen.year.shift_text.startswith("3 hồ sơ")
    dialog.list.selectAll()
    dialog.move_dates()
    assert len(admin.printed) == 1
    assert ward.review.affected() == ()
    assert admin.screen.year.shift_text == ""
    dialog.close()


def test_a_review_put_off_is_found_again_by_its_key(admin: AdminDriver, ward: BusyWard) -> None:
    ward.receive(1)
    unconfirm(admin, with_tomorrow_off(admin))
    admin.screen.review.count()
    assert admin.screen.year.shift_text.startswith("1 hồ sơ")
    assert admin.press(Act.DECIDE)
    dialog = admin.screen.review.dialog
    assert dialog is not None
    assert dialog.isVisible()
    dialog.close()


def test_a_file_shows_its_difference_and_changes_nothing_before_it_is_taken(
    admin: AdminDriver, tmp_path: Path
) -> None:
    wanted = replace(
        admin.kept(2027),
        days=(
            Day(date(2027, 6, 5), DayKind.RECEPTION_ONLY, "Quầy mở", "Thông báo 1"),
            Day(date(2027, 9, 2), DayKind.HOLIDAY, "Quốc khánh", "Bộ luật"),
        ),
    )
    admin.read(wanted, tmp_path)
    dialog = admin.difference
    assert dialog.isVisible()
    assert [row[:3] for row in shown_rows(dialog.list)] == [
        ("Bỏ", "01/01/2027", "thứ Sáu"),
        ("Thêm", "05/06/2027", "thứ Bảy"),
        ("Thêm", "02/09/2027", "thứ Năm"),
    ]
    assert shown_rows(dialog.list)[0][3:] == ("Nghỉ lễ · Tết Dương lịch", "–")
    assert unnamed_controls(dialog) == []
    assert admin.year == 2027
    press(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert len(admin.kept(2027).days) == 1
    assert admin.kept(2027).confirmed


def test_days_taken_from_a_file_stand_unconfirmed_until_a_person_confirms_them(
    admin: AdminDriver, tmp_path: Path
) -> None:
    admin.read(WHOLE_2027, tmp_path)
    admin.difference.take()
    kept = admin.kept(2027)
    assert (kept.days, kept.confirmed) == (read_calendar(tmp_path / "2027.csv").days, False)
    assert "chưa xác nhận" in admin.messages.last
    assert f"{SUPERVISOR.name} nhập từ tệp" in admin.state
    assert admin.press(Act.ACCEPT)


def test_taking_days_that_move_dates_says_so_with_the_key_that_leads_there(
    admin: AdminDriver, ward: BusyWard, tmp_path: Path
) -> None:
    ward.receive(1)
    admin.read(with_tomorrow_off(admin), tmp_path)
    admin.difference.take()
    assert admin.screen.year.shift_text.startswith("1 hồ sơ")
    assert admin.screen.review.dialog is None


def test_a_day_of_another_source_only_names_both_sources(
    admin: AdminDriver, tmp_path: Path
) -> None:
    (day,) = admin.kept(2027).days
    admin.read(YearCalendar(2027, (replace(day, source="Thông báo 9"),)), tmp_path)
    ((what, *_, before, after),) = shown_rows(admin.difference.list)
    assert (what, before, after) == (
        "Đổi",
        "Nghỉ lễ · Tết Dương lịch · không ghi nguồn",
        "Nghỉ lễ · Tết Dương lịch · Thông báo 9",
    )


def test_a_file_without_tet_is_taken_only_by_a_verb_that_says_so(
    admin: AdminDriver, tmp_path: Path
) -> None:
    days = (Day(date(2027, 6, 5), DayKind.RECEPTION_ONLY, "Quầy mở", "Thông báo 1"),)
    admin.read(YearCalendar(2027, days), tmp_path)
    texts = [one.text() for one in admin.difference.findChildren(type(admin.screen.year._state))]
    assert any("Tết Nguyên đán" in text for text in texts)
    assert "dù còn thiếu" in admin.difference._take.text()


def test_a_file_that_changes_nothing_is_told_and_opens_no_window(
    admin: AdminDriver, tmp_path: Path
) -> None:
    admin.read(read_calendar(admin.read(WHOLE_2027, tmp_path)), tmp_path)
    admin.difference.take()
    admin.read(WHOLE_2027, tmp_path)
    assert "không có gì để nhập" in admin.messages.last
    assert not admin.difference.isVisible()


def test_a_broken_file_is_refused_with_its_line(admin: AdminDriver, tmp_path: Path) -> None:
    path = tmp_path / "2027.csv"
    path.write_text("day,kind,name,source\n2027-13-01,holiday,Tết,x\n", encoding="utf-8")
    admin.screen.files.read(path)
    (refused,) = admin.messages.failures
    assert error_text(refused).startswith("Dòng 2, ")  # type: ignore[arg-type]
    assert admin.screen.files.dialog is None


def test_a_file_of_a_year_nobody_holds_shows_that_year(admin: AdminDriver, tmp_path: Path) -> None:
    admin.read(proposed_year(2030), tmp_path)
    assert admin.year == 2030
    assert admin.screen.year.choice.value() == 2030


def test_a_year_changed_while_its_difference_was_looked_at_is_not_overwritten(
    admin: AdminDriver, tmp_path: Path
) -> None:
    admin.read(WHOLE_2027, tmp_path)
    mine = replace(WHOLE_2027, days=WHOLE_2027.days[2:])
    admin.desk.upkeep.save_year(mine, admin.screen.kit.session.present_actor)
    admin.difference.take()
    assert [getattr(one, "code", None) for one in admin.messages.failures] == [Code.CONFLICT]
    assert admin.kept(2027).days == mine.days


def test_a_year_saved_as_a_file_comes_back_without_a_difference(
    admin: AdminDriver, tmp_path: Path
) -> None:
    unconfirm(admin, WHOLE_2027)
    admin.choose_year(2027)
    path = tmp_path / "ra.csv"
    admin.screen.files.write(admin.kept(2027), path)
    assert str(path) in admin.messages.last
    admin.screen.files.read(path)
    assert "không có gì để nhập" in admin.messages.last


def test_every_control_has_a_name_and_both_pages_fit_the_smallest_window(
    admin: AdminDriver,
) -> None:
    for act in (Act.PART_2, Act.PART_1):
        admin.press(act)
        assert unnamed_controls(admin.screen) == []
        assert admin.screen.minimumSizeHint().width() <= 1093 - 165
        assert admin.screen.minimumSizeHint().height() <= 574 - 100


@pytest.mark.parametrize(("width", "height"), [(1202, 650), (928, 496)])
def test_pictures_of_the_year_in_both_windows(
    admin: AdminDriver, ward: BusyWard, tmp_path: Path, width: int, height: int
) -> None:
    admin.screen.resize(width, height)
    ward.receive(1)
    admin.read(proposed_year(2026), tmp_path)
    grab(admin.difference, f"admin-difference-{width}")
    admin.difference.take()
    QApplication.processEvents()
    grab(admin.screen, f"admin-taken-{width}")
    admin.choose_year(2027)
    grab(admin.screen, f"admin-missing-{width}")
    unconfirm(admin, WHOLE_2027)
    grab(admin.screen, f"admin-proposed-{width}")
    assert admin.screen.size().width() == width
