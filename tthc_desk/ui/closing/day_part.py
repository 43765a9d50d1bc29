"""One day: its figures, what binds them, and its closing."""

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from tthc_desk.domain.errors import DeskError
from tthc_desk.domain.vietnamese import weekday_name
from tthc_desk.ui.closing.close_form import CloseForm
from tthc_desk.ui.closing.closed_view import ClosedView
from tthc_desk.ui.closing.day_state import DayState, read_day
from tthc_desk.ui.closing.day_tables import DayTables
from tthc_desk.ui.closing.day_work import DayWork
from tthc_desk.ui.closing.enter_hint import EnterHint
from tthc_desk.ui.closing.services import ClosingServices
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.controls import ActionButton, Role, button, column, dress, label, row
from tthc_desk.ui.shared.fields import DateField
from tthc_desk.ui.shared.forms import Form
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.tokens import Gap

_DAY_CHARS = 12
_MOST_NAMED = 2


class DayPart(QWidget):
    """One day.

    Args:
        checking: checks the whole ledger; its button stands here.

    Signals:
        state_read: the `DayState` that is shown.
    """

    state_read = Signal(object)

    def __init__(self, kit: Kit, checking: QAction) -> None:
        super().__init__()
        self._kit = kit
        self._services: ClosingServices | None = None
        self._shown: DayState | None = None
        self.work = DayWork(kit, self)
        self.work.closed.connect(self._on_closed)
        self.work.reopened.connect(self.show_day)
        self.work.refused.connect(self._on_close_refused)
        self._build(checking)

    @property
    def shown(self) -> DayState | None:
        """Give what is shown."""
        return self._shown

    @property
    def state(self) -> str:
        """Give the sentence about what binds the figures."""
        return self._state.text()

    @property
    def waiting(self) -> str:
        """Give the sentence about the days that wait."""
        return self._waiting.text()

    def set_services(self, services: ClosingServices) -> None:
        """Take the use cases."""
        self._services = services
        self.work.set_services(services)

    def take_focus(self) -> None:
        """Put the cursor where something must be typed, else into the figures."""
        open_day = self._shown is not None and self._shown.is_next
        if not (open_day and self.close_form.take_focus()):
            self.tables.units.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_day(self, day: date) -> None:
        """Show another day."""
        self._day.set_value(day)
        self.reload()

    @Slot()
    def reload(self) -> None:
        """Read the day that is typed; the day to be closed next while none was chosen."""
        services, actor, today = self._services, self._kit.session.actor, self._kit.now().date()
        self.form.clear_errors()
        try:
            day = self._day.value()
        except DeskError as error:
            self.form.refuse(error, self._kit.messages)
            return
        if services is None or actor is None:
            return
        self._kit.tasks.run(
            lambda: read_day(services, day, today, actor),
            self.show_state,
            self._on_refused,
            latest="closing-day",
        )

    def show_state(self, state: DayState) -> None:
        """Show a day as it was read."""
        actor = self._kit.session.actor
        is_other = self._shown is None or self._shown.day != state.day
        self._shown = state
        self._day.set_value(state.day)
        self.tables.show_facts(state.facts, state.ward)
        self._show_waiting(state)
        self._show_state(state)
        closing = state.facts.closing
        self.close_form.setVisible(state.is_next)
        self.closed_view.setVisible(closing is not None)
        if closing is not None:
            self.closed_view.show_facts(state.facts, closing)
        elif state.is_next and actor is not None:
            self.close_form.show_state(state, actor)
        if is_other and not self._day.hasFocus() and self.isVisible():
            self.take_focus()
        self.state_read.emit(state)

    def go_on(self) -> None:
        """Do what comes next: close the day, go to the day that must be closed before, print."""
        state = self._shown
        if state is None:
            return
        if state.is_next:
            self._close(state)
        elif state.day in state.waiting:
            self.show_day(state.waiting[0])
        else:
            self.work.issue(state.day, preview=False)

    def _close(self, state: DayState) -> None:
        try:
            given = self.close_form.given()
        except DeskError as error:
            self.close_form.refuse(error)
            return
        self.work.close(state, given)

    def _build(self, checking: QAction) -> None:
        self.form = Form()
        self._day = DateField()
        self._day.setFixedWidth(self._kit.scale.chars_px(_DAY_CHARS))
        self._day.returnPressed.connect(self.reload)
        self.form.add(self.tr("Ngày"), self._day, name="date")
        self.hint = EnterHint(self._day)
        self._waiting = label("", Role.STRONG, wraps=True)
        self._state = label("", wraps=True)
        words = column(self._waiting, self._state, gap=Gap.NONE)
        head = row(self.form, button(self.tr("Xem"), self.reload), self.hint)
        head.addLayout(words, 1)
        head.addWidget(ActionButton(checking, Role.QUIET))
        self.tables = DayTables(self._kit)
        self.close_form = CloseForm(self._kit)
        self.closed_view = ClosedView(self._kit)
        self.close_form.hide()
        self.closed_view.hide()
        layout = column(head, self.tables, self.close_form, self.closed_view)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _show_waiting(self, state: DayState) -> None:
        waiting = state.waiting
        if not waiting:
            self._waiting.setText(self.tr("✓ Không còn ngày nào chờ chốt."))
            self._waiting.setToolTip("")
            dress(self._waiting, tone=Tone.DONE.value)
            return
        text = self.tr("Còn {count} ngày chưa chốt: {days}")
        named = [f"{weekday_name(day)} {day:%d/%m}" for day in waiting[:_MOST_NAMED]]
        days = ", ".join(named) + (" …" if len(waiting) > _MOST_NAMED else "")
        self._waiting.setText(text.format(count=len(waiting), days=days))
        self._waiting.setToolTip(", ".join(map(formats.day_with_weekday, waiting)))
        dress(self._waiting, tone=Tone.WARNING.value)

    def _show_state(self, state: DayState) -> None:
        facts = state.facts
        if facts.broken:
            sentences = " ".join(dict.fromkeys((*facts.broken, *state.named)))
            self._state.setText(self.tr("✕ BẢN NHÁP: ") + sentences)
            dress(self._state, tone=Tone.ERROR.value)
            return
        if facts.closing is not None:
            text = self.tr("✓ Đã chốt lúc {moment}; số liệu khớp.")
            text = text.format(moment=formats.moment(facts.closing.closed_at))
        else:
            text = self.tr("✓ Số liệu khớp, tính đến {moment}.")
            text = text.format(moment=formats.moment(facts.as_of))
        self._state.setText(text)
        dress(self._state, tone=Tone.DONE.value)

    @Slot(object)
    def _on_closed(self, day: date) -> None:
        """Go on to the day that waits next; stay when none does."""
        waits = self._shown.waiting if self._shown else ()
        later = [one for one in waits if one > day]
        self.show_day(later[0] if later else day)

    @Slot(object)
    def _on_close_refused(self, error: Exception) -> None:
        self.close_form.refuse(error)

    def _on_refused(self, error: Exception) -> None:
        self.form.refuse(error, self._kit.messages)
