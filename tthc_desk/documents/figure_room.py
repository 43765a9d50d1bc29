"""Makes the columns of a workbook as wide as their longest figure: a cell breaks none."""

from collections import defaultdict
from dataclasses import replace

from tthc_desk.documents.table import Kind, Listing, Table
from tthc_desk.domain.money import dong_text

_FIGURES = frozenset({Kind.COUNT, Kind.DONG})
_MILLIMETRES = 1.75  # of a bold digit, as the widths of columns are meant
_SIDES = 5.0


def with_room(listing: Listing) -> Listing:
    """Widen the columns of counts and money where a figure needs it."""
    return replace(listing, tables=tuple(map(_widened, listing.tables)))


def _widened(table: Table) -> Table:
    longest: dict[int, int] = defaultdict(int)
    for row in table.all_rows():
        for at, cell in enumerate(row.cells[1:], row.span):
            if isinstance(cell, int) and table.columns[at].kind in _FIGURES:
                longest[at] = max(longest[at], len(dong_text(cell)))
    columns = (
        replace(column, width=max(column.width, _SIDES + _MILLIMETRES * longest[at]))
        for at, column in enumerate(table.columns)
    )
    return replace(table, columns=tuple(columns))
