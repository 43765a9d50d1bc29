"""Driving the closing screen in a busy ward."""

from tests.helpers.tracking_driver import AT_COUNTER, BusyWard
from tthc_desk.documents.charts import chart_pdf
from tthc_desk.domain.officers import Actor
from tthc_desk.ui.closing.closing_screen import ClosingScreen
from tthc_desk.ui.closing.services import ClosingServices
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.print_request import PrintRequest
from tthc_desk.usecases.reports import Reports
from tthc_desk.usecases.upkeep import Upkeep


class ClosingDriver:
    """What an officer does on the closing screen."""

    def __init__(self, kit: Kit, ward: BusyWard, actor: Actor = AT_COUNTER) -> None:
        kit.session.enter(actor)
        self.screen = ClosingScreen(kit)
        self.printed: list[PrintRequest] = []
        self.screen.print_requested.connect(self.printed.append)
        self.screen.resize(1194, 640)
        self.screen.show()
        reports = Reports(ward.store, ward.rules)
        upkeep = Upkeep(ward.store, ward.rules)
        services = ClosingServices(reports, chart_pdf, lambda p: tuple(upkeep.verify(p)))
        self.screen.on_ready(services)
        self.screen.on_shown()

    def press(self, act: Act) -> bool:
        """Press a key of the table."""
        return self.screen.carry_out(act)
