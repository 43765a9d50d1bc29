"""Long work that may be asked for again before it has ended: only the newest answer counts."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.tasks import Report, Ticket


class LatestWork(QObject):
    """Stops what was asked for before, and drops its answer.

    Args:
        on_done, on_failed: bound methods; get the answer or the error of the newest work.
    """

    def __init__(
        self,
        kit: Kit,
        on_done: Callable[[Any], object],
        on_failed: Callable[[Exception], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._kit = kit
        self._on_done = on_done
        self._on_failed = on_failed
        self._open = 0
        self._ticket: Ticket | None = None

    def run(self, title: str, work: Callable[[Report], Any]) -> None:
        """Begin work, shown with a bar that can be stopped."""
        if self._open and self._ticket is not None:
            self._kit.tasks.cancel(self._ticket)
        self._open += 1
        self._ticket = self._kit.tasks.run_long(title, work, self._done, self._failed)

    def _done(self, answer: Any) -> None:
        self._open -= 1
        if not self._open:
            self._on_done(answer)

    def _failed(self, error: Exception) -> None:
        # A lane works in order: whatever ends while more is open was asked for before it.
        self._open -= 1
        if not self._open:
            self._on_failed(error)
