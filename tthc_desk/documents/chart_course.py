"""The course of a period: dossiers received and finished, day by day or week by week."""

from collections.abc import Sequence

from reportlab.graphics.shapes import Circle, Drawing, PolyLine
from reportlab.lib.colors import Color, HexColor, white

from tthc_desk.documents.chart_axes import (
    Plot,
    draw_base,
    draw_dates,
    draw_scale,
    every_date_fits,
    rule,
)
from tthc_desk.documents.chart_scale import Day, Span, Step, gathered, ticks
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

SHADE = HexColor("#ECEFF1")
_HEAD = TITLE + 2.4 * TEXT
_FOOT = 1.7 * TEXT
_PLOT = 108.0
_COLUMN = 16.0
_WIDEST_SLOT = 72.0
_DASH = [3.2, 2.0]


def course_chart(days: Sequence[Day], width: float) -> Drawing:
    """Draw what was received and finished: up to 45 days as columns, a longer time as lines."""
    step, spans = gathered(days)
    chart = Drawing(width, _HEAD + _PLOT + _FOOT)
    top = chart.height - TITLE
    chart.add(label(f"Tiếp nhận và có kết quả {step.value}", 0, top, TITLE, Face.SANS_BOLD))
    _keys(chart, step, spans, top - 1.9 * TEXT)
    if not any(span.received or span.finished for span in spans):
        chart.add(label(NOTHING, 0, _FOOT + _PLOT - TEXT))
        chart.add(rule(0, _FOOT, width, QUIET))
        return chart
    if step is Step.DAY:
        _columns(chart, spans)
    else:
        _lines(chart, spans)
    return chart


def _columns(chart: Drawing, spans: Sequence[Span]) -> None:
    """Draw two columns a day, with their figures where there is room, else with a scale."""
    most = _most(spans)
    widest = width_of(dong_text(most), Face.SANS, TEXT)
    slot = min(_WIDEST_SLOT, chart.width / len(spans))
    pitch = min(slot * 0.4, max(_COLUMN, widest + 4))
    lettered = pitch >= widest + 2
    plot = _bare(chart, spans) if lettered else _scaled(chart, spans)
    pitch = min(plot.slot * 0.4, max(_COLUMN, widest + 4))
    _weekends(chart, plot, spans)
    if not lettered:
        draw_scale(chart, plot, most)
    for at, span in enumerate(spans):
        pair = ((span.received, DEEP, -pitch), (span.finished, MIDDLE, 0.0))
        for value, colour, shift in pair:
            _column(chart, plot, plot.middle(at) + shift, (value, pitch), colour)
            if lettered:
                _figure(chart, plot, plot.middle(at) + shift + pitch / 2, value)
    draw_base(chart, plot)
    _days(chart, plot, spans)


def _lines(chart: Drawing, spans: Sequence[Span]) -> None:
    """Draw two lines; dash and mark tell them apart where colour does not."""
    plot = _scaled(chart, spans)
    draw_scale(chart, plot, _most(spans))
    draw_base(chart, plot)
    series = (
        ([span.finished for span in spans], MIDDLE, True),
        ([span.received for span in spans], DEEP, False),
    )
    for values, colour, dashed in series:
        points = [(plot.middle(at), plot.foot + v * plot.unit) for at, v in enumerate(values)]
        chart.add(_line(points, colour, dashed=dashed))
        for point in points:
            chart.add(_mark(point, colour, dashed=dashed))
    _months(chart, plot, spans)


def _most(spans: Sequence[Span]) -> int:
    return max(max(span.received, span.finished) for span in spans)


def _bare(chart: Drawing, spans: Sequence[Span]) -> Plot:
    """Leave room for figures above the columns."""
    unit = (_PLOT - 2 * TEXT) / _most(spans)
    return Plot(0.0, _FOOT, min(_WIDEST_SLOT, chart.width / len(spans)), unit)


def _scaled(chart: Drawing, spans: Sequence[Span]) -> Plot:
    """Leave room for a scale on the left."""
    highest = ticks(_most(spans))[-1]
    left = width_of(dong_text(highest), Face.SANS, TEXT) + 5
    unit = (_PLOT - TEXT) / highest
    return Plot(left, _FOOT, min(_WIDEST_SLOT, (chart.width - left) / len(spans)), unit)


