"""Checks that hold for the file of any book: pages, references, types, schema, chain."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from typing import Any

from tthc_desk.domain.errors import DeskError
from tthc_desk.storage.database import Database
from tthc_desk.storage.driver import Connection, cipher_driver, error_code
from tthc_desk.storage.events import chain_faults
from tthc_desk.storage.folder_kind import FolderKind
from tthc_desk.storage.steps import Steps
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.ports import Finding

Check = Callable[[Connection, Steps], Iterator[Finding]]

_UNREADABLE = (
    *(cipher_driver.Error, DeskError),
    *(ValueError, TypeError, KeyError, AttributeError, OverflowError),
)
_TYPES = {"INTEGER": "integer", "TEXT": "text", "BLOB": "blob"}
_OBJECTS = (
    "SELECT type || ' ' || name, sql FROM sqlite_master WHERE substr(name, 1, 7) <> 'sqlite_'"
)


def run_checks(
    database: Database, checks: Mapping[str, Check], size: str, progress: Progress | None
) -> Iterator[Finding]:
    """Run checks on a connection of their own; as `run_checks_on`."""
    try:
        connection = database.connect(read_only=False)
    except (DeskError, cipher_driver.Error) as error:
        yield _unreadable("open", error)
        return
    with closing(connection):
        # Read only, but for a temporary table a ward's search index is read through.
        connection.execute("BEGIN")
        yield from run_checks_on(connection, checks, size, progress)
        with suppress(cipher_driver.Error):
            connection.execute("ROLLBACK")


def run_checks_on(
    connection: Connection, checks: Mapping[str, Check], size: str, progress: Progress | None
) -> Iterator[Finding]:
    """Run checks in one snapshot; yields what is wrong, nothing for a sound file.

    Args:
        connection: inside a transaction, which is left open.
        size: SQL that counts the steps.
    """
    steps = Steps(progress, _count(connection, size))
    for name, check in checks.items():
        if not steps.stopped:
            yield from _guarded(name, check, connection, steps)
    steps.end()


def _guarded(name: str, check: Check, connection: Connection, steps: Steps) -> Iterator[Finding]:
    try:
        yield from check(connection, steps)
    # A damaged file may fail in any way while it is read; that is the finding.
    except _UNREADABLE as error:
        yield _unreadable(name, error)


def _unreadable(name: str, error: Exception) -> Finding:
    code = error.code if isinstance(error, DeskError) else error_code(error)
    return Finding(name, "", str(code.value) if code else type(error).__name__)


def _count(connection: Connection, size: str) -> int:
    with suppress(cipher_driver.Error):
        return int(connection.execute(size).fetchone()[0] or 0)
    return 0


def file_checks(
    kind: FolderKind, tables: Iterable[Any], worded_by_others: tuple[str, ...] = ()
) -> dict[str, Check]:
    """Give the checks that know nothing of what the rows mean.

    Args:
        tables: the declared tables of the kind.
        worded_by_others: beginnings of "table name" of what libraries declare in their own words.
    """
    found = tuple(tables)
    return {
        "open": lambda connection, _: _known(connection, kind),
        "pages": lambda connection, _: _pages(connection),
        "schema": lambda connection, _: schema_faults(connection, kind, worded_by_others),
        "references": lambda connection, _: _references(connection),
        "types": lambda connection, _: _types(connection, found),
        "chain": _chain,
    }


def _known(connection: Connection, kind: FolderKind) -> Iterator[Finding]:
    for name, known in (("user_version", kind.version), ("application_id", kind.mark)):
        found = connection.execute(f"PRAGMA {name}").fetchone()[0]
        if found != known:
            yield Finding("schema", str(found), f"known: {known}")
    if not connection.execute("PRAGMA cipher_version").fetchone():
        yield Finding("cipher", "", "the file is not encrypted")


def _pages(connection: Connection) -> Iterator[Finding]:
    for (text,) in connection.execute("PRAGMA cipher_integrity_check").fetchall():
        yield Finding("pages", "", str(text))
    for (text,) in connection.execute("PRAGMA integrity_check").fetchall():
        if text != "ok":
            yield Finding("pages", "", str(text))


def schema_faults(
    connection: Connection, kind: FolderKind, worded_by_others: tuple[str, ...]
) -> Iterator[Finding]:
    """Compare what the file declares with what a new one would."""
    with closing(cipher_driver.connect(":memory:", isolation_level=None)) as fresh:
        kind.create(fresh)
        expected = _objects(fresh, worded_by_others)
    found = _objects(connection, worded_by_others)
    for name in sorted(expected.keys() | found.keys()):
        if name not in found:
            yield Finding("schema", name, "missing")
        elif name not in expected:
            yield Finding("schema", name, "unknown")
        elif found[name] != expected[name]:
            yield Finding("schema", name, "reads otherwise")


def _objects(connection: Connection, worded_by_others: tuple[str, ...]) -> dict[str, str]:
    # A revision may have broken its lines in other places.
    return {
        name: "" if name.startswith(worded_by_others) else "".join((text or "").split())
        for name, text in connection.execute(_OBJECTS)
    }


def _references(connection: Connection) -> Iterator[Finding]:
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall():
        yield Finding("references", f"{table} {row}", f"no {parent}")


def _types(connection: Connection, tables: Iterable[Any]) -> Iterator[Finding]:
    for table in tables:
        wrong = " OR ".join(_wrong_type(column) for column in table.__table__.columns)
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
