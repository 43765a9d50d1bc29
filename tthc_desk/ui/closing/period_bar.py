"""The line on which a list and its period are chosen."""

from collections.abc import Sequence
from datetime import date, datetime, time

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.text_input import typed_day
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.ui.closing.enter_hint import EnterHint
from tthc_desk.ui.shared.controls import button, column, dress, label, row
from tthc_desk.ui.shared.fields import Choice, ChoiceField, DateField, LineField
from tthc_desk.ui.shared.forms import Form
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.periods import Preset, period, preset_word, remembered_preset
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.usecases.listings import Asked

_DAY_CHARS = 12
_MOMENT_CHARS = 24
_END_OF_DAY = time(23, 59, 59)


class PeriodBar(QWidget):
    """Asks for a period, and for a kind of list where there are several.

    Args:
        page: by which the period chosen last is remembered.
        preset: the period of the first time.
        kinds: what can be asked for; without any there is no such field.

    Signals:
        asked: the officer wants to see what is chosen.
    """

    asked = Signal()

    def __init__(self, kit: Kit, page: str, preset: Preset, kinds: Sequence[Choice] = ()) -> None:
        super().__init__()
        self._kit = kit
        self._page = page
        self.form = Form(columns=4 if kinds else 3)
        self.kind = ChoiceField(kinds)
        if kinds:
            self.form.add(self.tr("Sổ"), self.kind, name="kind")
            self.kind.activated.connect(self.asked)
        self.preset = ChoiceField([Choice(one, preset_word(one)) for one in Preset])
        self.preset.set_value(remembered_preset(kit.remembered.period_for(page), preset))
        self.first, self.last = DateField(), DateField()
        self.known_at = LineField(hint=self.tr("ngày/tháng/năm giờ:phút"))
        self._state = label("", wraps=True)
        self._build()
        self._fill()

    def set_period(self, first: date, last: date) -> None:
        """Choose days freely and ask."""
        self.preset.set_value(Preset.FREE)
        self.first.set_value(first)
        self.last.set_value(last)
        self.asked.emit()

    def asked_for(self) -> Asked | None:
        """Read the fields; None while nobody is signed in or a field says what is wrong."""
        for form in (self.form, self.known_form):
            form.clear_errors()
        try:
            return self._read()
        except DeskError as error:
            self.refuse(error)
            return None

    @property
    def state(self) -> str:
        """Give the sentence about what binds the figures."""
        return self._state.text()

    def say(self, text: str, tone: Tone) -> None:
        """Say what binds the figures that are shown."""
        self._state.setText(text)
        dress(self._state, tone=tone.value)

    def refuse(self, error: Exception) -> None:
        """Say what is wrong with what was asked for, under its field."""
        form = self.form
        if isinstance(error, DeskError) and error.field == "as_of":
            form = self.known_form
        form.refuse(error, self._kit.messages)

    def show_for_actor(self) -> None:
        """Offer the moment of knowledge to supervisors only."""
        actor = self._kit.session.actor
        self.known_form.setVisible(actor is not None and actor.is_supervisor)

    def _read(self) -> Asked | None:
        actor = self._kit.session.actor
        first, last = self.first.value(), self.last.value()
        for name, day in (("from", first), ("to", last)):
            if day is None:
                raise DeskError(Code.REQUIRED, name)
        if actor is None or first is None or last is None:
            return None
        return Asked(first, last, actor, self._moment() if actor.is_supervisor else None)

    def _build(self) -> None:
        scale = self._kit.scale
        for day in (self.first, self.last):
            day.setFixedWidth(scale.chars_px(_DAY_CHARS))
        self.known_at.setFixedWidth(scale.chars_px(_MOMENT_CHARS))
        self.form.add(self.tr("Kỳ"), self.preset, name="preset")
        self.form.add(self.tr("Từ"), self.first, name="from")
        self.form.add(self.tr("đến"), self.last, name="to")
        self.known_form = Form()
        self.known_form.add(self.tr("Như đã biết tại"), self.known_at, name="as_of")
        typed: tuple[QLineEdit, ...] = (self.first, self.last, self.known_at)
        for field in typed:
            field.returnPressed.connect(self.asked)
            field.textEdited.connect(self._on_typed)
        self.preset.activated.connect(self._on_preset)
        self.show_for_actor()
        see = column(row(button(self.tr("Xem"), self.asked), EnterHint(*typed)), None)
        second = row(self.known_form, gap=Gap.MEDIUM)
        second.addWidget(self._state, 1)
        self.setLayout(column(row(self.form, see, None), second, gap=Gap.TIGHT))

    def _fill(self) -> None:
        chosen = self.preset.value()
        if chosen is not Preset.FREE:
            found = period(chosen, self._kit.now().date())
            self.first.set_value(found.first)
            self.last.set_value(found.last)

    def _moment(self) -> datetime | None:
        """Read "20/11/2026 17:05"; a day alone means its end."""
        text = self.known_at.value()
        if not text:
            return None
        day, _, clock = text.partition(" ")
        try:
            at = time.fromisoformat(clock) if clock else _END_OF_DAY
        except ValueError as error:
            raise DeskError(Code.DATE, "as_of") from error
        found = datetime.combine(typed_day(day, "as_of"), at, VIETNAM)
        if found.date() > self._kit.now().date():
            raise DeskError(Code.DATE, "as_of", high=self._kit.now().date())
        return found

    @Slot(str)
    def _on_typed(self, _: str) -> None:
        if self.sender() is not self.known_at:
            self.preset.set_value(Preset.FREE)

    @Slot()
    def _on_preset(self) -> None:
        self._fill()
        if self.preset.value() is Preset.FREE:
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)
            self.first.selectAll()
        else:
            self._kit.remembered.remember_period(self._page, self.preset.value().name)
            self.asked.emit()
