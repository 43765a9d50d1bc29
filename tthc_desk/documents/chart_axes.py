"""The axes of a chart over time: a scale from zero at the side and dates at the foot."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.graphics.shapes import Drawing, Line
from reportlab.lib.colors import Color

from tthc_desk.documents.chart_scale import ticks
from tthc_desk.documents.charts import QUIET, RULE, TEXT, label
from tthc_desk.documents.fonts import Face
from tthc_desk.documents.lettering import width_of
from tthc_desk.domain.money import dong_text


@dataclass(frozen=True, slots=True)
class Plot:
    """Where the marks stand: left edge, foot, points per mark and per dossier."""

    left: float
    foot: float
    slot: float
    unit: float

    def middle(self, at: int) -> float:
        """Tell where the middle of a mark is."""
        return self.left + (at + 0.5) * self.slot


def draw_scale(chart: Drawing, plot: Plot, most: int) -> None:
    """Rule a light line at every round figure."""
    for tick in ticks(most):
        y = plot.foot + tick * plot.unit
        baseline = y - TEXT * 0.34
        chart.add(label(dong_text(tick), plot.left - 4, baseline, anchor="end"))
        chart.add(rule(plot.left, y, chart.width, RULE))


def draw_base(chart: Drawing, plot: Plot) -> None:
    """Rule the line at zero."""
    chart.add(rule(plot.left, plot.foot, chart.width, QUIET))


def every_date_fits(plot: Plot) -> bool:
    """Say whether every mark has room for its date."""
    return plot.slot >= width_of("00/00", Face.SANS, TEXT) + 4


def draw_dates(chart: Drawing, plot: Plot, names: Sequence[str], shown: Sequence[int]) -> None:
    """Write dates under their marks; of two that would touch, the later in the list is left out."""
    taken: list[tuple[float, float]] = []
    for at in shown:
        half = width_of(names[at], Face.SANS, TEXT) / 2
        middle = min(max(plot.middle(at), half), chart.width - half)
        if any(abs(middle - other) < half + wide + 4 for other, wide in taken):
            continue
        taken.append((middle, half))
        x = plot.middle(at)
        chart.add(Line(x, plot.foot, x, plot.foot - 2, strokeColor=QUIET, strokeWidth=0.6))
        chart.add(label(names[at], middle, plot.foot - 1.25 * TEXT, anchor="middle"))


def rule(left: float, y: float, right: float, colour: Color) -> Line:
    """Make a thin horizontal line."""
    return Line(left, y, right, y, strokeColor=colour, strokeWidth=0.5)
