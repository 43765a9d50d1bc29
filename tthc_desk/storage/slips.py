"""Reading refusals and guidances at the counter by the number on their slip."""

from typing import Any

from tthc_desk.domain.procedure import Channel
from tthc_desk.storage.driver import Connection
from tthc_desk.storage.events import EVENT_COLUMNS, event_of
from tthc_desk.usecases.lines import SlipLine

# The number alone reads the few rows of this table; the events are found by their key.
_OF_NUMBER = (
    f"SELECT {EVENT_COLUMNS}, year FROM (SELECT seq AS slip, year FROM counter_slip "  # noqa: S608
    "WHERE number = ?1 AND (?2 IS NULL OR year = ?2)) JOIN event ON seq = slip ORDER BY year DESC"
)


def slips_of(connection: Connection, number: str, year: int | None) -> tuple[SlipLine, ...]:
    """Read the slips of a number, newest year first."""
    return tuple(map(_slip, connection.execute(_OF_NUMBER, (number, year)).fetchall()))


def _slip(row: tuple[Any, ...]) -> SlipLine:
    event, year = event_of(row), row[-1]
    data: Any = event.data
    person = data["submitter"]
    return SlipLine(
        number=event.subject,
        year=year,
        at=event.at,
        officer=event.officer,
        desk=event.desk,
        kind=event.kind,
        procedure_code=data["procedure"],
        procedure_name=data["procedure_name"],
        field=data["field"],
        channel=Channel(data["channel"]),
        person=person["name"],
        id_tail=person["id_number"][-4:],
        reason=data["reason"],
    )
