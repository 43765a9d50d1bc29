"""The window on which a backup is put back as the ward's book."""

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtGui import QCloseEvent
from typing_extensions import override

from tthc_desk.ui.first_start.page_window import PageWindow
from tthc_desk.ui.first_start.restoring.backup_choice_page import BackupChoicePage
from tthc_desk.ui.first_start.restoring.content_page import ContentPage
from tthc_desk.ui.first_start.restoring.key_file_page import KeyFilePage
from tthc_desk.ui.first_start.restoring.numbers_page import NumbersPage
from tthc_desk.ui.first_start.restoring.restore_page import RestoreDraft, RestorePage
from tthc_desk.ui.first_start.restoring.review_page import ReviewPage
from tthc_desk.ui.first_start.restoring.services import RestoreServices
from tthc_desk.ui.first_start.restoring.target_page import TargetPage
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.message_bar import MessageBar


class RestoreWindow(PageWindow[RestorePage]):
    """Leads from the backup to the book; nothing is replaced before the last page.

    Signals:
        left: Esc on the first page: back to where it was asked for.
    """

    left = Signal()

    def __init__(self, kit: Kit, bar: MessageBar) -> None:
        super().__init__(kit, bar, _tr("Một cửa – khôi phục sổ"), _step_names())
        self._draft = RestoreDraft()

    def set_ready(self, services: RestoreServices) -> None:
        """Take what the pages work with."""
        given = (self._kit, services, self._draft)
        target, review = TargetPage(*given), ReviewPage(*given)
        target.ready.connect(self._on_ready)
        review.restored.connect(self._on_restored)
        review.refused.connect(self._on_refused)
        first = (BackupChoicePage(*given), KeyFilePage(*given), ContentPage(*given))
        self._take_pages((*first, target, NumbersPage(*given), review))
        self._show(0)

    @property
    def is_done(self) -> bool:
        """Say whether the book stands."""
        return self._draft.done is not None

    @property
    def login(self) -> str:
        """Give the login of who put it back, empty before."""
        return self._draft.login if self.is_done else ""

    @override
    def go_back(self) -> None:
        if not self._pages or self.page.stop() or not self._may_go_back:
            return
        if self._place == 0:
            self.left.emit()
        else:
            super().go_back()

    @override
    def _go_on_from(self, page: RestorePage) -> None:
        if isinstance(page, TargetPage):
            page.lay_ready()
        elif not isinstance(page, ReviewPage):
            self._go_to(self._place + 1)
        elif self._draft.done is not None:
            self.finished.emit(self._draft.done.folder)
        else:
            page.put()

    @property
    @override
    def _may_go_back(self) -> bool:
        return not self.is_done

    @property
    @override
    def _is_all_done(self) -> bool:
        return self.is_done

    @Slot()
    def _on_ready(self) -> None:
        self._go_to(self._place + 1)

    @Slot()
    def _on_restored(self) -> None:
        self._follow()
        self._kit.messages.done(self.tr("Đã khôi phục sổ của phường."))
        self._next.setFocus()

    @Slot(object)
    def _on_refused(self, error: Exception) -> None:
        self._kit.messages.failed(error)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self._pages:
            self.page.stop()
        event.accept()
        self.closed.emit()


def _tr(text: str) -> str:
    return QCoreApplication.translate("RestoreWindow", text)


def _step_names() -> tuple[str, ...]:
    return (
        _tr("Bản sao lưu"),
        _tr("Tệp khóa"),
        _tr("Nội dung"),
        _tr("Nơi đặt dữ liệu"),
        _tr("Số đã cấp"),
        _tr("Khôi phục"),
    )
