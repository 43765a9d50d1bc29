"""The board: wards and periods, what came and what did not, and what to tell each ward."""

from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QSplitter
from typing_extensions import override

from tthc_desk.domain.totals import Chain, Span, period_at
from tthc_desk.ui.district.board_model import BoardModel
from tthc_desk.ui.district.board_view import BoardView
from tthc_desk.ui.district.cell_detail import CellDetail
from tthc_desk.ui.district.cell_words import cell_words
from tthc_desk.ui.district.places import RECEIPT, Place, place_of
from tthc_desk.ui.district.range_bar import RangeBar, RangeWish
from tthc_desk.ui.district.ranges import anchor_day
from tthc_desk.ui.district.services import DistrictServices
from tthc_desk.ui.district.summary import Summary
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import ActionButton, Role, column, panel, row
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.screen import OpenRequest, Screen
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.usecases.district_status import DistrictStatus, StatusCell, WardStatus

_DETAIL_CHARS = 35
_AROUND = 5


class BoardScreen(Screen[DistrictServices]):
    """Shows how it stands with what the wards owe."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._services: DistrictServices | None = None
        self._wanted: Place | None = None
        self._kept: Place | None = None
        self._offer_acts()
        self._build()
        self._connect()

    @override
    def on_ready(self, services: DistrictServices) -> None:
        self._services = services
        self.bar.set_chain(services.district.chains[0])

    @override
    def on_shown(self) -> None:
        self.reload()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def on_open(self, subject: str) -> None:
        place = place_of(subject)
        self.bar.set_chain(place.chain)
        self._show_wanted(place)

    @Slot()
    def reload(self) -> None:
        """Read the board anew; the cursor stays on its ward and period."""
        services, wish = self._services, self.bar.wish()
        if services is None or wish is None:
            return
        self._kept = self._place()
        work = partial(_read, services, wish, self.kit.now().date())
        self.kit.tasks.run(work, self._on_status, latest="district-board")

    def _offer_acts(self) -> None:
        self.offer(Act.REFRESH, self.reload)
        self.copying = self.offer(Act.DECIDE, self._on_copy, self.tr("Sao chép lời nhắn"))
        self._search = self.offer(Act.SEARCH, self._on_search, self.tr("Tìm phường"))
        self._next = self.offer(Act.NEW, self._on_next, self.tr("Ô tiếp theo"))

    def _build(self) -> None:
        self.bar = RangeBar(self.kit)
        self.summary = Summary(self.kit)
        self.view = BoardView(self.kit, BoardModel())
        self.view.set_empty_text(self.tr("Đang đọc sổ tổng hợp…"))
        self.detail = CellDetail(self.kit, self.copying)
        card = panel()
        card.setLayout(column(self.detail, margin=Gap.TIGHT))
        card.setMinimumWidth(self.kit.scale.chars_px(_DETAIL_CHARS))
        self._halves = QSplitter(Qt.Orientation.Horizontal)
        self._halves.setChildrenCollapsible(False)
        self._halves.addWidget(self.view)
        self._halves.addWidget(card)
        self._halves.setStretchFactor(0, 1)
        go_on = ActionButton(self._next, Role.QUIET)
        line = row(self.summary, None, self.bar.only_open, go_on)
        layout = column(self.bar, line, self._halves, margin=Gap.MEDIUM)
        layout.setStretch(2, 1)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.bar.asked.connect(self.reload)
        self.bar.narrowed.connect(self._on_narrowed)
        self.bar.name.returnPressed.connect(self._on_name)
        self.view.reached.connect(self._on_reached)
        self.view.chosen.connect(self._on_chosen)

    def _show_wanted(self, place: Place) -> None:
        """Bring a ward's period into sight; periods further back are read."""
        self._wanted = place
        if place.first is not None:
            span, status = period_at(place.chain, place.first), self.view.board.status
            if status is None or status.chain is not place.chain or span not in status.periods:
                self.bar.set_days(_around(place.chain, span))
        self.bar.name.clear()
        self.bar.only_open.setChecked(False)
        self.reload()

    def _on_status(self, status: DistrictStatus) -> None:
        self.view.board.show(status)
        self.view.set_empty_text(self._empty_text(status))
        self.summary.show_status(status)
        self._next.setEnabled(self.summary.open_cells > 0)
        if self.bar.name.value() or self.bar.only_open.isChecked():
            self._narrow()
        wanted, self._wanted = self._wanted or self._kept, None
        self._go_to(wanted if wanted and wanted.chain is status.chain else None)

    def _empty_text(self, status: DistrictStatus) -> str:
        if status.wards:
            return self.tr("Không có phường nào như vậy. Xóa chữ ở ô Phường, hoặc bỏ đánh dấu.")
        return self.tr(
            "Chưa đăng ký phường nào. Bấm F6 để đăng ký khóa của từng phường, rồi F3 để nhận tệp."
        )

    def _narrow(self) -> None:
        self.view.board.narrow(self.bar.name.value(), only_open=self.bar.only_open.isChecked())

    def _place(self) -> Place | None:
        """Give ward and period under the cursor."""
        found = self.view.board.cell(self.view.currentIndex())
        status = self.view.board.status
        if found is None or status is None:
            return None
        return Place(found[0].ward.code, status.chain, found[1].span.first)

    def _go_to(self, place: Place | None) -> None:
        """Put the cursor on a ward's period; without one on the newest of the first ward."""
        model = self.view.board
        newest = model.columnCount() - 1
        if place is None:
            self.view.choose(0, newest)
            return
        row_at = next((n for n, w in enumerate(model.rows) if w.ward.code == place.ward_code), 0)
        spans = model.status.periods if model.status else ()
        column_at = next((n for n, s in enumerate(spans) if s.first == place.first), newest)
        self.view.choose(row_at, column_at)

    @Slot()
    def _on_narrowed(self) -> None:
        place = self._place()
        self._narrow()
        self._go_to(place)

    @Slot()
    def _on_name(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_reached(self, found: tuple[WardStatus, StatusCell] | None) -> None:
        status = self.view.board.status
        if found is None or status is None:
            self.detail.show_words(None)
            return
        self.detail.show_words(cell_words(status, *found, self.kit.messages.words_of))

    @Slot()
    def _on_chosen(self) -> None:
        """Enter: receive a file where none counts."""
        found = self.view.board.cell(self.view.currentIndex())
        if found is not None and found[1].file is None:
            self.open_requested.emit(OpenRequest(RECEIPT))

    @Slot()
    def _on_copy(self) -> None:
        self.detail.copy_message()

    @Slot()
    def _on_search(self) -> None:
        self.bar.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.name.selectAll()

    @Slot()
    def _on_next(self) -> None:
        """Go on to the next cell where something is to settle, ward after ward."""
        current = self.view.currentIndex()
        found = self.view.board.next_open(current.row(), current.column())
        if found is not None:
            self.view.choose(*found)
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)


def _read(services: DistrictServices, wish: RangeWish, today: date) -> DistrictStatus:
    span = wish.span(anchor_day(services.enrolment.wards(), today))
    return services.board.status(wish.chain, span.first, span.last)


def _around(chain: Chain, span: Span) -> Span:
    """Give days that hold a period with some before and after it."""
    before = after = span
    for _ in range(_AROUND):
        before = period_at(chain, before.first - timedelta(1))
        after = period_at(chain, after.last + timedelta(1))
    return Span(before.first, after.last)
