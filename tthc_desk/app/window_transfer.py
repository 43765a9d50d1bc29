"""What the transfer screen works with, put together for an open ward."""

from functools import partial
from pathlib import Path

from tthc_desk.app.window_official import comparison_services
from tthc_desk.app.wiring import Desk
from tthc_desk.domain.totals import Chain, Span
from tthc_desk.ui.transfer.services import Outgoing, Place, TransferServices
from tthc_desk.usecases.totals_facts import KeySheetFacts, TransferNoteFacts
from tthc_desk.usecases.totals_ports import ExportLine


def transfer_services(desk: Desk) -> TransferServices:
    """Give what the transfer screen works with."""
    return TransferServices(
        totals=lambda: desk.totals,
        papers=lambda: desk.totals_papers,
        first_day=desk.store.queries.first_day,
        sent_spans=partial(_sent_spans, desk),
        officer_name=desk.rules.book().ward.name_of,
        out=Outgoing(
            check=_check,
            send=partial(_send, desk),
            send_key=partial(_send_key, desk),
            pdf=_pdf,
            write=_write,
            place=_place,
            show=_show,
        ),
        comparison=comparison_services(desk),
    )


def _sent_spans(desk: Desk, chain: Chain) -> tuple[Span, ...]:
    return tuple(line.span for line in desk.store.queries.exports(chain))


# Each loads what it needs at its first use: the window opens without it.


def _check(folder: Path) -> None:
    from tthc_desk.exchange.outbox import check_folder

    check_folder(folder)


def _send(desk: Desk, line: ExportLine, folder: Path) -> tuple[Path, ...]:
    from tthc_desk.app.totals_sending import send_totals

    return send_totals(desk, line, folder)


def _send_key(desk: Desk, folder: Path) -> tuple[Path, ...]:
    from tthc_desk.app.totals_sending import send_key

    return send_key(desk, folder)


def _pdf(facts: TransferNoteFacts | KeySheetFacts) -> bytes:
    from tthc_desk.documents.totals_papers import render_totals_paper

    return render_totals_paper(facts)


def _write(content: bytes, path: Path) -> None:
    from tthc_desk.documents.paper_file import write_paper

    write_paper(content, path)


def _place(folder: Path) -> Place:
    from tthc_desk.exchange import drives

    if not folder.is_dir():
        return Place(folder, exists=False)
    removable, free = drives.is_removable(folder), drives.free_bytes(folder)
    return Place(folder, exists=True, is_removable=removable, free_bytes=free)


def _show(folder: Path) -> None:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
