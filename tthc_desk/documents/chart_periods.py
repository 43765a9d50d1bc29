"""Dossiers received and finished period by period: two columns each, on one scale."""

from collections.abc import Sequence
from datetime import date

from reportlab.graphics.shapes import Drawing

from tthc_desk.documents.chart_axes import Plot, draw_base, draw_dates, draw_scale, rule
from tthc_desk.documents.chart_scale import Step, gathered, ticks
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
_EVERY = (1, 2, 3, 4, 6, 12, 24, 60)  # months of a year, so that dates come back each year
_STEP_OF = {Chain.WEEKLY: Step.WEEK, Chain.MONTHLY: Step.MONTH}


def periods_chart(
    chain: Chain, periods: Sequence[Period], width: float, plot_height: float
) -> Drawing:
    """Draw (first day, received, finished) of every period of a chain; many days are gathered."""
    step, shown = _shown(chain, periods)
    chart = Drawing(width, _HEAD + plot_height + _FOOT)
    top = chart.height - TITLE
    chart.add(label(f"Tiếp nhận và có kết quả {step.value}", 0, top, TITLE, Face.SANS_BOLD))
    if not any(received or finished for _, received, finished in shown):
        chart.add(label(NOTHING, 0, top - 2 * TEXT))
        chart.add(rule(0, _FOOT, width, QUIET))
        return chart
    plot = _plot(chart, shown, plot_height)
    _keys(chart, shown, top - 1.9 * TEXT)
    _columns(chart, shown, plot)
    _dates(chart, step, shown, plot)
    return chart


def _shown(chain: Chain, periods: Sequence[Period]) -> tuple[Step, Sequence[Period]]:
    if chain is not Chain.DAILY:
        return _STEP_OF[chain], periods
    step, spans = gathered(periods)
    return step, [(span.first, span.received, span.finished) for span in spans]


def _plot(chart: Drawing, periods: Sequence[Period], height: float) -> Plot:
    highest = ticks(_most(periods))[-1]
    left = width_of(dong_text(highest), Face.SANS, TEXT) + 5
    slot = min(_WIDEST, (chart.width - left) / len(periods))
    return Plot(left, _FOOT, slot, (height - TEXT) / highest)


def _most(periods: Sequence[Period]) -> int:
    return max(max(received, finished) for _, received, finished in periods)


def _columns(chart: Drawing, periods: Sequence[Period], plot: Plot) -> None:
    draw_scale(chart, plot, _most(periods))
    thick = plot.slot * 0.38
    for at, (_, received, finished) in enumerate(periods):
        middle = plot.middle(at)
        for value, colour, x in ((received, DEEP, middle - thick), (finished, MIDDLE, middle)):
            if value > 0:
                chart.add(box(x, plot.foot, thick * 0.94, seen(value * plot.unit), colour))
    draw_base(chart, plot)


def _dates(chart: Drawing, step: Step, periods: Sequence[Period], plot: Plot) -> None:
    """Date every period, or every second, third … that has room."""
    one_year = periods[0][0].year == periods[-1][0].year
    form = "%m/%Y" if step is Step.MONTH else "%d/%m" if one_year else "%d/%m/%y"
    names = [f"{day:{form}}" for day, *_ in periods]
    room = width_of(names[0], Face.SANS, TEXT) + 8
    every = next((every for every in _EVERY if every * plot.slot >= room), len(periods))
    draw_dates(chart, plot, names, range(0, len(periods), every))


def _keys(chart: Drawing, periods: Sequence[Period], baseline: float) -> None:
    """Name both measures with their sums."""
    x = 0.0
    sums = (sum(p[1] for p in periods), sum(p[2] for p in periods))
    for name, total, colour in zip(("Tiếp nhận", "Có kết quả"), sums, (DEEP, MIDDLE), strict=True):
        words = f"{name}: {dong_text(total)}"
        chart.add(box(x, baseline - 0.8, 7, 7, colour))
        chart.add(label(words, x + 11, baseline))
        x += 27 + width_of(text(words), Face.SANS, TEXT)
