"""Bringing an older file to the newest schema, all in one transaction."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from tthc_desk.storage import migrations
from tthc_desk.storage.columns import SCHEMA_VERSION
from tthc_desk.storage.database import apply_policy, connect
from tthc_desk.storage.driver import Connection as Raw
from tthc_desk.storage.driver import cipher_driver, errors_of
from tthc_desk.storage.keys import WardKey

SCRIPTS = Path(migrations.__file__).parent


def migrate(
    path: Path,
    key: WardKey,
    scripts: Path = SCRIPTS,
    to: int = SCHEMA_VERSION,
    check: Callable[[Raw], None] | None = None,
) -> None:
    """Upgrade a database; after an error file and version are as before.

    Args:
        path: the database file.
        key: the key of the ward.
        scripts: folder of the Alembic environment.
        to: schema version its newest revision leads to.
        check: looks at the result before it stands; what it raises undoes everything.

    Raises:
        DeskError: DISK_FULL, IO, LOCKED, READONLY, CORRUPT.
    """
    with errors_of(path.parent), closing(connect(path, key)) as raw:
        apply_policy(raw, read_only=False)
        # A rebuilt table is missing for a moment; the check before the commit makes up for it.
        raw.execute("PRAGMA foreign_keys = OFF")
        engine = create_engine(
            "sqlite://",
            module=cipher_driver,
            creator=lambda: raw,
            poolclass=StaticPool,
            hide_parameters=True,
        )
        event.listen(engine, "begin", _begin)
        try:
            with engine.begin() as connection:
                _upgrade(connection, scripts, to)
                if check is not None:
                    check(raw)
        except DBAPIError as error:
            raise error.orig or error from error


def _begin(connection: Connection) -> None:
    # The driver is told to start nothing by itself: statements that define tables take part.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _upgrade(connection: Connection, scripts: Path, to: int) -> None:
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise RuntimeError("a revision left rows that refer to nothing")
    connection.exec_driver_sql(f"PRAGMA user_version = {to}")
