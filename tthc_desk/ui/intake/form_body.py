"""The parts of the intake form put together: read, filled, corrected as one."""

from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QScrollArea, QWidget

from tthc_desk.domain.errors import DeskError
from tthc_desk.domain.procedure import Procedure
from tthc_desk.ui.intake.card import Card
from tthc_desk.ui.intake.details_part import DetailsPart
from tthc_desk.ui.intake.due_part import DuePart
from tthc_desk.ui.intake.fees_part import FeesPart
from tthc_desk.ui.intake.form_draft import FormDraft
from tthc_desk.ui.intake.intake_form import IntakeForm
from tthc_desk.ui.intake.outlook import Outlook
from tthc_desk.ui.intake.papers_part import PapersPart
from tthc_desk.ui.intake.person_form import PersonForm
from tthc_desk.ui.intake.procedure_part import ProcedurePart
from tthc_desk.ui.intake.turn_away_part import TurnAwayPart
from tthc_desk.ui.shared.controls import Role, column, label, row
from tthc_desk.ui.shared.forms import Form
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.tokens import Gap

_ALIASES = {
    "fees": "charge_dong",
    "asked": "charge_dong",
    "cases": "copies",
    "exemption_reason": "exemption",
    "submitter.qr": "submitter.id_number",
    "owner.qr": "owner.id_number",
}
"""Fields of a refusal that stand under another name on the screen."""
_ROOM_BELOW = 4 * Gap.LARGE
"""For the error line under a field."""


