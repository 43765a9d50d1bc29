"""Two framed parts side by side that who gives and who takes fill in and sign by hand."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm

from tthc_desk.documents.fonts import Face
from tthc_desk.documents.lettering import Line, Run, Words, break_lines, few, text, width_of
from tthc_desk.documents.sheet import HAIRLINE, LEADING, Align, Sheet, plain

BLANK = Run("..... giờ ....., ngày ..... / ..... / .........")
"""A moment to fill in."""
_PAD = 2.4 * mm
_NAME_LINES = 3
_BOX = 0.85  # of the size
_FIELD_LINES = 3
_TICK_APART = 4 * mm
_LOOSE = 1.3  # more than print needs: a hand writes between the lines


@dataclass(frozen=True, slots=True)
class Side:
    """One part.

    Args:
        title: who it is for.
        fields: (label, what is known); a line of dots to write on when nothing is known, a run
            that says itself what to fill in.
        question: stands before the boxes to tick.
        answers: words beside the boxes.
        hint: how it is signed.
        name: stands below the space for the hand; empty when it is not known.
    """

    title: str
    fields: tuple[tuple[str, Words], ...]
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
        part.draw(sheet, x + _PAD, sheet.y - _PAD, height - 2 * _PAD)
    _frame(sheet, len(sides), height)
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
        printed = len(self._title) + len(self._name) + 1
        return (printed + (len(self._fields) + ticks) * _LOOSE) * self._size * LEADING

    def draw(self, sheet: Sheet, x: float, top: float, height: float) -> None:
        """Draw the lines from the top, the name at the foot."""
        step, foot = self._size * LEADING, top - height
        top -= sheet.block(self._title, x, top, self._width, self._size, Align.CENTER)
        for line in self._fields:
            sheet.put(line, x, top - _LOOSE * self._size, 0.0, self._size, Align.LEFT)
            top -= _LOOSE * step
        if self._side.question:
            top = self._ask(sheet, x, top)
        top -= 0.3 * step
        hint = plain(self._side.hint, Face.ITALIC)
        sheet.block([hint], x, top, self._width, sheet.points(-0.1), Align.CENTER)
        above = foot + len(self._name) * step
        sheet.block(self._name, x, above, self._width, self._size, Align.CENTER)

    def _ask(self, sheet: Sheet, x: float, top: float) -> float:
        """Draw the question and its boxes on one line if they fit; tell where they end."""
        size, asked = self._size, plain(self._side.question)
        wide = width_of(asked[0].words, Face.REGULAR, size) + 0.6 * _TICK_APART
        sheet.put(asked, x, top - _LOOSE * size, 0.0, size, Align.LEFT)
        if wide + _ticks_width(self._side.answers, size) > self._width:
            wide, top = 0.0, top - _LOOSE * size * LEADING
        _ticks(sheet, self._side.answers, x + wide, top - _LOOSE * size)
        return top - _LOOSE * size * LEADING

    def _field(self, label: str, known: Words) -> list[Line]:
        value = known if isinstance(known, Run) else Run(known or self._dots(label), _face(known))
        words: list[Words] = [f"{label}: ", value]
        return few(break_lines(words, self._size, self._width), _FIELD_LINES)

    def _dots(self, label: str) -> str:
        room = self._width - width_of(text(f"{label}: "), Face.REGULAR, self._size)
        return "." * max(0, int(room / width_of(".", Face.REGULAR, self._size)))


def _frame(sheet: Sheet, parts: int, height: float) -> None:
    canvas, foot = sheet.canvas, sheet.y - height
    canvas.setLineWidth(HAIRLINE)
    canvas.rect(sheet.left, foot, sheet.width, height, stroke=1, fill=0)
    for number in range(1, parts):
        x = sheet.left + number * sheet.width / parts
        canvas.line(x, sheet.y, x, foot)


def _ticks(sheet: Sheet, answers: Sequence[str], x: float, baseline: float) -> None:
    """Draw an empty box before every answer; the typefaces have none of this size."""
    size = sheet.points()
    edge = _BOX * size
    sheet.canvas.setLineWidth(2 * HAIRLINE)
    for words in answers:
        sheet.canvas.rect(x, baseline - 0.1 * size, edge, edge, stroke=1, fill=0)
        sheet.put(plain(words), x + 1.5 * edge, baseline, 0.0, size, Align.LEFT)
        x += _ticks_width((words,), size) + _TICK_APART


def _ticks_width(answers: Sequence[str], size: float) -> float:
    words = sum(width_of(text(words), Face.REGULAR, size) for words in answers)
    return words + 1.5 * _BOX * size * len(answers) + _TICK_APART * (len(answers) - 1)


def _face(known: Words) -> Face:
    return Face.BOLD if known else Face.REGULAR
