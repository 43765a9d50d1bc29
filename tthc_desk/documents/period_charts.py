"""Biểu đồ of a period: its course, its timeliness, what is still open, and its fields."""

from dataclasses import replace

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing
from reportlab.lib.units import mm

from tthc_desk.documents.chart_course import course_chart
from tthc_desk.documents.chart_fields import FieldTable, field_table
from tthc_desk.documents.charts import (
    NOTHING,
    OPEN,
    TEXT,
    TIMELINESS,
    TITLE,
    box,
    label,
    one_page,
    placed,
    seen,
    single_bars,
)
from tthc_desk.documents.fonts import DRAWING, Face
from tthc_desk.documents.layout import Heading, draw_heading, draw_title
from tthc_desk.documents.lettering import Run
from tthc_desk.documents.press import DRAFT, TRAINING, Job, print_job
from tthc_desk.documents.sheet import A4_TABLE, Align, Sheet
from tthc_desk.documents.wording import local, short_moment
from tthc_desk.domain.money import dong_text
from tthc_desk.domain.vietnamese import day_text, long_date, percent_text
from tthc_desk.usecases.paper_facts import PrintStyle, Reprint
from tthc_desk.usecases.report_facts import PeriodChartFacts, ReportHead

PAPER_TITLE = "BIỂU ĐỒ TÌNH HÌNH TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ"
_APART = 5 * mm
_FEWEST = 4
_STACK = 13.0
_BELOW = 20 * mm  # what stands under the last chart must not stand alone


def period_charts(facts: PeriodChartFacts, width: float) -> Drawing:
    """Draw all charts of a period one under the other, in points."""
    charts = (*_upper(facts, width), field_table(facts.fields, width))
    whole = Drawing(width, sum(chart.height + _APART for chart in charts) - _APART)
    y = whole.height
    for chart in charts:
        whole.add(placed(chart, 0, y - chart.height))
        y -= chart.height + _APART
    return whole


def period_chart_page(facts: PeriodChartFacts, width_mm: float = 180.0) -> bytes:
    """Make a PDF of one page that holds the charts of a period, for the screen."""
    return one_page(period_charts(facts, width_mm * mm))


def period_chart_pdf(facts: PeriodChartFacts) -> bytes:
    """Make the charts of a period as a paper on A4, as a draft when figures do not agree."""
    with DRAWING:
        return draw_period_charts(facts, PrintStyle(), None)


def draw_period_charts(
    facts: PeriodChartFacts, style: PrintStyle, reprint: Reprint | None
) -> bytes:
    """Make the paper for one who holds the drawing lock already; there is one copy."""
    del style
    head = facts.head
    job = Job(
        title="Biểu đồ tình hình tiếp nhận, giải quyết hồ sơ",
        author=head.letterhead.unit,
        number=_period(head),
        made_at=head.as_of,
        frame=replace(A4_TABLE, size=10.5),
        watermark=_watermark(head),
        reprint=reprint,
    )
    return print_job(job, lambda sheet: _compose(sheet, facts))


def timeliness_bar(early_on_time_late: tuple[int, int, int], width: float) -> Drawing:
    """Draw one stacked bar of the dossiers finished in a period, with figures and cut shares."""
    total = sum(early_on_time_late)
    chart = Drawing(width, 2 * TITLE + _STACK + 2.2 * TEXT)
    title = f"Hồ sơ có kết quả theo thời hạn: {dong_text(total)}"
    chart.add(label(title, 0, chart.height - TITLE, TITLE, Face.SANS_BOLD))
    if not total:
        chart.add(label(NOTHING, 0, chart.height - 2 * TITLE - TEXT))
        return chart
    x, foot = 0.0, 2.2 * TEXT
    lengths = _lengths(early_on_time_late, width)
    parts = zip(TIMELINESS, early_on_time_late, lengths, strict=True)
    for place, ((name, colour), count, length) in enumerate(parts):
        if count:
            chart.add(box(x, foot, max(length - 0.8, 0.8), _STACK, colour))
        x += length
        at = place * width / 3
        chart.add(box(at, 1.2, 7, 7, colour))
        words = f"{name}: {dong_text(count)} ({percent_text(count, total)})"
        chart.add(label(words, at + 11, 2))
    return chart


