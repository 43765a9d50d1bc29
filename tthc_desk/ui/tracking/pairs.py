"""Rows of a name and a value."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from tthc_desk.ui.shared.controls import Role, label
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.tokens import Gap

_NAME_CHARS = 13

Pair = tuple[str, str]


class Pairs(QWidget):
    """Rows of a name and a value; a row without a value is left out."""

    def __init__(self, kit: Kit, rows: int) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Gap.SMALL)
        grid.setVerticalSpacing(Gap.TIGHT)
        grid.setColumnMinimumWidth(0, kit.scale.chars_px(_NAME_CHARS))
        grid.setColumnStretch(1, 1)
        self._rows = [(label("", Role.LABEL), _selectable()) for _ in range(rows)]
        for at, (name, value) in enumerate(self._rows):
            grid.addWidget(name, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, at, 1)

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        """Show other names and values, as many as there are rows."""
        for (name, value), (title, text) in zip(self._rows, pairs, strict=True):
            name.setText(title)
            value.setText(text)
            name.setVisible(bool(text))
            value.setVisible(bool(text))


def _selectable() -> QLabel:
    made = label("", wraps=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made
