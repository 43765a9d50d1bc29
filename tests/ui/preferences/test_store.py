"""Preferences come back with their types, and within what the screens were drawn for."""

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from tthc_desk.ui.preferences.store import Preferences


@pytest.fixture
def file(qapp: object, tmp_path: Path) -> Path:
    return tmp_path / "preferences.ini"


def test_the_first_time_has_sensible_answers(file: Path) -> None:
    kept = Preferences(file)
    assert kept.base_pt == 11.0
    assert (kept.last_officer, kept.last_desk, kept.save_folder) == ("", "", "")
    assert kept.geometry.isEmpty()
    assert kept.printer_for("receipt") == ""


def test_what_was_kept_comes_back_after_the_file_is_opened_again(file: Path) -> None:
    kept = Preferences(file)
    kept.base_pt = 12.5
    kept.last_officer, kept.last_desk = "thu", "Quầy 2"
    kept.save_folder = "D:/Giấy tờ"
    kept.geometry = QByteArray(b"\x00\x01geometry")
    kept.remember_printer("receipt", "Máy in, quầy 1")
    kept.flush()
    again = Preferences(file)
    assert again.base_pt == 12.5
    assert (again.last_officer, again.last_desk) == ("thu", "Quầy 2")
    assert again.save_folder == "D:/Giấy tờ"
    assert again.geometry == QByteArray(b"\x00\x01geometry")
    assert again.printer_for("receipt") == "Máy in, quầy 1"
    assert again.printer_for("control-slip") == ""


@pytest.mark.parametrize(("kept", "shown"), [(3.0, 9.0), (90.0, 16.0)])
def test_a_text_size_no_screen_was_drawn_for_is_brought_back(
    file: Path, kept: float, shown: float
) -> None:
    preferences = Preferences(file)
    preferences.base_pt = kept
    assert preferences.base_pt == shown


def test_a_spoilt_file_is_the_first_time_again(file: Path) -> None:
    file.write_text("[look]\nbase_pt=@Invalid()\n\x00\x01garbage", encoding="utf-8")
    assert Preferences(file).base_pt == 11.0
