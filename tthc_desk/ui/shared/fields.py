"""Input fields that know what they hold: text, day, đồng, whole number, choice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from PySide6.QtCore import QPointF, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QStandardItem,
    QStandardItemModel,
    QWheelEvent,
)
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit
from typing_extensions import override

from tthc_desk.domain import money
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.text_input import NAME_LIMIT, typed_day, whole_number
from tthc_desk.domain.vietnamese import nfc
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.tokens import FOCUS_PX, Colour, Gap

_HIGHEST_COUNT = 9_999


class LineField(QLineEdit):
    """One line of text; `value` is in NFC and trimmed.

    Args:
        limit: most characters; typing more is not possible.
        hint: shown while it is empty.
    """

    def __init__(self, limit: int = NAME_LIMIT, hint: str = "") -> None:
        super().__init__()
        # Decomposed input needs room until it is joined.
        self.setMaxLength(limit * 2)
        self.setPlaceholderText(hint)

    def value(self) -> str:
        """Give the text as the program keeps it."""
        return " ".join(nfc(self.text()).split())

    def set_value(self, text: str) -> None:
        """Show a text from its beginning."""
        self.setText(text)
        self.setCursorPosition(0)


class BlockField(QPlainTextEdit):
    """Several lines of text; Tab leaves the field."""

    def __init__(self, rows: int = 3) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(round(self.fontMetrics().lineSpacing() * (rows + 1)))

    def value(self) -> str:
        """Give the text as the program keeps it."""
        return nfc(self.toPlainText()).strip()

    def set_value(self, text: str) -> None:
        """Show a text."""
        self.setPlainText(text)


class DateField(QLineEdit):
    """A day typed as ddmmyyyy, d/m/yyyy or with dots or dashes; written dd/MM/yyyy on leaving."""

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(10)
        self.setPlaceholderText(self.tr("ngày/tháng/năm"))

    def value(self) -> date | None:
        """Give the day, None while empty.

        Raises:
            DeskError: DATE for a text that is no day.
        """
        text = self.text().strip()
        return typed_day(_with_slashes(text), self.objectName()) if text else None

    def set_value(self, value: date | None) -> None:
        """Show a day."""
        self.setText(formats.day(value))

    @override
    def focusOutEvent(self, arg__1: QFocusEvent) -> None:
        super().focusOutEvent(arg__1)
        try:
            self.set_value(self.value())
        except DeskError:
            return  # stays as typed; the form says what is wrong with it


class MoneyField(QLineEdit):
    """An amount of whole đồng, with dots as it is typed.

    Signals:
        amount_changed: the text changed; read `value`.
    """

    amount_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(len(money.dong_text(money.MAX_DONG)) + 1)
        self.textEdited.connect(self._on_edited)
        self.textChanged.connect(self.amount_changed)

    def value(self) -> int | None:
        """Give the amount in đồng, None while empty.

        Raises:
            DeskError: MONEY for a text that is no amount.
        """
        text = self.text().strip()
        return money.dong(text, self.objectName()) if text else None

    def set_value(self, amount_dong: int | None) -> None:
        """Show an amount."""
        self.setText("" if amount_dong is None else money.dong_text(amount_dong))

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        digits = text.replace(".", "").replace(" ", "")
        if not digits.isascii() or not digits.isdigit():
            return
        # The cursor keeps its distance from the end: dots come and go before it.
        from_end = len(text) - self.cursorPosition()
        grouped = money.dong_text(int(digits))
        self.setText(grouped)
        self.setCursorPosition(max(0, len(grouped) - from_end))


class NumberField(QLineEdit):
    """A whole number from a range; arrow keys up and down change it by one."""

    def __init__(self, low: int = 0, high: int = _HIGHEST_COUNT) -> None:
        super().__init__()
        self._low, self._high = low, high
        self.setMaxLength(len(str(high)))

    def value(self) -> int:
        """Give the number.

        Raises:
            DeskError: COUNT for anything else, REQUIRED while empty.
        """
        text = self.text().strip()
        if not text:
            raise DeskError(Code.REQUIRED, self.objectName())
        return whole_number(text.lstrip("0") or "0", self.objectName(), self._low, self._high)

    def set_value(self, number: int) -> None:
        """Show a number."""
        self.setText(str(number))

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(arg__1.key()), 0)
        if step and self.text().isdigit():
            number = int(self.text()) + step
            self.set_value(min(self._high, max(self._low, number)))
            self.textEdited.emit(self.text())
            return
        super().keyPressEvent(arg__1)


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a `ChoiceField`: what it stands for and what it says."""

    value: Any
    text: str


class ChoiceField(QComboBox):
    """One of a short list; the wheel changes it only while it has the focus."""

    def __init__(self, choices: Sequence[Choice] = ()) -> None:
        super().__init__()
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer other entries, the first one chosen."""
        self.clear()
        items = []
        for choice in choices:
            item = QStandardItem(choice.text)
            item.setData(choice.value, Qt.ItemDataRole.UserRole)
            items.append(item)
        # In one go: each single entry would make the box measure itself anew.
        cast("QStandardItemModel", self.model()).invisibleRootItem().appendRows(items)
        self.setCurrentIndex(0 if items else -1)

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        super().paintEvent(e)
        # The style sheet takes the style's own arrow away; this one needs no picture file.
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = Colour.MUTED if self.isEnabled() else Colour.EDGE
        painter.setPen(QPen(QColor(ink), FOCUS_PX))
        middle = QPointF(self.width() - Gap.MEDIUM, self.height() / 2)
        left = middle + QPointF(-Gap.TIGHT, -Gap.TIGHT / 2)
        right = middle + QPointF(Gap.TIGHT, -Gap.TIGHT / 2)
        painter.drawPolyline([left, middle + QPointF(0, Gap.TIGHT / 2), right])

    @override
    def wheelEvent(self, e: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(e)
        else:
            e.ignore()

    def value(self) -> Any:
        """Give what the chosen entry stands for, None while there is none."""
        return self.currentData()

    def set_value(self, value: object) -> None:
        """Choose the entry that stands for a value."""
        for at in range(self.count()):
            if self.itemData(at) == value:
                self.setCurrentIndex(at)


def _with_slashes(text: str) -> str:
    if text[4:5] == "-":
        return text  # 1990-02-15
    parts = text.replace(".", "/").replace("-", "/")
    if len(parts) == 8 and parts.isascii() and parts.isdigit():
        return f"{parts[:2]}/{parts[2:4]}/{parts[4:]}"
    return parts
