"""One table for each kind of list, made when it is first shown."""

from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget

from tthc_desk.ui.closing.certified_figures import certified_figure
from tthc_desk.ui.closing.figure_view import Figure, FigureView
from tthc_desk.ui.closing.list_columns import columns_of, rows_of, title_06a
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.record_table import RecordTableModel
from tthc_desk.ui.shared.record_view import RecordView
from tthc_desk.ui.steps.words import short_number
from tthc_desk.usecases.listings import Asked
from tthc_desk.usecases.paper_facts import PaperKind
from tthc_desk.usecases.report_facts import CertificationFacts, Report06aFacts, ReportFacts
from tthc_desk.usecases.selections import Pick, Selection

_FIRST_COLUMN = 3
_FIGURES = frozenset({PaperKind.REPORT_06A, PaperKind.CERTIFICATION_COUNT})


class ReportTables(QStackedWidget):
    """Shows a list.

    Signals:
        figure_chosen: the `Figure` to open.
        dossier_requested: number (str) of the dossier to open.
    """

    figure_chosen = Signal(object)
    dossier_requested = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._views: dict[PaperKind, RecordView] = {}
        self._facts: ReportFacts | None = None
        self._asked: Asked | None = None
        self.agency_code = ""

    @property
    def view(self) -> RecordView | None:
        """Give the table in front."""
        shown = self.currentWidget()
        return shown if isinstance(shown, RecordView) else None

    def show_facts(self, kind: PaperKind, facts: ReportFacts, asked: Asked) -> None:
        """Show a list.

        Args:
            asked: what it was asked for; the dossiers behind its figures are the same.
        """
        self._facts, self._asked = facts, asked
        view = self._view_of(kind)
        self.setCurrentWidget(view)
        rows = rows_of(facts)
        if isinstance(view, FigureView):
            view.show_records(rows)
        else:
            view.records_model.set_records(rows)
            view.select_row(0)

    def show_kind(self, kind: PaperKind) -> None:
        """Bring the empty or old table of a kind to the front until its list is there."""
        self.setCurrentWidget(self._view_of(kind))

    def _view_of(self, kind: PaperKind) -> RecordView:
        if kind not in self._views:
            self._views[kind] = view = self._make(kind)
            self.addWidget(view)
        return self._views[kind]

    def _make(self, kind: PaperKind) -> RecordView:
        model = RecordTableModel[Any](columns_of(kind, self._short))
        name = formats.paper_word(kind)
        empty = self.tr("Trong kỳ không có dòng nào. Chọn kỳ khác ở trên.")
        if kind not in _FIGURES:
            view = RecordView(self._kit, model, name=name, empty_text=empty)
            view.activated_record.connect(self._on_activated)
            return view
        made = FigureView(self._kit, model, self._figure_at, name=name, empty_text=empty)
        made.figure_chosen.connect(self.figure_chosen)
        return made

    def _short(self, number: str) -> str:
        return short_number(number, self.agency_code)

    @Slot(object)
    def _on_activated(self, line: Any) -> None:
        self.dossier_requested.emit(line.number)

    def _figure_at(self, line: Any, place: int) -> Figure | None:
        facts, asked = self._facts, self._asked
        if asked is None or place < 1:
            return None
        days = f"{formats.day(asked.first)} – {formats.day(asked.last)}"
        if isinstance(facts, Report06aFacts):
            pick = Pick(str(_FIRST_COLUMN + place - 1))
            field = None if line is facts.total else line.name
            count = formats.count(line.columns[place - 1])
            title = f"{days}, {line.name} – {title_06a(place - 1)}: {count}"
            selection = Selection(pick, asked.first, asked.last, field)
            return Figure(title, (selection,), asked.as_of)
        if isinstance(facts, CertificationFacts):
            return certified_figure(facts, asked, line, place)
        return None
