"""A table set up for the counter: keyboard first, generous rows, words when it is empty."""

from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView
from typing_extensions import override

from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.record_table import Index, RecordSorter, RecordTableModel, TableRole
from tthc_desk.ui.shared.status_delegate import StatusDelegate
from tthc_desk.ui.shared.tokens import Gap

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RecordView(QTableView):
    """Shows a `RecordTableModel`.

    Args:
        name: what a screen reader calls the table.
        empty_text: what to do next, shown while there is no row.
        sortable: columns sort by a click; only for lists that are read wholly.

    Signals:
        activated_record: the record of the row on which Enter or a double click fell.
        current_changed: the record of the current row, None when there is none.
    """

    activated_record = Signal(object)
    current_changed = Signal(object)

    def __init__(
        self,
        kit: Kit,
        model: RecordTableModel[Any],
        *,
        name: str,
        empty_text: str = "",
        sortable: bool = False,
    ) -> None:
        super().__init__()
        self.records_model = model
        model.setParent(self)
        self._kit = kit
        self._empty_text = empty_text
        self.setAccessibleName(name)
        self._set_up(sortable)
        self._set_widths()
        self.doubleClicked.connect(self._on_double_clicked)
        model.modelReset.connect(self._on_reset)

    def set_empty_text(self, text: str) -> None:
        """Say what to do next while there is no row."""
        self._empty_text = text
        self.viewport().update()

    def current_record(self) -> Any:
        """Give the record of the current row, None when there is none."""
        return self.currentIndex().data(TableRole.RECORD)

    def select_row(self, row: int) -> None:
        """Make a row the current one, as far as there are rows."""
        last = self.model().rowCount() - 1
        if last >= 0:
            self.selectRow(min(row, last))

    def _set_up(self, sortable: bool) -> None:
        model = self.records_model
        if sortable:
            sorter = RecordSorter(self)
            sorter.setSourceModel(model)
            self.setModel(sorter)
        else:
            self.setModel(model)
        self.setSortingEnabled(sortable)
        self.setItemDelegate(StatusDelegate(self._kit.icons, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self._kit.scale.row_px)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _set_widths(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for at, column in enumerate(self.records_model.columns):
            if column.chars:
                self.setColumnWidth(at, self._kit.scale.chars_px(column.chars) + 2 * Gap.SMALL)
            else:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)

    @Slot()
    def _on_reset(self) -> None:
        self.current_changed.emit(None)

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.activated_record.emit(index.data(TableRole.RECORD))

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.current_changed.emit(current.data(TableRole.RECORD))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.currentIndex().isValid():
            self.activated_record.emit(self.current_record())
            return
        if event.text().isprintable() and event.text() and event.key() != Qt.Key.Key_Space:
            event.ignore()  # no jumping to rows by letters: they may be the start of a scan
            return
        super().keyPressEvent(event)

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        super().paintEvent(e)
        if self.model().rowCount() == 0 and self._empty_text:
            self._paint_empty()

    def _paint_empty(self) -> None:
        painter = QPainter(self.viewport())
        font = QFont(self.font())
        font.setPointSizeF(self._kit.scale.large_pt)
        painter.setFont(font)
        painter.setPen(self.palette().placeholderText().color())
        where = self.viewport().rect().adjusted(Gap.LARGE, Gap.LARGE, -Gap.LARGE, -Gap.LARGE)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(where, flags, self._empty_text)
        painter.end()
