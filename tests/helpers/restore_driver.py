"""The wired window on which a backup is put back, driven by keys alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from tests.helpers.first_start_driver import PageDriver
from tests.helpers.program import MORNING, wait_until
from tests.helpers.ui_fakes import PdfPrinters
from tests.helpers.wards import Counter, FixedClock, new_store
from tthc_desk.app.clock import SetClock
from tthc_desk.app.restore_frame import RestoreFrame, RestoreWish
from tthc_desk.app.wiring import open_desk
from tthc_desk.storage.folder import KEY
from tthc_desk.storage.store import open_store
from tthc_desk.ui.first_start.restoring.restore_page import RestorePage
from tthc_desk.usecases.backup_facts import BackupReason

FRIDAY, MONDAY = date(2026, 11, 20), MORNING.date()
STEPS = ("backup", "key", "content", "target", "numbers", "review")


def make_backed_up_ward(folder: Path, backups: Path, received: int = 3) -> Path:
    """Make a ward with receptions of Friday, back it up, receive two more on Monday."""
    backups.mkdir(parents=True, exist_ok=True)
    with new_store(folder, FixedClock(MORNING)) as store:
        for _ in range(received):
            Counter(store).receive(FRIDAY)
    return back_up_and_go_on(folder, backups)


def back_up_and_go_on(folder: Path, backups: Path) -> Path:
    """Back a ward up on Friday evening and receive two dossiers on Monday; give the backup."""
    with open_desk(folder, SetClock(MORNING - timedelta(days=3, hours=-9))) as desk:
        line = desk.backups.make(backups, BackupReason.CLOSING)
    with open_store(folder, FixedClock(MORNING)) as store:
        counter = Counter(store)
        counter.receive(MONDAY)
        counter.receive(MONDAY)
    return line.path


@dataclass
class Restorer(PageDriver[RestoreFrame]):
    """The window on which a backup is put back."""

    @property
    def page(self) -> RestorePage:
        """Give the page in front."""
        return self.frame.window.page

    @property
    def step(self) -> str:
        """Name the page in front."""
        return STEPS[self.frame.window._place]

    @override
    def write(self, text: str) -> None:
        super().write(text)
        wait_until(lambda: not self.hint.endswith("…"))

    def wait(self, step: str) -> None:
        """Wait until a page is in front and everything on it was read."""
        wait_until(lambda: self.step == step)
        self.settle()
        wait_until(lambda: not self.hint.endswith("…"))

    def go_to(self, step: str, key: Path | None = None) -> None:
        """Walk to a page, answering on the way what must be answered."""
        while self.step != step:
            before = self.step
            if before == "key" and key is not None:
                self.write(str(key))
            if before == "numbers":
                self.press("Ctrl+2")
            wait_until(lambda: not self.hint)
            self.press("F9")
            self.wait(STEPS[STEPS.index(before) + 1])

    def choose_name(self) -> None:
        """Choose the first name in the list."""
        self.press(Qt.Key.Key_Down)

    def put(self) -> None:
        """Put the backup back and wait for what became of it."""
        self.press("F9")
        self.settle()

    def leave(self) -> None:
        """Go on from what was done, or back to where it was asked for."""
        ends = QSignalSpy(self.frame.ended)
        self.press("F9" if self.frame.window.is_done else "Esc")
        wait_until(lambda: ends.count() > 0)
        self.end()


@contextmanager
def restorer(home: Path, wish: RestoreWish | None = None) -> Iterator[Restorer]:
    """Open the window on which a backup is put back."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    paper = home.parent / "printed"
    paper.mkdir(parents=True, exist_ok=True)
    frame = RestoreFrame(
        app, home, wish or RestoreWish(), printers=PdfPrinters(paper), clock=SetClock(MORNING)
    )
    made = Restorer(frame)
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


def key_of(ward: Path) -> Path:
    """Give the key file of a ward."""
    return ward / KEY
