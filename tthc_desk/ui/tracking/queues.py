"""The named queues with their counts, at the left of the list."""

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView
from typing_extensions import override

from tthc_desk.domain.dossier import Queue
from tthc_desk.domain.moves import Action
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.icons import IconName
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.record_table import Column, RecordTableModel
from tthc_desk.ui.shared.record_view import RecordView
from tthc_desk.ui.shared.status import StatusMark
from tthc_desk.ui.shared.tokens import Colour, Gap
from tthc_desk.usecases.lines import QueueCounts
from tthc_desk.usecases.ports import Alert

_COUNT_CHARS = 5


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One entry: all dossiers, an alert or a work queue.

    Args:
        count: None while nobody has counted.
        proposed: the step its dossiers wait for; a person decides each.
        is_review: the dates a changed calendar would move, decided in a window of their own.
    """

    mark: StatusMark
    queue: Queue | None = None
    alert: Alert | None = None
    count: int | None = None
    proposed: Action | None = None
    is_review: bool = False


_PROPOSED = {Alert.TO_EXTEND: Action.EXTEND, Alert.TO_CLOSE: Action.STOP}
_ALERTS = (
    (Alert.OVERDUE, QT_TRANSLATE_NOOP("queues", "Quá hạn"), IconName.TRIANGLE, Colour.RED),
    (Alert.DUE_TODAY, QT_TRANSLATE_NOOP("queues", "Hẹn hôm nay"), IconName.DIAMOND, Colour.AMBER),
    (Alert.DUE_SOON, QT_TRANSLATE_NOOP("queues", "Sắp đến hạn"), IconName.RING, Colour.AMBER),
    (
        Alert.TO_EXTEND,
        QT_TRANSLATE_NOOP("queues", "Xin lỗi, hẹn lại"),
        IconName.DIAMOND,
        Colour.AMBER,
    ),
    (
        Alert.TO_CLOSE,
        QT_TRANSLATE_NOOP("queues", "Quá hạn bổ sung"),
        IconName.TRIANGLE,
        Colour.AMBER,
    ),
    (
        Alert.UNCONFIRMED,
        QT_TRANSLATE_NOOP("queues", "Chưa xác nhận in"),
        IconName.PRINT,
        Colour.AMBER,
    ),
)
_QUEUES = (
    (Queue.TO_HAND_OVER, QT_TRANSLATE_NOOP("queues", "Chờ bàn giao"), IconName.RING),
    (Queue.ON_LIST, QT_TRANSLATE_NOOP("queues", "Trên danh sách"), IconName.SQUARE),
    (Queue.PROCESSING, QT_TRANSLATE_NOOP("queues", "Đang xử lý"), IconName.HALF),
    (Queue.WAITING_SUPPLEMENT, QT_TRANSLATE_NOOP("queues", "Chờ bổ sung"), IconName.DIAMOND),
    (Queue.WAITING_OBLIGATION, QT_TRANSLATE_NOOP("queues", "Chờ nghĩa vụ"), IconName.DIAMOND),
    (Queue.TO_DELIVER, QT_TRANSLATE_NOOP("queues", "Chờ trả kết quả"), IconName.CIRCLE),
)
_REVIEW = QT_TRANSLATE_NOOP("queues", "Đổi lịch hẹn")
_WHY = {
    Alert.TO_EXTEND: QT_TRANSLATE_NOOP(
        "queues", "Hẹn trả chậm nhất ngày làm việc tới mà chưa có kết quả: cần xin lỗi, hẹn lại"
    ),
    Alert.TO_CLOSE: QT_TRANSLATE_NOOP(
        "queues", "Quá 15 ngày chưa bổ sung đủ: đề nghị đóng, công chức quyết định"
    ),
}
_WHY_REVIEW = QT_TRANSLATE_NOOP(
    "queues", "Hồ sơ có ngày hẹn đổi theo lịch làm việc đã xác nhận: giữ hay đổi từng ngày"
)
_ALL = QT_TRANSLATE_NOOP("queues", "Tất cả hồ sơ")


def queue_lines(counts: QueueCounts | None, shifts: int | None = None) -> tuple[QueueLine, ...]:
    """Make the entries: all, then what needs a look, then the work queues.

    Args:
        shifts: how many dates a changed calendar would move; None while nobody has counted.
    """
    return (
        QueueLine(StatusMark(_word(_ALL), IconName.SEARCH, Colour.INK)),
        *(
            _alert_line(alert, text, shape, colour, counts)
            for alert, text, shape, colour in _ALERTS
        ),
        QueueLine(
            StatusMark(_word(_REVIEW), IconName.RING, Colour.AMBER if shifts else Colour.MUTED),
            count=shifts,
            is_review=True,
        ),
        *(
            QueueLine(
                StatusMark(_word(text), shape, Colour.INK),
                queue=queue,
                count=counts.queues.get(queue, 0) if counts else None,
            )
            for queue, text, shape in _QUEUES
        ),
    )


class QueueView(RecordView):
    """Shows the entries; the current one decides what the list holds.

    Signals:
        chosen: the `QueueLine` the officer moved to.
    """

    chosen = Signal(object)

    def __init__(self, kit: Kit) -> None:
        columns: tuple[Column[QueueLine], ...] = (
            Column(
                "",
                lambda q: q.mark.word,
                spoken=_spoken,
                mark=lambda q: q.mark,
                tip=_why,
            ),
            Column("", _count_text, chars=_COUNT_CHARS, is_number=True),
        )
        super().__init__(kit, RecordTableModel(columns), name=self.tr("Hàng hồ sơ"))
        self._at = 0
        self._is_filling = False
        self._row_px = kit.scale.row_px
        self._counts: QueueCounts | None = None
        self._shifts: int | None = None
        self.horizontalHeader().hide()
        self.setAlternatingRowColors(False)
        self.setColumnWidth(1, kit.scale.chars_px(_COUNT_CHARS))
        self.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        self.current_changed.connect(self._on_current)
        self.show_counts(None)

    @property
    def line(self) -> QueueLine:
        """Give the current entry."""
        model: RecordTableModel[QueueLine] = self.records_model
        return model.record(self._at)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        # In a low window all entries stay in sight: the rows give way, down to their letters.
        rows = max(1, len(self.records_model.records()))
        fits = self.viewport().height() // rows
        least = self.fontMetrics().height() + Gap.TIGHT
        self.verticalHeader().setDefaultSectionSize(min(self._row_px, max(least, fits)))
        super().resizeEvent(event)

    def show_shifts(self, shifts: int) -> None:
        """Show how many dates a changed calendar would move."""
        self._shifts = shifts
        self.show_counts(self._counts)

    def show_counts(self, counts: QueueCounts | None) -> None:
        """Show other counts; the current entry stays."""
        self._is_filling = True
        self._counts = counts
        self.records_model.set_records(queue_lines(counts, self._shifts))
        self.select_row(self._at)
        self._is_filling = False

    def choose_all(self) -> None:
        """Go to all dossiers."""
        self.select_row(0)

    @Slot(object)
    def _on_current(self, line: QueueLine | None) -> None:
        if self._is_filling or line is None or self.currentIndex().row() == self._at:
            return
        self._at = self.currentIndex().row()
        self.chosen.emit(line)


def _alert_line(
    alert: Alert, text: object, shape: IconName, colour: Colour, counts: QueueCounts | None
) -> QueueLine:
    count = getattr(counts, alert.value) if counts else None
    # Only what is there calls for attention.
    shown = colour if count else Colour.MUTED
    mark = StatusMark(_word(text), shape, shown)
    return QueueLine(mark, alert=alert, count=count, proposed=_PROPOSED.get(alert))


def _count_text(line: QueueLine) -> str:
    return "" if line.count is None else formats.count(line.count)


def _spoken(line: QueueLine) -> str:
    return f"{line.mark.word}: {_count_text(line)}" if line.count is not None else line.mark.word


def _why(line: QueueLine) -> str:
    """Say what a queue is there for, where its name does not."""
    if line.is_review:
        return _word(_WHY_REVIEW)
    return _word(_WHY[line.alert]) if line.alert in _WHY else line.mark.word


def _word(source: object) -> str:
    return QCoreApplication.translate("queues", str(source))
