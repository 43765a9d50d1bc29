"""One sheet of a workbook: the head of the list, a table that can be filtered, the foot."""

from collections.abc import Sequence
from datetime import date, datetime
from math import ceil

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tthc_desk.documents.layout import MOTTO, NATION
from tthc_desk.documents.press import TRAINING
from tthc_desk.documents.table import (
    Cell,
    Column,
    Kind,
    Listing,
    Rank,
    Row,
    Steps,
    Table,
    cell_words,
    head_cells,
    head_depth,
)
from tthc_desk.documents.wording import local
from tthc_desk.documents.workbook_cells import FONT, Looks, cell_text, could_run
from tthc_desk.domain.vietnamese import long_date

DRAFT_WORDS = "BẢN NHÁP: số liệu chưa khớp, không dùng để báo cáo."
_LETTERS_PER_WIDTH = 0.62
_LEAST_LETTERS = {Kind.DAY: 11.5, Kind.MOMENT: 17.0, Kind.DONG: 13.0, Kind.COUNT: 9.0}
_FEWEST_LETTERS = 6.0
_LINE_POINTS = 15.5
_A4 = 9
_MARGIN_INCHES = 0.4
_MOST_FROZEN = 16  # more rows that stand still would leave none to scroll on a small screen
_WIDE = 8
_FIRST_YEAR = 1900


