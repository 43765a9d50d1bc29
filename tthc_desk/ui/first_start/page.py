"""What every page that leads on is: a title, a reason, and whether it may be left."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from tthc_desk.ui.first_start.services import Choices, FirstStartServices
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.scan_reading import Scan
from tthc_desk.usecases.pack_content import OpenedPack


class Draft:
    """What is being put together, shared by all pages.

    Args:
        choices: as kept from the last start.
    """

    def __init__(self, choices: Choices) -> None:
        self.choices = choices
        self.opened: OpenedPack | None = None

    def change(self, **changes: Any) -> None:
        """Keep a choice."""
        self.choices = replace(self.choices, **changes)

    @property
    def pack(self) -> OpenedPack:
        """Give the pack that was chosen; pages behind the choice have one."""
        if self.opened is None:
            raise ValueError("no pack was chosen yet")
        return self.opened


class BarePage(QWidget):
    """One page.

    Signals:
        changed: whether the page may be left, or what is missing, may be otherwise now.
    """

    changed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.kit = kit

    @property
    def title(self) -> str:
        """Say in a few words what the page is for."""
        raise NotImplementedError

    @property
    def reason(self) -> str:
        """Say what it does, and why."""
        raise NotImplementedError

    @property
    def going(self) -> str:
        """Name what the key that goes on does."""
        return self.tr("Tiếp tục")

    @property
    def missing(self) -> str:
        """Say what must be done before going on; empty when nothing."""
        return ""

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """Name the keys of this page: (key, what it does)."""
        return ()

    def arrive(self) -> None:
        """Show what stands now; called each time the page comes to the front."""

    def first_focus(self) -> QWidget | None:
        """Give the widget that work begins with."""
        return None

    def take_focus(self) -> None:
        """Put the focus where work begins."""
        (self.first_focus() or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def carry_out(self, act: Act) -> bool:
        """Take a key of the window; False for one that means nothing here."""
        del act
        return False


class Page(BarePage):
    """One page of the first start."""

    def __init__(self, kit: Kit, services: FirstStartServices, draft: Draft) -> None:
        super().__init__(kit)
        self.services = services
        self.draft = draft

    def on_scan(self, scan: Scan) -> None:
        """Take a scan; only the scanner's page has a use for it."""
        del scan
