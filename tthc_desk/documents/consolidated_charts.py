"""The page of charts of a consolidated report: its course, timeliness, and its wards."""

from collections.abc import Sequence

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing
from reportlab.lib.units import mm

from tthc_desk.documents.chart_periods import periods_chart
from tthc_desk.documents.charts import (
    DEEP,
    MIDDLE,
    WARN,
    Series,
    bar_chart,
    one_page,
    placed,
    single_bars,
)
from tthc_desk.documents.layout import draw_title
from tthc_desk.documents.period_charts import timeliness_bar
from tthc_desk.documents.sheet import Align, Sheet
from tthc_desk.usecases.totals_facts import ConsolidatedFacts, WardRow

_TITLE = "BIỂU ĐỒ TỔNG HỢP"
_APART = 6 * mm
_PLOT = 196.0
_LEFT = 0.56
_MOST_WARDS = 22
"""Bars of so many wards fit beside the other charts."""


def consolidated_chart_page(facts: ConsolidatedFacts, width_mm: float = 225.0) -> bytes:
    """Make a PDF of one page that holds the same charts, for the screen."""
    width = (width_mm * mm - 2 * _APART) * _LEFT
    left, x = _left(facts, width), width + 2 * _APART
    wards = wards_chart(facts.wards, width_mm * mm - x)
    height = sum(chart.height + _APART for chart in left) - _APART
    whole = Drawing(width_mm * mm, max(height, wards.height))
    y = whole.height
    for chart in left:
        whole.add(placed(chart, 0, y - chart.height))
        y -= chart.height + _APART
    whole.add(placed(wards, x, whole.height - wards.height))
    return one_page(whole)


def draw_consolidated_charts(sheet: Sheet, facts: ConsolidatedFacts, under: Sequence[str]) -> None:
    """Draw the charts on a page of their own.

    Args:
        under: lines under the title: the period, and of how many wards.
    """
    sheet.turn()
    draw_title(sheet, _TITLE)
    sheet.skip(sheet.points() * 0.3)
    for words in under:
        sheet.write(words, align=Align.CENTER)
    sheet.skip(_APART)
    width = (sheet.width - 2 * _APART) * _LEFT
    left, top = sheet.left, sheet.y
    for chart in _left(facts, width):
        sheet.skip(chart.height)
        renderPDF.draw(chart, sheet.canvas, left, sheet.y)
        sheet.skip(_APART)
    lowest = sheet.y
    x = left + width + 2 * _APART
    wards = wards_chart(facts.wards, sheet.right - x)
    renderPDF.draw(wards, sheet.canvas, x, top - wards.height)
    sheet.y = min(lowest, top - wards.height)


def _left(facts: ConsolidatedFacts, width: float) -> tuple[Drawing, ...]:
    *_, early, on_time, late, _, in_term, overdue = facts.total.columns
    names = ("Trong hạn", "Quá hạn")
    return (
        periods_chart(facts.chain, facts.months, width, _PLOT),
        timeliness_bar((early, on_time, late), width),
        single_bars(
            "Hồ sơ đang giải quyết cuối kỳ", names, (in_term, overdue), (MIDDLE, WARN), width
        ),
    )


def wards_chart(wards: tuple[WardRow, ...], width: float) -> Drawing:
    """Draw every ward, or of many those that received most."""
    shown, title = wards, "Theo phường"
    if len(wards) > _MOST_WARDS:
        shown = tuple(sorted(wards, key=lambda ward: -_received(ward))[:_MOST_WARDS])
        title = f"{_MOST_WARDS} phường tiếp nhận nhiều nhất trong {len(wards)} phường"
    series = (
        Series("Tiếp nhận", DEEP, tuple(map(_received, shown))),
        Series("Có kết quả", MIDDLE, tuple(ward.row.columns[4] for ward in shown)),
    )
    return bar_chart(title, [ward.row.name for ward in shown], series, width)


def _received(ward: WardRow) -> int:
    """Give what was received in the period, not what came over from before."""
    return ward.row.columns[1] + ward.row.columns[2]
