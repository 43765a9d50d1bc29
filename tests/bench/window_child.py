"""Starts the program's window on a folder and says when it is painted and ready, and how it stalls.

Run by `start_times`; prints one JSON object of seconds. Usage: window_child.py FOLDER [work]
"""

import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

START = time.perf_counter()
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import tthc_desk.app.plain_import  # noqa: E402, F401, I001 — as the program does

from PySide6.QtCore import QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from tthc_desk.app.window import Frame  # noqa: E402
from tthc_desk.ui.shared.actions import Act  # noqa: E402

if TYPE_CHECKING:
    from tthc_desk.app.wiring import Desk

HEARTBEAT_MS = 2
DOSSIERS = 20
PATIENCE_MS = 90_000
TYPED = ("n", "ng", "ngu", "nguy", "nguye", "nguyen", "nguyen t", "nguyen th", "nguyen thi")


class Watch:
    """Counts the moments between two turns of the window's thread."""

    def __init__(self, app: QApplication, frame: Frame, *, work: bool) -> None:
        self._app = app
        self._frame = frame
        self._beats: list[float] = []
        self._steps: Iterator[None] = self._work() if work else iter(())
        self.found: dict[str, float] = {}
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        frame.window.painted.connect(self._on_painted)

    def longest(self) -> float:
        """Give the longest stop in seconds."""
        pairs = zip(self._beats, self._beats[1:], strict=False)
        return max((b - a for a, b in pairs), default=0.0)

    def _on_painted(self) -> None:
        self.found["painted"] = time.perf_counter() - START
        self._timer.start(HEARTBEAT_MS)

    def _beat(self) -> None:
        self._beats.append(time.perf_counter())
        ready = self._frame.window._ready
        if ready is None:
            return
        if self._frame.kit.session.actor is None:
            from tthc_desk.domain.officers import Actor

            self._frame.window._on_signed_in(Actor(ready.officers[0], ready.desks[0]))
        elif "ready" not in self.found:
            self._look_at_intake()
        elif self._frame.tasks.is_idle:
            self._go_on()

    def _go_on(self) -> None:
        try:
            next(self._steps)
        except StopIteration:
            self._app.quit()

    def _look_at_intake(self) -> None:
        intake = self._frame.window.screen_of(Act.INTAKE)
        if getattr(intake, "_in_force", None) is not None:
            self.found["ready"] = self._beats[-1] - START
            self.found["stop_start"] = self.longest()

    def _work(self) -> Iterator[None]:
        """Do everything the table times, through the window's own lanes."""
        window, desk = self._frame.window, self._frame._desk
        for act in (Act.TRACKING, Act.HANDOVER, Act.CLOSING, Act.TRACKING):
            window.go_to(act)
            yield
            yield
        for text in TYPED:
            window.screen_of(Act.TRACKING).on_open(text)
            yield
        if desk is None:
            return
        for _ in range(DOSSIERS):
            self._frame.tasks.run(lambda: take_in(desk), self._on_done)
            yield
        today = desk.rules.today()
        first = today.replace(year=today.year - 3)
        self._frame.tasks.run(lambda: desk.reports.report_06a(first, today), self._on_done)
        yield
        self._frame.tasks.run(lambda: desk.reports.tally(today), self._on_done)
        yield

    def _on_done(self, _: object) -> None:
        """Nothing to show."""


def take_in(desk: "Desk") -> bytes:
    """Save a dossier and draw its receipt."""
    from tthc_desk.usecases.intake_request import IntakeRequest, PersonInput

    codes = sorted(desk.rules.book().procedures)
    code = "1.001193" if "1.001193" in codes else codes[0]
    submitter = PersonInput(id_number="001090000001", name="Nguyễn Văn Thử")
    request = IntakeRequest(procedure=code, submitter=submitter)
    answer = desk.intake.take_in(request, desk.actor())
    return desk.papers.pdf(answer.papers[0]).pdf


def main(folder: Path, *, work: bool) -> None:
    """Open the window and wait until a dossier could be saved, or the work is done."""
    import psutil

    app = QApplication(["tthc-desk"])
    frame = Frame(app, folder)
    watch = Watch(app, frame, work=work)
    QTimer.singleShot(PATIENCE_MS, app.quit)
    frame.show()
    app.exec()
    watch.found["longest_stop"] = watch.longest()
    watch.found["resident_mb"] = psutil.Process().memory_info().rss / 2**20
    frame.finish()
    sys.stdout.write(json.dumps(watch.found) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), work="work" in sys.argv[2:])
