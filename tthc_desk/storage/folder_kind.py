"""What tells one kind of data folder from another: its files, its schema, its mark."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tthc_desk.domain.errors import Code
from tthc_desk.storage.columns import SCHEMA_VERSION
from tthc_desk.storage.driver import Connection
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.ports import Finding


@dataclass(frozen=True, slots=True)
class FolderKind:
    """A kind of data folder.

    Args:
        database, key: names of its two files.
        version: newest schema version, kept in the file as `user_version`.
        mark: kept in the file as `application_id`, so that a file under another name is told.
        missing: the refusal when a folder holds none.
        other: name of the database of the other kind; a folder that holds it is told. Empty: none.
        create: makes all tables of a new file inside the running transaction.
        migrate: brings an older file, which the connection has alone, to the newest schema in
            one transaction; what the check of the result raises undoes all of it.
        findings: checks all of a file inside the transaction of a connection.
    """

    database: str
    key: str
    version: int
    mark: int
    missing: Code
    create: Callable[[Connection], None]
    migrate: Callable[[Connection, Callable[[Connection], None]], None]
    findings: Callable[[Connection, Progress | None], Iterator[Finding]]
    other: str = ""


def _create_ward(connection: Connection) -> None:
    # Loads the ORM, which only the making of a ward needs.
    from tthc_desk.storage.schema import create_schema

    create_schema(connection)


def _migrate_ward(sole: Connection, check: Callable[[Connection], None]) -> None:
    # Slow to import, and needed once per new version of the program.
    from tthc_desk.storage.migrate import migrate

    migrate(sole, check)


def _ward_findings(connection: Connection, progress: Progress | None) -> Iterator[Finding]:
    # Loads the ORM, as above.
    from tthc_desk.storage.verify import findings_on

    return findings_on(connection, progress)


WARD = FolderKind(
    database="ward.db",
    key="ward.key",
    version=SCHEMA_VERSION,
    mark=0,
    missing=Code.NO_WARD,
    create=_create_ward,
    migrate=_migrate_ward,
    findings=_ward_findings,
    other="district.db",
)
