"""Wards × periods as a table: one row a ward, one column a period."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from typing_extensions import override

from tthc_desk.domain.vietnamese import fold
from tthc_desk.ui.district.words import cell_mark, full_mark, period_short, period_word, short_names
from tthc_desk.ui.shared.record_table import Index, TableRole
from tthc_desk.usecases.district_status import CellState, DistrictStatus, StatusCell, WardStatus

TO_SETTLE = frozenset({CellState.MISSING, CellState.DISPUTED, CellState.REFUSED})
"""States that somebody must do something about."""

_NOWHERE = QModelIndex()


class BoardModel(QAbstractTableModel):
    """Shows a `DistrictStatus`, or those of its wards that are looked for."""

    def __init__(self) -> None:
        super().__init__()
        self._status: DistrictStatus | None = None
        self._rows: tuple[WardStatus, ...] = ()
        self._heads: tuple[str, ...] = ()
        self._names: dict[str, str] = {}
        self._shown_names: dict[str, str] = {}

    @property
    def status(self) -> DistrictStatus | None:
        """Give what is shown, None before it was read."""
        return self._status

    @property
    def rows(self) -> tuple[WardStatus, ...]:
        """Give the wards that are shown."""
        return self._rows

    def show(self, status: DistrictStatus) -> None:
        """Show another state of things; all wards."""
        self.beginResetModel()
        self._status = status
        self._names = {
            one.ward.code: f"{fold(one.ward.name)} {one.ward.code}" for one in status.wards
        }
        count = len(status.periods) if status.wards else 0
        self._heads = tuple(_head(status, at) for at in range(count))
        self._shown_names = short_names(one.ward.name for one in status.wards)
        self._rows = status.wards
        self.endResetModel()

    def narrow(self, text: str, *, only_open: bool) -> None:
        """Show only wards whose name or code holds a text, and where something is to settle."""
        if self._status is None:
            return
        wanted = fold(text)
        self.beginResetModel()
        self._rows = tuple(
            one
            for one in self._status.wards
            if wanted in self._names[one.ward.code] and (not only_open or is_open(one))
        )
        self.endResetModel()

    def cell(self, index: Index) -> tuple[WardStatus, StatusCell] | None:
        """Give ward and period of an index; None outside."""
        if not index.isValid():
            return None
        ward = self._rows[index.row()]
        return ward, ward.cells[index.column()]

    def name_at(self, row: int) -> str:
        """Give the name of a ward as it stands at the side."""
        return self._shown_names[self._rows[row].ward.name]

    def next_open(self, row: int, column: int) -> tuple[int, int] | None:
        """Find the next cell where something is to settle, from the top again after the last."""
        places = [
            (at, place)
            for at, ward in enumerate(self._rows)
            for place, cell in enumerate(ward.cells)
            if cell.state in TO_SETTLE
        ]
        after = (place for place in places if place > (row, column))
        return next(after, places[0] if places else None)

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._heads)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        found = self.cell(index)
        if found is None or self._status is None:
            return None
        ward, cell = found
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_mark(cell.state).word
        if role == TableRole.RECORD:
            return cell
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            period = period_word(self._status.chain, cell.span)
            return f"{ward.ward.name}, {period}: {full_mark(cell.state).word}"
        return None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        across = orientation is Qt.Orientation.Horizontal
        if section >= len(self._heads if across else self._rows):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section] if across else self.name_at(section)
        if role == Qt.ItemDataRole.ToolTipRole and not across:
            ward = self._rows[section].ward
            return f"{ward.name} ({ward.code})"
        return None


def is_open(ward: WardStatus) -> bool:
    """Say whether anything of a ward is to settle."""
    return any(cell.state in TO_SETTLE for cell in ward.cells)


def _head(status: DistrictStatus, at: int) -> str:
    """Write a period, and of how many wards a file counts: "10/2026" over "9/10"."""
    cells = [ward.cells[at] for ward in status.wards]
    owed = sum(cell.state is not CellState.NOT_OWED for cell in cells)
    came = sum(cell.file is not None for cell in cells)
    return f"{period_short(status.chain, status.periods[at])}\n{came}/{owed}"
