"""Python's garbage collection kept on the GUI thread."""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_YOUNG_EVERY_MS = 2_000
_FULL_EVERY = 60


class GuiCollector(QObject):
    """Collects from a timer instead of wherever a thread happens to allocate.

    WORKAROUND PySide6 6.11: a cycle that holds a QObject and is collected on a worker thread
    destroys the QObject there, which crashes.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rounds = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_YOUNG_EVERY_MS)
        self._timer.timeout.connect(self._on_timeout)

    def start(self) -> None:
        """Take over from the automatic collector; what lives now is never looked at again."""
        gc.disable()
        gc.freeze()
        self._timer.start()

    def stop(self) -> None:
        """Give collecting back to the interpreter."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    @Slot()
    def _on_timeout(self) -> None:
        self._rounds += 1
        gc.collect(2 if self._rounds % _FULL_EVERY == 0 else 1)
