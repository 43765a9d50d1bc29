"""One window per data folder; commands may run beside it."""

from pathlib import Path
from types import TracebackType

from filelock import FileLock, Timeout

from tthc_desk.domain.errors import Code, DeskError

LOCK = "window.lock"


class WindowLock:
    """A lock of the operating system: it falls with its process, however that ends."""

    def __init__(self, folder: Path) -> None:
        # Resolved, so that another spelling or a link leads to the same lock.
        self._folder = folder.resolve()
        self._lock = FileLock(self._folder / LOCK, timeout=0, thread_local=False)

    def acquire(self) -> None:
        """Take the lock.

        Raises:
            DeskError: LOCKED if another window holds it, READONLY if the folder cannot be
                written.
        """
        try:
            self._lock.acquire()
        except Timeout as error:
            raise DeskError(Code.LOCKED, folder=str(self._folder)) from error
        except OSError as error:
            raise DeskError(Code.READONLY, folder=str(self._folder)) from error

    @property
    def is_held(self) -> bool:
        """Tell whether this object holds the lock."""
        return self._lock.is_locked

    def release(self) -> None:
        """Give the lock back; nothing if it is not held."""
        self._lock.release()

    def __enter__(self) -> "WindowLock":
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.release()


def window_is_open(folder: Path) -> bool:
    """Tell whether a window of this or another process holds the folder."""
    lock = WindowLock(folder)
    try:
        lock.acquire()
    except DeskError as refusal:
        if refusal.code is Code.LOCKED:
            return True
        raise
    lock.release()
    return False
