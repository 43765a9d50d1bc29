"""What stands around every window of the program, whatever it shows."""

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from tthc_desk.app import paths
from tthc_desk.app.clock import SystemClock
from tthc_desk.domain.errors import DeskError
from tthc_desk.ui.preferences.store import Preferences
from tthc_desk.ui.shared.collector import GuiCollector
from tthc_desk.ui.shared.crash_door import CrashDoor
from tthc_desk.ui.shared.icons import Icons
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.message_bar import MessageBar
from tthc_desk.ui.shared.printers import SystemPrinters
from tthc_desk.ui.shared.session import Session
from tthc_desk.ui.shared.style_sheet import apply_style
from tthc_desk.ui.shared.tasks import TaskRunner
from tthc_desk.ui.shared.window_messages import WindowMessages

if TYPE_CHECKING:
    from tthc_desk.ui.shared.printers import Printers
    from tthc_desk.usecases.ports import Clock

_LOOK_AGAIN_MS = 20


def the_application() -> QApplication:
    """Give the application of this process, made where there is none."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError("the window needs a QApplication")
    return app


class WindowFrame(QObject):
    """Preferences, messages, lanes and the door that crashes leave by; made before the window.

    Signals:
        ended: the window was closed and what ran has ended, papers too.
    """

    ended = Signal()

    def __init__(
        self,
        app: QApplication,
        preferences: Preferences,
        printers: "Printers | None",
        clock: "Clock | None",
    ) -> None:
        super().__init__()
        self._clock = clock or SystemClock()
        self._preferences = preferences
        self._collector = GuiCollector()
        scale = apply_style(app, paths.resources() / "fonts", preferences.base_pt)
        icons = Icons(paths.resources() / "icons")
        # Desktops find the menu entry, with its name and icon, by the name of its file.
        app.setDesktopFileName("tthc-desk")
        app.setWindowIcon(icons.program())
        self._door = CrashDoor(self._what_was_saved, self)
        messages = WindowMessages(_words, self._door.take, scale)
        self.tasks = TaskRunner(messages.failed, self)
        self.kit = Kit(
            tasks=self.tasks,
            messages=messages,
            icons=icons,
            session=Session(self),
            remembered=preferences,
            printers=printers or SystemPrinters(),
            scale=scale,
            now=self._clock.now,
        )
        self._bar = MessageBar(icons, scale, self.tasks)
        messages.attach(self._bar)
        self._door.crashed.connect(messages.error)

    def _end_lanes(self) -> None:
        """Wait for what runs; keep the preferences."""
        self.tasks.wait_for_done()
        self._collector.stop()
        self._preferences.flush()

    def _leave(self) -> None:
        """Give back the ways of crashes and end the log."""
        from tthc_desk.app.diagnostics import end_log

        self._door.uninstall()
        end_log()

    def _words_of_refusal(self, error: Exception) -> str:
        """Word for the page what kept the folder closed; only a crash is told in the bar, too."""
        if isinstance(error, DeskError):
            return self.kit.messages.words_of(error)
        self.kit.messages.failed(error)
        return self.tr("Hãy đóng rồi mở lại chương trình; nếu vẫn vậy, báo người quản trị máy.")

    @Slot()
    def _on_closed(self) -> None:
        # A sheet is drawn strip by strip: the loop must go on until the last one.
        if self.tasks.is_idle:
            self.ended.emit()
        else:
            QTimer.singleShot(_LOOK_AGAIN_MS, self, self._on_closed)

    def _what_was_saved(self) -> str:
        """Say what a crash cannot have lost."""
        raise NotImplementedError


def _words(error: DeskError) -> str:
    # The wording is needed at the first refusal, not to paint.
    from tthc_desk.usecases.messages import error_text

    return error_text(error)
