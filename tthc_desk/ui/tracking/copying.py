"""What leaves a dossier by the clipboard, and how long an identity number stays there."""

from PySide6.QtCore import QByteArray, QCoreApplication, QMimeData, QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication

KEPT_MS = 10_000
"""An identity number is gone from the clipboard after ten seconds."""
# Clipboard histories of the system and of other programs leave out what carries these.
_UNKEPT = {
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"\x01",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\x00\x00\x00\x00",
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': b"\x00\x00\x00\x00",
    "x-kde-passwordManagerHint": b"secret",
}


class Copier(QObject):
    """Puts text on the clipboard; nobody else learns what it was."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._secret = ""
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(KEPT_MS)
        self.timer.timeout.connect(self.forget)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.forget)

    def copy(self, text: str, *, is_secret: bool) -> None:
        """Copy a text; a secret one is taken away again unless something else was copied."""
        data = QMimeData()
        data.setText(text)
        if is_secret:
            for kind, value in _UNKEPT.items():
                data.setData(kind, QByteArray(value))
        QGuiApplication.clipboard().setMimeData(data)
        self._secret = text if is_secret else ""
        if is_secret:
            self.timer.start()
        else:
            self.timer.stop()

    @Slot()
    def forget(self) -> None:
        """Take a secret off the clipboard if it is still there."""
        self.timer.stop()
        secret, self._secret = self._secret, ""
        clipboard = QGuiApplication.clipboard()
        if secret and clipboard.text() == secret:
            clipboard.clear()
