"""The cash of a day, counted per cashier: computed and counted amounts, and their difference."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from tthc_desk.domain.day_closing import Drawer
from tthc_desk.domain.errors import DeskError
from tthc_desk.domain.money import dong_text, in_words
from tthc_desk.ui.closing.cash_line import CashLine, difference_text
from tthc_desk.ui.shared.controls import Role, dress, label
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.usecases.ward import Ward


class CashForm(QWidget):
    """One line per drawer; `total` says their sum and stands where the lines are not scrolled.

    Signals:
        changed: an amount was typed.
    """

    changed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._lines: tuple[CashLine, ...] = ()
        self._parts: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(Gap.NONE, Gap.NONE, Gap.NONE, Gap.NONE)
        self._grid.setHorizontalSpacing(Gap.MEDIUM)
        self._grid.setVerticalSpacing(Gap.TIGHT)
        self.total = label("", wraps=True)
        self._grid.setColumnStretch(0, 1)

    @property
    def lines(self) -> tuple[CashLine, ...]:
        """Give the lines, by login."""
        return self._lines

    @property
    def sum_text(self) -> str:
        """Give the sentence on what was counted and what it differs by."""
        return self.total.text()

    def show_drawers(self, drawers: tuple[Drawer, ...], ward: Ward, *, keep: bool = False) -> None:
        """Ask for the cash of these drawers.

        Args:
            keep: what was counted stays; it is the same day, with a payment more.
        """
        typed = {line.drawer.login: line.texts for line in self._lines} if keep else {}
        for line in self._lines:
            line.deleteLater()
        for part in self._parts:
            self._grid.removeWidget(part)
            part.deleteLater()
        self._parts.clear()
        if drawers:
            self._show_titles()
        self._lines = tuple(
            self._line(at, drawer, ward.name_of(drawer.login))
            for at, drawer in enumerate(drawers, start=1)
        )
        for line in self._lines:
            line.set_texts(typed.get(line.drawer.login, ("", "")))
        self._on_changed()

    def high_px(self, most: int) -> int:
        """Give the height in which so many drawers fit, or all where there are fewer."""
        scale, lines = self._kit.scale, min(most, len(self._lines))
        title = scale.row_px - Gap.SMALL
        return title + lines * (scale.field_px + Gap.TIGHT) - Gap.TIGHT if lines else 0

    def take_focus(self) -> bool:
        """Go to the first amount that must be counted; False when there is none."""
        for line in self._lines:
            if line.must_be_counted and not line.counted.text():
                line.counted.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def _show_titles(self) -> None:
        titles = (
            self.tr("Tiền mặt của"),
            self.tr("Đầu ngày"),
            self.tr("Đã thu"),
            self.tr("Hoàn trả"),
            self.tr("Phải có"),
            self.tr("Đếm được"),
            self.tr("Chênh lệch"),
            self.tr("Nộp đi"),
        )
        for at, title in enumerate(titles):
            side = Qt.AlignmentFlag.AlignRight if at else Qt.AlignmentFlag.AlignLeft
            self._put(label(title, Role.NOTE), 0, at, side)

    def _line(self, at: int, drawer: Drawer, name: str) -> CashLine:
        line = CashLine(drawer, name, self._kit.scale)
        line.changed.connect(self._on_changed)
        line.setParent(self)
        self._put(label(name, Role.STRONG), at, 0, Qt.AlignmentFlag.AlignLeft)
        for place, widget in enumerate(line.widgets, start=1):
            self._put(widget, at, place, Qt.AlignmentFlag.AlignRight)
        return line

    def _put(self, widget: QWidget, at: int, place: int, side: Qt.AlignmentFlag) -> None:
        self._parts.append(widget)
        self._grid.addWidget(widget, at, place, side | Qt.AlignmentFlag.AlignVCenter)
        # The layout would show it in a later turn, and what is hidden cannot take the focus.
        widget.show()

    @Slot()
    def _on_changed(self) -> None:
        _show_sum(self.total, self._lines, self.tr("Trong ngày không thu, trả tiền mặt."))
        self.total.setVisible(bool(self.total.text()))
        self.changed.emit()


def _show_sum(shown: QLabel, lines: tuple[CashLine, ...], empty: str) -> None:
    """Say in figures and words what was counted, and the difference as it is typed."""
    try:
        counted = [(line, amount) for line in lines if (amount := line.amount()) is not None]
    except DeskError:
        shown.setText("")
        return
    if not lines:
        shown.setText(empty)
        dress(shown, tone="")
        return
    total = sum(amount for _, amount in counted)
    apart = sum(line.difference() or 0 for line, _ in counted)
    words = f"{dong_text(total)} đ ({in_words(total)})" if counted else ""
    shown.setText(f"{words} · {difference_text(apart)}" if words else "")
    dress(shown, tone=Tone.ERROR.value if apart else "")