def open_chart(ageing: tuple[tuple[str, int], ...], width: float) -> Drawing:
    """Draw the dossiers open at the end of a period, from the youngest to the oldest."""
    values = [count for _, count in ageing]
    title = f"Hồ sơ đang giải quyết cuối kỳ: {dong_text(sum(values))}"
    return single_bars(title, [name for name, _ in ageing], values, [OPEN] * len(values), width)


def _upper(facts: PeriodChartFacts, width: float) -> tuple[Drawing, ...]:
    return (
        course_chart(facts.days, width),
        timeliness_bar(facts.timeliness, width),
        open_chart(facts.ageing, width),
    )


def _lengths(counts: tuple[int, ...], width: float) -> list[float]:
    """Share a width out; what must be seen though it is tiny is taken from the longest part."""
    total = sum(counts)
    lengths = [seen(width * count / total) if count else 0.0 for count in counts]
    longest = lengths.index(max(lengths))
    lengths[longest] -= sum(lengths) - width
    return lengths


def _watermark(head: ReportHead) -> str:
    marks = [DRAFT] if head.broken else []
    return " – ".join(marks + ([TRAINING] if head.letterhead.training else []))


def _period(head: ReportHead) -> str:
    first, last = day_text(head.first), day_text(head.last)
    return first if first == last else f"{first} – {last}"


def _compose(sheet: Sheet, facts: PeriodChartFacts) -> None:
    head = facts.head
    made_on = local(head.as_of).date()
    draw_heading(sheet, Heading(head.letterhead, dated=long_date(made_on)))
    draw_title(sheet, PAPER_TITLE)
    first, last = day_text(head.first), day_text(head.last)
    when = f"Ngày {first}" if first == last else f"Từ ngày {first} đến ngày {last}"
    as_of = f"(số liệu tính đến {short_moment(head.as_of)})"
    sheet.write(Run(f"{when} {as_of}", Face.ITALIC), align=Align.CENTER)
    sheet.skip(sheet.points() * 0.5)
    _broken(sheet, head)
    for chart in _upper(facts, sheet.width):
        _put(sheet, chart)
    _fields(sheet, facts)
    _foot(sheet, head)


def _broken(sheet: Sheet, head: ReportHead) -> None:
    """Say above all else which figures do not agree."""
    if not head.broken:
        return
    sheet.write(Run("BẢN NHÁP: số liệu chưa khớp, không dùng để báo cáo.", Face.BOLD))
    for sentence in head.broken:
        sheet.write(f"- {sentence}", indent=sheet.points())


def _fields(sheet: Sheet, facts: PeriodChartFacts) -> None:
    """Keep the fields together on a page; more than a page takes go on upon the next."""
    table = FieldTable(facts.fields, sheet.width)
    here = table.fitting(0, sheet.room - _BELOW)
    whole_there = table.fitting(0, sheet.full_room - _BELOW) == table.count
    if here < table.count and (whole_there or here < _FEWEST):
        sheet.turn()
    start, end = 0, table.fitting(0, sheet.room - _BELOW)
    while end < table.count:
        _put(sheet, table.draw(start, end))
        sheet.turn()
        start, end = end, table.fitting(end, sheet.room - _BELOW)
    _put(sheet, table.draw(start, end))


def _foot(sheet: Sheet, head: ReportHead) -> None:
    words = [f"Người lập: {head.officer_name}"] if head.officer_name else []
    chain = [f"Dấu chuỗi sự kiện: {head.chain_head}…"] if head.chain_head else []
    sheet.skip(_APART)
    sheet.write(". ".join(words + chain), size=sheet.points(-0.14))


def _put(sheet: Sheet, drawing: Drawing) -> None:
    """Draw a chart under what stands on the sheet, on the next page if it fits only there."""
    sheet.skip(_APART)
    sheet.need(drawing.height)
    sheet.skip(drawing.height)
    renderPDF.draw(drawing, sheet.canvas, sheet.left, sheet.y)
