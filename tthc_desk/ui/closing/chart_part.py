"""Charts of a day or of a period, drawn as on paper."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from tthc_desk.ui.closing.period_bar import PeriodBar
from tthc_desk.ui.closing.services import ClosingServices
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.chart_view import ChartView
from tthc_desk.ui.shared.controls import column, panel
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.latest_work import LatestWork
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.paper_output import Output
from tthc_desk.ui.shared.periods import Preset
from tthc_desk.ui.shared.tasks import Lane
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.listings import Asked
from tthc_desk.usecases.paper_facts import DailyTallyFacts
from tthc_desk.usecases.report_facts import PeriodChartFacts

_KIND = "charts"


@dataclass(frozen=True, slots=True)
class ChartFacts:
    """What charts are drawn from; `day` is there when the period is a single day."""

    period: PeriodChartFacts
    day: DailyTallyFacts | None


class ChartPart(QWidget):
    """Charts of one period at a time.

    Signals:
        shown_changed: other charts stand there.
    """

    shown_changed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._services: ClosingServices | None = None
        self._facts: ChartFacts | None = None
        self.bar = PeriodBar(kit, "charts", Preset.TODAY)
        self.bar.asked.connect(self.reload)
        self._work = LatestWork(kit, self._on_facts, self.bar.refuse, self)
        self.chart = ChartView(kit, self.tr("Biểu đồ"))
        surface = panel()
        surface.setLayout(column(self.chart, margin=Gap.SMALL))
        layout = column(self.bar, surface)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def set_services(self, services: ClosingServices) -> None:
        """Take the use cases."""
        self._services = services

    def take_focus(self) -> None:
        """Put the cursor where the period is chosen."""
        self.bar.preset.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_period(self, first: date, last: date) -> None:
        """Show the charts of other days."""
        self.bar.set_period(first, last)

    @Slot()
    def reload(self) -> None:
        """Count the period that is chosen and draw its charts."""
        services, asked = self._services, self.bar.asked_for()
        if services is None or asked is None:
            return
        self._work.run(self.tr("Đang lập biểu đồ"), partial(_gather, services, asked))

    def output(self) -> Output | None:
        """Give what can be printed and saved, None while nothing is drawn."""
        services, facts = self._services, self._facts
        if services is None or facts is None:
            return None
        head, drawing = facts.period.head, services.drawing
        return Output(
            kind=_KIND,
            title=self.tr("Biểu đồ"),
            file_name=f"{_KIND}-{head.first:%Y%m%d}-{head.last:%Y%m%d}",
            pdf=lambda _: drawing.chart_paper(facts.period),
        )

    def _on_facts(self, facts: ChartFacts) -> None:
        services = self._services
        if services is None:
            return
        self._facts = facts
        broken = facts.period.head.broken
        if broken:
            self.bar.say(self.tr("✕ BẢN NHÁP: ") + " ".join(broken), Tone.ERROR)
        else:
            text = self.tr("✓ Số liệu khớp, tính đến {moment}.")
            self.bar.say(text.format(moment=formats.moment(facts.period.head.as_of)), Tone.DONE)
        self._kit.tasks.run(
            partial(_draw, services, facts), self._on_pdf, lane=Lane.PAPER, latest="closing-pdf"
        )
        self.shown_changed.emit()

    def _on_pdf(self, pdf: bytes) -> None:
        if self._facts is not None:
            self.chart.show_pdf(pdf, self._spoken(self._facts.period))

    def _spoken(self, facts: PeriodChartFacts) -> str:
        text = self.tr(
            "{first} đến {last}: tiếp nhận {received}, có kết quả {finished}: trước hạn {early}, "
            "đúng hạn {on_time}, quá hạn {late}; đang giải quyết {held}"
        )
        early, on_time, late = facts.timeliness
        return text.format(
            first=formats.day(facts.head.first),
            last=formats.day(facts.head.last),
            received=sum(received for _, received, _ in facts.days),
            finished=sum(finished for _, _, finished in facts.days),
            early=early,
            on_time=on_time,
            late=late,
            held=sum(count for _, count in facts.ageing),
        )


def _gather(services: ClosingServices, asked: Asked, progress: Progress) -> ChartFacts:
    period = services.listings.charts(replace(asked, progress=progress))
    if asked.first != asked.last:
        return ChartFacts(period, None)
    return ChartFacts(period, services.reports.tally_facts(asked.first, asked.actor, asked.as_of))


def _draw(services: ClosingServices, facts: ChartFacts) -> bytes:
    if facts.day is not None:
        return services.drawing.day_chart(facts.day)
    return services.drawing.period_chart(facts.period)
