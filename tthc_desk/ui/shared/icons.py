"""The program's own line icons, drawn from SVG in the colour of a token."""

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from tthc_desk.ui.shared.tokens import ICON_PX, Colour

_INK = "#000000"
_PROGRAM = "app"
_PROGRAM_SIZES = (16, 32, 64)


class IconName(StrEnum):
    """Every icon; the value is the file's name without ending."""

    INTAKE = "intake"
    TRACKING = "tracking"
    HANDOVER = "handover"
    CLOSING = "closing"
    TRANSFER = "transfer"
    DISTRICT = "district"
    ADMIN = "admin"
    SEARCH = "search"
    OFFICER = "officer"
    PRINT = "print"
    SAVE = "save"
    COPY = "copy"
    CLOSE = "close"
    INFO = "info"
    DONE = "done"
    WARNING = "warning"
    ERROR = "error"
    CIRCLE = "circle"
    RING = "ring"
    HALF = "half"
    TRIANGLE = "triangle"
    SQUARE = "square"
    DIAMOND = "diamond"
    CHECK = "check"
    CROSS = "cross"


class Icons:
    """Draws and keeps icons.

    Args:
        directory: folder of the SVG files, drawn in black.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._drawn: dict[tuple[IconName, Colour, int, float], QPixmap] = {}

    def icon(self, name: IconName, colour: Colour = Colour.INK) -> QIcon:
        """Give an icon for a button."""
        icon = QIcon(self.pixmap(name, colour))
        icon.addPixmap(self.pixmap(name, colour, ratio=2.0))
        return icon

    def pixmap(
        self, name: IconName, colour: Colour, size_px: int = ICON_PX, ratio: float = 1.0
    ) -> QPixmap:
        """Give an icon as a picture of a size in logical pixels."""
        key = (name, colour, size_px, ratio)
        if key not in self._drawn:
            self._drawn[key] = self._draw(name, colour, size_px, ratio)
        return self._drawn[key]

    def _draw(self, name: IconName, colour: Colour, size_px: int, ratio: float) -> QPixmap:
        svg = self._read(name).replace(_INK, colour)
        pixmap = _picture(svg, round(size_px * ratio))
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def program(self) -> QIcon:
        """Give the program's own icon, for the frames of windows and the task bar."""
        svg, icon = self._read(_PROGRAM), QIcon()
        for size_px in _PROGRAM_SIZES:
            icon.addPixmap(_picture(svg, size_px))
        return icon

    def _read(self, name: str) -> str:
        return (self._directory / f"{name}.svg").read_text(encoding="utf-8")


def _picture(svg: str, size_px: int) -> QPixmap:
    # Only here: a window without icons yet need not load the module.
    from PySide6.QtSvg import QSvgRenderer

    pixmap = QPixmap(size_px, size_px)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size_px, size_px))
    painter.end()
    return pixmap
