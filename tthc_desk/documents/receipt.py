"""Giấy tiếp nhận hồ sơ và hẹn trả kết quả, for ordinary dossiers and for certification."""

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
    Request,
    copy_labels,
    document_columns,
    draw_counter,
    draw_documents,
    draw_extra_lines,
    draw_money,
    draw_notes,
    draw_request,
    note_lines,
)
from tthc_desk.documents.sheet import A4, A5, LEADING, Align, Sheet
from tthc_desk.documents.wording import local, long_moment, two_digits
from tthc_desk.domain.vietnamese import long_date
from tthc_desk.usecases.paper_facts import PaperKind, PrintStyle, ReceiptFacts, Reprint


def draw_receipt(facts: ReceiptFacts, style: PrintStyle, reprint: Reprint | None) -> bytes:
    """Make the receipt: the ward's copy, then the citizen's; two-up as A5 on one landscape A4."""
    words = form_words(PaperKind.RECEIPT, facts.letterhead)
    job = Job(
        title=words["name"],
        author=facts.letterhead.unit,
        number=facts.number,
        made_at=facts.received_at,
        frame=A5 if style.two_up else A4,
        labels=copy_labels(words, style.copies),
        two_up=style.two_up,
        watermark=watermark_of(facts.letterhead, style),
        reprint=reprint,
    )
    return print_job(job, lambda sheet: _compose(sheet, facts, words))


def _compose(sheet: Sheet, facts: ReceiptFacts, words: FormWords) -> None:
    _heading(sheet, facts, words)
    _people(sheet, facts, words)
    _documents(sheet, facts, words)
    _terms(sheet, facts, words)
    _money(sheet, facts, words)
    draw_extra_lines(sheet, words)
    keep_with_signatures(sheet)
    sheet.write(words.fill("entered", book=facts.book, serial=str(facts.serial)))
    draw_signatures(
        sheet,
        Signatory(words["signer_left"], facts.submitter_name, words["sign_here"]),
        Signatory(words["signer_right"], facts.officer_name, words["sign_here"]),
    )
    money = facts.charge_dong + facts.fee_dong
    draw_notes(sheet, note_lines(words, facts.letterhead, money), facts.number)


def _heading(sheet: Sheet, facts: ReceiptFacts, words: FormWords) -> None:
    code = facts.official_code
    heading = Heading(
        facts.letterhead,
        dated=long_date(local(facts.received_at).date()),
        number=facts.number,
        number_label=words["code"],
        left_lines=(words.fill("system_code", code=code),) if code else (),
        right_lines=(words.fill("book", book=facts.book, serial=str(facts.serial)),),
    )
    draw_heading(sheet, heading)
    draw_title(sheet, words["title"], form=words["form"], copy_label=True)


def _people(sheet: Sheet, facts: ReceiptFacts, words: FormWords) -> None:
    draw_counter(sheet, words, facts.letterhead.counter, facts.desk)
    draw_field(sheet, words["owner"], facts.owner_name, face=Face.BOLD)
    if facts.owner_address and facts.owner_address != facts.submitter_address:
        draw_field(sheet, words["owner_address"], facts.owner_address)
    draw_field(sheet, words["submitter"], facts.submitter_name, face=Face.BOLD)
    draw_field(sheet, words["address"], facts.submitter_address)
    phone, mail = facts.submitter_phone, facts.submitter_email
    draw_fields(sheet, (words["phone"], phone), (words["email"], mail))
    draw_field(sheet, words["id_number"], facts.id_number)
    request = Request(facts.procedure_name, facts.procedure_code, facts.request_text)
    draw_request(sheet, words, request)


def _documents(sheet: Sheet, facts: ReceiptFacts, words: FormWords) -> None:
    after = sheet.points() * 0.3
    sheet.need(5 * sheet.points() * LEADING)
    sheet.write(words["documents"], after=after)
    if facts.certification:
        columns = _certification_columns(words)
    else:
        columns = document_columns(words, words["columns_count"])
    grid = Grid(sheet, columns, sheet.points(-0.06))
    if facts.certification:
        _certified_rows(grid, facts, words["total"])
    else:
        draw_documents(grid, facts.documents)
    sheet.skip(sheet.points() * 0.4)


def _certification_columns(words: FormWords) -> tuple[Column, ...]:
    return (
        Column(words["column_number"], 9, Align.CENTER),
        Column(words["column_document"], 92),
        Column(words["column_pages"], 18, Align.CENTER),
        Column(words["column_paper"], 20, Align.CENTER),
        Column(words["column_electronic"], 22, Align.CENTER),
    )


def _certified_rows(grid: Grid, facts: ReceiptFacts, total: str) -> None:
    """Give pages and copies, which are counted for the dossier, on the one row or a last one."""
    electronic = str(facts.electronic_copies) if facts.electronic_copies else ""
    totals = [str(facts.pages), str(facts.copies), electronic]
    alone = len(facts.documents) == 1
    for number, document in enumerate(facts.documents, 1):
        grid.row([str(number), document.name, *(totals if alone else [""] * 3)])
    if not alone:
        grid.row(["", total, *totals], face=Face.BOLD)


def _terms(sheet: Sheet, facts: ReceiptFacts, words: FormWords) -> None:
    draw_field(sheet, words["sets"], words.fill("sets_unit", count=two_digits(facts.sets)))
    draw_field(sheet, words["term"], facts.term_text or words["no_term"])
    draw_field(sheet, words["received"], long_moment(facts.received_at))
    due = long_moment(facts.due_at) if facts.due_at else words["no_due"]
    draw_field(sheet, words["due"], due, face=Face.BOLD)
    _small(sheet, facts.due_explanation)
    if facts.change_reason:
        why = "correction" if facts.corrected else "change_reason"
        draw_field(sheet, words[why], facts.change_reason)
    draw_field(sheet, words["result_place"], facts.result_place)


def _money(sheet: Sheet, facts: ReceiptFacts, words: FormWords) -> None:
    draw_money(sheet, words, facts.charge_dong, facts.fee_dong)
    if facts.exemption:
        draw_field(sheet, words["exemption"], facts.exemption)
    if facts.paid_text:
        draw_field(sheet, words["paid"], facts.paid_text)


def _small(sheet: Sheet, words: str) -> None:
    if words:
        size, gap = sheet.points(-0.12), sheet.points() * 0.15
        sheet.write(Run(words, Face.ITALIC), size=size, align=Align.JUSTIFY, after=gap)
