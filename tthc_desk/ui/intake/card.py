"""The white surface on which one part of the form stands."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tthc_desk.ui.shared.controls import Role, dress


class Card(QWidget):
    """A panel that is itself the part: one level less for the style sheet to go through."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        dress(self, role=Role.PANEL.value)
