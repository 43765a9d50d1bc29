"""How many of the files came to what, large enough to be read at a glance."""

from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from tthc_desk.ui.district.words import outcome_mark, tone_of
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.controls import Role, column, dress, label, panel, row
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.tokens import SMALL_ICON_PX, Gap
from tthc_desk.usecases.consolidation import Outcome, Received

_ORDER = (
    Outcome.ACCEPTED,
    Outcome.UNCHANGED,
    Outcome.EVIDENCE,
    Outcome.REFUSED,
    Outcome.SKIPPED,
)


class ReceiptCounts(QWidget):
    """One card an outcome: its count above its word and shape."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._figures: dict[Outcome, QLabel] = {}
        line = row(gap=Gap.SMALL)
        for outcome in _ORDER:
            line.addWidget(self._card(kit, outcome), 1)
        self.setLayout(line)
        self.show_answers(())

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """Give (word, count) of every card."""
        return tuple(
            (outcome_mark(outcome).word, figure.text()) for outcome, figure in self._figures.items()
        )

    def show_answers(self, answers: Iterable[Received]) -> None:
        """Count anew."""
        counts = Counter(answer.outcome for answer in answers)
        for outcome, figure in self._figures.items():
            figure.setText(formats.count(counts[outcome]))
            mark = outcome_mark(outcome)
            dress(figure, tone=tone_of(mark) if counts[outcome] else "")

    def _card(self, kit: Kit, outcome: Outcome) -> QWidget:
        mark = outcome_mark(outcome)
        figure = self._figures[outcome] = label("0", Role.TITLE)
        figure.setAlignment(Qt.AlignmentFlag.AlignRight)
        shape = QLabel()
        shape.setPixmap(kit.icons.pixmap(mark.shape, mark.colour, SMALL_ICON_PX, ratio=2.0))
        words = label(mark.word)
        dress(words, tone=tone_of(mark))
        card = panel()
        layout = row(shape, words, None, figure, gap=Gap.TIGHT)
        layout.setContentsMargins(Gap.SMALL, Gap.TIGHT, Gap.SMALL, Gap.TIGHT)
        card.setLayout(column(layout))
        return card
