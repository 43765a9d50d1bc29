"""The procedure box: a few letters, a list under it, the most used first."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tthc_desk.domain.procedure import Channel, Procedure
from tthc_desk.domain.vietnamese import fold
from tthc_desk.ui.shared.catalogue_words import fee_words, term_words
from tthc_desk.ui.shared.fields import LineField
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.record_table import Column, RecordTableModel
from tthc_desk.ui.shared.record_view import RecordView
from tthc_desk.ui.shared.tokens import Gap

if TYPE_CHECKING:
    from tthc_desk.usecases.procedure_finder import ProcedureFinder

_ROWS = 8
_NAME_CHARS = 44
"""The longest short names, in bold; what the list has no room for beside them is left out."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class ProcedureBox(LineField):
    """One line in which a procedure is typed and chosen; works before the catalogue is there.

    Args:
        host: widget over which the list is shown.

    Signals:
        chosen: the `Procedure`, or None when the line is typed into again.
        highlighted: the `Procedure` under the mark of the list, None if there is none.
        went_on: Enter on what stands chosen: on to the next field.
        digit_typed: a digit after the letters of a certification: it belongs to the pages.
    """

    chosen = Signal(object)
    highlighted = Signal(object)
    went_on = Signal()
    digit_typed = Signal(str)

    def __init__(self, kit: Kit, host: QWidget) -> None:
        super().__init__()
        self._host = host
        self._finder: ProcedureFinder | None = None
        self._procedure: Procedure | None = None
        self._dropped: Procedure | None = None
        self._edited = ""
        self._model = RecordTableModel[Procedure](_columns(self))
        self._list = RecordView(
            kit,
            self._model,
            name=self.tr("Thủ tục khớp với chữ đã gõ"),
            empty_text=self.tr("Không có thủ tục nào khớp. Thử mã, chữ tắt hoặc vài chữ của tên."),
        )
        self._row_px = kit.scale.row_px
        self._name_px = kit.scale.chars_px(_NAME_CHARS)
        self._build()

    @property
    def procedure(self) -> Procedure | None:
        """Give the procedure chosen."""
        return self._procedure

    def set_finder(self, finder: "ProcedureFinder") -> None:
        """Search this catalogue from now on; what was typed before is looked up now."""
        waited = self._finder is None and bool(self.value()) and self._procedure is None
        self._finder = finder
        if waited:
            self._look_up()

    def choose(self, procedure: Procedure) -> None:
        """Take a procedure."""
        self._list.hide()
        self._procedure, self._dropped, self._edited = procedure, None, ""
        self.set_value(procedure.short_name)
        self.chosen.emit(procedure)

    def renew(self, version: Procedure) -> None:
        """Take another version of the procedure that stands chosen."""
        self._procedure, self._dropped = version, None
        if self.value() != version.short_name:
            self.set_value(version.short_name)

    def clear_choice(self) -> None:
        """Empty the line."""
        self._list.hide()
        self.clear()
        self._let_go()
        self._dropped = None

    def settle(self) -> Procedure | None:
        """Take what the letters can only mean: an exact key or code, or a single match."""
        if self._procedure is None:
            meant = self._meant()
            if meant is not None:
                self.choose(meant)
        return self._procedure

    def hide_list(self) -> bool:
        """Put the list away; False when it was not there."""
        was_there = self._list.isVisible()
        self._list.hide()
        return was_there

    def _build(self) -> None:
        self.setPlaceholderText(self.tr("Chữ tắt (ks, sao…), tên hoặc mã;  ↓ hay dùng"))
        self._list.setParent(self._host)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.hide()
        self._list.clicked.connect(self._on_clicked)
        self._list.current_changed.connect(self.highlighted)
        self.textEdited.connect(self._on_edited)
        self.textChanged.connect(self._on_text)

    def _meant(self) -> Procedure | None:
        typed = fold(self.value())
        if not typed or self._finder is None:
            return None
        found = self._finder.find(self.value())
        exact = [p for p in found if typed == p.code or typed in fold(p.keys).split()]
        if len(exact) == 1 or (exact and self._finder.find(self.value(), limit=1)[0] in exact):
            return exact[0]
        return found[0] if len(found) == 1 else None

    def _look_up(self) -> None:
        if self._finder is None:
            return
        self._model.set_records(self._finder.find(self.text(), limit=30))
        self._list.select_row(0)
        self._place_list()
        self._list.show()
        self._list.raise_()

    def _place_list(self) -> None:
        corner = self.mapTo(self._host, QPoint(0, self.height() + 1))
        rows = min(_ROWS, max(2, self._model.rowCount()))
        header = self._list.horizontalHeader().sizeHint().height()
        height = rows * self._row_px + header + 2 * self._list.frameWidth() + 2
        width = self._host.width() - 2 * Gap.SMALL
        room = self._host.height() - corner.y() - Gap.SMALL
        self._list.setGeometry(QRect(Gap.SMALL, corner.y(), width, min(height, room)))
        self._show_columns(width - self._name_px)

    def _show_columns(self, room: int) -> None:
        """Show beside the names the columns there is room for, the last ones going first."""
        for at in range(1, self._model.columnCount()):
            self._list.setColumnHidden(at, False)
            room -= self._list.columnWidth(at)
            self._list.setColumnHidden(at, room < 0)

    def _let_go(self) -> None:
        if self._procedure is not None:
            self._dropped, self._procedure = self._procedure, None
            self.chosen.emit(None)

    @Slot(str)
    def _on_text(self, text: str) -> None:
        """Notice a text that was not typed: the first key of a scan was taken back."""
        if text == self._edited:
            return
        self._list.hide()
        dropped = self._dropped
        if self._procedure is None and dropped and text == dropped.short_name:
            self.choose(dropped)

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        self._edited = text
        self._let_go()
        if text.strip():
            self._look_up()
        else:
            self._list.hide()
            self.highlighted.emit(None)

    @Slot()
    def _on_clicked(self) -> None:
        self._go_on()

    def _go_on(self) -> None:
        if self._list.isVisible():
            self._take_highlighted()
        self.settle()
        self.went_on.emit()

    def _take_highlighted(self) -> None:
        procedure = self._list.current_record()
        if procedure is not None:
            self.choose(procedure)

    def _step(self, by: int) -> None:
        if not self._list.isVisible():
            self._look_up()
            return
        self._list.select_row(max(0, self._list.currentIndex().row() + by))

    def acts_on(self, typed: str) -> bool:
        """Say whether this digit would choose the certification and go to its pages."""
        if not (typed.isascii() and typed.isdigit()) or any(c.isdigit() for c in self.text()):
            return False
        meant = self._meant()
        return meant is not None and meant.certification

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        key = Qt.Key(arg__1.key())
        if key in _STEPS:
            self._step(_STEPS[key])
        elif key in _ENTER and not arg__1.modifiers():
            self._go_on()
        elif self.acts_on(arg__1.text()):
            self.settle()
            self.digit_typed.emit(arg__1.text())
        else:
            super().keyPressEvent(arg__1)

    @override
    def event(self, arg__1: QEvent) -> bool:
        # While the list is open Tab chooses as Enter does; Qt asks for the next field only here.
        if _is_tab(arg__1) and self._list.isVisible():
            self._go_on()
            return True
        return super().event(arg__1)

    @override
    def resizeEvent(self, arg__1: QResizeEvent) -> None:
        super().resizeEvent(arg__1)
        if self._list.isVisible():
            self._place_list()

    @override
    def focusInEvent(self, arg__1: QFocusEvent) -> None:
        super().focusInEvent(arg__1)
        if self._procedure is not None:
            self.selectAll()  # letters mean another procedure, never a longer name

    @override
    def focusOutEvent(self, arg__1: QFocusEvent) -> None:
        super().focusOutEvent(arg__1)
        if arg__1.reason() is not Qt.FocusReason.PopupFocusReason:
            self._list.hide()


def _is_tab(event: QEvent) -> bool:
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
        return False
    return event.key() == Qt.Key.Key_Tab


def _columns(box: QWidget) -> list[Column[Procedure]]:
    return [
        Column(box.tr("Thủ tục"), lambda p: p.short_name, tip=lambda p: p.name, strong=True),
        Column(box.tr("Mã"), lambda p: p.code, chars=9),
        Column(box.tr("Thời hạn"), lambda p: term_words(p.terms.get(Channel.IN_PERSON)), chars=31),
        Column(box.tr("Phí, lệ phí"), fee_words, chars=18),
        Column(box.tr("Cơ quan"), lambda p: p.agency, chars=14),
    ]
