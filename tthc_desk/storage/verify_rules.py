"""Catalogue and calendar against the events that changed them last."""

from collections.abc import Iterator

from tthc_desk.domain.events import EventKind
from tthc_desk.domain.procedure import Procedure
from tthc_desk.storage.calendar_rows import read_calendar
from tthc_desk.storage.driver import Connection
from tthc_desk.storage.records import procedure_row
from tthc_desk.storage.steps import Steps
from tthc_desk.storage.unit import stored_procedure
from tthc_desk.usecases.ports import Finding
from tthc_desk.usecases.rules_digest import calendar_digest, catalogue_digest

# The plus keeps the search in the index of days and kinds, away from the long events.
_NEWEST = (
    "SELECT data ->> 'sha256' FROM event WHERE seq = (SELECT max(+seq) FROM event WHERE kind = ?)"
)
_VERSIONS = (
    "SELECT code, valid_from, valid_to, record FROM procedure_version ORDER BY code, valid_from"
)


def rules(connection: Connection, steps: Steps) -> Iterator[Finding]:
    """Compare the rules with what they were after their last change, where its event says it."""
    del steps
    procedures: list[Procedure] = []
    for *row, record in connection.execute(_VERSIONS):
        procedures.append(stored_procedure(record))
        if tuple(row) != procedure_row(procedures[-1])[:-1]:
            yield Finding("rules", f"{row[0]} {row[1]}", "differs from its record")
    years = read_calendar(connection).years.values()
    if _newest(connection, EventKind.CATALOGUE_CHANGED) not in (None, catalogue_digest(procedures)):
        yield Finding("rules", "procedure_version", "differs from its last change")
    if _newest(connection, EventKind.CALENDAR_CONFIRMED) not in (None, calendar_digest(years)):
        yield Finding("rules", "calendar_day", "differs from its last change")


def _newest(connection: Connection, kind: EventKind) -> str | None:
    row = connection.execute(_NEWEST, (kind.value,)).fetchone()
    return row[0] if row else None
