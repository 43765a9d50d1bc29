"""The steps that are legal now, as buttons with keys; no other step is ever offered."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from tthc_desk.domain.moves import Action
from tthc_desk.ui.shared.controls import ActionButton, Role, button
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.ui.steps.words import action_word

# What is usually next stands first.
_ORDER = (
    Action.DELIVER,
    Action.COMPLETE_SUPPLEMENT,
    Action.OBLIGED,
    Action.FORWARD,
    Action.FINISH,
    Action.REQUEST_SUPPLEMENT,
    Action.PAY,
    Action.EXTEND,
    Action.OBLIGE,
    Action.REFUSE,
    Action.WITHDRAW,
    Action.STOP,
    Action.APOLOGISE,
    Action.CORRECT,
    Action.VOID,
)
_COLUMNS = 2


class MovesBar(QWidget):
    """Buttons of one dossier's legal steps.

    Args:
        keyed: actions of Ctrl+1 …, shown on the first buttons.
        more: action that shows the rest.
        undo: action that takes back the last step.

    Signals:
        chosen: the `Action` of a button.
    """

    chosen = Signal(object)

    def __init__(self, keyed: tuple[QAction, ...], more: QAction, undo: QAction) -> None:
        super().__init__()
        self._keyed = keyed
        self._more = more
        self._undo = undo
        self._first: tuple[Action, ...] = ()
        self._rest: tuple[Action, ...] = ()
        self._is_wide = False
        self._buttons = tuple(
            ActionButton(action, Role.PRIMARY if at == 0 else None)
            for at, action in enumerate(keyed)
        )
        self._more_button, self._undo_button = ActionButton(more), ActionButton(undo)
        self._rest_buttons = {a: button(action_word(a), self._chooser(a)) for a in _ORDER}
        fixed = (*self._buttons, self._more_button, self._undo_button)
        for made in (*fixed, *self._rest_buttons.values()):
            _let_shrink(made)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(Gap.TIGHT)
        for at in range(_COLUMNS):
            self._grid.setColumnStretch(at, 1)
        self.offer(())

    def offer(self, moves: tuple[Action, ...], first: Action | None = None) -> None:
        """Offer other steps.

        Args:
            first: the step that stands before all others, if it is legal.
        """
        legal = [action for action in _ORDER if action in moves]
        ordered = tuple(sorted(legal, key=lambda action: action is not first))
        keys = len(self._keyed)
        self._first, self._rest = ordered[:keys], ordered[keys:]
        for at, action in enumerate(self._keyed):
            action.setVisible(at < len(self._first))
            action.setText(action_word(self._first[at]) if at < len(self._first) else "")
        self._more.setVisible(bool(self._rest))
        self._undo.setVisible(Action.UNDO in moves)
        self._is_wide = False
        self._arrange()

    def offered(self) -> tuple[Action, ...]:
        """Give the steps that have a button, without the undo."""
        return (*self._first, *self._rest)

    def take(self, place: int) -> None:
        """Choose the step of a key."""
        if place < len(self._first):
            self.chosen.emit(self._first[place])

    def take_focus(self) -> None:
        """Put the focus on the step that is usually next."""
        if self._first:
            self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def show_rest(self) -> None:
        """Show or hide the steps without a key."""
        self._is_wide = not self._is_wide
        self._arrange()
        if self._is_wide and self._rest:
            self._rest_buttons[self._rest[0]].setFocus()

    def _chooser(self, action: Action) -> Callable[[], object]:
        return partial(self._on_rest, action)

    def _on_rest(self, action: Action, _: bool = False) -> None:
        self.chosen.emit(action)

    def _arrange(self) -> None:
        while self._grid.takeAt(0):
            pass
        shown: list[QPushButton] = list(self._buttons[: len(self._first)])
        if self._rest:
            shown.append(self._more_button)
        if self._undo.isVisible():
            shown.append(self._undo_button)
        rest = self._rest if self._is_wide else ()
        shown += [self._rest_buttons[action] for action in rest]
        for action, made in self._rest_buttons.items():
            made.setVisible(action in rest)
        self._place(shown)

    def _place(self, shown: list[QPushButton]) -> None:
        line = at = 0
        for order, made in enumerate(shown):
            span = _COLUMNS if order == 0 or self._is_too_wide(made) else 1
            if at + span > _COLUMNS:
                line, at = line + 1, 0
            self._grid.addWidget(made, line, at, 1, span)
            at += span

    def _is_too_wide(self, made: QPushButton) -> bool:
        return made.sizeHint().width() > (self.width() - Gap.TIGHT) // _COLUMNS

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


def _let_shrink(made: QPushButton) -> None:
    """Let the place decide the width; a button too wide for half of it gets the whole."""
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
