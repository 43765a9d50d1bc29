"""The frame of the window: keys, screens, scans, sign-in, and that it fits the screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests.helpers.demo import Demo, IntakeDemo, TrackingDemo, make_demo, ready
from tests.helpers.qt import (
    grab,
    press,
    press_sequence,
    scan_keys,
    send_scan,
    shown_rows,
    type_text,
)
from tests.helpers.ui_fakes import ACTOR
from tthc_desk.ui.main_window import SMALLEST_SIZE
from tthc_desk.ui.preferences.store import Preferences
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.messages import Question, Tone
from tthc_desk.ui.shared.opening_page import OpeningPage
from tthc_desk.ui.shared.screen import OpenRequest
from tthc_desk.ui.shared.style_sheet import apply_style
from tthc_desk.ui.shared.tokens import TypeScale

CARD = "001090000001|010000001|Nguyễn Văn Thử|15021990|Nam|Tổ dân phố 5, Cầu Diễn|10052021"
NUMBER = "H26.158-261123-T0001"


@pytest.fixture
def demo(qtbot: QtBot, styled: object, tmp_path: Path) -> Iterator[Demo]:
    made = make_demo(tmp_path)
    qtbot.addWidget(made.window)
    made.window.show()
    made.window.activateWindow()
    yield made
    made.close()


@pytest.fixture
def working(demo: Demo) -> Demo:
    demo.window.set_ready(ready(ACTOR))
    return demo


def intake(demo: Demo) -> IntakeDemo:
    screen = demo.window.screen_of(Act.INTAKE)
    assert isinstance(screen, IntakeDemo)
    return screen


def tracking(demo: Demo) -> TrackingDemo:
    screen = demo.window.screen_of(Act.TRACKING)
    assert isinstance(screen, TrackingDemo)
    return screen


def test_the_window_says_once_that_it_stands_on_the_screen(
    qtbot: QtBot, styled: object, tmp_path: Path
) -> None:
    made = make_demo(tmp_path)
    qtbot.addWidget(made.window)
    with qtbot.waitSignal(made.window.painted):
        made.window.show()
    with qtbot.assertNotEmitted(made.window.painted, wait=10):
        made.window.repaint()
    made.close()


def before_the_ward_is_open(demo: Demo) -> None:
    """The first screen was built; nobody knows the ward yet."""
    demo.window.present()
    assert demo.window.screen_shown is None
    assert isinstance(QApplication.focusWidget(), OpeningPage)


def typed_procedure(demo: Demo) -> str:
    field = intake(demo).form.field("procedure")
    assert isinstance(field, QLineEdit)
    return field.text()


def test_keys_typed_before_the_ward_is_open_sign_in_and_then_work(demo: Demo) -> None:
    before_the_ward_is_open(demo)
    press(None, "4")
    press(None, Qt.Key.Key_Return)
    for letter in "ks":
        press(None, letter)
    demo.window.set_ready(ready())
    assert demo.window.screen_shown is intake(demo)
    assert "Phạm Thị Ví Dụ" in [one.text() for one in demo.window.findChildren(QLabel)]
    assert typed_procedure(demo) == "ks"


def test_keys_typed_before_the_ward_is_open_reach_the_form_of_who_need_not_sign_in(
    demo: Demo,
) -> None:
    before_the_ward_is_open(demo)
    for letter in "ks":
        press(None, letter)
    demo.window.set_ready(ready(ACTOR))
    assert typed_procedure(demo) == "ks"


def test_keys_of_the_window_do_nothing_before_the_ward_is_open(demo: Demo) -> None:
    before_the_ward_is_open(demo)
    for keys in ("F3", "Ctrl+K", "Ctrl+L", "F9"):
        press_sequence(demo.window, keys)
    assert isinstance(QApplication.focusWidget(), OpeningPage)
    demo.window.set_ready(ready(ACTOR))
    assert demo.window.screen_shown is intake(demo)
    assert intake(demo).accepted == 0


def test_a_message_is_gone_on_another_screen_and_stays_on_its_own(working: Demo) -> None:
    working.messages.error("Chưa lưu gì.")
    press_sequence(working.window, "F2")
    press_sequence(working.window, "F9")
    assert working.bar.text == "Chưa lưu gì."
    press_sequence(working.window, "F4")
    QApplication.processEvents()
    assert working.bar.text == ""


def test_screens_are_built_when_first_shown_and_then_get_their_use_cases(
    qtbot: QtBot, working: Demo
) -> None:
    assert working.window.findChildren(TrackingDemo) == []
    press_sequence(working.window, "F3")
    QApplication.processEvents()
    assert working.window.screen_shown is tracking(working)
    qtbot.waitUntil(lambda: len(shown_rows(tracking(working).view)) == 30)


@pytest.mark.parametrize(("key", "act"), [("F2", Act.INTAKE), ("F4", Act.HANDOVER)])
def test_keys_of_the_rail_show_screens_from_anywhere(working: Demo, key: str, act: Act) -> None:
    press_sequence(working.window, "Ctrl+K")
    press_sequence(working.window, key)
    QApplication.processEvents()
    assert working.window.screen_shown is working.window.screen_of(act)


def test_a_key_of_a_screen_works_wherever_the_focus_is_and_only_there(working: Demo) -> None:
    press_sequence(working.window, "F9")
    press_sequence(working.window, "Ctrl+K")
    press_sequence(working.window, "F9")
    assert intake(working).accepted == 2
    press_sequence(working.window, "F3")
    press_sequence(working.window, "F9")
    assert intake(working).accepted == 2


def test_a_key_whose_action_is_off_does_nothing(working: Demo) -> None:
    for act, action in intake(working).offered():
        action.setEnabled(act is not Act.ACCEPT)
    press_sequence(working.window, "F9")
    press_sequence(working.window, "Ctrl+D")
    assert intake(working).accepted == 1


def test_search_opens_what_is_looked_for_in_tracking(working: Demo) -> None:
    press_sequence(working.window, "Ctrl+K")
    search = QApplication.focusWidget()
    assert search is not None
    type_text(search, " nguyê\u0303n  thử ")
    press(search, Qt.Key.Key_Return)
    assert tracking(working).opened == ["nguyễn thử"]
    assert working.window.screen_shown is tracking(working)


def test_escape_in_the_search_line_goes_back_to_work(working: Demo) -> None:
    press_sequence(working.window, "Ctrl+K")
    search = QApplication.focusWidget()
    assert isinstance(search, QLineEdit)
    type_text(search, "abc")
    press_sequence(working.window, "Esc")
    assert search.text() == ""
    assert QApplication.focusWidget() is intake(working).form.field("procedure")


def test_escape_takes_the_message_away_where_a_screen_has_no_way_back(working: Demo) -> None:
    working.messages.done("Đã lưu.")
    assert (working.bar.tone, working.bar.text) == (Tone.DONE, "Đã lưu.")
    press_sequence(working.window, "Esc")
    assert (working.bar.tone, working.bar.text) == (None, "")


def test_a_screen_can_ask_for_another_one(working: Demo) -> None:
    intake(working).open_requested.emit(OpenRequest(Act.TRACKING, NUMBER))
    assert tracking(working).opened == [NUMBER]


def test_a_card_goes_to_intake_and_a_number_to_tracking_from_any_screen(working: Demo) -> None:
    press_sequence(working.window, "F4")
    scan_keys(CARD)
    assert working.window.screen_shown is intake(working)
    assert [scan.text for scan in intake(working).scans] == [CARD]
    press_sequence(working.window, "F4")
    scan_keys(NUMBER)
    assert tracking(working).opened == [NUMBER]


def test_a_scan_goes_before_the_key_that_is_pressed_right_after_it(working: Demo) -> None:
    came: list[str] = []
    working.scanner.scanned.connect(lambda scan: came.append(scan.kind.value))
    accept = dict(intake(working).offered())[Act.ACCEPT]
    accept.triggered.connect(lambda: came.append("F9"))
    send_scan(CARD)
    press_sequence(working.window, "F9")
    assert came == ["card", "F9"]


def test_a_scan_in_the_search_line_leaves_it_empty(working: Demo) -> None:
    press_sequence(working.window, "Ctrl+K")
    search = QApplication.focusWidget()
    scan_keys(NUMBER)
    assert isinstance(search, QLineEdit)
    assert search.text() == ""
    assert tracking(working).opened == [NUMBER]


def test_a_code_nobody_knows_is_told_and_does_nothing(working: Demo) -> None:
    scan_keys("8934588012345")
    assert working.bar.tone is Tone.WARNING
    assert "Không nhận ra" in working.bar.text


def test_a_card_spoilt_by_an_input_method_is_refused_with_the_cure(working: Demo) -> None:
    scan_keys(CARD.replace("Thử", "Thưử\bử"))
    assert intake(working).scans == []
    assert working.bar.tone is Tone.ERROR
    assert "Tắt bộ gõ" in working.bar.text


def test_a_scan_answers_no_question_of_the_window(working: Demo) -> None:
    answers: list[str] = []
    working.messages.ask(Question("Hủy số?", ("Hủy số", "Giữ lại"), "Giữ lại"), answers.append)
    scan_keys(NUMBER)
    assert answers == []
    assert tracking(working).opened == []
    assert "đang có câu hỏi" in working.bar.text
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    dialog.close()
    assert answers == ["Giữ lại"]


def test_locked_nothing_works_but_signing_in(working: Demo) -> None:
    press_sequence(working.window, "Ctrl+L")
    assert working.window.screen_shown is None
    at_first = QApplication.focusWidget()
    for keys in ("F3", "F9", "F1", "Ctrl+K"):
        press_sequence(working.window, keys)
    scan_keys(NUMBER)
    assert working.window.screen_shown is None
    assert QApplication.focusWidget() is at_first
    assert QApplication.activeModalWidget() is None
    assert intake(working).accepted == 0
    assert working.window.findChildren(TrackingDemo) == []


def test_an_officer_signs_in_by_number_and_typed_work_is_still_there(
    working: Demo, tmp_path: Path
) -> None:
    field = intake(working).form.field("procedure")
    type_text(field, "khai sinh")
    press_sequence(working.window, "Ctrl+L")
    press(None, "4")
    press(None, Qt.Key.Key_Return)
    assert working.window.screen_shown is intake(working)
    assert isinstance(field, QLineEdit)
    assert field.text() == "khai sinh"
    texts = [one.text() for one in working.window.findChildren(QLabel)]
    assert "Phạm Thị Ví Dụ" in texts
    kept = Preferences(tmp_path / "preferences.ini")
    assert (kept.last_officer, kept.last_desk) == ("phutrach", "Quầy 1")


def test_an_officer_is_found_by_the_first_letter_of_the_given_name(working: Demo) -> None:
    press_sequence(working.window, "Ctrl+L")
    press(None, "m")  # Lê Văn Mẫu
    press(None, Qt.Key.Key_Return)
    assert working.window.screen_shown is intake(working)
    assert "Lê Văn Mẫu" in [one.text() for one in working.window.findChildren(QLabel)]


def test_without_a_named_officer_the_window_asks_who_sits_here(demo: Demo) -> None:
    demo.window.set_ready(ready())
    assert demo.window.screen_shown is None
    press(None, Qt.Key.Key_Return)
    assert demo.window.screen_shown is intake(demo)


def test_the_training_mark_is_seen(working: Demo) -> None:
    marks = [one for one in working.window.findChildren(QLabel) if one.text() == "TẬP HUẤN"]
    assert [mark.isVisible() for mark in marks] == [True]


def test_the_window_comes_back_as_it_was_left(qtbot: QtBot, styled: object, tmp_path: Path) -> None:
    first = make_demo(tmp_path)
    first.window.present()
    was_maximized = first.window.isMaximized()
    first.window.showNormal()
    first.window.resize(760, 600)
    first.close()
    second = make_demo(tmp_path)
    second.window.present()
    found = (was_maximized, second.window.isMaximized(), second.window.width())
    second.close()
    assert found == (True, False, 760)


def test_a_minimised_window_comes_forward_when_the_program_is_started_again(
    working: Demo,
) -> None:
    working.window.showMinimized()
    working.window.come_forward()
    assert not working.window.isMinimized()


def test_f1_lists_the_keys_of_the_screen_shown(working: Demo) -> None:
    press_sequence(working.window, "F1")
    window = QApplication.activeModalWidget()
    assert window is not None
    texts = [one.text() for one in window.findChildren(QLabel)]
    assert texts[:3] == ["Tiếp nhận", "F9", "Tiếp nhận và in"]
    assert "Ctrl+L" in texts
    window.close()


def test_work_not_finished_keeps_the_window_open_until_answered(
    working: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake(working), "may_leave", lambda: False)
    working.window.close()
    assert working.window.isVisible()
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    dialog.close()
    assert working.window.isVisible()
    monkeypatch.undo()


def test_the_crash_of_work_reaches_the_crash_door_not_the_officers_bar(
    qtbot: QtBot, working: Demo
) -> None:
    def work() -> None:
        raise ZeroDivisionError

    working.tasks.run(work, print)
    qtbot.waitUntil(lambda: bool(working.crashes))
    assert isinstance(working.crashes[0], ZeroDivisionError)
    assert working.bar.text == ""


def test_long_work_can_be_stopped_from_the_bar(qtbot: QtBot, working: Demo) -> None:
    from threading import Event

    from PySide6.QtWidgets import QProgressBar, QPushButton

    begun, gate = Event(), Event()
    stopped: list[bool] = []

    def work(report: object) -> None:
        assert callable(report)
        report(1, 2)
        begun.set()
        gate.wait()
        stopped.append(not report(2, 2))

    working.tasks.run_long("Kiểm tra", work, print)
    begun.wait()
    progress = working.bar.findChild(QProgressBar)
    assert progress is not None
    qtbot.waitUntil(lambda: progress.maximum() == 2)
    stop = next(one for one in working.bar.findChildren(QPushButton) if one.text() == "Dừng")
    stop.click()
    gate.set()
    qtbot.waitUntil(lambda: not progress.isVisible())
    assert stopped == [True]


@pytest.mark.parametrize("base_pt", [9.0, 11.0, 12.0])
def test_the_frame_fits_the_smallest_screen(
    qtbot: QtBot, styled: QApplication, tmp_path: Path, base_pt: float
) -> None:
    apply_style(styled, Path("resources/fonts"), base_pt)
    made = make_demo(tmp_path, TypeScale(base_pt))
    qtbot.addWidget(made.window)
    made.window.show()
    made.window.set_ready(ready(ACTOR))
    made.window.resize(*SMALLEST_SIZE)
    for key in ("F2", "F3"):
        press_sequence(made.window, key)
        made.messages.error("Máy in không trả lời. Hồ sơ đã lưu, giấy chưa in. " * 4)
        grab(made.window, f"smallest-{base_pt}-{key}")
        hint = made.window.minimumSizeHint()
        assert hint.width() <= SMALLEST_SIZE[0]
        assert hint.height() <= SMALLEST_SIZE[1]
    made.close()
    apply_style(styled, Path("resources/fonts"))
