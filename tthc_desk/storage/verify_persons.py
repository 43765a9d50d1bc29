"""Persons of earlier visits against the newest event that names them."""

import json
from collections.abc import Iterator
from typing import Any

from tthc_desk.storage.columns import COLUMNS
from tthc_desk.storage.driver import Connection
from tthc_desk.storage.steps import Steps
from tthc_desk.usecases.ports import Finding

_NAMES = COLUMNS["person"][2:-1]
# In the order in which they are kept: the later one of an event stands.
_NAMED = (
    "SELECT at, data -> CASE kind WHEN 'received' THEN '$.submitter' ELSE '$.changes.owner' END, "
    "data -> CASE kind WHEN 'received' THEN '$.owner' ELSE '$.changes.submitter' END "
    "FROM event WHERE kind IN ('received', 'corrected') ORDER BY seq"
)
_PERSONS = f"SELECT id, id_number, {', '.join(_NAMES)}, last_seen FROM person ORDER BY id"  # noqa: S608


def persons(connection: Connection, steps: Steps) -> Iterator[Finding]:
    """Compare each person with the newest reception or correction of the same number."""
    del steps
    newest = _newest(connection)
    for row_id, id_number, *row in connection.execute(_PERSONS):
        expected = newest.get(hash(id_number))
        if expected is None:
            yield Finding("persons", f"person {row_id}", "named by no event")
        elif expected != hash(tuple(row)):
            yield Finding("persons", f"person {row_id}", "differs from the newest event")


def _newest(connection: Connection) -> dict[int, int]:
    # Two numbers a person, never the person: a million of them fit in memory.
    newest: dict[int, int] = {}
    for at, first, last in connection.execute(_NAMED):
        for text in (first, last) if first != last else (last,):
            facts: dict[str, Any] = json.loads(text) if text else {}
            if facts.get("id_number"):
                newest[hash(facts["id_number"])] = hash((*_values(facts), at))
    return newest


def _values(facts: dict[str, Any]) -> Iterator[str | None]:
    for name in _NAMES:
        value = facts.get(name)
        yield value if name == "birth_date" else value or ""
