"""The schema as one script, made from the tables."""

from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlmodel import SQLModel

from tthc_desk.storage import tables
from tthc_desk.storage.columns import SCHEMA_VERSION
from tthc_desk.storage.driver import Connection

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


ALL_TABLES = tuple(
    value
    for value in vars(tables).values()
    if isinstance(value, type) and issubclass(value, SQLModel) and value is not SQLModel
)
