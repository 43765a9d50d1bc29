"""Confirming a year: asked plainly, with every doubt named."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tthc_desk.ui.admin.services import AdminServices
from tthc_desk.ui.admin.year_state import YearState
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Question


class YearWork(QObject):
    """Asks, confirms, and says what became of it.

    Signals:
        confirmed: the year.
        refused: it was not confirmed; show it anew.
    """

    confirmed = Signal(int)
    refused = Signal()

    def __init__(self, kit: Kit, screen: QWidget) -> None:
        super().__init__(screen)
        self._kit = kit
        self._services: AdminServices | None = None
        self._asked: YearState | None = None
        self._verb = ""
        self._is_busy = False

    @property
    def is_busy(self) -> bool:
        """Say whether a year is being saved."""
        return self._is_busy

    def set_services(self, services: AdminServices) -> None:
        """Take the use cases."""
        self._services = services

    def ask(self, state: YearState) -> None:
        """Ask whether the year that is shown is the one of the official notice."""
        self._asked = state
        whole = self.tr("Xác nhận năm {year}").format(year=state.year)
        self._verb = self.tr("Vẫn xác nhận, dù còn thiếu") if state.missing else whole
        back = self.tr("Quay lại")
        question = Question(
            text=self.tr("Xác nhận lịch làm việc năm {year}?").format(year=state.year),
            detail=self._detail(state),
            verbs=(self._verb, back),
            safe=back,
        )
        self._kit.messages.ask(question, self._on_answer)

    def _detail(self, state: YearState) -> str:
        text = self.tr(
            "Anh/chị đã đối chiếu {count} ngày đặc biệt với thông báo nghỉ lễ, tết và văn bản "
            "hoán đổi ngày làm việc. Từ đây mọi ngày hẹn rơi vào năm {year} tính theo lịch này."
        ).format(count=len(state.calendar.days), year=state.year)
        doubts = [self.tr("Còn thiếu: {one}.").format(one=one) for one in state.missing]
        return "\n".join((text, *doubts, *state.notes))

    def _on_answer(self, verb: str) -> None:
        state, services, actor = self._asked, self._services, self._kit.session.actor
        self._asked = None
        if verb != self._verb or state is None or services is None or actor is None:
            return
        self._is_busy = True

        def work() -> int:
            services.years.confirm(state.calendar, actor)
            return state.year

        self._kit.tasks.run(work, self._on_confirmed, self._on_refused)

    def _on_confirmed(self, year: int) -> None:
        self._is_busy = False
        text = self.tr("Đã xác nhận lịch làm việc năm {year}.")
        self._kit.messages.done(text.format(year=year))
        self.confirmed.emit(year)

    def _on_refused(self, error: Exception) -> None:
        self._is_busy = False
        self._kit.messages.failed(error)
        self.refused.emit()
