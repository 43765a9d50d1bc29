"""The date that is promised, with its reasons, and the question where no term is known."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from tthc_desk.domain.errors import Code
from tthc_desk.domain.procedure import Procedure, TermUnit
from tthc_desk.ui.intake.card import Card
from tthc_desk.ui.intake.intake_form import IntakeForm
from tthc_desk.ui.intake.outlook import Outlook
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.controls import Role, button, column, label, row
from tthc_desk.ui.shared.fields import Choice, ChoiceField, NumberField
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.tokens import Gap

if TYPE_CHECKING:
    from tthc_desk.domain.deadlines import Deadline

_LONGEST_TERM = 400
_WITHOUT_AMOUNT = (TermUnit.SAME_DAY.value, f"{TermUnit.SAME_DAY.value} 15h", TermUnit.NONE.value)


class DuePart(Card):
    """Due date, short reasons, and day by day when asked for.

    Signals:
        edited: the officer's answer to the question of the term changed.
        days_shown: the explanation day by day came in; bring it into sight.
    """

    edited = Signal()
    days_shown = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.form = IntakeForm(columns=2)
        self._reasons = label("", wraps=True)
        self._days = label("", Role.NOTE, wraps=True)
        self._more = button(self.tr("Xem từng ngày"), self._on_more, Role.QUIET)
        self._deadline: Deadline | None = None
        self._build()
        self.form.edited.connect(self.edited)
        self.show_outlook(None)

    @property
    def first_field(self) -> QWidget:
        """Give the field of the question."""
        return self.form.field("term")

    def term(self) -> str | None:
        """Give the officer's answer as a request takes it, None where none was asked."""
        if self.form.field("term").isHidden():
            return None
        unit, amount = self.form.text("term_unit"), self.form.text("term")
        if unit in _WITHOUT_AMOUNT:
            return unit
        return f"{amount} {unit}" if amount else None

    def show_outlook(self, outlook: Outlook | None) -> None:
        """Show the promised date of a dossier."""
        asks = bool(outlook and outlook.asks_term)
        self.form.setVisible(asks)
        self.form.set_row_visible("term", asks)
        self.form.set_row_visible("term_unit", asks)
        self._deadline = outlook.deadline if outlook else None
        self._reasons.setText(self._reason_words(outlook))
        self._more.setVisible(bool(self._deadline and self._deadline.due_at))
        self._show_days(self._days.isVisibleTo(self) and self._deadline is not None)

    def take(self, _: Procedure | None) -> None:
        """Begin with a procedure: nothing of the one before counts."""
        self.form.reset()
        self._show_days(False)

    def _build(self) -> None:
        self.form.add(
            self.tr("Thời hạn"), NumberField(0, _LONGEST_TERM), name="term", required=True
        )
        self.form.add(self.tr("Tính theo"), ChoiceField(self._units()), name="term_unit")
        parts = (self.form, self._reasons, row(self._more, None), self._days)
        self.setLayout(column(*parts, gap=Gap.TIGHT, margin=Gap.SMALL))

    def _units(self) -> list[Choice]:
        return [
            Choice(TermUnit.WORKING_DAYS.value, self.tr("ngày làm việc")),
            Choice(TermUnit.CALENDAR_DAYS.value, self.tr("ngày")),
            Choice(TermUnit.WORKING_HOURS.value, self.tr("giờ làm việc")),
            Choice(_WITHOUT_AMOUNT[0], self.tr("trong ngày")),
            Choice(_WITHOUT_AMOUNT[1], self.tr("trong ngày, mốc 15 giờ")),
            Choice(_WITHOUT_AMOUNT[2], self.tr("không quy định")),
        ]

    def _reason_words(self, outlook: Outlook | None) -> str:
        if outlook is None:
            return self.tr("Ngày hẹn trả tính khi đã chọn thủ tục.")
        if outlook.deadline:
            return outlook.deadline.text()
        if outlook.due_error and outlook.due_error.code is not Code.TERM_UNKNOWN:
            return self._kit.messages.words_of(outlook.due_error)
        return self.tr("Danh mục chưa ghi thời hạn: nhập theo quyết định công bố.")

    def _show_days(self, wanted: bool) -> None:
        shown = wanted and self._deadline is not None
        steps = self._deadline.explanation if shown and self._deadline else ()
        self._days.setText("\n".join(step.line() for step in steps))
        self._days.setVisible(shown)
        self._more.setText(self.tr("Thu gọn") if shown else self.tr("Xem từng ngày"))

    @Slot()
    def _on_more(self) -> None:
        self._show_days(not self._days.isVisibleTo(self))
        self.days_shown.emit()


def due_words(deadline: "Deadline | None") -> str:
    """Write the promised moment, a dash while there is none."""
    if deadline is None:
        return "–"
    if deadline.due_at is None:
        return formats.due(None)
    day = formats.day_with_weekday(deadline.due_at.date())
    return f"{formats.clock(deadline.due_at)} {day}"
