"""The schema as one script, made from the tables."""

from collections.abc import Iterator

from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.schema import CreateIndex, CreateTable

from tthc_desk.storage.district.columns import COLUMNS, SCHEMA_VERSION
from tthc_desk.storage.district.tables import DistrictTable
from tthc_desk.storage.driver import Connection

# What came is never changed; of a file only what the chain makes of it is.
_OF_FILE = ", ".join(name for name in COLUMNS["totals_file"] if name != "standing")
_ADDED_ONLY = {
    "event": "",
    "envelope": "",
    "totals_field": "",
    "refusal": "",
    "totals_file": f"OF {_OF_FILE} ",
}


def schema_script() -> tuple[str, ...]:
    """Give the statements that make an empty database that of a superior authority."""
    made: list[str] = []
    for table in DistrictTable.metadata.sorted_tables:
        made.append(str(CreateTable(table).compile(dialect=dialect())).strip())
        indexes = sorted(table.indexes, key=lambda index: str(index.name))
        made += [str(CreateIndex(index).compile(dialect=dialect())).strip() for index in indexes]
    return (*made, *_triggers())


def _triggers() -> Iterator[str]:
    refusing = "BEGIN SELECT RAISE(ABORT, 'what came is never changed'); END"
    for table, columns in _ADDED_ONLY.items():
        yield f"CREATE TRIGGER {table}_no_update BEFORE UPDATE {columns}ON {table} {refusing}"
        yield f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refusing}"


def create_schema(connection: Connection) -> None:
    """Make all tables inside the running transaction."""
    for statement in schema_script():
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
