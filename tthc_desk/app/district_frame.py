"""The window of a superior authority: paint first, then open its folder behind it."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QApplication

from tthc_desk.app import paths
from tthc_desk.app.window_frame import WindowFrame
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.storage.district.store import holds_district
from tthc_desk.ui.district.district_window import DistrictWindow, entries
from tthc_desk.ui.preferences.store import Preferences

if TYPE_CHECKING:
    from tthc_desk.app.district_wiring import DistrictDesk
    from tthc_desk.ui.district.services import DistrictServices, Founding
    from tthc_desk.ui.shared.printers import Printers
    from tthc_desk.usecases.ports import Clock


def run_district_window(folder: Path) -> int:
    """Show the window until it is closed; give the exit code.

    A second window on the same folder shows the first one and ends.
    """
    from tthc_desk.app.single_window import SingleWindow

    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError("the window needs a QApplication")
    # A folder that is still empty is not locked: a lock would be a file in it.
    single = SingleWindow(folder) if holds_district(folder) else None
    refused: DeskError | None = None
    try:
        if single is not None and not single.is_first():
            single.raise_first()
            return 0
        if single is not None:
            single.listen()
    except DeskError as error:
        refused = error
    frame = DistrictFrame(app, folder, refused=refused)
    if single is not None:
        single.raised.connect(frame.window.come_forward)
    app.setQuitOnLastWindowClosed(False)
    frame.ended.connect(app.quit)
    frame.show()
    code = app.exec()
    was_open = frame.is_open
    frame.finish()
    # A new window may open while the backup is made: nobody waits for it.
    if single is not None:
        single.release()
    if was_open:
        from tthc_desk.app.own_backups import back_up_at_exit

        back_up_at_exit(folder)
    return code


@dataclass(frozen=True, slots=True)
class _Opened:
    """A folder that is open, or what makes one."""

    desk: "DistrictDesk | None" = None
    services: "DistrictServices | None" = None
    founding: "Founding | None" = None


class DistrictFrame(WindowFrame):
    """Owns the window and everything that lives as long as it.

    Args:
        refused: why the folder must not be opened; said in the window.
        printers: None: those of the system.
        clock: None: the computer's.
    """

    def __init__(
        self,
        app: QApplication,
        folder: Path,
        *,
        refused: DeskError | None = None,
        printers: "Printers | None" = None,
        clock: "Clock | None" = None,
    ) -> None:
        super().__init__(app, Preferences(paths.district_preferences_file()), printers, clock)
        self._folder = folder
        self._refused = refused
        self._desk: DistrictDesk | None = None
        self.window = DistrictWindow(self.kit, entries(), bar=self._bar, memory=self._preferences)
        self._door.install()
        self.window.painted.connect(self._on_painted)
        self.window.founded.connect(self._on_painted)
        self.window.closed.connect(self._on_closed)

    @property
    def is_open(self) -> bool:
        """Say whether the folder was opened."""
        return self._desk is not None

    def show(self) -> None:
        """Show the window; the folder opens once it is painted."""
        self.window.present()

    def finish(self) -> None:
        """End all lanes and close the folder."""
        self._end_lanes()
        if self._desk is not None:
            self._desk.store.close()
        self._leave()

    @Slot()
    def _on_painted(self) -> None:
        self.tasks.run(self._open, self._on_opened, self._on_refused)

    def _open(self) -> _Opened:
        if self._refused is not None:
            raise self._refused
        # The use cases and the database's driver are loaded here, behind the painted window.
        from tthc_desk.app.diagnostics import start_log
        from tthc_desk.app.district_services import founding, open_for_district_window

        start_log()
        try:
            return _Opened(*open_for_district_window(self._folder, self._clock))
        except DeskError as error:
            if error.code is Code.NO_DISTRICT and error.facts.get("reason") == "none":
                return _Opened(founding=founding(self._folder, self._clock))
            raise

    def _on_opened(self, opened: _Opened) -> None:
        if opened.founding is not None:
            self.window.show_founding(opened.founding)
        elif opened.services is not None:
            self._desk = opened.desk
            self.window.set_ready(opened.services)
            self._collector.start()

    def _on_refused(self, error: Exception) -> None:
        self.window.show_refusal(self._words_of_refusal(error))

    def _what_was_saved(self) -> str:
        return self.tr("Tệp đã báo nhận thì đã ghi vào sổ; tệp chưa báo thì chưa.")
