"""Two framed parts side by side that who gives and who takes fill in and sign by hand."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm

from tthc_desk.documents.fonts import Face
from tthc_desk.documents.lettering import Line, Run, Words, break_lines, few, text, width_of
from tthc_desk.documents.sheet import HAIRLINE, LEADING, Align, Sheet, plain

_PAD = 2.4 * mm
_NAME_LINES = 3
_FIELD_LINES = 3
_TICK_APART = 5 * mm


@dataclass(frozen=True, slots=True)
class Side:
    """One part.

    Args:
        title: who it is for.
        fields: (label, what is known); a line of dots to write on when nothing is known.
        question: stands before the boxes to tick.
        answers: words beside the boxes.
        hint: how it is signed.
        name: stands below the space for the hand; empty when it is not known.
    """

    title: str
    fields: tuple[tuple[str, str], ...]
    hint: str
    name: str = ""
    question: str = ""
    answers: tuple[str, ...] = ()


def draw_both_sides(sheet: Sheet, sides: Sequence[Side], *, space: float = 0.0) -> None:
    """Draw the parts in one frame, which stays whole.

    Args:
        space: height left for hand and seal.
    """
    size = sheet.points()
    width = sheet.width / len(sides)
    parts = [_Part(side, width - 2 * _PAD, size) for side in sides]
    hand = space or 4.2 * size
    height = max(part.height for part in parts) + hand + 2 * _PAD
    sheet.need(height)
    for number, part in enumerate(parts):
        x = sheet.left + number * width
        _frame(sheet, x, width, height)
        part.draw(sheet, x + _PAD, sheet.y - _PAD, height - 2 * _PAD)
    sheet.skip(height)


class _Part:
    """A side broken into lines."""

    def __init__(self, side: Side, width: float, size: float) -> None:
        self._side = side
        self._width = width
        self._size = size
        self._title = few(break_lines([Run(side.title, Face.BOLD)], size, width), _FIELD_LINES)
        self._fields = [line for label, known in side.fields for line in self._field(label, known)]
        self._name = few(break_lines([Run(side.name, Face.BOLD)], size, width), _NAME_LINES)

    @property
    def height(self) -> float:
        """Tell the height of all lines, without the space for the hand."""
        ticks = 1 + bool(self._side.answers) if self._side.question else 0
        return (self._lines + ticks + 1) * self._size * LEADING

    @property
    def _lines(self) -> int:
        return len(self._title) + len(self._fields) + len(self._name)

    def draw(self, sheet: Sheet, x: float, top: float, height: float) -> None:
        """Draw the lines from the top, the name at the foot."""
        step, foot = self._size * LEADING, top - height
        top -= sheet.block(self._title, x, top, self._width, self._size, Align.CENTER)
        top -= sheet.block(self._fields, x, top, self._width, self._size, Align.LEFT)
        if self._side.question:
            sheet.put(plain(self._side.question), x, top - self._size, 0.0, self._size, Align.LEFT)
            top -= step
            _ticks(sheet, self._side.answers, x, top - self._size)
            top -= step
        hint = plain(self._side.hint, Face.ITALIC)
        sheet.block([hint], x, top, self._width, sheet.points(-0.1), Align.CENTER)
        above = foot + len(self._name) * step
        sheet.block(self._name, x, above, self._width, self._size, Align.CENTER)

    def _field(self, label: str, known: str) -> list[Line]:
        words: list[Words] = [f"{label}: ", Run(known, Face.BOLD)]
        if not known:
            words = [f"{label}: {self._dots(label)}"]
        return few(break_lines(words, self._size, self._width), _FIELD_LINES)

    def _dots(self, label: str) -> str:
        room = self._width - width_of(text(f"{label}: "), Face.REGULAR, self._size)
        return "." * max(0, int(room / width_of(".", Face.REGULAR, self._size)))


def _frame(sheet: Sheet, x: float, width: float, height: float) -> None:
    sheet.canvas.setLineWidth(HAIRLINE)
    sheet.canvas.rect(x, sheet.y - height, width, height, stroke=1, fill=0)


def _ticks(sheet: Sheet, answers: Sequence[str], x: float, baseline: float) -> None:
    """Draw an empty box before every answer; the typefaces have none of this size."""
    size = sheet.points()
    edge = 0.85 * size
    for words in answers:
        sheet.canvas.setLineWidth(2 * HAIRLINE)
        sheet.canvas.rect(x, baseline - 0.1 * size, edge, edge, stroke=1, fill=0)
        x += edge + 0.4 * size
        line = plain(words)
        sheet.put(line, x, baseline, 0.0, size, Align.LEFT)
        x += width_of(line[0].words, Face.REGULAR, size) + _TICK_APART
