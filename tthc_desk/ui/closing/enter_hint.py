"""A word beside a button: Enter does the same, where it does."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

from tthc_desk.ui.shared.controls import Role, dress


class EnterHint(QLabel):
    """Shows "Enter" while one of its fields has the focus.

    Args:
        fields: where Enter does what the button beside it does.
    """

    def __init__(self, *fields: QWidget) -> None:
        super().__init__("Enter")
        dress(self, role=Role.NOTE.value)
        # What stands beside it must not jump.
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.hide()
        for field in fields:
            field.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.setVisible(event.type() == QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)
