"""Reading a pack beside the ward, and taking it over once a person said so."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tthc_desk.ui.admin.pack_look import PackLook, look_again, read_look
from tthc_desk.ui.admin.services import PackServices
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.usecases.ward import Ward

_LOOK = "admin-pack"


class PackWork(QObject):
    """Works in the lane; nothing is half done.

    Signals:
        looked: the `PackLook` that was read.
        not_read: why (Exception) a pack cannot be used here.
        applied: the `PackLook` that was taken over, and the `Ward` as it is now.
        refused: why (Exception) it was not taken over; nothing was saved.
    """

    looked = Signal(object)
    not_read = Signal(object)
    applied = Signal(object, object)
    refused = Signal(object)

    def __init__(self, kit: Kit, screen: QWidget) -> None:
        super().__init__(screen)
        self._kit = kit
        self._services: PackServices | None = None
        self._applied: PackLook | None = None

    @property
    def is_busy(self) -> bool:
        """Say whether a pack is being taken over."""
        return self._applied is not None

    def set_services(self, services: PackServices) -> None:
        """Take the use cases."""
        self._services = services

    def read(self, path: Path) -> None:
        """Read a file and what it would change from today on."""
        services = self._services
        if services is not None:
            self._look(lambda: read_look(services, path))

    def look_again(self, look: PackLook, day: date) -> None:
        """Compare a pack that was read with the ward as it stands now.

        Args:
            day: first day of changed procedures.
        """
        services = self._services
        if services is not None:
            self._look(lambda: look_again(services, look.opened, day))

    def apply(self, look: PackLook, *, compared: bool) -> None:
        """Take a pack over as it was looked at.

        Args:
            compared: its key was compared with IT's sheet.
        """
        services, actor = self._services, self._kit.session.actor
        if services is None or actor is None or self.is_busy:
            return
        self._applied = look

        def work() -> Ward:
            services.packs.apply(look.opened, look.change, actor, compared=compared)
            return services.ward()

        self._kit.tasks.run(work, self._on_applied, self._on_refused)

    def _look(self, work: Callable[[], PackLook]) -> None:
        self._kit.tasks.run(work, self.looked.emit, self.not_read.emit, latest=_LOOK)

    def _on_applied(self, ward: Ward) -> None:
        look, self._applied = self._applied, None
        self.applied.emit(look, ward)

    def _on_refused(self, error: Exception) -> None:
        self._applied = None
        self.refused.emit(error)
