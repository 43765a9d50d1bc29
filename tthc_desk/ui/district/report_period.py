"""The line on which period and chain of a report are chosen."""

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.report_periods import PeriodKind, period_at, period_before
from tthc_desk.domain.totals import Chain, Span
from tthc_desk.ui.district.words import chain_word
from tthc_desk.ui.shared.controls import Role, button, column, dress, label, row
from tthc_desk.ui.shared.fields import Choice, ChoiceField, DateField
from tthc_desk.ui.shared.forms import Form
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.marking import QT_TRANSLATE_NOOP
from tthc_desk.ui.shared.tokens import Gap

_DAY_CHARS = 12
_TWO_YEARS = 24


class ReportSpan(Enum):
    """Periods often reported, all of them over; FREE leaves the days to the officer."""

    LAST_MONTH = auto()
    LAST_QUARTER = auto()
    YEAR_SO_FAR = auto()
    LAST_YEAR = auto()
    TWO_YEARS = auto()
    FREE = auto()


_WORDS = {
    ReportSpan.LAST_MONTH: QT_TRANSLATE_NOOP("report_period", "Tháng trước"),
    ReportSpan.LAST_QUARTER: QT_TRANSLATE_NOOP("report_period", "Quý trước"),
    ReportSpan.YEAR_SO_FAR: QT_TRANSLATE_NOOP("report_period", "Từ đầu năm"),
    ReportSpan.LAST_YEAR: QT_TRANSLATE_NOOP("report_period", "Năm trước"),
    ReportSpan.TWO_YEARS: QT_TRANSLATE_NOOP("report_period", "24 tháng vừa qua"),
    ReportSpan.FREE: QT_TRANSLATE_NOOP("report_period", "Ngày tự chọn"),
}
_KINDS = {
    ReportSpan.LAST_MONTH: PeriodKind.MONTH,
    ReportSpan.LAST_QUARTER: PeriodKind.QUARTER,
    ReportSpan.LAST_YEAR: PeriodKind.YEAR,
}


@dataclass(frozen=True, slots=True)
class ReportWish:
    """What is wanted; chain None leaves it to the period."""

    first: date
    last: date
    chain: Chain | None


def report_days(chosen: ReportSpan, anchor: date) -> Span:
    """Give the days of a period that is over.

    Raises:
        KeyError: for FREE.
    """
    month = period_before(period_at(PeriodKind.MONTH, anchor))
    if chosen is ReportSpan.YEAR_SO_FAR:
        return Span(month.last.replace(month=1, day=1), month.last)
    if chosen is ReportSpan.TWO_YEARS:
        begin = month
        for _ in range(_TWO_YEARS - 1):
            begin = period_before(begin)
        return Span(begin.first, month.last)
    found = period_before(period_at(_KINDS[chosen], anchor))
    return Span(found.first, found.last)


class ReportPeriodBar(QWidget):
    """Asks for the period of a report.

    Signals:
        asked: the officer wants to see what is chosen.
    """

    asked = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._anchor = kit.now().date()
        self.form = Form(columns=4)
        self.preset = ChoiceField([Choice(one, _word(one)) for one in ReportSpan])
        self.first, self.last = DateField(), DateField()
        self.chain = ChoiceField(
            [Choice(None, self.tr("Theo kỳ")), *(Choice(c, chain_word(c)) for c in _order())]
        )
        self._build()
        self.set_anchor(self._anchor)

    def set_anchor(self, anchor: date) -> None:
        """Count periods back from a day."""
        self._anchor = anchor
        self._fill()

    def set_period(self, first: date, last: date) -> None:
        """Choose days freely and ask."""
        self.preset.set_value(ReportSpan.FREE)
        self.first.set_value(first)
        self.last.set_value(last)
        self.asked.emit()

    def wish(self) -> ReportWish | None:
        """Read the fields; None while one of them says what is wrong."""
        self._clear_error()
        try:
            return self._read()
        except DeskError as error:
            self.refuse(error)
            return None

    def refuse(self, error: Exception) -> None:
        """Say what is wrong with what was asked for, under the fields."""
        if not isinstance(error, DeskError):
            self._kit.messages.failed(error)
            return
        # The sentence has the whole line: the fields are narrow.
        dress(self.first if error.field == "from" else self.last, wrong=True)
        self._error.setText(self._kit.messages.words_of(error))
        self._error.show()

    @property
    def error(self) -> str:
        """Give the sentence on what is wrong with the period, empty if nothing is."""
        return self._error.text()

    def _clear_error(self) -> None:
        for field in (self.first, self.last):
            dress(field, wrong=False)
        self._error.clear()
        self._error.hide()

    def _read(self) -> ReportWish | None:
        first, last = self.first.value(), self.last.value()
        for name, day in (("from", first), ("to", last)):
            if day is None:
                raise DeskError(Code.REQUIRED, name)
        if first is None or last is None:
            return None
        chain = self.chain.value()
        return ReportWish(first, last, Chain(chain) if chain else None)

    def _build(self) -> None:
        for day in (self.first, self.last):
            day.setFixedWidth(self._kit.scale.chars_px(_DAY_CHARS))
            day.returnPressed.connect(self.asked)
            day.textEdited.connect(self._on_typed)
        self.form.add(self.tr("Kỳ"), self.preset, name="preset")
        self.form.add(self.tr("Từ"), self.first, name="from")
        self.form.add(self.tr("đến"), self.last, name="to")
        self.form.add(self.tr("Từ tệp"), self.chain, name="chain")
        self.preset.activated.connect(self._on_preset)
        self.chain.activated.connect(self.asked)
        see = column(button(self.tr("Xem"), self.asked), None)
        self._error = label("", Role.ERROR, wraps=True)
        self._error.hide()
        line = row(self.form, see, None, gap=Gap.MEDIUM)
        self.setLayout(column(line, self._error, gap=Gap.TIGHT))

    def _fill(self) -> None:
        chosen = self.preset.value()
        if chosen is not ReportSpan.FREE:
            found = report_days(chosen, self._anchor)
            self.first.set_value(found.first)
            self.last.set_value(found.last)

    @Slot(str)
    def _on_typed(self, _: str) -> None:
        self.preset.set_value(ReportSpan.FREE)

    @Slot()
    def _on_preset(self) -> None:
        self._fill()
        if self.preset.value() is ReportSpan.FREE:
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)
            self.first.selectAll()
        else:
            self.asked.emit()


def _word(chosen: ReportSpan) -> str:
    return QCoreApplication.translate("report_period", _WORDS[chosen])


def _order() -> tuple[Chain, ...]:
    return (Chain.MONTHLY, Chain.WEEKLY, Chain.DAILY)
