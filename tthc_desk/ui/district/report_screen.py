"""The consolidated report: chosen, seen by ward, by field and as charts, printed and saved."""

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget
from typing_extensions import override

from tthc_desk.domain.officers import Actor
from tthc_desk.ui.district.named_view import NamedTableModel, NamedView
from tthc_desk.ui.district.places import Place
from tthc_desk.ui.district.ranges import anchor_day
from tthc_desk.ui.district.report_columns import (
    FigureRow,
    field_rows,
    figure_columns,
    ward_columns,
    ward_rows,
)
from tthc_desk.ui.district.report_head import ReportHead
from tthc_desk.ui.district.report_period import ReportPeriodBar, ReportWish
from tthc_desk.ui.district.services import DistrictServices
from tthc_desk.ui.district.ward_periods import WardPeriods
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.chart_view import ChartView
from tthc_desk.ui.shared.controls import (
    ActionButton,
    Role,
    button,
    column,
    dress,
    panel,
    row,
)
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.paper_output import Output, PaperOutput
from tthc_desk.ui.shared.screen import Screen
from tthc_desk.ui.shared.tasks import Lane
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.usecases.district_ports import WardLine
from tthc_desk.usecases.totals_facts import ConsolidatedFacts

_PARTS = (Act.PART_1, Act.PART_2, Act.PART_3)
_WARDS, _FIELDS, _CHARTS, _PERIODS = range(4)
_WARD_CHARS, _FIELD_CHARS = 20, 34


