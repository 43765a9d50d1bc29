"""Danh sách bàn giao hồ sơ (to officers) and Phiếu bàn giao kết quả (to the counter)."""

from tthc_desk.documents.fonts import Face
from tthc_desk.documents.grid import Column, Grid
from tthc_desk.documents.layout import (
    Heading,
    Signatory,
    draw_field,
    draw_heading,
    draw_signatures,
    draw_title,
    keep_with_signatures,
)
from tthc_desk.documents.lettering import Run
from tthc_desk.documents.press import TRAINING, Job, print_job
from tthc_desk.documents.sheet import A4_LANDSCAPE, LEADING, Align, Sheet
from tthc_desk.documents.wording import local, long_moment, short_day, two_digits
from tthc_desk.domain.vietnamese import long_date
from tthc_desk.usecases.paper_facts import HandoverLine, HandoverListFacts, PrintStyle, Reprint

DOSSIERS = "DANH SÁCH BÀN GIAO HỒ SƠ"
RESULTS = "PHIẾU BÀN GIAO KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH"
_SIGN = "(Ký, ghi rõ họ tên)"
_DAYS = "Ngày, tháng, năm"
_DOSSIER_COLUMNS = (
    Column("STT", 9, Align.CENTER),
    Column("Mã hồ sơ", 46),
    Column("Nội dung hồ sơ", 40),
    Column("Số lượng (bộ)", 13, Align.CENTER),
    Column("Họ tên chủ hồ sơ", 35),
    Column("Địa chỉ chủ hồ sơ", 60),
    Column("Số điện thoại", 22, Align.CENTER),
    Column("Nhận hồ sơ", 20, Align.CENTER, _DAYS),
    Column("Hẹn trả kết quả", 20, Align.CENTER, _DAYS),
    Column("Ghi chú", 20),
)
_RESULT_COLUMNS = (
    Column("TT", 9, Align.CENTER),
    Column("Mã hồ sơ", 48),
    Column("Nội dung giải quyết TTHC", 52),
    Column("Kết quả giải quyết TTHC", 46),
    Column("Họ tên chủ hồ sơ", 40),
    Column("Địa chỉ chủ hồ sơ", 50),
    Column("Phí, lệ phí (X là có)", 18, Align.CENTER),
    Column("Đăng ký trả kết quả qua bưu điện (X là có)", 26, Align.CENTER),
)


def draw_handover(facts: HandoverListFacts, style: PrintStyle, reprint: Reprint | None) -> bytes:
    """Make the list that both sides sign, as often as the style says."""
    job = Job(
        title="Phiếu bàn giao kết quả" if facts.of_results else "Danh sách bàn giao hồ sơ",
        author=facts.letterhead.unit,
        number=facts.batch_number,
        made_at=facts.made_at,
        frame=A4_LANDSCAPE,
        labels=("",) * max(1, style.copies),
        watermark=TRAINING if facts.letterhead.training else "",
        reprint=reprint,
    )
    return print_job(job, lambda sheet: _compose(sheet, facts))


def _compose(sheet: Sheet, facts: HandoverListFacts) -> None:
    heading = Heading(
        facts.letterhead,
        dated=long_date(local(facts.made_at).date()),
        number=facts.batch_number,
        number_label="Số",
    )
    draw_heading(sheet, heading)
    draw_title(sheet, RESULTS if facts.of_results else DOSSIERS)
    if facts.of_results:
        _results(sheet, facts)
    else:
        _dossiers(sheet, facts)


def _dossiers(sheet: Sheet, facts: HandoverListFacts) -> None:
    draw_field(sheet, "Cơ quan chủ trì giải quyết", facts.agency, face=Face.BOLD)
    draw_field(sheet, "Thời gian bàn giao", long_moment(facts.made_at))
    draw_field(sheet, "Tổng số hồ sơ bàn giao", two_digits(len(facts.lines)), face=Face.BOLD)
    grid = _grid(sheet, _DOSSIER_COLUMNS)
    for number, line in enumerate(facts.lines, 1):
        grid.row(_dossier_row(number, line))
    _after(sheet, facts)
    note = "(Thành phần chi tiết của mỗi hồ sơ được bàn giao đầy đủ theo quy định)"
    keep_with_signatures(sheet)
    sheet.write(Run(note, Face.ITALIC))
    draw_signatures(
        sheet,
        Signatory("BÊN GIAO", facts.giver, _SIGN),
        Signatory("BÊN NHẬN", facts.taker, _SIGN),
        Signatory("XÁC NHẬN CỦA TRUNG TÂM", "", _SIGN),
    )


def _dossier_row(number: int, line: HandoverLine) -> tuple[str, ...]:
    return (
        str(number),
        line.number,
        line.procedure_name,
        two_digits(line.sets),
        line.owner_name,
        line.owner_address,
        line.phone,
        short_day(line.received_at),
        short_day(line.due_at),
        line.note,
    )


def _results(sheet: Sheet, facts: HandoverListFacts) -> None:
    label = "Đơn vị chủ trì giải quyết thủ tục hành chính (TTHC)"
    draw_field(sheet, label, facts.agency, face=Face.BOLD)
    grid = _grid(sheet, _RESULT_COLUMNS)
    for number, line in enumerate(facts.lines, 1):
        grid.row(_result_row(number, line))
    _after(sheet, facts)
    total = f"Tổng số: {two_digits(len(facts.lines))} kết quả."
    moment = long_moment(facts.made_at)
    keep_with_signatures(sheet)
    sheet.write(f"{total} Bàn giao kết quả giải quyết TTHC vào {moment}.")
    draw_signatures(
        sheet,
        Signatory("NGƯỜI GIAO", facts.giver, _SIGN),
        Signatory("NGƯỜI NHẬN", facts.taker, _SIGN),
    )


def _result_row(number: int, line: HandoverLine) -> tuple[str, ...]:
    return (
        str(number),
        line.number,
        line.procedure_name,
        line.result_text,
        line.owner_name,
        line.owner_address,
        "X" if line.has_dues else "",
        "X" if line.by_post else "",
    )


def _grid(sheet: Sheet, columns: tuple[Column, ...]) -> Grid:
    sheet.skip(sheet.points() * 0.4)
    return Grid(sheet, columns, sheet.points(-0.17))


def _after(sheet: Sheet, facts: HandoverListFacts) -> None:
    """Name the items that were not taken, under the table."""
    sheet.skip(sheet.points() * 0.5)
    if not facts.refused:
        return
    sheet.need(2 * sheet.points() * LEADING)
    sheet.write(Run("Không nhận trong lần bàn giao này:", Face.BOLD))
    for number, reason in facts.refused:
        sheet.write(f"- {number}: {reason}", indent=sheet.points())
    sheet.skip(sheet.points() * 0.3)
