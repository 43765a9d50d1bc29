"""The tally of one day: figures by field, what binds them, and what stands under the table."""

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from tthc_desk.domain.errors import DeskError
from tthc_desk.ui.closing.enter_hint import EnterHint
from tthc_desk.ui.closing.services import ClosingServices
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.controls import Role, button, column, dress, label, panel, row
from tthc_desk.ui.shared.fields import DateField
from tthc_desk.ui.shared.forms import Form
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.record_table import Column, RecordTableModel
from tthc_desk.ui.shared.record_view import RecordView
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.usecases.paper_facts import DailyTallyFacts, TallyLine

_COUNT_CHARS = 9
_MONEY_CHARS = 11
_DAY_CHARS = 16


class DayPart(QWidget):
    """One day.

    Signals:
        facts_read: the `DailyTallyFacts` that are shown.
    """

    facts_read = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._services: ClosingServices | None = None
        self._facts: DailyTallyFacts | None = None
        self._build()

    @property
    def facts(self) -> DailyTallyFacts | None:
        """Give what is shown."""
        return self._facts

    @property
    def state(self) -> str:
        """Give the sentence about what binds the figures."""
        return self._state.text()

    def set_services(self, services: ClosingServices) -> None:
        """Take the use cases."""
        self._services = services

    def take_focus(self) -> None:
        """Put the cursor into the table."""
        self.table.setFocus()

    @Slot()
    def reload(self) -> None:
        """Read the figures of the day that is typed."""
        services, actor = self._services, self._kit.session.actor
        self.form.clear_errors()
        try:
            day = self._day.value() or self._kit.now().date()
        except DeskError as error:
            self.form.refuse(error, self._kit.messages)
            return
        if services is None or actor is None:
            return
        self._kit.tasks.run(
            lambda: services.reports.tally_facts(day, actor), self.show_facts, latest="closing-day"
        )

    def show_day(self, day: date) -> None:
        """Show another day."""
        self._day.set_value(day)
        self.reload()

    def show_facts(self, facts: DailyTallyFacts) -> None:
        """Show the figures of a day."""
        self._facts = facts
        lines = (*facts.lines, facts.total) if facts.lines else ()
        self.table.records_model.set_records(lines)
        self.table.select_row(0)
        self._show_state(facts)
        self._show_under(facts)
        self.facts_read.emit(facts)

    def _build(self) -> None:
        self.form = Form()
        self._day = DateField()
        self._day.set_value(self._kit.now().date())
        self._day.setFixedWidth(self._kit.scale.chars_px(_DAY_CHARS))
        self._day.returnPressed.connect(self.reload)
        self.form.add(self.tr("Ngày"), self._day, name="date")
        self._state = label("", Role.STRONG, wraps=True)
        self.hint = EnterHint(self._day)
        head = row(self.form, button(self.tr("Xem"), self.reload), self.hint, gap=Gap.SMALL)
        head.addSpacing(Gap.MEDIUM)
        head.addWidget(self._state, 1)
        self.table = RecordView(
            self._kit,
            RecordTableModel[TallyLine](self._columns()),
            name=self.tr("Thống kê trong ngày theo lĩnh vực"),
            empty_text=self.tr("Trong ngày không có hồ sơ nào."),
        )
        self._under = panel()
        self._grid = QGridLayout(self._under)
        self._grid.setContentsMargins(Gap.MEDIUM, Gap.SMALL, Gap.MEDIUM, Gap.SMALL)
        self._grid.setHorizontalSpacing(Gap.LARGE)
        self._grid.setVerticalSpacing(Gap.TIGHT)
        self._names = [label("", Role.NOTE) for _ in range(5)]
        self._values = [label("", wraps=True) for _ in range(5)]
        for at, (name, value) in enumerate(zip(self._names, self._values, strict=True)):
            self._grid.addWidget(name, 0, at)
            self._grid.addWidget(value, 1, at, Qt.AlignmentFlag.AlignTop)
            self._grid.setColumnStretch(at, 1)
        self._notes = label("", Role.NOTE, wraps=True)
        self._grid.addWidget(self._notes, 2, 0, 1, 5)
        self.setLayout(column(head, self.table, self._under))

    def _columns(self) -> tuple[Column[TallyLine], ...]:
        def number(title: str, name: str, chars: int) -> Column[TallyLine]:
            return Column(
                title, lambda line: formats.count(getattr(line, name)), chars=chars, is_number=True
            )

        return (
            Column(self.tr("Lĩnh vực"), lambda line: line.name, strong=True),
            number(self.tr("Tiếp nhận"), "received", _COUNT_CHARS),
            number(self.tr("Có kết quả"), "finished", _COUNT_CHARS),
            number(self.tr("Đã trả"), "delivered", _COUNT_CHARS),
            number(self.tr("Bổ sung"), "supplements", _COUNT_CHARS),
            number(self.tr("Xin rút"), "withdrawn", _COUNT_CHARS),
            number(self.tr("Phí (đ)"), "charge_dong", _MONEY_CHARS),
            number(self.tr("Lệ phí (đ)"), "fee_dong", _MONEY_CHARS),
        )

    def _show_state(self, facts: DailyTallyFacts) -> None:
        if facts.broken:
            self._state.setText(self.tr("✕ BẢN NHÁP: ") + " ".join(facts.broken))
            dress(self._state, tone=Tone.ERROR.value)
            return
        text = self.tr("✓ Số liệu khớp, tính đến {moment}.")
        self._state.setText(text.format(moment=formats.moment(facts.as_of)))
        dress(self._state, tone=Tone.DONE.value)

    def _show_under(self, facts: DailyTallyFacts) -> None:
        early, on_time, late = facts.timeliness
        shown = (
            (self.tr("Kênh tiếp nhận"), [f"{name}: {count}" for name, count in facts.by_channel]),
            (
                self.tr("Kết quả trong ngày"),
                [
                    self.tr("Trước hạn: {count}").format(count=early),
                    self.tr("Đúng hạn: {count}").format(count=on_time),
                    self.tr("Quá hạn: {count}").format(count=late),
                ],
            ),
            (
                self.tr("Đang giải quyết"),
                [
                    self.tr("Đầu ngày: {count}").format(count=facts.carried_over),
                    self.tr("Cuối ngày: {count}").format(count=facts.in_hand),
                    self.tr("Trong đó quá hạn: {count}").format(count=facts.in_hand_late),
                ],
            ),
            (
                self.tr("Thời hạn còn lại"),
                [f"{name}: {count}" for name, count in facts.open_by_age],
            ),
            (
                self.tr("Tiền đã thu"),
                [
                    self.tr("Tiền mặt: {money}").format(money=formats.dong(facts.cash_dong)),
                    self.tr("Chuyển khoản: {money}").format(
                        money=formats.dong(facts.transfer_dong)
                    ),
                ],
            ),
        )
        for at, (name, lines) in enumerate(shown):
            self._names[at].setText(name)
            self._values[at].setText("\n".join(lines))
        self._notes.setText(" · ".join(facts.notes))
        self._notes.setVisible(bool(facts.notes))
