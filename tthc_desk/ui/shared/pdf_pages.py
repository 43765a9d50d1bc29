"""Pictures of the pages of a PDF, made by PDFium in the paper lane."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QImage

from tthc_desk.domain.errors import Code, DeskError

POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class PageSize:
    """Size of a page in points."""

    width_pt: float
    height_pt: float

    @property
    def is_landscape(self) -> bool:
        """Say whether the page is wider than high."""
        return self.width_pt > self.height_pt


class PdfPages:
    """An open PDF. PDFium works in one thread at a time: only the paper lane uses this."""

    def __init__(self, pdf: bytes) -> None:
        import pypdfium2

        try:
            self._document: Any = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise DeskError(Code.PAPER) from error

    def sizes(self) -> tuple[PageSize, ...]:
        """Give the size of every page."""
        count = len(self._document)
        return tuple(PageSize(*self._document.get_page_size(at)) for at in range(count))

    def picture(self, page: int, width_px: int) -> QImage:
        """Draw a whole page at a width in pixels."""
        scale = width_px / self._document.get_page_size(page)[0]
        return self._draw(page, scale, (0, 0, 0, 0))

    def band(self, page: int, dpi: int, top_pt: float, height_pt: float) -> QImage:
        """Draw a strip of a page at a printer's resolution."""
        full = self._document.get_page_size(page)[1]
        below = max(0.0, full - top_pt - height_pt)
        return self._draw(page, dpi / POINTS_PER_INCH, (0, below, 0, top_pt))

    def close(self) -> None:
        """Free the memory."""
        self._document.close()

    def _draw(self, page: int, scale: float, crop: tuple[float, float, float, float]) -> QImage:
        opened = self._document[page]
        try:
            bitmap = opened.render(scale=scale, crop=crop, rev_byteorder=True, prefer_bgrx=True)
            image = QImage(
                bytes(bitmap.buffer),
                bitmap.width,
                bitmap.height,
                bitmap.stride,
                QImage.Format.Format_RGBX8888,
            ).copy()
            bitmap.close()
        finally:
            opened.close()
        return image
