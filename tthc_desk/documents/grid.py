"""Ruled tables whose heading is repeated on every page and whose rows may cross pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from tthc_desk.documents.fonts import Face
from tthc_desk.documents.lettering import Line, Run, Words, break_lines, few
from tthc_desk.documents.sheet import HAIRLINE, LEADING, Align, Sheet

_TITLE_LINES = 8


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Args:
        share: its width beside those of the other columns.
        group: heading that stands once over neighbouring columns of the same group.
    """

    title: str
    share: float
    align: Align = Align.LEFT
    group: str = ""


class Grid:
    """Draws rows under a heading over the whole width of a sheet; no rows, no heading.

    Args:
        intro: words above the heading that never stand on a page without it; a run is a title
            and stands in the middle.
    """

    def __init__(
        self, sheet: Sheet, columns: Sequence[Column], size: float = 0.0, intro: Words = ""
    ) -> None:
        self._sheet = sheet
        self._intro = intro
        self._columns = columns
        self._size = size or sheet.points()
        self._leading = self._size * LEADING
        self._pad = self._size * 0.24
        self._side = self._size * 0.36
        unit = sheet.width / sum(column.share for column in columns)
        self._widths = [column.share * unit for column in columns]
        self._edges = [sheet.left]
        for width in self._widths:
            self._edges.append(self._edges[-1] + width)
        self._titles = [
            few(self._lines(column.title, at, Face.BOLD), _TITLE_LINES)
            for at, column in enumerate(columns)
        ]
        self._begun = False

    def row(self, values: Sequence[str], *, face: Face = Face.REGULAR) -> None:
        """Draw one row, on the next page if it fits only there, split if it fits on none."""
        cells = [self._lines(value, at, face) for at, value in enumerate(values)]
        height = self._height(cells)
        self._begin(height)
        fits_a_page = height <= self._sheet.full_room - self._heading_height()
        if height > self._sheet.room and (fits_a_page or self._fitting_lines() < 2):
            self._next_page()
        while self._height(cells) > self._sheet.room:
            count = max(1, self._fitting_lines())
            self._draw_row([cell[:count] for cell in cells], top_aligned=True)
            cells = [cell[count:] for cell in cells]
            self._next_page()
        self._draw_row(cells)

    def _begin(self, height: float) -> None:
        """Draw the heading above the first row, on the page where that row has room."""
        if self._begun:
            return
        self._begun = True
        above = self._heading_height() + (2 * self._sheet.points() if self._intro else 0.0)
        fits_a_page = height <= self._sheet.full_room - above
        self._sheet.need(above + (height if fits_a_page else 2 * self._leading))
        if self._intro:
            align = Align.LEFT if isinstance(self._intro, str) else Align.CENTER
            self._sheet.write(self._intro, align=align, after=self._sheet.points() * 0.3)
        self._heading()

    def _next_page(self) -> None:
        self._sheet.turn()
        self._heading()

    def _fitting_lines(self) -> int:
        return int((self._sheet.room - 2 * self._pad) / self._leading)

    def _lines(self, value: str, at: int, face: Face) -> list[Line]:
        return break_lines([Run(value, face)], self._size, self._widths[at] - 2 * self._side)

    def _height(self, cells: Sequence[Sequence[Line]]) -> float:
        return max(map(len, cells)) * self._leading + 2 * self._pad

    def _draw_row(self, cells: Sequence[Sequence[Line]], *, top_aligned: bool = False) -> None:
        height = self._height(cells)
        for at, cell in enumerate(cells):
            slack = 0.0 if top_aligned else height - 2 * self._pad - len(cell) * self._leading
            top = self._sheet.y - self._pad - slack / 2
            self._fill(cell, at, top, self._columns[at].align)
        self._box(range(len(self._edges)), height)

    def _fill(self, cell: Sequence[Line], at: int, top: float, align: Align) -> None:
        x = self._edges[at] + self._side
        self._sheet.block(cell, x, top, self._widths[at] - 2 * self._side, self._size, align)

    def _box(self, edges: Sequence[int], height: float) -> None:
        """Rule the verticals and the foot of a row, and go below it."""
        top, foot = self._sheet.y, self._sheet.y - height
        canvas = self._sheet.canvas
        canvas.setLineWidth(HAIRLINE)
        verticals = [(self._edges[at], top, self._edges[at], foot) for at in edges]
        canvas.lines([*verticals, (self._edges[0], foot, self._edges[-1], foot)])
        self._sheet.y = foot

    def _heading_height(self) -> float:
        return self._group_height() + self._height(self._titles)

    def _group_height(self) -> float:
        grouped = any(column.group for column in self._columns)
        return self._leading + 2 * self._pad if grouped else 0.0

    def _heading(self) -> None:
        sheet, upper = self._sheet, self._group_height()
        sheet.rule(self._edges[0], sheet.y, self._edges[-1] - self._edges[0])
        top, whole = sheet.y, self._heading_height()
        for at, title in enumerate(self._titles):
            grouped = bool(self._columns[at].group)
            height = whole - upper if grouped else whole
            slack = height - len(title) * self._leading
            self._fill(title, at, top - (upper if grouped else 0.0) - slack / 2, Align.CENTER)
        if upper:
            self._groups(top, upper)
        self._verticals_below_groups(top, upper)
        self._box([], whole)

    def _groups(self, top: float, height: float) -> None:
        """Write each group's heading over its columns and rule it off."""
        for first, last in _spans(self._columns):
            x, width = self._edges[first], self._edges[last + 1] - self._edges[first]
            lines = break_lines([Run(self._columns[first].group, Face.BOLD)], self._size, width)
            self._sheet.block(lines[:1], x, top - self._pad, width, self._size, Align.CENTER)
            self._sheet.rule(x, top - height, width)

    def _verticals_below_groups(self, top: float, height: float) -> None:
        inner = {at for first, last in _spans(self._columns) for at in range(first + 1, last + 1)}
        foot = top - self._heading_height()
        for at, x in enumerate(self._edges):
            self._sheet.canvas.line(x, top - (height if at in inner else 0.0), x, foot)


def _spans(columns: Sequence[Column]) -> list[tuple[int, int]]:
    """List first and last index of each run of columns with the same group heading."""
    spans: list[tuple[int, int]] = []
    for at, column in enumerate(columns):
        if not column.group:
            continue
        if spans and spans[-1][1] == at - 1 and columns[at - 1].group == column.group:
            spans[-1] = (spans[-1][0], at)
        else:
            spans.append((at, at))
    return spans
