"""Papers between screens and printers: what became of each is noted, and nothing is lost."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.tracking_driver import AT_COUNTER, BusyWard, open_ward
from tests.helpers.ui_fakes import PdfPrinters, RecordingMessages
from tthc_desk.app.printing_desk import PrintingDesk
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.paper_preview import PaperPreview
from tthc_desk.ui.shared.print_request import PrintRequest
from tthc_desk.usecases.messages import error_text
from tthc_desk.usecases.papers import Papers
from tthc_desk.usecases.ports import Alert


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[BusyWard]:
    opened = open_ward(tmp_path / "ward")
    yield opened
    opened.store.close()


@pytest.fixture
def papers(ward: BusyWard) -> Papers:
    return ward.papers


@pytest.fixture
def desk(kit: Kit, papers: Papers, qapp: QApplication) -> Iterator[PrintingDesk]:
    owner = QObject()
    made = PrintingDesk(kit, owner)
    made.serve(papers)
    yield made
    for shown in qapp.topLevelWidgets():
        if isinstance(shown, PaperPreview):
            shown.close()


@pytest.fixture
def printers(kit: Kit) -> PdfPrinters:
    assert isinstance(kit.printers, PdfPrinters)
    return kit.printers


def ids(papers: Papers, number: str) -> tuple[int, ...]:
    return tuple(line.id for line in papers.of(number))


def states(papers: Papers, number: str) -> list[str]:
    return [line.state for line in papers.of(number)]


def unconfirmed(ward: BusyWard) -> list[str]:
    return [line.number for line in ward.tracking.find(alert=Alert.UNCONFIRMED).lines]


def previews(qapp: QApplication) -> list[PaperPreview]:
    found = [one for one in qapp.topLevelWidgets() if isinstance(one, PaperPreview)]
    return [one for one in found if one.isVisible()]


def test_receipt_and_control_slip_go_out_together_each_on_its_printer(
    kit: Kit, desk: PrintingDesk, ward: BusyWard, papers: Papers, printers: PdfPrinters
) -> None:
    number = ward.receive()
    kit.remembered.remember_printer("control-slip", "Máy in phòng")
    kit.remembered.remember_copies("control-slip", 2)

    desk.print_papers(PrintRequest(ids(papers, number)))

    made = [(name, title.rsplit(" ", 1)[-1]) for name, title in printers.made]
    assert made == [("", "receipt"), ("Máy in phòng", "control-slip")]
    pages = []
    for file in printers.files:
        document = pypdfium2.PdfDocument(str(file))
        pages.append(len(document))
        document.close()
    assert pages == [2, 2]
    assert states(papers, number) == ["sent", "sent"]
    assert unconfirmed(ward) == [number]


def test_what_was_handed_out_is_confirmed_when_the_next_citizen_is_printed_for(
    desk: PrintingDesk, ward: BusyWard, papers: Papers
) -> None:
    first, second = ward.receive(0), ward.receive(1)
    desk.print_papers(PrintRequest(ids(papers, first)))
    desk.print_papers(PrintRequest(ids(papers, second)))
    assert states(papers, first) == ["confirmed", "confirmed"]
    assert states(papers, second) == ["sent", "sent"]
    assert unconfirmed(ward) == [second]


def test_what_the_officer_called_a_failure_is_not_confirmed_behind_the_back(
    desk: PrintingDesk, ward: BusyWard, papers: Papers
) -> None:
    first, second = ward.receive(0), ward.receive(1)
    desk.print_papers(PrintRequest(ids(papers, first)))
    receipt, _ = ids(papers, first)
    papers.note((receipt,), "failed", AT_COUNTER)
    desk.print_papers(PrintRequest(ids(papers, second)))
    assert states(papers, first) == ["failed", "confirmed"]
    assert first in unconfirmed(ward)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_is_gone_leaves_the_papers_in_the_queue_and_they_print_later(
    kit: Kit, desk: PrintingDesk, ward: BusyWard, papers: Papers, printers: PdfPrinters
) -> None:
    number = ward.receive()
    printers.fail = True
    desk.print_papers(PrintRequest(ids(papers, number)))
    assert states(papers, number) == ["failed", "failed"]
    assert unconfirmed(ward) == [number]
    assert isinstance(kit.messages, RecordingMessages)
    assert [getattr(e, "code", None) for e in kit.messages.failures] == [Code.PRINTER] * 2

    # What never came out is no reprint.
    assert [papers.pdf(paper).reprint for paper in ids(papers, number)] == [None, None]
    printers.fail = False
    desk.print_papers(PrintRequest(ids(papers, number)))
    assert states(papers, number) == ["sent", "sent"]


@pytest.mark.parametrize(("name", "reason"), [("", "none"), ("Máy in cũ", "gone")])
def test_a_machine_without_its_printer_says_which_and_keeps_the_papers(
    kit: Kit,
    desk: PrintingDesk,
    ward: BusyWard,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    reason: str,
) -> None:
    number, papers = ward.receive(), ward.papers

    def refuse(name: str, title: str) -> QPrinter:
        raise DeskError(Code.PRINTER, reason=reason, printer=name)

    monkeypatch.setattr(kit.printers, "make", refuse)
    kit.remembered.remember_printer("receipt", name)
    desk.print_papers(PrintRequest(ids(papers, number)[:1]))

    assert states(papers, number) == ["failed", "issued"]
    assert isinstance(kit.messages, RecordingMessages)
    error = kit.messages.failures[0]
    assert isinstance(error, DeskError)
    text = error_text(error)
    assert name in text
    assert "Chưa xác nhận in" in text


def test_papers_asked_for_together_are_shown_one_after_the_other(
    qtbot: QtBot, desk: PrintingDesk, ward: BusyWard, papers: Papers, qapp: QApplication
) -> None:
    number = ward.receive()
    desk.print_papers(PrintRequest(ids(papers, number), preview=True))
    assert states(papers, number) == ["issued", "issued"]

    (first,) = previews(qapp)
    assert "Giấy tiếp nhận" in first.windowTitle()
    first.print_now()
    qtbot.waitUntil(lambda: len(previews(qapp)) == 1 and previews(qapp)[0] is not first)
    (second,) = previews(qapp)
    assert "Phiếu kiểm soát" in second.windowTitle()
    second.close()

    assert states(papers, number) == ["sent", "issued"]


def test_a_saved_paper_is_sent_and_one_that_could_not_be_saved_is_not(
    desk: PrintingDesk, ward: BusyWard, papers: Papers, qapp: QApplication, tmp_path: Path
) -> None:
    number = ward.receive()
    desk.print_papers(PrintRequest(ids(papers, number)[:1], preview=True))
    (shown,) = previews(qapp)
    shown.save_to(tmp_path / "không có" / "giay.pdf")
    assert states(papers, number) == ["issued", "issued"]
    shown.save_to(tmp_path / "giay.pdf")
    assert states(papers, number) == ["sent", "issued"]
    shown.close()
