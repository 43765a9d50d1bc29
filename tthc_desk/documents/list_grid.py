"""Draws the table of a list: a heading of several levels, again on every page, and its rows."""

from collections.abc import Sequence

from tthc_desk.documents.fonts import Face
from tthc_desk.documents.lettering import Line, Run, break_lines
from tthc_desk.documents.sheet import HAIRLINE, LEADING, Align, Sheet
from tthc_desk.documents.table import (
    Column,
    HeadCell,
    Kind,
    Rank,
    Row,
    cell_words,
    head_cells,
    head_depth,
)

_ALIGN = {
    Kind.TEXT: Align.LEFT,
    Kind.CODE: Align.CENTER,
    Kind.SERIAL: Align.CENTER,
    Kind.SETS: Align.CENTER,
    Kind.COUNT: Align.RIGHT,
    Kind.DONG: Align.RIGHT,
    Kind.DAY: Align.CENTER,
    Kind.MOMENT: Align.CENTER,
}
_BAND_GREY = 0.94
SIDE = 0.36
"""Room at either side of a cell, by the size of its type."""


class ListGrid:
    """Draws rows over the whole width of a sheet."""

    def __init__(
        self, sheet: Sheet, columns: Sequence[Column], numbers: Sequence[str], size: float
    ) -> None:
        self._sheet = sheet
        self._columns = columns
        self._size = size
        self._leading = size * LEADING
        self._pad = size * 0.24
        self._side = size * SIDE
        unit = sheet.width / sum(column.width for column in columns)
        self._edges = [sheet.left]
        for column in columns:
            self._edges.append(self._edges[-1] + column.width * unit)
        self._aligns = [_ALIGN[column.kind] for column in columns]
        self._numbers = [
            self._lines(words, at, at, Face.ITALIC) for at, words in enumerate(numbers)
        ]
        self._head = [(cell, self._head_lines(cell)) for cell in head_cells(columns)]
        self._levels = self._level_heights()
        self._bare = True
        sheet.need(self._heading_height() + 3 * self._leading)
        self._heading()

    def row(self, row: Row) -> None:
        """Draw one row, on the next page if it fits only there.

        It is split when it fits on no page, or when a heading would be left alone.
        """
        cells = self._cells(row)
        height = self._height(cells)
        fits_a_page = height <= self._sheet.full_room - self._heading_height()
        needed = height + row.keep * (self._leading + 2 * self._pad)
        turning = fits_a_page and not self._bare
        if needed > self._sheet.room and (turning or self._fitting_lines() < 2):
            self._next_page()
        while self._height(cells) > self._sheet.room:
            count = max(1, self._fitting_lines())
            self._draw(row, [cell[:count] for cell in cells], top_aligned=True)
            cells = [cell[count:] for cell in cells]
            self._next_page()
        self._draw(row, cells)

    def _cells(self, row: Row) -> list[list[Line]]:
        face = Face.REGULAR if row.rank is Rank.LINE else Face.BOLD
        cells = [self._lines(cell_words(Kind.TEXT, row.cells[0]), 0, row.span - 1, face)]
        if row.span == 1:
            cells = [self._lines(cell_words(self._columns[0].kind, row.cells[0]), 0, 0, face)]
        for at, cell in enumerate(row.cells[1:], row.span):
            cells.append(self._lines(cell_words(self._columns[at].kind, cell), at, at, face))
        return cells

    def _lines(self, words: str, first: int, last: int, face: Face) -> list[Line]:
        width = self._edges[last + 1] - self._edges[first] - 2 * self._side
        return break_lines([Run(words, face)], self._size, width)

    def _height(self, cells: Sequence[Sequence[Line]]) -> float:
        return max(map(len, cells)) * self._leading + 2 * self._pad

    def _fitting_lines(self) -> int:
        return int((self._sheet.room - 2 * self._pad) / self._leading)

    def _next_page(self) -> None:
        self._sheet.turn()
        self._heading()

    def _draw(self, row: Row, cells: list[list[Line]], *, top_aligned: bool = False) -> None:
        height = self._height(cells)
        edges = [self._edges[0], *self._edges[row.span :]]
        aligns = self._row_aligns(row)
        if row.rank is Rank.BAND:
            self._shade(height)
        for at, cell in enumerate(cells):
            slack = 0.0 if top_aligned else height - 2 * self._pad - len(cell) * self._leading
            top = self._sheet.y - self._pad - slack / 2
            self._fill(cell, edges[at], edges[at + 1], top, aligns[at])
        self._rule(edges, height)
        self._bare = self._bare and row.rank is Rank.BAND

    def _row_aligns(self, row: Row) -> list[Align]:
        if row.span == 1:
            return self._aligns
        whole = row.span == len(self._columns) and row.rank is Rank.LINE
        return [Align.CENTER if whole else Align.LEFT, *self._aligns[row.span :]]

    def _fill(self, cell: list[Line], left: float, right: float, top: float, align: Align) -> None:
        width = right - left - 2 * self._side
        self._sheet.block(cell, left + self._side, top, width, self._size, align)

    def _shade(self, height: float) -> None:
        canvas, width = self._sheet.canvas, self._edges[-1] - self._edges[0]
        canvas.setFillGray(_BAND_GREY)
        canvas.rect(self._edges[0], self._sheet.y - height, width, height, stroke=0, fill=1)
        canvas.setFillGray(0)

    def _rule(self, edges: Sequence[float], height: float) -> None:
        """Rule the verticals and the foot of a row, and go below it."""
        top, foot = self._sheet.y, self._sheet.y - height
        canvas = self._sheet.canvas
        canvas.setLineWidth(HAIRLINE)
        canvas.lines([*((x, top, x, foot) for x in edges), (edges[0], foot, edges[-1], foot)])
        self._sheet.y = foot

    def _head_lines(self, cell: HeadCell) -> list[Line]:
        return self._lines(cell.words, cell.first, cell.last, Face.BOLD)

    def _level_heights(self) -> list[float]:
        """Give each level the height of its cells; what a high cell still lacks, to its last."""
        heights = [0.0] * head_depth(self._columns)
        for cell, lines in sorted(self._head, key=lambda pair: pair[0].foot - pair[0].top):
            needed = self._height([lines])
            lacking = needed - sum(heights[cell.top : cell.foot + 1])
            heights[cell.foot] += max(0.0, lacking)
        return heights

    def _heading_height(self) -> float:
        numbers = self._height(self._numbers) if self._numbers else 0.0
        return sum(self._levels) + numbers

    def _heading(self) -> None:
        self._bare = True
        sheet, top = self._sheet, self._sheet.y
        sheet.rule(self._edges[0], top, self._edges[-1] - self._edges[0])
        for cell, lines in self._head:
            self._head_cell(cell, lines, top)
        sheet.y = top - sum(self._levels)
        if self._numbers:
            for at, lines in enumerate(self._numbers):
                x, beyond = self._edges[at], self._edges[at + 1]
                self._fill(lines, x, beyond, sheet.y - self._pad, Align.CENTER)
            self._rule(self._edges, self._height(self._numbers))

    def _head_cell(self, cell: HeadCell, lines: list[Line], top: float) -> None:
        upper = top - sum(self._levels[: cell.top])
        height = sum(self._levels[cell.top : cell.foot + 1])
        left, right = self._edges[cell.first], self._edges[cell.last + 1]
        slack = (height - len(lines) * self._leading) / 2
        self._fill(lines, left, right, upper - slack, Align.CENTER)
        foot = upper - height
        sides = [(left, upper, left, foot), (right, upper, right, foot)]
        self._sheet.canvas.setLineWidth(HAIRLINE)
        self._sheet.canvas.lines([*sides, (left, foot, right, foot)])
