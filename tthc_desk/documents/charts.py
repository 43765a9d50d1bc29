"""Bars, labels and the charts of a day, drawn once for paper and screen alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import STATE_DEFAULTS, Drawing, Group, Line, Rect, String
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.units import mm

from tthc_desk.documents.fonts import DRAWING, Face, load
from tthc_desk.documents.lettering import Run as Words
from tthc_desk.documents.lettering import break_lines, text, width_of
from tthc_desk.documents.sheet import close_canvas, open_canvas
from tthc_desk.domain.money import dong_text
from tthc_desk.usecases.paper_facts import DailyTallyFacts

INK = HexColor("#1F2933")
QUIET = HexColor("#5B6770")
RULE = HexColor("#C9D1D8")
# Told apart in colour, by colour-blind eyes, and as grey from a black-and-white printer.
DEEP = HexColor("#14477A")
MIDDLE = HexColor("#5A97C6")
PALE = HexColor("#C6D9E8")
WARN = HexColor("#A3231A")

# The library begins every drawing in its own typeface, which no paper may name.
STATE_DEFAULTS["fontName"] = Face.SANS.value

Anchor = Literal["start", "middle", "end"]

TITLE = 9.0
TEXT = 7.6
TITLE_ROOM = TITLE * 2.2
NOTHING = "Không có hồ sơ"
_BAR = 6.2
_GAP = 5.0
OPEN = HexColor("#8496A3")
TIMELINESS = (("Trước hạn", PALE), ("Đúng hạn", MIDDLE), ("Quá hạn", WARN))
"""Each step darker than the one before, so that grey tells them apart as well."""


@dataclass(frozen=True, slots=True)
class Series:
    """One measure in one colour."""

    name: str
    colour: Color
    values: tuple[int, ...]


def day_charts(facts: DailyTallyFacts, width: float) -> Drawing:
    """Draw the three charts of a day, in points: by field, by timeliness, by age in hand."""
    by_field = field_chart(facts, width)
    half = (width - 8 * mm) / 2
    pair = (timeliness_chart(facts, half), age_chart(facts, half))
    lower = max(chart.height for chart in pair)
    load(Face.SANS)
    whole = Drawing(width, by_field.height + 5 * mm + lower)
    whole.add(placed(by_field, 0, lower + 5 * mm))
    for place, chart in enumerate(pair):
        whole.add(placed(chart, place * (half + 8 * mm), lower - chart.height))
    return whole


def field_chart(facts: DailyTallyFacts, width: float) -> Drawing:
    """Draw dossiers received, finished and delivered, one group of bars per field."""
    lines = facts.lines
    series = (
        Series("Tiếp nhận", DEEP, tuple(line.received for line in lines)),
        Series("Có kết quả", MIDDLE, tuple(line.finished for line in lines)),
        Series("Đã trả", PALE, tuple(line.delivered for line in lines)),
    )
    return bar_chart("Hồ sơ theo lĩnh vực", [line.name for line in lines], series, width)


def timeliness_chart(facts: DailyTallyFacts, width: float) -> Drawing:
    """Draw the dossiers finished in the day: early, on time, late."""
    names = [name for name, _ in TIMELINESS]
    colours = [colour for _, colour in TIMELINESS]
    title = "Kết quả trong ngày theo thời hạn"
    return single_bars(title, names, facts.timeliness, colours, width)


def age_chart(facts: DailyTallyFacts, width: float) -> Drawing:
    """Draw the dossiers in hand by age."""
    names = tuple(name for name, _ in facts.open_by_age)
    values = tuple(value for _, value in facts.open_by_age)
    return single_bars("Hồ sơ đang giải quyết", names, values, (MIDDLE,) * len(names), width)


def bar_chart(title: str, names: Sequence[str], series: Sequence[Series], width: float) -> Drawing:
    """Draw horizontal bars, each with its figure; the height follows from the number of bars."""
    group = len(series) * _BAR + _GAP
    height = TITLE_ROOM + max(1, len(names)) * group
    chart = Drawing(width, height)
    chart.add(label(title, 0, height - TITLE, TITLE, Face.SANS_BOLD))
    if len(series) > 1:
        _legend(chart, series, width, height - TITLE)
    first = height - TITLE * 1.9
    plot = _Plot.fit(names, series, width)
    for at, name in enumerate(names):
        top = first - at * group - _GAP / 2
        _name(chart, name, plot, top - (group - _GAP) / 2)
        for place, one in enumerate(series):
            _bar(chart, plot, top - (place + 1) * _BAR, one.values[at], one.colour)
    _axis(chart, plot, first, first - len(names) * group)
    return chart


def chart_pdf(facts: DailyTallyFacts, width_mm: float = 180.0) -> bytes:
    """Make a PDF of one page that holds the charts of a day, for the screen."""
    return one_page(day_charts(facts, width_mm * mm))


def one_page(drawing: Drawing) -> bytes:
    """Make a PDF of one page of the size of a drawing."""
    margin = 4 * mm
    with DRAWING:
        canvas = open_canvas(drawing.width + 2 * margin, drawing.height + 2 * margin)
        renderPDF.draw(drawing, canvas, margin, margin)
        canvas.showPage()
        return close_canvas(canvas)


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where bars begin and how many points a dossier takes."""

    zero: float
    unit: float

    @classmethod
    def fit(cls, names: Sequence[str], series: Sequence[Series], width: float) -> "_Plot":
        widest = max((width_of(text(name), Face.SANS, TEXT) for name in names), default=0.0)
        zero = min(widest, width * 0.38) + 6
        most = max((value for one in series for value in one.values), default=0)
        figure = width_of(dong_text(most), Face.SANS, TEXT) + 6
        return cls(zero, (width - zero - figure) / max(1, most))


