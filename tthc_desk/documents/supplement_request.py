"""Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ: which papers are missing, why, and until when."""

from tthc_desk.documents.grid import Grid
from tthc_desk.documents.layout import Signatory, draw_known, draw_paragraph, draw_signatures
from tthc_desk.documents.letter import (
    Letter,
    draw_closing,
    draw_contact,
    draw_matter,
    draw_reason,
    draw_slip_head,
    guidance,
    letter_of,
    print_letter,
)
from tthc_desk.documents.receipt_parts import document_columns, draw_documents, draw_extra_lines
from tthc_desk.documents.sheet import Sheet
from tthc_desk.domain.vietnamese import long_date
from tthc_desk.usecases.letter_facts import SupplementRequestFacts
from tthc_desk.usecases.paper_facts import PaperKind, PrintStyle, Reprint


def draw_supplement_request(
    facts: SupplementRequestFacts, style: PrintStyle, reprint: Reprint | None
) -> bytes:
    """Make the one list of what is missing, for a dossier that was accepted or not.

    The layout of the form of Thông tư 03/2025/TT-VPCP is not known here: under that set the
    paper keeps the layout of Thông tư 01/2018/TT-VPCP and prints no form number.

    Source: Nghị định 118/2025/NĐ-CP Art 17(1) and 19(5).
    """
    letter = letter_of(PaperKind.SUPPLEMENT_REQUEST, facts)
    return print_letter(letter, style, reprint, lambda sheet: _compose(sheet, facts, letter))


def _compose(sheet: Sheet, facts: SupplementRequestFacts, letter: Letter) -> None:
    words = letter.words
    draw_slip_head(sheet, letter, facts.to, draw_matter, draw_contact)
    _missing(sheet, facts, letter)
    draw_reason(sheet, words["reason"], facts.reason)
    draw_known(sheet, words["law"], facts.law)
    if facts.complete_by:
        draw_paragraph(sheet, words.fill("complete_by", day=long_date(facts.complete_by)))
    draw_extra_lines(sheet, words)
    draw_closing(sheet, guidance(words, facts.letterhead, facts.officer_name, facts.officer_phone))
    signatory = Signatory(words["signer"], facts.officer_name, words["sign_here"])
    draw_signatures(sheet, Signatory("", "", ""), signatory)


def _missing(sheet: Sheet, facts: SupplementRequestFacts, letter: Letter) -> None:
    """Draw the table of what to bring; a request about something else has none."""
    words = letter.words
    grid = Grid(sheet, document_columns(words), sheet.points(-0.06), words["demand"])
    draw_documents(grid, facts.missing)
    sheet.skip(sheet.points() * 0.5)
