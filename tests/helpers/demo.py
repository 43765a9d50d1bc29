"""A whole window with placeholder screens, to look at and to test the frame with."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Slot

from tests.helpers.ui_fakes import MONDAY_MORNING, OFFICERS, RESOURCES, PdfPrinters
from tthc_desk.domain.dossier import Queue, Status
from tthc_desk.domain.officers import Actor
from tthc_desk.domain.procedure import Channel
from tthc_desk.ui.main_window import MainWindow, Ready
from tthc_desk.ui.preferences.store import Preferences
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.check_list import CheckItem, CheckList
from tthc_desk.ui.shared.controls import ActionButton, Role, column, label, panel, row
from tthc_desk.ui.shared.fields import Choice, ChoiceField, DateField, LineField, MoneyField
from tthc_desk.ui.shared.forms import Form
from tthc_desk.ui.shared.icons import IconName, Icons
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.message_bar import MessageBar
from tthc_desk.ui.shared.record_table import Column, Page, RecordTableModel
from tthc_desk.ui.shared.record_view import RecordView
from tthc_desk.ui.shared.scan_reading import Scan, ScanReader
from tthc_desk.ui.shared.scanner import Scanner
from tthc_desk.ui.shared.screen import Screen, ScreenEntry
from tthc_desk.ui.shared.session import Session
from tthc_desk.ui.shared.tasks import TaskRunner
from tthc_desk.ui.shared.tokens import Gap, TypeScale
from tthc_desk.ui.shared.window_messages import WindowMessages
from tthc_desk.usecases.lines import DossierId, DossierLine

_FIRST = DossierLine(
    id=DossierId(1),
    number="H26.158-261123-T0001",
    official_code="",
    procedure_code="1.001193",
    procedure_name="Đăng ký khai sinh",
    field="Hộ tịch",
    channel=Channel.IN_PERSON,
    owner_name="Nguyễn Văn Thử",
    submitter_name="Nguyễn Văn Thử",
    id_tail="0001",
    phone="",
    received_at=MONDAY_MORNING,
    due_at=MONDAY_MORNING + timedelta(days=3),
    status=Status.RECEIVED,
    queue=Queue.TO_HAND_OVER,
    holder="",
    list_number="",
    finished_day=None,
    delivered_day=None,
    paid=True,
    voided=False,
    unconfirmed=False,
    version=1,
    owner_address="",
    sets=1,
    by_post=False,
)


def dossier_line(number: int, **changes: object) -> DossierLine:
    """Make one line of a list of dossiers."""
    changed = replace(_FIRST, id=DossierId(number), number=f"H26.158-261123-T{number:04}")
    return replace(changed, **changes)  # type: ignore[arg-type]


def demo_lines(count: int) -> tuple[DossierLine, ...]:
    """Make lines in every status."""
    statuses = (2, 4, 5, 9, 10, 4)
    return tuple(
        dossier_line(
            at,
            status=Status(statuses[at % 6]),
            due_at=MONDAY_MORNING + timedelta(days=at % 6 - 2) if at % 4 else None,
        )
        for at in range(1, count + 1)
    )


@dataclass(frozen=True, slots=True)
class DemoServices:
    """What the placeholder screens work with."""

    page: Callable[[object | None], Page[DossierLine]]


class IntakeDemo(Screen[DemoServices]):
    """A form, a tick list and two keys."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.scans: list[Scan] = []
        self.accepted = 0
        self.form = Form(columns=2)
        self.form.add("Thủ tục", LineField(hint="Mã, tên hoặc tên tắt"), name="procedure", span=2)
        self.form.add("Họ tên", LineField(), name="submitter.name", required=True)
        self.form.add("Ngày sinh", DateField(), name="submitter.birth_date")
        self.form.add("Cách nhận", ChoiceField([Choice(1, "Trực tiếp")]), name="channel")
        self.form.add("Lệ phí", MoneyField(), name="fee", unit="đồng")
        titles = ("Giấy tờ", "Bản chính", "Chứng thực", "Bản sao")
        self.papers = CheckList(kit, name="Giấy tờ", titles=titles)
        self.papers.set_items([CheckItem("Tờ khai", True, (1, 0, 0), required=True)] * 3)
        accept = self.offer(Act.ACCEPT, self._accept, "Tiếp nhận và in")
        again = self.offer(Act.SAME_PERSON, self._accept)
        card = panel()
        parts = (label("Người nộp", Role.HEADING), self.form)
        card.setLayout(column(*parts, margin=Gap.MEDIUM))
        buttons = row(None, ActionButton(again), ActionButton(accept, Role.PRIMARY))
        title = label("Tiếp nhận hồ sơ", Role.TITLE)
        self.setLayout(column(title, card, self.papers, buttons, margin=Gap.MEDIUM))

    def on_shown(self) -> None:
        self.form.field("procedure").setFocus()

    def on_scan(self, scan: Scan) -> bool:
        self.scans.append(scan)
        return scan.kind.value in ("card", "mrz")

    @Slot()
    def _accept(self) -> None:
        self.accepted += 1


