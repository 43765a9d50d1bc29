"""Connections to the encrypted file: one policy for all, writers and readers apart."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import ModuleType

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.storage.driver import (
    Connection,
    as_refusal,
    check_driver,
    cipher_driver,
    errors_of,
)
from tthc_desk.storage.keys import WardKey
from tthc_desk.storage.pool import Pool

POLICY = (
    ("busy_timeout", "5000"),
    ("journal_mode", "wal"),
    ("synchronous", "2"),
    ("foreign_keys", "1"),
    ("trusted_schema", "0"),
    ("cell_size_check", "1"),
    ("mmap_size", "0"),
    ("temp_store", "2"),
    ("secure_delete", "1"),
    ("recursive_triggers", "1"),
)
"""Pragma and the value it must report on every connection."""

_READERS = 2


def connect(path: Path, key: WardKey, driver: ModuleType = cipher_driver) -> Connection:
    """Open a connection with the key and nothing else; the file must be there."""
    connection: Connection = driver.connect(
        f"{path.as_uri()}?mode=rw",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
    )
    try:
        # The log of the cipher goes to stderr, thousands of lines for one damaged file.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f'PRAGMA key = "{key.pragma}"')
        connection.execute("SELECT count(*) FROM sqlite_master")
    except BaseException:
        connection.close()
        raise
    return connection


def apply_policy(connection: Connection, *, read_only: bool, journal: str = "wal") -> None:
    """Set every pragma of the policy and read it back.

    Args:
        journal: another one than the policy's, of who has the file alone.

    Raises:
        DeskError: DRIVER with the pragma that did not take.
    """
    own = (("journal_mode", journal), ("query_only", "1" if read_only else "0"))
    for name, value in (dict(POLICY) | dict(own)).items():
        connection.execute(f"PRAGMA {name} = {value}")
        found = connection.execute(f"PRAGMA {name}").fetchone()
        # A build that leaves mapping out answers nothing, which is as good as 0.
        if found is not None and str(found[0]) != value:
            raise DeskError(Code.DRIVER, pragma=name, value=str(found[0]))


class Database:
    """The pools of one book's file; safe to use from any thread.

    Args:
        version: newest schema that is known; a file beyond it is neither read nor written, also
            when another program brought it there since it was opened. None: any.
        give_back: what else is given back when the file is closed.
    """

    def __init__(
        self,
        path: Path,
        key: WardKey,
        driver: ModuleType = cipher_driver,
        version: int | None = None,
        give_back: Callable[[], None] = lambda: None,
    ) -> None:
        check_driver(driver)
        self.path = path
        self._key = key
        self._driver = driver
        self._version = version
        self._give_back = give_back
        self._writers = Pool(path, partial(self.connect, read_only=False), 1)
        self._readers = Pool(path, partial(self.connect, read_only=True), _READERS)

    def connect(self, *, read_only: bool) -> Connection:
        """Open a connection of its own, under the same policy as all others."""
        connection = connect(self.path, self._key, self._driver)
        try:
            apply_policy(connection, read_only=read_only)
            self.refuse_newer(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def refuse_newer(self, connection: Connection) -> None:
        """Refuse a file that another program brought beyond the known schema.

        Raises:
            DeskError: NEWER_SCHEMA.
        """
        found = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if self._version is not None and found > self._version:
            raise DeskError(Code.NEWER_SCHEMA, reason="since", found=found, known=self._version)

    @contextmanager
    def writing(self) -> Iterator["Writer"]:
        """Lend the one writing connection inside BEGIN IMMEDIATE; rolls back what is open."""
        with errors_of(self.path.parent), self._writers.lend() as connection:
            writer = Writer(self, connection)
            writer.begin()
            yield writer

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Lend a query-only connection inside one snapshot."""
        with errors_of(self.path.parent), self._readers.lend() as connection:
            connection.execute("BEGIN")
            yield connection

    def close(self) -> None:
        """Close every connection that is not lent; the last one folds the log into the file."""
        self.close_connections()
        self._give_back()

    def close_connections(self) -> None:
        """Close every connection that is not lent; new ones may follow."""
        self._readers.close()
        self._writers.close()


class HeldSnapshot:
    """One snapshot of a reading connection, lent again and again to who holds it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Lend the same connection, still inside its snapshot."""
        yield self._connection


class Writer:
    """The writing connection, lent to one unit."""

    def __init__(self, database: Database, connection: Connection) -> None:
        self._database = database
        self.connection = connection

    def begin(self) -> None:
        """Start a transaction that holds the right to write from its first moment."""
        self.connection.execute("PRAGMA query_only = 0")
        self.connection.execute("BEGIN IMMEDIATE")
        self._database.refuse_newer(self.connection)

    def commit(self, was_saved: Callable[[Connection], bool]) -> None:
        """Make the transaction durable.

        After an error nothing on this connection is believed: all are closed, the file is
        opened anew, and what it says decides.

        Args:
            was_saved: looks on a fresh connection for what this transaction wrote.
        """
        try:
            self.connection.execute("COMMIT")
            # What came after would be durable at once, statement by statement.
            self.connection.execute("PRAGMA query_only = 1")
        except cipher_driver.Error as error:
            folder = self._database.path.parent
            self.connection.close()
            self._database.close_connections()
            if not self._looked_up(was_saved):
                raise as_refusal(error, folder) from error

    def _looked_up(self, was_saved: Callable[[Connection], bool]) -> bool:
        try:
            fresh = self._database.connect(read_only=True)
        except (cipher_driver.Error, DeskError) as error:
            raise DeskError(Code.UNKNOWN_OUTCOME, folder=str(self._database.path.parent)) from error
        try:
            return was_saved(fresh)
        finally:
            fresh.close()
