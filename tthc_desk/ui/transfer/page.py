"""What every page of the transfer screen answers: what its keys do now, and doing it."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.transfer.services import TransferServices


@dataclass(frozen=True, slots=True)
class Verb:
    """What a key does on a page.

    Args:
        is_on: whether it does so now.
    """

    name: str
    is_on: bool = True


class TransferPage(QWidget):
    """One page; the screen gives it the keys it names.

    Signals:
        changed: its keys do something else now.
    """

    changed = Signal()

    uses_folder = True
    """Whether it writes into the folder at the foot of the screen."""
    has_own_buttons = False
    """Whether its main key stands on a button of its own."""

    def set_services(self, services: TransferServices) -> None:
        """Take the use cases."""

    def follow(self) -> None:
        """Offer anew what can be done: another officer acts, or the page comes to the front."""

    @property
    def is_busy(self) -> bool:
        """Say whether something would be lost if the window were closed now."""
        return False

    def verbs(self) -> Mapping[Act, Verb]:
        """Name the keys it takes; every other one does nothing."""
        raise NotImplementedError

    def carry_out(self, act: Act) -> None:
        """Do what a key is named for."""
        raise NotImplementedError

    def reload(self) -> None:
        """Read what is shown anew."""

    def take_focus(self) -> None:
        """Put the focus where work begins."""
