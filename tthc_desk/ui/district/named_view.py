"""A table of figures whose names stay at the left edge and whose sum stays at the top."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics
from PySide6.QtWidgets import QHeaderView
from typing_extensions import override

from tthc_desk.ui.district.report_columns import FigureRow, Rank
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.record_table import RecordTableModel
from tthc_desk.ui.shared.record_view import RecordView
from tthc_desk.ui.shared.tokens import Colour, Gap

_MEASURED = 400
"""Sums come first, so that the widest figures are among so many rows."""


class NamedTableModel(RecordTableModel[FigureRow]):
    """Names its rows at the side; the sum is bold, what is not in it is muted."""

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal or section >= len(self.records()):
            return super().headerData(section, orientation, role)
        row = self.record(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.name} ({row.code})" if row.code else row.name
        return None

    @override
    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        looks = _LOOKS.get(role, {}) if index.isValid() else {}
        if looks:
            look = looks.get(self.record(index.row()).rank)
            if look is not None:
                return look()
        return super().data(index, role)


class NamedView(RecordView):
    """Shows a `NamedTableModel`.

    A click on a heading orders by it, the sum stays on top; a click on a name activates its row.

    Args:
        name_chars: most letters of a name that are shown.
    """

    def __init__(
        self, kit: Kit, model: NamedTableModel, *, name: str, empty_text: str, name_chars: int
    ) -> None:
        super().__init__(kit, model, name=name, empty_text=empty_text)
        self._ordered_by: tuple[int, bool] | None = None
        side = self.verticalHeader()
        side.show()
        self._kit, self._name_chars = kit, name_chars
        side.setSectionsClickable(True)
        side.sectionClicked.connect(self._on_name)
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        side.setTextElideMode(Qt.TextElideMode.ElideRight)
        side.setHighlightSections(True)
        across = self.horizontalHeader()
        across.setSectionsClickable(True)
        across.sectionClicked.connect(self._on_heading)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def show_rows(self, rows: tuple[FigureRow, ...]) -> None:
        """Show other rows in their own order."""
        self._ordered_by = None
        self._put(rows)

    def order_by(self, place: int) -> None:
        """Order by a column: the largest first, then the smallest."""
        key = self.records_model.columns[place].sort_key
        if key is None:
            return
        falling = self._ordered_by != (place, True)
        self._ordered_by = (place, falling)
        rows = self.records_model.records()
        ordered = sorted(rows, key=key, reverse=falling)
        self._put(tuple(sorted(ordered, key=lambda row: row.rank)))

    def _put(self, rows: tuple[FigureRow, ...]) -> None:
        self.clearSpans()
        self.records_model.set_records(rows)
        for at, row in enumerate(rows):
            if row.rank is Rank.BAND:
                self.setSpan(at, 0, 1, self.records_model.columnCount())
        self._make_room(rows[:_MEASURED])
        self.select_row(0)

    def _make_room(self, rows: tuple[FigureRow, ...]) -> None:
        """Widen what the largest figures and the longest names do not fit in."""
        bold = _bold()
        words = QFontMetrics(bold)
        for at, shown in enumerate(self.records_model.columns):
            if shown.is_number:
                texts = (shown.value(row) for row in rows if row.rank is not Rank.BAND)
                widest = max(map(words.horizontalAdvance, texts), default=0) + 2 * Gap.SMALL
                least = self._kit.scale.chars_px(shown.chars) + 2 * Gap.SMALL
                self.setColumnWidth(at, max(least, widest))
        longest = max((words.horizontalAdvance(row.name) for row in rows), default=0) + Gap.MEDIUM
        most = self._kit.scale.chars_px(self._name_chars)
        self.verticalHeader().setFixedWidth(max(most // 2, min(most, longest)))

    def _on_name(self, place: int) -> None:
        self.activated_record.emit(self.records_model.record(place))

    def _on_heading(self, place: int) -> None:
        self.order_by(place)


def _bold() -> QFont:
    font = QFont()
    font.setBold(True)
    return font


def _muted() -> QBrush:
    return QBrush(QColor(Colour.MUTED))


def _amber() -> QBrush:
    return QBrush(QColor(Colour.AMBER))


def _left() -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


_LOOKS: dict[int, dict[Rank, Callable[[], Any]]] = {
    Qt.ItemDataRole.FontRole: {Rank.TOTAL: _bold, Rank.BAND: _bold},
    Qt.ItemDataRole.TextAlignmentRole: {Rank.BAND: _left},
    Qt.ItemDataRole.ForegroundRole: {Rank.LACKING: _muted, Rank.BAND: _amber},
}
