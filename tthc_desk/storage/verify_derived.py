"""Rows that follow from events: made anew and compared, and the search index with them."""

from collections.abc import Iterator
from typing import Any

from tthc_desk.domain.dossier import Dossier, fold
from tthc_desk.storage import sql
from tthc_desk.storage.columns import COLUMNS
from tthc_desk.storage.driver import Connection
from tthc_desk.storage.events import dossier_events
from tthc_desk.storage.projection import dossier_row, heading_name, payment_rows, span_rows
from tthc_desk.storage.steps import Steps
from tthc_desk.usecases.ports import Finding

_NAMES = COLUMNS["dossier"]
_DOSSIERS = f"SELECT {', '.join(_NAMES)} FROM dossier ORDER BY id"  # noqa: S608
_SPANS = (
    f"SELECT {', '.join(COLUMNS['deadline_span'])} FROM deadline_span "  # noqa: S608
    "WHERE dossier_id = ? ORDER BY position"
)
_PAYMENTS = f"SELECT {', '.join(COLUMNS['payment'])} FROM payment WHERE dossier_id = ? ORDER BY seq"  # noqa: S608
_MISSING = (
    "SELECT e.subject FROM event e WHERE e.kind = 'received' "
    "AND NOT EXISTS (SELECT 1 FROM dossier d WHERE d.id = e.seq)"
)
_VERSIONS = "SELECT code, valid_from FROM procedure_version"
_INDEXED = "CREATE VIRTUAL TABLE temp.indexed USING fts5vocab(main, dossier_search, instance)"


def derived_rows(connection: Connection, steps: Steps) -> Iterator[Finding]:
    """Fold every dossier from its events and compare what is stored of it."""
    for (subject,) in connection.execute(_MISSING):
        yield Finding("derived", subject, "no row")
    bound: set[tuple[str, str]] = set()
    for row in connection.execute(_DOSSIERS):
        number = row[1]
        dossier = fold(dossier_events(connection, number))
        if dossier is None:
            yield Finding("derived", number, "no events")
        else:
            bound.add((dossier.facts["procedure"], dossier.facts["procedure_version"]))
            faults = ", ".join(row_faults(connection, dossier, row))
            if faults:
                yield Finding("derived", number, faults)
        if not steps.step():
            return
    kept = set(connection.execute(_VERSIONS))
    for code, day in sorted(bound - kept):
        yield Finding("derived", f"{code} {day}", "dossiers are bound to this version")


def row_faults(connection: Connection, dossier: Dossier, row: tuple[Any, ...]) -> Iterator[str]:
    """Name what is stored of a dossier and does not follow from its events."""
    name = heading_name(dossier)
    heading = connection.execute(sql.HEADING, name).fetchone() if name else (None,)
    expected = dossier_row(dossier, heading[0] if heading else None)
    yield from (column for column, a, b in zip(_NAMES, row, expected, strict=True) if a != b)
    # Spans are kept only of a dossier that has several, payments only of one that was paid.
    stored = connection.execute(_SPANS, (row[0],)).fetchall()
    if stored != list(span_rows(dossier)):
        yield "deadline_span"
    if connection.execute(_PAYMENTS, (row[0],)).fetchall() != list(payment_rows(dossier)):
        yield "payment"


def search_index(connection: Connection, steps: Steps) -> Iterator[Finding]:
    """Compare what the index holds of each dossier with its words."""
    connection.execute(_INDEXED)
    # One number a dossier, whatever the order of its words: a million of them fit in memory.
    held: dict[int, int] = {}
    for term, number in connection.execute("SELECT term, doc FROM temp.indexed"):
        held[number] = held.get(number, 0) ^ hash(term)
    for number, subject, words in connection.execute("SELECT id, number, words FROM dossier"):
        expected = 0
        for word in words.split():
            expected ^= hash(word)
        if held.pop(number, 0) != expected:
            yield Finding("search", subject, "words differ")
        if not steps.step():
            return
    yield from (Finding("search", str(number), "no such dossier") for number in held)
    connection.execute("DROP TABLE temp.indexed")
