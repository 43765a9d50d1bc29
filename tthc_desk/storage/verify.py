"""Checking a whole file: pages, schema, references, types, chain, and the rows beside it."""

from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from typing import Any

from tthc_desk.domain.errors import DeskError
from tthc_desk.storage.columns import SCHEMA_VERSION
from tthc_desk.storage.database import Database
from tthc_desk.storage.driver import Connection, cipher_driver, error_code
from tthc_desk.storage.events import chain_faults
from tthc_desk.storage.schema import ALL_TABLES
from tthc_desk.storage.steps import Steps
from tthc_desk.storage.verify_answers import answers
from tthc_desk.storage.verify_closings import closed_days
from tthc_desk.storage.verify_derived import derived_rows, search_index
from tthc_desk.storage.verify_exports import sent_totals
from tthc_desk.storage.verify_lists import handover_lists
from tthc_desk.storage.verify_numbers import counted_numbers, slips_and_papers
from tthc_desk.storage.verify_papers import papers
from tthc_desk.storage.verify_persons import persons
from tthc_desk.storage.verify_rules import rules
from tthc_desk.storage.verify_schema import same_schema
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.ports import Finding

Check = Callable[[Connection, Steps], Iterator[Finding]]

_UNREADABLE = (
    *(cipher_driver.Error, DeskError),
    *(ValueError, TypeError, KeyError, AttributeError, OverflowError),
)
_TYPES = {"INTEGER": "integer", "TEXT": "text", "BLOB": "blob"}


def findings(database: Database, progress: Progress | None) -> Iterator[Finding]:
    """Run every check in one snapshot; yields what is wrong, nothing for a sound file."""
    try:
        connection = database.connect(read_only=False)
    except (DeskError, cipher_driver.Error) as error:
        yield _unreadable("open", error)
        return
    with closing(connection):
        # Read only, but for a temporary table the search index is read through.
        connection.execute("BEGIN")
        yield from _guarded("open", _known, connection, Steps(None, 1))
        steps = Steps(progress, _size(connection))
        for name, check in _CHECKS.items():
            if not steps.stopped:
                yield from _guarded(name, check, connection, steps)
        steps.end()
        with suppress(cipher_driver.Error):
            connection.execute("ROLLBACK")


def _guarded(name: str, check: Check, connection: Connection, steps: Steps) -> Iterator[Finding]:
    try:
        yield from check(connection, steps)
    # A damaged file may fail in any way while it is read; that is the finding.
    except _UNREADABLE as error:
        yield _unreadable(name, error)


def _unreadable(name: str, error: Exception) -> Finding:
    code = error.code if isinstance(error, DeskError) else error_code(error)
    return Finding(name, "", str(code.value) if code else type(error).__name__)


def _size(connection: Connection) -> int:
    with suppress(cipher_driver.Error):
        sql = "SELECT (SELECT max(seq) FROM event) + 2 * (SELECT count(*) FROM dossier)"
        return int(connection.execute(sql).fetchone()[0] or 0)
    return 0


def _known(connection: Connection, steps: Steps) -> Iterator[Finding]:
    del steps
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version != SCHEMA_VERSION:
        yield Finding("schema", str(version), f"known: {SCHEMA_VERSION}")
    if not connection.execute("PRAGMA cipher_version").fetchone():
        yield Finding("cipher", "", "the file is not encrypted")


def _pages(connection: Connection, steps: Steps) -> Iterator[Finding]:
    del steps
    for (text,) in connection.execute("PRAGMA cipher_integrity_check").fetchall():
        yield Finding("pages", "", str(text))
    for (text,) in connection.execute("PRAGMA integrity_check").fetchall():
        if text != "ok":
            yield Finding("pages", "", str(text))


def _references(connection: Connection, steps: Steps) -> Iterator[Finding]:
    del steps
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall():
        yield Finding("references", f"{table} {row}", f"no {parent}")


def _types(connection: Connection, steps: Steps) -> Iterator[Finding]:
    del steps
    for table in ALL_TABLES:
        columns = table.__table__.columns  # type: ignore[attr-defined]
        wrong = " OR ".join(_wrong_type(column) for column in columns)
        sql = f"SELECT count(*) FROM {table.__tablename__} WHERE {wrong}"  # noqa: S608
        found = connection.execute(sql).fetchone()[0]
        if found:
            yield Finding("types", str(table.__tablename__), f"rows: {found}")


def _wrong_type(column: Any) -> str:
    kind = _TYPES[str(column.type)]
    kinds = f"'{kind}', 'null'" if column.nullable else f"'{kind}'"
    return f"typeof({column.name}) NOT IN ({kinds})"


def _chain(connection: Connection, steps: Steps) -> Iterator[Finding]:
    for seq, fault in chain_faults(connection):
        if fault:
            yield Finding("chain", str(seq), fault)
        if not steps.step():
            return


_CHECKS: dict[str, Check] = {
    "pages": _pages,
    "schema": same_schema,
    "references": _references,
    "types": _types,
    "chain": _chain,
    "numbers": counted_numbers,
    "slips": slips_and_papers,
    "papers": papers,
    "lists": handover_lists,
    "persons": persons,
    "answers": answers,
    "rules": rules,
    "closings": closed_days,
    "exports": sent_totals,
    "derived": derived_rows,
    "search": search_index,
}
