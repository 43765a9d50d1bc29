"""A fingerprint in eight large groups, each marked as what was typed agrees with it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from tthc_desk.ui.shared.controls import Role, dress, label
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.tokens import Gap, TypeScale

_GROUP, _PER_LINE = 4, 4
_PLAIN_CHARS, _MARKED_CHARS = 10, 15


def typed_digits(text: str) -> str:
    """Give the letters and digits of a text in upper case; what parts the groups is free."""
    return "".join(char for char in text if char.isalnum()).upper()


class FingerprintGrid(QWidget):
    """Shows eight groups in two lines, as the key sheet prints them.

    Args:
        compares: leaves room for a mark before each group.
    """

    def __init__(self, scale: TypeScale, *, compares: bool = False) -> None:
        super().__init__()
        self._groups: list[str] = []
        self._labels: list[QLabel] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Gap.MEDIUM)
        grid.setVerticalSpacing(Gap.SMALL)
        for at in range(2 * _PER_LINE):
            shown = label("", Role.DISPLAY)
            shown.setAlignment(Qt.AlignmentFlag.AlignLeft)
            shown.setMinimumWidth(scale.chars_px(_MARKED_CHARS if compares else _PLAIN_CHARS))
            self._labels.append(shown)
            grid.addWidget(shown, at // _PER_LINE, at % _PER_LINE)
        grid.setColumnStretch(_PER_LINE, 1)

    @property
    def text(self) -> str:
        """Give the fingerprint that is shown."""
        return " ".join(self._groups)

    @property
    def marks(self) -> tuple[str, ...]:
        """Give what stands before each group: "✓" where it agrees, "✕" where it does not."""
        return tuple(shown.text()[:1] if " " in shown.text() else "" for shown in self._labels)

    def show_fingerprint(self, fingerprint: str) -> None:
        """Show another fingerprint, nothing compared yet; an empty text shows none."""
        self._groups = fingerprint.split()
        self.compare("")

    def compare(self, typed: str) -> None:
        """Mark the groups that what was typed reaches."""
        digits = typed_digits(typed)
        groups = self._groups or [""] * len(self._labels)
        for at, (group, shown) in enumerate(zip(groups, self._labels, strict=True)):
            part = digits[at * _GROUP : (at + 1) * _GROUP]
            mark, tone = _judged(part, group)
            shown.setText(f"{mark} {group}" if mark else group)
            dress(shown, tone=tone)


def _judged(part: str, group: str) -> tuple[str, str]:
    if not part:
        return "", ""
    if not group.startswith(part):
        return "✕", Tone.ERROR.value
    return ("✓", Tone.DONE.value) if part == group else ("", "")


def large_font(font: QFont, scale: TypeScale) -> QFont:
    """Give the font in which a fingerprint is typed."""
    made = QFont(font)
    made.setPointSizeF(scale.title_pt)
    return made