class FormBody(QScrollArea):
    """Everything that is typed for one dossier.

    Args:
        host: widget over which the procedure list is shown.

    Signals:
        edited: anything was changed.
        procedure_chosen: the `Procedure`, or None.
    """

    edited = Signal()
    procedure_chosen = Signal(object)

    def __init__(self, kit: Kit, host: QWidget) -> None:
        super().__init__(host)
        self.procedure = ProcedurePart(kit, host)
        self.submitter = PersonForm("submitter")
        self.owner = PersonForm("owner")
        self.papers = PapersPart(kit)
        self.fees = FeesPart()
        self.due = DuePart(kit)
        self.details = DetailsPart()
        self.turn_away = TurnAwayPart()
        self.with_owner = QCheckBox(self.tr("Chủ hồ sơ là người khác"))
        # After the layout: an error line may just have come in.
        self._reveal = QTimer(self)
        self._reveal.setSingleShot(True)
        self._reveal.setInterval(0)
        self._reveal.timeout.connect(self._on_reveal)
        self._build()
        self._connect()

    @property
    def chosen(self) -> Procedure | None:
        """Give the procedure chosen."""
        return self.procedure.box.procedure

    def request_values(self) -> dict[str, Any]:
        """Give the form as a request takes it, everything as typed."""
        box = self.procedure.box
        chosen = box.procedure
        has_owner = self.with_owner.isChecked()
        return {
            "procedure": chosen.code if chosen else box.value(),
            "submitter": self.submitter.request_values(),
            "owner": self.owner.request_values() if has_owner else None,
            "documents": self.papers.documents() if chosen else None,
            "term": self.due.term(),
            **self.details.request_values(),
            **self.fees.request_values(),
            **self.turn_away.request_values(),
        }

    def draft(self) -> FormDraft:
        """Give the form as it stands."""
        fields: dict[str, str] = {}
        for form in self._forms():
            fields |= form.texts()
        focus = QApplication.focusWidget()
        inside = focus is not None and self.isAncestorOf(focus)
        return FormDraft(
            procedure=self.chosen.code if self.chosen else "",
            box=self.procedure.box.value(),
            fields=fields,
            papers=self.papers.draft() if self.chosen else None,
            has_owner=self.with_owner.isChecked(),
            turns_away=self.turns_away,
            focus=focus.objectName() if focus and inside else "",
            cursor=focus.cursorPosition() if isinstance(focus, QLineEdit) else 0,
        )

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was typed or chosen yet."""
        texts = any(form.texts() for form in self._forms())
        return not (texts or self.procedure.box.value() or self.with_owner.isChecked())

    def restore(self, draft: FormDraft, procedure: Procedure | None) -> None:
        """Let the form stand as a draft says, the cursor where it was."""
        self.reset()
        if procedure:
            self.procedure.box.choose(procedure)
        else:
            self.procedure.box.set_value(draft.box)
        self.with_owner.setChecked(draft.has_owner)
        self.set_turning_away(draft.turns_away)
        for form in self._forms():
            form.put(draft.fields)
        if procedure and draft.papers is not None:
            self.papers.restore(draft.papers)
        self._put_cursor(draft)

    def reset(self) -> None:
        """Empty everything."""
        self.clear_errors()
        self.set_turning_away(False)
        self.with_owner.setChecked(False)
        self.procedure.box.clear_choice()
        for form in self._forms():
            form.reset()
        self.due.reset()
        self.papers.other.clear()

    def show_outlook(self, outlook: Outlook | None) -> None:
        """Show fees and due date."""
        self.fees.show_outlook(outlook)
        self.due.show_outlook(outlook)

    def show_refusal(self, error: DeskError, text: str) -> bool:
        """Write a refusal at its field and put the focus there; False if it has no field."""
        name = _ALIASES.get(error.field or "", error.field or "")
        if name.startswith("documents"):
            self.papers.show_error(text)
            return True
        forms: list[Form] = [self.procedure.form, *self._forms()]
        shown = any(form.show_error(name, text) for form in forms if not form.isHidden())
        focus = QApplication.focusWidget()
        if isinstance(focus, QLineEdit):
            focus.selectAll()
        self._reveal.start()
        return shown

    def clear_errors(self) -> None:
        """Take all error lines away."""
        self.procedure.form.clear_errors()
        self.papers.clear_error()
        for form in self._forms():
            form.clear_errors()

    def go_on(self) -> None:
        """Put the focus where something is still missing, else on the papers."""
        self.focus_on(self._next_field())

    def focus_on(self, field: QWidget) -> None:
        """Put the focus on a field and bring it into sight."""
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._reveal.start()

    def set_turning_away(self, turns_away: bool) -> None:
        """Ask for a reason in the place of papers, fees and term, or take that back."""
        self.turn_away.setVisible(turns_away)
        self._show_parts()
        self.edited.emit()

    @property
    def turns_away(self) -> bool:
        """Tell whether the dossier is not to be accepted."""
        return not self.turn_away.isHidden()

    def _next_field(self) -> QWidget:
        if self.chosen is None:
            return self.procedure.box
        missing = self.submitter.first_empty
        if missing:
            return missing
        if self.turns_away:
            return self.turn_away.first_field
        if not self.due.form.isHidden():
            return self.due.first_field
        asked = self.fees.form.field("charge_dong")
        if not asked.isHidden():
            return asked
        return self.fees.first_field if self.chosen.certification else self.papers.first_field

    def _show_parts(self) -> None:
        chosen, turns_away = self.chosen is not None, self.turns_away
        for part in (self.papers, self.fees, self.due):
            part.setVisible(chosen and not turns_away)
        self._hint.setVisible(not chosen and not turns_away)

    def _forms(self) -> list[IntakeForm]:
        parts = (self.fees, self.due, self.details, self.turn_away)
        return [self.submitter, self.owner, *(part.form for part in parts)]

    def _put_cursor(self, draft: FormDraft) -> None:
        place = self.findChild(QWidget, draft.focus) if draft.focus else None
        if place is None:
            return
        place.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(place, QLineEdit):
            place.setCursorPosition(draft.cursor)

    def _build(self) -> None:
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left = column(self.procedure, self._person_card(), self._owner_card(), self.details, None)
        right = column(self.turn_away, self._hint_card(), self.papers, self.fees, self.due, None)
        both = row(left, right, gap=Gap.SMALL)
        both.setStretch(0, 11)
        both.setStretch(1, 10)
        self._columns = both
        # Put in place first: every later move would have the style sheet read all again.
        inner = QWidget(self.viewport())
        self.setWidget(inner)
        inner.setLayout(both)
        self.turn_away.hide()
        self._show_parts()
        self._set_tab_order()

    def _hint_card(self) -> QWidget:
        self._hint = Card()
        title = label(self.tr("Gõ thủ tục, hoặc quét thẻ căn cước trước"), Role.STRONG, wraps=True)
        text = label(
            self.tr(
                "Giấy tờ phải nộp, phí, lệ phí và ngày hẹn trả hiện ở đây khi đã chọn thủ tục. "
                "Enter sang ô tiếp theo. F1 xem các phím."
            ),
            Role.NOTE,
            wraps=True,
        )
        self._hint.setLayout(column(title, text, gap=Gap.TIGHT, margin=Gap.MEDIUM))
        return self._hint

    def _person_card(self) -> QWidget:
        self.with_owner.setObjectName("with_owner")
        card = Card()
        head = row(label(self.tr("Người nộp"), Role.HEADING), None, self.with_owner)
        card.setLayout(column(head, self.submitter, gap=Gap.TIGHT, margin=Gap.SMALL))
        return card

    def _owner_card(self) -> QWidget:
        self._owner = Card()
        title = label(self.tr("Chủ hồ sơ"), Role.HEADING)
        layout = column(title, self.owner, gap=Gap.TIGHT, margin=Gap.SMALL)
        self._owner.setLayout(layout)
        self._owner.hide()
        return self._owner

    def _set_tab_order(self) -> None:
        details, papers = self.details.form.fields, self.papers
        order = [
            *(self.submitter.fields[0], *self.submitter.fields[2:], self.submitter.fields[1]),
            self.with_owner,
            *(self.owner.fields[0], *self.owner.fields[2:], self.owner.fields[1]),
            *self.turn_away.form.fields,
            papers.list,
            *self.fees.form.fields,
            *self.due.form.fields,
            papers.other,
            *details,
        ]
        before: QWidget = self.procedure.box
        for field in order:
            QWidget.setTabOrder(before, field)
            before = field

    def _connect(self) -> None:
        for form in self._forms():
            form.edited.connect(self.edited)
            form.edited.connect(form.clear_errors)
            form.entered.connect(self._on_entered)
        self.papers.edited.connect(self.edited)
        self.procedure.box.textChanged.connect(self.edited)
        self.procedure.box.textChanged.connect(self.procedure.form.clear_errors)
        self.procedure.box.went_on.connect(self._on_went_on)
        self.procedure.box.digit_typed.connect(self._on_digit)
        self.procedure.chosen.connect(self._on_chosen)
        self.due.days_shown.connect(self._on_days_shown)
        self.with_owner.toggled.connect(self._on_with_owner)

    @Slot()
    def _on_reveal(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self._columns.activate()
            self.ensureWidgetVisible(focus, Gap.MEDIUM, _ROOM_BELOW)

    @Slot()
    def _on_days_shown(self) -> None:
        self._columns.activate()
        self.ensureWidgetVisible(self.due)

    @Slot()
    def _on_entered(self) -> None:
        self.focusNextPrevChild(True)

    @Slot()
    def _on_went_on(self) -> None:
        if self.chosen is not None:
            self.go_on()

    @Slot(str)
    def _on_digit(self, digit: str) -> None:
        pages = self.fees.form.field("pages")
        pages.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(pages, QLineEdit):
            pages.setText(digit)

    @Slot(object)
    def _on_chosen(self, procedure: Procedure | None) -> None:
        self.papers.take(procedure)
        self.fees.take(procedure)
        self.due.reset()
        self._show_parts()
        self.procedure_chosen.emit(procedure)
        self.edited.emit()

    @Slot(bool)
    def _on_with_owner(self, wanted: bool) -> None:
        self._owner.setVisible(wanted)
        if wanted and self.with_owner.hasFocus():
            self.owner.first_field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()
