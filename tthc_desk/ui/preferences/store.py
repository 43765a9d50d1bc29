"""Window state and preferences of this machine, in an INI file; nothing legal or countable."""

from pathlib import Path
from typing import cast

from PySide6.QtCore import QByteArray, QSettings

from tthc_desk.ui.shared.print_request import MOST_SETS
from tthc_desk.ui.shared.tokens import DEFAULT_BASE_PT, LARGEST_BASE_PT, SMALLEST_BASE_PT


class Preferences:
    """Typed access to the settings: one property per key.

    Args:
        file: the INI file; made when the first preference is written.
    """

    def __init__(self, file: Path) -> None:
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def base_pt(self) -> float:
        """Base size of text in points, kept within what the screens were drawn for."""
        size = cast("float", self._settings.value("look/base_pt", DEFAULT_BASE_PT, type=float))
        # A value that cannot be read comes back as 0.
        return min(LARGEST_BASE_PT, max(SMALLEST_BASE_PT, size or DEFAULT_BASE_PT))

    @base_pt.setter
    def base_pt(self, size: float) -> None:
        self._settings.setValue("look/base_pt", size)

    @property
    def geometry(self) -> QByteArray:
        """Place and size of the window, empty before the first time."""
        kept = self._settings.value("window/geometry", QByteArray(), type=QByteArray)
        return cast("QByteArray", kept)

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._settings.setValue("window/geometry", geometry)

    @property
    def last_officer(self) -> str:
        """Login of who signed in last, to be proposed first; empty before the first time."""
        return self._text("sign_in/officer")

    @last_officer.setter
    def last_officer(self, login: str) -> None:
        self._settings.setValue("sign_in/officer", login)

    @property
    def last_desk(self) -> str:
        """Desk this machine stands at, empty before the first time."""
        return self._text("sign_in/desk")

    @last_desk.setter
    def last_desk(self, desk: str) -> None:
        self._settings.setValue("sign_in/desk", desk)

    @property
    def save_folder(self) -> str:
        """Folder in which a paper was last saved as PDF, empty before the first time."""
        return self._text("papers/save_folder")

    @save_folder.setter
    def save_folder(self, folder: str) -> None:
        self._settings.setValue("papers/save_folder", folder)

    @property
    def send_folder(self) -> str:
        """Folder totals were last written into, often a stick; empty before the first time."""
        return self._text("totals/send_folder")

    @send_folder.setter
    def send_folder(self, folder: str) -> None:
        self._settings.setValue("totals/send_folder", folder)

    def printer_for(self, paper: str) -> str:
        """Give the printer this desk chose for a kind of paper, empty for the system's default."""
        return self._text(self._at_desk("printers", paper)) or self._text(f"printers/{paper}")

    def remember_printer(self, paper: str, printer: str) -> None:
        """Keep the printer this desk chose for a kind of paper."""
        self._settings.setValue(self._at_desk("printers", paper), printer)

    def copies_for(self, paper: str) -> int:
        """Give how often this desk prints a kind of paper at a time, 1 unless chosen otherwise."""
        kept = cast("int", self._settings.value(self._at_desk("copies", paper), 1, type=int))
        # A value that cannot be read comes back as 0.
        return min(MOST_SETS, max(1, kept))

    def remember_copies(self, paper: str, copies: int) -> None:
        """Keep how often this desk prints a kind of paper at a time."""
        self._settings.setValue(self._at_desk("copies", paper), copies)

    def period_for(self, page: str) -> str:
        """Give the name of the period this desk chose on a page of reports, empty for none."""
        return self._text(self._at_desk("periods", page))

    def remember_period(self, page: str, period: str) -> None:
        """Keep the period this desk chose on a page of reports."""
        self._settings.setValue(self._at_desk("periods", page), period)

    def flush(self) -> None:
        """Write the file now."""
        self._settings.sync()

    def _at_desk(self, group: str, paper: str) -> str:
        """Name a preference of the desk; before the first sign-in it is the machine's."""
        # A slash would make a group of its own.
        desk = self.last_desk.replace("/", "_").replace("\\", "_")
        return f"desks/{desk}/{group}/{paper}" if desk else f"{group}/{paper}"

    def _text(self, key: str) -> str:
        return cast("str", self._settings.value(key, "", type=str))
