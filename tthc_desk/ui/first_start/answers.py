"""A question with two or three answers, each a key."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import button, dress, row

_ACTS = (Act.PART_1, Act.PART_2, Act.PART_3, Act.PART_4, Act.PART_5)
_MARKED, _OPEN = "● ", "○ "


class Answers(QWidget):
    """Buttons of which one is chosen; Ctrl+1, Ctrl+2 … choose without the mouse.

    Args:
        options: (what it stands for, what it says).
        marked: each shows by a sign whether it is chosen; else it looks like a tab.

    Signals:
        chosen: what the chosen one stands for.
    """

    chosen = Signal(str)

    def __init__(self, options: Sequence[tuple[str, str]], *, marked: bool = True) -> None:
        super().__init__()
        self._options = tuple(options)
        self._marked = marked
        self._value = ""
        self._buttons = [self._make(at, text) for at, (_, text) in enumerate(self._options)]
        self.setLayout(row(*self._buttons, None))
        self.set_value("")

    @property
    def value(self) -> str:
        """Give what the chosen one stands for, empty while none is."""
        return self._value

    @property
    def first(self) -> QPushButton:
        """Give the chosen button, else the first one."""
        values = [value for value, _ in self._options]
        return self._buttons[values.index(self._value) if self._value in values else 0]

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """Name the keys of the answers that may be given now."""
        pairs = zip(self._buttons, self._options, _ACTS, strict=False)
        return tuple((act.key_text, text) for one, (_, text), act in pairs if one.isEnabled())

    def allow(self, value: str, *, allowed: bool) -> None:
        """Let an answer be given, or not yet."""
        at = [own for own, _ in self._options].index(value)
        self._buttons[at].setEnabled(allowed)

    def set_value(self, value: str) -> None:
        """Choose an answer."""
        self._value = value
        for made, (own, _) in zip(self._buttons, self._options, strict=True):
            made.setChecked(own == value)
        self.name_all([text for _, text in self._options])

    def name_all(self, texts: Sequence[str]) -> None:
        """Say something else on the buttons."""
        self._options = tuple((v, t) for (v, _), t in zip(self._options, texts, strict=True))
        pairs = zip(self._buttons, self._options, _ACTS, strict=False)
        for made, (own, text), act in pairs:
            mark = (_MARKED if own == self._value else _OPEN) if self._marked else ""
            made.setText(f"{mark}{text}   {act.key_text}")
            made.setAccessibleName(text)
            if not self._marked:
                dress(made, role="" if own == self._value else "quiet")

    def take(self, act: Act) -> bool:
        """Take a key; False for one that is no answer."""
        if act not in _ACTS[: len(self._options)]:
            return False
        if self._buttons[_ACTS.index(act)].isEnabled():
            self._on_clicked(_ACTS.index(act))
        return True

    def _make(self, at: int, text: str) -> QPushButton:
        made = button(text, partial(self._on_clicked, at))
        made.setCheckable(True)
        return made

    def _on_clicked(self, at: int, _: bool = False) -> None:
        self.set_value(self._options[at][0])
        self.chosen.emit(self._value)
