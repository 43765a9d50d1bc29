"""Renders the program's icon from its one drawing, for menus of Linux and for Windows."""

import os
import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWING = Path(__file__).resolve().parents[1] / "icons" / "app.svg"
MENU_SIZES = (16, 24, 32, 48, 64, 128, 256)
WINDOWS_SIZES = (16, 20, 24, 32, 40, 48, 64, 256)


def png(size: int, drawing: Path = DRAWING) -> bytes:
    """Draw the icon as a square PNG of some pixels."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QGuiApplication.instance() or QGuiApplication([])
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(drawing)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know bytes only
    del app
    return bytes(buffer.data().data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """Put PNGs into the container of Windows.

    Args:
        pictures: width in pixels, at most 256 → PNG.
    """
    offset = 6 + 16 * len(pictures)
    entries, bodies = [], []
    for size, picture in sorted(pictures.items()):
        side = size % 256  # 0 stands for 256
        entries.append(struct.pack("<4B2H2I", side, side, 0, 0, 1, 32, len(picture), offset))
        bodies.append(picture)
        offset += len(picture)
    return b"".join((struct.pack("<3H", 0, 1, len(pictures)), *entries, *bodies))


def write_windows_icon(path: Path) -> None:
    """Write the icon for executables, shortcuts and the setup of Windows."""
    path.write_bytes(ico({size: png(size) for size in WINDOWS_SIZES}))
