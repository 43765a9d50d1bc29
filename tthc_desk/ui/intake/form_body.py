"""The parts of the intake form put together: read, filled, corrected as one."""

from dataclasses import fields
from functools import cached_property
from typing import Any, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QScrollArea, QVBoxLayout, QWidget

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
    "cases": "copies",
    "exemption_reason": "exemption",
    "submitter.qr": "submitter.id_number",
    "owner.qr": "owner.id_number",
}
"""Fields of a refusal that stand under another name on the screen."""
_P = TypeVar("_P", bound=QWidget)
_CHOSEN = ("papers", "fees", "due")
"""Parts that only a chosen procedure has."""
_RESTS_ON = {
    "papers": ("documents",),
    "fees": ("fees", "certification", "exemption"),
    "due": ("terms",),
}
"""Part → what of a procedure it asks for; the rest of a version does not touch it."""
_PLACE = frozenset({"valid_from", "valid_to"})
_RIGHT = ("turn_away", "hint", "papers", "fees", "due")
"""What stands on the right, from top to bottom, as far as it was needed yet."""
_ROOM_BELOW = 4 * Gap.LARGE
"""For the error line under a field."""


class FormBody(QScrollArea):
    """Everything that is typed for one dossier.

    What is not seen before a procedure is chosen is built when first needed.

    Args:
        host: widget over which the procedure list is shown.

    Signals:
        edited: anything was changed.
        procedure_chosen: the `Procedure`, or None.
        number_given: "submitter" or "owner", and the complete number that stands there now.
    """

    edited = Signal()
    procedure_chosen = Signal(object)
    number_given = Signal(str, str)

    def __init__(self, kit: Kit, host: QWidget) -> None:
        super().__init__(host)
        self._kit = kit
        self._taken: Procedure | None = None
        self._ordered: set[str] = set()
        self.procedure = ProcedurePart(kit, host)
        self.submitter = PersonForm("submitter")
        self.details = DetailsPart()
        self.with_owner = QCheckBox(self.tr("Chủ hồ sơ là người khác"))
        # After the layout: an error line may just have come in.
        self._reveal = QTimer(self)
        self._reveal.setSingleShot(True)
        self._reveal.setInterval(0)
        self._reveal.timeout.connect(self._on_reveal)
        self._build()
        self._connect()

    @cached_property
    def owner(self) -> PersonForm:
        """Give the form of the owner."""
        form = PersonForm("owner")
        self._owner.setLayout(
            column(label(self.tr("Chủ hồ sơ"), Role.HEADING), form, gap=Gap.TIGHT, margin=Gap.SMALL)
        )
        self._watch(form)
        return form

    @cached_property
    def turn_away(self) -> TurnAwayPart:
        """Give the part for a dossier that is not accepted."""
        part = self._put_right("turn_away", TurnAwayPart())
        self._watch(part.form)
        return part

    @cached_property
    def papers(self) -> PapersPart:
        """Give the papers list."""
        part = self._put_right("papers", PapersPart(self._kit))
        part.edited.connect(self.edited)
        return part

    @cached_property
    def fees(self) -> FeesPart:
        """Give the fees."""
        part = self._put_right("fees", FeesPart())
        self._watch(part.form)
        return part

    @cached_property
    def due(self) -> DuePart:
        """Give the due date."""
        part = self._put_right("due", DuePart(self._kit))
        part.days_shown.connect(self._on_days_shown)
        self._watch(part.form)
        return part

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
            "term": self.due.term() if chosen else None,
            **self.details.request_values(),
            **(self.fees.request_values() if chosen else {}),
            **(self.turn_away.request_values() if self.turns_away else {"decision": "accept"}),
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
        if any(name.startswith("owner.") for name in draft.fields):
            self._need_owner()
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
        self._take(None)

    def show_outlook(self, outlook: Outlook | None) -> None:
        """Show fees and due date."""
        if self.chosen is not None:
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
        if self._has("papers"):
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
        """Ask for a reason in the place of fees and term, or take that back."""
        if turns_away or self._has("turn_away"):
            self.turn_away.setVisible(turns_away)
        self._show_parts()
        self.edited.emit()

    def renew(self, version: Procedure) -> bool:
        """Go on with another version of the chosen procedure; what it leaves alone stays as typed.

        Returns:
            False where it says the same of the procedure.
        """
        before, self._taken = self._taken, version
        names = {one.name for one in fields(Procedure)} - _PLACE
        changed = {n for n in names if getattr(before, n, None) != getattr(version, n)}
        self.procedure.box.renew(version)
        for part, rests_on in _RESTS_ON.items():
            if changed.intersection(rests_on):
                getattr(self, part).take(version)
        return bool(changed)

    @property
    def turns_away(self) -> bool:
        """Tell whether the dossier is not to be accepted."""
        return self._has("turn_away") and not self.turn_away.isHidden()

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
        for name in _CHOSEN:
            if chosen or self._has(name):
                part: QWidget = getattr(self, name)
                # What is not ticked is told on the slip as missing.
                part.setVisible(chosen and (not turns_away or name == "papers"))
        self._hint.setVisible(not chosen and not turns_away)
        self._set_tab_order()

    def _has(self, name: str) -> bool:
        """Tell whether a part was needed already."""
        return name in self.__dict__

    def _need_owner(self) -> None:
        self.owner.show()
        self._set_tab_order()

    def _put_right(self, name: str, part: _P) -> _P:
        """Put a part that was just built in its place among those that stand there."""
        part.hide()
        above = _RIGHT[: _RIGHT.index(name)]
        self._right.insertWidget(sum(one == "hint" or self._has(one) for one in above), part)
        return part

    def _watch(self, form: IntakeForm) -> None:
        form.edited.connect(self.edited)
        form.edited.connect(form.clear_errors)
        form.entered.connect(self._on_entered)
        if isinstance(form, PersonForm):
            form.number_given.connect(self.number_given)

    def _forms(self) -> list[IntakeForm]:
        owner = [self.owner] if self._has("owner") else []
        late = [getattr(self, n).form for n in ("fees", "due", "turn_away") if self._has(n)]
        return [self.submitter, *owner, *late, self.details.form]

    def _take(self, procedure: Procedure | None) -> None:
        """Begin papers, fees and term with a procedure."""
        self._taken = procedure
        for name in _CHOSEN:
            if procedure or self._has(name):
                getattr(self, name).take(procedure)

    def _put_cursor(self, draft: FormDraft) -> None:
        place = self.findChild(QWidget, draft.focus) if draft.focus else None
        if place is None:
            return
        place.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(place, QLineEdit) and not place.hasSelectedText():
            place.setCursorPosition(draft.cursor)

    def _build(self) -> None:
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left = column(self.procedure, self._person_card(), self._owner_card(), self.details, None)
        self._right: QVBoxLayout = column(self._hint_card(), None)
        both = row(left, self._right, gap=Gap.SMALL)
        both.setStretch(0, 11)
        both.setStretch(1, 10)
        self._columns = both
        # Put in place first: every later move would have the style sheet read all again.
        inner = QWidget(self.viewport())
        self.setWidget(inner)
        inner.setLayout(both)
        self._show_parts()

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
        self._owner.hide()
        return self._owner

    def _set_tab_order(self) -> None:
        built = {name for name in ("owner", *_RIGHT) if self._has(name)}
        if built and built == self._ordered:
            return
        self._ordered = built
        order: list[QWidget] = [*_person_order(self.submitter), self.with_owner]
        if "owner" in built:
            order += _person_order(self.owner)
        if "turn_away" in built:
            order += self.turn_away.form.fields
        if built.issuperset(_CHOSEN):
            fees, due = self.fees.form.fields, self.due.form.fields
            order += [self.papers.list, *fees, *due, self.papers.other]
        order += self.details.form.fields
        before: QWidget = self.procedure.box
        for field in order:
            QWidget.setTabOrder(before, field)
            before = field

    def _connect(self) -> None:
        for form in self._forms():
            self._watch(form)
        self.procedure.box.textChanged.connect(self._on_box_text)
        self.procedure.box.textChanged.connect(self.edited)
        self.procedure.box.textChanged.connect(self.procedure.form.clear_errors)
        self.procedure.box.went_on.connect(self._on_went_on)
        self.procedure.box.digit_typed.connect(self._on_digit)
        self.procedure.chosen.connect(self._on_chosen)
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

    @Slot(str)
    def _on_box_text(self, text: str) -> None:
        if not text:
            self._take(None)

    @Slot(object)
    def _on_chosen(self, procedure: Procedure | None) -> None:
        # Letters that are taken back again must not cost what was ticked and counted.
        if procedure not in (None, self._taken):
            self._take(procedure)
        self._show_parts()
        self.procedure_chosen.emit(procedure)
        self.edited.emit()

    @Slot(bool)
    def _on_with_owner(self, wanted: bool) -> None:
        if wanted:
            self._need_owner()
        self._owner.setVisible(wanted)
        if wanted and self.with_owner.hasFocus():
            self.owner.first_field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()


def _person_order(form: PersonForm) -> list[QWidget]:
    """Put the kind of number last: it is seldom touched."""
    number, kind, *others = form.fields
    return [number, *others, kind]
