"""Lists and reports of a period: chosen, seen, printed and saved."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from tthc_desk.domain.money import dong_text
from tthc_desk.ui.closing.period_bar import PeriodBar
from tthc_desk.ui.closing.report_tables import ReportTables
from tthc_desk.ui.closing.services import ClosingServices
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.controls import Role, column, label
from tthc_desk.ui.shared.fields import Choice
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.latest_work import LatestWork
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.paper_output import Output
from tthc_desk.ui.shared.periods import Preset
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.listings import Asked
from tthc_desk.usecases.paper_facts import PaperKind
from tthc_desk.usecases.report_facts import CollectionFacts, ReportFacts

KINDS = (
    PaperKind.REGISTER,
    PaperKind.COLLECTION_STATEMENT,
    PaperKind.OVERDUE_LIST,
    PaperKind.UNCOLLECTED_LIST,
    PaperKind.REPORT_06A,
    PaperKind.CERTIFICATION_COUNT,
)


@dataclass(frozen=True, slots=True)
class ShownList:
    """A list as it was asked for.

    Args:
        agency_code: the part that all numbers of the ward begin with.
    """

    kind: PaperKind
    asked: Asked
    facts: ReportFacts
    agency_code: str


class ReportPart(QWidget):
    """One list at a time.

    Signals:
        shown_changed: another list stands there, or none.
    """

    shown_changed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._services: ClosingServices | None = None
        self.shown: ShownList | None = None
        kinds = [Choice(kind, formats.paper_word(kind)) for kind in KINDS]
        self.bar = PeriodBar(kit, "lists", Preset.THIS_MONTH, kinds)
        self.bar.asked.connect(self.reload)
        self._work = LatestWork(kit, self._on_made, self.bar.refuse, self)
        self.tables = ReportTables(kit)
        note = self.tr("Enter trên một số: xem hồ sơ. Enter trên một dòng: mở hồ sơ.")
        layout = column(self.bar, self.tables, label(note, Role.NOTE, wraps=True))
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.tables.show_kind(KINDS[0])

    @property
    def state(self) -> str:
        """Give the sentence about what binds the figures."""
        return self.bar.state

    def set_services(self, services: ClosingServices) -> None:
        """Take the use cases."""
        self._services = services

    def take_focus(self) -> None:
        """Put the cursor where the list is chosen."""
        self.bar.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_list(self, kind: PaperKind, first: date, last: date) -> None:
        """Show a list of a period."""
        self.bar.kind.set_value(kind)
        self.bar.set_period(first, last)

    @Slot()
    def reload(self) -> None:
        """Make the list that is chosen, behind a bar that can be stopped."""
        services, asked = self._services, self.bar.asked_for()
        if services is None or asked is None:
            return
        kind = PaperKind(self.bar.kind.value())  # Qt keeps the word alone
        title = self.tr("Đang lập {name}").format(name=formats.paper_word(kind))
        self._work.run(title, partial(_make, services, kind, asked))

    def output(self) -> Output | None:
        """Give what can be printed and saved of the list shown, None while there is none."""
        services, shown = self._services, self.shown
        if services is None or shown is None:
            return None
        facts, asked, drawing = shown.facts, shown.asked, services.drawing
        return Output(
            kind=shown.kind.value,
            title=formats.paper_word(shown.kind),
            file_name=f"{shown.kind.value}-{asked.first:%Y%m%d}-{asked.last:%Y%m%d}",
            pdf=lambda progress: drawing.pdf(facts, progress),
            table=lambda progress: drawing.workbook(facts, progress),
        )

    def _on_made(self, made: ShownList) -> None:
        self.shown = made
        self.tables.agency_code = made.agency_code
        self.tables.show_facts(made.kind, made.facts, made.asked)
        self._show_state(made.facts)
        self.shown_changed.emit()

    def _show_state(self, facts: ReportFacts) -> None:
        head = facts.head
        if head.broken:
            text = self.tr("✕ BẢN NHÁP: số liệu không khớp, chỉ in được bản nháp. ")
            self.bar.say(text + " ".join(head.broken), Tone.ERROR)
            return
        text = self.tr("✓ Số liệu khớp, tính đến {moment}.")
        said = text.format(moment=formats.moment(head.as_of))
        self.bar.say(" ".join((said, *self._sums(facts))), Tone.DONE)

    def _sums(self, facts: ReportFacts) -> list[str]:
        """Say what each cashier took."""
        if not isinstance(facts, CollectionFacts):
            return []
        text = self.tr("{name}: tiền mặt {cash} đ, chuyển khoản {transfer} đ.")
        return [
            text.format(
                name=part.cashier,
                cash=dong_text(part.cash_dong),
                transfer=dong_text(part.transfer_dong),
            )
            for part in facts.cashiers
        ]


def _make(
    services: ClosingServices, kind: PaperKind, asked: Asked, progress: Progress
) -> ShownList:
    facts = services.listings.facts(kind, replace(asked, progress=progress))
    return ShownList(kind, asked, facts, services.ward().agency_code)
