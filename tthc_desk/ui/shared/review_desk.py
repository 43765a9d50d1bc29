"""Finds the dates a confirmed calendar would move, and opens the window they are decided in."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from tthc_desk.ui.shared.calendar_dialog import CalendarDialog
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.usecases.calendar_review import CalendarReview, DueShift

_QUESTION = "calendar-shifts"
_REST_MS = 1500
"""Reading every running dossier must not stand between an officer and the first list."""


class ReviewDesk(QObject):
    """Counts the dates, shows them, and passes on what was decided.

    Signals:
        counted: how many dates would move.
        print_wanted: a `PrintRequest` for the new receipts.
        decided: dates were kept or moved.
    """

    counted = Signal(int)
    print_wanted = Signal(object)
    decided = Signal()

    def __init__(self, kit: Kit, screen: QWidget) -> None:
        super().__init__(screen)
        self._kit = kit
        self._screen = screen
        self._review: CalendarReview | None = None
        self._dialog: CalendarDialog | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.count)

    @property
    def dialog(self) -> CalendarDialog | None:
        """Give the window, None before it was first opened."""
        return self._dialog

    def set_review(self, review: CalendarReview) -> None:
        """Take the use case."""
        self._review = review

    def count_soon(self) -> None:
        """Count once the screen has had time to fill."""
        self._rest.start()

    @Slot()
    def count(self) -> None:
        """Count the dates now, if somebody is there to see it."""
        review = self._review
        if review is not None and self._screen.isVisible():
            self._kit.tasks.run(review.affected, self._on_counted, latest=_QUESTION)

    @Slot()
    def open(self) -> None:
        """Show the dates to decide; say so where there are none."""
        if self._review is not None:
            self._kit.tasks.run(self._review.affected, self._on_found, latest=_QUESTION)

    def open_if_any(self) -> None:
        """Show the dates to decide, if there are any."""
        if self._review is not None:
            self._kit.tasks.run(self._review.affected, self._show, latest=_QUESTION)

    def _on_counted(self, shifts: tuple[DueShift, ...]) -> None:
        self.counted.emit(len(shifts))

    def _on_found(self, shifts: tuple[DueShift, ...]) -> None:
        self._show(shifts)
        if not shifts:
            self._kit.messages.info(self.tr("Không có ngày hẹn nào đổi theo lịch đã xác nhận."))

    def _show(self, shifts: tuple[DueShift, ...]) -> None:
        self.counted.emit(len(shifts))
        if not shifts or self._review is None:
            return
        if self._dialog is None:
            window = self._screen.window()
            self._dialog = CalendarDialog(self._kit, self._review, window)
            # Where no window manager does it the keys would go nowhere.
            self._dialog.finished.connect(window.activateWindow)
            self._dialog.print_wanted.connect(self.print_wanted)
            self._dialog.left.connect(self.counted)
            self._dialog.decided.connect(self.decided)
        self._dialog.show_shifts(shifts)
        self._dialog.open()
