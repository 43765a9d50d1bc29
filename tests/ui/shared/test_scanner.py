"""The scanner's keys are caught wherever the focus is, and nothing of them stays behind."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QCompleter,
    QDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from typing_extensions import override

from tests.helpers.qt import let_scans_be_heard, press, scan_keys, send_scan, type_text
from tthc_desk.ui.shared.messages import Question, ReasonQuestion
from tthc_desk.ui.shared.questions import QuestionDialog, ReasonDialog
from tthc_desk.ui.shared.scan_reading import Scan, ScanKind, ScanReader
from tthc_desk.ui.shared.scanner import Scanner
from tthc_desk.ui.shared.tokens import TypeScale

ALT_GR = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
ALT_CODE = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.KeypadModifier
CARD = "001090000001|010000001|Nguyễn Văn Thử|15021990|Nam|Tổ dân phố 5, Cầu Diễn|10052021"
NUMBER = "H26.158-261123-T0001"


class Place(QWidget):
    """A window with one of each kind of control."""

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.block = QPlainTextEdit()
        self.combo = QComboBox()
        self.combo.addItems(["Anh", "Nam", "0 tên"])
        self.button = QPushButton("Trả")
        layout = QVBoxLayout(self)
        for one in (self.line, self.block, self.combo, self.button):
            layout.addWidget(one)


@pytest.fixture
def place(qtbot: QtBot) -> Place:
    made = Place()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    return made


@pytest.fixture
def scanner(qtbot: QtBot) -> Iterator[Scanner]:
    made = Scanner(ScanReader(lambda text: text == NUMBER))
    made.install()
    yield made
    made.remove()


@pytest.fixture
def scans(scanner: Scanner) -> list[Scan]:
    found: list[Scan] = []
    scanner.scanned.connect(found.append)
    return found


@pytest.mark.parametrize("control", ["line", "block", "combo", "button"])
def test_a_card_leaves_no_letter_in_the_control_that_had_the_focus(
    place: Place, scans: list[Scan], control: str
) -> None:
    place.line.setText("trước")
    place.block.setPlainText("trước")
    getattr(place, control).setFocus()
    scan_keys(CARD)
    assert scans == [Scan(CARD, ScanKind.CARD)]
    assert place.line.text() == "trước"
    assert place.block.toPlainText() == "trước"
    assert place.combo.currentText() == "Anh"


def test_a_scan_is_heard_when_no_key_is_on_its_way_any_more(place: Place, scanner: Scanner) -> None:
    heard: list[Scan] = []

    def replace_all(scan: Scan) -> None:
        heard.append(scan)
        shiboken6.delete(place.line)  # as a form that gives way to the next

    scanner.scanned.connect(replace_all)
    place.line.setFocus()
    send_scan(NUMBER)
    assert heard == []
    let_scans_be_heard()
    assert heard == [Scan(NUMBER, ScanKind.NUMBER)]


def test_scans_are_heard_in_their_order_and_at_once_when_a_command_follows(
    place: Place, scanner: Scanner, scans: list[Scan]
) -> None:
    place.line.setFocus()
    send_scan(CARD)
    send_scan(NUMBER)
    assert scans == []
    scanner.tell()
    assert [scan.text for scan in scans] == [CARD, NUMBER]
    let_scans_be_heard()
    assert len(scans) == 2


def test_a_scanner_that_was_removed_tells_nothing_more(
    place: Place, scanner: Scanner, scans: list[Scan]
) -> None:
    place.line.setFocus()
    send_scan(NUMBER)
    scanner.remove()
    let_scans_be_heard()
    assert scans == []


def test_a_marked_text_that_the_first_key_replaced_comes_back(
    place: Place, scans: list[Scan]
) -> None:
    place.line.setText("Nguyễn Văn Thử")
    place.line.setFocus()
    place.line.selectAll()
    scan_keys(NUMBER)
    assert scans == [Scan(NUMBER, ScanKind.NUMBER)]
    assert place.line.text() == "Nguyễn Văn Thử"


def test_fast_typing_that_is_no_scan_arrives_whole(
    qtbot: QtBot, place: Place, scans: list[Scan]
) -> None:
    place.line.setFocus()
    scan_keys("an toan", between_ms=20, end="")
    qtbot.waitUntil(lambda: place.line.text() == "an toan")
    assert scans == []


def test_a_hand_types_without_delay(place: Place, scans: list[Scan]) -> None:
    place.line.setFocus()
    for letter in "an12":
        press(place.line, letter)
    assert place.line.text() == "an12"
    type_text(place.line, " Thử Nghiệm")
    assert place.line.text() == "an12 Thử Nghiệm"
    assert scans == []


def test_a_scanner_without_an_ending_key_is_heard_after_a_pause(
    qtbot: QtBot, place: Place, scans: list[Scan]
) -> None:
    place.line.setFocus()
    scan_keys(CARD, end="")
    qtbot.waitUntil(lambda: bool(scans))
    assert place.line.text() == ""


def test_a_committed_card_is_taken_and_not_written(place: Place, scans: list[Scan]) -> None:
    type_text(place.line, CARD)
    let_scans_be_heard()
    assert scans == [Scan(CARD, ScanKind.CARD)]
    assert place.line.text() == ""


def test_what_was_typed_before_a_scan_stands_after_it(place: Place, scans: list[Scan]) -> None:
    place.line.setFocus()
    for letter in "sao":
        press(place.line, letter)
    type_text(place.line, CARD)
    scan_keys(NUMBER)
    assert place.line.text() == "sao"
    assert [scan.kind for scan in scans] == [ScanKind.CARD, ScanKind.NUMBER]


class Eager(QLineEdit):
    """A field in which a digit does something at once, beside writing nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []

    def acts_on(self, typed: str) -> bool:
        return typed.isdigit()

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        if self.acts_on(arg__1.text()):
            self.done.append(arg__1.text())
        else:
            super().keyPressEvent(arg__1)


