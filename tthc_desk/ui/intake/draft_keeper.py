"""Keeps what is being typed in the database, a moment after every change."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

from tthc_desk.ui.intake.services import Drafts
from tthc_desk.ui.shared.kit import Kit

DELAY_MS = 250
"""From the first change to the save; typing on does not put it off."""


class DraftKeeper(QObject):
    """Saves the form's text in the database lane; never sooner than it may.

    Args:
        read: gives the draft's text now, empty when there is nothing to keep.
    """

    def __init__(self, kit: Kit, read: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._read = read
        self._drafts: Drafts | None = None
        self._desk = ""
        self._kept = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.timeout.connect(self.flush)

    @property
    def desk(self) -> str:
        """Give the desk whose draft is kept, empty before `begin`."""
        return self._desk

    def begin(self, drafts: Drafts, desk: str, kept: str) -> None:
        """Keep drafts of a desk from now on.

        Args:
            kept: what stands in the database.
        """
        self._drafts, self._desk, self._kept = drafts, desk, kept
        self.touch()

    def touch(self) -> None:
        """Learn that something was changed."""
        if self._drafts is not None and not self._timer.isActive():
            self._timer.start()

    def clear(self) -> None:
        """Take the draft out of the database, whatever stands there."""
        self._kept = "?"
        self.flush()

    @Slot()
    def flush(self) -> None:
        """Save now what has changed."""
        self._timer.stop()
        drafts, desk, text = self._drafts, self._desk, self._read()
        if drafts is None or text == self._kept:
            return
        self._kept = text
        self._kit.tasks.run(
            lambda: drafts.save(desk, text), self._on_kept, self._on_failed, latest="intake-draft"
        )

    def _on_kept(self, _: None) -> None:
        """Say nothing: a draft is no message."""

    def _on_failed(self, error: Exception) -> None:
        self._kept = ""
        self._kit.messages.failed(error)
