"""What every screen is given: tasks, messages, icons, session, memory and printing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from tthc_desk.ui.shared.icons import Icons
from tthc_desk.ui.shared.messages import Messages
from tthc_desk.ui.shared.printers import Printers
from tthc_desk.ui.shared.session import Session
from tthc_desk.ui.shared.tasks import Tasks
from tthc_desk.ui.shared.tokens import TypeScale


class Remembered(Protocol):
    """Preferences of this machine that the shared parts read and write."""

    def printer_for(self, paper: str) -> str:
        """Give the printer last chosen for a kind of paper, empty for the system's default."""
        ...

    def remember_printer(self, paper: str, printer: str) -> None:
        """Keep the printer chosen for a kind of paper."""
        ...

    @property
    def save_folder(self) -> str:
        """Folder in which a paper was last saved as PDF."""
        ...

    @save_folder.setter
    def save_folder(self, folder: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Kit:
    """One of each for the whole window.

    Args:
        now: the present moment, aware, in Vietnam's time zone.
    """

    tasks: Tasks
    messages: Messages
    icons: Icons
    session: Session
    remembered: Remembered
    printers: Printers
    scale: TypeScale
    now: Callable[[], datetime]
