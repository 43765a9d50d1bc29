"""The window that lists the keys of the screen shown."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from tthc_desk.ui.shared.controls import Role, button, column, label, row
from tthc_desk.ui.shared.tokens import Gap, TypeScale

_WIDTH_CHARS = 52
_KEY_CHARS = 11


class KeyHelp(QDialog):
    """Lists keys in two groups.

    Args:
        here: (key, what it does) of this screen.
        everywhere: the same of the window.
    """

    def __init__(
        self,
        title: str,
        here: Sequence[tuple[str, str]],
        everywhere: Sequence[tuple[str, str]],
        scale: TypeScale,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Các phím"))
        self.setMinimumWidth(scale.chars_px(_WIDTH_CHARS))
        close = button(self.tr("Đóng"), self.close, Role.PRIMARY)
        close.setDefault(True)
        layout = column(gap=Gap.SMALL, margin=Gap.LARGE)
        for heading, lines in ((title, here), (self.tr("Ở mọi màn hình"), everywhere)):
            if lines:
                layout.addWidget(label(heading, Role.HEADING))
                layout.addLayout(_listing(lines, scale))
        layout.addLayout(row(None, close))
        self.setLayout(layout)


def _listing(lines: Sequence[tuple[str, str]], scale: TypeScale) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(Gap.LARGE)
    grid.setVerticalSpacing(Gap.TIGHT)
    grid.setColumnMinimumWidth(0, scale.chars_px(_KEY_CHARS))
    grid.setColumnStretch(1, 1)
    for at, (key, text) in enumerate(lines):
        grid.addWidget(label(key, Role.STRONG), at, 0)
        grid.addWidget(label(text), at, 1)
    return grid
