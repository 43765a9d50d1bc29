"""The window's start: paint first, then open the ward behind it."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QApplication

from tthc_desk.app import paths
from tthc_desk.app.backup_desk import BackupDesk
from tthc_desk.app.printing_desk import PrintingDesk
from tthc_desk.app.window_frame import WindowFrame, the_application
from tthc_desk.app.window_screens import load_first_screen, load_other_screens, screen_entries
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.ui.main_window import MainWindow, Ready
from tthc_desk.ui.preferences.store import Preferences
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.scan_reading import ScanReader
from tthc_desk.ui.shared.scanner import Scanner
from tthc_desk.ui.shared.screen import OpenRequest, Screen

if TYPE_CHECKING:
    from tthc_desk.app.restore_frame import RestoreWish
    from tthc_desk.app.wiring import Desk
    from tthc_desk.ui.shared.printers import Printers
    from tthc_desk.usecases.ports import Clock

_NUMBER = re.compile(
    r"[0-9A-Z]{1,3}(\.[0-9A-Z]{1,3}){1,5}-[0-9]{6}-[A-Z0-9]{0,3}[0-9]{3,7}"
    r"|(BG|KQ)[0-9]{4}-[0-9]{4,7}"
)
"""A dossier's number, own or official, or a hand-over list's."""

_RESTORED = frozenset({Code.NO_WARD, Code.NOT_OURS, Code.CORRUPT, Code.KEY})
"""Refusals that a backup can be the remedy of."""


def run_window(folder: Path | None, file: Path | None = None) -> int:
    """Show the window until it is closed; give the exit code.

    A second window on the same folder shows the first one and ends.

    Args:
        file: a ward pack to show; with it a ward is made where there is none.
    """
    data = paths.data_folder(folder)
    app = the_application()
    if not (data / "ward.db").exists():
        # Its code is read only where there is no ward yet.
        from tthc_desk.app.first_start import is_first_start, run_first_start

        if is_first_start(folder):
            made = run_first_start(app, folder, file)
            if made is None:
                return 0
            data, file = made, None
    while True:
        code, again = _run_on(app, data, paths.home_folder(folder), file)
        if again is None:
            return code
        data, file = again, None


def _run_on(
    app: QApplication, data: Path, home: Path, file: Path | None
) -> tuple[int, Path | None]:
    """Show the window on a folder; give the exit code, and the folder to open after it."""
    from tthc_desk.app.single_window import SingleWindow

    single = SingleWindow(data)
    refused: DeskError | None = None
    try:
        if not single.is_first():
            single.raise_first(file)
            return 0, None
        # Before the window is built: a second click may come while it is.
        single.listen()
    except DeskError as error:
        refused = error
    frame = Frame(app, data, refused=refused)
    single.raised.connect(frame.window.come_forward)
    single.asked.connect(frame.open_file)
    if file is not None:
        frame.open_file(file)
    app.setQuitOnLastWindowClosed(False)
    frame.ended.connect(app.quit)
    frame.show()
    code = app.exec()
    frame.finish()
    if frame.wish is not None:
        # The lock is held on: nobody opens the book while another takes its place.
        from tthc_desk.app.restore_frame import run_restoring

        single.raised.disconnect(frame.window.come_forward)
        single.asked.disconnect(frame.open_file)
        end = run_restoring(app, home, frame.wish, single)
        if end.folder is not None:
            single.release()
            return code, end.folder
    # A new window may open while the backup is made: nobody waits for it.
    single.release()
    if frame.is_open:
        from tthc_desk.app.own_backups import back_up_at_exit

        back_up_at_exit(data)
    return code, None


@dataclass(frozen=True, slots=True)
class _Opened:
    desk: "Desk"
    ready: Ready


class Frame(WindowFrame):
    """Owns the window and everything that lives as long as it.

    Args:
        refused: why the folder must not be opened; said in the window, since nobody sees a
            standard error on Windows.
        printers: None: those of the system.
        clock: None: the computer's.

    Signals:
        upgraded: how far bringing an older ward up is, in hundredths.
    """

    upgraded = Signal(int)

    def __init__(
        self,
        app: QApplication,
        folder: Path,
        *,
        refused: DeskError | None = None,
        printers: "Printers | None" = None,
        clock: "Clock | None" = None,
    ) -> None:
        super().__init__(app, Preferences(paths.preferences_file()), printers, clock)
        self._folder = folder
        self._refused = refused
        self._desk: Desk | None = None
        self.wish: RestoreWish | None = None
        self._scanner = Scanner(ScanReader(_is_number), parent=self)
        self.printing = PrintingDesk(self.kit, self)
        self.backups = BackupDesk(self.kit, self)
        self.window = MainWindow(
            self.kit,
            screen_entries(self._heard),
            bar=self._bar,
            scanner=self._scanner,
            memory=self._preferences,
        )
        self._door.install()
        self._scanner.install()
        self._connect()

    def _connect(self) -> None:
        self.window.painted.connect(self._on_painted)
        # First: what has to end must not wait for a backup that begins anew at the exit.
        self.window.closed.connect(self.backups.stop)
        self.window.closed.connect(self._on_closed)
        self.window.settled.connect(self._on_settled)
        self.upgraded.connect(self.window.show_upgrade)
        self.backups.standing.connect(self.window.show_standing)
        self.window.restore_wanted.connect(self._on_restore_wanted)

    @property
    def is_open(self) -> bool:
        """Say whether the ward was opened."""
        return self._desk is not None

    def show(self) -> None:
        """Show the window; the ward opens once it is painted."""
        self.window.present()

    @Slot(object)
    def open_file(self, file: Path) -> None:
        """Show a ward pack to whoever works here, once somebody does."""
        self.window.ask_for(OpenRequest(Act.ADMIN, str(file)))

    def finish(self) -> None:
        """End all lanes and close the ward."""
        self._scanner.remove()
        self._end_lanes()
        if self._desk is not None:
            self._desk.store.close()
        self._leave()

    @Slot()
    def _on_painted(self) -> None:
        # Loading code in the lane leaves the window its turns; building widgets must not wait.
        self.tasks.run(load_first_screen, self._on_loaded)

    def _on_loaded(self, _: None) -> None:
        self.window.show_first()

    @Slot()
    def _on_settled(self) -> None:
        # Only now: building widgets and opening the ward at once would slow both.
        self.tasks.run(self._open, self._on_opened, self._on_refused)

    def _open(self) -> _Opened:
        if self._refused is not None:
            raise self._refused
        # The use cases and the database's driver are loaded here, behind the painted window.
        from tthc_desk.app.diagnostics import start_log
        from tthc_desk.app.window_services import open_for_window

        start_log()
        desk, ready = open_for_window(self._folder, self._clock, self._tell_upgrade)
        return _Opened(desk, ready)

    def _tell_upgrade(self, done: int, of: int) -> bool:
        """Hear in the lane how far it is; the signal carries it over."""
        self.upgraded.emit(done * 100 // max(of, 1))
        return True

    def _heard(self, screen: Screen[Any]) -> Screen[Any]:
        changed: Any = getattr(screen, "ward_changed", None)
        if changed is not None:
            changed.connect(self.window.take_ward)
        wanted: Any = getattr(screen, "restore_wanted", None)
        if wanted is not None:
            wanted.connect(self._on_restore_of)
        return self.backups.heard(self.printing.heard(screen))

    def _on_opened(self, opened: _Opened) -> None:
        self._desk = opened.desk
        self.printing.serve(opened.desk.papers)
        self.backups.serve(opened.desk.backups)
        self.window.set_ready(opened.ready)
        self._collector.start()
        self.tasks.run(load_other_screens, self._on_all_loaded)

    def _on_all_loaded(self, _: None) -> None:
        """Nothing to do: the first F3 finds its code read."""

    def _on_refused(self, error: Exception) -> None:
        words = self._words_of_refusal(error)
        self.window.show_refusal(words, may_restore=_has_remedy(error))
        self._collector.start()

    @Slot()
    def _on_restore_wanted(self) -> None:
        self._on_restore_of(None)

    @Slot(object)
    def _on_restore_of(self, file: Path | None) -> None:
        """Close the ward and put a backup in its place, unless work keeps the window open."""
        from tthc_desk.app.restore_frame import RestoreWish

        actor = self.kit.session.actor
        wish = RestoreWish(self._folder, file, actor.officer.login if actor else "")
        if self.window.close():
            self.wish = wish

    def _what_was_saved(self) -> str:
        return self.tr("Hồ sơ đã báo số thì đã lưu; việc chưa báo số thì chưa lưu.")


def _has_remedy(error: Exception) -> bool:
    """Tell whether a backup can be the remedy."""
    if not isinstance(error, DeskError) or error.facts.get("reason") == "other_kind":
        return False
    return error.code in _RESTORED


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None
