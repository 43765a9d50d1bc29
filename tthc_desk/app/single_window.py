"""One window per data folder: a second start shows the first one, with the file it was given."""

import hashlib
import os
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QObject, QThread, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from tthc_desk.app.opened_file import kind_of
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.storage.instance_lock import WindowLock

_WAIT_MS = 1000
_PATIENCE_MS = 3000
"""A window that has only just begun takes the lock before it can listen."""
_PAUSE_MS = 50
_END = b"\0"
"""Ends what a later start says; no path holds it."""
_HEAR_MS = 100
_MOST_BYTES = 16_384
"""No path is longer; more than that is not listened to."""


class SingleWindow(QObject):
    """Holds the folder's lock, and listens for others who would open it.

    Signals:
        raised: another start asked for this window.
        asked: the file (absolute `Path`) that it was given.
    """

    raised = Signal()
    asked = Signal(object)

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

    def raise_first(self, file: Path | None = None) -> None:
        """Ask the window that holds the lock to come to the front.

        Args:
            file: what it is to show, as an absolute path.

        Raises:
            DeskError: LOCKED when it does not answer.
        """
        deadline = QDeadlineTimer(_PATIENCE_MS)
        while not self._reach(file):
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

    def _reach(self, file: Path | None) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_WAIT_MS):
            return False
        socket.write((os.fsencode(file) if file else b"") + _END)
        # The window hangs up once it has heard all; a busy one finds it later all the same.
        if socket.state() is QLocalSocket.LocalSocketState.ConnectedState:
            socket.waitForDisconnected(_WAIT_MS)
        return True

    @Slot()
    def _on_connection(self) -> None:
        socket = self._server.nextPendingConnection() if self._server else None
        if socket is None:
            return
        file = _file_in(_heard(socket))
        socket.disconnectFromServer()
        socket.deleteLater()
        self.raised.emit()
        if file is not None:
            self.asked.emit(file)


def _heard(socket: QLocalSocket) -> bytes:
    """Read what another start says; it speaks at once, so one that is dumb is not waited for."""
    deadline, heard = QDeadlineTimer(_HEAR_MS), b""
    while _END not in heard and len(heard) < _MOST_BYTES and not deadline.hasExpired():
        if not socket.bytesAvailable() and not socket.waitForReadyRead(_HEAR_MS):
            break
        heard += bytes(socket.read(_MOST_BYTES - len(heard)).data())
    return heard


def _file_in(heard: bytes) -> Path | None:
    """Read what another process said; anything but one whole path of a known file is nothing."""
    name, end, rest = heard.partition(_END)
    if not end or rest:
        return None
    file = Path(os.fsdecode(name))
    return file if file.is_absolute() and kind_of(file) is not None else None
