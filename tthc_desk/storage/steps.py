"""Progress of a long check."""

from tthc_desk.usecases.figure_queries import Progress

_STEP = 1000


class Steps:
    """Counts what was looked at and asks whether to go on."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress = progress
        self._total = max(total, 1)
        self._done = 0
        self.stopped = False

    def step(self) -> bool:
        """Count one more; False when the caller has had enough."""
        self._done += 1
        if self._progress and self._done % _STEP == 0 and not self.stopped:
            self.stopped = not self._progress(min(self._done, self._total), self._total)
        return not self.stopped

    def end(self) -> None:
        """Tell that all is done."""
        if self._progress and not self.stopped:
            self._progress(self._total, self._total)
