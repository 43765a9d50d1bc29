"""Accepting a list that has arrived: all of it, what was scanned, or not this one."""

from PySide6.QtCore import QObject, Signal

from tthc_desk.ui.handover.list_panel import ListPanel
from tthc_desk.ui.handover.list_work import ShownList, accept_list, take_off
from tthc_desk.ui.handover.one_at_a_time import OneAtATime
from tthc_desk.ui.handover.services import HandoverServices
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Question, ReasonQuestion


class Acceptance(QObject):
    """Asks what has to be asked before a list is accepted.

    Signals:
        changed: the `ShownList` after a step.
    """

    changed = Signal(object)

    def __init__(self, kit: Kit, panel: ListPanel, writes: OneAtATime) -> None:
        super().__init__(panel)
        self._kit = kit
        self._panel = panel
        self._writes = writes
        self._services: HandoverServices | None = None
        self._rejecting = ("", "")
        self._some = self.tr("Chỉ nhận hồ sơ đã quét")
        self._all = self.tr("Nhận tất cả")
        self._back = self.tr("Quay lại")

    def set_services(self, services: HandoverServices) -> None:
        """Take the use cases."""
        self._services = services

    def accept(self) -> None:
        """Accept the list that is shown; with papers missing, ask first."""
        found = self._panel.check()
        if not found.missing:
            self._accept(None)
            return
        text = self.tr("Còn {missing} hồ sơ chưa quét. Nhận thế nào?")
        some = (self._some,) if found.present else ()
        question = Question(
            text.format(missing=len(found.missing)),
            (*some, self._all, self._back),
            safe=self._back,
            detail=self._panel.summary,
        )
        self._kit.messages.ask(question, self._on_answer)

    def send_back(self, list_number: str, number: str, shown_number: str) -> None:
        """Refuse one dossier with a reason; the rest of the list is untouched."""
        self._rejecting = (list_number, number)
        question = ReasonQuestion(
            self.tr("Trả lại hồ sơ {number}?").format(number=shown_number),
            self.tr("Trả lại"),
            self.tr("Các hồ sơ khác của danh sách không bị ảnh hưởng."),
        )
        self._kit.messages.ask_reason(question, self._on_reason)

    def _on_answer(self, verb: str) -> None:
        if verb == self._some:
            self._accept(self._panel.check().present)
        elif verb == self._all:
            self._accept(None)

    def _accept(self, numbers: tuple[str, ...] | None) -> None:
        services, shown = self._services, self._panel.shown
        if services is None or shown is None:
            return
        number, actor = shown.line.number, self._kit.session.present_actor
        self._writes.run(lambda: accept_list(services, number, numbers, actor), self._on_accepted)

    def _on_accepted(self, shown: ShownList) -> None:
        self.changed.emit(shown)
        text = self.tr("Đã nhận danh sách {number}.")
        if self._panel.is_travelling:
            text = self.tr("Đã nhận các hồ sơ đã quét của {number}; số còn lại vẫn chờ.")
        self._kit.messages.done(text.format(number=shown.line.number))

    def _on_reason(self, reason: str) -> None:
        services, actor = self._services, self._kit.session.present_actor
        list_number, number = self._rejecting
        if services:
            item = (number, reason)
            self._writes.run(
                lambda: take_off(services, list_number, item, actor), self._on_sent_back
            )

    def _on_sent_back(self, shown: ShownList) -> None:
        self.changed.emit(shown)
        self._kit.messages.done(self.tr("Đã trả lại hồ sơ, danh sách còn lại giữ nguyên."))
