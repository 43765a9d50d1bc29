"""Phiếu khóa ký gói cấu hình: the fingerprint a ward compares before it takes a pack over."""

from dataclasses import replace

from reportlab.lib.units import mm

from tthc_desk.documents.both_sides import BLANK, Side, draw_both_sides
from tthc_desk.documents.digest import draw_fingerprint
from tthc_desk.documents.fonts import DRAWING, Face
from tthc_desk.documents.layout import Heading, draw_field, draw_heading, draw_title
from tthc_desk.documents.lettering import Run
from tthc_desk.documents.press import Job, print_job
from tthc_desk.documents.sheet import A4_TABLE, Align, Sheet
from tthc_desk.documents.transfer_note import SIGN_AND_SEAL
from tthc_desk.documents.wording import local, long_moment
from tthc_desk.domain.vietnamese import long_date
from tthc_desk.usecases.pack_key_facts import PackKeySheetFacts

_SEAL_SPACE = 26 * mm
_INSTRUCTIONS = (
    "Khi chương trình hỏi, đối chiếu đủ tám nhóm trên màn hình với phiếu này; chỉ dùng gói khi mọi "
    "nhóm đều khớp. Không khớp, dù chỉ một chữ số, thì không dùng gói và báo ngay cho bên lập gói. "
    "Nhận phiếu này bằng đường khác với đường nhận gói. Giữ phiếu: gói cập nhật sau này ký bằng "
    "cùng khóa; khóa đổi thì có phiếu mới."
)


def draw_pack_key_sheet(facts: PackKeySheetFacts) -> bytes:
    """Make the PDF of one page; equal facts give equal bytes."""
    job = Job(
        title="Phiếu khóa ký gói cấu hình",
        author=facts.letterhead.unit,
        number=facts.key_id,
        made_at=facts.made_at,
        frame=replace(A4_TABLE, size=11.0),
    )
    with DRAWING:
        return print_job(job, lambda sheet: _compose(sheet, facts))


def _compose(sheet: Sheet, facts: PackKeySheetFacts) -> None:
    dated = long_date(local(facts.made_at).date())
    draw_heading(sheet, Heading(facts.letterhead, dated=dated, code=facts.fingerprint))
    draw_title(sheet, "PHIẾU KHÓA KÝ GÓI CẤU HÌNH")
    sheet.skip(sheet.points() * 0.3)
    receivers = Run("các phường nhận gói cấu hình", Face.BOLD)
    sheet.write("Kính gửi: ", receivers, align=Align.CENTER)
    sheet.skip(sheet.points() * 0.8)
    draw_field(sheet, "Mã khóa", facts.key_id)
    draw_field(sheet, "Lập phiếu lúc", long_moment(facts.made_at))
    draw_field(sheet, "Ký các tệp", "PHUONG_<mã phường>.tthcpack")
    draw_fingerprint(sheet, "Dấu vân tay của khóa", facts.fingerprint)
    sheet.write(_INSTRUCTIONS, align=Align.JUSTIFY)
    sheet.skip(sheet.points() * 0.8)
    draw_both_sides(sheet, _sides(), space=_SEAL_SPACE)


def _sides() -> tuple[Side, Side]:
    maker = Side("BÊN LẬP GÓI", (("Người lập", ""), ("Chức vụ", "")), SIGN_AND_SEAL)
    ward = Side(
        "PHƯỜNG NHẬN GÓI",
        (("Người đối chiếu", ""), ("Chức vụ", ""), ("Đối chiếu lúc", BLANK)),
        SIGN_AND_SEAL,
        question="Tám nhóm của dấu vân tay:",
        answers=("khớp", "không khớp"),
    )
    return maker, ward
