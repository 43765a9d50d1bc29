"""What the window shows before its first screen: it is painted at once and keeps what is typed."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLayout, QPushButton, QWidget
from typing_extensions import override

from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import Role, button, column, label, panel, row
from tthc_desk.ui.shared.tokens import Gap

_LIMIT = 500
"""More keys than anybody types in a second."""


class OpeningPage(QWidget):
    """Takes the focus and every key until the ward is open."""

    def __init__(self) -> None:
        super().__init__()
        self._kept: list[QKeyEvent | QInputMethodEvent] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.setAccessibleName(self.tr("Đang mở sổ"))
        self._said = label(self.tr("Đang mở sổ của phường…"), Role.HEADING)
        self._more = label("", Role.NOTE)
        for one in (self._said, self._more):
            one.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setLayout(column(None, self._said, self._more, None))

    def show_upgrade(self, hundredths: int) -> None:
        """Say that the ward is being brought to the newest version, and how far it is."""
        text = self.tr("Đang nâng cấp sổ của phường: {share} %").format(share=hundredths)
        self._said.setText(text)
        self._more.setText(
            self.tr(
                "Sao lưu trước, nâng cấp, rồi kiểm tra. Đừng tắt máy; nếu mất điện, sổ vẫn nguyên "
                "như trước khi nâng cấp."
            )
        )

    def hand_on(self, focus: Callable[[], QWidget | None]) -> None:
        """Type what was kept so far, each key where the ones before it led.

        Args:
            focus: gives the widget that takes keys now; while there is none the rest is kept.
        """
        while self._kept:
            target = focus()
            if target is None or target is self:
                return
            QCoreApplication.sendEvent(target, self._kept.pop(0))

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        # Tab belongs to what is typed: it must not lead the keys after it somewhere else.
        return False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._keep(event)

    @override
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self._keep(event)

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._keep(event)

    def _keep(self, event: QKeyEvent | QInputMethodEvent) -> None:
        if event.type() in _TYPED and len(self._kept) < _LIMIT:
            self._kept.append(event.clone())
        event.accept()


class RefusalPage(QWidget):
    """Says why there is nothing to work with; it stays until the program is closed.

    Args:
        may_restore: a backup may be put back from here.

    Signals:
        restore_wanted: that is asked for.
    """

    restore_wanted = Signal()

    def __init__(self, text: str, *, may_restore: bool = False) -> None:
        super().__init__()
        self._restore: QPushButton | None = None
        title = label(self.tr("Chưa mở được sổ của phường"), Role.TITLE)
        said = label(text, wraps=True)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card = panel()
        way = self._way_out() if may_restore else ()
        card.setLayout(column(title, said, *way, gap=Gap.MEDIUM, margin=Gap.LARGE))
        self.setLayout(column(card, None, margin=Gap.LARGE))

    def take(self, act: Act) -> bool:
        """Take a key; False for one that means nothing here."""
        if act is Act.DECIDE and self._restore is not None:
            self.restore_wanted.emit()
            return True
        return False

    def _way_out(self) -> tuple[QWidget | QLayout, ...]:
        text = self.tr("Khôi phục sổ từ bản sao lưu") + f"   {Act.DECIDE.key_text}"
        self._restore = button(text, self.restore_wanted)
        note = self.tr(
            "Còn cách nào mở lại được sổ cũ thì làm trước. Cần bản sao lưu và tệp khóa ward.key; "
            "những gì đang nằm ở đây được cất nguyên vẹn trước khi thay, và đến bước cuối mới thay."
        )
        return label(note, Role.NOTE, wraps=True), row(self._restore, None)


_TYPED = frozenset({QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.InputMethod})
