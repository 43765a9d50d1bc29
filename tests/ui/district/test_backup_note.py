"""The line on the last backup at the top of the window, and making one from it."""

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.helpers.district_driver import BusyDistrict, DistrictDriver
from tests.helpers.qt import grab
from tthc_desk.domain.errors import DeskError


def test_it_asks_for_a_folder_once_and_then_makes_one_at_a_press(
    driver: DistrictDriver, district: BusyDistrict, tmp_path: Path, qtbot: QtBot
) -> None:
    note, usb = driver.window.backups, tmp_path / "usb"
    usb.mkdir()
    driver.runner.wait_for_done()
    assert note.text() == "▲ Chưa sao lưu"
    qtbot.mouseClick(note, Qt.MouseButton.LeftButton)
    assert note._chooser is not None
    note._chooser.close()
    note.choose(str(usb))
    driver.runner.wait_for_done()
    assert len(list(usb.glob("*.backup"))) == 1
    assert note.text() == "✓ Sao lưu 23/11/2026"
    grab(driver.window, "backup-note")
    qtbot.mouseClick(note, Qt.MouseButton.LeftButton)
    driver.runner.wait_for_done()
    assert len(list(usb.glob("*.backup"))) == 2
    district.clock.at += timedelta(14)
    note.look()
    driver.runner.wait_for_done()
    assert note.text() == "▲ Sao lưu 23/11/2026"
    district.clock.at -= timedelta(14)


def test_a_refusal_is_said_and_nothing_else_happens(driver: DistrictDriver, tmp_path: Path) -> None:
    note = driver.window.backups
    note.choose(str(driver.desk.store.folder))
    driver.runner.wait_for_done()
    (error,) = driver.messages.failures
    assert isinstance(error, DeskError)
    assert error.facts["reason"] == "inside_data"
    assert not list(tmp_path.rglob("*.backup"))
