"""A stack of pages of one size on which a paper is composed from top to bottom."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from io import BytesIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from tthc_desk.documents.fonts import Face, load
from tthc_desk.documents.lettering import Line, Run, Words, break_lines, line_width, text

LEADING = 1.2
_LOOSEST = 0.3  # share of a line's width that is spread between its words
HAIRLINE = 0.5


class Align(Enum):
    """Where a line stands in its width."""

    LEFT = auto()
    CENTER = auto()
    RIGHT = auto()
    JUSTIFY = auto()


@dataclass(frozen=True, slots=True)
class Frame:
    """A page size with margins and the size of its body type, all in points.

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, for the proportions.
    """

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    size: float = 11.0


A4 = Frame(210 * mm, 297 * mm, 30 * mm, 20 * mm, 18 * mm, 18 * mm)
A4_TABLE = Frame(210 * mm, 297 * mm, 25 * mm, 15 * mm, 18 * mm, 18 * mm)
A4_LANDSCAPE = Frame(297 * mm, 210 * mm, 20 * mm, 12.7 * mm, 15 * mm, 15 * mm, 10.5)
A5 = Frame(148.5 * mm, 210 * mm, 13 * mm, 10 * mm, 9 * mm, 9 * mm, 9.0)


@dataclass(frozen=True, slots=True)
class Page:
    """A composed page, drawn by its name as often as needed.

    Args:
        label_at: middle of the line that names the copy (liên), if this page has it.
    """

    name: str
    label_at: tuple[float, float] | None


def open_canvas(width: float, height: float) -> Canvas:
    """Begin a PDF in memory, in Vietnamese, that holds no typeface but ours and no time of now."""
    load(Face.REGULAR)
    return Canvas(
        BytesIO(),
        pagesize=(width, height),
        invariant=1,
        initialFontName=Face.REGULAR.value,  # type: ignore[arg-type]
        pdfVersion=(1, 4),
        lang="vi-VN",
    )


def close_canvas(canvas: Canvas) -> bytes:
    """End a PDF and return it."""
    data: bytes = canvas.getpdfdata()  # type: ignore[no-untyped-call]
    return data


class Sheet:
    """Keeps the place of the next line; every page is a form of the PDF, drawn again per copy."""

    def __init__(self, canvas: Canvas, frame: Frame) -> None:
        self.canvas = canvas
        self.frame = frame
        self.left = frame.left
        self.width = frame.width - frame.left - frame.right
        self.right = self.left + self.width
        self.y = 0.0
        self._pages: list[Page] = []
        self._label_at: tuple[float, float] | None = None
        self._open()

    @property
    def room(self) -> float:
        """Height that is left on this page."""
        return self.y - self.frame.bottom

    @property
    def full_room(self) -> float:
        """Height of an empty page."""
        return self.frame.height - self.frame.top - self.frame.bottom

    def points(self, relative: float = 0.0) -> float:
        """Give the body size of this frame, larger or smaller by a share of it."""
        return self.frame.size * (1 + relative)

    def need(self, height: float) -> bool:
        """Turn the page unless a height fits; never leaves a page empty."""
        if height <= self.room or self.room >= self.full_room:
            return False
        self.turn()
        return True

    def turn(self) -> None:
        """Begin the next page."""
        self._close()
        self._open()

    def finish(self) -> tuple[Page, ...]:
        """End the last page and list all."""
        self._close()
        return tuple(self._pages)

    def reserve_label(self) -> None:
        """Keep a line for the name of the copy, which differs from copy to copy."""
        self._label_at = (self.left + self.width / 2, self.y - self.points())
        self.skip(self.points() * LEADING)

    @property
    def used(self) -> float:
        """Share of the last page that is written on."""
        return 1 - self.room / self.full_room

    def skip(self, height: float) -> None:
        """Leave a height empty."""
        self.y -= height

    def write(
        self,
        *words: Words,
        size: float = 0.0,
        align: Align = Align.LEFT,
        indent: float = 0.0,
        first: float = 0.0,
        after: float = 0.0,
    ) -> None:
        """Write a paragraph over the whole width, turning pages as needed.

        Args:
            indent: of every line.
            first: of the first line, beyond the others.
        """
        size = size or self.points()
        width = self.width - indent
        lines = break_lines(words, size, width, first)
        for number, line in enumerate(lines, 1):
            self.need(size * LEADING)
            last = number == len(lines) and align is Align.JUSTIFY
            put = Align.LEFT if last else align
            x = self.left + indent + first
            self.put(line, x, self.y - size, width - first, size, put)
            first = 0.0
            self.skip(size * LEADING)
        self.skip(after)

    def block(
        self, lines: Sequence[Line], x: float, top: float, width: float, size: float, align: Align
    ) -> float:
        """Draw broken lines at a fixed place; return the height they take."""
        for number, line in enumerate(lines):
            self.put(line, x, top - size - number * size * LEADING, width, size, align)
        return len(lines) * size * LEADING

    def put(
        self, line: Line, x: float, baseline: float, width: float, size: float, align: Align
    ) -> None:
        """Draw one line."""
        if not line:
            return
        spare = width - line_width(line, size) if align is not Align.LEFT else 0.0
        shift = {Align.CENTER: spare / 2, Align.RIGHT: spare}.get(align, 0.0)
        drawing = self.canvas.beginText(x + shift, baseline)
        if align is Align.JUSTIFY and spare < _LOOSEST * width:
            gaps = "".join(run.words for run in line).rstrip(" ").count(" ")
            drawing.setWordSpace(spare / gaps if gaps else 0.0)
        for run in line:
            load(run.face)
            drawing.setFont(run.face.value, size)
            drawing.textOut(run.words)
        if align is Align.JUSTIFY:
            drawing.setWordSpace(0)
        self.canvas.drawText(drawing)

    def mark(self, words: str, x: float, baseline: float, size: float, face: Face) -> None:
        """Draw a short text centred on a point."""
        mark(self.canvas, words, (x, baseline), size, face)

    def rule(self, x: float, y: float, width: float) -> None:
        """Draw a thin horizontal line."""
        self.canvas.setLineWidth(HAIRLINE)
        self.canvas.line(x, y, x + width, y)

    def _open(self) -> None:
        frame = self.frame
        name = f"page-{len(self._pages) + 1}"
        self.canvas.beginForm(name, 0, 0, frame.width, frame.height)
        self.y = frame.height - frame.top

    def _close(self) -> None:
        self.canvas.endForm()
        self._pages.append(Page(f"page-{len(self._pages) + 1}", self._label_at))
        self._label_at = None


def mark(
    canvas: Canvas, words: str, at: tuple[float, float], size: float, face: Face = Face.REGULAR
) -> None:
    """Draw a short text centred on a point, on a page or in a form."""
    load(face)
    canvas.setFont(face.value, size)
    canvas.drawCentredString(*at, text(words))


def mark_from(
    canvas: Canvas, words: str, at: tuple[float, float], size: float, face: Face = Face.REGULAR
) -> None:
    """Draw a short text that begins at a point, on a page or in a form."""
    load(face)
    canvas.setFont(face.value, size)
    canvas.drawString(*at, text(words))


def plain(words: str, face: Face = Face.REGULAR) -> list[Run]:
    """Make the one line of a text that is known to fit."""
    return [Run(text(words), face)]
