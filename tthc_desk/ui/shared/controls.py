"""Labels, buttons and layouts in the roles the style sheet knows."""

from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import QSize, Qt, SignalInstance, Slot
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tthc_desk.ui.shared.tokens import ICON_PX, Gap

Receiver = Callable[[], object] | SignalInstance
"""A bound method of a QObject on the GUI thread, or a signal to send on."""

_L = TypeVar("_L", bound=QBoxLayout)


class Role(StrEnum):
    """What a label, button or panel is; the style sheet dresses it by this."""

    DISPLAY = "display"
    TITLE = "title"
    HEADING = "heading"
    NOTE = "note"
    LABEL = "label"
    STRONG = "strong"
    ERROR = "error"
    EMPTY = "empty"
    TRAINING = "training"
    PANEL = "panel"
    TOP = "top"
    RAIL = "rail"
    RAIL_TITLE = "rail-title"
    RAIL_KEY = "rail-key"
    OFFICER = "officer"
    MESSAGE = "message"
    PRIMARY = "primary"
    QUIET = "quiet"
    FACT = "fact"
    COPY = "copy"


def dress(widget: QWidget, **properties: str | bool) -> None:
    """Set properties the style sheet selects by (role, tone, wrong) and restyle if needed."""
    for name, value in properties.items():
        if widget.property(name) == value:
            continue
        widget.setProperty(name, value)
        if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            widget.style().unpolish(widget)
            widget.style().polish(widget)


def label(text: str = "", role: Role | None = None, *, wraps: bool = False) -> QLabel:
    """Make a label of plain text."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    if role:
        dress(made, role=role.value)
    return made


def panel() -> QWidget:
    """Make a white surface with an edge, for one group of things."""
    made = QWidget()
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    dress(made, role=Role.PANEL.value)
    return made


def button(text: str, on_click: Receiver, role: Role | None = None) -> QPushButton:
    """Make a button; its text is a verb."""
    made = QPushButton(text)
    made.setAutoDefault(False)
    if role:
        dress(made, role=role.value)
    made.clicked.connect(on_click)
    return made


def icon_button(icon: QIcon, name: str, on_click: Receiver) -> QPushButton:
    """Make a button that shows an icon only; the name is read out and shown as tip."""
    made = button("", on_click, Role.QUIET)
    made.setIcon(icon)
    made.setIconSize(QSize(ICON_PX, ICON_PX))
    made.setAccessibleName(name)
    made.setToolTip(name)
    return made


class ActionButton(QPushButton):
    """A button bound to a screen's action: shows name and key, follows its state.

    The action's status tip, which says why it is off, is the button's tool tip.
    """

    def __init__(self, action: QAction, role: Role | None = None) -> None:
        super().__init__()
        self._action = action
        self._wanted = True
        self.setAutoDefault(False)
        if role:
            dress(self, role=role.value)
        self._follow()
        action.changed.connect(self._follow)
        self.clicked.connect(action.trigger)

    @Slot()
    def _follow(self) -> None:
        key = self._action.property("key_text")
        self.setText(f"{self._action.text()}   {key}" if key else self._action.text())
        self.setAccessibleName(self._action.text())
        self.setEnabled(self._action.isEnabled())
        self.setToolTip(self._action.statusTip())
        # Only on a change: showing a button that has no parent yet would open a window.
        if self._wanted != self._action.isVisible():
            self._wanted = self._action.isVisible()
            self.setVisible(self._wanted)


def column(
    *items: QWidget | QLayout | None, gap: Gap = Gap.SMALL, margin: Gap = Gap.NONE
) -> QVBoxLayout:
    """Stack items from top to bottom; None is a spring."""
    return _filled(QVBoxLayout(), items, gap, margin)


def row(
    *items: QWidget | QLayout | None, gap: Gap = Gap.SMALL, margin: Gap = Gap.NONE
) -> QHBoxLayout:
    """Put items from left to right; None is a spring."""
    return _filled(QHBoxLayout(), items, gap, margin)


def _filled(layout: _L, items: tuple[QWidget | QLayout | None, ...], gap: Gap, margin: Gap) -> _L:
    layout.setSpacing(gap)
    layout.setContentsMargins(margin, margin, margin, margin)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, QWidget):
            layout.addWidget(item)
        else:
            layout.addLayout(item)
    return layout
