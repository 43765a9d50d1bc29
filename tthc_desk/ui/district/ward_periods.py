"""The periods of one ward behind its line in a report."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from tthc_desk.domain.totals import Chain
from tthc_desk.domain.totals_chain import Standing
from tthc_desk.ui.district.named_view import NamedTableModel, NamedView
from tthc_desk.ui.district.places import Place
from tthc_desk.ui.district.report_columns import FigureRow, period_columns, period_rows
from tthc_desk.ui.district.services import DistrictServices
from tthc_desk.ui.shared.controls import ActionButton, Role, column, label, row
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.usecases.district_ports import FileLine
from tthc_desk.usecases.totals_facts import ConsolidatedFacts

_NAME_CHARS = 26


class WardPeriods(QWidget):
    """Lists the files that count, newest first.

    Args:
        back: leads to the report again; its button stands here.

    Signals:
        board_wanted: the `Place` of a period to be shown on the board.
    """

    board_wanted = Signal(object)

    def __init__(self, kit: Kit, back: QAction) -> None:
        super().__init__()
        self._kit = kit
        self._code = ""
        self._chain = Chain.MONTHLY
        self._lines: tuple[FileLine, ...] = ()
        self._title = label("", Role.HEADING)
        note = label(self.tr("Enter: mở kỳ ấy ở Tình hình."), Role.NOTE)
        self.table = NamedView(
            kit,
            NamedTableModel(period_columns()),
            name=self.tr("Các kỳ của phường"),
            empty_text=self.tr("Chưa có tệp nào của phường được tính trong kỳ này."),
            name_chars=_NAME_CHARS,
        )
        self.table.activated_record.connect(self._on_activated)
        layout = column(row(self._title, note, None, ActionButton(back, Role.QUIET)), self.table)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    @property
    def title(self) -> str:
        """Give the name of the ward that is shown."""
        return self._title.text()

    def show_ward(
        self, wanted: FigureRow, facts: ConsolidatedFacts, services: DistrictServices
    ) -> None:
        """Read the periods of a ward within a report."""
        self._code, self._chain = wanted.code, facts.chain
        self._title.setText(self.tr("Các kỳ của {name}").format(name=wanted.name))
        self.table.show_rows(())
        head = facts.head
        self._kit.tasks.run(
            lambda: services.files(facts.chain, wanted.code, head.first, head.last),
            self._on_files,
            latest="district-ward-periods",
        )
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_files(self, lines: tuple[FileLine, ...]) -> None:
        self._lines = tuple(one for one in lines if one.standing is Standing.COUNTED)
        self.table.show_rows(period_rows(self._lines))

    def _on_activated(self, chosen: FigureRow) -> None:
        found = next((one for one in self._lines if chosen in period_rows((one,))), None)
        if found is not None:
            self.board_wanted.emit(Place(self._code, self._chain, found.file.span.first))
