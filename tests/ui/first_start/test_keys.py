"""Every page by keys: Enter on a button, Tab in order, F1, where the focus begins."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QWidget

from tests.helpers.first_start_driver import Wizard, put_pack, wizard
from tests.helpers.program import wait_until
from tthc_desk.ui.first_start.calendar_page import CalendarPage
from tthc_desk.ui.first_start.printer_page import PrinterPage
from tthc_desk.ui.first_start.steps import Step
from tthc_desk.ui.shared.key_help import KeyHelp


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def tab_chain(made: Wizard) -> list[QWidget]:
    """Press Tab until it comes round."""
    found = [focused()]
    for _ in range(30):
        made.press(Qt.Key.Key_Tab)
        if focused() is found[0]:
            return found
        found.append(focused())
    raise AssertionError([one.accessibleName() for one in found])


@pytest.mark.parametrize("step", list(Step))
def test_every_page_begins_with_a_focus_that_a_person_sees(tmp_path: Path, step: Step) -> None:
    put_pack(tmp_path / "sổ")
    with wizard(tmp_path / "sổ") as made:
        made.go_to(step)
        assert focused().isVisible()
        assert focused().focusPolicy() is not Qt.FocusPolicy.NoFocus


def test_enter_presses_the_button_that_has_the_focus(tmp_path: Path) -> None:
    put_pack(tmp_path / "sổ")
    with wizard(tmp_path / "sổ") as made:
        made.press(Qt.Key.Key_Return)
        assert made.is_at(Step.PACK)
        made.go_to(Step.CALENDAR)
        made.press(Qt.Key.Key_Tab, Qt.Key.Key_Enter)
        assert made.hint == ""
        going = next(
            one for one in made.frame.window.findChildren(QPushButton) if "F9" in one.text()
        )
        going.setFocus()
        made.press(Qt.Key.Key_Return)
        assert made.is_at(Step.SUMMARY)
        made.press(Qt.Key.Key_Return)
        wait_until(lambda: "Phường đã sẵn sàng" in made.words)


def test_the_list_of_days_comes_before_the_answers(tmp_path: Path) -> None:
    put_pack(tmp_path / "sổ")
    with wizard(tmp_path / "sổ") as made:
        made.go_to(Step.CALENDAR)
        page = made.page
        assert isinstance(page, CalendarPage)
        chain = tab_chain(made)
        assert chain[:2] == [page.days, page.answers.first]


def test_the_box_of_printers_comes_before_the_trial(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_pack(tmp_path / "sổ")
    with wizard(tmp_path / "sổ") as made:
        monkeypatch.setattr(made.printers, "names", lambda: ("Máy một", "Máy hai"))
        made.go_to(Step.PRINTER)
        page = made.page
        assert isinstance(page, PrinterPage)
        assert tab_chain(made)[:2] == [page.names, page.send]


@pytest.mark.parametrize("step", list(Step))
def test_f1_lists_the_keys_of_the_page(tmp_path: Path, step: Step) -> None:
    put_pack(tmp_path / "sổ")
    with wizard(tmp_path / "sổ") as made:
        made.go_to(step)
        made.press("F1")
        shown = QApplication.activeModalWidget()
        assert isinstance(shown, KeyHelp)
        words = [one.text() for one in shown.findChildren(type(made.frame.window._title))]
        assert "F1" in words
        assert ("F9" in words) is (step is not Step.WELCOME)
        if step in (Step.WELCOME, Step.PACK, Step.PRINTER, Step.CALENDAR):
            assert "Ctrl+1" in words or "Ctrl+2" in words
        shown.close()


def test_a_tick_box_shows_that_it_has_the_focus(styled: QApplication) -> None:
    box = QCheckBox("Đã đối chiếu")
    box.resize(box.sizeHint())
    box.show()
    plain = box.grab().toImage()
    box.activateWindow()
    box.setFocus()
    wait_until(box.hasFocus)
    assert box.grab().toImage() != plain
    box.close()