class TableSheet:
    """Writes one table with what stands around it, from the top down."""

    def __init__(self, page: Worksheet, looks: Looks, listing: Listing, table: Table) -> None:
        self._page = page
        self._looks = looks
        self._listing = listing
        self._table = table
        self._letters = [_letters(column) for column in table.columns]
        self._last = len(table.columns) - 1
        self._row = 0

    def write(self, steps: Steps, *, signed: bool) -> None:
        """Write all; a signed sheet has the sentences and signatures of the list under it."""
        for at, letters in enumerate(self._letters):
            self._page.set_column(at, at, letters)
        self._head()
        top = self._row
        foot = self._heading()
        first = self._row
        for row in self._table.all_rows():
            self._line(row)
            steps.step()
        if self._table.flat and self._table.count:
            self._page.autofilter(foot, 0, first + self._table.count - 1, self._last)
        if signed:
            self._foot()
        self._set_up_page(top, first)

    def _head(self) -> None:
        listing = self._listing
        if listing.letterhead.training:
            self._say(TRAINING, bold=True, align="center", font_color="#C00000")
        if listing.corner:
            self._corners(*listing.corner)
        else:
            self._letterhead()
        self._say(listing.title, bold=True, align="center", font_size=14)
        for words in listing.under_title:
            self._say(words, italic=True, align="center")
        self._say_draft()
        for label, value in listing.fields:
            self._say(f"{label}: {value}")
        if self._table is not listing.tables[0]:
            self._say(self._table.name, bold=True)
        if self._table.unit:
            self._say(self._table.unit, italic=True, align="right")

    def _say_draft(self) -> None:
        if not self._listing.broken:
            return
        self._say(DRAFT_WORDS, bold=True, font_color="#C00000")
        for sentence in self._listing.broken:
            self._say(f"- {sentence}", font_color="#C00000")

    def _letterhead(self) -> None:
        letterhead = self._listing.letterhead
        dated = f"{letterhead.place}, {long_date(local(self._listing.as_of).date())}"
        rows = (
            ((letterhead.superior.upper(), False), (NATION, True)),
            ((letterhead.unit.upper(), True), (MOTTO, True)),
            (("", False), (dated, False)),
        )
        for left, right in rows:
            halves = [(left[0], {"bold": left[1]}), (right[0], {"bold": right[1]})]
            self._side_by_side([(words, {**look, "align": "center"}) for words, look in halves])
        self._row += 1

    def _corners(self, left: Sequence[str], right: Sequence[str]) -> None:
        for at in range(max(len(left), len(right))):
            words = [side[at] if at < len(side) else "" for side in (left, right)]
            self._side_by_side([(words[0], {"bold": True}), (words[1], {"align": "right"})])

    def _heading(self) -> int:
        """Write the levels of the heading and the column numbers; return the lowest level's row."""
        columns, look = self._table.columns, self._looks.heading()
        top, depth = self._row, head_depth(columns)
        heights = [1.0] * depth
        for cell in head_cells(columns):
            self._put(top + cell.top, cell.first, top + cell.foot, cell.last, cell.words, look)
            letters = sum(self._letters[cell.first : cell.last + 1])
            share = _lines(cell.words, letters) / (cell.foot - cell.top + 1)
            for level in range(cell.top, cell.foot + 1):
                heights[level] = max(heights[level], share)
        for level, lines in enumerate(heights):
            self._page.set_row(top + level, lines * _LINE_POINTS)
        self._row = top + depth
        if self._table.numbers:
            numbered = self._looks.words(italic=True, align="center", border=1)
            for at, words in enumerate(self._table.numbers):
                self._page.write_string(self._row, at, words, numbered)
            self._row += 1
        return top + depth - 1

    def _line(self, row: Row) -> None:
        first = row.cells[0]
        if row.span > 1:
            look = self._looks.cell(Kind.TEXT, row.rank)
            self._put(self._row, 0, self._row, row.span - 1, cell_text(str(first)), look)
        else:
            self._cell(0, first, row.rank)
        for at, cell in enumerate(row.cells[1:], row.span):
            self._cell(at, cell, row.rank)
        self._row += 1

    def _cell(self, at: int, cell: Cell, rank: Rank) -> None:
        kind, page = self._table.columns[at].kind, self._page
        if cell is None or cell == "":
            page.write_blank(self._row, at, None, self._looks.cell(kind, rank))
        elif isinstance(cell, int):
            page.write_number(self._row, at, cell, self._looks.cell(kind, rank))
        elif isinstance(cell, date) and cell.year >= _FIRST_YEAR:
            page.write_datetime(self._row, at, _plain_day(cell), self._looks.cell(kind, rank))
        else:
            words = cell_text(cell_words(kind, cell))
            look = self._looks.cell(kind, rank, quoted=could_run(words))
            page.write_string(self._row, at, words, look)

    def _foot(self) -> None:
        listing = self._listing
        self._row += 1
        for words in listing.after:
            self._say(words)
        self._row += 1
        bold: dict[str, object] = {"bold": True, "align": "center"}
        italic: dict[str, object] = {"italic": True, "align": "center"}
        self._side_by_side([(who.office, bold) for who in listing.signers])
        self._side_by_side([(listing.sign_here, italic) for _ in listing.signers])
        self._row += 4
        self._side_by_side([(who.name, bold) for who in listing.signers])
        if listing.chain_head:
            self._row += 1
            self._say(f"Dấu chuỗi sự kiện: {listing.chain_head}…", font_size=9)

    def _say(self, words: str, **look: object) -> None:
        """Write a sentence over the whole width, as high as it needs."""
        words = cell_text(words)
        lines = _lines(words, sum(self._letters))
        if lines > 1 or "font_size" in look:
            self._page.set_row(self._row, lines * _LINE_POINTS * 1.2)
        form = self._looks.words(text_wrap=True, quote_prefix=could_run(words), **look)
        self._put(self._row, 0, self._row, self._last, words, form)
        self._row += 1

    def _side_by_side(self, parts: Sequence[tuple[str, dict[str, object]]]) -> None:
        """Write words side by side, each over its share of the columns."""
        edges = self._shares(len(parts))
        most = 1
        for (typed, look), first, beyond in zip(parts, edges, edges[1:], strict=False):
            words = cell_text(typed)
            form = self._looks.words(text_wrap=True, quote_prefix=could_run(words), **look)
            self._put(self._row, first, self._row, beyond - 1, words, form)
            most = max(most, _lines(words, sum(self._letters[first:beyond])))
        if most > 1:
            self._page.set_row(self._row, most * _LINE_POINTS)
        self._row += 1

    def _shares(self, parts: int) -> list[int]:
        """Cut the columns into parts of like width; give the first column of each, and the end."""
        whole, edges = sum(self._letters), [0]
        for part in range(1, parts):
            at, reached = 0, 0.0
            while reached < whole * part / parts:
                reached += self._letters[at]
                at += 1
            left = len(self._letters) - (parts - part)
            edges.append(max(edges[-1] + 1, min(at, left)))
        return [*edges, len(self._letters)]

    def _put(self, top: int, first: int, foot: int, last: int, words: str, look: Format) -> None:
        if (top, first) == (foot, last):
            self._page.write_string(top, first, words, look)
        else:
            # Written as text after the merge: what begins with "=" would else be a formula.
            self._page.merge_range(top, first, foot, last, "", look)
            self._page.write_string(top, first, words, look)

    def _set_up_page(self, top: int, first: int) -> None:
        """Make it print as the paper does and scroll under its heading."""
        page, listing = self._page, self._listing
        page.set_paper(_A4)
        if not listing.portrait:
            page.set_landscape()
        page.fit_to_pages(1, 0)
        page.set_margins(*(_MARGIN_INCHES,) * 2, 0.5, 0.6)
        page.print_area(0, 0, max(self._row - 1, first), self._last)
        page.repeat_rows(top, first - 1)
        page.set_footer(f'&C&"{FONT}"&9{_mark(listing)}Trang &P/&N')
        if listing.letterhead.training:
            page.set_header(f'&C&"{FONT}"&9{TRAINING}')
        if first <= _MOST_FROZEN:
            page.freeze_panes(first, 2 if self._last >= _WIDE else 0)
        # Numbers of persons and dossiers are text on purpose: no warning in every cell.
        page.ignore_errors({"number_stored_as_text": f"A1:XFD{self._row + 1}"})
        page.hide_gridlines(2)


def _letters(column: Column) -> float:
    least = _LEAST_LETTERS.get(column.kind, _FEWEST_LETTERS)
    return max(least, column.width * _LETTERS_PER_WIDTH)


def _lines(words: str, letters: float) -> int:
    """Guess how many lines words take in a width; a sheet does not fit merged cells by itself."""
    return max(1, ceil(len(words) * 1.15 / letters))


def _plain_day(day: date) -> date:
    return local(day).replace(tzinfo=None) if isinstance(day, datetime) else day


def _mark(listing: Listing) -> str:
    words = cell_text(listing.mark)[:100].replace("&", "&&")
    return f"{words} – " if words else ""
