"""A ward's data folder, open: the entry to everything else in `storage`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from tthc_desk.storage import sql
from tthc_desk.storage.bulk import BulkUnit
from tthc_desk.storage.database import Database
from tthc_desk.storage.folder import Probe, Upgrading, is_network_share, open_database
from tthc_desk.storage.queries import DatabaseQueries
from tthc_desk.storage.unit import Unit
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.ports import Clock, Finding


def open_store(
    folder: Path,
    clock: Clock,
    *,
    probe: Probe = is_network_share,
    progress: Progress | None = None,
    has_window: bool = False,
) -> "WardStore":
    """Open a ward's data folder; an older one is backed up, brought up and checked first.

    Args:
        progress: of bringing it up, in hundredths.
        has_window: the caller is the window that holds the folder.

    Raises:
        DeskError: NO_WARD, NETWORK_SHARE, READONLY, NOT_OURS, CORRUPT, KEY, NEWER_SCHEMA,
            DRIVER, LOCKED, IO; DISK_FULL from bringing it up, after which it is as it was.
    """
    upgrading = Upgrading(clock.now, progress, has_window)
    return WardStore(open_database(folder, probe, upgrading=upgrading), clock)


class WardStore:
    """An open data folder as `usecases.ports.Store` describes it; usable from any thread."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._queries = DatabaseQueries(database, clock)

    @property
    def folder(self) -> Path:
        """Name the data folder."""
        return self._database.path.parent

    @property
    def queries(self) -> DatabaseQueries:
        """Give the reading side."""
        return self._queries

    @contextmanager
    def write(self, request_id: str | None = None) -> Iterator[Unit]:
        """Open a write unit; the request id is what an unclear commit is looked up by."""
        with self._database.writing() as writer:
            yield Unit(writer, request_id)

    @contextmanager
    def bulk(self) -> Iterator[BulkUnit]:
        """Open a write unit that gathers rows and writes them in one go at commit."""
        with self._database.writing() as writer:
            yield BulkUnit(writer)

    def verify(self, progress: Progress | None = None) -> Iterator[Finding]:
        """Check the whole file: pages, foreign keys, chain, numbers, derived rows, types."""
        # Loads the ORM: the types of columns are compared with what the tables declare.
        from tthc_desk.storage.verify import findings

        return findings(self._database, progress)

    def has_anchor(self, head: str, length: int) -> bool:
        """Tell whether the chain holds an event a paper or a file was signed off with.

        Args:
            head: hexadecimal digits of its hash, from the first on; 16 stand on a tally.
            length: its place in the chain.
        """
        with self._database.reading() as connection:
            row = connection.execute(sql.HASH_OF, (length,)).fetchone()
        return row is not None and bool(head) and bytes(row[0]).hex().startswith(head.lower())

    def close(self) -> None:
        """Close every connection."""
        self._database.close()

    def __enter__(self) -> "WardStore":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()
