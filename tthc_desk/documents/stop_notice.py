"""Thông báo dừng giải quyết hồ sơ: the work on a dossier ends without a result."""

from tthc_desk.documents.form_words import FormWords
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
from tthc_desk.documents.wording import money_and_words
from tthc_desk.usecases.letter_facts import StopCause, StopNoticeFacts
from tthc_desk.usecases.paper_facts import PaperKind, PrintStyle, Reprint

_SENTENCE = {
    StopCause.WITHDRAWN: "withdrawn",
    StopCause.NOT_COMPLETED: "not_completed",
    StopCause.STOPPED: "stopped",
}


def draw_stop_notice(facts: StopNoticeFacts, style: PrintStyle, reprint: Reprint | None) -> bytes:
    """Make the letter that says when and why the work ended, and what is given back.

    A form of Thông tư 03/2025/TT-VPCP of which only the name is known here; Thông tư
    01/2018/TT-VPCP has none. The layout is this program's own and carries no form number.

    Source: Nghị định 118/2025/NĐ-CP Art 19(5) and 21.
    """
    letter = letter_of(PaperKind.STOP_NOTICE, facts, LETTER)
    return print_letter(letter, style, reprint, lambda sheet: _compose(sheet, facts, letter))


def _compose(sheet: Sheet, facts: StopNoticeFacts, letter: Letter) -> None:
    words = letter.words
    draw_letter_head(sheet, letter)
    draw_salutation(sheet, words, facts.to)
    draw_paragraph(sheet, *accepted(words, "accepted", facts.to, facts.received_at))
    draw_paragraph(sheet, words[_SENTENCE[facts.cause]])
    draw_paragraph(sheet, Run(f"{words['stopped_at']}: "), bold_moment(facts.stopped_at), Run("."))
    if facts.reason:
        draw_statement(sheet, words["reason"], facts.reason)
    _given_back(sheet, facts, words)
    draw_extra_lines(sheet, words)
    draw_closing(sheet, words["notice"])
    draw_signer(sheet, letter, facts.signer_office, facts.signer_name)


def _given_back(sheet: Sheet, facts: StopNoticeFacts, words: FormWords) -> None:
    if facts.returned:
        draw_statement(sheet, words["returned"], facts.returned)
    if facts.refund_dong:
        draw_paragraph(sheet, f"{words['refund']}: {money_and_words(facts.refund_dong)}.")
