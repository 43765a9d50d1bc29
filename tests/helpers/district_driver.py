"""A superior authority in the middle of its work, and its window driven as by a person."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from tests.helpers.districts import (
    DISTRICT,
    SendingWard,
    Sent,
    deliver,
    enrol,
    month,
    open_again,
)
from tests.helpers.ui_fakes import PdfPrinters, RecordingMessages
from tests.helpers.wards import FixedClock
from tthc_desk.app.district_services import district_services
from tthc_desk.app.district_wiring import DistrictDesk, make_district
from tthc_desk.domain.local_time import VIETNAM
from tthc_desk.domain.officers import Officer, Role
from tthc_desk.ui.district.board_screen import BoardScreen
from tthc_desk.ui.district.district_window import DistrictWindow, entries
from tthc_desk.ui.district.places import BOARD, RECEIPT, REPORT, WARDS
from tthc_desk.ui.district.receipt_screen import ReceiptScreen
from tthc_desk.ui.district.report_screen import ReportScreen
from tthc_desk.ui.district.services import DistrictServices
from tthc_desk.ui.district.wards_screen import WardsScreen
from tthc_desk.ui.preferences.store import Preferences
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.message_bar import MessageBar
from tthc_desk.ui.shared.tasks import TaskRunner
from tthc_desk.usecases.messages import error_text

S = TypeVar("S")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=VIETNAM)
NAMES = (
    ("00592", "phường Cầu Diễn"),
    ("00622", "phường Xuân Phương"),
    ("00623", "phường Phương Canh"),
    ("00625", "phường Mỹ Đình 1"),
    ("00626", "phường Mỹ Đình 2"),
    ("00628", "phường Tây Mỗ"),
    ("00631", "phường Mễ Trì"),
    ("00632", "phường Phú Đô"),
    ("00634", "phường Đại Mỗ"),
    ("00637", "phường Trung Văn"),
)
OFFICERS = (
    Officer("tonghop", "Đỗ Thị Mẫu Tổng Hợp", Role.SUPERVISOR, "Chuyên viên"),
    Officer("giamsat", "Ngô Văn Mẫu Giám Sát", Role.SUPERVISOR, "Phó Chánh Văn phòng"),
)


@dataclass
class BusyDistrict:
    """Wards that have sent most of the year, with all that can go wrong."""

    desk: DistrictDesk
    clock: FixedClock
    wards: dict[str, SendingWard]
    sent: dict[tuple[str, int], Sent] = field(default_factory=dict)

    def ward(self, name: str) -> SendingWard:
        """Give a ward by a part of its name."""
        return next(ward for ward in self.wards.values() if name in ward.name)

    def close(self) -> None:
        """Close the folder."""
        self.desk.store.close()


def open_district(
    folder: Path, names: Iterable[tuple[str, str]] = NAMES, start: date = date(2025, 11, 1)
) -> BusyDistrict:
    """Make a district with enrolled wards that have sent nothing yet."""
    clock = FixedClock(datetime(2025, 11, 3, 8, 0, tzinfo=VIETNAM))
    own = replace(DISTRICT, name="quận Nam Từ Liêm", officers=OFFICERS)
    make_district(folder, own, clock)
    desk = open_again(folder, clock)
    wards = {}
    for code, name in names:
        ward = SendingWard(code, name, made_at=datetime(2025, 11, 1, 8, 0, tzinfo=VIETNAM))
        enrol(desk, ward, since=start)
        wards[code] = ward
    return BusyDistrict(desk, clock, wards)


def fill(district: BusyDistrict) -> BusyDistrict:
    """Let twelve months pass: one ward is late once, two lack a month, one sent a fork."""
    for at in range(12):
        span = month(*_year_month(at))
        district.clock.at = datetime.combine(span.last + timedelta(3), time(9), VIETNAM)
        late = []
        for ward in district.wards.values():
            file = ward.send(span)
            district.sent[ward.code, span.first.month] = file
            if "Tây Mỗ" in ward.name and at == 5:
                late.append(file)
            elif not ("Phú Đô" in ward.name and at in (9, 11)) and not (
                "Đại Mỗ" in ward.name and at == 11
            ):
                deliver(district.desk, [file])
        district.clock.at += timedelta(6)
        deliver(district.desk, late)
    district.clock.at = NOW
    _go_wrong(district)
    return district


def _go_wrong(district: BusyDistrict) -> None:
    """Amend one month, fork another, and refuse a file that was changed on its way."""
    amended = district.ward("Mỹ Đình 1")
    before = district.sent[amended.code, 10]
    changed = amended.send(month(10), replaces=before.hash, rows=before.totals.rows, as_of=NOW)
    forked = district.ward("Mễ Trì")
    first = district.sent[forked.code, 9]
    twin = forked.send(
        month(9), seq=first.totals.seq, prev=first.totals.prev, as_of=NOW, rows=first.totals.rows
    )
    deliver(district.desk, [changed, twin])
    lacking = district.ward("Phú Đô")
    file = district.sent[lacking.code, 10]
    broken = file.data.replace(b'"sig":"', b'"sig":"AAAA', 1)
    district.desk.consolidation.import_file(file.name, broken, district.desk.actor())


def _year_month(at: int) -> tuple[int, int]:
    place = 2025 * 12 + 10 + at
    return place % 12 + 1, place // 12


class DistrictDriver:
    """The window on a district's folder; tasks run on the spot."""

    def __init__(self, kit: Kit, desk: DistrictDesk) -> None:
        assert isinstance(kit.messages, RecordingMessages)
        kit.messages.words_of = _words  # type: ignore[method-assign]
        self.messages = kit.messages
        self.desk = desk
        now: Callable[[], datetime] = desk.clock.now
        kit = replace(kit, now=now)
        self.kit = kit
        self.runner = TaskRunner(kit.messages.failed)
        self.bar = MessageBar(kit.icons, kit.scale, self.runner)
        memory = kit.remembered
        assert isinstance(memory, Preferences)
        self.window = DistrictWindow(kit, entries(), bar=self.bar, memory=memory)
        self.window.resize(1366, 728)
        self.window.show()
        self.services: DistrictServices = district_services(desk)

    def ready(self) -> "DistrictDriver":
        """Hand the use cases over, as when the folder is open."""
        self.window.set_ready(self.services)
        return self

    @property
    def board(self) -> BoardScreen:
        """Give the board."""
        return self._screen(BOARD, BoardScreen)

    @property
    def receipt(self) -> ReceiptScreen:
        """Give the place where files are taken in."""
        return self._screen(RECEIPT, ReceiptScreen)

    @property
    def report(self) -> ReportScreen:
        """Give the report."""
        return self._screen(REPORT, ReportScreen)

    @property
    def wards(self) -> WardsScreen:
        """Give wards and keys."""
        return self._screen(WARDS, WardsScreen)

    @property
    def printers(self) -> PdfPrinters:
        """Give the printers that print into files."""
        assert isinstance(self.kit.printers, PdfPrinters)
        return self.kit.printers

    def close(self) -> None:
        """Free the window at once: those left over are dressed anew with every program."""
        self.runner.wait_for_done()
        self.window._may_close = True
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _screen(self, act: Act, kind: type[S]) -> S:
        screen = self.window.screen_of(act)
        assert isinstance(screen, kind)
        if self.window.screen_shown is not screen:
            self.window.show_screen(act)
        return screen


def _words(error: Exception) -> str:
    return error_text(error) if hasattr(error, "code") else str(error)  # type: ignore[arg-type]


def settle() -> None:
    """Let the window draw."""
    for _ in range(3):
        QApplication.processEvents()
