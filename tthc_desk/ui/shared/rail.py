"""The rail on the left: screens with their icons and keys."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import Role, column, dress, label, row
from tthc_desk.ui.shared.icons import Icons
from tthc_desk.ui.shared.screen import ScreenEntry
from tthc_desk.ui.shared.tokens import RAIL_CHARS, Colour, Gap, TypeScale


class RailButton(QPushButton):
    """One screen's place on the rail."""

    def __init__(self, entry: ScreenEntry, icons: Icons) -> None:
        super().__init__()
        self.act = entry.act
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(f"{entry.title} ({entry.act.key_text})")
        dress(self, role=Role.RAIL.value)
        picture = QLabel()
        picture.setPixmap(icons.pixmap(entry.icon, Colour.ON_RAIL, ratio=2.0))
        title = label(entry.title, Role.RAIL_TITLE)
        key = label(entry.act.key_text, Role.RAIL_KEY)
        layout = row(picture, title, None, key, gap=Gap.SMALL)
        layout.setContentsMargins(Gap.SMALL + Gap.TIGHT, 0, Gap.SMALL, 0)
        self.setLayout(layout)
        for part in (picture, title, key):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


class Rail(QWidget):
    """All screens, the shown one marked.

    Signals:
        chosen: the `Act` of a screen that was clicked.
    """

    chosen = Signal(object)

    def __init__(self, entries: Sequence[ScreenEntry], icons: Icons, scale: TypeScale) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        dress(self, role=Role.RAIL.value)
        self.setFixedWidth(scale.chars_px(RAIL_CHARS))
        self._buttons = [RailButton(entry, icons) for entry in entries]
        for one in self._buttons:
            one.clicked.connect(self._on_clicked)
        layout = column(*self._buttons, None, gap=Gap.NONE)
        layout.setContentsMargins(0, Gap.SMALL, 0, Gap.SMALL)
        self.setLayout(layout)

    def mark(self, act: Act | None) -> None:
        """Mark the screen that is shown."""
        for one in self._buttons:
            one.setChecked(one.act is act)

    @Slot()
    def _on_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, RailButton):
            sender.setChecked(True)
            self.chosen.emit(sender.act)
