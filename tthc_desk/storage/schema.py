"""The schema as one script, and the SQL texts that follow from its tables."""

from collections.abc import Sequence

from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlmodel import SQLModel

from tthc_desk.storage import tables
from tthc_desk.storage.driver import Connection

SCHEMA_VERSION = 1
"""Number of the newest revision; kept in the file as `user_version`."""

# The words come folded and parted: the plainest tokenizer leaves them as they are.
# Word for word only where asked: detail=none keeps no positions, and a word of a Vietnamese
# name has at most seven letters, so that prefixes up to six are answered without merging.
_SEARCH = (
    "CREATE VIRTUAL TABLE dossier_search USING fts5(words, content='', contentless_delete=1, "
    "detail=none, prefix='1 2 3 4 5 6', tokenize='ascii')"
)
_REVISIONS = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)
_APPEND_ONLY = tuple(
    f"CREATE TRIGGER event_no_{verb.lower()} BEFORE {verb} ON event "
    "BEGIN SELECT RAISE(ABORT, 'events are only ever added'); END"
    for verb in ("UPDATE", "DELETE")
)


def schema_script() -> tuple[str, ...]:
    """Give the statements that make an empty database a ward's database."""
    made: list[str] = []
    for table in SQLModel.metadata.sorted_tables:
        made.append(str(CreateTable(table).compile(dialect=dialect())).strip())
        indexes = sorted(table.indexes, key=lambda index: str(index.name))
        made += [str(CreateIndex(index).compile(dialect=dialect())).strip() for index in indexes]
    return (*made, _SEARCH, *_APPEND_ONLY)


def create_schema(connection: Connection) -> None:
    """Make all tables inside the running transaction."""
    for statement in schema_script():
        connection.execute(statement)
    # As the first revision leaves it, so that later ones know where to go on.
    connection.execute(_REVISIONS)
    connection.execute("INSERT INTO alembic_version VALUES (?)", (f"{SCHEMA_VERSION:04}",))
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def columns(table: type[SQLModel]) -> tuple[str, ...]:
    """Name the columns of a table in order."""
    return tuple(table.model_fields)


def insert_sql(table: type[SQLModel], *, upsert: Sequence[str] = ()) -> str:
    """Write the INSERT of a whole row.

    Args:
        table: any table of this package.
        upsert: columns of the key; a row that is there takes the new values.
    """
    names = columns(table)
    marks = ", ".join("?" * len(names))
    sql = f"INSERT INTO {table.__tablename__} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608
    if not upsert:
        return sql
    changed = ", ".join(f"{n} = excluded.{n}" for n in names if n not in upsert)
    return f"{sql} ON CONFLICT ({', '.join(upsert)}) DO UPDATE SET {changed}"


def update_sql(table: type[SQLModel], key: Sequence[str], names: Sequence[str]) -> str:
    """Write the UPDATE of some columns of one row; values first, then the key."""
    changes = ", ".join(f"{name} = ?" for name in names)
    where = " AND ".join(f"{name} = ?" for name in key)
    return f"UPDATE {table.__tablename__} SET {changes} WHERE {where}"  # noqa: S608


ALL_TABLES = tuple(
    value
    for value in vars(tables).values()
    if isinstance(value, type) and issubclass(value, SQLModel) and value is not SQLModel
)