def test_a_field_that_acts_on_a_letter_gets_none_of_a_scan(
    qtbot: QtBot, place: Place, scans: list[Scan]
) -> None:
    eager = Eager()
    place.layout().addWidget(eager)  # type: ignore[union-attr]
    eager.setFocus()
    for letter in "sao":
        press(eager, letter)
    scan_keys(CARD)
    assert (eager.done, eager.text()) == ([], "sao")
    assert scans == [Scan(CARD, ScanKind.CARD)]
    press(eager, "5")
    qtbot.waitUntil(lambda: eager.done == ["5"])


def test_a_scan_presses_no_button_of_a_question(
    qtbot: QtBot, place: Place, scanner: Scanner, scans: list[Scan]
) -> None:
    answers: list[str] = []
    question = Question("Hủy số hồ sơ?", ("Hủy số", "Giữ lại"), "Giữ lại")
    dialog = QuestionDialog(question, answers.append, TypeScale(), place)
    dialog.open()
    for text in (CARD, NUMBER, "8934588012345", "  "):
        for one in dialog.findChildren(QPushButton):
            one.setFocus()
            with qtbot.waitSignal(scanner.swallowed):
                scan_keys(text)
    assert dialog.isVisible()
    assert answers == []
    assert scans == []
    dialog.close()
    assert answers == ["Giữ lại"]


def test_a_scan_writes_nothing_into_a_reason_and_does_not_send_it(
    place: Place, scanner: Scanner, scans: list[Scan]
) -> None:
    reasons: list[str] = []
    dialog = ReasonDialog(
        ReasonQuestion("Hoàn tác?", "Hoàn tác"), reasons.append, TypeScale(), place
    )
    dialog.open()
    type_text(dialog.field, "nhập nhầm")
    scan_keys(CARD)
    assert (dialog.isVisible(), dialog.field.text(), reasons) == (True, "nhập nhầm", [])
    press(dialog.field, Qt.Key.Key_Return)
    assert reasons == ["nhập nhầm"]


