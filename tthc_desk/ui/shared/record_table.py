"""Tables of frozen records: columns as data, pages fetched off the GUI thread."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Generic, TypeVar

import shiboken6
from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont
from typing_extensions import override

from tthc_desk.ui.shared.status import StatusMark
from tthc_desk.ui.shared.tasks import Lane, Tasks, Ticket

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class TableRole(IntEnum):
    """Roles of our own beside Qt's."""

    RECORD = Qt.ItemDataRole.UserRole + 1
    SORT = Qt.ItemDataRole.UserRole + 2
    STATUS = Qt.ItemDataRole.UserRole + 3


# Without slots: Column[Line](…) sets an attribute that slots would not have.
@dataclass(frozen=True)
class Column(Generic[R]):
    """One column.

    Args:
        value: what the cell shows.
        chars: width in letters; 0 for the column that takes the rest.
        is_number: right-aligned.
        sort_key: what it sorts by, else its text.
        spoken: the cell in words for a screen reader, else "title: text".
        tip: what is shown when the pointer rests on the cell.
        mark: a status drawn as shape and word; `value` is then its word.
        strong: drawn bold.
    """

    title: str
    value: Callable[[R], str]
    chars: int = 0
    is_number: bool = False
    sort_key: Callable[[R], Any] | None = None
    spoken: Callable[[R], str] | None = None
    tip: Callable[[R], str] | None = None
    mark: Callable[[R], StatusMark] | None = None
    strong: bool = False


@dataclass(frozen=True)
class Page(Generic[R]):
    """A page of records.

    Args:
        after: given back to fetch the next page; None when this is the last.
    """

    records: tuple[R, ...]
    after: object | None = None


class RecordTableModel(QAbstractTableModel, Generic[R]):
    """Read-only rows of records R.

    Signals:
        loaded: the first page of a `load` stands in the table; carries the number of rows.
        load_failed: the exception of a page that could not be read.
    """

    loaded = Signal(int)
    load_failed = Signal(object)

    def __init__(self, columns: Sequence[Column[R]]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._records: list[R] = []
        self._after: object | None = None
        self._fetch: Callable[[object | None], Page[R]] | None = None
        self._tasks: Tasks | None = None
        self._asked: _Asked | None = None

    def records(self) -> tuple[R, ...]:
        """Give the rows read so far."""
        return tuple(self._records)

    def record(self, row: int) -> R:
        """Give the record of a row."""
        return self._records[row]

    def set_records(self, records: Sequence[R]) -> None:
        """Show a list that is already there."""
        self._stop_fetching()
        self._show(records, None)

    def load(self, tasks: Tasks, fetch: Callable[[object | None], Page[R]]) -> None:
        """Read the first page, and more when the view is scrolled.

        The rows before stay until the new ones are there; a newer `load` drops older answers.

        Args:
            fetch: runs in the database lane; gets None, then each page's `after`.
        """
        self._stop_fetching()
        self._tasks, self._fetch = tasks, fetch
        self._request(None)

    @property
    def is_loading(self) -> bool:
        """Say whether a page is on its way."""
        return self._asked is not None

    def _stop_fetching(self) -> None:
        if self._tasks and self._asked and self._asked.ticket:
            self._tasks.cancel(self._asked.ticket)
        self._asked = None
        self._fetch = None
        self._after = None

    def _request(self, after: object | None) -> None:
        fetch, tasks = self._fetch, self._tasks
        if fetch is None or tasks is None:
            return
        # Known before the answer: a runner of a test answers at once.
        asked = self._asked = _Asked(self, is_first=after is None)
        asked.ticket = tasks.run(
            lambda: fetch(after), asked.on_page, asked.on_failed, lane=Lane.DATABASE
        )

    def take_page(self, asked: "_Asked", page: Page[R]) -> None:
        """Put a page into the table, unless something newer was asked for."""
        if asked is not self._asked:
            return
        self._asked = None
        if asked.is_first:
            self._show(page.records, page.after)
            return
        first = len(self._records)
        self._after = page.after
        if page.records:
            self.beginInsertRows(_NOWHERE, first, first + len(page.records) - 1)
            self._records.extend(page.records)
            self.endInsertRows()

    def take_failure(self, asked: "_Asked", error: Exception) -> None:
        """Tell that a page could not be read, unless something newer was asked for."""
        if asked is self._asked:
            self._asked = None
            self.load_failed.emit(error)

    def _show(self, records: Sequence[R], after: object | None) -> None:
        self.beginResetModel()
        self._records = list(records)
        self._after = after
        self.endResetModel()
        self.loaded.emit(len(self._records))

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._records)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._after is not None and self._asked is None

    @override
    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._request(self._after)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        record = self._records[index.row()]
        if role == TableRole.RECORD:
            return record
        return cell(self.columns[index.column()], record, role)

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self.columns[section])
        return None


class _Asked:
    """One request for a page, told apart from newer ones."""

    def __init__(self, model: RecordTableModel[Any], *, is_first: bool) -> None:
        self._model = model
        self.is_first = is_first
        self.ticket: Ticket | None = None

    def on_page(self, page: Page[Any]) -> None:
        if shiboken6.isValid(self._model):
            self._model.take_page(self, page)

    def on_failed(self, error: Exception) -> None:
        if shiboken6.isValid(self._model):
            self._model.take_failure(self, error)


class RecordSorter(QSortFilterProxyModel):
    """Sorts a wholly read table by the columns' keys; Qt itself cannot order dates of Python."""

    @override
    def lessThan(self, source_left: Index, source_right: Index) -> bool:
        left = source_left.data(TableRole.SORT)
        right = source_right.data(TableRole.SORT)
        if left is None or right is None:
            return left is None and right is not None
        return bool(left < right)


def cell(column: Column[R], record: R, role: int) -> Any:
    """Give what a cell answers for a role."""
    if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
        return column.value(record)
    if role == Qt.ItemDataRole.TextAlignmentRole:
        return _alignment(column)
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return column.spoken(record) if column.spoken else _spoken(column, record)
    if role == Qt.ItemDataRole.FontRole:
        return _bold() if column.strong else None
    if role == Qt.ItemDataRole.ToolTipRole:
        return column.tip(record) if column.tip else None
    if role == TableRole.SORT:
        return column.sort_key(record) if column.sort_key else column.value(record)
    if role == TableRole.STATUS:
        return column.mark(record) if column.mark else None
    return None


def _bold() -> QFont:
    font = QFont()
    font.setBold(True)
    return font


def _spoken(column: Column[R], record: R) -> str:
    text = column.value(record)
    return f"{column.title}: {text}" if column.title else text


def _alignment(column: Column[Any]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
