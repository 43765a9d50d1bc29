"""Giving results to citizens: scan the receipt, compare the card, settle the money, give."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget
from typing_extensions import override

from tthc_desk.domain.dossier import Queue
from tthc_desk.domain.moves import Action
from tthc_desk.ui.handover.list_work import find_exact
from tthc_desk.ui.handover.services import HandoverServices
from tthc_desk.ui.handover.tab import KeyOffer, Tab
from tthc_desk.ui.handover.tables import delivery_columns
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.controls import Role, column, label, panel, row
from tthc_desk.ui.shared.fields import LineField
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.print_request import PrintRequest
from tthc_desk.ui.shared.record_table import Page, RecordTableModel
from tthc_desk.ui.shared.record_view import RecordView
from tthc_desk.ui.shared.scan_reading import Scan
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.ui.steps.opened import Opened, StepRequest, carry_out, look_into
from tthc_desk.ui.steps.step_form import StepForm
from tthc_desk.ui.steps.words import short_number
from tthc_desk.usecases.lines import DossierId, DossierLine
from tthc_desk.usecases.processing import ActionAnswer


class DeliveryTab(Tab):
    """Results nobody has collected at the left, the delivery at the right."""

    def __init__(self, kit: Kit, accept: QAction) -> None:
        super().__init__()
        self._kit = kit
        self._services: HandoverServices | None = None
        self._agency_code = ""
        self._is_acting = False
        self._build(accept)
        self._connect()

    @override
    def set_services(self, services: HandoverServices) -> None:
        self._services = services

    @override
    def reload(self) -> None:
        services = self._services
        if services is None:
            return
        query = self.box.value()

        def fetch(after: object | None) -> Page[DossierLine]:
            start = DossierId(after) if isinstance(after, int) else None
            page = services.tracking.find(query, queue=Queue.TO_DELIVER, after=start)
            return Page(page.lines, page.after)

        self.queue.records_model.load(self._kit.tasks, fetch)

    @override
    def take_focus(self) -> None:
        if self.form.action is None:
            self.box.setFocus(Qt.FocusReason.OtherFocusReason)
            self.box.selectAll()

    @override
    def take_number(self, text: str) -> None:
        services, actor = self._services, self._kit.session.actor
        if services is None or actor is None:
            return

        def work() -> Opened:
            line = find_exact(services, text)
            return look_into(services.tracking, services.rules, line.number, actor)

        self._kit.tasks.run(work, self._on_opened, latest="delivery-detail")

    @override
    def take_scan(self, scan: Scan) -> bool:
        return self.form.take_scan(scan.text)

    @override
    def accept_offer(self) -> KeyOffer:
        return KeyOffer(self.tr("Trả và in biên nhận"), self.form.action is not None)

    @override
    def accept(self) -> None:
        if not self._is_acting:
            self.form.send()

    @override
    def start_anew(self) -> None:
        self.form.clear()
        self._pages.setCurrentWidget(self._nothing)
        self.box.clear()
        self.take_focus()
        self.changed.emit()

    def _build(self, accept: QAction) -> None:
        self.box = LineField(200, self.tr("Quét giấy hẹn, hoặc tìm họ tên, điện thoại"))
        self.box.setAccessibleName(self.tr("Tìm kết quả chờ trả"))
        self.box.setObjectName("query")
        self.box.setClearButtonEnabled(True)
        empty = self.tr("Không có kết quả nào chờ công dân đến nhận.")
        model = RecordTableModel[DossierLine](delivery_columns(self._short))
        self.queue = RecordView(self._kit, model, name=self.tr("Kết quả chờ trả"), empty_text=empty)
        self.form = StepForm(self._kit, accept, can_leave=False)
        self._number, self._owner = label("", Role.TITLE), label("", Role.HEADING)
        self._about = label("", Role.NOTE, wraps=True)
        surface = panel()
        names = row(self._number, self._owner, None)
        head = column(names, self._about, gap=Gap.TIGHT)
        surface.setLayout(column(head, self.form, gap=Gap.MEDIUM, margin=Gap.MEDIUM))
        self._shown, self._nothing = surface, panel()
        text = self.tr("Quét giấy hẹn của công dân, hoặc chọn trong danh sách rồi Enter.")
        hint = label(text, Role.EMPTY, wraps=True)
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setLayout(column(None, hint, None, margin=Gap.LARGE))
        self._pages = QStackedWidget()
        self._pages.addWidget(self._nothing)
        self._pages.addWidget(self._shown)
        content = row(column(self.box, self.queue), self._pages)
        content.setStretch(0, 11)
        content.setStretch(1, 9)
        self.setLayout(content)

    def _connect(self) -> None:
        self.box.textChanged.connect(self.reload)
        self.box.returnPressed.connect(self._on_return)
        self.queue.activated_record.connect(self._on_record)
        self.queue.records_model.loaded.connect(self._on_loaded)
        self.queue.records_model.load_failed.connect(self._kit.messages.failed)
        self.form.step_given.connect(self._on_step)

    @Slot(int)
    def _on_loaded(self, rows: int) -> None:
        if rows:
            self.queue.select_row(0)

    @Slot()
    def _on_return(self) -> None:
        line = self.queue.current_record()
        if line is not None:
            self._on_record(line)

    @Slot(object)
    def _on_record(self, line: DossierLine) -> None:
        self.take_number(line.number)

    def _on_opened(self, opened: Opened) -> None:
        self._agency_code = opened.agency_code
        line = opened.detail.line
        if Action.DELIVER not in opened.detail.moves:
            text = self.tr("{number}: {status}, chưa trả kết quả được.")
            number = self._short(line.number)
            status = formats.status_word(line.status).lower()
            self._kit.messages.warning(text.format(number=number, status=status))
            return
        if self.form.number == opened.number:
            self.form.renew(opened)
            return
        self._number.setText(self._short(line.number))
        self._owner.setText(line.owner_name)
        self._about.setText(self._about_text(opened))
        self._pages.setCurrentWidget(self._shown)
        self.form.ask(Action.DELIVER, opened)
        self.changed.emit()

    def _about_text(self, opened: Opened) -> str:
        result = opened.detail.dossier.result or {}
        what = " ".join(str(result.get(n) or "") for n in ("result_kind", "result_number"))
        return what.strip() or opened.detail.line.procedure_name

    @Slot(object)
    def _on_step(self, request: StepRequest) -> None:
        services = self._services
        if services is None or self._is_acting:
            return
        self._is_acting = True
        actor = self._kit.session.present_actor
        self._kit.tasks.run(
            lambda: carry_out(services.processing, request, actor), self._on_done, self._on_refused
        )

    def _on_done(self, answers: tuple[ActionAnswer, ...]) -> None:
        self._is_acting = False
        answer = answers[-1]
        text = self.tr("Đã trả kết quả {number}.").format(number=self._short(answer.number))
        self._kit.messages.done(text)
        self.start_anew()
        self.reload()
        self.print_requested.emit(PrintRequest(answer.papers))

    def _on_refused(self, error: Exception) -> None:
        self._is_acting = False
        self.form.refuse(error)
        # The money may stand already; what is owed and the version are read again.
        self.take_number(self.form.number)

    def _short(self, number: str) -> str:
        return short_number(number, self._agency_code)
