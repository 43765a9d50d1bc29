"""Prints, shows and saves what stands on a screen as a list or as charts."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from tthc_desk.ui.shared.file_dialog import FileDialog
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.tasks import Lane
from tthc_desk.usecases.figure_queries import Progress

if TYPE_CHECKING:
    from tthc_desk.ui.shared.paper_preview import PaperPreview, WriteFile
    from tthc_desk.ui.shared.printing import PaperPrinter, PrintOutcome


@dataclass(frozen=True, slots=True)
class Output:
    """A list that can leave the screen as paper, as workbook or as both.

    Args:
        kind: by which its printer is remembered.
        title: of the document; no person's data.
        file_name: proposed when saving, without ending.
        pdf, table: make the paper and the workbook; None where there is none.
    """

    kind: str
    title: str
    file_name: str
    pdf: Callable[[Progress], bytes] | None = None
    table: Callable[[Progress], bytes] | None = None


class PaperOutput(QObject):
    """Makes files in the paper lane, behind a bar that can be stopped."""

    def __init__(self, kit: Kit, window: QWidget) -> None:
        super().__init__(window)
        self._kit = kit
        self._window = window
        self._write: WriteFile | None = None
        self._made: Output | None = None
        self._printer: PaperPrinter | None = None
        self._preview: PaperPreview | None = None
        self._chooser: QFileDialog | None = None
        self._is_table = False

    def set_writer(self, write: "WriteFile") -> None:
        """Take what puts a whole file in its place, or nothing."""
        self._write = write

    def print_now(self, output: Output) -> None:
        """Print on the printer remembered for its kind."""
        self._render(output, self._on_to_print)

    def look(self, output: Output) -> None:
        """Show its pages, from where it can be printed and saved."""
        self._render(output, self._on_to_look)

    def ask_file(self, output: Output, *, as_table: bool) -> None:
        """Ask where to save it."""
        self._made, self._is_table = output, as_table
        ending = "xlsx" if as_table else "pdf"
        words = self.tr("Tệp Excel (*.xlsx)") if as_table else self.tr("Tệp PDF (*.pdf)")
        folder = self._kit.remembered.save_folder
        chooser = FileDialog(self._window, self.tr("Lưu {title}").format(title=output.title))
        chooser.setNameFilter(words)
        chooser.setDirectory(folder)
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix(ending)
        chooser.selectFile(f"{output.file_name}.{ending}")
        chooser.fileSelected.connect(self._on_file)
        self._chooser = chooser
        chooser.open()

    def save(self, output: Output, path: Path, *, as_table: bool) -> None:
        """Write it into a file; an older one stays until the new one is whole."""
        write = self._write
        make = output.table if as_table else output.pdf
        if write is None or make is None:
            return

        def work(progress: Progress) -> str:
            write(make(progress), path)
            return str(path)

        title = self.tr("Đang lưu {title}").format(title=output.title)
        self._kit.tasks.run_long(title, work, self._on_saved, lane=Lane.PAPER)

    def _render(self, output: Output, on_pdf: Callable[[bytes], object]) -> None:
        if output.pdf is None:
            return
        self._made = output
        title = self.tr("Đang soạn {title}").format(title=output.title)
        self._kit.tasks.run_long(title, output.pdf, on_pdf, lane=Lane.PAPER)

    def _on_to_print(self, pdf: bytes) -> None:
        from tthc_desk.ui.shared.printing import PaperPrinter

        output = self._made
        if output is None:
            return
        if self._printer is None:
            self._printer = PaperPrinter(self._kit.tasks, self._kit.printers, self)
        remembered = self._kit.remembered
        self._printer.print_pdf(
            pdf,
            self._on_printed,
            title=output.title,
            printer=remembered.printer_for(output.kind),
            copies=remembered.copies_for(output.kind),
        )

    def _on_to_look(self, pdf: bytes) -> None:
        from tthc_desk.ui.shared.paper_preview import PaperPreview, ShownPaper

        output, write = self._made, self._write
        if output is None or write is None:
            return
        shown = ShownPaper(pdf, output.kind, output.title, f"{output.file_name}.pdf")
        self._preview = PaperPreview(self._kit, shown, write, self._window)
        self._preview.printed.connect(self._on_printed)
        self._preview.open()

    def _on_printed(self, outcome: "PrintOutcome") -> None:
        if outcome.error is not None:
            self._kit.messages.failed(outcome.error)
        elif self._made is not None:
            self._kit.messages.done(self.tr("Đã gửi in {title}.").format(title=self._made.title))

    @Slot(str)
    def _on_file(self, path: str) -> None:
        if self._made is not None:
            self.save(self._made, Path(path), as_table=self._is_table)

    def _on_saved(self, path: str) -> None:
        self._kit.remembered.save_folder = str(Path(path).parent)
        self._kit.messages.done(self.tr("Đã lưu {path}").format(path=path))
