"""A paper on the screen: pages, zoom, printing and saving as PDF."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QKeySequence, QPixmap, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QScrollArea, QWidget
from typing_extensions import override

from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import Role, button, column, label, row
from tthc_desk.ui.shared.fields import Choice, ChoiceField
from tthc_desk.ui.shared.file_dialog import FileDialog
from tthc_desk.ui.shared.icons import IconName
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.pdf_pages import PageSize, PdfPages
from tthc_desk.ui.shared.print_request import MOST_SETS
from tthc_desk.ui.shared.printing import PaperPrinter, PrintOutcome, PrintState
from tthc_desk.ui.shared.tasks import Lane
from tthc_desk.ui.shared.tokens import Colour, Gap

_ZOOMS = (50, 75, 100, 125, 150, 200)
_PX_PER_PT = 96 / 72

WriteFile = Callable[[bytes, Path], None]
"""Writes a PDF whole or not at all; refuses with a DeskError."""


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """What is shown and printed.

    Args:
        kind: kind of paper, by which the printer is remembered ("receipt").
        title: in the window's title ("Giấy tiếp nhận …"); no person's data.
        file_name: proposed when saving, with ".pdf".
    """

    pdf: bytes
    kind: str
    title: str
    file_name: str


@dataclass(frozen=True, slots=True)
class _Opened:
    pages: PdfPages
    sizes: tuple[PageSize, ...]


class PaperPreview(QDialog):
    """Shows a PDF; open it with `open()`.

    Args:
        write: saves the PDF as a file; called off the GUI thread.

    Signals:
        printed: the `PrintOutcome` of every print, sent or failed.
        saved: the path (str) of a saved PDF.
    """

    printed = Signal(object)
    saved = Signal(str)

    def __init__(
        self, kit: Kit, paper: ShownPaper, write: WriteFile, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._kit = kit
        self._paper = paper
        self._write = write
        self._opened: _Opened | None = None
        self._page = 0
        self._zoom = 0
        self._printer = PaperPrinter(kit.tasks, kit.printers, self)
        self._build()
        self._connect()
        kit.tasks.run(self._read, self._on_read, self._on_failed, lane=Lane.PAPER)

    @property
    def page_count(self) -> int:
        """Give the number of pages, 0 until the paper is read."""
        return len(self._opened.sizes) if self._opened else 0

    @property
    def page_text(self) -> str:
        """Give the line that says which page is shown."""
        return self._place.text()

    @property
    def notice(self) -> str:
        """Give the sentence on what went wrong, empty if nothing did."""
        return self._notice.text()

    def choose_printer(self, name: str) -> None:
        """Choose the printer for the next print."""
        self._printers.set_value(name)

    def choose_sets(self, sets: int) -> None:
        """Choose how often the paper is printed next."""
        self._sets.set_value(sets)

    def show_page(self, page: int) -> None:
        """Show a page, counted from 0."""
        if self._opened and 0 <= page < self.page_count:
            self._page = page
            self._draw()

    def save_to(self, path: Path) -> None:
        """Write the PDF into a file, off the GUI thread; the old file stays until it is whole."""
        write, pdf = self._write, self._paper.pdf

        def work() -> str:
            write(pdf, path)
            return str(path)

        self._kit.tasks.run(work, self._on_saved, self._on_failed, lane=Lane.PAPER)

    def _build(self) -> None:
        self.setWindowTitle(self._paper.title)
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setAccessibleName(self._paper.title)
        self._area = QScrollArea()
        self._area.setWidget(self._picture)
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName(self.tr("Trang giấy"))
        self._notice = label("", Role.ERROR, wraps=True)
        self._notice.hide()
        tools = self._tool_row()
        if not self._printers.count():
            self._say(self.tr("Chưa có máy in trên máy này; lưu PDF để in ở máy khác."))
        self.setLayout(column(tools, self._notice, self._area, margin=Gap.SMALL, gap=Gap.SMALL))
        scale = self._kit.scale
        self.resize(scale.chars_px(100), scale.row_px * 17)

    def _tool_row(self) -> QWidget:
        self._place = label("", Role.NOTE)
        self._zooms = ChoiceField(self._zoom_choices())
        self._zooms.setAccessibleName(self.tr("Cỡ xem"))
        names = self._kit.printers.names()
        self._printers = ChoiceField([Choice(name, name) for name in names])
        self._printers.setAccessibleName(self.tr("Máy in"))
        self._printers.set_value(self._kit.remembered.printer_for(self._paper.kind))
        self._print = button(self.tr("In   Ctrl+P"), self.print_now, Role.PRIMARY)
        self._print.setIcon(self._kit.icons.icon(IconName.PRINT, Colour.ON_ACCENT))
        self._sets = ChoiceField(self._set_choices())
        self._sets.setAccessibleName(self.tr("Số bộ in"))
        self._sets.set_value(self._kit.remembered.copies_for(self._paper.kind))
        self._printers.setVisible(bool(names))
        self._sets.setVisible(bool(names))
        self._print.setEnabled(bool(names))
        save = button(self.tr("Lưu PDF…"), self._on_save)
        close = button(self.tr("Đóng"), self.close)
        bar = QWidget()
        choices = (self._place, self._zooms, None, self._printers, self._sets)
        bar.setLayout(row(*choices, self._print, save, close))
        return bar

    def _zoom_choices(self) -> list[Choice]:
        fit = Choice(0, self.tr("Vừa bề ngang"))
        return [fit, *(Choice(percent, f"{percent} %") for percent in _ZOOMS)]

    def _set_choices(self) -> list[Choice]:
        text = self.tr("{count} bộ")
        return [Choice(count, text.format(count=count)) for count in range(1, MOST_SETS + 1)]

    def _connect(self) -> None:
        self._zooms.currentIndexChanged.connect(self._on_zoom)
        self.finished.connect(self._on_finished)
        for key, slot in (
            (Act.PREVIEW.key, self.print_now),
            ("PgDown", self._on_next),
            ("PgUp", self._on_previous),
            ("Ctrl+S", self._on_save),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(slot)

    def _read(self) -> _Opened:
        pages = PdfPages(self._paper.pdf)
        return _Opened(pages, pages.sizes())

    def _draw(self) -> None:
        if self._opened is None:
            return
        pages, page, ratio = self._opened.pages, self._page, self.devicePixelRatioF()
        width = round(self._width_px(self._opened.sizes[page]) * ratio)
        self._kit.tasks.run(
            lambda: pages.picture(page, width),
            self._on_picture,
            self._on_failed,
            lane=Lane.PAPER,
            latest=f"preview-{id(self)}",
        )
        text = self.tr("Trang {page}/{of}").format(page=page + 1, of=self.page_count)
        self._place.setText(text)

    def _width_px(self, size: PageSize) -> float:
        if self._zoom:
            return size.width_pt * _PX_PER_PT * self._zoom / 100
        return max(self._area.viewport().width() - Gap.LARGE, self._kit.scale.chars_px(40))

    def _on_read(self, opened: _Opened) -> None:
        self._opened = opened
        self._draw()

    def _on_picture(self, image: QImage) -> None:
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self._picture.setPixmap(pixmap)

    def _on_failed(self, error: Exception) -> None:
        self._say(self._kit.messages.words_of(error))

    def _say(self, text: str) -> None:
        self._notice.setText(text)
        self._notice.setVisible(bool(text))

    @Slot(int)
    def _on_zoom(self, _: int) -> None:
        self._zoom = self._zooms.value()
        self._draw()

    @Slot()
    def _on_next(self) -> None:
        self.show_page(self._page + 1)

    @Slot()
    def _on_previous(self) -> None:
        self.show_page(self._page - 1)

    @Slot()
    def print_now(self) -> None:
        """Print as chosen; printer and sets are remembered for this kind of paper."""
        if self._printer.is_busy or not self._print.isEnabled():
            return
        paper, name, sets = self._paper, self._printers.value() or "", self._sets.value()
        self._kit.remembered.remember_printer(paper.kind, name)
        self._kit.remembered.remember_copies(paper.kind, sets)
        self._print.setEnabled(False)
        self._printer.print_pdf(
            paper.pdf, self._on_printed, title=paper.title, printer=name, copies=sets
        )

    def _on_printed(self, outcome: PrintOutcome) -> None:
        self._print.setEnabled(True)
        failed = outcome.state is PrintState.FAILED and outcome.error is not None
        self._say(self._kit.messages.words_of(outcome.error) if failed and outcome.error else "")
        self.printed.emit(outcome)
        if not failed:
            self.close()

    @Slot()
    def _on_save(self) -> None:
        folder = self._kit.remembered.save_folder
        chooser = FileDialog(self, self.tr("Lưu PDF"), folder, self.tr("Tệp PDF (*.pdf)"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("pdf")
        chooser.selectFile(self._paper.file_name)
        chooser.fileSelected.connect(self._on_file)
        self._chooser = chooser
        chooser.open()

    @Slot(str)
    def _on_file(self, path: str) -> None:
        self.save_to(Path(path))

    @Slot(int)
    def _on_finished(self, _: int) -> None:
        if self._opened:
            self._kit.tasks.run(self._opened.pages.close, self._on_freed, lane=Lane.PAPER)
        self._opened = None

    def _on_freed(self, _: None) -> None:
        """Nothing is left to do once the memory is free."""

    @override
    def resizeEvent(self, arg__1: QResizeEvent) -> None:
        super().resizeEvent(arg__1)
        if self._zoom == 0:
            QTimer.singleShot(0, self, self._draw)  # after the layout has its new sizes

    def _on_saved(self, path: str) -> None:
        self._say("")
        self._kit.remembered.save_folder = str(Path(path).parent)
        self._kit.messages.done(self.tr("Đã lưu {path}").format(path=path))
        self.saved.emit(path)
