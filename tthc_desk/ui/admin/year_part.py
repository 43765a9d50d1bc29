"""The page of the calendar: a year, who confirmed it, what it lacks, and its special days."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from tthc_desk.domain.workdays import Day
from tthc_desk.ui.admin.services import AdminServices
from tthc_desk.ui.admin.year_state import YearState, read_year
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.controls import ActionButton, Role, column, dress, label, row
from tthc_desk.ui.shared.day_words import day_columns, kind_counts
from tthc_desk.ui.shared.fields import Choice, ChoiceField
from tthc_desk.ui.shared.forms import Form
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.record_table import RecordTableModel
from tthc_desk.ui.shared.record_view import RecordView

_YEAR_CHARS = 26


class YearPart(QWidget):
    """Shows one year.

    Args:
        review: leads to the dates the calendar would move.

    Signals:
        state_read: the `YearState` now shown.
    """

    state_read = Signal(object)

    def __init__(self, kit: Kit, review: QAction) -> None:
        super().__init__()
        self._kit = kit
        self._services: AdminServices | None = None
        self._shown: YearState | None = None
        self._build(review)

    @property
    def shown(self) -> YearState | None:
        """Give the year in front, None before the first one was read."""
        return self._shown

    @property
    def state_text(self) -> str:
        """Give the sentence on who confirmed the year."""
        return self._state.text()

    @property
    def doubt_text(self) -> str:
        """Give the sentences on what is not sure of the year, empty if all is."""
        return self._doubts.text()

    @property
    def shift_text(self) -> str:
        """Give the sentence on printed dates that differ, empty if none does."""
        return "" if self._strip.isHidden() else self._shifts.text()

    def set_services(self, services: AdminServices) -> None:
        """Take the use cases."""
        self._services = services

    @Slot()
    def reload(self) -> None:
        """Read the year in front anew."""
        self.show_year(self._shown.year if self._shown else None)

    def show_year(self, year: int | None) -> None:
        """Show a year; without one the year that needs a person first."""
        services = self._services
        if services is not None:
            self._kit.tasks.run(
                lambda: read_year(services, year), self._show_state, latest="admin-year"
            )

    def show_shifts(self, count: int) -> None:
        """Say how many printed dates are not those of the calendar."""
        text = self.tr("{count} hồ sơ có ngày hẹn đã in khác ngày tính theo lịch làm việc.")
        self._shifts.setText(text.format(count=formats.count(count)))
        self._strip.setVisible(count > 0)

    def take_focus(self) -> None:
        """Put the focus where work begins."""
        self.choice.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self, review: QAction) -> None:
        self.choice = ChoiceField()
        self.choice.setFixedWidth(self._kit.scale.chars_px(_YEAR_CHARS))
        self.choice.currentIndexChanged.connect(self._on_year)
        form = Form()
        form.add(self.tr("Năm"), self.choice, name="year")
        self._state = label("", Role.STRONG, wraps=True)
        self._summary = label("", Role.NOTE, wraps=True)
        self._doubts = label("", wraps=True)
        self._shifts = label("", wraps=True)
        dress(self._doubts, tone=Tone.WARNING.value)
        dress(self._shifts, tone=Tone.WARNING.value)
        self.days = RecordView(
            self._kit,
            RecordTableModel[Day](day_columns()),
            name=self.tr("Các ngày đặc biệt của năm"),
            empty_text=self.tr("Năm này chưa có ngày đặc biệt nào. Nhập lịch từ tệp CSV."),
        )
        self._strip = QWidget()
        strip = row(self._shifts, ActionButton(review))
        strip.setStretch(0, 1)
        self._strip.setLayout(strip)
        self._strip.hide()
        head = row(form)
        head.addLayout(column(self._state, self._summary), 1)
        layout = column(head, self._doubts, self._strip, self.days)
        layout.setStretch(3, 1)
        self.setLayout(layout)

    @Slot(int)
    def _on_year(self, _: int) -> None:
        year = self.choice.value()
        if year is not None:
            self.show_year(year)

    def _show_state(self, state: YearState) -> None:
        self._shown = state
        self._show_years(state)
        self._state.setText(self._state_words(state))
        tone = Tone.DONE if state.calendar.confirmed else Tone.WARNING
        dress(self._state, tone=tone.value)
        self._summary.setText(self._summary_words(state))
        self._doubts.setText("\n".join(self._doubt_words(state)))
        self._doubts.setVisible(bool(self._doubts.text()))
        self.days.records_model.set_records(state.calendar.days)
        self.state_read.emit(state)

    def _show_years(self, state: YearState) -> None:
        confirmed, waiting = self.tr("{year} – đã xác nhận"), self.tr("{year} – chưa xác nhận")
        choices = [
            Choice(year, (confirmed if done else waiting).format(year=year))
            for year, done in state.years
        ]
        with QSignalBlocker(self.choice):
            self.choice.set_choices(choices)
            self.choice.set_value(state.year)

    def _state_words(self, state: YearState) -> str:
        last, year = state.held.last, state.year
        if state.calendar.confirmed:
            text = self.tr("✓ Lịch năm {year} đã xác nhận")
            if last is None or not last.confirmed:
                return text.format(year=year) + "."
            text += self.tr(" bởi {who} lúc {at}.")
            return text.format(year=year, who=last.officer_name, at=formats.moment(last.at))
        if last is None:
            return self.tr(
                "▲ Chưa xác nhận: đây là lịch chương trình đề xuất. Đối chiếu với thông báo "
                "nghỉ lễ, tết của năm rồi xác nhận."
            )
        text = self.tr("▲ Chưa xác nhận: {who} nhập từ tệp lúc {at}.")
        return text.format(who=last.officer_name, at=formats.moment(last.at))

    def _summary_words(self, state: YearState) -> str:
        days = self.tr("{count} ngày làm việc").format(count=state.held.working_days)
        return " · ".join((days, *kind_counts(state.calendar)))

    def _doubt_words(self, state: YearState) -> list[str]:
        missing = self.tr("Thiếu ngày nghỉ theo luật: {named}.")
        named = "; ".join(state.missing)
        return [missing.format(named=named), *state.notes] if named else list(state.notes)