def test_a_plain_dialog_of_qt_is_safe_too(place: Place, scans: list[Scan]) -> None:
    dialog = QDialog(place)
    pay = QPushButton("Thu tiền", dialog)
    pay.setDefault(True)
    pay.clicked.connect(dialog.accept)
    dialog.open()
    scan_keys(NUMBER, between_ms=1)
    assert dialog.isVisible()
    assert scans == []
    dialog.close()


def test_a_scan_chooses_nothing_from_an_open_menu(
    qtbot: QtBot, place: Place, scanner: Scanner, scans: list[Scan]
) -> None:
    chosen: list[str] = []
    menu = QMenu(place)
    for text in ("&Hủy số", "&8 ngày", "&0 đồng"):
        menu.addAction(text, lambda text=text: chosen.append(text))
    menu.popup(place.mapToGlobal(place.rect().center()))
    for text in (NUMBER, CARD, "8934588012345"):
        with qtbot.waitSignal(scanner.swallowed):
            scan_keys(text)
    assert (menu.isVisible(), chosen, scans) == (True, [], [])
    press(menu, "h")
    qtbot.waitUntil(lambda: chosen == ["&Hủy số"])


def test_a_scan_is_heard_while_proposals_hang_under_a_field(
    place: Place, scans: list[Scan]
) -> None:
    proposals = QCompleter(["khai sinh", "khai tử", "0 đồng"], place)
    listed = proposals.popup()
    assert listed is not None
    place.line.setCompleter(proposals)
    place.line.setFocus()
    for letter in "kh":
        press(None, letter)
    assert listed.isVisible()
    scan_keys(CARD)
    assert scans == [Scan(CARD, ScanKind.CARD)]
    assert place.line.text() == "kh"
    listed.hide()


def test_letters_behind_altgr_and_alt_codes_belong_to_the_scan(
    place: Place, scans: list[Scan]
) -> None:
    place.line.setFocus()
    at = 50_000_000
    for letter in CARD + "\r":
        if letter == "|":
            send(place.line, Qt.Key.Key_Bar, letter, at, ALT_GR)
        elif not letter.isascii():
            for digit in str(ord(letter)):
                send(place.line, Qt.Key(ord(digit)), "", at, ALT_CODE)
            send(place.line, Qt.Key.Key_unknown, letter, at)
        else:
            key = Qt.Key.Key_Return if letter == "\r" else Qt.Key(ord(letter.upper()))
            send(place.line, key, letter, at)
        at += 6
    let_scans_be_heard()
    assert scans == [Scan(CARD, ScanKind.CARD)]
    assert place.line.text() == ""


def send(
    target: QWidget,
    key: Qt.Key,
    text: str,
    at_ms: int,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text)
    event.setTimestamp(at_ms)
    QApplication.sendEvent(target, event)


def test_only_the_focused_control_counts_not_its_parents(place: Place, scans: list[Scan]) -> None:
    place.button.setFocus()  # ignores letters, so each goes up to the window
    scan_keys(NUMBER)
    assert scans == [Scan(NUMBER, ScanKind.NUMBER)]
    assert QApplication.focusWidget() is place.button


def test_a_scan_is_heard_where_no_window_is_active(qtbot: QtBot, scans: list[Scan]) -> None:
    made = Place()  # never shown, so never active: as without a window manager
    qtbot.addWidget(made)
    made.line.setFocus()
    assert QApplication.activeWindow() is None
    for at, letter in enumerate(NUMBER + "\r"):
        key = Qt.Key.Key_Return if letter == "\r" else Qt.Key(ord(letter))
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
            event.setTimestamp(1 + at * 4)
            QApplication.sendEvent(made.line, event)
    let_scans_be_heard()
    assert scans == [Scan(NUMBER, ScanKind.NUMBER)]
    assert made.line.text() == ""


def test_it_looks_away_while_widgets_are_made(place: Place, scanner: Scanner) -> None:
    heard: list[Scan] = []
    scanner.scanned.connect(heard.append)
    with scanner.resting(), scanner.resting():
        place.line.setFocus()
        scan_keys(NUMBER)
    assert (heard, place.line.text()) == ([], NUMBER)
    place.line.clear()
    scan_keys(NUMBER)
    assert heard == [Scan(NUMBER, ScanKind.NUMBER)]
