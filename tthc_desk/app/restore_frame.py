"""Putting a backup back: its window, and what it ends with."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QApplication

from tthc_desk.app import paths
from tthc_desk.app.single_window import SingleWindow
from tthc_desk.app.window_frame import WindowFrame
from tthc_desk.ui.first_start.restoring.restore_window import RestoreWindow
from tthc_desk.ui.preferences.store import Preferences

if TYPE_CHECKING:
    from tthc_desk.app.restore_desk import RestoreDesk
    from tthc_desk.ui.first_start.restoring.services import RestoreServices
    from tthc_desk.ui.shared.printers import Printers
    from tthc_desk.usecases.ports import Clock


@dataclass(frozen=True, slots=True)
class RestoreWish:
    """That a backup is to be put back.

    Args:
        held: the folder whose book is replaced; None at a first start.
        file: the backup that was chosen; None for none.
        login: of who asked for it; empty where nobody knows.
    """

    held: Path | None = None
    file: Path | None = None
    login: str = ""


@dataclass(frozen=True, slots=True)
class RestoreEnd:
    """How it ended.

    Args:
        folder: the one to open now; None when the window was closed.
        went_back: nothing was put back, and it goes on where it was asked for.
    """

    folder: Path | None = None
    went_back: bool = False


def run_restoring(
    app: QApplication, home: Path, wish: RestoreWish, single: SingleWindow | None
) -> RestoreEnd:
    """Show the window until a book was put back, or nobody wants to any more.

    Args:
        home: where the data are looked for first.
        single: listens to later starts.
    """
    frame = RestoreFrame(app, home, wish)
    if single is not None:
        single.raised.connect(frame.window.come_forward)
        single.asked.connect(frame.put_off)
    app.setQuitOnLastWindowClosed(False)
    frame.ended.connect(app.quit)
    frame.show()
    app.exec()
    if single is not None:
        single.raised.disconnect(frame.window.come_forward)
        single.asked.disconnect(frame.put_off)
    frame.finish()
    return frame.end


class RestoreFrame(WindowFrame):
    """Owns the window on which a backup is put back, and what lives as long as it.

    Args:
        home: where the data are looked for first.
        printers: None: those of the system.
        clock: None: the computer's.
    """

    def __init__(
        self,
        app: QApplication,
        home: Path,
        wish: RestoreWish,
        *,
        printers: "Printers | None" = None,
        clock: "Clock | None" = None,
    ) -> None:
        super().__init__(app, Preferences(paths.preferences_file()), printers, clock)
        self.end = RestoreEnd()
        self._home = home
        self._wish = wish
        self._desk: RestoreDesk | None = None
        self.window = RestoreWindow(self.kit, self._bar)
        self._door.install()
        self.window.painted.connect(self._on_painted)
        self.window.finished.connect(self._on_finished)
        self.window.left.connect(self._on_left)
        self.window.closed.connect(self._on_closed)

    def show(self) -> None:
        """Show the window, as large as the screen."""
        self.window.showMaximized()

    @Slot(object)
    def put_off(self, file: Path) -> None:
        """Say that a file which was opened meanwhile must wait."""
        text = self.tr("Đang khôi phục sổ nên chưa mở {file}; xong việc này hãy mở lại tệp ấy.")
        self.kit.messages.warning(text.format(file=file.name))

    def finish(self) -> None:
        """End all lanes; what was laid ready and not put is thrown away."""
        self._end_lanes()
        if self._desk is not None:
            self._desk.leave()
        self.window.deleteLater()
        self._leave()

    @Slot()
    def _on_painted(self) -> None:
        self.tasks.run(self._prepare, self._on_prepared)

    def _prepare(self) -> "RestoreServices":
        # Use cases and the database's driver are loaded behind the painted window.
        from tthc_desk.app.diagnostics import start_log
        from tthc_desk.app.restore_desk import RestoreDesk

        start_log()
        wish = self._wish
        self._desk = RestoreDesk(self._home, wish.held, self._clock)
        return self._desk.services(wish.file, wish.login)

    def _on_prepared(self, services: "RestoreServices") -> None:
        self.window.set_ready(services)
        self._collector.start()

    @Slot(object)
    def _on_finished(self, folder: Path) -> None:
        self.end = RestoreEnd(folder)
        self._preferences.last_officer = self.window.login
        self.window.close()

    @Slot()
    def _on_left(self) -> None:
        self.end = RestoreEnd(self._wish.held, went_back=True)
        self.window.close()

    def _what_was_saved(self) -> str:
        return self.tr("Sổ cũ còn nguyên cho đến khi màn hình báo đã khôi phục.")
