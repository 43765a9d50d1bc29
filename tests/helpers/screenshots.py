"""Makes README's pictures from the wired program: `python -m tests.helpers.screenshots`.

The papers are drawn from the demo's own papers. With the folder of `demo --district` as argument
the two pictures of the superior's window are made, and nothing else.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.helpers.qt import press, type_text
from tthc_desk.app.clock import SystemClock
from tthc_desk.app.demo import PAPERS, make_demo
from tthc_desk.app.district_frame import DistrictFrame
from tthc_desk.app.window import Frame
from tthc_desk.domain.officers import Actor
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.scan_reading import Scan, ScanKind

PLACE = Path(__file__).resolve().parents[2] / "resources" / "screenshots"
CARD = (
    "001190000005||Nguyễn Thị Thử Nghiệm|15021990|Nữ|"
    "Tổ dân phố 3, Mễ Trì, Nam Từ Liêm, Hà Nội|11052021"
)
SIZE = (1366, 728)


def main() -> None:
    """Make all pictures anew."""
    PLACE.mkdir(parents=True, exist_ok=True)
    if len(sys.argv) > 1:
        _district(Path(sys.argv[1]) / "quan")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "ward"
        made = make_demo(folder, SystemClock(), lambda _: None)
        _screens(folder, made["day"])
        _papers(folder / PAPERS)


def _screens(folder: Path, day: str) -> None:
    app = QApplication(["tthc-desk"])
    frame = Frame(app, folder)
    frame.window.resize(*SIZE)
    frame.window.show()
    _wait(app, lambda: frame.window._ready is not None)
    ready = frame.window._ready
    assert ready is not None
    frame.window._on_signed_in(Actor(ready.officers[0], ready.desks[0]))
    window = frame.window
    for act, name, prepare in (
        (Act.INTAKE, "intake", _fill_intake),
        (Act.TRACKING, "tracking", _nothing),
        (Act.HANDOVER, "handover", _nothing),
        (Act.CLOSING, "closing", lambda screen: _show_day(screen, day)),
    ):
        window.show_screen(act)
        _rest(app, frame)
        prepare(window.screen_of(act))
        _rest(app, frame)
        frame.kit.messages.clear()
        window.grab().save(str(PLACE / f"{name}.png"))
    frame.finish()


def _district(folder: Path) -> None:
    app = QApplication(["tthc-desk"])
    frame = DistrictFrame(app, folder)
    window = frame.window
    window.resize(*SIZE)
    frame.show()
    for key, name in ((Qt.Key.Key_F2, "district"), (Qt.Key.Key_F4, "district-report")):
        _watch(app)
        press(window, key)
        _watch(app)
        window.grab().save(str(PLACE / f"{name}.png"))
    frame.finish()


def _fill_intake(screen: object) -> None:
    screen.on_scan(Scan(CARD, ScanKind.CARD))  # type: ignore[attr-defined]
    box = screen.body.procedure.box  # type: ignore[attr-defined]
    box.setFocus()
    type_text(box, "gh")
    press(box, Qt.Key.Key_Return)


def _show_day(screen: object, day: str) -> None:
    screen.day.show_day(date.fromisoformat(day))  # type: ignore[attr-defined]


def _nothing(screen: object) -> None:
    del screen


def _rest(app: QApplication, frame: Frame) -> None:
    end = time.monotonic() + 1.0
    _wait(app, lambda: time.monotonic() > end and frame.tasks.is_idle)


def _wait(app: QApplication, done: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not done() and time.monotonic() < end:
        app.processEvents()
        time.sleep(0.01)


def _watch(app: QApplication, seconds: float = 5) -> None:
    end = time.monotonic() + seconds
    _wait(app, lambda: time.monotonic() > end)


def _papers(folder: Path) -> None:
    import pypdfium2

    for pattern, name in (
        ("*T00*-receipt-*.pdf", "receipt"),
        ("*-apology-*.pdf", "apology"),
        ("*-report-06a.pdf", "report-06a"),
        ("*daily-tally*.pdf", "daily-tally"),
    ):
        found = sorted(folder.glob(pattern))
        document = pypdfium2.PdfDocument(found[len(found) // 4])
        document[0].render(scale=1.1).to_pil().convert("P").save(PLACE / f"{name}.png")
        document.close()


if __name__ == "__main__":
    main()
