"""Thống kê số lượng hồ sơ trong ngày: figures, charts, money and the head of the event chain."""

from dataclasses import replace

from reportlab.graphics import renderPDF
from reportlab.lib.units import mm

from tthc_desk.documents.charts import day_charts
from tthc_desk.documents.closing_block import (
    closing_line,
    draw_closing,
    draw_corrections,
    signatories,
)
from tthc_desk.documents.fonts import Face
from tthc_desk.documents.grid import Column, Grid
from tthc_desk.documents.layout import (
    Heading,
    draw_field,
    draw_heading,
    draw_signatures,
    draw_title,
)
from tthc_desk.documents.lettering import Run
from tthc_desk.documents.press import DRAFT, TRAINING, Job, print_job
from tthc_desk.documents.sheet import A4_TABLE, LEADING, Align, Sheet
from tthc_desk.documents.wording import money_and_words, short_moment
from tthc_desk.domain.money import dong_text
from tthc_desk.domain.vietnamese import day_text, long_date, weekday_name
from tthc_desk.usecases.paper_facts import DailyTallyFacts, PrintStyle, Reprint, TallyLine

TITLE = "THỐNG KÊ SỐ LƯỢNG HỒ SƠ TRONG NGÀY"
_COLUMNS = (
    Column("STT", 10, Align.CENTER),
    Column("", 40),
    Column("Tiếp nhận", 18, Align.RIGHT, "Số hồ sơ trong ngày"),
    Column("Có kết quả", 16, Align.RIGHT, "Số hồ sơ trong ngày"),
    Column("Đã trả công dân", 17, Align.RIGHT, "Số hồ sơ trong ngày"),
    Column("Phí", 22, Align.RIGHT, "Thu trong ngày (đồng)"),
    Column("Lệ phí", 22, Align.RIGHT, "Thu trong ngày (đồng)"),
    Column("Yêu cầu bổ sung", 15, Align.RIGHT),
    Column("Trả lại, xin rút", 14, Align.RIGHT),
)


def draw_daily_tally(facts: DailyTallyFacts, style: PrintStyle, reprint: Reprint | None) -> bytes:
    """Make the tally of a day, as a draft when its figures do not agree; there is one copy."""
    del style
    job = Job(
        title="Thống kê số lượng hồ sơ trong ngày",
        author=facts.letterhead.unit,
        number=day_text(facts.day),
        made_at=facts.as_of,
        frame=replace(A4_TABLE, size=10.0),
        watermark=_watermark(facts),
        reprint=reprint,
    )
    return print_job(job, lambda sheet: _compose(sheet, facts))


def _watermark(facts: DailyTallyFacts) -> str:
    marks = [DRAFT] if facts.broken else []
    return " – ".join(marks + ([TRAINING] if facts.letterhead.training else []))


def _compose(sheet: Sheet, facts: DailyTallyFacts) -> None:
    draw_heading(sheet, Heading(facts.letterhead, dated=long_date(facts.day)))
    draw_title(sheet, TITLE)
    weekday = weekday_name(facts.day)
    when = f"{weekday[:1].upper()}{weekday[1:]}, {long_date(facts.day)}"
    as_of = f"(số liệu tính đến {short_moment(facts.as_of)})"
    sheet.write(Run(f"{when} {as_of}", Face.ITALIC), align=Align.CENTER)
    if facts.closing is not None:
        sheet.write(Run(closing_line(facts.closing), Face.BOLD), align=Align.CENTER)
    sheet.skip(sheet.points() * 0.5)
    _broken(sheet, facts)
    _balance(sheet, facts)
    _table(sheet, facts)
    _money(sheet, facts)
    if facts.closing is not None:
        draw_closing(sheet, facts.closing)
    draw_corrections(sheet, facts)
    _notes(sheet, facts)
    _charts(sheet, facts)
    draw_signatures(sheet, *signatories(facts))
    sheet.skip(sheet.points() * 0.6)
    chain = f"Dấu chuỗi sự kiện: {facts.chain_head}…"
    sheet.write(chain, size=sheet.points(-0.14))


