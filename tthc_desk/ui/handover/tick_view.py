"""A queue whose dossiers are ticked: Space one, Ctrl+A all."""

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

from tthc_desk.ui.shared.icons import IconName
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.record_table import Column, RecordTableModel
from tthc_desk.ui.shared.record_view import RecordView
from tthc_desk.ui.shared.status import StatusMark
from tthc_desk.ui.shared.tokens import Colour
from tthc_desk.usecases.lines import DossierLine

_TICK_CHARS = 2


class TickView(RecordView):
    """Dossiers of a queue with a tick before each.

    Signals:
        ticks_changed: read `ticked`.
    """

    ticks_changed = Signal()

    def __init__(
        self, kit: Kit, columns: tuple[Column[DossierLine], ...], *, name: str, empty_text: str
    ) -> None:
        self._ticked: dict[str, None] = {}
        tick: Column[DossierLine] = Column(
            "", self._tick_word, chars=_TICK_CHARS, mark=self._tick_mark, spoken=self._spoken
        )
        model = RecordTableModel[DossierLine]((tick, *columns))
        super().__init__(kit, model, name=name, empty_text=empty_text)
        self.clicked.connect(self._on_clicked)

    @property
    def ticked(self) -> tuple[str, ...]:
        """Give the numbers that are ticked, in the order of ticking."""
        return tuple(self._ticked)

    def untick_all(self) -> None:
        """Take every tick away."""
        self._ticked.clear()
        self._redraw()

    def tick_all(self) -> None:
        """Tick every row that is there; where all are ticked, none."""
        numbers = [line.number for line in self.records_model.records()]
        wanted = {} if all(n in self._ticked for n in numbers) else dict.fromkeys(numbers)
        self._ticked = wanted
        self._redraw()

    def toggle(self, line: DossierLine) -> None:
        """Tick a dossier, or untick it."""
        if line.number in self._ticked:
            del self._ticked[line.number]
        else:
            self._ticked[line.number] = None
        self._redraw()

    def _redraw(self) -> None:
        self.viewport().update()
        self.ticks_changed.emit()

    def _tick_word(self, _: DossierLine) -> str:
        return ""

    def _tick_mark(self, line: DossierLine) -> StatusMark:
        if line.number in self._ticked:
            return StatusMark("", IconName.CHECK, Colour.ACCENT)
        return StatusMark("", IconName.RING, Colour.EDGE)

    def _spoken(self, line: DossierLine) -> str:
        return self.tr("đã chọn") if line.number in self._ticked else self.tr("chưa chọn")

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
