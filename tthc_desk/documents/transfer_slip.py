"""Phiếu chuyển xử lý: a dossier goes with its papers to the level that decides it."""

from tthc_desk.documents.fonts import Face
from tthc_desk.documents.form_words import FormWords
from tthc_desk.documents.grid import Grid
from tthc_desk.documents.layout import Signatory, draw_field, draw_paragraph, draw_signatures
from tthc_desk.documents.letter import (
    Letter,
    draw_closing,
    draw_contact,
    draw_letter_head,
    draw_matter,
    draw_owner,
    draw_reason,
    letter_of,
    print_letter,
)
from tthc_desk.documents.lettering import Run
from tthc_desk.documents.receipt_parts import document_columns, draw_documents, draw_extra_lines
from tthc_desk.documents.sheet import Align, Sheet
from tthc_desk.documents.wording import BLANK_MOMENT, long_moment, two_digits
from tthc_desk.usecases.letter_facts import TransferSlipFacts
from tthc_desk.usecases.paper_facts import PaperKind, PrintStyle, Reprint


def draw_transfer_slip(
    facts: TransferSlipFacts, style: PrintStyle, reprint: Reprint | None
) -> bytes:
    """Make the slip that both levels sign; the other counter scans the dossier from it.

    The law names the slip and no circular read here has a form of it: the layout is this
    program's own and carries no form number.

    Source: Nghị định 118/2025/NĐ-CP Art 20.
    """
    letter = letter_of(PaperKind.TRANSFER_SLIP, facts)
    return print_letter(letter, style, reprint, lambda sheet: _compose(sheet, facts, letter))


def _compose(sheet: Sheet, facts: TransferSlipFacts, letter: Letter) -> None:
    words = letter.words
    draw_letter_head(sheet, letter, code=facts.to.number)
    to = Run(facts.to_unit, Face.BOLD)
    sheet.write(Run(f"{words['salutation']}: "), to, align=Align.CENTER)
    sheet.skip(sheet.points() * 0.6)
    units = {"from_unit": facts.from_unit, "to_unit": facts.to_unit}
    draw_paragraph(sheet, words.fill("transfer", **units))
    draw_owner(sheet, words, facts.to)
    draw_contact(sheet, words, facts.to)
    draw_matter(sheet, words, facts.to)
    _terms(sheet, facts, words)
    _documents(sheet, facts, words)
    if facts.note:
        draw_reason(sheet, words["note"], facts.note)
    draw_extra_lines(sheet, words)
    draw_closing(sheet, words.fill("handed_over", moment=BLANK_MOMENT))
    draw_signatures(
        sheet,
        Signatory(words["signer_left"], facts.officer_name, words["sign_here"]),
        Signatory(words["signer_right"], "", words["sign_here"]),
    )


def _terms(sheet: Sheet, facts: TransferSlipFacts, words: FormWords) -> None:
    draw_field(sheet, words["received"], long_moment(facts.received_at))
    due = long_moment(facts.due_at) if facts.due_at else words["no_due"]
    draw_field(sheet, words["due"], due, face=Face.BOLD)


def _documents(sheet: Sheet, facts: TransferSlipFacts, words: FormWords) -> None:
    columns = document_columns(words, words["columns_count"])
    grid = Grid(sheet, columns, sheet.points(-0.06), words["documents"])
    draw_documents(grid, facts.documents)
    sheet.skip(sheet.points() * 0.4)
    draw_field(sheet, words["sets"], words.fill("sets_unit", count=two_digits(facts.sets)))
