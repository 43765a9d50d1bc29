"""Giấy biên nhận trả kết quả: what was given back, to whom, on which paper of identity."""

from dataclasses import replace

from tthc_desk.documents.fonts import Face
from tthc_desk.documents.form_words import FormWords, form_words
from tthc_desk.documents.layout import (
    Heading,
    Signatory,
    draw_field,
    draw_fields,
    draw_heading,
    draw_known,
    draw_signatures,
    draw_title,
)
from tthc_desk.documents.lettering import Run
from tthc_desk.documents.press import Job, print_job, watermark_of
from tthc_desk.documents.receipt_parts import draw_extra_lines
from tthc_desk.documents.sheet import A4, LEADING, Sheet
from tthc_desk.documents.wording import local, long_moment, two_digits
from tthc_desk.domain.vietnamese import day_text, long_date
from tthc_desk.usecases.paper_facts import PaperKind, PrintStyle, Reprint, ResultSlipFacts


def draw_result_slip(facts: ResultSlipFacts, style: PrintStyle, reprint: Reprint | None) -> bytes:
    """Make the slip that the collector signs and the ward keeps; there is one."""
    words = form_words(PaperKind.RESULT_SLIP, facts.letterhead)
    job = Job(
        title=words["name"],
        author=facts.letterhead.unit,
        number=facts.number,
        made_at=facts.delivered_at,
        frame=replace(A4, size=12.0),
        watermark=watermark_of(facts.letterhead, style),
        reprint=reprint,
    )
    return print_job(job, lambda sheet: _compose(sheet, facts, words))


def _compose(sheet: Sheet, facts: ResultSlipFacts, words: FormWords) -> None:
    heading = Heading(
        facts.letterhead,
        dated=long_date(local(facts.delivered_at).date()),
        number=facts.number,
        number_label=words["code"],
        code=facts.number,
    )
    draw_heading(sheet, heading)
    draw_title(sheet, words["title"], form=words["form"])
    code = words.fill("system_code", code=facts.official_code) if facts.official_code else ""
    draw_field(sheet, words["code"], facts.number + code)
    draw_field(sheet, words["procedure"], facts.procedure_name)
    draw_field(sheet, words["owner"], facts.owner_name, face=Face.BOLD)
    _people(sheet, facts, words)
    _result(sheet, facts, words)
    draw_field(sheet, words["delivered"], long_moment(facts.delivered_at), face=Face.BOLD)
    draw_known(sheet, words["change_reason"], facts.change_reason)
    draw_extra_lines(sheet, words)
    draw_signatures(
        sheet,
        Signatory(words["signer_left"], facts.collector_name, words["sign_here"]),
        Signatory(words["signer_right"], facts.giver_name, words["sign_here"]),
    )


def _people(sheet: Sheet, facts: ResultSlipFacts, words: FormWords) -> None:
    name, phone = words["full_name"], words["phone"]
    _part(sheet, words["giver"])
    draw_fields(sheet, (name, facts.giver_name), (phone, facts.giver_phone))
    _part(sheet, words["collector"])
    draw_fields(sheet, (name, facts.collector_name), (phone, facts.collector_phone))
    draw_field(sheet, words["id_number"], facts.collector_id)
    draw_known(sheet, words["authority"], facts.authority)


def _result(sheet: Sheet, facts: ResultSlipFacts, words: FormWords) -> None:
    _part(sheet, words["given"])
    draw_field(sheet, words["result_kind"], facts.result_kind)
    day = day_text(facts.result_date) if facts.result_date else ""
    if facts.result_number or day:
        number, date = words["result_number"], words["result_date"]
        draw_fields(sheet, (number, facts.result_number), (date, day))
    draw_known(sheet, words["summary"], facts.result_summary)
    draw_known(sheet, words["copies"], two_digits(facts.copies) if facts.copies else "")
    draw_known(sheet, words["returned"], facts.returned_originals)
    draw_known(sheet, words["paid"], facts.paid_text)


def _part(sheet: Sheet, words: str) -> None:
    sheet.skip(sheet.points() * 0.35)
    sheet.need(2 * sheet.points() * LEADING)
    sheet.write(Run(words, Face.BOLD), after=sheet.points() * 0.12)
