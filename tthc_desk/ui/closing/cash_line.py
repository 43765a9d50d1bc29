"""One cash drawer on the screen: what it must hold, what was counted, what it differs by."""

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from tthc_desk.domain.day_closing import Drawer
from tthc_desk.domain.errors import DeskError
from tthc_desk.domain.money import MAX_DONG, dong_text, in_words
from tthc_desk.ui.shared.controls import Role, dress, label
from tthc_desk.ui.shared.fields import MoneyField
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.tokens import TypeScale

_FIELD_CHARS = 12
_FIGURE_CHARS = 9


class CashLine(QObject):
    """Fields and figures of one drawer.

    Signals:
        changed: an amount was typed.
    """

    changed = Signal()

    def __init__(self, drawer: Drawer, name: str, scale: TypeScale) -> None:
        super().__init__()
        self.drawer = drawer
        self.opening = self._field("opening_cash", self.tr("Tiền mặt đầu ngày"), name, scale)
        self.counted = self._field("cash", self.tr("Đếm được"), name, scale)
        self.handed_in = self._field("handed_in", self.tr("Nộp đi"), name, scale)
        self.opening.set_value(drawer.opening_dong)
        self._computed = label("", Role.STRONG)
        self._difference = label("", Role.STRONG)
        self._difference.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._difference.setMinimumWidth(scale.chars_px(_FIGURE_CHARS))
        for field in (self.opening, self.counted, self.handed_in):
            field.amount_changed.connect(self._on_changed)
        self._show()

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """Give what stands in the line after the name, from left to right."""
        drawer = self.drawer
        return (
            self.opening,
            label(dong_text(drawer.collected_dong)),
            label(dong_text(drawer.refunded_dong)),
            self._computed,
            self.counted,
            self._difference,
            self.handed_in,
        )

    @property
    def must_be_counted(self) -> bool:
        """Tell whether cash was taken from it or put into it."""
        return self.drawer.moved

    @property
    def shown_difference(self) -> str:
        """Give the difference as it stands on the screen."""
        return self._difference.text()

    @property
    def texts(self) -> tuple[str, str]:
        """Give what is typed as counted and as handed in."""
        return self.counted.text(), self.handed_in.text()

    def set_texts(self, texts: tuple[str, str]) -> None:
        """Put typed amounts back."""
        self.counted.setText(texts[0])
        self.handed_in.setText(texts[1])

    def amount(self) -> int | None:
        """Give what was counted, None while nothing is typed.

        Raises:
            DeskError: MONEY.
        """
        return self.counted.value()

    def computed(self) -> int:
        """Give what it must hold with the opening cash that is typed.

        Raises:
            DeskError: MONEY.
        """
        opening = self.opening.value() or 0
        return opening + self.drawer.collected_dong - self.drawer.refunded_dong

    def difference(self) -> int | None:
        """Give counted less computed, None while nothing is counted.

        Raises:
            DeskError: MONEY.
        """
        counted = self.amount()
        return None if counted is None else counted - self.computed()

    def _field(self, field: str, words: str, name: str, scale: TypeScale) -> MoneyField:
        made = MoneyField()
        made.setObjectName(field)
        made.setAccessibleName(f"{words} – {name}")
        made.setFixedWidth(scale.chars_px(_FIELD_CHARS))
        made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        made.returnPressed.connect(made.focusNextChild)
        return made

    @Slot()
    def _on_changed(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        try:
            computed, apart = self.computed(), self.difference()
        except DeskError:
            self._computed.setText("–")
            self._difference.setText("–")
            return
        self._computed.setText(dong_text(computed))
        self._difference.setText("" if apart is None else signed(apart))
        dress(self._difference, tone=Tone.ERROR.value if apart else Tone.DONE.value)


def signed(amount_dong: int) -> str:
    """Write a difference with its sign."""
    if amount_dong == 0:
        return "0"
    return f"{'+' if amount_dong > 0 else '−'}{dong_text(abs(amount_dong))}"


def difference_text(amount_dong: int) -> str:
    """Say a difference with its sign and in words."""
    if amount_dong == 0:
        return QCoreApplication.translate("cash_line", "✓ khớp")
    if amount_dong < 0:
        text = QCoreApplication.translate("cash_line", "✕ thiếu {amount} đ ({words})")
    else:
        text = QCoreApplication.translate("cash_line", "✕ thừa {amount} đ ({words})")
    size = abs(amount_dong)
    words = in_words(size) if size <= MAX_DONG else ""
    return text.format(amount=dong_text(size), words=words)
