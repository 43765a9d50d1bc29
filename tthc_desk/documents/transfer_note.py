"""Phiếu gửi tệp số liệu: goes with a totals file and is signed by hand at both ends."""

from collections.abc import Iterator
from dataclasses import replace

from reportlab.lib.units import mm

from tthc_desk.documents.both_sides import BLANK, Side, draw_both_sides
from tthc_desk.documents.codes import LONGEST_QR, draw_qr
from tthc_desk.documents.digest import LINE, draw_groups, grouped
from tthc_desk.documents.fonts import Face
from tthc_desk.documents.grid import Column, Grid
from tthc_desk.documents.layout import Heading, draw_field, draw_fields, draw_heading, draw_title
from tthc_desk.documents.lettering import Run
from tthc_desk.documents.press import DRAFT, Job, print_job, watermark_of
from tthc_desk.documents.sheet import A4_TABLE, HAIRLINE, LEADING, Align, Sheet
from tthc_desk.documents.span_words import spans_words
from tthc_desk.documents.totals_sheet import days_words
from tthc_desk.documents.wording import local, short_moment
from tthc_desk.domain.money import dong_text
from tthc_desk.domain.vietnamese import long_date
from tthc_desk.usecases.paper_facts import PrintStyle
from tthc_desk.usecases.totals_facts import TransferNoteFacts
from tthc_desk.usecases.totals_words import CHAIN_WORDS

TITLE = "PHIẾU GỬI TỆP SỐ LIỆU"
SIGN_AND_SEAL = "(Ký, ghi rõ họ tên, đóng dấu)"
_QR = 33 * mm
_PAD = 2.6 * mm
_MOST_GAPS = 5
_RECEIVED, _FINISHED, _OPEN = "Nhận giải quyết", "Đã giải quyết", "Đang giải quyết"
_MONEY = "Đã thu, trừ hoàn trả (đồng)"
_COLUMNS = (
    Column("Tổng số (3)", 20, Align.RIGHT, _RECEIVED),
    Column("Trong kỳ (4) + (5)", 20, Align.RIGHT, _RECEIVED),
    Column("Tổng số (7)", 20, Align.RIGHT, _FINISHED),
    Column("Quá hạn (10)", 17, Align.RIGHT, _FINISHED),
    Column("Tổng số (11)", 20, Align.RIGHT, _OPEN),
    Column("Quá hạn (13)", 17, Align.RIGHT, _OPEN),
    Column("Phí", 28, Align.RIGHT, _MONEY),
    Column("Lệ phí", 28, Align.RIGHT, _MONEY),
)
_COMPARE = (
    "Bên nhận nhập tệp vào chương trình rồi đối chiếu từng nhóm của mã tệp hiện trên màn hình với "
    "mã in ở phiếu này. Không khớp thì không dùng tệp và báo lại bên gửi."
)


def draw_transfer_note(facts: TransferNoteFacts, *, draft: bool = False) -> bytes:
    """Make the note for one who holds the drawing lock already."""
    marks = (DRAFT if draft else "", watermark_of(facts.letterhead, PrintStyle()))
    job = Job(
        title="Phiếu gửi tệp số liệu",
        author=facts.letterhead.unit,
        number=facts.file_name,
        made_at=facts.made_at,
        frame=replace(A4_TABLE, size=10.8),
        watermark=" – ".join(filter(None, marks)),
    )
    return print_job(job, lambda sheet: _compose(sheet, facts))


def _compose(sheet: Sheet, facts: TransferNoteFacts) -> None:
    dated = long_date(local(facts.made_at).date())
    draw_heading(sheet, Heading(facts.letterhead, dated=dated))
    draw_title(sheet, TITLE)
    sheet.skip(sheet.points() * 0.3)
    sheet.write("Kính gửi: ", Run(facts.receiver, Face.BOLD), align=Align.CENTER)
    sheet.skip(sheet.points() * 0.7)
    for label, value in _fields(facts):
        draw_field(sheet, label, value)
    draw_fields(
        sheet,
        ("Kích thước", f"{dong_text(facts.file_size)} byte"),
        ("Số liệu tính đến", short_moment(facts.totals.as_of)),
    )
    draw_field(sheet, "Chưa gửi", _gaps(facts))
    _hash(sheet, facts)
    _figures(sheet, facts)
    sheet.write(Run(_COMPARE, Face.ITALIC), size=sheet.points(-0.08), align=Align.JUSTIFY)
    sheet.skip(sheet.points() * 0.6)
    draw_both_sides(sheet, _sides(facts))


