"""A window that shows what a calendar file would change before anything is changed."""

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from tthc_desk.domain.workdays import YearCalendar
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import Role, button, column, dress, label, row
from tthc_desk.ui.shared.day_words import change_columns
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.record_table import RecordTableModel
from tthc_desk.ui.shared.record_view import RecordView
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.usecases.calendar_years import DayChange

_WIDE_CHARS, _HIGH_ROWS = 110, 15


@dataclass(frozen=True, slots=True)
class FoundYear:
    """A year that was read from a file, beside the one it would replace.

    Args:
        held: as it stood when the file was read.
        missing: public holidays the file does not give off, each in words.
    """

    file_name: str
    calendar: YearCalendar
    held: YearCalendar
    changes: tuple[DayChange, ...]
    missing: tuple[str, ...]


class DifferenceDialog(QDialog):
    """Lists the days a file adds, drops or changes; F9 takes them, Esc leaves all as it is.

    Signals:
        taken: the `FoundYear` to take over.
    """

    taken = Signal(object)

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._found: FoundYear | None = None
        self._build()

    def show_found(self, found: FoundYear) -> None:
        """Show a file's difference."""
        self._found = found
        self.list.records_model.set_records(found.changes)
        self.list.select_row(0)
        self.list.setFocus()
        self._title.setText(self._title_words(found))
        lacks = self.tr("Tệp thiếu ngày nghỉ theo luật: {named}.")
        self._missing.setText(lacks.format(named="; ".join(found.missing)))
        self._missing.setVisible(bool(found.missing))
        verb = self.tr("Vẫn nhập, dù còn thiếu") if found.missing else self.tr("Nhập lịch này")
        self._take.setText(f"{verb}   {Act.ACCEPT.key_text}")
        self._take.setAccessibleName(verb)

    @Slot()
    def take(self) -> None:
        """Take the file's days over and close."""
        found, self._found = self._found, None
        self.close()
        if found is not None:
            self.taken.emit(found)

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Lịch làm việc trong tệp khác gì lịch đang có"))
        self._title = label("", Role.HEADING, wraps=True)
        note = self.tr(
            "Chưa đổi gì. Nhập xong lịch của năm này trở lại “chưa xác nhận”, "
            "phải xem lại rồi xác nhận."
        )
        self._missing = label("", wraps=True)
        dress(self._missing, tone=Tone.WARNING.value)
        self.list = RecordView(
            self._kit,
            RecordTableModel[DayChange](change_columns()),
            name=self.tr("Các ngày tệp thêm, bỏ hoặc đổi"),
        )
        self._take = button("", self.take, Role.PRIMARY)
        back = button(self.tr("Quay lại   Esc"), self.close, Role.QUIET)
        parts = (self._title, label(note, wraps=True), self._missing, self.list)
        layout = column(*parts, row(self._take, None, back), gap=Gap.SMALL, margin=Gap.MEDIUM)
        layout.setStretch(3, 1)
        self.setLayout(layout)
        QShortcut(QKeySequence(Act.ACCEPT.key), self).activated.connect(self.take)
        scale = self._kit.scale
        self.resize(scale.chars_px(_WIDE_CHARS), scale.row_px * _HIGH_ROWS)

    def _title_words(self, found: FoundYear) -> str:
        added = sum(one.before is None for one in found.changes)
        dropped = sum(one.after is None for one in found.changes)
        text = self.tr("{file} – năm {year}: thêm {added}, bỏ {dropped}, đổi {changed} ngày.")
        return text.format(
            file=found.file_name,
            year=found.calendar.year,
            added=added,
            dropped=dropped,
            changed=len(found.changes) - added - dropped,
        )
