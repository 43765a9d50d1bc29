"""Dossiers received and finished period by period: two columns each, on one scale."""

from collections.abc import Sequence
from datetime import date

from reportlab.graphics.shapes import Drawing

from tthc_desk.documents.chart_axes import Plot, draw_base, draw_dates, draw_scale, rule
from tthc_desk.documents.chart_scale import ticks
from tthc_desk.documents.charts import (
    DEEP,
    MIDDLE,
    NOTHING,
    QUIET,
    TEXT,
    TITLE,
    box,
    label,
    seen,
)
from tthc_desk.documents.fonts import Face
from tthc_desk.documents.lettering import text, width_of
from tthc_desk.domain.money import dong_text
from tthc_desk.domain.totals import Chain

Period = tuple[date, int, int]

_HEAD = TITLE + 2.6 * TEXT
_FOOT = 1.9 * TEXT
_WIDEST = 64.0
_TITLES = {
    Chain.DAILY: "Tiếp nhận và có kết quả theo ngày",
    Chain.WEEKLY: "Tiếp nhận và có kết quả theo tuần (từ thứ Hai)",
    Chain.MONTHLY: "Tiếp nhận và có kết quả theo tháng",
}


def periods_chart(
    chain: Chain, periods: Sequence[Period], width: float, plot_height: float
) -> Drawing:
    """Draw (first day, received, finished) of every period of a chain."""
    chart = Drawing(width, _HEAD + plot_height + _FOOT)
    top = chart.height - TITLE
    chart.add(label(_TITLES[chain], 0, top, TITLE, Face.SANS_BOLD))
    if not any(received or finished for _, received, finished in periods):
        chart.add(label(NOTHING, 0, top - 2 * TEXT))
        chart.add(rule(0, _FOOT, width, QUIET))
        return chart
    _keys(chart, periods, top - 1.9 * TEXT)
    _columns(chart, periods, plot_height)
    _dates(chart, chain, periods, _plot(chart, periods, plot_height))
    return chart


def _plot(chart: Drawing, periods: Sequence[Period], height: float) -> Plot:
    highest = ticks(_most(periods))[-1]
    left = width_of(dong_text(highest), Face.SANS, TEXT) + 5
    slot = min(_WIDEST, (chart.width - left) / len(periods))
    return Plot(left, _FOOT, slot, (height - TEXT) / highest)


def _most(periods: Sequence[Period]) -> int:
    return max(max(received, finished) for _, received, finished in periods)


def _columns(chart: Drawing, periods: Sequence[Period], height: float) -> None:
    plot = _plot(chart, periods, height)
    draw_scale(chart, plot, _most(periods))
    thick = plot.slot * 0.38
    for at, (_, received, finished) in enumerate(periods):
        middle = plot.middle(at)
        for value, colour, x in ((received, DEEP, middle - thick), (finished, MIDDLE, middle)):
            if value > 0:
                chart.add(box(x, plot.foot, thick * 0.94, seen(value * plot.unit), colour))
    draw_base(chart, plot)


def _dates(chart: Drawing, chain: Chain, periods: Sequence[Period], plot: Plot) -> None:
    """Date every period, or those between the first and the last that have room."""
    monthly = chain is Chain.MONTHLY
    names = [f"{day:%m/%Y}" if monthly else f"{day:%d/%m}" for day, *_ in periods]
    last = len(periods) - 1
    draw_dates(chart, plot, names, list(dict.fromkeys((0, last, *range(len(periods))))))


def _keys(chart: Drawing, periods: Sequence[Period], baseline: float) -> None:
    """Name both measures with their sums."""
    x = 0.0
    sums = (sum(p[1] for p in periods), sum(p[2] for p in periods))
    for name, total, colour in zip(("Tiếp nhận", "Có kết quả"), sums, (DEEP, MIDDLE), strict=True):
        words = f"{name}: {dong_text(total)}"
        chart.add(box(x, baseline - 0.8, 7, 7, colour))
        chart.add(label(words, x + 11, baseline))
        x += 27 + width_of(text(words), Face.SANS, TEXT)
