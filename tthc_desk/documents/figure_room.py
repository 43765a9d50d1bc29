"""Gives figures the room they need: a number broken over two lines is read as two numbers."""

from collections.abc import Mapping
from dataclasses import replace

from tthc_desk.documents.fonts import Face
from tthc_desk.documents.lettering import width_of
from tthc_desk.documents.list_grid import SIDE
from tthc_desk.documents.sheet import A4_LANDSCAPE
from tthc_desk.documents.table import Kind, Listing, Table
from tthc_desk.domain.money import dong_text

_FIGURES = frozenset({Kind.COUNT, Kind.DONG})
_MILLIMETRES = 1.75  # of a bold digit, as the widths of columns are meant
_SIDES = 5.0
_SIZES = (-0.2, -0.24, -0.28, -0.32)  # beside the body; smaller is read by nobody


def with_room(listing: Listing) -> Listing:
    """Widen the columns of a workbook where a figure needs it."""
    return replace(listing, tables=tuple(map(_widened, listing.tables)))


def fitted(listing: Listing) -> Listing:
    """Set the tables of a paper as large as their figures allow, on A4 across."""
    longest = [_longest(table) for table in listing.tables]
    tables = list(zip(listing.tables, longest, strict=True))
    fitting = (size for size in _SIZES if all(_fits(table, found, size) for table, found in tables))
    return replace(listing, table_size=next(fitting, _SIZES[-1]))


def _widened(table: Table) -> Table:
    longest = _longest(table)
    columns = (
        replace(column, width=max(column.width, _SIDES + _MILLIMETRES * len(longest.get(at, ""))))
        for at, column in enumerate(table.columns)
    )
    return replace(table, columns=tuple(columns))


def _longest(table: Table) -> dict[int, str]:
    """Give column → its longest figure, as written."""
    figures = [at for at, column in enumerate(table.columns) if column.kind in _FIGURES]
    lines = [row for row in table.all_rows() if row.span == 1]
    columns = ((at, [c for row in lines if isinstance(c := row.cells[at], int)]) for at in figures)
    return {at: dong_text(max(column, key=_length)) for at, column in columns if column}


def _length(figure: int) -> int:
    """Order figures by their length: a sign is as long as a digit."""
    return figure if figure >= 0 else -10 * figure


def _fits(table: Table, longest: Mapping[int, str], relative: float) -> bool:
    frame = A4_LANDSCAPE
    size = frame.size * (1 + relative)
    width = frame.width - frame.left - frame.right
    unit = width / sum(column.width for column in table.columns)
    return all(
        width_of(figure, Face.BOLD, size) + 2 * SIDE * size <= table.columns[at].width * unit
        for at, figure in longest.items()
    )
