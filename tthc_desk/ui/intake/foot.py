"""The foot of the intake screen: what is promised and paid, and the keys that go on."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from tthc_desk.ui.intake.due_part import due_words
from tthc_desk.ui.intake.outlook import Outlook
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.controls import ActionButton, Role, column, label, row
from tthc_desk.ui.shared.tokens import Gap


class Foot(QWidget):
    """Always in sight, however far the form is scrolled.

    Args:
        main: the action that saves.
        others: quieter actions, from left to right.
    """

    def __init__(self, main: QAction, others: tuple[QAction, ...]) -> None:
        super().__init__()
        self._due = label("", Role.HEADING)
        self._sum = label("", Role.LABEL)
        self._reason = label("", Role.NOTE, wraps=True)
        buttons = [ActionButton(each) for each in others]
        words = column(self._due, self._sum, gap=Gap.NONE)
        keys = row(words, None, *buttons, ActionButton(main, Role.PRIMARY))
        self.setLayout(column(self._reason, keys, gap=Gap.TIGHT))
        self.show_outlook(None)

    @property
    def due_text(self) -> str:
        """Give the promised moment as shown."""
        return self._due.text()

    @property
    def sum_text(self) -> str:
        """Give the amount as shown."""
        return self._sum.text()

    def show_turning_away(self, turns_away: bool) -> None:
        """Promise nothing for a dossier that is not accepted."""
        if turns_away:
            self._due.setText(self.tr("Không nhận hồ sơ"))
            self._sum.setText(self.tr("Ghi vào sổ với số phiếu riêng"))
            self._reason.hide()

    def show_outlook(self, outlook: Outlook | None) -> None:
        """Show date and amount."""
        deadline = outlook.deadline if outlook else None
        due = due_words(deadline)
        self._reason.setText(deadline.text() if deadline else "")
        self._reason.setVisible(deadline is not None)
        self._due.setText(self.tr("Hẹn trả {}").format(due))
        cost = outlook.cost if outlook else None
        total = formats.dong(cost.total_dong) if cost else "–"
        self._sum.setText(self.tr("Thu {}").format(total))
