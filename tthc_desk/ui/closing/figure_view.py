"""A table of figures: Enter or a click on one asks for its dossiers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView
from typing_extensions import override

from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.record_table import Index, RecordTableModel, TableRole
from tthc_desk.ui.shared.record_view import RecordView
from tthc_desk.usecases.selections import Selection


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that can be opened.

    Args:
        title: what it says, with its number ("Tiếp nhận, Hộ tịch: 5").
        selections: its dossiers, one part after the other.
        as_of: as known at this moment; None for now.
    """

    title: str
    selections: tuple[Selection, ...]
    as_of: datetime | None = None


class FigureView(RecordView):
    """Goes from cell to cell with the arrow keys.

    Args:
        figure_at: the figure of a record's column; None where there is nothing to open.

    Signals:
        figure_chosen: the `Figure` on which Enter or a click fell.
        reached: the cursor came to a cell while the keyboard is here; its QRect in this view.
    """

    figure_chosen = Signal(object)
    reached = Signal(QRect)

    def __init__(
        self,
        kit: Kit,
        model: RecordTableModel[Any],
        figure_at: Callable[[Any, int], Figure | None],
        *,
        name: str,
        empty_text: str = "",
    ) -> None:
        super().__init__(kit, model, name=name, empty_text=empty_text)
        self._figure_at = figure_at
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.clicked.connect(self._open)

    def show_records(self, records: tuple[Any, ...]) -> None:
        """Show other figures; the cursor stays at its place."""
        place = self.currentIndex()
        row, column = max(place.row(), 0), place.column()
        self.records_model.set_records(records)
        self.choose(min(row, len(records) - 1), column if column > 0 else 1)

    def choose(self, row: int, column: int) -> None:
        """Put the cursor on a cell."""
        self.setCurrentIndex(self.model().index(row, column, QModelIndex()))
        if not self.hasFocus():
            self._mark(QItemSelectionModel.SelectionFlag.Clear)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        found = self._figure_at(index.data(TableRole.RECORD), index.column())
        if found is not None:
            self.figure_chosen.emit(found)

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and self.hasFocus():
            place = self.visualRect(current)
            place.moveTopLeft(self.viewport().mapTo(self, place.topLeft()))
            self.reached.emit(place)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._mark(QItemSelectionModel.SelectionFlag.ClearAndSelect)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        # Two tables stand on one page: only the one with the keyboard shows its cursor.
        super().focusOutEvent(event)
        self._mark(QItemSelectionModel.SelectionFlag.Clear)

    def _mark(self, how: QItemSelectionModel.SelectionFlag) -> None:
        self.selectionModel().select(self.currentIndex(), how)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)
