"""A part of the intake form whose fields are read and filled by their names."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from tthc_desk.ui.intake.field_text import put_text, text_of
from tthc_desk.ui.shared.forms import Form


class IntakeForm(Form):
    """Fields of the request, each under its name there.

    Signals:
        edited: a field was changed, by hand or by the program.
        entered: Enter was pressed in a line: go on to the next field.
    """

    edited = Signal()
    entered = Signal()

    def __init__(self, columns: int = 2) -> None:
        super().__init__(columns)
        self._named: dict[str, QWidget] = {}
        self._first: dict[str, str] = {}

    @override
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
        cell = super().add(text, field, name=name, unit=unit, required=required, span=span)
        self._named[name] = field
        self._first[name] = text_of(field)
        self._watch(field)
        return cell

    @property
    def fields(self) -> tuple[QWidget, ...]:
        """Give the fields in their order."""
        return tuple(self._named.values())

    def has(self, name: str) -> bool:
        """Tell whether a field of that name is here."""
        return name in self._named

    def text(self, name: str) -> str:
        """Read one field."""
        return text_of(self._named[name])

    def texts(self) -> dict[str, str]:
        """Read every field that does not stand as it began."""
        read = {name: text_of(field) for name, field in self._named.items()}
        return {name: text for name, text in read.items() if text != self._first[name]}

    def put(self, values: Mapping[str, str]) -> None:
        """Write into the fields named, leave the others."""
        for name, text in values.items():
            if name in self._named:
                put_text(self._named[name], text)

    def reset(self) -> None:
        """Let every field stand as it began."""
        self.clear_errors()
        self.put(self._first)

    def _watch(self, field: QWidget) -> None:
        if isinstance(field, QLineEdit):
            field.textChanged.connect(self.edited)
            field.returnPressed.connect(self.entered)
        elif isinstance(field, QPlainTextEdit):
            field.textChanged.connect(self.edited)
        elif isinstance(field, QComboBox):
            field.currentIndexChanged.connect(self.edited)
        elif isinstance(field, QCheckBox):
            field.toggled.connect(self.edited)
