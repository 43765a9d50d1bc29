"""The admin screen in the wired program, by its keys, and how screens come into the window."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from tests.helpers.program import FIRST_CARD, Program, make_training_ward, program
from tests.helpers.ui_fakes import make_kit
from tthc_desk.app.window_screens import SCREENS, ScreenPlace
from tthc_desk.app.wiring import open_desk
from tthc_desk.domain.workdays import Day, DayKind, YearCalendar
from tthc_desk.exchange.holiday_calendar import calendar_csv
from tthc_desk.ui.admin.admin_screen import AdminScreen
from tthc_desk.ui.shared.actions import SCREEN_ACTS
from tthc_desk.ui.shared.screen import Screen


@pytest.fixture
def counter(tmp_path: Path, styled: QApplication) -> Iterator[Program]:
    folder = tmp_path / "ward"
    make_training_ward(folder)
    with program(folder) as made:
        made.wait_for_ward()
        made.sign_in()
        yield made


def answer(counter: Program, word: str) -> None:
    """Click the button of the open question that says so."""
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    (found,) = [one for one in dialog.findChildren(QPushButton) if word in one.text()]
    found.click()
    counter.settle()


def admin(counter: Program) -> AdminScreen:
    assert isinstance(counter.screen, AdminScreen)
    return counter.screen


def test_the_warning_of_an_unconfirmed_year_leads_to_where_it_is_confirmed(
    counter: Program,
) -> None:
    counter.scan(FIRST_CARD)
    counter.press("k", "s", Qt.Key.Key_Return)
    assert counter.said("Lịch làm việc năm 2026 chưa được xác nhận")
    assert counter.said("Quản trị (F8)")
    counter.press("F8")
    counter.press("F9")
    answer(counter, "Xác nhận năm 2026")
    assert "Đã xác nhận lịch làm việc năm 2026" in counter.message
    counter.close()
    with open_desk(counter.frame._folder) as desk:
        assert desk.rules.book().calendar.years[2026].confirmed
        assert list(desk.upkeep.verify()) == []


def test_dates_that_move_are_decided_where_the_year_was_confirmed_and_their_receipts_printed(
    counter: Program, tmp_path: Path
) -> None:
    counter.scan(FIRST_CARD)
    counter.press("k", "s", "i", "F9")
    printed = len(counter.printers.files)
    counter.press("F8")
    path = tmp_path / "2026.csv"
    with open_desk(counter.frame._folder) as desk:
        days = list(desk.rules.book().calendar.years[2026].days)
    # The promised day and those around it become days off.
    more = [Day(date(2026, 11, at), DayKind.HOLIDAY, "Ngày nghỉ thử") for at in (23, 25, 26, 27)]
    whole = sorted({one.date: one for one in (*days, *more)}.items())
    path.write_bytes(calendar_csv(YearCalendar(2026, tuple(day for _, day in whole))))
    admin(counter).files.read(path)
    counter.settle()
    counter.press("F9")
    assert counter.said("1 hồ sơ có ngày hẹn đã in khác")
    counter.press("F9")
    answer(counter, "Xác nhận năm 2026")
    dialog = admin(counter).review.dialog
    assert dialog is not None
    assert dialog.isVisible()
    counter.press("Ctrl+Return")
    assert dialog.notice.startswith("Đã ghi 1 hồ sơ")
    assert len(counter.printers.files) > printed
    dialog.close()


@pytest.mark.parametrize("place", SCREENS, ids=lambda place: place.class_name)
def test_every_line_of_the_table_of_screens_makes_a_screen(
    place: ScreenPlace, styled: object, tmp_path: Path
) -> None:
    made = place.create(lambda one: one, make_kit(tmp_path))
    assert isinstance(made, Screen)
    made.deleteLater()


def test_the_screens_stand_in_the_order_of_the_rail() -> None:
    acts = [place.act for place in SCREENS]
    assert acts == [act for act in SCREEN_ACTS if act in acts]


def test_no_screen_is_read_before_the_window_is_painted() -> None:
    code = (
        "import sys, tthc_desk.app.window; from tthc_desk.app.window_screens import SCREENS; "
        "print([p.module for p in SCREENS if f'tthc_desk.ui.{p.module}' in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
