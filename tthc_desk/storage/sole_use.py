"""Using a data folder beside others, or alone while its file is put aside or changed whole.

Every program that opens a book holds a share of `use.lock` for as long; whoever must be alone takes
all of it. Where another file takes the place, the locks of the engine would not do: they belong to
the file, and a program that waited for one would go on in the file that was put aside, its log
beside the new one. Where the file itself is changed they do, and keep older programs out too.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.storage.database import apply_policy, connect
from tthc_desk.storage.driver import Connection, cipher_driver, error_code, errors_of
from tthc_desk.storage.keys import WardKey

USE_LOCK = "use.lock"
_FOLDED = "delete"

if sys.platform == "win32":
    import msvcrt

    _SHARES = 500

    def _take(handle: int, alone: bool) -> bool:
        """Lock one byte of many, or all of them: Windows has no shared locks in its C library."""
        if alone:
            return _lock_bytes(handle, 0, _SHARES)
        return any(_lock_bytes(handle, place, 1) for place in range(_SHARES))

    def _lock_bytes(handle: int, first: int, count: int) -> bool:
        os.lseek(handle, first, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, count)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _take(handle: int, alone: bool) -> bool:
        try:
            fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


class Use:
    """The use of a data folder; it falls with its process, however that ends.

    Raises:
        DeskError: LOCKED while another is alone in the folder, or stands in the way of being
            alone; READONLY if the folder cannot be written.
    """

    def __init__(self, folder: Path, *, alone: bool) -> None:
        folder = folder.resolve()
        try:
            self._handle = os.open(folder / USE_LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise DeskError(Code.READONLY, folder=str(folder)) from error
        if not _take(self._handle, alone):
            self.release()
            raise DeskError(Code.LOCKED, folder=str(folder))

    def release(self) -> None:
        """Give the use back; nothing if that was done."""
        handle, self._handle = self._handle, -1
        if handle >= 0:
            os.close(handle)

    def __del__(self) -> None:
        if getattr(self, "_handle", -1) >= 0:
            self.release()

    def __enter__(self) -> "Use":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.release()


def beside(folder: Path) -> Use:
    """Use a folder beside others, who do the same.

    Raises:
        DeskError: LOCKED, READONLY.
    """
    return Use(folder, alone=False)


def alone(folder: Path) -> Use:
    """Use a folder alone: nobody has its book open, and nobody can open it.

    Raises:
        DeskError: LOCKED, READONLY.
    """
    return Use(folder, alone=True)


@contextmanager
def sole_use(path: Path, key: WardKey) -> Iterator[Connection]:
    """Have a book alone until the block ends: its engine lets nobody in, of whatever version.

    The write-ahead log is folded into the file; what is done meanwhile is done with the
    connection that is given.

    Raises:
        DeskError: LOCKED when another program has it open, IO.
    """
    with errors_of(path.parent), closing(connect(path, key)) as connection:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        _fold(connection, path)
        # The lock of a transaction stays with the connection in this mode.
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
        apply_policy(connection, read_only=False, journal=_FOLDED)
        yield connection


def fold_log(path: Path, key: WardKey) -> None:
    """Fold the write-ahead log into the file, which only works while nobody else has it open.

    Raises:
        DeskError: LOCKED, IO.
    """
    with errors_of(path.parent), closing(connect(path, key)) as connection:
        _fold(connection, path)


def _fold(connection: Connection, path: Path) -> None:
    try:
        mode = connection.execute(f"PRAGMA journal_mode = {_FOLDED}").fetchone()[0]
    except cipher_driver.OperationalError as error:
        if error_code(error) is not Code.LOCKED:
            raise
        mode = ""
    if mode != _FOLDED:
        raise DeskError(Code.LOCKED, folder=str(path.parent))
