"""A totals file with its papers, and a key file with its sheet, into a folder to carry away."""

from pathlib import Path, PurePath

from tthc_desk.app.wiring import Desk
from tthc_desk.usecases.totals_ports import ExportLine


def send_totals(desk: Desk, line: ExportLine, folder: Path) -> tuple[Path, ...]:
    """Write a file that was made, its figures as PDF and XLSX, and the note to be signed.

    Sent again into the same folder it gives the same bytes, or nothing at all.

    Raises:
        DeskError: see `exchange.outbox.place`; the file stays in the book.
    """
    from tthc_desk.documents.totals_papers import render_totals_paper, totals_workbook
    from tthc_desk.exchange.outbox import place

    sheet, note = desk.totals_papers.sheet(line), desk.totals_papers.note(line)
    stem = PurePath(note.file_name).stem
    files = {
        note.file_name: line.file,
        f"{stem}.pdf": render_totals_paper(sheet),
        f"{stem}.xlsx": totals_workbook(sheet),
        f"{stem}_PHIEU_GUI.pdf": render_totals_paper(note),
    }
    return place(files, folder)


def send_key(desk: Desk, folder: Path) -> tuple[Path, ...]:
    """Write the file the key in use is enrolled by, and the sheet it is compared with.

    Raises:
        DeskError: SIGNING_KEY when there is none; see `exchange.outbox.place`.
    """
    from tthc_desk.documents.totals_papers import render_totals_paper
    from tthc_desk.exchange.outbox import place

    name, content = desk.totals.key_file()
    sheet = render_totals_paper(desk.totals_papers.key_sheet())
    return place({name: content, f"{PurePath(name).stem}.pdf": sheet}, folder)
