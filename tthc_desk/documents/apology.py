"""Phiếu xin lỗi và hẹn lại ngày trả kết quả; since 2025 the letter that asks for an extension."""

from tthc_desk.documents.fonts import Face
from tthc_desk.documents.layout import draw_paragraph
from tthc_desk.documents.letter import (
    LETTER,
    Letter,
    accepted,
    bold_moment,
    draw_closing,
    draw_letter_head,
    draw_salutation,
    draw_signer,
    draw_statement,
    letter_of,
    print_letter,
)
from tthc_desk.documents.lettering import Run
from tthc_desk.documents.receipt_parts import draw_extra_lines
from tthc_desk.documents.sheet import Sheet
from tthc_desk.usecases.letter_facts import ApologyFacts
from tthc_desk.usecases.paper_facts import PaperKind, PrintStyle, Reprint


def draw_apology(facts: ApologyFacts, style: PrintStyle, reprint: Reprint | None) -> bytes:
    """Make the letter with the new date: one that counts, or a courtesy after the due day.

    Form 04 of either set. Of Thông tư 03/2025/TT-VPCP only its name is known here: under that
    set the letter has the name, the layout of Thông tư 01/2018/TT-VPCP and no form number.

    Source: Nghị định 118/2025/NĐ-CP Art 12(5) and 19(6).
    """
    letter = letter_of(PaperKind.APOLOGY, facts, LETTER)
    return print_letter(letter, style, reprint, lambda sheet: _compose(sheet, facts, letter))


def _compose(sheet: Sheet, facts: ApologyFacts, letter: Letter) -> None:
    words = letter.words
    draw_letter_head(sheet, letter)
    draw_salutation(sheet, words, facts.to)
    draw_paragraph(sheet, *accepted(words, "accepted", facts.to, facts.received_at))
    draw_paragraph(sheet, *words.runs("promised", due=bold_moment(facts.due_at)))
    if facts.agency:
        draw_paragraph(sheet, words.fill("forwarded", agency=facts.agency))
    draw_paragraph(sheet, words["will_be_late" if facts.moves_due else "late"])
    draw_statement(sheet, words["reason"], facts.reason)
    draw_paragraph(sheet, words["apology"])
    _new_date(sheet, facts, letter)
    draw_extra_lines(sheet, words)
    draw_closing(sheet, words["thanks"])
    draw_signer(sheet, letter, facts.signer_office, facts.signer_name)


def _new_date(sheet: Sheet, facts: ApologyFacts, letter: Letter) -> None:
    """Name the new moment, and say it when it does not count."""
    words = letter.words
    label = words["new_due" if facts.moves_due else "new_due_courtesy"]
    draw_paragraph(sheet, Run(f"{label}: "), bold_moment(facts.new_due_at), Run("."))
    if not facts.moves_due:
        draw_paragraph(sheet, words["courtesy"], face=Face.ITALIC)
