"""One definition of a list, from which its paper and its workbook are both made."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto

from tthc_desk.documents.layout import SIGN_HERE
from tthc_desk.documents.wording import local, short_moment, two_digits
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.money import dong_text
from tthc_desk.domain.vietnamese import day_text
from tthc_desk.usecases.paper_facts import Letterhead

Cell = str | int | date | datetime | None
Progress = Callable[[int, int], bool]
"""Told (done, of); False asks to stop."""

_TELL_EVERY = 50
_MEDIUM = -0.2


class Kind(Enum):
    """What the cells of a column hold."""

    TEXT = auto()
    CODE = auto()
    """Numbers of dossiers, persons and telephones: text, whatever digits they are made of."""
    SERIAL = auto()
    SETS = auto()
    """Sets of papers, in two digits."""
    COUNT = auto()
    DONG = auto()
    DAY = auto()
    MOMENT = auto()


class Rank(Enum):
    """What a row stands for."""

    LINE = auto()
    BAND = auto()
    """The heading of a group of lines."""
    SUBTOTAL = auto()
    TOTAL = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Args:
        width: beside those of the other columns; about millimetres of paper.
        groups: headings over it from the top, shared with neighbours of the same groups.
    """

    title: str
    width: float
    kind: Kind = Kind.TEXT
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Args:
        span: how many columns the first cell covers; the others follow one by one.
        keep: how many single-line rows after it stand on the same page of paper.
    """

    cells: tuple[Cell, ...]
    rank: Rank = Rank.LINE
    span: int = 1
    keep: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a heading.

    Args:
        name: of its sheet in the workbook; also its title when it is not the list's first.
        rows: gives the rows from the first one at every call.
        count: lines among the rows, group headings and totals not counted.
        numbers: the row of column numbers under the heading, or nothing.
        unit: stands above the table at its right edge ("Đơn vị tính: …").
        empty: sentence in the place of the lines when there are none.
        flat: lines only, with at most a total at the end: can be filtered.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Callable[[], Iterable[Row]]
    count: int
    numbers: tuple[str, ...] = ()
    unit: str = ""
    empty: str = "Không có hồ sơ nào."
    flat: bool = True

    def all_rows(self) -> Iterator[Row]:
        """Give the rows, or the sentence that says there is none, then the totals."""
        if not self.count:
            yield Row((self.empty,), Rank.LINE, span=len(self.columns))
        yield from self.rows()


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs, and the name that is known."""

    office: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list with all that stands around its tables.

    Args:
        name: of the document, in the file's properties.
        under_title: lines in italics under the title: period, moment, remarks.
        fields: (label, value) above the tables.
        broken: what does not agree; any sentence makes the list a draft.
        after: sentences under the tables.
        mark: tells loose sheets of this list from those of others, beside the page number.
        corner: lines at the left and right edge of the head in the place of the letterhead.
        table_size: type of the tables, larger or smaller than the body by a share of it.
        draft: is marked as one though nothing is broken: it is looked at before it counts.
        claim: a sentence in bold under the title, on paper.
    """

    letterhead: Letterhead
    as_of: datetime
    name: str
    title: str
    tables: tuple[Table, ...]
    signers: tuple[Signer, ...]
    under_title: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    broken: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    mark: str = ""
    chain_head: str = ""
    corner: tuple[tuple[str, ...], tuple[str, ...]] | None = None
    portrait: bool = False
    table_size: float = _MEDIUM
    sign_here: str = SIGN_HERE
    draft: bool = False
    claim: str = ""

    @property
    def count(self) -> int:
        """Tell how many lines there are in all tables."""
        return sum(table.count for table in self.tables)


@dataclass(frozen=True, slots=True)
class HeadCell:
    """One cell of a heading: its words and the levels and columns it covers, ends included."""

    words: str
    top: int
    foot: int
    first: int
    last: int


def head_depth(columns: Sequence[Column]) -> int:
    """Count the levels of a heading."""
    return 1 + max(len(column.groups) for column in columns)


def head_cells(columns: Sequence[Column]) -> list[HeadCell]:
    """Lay out a heading: groups over their columns, titles down to its foot."""
    foot = head_depth(columns) - 1
    cells = []
    for at, column in enumerate(columns):
        for level, words in enumerate(column.groups):
            path = column.groups[: level + 1]
            if not at or columns[at - 1].groups[: level + 1] != path:
                cells.append(HeadCell(words, level, level, at, _last(columns, at, path)))
        cells.append(HeadCell(column.title, len(column.groups), foot, at, at))
    return cells


def cell_words(kind: Kind, cell: Cell) -> str:
    """Write a cell as it stands on paper."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return short_moment(cell)
    if isinstance(cell, date):
        return day_text(cell)
    if isinstance(cell, int):
        return _NUMBERS.get(kind, dong_text)(cell)
    return cell


def day_of(moment: datetime | None) -> date | None:
    """Give the counter's day of a moment."""
    return local(moment).date() if moment else None


class Steps:
    """Counts the rows that are done and stops the work when that is asked.

    Raises:
        DeskError: CANCELLED from `step` and `tell`, when the progress answers False.
    """

    def __init__(self, of: int, progress: Progress | None) -> None:
        self.done = 0
        self._of = of
        self._progress = progress

    def step(self) -> None:
        """Count one row; tell of it now and then."""
        self.done += 1
        if self.done % _TELL_EVERY == 0:
            self.tell(min(self.done, self._of))

    def tell(self, done: int) -> None:
        """Say how much is done."""
        if self._progress and not self._progress(done, self._of):
            raise DeskError(Code.CANCELLED, done=done)


_NUMBERS: dict[Kind, Callable[[int], str]] = {Kind.SERIAL: str, Kind.SETS: two_digits}


def _last(columns: Sequence[Column], at: int, path: tuple[str, ...]) -> int:
    while at + 1 < len(columns) and columns[at + 1].groups[: len(path)] == path:
        at += 1
    return at
