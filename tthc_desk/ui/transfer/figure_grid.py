"""Key figures with their words; where one changed, what was sent stands beside it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from tthc_desk.ui.shared.controls import Role, dress, label
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.tokens import Gap, TypeScale
from tthc_desk.ui.transfer.period_facts import FigureRow

_CHARS = 46
"""So wide at most: a figure stands near its words."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class FigureGrid(QWidget):
    """Shows figures one under the other, as a table no one types into."""

    def __init__(self, scale: TypeScale) -> None:
        super().__init__()
        self.setMaximumWidth(scale.chars_px(_CHARS))
        self._lines: list[tuple[QLabel, QLabel, QLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Gap.SMALL)
        self._grid.setVerticalSpacing(Gap.TIGHT // 2)
        self._grid.setColumnStretch(1, 1)

    @property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """Read every line: its words, what was sent, what is so now."""
        shown = (line for line in self._lines if not line[0].isHidden())
        return tuple(tuple(cell.text() for cell in line) for line in shown)

    def show_rows(self, rows: Sequence[FigureRow]) -> None:
        """Show other figures."""
        while len(self._lines) < len(rows):
            self._add()
        for at, line in enumerate(self._lines):
            for cell in line:
                cell.setVisible(at < len(rows))
        for line, row in zip(self._lines, rows, strict=False):
            caption, sent, now = line
            caption.setText(row.caption)
            caption.setIndent(Gap.MEDIUM if row.is_part else 0)
            sent.setText(f"{row.sent} →" if row.sent else "")
            now.setText(row.now)
            role = "" if row.is_part else Role.STRONG.value
            for cell in (caption, now):
                dress(cell, role=role)
            dress(now, tone=Tone.ERROR.value if row.sent else "")

    def _add(self) -> None:
        line = (label(), label("", Role.LABEL), label())
        for at, cell in enumerate(line):
            if at:
                cell.setAlignment(_RIGHT)
            self._grid.addWidget(cell, len(self._lines), at)
        self._lines.append(line)
