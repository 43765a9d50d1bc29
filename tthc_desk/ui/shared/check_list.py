"""A tick list with counts: the papers a citizen hands in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView
from typing_extensions import override

from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.record_table import Index
from tthc_desk.ui.shared.tokens import SMALL_ICON_PX, Gap

_NOWHERE = QModelIndex()
_NAME = 0
_HIGHEST = 99
_DIGITS = 2
_NO_CELL = (-1, -1)
_COUNT_CHARS = 11
_MOST_LINES = 2


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One line.

    Args:
        counts: one number per count column of the list.
        required: marked with a star; the list itself forbids nothing.
    """

    name: str
    checked: bool
    counts: tuple[int, ...]
    required: bool = False


class CheckListModel(QAbstractTableModel):
    """Lines with a tick, a name and editable counts.

    Signals:
        changed: a tick or a count changed; read `items`.
    """

    changed = Signal()

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__()
        self._titles = tuple(titles)
        self._items: list[CheckItem] = []

    def items(self) -> tuple[CheckItem, ...]:
        """Give the lines as they stand."""
        return tuple(self._items)

    def set_items(self, items: Sequence[CheckItem]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._items = list(items)
        self.endResetModel()
        self.changed.emit()

    def change(self, row: int, item: CheckItem) -> None:
        """Put another line in the place of one."""
        if self._items[row] == item:
            return
        self._items[row] = item
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self._titles) - 1))
        self.changed.emit()

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._items)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._titles)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == _NAME:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags | Qt.ItemFlag.ItemIsEditable

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item = self._items[index.row()]
        if index.column() == _NAME:
            return _name_cell(item, role)
        number = item.counts[index.column() - 1]
        if role == Qt.ItemDataRole.DisplayRole:
            return str(number) if number else "–"
        if role == Qt.ItemDataRole.EditRole:
            return str(number)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{item.name}, {self._titles[index.column()]}: {number}"
        return None

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        item = self._items[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            self.change(index.row(), _ticked(item, Qt.CheckState(value) == Qt.CheckState.Checked))
            return True
        text = str(value).strip()
        if not (text.isascii() and text.isdigit() and int(text) <= _HIGHEST):
            return False
        counts = list(item.counts)
        counts[index.column() - 1] = int(text)
        self.change(
            index.row(), replace(item, counts=tuple(counts), checked=any(counts) or item.checked)
        )
        return True

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section != _NAME:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


class CheckList(QTableView):
    """The view: Space ticks the line, digits set a count, Ctrl+Space ticks all.

    Args:
        name: what a screen reader calls the list.
        titles: of the name column and of each count column.

    Signals:
        changed: a tick or a count changed; read `items`.
    """

    changed = Signal()

    def __init__(self, kit: Kit, *, name: str, titles: Sequence[str]) -> None:
        super().__init__()
        self._row_px = kit.scale.row_px
        self._rows = 0
        self._typed: tuple[tuple[int, int], str] = (_NO_CELL, "")
        self._model = CheckListModel(titles)
        self._model.setParent(self)
        self.setModel(self._model)
        self.setAccessibleName(name)
        self._set_up(kit, len(titles))
        self._model.changed.connect(self.changed)

    def items(self) -> tuple[CheckItem, ...]:
        """Give the lines as they stand."""
        return self._model.items()

    def set_items(self, items: Sequence[CheckItem]) -> None:
        """Show other lines, the first one current."""
        self._model.set_items(items)
        self._fit()
        if items:
            self.setCurrentIndex(self._model.index(0, _NAME))

    def show_rows(self, most: int) -> None:
        """Be as high as the lines are, as far as there are no more than these."""
        self._rows = most
        self._fit()

    def is_cut(self, row: int) -> bool:
        """Tell whether a name is longer than the lines it has."""
        return self._lines_of(row) > _MOST_LINES

    def tick_all(self) -> None:
        """Tick every line; where all are ticked, none."""
        wanted = not all(item.checked for item in self.items())
        for row, item in enumerate(self.items()):
            self._model.change(row, _ticked(item, wanted))

    def _lines_of(self, row: int) -> int:
        room = self.columnWidth(_NAME) - SMALL_ICON_PX - 3 * Gap.SMALL
        if room <= 0:
            return 1
        space = QRect(0, 0, room, self._row_px * len(self._model.items()) * _MOST_LINES)
        words = str(self._model.index(row, _NAME).data())
        found = self.fontMetrics().boundingRect(space, Qt.TextFlag.TextWordWrap, words)
        return max(1, round(found.height() / self.fontMetrics().lineSpacing()))

    def _fit(self) -> None:
        """Give every name the lines it needs, two at most."""
        for row in range(self._model.rowCount()):
            more = min(self._lines_of(row), _MOST_LINES) - 1
            self.setRowHeight(row, self._row_px + more * self.fontMetrics().lineSpacing())
        if self._rows:
            shown = range(min(self._rows, self._model.rowCount()))
            header = self.horizontalHeader().sizeHint().height()
            height = sum(self.rowHeight(row) for row in shown)
            self.setFixedHeight(height + header + 2 * self.frameWidth())

    def _set_up(self, kit: Kit, columns: int) -> None:
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(kit.scale.row_px)
        self.setMinimumHeight(kit.scale.row_px * 3)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        for at in range(1, columns):
            self.setColumnWidth(at, kit.scale.chars_px(_COUNT_CHARS) + 2 * Gap.SMALL)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and index.isValid():
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.tick_all()
            else:
                item = self.items()[index.row()]
                self._model.change(index.row(), _ticked(item, not item.checked))
            return
        if event.text().isascii() and event.text().isdigit() and index.isValid():
            self._type_digit(index, event.text())
            return
        super().keyPressEvent(event)

    def _type_digit(self, index: QModelIndex, digit: str) -> None:
        """Set a count; on the name it is the first one. A second digit follows the first."""
        cell = index.siblingAtColumn(max(index.column(), _NAME + 1))
        if not cell.isValid():  # a list without counts
            return
        before = self._typed[1] if self._typed[0] == (cell.row(), cell.column()) else ""
        digits = (before + digit)[-_DIGITS:].lstrip("0") or "0"
        self._typed = ((cell.row(), cell.column()), digits)
        self._model.setData(cell, digits)

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._typed = (_NO_CELL, "")


def _ticked(item: CheckItem, checked: bool) -> CheckItem:
    """Tick a line; one without counts gets one of the first kind."""
    if not checked:
        return replace(item, checked=False, counts=tuple(0 for _ in item.counts))
    if item.counts and not any(item.counts):
        return replace(item, checked=True, counts=(1, *item.counts[1:]))
    return replace(item, checked=True)


def _name_cell(item: CheckItem, role: int) -> Any:
    if role == Qt.ItemDataRole.DisplayRole:
        return f"{item.name} *" if item.required else item.name
    if role == Qt.ItemDataRole.ToolTipRole:
        return item.name
    if role == Qt.ItemDataRole.CheckStateRole:
        return Qt.CheckState.Checked if item.checked else Qt.CheckState.Unchecked
    return None
