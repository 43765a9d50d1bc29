"""Papers reach the printer page by page, and a printer that is gone is told, never guessed."""

import errno
import io
import os
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4, A5, landscape
from reportlab.pdfgen.canvas import Canvas

from tests.helpers.qt import unnamed_controls
from tests.helpers.ui_fakes import PdfPrinters, RecordingMessages, make_kit
from tthc_desk.documents.paper_file import write_paper
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.paper_preview import PaperPreview, ShownPaper
from tthc_desk.ui.shared.pdf_pages import PdfPages
from tthc_desk.ui.shared.printers import SystemPrinters
from tthc_desk.ui.shared.printing import PaperPrinter, PrintOutcome, PrintState
from tthc_desk.ui.shared.tasks import TaskRunner


def make_pdf(*sizes: tuple[float, float]) -> bytes:
    """Make pages with a black square in the lower right corner and a line at the top."""
    target = io.BytesIO()
    canvas = Canvas(target)
    for width, height in sizes:
        canvas.setPageSize((width, height))
        canvas.rect(width - 100, 0, 100, 100, stroke=0, fill=1)
        canvas.rect(0, height - 20, width, 20, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def darkness(pdf: Path, page: int, box: tuple[float, float, float, float]) -> float:
    """Measure how dark a part of a page is, box in shares of width and height from the top."""
    document = pypdfium2.PdfDocument(str(pdf))
    image = document[page].render(scale=0.5).to_pil().convert("L")
    width, height = image.size
    left, top, right, bottom = box
    part = image.crop(
        (round(left * width), round(top * height), round(right * width), round(bottom * height))
    )
    document.close()
    light = float(sum(part.tobytes()))
    return 1.0 - light / (255 * int(part.size[0]) * int(part.size[1]))


@pytest.fixture
def printers(kit: Kit) -> PdfPrinters:
    assert isinstance(kit.printers, PdfPrinters)
    return kit.printers


def test_a_paper_is_printed_page_for_page_in_its_place(kit: Kit, printers: PdfPrinters) -> None:
    outcomes: list[PrintOutcome] = []
    printer = PaperPrinter(kit.tasks, printers)
    printer.print_pdf(make_pdf(A4, landscape(A4)), outcomes.append, title="T0001", copies=2)
    assert [one.state for one in outcomes] == [PrintState.SENT]
    (printed,) = printers.files
    document = pypdfium2.PdfDocument(str(printed))
    sizes = [document.get_page_size(page) for page in range(len(document))]
    document.close()
    assert [(round(w / 10), round(h / 10)) for w, h in sizes] == [(60, 84), (84, 60)] * 2
    assert darkness(printed, 0, (0.9, 0.93, 1, 1)) > 0.9
    assert darkness(printed, 0, (0.1, 0.0, 0.9, 0.015)) > 0.8
    assert darkness(printed, 0, (0.1, 0.1, 0.7, 0.9)) < 0.02
    assert darkness(printed, 3, (0.92, 0.9, 1, 1)) > 0.9


def test_papers_wait_for_one_another(kit: Kit, printers: PdfPrinters) -> None:
    runner = TaskRunner(lambda error: None)
    done: list[str] = []
    printer = PaperPrinter(runner, printers)

    def first(outcome: PrintOutcome) -> None:
        done.append("first")

    def second(outcome: PrintOutcome) -> None:
        done.append("second")

    printer.print_pdf(make_pdf(A5), first, title="1")
    printer.print_pdf(make_pdf(A5), second, title="2")
    assert printer.is_busy
    while printer.is_busy:
        _process_once()
    runner.wait_for_done()
    assert done == ["first", "second"]
    assert [title for _, title in printers.made] == ["1", "2"]


def _process_once() -> None:
    from PySide6.QtCore import QCoreApplication, QEventLoop

    flag = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
    QCoreApplication.processEvents(flag, 50)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_cannot_begin_is_a_failed_print(kit: Kit, printers: PdfPrinters) -> None:
    outcomes: list[PrintOutcome] = []
    printers.fail = True
    printer = PaperPrinter(kit.tasks, printers)
    printer.print_pdf(make_pdf(A4), outcomes.append, title="T0001", printer="Máy in quầy")
    assert [one.state for one in outcomes] == [PrintState.FAILED]
    assert isinstance(outcomes[0].error, DeskError)
    assert outcomes[0].error.code is Code.PRINTER
    assert not printer.is_busy


def test_a_machine_without_printers_refuses_instead_of_printing_into_a_file(kit: Kit) -> None:
    outcomes: list[PrintOutcome] = []
    printer = PaperPrinter(kit.tasks, SystemPrinters())
    printer.print_pdf(make_pdf(A4), outcomes.append, title="T0001", printer="không có")
    assert [one.state for one in outcomes] == [PrintState.FAILED]


def test_what_is_no_pdf_is_refused(kit: Kit, printers: PdfPrinters) -> None:
    outcomes: list[PrintOutcome] = []
    PaperPrinter(kit.tasks, printers).print_pdf(b"no pdf", outcomes.append, title="x")
    assert isinstance(outcomes[0].error, DeskError)
    assert outcomes[0].error.code is Code.PAPER
    assert printers.files == []


def test_strips_put_together_are_the_page() -> None:
    pages = PdfPages(make_pdf(A5))
    whole = pages.picture(0, round(A5[0] * 150 / 72))
    strips = [pages.band(0, 150, top, 120.0) for top in (0.0, 120.0, 240.0, 360.0, 480.0)]
    pages.close()
    assert abs(sum(strip.height() for strip in strips) - whole.height()) <= 3
    assert {strip.width() for strip in strips} <= {whole.width(), whole.width() + 1}


@pytest.fixture
def preview(qtbot: QtBot, kit: Kit) -> PaperPreview:
    paper = ShownPaper(make_pdf(A4, A4), "receipt", "Giấy tiếp nhận", "giay-tiep-nhan.pdf")
    made = PaperPreview(kit, paper, write_paper)
    qtbot.addWidget(made)
    made.open()
    return made


def test_the_preview_shows_pages_and_names_its_controls(preview: PaperPreview) -> None:
    assert preview.page_count == 2
    assert preview.page_text == "Trang 1/2"
    preview.show_page(1)
    assert preview.page_text == "Trang 2/2"
    preview.show_page(2)
    assert preview.page_text == "Trang 2/2"
    assert unnamed_controls(preview) == []


def test_the_preview_prints_and_remembers_the_printer(
    preview: PaperPreview, kit: Kit, printers: PdfPrinters
) -> None:
    outcomes: list[PrintOutcome] = []
    preview.printed.connect(outcomes.append)
    preview.choose_printer("Máy in phòng")
    preview.print_now()
    assert [one.state for one in outcomes] == [PrintState.SENT]
    assert kit.remembered.printer_for("receipt") == "Máy in phòng"
    assert kit.remembered.printer_for("control-slip") == ""
    assert printers.made == [("Máy in phòng", "Giấy tiếp nhận")]
    assert not preview.isVisible()


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_the_preview_stays_open_and_says_why_when_the_printer_is_gone(
    preview: PaperPreview, printers: PdfPrinters
) -> None:
    outcomes: list[PrintOutcome] = []
    preview.printed.connect(outcomes.append)
    printers.fail = True
    preview.print_now()
    assert [one.state for one in outcomes] == [PrintState.FAILED]
    assert preview.isVisible()
    assert preview.notice == "E_PRINTER"
    assert [b.isEnabled() for b in preview.findChildren(QPushButton)] == [True] * 3


def test_the_preview_saves_whole_files_only(
    preview: PaperPreview, kit: Kit, tmp_path: Path
) -> None:
    preview.save_to(tmp_path / "giay.pdf")
    assert (tmp_path / "giay.pdf").read_bytes().startswith(b"%PDF")
    preview.save_to(tmp_path / "không có" / "giay.pdf")
    assert preview.notice == "E_FOLDER"
    assert kit.remembered.save_folder == str(tmp_path)
    assert sorted(one.name for one in tmp_path.glob("*.pdf*")) == ["giay.pdf"]
    assert isinstance(kit.messages, RecordingMessages)
    assert "giay.pdf" in kit.messages.last


def test_a_file_that_cannot_be_written_is_told_and_the_old_one_stays(
    preview: PaperPreview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved: list[str] = []
    preview.saved.connect(saved.append)
    (tmp_path / "giay.pdf").write_bytes(b"%PDF-old")
    for number, code in ((errno.ENOSPC, "E_DISK_FULL"), (errno.EROFS, "E_READONLY")):

        def refuse(_: int, number: int = number) -> None:
            raise OSError(number, "refused")

        monkeypatch.setattr(os, "fsync", refuse)
        preview.save_to(tmp_path / "giay.pdf")
        assert preview.notice == code
    assert preview.isVisible()
    assert saved == []
    assert (tmp_path / "giay.pdf").read_bytes() == b"%PDF-old"
    assert [one.name for one in tmp_path.iterdir() if "paper" in one.name] == []


def test_a_file_another_program_holds_open_is_told_and_stays_whole(
    preview: PaperPreview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "giay.pdf").write_bytes(b"%PDF-open in a viewer")

    def held(_: Path, target: Path) -> None:
        raise PermissionError(errno.EACCES, "held", str(target))

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr("tthc_desk.documents.paper_file._WAITS_S", ())
    preview.save_to(tmp_path / "giay.pdf")
    assert preview.notice == "E_READONLY"
    assert (tmp_path / "giay.pdf").read_bytes() == b"%PDF-open in a viewer"
    preview.save_to(tmp_path / "giay khác.pdf")
    assert [one.name for one in tmp_path.glob(".paper-*")] == []


def test_the_sets_chosen_come_out_and_are_remembered(
    preview: PaperPreview, kit: Kit, printers: PdfPrinters
) -> None:
    preview.choose_sets(3)
    preview.print_now()
    document = pypdfium2.PdfDocument(str(printers.files[0]))
    assert len(document) == 6
    document.close()
    assert kit.remembered.copies_for("receipt") == 3
    assert kit.remembered.copies_for("control-slip") == 1


def test_a_preview_of_a_broken_paper_says_so(qtbot: QtBot, tmp_path: Path, styled: object) -> None:
    kit = make_kit(tmp_path)
    made = PaperPreview(kit, ShownPaper(b"broken", "receipt", "Giấy", "g.pdf"), write_paper)
    qtbot.addWidget(made)
    assert made.notice == "E_PAPER"
    assert made.page_count == 0


def test_a_preview_without_any_printer_says_so_and_can_only_save(
    kit: Kit, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kit.printers, "names", tuple)
    paper = ShownPaper(make_pdf(A4), "receipt", "Giấy", "g.pdf")
    preview = PaperPreview(kit, paper, write_paper)
    qtbot.addWidget(preview)
    outcomes: list[PrintOutcome] = []
    preview.printed.connect(outcomes.append)
    preview.print_now()
    assert outcomes == []
    assert "Chưa có máy in" in preview.notice
