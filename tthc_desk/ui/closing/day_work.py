"""Closing a day, opening it again and printing its tally, off the window's thread."""

import uuid
from datetime import date

from PySide6.QtCore import QObject, Signal

from tthc_desk.ui.closing.day_state import DayState
from tthc_desk.ui.closing.services import ClosingServices
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Question, ReasonQuestion
from tthc_desk.ui.shared.print_request import PrintRequest
from tthc_desk.usecases.closing import ClosingAnswer, ClosingInput
from tthc_desk.usecases.lines import PaperLine


class DayWork(QObject):
    """Does one thing at a time.

    Signals:
        closed: the day (date) that was closed.
        reopened: the day (date) that was opened again.
        refused: the exception of a closing; nothing was saved.
        print_requested: a `PrintRequest`.
    """

    closed = Signal(object)
    reopened = Signal(object)
    refused = Signal(object)
    print_requested = Signal(object)

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._services: ClosingServices | None = None
        self._is_busy = False
        self._is_preview = False
        self._asked: tuple[date, ClosingInput] | None = None
        self._request = ("", "")
        self._reopening: date | None = None
        self._meant: date | None = None

    def set_services(self, services: ClosingServices) -> None:
        """Take the use cases."""
        self._services = services

    def close(self, state: DayState, given: ClosingInput) -> None:
        """Close a day; before the end of office hours it is asked whether that is meant."""
        self._asked = (state.day, given)
        now = self._kit.now()
        early = state.day == now.date() and now.time() < state.ward.hours.afternoon_end
        if not early or self._meant == state.day:
            self._close()
            return
        self._verb = self.tr("Chốt ngày")
        stay = self.tr("Chưa chốt")
        text = self.tr("Chưa hết giờ làm việc. Chốt sổ ngày hôm nay?")
        detail = self.tr(
            "Việc làm sau khi chốt được tính vào ngày làm việc tiếp theo. "
            "Chỉ người phụ trách mở lại được."
        )
        self._kit.messages.ask(Question(text, (self._verb, stay), stay, detail), self._on_answer)

    def reopen(self, day: date) -> None:
        """Open the last closed day again, with a reason."""
        self._reopening = day
        question = ReasonQuestion(
            self.tr("Mở lại ngày {day}?").format(day=formats.day(day)),
            self.tr("Mở lại ngày"),
            self.tr("Lần chốt trước vẫn nằm trong lịch sử và trên thống kê của ngày."),
        )
        self._kit.messages.ask_reason(question, self._on_reason)

    def issue(self, day: date, *, preview: bool) -> None:
        """Issue the tally of a day and print it or show it first."""
        services, actor = self._services, self._kit.session.actor
        if services is None or actor is None or self._is_busy:
            return
        self._is_busy, self._is_preview = True, preview
        self._kit.tasks.run(
            lambda: services.reports.issue_tally(day, actor), self._on_issued, self._on_failed
        )

    def _close(self) -> None:
        services, actor, asked = self._services, self._kit.session.actor, self._asked
        if services is None or actor is None or asked is None or self._is_busy:
            return
        self._is_busy = True
        day, given = asked
        request_id = self._request_id(repr((day, actor.officer.login)))
        self._kit.tasks.run(
            lambda: services.closing.close(day, given, actor, request_id=request_id),
            self._on_closed,
            self._on_refused,
        )

    def _request_id(self, attempt: str) -> str:
        """Give the id of an attempt: a day that was closed unseen is not closed twice."""
        if self._request[0] != attempt:
            self._request = (attempt, str(uuid.uuid4()))
        return self._request[1]

    def _on_answer(self, verb: str) -> None:
        if verb == self._verb and self._asked is not None:
            self._meant = self._asked[0]
            self._close()

    def _on_closed(self, answer: ClosingAnswer) -> None:
        self._is_busy, self._request = False, ("", "")
        closing = answer.closing
        text = self.tr("Đã chốt ngày {day}, đã gửi in thống kê.")
        self._kit.messages.done(text.format(day=formats.day(closing.day)))
        self.print_requested.emit(PrintRequest((closing.paper_id,)))
        self.closed.emit(closing.day)

    def _on_refused(self, error: Exception) -> None:
        self._is_busy = False
        self.refused.emit(error)

    def _on_reason(self, reason: str) -> None:
        services, actor, day = self._services, self._kit.session.actor, self._reopening
        if services is None or actor is None or day is None or self._is_busy:
            return
        self._is_busy = True
        self._kit.tasks.run(
            lambda: services.closing.reopen(day, reason, actor), self._on_reopened, self._on_failed
        )

    def _on_reopened(self, answer: ClosingAnswer) -> None:
        self._is_busy, self._request = False, ("", "")
        text = self.tr("Đã mở lại ngày {day}. Sửa xong hãy chốt lại.")
        self._kit.messages.done(text.format(day=formats.day(answer.closing.day)))
        self.reopened.emit(answer.closing.day)

    def _on_issued(self, paper: PaperLine) -> None:
        self._is_busy = False
        if not self._is_preview:
            text = self.tr("Đã gửi in thống kê ngày {day}.")
            day = formats.day(date.fromisoformat(paper.subject))
            self._kit.messages.done(text.format(day=day))
        self.print_requested.emit(PrintRequest((paper.id,), self._is_preview))

    def _on_failed(self, error: Exception) -> None:
        self._is_busy = False
        self._kit.messages.failed(error)
