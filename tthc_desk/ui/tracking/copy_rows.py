"""Facts of a dossier, each of which can be copied: by its button, or by Ctrl+C on its row."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from typing_extensions import override

from tthc_desk.ui.shared.controls import Receiver, Role, button, column, dress, label, row
from tthc_desk.ui.shared.icons import IconName
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.tokens import SMALL_ICON_PX, Colour, Gap

_NAME_CHARS = 13


@dataclass(frozen=True, slots=True)
class Fact:
    """One row.

    Args:
        shown: as it stands on the screen; a row without it is left out.
        copied: as it goes on the clipboard.
        is_secret: an identity number: it does not stay there.
    """

    name: str
    shown: str
    copied: str
    is_secret: bool = False


class CopyRows(QWidget):
    """Rows of facts: one stop of the Tab key, walked by ↑ and ↓.

    Signals:
        copy_wanted: the `Fact` of a row.
    """

    copy_wanted = Signal(object)

    def __init__(self, kit: Kit, rows: int) -> None:
        super().__init__()
        self._rows = [_FactRow(kit) for _ in range(rows)]
        self.setLayout(column(*self._rows, gap=Gap.TIGHT))
        for made in self._rows:
            made.copy_wanted.connect(self.copy_wanted)
            made.left.connect(partial(self._walk, made))
            made.entered.connect(partial(self._settle, made))

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show other facts, at most as many as there are rows."""
        nothing = Fact("", "", "")
        padded = [*facts, *(nothing for _ in range(len(self._rows) - len(facts)))]
        for made, fact in zip(self._rows, padded, strict=True):
            made.show_fact(fact)
        shown = self.shown_rows()
        if shown and not any(made.is_stop for made in shown):
            self._settle(shown[0])

    def shown_rows(self) -> list["_FactRow"]:
        """Give the rows that say something, from the top."""
        return [made for made in self._rows if made.fact.shown]

    def _settle(self, current: "_FactRow") -> None:
        """Let Tab stop at the row where the officer was."""
        for made in self._rows:
            made.set_stop(made is current)

    def _walk(self, here: "_FactRow", steps: int) -> None:
        shown = self.shown_rows()
        at = shown.index(here) + steps
        if 0 <= at < len(shown):
            shown[at].setFocus(Qt.FocusReason.TabFocusReason)


class _FactRow(QWidget):
    """Name, value, and a button that shows where the pointer or the focus is.

    Signals:
        left: ↑ (-1) or ↓ (1) was pressed.
        entered: the focus came.
    """

    copy_wanted = Signal(object)
    left = Signal(int)
    entered = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.fact = Fact("", "", "")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        dress(self, role=Role.FACT.value)
        self._name, self._value = label("", Role.LABEL), _selectable()
        self._name.setFixedWidth(kit.scale.chars_px(_NAME_CHARS))
        self._button = _copy_button(kit, self._copy)
        layout = row(self._name, self._value, self._button)
        layout.setStretch(1, 1)
        layout.setAlignment(self._name, Qt.AlignmentFlag.AlignTop)
        layout.setAlignment(self._button, Qt.AlignmentFlag.AlignTop)
        self.setLayout(layout)
        self._value.setFocusProxy(self)
        self.set_stop(False)

    @property
    def is_stop(self) -> bool:
        """Say whether Tab stops here."""
        return self.focusPolicy() is Qt.FocusPolicy.StrongFocus

    def set_stop(self, is_stop: bool) -> None:
        """Let Tab stop here, or only a click."""
        policy = Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(policy)

    def show_fact(self, fact: Fact) -> None:
        """Show another fact, or nothing."""
        self.fact = fact
        self._name.setText(fact.name)
        self._value.setText(fact.shown)
        self.setAccessibleName(f"{fact.name}: {fact.shown}")
        text = self.tr("Sao chép {name}").format(name=fact.name.lower())
        self._button.setAccessibleName(text)
        self._button.setToolTip(text)
        self.setVisible(bool(fact.shown))

    def _copy(self) -> None:
        self.copy_wanted.emit(self.fact)

    def _copy_chosen(self) -> None:
        """Copy what is marked by the mouse, else the whole value."""
        marked = self._value.selectedText()
        whole = self.fact
        is_part = marked and not whole.is_secret
        self.copy_wanted.emit(Fact(whole.name, marked, marked) if is_part else whole)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy_chosen()
        elif steps:
            self.left.emit(steps)
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()
        self._button.setVisible(True)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._button.setVisible(self.underMouse())

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._button.setVisible(True)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._button.setVisible(self.hasFocus())


def _copy_button(kit: Kit, on_click: Receiver) -> QPushButton:
    """Make the button; its place stays free while it is not shown."""
    made = button("", on_click, Role.COPY)
    made.setIcon(kit.icons.icon(IconName.COPY, Colour.ACCENT))
    made.setIconSize(QSize(SMALL_ICON_PX, SMALL_ICON_PX))
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    policy = made.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    made.setSizePolicy(policy)
    made.hide()
    return made


def _selectable() -> QLabel:
    made = label("", wraps=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    return made