class ReportScreen(Screen[DistrictServices]):
    """One report at a time."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._services: DistrictServices | None = None
        self._facts: ConsolidatedFacts | None = None
        self._before = _WARDS
        self.output = PaperOutput(kit, self)
        self._offer_acts()
        self._build()
        self._connect()
        self.show_part(_WARDS)

    @override
    def on_ready(self, services: DistrictServices) -> None:
        self._services = services
        self.output.set_writer(services.papers.write)
        self.kit.tasks.run(services.enrolment.wards, self._on_wards)

    @override
    def on_actor(self, actor: Actor) -> None:
        if self._facts is not None:
            self.reload()

    @override
    def on_shown(self) -> None:
        self.bar.preset.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._facts is not None:
            self.reload()

    @property
    def facts(self) -> ConsolidatedFacts | None:
        """Give the report that is shown, None while there is none."""
        return self._facts

    @Slot()
    def reload(self) -> None:
        """Make the report that is chosen."""
        services, wish, actor = self._services, self.bar.wish(), self.kit.session.actor
        if services is None or wish is None or actor is None:
            return
        self.kit.tasks.run(
            partial(_make, services, wish, actor),
            self._on_facts,
            self._on_refused,
            latest="district-report",
        )

    def show_part(self, place: int, _: bool = False) -> None:
        """Bring wards, fields or charts to the front, counted from 0."""
        self._stack.setCurrentIndex(place)
        for at, made in enumerate(self._buttons):
            made.setChecked(at == place)
            dress(made, role="" if at == place else Role.QUIET.value)
        self._back.setVisible(place == _PERIODS)
        self.head.show_cards(place != _CHARTS)
        if place == _CHARTS:
            self._draw()

    def _offer_acts(self) -> None:
        self._print = self.offer(Act.ACCEPT, self._on_print, self.tr("In"))
        self._look = self.offer(Act.PREVIEW, self._on_look, self.tr("Xem"))
        self._pdf = self.offer(Act.SAVE_PDF, partial(self._save, as_table=False), "PDF")
        self._table = self.offer(Act.SAVE_TABLE, partial(self._save, as_table=True), "Excel")
        self._back = self.offer(Act.BACK, self._on_back, self.tr("Về báo cáo"))
        self.offer(Act.REFRESH, self.reload)

    def _build(self) -> None:
        self.bar = ReportPeriodBar(self.kit)
        self.head = ReportHead()
        self._stack = QStackedWidget()
        for page in (self._ward_page(), self._field_page(), self._chart_page()):
            self._stack.addWidget(page)
        self.periods = WardPeriods(self.kit, self._back)
        self._stack.addWidget(self.periods)
        texts = (self.tr("Phường"), self.tr("Lĩnh vực"), self.tr("Biểu đồ"))
        self._buttons = tuple(self._part_button(at, text) for at, text in enumerate(texts))
        tools = [ActionButton(one, Role.QUIET) for one in (self._table, self._pdf, self._look)]
        going = ActionButton(self._print, Role.PRIMARY)
        parts = row(*self._buttons, None, *tools, going, gap=Gap.NONE)
        layout = column(self.bar, self.head, parts, self._stack, margin=Gap.MEDIUM)
        layout.setStretch(3, 1)
        self.setLayout(layout)
        self._follow()

    def _ward_page(self) -> QWidget:
        self.wards = NamedView(
            self.kit,
            NamedTableModel(ward_columns()),
            name=self.tr("Theo phường"),
            empty_text=self._empty_text(),
            name_chars=_WARD_CHARS,
        )
        return self.wards

    def _field_page(self) -> QWidget:
        self.fields = NamedView(
            self.kit,
            NamedTableModel(figure_columns(with_money=False)),
            name=self.tr("Theo lĩnh vực"),
            empty_text=self._empty_text(),
            name_chars=_FIELD_CHARS,
        )
        return self.fields

    def _empty_text(self) -> str:
        return self.tr("Không có phường nào đủ tệp trong kỳ này. Chọn kỳ khác ở trên.")

    def _chart_page(self) -> QWidget:
        self.chart = ChartView(self.kit, self.tr("Biểu đồ"))
        surface = panel()
        surface.setLayout(column(self.chart, margin=Gap.SMALL))
        return surface

    def _part_button(self, place: int, text: str) -> QPushButton:
        act = _PARTS[place]
        made = button(f"{text}   {act.key_text}", partial(self.show_part, place), Role.QUIET)
        made.setCheckable(True)
        made.setAccessibleName(text)
        self.offer(act, partial(self.show_part, place), text)
        return made

    def _connect(self) -> None:
        self.bar.asked.connect(self.reload)
        self.wards.activated_record.connect(self._on_ward)
        self.periods.board_wanted.connect(self._on_board)

    def _follow(self) -> None:
        for action in (self._print, self._look, self._pdf, self._table):
            action.setEnabled(self._facts is not None)

    def _on_wards(self, wards: tuple[WardLine, ...]) -> None:
        self.bar.set_anchor(anchor_day(wards, self.kit.now().date()))
        self.reload()

    def _on_facts(self, facts: ConsolidatedFacts) -> None:
        self._facts = facts
        self.head.show_facts(facts)
        for table in (self.wards, self.fields):
            table.set_empty_text(self._empty_text())
        self.wards.show_rows(ward_rows(facts))
        self.fields.show_rows(field_rows(facts))
        if self._stack.currentIndex() == _CHARTS:
            self._draw()
        elif self._stack.currentIndex() == _PERIODS:
            self._on_back()
        self._follow()

    def _on_refused(self, error: Exception) -> None:
        self._facts = None
        self.head.show_facts(None)
        for table in (self.wards, self.fields):
            table.show_rows(())
            table.set_empty_text(self.tr("Chưa lập được báo cáo. Chọn lại kỳ ở trên."))
        self.bar.refuse(error)
        self._follow()

    def _draw(self) -> None:
        services, facts = self._services, self._facts
        if services is not None and facts is not None:
            self.kit.tasks.run(
                partial(services.papers.charts, facts),
                self._on_chart,
                lane=Lane.PAPER,
                latest="district-chart",
            )

    def _on_chart(self, pdf: bytes) -> None:
        spoken = "; ".join(f"{title}: {text}" for title, text in self.head.figures.items())
        self.chart.show_pdf(pdf, f"{self.head.claim}. {spoken}")

    @Slot(object)
    def _on_ward(self, chosen: FigureRow) -> None:
        services, facts = self._services, self._facts
        if services is None or facts is None or not chosen.code:
            return
        self._before = self._stack.currentIndex()
        self.show_part(_PERIODS)
        self.periods.show_ward(chosen, facts, services)

    @Slot()
    def _on_back(self) -> None:
        if self._stack.currentIndex() == _PERIODS:
            self.show_part(self._before)
            self.wards.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_board(self, place: Place) -> None:
        self.open_requested.emit(place.request)

    def _output(self) -> Output | None:
        services, facts = self._services, self._facts
        if services is None or facts is None:
            return None
        head = facts.head
        return Output(
            kind="consolidated",
            title=self.tr("Báo cáo tổng hợp"),
            file_name=f"bao-cao-tong-hop-{head.first:%Y%m%d}-{head.last:%Y%m%d}",
            pdf=partial(services.papers.report, facts),
            table=partial(services.papers.workbook, facts),
        )

    @Slot()
    def _on_print(self) -> None:
        output = self._output()
        if output is not None:
            self.output.print_now(output)

    @Slot()
    def _on_look(self) -> None:
        output = self._output()
        if output is not None:
            self.output.look(output)

    def _save(self, _: bool = False, *, as_table: bool) -> None:
        output = self._output()
        if output is not None:
            self.output.ask_file(output, as_table=as_table)


def _make(services: DistrictServices, wish: ReportWish, actor: Actor) -> ConsolidatedFacts:
    return services.reports.facts(wish.first, wish.last, actor, wish.chain)
