"""A line that is only read; where there is no room for all of it, it says so by "…"."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame
from typing_extensions import override

from tthc_desk.ui.shared.tokens import Gap


class FactLine(QLineEdit):
    """Can be chosen and copied as any field; with the focus the arrows show the rest."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)

    @property
    def shown(self) -> str:
        """Give the text as it is painted without the focus."""
        room = self.width() - 2 * (Gap.SMALL + Gap.TIGHT)
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus() or self.shown == self.text():
            super().paintEvent(event)
            return
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
        room = self.rect().adjusted(Gap.SMALL + Gap.TIGHT // 2, 0, 0, 0)
        painter.setPen(option.palette.text().color())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, flags, self.shown)
