"""The steps on the left: which are done, which is in front."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tthc_desk.ui.shared.controls import Role, column, dress, label
from tthc_desk.ui.shared.tokens import Gap, TypeScale

_CHARS = 23


class StepList(QWidget):
    """Names the steps in order.

    Args:
        names: of the steps.
    """

    def __init__(self, scale: TypeScale, names: Sequence[str]) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        dress(self, role=Role.RAIL.value)
        self.setFixedWidth(scale.chars_px(_CHARS))
        self._names = tuple(names)
        self._lines = [label("", Role.RAIL_TITLE) for _ in names]
        for line in self._lines:
            line.setFixedHeight(scale.row_px)  # a sign of another font is higher by a pixel
        self.setLayout(column(*self._lines, None, gap=Gap.TIGHT, margin=Gap.MEDIUM))
        self.mark(0)

    def mark(self, now: int, *, all_done: bool = False, later: Collection[int] = ()) -> None:
        """Mark a step as the one in front, counted from 0.

        Args:
            later: steps that were passed and left for later.
        """
        for at, (line, name) in enumerate(zip(self._lines, self._names, strict=True)):
            done = at < now or all_done
            passed = "–" if at in later else "✓"
            sign = passed if done else f"{at + 1}"
            line.setText(f"▸ {sign}  {name}" if at == now else f"   {sign}  {name}")
            font = line.font()
            font.setBold(at == now)
            line.setFont(font)
        self.setAccessibleName(self._names[now])
