"""Writes a list as an XLSX file: one sheet per table, real numbers and days, no formula."""

import re
from collections.abc import Sequence
from copy import deepcopy
from io import BytesIO

from xlsxwriter import Workbook

from tthc_desk.documents.table import Listing, Progress, Steps
from tthc_desk.documents.table_sheet import TableSheet
from tthc_desk.documents.wording import local
from tthc_desk.documents.workbook_cells import FONT, Looks, cell_text

_OPTIONS = {
    # Names and numbers of persons never lie in a temporary file, so rows are kept in memory.
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": FONT, "font_size": 11},
}
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
_MOST_NAME = 31
_RESERVED = "history"


def make_workbook(listing: Listing, progress: Progress | None = None) -> bytes:
    """Make the XLSX of a list; equal lists give equal bytes.

    The properties of the file name the unit and the list, and no person or machine.

    Raises:
        DeskError: CANCELLED when the progress answers False.
    """
    steps = Steps(2 * listing.count, progress)
    steps.tell(0)
    file = BytesIO()
    # The library writes into what it is given: each book gets its own.
    book = Workbook(file, deepcopy(_OPTIONS))
    _describe(book, listing)
    looks, names = Looks(book), sheet_names([table.name for table in listing.tables])
    for number, table in enumerate(listing.tables):
        page = book.add_worksheet(names[number])
        TableSheet(page, looks, listing, table).write(steps)
    # Packing takes about as long as filling in, and cannot be stopped.
    steps.tell(listing.count)
    book.close()
    steps.tell(2 * listing.count)
    return file.getvalue()


def sheet_names(names: Sequence[str]) -> list[str]:
    """Make names that Excel takes for sheets: short, without its signs, none twice."""
    found: list[str] = []
    for number, name in enumerate(names, 1):
        plain = _NO_SHEET_NAME.sub("-", cell_text(name)).strip("' ")[:_MOST_NAME].rstrip("' ")
        taken = {other.lower() for other in (*found, _RESERVED, "")}
        found.append(f"Bảng {number}" if plain.lower() in taken else plain)
    return found


def _describe(book: Workbook, listing: Listing) -> None:
    """Fill in the file's properties from the facts, never from the clock."""
    book.set_properties(
        {
            "title": cell_text(f"{listing.name} {listing.mark}".strip())[:250],
            "company": cell_text(listing.letterhead.unit)[:250],
            "created": local(listing.as_of).replace(tzinfo=None),
        }
    )
