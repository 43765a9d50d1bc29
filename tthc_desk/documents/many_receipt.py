"""Phiếu tiếp nhận nhiều hồ sơ with its record of hand-over, for who brings many at once."""

from tthc_desk.documents.fonts import Face
from tthc_desk.documents.form_words import FormWords, form_words
from tthc_desk.documents.grid import Column, Grid
from tthc_desk.documents.layout import (
    Heading,
    Signatory,
    draw_field,
    draw_fields,
    draw_heading,
    draw_signatures,
    draw_title,
    keep_with_signatures,
)
from tthc_desk.documents.lettering import Run
from tthc_desk.documents.press import Job, print_job, watermark_of
from tthc_desk.documents.receipt_parts import (
    copy_labels,
    draw_counter,
    draw_extra_lines,
    draw_money,
    draw_notes,
    note_lines,
)
from tthc_desk.documents.sheet import A4_TABLE, Align, Sheet
from tthc_desk.documents.wording import local, long_moment, short_day, two_digits
from tthc_desk.domain.vietnamese import long_date
from tthc_desk.usecases.letter_facts import ManyReceiptFacts, ManyReceiptLine
from tthc_desk.usecases.paper_facts import PaperKind, PrintStyle, Reprint


def draw_many_receipt(facts: ManyReceiptFacts, style: PrintStyle, reprint: Reprint | None) -> bytes:
    """Make the receipt for many dossiers: the ward's copy, then the citizen's.

    A practice of counters, without a form in either circular: it carries no form number.
    """
    words = form_words(PaperKind.MANY_RECEIPT, facts.letterhead)
    job = Job(
        title=words["name"],
        author=facts.letterhead.unit,
        number="",
        made_at=facts.issued_at,
        frame=A4_TABLE,
        labels=copy_labels(words, style.copies),
        watermark=watermark_of(facts.letterhead, style),
        reprint=reprint,
    )
    return print_job(job, lambda sheet: _compose(sheet, facts, words))


def _compose(sheet: Sheet, facts: ManyReceiptFacts, words: FormWords) -> None:
    dated = long_date(local(facts.issued_at).date())
    draw_heading(sheet, Heading(facts.letterhead, dated=dated))
    draw_title(sheet, words["title"], form=words["form"], copy_label=True)
    _people(sheet, facts, words)
    _table(sheet, facts, words)
    draw_money(sheet, words, facts.charge_dong, facts.fee_dong)
    draw_extra_lines(sheet, words)
    keep_with_signatures(sheet)
    sheet.write(words.fill("closing", count=two_digits(len(facts.lines))))
    draw_signatures(
        sheet,
        Signatory(words["signer_left"], facts.submitter_name, words["sign_here"]),
        Signatory(words["signer_right"], facts.officer_name, words["sign_here"]),
    )
    draw_notes(sheet, note_lines(words, facts.letterhead, facts.charge_dong + facts.fee_dong))


def _people(sheet: Sheet, facts: ManyReceiptFacts, words: FormWords) -> None:
    draw_counter(sheet, words, facts.letterhead.counter, facts.desk)
    draw_field(sheet, words["submitter"], facts.submitter_name, face=Face.BOLD)
    draw_field(sheet, words["address"], facts.address)
    draw_fields(sheet, (words["phone"], facts.phone), (words["email"], facts.email))
    draw_field(sheet, words["id_number"], facts.id_number)
    received = min((line.received_at for line in facts.lines), default=facts.issued_at)
    count, moment = two_digits(len(facts.lines)), long_moment(received)
    draw_fields(sheet, (words["count"], count), (words["received"], moment))


def _table(sheet: Sheet, facts: ManyReceiptFacts, words: FormWords) -> None:
    sheet.skip(sheet.points() * 0.5)
    title = Run(words["table_title"], Face.BOLD)
    grid = Grid(sheet, _columns(words), sheet.points(-0.14), title)
    for number, line in enumerate(facts.lines, 1):
        grid.row((str(number), *_row(line, words)))
    sets = two_digits(sum(line.sets for line in facts.lines))
    grid.row(("", words["total"], "", "", "", "", sets, ""), face=Face.BOLD)
    sheet.skip(sheet.points() * 0.5)


def _columns(words: FormWords) -> tuple[Column, ...]:
    return (
        Column(words["column_number"], 11, Align.CENTER),
        Column(words["column_matter"], 47),
        Column(words["column_agency"], 29),
        Column(words["column_received"], 20, Align.CENTER),
        Column(words["column_due"], 20, Align.CENTER),
        Column(words["column_term"], 18, Align.CENTER),
        Column(words["column_sets"], 14, Align.CENTER),
        Column(words["column_owner"], 27),
    )


def _row(line: ManyReceiptLine, words: FormWords) -> tuple[str, ...]:
    key = "matter_with_code" if line.official_code else "matter"
    matter = {"procedure": line.procedure_name, "number": line.number}
    if line.official_code:
        matter["code"] = line.official_code
    return (
        words.fill(key, **matter),
        line.agency,
        short_day(line.received_at),
        short_day(line.due_at) or words["no_due"],
        line.term_text or words["no_term"],
        two_digits(line.sets),
        line.owner_name,
    )
