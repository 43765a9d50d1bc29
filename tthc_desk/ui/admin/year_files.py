"""A year out of a CSV file, its difference looked at first, and a year into one."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from tthc_desk.domain.workdays import YearCalendar
from tthc_desk.ui.admin.difference_dialog import DifferenceDialog, FoundYear
from tthc_desk.ui.admin.services import AdminServices
from tthc_desk.ui.shared.file_dialog import FileDialog
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.usecases.calendar_years import changed_days


@dataclass(frozen=True, slots=True)
class _Taken:
    year: int
    changes: int


class YearFiles(QObject):
    """Reads, shows, keeps and writes years.

    Signals:
        found: the year of a file that was read.
        taken: a year whose days were taken over.
        refused: nothing was taken over; show the year anew.
    """

    found = Signal(int)
    taken = Signal(int)
    refused = Signal()

    def __init__(self, kit: Kit, screen: QWidget) -> None:
        super().__init__(screen)
        self._kit = kit
        self._screen = screen
        self._services: AdminServices | None = None
        self._chooser: QFileDialog | None = None
        self._dialog: DifferenceDialog | None = None
        self._written: YearCalendar | None = None
        self._is_busy = False

    @property
    def dialog(self) -> DifferenceDialog | None:
        """Give the window of the difference, None before it was first opened."""
        return self._dialog

    @property
    def is_busy(self) -> bool:
        """Say whether days are being taken over."""
        return self._is_busy

    def set_services(self, services: AdminServices) -> None:
        """Take the use cases."""
        self._services = services

    @Slot()
    def ask_file(self) -> None:
        """Ask which file to read."""
        chooser = self._make_chooser(self.tr("Nhập lịch làm việc từ tệp"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.fileSelected.connect(self._on_file)
        chooser.open()

    def read(self, path: Path) -> None:
        """Read a file and show what it would change."""
        services = self._services
        if services is None:
            return

        def work() -> FoundYear:
            found = services.files.read(path)
            held = services.years.held(found.year).calendar
            missing = services.files.missing(found)
            return FoundYear(path.name, found, held, changed_days(held, found), missing)

        self._kit.remembered.save_folder = str(path.parent)
        self._kit.tasks.run(work, self._on_read)

    def ask_place(self, year: YearCalendar) -> None:
        """Ask where to write a year, in the form `read` takes."""
        self._written = year
        chooser = self._make_chooser(self.tr("Lưu lịch làm việc ra tệp"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("csv")
        chooser.selectFile(f"lich-lam-viec-{year.year}.csv")
        chooser.fileSelected.connect(self._on_place)
        chooser.open()

    def write(self, year: YearCalendar, path: Path) -> None:
        """Write a year into a file."""
        services = self._services
        if services is None:
            return

        def work() -> str:
            services.files.write(year, path)
            return str(path)

        self._kit.remembered.save_folder = str(path.parent)
        self._kit.tasks.run(work, self._on_written)

    def _make_chooser(self, title: str) -> QFileDialog:
        chooser = FileDialog(self._screen, title)
        chooser.setNameFilter(self.tr("Tệp CSV (*.csv)"))
        chooser.setDirectory(self._kit.remembered.save_folder)
        self._chooser = chooser
        return chooser

    @Slot(str)
    def _on_file(self, path: str) -> None:
        self.read(Path(path))

    @Slot(str)
    def _on_place(self, path: str) -> None:
        if self._written is not None:
            self.write(self._written, Path(path))

    def _on_written(self, path: str) -> None:
        self._kit.messages.done(self.tr("Đã lưu {path}").format(path=path))

    def _on_read(self, found: FoundYear) -> None:
        self.found.emit(found.calendar.year)
        if not found.changes:
            text = self.tr("{file}: các ngày giống lịch năm {year} đang có, không có gì để nhập.")
            self._kit.messages.info(text.format(file=found.file_name, year=found.calendar.year))
            return
        if self._dialog is None:
            window = self._screen.window()
            self._dialog = DifferenceDialog(self._kit, window)
            self._dialog.taken.connect(self._on_taken_over)
            # Where no window manager does it the keys would go nowhere.
            self._dialog.finished.connect(window.activateWindow)
        self._dialog.show_found(found)
        self._dialog.open()

    @Slot(object)
    def _on_taken_over(self, found: FoundYear) -> None:
        services, actor = self._services, self._kit.session.actor
        if services is None or actor is None or self._is_busy:
            return
        self._is_busy = True

        def work() -> _Taken:
            services.years.take_over(found.calendar, found.held, actor)
            return _Taken(found.calendar.year, len(found.changes))

        self._kit.tasks.run(work, self._on_taken, self._on_refused)

    def _on_taken(self, taken: _Taken) -> None:
        self._is_busy = False
        text = self.tr("Đã nhập {count} ngày vào lịch năm {year}, chưa xác nhận.")
        self._kit.messages.done(text.format(count=taken.changes, year=taken.year))
        self.taken.emit(taken.year)

    def _on_refused(self, error: Exception) -> None:
        self._is_busy = False
        self._kit.messages.failed(error)
        self.refused.emit()
