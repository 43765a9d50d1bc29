"""The register's cells written by hand: on a bare canvas, and with a bare writer of workbooks."""

from collections.abc import Sequence
from io import BytesIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from xlsxwriter import Workbook

from tests.bench.bare_receipt import REGULAR
from tthc_desk.documents.lettering import Run, break_lines
from tthc_desk.documents.register import COLUMNS, register_listing
from tthc_desk.documents.table import Kind, Row, cell_words
from tthc_desk.usecases.report_facts import RegisterFacts

SIZE = 7.56
_WIDTH, _HEIGHT = 297 * mm, 210 * mm
_LEFT, _TOP, _FOOT = 20 * mm, 195 * mm, 15 * mm
_LEADING = SIZE * 1.2
_EDGES = [_LEFT + sum(column.width for column in COLUMNS[:at]) * mm for at in range(16)]

BrokenRow = list[list[str]]


def broken_rows(facts: RegisterFacts) -> list[BrokenRow]:
    """Break the cells into lines; the bare canvas gets them ready-made."""
    return [_broken(row) for row in _rows(facts)]


def draw(rows: Sequence[BrokenRow]) -> bytes:
    """Draw ready-made lines at fixed places and rule them; no measuring."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(_WIDTH, _HEIGHT), invariant=1)
    y = _begin(canvas)
    for row in rows:
        height = max(map(len, row)) * _LEADING + 4
        if y - height < _FOOT:
            canvas.showPage()
            y = _begin(canvas)
        for at, lines in enumerate(row):
            for number, words in enumerate(lines, 1):
                canvas.drawString(_EDGES[at] + 2, y - 1 - number * _LEADING, words)
        canvas.lines([(x, y, x, y - height) for x in _EDGES])
        y -= height
        canvas.line(_EDGES[0], y, _EDGES[-1], y)
    canvas.save()
    return buffer.getvalue()


def write(facts: RegisterFacts) -> bytes:
    """Write the same cells with the same kinds of values into one sheet."""
    file = BytesIO()
    book = Workbook(file, {"in_memory": True})
    page = book.add_worksheet()
    text = book.add_format({"border": 1, "text_wrap": True})
    day = book.add_format({"border": 1, "num_format": "dd/mm/yyyy"})
    for at, column in enumerate(COLUMNS):
        page.write_string(0, at, column.title, text)
    for number, row in enumerate(_rows(facts), 1):
        for at, cell in enumerate(row.cells):
            if cell is None or cell == "":
                page.write_blank(number, at, None, text)
            elif isinstance(cell, int):
                page.write_number(number, at, cell, text)
            elif isinstance(cell, str):
                page.write_string(number, at, cell, text)
            else:
                page.write_datetime(number, at, cell, day)
    book.close()
    return file.getvalue()


def _rows(facts: RegisterFacts) -> list[Row]:
    return list(register_listing(facts).tables[0].rows())


def _begin(canvas: Canvas) -> float:
    canvas.setFont(REGULAR, SIZE)
    for at, column in enumerate(COLUMNS):
        canvas.drawString(_EDGES[at] + 2, _TOP - _LEADING, column.title)
    return _TOP - 4 * _LEADING


def _broken(row: Row) -> BrokenRow:
    cells = zip(COLUMNS, row.cells, strict=True)
    return [_lines(column.kind, column.width, cell) for column, cell in cells]


def _lines(kind: Kind, width: float, cell: object) -> list[str]:
    words = cell_words(kind, cell)  # type: ignore[arg-type]
    lines = break_lines([Run(words)], SIZE, width * mm - 5.4)
    return ["".join(run.words for run in line) for line in lines]
