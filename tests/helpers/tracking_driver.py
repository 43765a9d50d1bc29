"""A ward in the middle of its work, and driving the tracking screen in it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt

from tests.helpers.procedures import a_procedure
from tests.helpers.qt import press, type_text
from tests.helpers.wards import WARD, YEARS, FixedClock
from tthc_desk.app.official_desk import sheet_workbook, shipped_columns
from tthc_desk.app.wiring import render_paper
from tthc_desk.documents.paper_file import write_paper
from tthc_desk.domain.moves import Action
from tthc_desk.domain.officers import Actor, Officer, Role
from tthc_desk.domain.procedure import (
    Channel,
    FeeBasis,
    FeeRule,
    PaperDuty,
    Procedure,
    RequiredDocument,
    Term,
    TermUnit,
)
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.storage.folder import create_folder
from tthc_desk.storage.store import WardStore, open_store
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.print_request import PrintRequest
from tthc_desk.ui.tracking.services import OfficialFiles, TrackingServices
from tthc_desk.ui.tracking.tracking_screen import TrackingScreen
from tthc_desk.usecases.action_input import ActionInput
from tthc_desk.usecases.calendar_review import CalendarReview
from tthc_desk.usecases.intake import Intake
from tthc_desk.usecases.intake_request import DocumentInput, IntakeRequest, PersonInput
from tthc_desk.usecases.official_export import OfficialExport
from tthc_desk.usecases.official_screens import OfficialScreens
from tthc_desk.usecases.papers import Papers
from tthc_desk.usecases.processing import Processing
from tthc_desk.usecases.rules import Rules
from tthc_desk.usecases.tracking import Tracking

COUNTER = Officer("thu", "Nguyễn Văn Thử", Role.COUNTER, "Công chức một cửa", "Một cửa")
CASE = Officer("mau", "Lê Văn Mẫu Thử", Role.CASE, "Công chức Tư pháp", "Tư pháp – Hộ tịch")
SUPERVISOR = Officer("phutrach", "Phạm Thị Thử Nghiệm", Role.SUPERVISOR, "Phó Chủ tịch", "UBND")
OFFICERS = (COUNTER, CASE, SUPERVISOR)
AT_COUNTER = Actor(COUNTER, "Quầy 1")
IN_CHARGE = Actor(SUPERVISOR, "Quầy 1")
NOW = datetime(2026, 11, 23, 8, 15, tzinfo=VIETNAM)
_OPENING = datetime(2026, 11, 9, 8, tzinfo=VIETNAM)
_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô")
_GIVEN = ("Văn Thử", "Thị Thử Nghiệm", "Đức Thử Mẫu", "Thị Ánh Thử", "Quốc Thử Nghiệm")
_TAKEN = tuple(RequiredDocument(n, PaperDuty.SUBMIT, originals=1) for n in ("Tờ khai theo mẫu",))


def _needs(*names: str) -> tuple[RequiredDocument, ...]:
    papers = tuple(RequiredDocument(name, PaperDuty.SUBMIT, originals=1) for name in names)
    return (*_TAKEN, *papers)


def _procedure(code: str, name: str, field: str, days: int, **more: object) -> Procedure:
    terms = dict.fromkeys(Channel, Term(TermUnit.WORKING_DAYS, days))
    return a_procedure(code=code, name=name, field=field, terms=terms, **more)


PROCEDURES = (
    _procedure(
        "1.000894",
        "Thủ tục đăng ký kết hôn",
        "Hộ tịch",
        5,
        documents=_needs("Giấy xác nhận tình trạng hôn nhân", "Bản sao giấy tờ tùy thân"),
        result_name="Giấy chứng nhận kết hôn",
    ),
    _procedure(
        "1.001193",
        "Thủ tục đăng ký khai sinh",
        "Hộ tịch",
        2,
        documents=_needs("Giấy chứng sinh do cơ sở y tế nơi trẻ sinh ra cấp"),
        result_name="Giấy khai sinh",
    ),
    _procedure(
        "1.004873",
        "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân",
        "Hộ tịch",
        3,
        fees=(FeeRule("fee", FeeBasis.CASE, 8_000),),
        result_name="Giấy xác nhận tình trạng hôn nhân",
    ),
    _procedure(
        "1.001776",
        "Thực hiện, điều chỉnh, thôi hưởng trợ cấp xã hội hằng tháng, hỗ trợ kinh phí chăm sóc",
        "Bảo trợ xã hội",
        10,
        documents=_needs("Giấy xác nhận khuyết tật"),
        result_name="Quyết định trợ cấp xã hội",
    ),
    _procedure(
        "2.000635",
        "Cấp bản sao Trích lục hộ tịch",
        "Hộ tịch",
        1,
        fees=(FeeRule("fee", FeeBasis.CASE, 16_000),),
        result_name="Bản sao Trích lục hộ tịch",
    ),
)
BUSY = replace(WARD, agency_code="H26.158", officers=OFFICERS)


@dataclass(slots=True)
class BusyWard:
    """Use cases on a real store; `clock` says when it is."""

    store: WardStore
    clock: FixedClock
    rules: Rules
    intake: Intake
    processing: Processing
    tracking: Tracking
    papers: Papers
    review: CalendarReview

    def receive(self, at: int = 0, code: str = "", owner: str = "") -> str:
        """Take a dossier of a test person in; give its number."""
        procedure = code or PROCEDURES[at % len(PROCEDURES)].code
        submitter = person(at)
        answer = self.intake.take_in(
            IntakeRequest(
                procedure=procedure,
                submitter=submitter,
                owner=PersonInput(name=owner, address="Số 9, đường Thử") if owner else None,
                documents=(DocumentInput("Tờ khai theo mẫu", 1),),
                channel=Channel.ONLINE if at % 7 == 3 else Channel.IN_PERSON,
            ),
            AT_COUNTER,
        )
        return answer.number

    def act(self, number: str, action: Action, **given: object) -> None:
        """Take a step as a supervisor."""
        self.processing.act(number, action, ActionInput(**given), IN_CHARGE)  # type: ignore[arg-type]

    @property
    def services(self) -> TrackingServices:
        """Give what the tracking screen works with."""
        screens = OfficialScreens(self.store, self.rules, shipped_columns)
        export = OfficialExport(self.store, self.rules, self.tracking, screens)
        return TrackingServices(
            self.tracking,
            self.processing,
            self.rules,
            self.papers,
            self.review,
            OfficialFiles(export, sheet_workbook, write_paper),
        )


def person(at: int) -> PersonInput:
    """Make a test person."""
    name = f"{_FAMILY[at % 10]} {_GIVEN[at * 3 % 5]}"
    return PersonInput(
        id_number=f"0012{at % 90 + 10:02}{at:06}",
        name=name,
        address=f"Số {at + 1}, đường Thử Nghiệm",
        phone=f"0912{at:06}",
    )


def open_ward(folder: Path, procedures: tuple[Procedure, ...] = PROCEDURES) -> BusyWard:
    """Make an empty ward, of five procedures unless others are named, and open it."""
    create_folder(folder, BUSY, YEARS, procedures)
    clock = FixedClock(NOW)
    store = open_store(folder, clock)
    rules = Rules(store, clock)
    processing = Processing(store, rules)
    return BusyWard(
        store,
        clock,
        rules,
        Intake(store, rules),
        processing,
        Tracking(store, rules),
        Papers(store, rules, render_paper),
        CalendarReview(store, rules, processing),
    )


def fill(ward: BusyWard, count: int = 44) -> list[str]:
    """Let two weeks of work happen."""
    numbers = []
    for at in range(count):
        day, part = divmod(at * 14, count)
        ward.clock.at = _OPENING + timedelta(days=day, minutes=part * 500 // count)
        numbers.append(ward.receive(at))
    for at, number in enumerate(numbers):
        ward.clock.at = NOW - timedelta(hours=3) + timedelta(minutes=at)
        _advance(ward, number, at % 9)
    ward.clock.at = NOW
    return numbers


def _advance(ward: BusyWard, number: str, stage: int) -> None:
    if stage >= 2:
        ward.act(number, Action.FORWARD, holder=CASE.login)
    if stage == 3:
        missing = ("Giấy chứng sinh",)
        ward.act(number, Action.REQUEST_SUPPLEMENT, missing=missing, reason="Thiếu giấy tờ")
    if stage == 4:
        ward.act(number, Action.OBLIGE, reason="Nộp thuế theo thông báo")
    if stage >= 6:
        ward.act(number, Action.FINISH, result_number="15/2026", signer=SUPERVISOR.name, copies=1)
    if stage == 8:
        owed = ward.tracking.detail(number, IN_CHARGE).owed_dong
        if owed:
            ward.act(number, Action.PAY, method="cash", receipt_series="TN-26E", receipt_number="7")
        ward.act(number, Action.DELIVER)


class TrackingDriver:
    """What an officer does on the tracking screen."""

    def __init__(self, kit: Kit, ward: BusyWard, actor: Actor = AT_COUNTER) -> None:
        kit.session.enter(actor)
        self.screen = TrackingScreen(kit)
        self.printed: list[PrintRequest] = []
        self.screen.print_requested.connect(self.printed.append)
        self.screen.resize(1194, 640)
        self.screen.show()
        self.screen.on_ready(ward.services)
        self.screen.on_shown()

    def find(self, text: str) -> None:
        """Type into the box, in place of what stood there."""
        self.screen.finder.box.clear()
        type_text(self.screen.finder.box, text)

    def owners(self) -> list[str]:
        """Read the names in the list."""
        return [line.owner_name for line in self.screen.finder.list.records_model.records()]

    def numbers(self) -> list[str]:
        """Read the numbers in the list."""
        return [line.number for line in self.screen.finder.list.records_model.records()]

    def choose_queue(self, word: str) -> None:
        """Go to a queue by its name."""
        lines = self.screen.finder.queues.records_model.records()
        self.screen.finder.queues.select_row([line.mark.word for line in lines].index(word))

    def ask(self, action: Action) -> None:
        """Open the form of a step as its button does."""
        self.screen.detail.bar.chosen.emit(action)

    def fill(self, **texts: str) -> None:
        """Type into fields of the open form."""
        fields = self.screen.detail.form.fields
        assert fields is not None
        for name, text in texts.items():
            field = fields.field(name)
            field.setFocus()
            press(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            type_text(field, text)

    def carry_out(self) -> None:
        """Press F9."""
        assert self.screen.carry_out(Act.ACCEPT)
