"""The content of a pack in full, one table a tab."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from tthc_desk.domain.workdays import Day
from tthc_desk.ui.first_start.answers import Answers
from tthc_desk.ui.first_start.pack_rows import (
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
from tthc_desk.ui.shared.ward_rows import Row
from tthc_desk.usecases.pack_content import OpenedPack

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
        layout = column(self.tabs, self._stack, gap=Gap.TIGHT)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.tabs.set_value(_TABS[0])
        self.tabs.chosen.connect(self._on_tab)

    @property
    def current(self) -> RecordView:
        """Give the table in front."""
        return self._views[self._stack.currentIndex()]

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
        for view, found in zip(self._views, rows, strict=True):
            view.records_model.set_records(found)

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
                (tr("Họ tên"), 0),
                (tr("Vai trò"), 20),
                (tr("Chức danh"), 26),
                (tr("Bộ phận"), 22),
                (tr("Đăng nhập"), 11),
            ),
            self._table(
                tr("Thủ tục"),
                (tr("Mã"), 11),
                (tr("Tên"), 0),
                (tr("Lĩnh vực"), 15),
                (tr("Thời hạn"), 15),
                (tr("Mức thu"), 16),
            ),
            RecordView(self._kit, RecordTableModel[Day](day_columns()), name=tr("Lịch")),
            self._table(tr("Lời văn"), (tr("Giấy"), 26), (tr("Chỗ"), 18), (tr("Lời"), 0)),
        )

    def _table(self, name: str, *titles: tuple[str, int]) -> RecordView:
        columns = [_column(at, title, chars) for at, (title, chars) in enumerate(titles)]
        empty = self.tr("Gói không có phần này.")
        return RecordView(self._kit, RecordTableModel[Row](columns), name=name, empty_text=empty)

    @Slot(str)
    def _on_tab(self, tab: str) -> None:
        self._stack.setCurrentIndex(_TABS.index(tab))


def _column(at: int, title: str, chars: int) -> Column[Row]:
    def text(row: Row) -> str:
        return row[at]

    return Column(title, text, chars=chars, tip=text, strong=at == 0)
