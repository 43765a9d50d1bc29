"""The intake screen in the real window: threads, scanner and shortcuts as at the counter."""

import contextlib
import gc
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.intake_driver import CARD, IntakeWard, open_intake_ward, reopen
from tests.helpers.qt import press, scan_keys
from tests.helpers.ui_fakes import ACTOR, MONDAY_MORNING, OFFICERS, RESOURCES, PdfPrinters
from tthc_desk.ui.intake.screen import IntakeScreen
from tthc_desk.ui.main_window import MainWindow, Ready
from tthc_desk.ui.preferences.store import Preferences
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.icons import IconName, Icons
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.message_bar import MessageBar
from tthc_desk.ui.shared.print_request import PrintRequest
from tthc_desk.ui.shared.record_view import RecordView
from tthc_desk.ui.shared.scan_reading import ScanReader
from tthc_desk.ui.shared.scanner import Scanner
from tthc_desk.ui.shared.screen import ScreenEntry
from tthc_desk.ui.shared.session import Session
from tthc_desk.ui.shared.tasks import TaskRunner
from tthc_desk.ui.shared.tokens import TypeScale
from tthc_desk.ui.shared.window_messages import WindowMessages
from tthc_desk.usecases.messages import error_text

KILLED = """
import sys
from pathlib import Path
from tests.ui.intake.test_intake_window import counter
from tests.helpers.intake_driver import CARD
from tests.helpers.qt import scan_keys
from tthc_desk.ui.shared.style_sheet import apply_style
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
app = QApplication([])
with counter(Path(sys.argv[1])) as desk:
    desk.ready()
    scan_keys(CARD)
    def look():
        if desk.ward.services.drafts.load("Quầy 1"):
            print("kept", flush=True)
    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(20)
    QTimer.singleShot(20_000, app.quit)  # never kept: end, so that the test fails
    app.exec()
"""


@dataclass
class Counter:
    """The window of a counter; counts key presses."""

    window: MainWindow
    tasks: TaskRunner
    bar: MessageBar
    ward: IntakeWard
    printed: list[PrintRequest]
    keys: int = 0

    @property
    def screen(self) -> IntakeScreen:
        screen = self.window.screen_of(Act.INTAKE)
        assert isinstance(screen, IntakeScreen)
        return screen

    def ready(self) -> None:
        self.window.set_ready(
            Ready(
                {Act.INTAKE: self.ward.services}, "Phường Thử", OFFICERS, ("Quầy 1",), True, ACTOR
            )
        )

    def scan(self, text: str = CARD) -> None:
        scan_keys(text)
        self.keys = 0

    def press(self, *keys: str | Qt.Key) -> None:
        """Press keys: letters, named keys, or shortcuts of the window."""
        for key in keys:
            self.keys += 1
            if isinstance(key, str) and len(key) > 1:
                QTest.keySequence(self.window, key)
            else:
                press(None, key)

    def settle(self, qtbot: QtBot) -> None:
        """Wait until no work is on its way."""
        qtbot.waitUntil(lambda: self.tasks.is_idle)
        QApplication.processEvents()


@contextlib.contextmanager
def counter(folder: Path) -> Iterator[Counter]:
    """Wire a window as the program does and show it."""
    gc.collect()  # the window of the test before must not be freed by a lane of this one
    ward_folder = folder / "ward"
    ward = reopen(ward_folder) if ward_folder.exists() else open_intake_ward(ward_folder)
    crashes: list[Exception] = []
    scale, icons = TypeScale(), Icons(RESOURCES / "icons")
    messages = WindowMessages(error_text, crashes.append, scale)
    tasks = TaskRunner(messages.failed)
    memory = Preferences(folder / "preferences.ini")
    bar = MessageBar(icons, scale, tasks)
    messages.attach(bar)
    kit = Kit(
        tasks, messages, icons, Session(), memory, PdfPrinters(folder), scale,
        lambda: MONDAY_MORNING,
    )  # fmt: skip
    scanner = Scanner(ScanReader(is_number=lambda text: text.startswith("H99.")))
    entry = ScreenEntry(Act.INTAKE, "Tiếp nhận", IconName.INTAKE, IntakeScreen)
    window = MainWindow(kit, (entry,), bar=bar, scanner=scanner, memory=memory)
    window.show_screen(Act.INTAKE)
    scanner.install()
    printed: list[PrintRequest] = []
    made = Counter(window, tasks, bar, ward, printed)
    made.screen.print_requested.connect(printed.append)
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    try:
        yield made
    finally:
        scanner.remove()
        window.close()
        tasks.wait_for_done()
        ward.close()
    assert crashes == []


@pytest.fixture
def desk(styled: QApplication, tmp_path: Path, qtbot: QtBot) -> Iterator[Counter]:
    with counter(tmp_path) as made:
        made.ready()
        made.settle(qtbot)
        yield made
        made.settle(qtbot)


def test_birth_registration_within_twelve_keys(desk: Counter, qtbot: QtBot) -> None:
    desk.scan()
    desk.press("k", "s", "i", Qt.Key.Key_Return, "F9")
    qtbot.waitUntil(lambda: len(desk.printed) == 1)
    assert desk.keys <= 12
    assert desk.bar.text.startswith("Đã tiếp nhận H99.9-261123-T0001")


