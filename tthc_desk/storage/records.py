"""The ward's own data as rows and JSON texts: profile, persons, calendar, procedures."""

import json
from dataclasses import fields
from datetime import date, time
from typing import Any

from tthc_desk.domain.events import canonical
from tthc_desk.domain.office_hours import OfficeHours
from tthc_desk.domain.officers import Officer, Role
from tthc_desk.domain.people import Person
from tthc_desk.domain.procedure import Certainty, DeadlineMode, Procedure
from tthc_desk.domain.workdays import CalendarNote, Day, DayKind, YearCalendar
from tthc_desk.storage.events import moment
from tthc_desk.usecases.lines import PersonLine
from tthc_desk.usecases.paper_facts import FormSet
from tthc_desk.usecases.procedure_record import procedure_as_json
from tthc_desk.usecases.ward import Ward

PERSON_COLUMNS = (
    "id_number, id_kind, name, birth_date, sex, address, ward_code, phone, email, last_seen"
)
_STAFF = ("officers", "former")
DAY_COLUMNS = "day, kind, name, source, certainty"


def ward_text(ward: Ward) -> str:
    """Write a profile as JSON."""
    record = {item.name: getattr(ward, item.name) for item in fields(Ward)}
    record["hours"] = {name: at.isoformat() for name, at in _hours(ward.hours).items()}
    for name in _STAFF:
        record[name] = [_plain(officer) for officer in record[name]]
    return canonical(record)


def ward_from_text(text: str) -> Ward:
    """Read a profile; a field younger than the record takes its default."""
    record: dict[str, Any] = json.loads(text)
    hours = {name: time.fromisoformat(at) for name, at in record["hours"].items()}
    staff = {name: tuple(map(_officer, record.get(name, ()))) for name in _STAFF}
    return Ward(
        **{
            **record,
            **staff,
            "form_set": FormSet(record["form_set"]),
            "deadline_mode": DeadlineMode(record["deadline_mode"]),
            "hours": OfficeHours(**hours),
            "desks": tuple(record["desks"]),
            "units": tuple((name, tuple(of)) for name, of in record.get("units", ())),
            "wording": tuple(
                (kind, tuple(map(tuple, pairs))) for kind, pairs in record.get("wording", ())
            ),
            "letter_symbols": tuple(map(tuple, record.get("letter_symbols", ()))),
        }
    )


def _hours(hours: OfficeHours) -> dict[str, time]:
    return {item.name: getattr(hours, item.name) for item in fields(OfficeHours) if item.init}


def _officer(record: dict[str, Any]) -> Officer:
    return Officer(**{**record, "role": Role(record["role"])})


def _plain(officer: Officer) -> dict[str, str]:
    return {item.name: str(getattr(officer, item.name)) for item in fields(Officer)}


def person_row(person: Person) -> tuple[Any, ...]:
    """Give the values of a person without id and last visit."""
    return (
        person.id_number,
        person.id_kind.value,
        person.name,
        person.birth_date.isoformat() if person.birth_date else None,
        person.sex.value if person.sex else "",
        person.address,
        person.ward_code,
        person.phone,
        person.email,
    )


def person_line(row: tuple[Any, ...]) -> PersonLine:
    """Read `PERSON_COLUMNS`."""
    number, kind, name, born, sex, address, ward_code, phone, email, seen = row
    birth_date = date.fromisoformat(born) if born else None
    return PersonLine(
        number, kind, name, birth_date, sex, address, ward_code, phone, email, moment(seen)
    )


def procedure_row(procedure: Procedure) -> tuple[Any, ...]:
    """Give the values of `tables.ProcedureRow`."""
    return (
        procedure.code,
        procedure.valid_from.isoformat(),
        procedure.valid_to.isoformat() if procedure.valid_to else None,
        canonical(procedure_as_json(procedure)),
    )


def year_row(year: YearCalendar) -> tuple[Any, ...]:
    """Give the values of `tables.CalendarYearRow`."""
    return year.year, int(year.confirmed), json.dumps([note.value for note in year.notes])


def day_row(day: Day) -> tuple[Any, ...]:
    """Give the values of `tables.CalendarDayRow`."""
    return (
        day.date.isoformat(),
        day.date.year,
        day.kind.value,
        day.name,
        day.source,
        day.certainty.value,
    )


def year_of(row: tuple[Any, ...], days: list[tuple[Any, ...]]) -> YearCalendar:
    """Read a row of `tables.CalendarYearRow` and its days' `DAY_COLUMNS`."""
    number, confirmed, notes = row
    read = tuple(
        Day(date.fromisoformat(day), DayKind(kind), name, source, Certainty(certainty))
        for day, kind, name, source, certainty in days
    )
    return YearCalendar(number, read, bool(confirmed), tuple(map(CalendarNote, json.loads(notes))))
