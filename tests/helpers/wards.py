"""A tiny test ward, its calendar and procedure, and events of its dossiers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from tthc_desk.domain.dossier import Dossier, apply, begin
from tthc_desk.domain.events import Event, EventKind, Json
from tthc_desk.domain.office_hours import OfficeHours
from tthc_desk.domain.officers import Officer, Role
from tthc_desk.domain.procedure import (
    Certainty,
    Channel,
    DeadlineMode,
    Procedure,
    Term,
    TermUnit,
)
from tthc_desk.domain.workdays import VIETNAM, Day, DayKind, YearCalendar
from tthc_desk.storage.folder import create_folder
from tthc_desk.storage.store import WardStore, open_store
from tthc_desk.storage.unit import Unit
from tthc_desk.usecases.paper_facts import FormSet
from tthc_desk.usecases.ports import NewEvent
from tthc_desk.usecases.ward import Ward

OFFICER = Officer("thu", "Nguyễn Văn Thử", Role.COUNTER)
SUPERVISOR = Officer("giam", "Trần Thị Thử Nghiệm", Role.SUPERVISOR)
WARD = Ward(
    code="99999",
    name="Phường Thử",
    unit="UBND PHƯỜNG THỬ",
    counter="Bộ phận Tiếp nhận và Trả kết quả phường Thử",
    place="Thử Nghiệm",
    superior="",
    upper_authority="UBND quận Thử",
    agency_code="H99.9",
    number_pattern="{agency_code}-{yymmdd}-T{nnnn}",
    form_set=FormSet.TT01_2018,
    deadline_mode=DeadlineMode.RESTART,
    hours=OfficeHours(),
    officers=(OFFICER, SUPERVISOR),
    desks=("Quầy 1", "Quầy 2"),
    training=True,
)
PROCEDURE = Procedure(
    code="1.999999",
    name="Thủ tục thử nghiệm",
    short_name="Thử",
    field="Hộ tịch",
    agency="UBND phường",
    terms={Channel.IN_PERSON: Term(TermUnit.WORKING_DAYS, 5)},
    fees=(),
    documents=(),
    deadline_mode=DeadlineMode.RESTART,
    valid_from=date(2020, 1, 1),
    valid_to=None,
    result_name="Giấy thử",
    result_code="",
    exemption="",
    legal_basis="",
    decision="",
    source="dữ liệu thử",
    certainty=Certainty.HIGH,
)
YEARS = tuple(
    YearCalendar(year, (Day(date(year, 1, 1), DayKind.HOLIDAY, "Tết Dương lịch"),), confirmed=True)
    for year in (2025, 2026, 2027)
)
MORNING = time(8, 0)


@dataclass
class FixedClock:
    """A clock that stands until it is set."""

    at: datetime = datetime(2026, 11, 22, 9, 0, tzinfo=VIETNAM)

    def now(self) -> datetime:
        return self.at


def new_store(folder: Path, clock: FixedClock | None = None) -> WardStore:
    """Make the test ward's folder and open it."""
    create_folder(folder, WARD, YEARS, (PROCEDURE,))
    return open_store(folder, clock or FixedClock())


def moment(day: date, at: time = MORNING) -> datetime:
    """Give a moment of a day in Vietnam."""
    return datetime.combine(day, at, VIETNAM)


def person(name: str, id_number: str = "", phone: str = "") -> dict[str, Json]:
    """Give the facts of a person."""
    return {
        "id_number": id_number,
        "id_kind": "personal" if id_number else "none",
        "name": name,
        "birth_date": None,
        "sex": "",
        "address": "Số 1, đường Thử",
        "ward_code": "",
        "phone": phone,
        "email": "",
    }


def received_facts(day: date, due: date | None, **changes: Json) -> dict[str, Json]:
    """Give the facts of a reception; `changes` replace some."""
    owner = person("Nguyễn Văn Thử", "001090000001", "0912345678")
    return {
        "request_id": "",
        "procedure": PROCEDURE.code,
        "procedure_version": PROCEDURE.valid_from.isoformat(),
        "procedure_name": PROCEDURE.name,
        "field": PROCEDURE.field,
        "agency": PROCEDURE.agency,
        "counted": True,
        "certification": False,
        "channel": "in_person",
        "received_at": moment(day).isoformat(),
        "received_day": day.isoformat(),
        "entered_late": False,
        "opening": False,
        "old_number": "",
        "book": str(day.year),
        "serial": 0,
        "official_code": "",
        "foreign_codes": {},
        "submitter": owner,
        "owner": owner,
        "documents": [],
        "sets": 1,
        "pages": 0,
        "copies": 0,
        "term": {"unit": "working_days", "amount": 5, "fifteen_mark": False},
        "mode": "restart",
        "due_at": moment(due).isoformat() if due else None,
        "due_explanation": "",
        "charge_dong": 0,
        "fee_dong": 0,
        "exemption": "",
        "note": "",
        "result_place": "",
        **changes,
    }


@dataclass
class Counter:
    """Writes dossiers of the test ward the way the use cases do, on days it is told."""

    store: WardStore
    moments: dict[date, int] = field(default_factory=dict)

    def at(self, day: date) -> datetime:
        """Give the next moment of a day, one second after the one before."""
        self.moments[day] = self.moments.get(day, 0) + 1
        return moment(day) + timedelta(seconds=self.moments[day])

    def receive(self, day: date, due: date | None = None, **changes: Json) -> Dossier:
        """Receive a dossier in a unit of its own."""
        with self.store.write() as unit:
            dossier = self.receive_in(unit, day, due, **changes)
            unit.commit()
        return dossier

    def receive_in(
        self, unit: Unit, day: date, due: date | None = None, **changes: Json
    ) -> Dossier:
        """Receive a dossier in a unit: counters, event, derived rows."""
        serial = unit.next_number("dossier", day.isoformat())
        facts = received_facts(day, due, **changes)
        facts |= {"daily_number": serial, "number_day": day.isoformat()}
        facts["serial"] = unit.next_number("serial", str(day.year))
        number = f"{WARD.agency_code}-{day:%y%m%d}-T{serial:04}"
        found = begin(self._append(unit, day, number, EventKind.RECEIVED, facts))
        unit.save_dossier(found)
        return found

    def act(self, number: str, day: date, kind: EventKind, **data: Json) -> Dossier:
        """Write one more event of a dossier in a unit of its own."""
        with self.store.write() as unit:
            dossier = self.act_in(unit, number, day, kind, **data)
            unit.commit()
        return dossier

    def act_in(self, unit: Unit, number: str, day: date, kind: EventKind, **data: Json) -> Dossier:
        """Write one more event of a dossier and its derived rows."""
        before = unit.dossier(number)
        event = self._append(unit, day, number, kind, data)
        needs_history = kind in (EventKind.UNDONE, EventKind.CORRECTED)
        after = unit.dossier(number) if needs_history or not before else apply(before, event)
        assert after is not None
        unit.save_dossier(after)
        return after

    def _append(
        self, unit: Unit, day: date, subject: str, kind: EventKind, data: Mapping[str, Any]
    ) -> Event:
        at = self.at(day)
        return unit.append(NewEvent(at, day, OFFICER.login, "Quầy 1", subject, kind, data))
