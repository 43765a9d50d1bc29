"""One sheet of a workbook: the head of the list, a table that can be filtered, the foot."""

from collections.abc import Sequence
from datetime import date, datetime

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tthc_desk.documents.layout import MOTTO, NATION
from tthc_desk.documents.press import TRAINING
from tthc_desk.documents.table import (
    Cell,
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
from tthc_desk.documents.workbook_room import (
    MARGIN_INCHES,
    SIZE,
    column_letters,
    height,
    line_count,
)
from tthc_desk.domain.vietnamese import long_date

DRAFT_WORDS = "BẢN NHÁP: số liệu chưa khớp, không dùng để báo cáo."
_TITLE_SIZE = 14
_GAP_POINTS = 6
_A4 = 9
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
        self._letters = column_letters(table.columns, portrait=listing.portrait)
        self._last = len(table.columns) - 1
        self._row = 0

    def write(self, steps: Steps) -> None:
        """Write all; the sentences and signatures of the list stand under its first table."""
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
        if self._leads:
            self._foot()
        self._set_up_page(top, first)

    def _head(self) -> None:
        listing = self._listing
        if listing.letterhead.training:
            self._say(TRAINING, bold=True, align="center", font_color="#C00000")
        if self._leads:
            self._letterhead()
        self._say(listing.title, bold=True, align="center", font_size=_TITLE_SIZE)
        for words in listing.under_title:
            self._say(words, italic=True, align="center")
        self._say_draft()
        for label, value in listing.fields:
            self._say(f"{label}: {value}")
        if not self._leads:
            self._say(self._table.name, bold=True)
        if self._table.unit:
            self._say(self._table.unit, italic=True, align="right")
        self._gap()

    def _say_draft(self) -> None:
        if not self._listing.broken:
            return
        self._say(DRAFT_WORDS, bold=True, font_color="#C00000")
        for sentence in self._listing.broken:
            self._say(f"- {sentence}", font_color="#C00000")

    @property
    def _leads(self) -> bool:
        """Tell the sheet that carries letterhead and signatures from those that follow it."""
        return self._table is self._listing.tables[0]

    def _letterhead(self) -> None:
        letterhead, corner = self._listing.letterhead, self._listing.corner
        if corner:
            self._corners(*corner)
            return
        dated = f"{letterhead.place}, {long_date(local(self._listing.as_of).date())}"
        rows = (
            ((letterhead.superior.upper(), False), (NATION, True)),
            ((letterhead.unit.upper(), True), (MOTTO, True)),
            (("", False), (dated, False)),
        )
        for left, right in rows:
            halves = [(left[0], {"bold": left[1]}), (right[0], {"bold": right[1]})]
            self._side_by_side([(words, {**look, "align": "center"}) for words, look in halves])
        self._gap()

    def _corners(self, left: Sequence[str], right: Sequence[str]) -> None:
        for at in range(max(len(left), len(right))):
            words = [side[at] if at < len(side) else "" for side in (left, right)]
            self._side_by_side([(words[0], {"bold": True}), (words[1], {"align": "right"})])
        self._gap()

    def _heading(self) -> int:
        """Write the levels of the heading and the column numbers; return the lowest level's row."""
        columns, look = self._table.columns, self._looks.heading()
        top, depth = self._row, head_depth(columns)
        heights = [1.0] * depth
        for cell in head_cells(columns):
            self._put(top + cell.top, cell.first, top + cell.foot, cell.last, cell.words, look)
            letters = sum(self._letters[cell.first : cell.last + 1])
            share = line_count(cell.words, letters, bold=True) / (cell.foot - cell.top + 1)
            for level in range(cell.top, cell.foot + 1):
                heights[level] = max(heights[level], share)
        for level, lines in enumerate(heights):
            self._page.set_row(top + level, height(1) / 4 + height(lines))
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
            words, look = cell_text(str(first)), self._looks.cell(Kind.TEXT, row.rank)
            self._put(self._row, 0, self._row, row.span - 1, words, look)
            lines = line_count(words, sum(self._letters[: row.span]), bold=True)
        else:
            lines = self._cell(0, first, row.rank)
        for at, cell in enumerate(row.cells[1:], row.span):
            lines = max(lines, self._cell(at, cell, row.rank))
        if lines > 1:
            self._page.set_row(self._row, height(lines))
        self._row += 1

    def _cell(self, at: int, cell: Cell, rank: Rank) -> int:
        """Write a cell; return how many lines it takes."""
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
            return line_count(words, self._letters[at], bold=rank is not Rank.LINE)
        return 1

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

    def _say(self, words: str, *, font_size: int = SIZE, **look: object) -> None:
        """Write a sentence over the whole width, as high as it needs."""
        words = cell_text(words)
        bold = bool(look.get("bold"))
        lines = line_count(words, sum(self._letters), size=font_size, bold=bold)
        if lines > 1 or font_size > SIZE:
            self._page.set_row(self._row, height(lines, font_size))
        look["font_size"] = font_size
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
            lines = line_count(words, sum(self._letters[first:beyond]), bold=bool(look.get("bold")))
            most = max(most, lines)
        if most > 1:
            self._page.set_row(self._row, height(most))
        self._row += 1

    def _gap(self) -> None:
        self._page.set_row(self._row, _GAP_POINTS)
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
        page.center_horizontally()
        page.set_margins(*(MARGIN_INCHES,) * 2, 0.5, 0.6)
        # Every page says in its own head that it is of a training ward.
        training = int(listing.letterhead.training)
        page.print_area(training, 0, max(self._row - 1, first), self._last)
        page.repeat_rows(top, first - 1)
        # A digit right behind the size of the letters would be read as a part of it.
        page.set_footer(f'&C&"{FONT},Regular"&9 {_mark(listing)}Trang &P/&N')
        if training:
            page.set_header(f'&C&"{FONT},Bold"&9 {TRAINING}')
        if first <= _MOST_FROZEN:
            page.freeze_panes(first, 2 if self._last >= _WIDE else 0)
        # Numbers of persons and dossiers are text on purpose: no warning in every cell.
        page.ignore_errors({"number_stored_as_text": f"A1:XFD{self._row + 1}"})
        page.hide_gridlines(2)


def _plain_day(day: date) -> date:
    return local(day).replace(tzinfo=None) if isinstance(day, datetime) else day


def _mark(listing: Listing) -> str:
    words = cell_text(listing.mark)[:100].replace("&", "&&")
    return f"{words} – " if words else ""
