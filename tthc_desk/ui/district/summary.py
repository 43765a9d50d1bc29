"""The line that counts the cells of the board by their state."""

from PySide6.QtWidgets import QLabel, QWidget

from tthc_desk.ui.district.board_model import TO_SETTLE
from tthc_desk.ui.district.words import cell_mark, full_mark, tone_of
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.controls import Role, dress, label, row
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.tokens import SMALL_ICON_PX, Gap
from tthc_desk.usecases.district_status import CellState, DistrictStatus

_SHOWN = (
    CellState.RECEIVED,
    CellState.AMENDED,
    CellState.LATE,
    CellState.MISSING,
    CellState.DISPUTED,
    CellState.REFUSED,
)


class Summary(QWidget):
    """Shows every state of files that occurs with its count; it explains the shapes, too."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.open_cells = 0
        self._wards = label("", Role.STRONG)
        self._parts: dict[CellState, tuple[QWidget, QLabel]] = {}
        line = row(self._wards, gap=Gap.SMALL)
        for state in _SHOWN:
            mark = full_mark(state)
            shape, text = QLabel(), label("")
            shape.setPixmap(kit.icons.pixmap(mark.shape, mark.colour, SMALL_ICON_PX, ratio=2.0))
            dress(text, tone=tone_of(mark))
            part = QWidget()
            part.setLayout(row(shape, text, gap=Gap.TIGHT))
            part.hide()
            self._parts[state] = (part, text)
            line.addWidget(part)
        self.setLayout(line)
        # Very large counts are cut rather than making the window wider than the screen.
        self.setMinimumWidth(1)

    @property
    def text(self) -> str:
        """Give the whole line as it is read."""
        shown = [text.text() for part, text in self._parts.values() if not part.isHidden()]
        return " · ".join((self._wards.text(), *shown))

    def show_status(self, status: DistrictStatus) -> None:
        """Count anew."""
        text = self.tr("{count} phường").format(count=formats.count(len(status.wards)))
        self._wards.setText(text)
        counts = {state: status.count(state) for state in _SHOWN}
        self.open_cells = sum(counts[state] for state in TO_SETTLE)
        for state, (part, words) in self._parts.items():
            words.setText(f"{formats.count(counts[state])} {cell_mark(state).word}")
            words.setToolTip(full_mark(state).word)
            part.setVisible(counts[state] > 0)
