"""Facts one below the other: what it is, and what it is here."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from tthc_desk.ui.shared.controls import Role, label
from tthc_desk.ui.shared.tokens import Gap


class FactGrid(QWidget):
    """Shows as many facts as it is given.

    Args:
        most: facts it has room for.
    """

    def __init__(self, most: int) -> None:
        super().__init__()
        self._lines = [(label("", Role.LABEL), label("", wraps=True)) for _ in range(most)]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Gap.LARGE)
        grid.setVerticalSpacing(Gap.SMALL)
        grid.setColumnStretch(1, 1)
        for at, (title, text) in enumerate(self._lines):
            grid.addWidget(title, at, 0)
            grid.addWidget(text, at, 1)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show (what it is, what it is here); the rest stays hidden."""
        for at, (title, text) in enumerate(self._lines):
            name, value = facts[at] if at < len(facts) else ("", "")
            title.setText(name)
            text.setText(value)
            title.setVisible(bool(name))
            text.setVisible(bool(name))
