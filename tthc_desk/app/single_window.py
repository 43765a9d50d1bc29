"""One window per data folder: a second start shows the first one."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QObject, QThread, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.storage.instance_lock import WindowLock

_WAIT_MS = 1000
_PATIENCE_MS = 3000
"""A window that has only just begun takes the lock before it can listen."""
_PAUSE_MS = 50


class SingleWindow(QObject):
    """Holds the folder's lock, and listens for others who would open it.

    Signals:
        raised: another start asked for this window.
    """

    raised = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        # No folder yet: nothing can be opened twice.
        self._lock = WindowLock(folder) if folder.is_dir() else None
        digest = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()
        self._name = f"tthc-desk-{digest[:24]}"
        self._server: QLocalServer | None = None

    def is_first(self) -> bool:
        """Take the folder's lock; False when another window holds it."""
        if self._lock is None:
            return True
        try:
            self._lock.acquire()
        except DeskError as error:
            if error.code is Code.LOCKED:
                return False
            raise
        return True

    def listen(self) -> None:
        """Hear from later starts."""
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        # A name left behind by a killed window; its lock fell with it.
        QLocalServer.removeServer(self._name)
        self._server.newConnection.connect(self._on_connection)
        self._server.listen(self._name)

    def raise_first(self) -> None:
        """Ask the window that holds the lock to come to the front.

        Raises:
            DeskError: LOCKED when it does not answer.
        """
        deadline = QDeadlineTimer(_PATIENCE_MS)
        while not self._reach():
            if deadline.hasExpired():
                raise DeskError(Code.LOCKED)
            # This process shows no window yet, so nobody waits for it to move.
            QThread.msleep(_PAUSE_MS)

    def release(self) -> None:
        """Give the folder back."""
        if self._server is not None:
            self._server.close()
        if self._lock is not None:
            self._lock.release()

    def _reach(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        is_there = socket.waitForConnected(_WAIT_MS)
        socket.disconnectFromServer()
        return is_there

    @Slot()
    def _on_connection(self) -> None:
        # The socket belongs to the server and goes with it; it carries nothing.
        if self._server is not None and self._server.nextPendingConnection():
            self.raised.emit()
