"""Backups on screen: how old the last one is, where they go, made now, tried out."""

from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.helpers.admin_driver import AdminDriver
from tests.helpers.qt import grab, shown_rows
from tests.helpers.tracking_driver import AT_COUNTER, BusyWard
from tthc_desk.domain.errors import Code
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.kit import Kit


def choose(admin: AdminDriver, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    admin.press(Act.PART_3)
    admin.screen.backups.choose(str(folder))
    return folder


def test_without_a_folder_it_says_that_nothing_is_backed_up(
    admin: AdminDriver, ward: BusyWard
) -> None:
    ward.receive(1)
    admin.press(Act.PART_3)
    page = admin.screen.backups
    assert "chưa có bản sao lưu" in page.state_text
    assert "Chưa chọn thư mục" in page.folder_text


def test_f9_makes_a_backup_that_stands_in_the_list_and_can_be_tried_out(
    admin: AdminDriver, ward: BusyWard, tmp_path: Path
) -> None:
    ward.receive(2)
    heard: list[None] = []
    admin.screen.backed_up.connect(lambda: heard.append(None))
    usb = choose(admin, tmp_path / "usb")
    assert admin.press(Act.ACCEPT)
    page = admin.screen.backups
    (row,) = shown_rows(page.list)
    (file,) = usb.iterdir()
    assert row[-1] == file.name
    assert row[1] == "Làm theo yêu cầu"
    assert page.state_text.startswith("✓")
    assert len(heard) == 2
    page.list.select_row(0)
    page.try_out()
    assert "khôi phục được" in admin.messages.last
    grab(admin.screen, "admin-backups")


def test_a_damaged_backup_is_marked_and_refused(
    admin: AdminDriver, ward: BusyWard, tmp_path: Path
) -> None:
    usb = choose(admin, tmp_path / "usb")
    admin.press(Act.ACCEPT)
    (file,) = usb.iterdir()
    file.write_bytes(file.read_bytes()[:-9])
    admin.press(Act.REFRESH)
    page = admin.screen.backups
    (row,) = shown_rows(page.list)
    assert "Không dùng được" in row[1]
    page.list.select_row(0)
    page.try_out()
    assert not page.is_busy
    assert admin.messages.failures


def test_days_without_a_backup_and_a_folder_that_is_gone_are_said(
    admin: AdminDriver, ward: BusyWard, tmp_path: Path
) -> None:
    usb = choose(admin, tmp_path / "usb")
    admin.press(Act.ACCEPT)
    for file in usb.iterdir():
        file.unlink()
    usb.rmdir()
    ward.clock.at += timedelta(days=9)
    admin.press(Act.REFRESH)
    page = admin.screen.backups
    assert "ngày làm việc chưa sao lưu" in page.state_text
    assert page.folder_text.startswith(f"✕ Không mở được thư mục {usb}.")


def test_a_folder_that_is_gone_with_its_only_backup_is_no_good_news(
    admin: AdminDriver, ward: BusyWard, tmp_path: Path
) -> None:
    usb = choose(admin, tmp_path / "usb")
    page = admin.screen.backups
    assert "▲" in page.state_text
    assert page.state_tone == "warning"
    admin.press(Act.ACCEPT)
    assert page.state_tone == "done"
    (file,) = usb.iterdir()
    away = file.rename(tmp_path / file.name)
    admin.press(Act.REFRESH)
    assert "không còn trong thư mục" in page.state_text
    assert page.state_tone == "warning"
    away.rename(file)
    admin.press(Act.REFRESH)
    assert page.state_tone == "done"
    usb.rename(tmp_path / "rút ra")
    admin.press(Act.REFRESH)
    assert "không mở được" in page.state_text
    assert page.state_tone == "warning"
    assert page.folder_text.count("hư mục") == 2
    assert "Chưa lưu gì" not in page.folder_text


def test_the_data_folder_itself_is_refused_as_a_place(admin: AdminDriver, ward: BusyWard) -> None:
    admin.press(Act.PART_3)
    admin.screen.backups.choose(str(ward.store.folder))
    assert admin.messages.failures
    assert admin.desk.backups.folder() is None


def test_a_clerk_may_not_put_a_backup_back_and_reads_why(
    qtbot: QtBot, kit: Kit, ward: BusyWard, tmp_path: Path
) -> None:
    admin = AdminDriver(kit, ward, AT_COUNTER)
    qtbot.addWidget(admin.screen)
    choose(admin, tmp_path / "usb")
    admin.press(Act.ACCEPT)
    assert admin.press(Act.DECIDE) is False
    buttons = admin.screen.findChildren(QPushButton)
    (button,) = (one for one in buttons if "Đặt lại sổ" in one.text() and one.isVisible())
    assert (button.isEnabled(), button.toolTip()) == (False, Code.SUPERVISOR.value)
