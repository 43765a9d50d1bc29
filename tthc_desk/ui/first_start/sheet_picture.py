"""A sheet of paper drawn as large as there is room."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from tthc_desk.ui.shared.tokens import LINE_PX, Colour, TypeScale

_CHARS = 32


class SheetPicture(QWidget):
    """Shows one page; it never asks for more height than the window has.

    Args:
        name: of the picture for a screen reader.
    """

    def __init__(self, scale: TypeScale, name: str) -> None:
        super().__init__()
        self._image = QImage()
        self.setFixedWidth(scale.chars_px(_CHARS))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(name)

    def show_image(self, image: QImage) -> None:
        """Show another page."""
        self._image = image
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = self.size().shrunkBy(self.contentsMargins())
        fitted = self._image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        ratio = self.devicePixelRatioF()
        # Halved by the image's own scaler first: drawn small at once thin lines would vanish.
        shown = self._image.scaled(
            fitted * ratio,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        place = QRectF(self.width() - fitted.width(), 0, fitted.width(), fitted.height())
        painter.drawImage(place, shown)
        painter.setPen(QPen(QColor(Colour.LINE), LINE_PX))
        painter.drawRect(place.adjusted(0, 0, -LINE_PX, -LINE_PX))
