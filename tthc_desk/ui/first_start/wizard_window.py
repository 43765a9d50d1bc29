"""The window of the first start: from the pack to the ward that is ready."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtGui import QCloseEvent
from typing_extensions import override

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.ui.first_start.backup_page import BackupPage
from tthc_desk.ui.first_start.calendar_page import CalendarPage
from tthc_desk.ui.first_start.folder_page import FolderPage
from tthc_desk.ui.first_start.key_page import KeyPage
from tthc_desk.ui.first_start.leader_page import LeaderPage
from tthc_desk.ui.first_start.pack_page import PackPage
from tthc_desk.ui.first_start.page import Draft, Page
from tthc_desk.ui.first_start.page_window import PageWindow
from tthc_desk.ui.first_start.printer_page import PrinterPage
from tthc_desk.ui.first_start.scanner_page import ScannerPage
from tthc_desk.ui.first_start.services import BAD, LATER, FirstStartServices
from tthc_desk.ui.first_start.steps import Step
from tthc_desk.ui.first_start.summary_page import SummaryPage
from tthc_desk.ui.first_start.welcome_page import WelcomePage
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.message_bar import MessageBar
from tthc_desk.ui.shared.scan_reading import Scan
from tthc_desk.ui.shared.scanner import Scanner
from tthc_desk.ui.shared.tasks import Ticket
from tthc_desk.usecases.pack_content import OpenedPack

_STEPS = tuple(Step)


class WizardWindow(PageWindow[Page]):
    """Leads from page to page; nothing is made before the last one.

    Signals:
        restore_wanted: a backup is to be put back instead.
    """

    restore_wanted = Signal()

    def __init__(self, kit: Kit, bar: MessageBar, scanner: Scanner) -> None:
        super().__init__(kit, bar, _title(), _step_names())
        self._services: FirstStartServices | None = None
        self._draft: Draft | None = None
        self._handed: Path | None = None
        self._training: Ticket | None = None
        self._is_closed = False
        self._is_over = False
        scanner.scanned.connect(self._on_scanned)

    @property
    def step(self) -> Step:
        """Name the page in front."""
        return _STEPS[self._place]

    @property
    def leader(self) -> str:
        """Give the login of the supervisor whose ward was made, empty while none was."""
        summary = self._pages[-1] if self._pages else None
        made = isinstance(summary, SummaryPage) and summary.ward is not None
        return self._draft.choices.leader if made and self._draft else ""

    def set_ready(self, services: FirstStartServices) -> None:
        """Take what the pages work with; go to where the last start ended."""
        self._services = services
        draft = self._draft = Draft(services.kept())
        self._take_pages(self._make_pages(services, draft))
        self._show(0)
        handed, self._handed = self._handed, None
        if handed is not None:
            self.open_pack(handed)
        elif draft.choices.step is not Step.WELCOME and draft.choices.pack:
            self._resume()

    @Slot(object)
    def open_pack(self, path: Path) -> None:
        """Go on with a pack that was handed over; nothing where the ward is being made."""
        if self._draft is None:
            self._handed = path
            return
        is_made = self.step is Step.SUMMARY and not self._may_go_back
        if not (is_made or self._training):
            self._draft.change(pack=str(path))
            self._go_to(_STEPS.index(Step.PACK))
            self._packs.read(path)

    @Slot()
    def train(self) -> None:
        """Open the training ward; it is made first where there is none."""
        services = self._services
        if services is None or self._training is not None:
            return
        title = self.tr("Đang lập phường tập huấn, dưới một phút")
        self._training = self._kit.tasks.run_long(
            title, services.train, self._on_trained, self._on_not_trained
        )
        self._follow()

    @override
    def _go_on_from(self, page: Page) -> None:
        if isinstance(page, SummaryPage):
            self._finish(page)
        else:
            self._go_to(self._place + 1)

    @override
    def _go_to(self, place: int) -> None:
        super()._go_to(place)
        self._keep()

    @property
    @override
    def _may_go_back(self) -> bool:
        page = self.page
        made = isinstance(page, SummaryPage) and (page.ward is not None or bool(page.missing))
        return self.step is not Step.WELCOME and not made

    @property
    @override
    def _may_go_on(self) -> bool:
        return self.step is not Step.WELCOME

    @property
    @override
    def _is_busy(self) -> bool:
        return self._training is not None

    @property
    @override
    def _is_all_done(self) -> bool:
        return isinstance(self.page, SummaryPage) and self.page.ward is not None

    @property
    @override
    def _left_for_later(self) -> frozenset[int]:
        if self._draft is None:
            return frozenset()
        choices = self._draft.choices
        answers = {
            Step.PRINTER: choices.printer,
            Step.SCANNER: choices.scanner,
            Step.BACKUP: choices.backup,
            Step.CALENDAR: choices.calendar,
        }
        left = (step for step, answer in answers.items() if answer in (LATER, BAD))
        return frozenset(map(_STEPS.index, left))

    def _make_pages(self, services: FirstStartServices, draft: Draft) -> tuple[Page, ...]:
        given = (self._kit, services, draft)
        welcome, summary, folder = WelcomePage(*given), SummaryPage(*given), FolderPage(*given)
        self._packs = PackPage(*given)
        welcome.real_wanted.connect(self.go_on)
        welcome.training_wanted.connect(self.train)
        welcome.restore_wanted.connect(self.restore_wanted)
        folder.opening_wanted.connect(self._open_ward)
        summary.made.connect(self._on_made)
        summary.refused.connect(self._on_refused)
        return (
            *(welcome, self._packs, KeyPage(*given), folder, LeaderPage(*given)),
            *(PrinterPage(*given), ScannerPage(*given), BackupPage(*given)),
            *(CalendarPage(*given), summary),
        )

    def _keep(self) -> None:
        if self._draft is not None and self._services is not None:
            self._draft.change(step=self.step)
            self._services.keep(self._draft.choices)

    def _resume(self) -> None:
        """Read the pack of the last time, then go to the page that was in front."""
        draft, services = self._draft, self._services
        if draft is None or services is None:
            return
        path = Path(draft.choices.pack)
        self._kit.tasks.run(lambda: services.open_pack(path), self._on_resumed, self._on_lost)

    def _on_resumed(self, opened: OpenedPack) -> None:
        draft = self._draft
        if draft is None or self.step is not Step.WELCOME or self._training is not None:
            return
        self._packs.show_pack(opened)
        step = draft.choices.step
        if draft.choices.compared != opened.sealed.hash:
            step = min(step, Step.KEY, key=_STEPS.index)
        self._show(_STEPS.index(step))
        self._kit.messages.info(self.tr("Làm tiếp từ lần trước; Esc để quay lại các bước."))

    def _on_lost(self, error: Exception) -> None:
        text = self.tr("Gói chọn lần trước không đọc được nữa; chọn lại gói. {why}")
        self._kit.messages.warning(text.format(why=self._kit.messages.words_of(error)))

    def _finish(self, page: SummaryPage) -> None:
        if page.ward is None:
            page.make()
        else:
            self.finished.emit(page.ward.folder)

    @Slot(str)
    def _open_ward(self, folder: str) -> None:
        services = self._services
        if services is not None:
            self._kit.tasks.run(lambda: services.adopt(folder), self._on_adopted)

    def _on_adopted(self, folder: object) -> None:
        self._is_over = True
        self.finished.emit(folder)

    @Slot()
    def _on_made(self) -> None:
        self._follow()
        self._kit.messages.done(self.tr("Đã lập sổ của phường."))
        self._next.setFocus()

    @Slot(object)
    def _on_refused(self, error: Exception) -> None:
        self._kit.messages.failed(error)

    def _on_trained(self, folder: object) -> None:
        self._training = None
        if not self._is_closed:  # whoever closed the window wants no other one
            self.finished.emit(folder)

    def _on_not_trained(self, error: Exception) -> None:
        self._training = None
        if isinstance(error, DeskError) and error.code is Code.CANCELLED:
            self._kit.messages.info(self.tr("Đã dừng. Phường tập huấn chưa được lập."))
        else:
            self._kit.messages.failed(error)
        self._follow()
        self.page.take_focus()

    @Slot(object)
    def _on_scanned(self, scan: Scan) -> None:
        if self._pages:
            self.page.on_scan(scan)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        # Once the ward stands there is nothing to go on with.
        if self._draft is not None and not self.leader and not self._is_over:
            self._keep()
        self._is_closed = True
        if self._training is not None:
            self._kit.tasks.cancel(self._training)
        event.accept()
        self.closed.emit()


def _tr(text: str) -> str:
    return QCoreApplication.translate("WizardWindow", text)


def _title() -> str:
    return _tr("Một cửa – lần chạy đầu tiên")


def _step_names() -> tuple[str, ...]:
    return (
        _tr("Bắt đầu"),
        _tr("Gói cấu hình"),
        _tr("Đối chiếu khóa"),
        _tr("Nơi đặt dữ liệu"),
        _tr("Người phụ trách"),
        _tr("Máy in"),
        _tr("Máy quét"),
        _tr("Sao lưu"),
        _tr("Lịch năm"),
        _tr("Lập sổ"),
    )
