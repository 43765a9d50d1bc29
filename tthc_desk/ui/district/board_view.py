"""The board as it is seen: ward names stay at the left, periods and their counts at the top."""

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)
from typing_extensions import override

from tthc_desk.ui.district.board_model import BoardModel
from tthc_desk.ui.district.words import cell_ground, cell_mark
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.record_table import Index, TableRole
from tthc_desk.ui.shared.tokens import FOCUS_PX, SMALL_ICON_PX, Colour, Gap
from tthc_desk.usecases.district_status import CellState, StatusCell

_NAME_CHARS = 18
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CellDelegate(QStyledItemDelegate):
    """Draws a cell: its shape above its word, on a ground that is seen from afar."""

    def __init__(self, kit: Kit, view: QTableView) -> None:
        super().__init__(view)
        self._icons = kit.icons

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = index.data(TableRole.RECORD)
        if not isinstance(cell, StatusCell):
            return
        painter.save()
        ground = cell_ground(cell.state)
        if ground is not None:
            painter.fillRect(option.rect.adjusted(0, 0, -1, -1), QColor(ground))
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(QColor(Colour.ACCENT), FOCUS_PX))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
        if cell.state is CellState.NOT_OWED:
            self._draw_nothing(painter, option.rect)
        else:
            self._draw_mark(painter, option.rect, cell.state)
        painter.restore()

    def _draw_nothing(self, painter: QPainter, cell: QRect) -> None:
        painter.setPen(QColor(Colour.MUTED))
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, "–")

    def _draw_mark(self, painter: QPainter, cell: QRect, state: CellState) -> None:
        mark, line = cell_mark(state), painter.fontMetrics().height()
        top = cell.top() + (cell.height() - SMALL_ICON_PX - line) // 2
        left = cell.left() + (cell.width() - SMALL_ICON_PX) // 2
        ratio = painter.device().devicePixelRatio()
        pixmap = self._icons.pixmap(mark.shape, mark.colour, SMALL_ICON_PX, ratio)
        painter.drawPixmap(left, top, pixmap)
        painter.setPen(QColor(mark.colour))
        below = QRect(cell.left(), top + SMALL_ICON_PX, cell.width(), line)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, mark.word)


class BoardView(QTableView):
    """Goes from cell to cell with the arrow keys.

    Signals:
        reached: ward and period under the cursor, or None.
        chosen: Enter fell on a cell.
    """

    reached = Signal(object)
    chosen = Signal()

    def __init__(self, kit: Kit, model: BoardModel) -> None:
        super().__init__()
        self._kit = kit
        self.board = model
        self._empty_text = ""
        model.setParent(self)
        self.setModel(model)
        self.setAccessibleName(self.tr("Phường và kỳ"))
        self._set_up()
        self.setItemDelegate(CellDelegate(kit, self))
        model.modelReset.connect(self._on_reset)

    def set_empty_text(self, text: str) -> None:
        """Say what to do next while there is no ward."""
        self._empty_text = text
        self.viewport().update()

    def choose(self, row: int, column: int) -> None:
        """Put the cursor on a cell and bring it into sight."""
        index = self.board.index(row, column, QModelIndex())
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def _set_up(self) -> None:
        small = self.font()
        small.setPointSizeF(self._kit.scale.small_pt)
        self.setFont(small)
        self._word_px = max(
            QFontMetrics(small).horizontalAdvance(cell_mark(state).word)
            for state in CellState
            if state is not CellState.NOT_OWED
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        for set_mode in (self.setVerticalScrollMode, self.setHorizontalScrollMode):
            set_mode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        across, down = self.horizontalHeader(), self.verticalHeader()
        down.setDefaultSectionSize(self._kit.scale.row_px + Gap.SMALL)
        for header in (across, down):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setHighlightSections(True)
        down.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        down.setTextElideMode(Qt.TextElideMode.ElideRight)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)

    def _spread(self) -> None:
        """Share the room among the periods, none narrower than its word."""
        columns = self.board.columnCount()
        least = self._word_px + Gap.TIGHT // 2
        room = self.viewport().width() // columns if columns else least
        most = self._kit.scale.chars_px(_NAME_CHARS)
        self.horizontalHeader().setDefaultSectionSize(max(least, min(room, most)))

    def _make_room_for_names(self) -> None:
        """Give the longest name its room, up to a width."""
        bold = QFont(self.verticalHeader().font())
        bold.setPointSizeF(self._kit.scale.small_pt)
        bold.setBold(True)
        words = QFontMetrics(bold)
        rows = range(self.board.rowCount())
        longest = max((words.horizontalAdvance(self.board.name_at(at)) for at in rows), default=0)
        most = self._kit.scale.chars_px(_NAME_CHARS)
        self.verticalHeader().setFixedWidth(min(most, longest + Gap.LARGE))

    def _on_reset(self) -> None:
        self._make_room_for_names()
        self._spread()
        self.reached.emit(None)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.reached.emit(self.board.cell(current))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.currentIndex().isValid():
            self.chosen.emit()
            return
        if event.text().isprintable() and event.text() and event.key() != Qt.Key.Key_Space:
            event.ignore()
            return
        super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.board.rowCount() == 0 and self._empty_text:
            painter = QPainter(self.viewport())
            font = QFont(self.font())
            font.setPointSizeF(self._kit.scale.large_pt)
            painter.setFont(font)
            painter.setPen(self.palette().placeholderText().color())
            where = self.viewport().rect().adjusted(Gap.LARGE, Gap.LARGE, -Gap.LARGE, -Gap.LARGE)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(where, flags, self._empty_text)
            painter.end()