def single_bars(
    title: str,
    names: Sequence[str],
    values: Sequence[int],
    colours: Sequence[Color],
    width: float,
) -> Drawing:
    """Draw one bar per name, each in its colour."""
    series = Series("", colours[0] if colours else DEEP, tuple(values))
    plot = _Plot.fit(names, (series,), width)
    step = _BAR * 1.7 + _GAP
    height = TITLE_ROOM + max(1, len(names)) * step
    chart = Drawing(width, height)
    chart.add(label(title, 0, height - TITLE, TITLE, Face.SANS_BOLD))
    first = height - TITLE * 1.9
    for at, (name, value) in enumerate(zip(names, values, strict=True)):
        bottom = first - (at + 1) * step + _GAP / 2
        _name(chart, name, plot, bottom + _BAR * 0.85)
        _bar(chart, plot, bottom, value, colours[at], _BAR * 1.7)
    _axis(chart, plot, first, first - len(names) * step)
    return chart


def _axis(chart: Drawing, plot: _Plot, top: float, foot: float) -> None:
    """Rule the line that bars begin at, or say that there are none."""
    if foot < top:
        chart.add(Line(plot.zero, top, plot.zero, foot, strokeColor=QUIET, strokeWidth=0.6))
    else:
        chart.add(label(NOTHING, 0, top - TEXT))


def _bar(
    chart: Drawing, plot: _Plot, bottom: float, value: int, colour: Color, height: float = _BAR
) -> None:
    length = seen(value * plot.unit) if value > 0 else 0.0
    if value > 0:
        chart.add(box(plot.zero, bottom + 0.3, length, height - 0.6, colour))
    middle = bottom + height / 2 - TEXT * 0.34
    chart.add(label(dong_text(value), plot.zero + length + 3, middle))


def _name(chart: Drawing, name: str, plot: _Plot, middle: float) -> None:
    """Write a name right-aligned before its bars, its first line only."""
    (words,) = short_lines(name, plot.zero - 6, 1)
    chart.add(label(words, plot.zero - 5, middle - TEXT * 0.34, anchor="end"))


def _legend(chart: Drawing, series: Sequence[Series], width: float, baseline: float) -> None:
    """Write the names of the series, right-aligned on the line of the title."""
    x = width
    for one in reversed(series):
        x -= width_of(text(one.name), Face.SANS, TEXT)
        chart.add(label(one.name, x, baseline))
        chart.add(box(x - 10, baseline - 0.8, 7, 7, one.colour))
        x -= 20


def label(
    words: str,
    x: float,
    y: float,
    size: float = TEXT,
    face: Face = Face.SANS,
    anchor: Anchor = "start",
) -> String:
    """Make a line of printable words; the only way into a drawing."""
    load(face)
    line = String(x, y, text(words))
    line.fontName, line.fontSize = face.value, size
    line.textAnchor, line.fillColor = anchor, INK
    return line


def box(x: float, y: float, width: float, height: float, colour: Color) -> Rect:
    """Make a filled box; the pale one has an edge, for white paper lies beside it."""
    made = Rect(x, y, width, height)
    made.fillColor, made.strokeColor = colour, DEEP if colour is PALE else None
    made.strokeWidth = 0.4
    return made


def seen(length: float) -> float:
    """Keep what is not nothing from vanishing beside something huge."""
    return max(length, 1.2)


def short_lines(words: str, width: float, most: int) -> list[str]:
    """Break a name into so many lines of chart type; the cut of a longer one is shown."""
    lines = _broken(words, width)
    if len(lines) <= most:
        return lines
    kept = _broken(words, width - width_of("…", Face.SANS, TEXT))[:most]
    return [*kept[:-1], f"{kept[-1].rstrip()}…"]


def placed(chart: Drawing, x: float, y: float) -> Group:
    """Put a drawing into another one."""
    group = Group(*chart.contents)
    group.translate(x, y)
    return group


def _broken(words: str, width: float) -> list[str]:
    lines = break_lines([Words(words, Face.SANS)], TEXT, width)
    return ["".join(run.words for run in line) for line in lines]
