"""The page on which this year's calendar is looked through and confirmed."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tthc_desk.domain.workdays import Day
from tthc_desk.ui.first_start.answers import Answers
from tthc_desk.ui.first_start.page import Draft, Page
from tthc_desk.ui.first_start.services import LATER, YES, FirstStartServices, YearView
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import Role, column, dress, label
from tthc_desk.ui.shared.day_words import day_columns, kind_counts
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.record_table import RecordTableModel
from tthc_desk.ui.shared.record_view import RecordView


class CalendarPage(Page):
    """Shows the special days; every date of return rests on them."""

    def __init__(self, kit: Kit, services: FirstStartServices, draft: Draft) -> None:
        super().__init__(kit, services, draft)
        self._view: YearView | None = None
        self._state = label("", Role.STRONG, wraps=True)
        self._doubts = label("", wraps=True)
        dress(self._doubts, tone=Tone.WARNING.value)
        self.days = RecordView(
            kit,
            RecordTableModel[Day](day_columns()),
            name=self.tr("Các ngày đặc biệt của năm"),
            empty_text=self.tr("Năm này chưa có ngày đặc biệt nào."),
        )
        options = (
            (YES, self.tr("Đã đối chiếu, xác nhận")),
            (LATER, self.tr("Để sau, xác nhận ở F8")),
        )
        self.answers = Answers(options)
        self.answers.chosen.connect(self._on_chosen)
        self._whole = label("", wraps=True)
        self.days.current_changed.connect(self._on_current)
        layout = column(self._state, self._doubts, self.days, self._whole, self.answers)
        layout.setStretch(2, 1)
        self.setLayout(layout)

    @property
    @override
    def title(self) -> str:
        return self.tr("Lịch làm việc năm {year}").format(year=self.kit.now().year)

    @property
    @override
    def reason(self) -> str:
        return self.tr(
            "Ngày hẹn trả tính theo lịch này. Đối chiếu các ngày dưới đây với thông báo nghỉ lễ, "
            "tết và hoán đổi ngày làm việc của năm."
        )

    @property
    @override
    def missing(self) -> str:
        return "" if self.answers.value else self.tr("Xác nhận lịch, hoặc để sau.")

    @property
    @override
    def keys(self) -> tuple[tuple[str, str], ...]:
        return self.answers.keys

    @override
    def arrive(self) -> None:
        self.answers.set_value(self.draft.choices.calendar)
        opened = self.draft.pack
        self.kit.tasks.run(lambda: self.services.year(opened), self._show)

    @override
    def first_focus(self) -> QWidget:
        return self.days

    @override
    def carry_out(self, act: Act) -> bool:
        return self.answers.take(act)

    def _show(self, view: YearView) -> None:
        self._view = view
        self.days.records_model.set_records(view.calendar.days)
        self.days.select_row(0)
        self._state.setText(self._state_words(view))
        self._doubts.setText("\n".join(self._doubt_words(view)))
        self._doubts.setVisible(bool(self._doubts.text()))

    def _state_words(self, view: YearView) -> str:
        if not view.from_pack:
            text = self.tr("▲ Gói không có lịch năm nay: chương trình đề xuất.")
        elif view.calendar.confirmed:
            text = self.tr("Lịch trong gói, bên lập gói đã xác nhận")
        else:
            text = self.tr("▲ Lịch trong gói, bên lập gói chưa xác nhận.")
        return " · ".join((text, *kind_counts(view.calendar)))

    def _doubt_words(self, view: YearView) -> tuple[str, ...]:
        if not view.missing:
            return view.notes
        missing = self.tr("Thiếu ngày nghỉ theo luật: {named}.")
        return (missing.format(named="; ".join(view.missing)), *view.notes)

    @Slot(object)
    def _on_current(self, day: Day | None) -> None:
        """Show all of the chosen day, which the cells have no room for."""
        words = [one.value(day) for one in day_columns()] if day else []
        self._whole.setText(" · ".join(words))

    @Slot(str)
    def _on_chosen(self, value: str) -> None:
        self.draft.change(calendar=value)
        self.changed.emit()
