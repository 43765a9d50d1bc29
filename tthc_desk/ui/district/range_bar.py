"""The line on which chain and periods of the board are chosen, and wards are looked for."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.totals import Chain, Span, period_at
from tthc_desk.ui.district.ranges import MOST_PERIODS, Range, count_of, range_days
from tthc_desk.ui.district.words import chain_word
from tthc_desk.ui.shared.controls import Role, column, dress, label, row
from tthc_desk.ui.shared.fields import Choice, ChoiceField, DateField, LineField
from tthc_desk.ui.shared.forms import Form
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.tokens import Gap

_DAY_CHARS = 12
_NAME_CHARS = 14
_PERIOD_DAYS = {Chain.MONTHLY: 31, Chain.WEEKLY: 7, Chain.DAILY: 1}


@dataclass(frozen=True, slots=True)
class RangeWish:
    """What is wanted of the board.

    Args:
        days: those typed; None where the range names them.
    """

    chain: Chain
    range: Range
    days: Span | None

    def span(self, anchor: date) -> Span:
        """Give the days, counted back from an anchor."""
        return self.days or range_days(self.range, self.chain, anchor)


class RangeBar(QWidget):
    """Asks for a chain, a range and wards.

    Signals:
        asked: other periods are wanted.
        narrowed: other wards are wanted.
    """

    asked = Signal()
    narrowed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.chain = ChoiceField([Choice(one, chain_word(one)) for one in _order()])
        self.range = ChoiceField()
        self.first, self.last = DateField(), DateField()
        self.name = LineField(hint=self.tr("tên hoặc mã"))
        self.only_open = QCheckBox(self.tr("Cần xử lý"))
        self.form = Form(columns=3)
        self.days = Form(columns=2)
        self._build()
        self._offer_ranges()

    def set_chain(self, chain: Chain) -> None:
        """Choose a chain without asking."""
        self.chain.set_value(chain)
        self._offer_ranges()

    def set_days(self, days: Span) -> None:
        """Choose days freely without asking."""
        self.range.set_value(Range.FREE)
        self.days.setVisible(True)
        self.first.set_value(days.first)
        self.last.set_value(days.last)

    def wish(self) -> RangeWish | None:
        """Read the fields; None while one of them says what is wrong."""
        self._clear_error()
        chain, chosen = Chain(self.chain.value()), self.range.value()  # Qt keeps the word alone
        try:
            days = self._days(chain) if chosen is Range.FREE else None
        except DeskError as error:
            self._show_error(error)
            return None
        return RangeWish(chain, chosen, days)

    @property
    def error(self) -> str:
        """Give the sentence on what is wrong with the days, empty if nothing is."""
        return self._error.text()

    def _show_error(self, error: DeskError) -> None:
        """Mark the field; the sentence has the whole line, as the fields are narrow."""
        field = self.first if error.field == "from" else self.last
        dress(field, wrong=True)
        self._error.setText(self._kit.messages.words_of(error))
        self._error.show()

    def _clear_error(self) -> None:
        for field in (self.first, self.last):
            dress(field, wrong=False)
        self._error.clear()
        self._error.hide()

    def _days(self, chain: Chain) -> Span:
        first, last = self.first.value(), self.last.value()
        for name, day in (("from", first), ("to", last)):
            if day is None:
                raise DeskError(Code.REQUIRED, name)
        if first is None or last is None or last < first:
            raise DeskError(Code.DATE, "to", low=first)
        most = period_at(chain, first).first.toordinal() + MOST_PERIODS * _PERIOD_DAYS[chain]
        if last.toordinal() > most:
            raise DeskError(Code.DATE, "to", high=date.fromordinal(most))
        return Span(first, last)

    def _build(self) -> None:
        scale = self._kit.scale
        for day in (self.first, self.last):
            day.setFixedWidth(scale.chars_px(_DAY_CHARS))
            day.returnPressed.connect(self.asked)
        self.name.setMaximumWidth(scale.chars_px(_NAME_CHARS))
        self.only_open.setToolTip(self.tr("Chỉ hiện phường có ô thiếu, tranh chấp hoặc bị từ chối"))
        self.form.add(self.tr("Chuỗi"), self.chain, name="chain")
        self.form.add(self.tr("Kỳ"), self.range, name="range")
        self.form.add(self.tr("Phường"), self.name, name="ward")
        self.days.add(self.tr("Từ"), self.first, name="from")
        self.days.add(self.tr("đến"), self.last, name="to")
        self.days.hide()
        self.chain.activated.connect(self._on_chain)
        self.range.activated.connect(self._on_range)
        self.name.textChanged.connect(self.narrowed)
        self.only_open.toggled.connect(self.narrowed)
        self._error = label("", Role.ERROR, wraps=True)
        self._error.hide()
        line = row(self.form, self.days, None, gap=Gap.MEDIUM)
        self.setLayout(column(line, self._error, gap=Gap.TIGHT))

    def _offer_ranges(self) -> None:
        chain, before = Chain(self.chain.value()), self.range.value()
        self.range.set_choices([Choice(one, self._range_word(one, chain)) for one in Range])
        self.range.set_value(before or Range.SHORT)

    def _range_word(self, chosen: Range, chain: Chain) -> str:
        unit = {
            Chain.MONTHLY: self.tr("tháng"),
            Chain.WEEKLY: self.tr("tuần"),
            Chain.DAILY: self.tr("ngày"),
        }[chain]
        count = count_of(chosen, chain)
        if count:
            return self.tr("{count} {unit} vừa qua").format(count=count, unit=unit)
        return {
            Range.THIS_YEAR: self.tr("Năm nay"),
            Range.LAST_YEAR: self.tr("Năm trước"),
            Range.FREE: self.tr("Ngày tự chọn"),
        }[chosen]

    @Slot()
    def _on_chain(self) -> None:
        self._offer_ranges()
        self.asked.emit()

    @Slot()
    def _on_range(self) -> None:
        free = self.range.value() is Range.FREE
        self.days.setVisible(free)
        if not free:
            self.asked.emit()
            return
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)


def _order() -> tuple[Chain, ...]:
    return (Chain.MONTHLY, Chain.WEEKLY, Chain.DAILY)
