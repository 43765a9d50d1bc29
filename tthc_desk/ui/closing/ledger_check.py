"""Checks the whole data folder behind a bar that can be stopped."""

from PySide6.QtCore import QObject, Signal, Slot

from tthc_desk.ui.closing.services import ClosingServices
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.usecases.ports import Finding


class LedgerCheck(QObject):
    """Says whether the ledger is whole.

    Signals:
        ran: whether a check can be started now (bool).
    """

    ran = Signal(bool)

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._services: ClosingServices | None = None

    def set_services(self, services: ClosingServices) -> None:
        """Take the use cases."""
        self._services = services

    @Slot()
    def run(self) -> None:
        """Start a check."""
        services = self._services
        if services is None:
            return
        self.ran.emit(False)
        title = self.tr("Đang kiểm tra sổ")
        self._kit.tasks.run_long(title, services.check, self._on_checked, self._on_failed)

    def _on_checked(self, findings: tuple[Finding, ...]) -> None:
        self.ran.emit(True)
        if not findings:
            self._kit.messages.done(self.tr("Đã kiểm tra toàn bộ sổ: dữ liệu nguyên vẹn."))
            return
        first = findings[0]
        text = self.tr("Sổ có {count} điểm sai, điểm đầu ở {subject}. Hãy báo người quản trị.")
        self._kit.messages.error(text.format(count=len(findings), subject=first.subject))

    def _on_failed(self, error: Exception) -> None:
        self.ran.emit(True)
        self._kit.messages.failed(error)
