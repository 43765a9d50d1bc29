"""What receipts share with the letters: the matter, tables of papers, money, notes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tthc_desk.documents.codes import can_be_coded, draw_qr
from tthc_desk.documents.fonts import Face
from tthc_desk.documents.form_words import FormWords
from tthc_desk.documents.grid import Column, Grid
from tthc_desk.documents.layout import draw_field, draw_fields
from tthc_desk.documents.lettering import Run, break_lines
from tthc_desk.documents.sheet import LEADING, Align, Sheet
from tthc_desk.documents.wording import money_and_words
from tthc_desk.domain.money import dong_text
from tthc_desk.usecases.paper_facts import Letterhead, PaperDocument


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for: the procedure and words of its own."""

    procedure: str
    code: str
    text: str


def copy_labels(words: FormWords, copies: int) -> tuple[str, ...]:
    """Name the copies (liên): the first is kept, the others are given away."""
    if copies <= 1:
        return (words["copy_either"],)
    return (words["copy_kept"], *[words["copy_given"]] * (copies - 1))


def draw_counter(sheet: Sheet, words: FormWords, counter: str, desk: str) -> None:
    """Name the counter and its desk, without saying "Bộ phận …" twice."""
    label = words["counter_field"]
    if counter.casefold().startswith(label.casefold()):
        counter = counter[len(label) :].strip()
    place = desk if desk.casefold().startswith("quầy") else f"quầy {desk}"
    draw_field(sheet, label, f"{counter} – {place}" if desk else counter)


def draw_request(sheet: Sheet, words: FormWords, request: Request) -> None:
    """Write what is asked for, the name of the procedure in bold."""
    rest = words.fill("procedure_code", code=request.code) if request.code else ""
    rest += f": {request.text}" if request.text else ""
    name = Run(request.procedure, Face.BOLD)
    sheet.write(Run(f"{words['request']}: "), name, Run(rest), after=sheet.points() * 0.12)


def document_columns(words: FormWords, group: str = "") -> tuple[Column, ...]:
    """Give the columns of a table of papers, their counts under one heading when it has words."""
    return (
        Column(words["column_number"], 3 + 3 * len(words["column_number"]), Align.CENTER),
        Column(words["column_document"], 84),
        Column(words["column_originals"], 20, Align.CENTER, group),
        Column(words["column_certified"], 28, Align.CENTER, group),
        Column(words["column_copies"], 20, Align.CENTER, group),
    )


def draw_documents(grid: Grid, documents: Iterable[PaperDocument]) -> None:
    """Draw one row per paper; a count of nothing stays empty."""
    for number, document in enumerate(documents, 1):
        counts = (document.originals, document.certified, document.copies)
        grid.row([str(number), document.name, *[str(count or "") for count in counts]])


def draw_money(sheet: Sheet, words: FormWords, charge_dong: int, fee_dong: int) -> None:
    """Write phí and lệ phí apart, and both together in words."""
    draw_fields(
        sheet,
        (words["charge"], dong_text(charge_dong, unit=True)),
        (words["fee"], dong_text(fee_dong, unit=True)),
    )
    draw_field(sheet, words["money"], money_and_words(charge_dong + fee_dong))


def draw_extra_lines(sheet: Sheet, words: FormWords) -> None:
    """Write the lines that the ward adds to the form."""
    for line in words.lines("extra_lines"):
        sheet.write(line, after=sheet.points() * 0.12)


def note_lines(words: FormWords, letterhead: Letterhead, money_dong: int) -> list[Run]:
    """Give the notes at the foot of a receipt; those about nothing are left out."""
    lines = [Run(words["notes_head"], Face.BOLD), *map(Run, words.lines("notes"))]
    if money_dong:
        lines.append(Run(words["note_money"]))
    if letterhead.contact:
        lines.append(Run(words["note_contact"]))
    if letterhead.website:
        lines.append(Run(words["note_website"]))
    return lines


def draw_notes(sheet: Sheet, notes: Sequence[Run], number: str = "") -> None:
    """Write the notes, beside the QR code of a number; both stay together."""
    size, side = sheet.points(-0.14), sheet.points() * 6.2
    coded = can_be_coded(number)
    indent = side + 4 if coded else 0.0
    lines = sum(len(break_lines([note], size, sheet.width - indent)) for note in notes)
    sheet.skip(sheet.points() * 0.9)
    sheet.need(max(lines * size * LEADING, side if number else 0.0))
    sheet.rule(sheet.left, sheet.y + 3, sheet.width)
    draw_qr(sheet.canvas, number, (sheet.left - 4, sheet.y - side), side)
    for note in notes:
        sheet.write(note, size=size, indent=indent)
