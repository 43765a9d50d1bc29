"""Driving the closing screen in a busy ward."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from tests.helpers.tracking_driver import AT_COUNTER, BusyWard
from tests.helpers.ui_fakes import RecordingMessages
from tthc_desk.app.window_services import closing_services
from tthc_desk.app.wiring import Desk, wire
from tthc_desk.domain.officers import Actor
from tthc_desk.ui.closing.cash_line import CashLine
from tthc_desk.ui.closing.closing_screen import ClosingScreen
from tthc_desk.ui.closing.services import ClosingServices
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.print_request import PrintRequest
from tthc_desk.ui.shared.screen import OpenRequest
from tthc_desk.usecases.closing import ClosingInput


class ClosingDriver:
    """What an officer does on the closing screen; the clock is the ward's."""

    def __init__(self, kit: Kit, ward: BusyWard, actor: Actor = AT_COUNTER) -> None:
        self.desk: Desk = wire(ward.store, ward.clock)
        self.services: ClosingServices = closing_services(self.desk)
        assert isinstance(kit.messages, RecordingMessages)
        self.messages = kit.messages
        self.actor = actor
        now: Callable[[], datetime] = ward.clock.now
        kit = replace(kit, now=now)
        kit.session.enter(actor)
        self.screen = ClosingScreen(kit)
        self.printed: list[PrintRequest] = []
        self.opened: list[OpenRequest] = []
        self.screen.print_requested.connect(self.printed.append)
        self.screen.open_requested.connect(self.opened.append)
        self.screen.resize(1194, 640)
        self.screen.show()
        self.screen.on_ready(self.services)
        self.screen.on_shown()

    def press(self, act: Act) -> bool:
        """Press a key of the table."""
        return self.screen.carry_out(act)

    def close_before(self, day: date) -> None:
        """Close all days before one, every drawer as computed, and show that day."""
        closing = self.desk.closing
        for waiting in closing.queue():
            if waiting < day:
                drawers = closing.outlook(waiting).drawers
                counted = {one.login: one.computed_dong for one in drawers}
                closing.close(waiting, ClosingInput(counted), self.actor)
        self.screen.day.show_day(day)

    @property
    def cash(self) -> tuple[CashLine, ...]:
        """Give the lines of the cash table."""
        return self.screen.day.close_form.cash.lines
