"""The first start: its window, and what folder it ends with."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QApplication

from tthc_desk.app import paths
from tthc_desk.app.window_frame import WindowFrame
from tthc_desk.domain.errors import DeskError
from tthc_desk.ui.first_start.scan_verdict import TEST_BAR
from tthc_desk.ui.first_start.wizard_window import WizardWindow
from tthc_desk.ui.preferences.store import Preferences
from tthc_desk.ui.shared.scan_reading import ScanReader
from tthc_desk.ui.shared.scanner import Scanner

if TYPE_CHECKING:
    from tthc_desk.app.restore_frame import RestoreEnd
    from tthc_desk.app.single_window import SingleWindow
    from tthc_desk.ui.first_start.services import FirstStartServices
    from tthc_desk.ui.shared.printers import Printers
    from tthc_desk.usecases.ports import Clock


def is_first_start(given: Path | None) -> bool:
    """Tell whether no ward was ever made where it is looked for.

    Args:
        given: the folder the program was started on; None for the usual one.
    """
    from tthc_desk.storage.district.store import holds_district
    from tthc_desk.storage.folder import holds_no_book

    home, data = paths.home_folder(given), paths.data_folder(given)
    try:
        # A drive that is not plugged in holds the book; another one must not take its place.
        is_away = data != home and not data.is_dir()
        return not is_away and holds_no_book(data) and not holds_district(data)
    except OSError:
        return False


def run_first_start(app: QApplication, given: Path | None, file: Path | None = None) -> Path | None:
    """Show the first start until a ward stands; give its folder, None when it was closed.

    A second start meanwhile shows the first one and gives None.

    Args:
        given: the folder the program was started on; None for the usual one.
        file: a ward pack to begin with.
    """
    from tthc_desk.app.first_start_kept import kept_folder
    from tthc_desk.app.single_window import SingleWindow

    home = paths.home_folder(given)
    place = kept_folder(home)
    try:
        place.mkdir(parents=True, exist_ok=True)
        single = SingleWindow(place)
        if not single.is_first():
            single.raise_first(file)
            return None
        single.listen()
    except (OSError, DeskError):
        single = None  # nothing can be kept there; the ward can still be made
    quits = app.quitOnLastWindowClosed()
    app.setQuitOnLastWindowClosed(False)
    folder = _begun(app, home, single, file)
    app.setQuitOnLastWindowClosed(quits)
    if single is not None:
        single.release()
    return folder


def _begun(
    app: QApplication, home: Path, single: "SingleWindow | None", file: Path | None
) -> Path | None:
    """Go to and fro between the first start and putting a backup back, until one has ended."""
    while True:
        frame = FirstStartFrame(app, home)
        if single is not None:
            single.raised.connect(frame.window.come_forward)
            single.asked.connect(frame.window.open_pack)
        if file is not None:
            frame.window.open_pack(file)
            file = None
        frame.ended.connect(app.quit)
        frame.show()
        app.exec()
        frame.finish()
        if not frame.is_restore_wanted:
            return frame.folder
        if single is not None:
            single.raised.disconnect(frame.window.come_forward)
            single.asked.disconnect(frame.window.open_pack)
        end = _restored(app, home, single)
        if not end.went_back:
            return end.folder


def _restored(app: QApplication, home: Path, single: "SingleWindow | None") -> "RestoreEnd":
    from tthc_desk.app.first_start_kept import forget_choices
    from tthc_desk.app.restore_frame import RestoreWish, run_restoring

    end = run_restoring(app, home, RestoreWish(), single)
    if end.folder is not None:
        forget_choices(home)
    return end


class FirstStartFrame(WindowFrame):
    """Owns the window of the first start and what lives as long as it.

    Args:
        home: where the data are looked for first.
        printers: None: those of the system.
        clock: None: the computer's.
    """

    def __init__(
        self,
        app: QApplication,
        home: Path,
        *,
        printers: "Printers | None" = None,
        clock: "Clock | None" = None,
    ) -> None:
        super().__init__(app, Preferences(paths.preferences_file()), printers, clock)
        self.folder: Path | None = None
        self.is_restore_wanted = False
        self._home = home
        self._scanner = Scanner(ScanReader(_is_trial_code), parent=self)
        self.window = WizardWindow(self.kit, self._bar, self._scanner)
        self._door.install()
        self._scanner.install()
        self.window.painted.connect(self._on_painted)
        self.window.finished.connect(self._on_finished)
        self.window.restore_wanted.connect(self._on_restore_wanted)
        self.window.closed.connect(self._on_closed)

    def show(self) -> None:
        """Show the window, as large as the screen."""
        self.window.showMaximized()

    def finish(self) -> None:
        """End all lanes."""
        self._scanner.remove()
        self._end_lanes()
        self.window.deleteLater()
        self._leave()

    @Slot()
    def _on_painted(self) -> None:
        self.tasks.run(self._prepare, self._on_prepared)

    def _prepare(self) -> "FirstStartServices":
        # Use cases, signatures and the database's driver are loaded behind the painted window.
        from tthc_desk.app.diagnostics import start_log
        from tthc_desk.app.first_start_services import first_start_services

        start_log()
        return first_start_services(self._home, self._clock)

    def _on_prepared(self, services: "FirstStartServices") -> None:
        self.window.set_ready(services)
        self._collector.start()

    @Slot(object)
    def _on_finished(self, folder: Path) -> None:
        self.folder = folder
        leader = self.window.leader
        if leader:
            self._preferences.last_officer = leader
        self.window.close()

    @Slot()
    def _on_restore_wanted(self) -> None:
        self.is_restore_wanted = True
        self.window.close()

    def _what_was_saved(self) -> str:
        return self.tr("Các lựa chọn đã giữ; sổ chỉ có khi màn hình báo phường đã sẵn sàng.")


def _is_trial_code(text: str) -> bool:
    """Take the bar code of the test page for a scan, too."""
    return text == TEST_BAR
