"""Form II.06a of a period as a table."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from tthc_desk.domain.errors import DeskError
from tthc_desk.domain.tally import Measures
from tthc_desk.ui.closing.enter_hint import EnterHint
from tthc_desk.ui.closing.periods import Period, Preset, period, preset_word
from tthc_desk.ui.closing.services import ClosingServices
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.controls import Role, button, column, dress, label, row
from tthc_desk.ui.shared.fields import Choice, ChoiceField, DateField
from tthc_desk.ui.shared.forms import Form
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.record_table import Column, RecordTableModel
from tthc_desk.ui.shared.record_view import RecordView
from tthc_desk.usecases.reports import Report06a

_FIGURE_CHARS = 5
_DAY_CHARS = 12


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One row: a field, or all of them."""

    name: str
    measures: Measures


class ReportPart(QWidget):
    """A period's figures, by field."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._services: ClosingServices | None = None
        self._build()
        self._on_preset()

    @property
    def state(self) -> str:
        """Give the sentence about what binds the figures."""
        return self._state.text()

    def set_services(self, services: ClosingServices) -> None:
        """Take the use cases."""
        self._services = services

    def take_focus(self) -> None:
        """Put the cursor where the period is chosen."""
        self.preset.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_period(self, first: date, last: date) -> None:
        """Show another period."""
        self._first.set_value(first)
        self._last.set_value(last)
        self.reload()

    @Slot()
    def reload(self) -> None:
        """Count the period that is typed."""
        services = self._services
        self.form.clear_errors()
        try:
            asked = self._asked()
        except DeskError as error:
            self.form.refuse(error, self._kit.messages)
            return
        if services is None:
            return
        self._kit.tasks.run(
            lambda: services.reports.report_06a(asked.first, asked.last),
            self._on_report,
            self._on_refused,
            latest="closing-report",
        )

    def _asked(self) -> Period:
        today = self._kit.now().date()
        return Period(self._first.value() or today, self._last.value() or today)

    def _build(self) -> None:
        self.preset = ChoiceField([Choice(preset, preset_word(preset)) for preset in Preset])
        self.preset.activated.connect(self._on_preset)
        self._first, self._last = DateField(), DateField()
        for field in (self._first, self._last):
            field.setFixedWidth(self._kit.scale.chars_px(_DAY_CHARS))
            field.returnPressed.connect(self.reload)
        self.form = Form(columns=3)
        self.form.add(self.tr("Kỳ"), self.preset, name="preset")
        self.form.add(self.tr("Từ ngày"), self._first, name="from")
        self.form.add(self.tr("đến ngày"), self._last, name="to")
        self._state = label("", Role.STRONG, wraps=True)
        self.table = RecordView(
            self._kit,
            RecordTableModel[ReportLine](self._columns()),
            name=self.tr("Báo cáo II.06a theo lĩnh vực"),
            empty_text=self.tr("Trong kỳ không có hồ sơ nào."),
        )
        hint = EnterHint(self._first, self._last)
        head = row(self.form, button(self.tr("Xem"), self.reload), hint, None)
        note = self.tr(
            "(3) = (4) + (5) + (6) = (7) + (11); (7) = (8) + (9) + (10); (11) = (12) + (13). "
            "Đơn vị: hồ sơ."
        )
        self.setLayout(column(head, self._state, self.table, label(note, Role.NOTE, wraps=True)))

    def _columns(self) -> tuple[Column[ReportLine], ...]:
        titles = (
            self.tr("Tổng\ntiếp nhận\n(3)"),
            self.tr("Trực\ntuyến\n(4)"),
            self.tr("Trực tiếp,\nbưu chính\n(5)"),
            self.tr("Kỳ\ntrước\n(6)"),
            self.tr("Đã giải\nquyết\n(7)"),
            self.tr("Trước\nhạn\n(8)"),
            self.tr("Đúng\nhạn\n(9)"),
            self.tr("Quá\nhạn\n(10)"),
            self.tr("Đang giải\nquyết\n(11)"),
            self.tr("Trong\nhạn\n(12)"),
            self.tr("Quá\nhạn\n(13)"),
        )
        figures = tuple(self._figure(title, at) for at, title in enumerate(titles, start=3))
        return (
            Column(
                self.tr("Lĩnh vực"), lambda line: line.name, strong=True, tip=lambda line: line.name
            ),
            *figures,
        )

    def _figure(self, title: str, number: int) -> Column[ReportLine]:
        def text(line: ReportLine) -> str:
            return formats.count(line.measures.columns()[str(number)])

        def spoken(line: ReportLine) -> str:
            return f"{title.replace(chr(10), ' ')}: {text(line)}"

        wide = max(_FIGURE_CHARS, max(len(part) for part in title.split("\n")) * 0.84)
        return Column(title, text, chars=round(wide), is_number=True, spoken=spoken)

    @Slot()
    def _on_preset(self) -> None:
        chosen = period(self.preset.value(), self._kit.now().date())
        self.show_period(chosen.first, chosen.last)

    def _on_report(self, report: Report06a) -> None:
        lines = [ReportLine(name, measures) for name, measures in report.fields]
        if lines:
            lines.append(ReportLine(self.tr("Tổng số"), report.total))
        self.table.records_model.set_records(lines)
        self.table.select_row(0)
        if report.broken:
            text = self.tr("✕ BẢN NHÁP: số liệu không khớp ở {fields}.")
            self._state.setText(text.format(fields=", ".join(report.broken)))
            dress(self._state, tone=Tone.ERROR.value)
        else:
            text = self.tr("✓ Số liệu khớp, tính đến {moment}.")
            self._state.setText(text.format(moment=formats.moment(report.as_of)))
            dress(self._state, tone=Tone.DONE.value)

    def _on_refused(self, error: Exception) -> None:
        self.form.refuse(error, self._kit.messages)
