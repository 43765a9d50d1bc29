"""The page of what is sent: a chain, a year, its periods, and the chosen one beside them."""

from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from tthc_desk.domain.totals import Chain, Span
from tthc_desk.ui.shared.controls import column, dress, label, row
from tthc_desk.ui.shared.fields import Choice, ChoiceField
from tthc_desk.ui.shared.forms import Form
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.record_table import RecordTableModel
from tthc_desk.ui.shared.record_view import RecordView
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.ui.transfer.period_facts import PeriodFacts, read_period
from tthc_desk.ui.transfer.period_panel import PeriodPanel
from tthc_desk.ui.transfer.period_reader import PeriodReader, ReadPeriods
from tthc_desk.ui.transfer.period_words import (
    PeriodRow,
    Said,
    chain_word,
    period_columns,
    standing_words,
)
from tthc_desk.ui.transfer.send_step import Offer
from tthc_desk.ui.transfer.services import TransferServices
from tthc_desk.ui.transfer.year_plan import YearPlan, plan_years
from tthc_desk.usecases.signing_keys import KeyCondition, KeyState
from tthc_desk.usecases.totals_export import PeriodLine, PeriodState
from tthc_desk.usecases.totals_periods import period_text
from tthc_desk.usecases.totals_ports import ExportLine

_CHAIN_CHARS, _YEAR_CHARS = 17, 22
_PAGE = "transfer-chain"
_NEED_A_PERSON = (PeriodState.MISSING, PeriodState.CHANGED)
_LIST_SHARE, _PANEL_SHARE = 11, 9
_PATIENCE_MS = 150
"""So long the period before stays in sight while another one is counted."""


