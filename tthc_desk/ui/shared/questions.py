"""The few windows that ask: a decision, and a reason. None of them waits in a loop."""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QLayout, QPushButton, QWidget

from tthc_desk.ui.shared.controls import Role, button, column, label, row
from tthc_desk.ui.shared.fields import LineField
from tthc_desk.ui.shared.messages import Question, ReasonQuestion
from tthc_desk.ui.shared.tokens import Gap, TypeScale

_WIDTH_CHARS = 56
_MINIMUM_REASON = 3


class QuestionDialog(QDialog):
    """Asks one question; closing it in any other way means the safe verb.

    Args:
        on_answer: called once with a verb, after the window is gone.
    """

    def __init__(
        self,
        question: Question,
        on_answer: Callable[[str], object],
        scale: TypeScale,
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self._question = question
        self._on_answer = on_answer
        self._answer = question.safe
        self.setWindowTitle(self.tr("Cần quyết định"))
        self.setMinimumWidth(scale.chars_px(_WIDTH_CHARS))
        buttons = row(None)
        for verb in question.verbs:
            buttons.addWidget(self._verb_button(verb))
        _lay_out(self, question.text, question.detail, buttons)
        self.finished.connect(self._on_finished)

    def _verb_button(self, verb: str) -> QPushButton:
        made = button(verb, self._on_clicked, Role.PRIMARY if verb == self._question.safe else None)
        if verb == self._question.safe:
            made.setDefault(True)
            made.setFocus()
        return made

    @Slot()
    def _on_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton):
            self._answer = sender.text()
        self.close()

    @Slot(int)
    def _on_finished(self, _: int) -> None:
        self._on_answer(self._answer)


class ReasonDialog(QDialog):
    """Asks for a reason; the step's button is off until one stands there.

    Args:
        on_reason: called with the reason after the window is gone; never when going back.
    """

    def __init__(
        self,
        question: ReasonQuestion,
        on_reason: Callable[[str], object],
        scale: TypeScale,
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self._on_reason = on_reason
        self._reason = ""
        self.setWindowTitle(question.asked or self.tr("Lý do"))
        self.setMinimumWidth(scale.chars_px(_WIDTH_CHARS))
        self.field = LineField(hint=question.asked or self.tr("Ghi lý do"))
        self.field.setAccessibleName(question.asked or self.tr("Lý do"))
        self._carry_out = button(question.verb, self._on_clicked, Role.PRIMARY)
        self._carry_out.setEnabled(False)
        back = button(self.tr("Quay lại"), self.close)
        body = column(self.field, *self._suggestions(question), row(None, self._carry_out, back))
        _lay_out(self, question.text, question.detail, body)
        self.field.textChanged.connect(self._on_changed)
        self.field.returnPressed.connect(self._on_clicked)
        self.finished.connect(self._on_finished)
        self.field.setFocus()

    def _suggestions(self, question: ReasonQuestion) -> list[QPushButton]:
        return [button(text, self._on_suggested, Role.QUIET) for text in question.suggestions]

    @Slot()
    def _on_suggested(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton):
            self.field.set_value(sender.text())
            self.field.setFocus()

    @Slot(str)
    def _on_changed(self, _: str) -> None:
        self._carry_out.setEnabled(len(self.field.value()) >= _MINIMUM_REASON)

    @Slot()
    def _on_clicked(self) -> None:
        if self._carry_out.isEnabled():
            self._reason = self.field.value()
            self.close()

    @Slot(int)
    def _on_finished(self, _: int) -> None:
        if self._reason:
            self._on_reason(self._reason)


def _lay_out(dialog: QDialog, text: str, detail: str, body: QLayout) -> None:
    layout = column(label(text, Role.HEADING, wraps=True), gap=Gap.MEDIUM, margin=Gap.LARGE)
    if detail:
        layout.addWidget(label(detail, wraps=True))
    layout.addLayout(body)
    dialog.setLayout(layout)