def _fields(facts: TransferNoteFacts) -> Iterator[tuple[str, str]]:
    totals = facts.totals
    days = days_words(totals)
    named = facts.period_text if days in facts.period_text else f"{facts.period_text} ({days})"
    yield "Đơn vị gửi", f"{totals.ward_name} (mã {totals.ward_code})"
    yield "Kỳ số liệu", f"{named}, chuỗi {CHAIN_WORDS[totals.chain]}"
    yield "Tên tệp", facts.file_name
    kind = "tệp sửa đổi" if totals.replaces else "tệp của kỳ"
    yield "Loại, số thứ tự", f"{kind}, số {totals.seq} của khóa ký {totals.key_id}"
    if totals.replaces:
        yield "Thay tệp có mã", grouped(totals.replaces)
    yield "Dấu vân tay của khóa ký", grouped(facts.fingerprint)


def _gaps(facts: TransferNoteFacts) -> str:
    words = spans_words(facts.totals.chain, facts.gaps, _MOST_GAPS)
    return words or "không có kỳ nào trước kỳ này"


def _hash(sheet: Sheet, facts: TransferNoteFacts) -> None:
    """Draw the hash in a frame, four groups a line, its QR code beside it."""
    title, size = sheet.points(), sheet.points(0.65)
    height = max(_QR, title * LEADING + 4 * size * LINE) + 2 * _PAD
    sheet.skip(sheet.points() * 0.5)
    sheet.need(height)
    sheet.canvas.setLineWidth(2 * HAIRLINE)
    sheet.canvas.rect(sheet.left, sheet.y - height, sheet.width, height, stroke=1, fill=0)
    x, top = sheet.left + _PAD, sheet.y - _PAD
    head = [[Run("Mã tệp (SHA-256 của nội dung)", Face.BOLD)]]
    top -= sheet.block(head, x, top, sheet.width, title, Align.LEFT) + 0.3 * size
    draw_groups(sheet, facts.file_hash, (x, top), per_line=4, size=size)
    corner = (sheet.right - _PAD - _QR, sheet.y - (height + _QR) / 2)
    if facts.file_hash:
        words = f"{facts.file_hash} {facts.file_name}"
        draw_qr(sheet.canvas, words, corner, _QR, LONGEST_QR)
    sheet.skip(height + sheet.points() * 0.7)


def _figures(sheet: Sheet, facts: TransferNoteFacts) -> None:
    totals, found = facts.totals, facts.totals.measures
    counts = (found.c3, found.c4 + found.c5, found.c7, found.c10, found.c11, found.c13)
    grid = Grid(sheet, _COLUMNS, sheet.points(-0.14))
    grid.row(tuple(map(dong_text, (*counts, totals.charge_dong, totals.fee_dong))))
    sheet.skip(sheet.points() * 0.6)


def _sides(facts: TransferNoteFacts) -> tuple[Side, Side]:
    sender = Side(
        "BÊN GỬI",
        (
            ("Người gửi", facts.officer_name),
            ("Chức vụ", facts.officer_title),
            ("Lập phiếu lúc", short_moment(facts.made_at)),
        ),
        SIGN_AND_SEAL,
        facts.officer_name,
    )
    receiver = Side(
        "BÊN NHẬN",
        (("Người nhận", ""), ("Chức vụ", ""), ("Nhận lúc", BLANK)),
        SIGN_AND_SEAL,
        question="Đã đối chiếu mã tệp:",
        answers=("khớp", "không khớp"),
    )
    return sender, receiver
