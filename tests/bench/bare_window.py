"""An empty PySide6 window, alone or with the ORM behind it; prints when it is painted.

Run by `test_start_bench`. Usage: bare_window.py [sqlmodel]
"""

import os
import sys
import time

START = time.perf_counter()
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer  # noqa: E402
from PySide6.QtGui import QPaintEvent  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402
from typing_extensions import override  # noqa: E402


class Window(QWidget):
    """Ends the program once it is painted."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QTimer.singleShot(0, QApplication.quit)


def main() -> None:
    """Show the window, then load the ORM when asked to."""
    app = QApplication([])
    window = Window()
    window.resize(1366, 728)
    window.show()
    app.exec()
    if sys.argv[1:] == ["sqlmodel"]:
        import sqlmodel  # noqa: F401
    sys.stdout.write(f"{time.perf_counter() - START}\n")


main()
