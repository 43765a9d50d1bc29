"""Sending a PDF to a printer strip by strip, so that neither memory nor the window suffers."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.ui.shared.pdf_pages import POINTS_PER_INCH, PageSize, PdfPages
from tthc_desk.ui.shared.printers import Printers
from tthc_desk.ui.shared.tasks import Lane, Tasks

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_BAND_PT = 120.0
"""Height of a strip: at 300 dpi some 5 MB of an A4 page."""


class PrintState(StrEnum):
    """What became of a print."""

    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PrintOutcome:
    """The end of a print.

    Args:
        printer: where it went; empty for the default.
        error: DeskError(PRINTER or PAPER) when it failed.
    """

    state: PrintState
    printer: str
    error: Exception | None = None


class PaperPrinter(QObject):
    """Prints PDFs one after the other; the owner keeps it alive until `on_done`.

    Args:
        tasks: draws the strips in the paper lane.
    """

    def __init__(self, tasks: Tasks, printers: Printers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._printers = printers
        self._jobs: list[_Job] = []

    @property
    def is_busy(self) -> bool:
        """Say whether a paper is on its way."""
        return bool(self._jobs)

    def print_pdf(
        self,
        pdf: bytes,
        on_done: Callable[[PrintOutcome], object],
        *,
        title: str,
        printer: str = "",
        copies: int = 1,
    ) -> None:
        """Print a PDF.

        Args:
            on_done: bound method; always called, once.
            title: of the document in the printer's queue; never a person's data.
            copies: the whole document so many times.
        """
        job = _Job(pdf, on_done, title, printer, copies)
        self._jobs.append(job)
        if len(self._jobs) == 1:
            self._open(job)

    def _open(self, job: "_Job") -> None:
        def work() -> tuple[PdfPages, tuple[PageSize, ...]]:
            pages = PdfPages(job.pdf)
            return pages, pages.sizes()

        self._tasks.run(work, self._on_open, self._on_error, lane=Lane.PAPER)

    def _on_open(self, opened: tuple[PdfPages, tuple[PageSize, ...]]) -> None:
        job = self._jobs[0]
        job.pages, job.sizes = opened
        try:
            job.device = self._printers.make(job.printer, job.title)
        except DeskError as error:
            self._end(error)
            return
        _set_page(job.device, job.sizes[0])
        # begin() is False, and nothing is raised, when there is no such printer any more.
        if not job.device.isValid() or not job.painter.begin(job.device):
            self._end(_refused(job))
            return
        self._next_strip()

    def _next_strip(self) -> None:
        job = self._jobs[0]
        place = job.place
        if place is None or job.pages is None or job.device is None:
            self._end(None)
            return
        pages, dpi = job.pages, job.device.resolution()
        self._tasks.run(
            lambda: pages.band(place.page, dpi, place.top_pt, _BAND_PT),
            self._on_strip,
            self._on_error,
            lane=Lane.PAPER,
        )

    def _on_strip(self, strip: QImage) -> None:
        job = self._jobs[0]
        if job.place is None or job.device is None:
            return
        per_point = job.device.resolution() / POINTS_PER_INCH
        top = round(job.place.top_pt * per_point)
        job.painter.drawImage(QRectF(0, top, strip.width(), strip.height()), strip)
        job.go_on()
        if job.place is not None and job.place.top_pt == 0 and not _new_page(job):
            self._end(_refused(job))
            return
        self._next_strip()

    def _on_error(self, error: Exception) -> None:
        self._end(error)

    def _end(self, error: Exception | None) -> None:
        job = self._jobs[0]
        if error is None and not job.painter.end():
            error = _refused(job)
        if error is not None and job.device is not None:
            job.abort()
        self._close_pages(job)
        self._jobs.pop(0)
        state = PrintState.FAILED if error else PrintState.SENT
        job.on_done(PrintOutcome(state, job.printer, error))
        if self._jobs:
            self._open(self._jobs[0])

    def _close_pages(self, job: "_Job") -> None:
        if job.pages is not None:
            self._tasks.run(job.pages.close, self._on_closed, lane=Lane.PAPER)

    def _on_closed(self, _: None) -> None:
        """Nothing is left to do once the memory is free."""


@dataclass(frozen=True, slots=True)
class _Place:
    copy: int
    page: int
    top_pt: float


class _Job:
    """One document on its way to the printer."""

    def __init__(
        self,
        pdf: bytes,
        on_done: Callable[[PrintOutcome], object],
        title: str,
        printer: str,
        copies: int,
    ) -> None:
        self.pdf = pdf
        self.on_done = on_done
        self.title = title
        self.printer = printer
        self.copies = copies
        self.pages: PdfPages | None = None
        self.sizes: tuple[PageSize, ...] = ()
        self.device: QPrinter | None = None
        self.painter = QPainter()
        self.place: _Place | None = _Place(0, 0, 0.0)

    def go_on(self) -> None:
        """Move to the next strip, page or copy; to None after the last."""
        place = self.place
        if place is None:
            return
        bands = math.ceil(self.sizes[place.page].height_pt / _BAND_PT)
        below = place.top_pt + _BAND_PT
        if below < bands * _BAND_PT:
            self.place = _Place(place.copy, place.page, below)
        elif place.page + 1 < len(self.sizes):
            self.place = _Place(place.copy, place.page + 1, 0.0)
        elif place.copy + 1 < self.copies:
            self.place = _Place(place.copy + 1, 0, 0.0)
        else:
            self.place = None

    def abort(self) -> None:
        """Throw away what the printer has of it."""
        if self.painter.isActive():
            if self.device is not None:
                self.device.abort()
            self.painter.end()


def _refused(job: _Job) -> DeskError:
    if job.printer:
        return DeskError(Code.PRINTER, reason="refused", printer=job.printer)
    return DeskError(Code.PRINTER)


def _new_page(job: _Job) -> bool:
    if job.device is None or job.place is None:
        return False
    _set_page(job.device, job.sizes[job.place.page])
    return job.device.newPage()


def _set_page(device: "QPrinter", size: PageSize) -> None:
    short, long = sorted((size.width_pt, size.height_pt))
    page = QPageSize(QSizeF(short, long), QPageSize.Unit.Point)
    way = QPageLayout.Orientation
    orientation = way.Landscape if size.is_landscape else way.Portrait
    # The whole sheet is ours: the margins are part of the paper's form.
    device.setFullPage(True)
    device.setPageLayout(QPageLayout(page, orientation, QMarginsF(0, 0, 0, 0)))
