"""Tables, indexes and triggers against those of a new file."""

from collections.abc import Iterator
from contextlib import closing

from tthc_desk.storage.driver import Connection, cipher_driver
from tthc_desk.storage.schema import create_schema
from tthc_desk.storage.steps import Steps
from tthc_desk.usecases.ports import Finding

_OBJECTS = (
    "SELECT type || ' ' || name, sql FROM sqlite_master WHERE substr(name, 1, 7) <> 'sqlite_'"
)
# Written by the full-text index and by the library of revisions, each in its own words.
_WORDED_BY_OTHERS = ("table dossier_search_", "table alembic_version")


def same_schema(connection: Connection, steps: Steps) -> Iterator[Finding]:
    """Compare what the file declares with what a new one would."""
    del steps
    with closing(cipher_driver.connect(":memory:", isolation_level=None)) as fresh:
        create_schema(fresh)
        expected = _objects(fresh)
    found = _objects(connection)
    for name in sorted(expected.keys() | found.keys()):
        if name not in found:
            yield Finding("schema", name, "missing")
        elif name not in expected:
            yield Finding("schema", name, "unknown")
        elif found[name] != expected[name]:
            yield Finding("schema", name, "reads otherwise")


def _objects(connection: Connection) -> dict[str, str]:
    return {name: _plain(name, text) for name, text in connection.execute(_OBJECTS)}


def _plain(name: str, text: str | None) -> str:
    # A revision may have broken its lines in other places.
    return "" if name.startswith(_WORDED_BY_OTHERS) else "".join((text or "").split())
