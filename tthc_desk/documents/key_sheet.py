"""Phiếu khóa ký số liệu: the fingerprint of a ward's signing key, to be compared by eye."""

from collections.abc import Iterator
from dataclasses import replace

from reportlab.lib.units import mm

from tthc_desk.documents.both_sides import BLANK, Side, draw_both_sides
from tthc_desk.documents.digest import draw_fingerprint, grouped
from tthc_desk.documents.fonts import Face
from tthc_desk.documents.layout import Heading, draw_field, draw_heading, draw_title
from tthc_desk.documents.lettering import Run
from tthc_desk.documents.press import DRAFT, Job, print_job, watermark_of
from tthc_desk.documents.sheet import A4_TABLE, Align, Sheet
from tthc_desk.documents.transfer_note import SIGN_AND_SEAL
from tthc_desk.documents.wording import local, long_moment
from tthc_desk.domain.vietnamese import long_date
from tthc_desk.usecases.paper_facts import PrintStyle
from tthc_desk.usecases.totals_facts import KeySheetFacts

TITLE = "PHIẾU KHÓA KÝ SỐ LIỆU"
_SEAL_SPACE = 26 * mm
_INSTRUCTIONS = (
    "Khi đăng ký tệp khóa, bên nhận đối chiếu đủ tám nhóm của dấu vân tay hiện trên màn hình với "
    "phiếu này; chỉ đăng ký khi mọi nhóm đều khớp và phiếu đủ chữ ký của phường. "
    "Không khớp, dù chỉ một chữ số, thì không đăng ký và báo ngay cho phường."
)


def draw_key_sheet(facts: KeySheetFacts, *, draft: bool = False) -> bytes:
    """Make the sheet for one who holds the drawing lock already."""
    marks = (DRAFT if draft else "", watermark_of(facts.letterhead, PrintStyle()))
    job = Job(
        title="Phiếu khóa ký số liệu",
        author=facts.letterhead.unit,
        number=facts.key_id,
        made_at=facts.made_at,
        frame=replace(A4_TABLE, size=11.0),
        watermark=" – ".join(filter(None, marks)),
    )
    return print_job(job, lambda sheet: _compose(sheet, facts))


def _compose(sheet: Sheet, facts: KeySheetFacts) -> None:
    dated = long_date(local(facts.made_at).date())
    draw_heading(sheet, Heading(facts.letterhead, dated=dated, code=facts.fingerprint))
    draw_title(sheet, TITLE)
    sheet.skip(sheet.points() * 0.3)
    sheet.write("Kính gửi: ", Run(facts.receiver, Face.BOLD), align=Align.CENTER)
    sheet.skip(sheet.points() * 0.8)
    for label, value in _fields(facts):
        draw_field(sheet, label, value)
    draw_fingerprint(sheet, "Dấu vân tay của khóa", facts.fingerprint)
    sheet.write(_INSTRUCTIONS, align=Align.JUSTIFY)
    sheet.skip(sheet.points() * 0.8)
    draw_both_sides(sheet, _sides(facts), space=_SEAL_SPACE)


def _fields(facts: KeySheetFacts) -> Iterator[tuple[str, str]]:
    yield "Đơn vị", f"{facts.ward_name} (mã {facts.ward_code})"
    yield "Mã khóa", facts.key_id
    yield "Lập lúc", long_moment(facts.made_at)
    yield "Tệp khóa gửi kèm", facts.file_name
    if facts.replaces:
        yield "Thay khóa có dấu vân tay", grouped(facts.replaces)
    else:
        yield "Thay khóa", "không, đây là khóa đầu tiên"


def _sides(facts: KeySheetFacts) -> tuple[Side, Side]:
    ward = Side(
        "BÊN GỬI KHÓA",
        (("Người lập", facts.officer_name), ("Chức vụ", facts.officer_title)),
        SIGN_AND_SEAL,
        facts.officer_name,
    )
    superior = Side(
        "BÊN ĐĂNG KÝ KHÓA",
        (("Người đối chiếu", ""), ("Chức vụ", ""), ("Đối chiếu lúc", BLANK)),
        SIGN_AND_SEAL,
        question="Tám nhóm của dấu vân tay:",
        answers=("khớp", "không khớp"),
    )
    return ward, superior
