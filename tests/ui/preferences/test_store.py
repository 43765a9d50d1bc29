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


def test_printers_and_sets_are_those_of_the_desk(file: Path) -> None:
    kept = Preferences(file)
    kept.remember_printer("receipt", "Máy in chung")
    kept.last_desk = "Quầy 1/2"
    assert kept.printer_for("receipt") == "Máy in chung"
    kept.remember_printer("receipt", "Máy in quầy 1")
    kept.remember_copies("receipt", 2)
    kept.last_desk = "Quầy 3"
    assert (kept.printer_for("receipt"), kept.copies_for("receipt")) == ("Máy in chung", 1)
    kept.flush()
    again = Preferences(file)
    again.last_desk = "Quầy 1/2"
    assert (again.printer_for("receipt"), again.copies_for("receipt")) == ("Máy in quầy 1", 2)


def test_the_period_of_a_page_is_that_of_the_desk(file: Path) -> None:
    kept = Preferences(file)
    kept.last_desk = "Quầy 1"
    kept.remember_period("lists", "LAST_MONTH")
    kept.flush()
    again = Preferences(file)
    assert (again.period_for("lists"), again.period_for("charts")) == ("LAST_MONTH", "")
    again.last_desk = "Quầy 2"
    assert again.period_for("lists") == ""


@pytest.mark.parametrize(("kept", "shown"), [(0, 1), (-3, 1), (99, 5)])
def test_a_number_of_sets_nobody_would_print_is_brought_back(
    file: Path, kept: int, shown: int
) -> None:
    preferences = Preferences(file)
    preferences.remember_copies("receipt", kept)
    assert preferences.copies_for("receipt") == shown