def _weekends(chart: Drawing, plot: Plot, spans: Sequence[Span]) -> None:
    for at, span in enumerate(spans):
        if span.first.weekday() > 4:
            x = plot.left + at * plot.slot
            chart.add(box(x, plot.foot, plot.slot, _PLOT - 3, SHADE))


def _column(
    chart: Drawing, plot: Plot, x: float, value_and_width: tuple[int, float], colour: Color
) -> None:
    value, width = value_and_width
    if value > 0:
        gap = width * 0.06
        height = seen(value * plot.unit)
        chart.add(box(x + gap, plot.foot, width - 2 * gap, height, colour))


def _figure(chart: Drawing, plot: Plot, middle: float, value: int) -> None:
    if value > 0:
        y = plot.foot + value * plot.unit + 2.5
        chart.add(label(dong_text(value), middle, y, anchor="middle"))


def _days(chart: Drawing, plot: Plot, spans: Sequence[Span]) -> None:
    """Date every day, or the Mondays between the first and the last day."""
    last = len(spans) - 1
    names = [f"{span.first:%d/%m}" for span in spans]
    mondays = [at for at, span in enumerate(spans) if span.first.weekday() == 0]
    shown = range(len(spans)) if every_date_fits(plot) else [0, last, *mondays]
    draw_dates(chart, plot, names, shown)


def _months(chart: Drawing, plot: Plot, spans: Sequence[Span]) -> None:
    """Date every week, or the first mark of every month."""
    months = [(span.first.year, span.first.month) for span in spans]
    new = [at for at, month in enumerate(months) if at == 0 or month != months[at - 1]]
    whole = len(new) == len(spans)
    shown = range(len(spans)) if every_date_fits(plot) else new
    names = [f"{span.first:%m/%Y}" if whole else f"{span.first:%d/%m}" for span in spans]
    draw_dates(chart, plot, names, shown)


def _keys(chart: Drawing, step: Step, spans: Sequence[Span], baseline: float) -> None:
    """Name the series with their sums, then what the shade or a short week means."""
    received = dong_text(sum(span.received for span in spans))
    finished = dong_text(sum(span.finished for span in spans))
    x = _key(chart, step, f"Tiếp nhận: {received}", DEEP, (0.0, baseline))
    x = _key(chart, step, f"Có kết quả: {finished}", MIDDLE, (x, baseline))
    if step is Step.DAY and any(span.first.weekday() > 4 for span in spans):
        _key(chart, step, "Thứ Bảy, Chủ nhật", SHADE, (x, baseline))
    short = _short_weeks(step, spans)
    if short:
        chart.add(label(short, chart.width, baseline, anchor="end"))


def _key(chart: Drawing, step: Step, words: str, colour: Color, at: tuple[float, float]) -> float:
    """Draw a sample and its words; tell where the next one begins."""
    x, y = at
    room = 7.0 if step is Step.DAY else 22.0
    if step is Step.DAY:
        chart.add(box(x, y - 0.8, room, 7, colour))
    else:
        dashed = colour is MIDDLE
        chart.add(_line([(x, y + 2.6), (x + room, y + 2.6)], colour, dashed=dashed))
        chart.add(_mark((x + room / 2, y + 2.6), colour, dashed=dashed))
    chart.add(label(words, x + room + 4, y))
    return x + room + 4 + width_of(text(words), Face.SANS, TEXT) + 16


def _short_weeks(step: Step, spans: Sequence[Span]) -> str:
    """Say how many days the first and last week have, whose lower figures mean nothing."""
    if step is not Step.WEEK:
        return ""
    ends = (("tuần đầu", spans[0]), ("tuần cuối", spans[-1]))
    short = [f"{name} {span.days} ngày" for name, span in ends if span.days < 7]
    return f"({', '.join(short)})" if short else ""


def _line(points: Sequence[tuple[float, float]], colour: Color, *, dashed: bool) -> PolyLine:
    made = PolyLine([part for point in points for part in point])
    made.strokeColor, made.strokeWidth = colour, 1.4
    if dashed:
        made.strokeDashArray = _DASH
    return made


def _mark(point: tuple[float, float], colour: Color, *, dashed: bool) -> Circle:
    made = Circle(*point, 1.5)
    made.strokeColor, made.strokeWidth = colour, 0.8
    made.fillColor = white if dashed else colour
    return made
