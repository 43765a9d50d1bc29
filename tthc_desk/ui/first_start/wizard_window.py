"""The window of the first start: steps on the left, one page, and the keys back and on."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QPushButton, QStackedWidget, QWidget
from typing_extensions import override

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.ui.first_start.backup_page import BackupPage
from tthc_desk.ui.first_start.calendar_page import CalendarPage
from tthc_desk.ui.first_start.folder_page import FolderPage
from tthc_desk.ui.first_start.key_page import KeyPage
from tthc_desk.ui.first_start.leader_page import LeaderPage
from tthc_desk.ui.first_start.pack_page import PackPage
from tthc_desk.ui.first_start.page import Draft, Page
from tthc_desk.ui.first_start.printer_page import PrinterPage
from tthc_desk.ui.first_start.scanner_page import ScannerPage
from tthc_desk.ui.first_start.services import FirstStartServices
from tthc_desk.ui.first_start.step_list import StepList
from tthc_desk.ui.first_start.steps import Step
from tthc_desk.ui.first_start.summary_page import SummaryPage
from tthc_desk.ui.first_start.welcome_page import WelcomePage
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import Role, button, column, label, row
from tthc_desk.ui.shared.key_help import KeyHelp
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.message_bar import MessageBar
from tthc_desk.ui.shared.scan_reading import Scan
from tthc_desk.ui.shared.scanner import Scanner
from tthc_desk.ui.shared.tasks import Ticket
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.usecases.pack_content import OpenedPack

SMALLEST_SIZE = (1093, 574)
_STEPS = tuple(Step)


class WizardWindow(QMainWindow):
    """Leads from page to page; nothing is made before the last one.

    Signals:
        painted: it stands on the screen for the first time.
        finished: the folder (Path) whose window is to be opened.
        closed: it is gone.
    """

    painted = Signal()
    finished = Signal(object)
    closed = Signal()

    def __init__(self, kit: Kit, bar: MessageBar, scanner: Scanner) -> None:
        super().__init__()
        self._kit = kit
        self._bar = bar
        self._services: FirstStartServices | None = None
        self._draft: Draft | None = None
        self._pages: dict[Step, Page] = {}
        self._step = Step.WELCOME
        self._was_painted = False
        self._training: Ticket | None = None
        self._is_closed = False
        self._is_over = False
        self._help: KeyHelp | None = None
        self._build()
        scanner.scanned.connect(self._on_scanned)
        for act in Act:
            shortcut = QShortcut(QKeySequence(act.key), self)
            shortcut.setProperty("act", act.name)
            shortcut.activated.connect(self._on_key)

    @property
    def step(self) -> Step:
        """Name the page in front."""
        return self._step

    @property
    def page(self) -> Page:
        """Give the page in front."""
        return self._pages[self._step]

    @property
    def hint(self) -> str:
        """Give the sentence on what must be done before going on."""
        return self._hint.text()

    @property
    def leader(self) -> str:
        """Give the login of the supervisor whose ward was made, empty while none was."""
        summary = self._pages.get(Step.SUMMARY)
        made = isinstance(summary, SummaryPage) and summary.ward is not None
        return self._draft.choices.leader if made and self._draft else ""

    def set_ready(self, services: FirstStartServices) -> None:
        """Take what the pages work with; go to where the last start ended."""
        self._services = services
        draft = self._draft = Draft(services.kept())
        self._pages = self._make_pages(services, draft)
        for page in self._pages.values():
            self._stack.addWidget(page)
            page.changed.connect(self._follow)
        self._show(Step.WELCOME)
        if draft.choices.step is not Step.WELCOME and draft.choices.pack:
            self._resume()

    def show_step(self, step: Step) -> None:
        """Bring a page to the front and keep how far it went."""
        self._kit.messages.clear()
        self._show(step)
        self._keep()

    @Slot()
    def go_on(self) -> None:
        """Go to the next page, or do what the last one is for."""
        if self._draft is None or self.page.missing:
            return
        page = self.page
        if isinstance(page, SummaryPage):
            self._finish(page)
        else:
            self.show_step(_STEPS[_STEPS.index(self._step) + 1])

    @Slot()
    def go_back(self) -> None:
        """Go to the page before."""
        if self._may_go_back:
            self.show_step(_STEPS[_STEPS.index(self._step) - 1])

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

    @property
    def _may_go_back(self) -> bool:
        page = self.page
        made = isinstance(page, SummaryPage) and (page.ward is not None or bool(page.missing))
        return self._step is not Step.WELCOME and not made

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Một cửa – lần chạy đầu tiên"))
        self._steps = StepList(self._kit.scale, self._step_names())
        self._title = label("", Role.TITLE, wraps=True)
        self._reason = label(self.tr("Đang mở…"), wraps=True)
        self._stack = QStackedWidget()
        self._hint = label("", Role.NOTE, wraps=True)
        self._back = button(f"{self.tr('Quay lại')}   {Act.BACK.key_text}", self.go_back)
        self._next = button("", self.go_on, Role.PRIMARY)
        foot = row(self._back, self._hint, self._next, gap=Gap.MEDIUM)
        foot.setStretch(1, 1)
        work = QWidget()
        parts = (self._title, self._reason, self._stack, foot)
        layout = column(*parts, gap=Gap.SMALL, margin=Gap.LARGE)
        layout.setStretch(2, 1)
        layout.insertSpacing(3, Gap.SMALL)
        layout.insertSpacing(2, Gap.SMALL)
        work.setLayout(layout)
        body = row(self._steps, work, gap=Gap.NONE)
        body.setStretch(1, 1)
        centre = QWidget()
        whole = column(body, self._bar, gap=Gap.NONE)
        whole.setStretch(0, 1)
        centre.setLayout(whole)
        self.setCentralWidget(centre)
        self._back.hide()
        self._next.hide()
        self.resize(*SMALLEST_SIZE)

    def _step_names(self) -> tuple[str, ...]:
        return (
            self.tr("Bắt đầu"),
            self.tr("Gói cấu hình"),
            self.tr("Đối chiếu khóa"),
            self.tr("Nơi đặt dữ liệu"),
            self.tr("Người phụ trách"),
            self.tr("Máy in"),
            self.tr("Máy quét"),
            self.tr("Sao lưu"),
            self.tr("Lịch năm"),
            self.tr("Lập sổ"),
        )

    def _make_pages(self, services: FirstStartServices, draft: Draft) -> dict[Step, Page]:
        given = (self._kit, services, draft)
        welcome, summary, folder = WelcomePage(*given), SummaryPage(*given), FolderPage(*given)
        self._packs = PackPage(*given)
        welcome.real_wanted.connect(self.go_on)
        welcome.training_wanted.connect(self.train)
        folder.opening_wanted.connect(self._open_ward)
        summary.made.connect(self._on_made)
        summary.refused.connect(self._on_refused)
        pages = (
            *(welcome, self._packs, KeyPage(*given), folder, LeaderPage(*given)),
            *(PrinterPage(*given), ScannerPage(*given), BackupPage(*given)),
            *(CalendarPage(*given), summary),
        )
        return dict(zip(_STEPS, pages, strict=True))

    def _show(self, step: Step) -> None:
        self._step = step
        page = self.page
        page.arrive()
        self._stack.setCurrentWidget(page)
        for one in self.findChildren(QPushButton):
            one.setAutoDefault(True)  # outside of a dialog, Enter presses no other button
        self._follow()
        if page.first_focus() is not None:
            page.take_focus()
        else:
            self._next.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _follow(self) -> None:
        """Say what stands and what can be done where the person is."""
        page = self.page
        missing = page.missing
        self._title.setText(page.title)
        self._reason.setText(page.reason)
        self._hint.setText(missing)
        self._next.setText(f"{page.going}   {Act.ACCEPT.key_text}")
        self._next.setEnabled(not missing)
        self._next.setVisible(self._step is not Step.WELCOME)
        self._back.setVisible(self._may_go_back)
        done = isinstance(page, SummaryPage) and page.ward is not None
        self._steps.mark(_STEPS.index(self._step), all_done=done)
        page.setEnabled(self._training is None)

    def _keep(self) -> None:
        if self._draft is not None and self._services is not None:
            self._draft.change(step=self._step)
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
        if draft is None or self._step is not Step.WELCOME or self._training is not None:
            return
        self._packs.show_pack(opened)
        step = draft.choices.step
        if draft.choices.compared != opened.sealed.hash:
            step = min(step, Step.KEY, key=_STEPS.index)
        self._show(step)
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

    @Slot()
    def _on_key(self) -> None:
        if self._draft is None or self._training is not None:
            return
        act = Act[str(self.sender().property("act"))]
        if act is Act.ACCEPT:
            self.go_on()
        elif act is Act.BACK:
            self.go_back()
        elif act is Act.HELP:
            self._show_keys()
        else:
            self.page.carry_out(act)

    def _show_keys(self) -> None:
        page = self.page
        ways = ((self._next, page.going, Act.ACCEPT), (self._back, self.tr("Quay lại"), Act.BACK))
        always = [(act.key_text, text) for made, text, act in ways if not made.isHidden()]
        enter = (self.tr("Enter"), self.tr("Bấm nút đang được chọn"))
        known = (*always, enter, (Act.HELP.key_text, Act.HELP.label()))
        self._help = KeyHelp(page.title, page.keys, known, self._kit.scale, self)
        self._help.open()

    @Slot(object)
    def _on_scanned(self, scan: Scan) -> None:
        if self._draft is not None:
            self.page.on_scan(scan)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self.painted.emit)

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
