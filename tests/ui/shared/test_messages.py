"""Questions never wait in a loop, are safe by default, and are asked in verbs."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from tests.helpers.qt import press, type_text
from tests.helpers.ui_fakes import RESOURCES
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.ui.shared.icons import Icons
from tthc_desk.ui.shared.message_bar import MessageBar
from tthc_desk.ui.shared.messages import Question, ReasonQuestion, Tone
from tthc_desk.ui.shared.questions import ReasonDialog
from tthc_desk.ui.shared.tasks import TaskRunner
from tthc_desk.ui.shared.tokens import TypeScale
from tthc_desk.ui.shared.window_messages import WindowMessages

VOID = Question("Hủy số hồ sơ?", ("Hủy số", "Giữ lại"), "Giữ lại", "Số không dùng lại được.")
UNDO = ReasonQuestion("Hoàn tác?", "Hoàn tác", suggestions=("Nhập nhầm người",))


@pytest.fixture
def crashes() -> list[Exception]:
    return []


@pytest.fixture
def bar(qtbot: QtBot, styled: object) -> MessageBar:
    made = MessageBar(Icons(RESOURCES / "icons"), TypeScale(), TaskRunner(print))
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    return made


@pytest.fixture
def messages(bar: MessageBar, crashes: list[Exception]) -> WindowMessages:
    made = WindowMessages(lambda error: f"Lời của {error.code}", crashes.append, TypeScale())
    made.attach(bar)
    return made


def open_dialog() -> QDialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, QDialog)
    return found


def click(dialog: QDialog, verb: str) -> None:
    next(one for one in dialog.findChildren(QPushButton) if one.text() == verb).click()


def test_each_tone_is_shown_with_a_word_of_its_own(
    bar: MessageBar, messages: WindowMessages
) -> None:
    words = set()
    for say, tone in (
        (messages.info, Tone.INFO),
        (messages.done, Tone.DONE),
        (messages.warning, Tone.WARNING),
        (messages.error, Tone.ERROR),
    ):
        say("Câu này.")
        assert (bar.tone, bar.text) == (tone, "Câu này.")
        words.add(bar.tone_word)
    assert len(words) == 4
    messages.clear()
    assert (bar.tone, bar.text, bar.tone_word) == (None, "", "")


def test_a_refusal_is_worded_and_a_crash_goes_to_its_door(
    bar: MessageBar, messages: WindowMessages, crashes: list[Exception]
) -> None:
    messages.failed(DeskError(Code.DISK_FULL))
    assert (bar.tone, bar.text) == (Tone.ERROR, "Lời của E_DISK_FULL")
    error = ZeroDivisionError()
    messages.failed(error)
    assert crashes == [error]
    assert bar.text == "Lời của E_DISK_FULL"


def test_the_verb_that_was_clicked_is_the_answer(messages: WindowMessages) -> None:
    answers: list[str] = []
    messages.ask(VOID, answers.append)
    assert answers == []  # ask returned without waiting
    click(open_dialog(), "Hủy số")
    assert answers == ["Hủy số"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_escape_and_enter_mean_the_safe_verb(messages: WindowMessages, key: Qt.Key) -> None:
    answers: list[str] = []
    messages.ask(VOID, answers.append)
    press(open_dialog(), key)
    assert answers == ["Giữ lại"]


def test_a_question_may_follow_from_an_answer(messages: WindowMessages) -> None:
    answers: list[str] = []

    def ask_again(verb: str) -> None:
        answers.append(verb)
        if len(answers) < 5:
            messages.ask(VOID, ask_again)

    messages.ask(VOID, ask_again)
    for _ in range(5):
        click(open_dialog(), "Hủy số")
        QApplication.processEvents()
    assert answers == ["Hủy số"] * 5
    assert QApplication.activeModalWidget() is None


def test_a_reason_must_stand_there_before_the_step_can_be_taken(messages: WindowMessages) -> None:
    reasons: list[str] = []
    messages.ask_reason(UNDO, reasons.append)
    dialog = open_dialog()
    assert isinstance(dialog, ReasonDialog)
    press(dialog.field, Qt.Key.Key_Return)
    type_text(dialog.field, "  ")
    press(dialog.field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    type_text(dialog.field, "nhập nhầm số bản ")
    press(dialog.field, Qt.Key.Key_Return)
    assert reasons == ["nhập nhầm số bản"]


def test_a_reason_often_given_can_be_chosen(messages: WindowMessages) -> None:
    reasons: list[str] = []
    messages.ask_reason(UNDO, reasons.append)
    dialog = open_dialog()
    click(dialog, "Nhập nhầm người")
    click(dialog, "Hoàn tác")
    assert reasons == ["Nhập nhầm người"]


def test_going_back_from_a_reason_takes_no_step(messages: WindowMessages) -> None:
    reasons: list[str] = []
    messages.ask_reason(UNDO, reasons.append)
    dialog = open_dialog()
    assert isinstance(dialog, ReasonDialog)
    type_text(dialog.field, "nhập nhầm")
    press(dialog, Qt.Key.Key_Escape)
    assert reasons == []
    assert not dialog.isVisible()