def _broken(sheet: Sheet, facts: DailyTallyFacts) -> None:
    """Say above all else which figures do not agree."""
    if not facts.broken:
        return
    sheet.write(Run("BẢN NHÁP: số liệu chưa khớp, không dùng để báo cáo.", Face.BOLD))
    for sentence in facts.broken:
        sheet.write(f"- {sentence}", indent=sheet.points())
    sheet.skip(sheet.points() * 0.5)


def _balance(sheet: Sheet, facts: DailyTallyFacts) -> None:
    received = dong_text(facts.total.received)
    channels = "; ".join(f"{name.lower()} {dong_text(count)}" for name, count in facts.by_channel)
    early, on_time, late = map(dong_text, facts.timeliness)
    times = f"trước hạn {early}, đúng hạn {on_time}, quá hạn {late}"
    finished = dong_text(sum(facts.timeliness))
    draw_field(sheet, "Hồ sơ kỳ trước chuyển sang", dong_text(facts.carried_over))
    draw_field(sheet, "Tiếp nhận trong ngày", f"{received} ({channels})" if channels else received)
    draw_field(sheet, "Có kết quả trong ngày", f"{finished} ({times})")
    rest = f"{dong_text(facts.in_hand)} (trong đó quá hạn {dong_text(facts.in_hand_late)})"
    draw_field(sheet, "Đang giải quyết cuối ngày", rest)
    sheet.skip(sheet.points() * 0.4)


def _table(sheet: Sheet, facts: DailyTallyFacts) -> None:
    number_column, name, *figures = _COLUMNS
    columns = (number_column, replace(name, title=facts.row_title), *figures)
    grid = Grid(sheet, columns, sheet.points(-0.08))
    for number, line in enumerate(facts.lines, 1):
        grid.row((str(number), *_row(line)))
    grid.row(("", *_row(facts.total)), face=Face.BOLD)
    sheet.skip(sheet.points() * 0.5)


def _row(line: TallyLine) -> tuple[str, ...]:
    return (
        line.name,
        *map(dong_text, (line.received, line.finished, line.delivered)),
        *map(dong_text, (line.charge_dong, line.fee_dong)),
        *map(dong_text, (line.supplements, line.withdrawn)),
    )


def _money(sheet: Sheet, facts: DailyTallyFacts) -> None:
    cash = dong_text(facts.cash_dong, unit=True)
    transfer = dong_text(facts.transfer_dong, unit=True)
    collected = f"tiền mặt {cash}; chuyển khoản {transfer}"
    refunds = facts.refund_cash_dong + facts.refund_transfer_dong
    less = f" (đã trừ hoàn trả {dong_text(refunds, unit=True)})" if refunds else ""
    draw_field(sheet, "Đã thu trong ngày", collected + less)
    total = facts.cash_dong + facts.transfer_dong
    # More may have been given back than was taken; that is not said in words.
    words = money_and_words(total) if total >= 0 else dong_text(total, unit=True)
    draw_field(sheet, "Tổng số thu", words)


def _notes(sheet: Sheet, facts: DailyTallyFacts) -> None:
    if not facts.notes:
        return
    sheet.skip(sheet.points() * 0.4)
    sheet.need(2 * sheet.points() * LEADING)
    sheet.write(Run("Ghi chú (không tính vào bảng):", Face.BOLD))
    for note in facts.notes:
        sheet.write(f"- {note}", indent=sheet.points() * 0.6)


def _charts(sheet: Sheet, facts: DailyTallyFacts) -> None:
    drawing = day_charts(facts, sheet.width)
    # Many fields make a tall chart: it is made smaller, so that the signatures stand under it.
    scale = min(1.0, (sheet.full_room - 14 * sheet.points()) / drawing.height)
    sheet.skip(4 * mm)
    sheet.need(drawing.height * scale)
    sheet.skip(drawing.height * scale)
    canvas = sheet.canvas
    canvas.saveState()
    canvas.translate(sheet.left + sheet.width * (1 - scale) / 2, sheet.y)
    canvas.scale(scale, scale)
    renderPDF.draw(drawing, canvas, 0, 0)
    canvas.restoreState()
    sheet.skip(2 * mm)