class TrackingDemo(Screen[DemoServices]):
    """A list and nothing else."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.opened: list[str] = []
        self._services: DemoServices | None = None
        self.model = RecordTableModel[DossierLine](line_columns())
        empty = "Chưa có hồ sơ nào.\nNhấn F2 để tiếp nhận hồ sơ đầu tiên."
        self.view = RecordView(kit, self.model, name="Danh sách hồ sơ", empty_text=empty)
        self.offer(Act.REFRESH, self.on_shown)
        title = label("Theo dõi hồ sơ", Role.TITLE)
        self.setLayout(column(title, self.view, margin=Gap.MEDIUM))

    def on_ready(self, services: DemoServices) -> None:
        self._services = services

    def on_shown(self) -> None:
        self.view.setFocus()
        if self._services:
            self.model.load(self.kit.tasks, self._services.page)

    def on_open(self, subject: str) -> None:
        self.opened.append(subject)


def line_columns() -> list[Column[DossierLine]]:
    """Give the columns of a list of dossiers."""
    return [
        Column("Số hồ sơ", lambda one: one.number, chars=22, strong=True),
        Column("Chủ hồ sơ", lambda one: one.owner_name),
        Column("Hẹn trả", lambda one: formats.due(one.due_at), chars=17),
        Column(
            "Trạng thái",
            lambda one: formats.line_mark(one, MONDAY_MORNING).word,
            chars=20,
            mark=lambda one: formats.line_mark(one, MONDAY_MORNING),
        ),
        Column("Phí", lambda one: formats.dong(150_000), chars=12, is_number=True),
    ]


ENTRIES = (
    ScreenEntry(Act.INTAKE, "Tiếp nhận", IconName.INTAKE, IntakeDemo),
    ScreenEntry(Act.TRACKING, "Theo dõi", IconName.TRACKING, TrackingDemo),
    ScreenEntry(Act.HANDOVER, "Bàn giao", IconName.HANDOVER, TrackingDemo),
    ScreenEntry(Act.CLOSING, "Chốt sổ", IconName.CLOSING, TrackingDemo),
)


@dataclass(slots=True)
class Demo:
    """The window and what it stands on; `close` when done."""

    window: MainWindow
    tasks: TaskRunner
    bar: MessageBar
    scanner: Scanner
    messages: WindowMessages
    crashes: list[Exception]

    def close(self) -> None:
        """Let go of the window and its lanes."""
        self.scanner.remove()
        self.tasks.wait_for_done()
        self.window.close()


def make_demo(folder: Path, scale: TypeScale | None = None) -> Demo:
    """Wire a window as the program does, with placeholder screens."""
    scale = scale or TypeScale()
    crashes: list[Exception] = []
    messages = WindowMessages(lambda error: error.code.value, crashes.append, scale)
    tasks = TaskRunner(messages.failed)
    icons = Icons(RESOURCES / "icons")
    memory = Preferences(folder / "preferences.ini")
    bar = MessageBar(icons, scale, tasks)
    messages.attach(bar)
    kit = Kit(
        tasks=tasks,
        messages=messages,
        icons=icons,
        session=Session(),
        remembered=memory,
        printers=PdfPrinters(folder),
        scale=scale,
        now=lambda: MONDAY_MORNING,
    )
    scanner = Scanner(ScanReader(is_number=lambda text: text.startswith("H26.")))
    window = MainWindow(kit, ENTRIES, bar=bar, scanner=scanner, memory=memory)
    window.show_first()
    scanner.install()
    return Demo(window, tasks, bar, scanner, messages, crashes)


def ready(actor: Actor | None = None, rows: int = 30) -> Ready:
    """Make what the window learns when the data folder is open."""
    lines = demo_lines(rows)
    services = DemoServices(lambda after: Page(lines))
    return Ready(
        services={entry.act: services for entry in ENTRIES},
        ward_name="Phường Thử Nghiệm",
        officers=OFFICERS,
        desks=("Quầy 1", "Quầy 2"),
        training=True,
        actor=actor,
    )
