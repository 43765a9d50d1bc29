"""The closing screen: the day's tally, its charts, and form II.06a."""

from datetime import date
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget
from typing_extensions import override

from tthc_desk.domain.officers import Actor
from tthc_desk.ui.closing.chart_view import ChartView
from tthc_desk.ui.closing.day_part import DayPart
from tthc_desk.ui.closing.report_part import ReportPart
from tthc_desk.ui.closing.services import ClosingServices
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import ActionButton, Role, button, column, dress, panel, row
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.print_request import PrintRequest
from tthc_desk.ui.shared.screen import Screen
from tthc_desk.ui.shared.tasks import Lane
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.usecases.lines import PaperLine
from tthc_desk.usecases.paper_facts import DailyTallyFacts
from tthc_desk.usecases.ports import Finding

_PARTS = (Act.PART_1, Act.PART_2, Act.PART_3)
_DAY, _CHART, _REPORT = range(3)


class ClosingScreen(Screen[ClosingServices]):
    """Figures of a day and of a period, checked before they print.

    Signals:
        print_requested: a `PrintRequest`.
    """

    print_requested = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._services: ClosingServices | None = None
        self._report: ReportPart | None = None
        self._is_issuing = False
        self._is_preview = False
        self._print = self.offer(Act.ACCEPT, self._on_print, self.tr("In thống kê ngày"))
        self._look = self.offer(Act.PREVIEW, self._on_look)
        self._check = self.offer(Act.PART_4, self._on_check, self.tr("Kiểm tra sổ"))
        self.offer(Act.REFRESH, self._on_refresh)
        self._build()
        self.day.facts_read.connect(self._on_facts)

    @override
    def on_ready(self, services: ClosingServices) -> None:
        self._services = services
        self.day.set_services(services)
        if self._report is not None:
            self._report.set_services(services)
        self._on_refresh()

    @override
    def on_actor(self, actor: Actor) -> None:
        self._on_refresh()

    @override
    def on_shown(self) -> None:
        self._on_refresh()
        self._take_focus()

    @property
    def report(self) -> ReportPart:
        """Give the part of form II.06a; it is built when it is first asked for."""
        if self._report is None:
            self._report = ReportPart(self.kit)
            self._report_page.setLayout(column(self._report, gap=Gap.NONE))
            if self._services is not None:
                self._report.set_services(self._services)
        return self._report

    def show_part(self, place: int, _: bool = False) -> None:
        """Bring a part to the front, counted from 0."""
        self._stack.setCurrentIndex(place)
        for at, made in enumerate(self._buttons):
            made.setChecked(at == place)
            dress(made, role="" if at == place else Role.QUIET.value)
        for action in (self._print, self._look):
            action.setEnabled(place != _REPORT)
        self._on_refresh()
        self._take_focus()

    def _build(self) -> None:
        self.day = DayPart(self.kit)
        self.chart = ChartView(self.kit, self.tr("Biểu đồ trong ngày"))
        self._report_page = QWidget()
        self._stack = QStackedWidget()
        surface = panel()
        surface.setLayout(column(self.chart, margin=Gap.SMALL))
        for part in (self.day, surface, self._report_page):
            self._stack.addWidget(part)
        texts = (self.tr("Trong ngày"), self.tr("Biểu đồ"), self.tr("Báo cáo II.06a"))
        self._buttons = tuple(self._part_button(at, text) for at, text in enumerate(texts))
        self._buttons[_DAY].setChecked(True)
        dress(self._buttons[_DAY], role="")
        printing = ActionButton(self._print, Role.PRIMARY)
        checking = ActionButton(self._check, Role.QUIET)
        bar = row(*self._buttons, None, checking, printing, gap=Gap.TIGHT)
        self.setLayout(column(bar, self._stack, margin=Gap.MEDIUM))

    def _part_button(self, place: int, text: str) -> QPushButton:
        act = _PARTS[place]
        made = button(f"{text}   {act.key_text}", partial(self.show_part, place), Role.QUIET)
        made.setCheckable(True)
        made.setAccessibleName(text)
        self.offer(act, partial(self.show_part, place), text)
        return made

    def _take_focus(self) -> None:
        place = self._stack.currentIndex()
        if place == _DAY:
            self.day.take_focus()
        elif place == _REPORT:
            self.report.take_focus()

    @Slot()
    def _on_refresh(self) -> None:
        if self._stack.currentIndex() == _REPORT:
            self.report.reload()
        else:
            self.day.reload()

    @Slot(object)
    def _on_facts(self, facts: DailyTallyFacts) -> None:
        services = self._services
        if services is None or self._stack.currentIndex() != _CHART:
            return
        self.kit.tasks.run(
            lambda: services.chart(facts), self._on_chart, lane=Lane.PAPER, latest="closing-pdf"
        )

    def _on_chart(self, pdf: bytes) -> None:
        facts = self.day.facts
        if facts is None:
            return
        text = self.tr(
            "Ngày {day}: tiếp nhận {received}, có kết quả {finished}, đã trả {delivered}"
        )
        total = facts.total
        spoken = text.format(
            day=formats.day(facts.day),
            received=total.received,
            finished=total.finished,
            delivered=total.delivered,
        )
        self.chart.show_pdf(pdf, spoken)

    @Slot()
    def _on_check(self) -> None:
        """Check the whole data folder behind a bar that can be stopped."""
        services = self._services
        if services is None:
            return
        self._check.setEnabled(False)
        self.kit.tasks.run_long(
            self.tr("Đang kiểm tra sổ"), services.check, self._on_checked, self._on_check_failed
        )

    def _on_checked(self, findings: tuple[Finding, ...]) -> None:
        self._check.setEnabled(True)
        if not findings:
            self.kit.messages.done(self.tr("Đã kiểm tra toàn bộ sổ: dữ liệu nguyên vẹn."))
            return
        first = findings[0]
        text = self.tr("Sổ có {count} điểm sai, điểm đầu ở {subject}. Hãy báo người quản trị.")
        self.kit.messages.error(text.format(count=len(findings), subject=first.subject))

    def _on_check_failed(self, error: Exception) -> None:
        self._check.setEnabled(True)
        self.kit.messages.failed(error)

    @Slot()
    def _on_print(self) -> None:
        self._issue(preview=False)

    @Slot()
    def _on_look(self) -> None:
        self._issue(preview=True)

    def _issue(self, *, preview: bool) -> None:
        services, facts, actor = self._services, self.day.facts, self.kit.session.actor
        if services is None or facts is None or actor is None or self._is_issuing:
            return
        self._is_issuing, self._is_preview = True, preview
        day = facts.day
        self.kit.tasks.run(
            lambda: services.reports.issue_tally(day, actor), self._on_issued, self._on_failed
        )

    def _on_issued(self, paper: PaperLine) -> None:
        self._is_issuing = False
        if not self._is_preview:
            text = self.tr("Đã gửi in thống kê ngày {day}.")
            day = formats.day(date.fromisoformat(paper.subject))
            self.kit.messages.done(text.format(day=day))
        self.print_requested.emit(PrintRequest((paper.id,), self._is_preview))

    def _on_failed(self, error: Exception) -> None:
        self._is_issuing = False
        self.kit.messages.failed(error)
