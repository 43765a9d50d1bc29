"""The left side: one box over named queues and the list it fills."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tthc_desk.domain.moves import Action
from tthc_desk.domain.numbering import typed_slip
from tthc_desk.ui.shared.controls import column, icon_button, row
from tthc_desk.ui.shared.fields import LineField
from tthc_desk.ui.shared.icons import IconName
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.record_table import Page
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.ui.tracking.dossier_list import DossierList
from tthc_desk.ui.tracking.queues import QueueLine, QueueView
from tthc_desk.usecases.lines import DossierId, DossierLine, QueueCounts
from tthc_desk.usecases.official_export import Listed
from tthc_desk.usecases.tracking import Tracking

_QUEUE_CHARS = 24
_QUEUE_FEWEST_CHARS = 19
_QUERY_LIMIT = 200


class Finder(QWidget):
    """Finds dossiers as the officer types or moves between queues.

    Signals:
        found: how many rows the list holds now; choose one with `settle`.
        line_chosen: the `DossierLine` of the current row.
        line_activated: the `DossierLine` on which Enter fell.
        slip_asked: a number was typed as slips of the counter bear it.
        review_asked: Enter fell on the dates a changed calendar would move.
    """

    found = Signal(int)
    line_chosen = Signal(object)
    line_activated = Signal(object)
    slip_asked = Signal(str)
    review_asked = Signal()

    def __init__(self, kit: Kit, save: QAction) -> None:
        super().__init__()
        self._kit = kit
        self._save = save
        self._tracking: Tracking | None = None
        self._build()
        self._connect()

    def set_tracking(self, tracking: Tracking) -> None:
        """Take the use case."""
        self._tracking = tracking

    @property
    def listed(self) -> Listed:
        """Give what the list shows, as it can be asked for again."""
        line = self.queues.line
        return Listed(self.box.value(), line.queue, line.alert)

    @property
    def proposed(self) -> Action | None:
        """Give the step the current queue is there for, None for the others."""
        return self.queues.line.proposed

    @Slot()
    def reload(self) -> None:
        """Read counts and list again."""
        self.recount()
        self._search()

    def recount(self) -> None:
        """Read the counts again; the list stays."""
        if self._tracking:
            work = self._tracking.counts
            self._kit.tasks.run(work, self._on_counts, latest="tracking-counts")

    @Slot(int)
    def show_shifts(self, count: int) -> None:
        """Show how many dates a changed calendar would move."""
        self.queues.show_shifts(count)

    def look_for(self, subject: str) -> None:
        """Look for something among all dossiers."""
        self.queues.choose_all()
        self.box.blockSignals(True)
        self.box.set_value(subject)
        self.box.blockSignals(False)
        self._search()

    def settle(self, number: str) -> bool:
        """Go to a dossier's row; False when the list does not hold it."""
        at = self.list.row_of(number)
        if at is not None:
            self.list.select_row(at)
        return at is not None

    def take_focus(self) -> None:
        """Put the cursor into the box, ready to be typed over."""
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.box.selectAll()

    @Slot()
    def to_list(self) -> None:
        """Put the focus on the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.list.currentIndex().isValid():
            self.list.select_row(0)

    def _build(self) -> None:
        self.box = LineField(
            _QUERY_LIMIT,
            self.tr("Số, mã, họ tên không dấu, số định danh, điện thoại"),
        )
        self.box.setAccessibleName(self.tr("Tìm trong sổ"))
        self.box.setObjectName("query")
        self.box.setClearButtonEnabled(True)
        self.queues = QueueView(self._kit)
        self.queues.setMinimumWidth(self._kit.scale.chars_px(_QUEUE_FEWEST_CHARS))
        self.queues.setMaximumWidth(self._kit.scale.chars_px(_QUEUE_CHARS))
        self.list = DossierList(self._kit)
        lists = row(self.queues, self.list)
        lists.setStretch(0, 4)
        lists.setStretch(1, 5)
        icon = self._kit.icons.icon(IconName.SAVE)
        name = f"{self._save.text()}   {self._save.property('key_text')}"
        top = row(self.box, icon_button(icon, name, self._save.trigger), gap=Gap.TIGHT)
        self.setLayout(column(top, lists))

    def _connect(self) -> None:
        self.box.textChanged.connect(self._search)
        self.box.returnPressed.connect(self.to_list)
        self.box.installEventFilter(self)
        self.queues.chosen.connect(self._search)
        self.queues.activated_record.connect(self._on_queue)
        self.list.current_changed.connect(self._on_current)
        self.list.activated_record.connect(self.line_activated)
        self.list.records_model.loaded.connect(self.found)
        self.list.records_model.load_failed.connect(self._kit.messages.failed)

    @Slot()
    def _search(self) -> None:
        tracking = self._tracking
        if tracking is None:
            return
        query, line = self.box.value(), self.queues.line
        if line.is_review:
            # Its dossiers are decided in a window of their own.
            self.list.records_model.set_records(())
            self.list.set_empty_text(self.tr("Enter: xét từng ngày hẹn theo lịch đã xác nhận."))
            self.found.emit(0)
            return
        self.list.set_empty_text(self._empty_text(query, line))

        def fetch(after: object | None) -> Page[DossierLine]:
            start = DossierId(after) if isinstance(after, int) else None
            page = tracking.find(query, queue=line.queue, alert=line.alert, after=start)
            return Page(page.lines, page.after)

        self.list.records_model.load(self._kit.tasks, fetch)
        if typed_slip(query):
            self.slip_asked.emit(query)

    @Slot(object)
    def _on_queue(self, line: QueueLine) -> None:
        (self.review_asked.emit if line.is_review else self.to_list)()

    def _empty_text(self, query: str, line: QueueLine) -> str:
        if typed_slip(query):
            return self.tr("Phiếu của quầy không phải hồ sơ; nếu có phiếu này, xem ở bên phải.")
        if query and (line.queue or line.alert):
            return self.tr("Không có hồ sơ nào khớp ở hàng này. Thử ở “Tất cả hồ sơ”.")
        if query:
            return self.tr("Không có hồ sơ nào khớp. Thử ít chữ hơn, hoặc Esc để xóa ô tìm.")
        if line.queue or line.alert:
            return self.tr("Không có hồ sơ nào ở hàng này.")
        return self.tr("Chưa có hồ sơ. Tiếp nhận hồ sơ đầu tiên bằng F2.")

    def _on_counts(self, counts: QueueCounts) -> None:
        self.queues.show_counts(counts)

    @Slot(object)
    def _on_current(self, line: DossierLine | None) -> None:
        if line is not None:
            self.line_chosen.emit(line)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.box
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Down
        ):
            self.to_list()
            return True
        return super().eventFilter(watched, event)
