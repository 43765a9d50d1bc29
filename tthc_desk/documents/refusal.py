"""Phiếu từ chối tiếp nhận giải quyết hồ sơ: the reason, and whom to ask."""

from tthc_desk.documents.layout import Signatory, draw_paragraph, draw_signatures
from tthc_desk.documents.letter import (
    Letter,
    draw_closing,
    draw_contact,
    draw_matter,
    draw_slip_head,
    draw_statement,
    guidance,
    letter_of,
    print_letter,
)
from tthc_desk.documents.receipt_parts import draw_extra_lines
from tthc_desk.documents.sheet import Sheet
from tthc_desk.usecases.letter_facts import RefusalFacts
from tthc_desk.usecases.paper_facts import PaperKind, PrintStyle, Reprint


def draw_refusal(facts: RefusalFacts, style: PrintStyle, reprint: Reprint | None) -> bytes:
    """Make the slip that says why a dossier is not taken.

    The layout of the form of Thông tư 03/2025/TT-VPCP is not known here: under that set the
    paper keeps the layout of Thông tư 01/2018/TT-VPCP and prints no form number.

    Source: Nghị định 118/2025/NĐ-CP Art 17(1).
    """
    letter = letter_of(PaperKind.REFUSAL, facts)
    return print_letter(letter, style, reprint, lambda sheet: _compose(sheet, facts, letter))


def _compose(sheet: Sheet, facts: RefusalFacts, letter: Letter) -> None:
    words = letter.words
    draw_slip_head(sheet, letter, facts.to, draw_contact, draw_matter)
    sheet.skip(sheet.points() * 0.4)
    draw_statement(sheet, words["refusal"], facts.reason)
    draw_paragraph(sheet, words["notice"])
    draw_extra_lines(sheet, words)
    draw_closing(sheet, guidance(words, facts.letterhead, facts.officer_name, facts.officer_phone))
    draw_signatures(
        sheet,
        Signatory(words["signer_left"], facts.to.submitter_name, words["sign_here"]),
        Signatory(words["signer_right"], facts.officer_name, words["sign_here"]),
    )
