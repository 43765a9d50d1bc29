"""Giấy biên nhận trả kết quả: what was given back, to whom, on which paper of identity."""

from dataclasses import replace

from tthc_desk.documents.fonts import Face
from tthc_desk.documents.layout import (
    Heading,
    Signatory,
    draw_field,
    draw_fields,
    draw_heading,
    draw_signatures,
    draw_title,
)
from tthc_desk.documents.lettering import Run
from tthc_desk.documents.press import TRAINING, Job, print_job
from tthc_desk.documents.sheet import A4, LEADING, Sheet
from tthc_desk.documents.wording import local, long_moment, two_digits
from tthc_desk.domain.vietnamese import day_text, long_date
from tthc_desk.usecases.paper_facts import PrintStyle, Reprint, ResultSlipFacts

TITLE = "GIẤY BIÊN NHẬN TRẢ KẾT QUẢ"


def draw_result_slip(facts: ResultSlipFacts, style: PrintStyle, reprint: Reprint | None) -> bytes:
    """Make the slip that the collector signs and the ward keeps; there is one."""
    del style
    job = Job(
        title="Giấy biên nhận trả kết quả",
        author=facts.letterhead.unit,
        number=facts.number,
        made_at=facts.delivered_at,
        frame=replace(A4, size=12.0),
        watermark=TRAINING if facts.letterhead.training else "",
        reprint=reprint,
    )
    return print_job(job, lambda sheet: _compose(sheet, facts))


def _compose(sheet: Sheet, facts: ResultSlipFacts) -> None:
    heading = Heading(
        facts.letterhead,
        dated=long_date(local(facts.delivered_at).date()),
        number=facts.number,
        qr=True,
    )
    draw_heading(sheet, heading)
    draw_title(sheet, TITLE)
    code = f" (mã hệ thống: {facts.official_code})" if facts.official_code else ""
    draw_field(sheet, "Mã hồ sơ", facts.number + code)
    draw_field(sheet, "Tên thủ tục hành chính", facts.procedure_name)
    draw_field(sheet, "Chủ hồ sơ", facts.owner_name, face=Face.BOLD)
    _people(sheet, facts)
    _result(sheet, facts)
    moment = long_moment(facts.delivered_at)
    draw_field(sheet, "Ngày trả kết quả", moment, face=Face.BOLD)
    draw_signatures(
        sheet,
        Signatory("NGƯỜI NHẬN KẾT QUẢ", facts.collector_name),
        Signatory("NGƯỜI TRẢ KẾT QUẢ", facts.giver_name),
    )


def _people(sheet: Sheet, facts: ResultSlipFacts) -> None:
    _part(sheet, "Người trả kết quả")
    draw_fields(sheet, ("Họ và tên", facts.giver_name), ("Điện thoại", facts.giver_phone))
    _part(sheet, "Người nhận kết quả")
    draw_fields(sheet, ("Họ và tên", facts.collector_name), ("Điện thoại", facts.collector_phone))
    draw_field(sheet, "Số căn cước/Hộ chiếu", facts.collector_id)
    _known(sheet, "Giấy ủy quyền", facts.authority)


def _result(sheet: Sheet, facts: ResultSlipFacts) -> None:
    _part(sheet, "Thành phần trả gồm")
    draw_field(sheet, "Loại kết quả", facts.result_kind)
    day = day_text(facts.result_date) if facts.result_date else ""
    if facts.result_number or day:
        draw_fields(sheet, ("Số", facts.result_number), ("Ngày", day))
    _known(sheet, "Trích yếu", facts.result_summary)
    _known(sheet, "Số bản", two_digits(facts.copies) if facts.copies else "")
    _known(sheet, "Giấy tờ trả lại", facts.returned_originals)
    _known(sheet, "Phí, lệ phí", facts.paid_text)


def _known(sheet: Sheet, label: str, value: str) -> None:
    if value:
        draw_field(sheet, label, value)


def _part(sheet: Sheet, words: str) -> None:
    sheet.skip(sheet.points() * 0.35)
    sheet.need(2 * sheet.points() * LEADING)
    sheet.write(Run(f"{words}:", Face.BOLD), after=sheet.points() * 0.12)
