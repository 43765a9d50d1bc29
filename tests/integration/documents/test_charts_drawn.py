"""What is drawn is as long as its figure, in words and colours everybody can read."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.graphics.shapes import Circle, Drawing, Group, Rect, Shape, String

from tests.helpers import paper_samples as samples
from tests.helpers import pdf as reading
from tests.helpers.chart_samples import EDGES, SUNDAY, make_days, make_facts
from tthc_desk.documents import charts
from tthc_desk.documents.chart_course import SHADE, course_chart
from tthc_desk.documents.chart_fields import FieldTable, field_table
from tthc_desk.documents.chart_scale import Step, gathered, ticks
from tthc_desk.documents.fonts import Face
from tthc_desk.documents.lettering import text, width_of
from tthc_desk.documents.period_charts import (
    open_chart,
    period_chart_pdf,
    period_charts,
    timeliness_bar,
)
from tthc_desk.domain.money import dong_text
from tthc_desk.usecases.report_facts import PeriodChartFacts

WIDTH = 480.0
HOSTILE = "<b>Lĩnh\tvực</b>\x07 שלום &amp; 中"

counts = st.integers(0, 1_000_000)
_SERIES = (charts.DEEP, charts.MIDDLE)
starts = st.dates(date(2024, 1, 1), date(2030, 12, 31))


def shapes(drawing: Group | Drawing) -> Iterator[Shape]:
    for shape in drawing.contents:
        if isinstance(shape, Group):
            yield from shapes(shape)
        else:
            yield shape


def strings(drawing: Drawing) -> list[String]:
    return [shape for shape in shapes(drawing) if isinstance(shape, String)]


def words(drawing: Drawing) -> list[str]:
    return [string.text for string in strings(drawing)]


def bars(drawing: Drawing, colour: Any) -> list[Rect]:
    """List the boxes of a colour that are not samples of a legend, which are square."""
    found = [shape for shape in shapes(drawing) if isinstance(shape, Rect)]
    return [bar for bar in found if bar.fillColor == colour and not bar.width == bar.height == 7]


def span_of(string: String) -> tuple[float, float]:
    width = width_of(string.text, Face(string.fontName), string.fontSize)
    shift = {"start": 0.0, "middle": width / 2, "end": width}[string.textAnchor]
    return string.x - shift, string.x - shift + width


def every_part(facts: PeriodChartFacts) -> Sequence[Drawing]:
    return (
        course_chart(facts.days, WIDTH),
        timeliness_bar(facts.timeliness, WIDTH),
        open_chart(facts.ageing, WIDTH),
        field_table(facts.fields, WIDTH),
    )


@pytest.mark.parametrize("name", EDGES)
def test_nothing_is_drawn_outside_and_no_type_is_too_small(name: str) -> None:
    for drawing in every_part(EDGES[name]):
        for string in strings(drawing):
            left, right = span_of(string)
            assert left >= -0.5, string.text
            assert right <= WIDTH + 0.5, string.text
            assert 0 <= string.y <= drawing.height - string.fontSize * 0.7, string.text
            assert string.fontSize >= 7.5
        for shape in shapes(drawing):
            if isinstance(shape, Rect):
                assert -0.01 <= shape.x <= shape.x + shape.width <= WIDTH + 0.01
                assert -0.01 <= shape.y <= shape.y + shape.height <= drawing.height + 0.01


@pytest.mark.parametrize("name", EDGES)
def test_words_on_one_line_never_touch(name: str) -> None:
    for drawing in every_part(EDGES[name]):
        lines: dict[float, list[tuple[float, float]]] = {}
        for string in strings(drawing):
            lines.setdefault(round(string.y, 3), []).append(span_of(string))
        for spans in lines.values():
            ordered = sorted(spans)
            for before, after in pairwise(ordered):
                assert before[1] < after[0]


def test_every_word_of_a_drawing_went_through_text() -> None:
    facts = replace(make_facts(), ageing=((HOSTILE, 3),), fields=((HOSTILE, 1, 2, 3),))
    drawing = period_charts(facts, WIDTH)
    assert all(text(said) == said for said in words(drawing))
    assert len([said for said in words(drawing) if "<b>Lĩnh vực</b>□" in said]) == 2
    assert "<b>Lĩnh vực</b>□" in reading.all_text(period_chart_pdf(facts))


@given(starts, st.lists(st.tuples(counts, counts), min_size=1, max_size=45))
def test_columns_stand_as_high_as_their_figures(first: date, pairs: list[tuple[int, int]]) -> None:
    days = [(first + timedelta(at), *pair) for at, pair in enumerate(pairs)]
    chart = course_chart(days, WIDTH)
    most = max(max(pair) for pair in pairs)
    for place, colour in enumerate((charts.DEEP, charts.MIDDLE)):
        values = [pair[place] for pair in pairs if pair[place]]
        drawn = [bar.height for bar in bars(chart, colour)]
        highest = max(max((b.height for b in bars(chart, c)), default=0.0) for c in _SERIES)
        assert drawn == pytest.approx([max(v * highest / most, 1.2) for v in values])
    assert len({bar.y for colour in _SERIES for bar in bars(chart, colour)}) == int(most > 0)


@given(starts, st.lists(st.tuples(counts, counts), min_size=60, max_size=200))
def test_lines_pass_at_the_sums_of_their_weeks(first: date, pairs: list[tuple[int, int]]) -> None:
    days = [(first + timedelta(at), *pair) for at, pair in enumerate(pairs)]
    _, spans = gathered(days)
    chart = course_chart(days, WIDTH)
    dots = [shape for shape in shapes(chart) if isinstance(shape, Circle)]
    dots = [dot for dot in dots if dot.cy < chart.height - 30]
    received = [dot.cy for dot in dots if dot.fillColor == charts.DEEP]
    finished = [dot.cy for dot in dots if dot.fillColor != charts.DEEP]
    for drawn, sums in (
        (received, [span.received for span in spans]),
        (finished, [span.finished for span in spans]),
    ):
        high, low = max(sums), min(sums)
        if high > low:
            unit = (max(drawn) - min(drawn)) / (high - low)
            base = max(drawn) - high * unit
            assert drawn == pytest.approx([base + value * unit for value in sums])


@given(starts, st.integers(0, 1200))
def test_gathered_days_lose_nothing(first: date, count: int) -> None:
    days = make_days(count, first)
    step, spans = gathered(reversed(days))
    assert sum(span.received for span in spans) == sum(day[1] for day in days)
    assert sum(span.finished for span in spans) == sum(day[2] for day in days)
    assert sum(span.days for span in spans) == count
    assert len(spans) <= 54
    assert (step is Step.DAY) == (count <= 45)
    if step is Step.WEEK:
        assert all(span.first.weekday() == 0 for span in spans[1:])
        assert all(span.days == 7 for span in spans[1:-1])


@given(st.integers(0, 10**12))
def test_a_scale_begins_at_nothing_and_passes_the_highest(most: int) -> None:
    scale = ticks(most)
    assert scale[0] == 0
    assert scale[-2] < max(most, 1) <= scale[-1]
    assert 2 <= len(scale) <= 6
    assert str(scale[1]).rstrip("0") in {"1", "2", "5"}


@given(st.tuples(counts, counts, counts))
def test_shares_are_cut_and_only_all_is_a_hundred(parts: tuple[int, int, int]) -> None:
    drawing = timeliness_bar(parts, WIDTH)
    total = sum(parts)
    if not total:
        assert charts.NOTHING in words(drawing)
        return
    for (name, _), count in zip(charts.TIMELINESS, parts, strict=True):
        (said,) = [line for line in words(drawing) if line.startswith(name)]
        share = said.partition("(")[2].removesuffix("%)")
        assert f": {dong_text(count)} (" in said
        whole, _, rest = share.partition(",")
        assert len(rest) == 2
        assert (int(whole) * 100 + int(rest)) == count * 10_000 // total
        assert (share == "100,00") == (count == total)
    drawn = [bars(drawing, colour) for _, colour in charts.TIMELINESS]
    assert [len(found) for found in drawn] == [int(count > 0) for count in parts]
    stacked = [found[0] for found in drawn if found]
    for before, after in pairwise(stacked):
        assert before.x + before.width <= after.x
    assert max(bar.x + bar.width for bar in stacked) <= WIDTH


@given(st.lists(st.tuples(counts, counts, counts), min_size=1, max_size=8))
def test_bars_of_fields_share_one_scale_and_their_figures_add_up(
    rows: list[tuple[int, int, int]],
) -> None:
    drawing = field_table([(f"Lĩnh vực {at}", *row) for at, row in enumerate(rows)], WIDTH)
    widest = max(max(row) for row in rows)
    colours = (charts.DEEP, charts.MIDDLE, charts.OPEN)
    drawn = [[bar.width for bar in bars(drawing, colour)] for colour in colours]
    longest = max((length for lengths in drawn for length in lengths), default=0.0)
    for place, lengths in enumerate(drawn):
        values = [row[place] for row in rows if row[place]]
        assert lengths == pytest.approx([max(v * longest / widest, 1.2) for v in values])
    bold = [s.text for s in strings(drawing) if s.fontName == Face.SANS_BOLD.value]
    sums = [dong_text(sum(row[place] for row in rows)) for place in range(3)]
    assert bold[1:] == ["Tổng số", *sums]


def test_pieces_of_a_table_of_fields_keep_one_scale() -> None:
    table = FieldTable((("A", 1000, 0, 0), ("B", 10, 0, 0)), WIDTH)
    whole = [bar.width for bar in bars(table.draw(0, 2), charts.DEEP)]
    second = [bar.width for bar in bars(table.draw(1, 2), charts.DEEP)]
    assert whole[1:] == second


def test_weekends_are_shaded_and_named_only_where_days_are_shown() -> None:
    month = course_chart(make_days(30), WIDTH)
    assert len(bars(month, SHADE)) == 9
    assert "Thứ Bảy, Chủ nhật" in words(month)
    monday = course_chart(make_days(5, SUNDAY + timedelta(1)), WIDTH)
    assert bars(monday, SHADE) == []
    assert "Thứ Bảy, Chủ nhật" not in words(monday)


def test_days_and_weeks_are_dated() -> None:
    dates = [f"{day:02}/11" for day in (1, 9, 16, 23, 30)]
    month = words(course_chart(make_days(30), WIDTH))
    assert sorted(said for said in month if "/11" in said) == dates
    weeks = words(course_chart(make_days(366), WIDTH))
    assert "(tuần đầu 1 ngày, tuần cuối 1 ngày)" in weeks
    assert {"01/11", "07/12", "04/01"} <= set(weeks)
    assert "11/2026" in words(course_chart(make_days(1096), WIDTH))


def test_few_days_carry_their_figures() -> None:
    said = words(course_chart(make_days(7), WIDTH))
    assert {str(day[1]) for day in make_days(7)} <= set(said)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (charts.DEEP, charts.MIDDLE),
        (charts.MIDDLE, charts.PALE),
        (charts.MIDDLE, charts.WARN),
        (charts.PALE, charts.WARN),
    ],
)
def test_neighbouring_colours_differ_in_grey(one: Any, other: Any) -> None:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 2


def test_marks_and_letters_stand_out_from_paper() -> None:
    for colour in (charts.DEEP, charts.MIDDLE, charts.OPEN, charts.WARN):
        assert 1.05 / (_luminance(colour) + 0.05) >= 3
    assert {s.fillColor for s in strings(period_charts(make_facts(), WIDTH))} == {charts.INK}
    assert (_luminance(SHADE) + 0.05) / (_luminance(charts.INK) + 0.05) >= 4.5


def _luminance(colour: Any) -> float:
    parts = (colour.red, colour.green, colour.blue)
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return float(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])


@pytest.mark.parametrize("fields", [0, 1, 6, 30])
def test_the_charts_of_a_day_use_letters_that_can_be_read(fields: int) -> None:
    drawing = charts.day_charts(samples.make_tally(fields), WIDTH)
    assert min(string.fontSize for string in strings(drawing)) >= 7.5
    assert all(text(said) == said for said in words(drawing))


def test_a_name_that_is_cut_shows_it_and_keeps_its_width() -> None:
    for most in (1, 2):
        lines = charts.short_lines("x" * 300, 100, most)
        assert len(lines) == most
        assert lines[-1].endswith("…")
        assert all(width_of(line, Face.SANS, charts.TEXT) <= 100 for line in lines)
    assert charts.short_lines("Hộ tịch", 100, 1) == ["Hộ tịch"]


def test_a_label_makes_any_words_printable() -> None:
    assert charts.label(HOSTILE, 0, 0).text == text(HOSTILE) != HOSTILE
