"""Taking files in, off the window's thread, with a bar that can be stopped."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from tthc_desk.domain.officers import Actor
from tthc_desk.ui.district.services import DistrictServices
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.tasks import Report
from tthc_desk.usecases.consolidation import Received


@dataclass(frozen=True, slots=True)
class Taken:
    """The answers to the files that were offered.

    Args:
        left: files nobody looked at, because it was stopped.
    """

    answers: tuple[Received, ...]
    left: int = 0


class ReceiptWork(QObject):
    """Takes files in, one heap at a time.

    Signals:
        taken: a `Taken`.
        ended: the work is over, whatever came of it.
    """

    taken = Signal(object)
    ended = Signal()

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._services: DistrictServices | None = None
        self._is_busy = False

    @property
    def is_busy(self) -> bool:
        """Say whether files are being taken in."""
        return self._is_busy

    def set_services(self, services: DistrictServices) -> None:
        """Take the use cases."""
        self._services = services

    def take(self, places: Sequence[Path]) -> None:
        """Take files and whole folders in; nothing while others are being taken in."""
        services, actor = self._services, self._kit.session.actor
        if services is None or actor is None or self._is_busy or not places:
            return
        self._is_busy = True
        self._kit.tasks.run_long(
            self.tr("Đang nhận tệp"),
            lambda report: _take(services, tuple(places), actor, report),
            self._on_taken,
            self._on_failed,
        )

    def _on_taken(self, taken: Taken) -> None:
        self._is_busy = False
        self.taken.emit(taken)
        self.ended.emit()

    def _on_failed(self, error: Exception) -> None:
        self._is_busy = False
        self._kit.messages.failed(error)
        self.ended.emit()


def _take(
    services: DistrictServices, places: tuple[Path, ...], actor: Actor, report: Report
) -> Taken:
    found = services.find(places)

    def told(done: int, _: int) -> bool:
        return report(min(done, found.count), found.count)

    answers = tuple(services.consolidation.import_files(found.offered, actor, told))
    return Taken(answers, max(0, found.count - len(answers)))
