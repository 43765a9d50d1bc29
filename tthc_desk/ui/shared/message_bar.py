"""The one bar at the foot of the window: what happened, and how far long work is."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QWidget

from tthc_desk.ui.shared.controls import Role, button, dress, icon_button, label, row
from tthc_desk.ui.shared.icons import IconName, Icons
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.tasks import LongProgress, LongWork, TaskRunner, Ticket
from tthc_desk.ui.shared.tokens import ICON_PX, Colour, Gap, TypeScale

_LOOKS = {
    Tone.INFO: (IconName.INFO, Colour.BLUE),
    Tone.DONE: (IconName.DONE, Colour.GREEN),
    Tone.WARNING: (IconName.WARNING, Colour.AMBER),
    Tone.ERROR: (IconName.ERROR, Colour.RED),
}
_BAR_CHARS = 24


class MessageBar(QWidget):
    """Shows one message at a time and the newest long work.

    Args:
        tasks: whose long work is shown.
    """

    def __init__(self, icons: Icons, scale: TypeScale, tasks: TaskRunner) -> None:
        super().__init__()
        self._icons = icons
        self._tasks = tasks
        self._working: list[LongWork] = []
        self._tone: Tone | None = None
        self._shape = QLabel()
        self._text = label("", wraps=True)
        self._work_title = label("", Role.NOTE)
        self._bar = QProgressBar()
        self._stop = button(self.tr("Dừng"), self._on_stop, Role.QUIET)
        close = icons.icon(IconName.CLOSE, Colour.MUTED)
        self._close = icon_button(close, self.tr("Đóng thông báo"), self.clear)
        self._build(scale)
        tasks.long_began.connect(self._on_began)
        tasks.long_progressed.connect(self._on_progressed)
        tasks.long_ended.connect(self._on_ended)

    def show_message(self, tone: Tone, text: str) -> None:
        """Show a message until the next one."""
        name, colour = _LOOKS[tone]
        self._shape.setPixmap(self._icons.pixmap(name, colour, ICON_PX, self.devicePixelRatioF()))
        self._shape.setAccessibleName(self._tone_word(tone))
        self._text.setText(text)
        self._text.setToolTip(text)
        self._close.show()
        dress(self, tone=tone.value)
        dress(self._text, tone=tone.value)
        self._tone = tone
        self._text.setAccessibleName(f"{self.tone_word}: {text}")
        alert = QAccessibleEvent(self._text, QAccessible.Event.Alert)
        QAccessible.updateAccessibility(alert)

    def clear(self) -> None:
        """Take the message away."""
        self._shape.clear()
        self._shape.setAccessibleName("")
        self._text.clear()
        self._text.setToolTip("")
        self._close.hide()
        dress(self, tone="")
        self._tone = None

    @property
    def text(self) -> str:
        """Give the message shown, empty if none."""
        return self._text.text()

    @property
    def tone_word(self) -> str:
        """Give the word that says how serious the message is, for those who see no colour."""
        return self._shape.accessibleName()

    @property
    def tone(self) -> Tone | None:
        """Give how serious the message shown is."""
        return self._tone

    def _build(self, scale: TypeScale) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        dress(self, role=Role.MESSAGE.value)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._bar.setFixedWidth(scale.chars_px(_BAR_CHARS))
        self._bar.setAccessibleName(self.tr("Tiến độ"))
        self._close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        parts = (self._shape, self._text, self._work_title, self._bar, self._stop)
        layout = row(*parts, self._close, gap=Gap.SMALL)
        layout.setContentsMargins(Gap.MEDIUM, Gap.TIGHT // 2, Gap.SMALL, Gap.TIGHT // 2)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.setMinimumHeight(scale.field_px + Gap.SMALL)
        self._close.hide()
        self._show_work()

    def _tone_word(self, tone: Tone) -> str:
        return {
            Tone.INFO: self.tr("Thông tin"),
            Tone.DONE: self.tr("Đã xong"),
            Tone.WARNING: self.tr("Lưu ý"),
            Tone.ERROR: self.tr("Lỗi"),
        }[tone]

    def _show_work(self) -> None:
        busy = bool(self._working)
        for part in (self._work_title, self._bar, self._stop):
            part.setVisible(busy)
        if busy:
            self._work_title.setText(self._working[-1].title)

    @Slot(object)
    def _on_began(self, work: LongWork) -> None:
        self._working.append(work)
        self._bar.setRange(0, 0)
        self._stop.setEnabled(True)
        self._show_work()

    @Slot(object)
    def _on_progressed(self, progress: LongProgress) -> None:
        if self._working and self._working[-1].ticket == progress.ticket:
            self._bar.setRange(0, progress.of)
            self._bar.setValue(progress.done)

    @Slot(object)
    def _on_ended(self, ticket: Ticket) -> None:
        self._working = [work for work in self._working if work.ticket != ticket]
        self._show_work()

    @Slot()
    def _on_stop(self) -> None:
        if self._working:
            self._stop.setEnabled(False)
            self._tasks.cancel(self._working[-1].ticket)
