"""A tab of lists: the queue and the lists at the left, one list at the right."""

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from typing_extensions import override

from tthc_desk.domain.dossier import Queue
from tthc_desk.domain.errors import DeskError
from tthc_desk.ui.handover.acceptance import Acceptance
from tthc_desk.ui.handover.list_panel import ListPanel
from tthc_desk.ui.handover.list_work import (
    Entry,
    Overview,
    PutOn,
    ShownList,
    close_list,
    find_exact,
    overview,
    put_on,
    show_list,
    take_off,
)
from tthc_desk.ui.handover.one_at_a_time import OneAtATime
from tthc_desk.ui.handover.services import HandoverServices
from tthc_desk.ui.handover.tab import KeyOffer, Tab
from tthc_desk.ui.handover.tables import list_columns, queue_columns
from tthc_desk.ui.handover.tick_view import TickView
from tthc_desk.ui.shared.controls import ActionButton, Role, column, label, row
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.print_request import PrintRequest
from tthc_desk.ui.shared.record_table import Page, RecordTableModel
from tthc_desk.ui.shared.record_view import RecordView
from tthc_desk.ui.steps.words import short_number
from tthc_desk.usecases.handover import ListKind
from tthc_desk.usecases.lines import DossierId, DossierLine, ListLine

_QUEUE_OF = {ListKind.OFFICERS: Queue.TO_HAND_OVER, ListKind.RESULTS: Queue.PROCESSING}
_PAGE = 200
_LISTS_SHOWN = 4
_OFF = "off "


