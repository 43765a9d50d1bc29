"""One step of one dossier, asked inline: only the fields it needs, one key to carry it out."""

import uuid
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from tthc_desk.domain.collection import collects_for_self
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.moves import Action
from tthc_desk.domain.personal_number import IdKind, kind_of
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.controls import ActionButton, Role, button, column, dress, label, row
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.ui.steps.clear_scroll import ClearScroll
from tthc_desk.ui.steps.collector import Collector, Match, read_collector
from tthc_desk.ui.steps.opened import Opened, Step, StepRequest
from tthc_desk.ui.steps.step_fields import StepFields
from tthc_desk.ui.steps.words import action_hint, action_word, event_word

_NAMES_NEW_DUE = (Action.EXTEND, Action.APOLOGISE)


class StepForm(QWidget):
    """Asks for one step.

    Args:
        decide: the screen's action that carries the step out; its key stands on the button.
        can_leave: whether there is something to go back to.

    Signals:
        step_given: a `StepRequest`, ready to be carried out.
        left: the officer goes back without taking the step.
    """

    step_given = Signal(object)
    left = Signal()

    def __init__(self, kit: Kit, decide: QAction, *, can_leave: bool = True) -> None:
        super().__init__()
        self._kit = kit
        self._opened: Opened | None = None
        self._action = Action.FORWARD
        self._fields: StepFields | None = None
        self._ids: dict[Action, str] = {}
        self._build(decide, can_leave)

    @property
    def action(self) -> Action | None:
        """Give the step that is asked for, None while the form is empty."""
        return self._action if self._opened else None

    @property
    def fields(self) -> StepFields | None:
        """Give the fields of the step."""
        return self._fields

    @property
    def number(self) -> str:
        """Give the number of the dossier, empty while the form is empty."""
        return self._opened.number if self._opened else ""

    @property
    def collector_text(self) -> str:
        """Give the sentence about the scanned card."""
        return self._who.text()

    def ask(self, action: Action, opened: Opened) -> None:
        """Ask for a step of a dossier."""
        self._action, self._opened = action, opened
        # Made once: a repeat after an unclear failure must not take the step twice.
        self._ids = {Action.PAY: str(uuid.uuid4()), action: str(uuid.uuid4())}
        self._title.setText(action_word(action))
        self._hint.setText(self._hint_of(action, opened))
        self._show_owed(opened.detail.owed_dong if action is Action.DELIVER else 0)
        self._say_collector("", None)
        self._fields = StepFields(self._kit, action, opened, self._today())
        self._scroll.put(self._fields)
        if action is Action.DELIVER:
            self._watch_collector(self._fields)
        self.take_focus()

    def renew(self, opened: Opened) -> None:
        """Go on with what was typed on the dossier as it stands now."""
        self._opened = opened

    def clear(self) -> None:
        """Ask for nothing."""
        self._opened = self._fields = None
        self._title.clear()
        self._hint.clear()
        self._show_owed(0)
        self._say_collector("", None)
        self._scroll.put(QWidget())

    def take_focus(self) -> None:
        """Put the cursor where typing begins."""
        first = self._fields.first_field() if self._fields else None
        (first or self._decide).setFocus(Qt.FocusReason.OtherFocusReason)

    def take_scan(self, scanned: str) -> bool:
        """Take the card of who collects a result; False when it means nothing here."""
        if self._opened is None or self._fields is None or self._action is not Action.DELIVER:
            return False
        try:
            found = read_collector(scanned, self._opened.detail.dossier, self._today())
        except DeskError as error:
            self._kit.messages.failed(error)
            return True
        if found is None:
            return False
        self._fill_collector(self._fields, found)
        return True

    def refuse(self, error: Exception) -> None:
        """Show why the step was not taken, at its field."""
        if self._fields is None:
            self._kit.messages.failed(error)
            return
        self._fields.refuse(error, self._kit.messages)
        wrong = self._fields.focusWidget()
        if wrong:
            self._scroll.ensureWidgetVisible(wrong)

    @Slot()
    def send(self) -> None:
        """Give the step to the screen."""
        if self._opened is None or self._fields is None:
            return
        self._fields.clear_errors()
        try:
            request = self._request(self._opened, self._fields)
        except DeskError as error:
            self.refuse(error)
            return
        self.step_given.emit(request)

    def _hint_of(self, action: Action, opened: Opened) -> str:
        if action in _NAMES_NEW_DUE:
            old = self.tr("Ngày hẹn đã in: {due}.").format(
                due=formats.due(opened.detail.dossier.due_at)
            )
            return f"{old} {action_hint(action)}"
        if action is not Action.UNDO:
            return action_hint(action)
        last = opened.detail.dossier.standing[-1]
        text = self.tr("Rút lại “{step}” lúc {at}.").format(
            step=event_word(last.kind), at=formats.moment(last.at)
        )
        return f"{text} {action_hint(action)}"

    def _request(self, opened: Opened, fields: StepFields) -> StepRequest:
        given = fields.given()
        actions = [self._action]
        if self._action is Action.DELIVER and opened.detail.owed_dong > 0:
            actions = [Action.PAY, Action.DELIVER]
        steps = tuple(Step(action, given, self._ids[action]) for action in actions)
        return StepRequest(opened.number, opened.detail.line.version, steps)

    def _build(self, decide: QAction, can_leave: bool) -> None:
        self._title = label("", Role.HEADING)
        self._hint = label("", Role.NOTE, wraps=True)
        self._owed = label("", Role.STRONG, wraps=True)
        self._who = label("", wraps=True)
        self._scroll = ClearScroll(self.tr("Nội dung của bước"))
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._decide = ActionButton(decide, Role.PRIMARY)
        back = button(self.tr("Quay lại   Esc"), self.left, Role.QUIET)
        if not can_leave:
            back.hide()
            self._title.hide()
        lines = (self._title, self._hint, self._owed, self._who, self._scroll)
        self.setLayout(column(*lines, row(self._decide, back, None), gap=Gap.SMALL))

    def _watch_collector(self, fields: StepFields) -> None:
        for name in ("collector_name", "collector_id"):
            fields.made(name).textChanged.connect(self._on_collector)
        self._on_collector("")

    def _fill_collector(self, fields: StepFields, found: Collector) -> None:
        if found.name:
            fields.made("collector_name").set_value(found.name)
        fields.made("collector_id").set_value(found.id_number)
        self._say_collector(self._match_text(found), found.match)
        if found.match is Match.OTHER:
            fields.made("collector_phone").clear()
            if not found.name:
                fields.made("collector_name").clear()
            field = fields.made("authority" if found.name else "collector_name")
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._decide.setFocus(Qt.FocusReason.OtherFocusReason)

    def _match_text(self, found: Collector) -> str:
        if found.match is Match.OTHER:
            return self.tr("✕ Thẻ không phải của chủ hồ sơ hay người nộp: cần giấy ủy quyền.")
        who = self.tr("chủ hồ sơ") if found.match is Match.OWNER else self.tr("người nộp")
        if found.by_number:
            return self.tr("✓ Đúng số định danh của {who}.").format(who=who)
        return self.tr("✓ Đúng họ tên của {who}; hồ sơ không ghi số định danh.").format(who=who)

    def _say_collector(self, text: str, match: Match | None) -> None:
        self._who.setText(text)
        self._who.setVisible(bool(text))
        tone = Tone.WARNING if match is Match.OTHER else Tone.DONE
        dress(self._who, tone=tone.value)

    def _show_owed(self, owed_dong: int) -> None:
        text = self.tr("Còn phải thu {money}: thu trước khi trả kết quả.")
        self._owed.setText(text.format(money=formats.dong(owed_dong)))
        self._owed.setVisible(owed_dong > 0)
        dress(self._owed, tone=Tone.WARNING.value)

    def _today(self) -> date:
        return self._kit.now().date()

    @Slot(str)
    def _on_collector(self, _: str) -> None:
        if self._fields and self._opened:
            name = self._fields.made("collector_name").value()
            typed = self._fields.made("collector_id").value().replace(" ", "").upper()
            # Half a number says nothing yet.
            number = "" if kind_of(typed) is IdKind.OTHER else typed
            known = collects_for_self(name, number, self._opened.detail.dossier)
            self._fields.set_row_visible("authority", bool(name) and not known)


def is_lost_race(error: Exception) -> bool:
    """Say whether somebody else acted in between."""
    return isinstance(error, DeskError) and error.code is Code.CONFLICT
