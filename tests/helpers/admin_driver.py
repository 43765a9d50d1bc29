"""Driving the admin screen in a ward."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from tests.helpers.qt import shown_rows
from tests.helpers.tracking_driver import IN_CHARGE, BusyWard
from tests.helpers.ui_fakes import RecordingMessages
from tthc_desk.app.window_admin import admin_services
from tthc_desk.app.wiring import Desk, wire
from tthc_desk.domain.officers import Actor
from tthc_desk.domain.workdays import YearCalendar
from tthc_desk.exchange.holiday_calendar import calendar_csv
from tthc_desk.ui.admin.admin_screen import AdminScreen
from tthc_desk.ui.admin.difference_dialog import DifferenceDialog
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Question
from tthc_desk.ui.shared.print_request import PrintRequest


class AdminDriver:
    """What an officer does on the admin screen; the clock is the ward's."""

    def __init__(self, kit: Kit, ward: BusyWard, actor: Actor = IN_CHARGE) -> None:
        self.desk: Desk = wire(ward.store, ward.clock)
        assert isinstance(kit.messages, RecordingMessages)
        self.messages = kit.messages
        now: Callable[[], datetime] = ward.clock.now
        kit = replace(kit, now=now)
        kit.session.enter(actor)
        self.screen = AdminScreen(kit)
        self.printed: list[PrintRequest] = []
        self.screen.print_requested.connect(self.printed.append)
        self.screen.resize(1194, 640)
        self.screen.show()
        self.screen.on_ready(admin_services(self.desk))
        self.screen.on_shown()

    def press(self, act: Act) -> bool:
        """Press a key of the table."""
        return self.screen.carry_out(act)

    def choose_year(self, year: int) -> None:
        """Choose a year in the box."""
        self.screen.year.choice.set_value(year)

    @property
    def year(self) -> int:
        """Read which year is shown."""
        shown = self.screen.year.shown
        assert shown is not None
        return shown.year

    @property
    def state(self) -> str:
        """Read whether the year is confirmed, and by whom."""
        return self.screen.year.state_text

    @property
    def doubts(self) -> str:
        """Read what is not sure of the year."""
        return self.screen.year.doubt_text

    @property
    def days(self) -> list[tuple[str, ...]]:
        """Read the list of special days."""
        return shown_rows(self.screen.year.days)

    @property
    def question(self) -> Question:
        """Give what was asked last."""
        asked = self.messages.questions[-1]
        assert isinstance(asked, Question)
        return asked

    @property
    def difference(self) -> DifferenceDialog:
        """Give the window of the difference."""
        dialog = self.screen.files.dialog
        assert dialog is not None
        return dialog

    def kept(self, year: int) -> YearCalendar:
        """Give a year as the ward holds it."""
        return self.desk.rules.book().calendar.years[year]

    def read(self, year: YearCalendar, folder: Path) -> Path:
        """Let the officer choose a file with a year in it."""
        path = folder / f"{year.year}.csv"
        path.write_bytes(calendar_csv(year))
        self.screen.files.read(path)
        return path
