"""Forms: one call makes label, field, buddy, accessible name, unit and error line together."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from tthc_desk.domain.errors import DeskError
from tthc_desk.ui.shared.controls import Role, dress, label, row
from tthc_desk.ui.shared.messages import Messages
from tthc_desk.ui.shared.tokens import Gap

_GRID_PER_COLUMN = 2


@dataclass(frozen=True, slots=True)
class _Row:
    field: QWidget
    error: QLabel
    label: QLabel


class Form(QWidget):
    """Rows of label and field in one or more columns, filled from left to right.

    Args:
        columns: how many fields stand side by side.
    """

    def __init__(self, columns: int = 1) -> None:
        super().__init__()
        self._columns = columns
        self._next = 0
        self._rows: dict[str, _Row] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Gap.SMALL)
        self._grid.setVerticalSpacing(Gap.TIGHT)
        for at in range(columns):
            self._grid.setColumnStretch(at * _GRID_PER_COLUMN + 1, 1)

    def add(
        self,
        text: str,
        field: QWidget,
        *,
        name: str,
        unit: str = "",
        required: bool = False,
        span: int = 1,
    ) -> QWidget:
        """Add a field at the next place.

        Args:
            text: the label, without colon.
            name: of the field as in errors ("submitter.birth_date"); becomes its objectName.
            unit: shown after the field and read out ("bản", "đồng").
            span: how many of the form's columns it takes.

        Returns:
            The field, wrapped with its unit if it has one.
        """
        field.setObjectName(name)
        caption = label(f"{text} *" if required else text, Role.LABEL)
        caption.setBuddy(field)
        field.setAccessibleName(f"{text} ({unit})" if unit else text)
        error = label("", Role.ERROR, wraps=True)
        error.hide()
        self._rows[name] = _Row(field, error, caption)
        return self._place(self._rows[name], unit, span)

    def show_error(self, name: str | None, text: str, *, focus: bool = True) -> bool:
        """Write a sentence under a field and put the focus there.

        Returns:
            False when the form has no field of that name.
        """
        found = self._rows.get(name or "")
        if found is None:
            return False
        found.error.setText(text)
        found.error.show()
        found.field.setAccessibleDescription(text)
        dress(found.field, wrong=True)
        if focus:
            found.field.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def refuse(self, error: Exception, messages: Messages) -> None:
        """Show a refusal where it belongs: under its field, else in the message bar."""
        if isinstance(error, DeskError) and self.show_error(error.field, messages.words_of(error)):
            return
        messages.failed(error)

    def clear_errors(self) -> None:
        """Take all error lines away."""
        for found in self._rows.values():
            if found.error.isHidden():
                continue
            found.error.hide()
            found.field.setAccessibleDescription("")
            dress(found.field, wrong=False)

    def field(self, name: str) -> QWidget:
        """Give a field by its name."""
        return self._rows[name].field

    def error_of(self, name: str) -> str:
        """Give the sentence that stands under a field, empty if none."""
        found = self._rows[name].error
        return "" if found.isHidden() else found.text()

    def set_row_visible(self, name: str, visible: bool) -> None:
        """Show or hide a field with its label."""
        found = self._rows[name]
        found.label.setVisible(visible)
        found.field.setVisible(visible)
        found.error.setVisible(visible and bool(found.error.text()) and found.error.isVisible())

    def _place(self, made: _Row, unit: str, span: int) -> QWidget:
        line, at = divmod(self._next, self._columns)
        if at + span > self._columns:
            line, at = line + 1, 0
        self._next = line * self._columns + at + span
        left, width = at * _GRID_PER_COLUMN, span * _GRID_PER_COLUMN - 1
        cell = _with_unit(made.field, unit) if unit else made.field
        # Each line of the form takes two of the grid: the fields and their error lines.
        aligned = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(made.label, line * 2, left, aligned)
        self._grid.addWidget(cell, line * 2, left + 1, 1, width)
        self._grid.addWidget(made.error, line * 2 + 1, left + 1, 1, width)
        return cell


def _with_unit(field: QWidget, unit: str) -> QWidget:
    holder = QWidget()
    holder.setLayout(row(field, label(unit, Role.LABEL), gap=Gap.SMALL))
    holder.setFocusProxy(field)
    return holder
