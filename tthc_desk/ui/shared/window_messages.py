"""Messages shown in the window's own bar and questions."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QWidget

from tthc_desk.domain.errors import DeskError
from tthc_desk.ui.shared.message_bar import MessageBar
from tthc_desk.ui.shared.messages import Question, ReasonQuestion, Tone
from tthc_desk.ui.shared.questions import QuestionDialog, ReasonDialog
from tthc_desk.ui.shared.tokens import TypeScale

Wording = Callable[[DeskError], str]


class WindowMessages:
    """Carries out `Messages`.

    Args:
        wording: gives the Vietnamese sentence of a refusal.
        on_crash: gets every exception that is no DeskError: our fault.
    """

    def __init__(
        self, wording: Wording, on_crash: Callable[[Exception], object], scale: TypeScale
    ) -> None:
        self._wording = wording
        self._on_crash = on_crash
        self._scale = scale
        self._bar: MessageBar | None = None
        self._dialogs: list[QDialog] = []

    def attach(self, bar: MessageBar) -> None:
        """Speak through a window's bar from now on."""
        self._bar = bar

    def info(self, text: str) -> None:
        """Say something worth knowing."""
        self._show(Tone.INFO, text)

    def done(self, text: str) -> None:
        """Say what was carried out and saved."""
        self._show(Tone.DONE, text)

    def warning(self, text: str) -> None:
        """Say what should be looked at."""
        self._show(Tone.WARNING, text)

    def error(self, text: str) -> None:
        """Say what was not carried out."""
        self._show(Tone.ERROR, text)

    def failed(self, error: Exception) -> None:
        """Show a refusal, or open the crash door."""
        if isinstance(error, DeskError):
            self._show(Tone.ERROR, self._wording(error))
        else:
            self._on_crash(error)

    def words_of(self, error: Exception) -> str:
        """Give the sentence of a refusal."""
        return self._wording(error) if isinstance(error, DeskError) else str(error)

    def clear(self) -> None:
        """Take the message away."""
        if self._bar:
            self._bar.clear()

    def ask(self, question: Question, on_answer: Callable[[str], object]) -> None:
        """Ask in a window of its own."""
        self._open(QuestionDialog(question, on_answer, self._scale, self._parent()))

    def ask_reason(self, question: ReasonQuestion, on_reason: Callable[[str], object]) -> None:
        """Ask for a reason in a window of its own."""
        self._open(ReasonDialog(question, on_reason, self._scale, self._parent()))

    def _open(self, dialog: QDialog) -> None:
        # The last one may still be telling its answer: it is freed with the next question.
        for old in [one for one in self._dialogs[:-1] if not one.isVisible()]:
            old.setParent(None)
            self._dialogs.remove(old)
        self._dialogs.append(dialog)
        parent = self._parent()
        if parent is not None:
            # Where no window manager does it the keys would go nowhere, a scan's too.
            dialog.finished.connect(parent.activateWindow)
        dialog.open()

    def _show(self, tone: Tone, text: str) -> None:
        if self._bar:
            self._bar.show_message(tone, text)

    def _parent(self) -> QWidget | None:
        return self._bar.window() if self._bar else None
