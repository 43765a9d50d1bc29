"""A scroll area that lets the surface it lies on show through."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from tthc_desk.ui.shared.controls import column
from tthc_desk.ui.shared.tokens import Gap


class ClearScroll(QScrollArea):
    """Scrolls one widget up and down; `put` replaces it.

    Args:
        name: what a screen reader calls it.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.viewport().setAutoFillBackground(False)

    def put(self, content: QWidget, *, fills: bool = False) -> None:
        """Show another widget; the one before is deleted.

        Args:
            fills: it takes the whole height where there is more than it needs.
        """
        holder = QWidget()
        # The spring keeps what is short at the top.
        spring = () if fills else (None,)
        holder.setLayout(column(content, *spring, gap=Gap.NONE))
        self.setWidget(holder)
        holder.setAutoFillBackground(False)
