"""A ward's logo, shown small."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel

from tthc_desk.ui.shared.tokens import TypeScale

_CHARS = 20


class LogoPicture(QLabel):
    """Draws a picture at most some rows high; hidden where there is none.

    Args:
        name: what it is, for a screen reader.
        rows: its greatest height in rows of a table.
    """

    def __init__(self, scale: TypeScale, name: str, rows: int = 1) -> None:
        super().__init__()
        self._room = QSize(scale.chars_px(_CHARS), scale.row_px * rows)
        self.setAccessibleName(name)
        self.hide()

    def show_logo(self, data: bytes) -> None:
        """Show a picture; empty or unreadable bytes hide it."""
        picture = QPixmap()
        picture.loadFromData(data)
        self.setVisible(not picture.isNull())
        if not picture.isNull():
            ratio, smooth = self.devicePixelRatioF(), Qt.TransformationMode.SmoothTransformation
            room = self._room * ratio
            shown = picture.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, smooth)
            shown.setDevicePixelRatio(ratio)
            self.setPixmap(shown)
