"""What stands in the cells of a workbook: text that stays text, and the looks of each kind."""

import re
import unicodedata
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from tthc_desk.documents.lettering import REPLACEMENT
from tthc_desk.documents.table import Kind, Rank

MOST_UNITS = 32_767
"""UTF-16 units that a cell of Excel can hold."""
CUT = " … [đã cắt bớt]"
FONT = "Times New Roman"
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_STARTS_A_FORMULA = re.compile(r"\s*[=+\-@]")
_NUMBER_FORMATS = {
    Kind.TEXT: "General",
    Kind.CODE: "@",
    Kind.SERIAL: "0",
    Kind.SETS: "00",
    Kind.COUNT: "#,##0",
    Kind.DONG: "#,##0",
    Kind.DAY: "dd/mm/yyyy",
    Kind.MOMENT: "hh:mm dd/mm/yyyy",
}
_ALIGN = {Kind.TEXT: "left", Kind.COUNT: "right", Kind.DONG: "right"}


def cell_text(typed: str) -> str:
    """Make typed text fit for a cell: NFC, one line, no unseen characters, not too long."""
    words = unicodedata.normalize("NFC", typed)
    if not words.isprintable():
        words = "".join(map(_seen, words))
    return _cut(words) if 2 * len(words) > MOST_UNITS else words


def could_run(words: str) -> bool:
    """Tell if a spreadsheet would read the text as a formula when somebody types it anew."""
    return _STARTS_A_FORMULA.match(words) is not None


class Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._known: dict[Any, Format] = {}

    def cell(self, kind: Kind, rank: Rank, *, quoted: bool = False) -> Format:
        """Give the look of a cell; a quoted one stays text when it is edited."""
        key = (kind, rank, quoted)
        if key not in self._known:
            look: dict[str, Any] = {
                "num_format": _NUMBER_FORMATS[kind],
                "align": _ALIGN.get(kind, "center"),
                "valign": "vcenter",
                "border": 1,
                "text_wrap": kind in (Kind.TEXT, Kind.CODE),
                "bold": rank is not Rank.LINE,
                "quote_prefix": quoted,
                # A figure must not touch the words of the next column.
                "indent": int(_ALIGN.get(kind) == "right"),
            }
            if rank is Rank.BAND:
                look["bg_color"] = "#F0F0F0"
            self._known[key] = self._book.add_format(look)
        return self._known[key]

    def words(self, **look: Any) -> Format:
        """Give the look of words around a table."""
        key = tuple(sorted(look.items()))
        if key not in self._known:
            self._known[key] = self._book.add_format({"valign": "vcenter", **look})
        return self._known[key]

    def heading(self) -> Format:
        """Give the look of a heading."""
        return self.words(bold=True, align="center", border=1, text_wrap=True, bg_color="#F0F0F0")


def _seen(char: str) -> str:
    if char.isspace():
        return " "
    return REPLACEMENT if unicodedata.category(char) in _UNSEEN else char


def _cut(words: str) -> str:
    encoded = words.encode("utf-16-le")
    if len(encoded) <= 2 * MOST_UNITS:
        return words
    kept = encoded[: 2 * (MOST_UNITS - len(CUT))]
    # Half of a pair of units may be left at the end.
    return kept.decode("utf-16-le", errors="ignore") + CUT