class SendPart(QWidget):
    """Shows what was sent and what is missing.

    Args:
        panel: shows the chosen period.

    Signals:
        shown_changed: another period is shown, or none.
    """

    shown_changed = Signal()

    def __init__(self, kit: Kit, panel: PeriodPanel) -> None:
        super().__init__()
        self._kit = kit
        self._services: TransferServices | None = None
        self._plan: YearPlan | None = None
        self._year: int | None = None
        self._facts: PeriodFacts | None = None
        self._wanted: Span | None = None
        self._asked: PeriodLine | None = None
        self._is_whole = False
        self.unwritten: frozenset[str] = frozenset()
        self.panel = panel
        self.reader = PeriodReader(kit, self)
        self.reader.came.connect(self._on_came)
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(_PATIENCE_MS)
        self._counting.timeout.connect(self._on_slow)
        self._build()

    @property
    def facts(self) -> PeriodFacts | None:
        """Give the chosen period, None until it is counted."""
        return self._facts

    @property
    def key(self) -> KeyState | None:
        """Give whether this machine can sign, None before the first reading."""
        return self._plan.key if self._plan else None

    @property
    def standing_text(self) -> str:
        """Give the sentences on what is missing."""
        return self._standing.text()

    @property
    def key_text(self) -> str:
        """Give the sentence on a key that cannot be used, empty while it can."""
        return self._key.text()

    def set_services(self, services: TransferServices) -> None:
        """Take the use cases."""
        self._services = services
        self.reader.set_services(services)
        self.panel.set_officer_names(services.officer_name)

    @Slot()
    def reload(self) -> None:
        """Read chain and year anew; the chosen period stays chosen."""
        services, today = self._services, self._kit.now().date()
        if services is None:
            return
        self._asked = None
        chain = Chain(self.chain.value())
        self._kit.tasks.run(
            lambda: plan_years(services, chain, today), self._on_plan, latest="transfer-plan"
        )

    def stop(self) -> None:
        """Read no further while nobody looks."""
        self.reader.stop()

    def take_focus(self) -> None:
        """Put the focus where work begins."""
        self.periods.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_period(self, chain: Chain, day: date) -> None:
        """Show a chain, and of it the period that begins on a day."""
        self.chain.set_value(chain)
        self._year, self._wanted, self._is_whole = day.year, Span(day, day), True
        self.reload()

    def show_offer(self, offer: Offer, *, may_replace: bool) -> None:
        """Show the chosen period with what can be done about it."""
        facts = self._facts
        if facts is None:
            return
        is_unwritten = self._is_unwritten(facts.preview.line.export)
        self.panel.show_period(facts, offer, is_unwritten=is_unwritten, may_replace=may_replace)

    def _build(self) -> None:
        scale = self._kit.scale
        self.chain = ChoiceField(
            [Choice(one, chain_word(one)) for one in (Chain.MONTHLY, Chain.WEEKLY, Chain.DAILY)]
        )
        self.chain.set_value(_remembered(self._kit))
        self.chain.setFixedWidth(scale.chars_px(_CHAIN_CHARS))
        self.chain.activated.connect(self._on_chain)
        self.year = ChoiceField()
        self.year.setFixedWidth(scale.chars_px(_YEAR_CHARS))
        self.year.currentIndexChanged.connect(self._on_year)
        form = Form(columns=2)
        form.add(self.tr("Chuỗi"), self.chain, name="chain")
        form.add(self.tr("Năm"), self.year, name="year")
        self._standing = label("", wraps=True)
        self._key = label("", wraps=True)
        dress(self._key, tone=Tone.WARNING.value)
        self._key.hide()
        self.periods = RecordView(
            self._kit,
            RecordTableModel[PeriodRow](period_columns()),
            name=self.tr("Các kỳ của năm"),
        )
        self.periods.current_changed.connect(self._on_row)
        left = QWidget()
        listed = column(row(form, None), self._standing, self._key, self.periods)
        listed.setStretch(3, 1)
        left.setLayout(listed)
        # Words come and go; the two sides stay as wide as they are.
        for side in (left, self.panel):
            side.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        whole = row(left, self.panel, gap=Gap.MEDIUM)
        whole.setStretch(0, _LIST_SHARE)
        whole.setStretch(1, _PANEL_SHARE)
        self.setLayout(whole)

    @Slot()
    def _on_chain(self) -> None:
        self._kit.remembered.remember_period(_PAGE, str(self.chain.value()))
        self._facts, self._year, self._wanted = None, None, None
        self.reload()

    @Slot(int)
    def _on_year(self, _: int) -> None:
        year = self.year.value()
        if year is not None:
            self._year, self._facts, self._wanted = year, None, None
            self.reader.read(Chain(self.chain.value()), year)

    def _on_plan(self, plan: YearPlan) -> None:
        self._plan = plan
        known = [line.year for line in plan.years]
        if self._year not in known:
            self._year = plan.proposed if plan.proposed in known else None
        self._show_years(plan)
        self._say_key(plan.key.condition)
        if self._year is None:
            self._show_none()
        else:
            self.reader.read(plan.chain, self._year)

    def _show_years(self, plan: YearPlan) -> None:
        missing = self.tr("{year} – thiếu {count} kỳ")
        choices = [
            Choice(
                line.year,
                missing.format(year=line.year, count=line.missing)
                if line.missing
                else str(line.year),
            )
            for line in plan.years
        ]
        with QSignalBlocker(self.year):
            self.year.set_choices(choices)
            self.year.set_value(self._year)

    def _say_key(self, condition: KeyCondition) -> None:
        text = {
            KeyCondition.LOST: self.tr("▲ Máy này không còn khóa ký trước đây: xem Ctrl+2."),
            KeyCondition.DAMAGED: self.tr("✕ Tệp khóa ký hỏng, chưa xuất được: xem Ctrl+2."),
        }.get(condition, "")
        self._key.setText(text)
        self._key.setVisible(bool(text))

    def _show_none(self) -> None:
        text = self.tr("Sổ chưa có hồ sơ nào nên chưa có kỳ để gửi.")
        self._facts = None
        self.periods.set_empty_text(text)
        self.periods.records_model.set_records(())
        self._say(Said("", Tone.INFO))
        self.panel.show_nothing("")
        self.shown_changed.emit()

    def _on_came(self, read: ReadPeriods) -> None:
        if read.chain != self.chain.value() or read.year != self._year or self._plan is None:
            return
        again = self._is_whole and self._wanted is not None
        if again and not read.is_whole:
            return  # what stands there stays until all of it is read anew
        expected = self._plan.is_used or read.chain is Chain.MONTHLY
        rows = tuple(
            PeriodRow(line, self._is_unwritten(line.export), expected) for line in read.lines
        )
        self._is_whole = read.is_whole
        if read.is_whole:
            self._say(standing_words(read.year, rows))
        else:
            reading = self.tr("Đang đếm các kỳ của năm {year}…")
            self._say(Said(reading.format(year=read.year), Tone.INFO))
        self._show_rows(rows)

    def _is_unwritten(self, made: ExportLine | None) -> bool:
        return made is not None and made.hash in self.unwritten

    def _show_rows(self, rows: tuple[PeriodRow, ...]) -> None:
        place = _place(rows, self._wanted)
        with QSignalBlocker(self.periods):
            self.periods.records_model.set_records(rows)
            if rows and rows[place].line == self._asked:
                self.periods.select_row(place)  # it is counted already, or being counted
                return
        self.periods.select_row(place)

    @Slot(object)
    def _on_row(self, chosen: PeriodRow | None) -> None:
        services = self._services
        self._facts = None
        self.shown_changed.emit()
        if services is None or chosen is None:
            return
        line = self._asked = chosen.line
        self._wanted = line.span
        self._counting.start()
        self._kit.tasks.run(
            lambda: read_period(services, line.chain, line.span),
            self._on_period,
            self._on_failed,
            latest="transfer-period",
        )

    def _on_period(self, facts: PeriodFacts) -> None:
        self._counting.stop()
        self._facts = facts
        self.shown_changed.emit()

    def _on_failed(self, error: Exception) -> None:
        self._counting.stop()
        self.panel.show_nothing("")
        self._kit.messages.failed(error)

    @Slot()
    def _on_slow(self) -> None:
        if self._asked is not None:
            name = period_text(self._asked.chain, self._asked.span)
            self.panel.show_nothing(self.tr("{period}: đang đếm…").format(period=name))

    def _say(self, said: Said) -> None:
        self._standing.setText(said.text)
        dress(self._standing, tone=said.tone.value)


def _remembered(kit: Kit) -> Chain:
    kept = kit.remembered.period_for(_PAGE)
    return Chain(kept) if kept in tuple(Chain) else Chain.MONTHLY


def _place(rows: tuple[PeriodRow, ...], wanted: Span | None) -> int:
    """Find the row of a period; else the newest that needs a person, else the newest over."""
    spans = [row.line.span for row in rows]
    if wanted is not None:
        found = [at for at, span in enumerate(spans) if span.overlaps(wanted)]
        return found[0] if found else 0
    for wanted_states in (_NEED_A_PERSON, tuple(set(PeriodState) - {PeriodState.NOT_OVER})):
        found = [at for at, row in enumerate(rows) if row.line.state in wanted_states]
        if found:
            return found[0]
    return 0
