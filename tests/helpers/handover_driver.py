"""Driving the handover screen in a busy ward."""

from PySide6.QtCore import Qt

from tests.helpers.qt import press, type_text
from tests.helpers.tracking_driver import AT_COUNTER, BusyWard
from tthc_desk.documents.render import render
from tthc_desk.domain.officers import Actor
from tthc_desk.ui.handover.handover_screen import HandoverScreen
from tthc_desk.ui.handover.list_tab import ListTab
from tthc_desk.ui.handover.services import HandoverServices
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.fields import ChoiceField, LineField
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.print_request import PrintRequest
from tthc_desk.ui.shared.scan_reading import Scan, ScanKind
from tthc_desk.usecases.handover import Handover
from tthc_desk.usecases.lines import ListLine
from tthc_desk.usecases.papers import Papers


def handover_services(ward: BusyWard) -> HandoverServices:
    """Give what the handover screen works with, in a ward."""

    def lists() -> tuple[ListLine, ...]:
        return ward.store.queries.lists()

    return HandoverServices(
        handover=Handover(ward.store, ward.rules),
        tracking=ward.tracking,
        processing=ward.processing,
        papers=Papers(ward.store, ward.rules, render),
        rules=ward.rules,
        lists=lists,
    )


class HandoverDriver:
    """What an officer does on the handover screen."""

    def __init__(self, kit: Kit, ward: BusyWard, actor: Actor = AT_COUNTER) -> None:
        kit.session.enter(actor)
        self.screen = HandoverScreen(kit)
        self.printed: list[PrintRequest] = []
        self.screen.print_requested.connect(self.printed.append)
        self.screen.resize(1194, 640)
        self.screen.show()
        self.screen.on_ready(handover_services(ward))
        self.screen.on_shown()

    @property
    def tab(self) -> ListTab:
        """Give the tab of lists in front."""
        current = self.screen.current
        assert isinstance(current, ListTab)
        return current

    def scan(self, number: str) -> None:
        """Scan a receipt."""
        assert self.screen.on_scan(Scan(number, ScanKind.NUMBER))

    def enter_number(self, number: str) -> None:
        """Type a number and press Enter."""
        type_text(self.tab.list_panel.box, number)
        press(self.tab.list_panel.box, Qt.Key.Key_Return)

    def choose_party(self, name: str) -> None:
        """Type the name of somebody who is no officer of the ward."""
        panel = self.tab.list_panel
        choice = panel.findChild(ChoiceField, "taker")
        field = panel.findChild(LineField, "taker_name")
        assert choice is not None
        assert field is not None
        choice.set_value("")
        type_text(field, name)

    def press(self, act: Act) -> bool:
        """Press a key of the table."""
        return self.screen.carry_out(act)

    def items(self) -> list[str]:
        """Read the numbers on the list."""
        return [i.dossier.number for i in self.tab.list_panel.items.records_model.records()]

    def states(self) -> list[str]:
        """Read the words of the list's last column."""
        panel = self.tab.list_panel.items.records_model
        return [panel.columns[-1].value(item) for item in panel.records()]
