"""Thông báo đính chính kết quả: what a result said and what it says now."""

from tthc_desk.documents.fonts import Face
from tthc_desk.documents.form_words import FormWords
from tthc_desk.documents.grid import Column, Grid
from tthc_desk.documents.layout import draw_field, draw_fields, draw_paragraph
from tthc_desk.documents.letter import (
    LETTER,
    Letter,
    draw_closing,
    draw_letter_head,
    draw_salutation,
    draw_signer,
    draw_statement,
    letter_of,
    matter_text,
    print_letter,
)
from tthc_desk.documents.lettering import Run
from tthc_desk.documents.receipt_parts import draw_extra_lines
from tthc_desk.documents.sheet import Align, Sheet
from tthc_desk.domain.vietnamese import day_text, long_date
from tthc_desk.usecases.letter_facts import ResultCorrectionFacts
from tthc_desk.usecases.paper_facts import PaperKind, PrintStyle, Reprint


def draw_result_correction(
    facts: ResultCorrectionFacts, style: PrintStyle, reprint: Reprint | None
) -> bytes:
    """Make the letter that names every corrected item beside what stood there.

    No circular read here has a form of it: the layout is this program's own and carries no
    form number.

    Source: Nghị định 118/2025/NĐ-CP Art 23.
    """
    letter = letter_of(PaperKind.RESULT_CORRECTION, facts, LETTER)
    return print_letter(letter, style, reprint, lambda sheet: _compose(sheet, facts, letter))


def _compose(sheet: Sheet, facts: ResultCorrectionFacts, letter: Letter) -> None:
    words = letter.words
    draw_letter_head(sheet, letter)
    draw_salutation(sheet, words, facts.to)
    _result(sheet, facts, words)
    _changes(sheet, facts, words)
    draw_statement(sheet, words["reason"], facts.reason)
    if facts.correct_by:
        draw_paragraph(sheet, words.fill("correct_by", day=long_date(facts.correct_by)))
    draw_extra_lines(sheet, words)
    draw_closing(sheet, words["apology"])
    draw_signer(sheet, letter, facts.signer_office, facts.signer_name)
    if facts.officer_name:
        officer = Run(words.fill("officer", officer=facts.officer_name), Face.ITALIC)
        sheet.write(officer, size=sheet.points(-0.15))


def _result(sheet: Sheet, facts: ResultCorrectionFacts, words: FormWords) -> None:
    to = facts.to
    number = to.number + (f" ({to.official_code})" if to.official_code else "")
    sentence = words.runs(
        "result",
        owner=Run(to.owner_name or to.submitter_name, Face.BOLD),
        procedure=matter_text(to),
        number=Run(number, Face.BOLD),
    )
    draw_paragraph(sheet, *sentence)
    draw_field(sheet, words["result_kind"], facts.result_kind)
    day = day_text(facts.result_date) if facts.result_date else ""
    if facts.result_number or day:
        draw_fields(
            sheet, (words["result_number"], facts.result_number), (words["result_date"], day)
        )


def _changes(sheet: Sheet, facts: ResultCorrectionFacts, words: FormWords) -> None:
    columns = (
        Column(words["column_number"], 9, Align.CENTER),
        Column(words["column_item"], 40),
        Column(words["column_before"], 55),
        Column(words["column_after"], 55),
    )
    grid = Grid(sheet, columns, sheet.points(-0.1), words["changes"])
    for number, change in enumerate(facts.changes, 1):
        grid.row((str(number), change.name, change.before, change.after))
    sheet.skip(sheet.points() * 0.5)
