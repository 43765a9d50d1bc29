"""Keys pressed while a dossier is being saved: they are meant for the next one."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override


class TypeAhead(QObject):
    """Holds typing back for as long as a save takes, and then lets it go on.

    Args:
        area: only keys for widgets in here are held.
    """

    def __init__(self, area: QWidget) -> None:
        super().__init__(area)
        self._area = area
        self._held: list[QEvent] = []

    def hold(self) -> None:
        """Begin to hold keys back."""
        app = QCoreApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def let_go(self, *, replay: bool) -> None:
        """Stop holding; send what was typed to whatever has the focus now, or drop it."""
        app = QCoreApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        held, self._held = self._held, []
        for event in held if replay else ():
            target = QApplication.focusWidget()
            if target is not None:
                QCoreApplication.sendEvent(target, event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent | QInputMethodEvent):
            return False
        if (
            event.type() == QEvent.Type.ShortcutOverride
            or watched is not QApplication.focusWidget()
        ):
            return False
        if not isinstance(watched, QWidget) or not self._area.isAncestorOf(watched):
            return False
        self._held.append(event.clone())
        return True
