"""Writes of one tab, one after another: each begins with what the one before has left."""

from collections import deque
from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QObject, Signal

from tthc_desk.ui.shared.kit import Kit


class OneAtATime(QObject):
    """Runs one piece of work and keeps what is scanned or pressed meanwhile.

    Signals:
        failed: the error of the work that ended.
        busy_changed: work has begun or ended.
    """

    failed = Signal(object)
    busy_changed = Signal()

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._on_success: Callable[..., object] | None = None
        self._kept: deque[Callable[[], object]] = deque()
        self._asked: set[str] = set()

    @property
    def is_busy(self) -> bool:
        """Say whether work runs."""
        return self._on_success is not None

    def is_asked(self, about: str) -> bool:
        """Say whether what runs or is kept is about this already: a key pressed twice."""
        return about in self._asked

    def keep(self, step: Callable[[], object], about: Iterable[str] = ()) -> None:
        """Keep a step until the work that runs, and what was kept before, has ended."""
        self._asked.update(about)
        self._kept.append(step)

    def run(
        self,
        work: Callable[[], object],
        on_success: Callable[..., object],
        about: Iterable[str] = (),
    ) -> None:
        """Run work in the database lane, after the work that runs now.

        Args:
            about: what it is about, for `is_asked`.
        """
        if self.is_busy:
            self.keep(partial(self.run, work, on_success), about)
            return
        self._asked.update(about)
        self._on_success = on_success
        self.busy_changed.emit()
        self._kit.tasks.run(work, self._on_worked, self._on_failed)

    def _on_worked(self, answer: object) -> None:
        on_success, self._on_success = self._on_success, None
        if on_success:
            on_success(answer)
        self._go_on()

    def _on_failed(self, error: Exception) -> None:
        self._on_success = None
        self.failed.emit(error)
        self._go_on()

    def _go_on(self) -> None:
        while self._kept and not self.is_busy:
            self._kept.popleft()()
        if not self.is_busy:
            self._asked.clear()
        self.busy_changed.emit()
