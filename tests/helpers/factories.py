"""A small office of the test ward, wired as the program wires it, and valid requests for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from tests.helpers.wards import PROCEDURE, WARD, YEARS, FixedClock
from tthc_desk.app.wiring import Desk, wire
from tthc_desk.domain.dossier import Dossier
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import Event, EventKind, Json
from tthc_desk.domain.moves import Action
from tthc_desk.domain.officers import Actor, Officer, Role
from tthc_desk.domain.procedure import (
    Channel,
    DeadlineMode,
    FeeBasis,
    FeeRule,
    PaperDuty,
    RequiredDocument,
    Term,
    TermUnit,
)
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.storage.folder import create_folder
from tthc_desk.storage.store import open_store
from tthc_desk.usecases.action_input import ActionInput
from tthc_desk.usecases.intake import IntakeAnswer
from tthc_desk.usecases.intake_request import intake_request
from tthc_desk.usecases.processing import ActionAnswer
from tthc_desk.usecases.ward import Ward

COUNTER = Officer("quay1", "Nguyễn Văn Thử", Role.COUNTER, "Công chức", "Bộ phận Một cửa")
OTHER_COUNTER = Officer("quay2", "Lê Thị Thử", Role.COUNTER, "Công chức", "Bộ phận Một cửa")
CASE = Officer("hotich", "Phạm Văn Thử Việc", Role.CASE, "Công chức", "Tư pháp – Hộ tịch")
SUPERVISOR = Officer("lanhdao", "Trần Thị Thử Nghiệm", Role.SUPERVISOR, "Phó Chủ tịch")
OFFICE_WARD = replace(WARD, officers=(COUNTER, OTHER_COUNTER, CASE, SUPERVISOR))

_ALL = dict.fromkeys(Channel, Term(TermUnit.WORKING_DAYS, 5))
FREE = replace(
    PROCEDURE,
    terms=_ALL,
    documents=(RequiredDocument("Tờ khai", PaperDuty.SUBMIT, originals=1),),
)
PAID = replace(
    PROCEDURE,
    code="1.999998",
    name="Thủ tục thử có thu",
    terms=_ALL,
    fees=(
        FeeRule("charge", FeeBasis.CASE, 10_000),
        FeeRule("fee", FeeBasis.CASE, 5_000),
        FeeRule("fee", FeeBasis.CASE, 2_000, channel=Channel.ONLINE),
    ),
)
CERTIFICATION = replace(
    PROCEDURE,
    code="2.999997",
    name="Chứng thực thử",
    field="Chứng thực",
    terms=dict.fromkeys(Channel, Term(TermUnit.SAME_DAY, fifteen_mark=True)),
    fees=(FeeRule("charge", FeeBasis.PAGE, 2_000, first_pages=2, further_dong=1_000),),
    certification=True,
)
SILENT = replace(
    PROCEDURE,
    code="1.999996",
    name="Thủ tục thử chưa rõ",
    terms={},
    fees=None,
    question="Thời hạn?",
)
POLICE = replace(
    PROCEDURE,
    code="1.999995",
    name="Thủ tục thử của Công an",
    terms=_ALL,
    counted=False,
)
PAUSING = replace(
    PROCEDURE,
    code="1.999994",
    name="Thủ tục thử ngừng tính",
    field="Đất đai",
    deadline_mode=DeadlineMode.PAUSE,
    terms=_ALL,
)
TERMLESS = replace(
    PROCEDURE,
    code="1.999993",
    name="Thủ tục thử không có thời hạn",
    terms=dict.fromkeys(Channel, Term(TermUnit.NONE)),
)
GONE = replace(PROCEDURE, code="1.999992", name="Thủ tục thử đã bãi bỏ", valid_to=date(2026, 1, 1))
LONG = replace(
    PROCEDURE,
    code="1.999991",
    name="Thủ tục thử dài ngày",
    field="Đất đai",
    agency="Văn phòng đăng ký đất đai",
    terms=dict.fromkeys(Channel, Term(TermUnit.WORKING_DAYS, 10)),
    fees=(FeeRule("fee", FeeBasis.CASE, 8_000),),
    result_name="Giấy chứng nhận thử",
    result_code="KQ.G99.000001",
)
PROCEDURES = (FREE, PAID, CERTIFICATION, SILENT, POLICE, PAUSING, TERMLESS, GONE, LONG)

CITIZEN = {
    "id_number": "001190000018",
    "name": "Nguyễn Thị Thử",
    "birth_date": "1990-02-15",
    "sex": "female",
    "address": "Số 1, đường Thử",
    "phone": "0912345678",
}


def make_line(**changes: Any) -> dict[str, Any]:
    """Give one valid line of `receive`; `changes` replace some fields, None leaves one out."""
    line = {"procedure": FREE.code, "submitter": dict(CITIZEN), **changes}
    return {name: value for name, value in line.items() if value is not None}


def make_event(seq: int, kind: EventKind, at: datetime, **data: Json) -> Event:
    """Give one event of a dossier as the chain would hold it."""
    return Event(seq, at, at.date(), COUNTER.login, "Quầy 1", "H99.9-1", kind, data)


@dataclass
class Office:
    """An open ward, its clock and its people; speaks as an officer does."""

    desk: Desk
    clock: FixedClock
    ward: Ward = field(default=OFFICE_WARD)

    @property
    def counter(self) -> Actor:
        return Actor(COUNTER, "Quầy 1")

    @property
    def other(self) -> Actor:
        return Actor(OTHER_COUNTER, "Quầy 2")

    @property
    def case(self) -> Actor:
        return Actor(CASE, "Quầy 1")

    @property
    def supervisor(self) -> Actor:
        return Actor(SUPERVISOR, "Quầy 1")

    def on(self, day: date, at: time = time(8)) -> None:
        """Set the clock to a moment of a day."""
        self.clock.at = datetime.combine(day, at, VIETNAM)

    def later(self, **amount: float) -> datetime:
        """Let time pass (as `timedelta`); give the new moment."""
        self.clock.at += timedelta(**amount)
        return self.clock.at

    def receive(self, actor: Actor | None = None, **changes: Any) -> IntakeAnswer:
        """Take in one line."""
        request = intake_request(make_line(**changes))
        return self.desk.intake.take_in(request, actor or self.counter)

    def accept(self, **changes: Any) -> str:
        """Take in one line and give its number."""
        return self.receive(**changes).number

    def act(
        self,
        number: str,
        action: Action,
        actor: Actor | None = None,
        *,
        request_id: object = None,
        seen_version: int | None = None,
        **given: Any,
    ) -> ActionAnswer:
        """Take one step; a reason is given unless the caller says otherwise."""
        values = ActionInput(**{"reason": "Lý do thử", **given})
        return self.desk.processing.act(
            number,
            action,
            values,
            actor or self.counter,
            request_id=request_id,
            seen_version=seen_version,
        )

    def dossier(self, number: str) -> Dossier:
        """Fold a dossier that must be there."""
        found = self.desk.store.queries.dossier(number)
        assert found is not None
        return found

    def events(self) -> int:
        """Count the events of the ward."""
        return self.desk.store.queries.chain_head()[1]

    def findings(self) -> list[str]:
        """Run the whole check; empty when nothing is wrong."""
        return [f"{f.check} {f.subject} {f.detail}" for f in self.desk.upkeep.verify()]


def make_office_folder(folder: Path) -> None:
    """Make the data folder of the office."""
    create_folder(folder, OFFICE_WARD, YEARS, PROCEDURES)


def open_office(folder: Path, at: datetime) -> Office:
    """Open the office with its clock set; the caller closes `desk.store`."""
    clock = FixedClock(at)
    return Office(wire(open_store(folder, clock), clock), clock)


def refusal(call: Any, *args: Any, **given: Any) -> DeskError:
    """Call what must be refused and give the refusal."""
    try:
        call(*args, **given)
    except DeskError as error:
        return error
    raise AssertionError("it was not refused")


def code_and_field(error: DeskError) -> tuple[Code, str | None]:
    """Give what a window or a command tells errors apart by."""
    return error.code, error.field


def without(line: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Give a line without one of its fields."""
    return {key: value for key, value in line.items() if key != name}