class ListTab(Tab):
    """Builds, closes, checks and accepts the lists of one kind.

    Args:
        keys: the screen's actions for F9, F11 and Ctrl+Enter.
    """

    def __init__(self, kit: Kit, kind: ListKind, keys: tuple[QAction, QAction, QAction]) -> None:
        super().__init__()
        self._kit = kit
        self._kind = kind
        self._services: HandoverServices | None = None
        self._agency_code = ""
        self._pending: DossierLine | None = None
        self._refusal = ""
        self._build(keys)
        self._connect()

    @override
    def set_services(self, services: HandoverServices) -> None:
        self._services = services
        self._acceptance.set_services(services)

    @override
    def reload(self) -> None:
        services, queue = self._services, _QUEUE_OF[self._kind]
        if services is None:
            return

        def fetch(after: object | None) -> Page[DossierLine]:
            start = DossierId(after) if isinstance(after, int) else None
            page = services.tracking.find(queue=queue, after=start, limit=_PAGE)
            return Page(page.lines, page.after)

        self._kit.tasks.run(lambda: overview(services, self._kind), self._on_overview)
        self.queue.records_model.load(self._kit.tasks, fetch)

    @override
    def take_focus(self) -> None:
        self.list_panel.take_focus()

    @override
    def take_number(self, text: str) -> None:
        services = self._services
        if services is None:
            return
        if self._writes.is_busy:
            self._writes.keep(partial(self.take_number, text))
        elif self.list_panel.is_travelling or self._kind is ListKind.RESULTS:
            self._writes.run(lambda: find_exact(services, text), self._on_found)
        elif self.list_panel.is_open:
            self._put((Entry(text),))
        else:
            self.start_anew()
            self._put((Entry(text),))

    @override
    def accept_offer(self) -> KeyOffer:
        if self.list_panel.is_travelling:
            return KeyOffer(self.tr("Nhận danh sách"))
        # What is being put on right now counts: F9 waits for it.
        is_on = self.list_panel.is_open and (self._has_items or self._writes.is_busy)
        return KeyOffer(self.tr("Chốt và in 2 bản"), is_on)

    @override
    def accept(self) -> None:
        shown, services = self.list_panel.shown, self._services
        if self._writes.is_busy:
            self._refusal = ""
            self._writes.keep(partial(self._accept_after, self.list_panel.is_travelling))
            return
        if shown is None or services is None:
            return
        if self.list_panel.is_travelling:
            self._acceptance.accept()
            return
        number, actor = shown.line.number, self._kit.session.present_actor
        self._writes.run(lambda: close_list(services, number, actor), self._on_closed)

    def _accept_after(self, was_travelling: bool) -> None:
        """Carry F9 out after what was running when it was pressed, unless that went wrong."""
        if self._refusal:
            text = self.tr("{why} F9 chưa làm gì: xem lại danh sách rồi nhấn lại.")
            self._kit.messages.warning(text.format(why=self._refusal))
        elif self.accept_offer().is_on and was_travelling == self.list_panel.is_travelling:
            self.accept()

    @override
    def put_on_offer(self) -> KeyOffer:
        is_on = self.list_panel.is_open
        if self._kind is ListKind.RESULTS:
            text = self.tr("Thêm kết quả") if self._pending else self.tr("Nhập kết quả")
            return KeyOffer(text, is_on)
        count = len(self.queue.ticked) or 1
        return KeyOffer(self.tr("Thêm {count} hồ sơ").format(count=count), is_on)

    @override
    def put_on(self) -> None:
        if self._kind is ListKind.OFFICERS:
            line = self.queue.current_record()
            numbers = self.queue.ticked or ((line.number,) if line else ())
            self._put(tuple(Entry(n) for n in numbers if not self._writes.is_asked(n)))
        elif self._pending is None:
            self._ask_result(self.queue.current_record())
        else:
            self._put_result(self._pending)

    @override
    def take_off_offer(self) -> KeyOffer:
        is_on = self.list_panel.current_item is not None
        if self.list_panel.is_travelling:
            return KeyOffer(self.tr("Trả lại hồ sơ này"), is_on)
        return KeyOffer(self.tr("Bỏ khỏi danh sách"), is_on and self.list_panel.is_open)

    @override
    def take_off(self) -> None:
        item, shown, services = self.list_panel.current_item, self.list_panel.shown, self._services
        if item is None or shown is None or services is None:
            return
        list_number, number = shown.line.number, item.dossier.number
        if self.list_panel.is_travelling:
            self._acceptance.send_back(list_number, number, self._short(number))
            return
        actor, about = self._kit.session.present_actor, f"{_OFF}{number}"
        if not self._writes.is_asked(about):
            self._writes.run(
                lambda: take_off(services, list_number, (number, ""), actor),
                self._on_taken_off,
                (about,),
            )

    @override
    def start_anew(self) -> None:
        self._forget_result()
        self.list_panel.start_anew()
        self.list_panel.take_focus()
        self.changed.emit()

    @override
    def look(self) -> None:
        shown = self.list_panel.shown
        if shown and shown.paper_id:
            self.print_requested.emit(PrintRequest((shown.paper_id,), preview=True))

    @property
    def _has_items(self) -> bool:
        return bool(self.list_panel.shown and self.list_panel.shown.line.items)

    def _build(self, keys: tuple[QAction, QAction, QAction]) -> None:
        accept, take_off_key, put_on_key = keys
        results = self._kind is ListKind.RESULTS
        title = self.tr("Đang xử lý") if results else self.tr("Chờ bàn giao")
        empty = (
            self.tr("Không có hồ sơ nào đang xử lý.")
            if results
            else self.tr("Không có hồ sơ chờ bàn giao. Hồ sơ mới tiếp nhận sẽ đứng ở đây.")
        )
        self.queue = TickView(self._kit, queue_columns(self._short), name=title, empty_text=empty)
        self.lists = RecordView(
            self._kit,
            RecordTableModel[ListLine](list_columns()),
            name=self.tr("Các danh sách"),
            empty_text=self.tr("Chưa có danh sách nào."),
        )
        self.lists.setFixedHeight(self._kit.scale.row_px * (_LISTS_SHOWN + 1))
        self.list_panel = ListPanel(self._kit, self._kind, (accept, take_off_key))
        self._writes = OneAtATime(self._kit, self)
        self._acceptance = Acceptance(self._kit, self.list_panel, self._writes)
        self._title = label(title, Role.STRONG)
        head = row(self._title, None, ActionButton(put_on_key))
        lists = label(self.tr("Các danh sách (Enter để mở, Ctrl+N lập mới)"), Role.NOTE)
        if results:
            self.queue.setColumnHidden(0, True)
        content = row(column(head, self.queue, lists, self.lists), self.list_panel)
        content.setStretch(0, 9)
        content.setStretch(1, 10)
        self.setLayout(content)

    def _connect(self) -> None:
        self.queue.ticks_changed.connect(self.changed)
        self.queue.activated_record.connect(self._on_queue_record)
        self.queue.records_model.load_failed.connect(self._kit.messages.failed)
        self.queue.records_model.loaded.connect(self._on_queue_loaded)
        self.lists.activated_record.connect(self._on_list)
        self.list_panel.number_given.connect(self.take_number)
        self.list_panel.items.current_changed.connect(self.changed)
        self._writes.busy_changed.connect(self.changed)
        self._writes.failed.connect(self._on_failed)
        self._acceptance.changed.connect(self._on_acceptance)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._kit.messages.failed(error)
        self._refusal = (
            self._kit.messages.words_of(error)
            if isinstance(error, DeskError)
            else self.tr("Bước trước chưa xong.")
        )
        # Another desk may have changed what is shown.
        self.reload()
        if self.list_panel.shown:
            self._open_list(self.list_panel.shown.line.number)

    @Slot(object)
    def _on_acceptance(self, shown: ShownList) -> None:
        self._show(shown)
        self.reload()

    def _on_overview(self, found: Overview) -> None:
        self._agency_code = found.agency_code
        self.list_panel.set_parties(found.parties, found.agency_code)
        self.lists.records_model.set_records(found.lists)
        self.lists.select_row(0)
        self.changed.emit()

    @Slot(int)
    def _on_queue_loaded(self, rows: int) -> None:
        if rows:
            self.queue.select_row(0)

    @Slot(object)
    def _on_queue_record(self, line: DossierLine) -> None:
        if self._kind is ListKind.RESULTS:
            self._ask_result(line)
        else:
            self.queue.toggle(line)

    @Slot(object)
    def _on_list(self, line: ListLine) -> None:
        self._forget_result()
        self._open_list(line.number)
        self.list_panel.take_focus()

    def _open_list(self, number: str) -> None:
        services = self._services
        if services:
            self._kit.tasks.run(lambda: show_list(services, number), self._show)

    def _show(self, shown: ShownList) -> None:
        self.list_panel.show_list(shown)
        self.changed.emit()

    def _on_found(self, line: DossierLine) -> None:
        if self.list_panel.is_travelling:
            self._note_scan(line)
        else:
            if not self.list_panel.is_open:
                self.list_panel.start_anew()
            self._ask_result(line)

    def _note_scan(self, line: DossierLine) -> None:
        if not self.list_panel.note_scan(line.number):
            text = self.tr("{number} không có trên danh sách này.")
            self._kit.messages.warning(text.format(number=self._short(line.number)))
        self.list_panel.take_focus()
        self.changed.emit()

    def _ask_result(self, line: DossierLine | None) -> None:
        if line is None:
            return
        self._pending = line
        text = self.tr("Kết quả của {number} · {owner}")
        self.list_panel.ask_result(
            text.format(number=self._short(line.number), owner=line.owner_name)
        )
        self.changed.emit()

    def _forget_result(self) -> None:
        self._pending = None
        self.list_panel.ask_result("")

    def _put_result(self, line: DossierLine) -> None:
        try:
            given = self.list_panel.result_given()
        except DeskError as error:
            self.list_panel.refuse_result(error)
            return
        if not self._writes.is_asked(line.number):
            self._put((Entry(line.number, given),))

    def _put(self, entries: tuple[Entry, ...]) -> None:
        services, shown = self._services, self.list_panel.shown
        if services is None or not entries:
            return
        numbers = [entry.number for entry in entries]
        if self._writes.is_busy:
            # The list it goes on may only come to be with what is saved now.
            self._writes.keep(partial(self._put, entries), numbers)
            return
        number = shown.line.number if shown and self.list_panel.is_open else ""
        target = (self._kind, number, self.list_panel.party)
        actor = self._kit.session.present_actor
        self._writes.run(
            lambda: put_on(services, target, entries, actor),
            partial(self._on_put, numbers),
            numbers,
        )

    def _on_put(self, numbers: list[str], answer: PutOn) -> None:
        if answer.shown:
            self.list_panel.show_list(answer.shown)
        self.queue.untick_all()
        # The result of the next dossier may be typed already.
        if answer.added and self._pending and self._pending.number in numbers:
            self._forget_result()
        for number, error in answer.refused:
            self._refusal = f"{self._short(number)}: {self._kit.messages.words_of(error)}"
            self._kit.messages.warning(self._refusal)
        self.reload()
        if self._pending is None:
            self.list_panel.take_focus()
        self.changed.emit()

    def _on_closed(self, shown: ShownList) -> None:
        self._show(shown)
        self.reload()
        text = self.tr("Đã chốt {number}: {count} hồ sơ, in 2 bản.")
        self._kit.messages.done(text.format(number=shown.line.number, count=shown.line.items))
        self.print_requested.emit(PrintRequest((shown.paper_id,)))

    def _on_taken_off(self, shown: ShownList) -> None:
        self._show(shown)
        self.reload()
        self._kit.messages.done(self.tr("Đã đưa hồ sơ ra khỏi danh sách."))

    def _short(self, number: str) -> str:
        return short_number(number, self._agency_code)
