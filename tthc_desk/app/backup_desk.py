"""The window's side of backups: made after a day is closed, and said when none was for days."""

from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.tasks import Lane, Report, Ticket

if TYPE_CHECKING:
    from tthc_desk.usecases.backups import Backups, BackupState

S = TypeVar("S", bound=QWidget)


class BackupDesk(QObject):
    """Keeps backups going behind the window; nothing waits for them.

    Signals:
        standing: a warning to be kept in sight, empty when there is none.
    """

    standing = Signal(str)

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._backups: Backups | None = None
        self._running: Ticket | None = None

    def serve(self, backups: "Backups") -> None:
        """Take the use cases of the ward that was opened."""
        self._backups = backups
        self.look()

    def heard(self, screen: S) -> S:
        """Listen to a screen that closes days, or that makes backups itself."""
        for name, slot in (("day_closed", self.make_after_closing), ("backed_up", self.look)):
            signal: Any = getattr(screen, name, None)
            if signal is not None:
                signal.connect(slot)
        return screen

    @Slot()
    def make_after_closing(self) -> None:
        """Make a backup in a lane of its own."""
        backups = self._backups
        if backups is None:
            return

        def work(report: Report) -> None:
            from tthc_desk.usecases.backup_facts import BackupReason

            backups.make_own(BackupReason.CLOSING, report)

        title = self.tr("Đang sao lưu sổ")
        self._running = self._kit.tasks.run_long(
            title, work, self._on_made, self._on_refused, lane=Lane.BACKUP
        )

    @Slot()
    def stop(self) -> None:
        """Stop what runs: the window is gone, and its end makes a backup anyway."""
        if self._running is not None:
            self._kit.tasks.cancel(self._running)

    @Slot()
    def look(self) -> None:
        """Look how the ward stands with its backups."""
        if self._backups is not None:
            self._kit.tasks.run(self._backups.state, self._show, latest="backup-state")

    def _on_made(self, _: None) -> None:
        self._running = None
        self.look()

    def _on_refused(self, error: Exception) -> None:
        self._running = None
        if isinstance(error, DeskError) and error.code is not Code.CANCELLED:
            text = self.tr("Đã chốt sổ nhưng chưa sao lưu được. {why}")
            self._kit.messages.warning(text.format(why=self._kit.messages.words_of(error)))
        elif not isinstance(error, DeskError):
            self._kit.messages.failed(error)
        self.look()

    def _show(self, state: "BackupState") -> None:
        text = self.tr("▲ {days} ngày chưa sao lưu").format(days=state.working_days)
        self.standing.emit(text if state.working_days > state.warn_days else "")
