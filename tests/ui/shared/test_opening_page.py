"""What is typed before the first screen stands, and what stands where no ward opens."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.qt import unnamed_controls
from tthc_desk.ui.shared.opening_page import OpeningPage, RefusalPage


def commit(page: OpeningPage, text: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(page, event)


def test_keys_and_words_arrive_in_the_order_they_were_typed(qtbot: QtBot) -> None:
    page, line = OpeningPage(), QLineEdit()
    qtbot.addWidget(page)
    qtbot.addWidget(line)
    QTest.keyClicks(page, "ks")
    commit(page, "Nguyễn")
    QTest.keyClick(page, Qt.Key.Key_Backspace)
    page.hand_on(lambda: line)
    assert line.text() == "ksNguyễ"


def test_what_was_handed_on_is_not_typed_twice(qtbot: QtBot) -> None:
    page, line = OpeningPage(), QLineEdit()
    qtbot.addWidget(page)
    qtbot.addWidget(line)
    QTest.keyClicks(page, "ks")
    page.hand_on(lambda: line)
    page.hand_on(lambda: line)
    assert line.text() == "ks"


def test_nothing_is_lost_while_nobody_takes_keys(qtbot: QtBot) -> None:
    page, line = OpeningPage(), QLineEdit()
    qtbot.addWidget(page)
    qtbot.addWidget(line)
    QTest.keyClicks(page, "ks")
    page.hand_on(lambda: None)
    page.hand_on(lambda: line)
    assert line.text() == "ks"


def test_each_key_goes_where_the_one_before_led(qtbot: QtBot) -> None:
    page, number, line = OpeningPage(), QLineEdit(), QLineEdit()
    for widget in (page, number, line):
        qtbot.addWidget(widget)
    entered: list[bool] = []
    number.returnPressed.connect(lambda: entered.append(True))
    QTest.keyClicks(page, "1")
    QTest.keyClick(page, Qt.Key.Key_Return)
    QTest.keyClicks(page, "ks")
    page.hand_on(lambda: line if entered else number)
    assert (number.text(), line.text()) == ("1", "ks")


def test_a_page_that_kept_the_focus_gets_nothing_from_itself(qtbot: QtBot) -> None:
    page, line = OpeningPage(), QLineEdit()
    qtbot.addWidget(page)
    qtbot.addWidget(line)
    QTest.keyClicks(page, "ks")
    page.hand_on(lambda: page)
    page.hand_on(lambda: line)
    assert line.text() == "ks"


def test_tab_does_not_lead_the_keys_after_it_astray(qtbot: QtBot) -> None:
    window, page, other = QWidget(), OpeningPage(), QLineEdit()
    layout = QVBoxLayout(window)
    layout.addWidget(page)
    layout.addWidget(other)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    page.setFocus()
    qtbot.waitUntil(page.hasFocus)
    QTest.keyClick(page, Qt.Key.Key_Tab)
    assert page.hasFocus()


def test_a_refusal_can_be_read_and_names_everything(styled: QApplication, qtbot: QtBot) -> None:
    page = RefusalPage("Thư mục này chưa có sổ của phường.")
    qtbot.addWidget(page)
    said = [one.text() for one in page.findChildren(QLabel)]
    assert said == ["Chưa mở được sổ của phường", "Thư mục này chưa có sổ của phường."]
    assert unnamed_controls(page) == []
