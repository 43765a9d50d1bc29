"""The figures of a day in two tables: by unit, and the identities that bind them."""

from datetime import date

from PySide6.QtCore import QRect, Signal, Slot
from PySide6.QtWidgets import QAbstractScrollArea, QSizePolicy, QWidget

from tthc_desk.ui.closing.figure_view import Figure, FigureView
from tthc_desk.ui.closing.identity_rows import MOST_TERMS, IdentityRow, figure_of, identity_rows
from tthc_desk.ui.closing.unit_rows import figure_at, unit_columns
from tthc_desk.ui.shared.controls import Role, column, label
from tthc_desk.ui.shared.icons import IconName
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.record_table import Column, RecordTableModel
from tthc_desk.ui.shared.status import StatusMark
from tthc_desk.ui.shared.tokens import Colour, Gap
from tthc_desk.ui.steps.clear_scroll import ClearScroll
from tthc_desk.usecases.paper_facts import DailyTallyFacts, TallyLine
from tthc_desk.usecases.ward import Ward

_MARK_CHARS = 8
_LAST_CHARS = 13
_WIDE = 4
"""So many terms share the room; those after them are short."""
_IDENTITIES = 5
_FEWEST_ROWS = 5
"""So many units are read at once in the smallest window."""


class DayTables(QWidget):
    """Shows the tally of a day; what has no room is scrolled as one.

    Signals:
        figure_chosen: the `Figure` to open.
    """

    figure_chosen = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._facts: DailyTallyFacts | None = None
        self._ward: Ward | None = None
        self._day: date | None = None
        self.units = FigureView(
            kit,
            RecordTableModel[TallyLine](unit_columns(self.tr("Đơn vị xử lý"))),
            self._unit_figure,
            name=self.tr("Thống kê trong ngày; Enter trên một số để xem hồ sơ"),
            empty_text=self.tr("Trong ngày chưa có hồ sơ nào. Chọn ngày khác ở ô Ngày."),
        )
        self.identities = FigureView(
            kit,
            RecordTableModel[IdentityRow](self._identity_columns()),
            self._identity_figure,
            name=self.tr("Các số phải khớp nhau; Enter trên một số để xem hồ sơ"),
        )
        self._shape()
        for view in (self.units, self.identities):
            view.figure_chosen.connect(self.figure_chosen)
        self.units.reached.connect(self._on_unit)
        self.identities.reached.connect(self._on_identity)
        self._notes = label("", Role.NOTE, wraps=True)
        self.setLayout(column(self._scrolled()))

    def show_facts(self, facts: DailyTallyFacts, ward: Ward) -> None:
        """Show the figures of a day."""
        if self._day != facts.day:
            self.area.verticalScrollBar().setValue(0)
        self._day = facts.day
        self._facts, self._ward = facts, ward
        model = self.units.records_model
        model.columns = unit_columns(facts.row_title)
        self.units.show_records((*facts.lines, facts.total) if facts.lines else ())
        self.identities.show_records(identity_rows(facts))
        for place in (3, 5):
            self.identities.setSpan(_IDENTITIES - 1, place, 1, 2)
        self._notes.setText(" · ".join(facts.notes))
        self._notes.setVisible(bool(facts.notes))

    def _scrolled(self) -> ClearScroll:
        self._whole = QWidget()
        layout = column(self.units, self.identities, self._notes, gap=Gap.SMALL)
        layout.setStretch(0, 1)
        self._whole.setLayout(layout)
        self.area = ClearScroll(self.tr("Số liệu trong ngày"))
        self.area.put(self._whole, fills=True)
        row_px = self._kit.scale.row_px
        self.area.setMinimumHeight(row_px + (row_px - Gap.TIGHT) * _FEWEST_ROWS)
        # It takes what the cash leaves.
        self.area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        return self.area

    def _shape(self) -> None:
        row_px = self._kit.scale.row_px
        self.units.verticalHeader().setDefaultSectionSize(row_px - Gap.TIGHT)
        # As high as its rows: only the area around both tables scrolls.
        self.units.setSizeAdjustPolicy(QAbstractScrollArea.SizeAdjustPolicy.AdjustToContents)
        self.units.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        narrow = row_px - Gap.SMALL
        view = self.identities
        view.horizontalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(narrow)
        view.setSizeAdjustPolicy(QAbstractScrollArea.SizeAdjustPolicy.AdjustIgnored)
        view.setFixedHeight(narrow * _IDENTITIES + 2 * view.frameWidth() + 2)

    def _identity_columns(self) -> tuple[Column[IdentityRow], ...]:
        def mark(line: IdentityRow) -> StatusMark:
            if line.holds:
                return StatusMark(self.tr("Khớp"), IconName.CHECK, Colour.GREEN)
            return StatusMark(self.tr("Lệch"), IconName.CROSS, Colour.RED)

        return (
            Column("", lambda line: mark(line).word, chars=_MARK_CHARS, mark=mark),
            *(self._term_column(place) for place in range(MOST_TERMS)),
        )

    def _term_column(self, place: int) -> Column[IdentityRow]:
        chars = 0 if place < _WIDE else _LAST_CHARS
        return Column(
            "", lambda line: line.text(place), chars=chars, tip=lambda line: line.text(place)
        )

    @Slot(QRect)
    def _on_unit(self, place: QRect) -> None:
        self._bring_into_sight(self.units, place)

    @Slot(QRect)
    def _on_identity(self, place: QRect) -> None:
        if self.identities.currentIndex().row() < _IDENTITIES - 1:
            self._bring_into_sight(self.identities, place)
            return
        # Below the last one stand the notes, which no key reaches.
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _bring_into_sight(self, view: FigureView, place: QRect) -> None:
        middle = view.mapTo(self._whole, place.center()).y()
        # The row above comes with it: for the first one that is the heading.
        self.area.ensureVisible(0, middle, 0, self._kit.scale.row_px * 3 // 2)

    def _unit_figure(self, line: TallyLine, place: int) -> Figure | None:
        if self._facts is None or self._ward is None:
            return None
        return figure_at(self._facts, self._ward, line, place)

    def _identity_figure(self, line: IdentityRow, place: int) -> Figure | None:
        term = line.term(place - 1)
        if term is None or self._facts is None:
            return None
        return figure_of(self._facts, term)
