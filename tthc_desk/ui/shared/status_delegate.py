"""Drawing a status in a table: shape, then word, in one colour."""

from PySide6.QtCore import QObject, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from tthc_desk.ui.shared.icons import Icons
from tthc_desk.ui.shared.record_table import Index, TableRole
from tthc_desk.ui.shared.status import StatusMark
from tthc_desk.ui.shared.tokens import SMALL_ICON_PX, Gap


class StatusDelegate(QStyledItemDelegate):
    """Draws cells that answer `TableRole.STATUS` with a `StatusMark`."""

    def __init__(self, icons: Icons, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icons = icons

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        if isinstance(index.data(TableRole.STATUS), StatusMark):
            option.text = ""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        mark = index.data(TableRole.STATUS)
        if isinstance(mark, StatusMark):
            self._draw(painter, option.rect, mark)

    def _draw(self, painter: QPainter, cell: QRect, mark: StatusMark) -> None:
        painter.save()
        ratio = painter.device().devicePixelRatio()
        pixmap = self._icons.pixmap(mark.shape, mark.colour, SMALL_ICON_PX, ratio)
        left = cell.left() + Gap.SMALL
        top = cell.top() + (cell.height() - SMALL_ICON_PX) // 2
        painter.drawPixmap(left, top, pixmap)
        painter.setPen(QColor(mark.colour))
        words = cell.adjusted(SMALL_ICON_PX + Gap.SMALL + Gap.TIGHT + Gap.TIGHT // 2, 0, 0, 0)
        text = painter.fontMetrics().elidedText(
            mark.word, Qt.TextElideMode.ElideRight, words.width()
        )
        # As the style rounds it: the words beside it stand on the same line.
        metrics = QFontMetricsF(painter.font())
        over = (cell.height() - int(metrics.height())) // 2
        painter.drawText(QPointF(words.left(), cell.top() + over + metrics.ascent()), text)
        painter.restore()