def test_certification_within_six_keys(desk: Counter, qtbot: QtBot) -> None:
    desk.scan()
    desk.press("s", "a", "o", Qt.Key.Key_Return, "5", "F9")
    qtbot.waitUntil(lambda: "trả kết quả ngay" in desk.bar.text)
    assert desk.keys <= 6


def test_second_dossier_of_the_same_person_within_four_keys(desk: Counter, qtbot: QtBot) -> None:
    desk.scan()
    desk.press("k", "s", "i", "Ctrl+D")
    qtbot.waitUntil(lambda: len(desk.printed) == 1)
    desk.keys = 0
    desk.press("t", "l", "u", "F9")
    qtbot.waitUntil(lambda: len(desk.printed) == 2)
    assert desk.keys <= 4


def test_a_scan_in_the_middle_of_a_field_leaves_the_field_alone(
    desk: Counter, qtbot: QtBot
) -> None:
    desk.press("Ctrl+1", "k", "s")
    desk.scan()
    desk.settle(qtbot)
    assert desk.screen.body.chosen is not None
    assert desk.screen.body.submitter.text("submitter.name") == "Nguyễn Thị Thử Nghiệm"


def test_a_scan_keeps_the_procedure_chosen_and_its_papers(desk: Counter, qtbot: QtBot) -> None:
    desk.press("k", "s", Qt.Key.Key_Return)
    desk.settle(qtbot)
    body = desk.screen.body
    body.papers.list.tick_all()
    desk.press("Ctrl+1")
    chosen, papers = body.chosen, body.papers.documents()
    scan_keys(CARD)
    desk.settle(qtbot)
    assert body.chosen == chosen
    assert body.papers.documents() == papers
    assert body.submitter.number == CARD[:12]


def test_letters_replace_the_name_of_the_procedure_chosen(desk: Counter, qtbot: QtBot) -> None:
    desk.press("k", "s", Qt.Key.Key_Return)
    desk.settle(qtbot)
    box = desk.screen.body.procedure.box
    box.setFocus(Qt.FocusReason.OtherFocusReason)
    desk.press("s", "a", "o")
    assert box.text() == "sao"


def test_a_card_that_cannot_be_read_leaves_no_list_over_the_form(
    desk: Counter, qtbot: QtBot
) -> None:
    listed = desk.screen.findChild(RecordView)
    assert listed is not None
    desk.press("k")
    assert listed.isVisible()
    scan_keys(CARD.replace("Thử", "Thưử\bử"))
    desk.settle(qtbot)
    assert "Tắt bộ gõ" in desk.bar.text
    assert listed.isHidden()


def test_keys_typed_while_a_save_runs_go_to_the_next_dossier(desk: Counter, qtbot: QtBot) -> None:
    desk.scan()
    desk.press("k", "s", "F9", "t", "l")
    qtbot.waitUntil(lambda: len(desk.printed) == 1)
    desk.settle(qtbot)
    assert desk.screen.body.procedure.box.text() == "tl"


def test_a_save_pressed_twice_makes_one_receipt(desk: Counter, qtbot: QtBot) -> None:
    desk.scan()
    desk.press("k", "s", "F9", "F9", "F9")
    qtbot.waitUntil(lambda: len(desk.printed) == 1)
    desk.settle(qtbot)
    assert len(desk.ward.services.tracking.find().lines) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_draft_outlives_a_killed_program(tmp_path: Path, styled: QApplication) -> None:
    program = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[3],
        env={**os.environ, "PYTHONPATH": ".", "QT_QPA_PLATFORM": "offscreen"},
    )
    assert program.stdout is not None
    assert program.stdout.readline() == b"kept\n"
    program.send_signal(signal.SIGKILL)
    program.stdout.close()
    program.wait()
    with counter(tmp_path) as again:
        again.ready()
        while not again.tasks.is_idle:
            QApplication.processEvents()
        assert again.screen.body.submitter.number == CARD[:12]


def test_a_card_scanned_over_a_typed_certification_leaves_no_digit_in_the_pages(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with counter(tmp_path) as desk:
        desk.ready()
        desk.settle(qtbot)
        desk.press("s", "a", "o")
        desk.scan()  # its first letter is a digit, and a digit goes to the pages
        desk.settle(qtbot)
        body = desk.screen.body
        assert body.submitter.person()["name"] == "Nguyễn Thị Thử Nghiệm"
        assert body.chosen is not None  # the scan goes on to what is still missing
        assert body.chosen.certification
        assert body.fees.form.text("pages") == ""


def test_a_digit_typed_after_a_certification_still_goes_to_the_pages(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with counter(tmp_path) as desk:
        desk.ready()
        desk.settle(qtbot)
        desk.press("s", "a", "o", "1", "2")
        qtbot.waitUntil(lambda: desk.screen.body.chosen is not None)
        qtbot.waitUntil(lambda: desk.screen.body.fees.form.text("pages") == "12")
