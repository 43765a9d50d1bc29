"""What the screen asks of each of its tabs."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tthc_desk.ui.handover.services import HandoverServices
from tthc_desk.ui.shared.scan_reading import Scan


@dataclass(frozen=True, slots=True)
class KeyOffer:
    """What a key does in a tab now; `is_on` False shows the word and does nothing."""

    text: str
    is_on: bool = True


class Tab(QWidget):
    """One tab; keys the screen takes are handed to the tab in front.

    Signals:
        print_requested: a `PrintRequest`.
        changed: what its keys do has changed.
    """

    print_requested = Signal(object)
    changed = Signal()

    def set_services(self, services: HandoverServices) -> None:
        """Take the use cases."""
        raise NotImplementedError

    def reload(self) -> None:
        """Read everything again; typed work stays."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Put the cursor where work begins."""
        raise NotImplementedError

    def take_number(self, text: str) -> None:
        """Take a number that was scanned or asked for."""
        raise NotImplementedError

    def take_scan(self, scan: Scan) -> bool:
        """Take another scan; False when it means nothing here."""
        del scan
        return False

    def accept_offer(self) -> KeyOffer:
        """Say what F9 does now."""
        return KeyOffer("", is_on=False)

    def accept(self) -> None:
        """Carry out what F9 means."""

    def put_on_offer(self) -> KeyOffer:
        """Say what Ctrl+Enter does now."""
        return KeyOffer("", is_on=False)

    def put_on(self) -> None:
        """Carry out what Ctrl+Enter means."""

    def take_off_offer(self) -> KeyOffer:
        """Say what F11 does now."""
        return KeyOffer("", is_on=False)

    def take_off(self) -> None:
        """Carry out what F11 means."""

    def start_anew(self) -> None:
        """Begin from an empty state."""

    def look(self) -> None:
        """Show the paper."""
