"""A few open connections, each lent to one caller at a time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, LifoQueue
from threading import Lock

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.storage.driver import Connection, cipher_driver

_WAIT_SECONDS = 10.0
_Places = LifoQueue[Connection | None]


class Pool:
    """Opens connections when they are first needed and keeps them; safe to use from any thread.

    SQLAlchemy has one that does the same, but loading it takes 0.15 s before the counter is
    ready, and each loan several times as long as a query.

    Args:
        path: the file, for the refusal when all connections stay lent.
        connect: opens one more connection.
        size: how many there may be.
    """

    def __init__(self, path: Path, connect: Callable[[], Connection], size: int) -> None:
        self._path = path
        self._connect = connect
        self._size = size
        self._closing = Lock()
        self._places = self._empty()

    def _empty(self) -> _Places:
        places: _Places = LifoQueue()
        for _ in range(self._size):
            places.put(None)
        return places

    @contextmanager
    def lend(self) -> Iterator[Connection]:
        """Lend a connection with nothing open on it; what the caller leaves open is undone.

        Raises:
            DeskError: LOCKED when none is given back within ten seconds.
        """
        places = self._places
        try:
            connection = places.get(timeout=_WAIT_SECONDS)
        except Empty:
            raise DeskError(Code.LOCKED, folder=str(self._path.parent)) from None
        try:
            if connection is None:
                connection = self._connect()
            yield connection
        finally:
            self._take_back(places, connection)

    def _take_back(self, places: _Places, connection: Connection | None) -> None:
        if connection is not None and not _is_reset(connection):
            connection = None
        with self._closing:
            if connection is not None and places is not self._places:
                connection.close()
                connection = None
            places.put(connection)

    def close(self) -> None:
        """Close the connections, those that are lent when they come back; new ones may follow."""
        with self._closing:
            places, self._places = self._places, self._empty()
            while not places.empty():
                connection = places.get()
                if connection is not None:
                    connection.close()
            # For whoever took the old places and did not come to its turn yet.
            for _ in range(self._size):
                places.put(None)


def _is_reset(connection: Connection) -> bool:
    """Roll back what is open; a connection that cannot do so is closed."""
    try:
        # The engine rolls back by itself after some errors.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    except cipher_driver.Error:
        connection.close()
        return False
    return True
