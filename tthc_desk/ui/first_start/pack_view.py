"""The content of a pack in full, one table a tab."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QWidget

from tthc_desk.domain.workdays import Day
from tthc_desk.ui.first_start.answers import Answers
from tthc_desk.ui.first_start.pack_rows import (
    Row,
    officer_rows,
    procedure_rows,
    profile_rows,
    wording_rows,
)
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import column
from tthc_desk.ui.shared.day_words import day_columns
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.record_table import Column, RecordTableModel
from tthc_desk.ui.shared.record_view import RecordView
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.usecases.pack_content import OpenedPack

_READER_ROWS = 1.5
"""At least; a long name of a ward leaves the smallest window no more."""
_TABS = ("profile", "officers", "procedures", "calendar", "wording")


class PackView(QWidget):
    """Five tabs: profile, officers, procedures, calendar, wording."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.tabs = Answers([(tab, text) for tab, text in self._titles({})], marked=False)
        self._views = self._make_views()
        self._stack = QStackedWidget()
        for view in self._views:
            self._stack.addWidget(view)
            view.current_changed.connect(self._on_current)
        self.whole = self._make_reader()
        layout = column(self.tabs, self._stack, self.whole, gap=Gap.TIGHT)
        layout.setStretch(1, 3)
        layout.setStretch(2, 2)
        self.setLayout(layout)
        self.tabs.set_value(_TABS[0])
        self.tabs.chosen.connect(self._on_tab)

    @property
    def current(self) -> RecordView:
        """Give the table in front."""
        return self._views[self._stack.currentIndex()]

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """Name the keys of the tabs."""
        return self.tabs.keys

    def take(self, act: Act) -> bool:
        """Take a key that chooses a tab."""
        return self.tabs.take(act)

    def show_pack(self, opened: OpenedPack | None) -> None:
        """Show a pack, or none."""
        rows: tuple[Sequence[Row | Day], ...] = ((),) * len(_TABS)
        if opened is not None:
            content, today = opened.content, self._kit.now().date()
            days = tuple(day for year in content.years for day in year.days)
            rows = (
                profile_rows(content),
                officer_rows(content),
                procedure_rows(content, today),
                days,
                wording_rows(content),
            )
        counts = {tab: len(found) for tab, found in zip(_TABS, rows, strict=True) if opened}
        self.tabs.name_all([text for _, text in self._titles(counts)])
        empty = self.tr("Gói không có phần này.") if opened else self.tr("Chưa chọn gói nào.")
        for view, found in zip(self._views, rows, strict=True):
            view.set_empty_text(empty)
            view.records_model.set_records(found)
            view.select_row(0)
        self._on_tab(self.tabs.value)

    def _titles(self, counts: dict[str, int]) -> list[tuple[str, str]]:
        texts = (
            self.tr("Hồ sơ"),
            self.tr("Cán bộ"),
            self.tr("Thủ tục"),
            self.tr("Lịch"),
            self.tr("Lời văn"),
        )
        titles = list(zip(_TABS, texts, strict=True))
        return [
            (t, f"{s} ({counts[t]})" if t in counts and t != _TABS[0] else s) for t, s in titles
        ]

    def _make_views(self) -> tuple[RecordView, ...]:
        tr = self.tr
        return (
            self._table(tr("Hồ sơ phường"), (tr("Mục"), 26), (tr("Nội dung"), 0)),
            self._table(
                tr("Cán bộ"),
                (tr("Họ tên"), 30),
                (tr("Vai trò"), 17),
                (tr("Chức danh"), 0),
                (tr("Bộ phận"), 0),
                (tr("Đăng nhập"), 11),
            ),
            self._table(
                tr("Thủ tục"),
                (tr("Mã"), 11),
                (tr("Tên"), 0),
                (tr("Lĩnh vực"), 15),
                (tr("Thời hạn"), 16),
                (tr("Mức thu"), 16),
            ),
            RecordView(self._kit, RecordTableModel[Day](day_columns()), name=tr("Lịch")),
            self._table(tr("Lời văn"), (tr("Giấy"), 26), (tr("Chỗ"), 18), (tr("Lời"), 0)),
        )

    def _make_reader(self) -> QPlainTextEdit:
        made = QPlainTextEdit()
        made.setReadOnly(True)
        made.setTabChangesFocus(True)
        made.setAccessibleName(self.tr("Toàn văn dòng đang chọn"))
        made.setMinimumHeight(round(_READER_ROWS * self._kit.scale.row_px))
        return made

    def _table(self, name: str, *titles: tuple[str, int]) -> RecordView:
        columns = [_column(at, title, chars) for at, (title, chars) in enumerate(titles)]
        empty = self.tr("Chưa chọn gói nào.")
        return RecordView(self._kit, RecordTableModel[Row](columns), name=name, empty_text=empty)

    @Slot(str)
    def _on_tab(self, tab: str) -> None:
        self._stack.setCurrentIndex(_TABS.index(tab))
        self._on_current(self.current.current_record())

    @Slot(object)
    def _on_current(self, record: Row | Day | None) -> None:
        """Show all of the chosen line, which the cells have no room for."""
        if self.sender() not in (None, self.tabs, self.current):
            return  # a table behind another one
        self.whole.setPlainText(_whole(record))


def _whole(record: Row | Day | None) -> str:
    if isinstance(record, Row):
        return record.whole
    return " · ".join(column.value(record) for column in day_columns()) if record else ""


def _column(at: int, title: str, chars: int) -> Column[Row]:
    def text(row: Row) -> str:
        return row.cells[at]

    return Column(title, text, chars=chars, tip=text, strong=at == 0)
