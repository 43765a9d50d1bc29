"""Any input field as text: read for the request and the draft, and put back."""

from datetime import date

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from tthc_desk.domain.errors import DeskError
from tthc_desk.ui.shared.fields import BlockField, ChoiceField, DateField, LineField

YES = "yes"


def text_of(field: QWidget) -> str:
    """Read a field as it stands; a whole day as ISO, half a day as typed, a tick as "yes"."""
    if isinstance(field, DateField):
        return _day_text(field)
    if isinstance(field, LineField | BlockField):
        return field.value()
    if isinstance(field, QLineEdit):
        return field.text().strip()
    if isinstance(field, ChoiceField):
        return str(field.value() or "")
    if isinstance(field, QCheckBox):
        return YES if field.isChecked() else ""
    raise TypeError(type(field).__name__)


def put_text(field: QWidget, text: str) -> None:
    """Write into a field what `text_of` read."""
    if isinstance(field, DateField):
        field.setText(_shown_day(text))
    elif isinstance(field, LineField | BlockField):
        field.set_value(text)
    elif isinstance(field, QLineEdit):
        field.setText(text)
    elif isinstance(field, ChoiceField):
        field.set_value(text)
    elif isinstance(field, QCheckBox):
        field.setChecked(text == YES)


def _day_text(field: DateField) -> str:
    try:
        day = field.value()
    except DeskError:
        return field.text().strip()
    return day.isoformat() if day else ""


def _shown_day(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.day:02}/{day.month:02}/{day.year:04}"
