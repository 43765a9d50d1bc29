"""The wired program on a training ward, driven by keyboard and scanner as at the counter."""

import gc
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop, Qt, QTimer
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.helpers.qt import press, scan_keys, type_text
from tests.helpers.ui_fakes import PdfPrinters
from tthc_desk.app import paths
from tthc_desk.app.clock import SetClock
from tthc_desk.app.profile import read_profile
from tthc_desk.app.window import Frame
from tthc_desk.app.wiring import make_ward
from tthc_desk.domain.errors import DeskError
from tthc_desk.domain.local_time import VIETNAM
from tthc_desk.ui.shared.message_bar import MessageBar
from tthc_desk.ui.shared.screen import Screen
from tthc_desk.usecases.ports import Clock

MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=VIETNAM)
"""A Monday without a holiday near it."""

FIRST_CARD = (
    "001090000001|010000001|Nguyễn Văn Thử|15021990|Nam|"
    "Tổ dân phố 5, Cầu Diễn, Nam Từ Liêm, Hà Nội|10052021"
)
SECOND_CARD = (
    "001190000005||Nguyễn Thị Thử Nghiệm|15021990|Nữ|"
    "Tổ dân phố 3, Mễ Trì, Nam Từ Liêm, Hà Nội|11052021"
)
"""Cards of test persons."""

_PATIENCE_MS = 10_000


def make_training_ward(folder: Path, clock: Clock | None = None) -> None:
    """Make the shipped training ward, without a dossier."""
    make_ward(folder, read_profile(paths.shipped_profile()), clock or SetClock(MORNING))


def copy_ward(prepared: Path, folder: Path) -> Path:
    """Give a test a ward of its own, in a moment."""
    return Path(shutil.copytree(prepared, folder))


@dataclass(slots=True)
class Program:
    """The window of the wired program; everything goes in by keys."""

    frame: Frame
    clock: SetClock
    printers: PdfPrinters
    is_closed: bool = False

    @property
    def message(self) -> str:
        """Read the message bar."""
        bar = self.frame.window.findChild(MessageBar)
        return bar.text if bar else ""

    @property
    def screen(self) -> Screen[object]:
        """Give the screen in front."""
        shown = self.frame.window.screen_shown
        assert shown is not None
        return shown

    @property
    def focus(self) -> str:
        """Name the widget that gets the keys."""
        widget = QApplication.focusWidget()
        return widget.objectName() if widget else ""

    def said(self, part: str) -> bool:
        """Say whether a text can be read anywhere in the window."""
        labels = self.frame.window.findChildren(QLabel)
        return any(part in one.text() for one in labels if one.isVisible())

    def settle(self) -> None:
        """Wait until everything that was begun has ended, papers too."""
        wait_until(lambda: self.frame.tasks.is_idle)
        QApplication.processEvents()
        wait_until(lambda: self.frame.tasks.is_idle)

    def wait_for_ward(self) -> None:
        """Wait until officers can sign in."""
        wait_until(lambda: self.said("Ai đang ngồi tại quầy?"))
        self.settle()

    def press(self, *keys: str | Qt.Key) -> None:
        """Press keys one after the other: a letter, or a key as the key table writes it."""
        for key in keys:
            if isinstance(key, str) and len(key) > 1:
                QTest.keySequence(_target(), key)
            else:
                press(_target(), key)
        self.settle()

    def write(self, text: str) -> None:
        """Type Vietnamese where the focus is."""
        type_text(_target(), text)
        self.settle()

    def scan(self, text: str) -> None:
        """Scan a card, a receipt or a list."""
        scan_keys(text)
        self.settle()

    def key_of(self, word: str) -> str:
        """Read on the screen which key does something."""
        found = [act.key for act, made in self.screen.offered() if word in made.text()]
        assert found, [made.text() for _, made in self.screen.offered()]
        return found[0]

    def sign_in(self, number: str = "1") -> None:
        """Take a seat by the number before the officer's name."""
        self.press(number, Qt.Key.Key_Return)

    def pass_time(self, minutes: int) -> None:
        """Let the clock go on."""
        self.clock.moment += timedelta(minutes=minutes)

    def close(self) -> None:
        """Close the window by its own button and end the program."""
        ends = QSignalSpy(self.frame.ended)
        self.frame.window.close()
        wait_until(lambda: ends.count() > 0)
        self.frame.finish()
        self.is_closed = True


@contextmanager
def program(
    folder: Path, clock: SetClock | None = None, refused: DeskError | None = None
) -> Iterator[Program]:
    """Start the program on a data folder; papers go beside it, as files.

    Args:
        refused: why the folder must not be opened.
    """
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    # The window of the test before must be gone before this one's lanes run.
    gc.collect()
    paper = folder.parent / "printed"
    paper.mkdir(exist_ok=True)
    standing, printers = clock or SetClock(MORNING), PdfPrinters(paper)
    frame = Frame(app, folder, refused=refused, printers=printers, clock=standing)
    made = Program(frame, standing, printers)
    try:
        frame.show()
        frame.window.activateWindow()
        yield made
    finally:
        if not made.is_closed:
            made.close()


def wait_until(happened: Callable[[], bool]) -> None:
    """Let the program work until something happened.

    Raises:
        AssertionError: after ten seconds.
    """
    deadline = QDeadlineTimer(_PATIENCE_MS)
    while not happened():
        assert not deadline.hasExpired()
        turn = QEventLoop()
        QTimer.singleShot(1, turn, turn.quit)
        turn.exec()


def _target() -> QWidget:
    found = QApplication.focusWidget() or QApplication.activeModalWidget()
    target = found or QApplication.activeWindow()
    assert target is not None
    return target
