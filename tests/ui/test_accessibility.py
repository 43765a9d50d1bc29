"""Every control of every screen has a name a screen reader can say, and a place in the round."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.demo import ENTRIES, Demo, make_demo, ready
from tests.helpers.qt import press, unnamed_controls
from tests.helpers.ui_fakes import ACTOR
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.messages import Question, ReasonQuestion


@pytest.fixture
def demo(qtbot: QtBot, styled: object, tmp_path: Path) -> Iterator[Demo]:
    made = make_demo(tmp_path)
    qtbot.addWidget(made.window)
    made.window.show()
    made.window.activateWindow()
    made.window.set_ready(ready(ACTOR))
    yield made
    made.close()


@pytest.mark.parametrize("act", [entry.act for entry in ENTRIES])
def test_every_control_of_a_screen_has_a_name(demo: Demo, act: Act) -> None:
    demo.window.show_screen(act)
    assert unnamed_controls(demo.window) == []


def test_the_sign_in_page_has_names(demo: Demo) -> None:
    demo.window.lock()
    assert unnamed_controls(demo.window) == []


def test_questions_have_names_and_begin_at_the_safe_button(demo: Demo) -> None:
    demo.messages.ask(Question("Hủy số?", ("Hủy số", "Giữ lại"), "Giữ lại"), print)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert unnamed_controls(dialog) == []
    focused = dialog.focusWidget()
    assert focused is not None
    assert focused.property("text") == "Giữ lại"
    dialog.close()
    demo.messages.ask_reason(ReasonQuestion("Hoàn tác?", "Hoàn tác"), print)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert unnamed_controls(dialog) == []
    dialog.close()


def test_tab_goes_through_the_form_in_the_order_of_the_paper(demo: Demo) -> None:
    demo.window.show_screen(Act.INTAKE)
    passed = []
    for _ in range(5):
        focused = QApplication.focusWidget()
        assert isinstance(focused, QWidget)
        passed.append(focused.objectName())
        press(focused, Qt.Key.Key_Tab)
    expected = ["procedure", "submitter.name", "submitter.birth_date", "channel", "fee"]
    assert passed == expected
