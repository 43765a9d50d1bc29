"""The scan-and-search line that is always at the top of the window."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from tthc_desk.domain.vietnamese import nfc
from tthc_desk.ui.shared.icons import IconName, Icons
from tthc_desk.ui.shared.tokens import Colour


class SearchBox(QLineEdit):
    """One line for numbers, codes, names without marks, tails of identity numbers, phones.

    Signals:
        search_requested: what to look for (str, NFC), on Enter.
        left: Escape was pressed; the focus should go back to the screen.
    """

    search_requested = Signal(str)
    left = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.setPlaceholderText(
            self.tr("Quét mã, hoặc tìm số hồ sơ, họ tên, số định danh   Ctrl+K")
        )
        self.setAccessibleName(self.tr("Tìm hồ sơ"))
        self.setClearButtonEnabled(True)
        shape = QAction(icons.icon(IconName.SEARCH, Colour.MUTED), "", self)
        self.addAction(shape, QLineEdit.ActionPosition.LeadingPosition)
        self.returnPressed.connect(self._on_return)

    def take_focus(self) -> None:
        """Come forward with the old text marked, ready to be typed over."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    @Slot()
    def _on_return(self) -> None:
        text = " ".join(nfc(self.text()).split())
        if text:
            self.search_requested.emit(text)

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        if arg__1.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
            return
        super().keyPressEvent(arg__1)
