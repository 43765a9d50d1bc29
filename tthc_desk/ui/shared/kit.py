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

    def copies_for(self, paper: str) -> int:
        """Give how often a kind of paper is printed at a time, 1 unless chosen otherwise."""
        ...

    def remember_copies(self, paper: str, copies: int) -> None:
        """Keep how often a kind of paper is printed at a time."""
        ...

    def period_for(self, page: str) -> str:
        """Give the name of the period last chosen on a page of reports, empty for none."""
        ...

    def remember_period(self, page: str, period: str) -> None:
        """Keep the period chosen on a page of reports."""
        ...

    @property
    def save_folder(self) -> str:
        """Folder in which a paper was last saved as PDF."""
        ...

    @save_folder.setter
    def save_folder(self, folder: str) -> None: ...

    @property
    def send_folder(self) -> str:
        """Folder totals were last written into, often a stick; empty before the first time."""
        ...

    @send_folder.setter
    def send_folder(self, folder: str) -> None: ...


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
