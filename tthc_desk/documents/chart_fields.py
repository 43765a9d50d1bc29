"""Dossiers by field: a table whose cells are a figure and its bar, all on one scale."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.graphics.shapes import Drawing, Line
from reportlab.lib.colors import Color

from tthc_desk.documents.chart_axes import rule
from tthc_desk.documents.charts import (
    DEEP,
    MIDDLE,
    NOTHING,
    OPEN,
    QUIET,
    RULE,
    TEXT,
    TITLE,
    box,
    label,
    seen,
    short_lines,
)
from tthc_desk.documents.fonts import Face
from tthc_desk.documents.lettering import width_of
from tthc_desk.domain.money import dong_text

FieldLine = tuple[str, int, int, int]

_COLUMNS: tuple[tuple[str, Color], ...] = (
    ("Tiếp nhận", DEEP),
    ("Có kết quả", MIDDLE),
    ("Đang giải quyết", OPEN),
)
_HEAD = TITLE * 1.8
_LEADING = 1.22 * TEXT
_PAD = 4.2
_NAMES = 0.36
_GAP = 10.0
_BAR = 7.0


@dataclass(frozen=True, slots=True)
class _Row:
    """A field as it is drawn."""

    lines: tuple[str, ...]
    figures: tuple[int, ...]

    @property
    def height(self) -> float:
        return len(self.lines) * _LEADING + _PAD


class FieldTable:
    """Lays the fields of a period out once, and draws as many of them as a page takes."""

    def __init__(self, fields: Sequence[FieldLine], width: float) -> None:
        self._width = width
        names = width * _NAMES
        self._rows = [
            _Row(tuple(short_lines(line[0], names - 6, 2)), (line[1], line[2], line[3]))
            for line in fields
        ]
        sums = tuple(map(sum, zip(*(row.figures for row in self._rows), strict=True)))
        self._total = _Row(("Tổng số",), sums or (0, 0, 0))
        most = max((figure for row in self._rows for figure in row.figures), default=0)
        self._figure = width_of(dong_text(max(self._total.figures)), Face.SANS_BOLD, TEXT)
        self._column = (width - names) / len(_COLUMNS)
        self._unit = (self._column - self._figure - _GAP - 4) / max(1, most)

    @property
    def count(self) -> int:
        """Tell how many fields there are."""
        return len(self._rows)

    def fitting(self, start: int, room: float) -> int:
        """Tell which row is the first, from a start, that a height has no room for."""
        room -= _HEAD + self._total.height
        for at in range(start, self.count):
            room -= self._rows[at].height
            if room < 0:
                return at
        return self.count

    def draw(self, start: int, end: int) -> Drawing:
        """Draw some fields under the heading; the sums of all stand under the last one."""
        rows = self._rows[start:end]
        ends = end >= self.count and self.count > 0
        below = self._total.height if ends else 0.0 if rows else 2 * TEXT
        chart = Drawing(self._width, _HEAD + sum(row.height for row in rows) + below)
        y = self._head(chart, going_on=start > 0)
        for row in rows:
            self._row(chart, row, y)
            y -= row.height
            chart.add(rule(0, y, self._width, RULE))
        if ends:
            self._row(chart, self._total, y, sums=True)
        elif not rows:
            chart.add(label(NOTHING, 0, y - 1.4 * TEXT))
        return chart

    def _head(self, chart: Drawing, *, going_on: bool) -> float:
        """Write title and names of the columns; tell where the rows begin."""
        top = chart.height - TITLE
        title = "Hồ sơ theo lĩnh vực" + (" (tiếp theo)" if going_on else "")
        chart.add(label(title, 0, top, TITLE, Face.SANS_BOLD))
        y = chart.height - _HEAD
        for at, (name, _) in enumerate(_COLUMNS):
            chart.add(label(name, self._zero(at), top))
        chart.add(rule(0, y, self._width, QUIET))
        return y

    def _row(self, chart: Drawing, row: _Row, top: float, *, sums: bool = False) -> None:
        face = Face.SANS_BOLD if sums else Face.SANS
        first = top - _PAD / 2 - TEXT * 0.94
        for at, words in enumerate(row.lines):
            chart.add(label(words, 0, first - at * _LEADING, TEXT, face))
        middle = top - row.height / 2
        for at, figure in enumerate(row.figures):
            zero = self._zero(at)
            words = dong_text(figure)
            chart.add(label(words, zero - 4, middle - TEXT * 0.36, TEXT, face, "end"))
            if sums:
                continue
            chart.add(Line(zero, top, zero, top - row.height, strokeColor=QUIET, strokeWidth=0.5))
            if figure > 0:
                length = seen(figure * self._unit)
                chart.add(box(zero, middle - _BAR / 2, length, _BAR, _COLUMNS[at][1]))

    def _zero(self, column: int) -> float:
        """Tell where the bars of a column begin; their figures end before it."""
        return self._width * _NAMES + column * self._column + self._figure + 4


def field_table(fields: Sequence[FieldLine], width: float) -> Drawing:
    """Draw all fields of a period at once."""
    return FieldTable(fields, width).draw(0, len(fields))
