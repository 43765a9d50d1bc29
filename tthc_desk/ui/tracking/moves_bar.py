"""The steps that are legal now, as buttons with keys; no other step is ever offered."""

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
    Action.EXPLAIN_DELAY,
    Action.REFUND,
    Action.CORRECT,
    Action.VOID,
)
_UNITS = 101
"""Columns of the grid, about a gap wide: two buttons share a line by what they need."""


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
        self._rest_buttons: dict[Action, QPushButton] = {}
        for made in (*self._buttons, self._more_button, self._undo_button):
            self._take_in(made)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(Gap.TIGHT)
        self._grid.setHorizontalSpacing(Gap.NONE)
        for at in range(_UNITS):
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
            self._rest_button(self._rest[0]).setFocus()

    def _rest_button(self, action: Action) -> QPushButton:
        """Give the button of a step without a key; most are never needed."""
        if action not in self._rest_buttons:
            made = button(action_word(action), partial(self._on_rest, action))
            self._take_in(made)
            self._rest_buttons[action] = made
        return self._rest_buttons[action]

    def _take_in(self, made: QPushButton) -> None:
        # Its action may show it before it has a place: without a parent it would be a window.
        made.setParent(self)
        # The place decides the width; a button too wide for half of it gets the whole.
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

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
        shown += [self._rest_button(action) for action in rest]
        for action, made in self._rest_buttons.items():
            made.setVisible(action in rest)
        self._place(shown)

    def _place(self, shown: list[QPushButton]) -> None:
        line, waiting = 0, list(shown)
        while waiting:
            made = waiting.pop(0)
            # What is usually next has a line of its own.
            first = self._units_beside(made, waiting[0]) if line and waiting else _UNITS
            self._grid.addWidget(made, line, 0, 1, first)
            if first < _UNITS:
                self._grid.addWidget(waiting.pop(0), line, first + 1, 1, _UNITS - first - 1)
            line += 1

    def _units_beside(self, made: QPushButton, other: QPushButton) -> int:
        """Give how much of a line a button takes, all of it if the other one does not fit."""
        one, two = made.sizeHint().width(), other.sizeHint().width()
        free = self.width() * (_UNITS - 1) // _UNITS
        if one + two > free:
            return _UNITS
        if max(one, two) * 2 <= free:
            return _UNITS // 2
        return round((_UNITS - 1) * one / (one + two))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
