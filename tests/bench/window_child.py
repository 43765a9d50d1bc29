"""Starts the program's window on a folder and says when it is painted, ready, and how it stalls.

Run by `test_start_bench`; prints one JSON object. Usage: window_child.py FOLDER
"""

import json
import os
import sys
import time
from pathlib import Path

START = time.perf_counter()
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

HEARTBEAT_MS = 2


def main(folder: Path) -> None:
    """Open the window, sign in, wait until a dossier could be saved."""
    import psutil
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from tthc_desk.app.window import Frame
    from tthc_desk.ui.shared.actions import Act

    app = QApplication(["tthc-desk"])
    frame = Frame(app, folder)
    found: dict[str, float] = {}
    beats: list[float] = []

    def painted() -> None:
        found["painted"] = time.perf_counter() - START
        beat.start(HEARTBEAT_MS)

    def heartbeat() -> None:
        now = time.perf_counter()
        beats.append(now)
        ready = frame.window._ready
        if ready is not None and "signed" not in found:
            found["signed"] = now - START
            frame.window._on_signed_in(_actor(ready))
        intake = frame.window.screen_of(Act.INTAKE)
        if "signed" in found and intake.can_save:
            found["ready"] = now - START
            app.quit()

    beat = QTimer()
    beat.timeout.connect(heartbeat)
    frame.window.painted.connect(painted)
    QTimer.singleShot(60_000, app.quit)
    frame.show()
    app.exec()
    gaps = [b - a for a, b in zip(beats, beats[1:], strict=False)]
    found["longest_stop"] = max(gaps, default=0.0)
    found["resident_mb"] = psutil.Process().memory_info().rss / 2**20
    frame.finish()
    sys.stdout.write(json.dumps(found) + "\n")


def _actor(ready: "Ready") -> "Actor":
    from tthc_desk.domain.officers import Actor

    return Actor(ready.officers[0], ready.desks[0])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
