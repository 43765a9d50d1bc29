"""Bringing an older file to the newest schema, all in one transaction."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from tthc_desk.storage import migrations
from tthc_desk.storage.columns import SCHEMA_VERSION
from tthc_desk.storage.driver import Connection as Raw
from tthc_desk.storage.driver import cipher_driver

SCRIPTS = Path(migrations.__file__).parent


def migrate(
    sole: Raw,
    check: Callable[[Raw], None] = lambda _: None,
    scripts: Path = SCRIPTS,
    to: int = SCHEMA_VERSION,
) -> None:
    """Upgrade a database that a connection has alone; after an error all is as before.

    Args:
        check: looks at the result before it stands; what it raises undoes everything.
        scripts: folder of the Alembic environment.
        to: schema version its newest revision leads to.
    """
    # A rebuilt table is missing for a moment; the check of the result makes up for it.
    sole.execute("PRAGMA foreign_keys = OFF")
    engine = create_engine(
        "sqlite://",
        module=cipher_driver,
        creator=lambda: sole,
        poolclass=StaticPool,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    refused: BaseException | None = None
    try:
        with engine.begin() as connection:
            _upgrade(connection, scripts, to)
            check(sole)
    except DBAPIError as error:
        refused = error.orig or error
    # Outside the block: within it the driver's error would become a cause of itself.
    if refused is not None:
        raise refused


def _begin(connection: Connection) -> None:
    # The driver is told to start nothing by itself: statements that define tables take part.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _upgrade(connection: Connection, scripts: Path, to: int) -> None:
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    connection.exec_driver_sql(f"PRAGMA user_version = {to}")
