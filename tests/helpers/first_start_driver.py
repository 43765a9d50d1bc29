"""The wired first start, driven by keys alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.helpers.packs import pack_bytes, small_files
from tests.helpers.program import MORNING, wait_until
from tests.helpers.qt import press, scan_keys, type_text
from tests.helpers.ui_fakes import PdfPrinters
from tthc_desk.app.clock import SetClock
from tthc_desk.app.first_start import FirstStartFrame
from tthc_desk.app.restore_frame import RestoreFrame
from tthc_desk.storage.folder import PACKS
from tthc_desk.ui.first_start.page import Page
from tthc_desk.ui.first_start.steps import Step
from tthc_desk.ui.shared.message_bar import MessageBar

F = TypeVar("F", FirstStartFrame, RestoreFrame)


def real_files() -> dict[str, str]:
    """Give the small pack as that of a real ward."""
    files = small_files()
    profile = files["phuong.toml"].replace("training = true", "training = false")
    return {**files, "phuong.toml": profile}


def put_pack(home: Path, data: bytes | None = None, name: str = "PHUONG_00625.tthcpack") -> Path:
    """Lay a pack where an installer leaves it."""
    path = home / PACKS / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data or pack_bytes(real_files()))
    return path


@dataclass
class PageDriver(Generic[F]):
    """A window of pages; everything goes in by keys."""

    frame: F
    is_closed: bool = field(default=False, kw_only=True)

    @property
    def message(self) -> str:
        """Read the message bar."""
        bar = self.frame.window.findChild(MessageBar)
        return bar.text if bar else ""

    @property
    def hint(self) -> str:
        """Read what must be done before going on."""
        return self.frame.window.hint

    @property
    def words(self) -> str:
        """Read every label that can be seen."""
        labels = self.frame.window.findChildren(QLabel)
        return "\n".join(one.text() for one in labels if one.isVisible())

    def settle(self) -> None:
        """Wait until everything that was begun has ended."""
        for _ in range(3):
            wait_until(lambda: self.frame.tasks.is_idle)
            QApplication.processEvents()

    def press(self, *keys: str | Qt.Key) -> None:
        """Press keys, each as the key table writes it."""
        for key in keys:
            if isinstance(key, str):
                QTest.keySequence(_target(), key)
            else:
                press(_target(), key)
            self.settle()

    def write(self, text: str) -> None:
        """Type in the place of what stands in the field that has the focus."""
        QTest.keySequence(_target(), "Ctrl+A")
        press(_target(), Qt.Key.Key_Delete)
        type_text(_target(), text)
        self.settle()

    def close(self) -> None:
        """Close the window by its own button."""
        ends = QSignalSpy(self.frame.ended)
        self.frame.window.close()
        wait_until(lambda: ends.count() > 0)
        self.end()

    def end(self) -> None:
        """End what lives as long as the window."""
        self.frame.finish()
        self.is_closed = True


@dataclass
class Wizard(PageDriver[FirstStartFrame]):
    """The window of the first start."""

    printers: PdfPrinters

    @property
    def step(self) -> Step:
        """Name the page in front."""
        return self.frame.window.step

    def is_at(self, step: Step) -> bool:
        """Say whether a page is in front."""
        return self.frame.window.step is step

    @property
    def page(self) -> Page:
        """Give the page in front."""
        return self.frame.window.page

    def scan(self, text: str, **how: object) -> None:
        """Scan a code."""
        scan_keys(text, **how)  # type: ignore[arg-type]
        self.settle()

    def go_to(self, step: Step) -> None:
        """Walk to a page, answering on the way what must be answered."""
        while self.step is not step:
            before = self.step
            if before is Step.WELCOME:
                self.press("Ctrl+1")
                continue
            if before is Step.KEY and self.hint:
                self.press(Qt.Key.Key_Space)
            if before in _LEFT_FOR_LATER and self.hint:
                self.press("Ctrl+2")
            wait_until(lambda: not self.hint)
            self.press("F9")
            assert self.step is not before, (before, self.hint, self.message)


_LEFT_FOR_LATER = frozenset({Step.PRINTER, Step.SCANNER, Step.BACKUP, Step.CALENDAR})


@contextmanager
def wizard(home: Path) -> Iterator[Wizard]:
    """Start the program where no ward was made yet."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    paper = home.parent / "printed"
    paper.mkdir(exist_ok=True)
    printers = PdfPrinters(paper)
    frame = FirstStartFrame(app, home, printers=printers, clock=SetClock(MORNING))
    made = Wizard(frame, printers)
    try:
        frame.window.resize(1366, 728)
        frame.window.show()
        frame.window.activateWindow()
        wait_until(lambda: bool(frame.window._pages))
        made.settle()
        yield made
    finally:
        if not made.is_closed:
            made.close()


def _target() -> QWidget:
    found = QApplication.focusWidget() or QApplication.activeModalWidget()
    target = found or QApplication.activeWindow()
    assert target is not None
    return target
