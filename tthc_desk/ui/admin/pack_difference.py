"""What a pack would change: its parts on the left, old and new values on the right."""

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.ui.admin.change_row import Change, ChangeRow
from tthc_desk.ui.admin.pack_look import PackLook
from tthc_desk.ui.admin.pack_parts import ChangePart, parts_of
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.controls import Role, column, dress, label, panel, row
from tthc_desk.ui.shared.fields import DateField
from tthc_desk.ui.shared.forms import Form
from tthc_desk.ui.shared.key_check import KeyCheck
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.logo_picture import LogoPicture
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.record_table import Column, RecordTableModel
from tthc_desk.ui.shared.record_view import RecordView
from tthc_desk.ui.shared.status import StatusMark
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.usecases.pack_procedures import way_out

_PART_CHARS, _COUNT_CHARS, _DAY_CHARS, _MARK_CHARS = 16, 4, 12, 14
_PICTURE_ROWS = 2
_POINT = 2
"""Place of the column that says what of a place."""


class PackDifferenceView(QWidget):
    """Shows one `PackLook`.

    Signals:
        day_wanted: another first day (date) of changed procedures.
        changed: what is missing may be otherwise now.
    """

    day_wanted = Signal(object)
    changed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._look: PackLook | None = None
        self._parts: tuple[ChangePart, ...] = ()
        self._build()

    @property
    def look(self) -> PackLook | None:
        """Give what is shown."""
        return self._look

    @property
    def summary(self) -> str:
        """Name in one line what would change, empty when nothing."""
        return ", ".join(part.told for part in self._parts if part.told)

    @property
    def state_text(self) -> str:
        """Give the sentence on what taking it over would do."""
        return self._state.text()

    @property
    def missing_text(self) -> str:
        """Give what is said of that beside the day."""
        return self._missing.text()

    @property
    def hindrance(self) -> str:
        """Say why whoever sits here may not take it over; empty for a supervisor."""
        actor = self._kit.session.actor
        if actor is None or actor.is_supervisor:
            return ""
        return self._kit.messages.words_of(DeskError(Code.SUPERVISOR, action="ward-pack"))

    @property
    def missing(self) -> str:
        """Say what must be done before it can be taken over; empty when nothing."""
        look = self._look
        if look is None:
            return ""
        if self.hindrance:
            return self.hindrance
        if look.change.catalogue.conflicts:
            return self.tr(
                "{count} thủ tục đã có bản bắt đầu đúng ngày {day}: "
                "chọn ngày đầu áp dụng khác, sớm nhất {first}."
            ).format(
                count=len({one.new.code for one in look.change.catalogue.conflicts}),
                day=formats.day(look.change.from_day),
                first=formats.day(_offered_day(look)),
            )
        return self.check.missing if look.change.new_key else ""

    def show_look(self, look: PackLook, *, again: bool = False) -> None:
        """Show a pack; the part that needs a person comes to the front.

        Args:
            again: the same pack stands here; what was ticked and chosen stays.
        """
        self._look = look
        self._parts = parts_of(look, self._kit.messages.words_of)
        pack = look.opened.pack
        self._title.setText(
            self.tr("{ward} ({code}) – gói lập lúc {made}, khóa {key}").format(
                ward=pack.ward_name,
                code=pack.ward_code,
                made=formats.moment(pack.made_at),
                key=pack.key_id,
            )
        )
        if not again:
            self.check.show_key(pack)
        self.day.set_value(_offered_day(look))
        self._form.clear_errors()
        self._form.setVisible(look.change.changes_procedures)
        self._say(look)
        self._show_parts(look, again=again)

    def wanted_day_differs(self) -> bool:
        """Ask for the day that was typed, where it is not the one shown; say if it is not."""
        look = self._look
        if look is None:
            return False
        try:
            typed = self.day.value() or look.change.from_day
        except DeskError as error:
            self.refuse_day(error)
            return True
        self.day.set_value(typed)
        if typed == look.change.from_day:
            self._form.clear_errors()
            return False
        self.day_wanted.emit(typed)
        return True

    def refuse_day(self, error: DeskError) -> None:
        """Say under its field why a day is not taken."""
        # The focus is not fetched back: whoever left the field may go on looking.
        self._form.show_error("from", self._kit.messages.words_of(error), focus=False)

    def take_focus(self) -> None:
        """Put the focus where work begins."""
        self.parts.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        self._title = label("", Role.HEADING, wraps=True)
        self._state = label("", Role.STRONG, wraps=True)
        self._missing = label("", wraps=True)
        dress(self._missing, tone=Tone.WARNING.value)
        self.parts = self._make_parts()
        self.table = self._make_table()
        self.check = KeyCheck(self._kit.scale)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._make_values())
        self._stack.addWidget(self.check)
        body = row(self.parts, self._stack)
        body.setStretch(1, 1)
        foot = row(self._make_form(), self._missing, gap=Gap.MEDIUM)
        foot.setStretch(1, 1)
        layout = column(self._title, self._state, body, foot)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self.parts.current_changed.connect(self._on_part)
        self.table.current_changed.connect(self._on_row)
        self.check.changed.connect(self._on_checked)
        self.day.editingFinished.connect(self.wanted_day_differs)

    def _make_parts(self) -> RecordView:
        columns = (
            Column[ChangePart](self.tr("Phần của gói"), lambda one: one.title, strong=True),
            Column[ChangePart](self.tr("Số"), _count, _COUNT_CHARS, is_number=True),
        )
        made = RecordView(self._kit, RecordTableModel(columns), name=self.tr("Các phần của gói"))
        made.setFixedWidth(self._kit.scale.chars_px(_PART_CHARS + _COUNT_CHARS) + Gap.LARGE)
        return made

    def _make_table(self) -> RecordView:
        columns = (
            Column[ChangeRow](self.tr("Khác gì"), _word, _MARK_CHARS, mark=_mark),
            Column[ChangeRow](self.tr("Ở đâu"), _place, tip=_place, strong=True),
            Column[ChangeRow](self.tr("Điểm"), _point, tip=_point),
            Column[ChangeRow](self.tr("Đang dùng"), _old, tip=_old),
            Column[ChangeRow](self.tr("Trong gói"), _new, tip=_new),
        )
        return RecordView(
            self._kit,
            RecordTableModel(columns),
            name=self.tr("Các chỗ khác"),
            empty_text=self.tr("Phần này không đổi gì."),
        )

    def _make_values(self) -> QWidget:
        """Below the table the current row stands whole: cells cut what is long."""
        self._old, self._new = label("", wraps=True), label("", Role.STRONG, wraps=True)
        for one in (self._old, self._new):
            one.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            one.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._old.setAccessibleName(self.tr("Đang dùng"))
        self._new.setAccessibleName(self.tr("Trong gói"))
        self._card = panel()
        names = (self.tr("Logo đang dùng"), self.tr("Logo trong gói"))
        self.pictures = tuple(LogoPicture(self._kit.scale, name, _PICTURE_ROWS) for name in names)
        old, new = zip((self._old, self._new), self.pictures, strict=True)
        both = row(column(*old), column(*new), gap=Gap.MEDIUM)
        for at in range(2):
            both.setStretch(at, 1)
        self._where = label("", Role.LABEL, wraps=True)
        self._card.setLayout(column(self._where, both, gap=Gap.TIGHT, margin=Gap.SMALL))
        made = QWidget()
        layout = column(self.table, self._card, gap=Gap.TIGHT)
        layout.setStretch(0, 1)
        made.setLayout(layout)
        return made

    def _make_form(self) -> Form:
        self.day = DateField()
        self.day.setFixedWidth(self._kit.scale.chars_px(_DAY_CHARS))
        self._form = Form()
        self._form.add(self.tr("Thủ tục đổi áp dụng từ ngày"), self.day, name="from")
        return self._form

    def _say(self, look: PackLook) -> None:
        if look.change.changes_rules:
            text = self.tr("Chưa đổi gì. Áp dụng gói sẽ đổi: {what}.").format(what=self.summary)
        elif look.is_in_force:
            text = self.tr("✓ Đây là gói đang dùng. Áp dụng lại không đổi gì trong sổ.")
        else:
            text = self.tr("✓ Áp dụng gói này không đổi gì trong sổ; chỉ ghi nhận gói mới.")
        absent = len({one.code for one in look.change.catalogue.absent})
        kept = self.tr("{count} thủ tục của phường không có trong gói: giữ nguyên.")
        self._state.setText(f"{text} {kept.format(count=absent)}" if absent else text)
        tone = Tone.WARNING if look.change.changes_rules else Tone.DONE
        dress(self._state, tone=tone.value)
        self._missing.setText(self.missing)

    def _show_parts(self, look: PackLook, *, again: bool) -> None:
        at = self.parts.currentIndex().row() if again else -1
        key = (ChangePart(self.tr("▲ Khóa ký gói"), ()),) if look.change.new_key else ()
        shown = (*key, *self._parts)
        self.parts.records_model.set_records(shown)
        first = next((i for i, one in enumerate(shown) if one in key or one.count), 0)
        self.parts.select_row(first if at < 0 else at)

    @Slot(object)
    def _on_part(self, part: ChangePart | None) -> None:
        if part is None or self._look is None:
            return
        is_key = part not in self._parts
        self._stack.setCurrentIndex(1 if is_key else 0)
        self.table.setColumnHidden(_POINT, not any(one.point for one in part.rows))
        self.table.records_model.set_records(part.rows)
        self._card.setVisible(bool(part.rows))
        self.table.select_row(0)

    @Slot(object)
    def _on_row(self, shown: ChangeRow | None) -> None:
        if shown is None:
            return
        is_note = shown.change is Change.NOTED
        text = "{value}" if is_note else self.tr("Trong gói: {value}")
        self._where.setText(" – ".join(part for part in (shown.place, shown.point) if part))
        self._old.setVisible(not is_note)
        self._old.setText(self.tr("Đang dùng: {value}").format(value=shown.old))
        self._new.setText(text.format(value=shown.new))
        for picture, data in zip(self.pictures, shown.pictures, strict=True):
            picture.show_logo(data)

    @Slot()
    def _on_checked(self) -> None:
        self._missing.setText(self.missing)
        self.changed.emit()


def _offered_day(look: PackLook) -> date:
    """Give the first day asked for, or the next one on which nothing stands in the way."""
    conflicts, day = look.change.catalogue.conflicts, look.change.from_day
    return way_out(conflicts, day) if conflicts else day


def _count(part: ChangePart) -> str:
    return formats.count(part.count) if part.count else ""


def _place(shown: ChangeRow) -> str:
    return shown.place


def _point(shown: ChangeRow) -> str:
    return shown.point


def _old(shown: ChangeRow) -> str:
    return shown.old


def _new(shown: ChangeRow) -> str:
    return shown.new


def _word(shown: ChangeRow) -> str:
    return _mark(shown).word


def _mark(shown: ChangeRow) -> StatusMark:
    return shown.change.mark
