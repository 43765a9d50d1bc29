"""The closing screen: the day's closing, lists and reports, charts, and the dossiers behind."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QPushButton, QStackedWidget, QWidget
from typing_extensions import override

from tthc_desk.domain.officers import Actor
from tthc_desk.ui.closing.behind_panel import BehindPanel
from tthc_desk.ui.closing.chart_part import ChartPart
from tthc_desk.ui.closing.day_part import DayPart
from tthc_desk.ui.closing.day_state import DayState
from tthc_desk.ui.closing.figure_view import Figure
from tthc_desk.ui.closing.ledger_check import LedgerCheck
from tthc_desk.ui.closing.report_part import ReportPart
from tthc_desk.ui.closing.services import ClosingServices
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import ActionButton, Role, button, column, dress, row
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.paper_output import Output, PaperOutput
from tthc_desk.ui.shared.screen import OpenRequest, Screen
from tthc_desk.ui.shared.tokens import Gap

_PARTS = (Act.PART_1, Act.PART_2, Act.PART_3)
_DAY, _REPORT, _CHART, _BEHIND = range(4)


class ClosingScreen(Screen[ClosingServices]):
    """Figures of a day and of a period, checked before they print.

    Signals:
        print_requested: a `PrintRequest`.
        day_closed: a day was closed and saved.
    """

    print_requested = Signal(object)
    day_closed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._services: ClosingServices | None = None
        self._report: ReportPart | None = None
        self._chart: ChartPart | None = None
        self._before = _DAY
        self._focused: QWidget | None = None
        self.output = PaperOutput(kit, self)
        self.check = LedgerCheck(kit, self)
        self._offer_acts()
        self._build()
        self._connect()
        self._follow()

    @override
    def on_ready(self, services: ClosingServices) -> None:
        self._services = services
        self.output.set_writer(services.drawing.write)
        for part in (self.day, self._report, self._chart, self.check):
            if part is not None:
                part.set_services(services)
        self._on_refresh()

    @override
    def on_actor(self, actor: Actor) -> None:
        for part in (self._report, self._chart):
            if part is not None:
                part.bar.show_for_actor()
        self._on_refresh()

    @override
    def on_shown(self) -> None:
        if self._stack.currentIndex() == _BEHIND:
            self.behind.table.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._on_refresh()
        self._take_focus()

    @property
    def report(self) -> ReportPart:
        """Give the part of lists and reports; it is built when it is first asked for."""
        if self._report is None:
            made = self._report = ReportPart(self.kit)
            made.shown_changed.connect(self._follow)
            made.tables.figure_chosen.connect(self.open_figure)
            made.tables.dossier_requested.connect(self._on_dossier)
            self._settle(made, _REPORT)
        return self._report

    @property
    def chart(self) -> ChartPart:
        """Give the part of charts; it is built when it is first asked for."""
        if self._chart is None:
            made = self._chart = ChartPart(self.kit)
            made.shown_changed.connect(self._follow)
            self._settle(made, _CHART)
        return self._chart

    def show_part(self, place: int, _: bool = False) -> None:
        """Bring a part to the front, counted from 0."""
        if place == _REPORT:
            self.report.bar.show_for_actor()
        elif place == _CHART:
            self.chart.bar.show_for_actor()
        self._bring(place)
        self._on_refresh()
        self._take_focus()

    @Slot(object)
    def open_figure(self, figure: Figure) -> None:
        """List the dossiers of a figure."""
        if self._services is None:
            return
        self._before, self._focused = self._stack.currentIndex(), QApplication.focusWidget()
        self._stack.setCurrentIndex(_BEHIND)
        self._follow()
        self.behind.show_figure(figure, self._services)

    def _settle(self, part: ReportPart | ChartPart, place: int) -> None:
        self._pages[place].setLayout(column(part, gap=Gap.NONE))
        if self._services is not None:
            part.set_services(self._services)

    def _offer_acts(self) -> None:
        self._go = self.offer(Act.ACCEPT, self._on_go)
        self._look = self.offer(Act.PREVIEW, self._on_look, self.tr("Xem"))
        self._save_pdf = self.offer(Act.SAVE_PDF, partial(self._save, as_table=False), "PDF")
        self._save_table = self.offer(Act.SAVE_TABLE, partial(self._save, as_table=True), "Excel")
        self._reopen = self.offer(Act.UNDO_STEP, self._on_reopen, self.tr("Mở lại"))
        self._back = self.offer(Act.BACK, self._on_back)
        self.offer(Act.REFRESH, self._on_refresh)

    def _build(self) -> None:
        checking = self.offer(Act.PART_4, self.check.run, self.tr("Kiểm tra sổ"))
        self.check.ran.connect(checking.setEnabled)
        self.day = DayPart(self.kit, checking)
        self.behind = BehindPanel(self.kit)
        self._pages = (self.day, QWidget(), QWidget(), self.behind)
        self._stack = QStackedWidget()
        for page in self._pages:
            self._stack.addWidget(page)
        texts = (self.tr("Chốt sổ"), self.tr("Sổ, báo cáo"), self.tr("Biểu đồ"))
        self._buttons = tuple(self._part_button(at, text) for at, text in enumerate(texts))
        tools = (self._reopen, self._save_table, self._save_pdf, self._look)
        made = [ActionButton(action, Role.QUIET) for action in tools]
        going = ActionButton(self._go, Role.PRIMARY)
        bar = row(*self._buttons, None, *made, going, gap=Gap.NONE)
        self.setLayout(column(bar, self._stack, margin=Gap.MEDIUM))
        self._bring(_DAY)

    def _part_button(self, place: int, text: str) -> QPushButton:
        act = _PARTS[place]
        made = button(f"{text}   {act.key_text}", partial(self.show_part, place), Role.QUIET)
        made.setCheckable(True)
        made.setAccessibleName(text)
        self.offer(act, partial(self.show_part, place), text)
        return made

    def _connect(self) -> None:
        self.day.work.closed.connect(self.day_closed)
        self.day.state_read.connect(self._on_state)
        self.day.tables.figure_chosen.connect(self.open_figure)
        self.day.work.print_requested.connect(self.print_requested)
        self.behind.dossier_requested.connect(self._on_dossier)
        self.behind.left.connect(self._on_back)

    def _bring(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        for at, made in enumerate(self._buttons):
            made.setChecked(at == place)
            dress(made, role="" if at == place else Role.QUIET.value)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        """Offer what can be done where the officer stands."""
        place = self._stack.currentIndex()
        output, state = self._output(), self.day.shown
        on_day = place == _DAY and state is not None
        self._go.setText(self._go_text(state if place == _DAY else None))
        for action in (self._go, self._look):
            action.setEnabled(on_day or output is not None)
        for action in (self._save_pdf, self._save_table):
            action.setEnabled(output is not None)
        actor = self.kit.session.actor
        may_reopen = actor is not None and actor.is_supervisor
        wanted = {
            self._reopen: on_day and may_reopen and state is not None and state.is_closed,
            self._save_table: place == _REPORT,
            self._save_pdf: place in (_REPORT, _CHART),
            self._look: place != _BEHIND,
            self._go: place != _BEHIND,
            self._back: place == _BEHIND,
        }
        # What goes must go first: a bar that is too wide for a moment widens the window.
        for action in sorted(wanted, key=wanted.__getitem__):
            action.setVisible(wanted[action])

    def _go_text(self, state: DayState | None) -> str:
        if state is None:
            return self.tr("In")
        if state.is_next:
            return self.tr("Chốt ngày {day} và in").format(day=f"{state.day:%d/%m}")
        if state.day in state.waiting:
            return self.tr("Đến ngày {day}").format(day=f"{state.waiting[0]:%d/%m}")
        return self.tr("In thống kê")

    def _output(self) -> Output | None:
        place = self._stack.currentIndex()
        part = {_REPORT: self._report, _CHART: self._chart}.get(place)
        return part.output() if part is not None else None

    def _take_focus(self) -> None:
        place = self._stack.currentIndex()
        if place == _REPORT:
            self.report.take_focus()
        elif place == _CHART:
            self.chart.take_focus()
        else:
            self.day.take_focus()

    @Slot()
    def _on_refresh(self) -> None:
        place = self._stack.currentIndex()
        if place == _REPORT:
            self.report.reload()
        elif place == _CHART:
            self.chart.reload()
        elif place == _DAY:
            self.day.reload()

    @Slot(object)
    def _on_state(self, _: DayState) -> None:
        self._follow()

    @Slot()
    def _on_go(self) -> None:
        output = self._output()
        if self._stack.currentIndex() == _DAY:
            self.day.go_on()
        elif output is not None:
            self.output.print_now(output)

    @Slot()
    def _on_look(self) -> None:
        output, state = self._output(), self.day.shown
        if output is not None:
            self.output.look(output)
        elif state is not None:
            self.day.work.issue(state.day, preview=True)

    def _save(self, _: bool = False, *, as_table: bool) -> None:
        output = self._output()
        if output is not None:
            self.output.ask_file(output, as_table=as_table)

    @Slot()
    def _on_reopen(self) -> None:
        if self.day.shown is not None:
            self.day.work.reopen(self.day.shown.day)

    @Slot()
    def _on_back(self) -> None:
        if self._stack.currentIndex() != _BEHIND:
            return
        self._bring(self._before)
        if self._focused is not None:
            self._focused.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _on_dossier(self, number: str) -> None:
        self.open_requested.emit(OpenRequest(Act.TRACKING, number))
