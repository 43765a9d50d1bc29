"""Charts on the screen: one page of PDF, drawn in the paper lane."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea
from typing_extensions import override

from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.pdf_pages import PdfPages
from tthc_desk.ui.shared.tasks import Lane
from tthc_desk.ui.shared.tokens import Gap

_WIDEST_CHARS = 110


class ChartView(QScrollArea):
    """Shows the first page of a PDF as wide as there is room."""

    def __init__(self, kit: Kit, name: str) -> None:
        super().__init__()
        self._kit = kit
        self._pdf = b""
        self._drawn_px = 0
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setWidget(self._picture)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # The page of the chart is white like the surface around it.
        self.viewport().setAutoFillBackground(False)
        self._picture.setAutoFillBackground(False)
        self.setAccessibleName(name)

    @property
    def has_picture(self) -> bool:
        """Say whether a chart is shown."""
        return not self._picture.pixmap().isNull()

    def show_pdf(self, pdf: bytes, spoken: str) -> None:
        """Show another PDF.

        Args:
            spoken: the chart in words, for a screen reader.
        """
        self._pdf = pdf
        self._drawn_px = 0
        self._picture.setAccessibleName(spoken)
        self._draw()

    def _draw(self) -> None:
        room = self.viewport().width() - 2 * Gap.MEDIUM
        width = min(room, self._kit.scale.chars_px(_WIDEST_CHARS))
        if not self._pdf or width <= 0 or width == self._drawn_px:
            return
        self._drawn_px = width
        pdf, width_px = self._pdf, round(width * self.devicePixelRatioF())
        self._kit.tasks.run(
            lambda: _first_page(pdf, width_px),
            self._on_picture,
            lane=Lane.PAPER,
            latest="chart",
        )

    def _on_picture(self, image: QImage) -> None:
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self._picture.setPixmap(pixmap)

    @override
    def resizeEvent(self, arg__1: QResizeEvent) -> None:
        super().resizeEvent(arg__1)
        self._draw()


def _first_page(pdf: bytes, width_px: int) -> QImage:
    pages = PdfPages(pdf)
    try:
        return pages.picture(0, width_px)
    finally:
        pages.close()
