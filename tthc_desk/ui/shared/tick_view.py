"""A table whose rows are ticked: Space one, Ctrl+A all."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

from tthc_desk.ui.shared.icons import IconName
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.record_table import Column, RecordTableModel
from tthc_desk.ui.shared.record_view import RecordView
from tthc_desk.ui.shared.status import StatusMark
from tthc_desk.ui.shared.tokens import Colour

_TICK_CHARS = 2


class TickView(RecordView):
    """Records with a tick before each.

    Args:
        key: what a record is known by; records of one key are ticked together.
        with_all: the records that are ticked when all are; by default every one.

    Signals:
        ticks_changed: read `ticked`.
    """

    ticks_changed = Signal()

    def __init__(
        self,
        kit: Kit,
        columns: tuple[Column[Any], ...],
        *,
        key: Callable[[Any], str],
        name: str,
        empty_text: str = "",
        with_all: Callable[[Any], bool] = lambda _: True,
    ) -> None:
        self._ticked: dict[str, None] = {}
        self._key = key
        self._with_all = with_all
        tick: Column[Any] = Column(
            "", self._tick_word, chars=_TICK_CHARS, mark=self._tick_mark, spoken=self._spoken
        )
        model = RecordTableModel[Any]((tick, *columns))
        super().__init__(kit, model, name=name, empty_text=empty_text)
        self.clicked.connect(self._on_clicked)

    @property
    def ticked(self) -> tuple[str, ...]:
        """Give the keys that are ticked, in the order of ticking."""
        return tuple(self._ticked)

    def untick(self, keys: tuple[str, ...]) -> None:
        """Take some ticks away."""
        for key in keys:
            self._ticked.pop(key, None)
        self._redraw()

    def untick_all(self) -> None:
        """Take every tick away."""
        self.untick(self.ticked)

    def tick_all(self) -> None:
        """Tick every row that is ticked with all; where they are ticked, none."""
        keys = [self._key(one) for one in self.records_model.records() if self._with_all(one)]
        wanted = {} if all(key in self._ticked for key in keys) else dict.fromkeys(keys)
        self._ticked = wanted
        self._redraw()

    def toggle(self, record: Any) -> None:
        """Tick a record, or untick it."""
        key = self._key(record)
        if key in self._ticked:
            del self._ticked[key]
        else:
            self._ticked[key] = None
        self._redraw()

    def _redraw(self) -> None:
        self.viewport().update()
        self.ticks_changed.emit()

    def _tick_word(self, _: Any) -> str:
        return ""

    def _tick_mark(self, record: Any) -> StatusMark:
        if self._key(record) in self._ticked:
            return StatusMark("", IconName.CHECK, Colour.ACCENT)
        return StatusMark("", IconName.RING, Colour.EDGE)

    def _spoken(self, record: Any) -> str:
        is_ticked = self._key(record) in self._ticked
        return self.tr("đã chọn") if is_ticked else self.tr("chưa chọn")

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self.toggle(self.records_model.record(index.row()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.current_record() is not None:
            self.toggle(self.current_record())
            return
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_A and held:
            self.tick_all()
            return
        super().keyPressEvent(event)
