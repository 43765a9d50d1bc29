"""A ward with the shipped catalogue, and driving the intake screen in it."""

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from tests.helpers.qt import press, type_text
from tests.helpers.ui_fakes import ACTOR, MONDAY_MORNING, OFFICERS, RESOURCES
from tests.helpers.wards import WARD, FixedClock
from tthc_desk.domain.workdays import YearCalendar
from tthc_desk.exchange.catalogue_files import shipped_procedures
from tthc_desk.exchange.holiday_calendar import propose
from tthc_desk.storage.folder import create_folder
from tthc_desk.storage.store import WardStore, open_store
from tthc_desk.ui.intake.screen import IntakeScreen
from tthc_desk.ui.intake.services import IntakeServices, StoredDrafts
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.print_request import PrintRequest
from tthc_desk.ui.shared.scan_reading import Scan, ScanKind
from tthc_desk.usecases.intake import Intake, IntakeAnswer
from tthc_desk.usecases.procedure_finder import ProcedureFinder
from tthc_desk.usecases.rules import Rules
from tthc_desk.usecases.tracking import Tracking

BIRTH, CERTIFICATION, EXTRACT = "1.001193", "2.000815", "2.000635"
CARD = (
    "001190000005||Nguyễn Thị Thử Nghiệm|15021990|Nữ|"
    "Tổ dân phố 3, Mễ Trì, Nam Từ Liêm, Hà Nội|11052021"
)
OTHER_CARD = (
    "001090000001|010000001|Nguyễn Văn Thử|15021990|Nam|"
    "Tổ dân phố 5, Cầu Diễn, Nam Từ Liêm, Hà Nội|10052021"
)
MRZ = (
    "IDVNM1900000059001190000005<<0\n9002155F3002153VNM<<<<<<<<<<<0\nNGUYEN<<THI<THU<NGHIEM<<<<<<<<"
)


@dataclass
class IntakeWard:
    """A ward's open data folder with everything the intake screen works with."""

    store: WardStore
    clock: FixedClock
    services: IntakeServices

    def close(self) -> None:
        self.store.close()


def open_intake_ward(folder: Path, years: tuple[YearCalendar, ...] = ()) -> IntakeWard:
    """Make a ward with the shipped catalogue and calendar, and open it."""
    calendars = years or tuple(propose(year, RESOURCES / "calendar") for year in (2026, 2027))
    ward = WARD.__class__(**{n: getattr(WARD, n) for n in WARD.__slots__} | {"officers": OFFICERS})
    create_folder(folder, ward, calendars, shipped_procedures(RESOURCES / "catalogue"))
    return reopen(folder)


def reopen(folder: Path) -> IntakeWard:
    """Open a ward's folder, as after the program was killed."""
    clock = FixedClock(MONDAY_MORNING)
    store = open_store(folder, clock)
    rules = Rules(store, clock)

    def finder() -> ProcedureFinder:
        versions = rules.book().procedures.values()
        return ProcedureFinder([v[-1] for v in versions], store.queries.procedure_use())

    services = IntakeServices(
        intake=Intake(store, rules),
        tracking=Tracking(store, rules),
        rules=rules,
        finder=finder,
        drafts=StoredDrafts(store, clock),
    )
    return IntakeWard(store, clock, services)


@dataclass
class IntakeDriver:
    """What a clerk does on the intake screen; counts the keys pressed."""

    kit: Kit
    screen: IntakeScreen = field(init=False)
    printed: list[PrintRequest] = field(default_factory=list)
    answers: list[IntakeAnswer] = field(default_factory=list)
    keys: int = 0

    def __post_init__(self) -> None:
        self.kit.session.enter(ACTOR)
        self.screen = IntakeScreen(self.kit)
        self.screen.print_requested.connect(self.printed.append)
        self.screen.accepted.connect(self.answers.append)
        self.screen.resize(1194, 620)
        self.screen.show()
        self.screen.activateWindow()
        QApplication.processEvents()
        self.screen.on_shown()

    def ready(self, services: IntakeServices) -> None:
        """Let the data folder be open."""
        self.screen.on_ready(services)

    def field(self, name: str) -> QWidget:
        """Find a field by its name in a request."""
        found = self.screen.findChild(QWidget, name)
        assert found is not None, name
        return found

    def text(self, name: str) -> str:
        """Read a line."""
        found = self.field(name)
        assert isinstance(found, QLineEdit)
        return found.text()

    @property
    def focus(self) -> str:
        """Name the field with the focus."""
        widget = QApplication.focusWidget()
        return widget.objectName() if widget else ""

    def scan(self, text: str = CARD) -> None:
        """Scan a card, and count from here."""
        kind = ScanKind.CARD if "|" in text else ScanKind.MRZ
        assert self.screen.on_scan(Scan(text, kind))
        self.keys = 0

    def type(self, letters: str) -> None:
        """Press the keys of letters and digits where the focus is."""
        for letter in letters:
            press(QApplication.focusWidget(), letter)
            self.keys += 1

    def press(self, key: Qt.Key) -> None:
        """Press a key of the keyboard where the focus is."""
        press(QApplication.focusWidget(), key)
        self.keys += 1

    def act(self, act: Act) -> bool:
        """Press a key of the key table."""
        self.keys += 1
        return self.screen.carry_out(act)

    def write(self, name: str, text: str) -> None:
        """Put a text into a field, as an input method does."""
        found = self.field(name)
        assert isinstance(found, QLineEdit)
        found.setFocus()
        found.clear()
        type_text(found, text)

    def shown(self) -> None:
        """Let the screen work out what was typed."""
        QApplication.processEvents()
