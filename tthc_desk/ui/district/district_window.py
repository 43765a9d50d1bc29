"""The window of a superior authority: a rail, four places, and one bar for messages."""

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import QByteArray, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget
from typing_extensions import override

from tthc_desk.domain.officers import Actor, Officer
from tthc_desk.ui.district.backup_note import BackupNote
from tthc_desk.ui.district.founding_page import FoundingPage
from tthc_desk.ui.district.places import BOARD, RECEIPT, REPORT, WARDS
from tthc_desk.ui.district.services import DistrictServices, Founding
from tthc_desk.ui.district.top_line import TopLine
from tthc_desk.ui.district.words import titled
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import Role, column, label, panel, row
from tthc_desk.ui.shared.icons import IconName
from tthc_desk.ui.shared.key_help import KeyHelp
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.message_bar import MessageBar
from tthc_desk.ui.shared.messages import Question
from tthc_desk.ui.shared.rail import Rail
from tthc_desk.ui.shared.screen import OpenRequest, Screen, ScreenEntry
from tthc_desk.ui.shared.tokens import Gap

SMALLEST_SIZE = (1093, 574)
"""1366 × 768 at 125 %, less task bar and title bar, in logical pixels."""


class WindowMemory(Protocol):
    """Preferences the window itself reads and writes."""

    geometry: QByteArray
    last_officer: str


def entries() -> tuple[ScreenEntry, ...]:
    """Give the places in the order of the rail."""
    from tthc_desk.ui.district.board_screen import BoardScreen
    from tthc_desk.ui.district.receipt_screen import ReceiptScreen
    from tthc_desk.ui.district.report_screen import ReportScreen
    from tthc_desk.ui.district.wards_screen import WardsScreen

    return (
        ScreenEntry(BOARD, "Tình hình", IconName.DISTRICT, BoardScreen),
        ScreenEntry(RECEIPT, "Nhận tệp", IconName.TRANSFER, ReceiptScreen),
        ScreenEntry(REPORT, "Báo cáo", IconName.CLOSING, ReportScreen),
        ScreenEntry(WARDS, "Phường", IconName.OFFICER, WardsScreen),
    )


class DistrictWindow(QMainWindow):
    """Shows the places, built when first shown, and hands keys to the one in front.

    Signals:
        painted: the window stands on the screen for the first time; open the folder now.
        founded: a data folder was made; open it.
        closed: the window is gone; finish all lanes.
    """

    painted = Signal()
    founded = Signal()
    closed = Signal()

    def __init__(
        self, kit: Kit, places: Sequence[ScreenEntry], *, bar: MessageBar, memory: WindowMemory
    ) -> None:
        super().__init__()
        self._kit = kit
        self._entries = {entry.act: entry for entry in places}
        self._screens: dict[Act, Screen[Any]] = {}
        self._shown: Act | None = None
        self._services: DistrictServices | None = None
        self._memory = memory
        self._was_painted = False
        self._may_close = False
        self._build(bar)
        self._connect()

    @property
    def screen_shown(self) -> Screen[Any] | None:
        """Give the place in front, None while the folder is not open."""
        return self._screens.get(self._shown) if self._shown and self._services else None

    def screen_of(self, act: Act) -> Screen[Any]:
        """Give a place by its key, building it if need be."""
        if act not in self._screens:
            screen = self._screens[act] = self._entries[act].create(self._kit)
            self._stack.addWidget(screen)
            screen.open_requested.connect(self._on_open)
            if self._services is not None:
                screen.on_ready(self._services)
            if self._kit.session.actor:
                screen.on_actor(self._kit.session.actor)
        return self._screens[act]

    @Slot(object)
    def show_screen(self, act: Act) -> None:
        """Bring a place to the front; nothing happens before the folder is open."""
        if act not in self._entries or self._services is None:
            self._rail.mark(self._shown)
            return
        screen = self.screen_of(act)
        if self._shown not in (None, act):
            self._kit.messages.clear()
        self._shown = act
        self._rail.mark(act)
        self._stack.setCurrentWidget(screen)
        screen.on_shown()

    def present(self) -> None:
        """Come to the screen: as it was left, the first time as large as the screen."""
        if self._memory.geometry.isEmpty():
            self.showMaximized()
        else:
            self.show()

    @Slot()
    def come_forward(self) -> None:
        """Show this window to an officer who started the program again."""
        self.show()
        self.raise_()
        self.activateWindow()

    def set_ready(self, services: DistrictServices) -> None:
        """Take the use cases; the board comes to the front."""
        self._services = services
        self._rail.setEnabled(True)
        self.setWindowTitle(f"{titled(services.district.name)} – {self.tr('Tổng hợp số liệu')}")
        officer = self._top.show_district(services.district, self._memory.last_officer)
        self._enter(officer)
        self.backups.serve(services.backups, services.folder)
        self.show_screen(BOARD)

    def show_founding(self, founding: Founding) -> None:
        """Offer to make the data folder that is not there."""
        page = FoundingPage(self._kit, founding)
        page.founded.connect(self.founded)
        self._show_page(page)
        page.take_focus()
        self.founding = page

    def show_refusal(self, text: str) -> None:
        """Say why there is nothing to work with, in the place of pages that could save nothing."""
        card = panel()
        card.setLayout(
            column(
                label(self.tr("Chưa mở được sổ tổng hợp"), Role.TITLE),
                label(text, wraps=True),
                gap=Gap.MEDIUM,
                margin=Gap.LARGE,
            )
        )
        page = QWidget()
        page.setLayout(column(card, None, margin=Gap.LARGE))
        self._show_page(page)

    def _show_page(self, page: QWidget) -> None:
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)

    def _build(self, bar: MessageBar) -> None:
        self.setWindowTitle(self.tr("Tổng hợp số liệu"))
        kit = self._kit
        self.backups = BackupNote(kit)
        self._top = TopLine(kit.scale, kit.now, self.backups)
        self._rail = Rail(tuple(self._entries.values()), kit.icons, kit.scale)
        self._rail.setEnabled(False)
        self._stack = QStackedWidget()
        opening = QWidget()
        said = label(self.tr("Đang mở sổ tổng hợp…"), Role.HEADING)
        opening.setLayout(column(None, row(None, said, None), None))
        self._stack.addWidget(opening)
        work = QWidget()
        layout = row(self._rail, self._stack, gap=Gap.NONE)
        layout.setStretch(1, 1)
        work.setLayout(layout)
        centre = QWidget()
        whole = column(self._top, work, bar, gap=Gap.NONE)
        whole.setStretch(1, 1)
        centre.setLayout(whole)
        self.setCentralWidget(centre)
        if not self.restoreGeometry(self._memory.geometry):
            self.resize(*SMALLEST_SIZE)

    def _connect(self) -> None:
        for act in Act:
            shortcut = QShortcut(QKeySequence(act.key), self)
            shortcut.setProperty("act", act.name)
            shortcut.activated.connect(self._on_key)
        # First: what has to end must not wait for a backup that begins anew at the exit.
        self.closed.connect(self.backups.stop)
        self._rail.chosen.connect(self.show_screen)
        self._top.officer_chosen.connect(self._enter)

    @Slot(object)
    def _enter(self, officer: Officer) -> None:
        actor = Actor(officer, "")
        self._memory.last_officer = officer.login
        self._kit.session.enter(actor)
        for screen in self._screens.values():
            screen.on_actor(actor)

    @Slot()
    def _on_key(self) -> None:
        act = Act[str(self.sender().property("act"))]
        screen = self.screen_shown
        if act in self._entries:
            self.show_screen(act)
        elif act is Act.HELP:
            self._show_keys()
        elif screen is None:
            self._carry_out_elsewhere(act)
        elif not screen.carry_out(act) and act is Act.BACK:
            self._kit.messages.clear()

    def _carry_out_elsewhere(self, act: Act) -> None:
        page = self._stack.currentWidget()
        if isinstance(page, FoundingPage):
            page.carry_out(act)

    def _show_keys(self) -> None:
        screen = self.screen_shown
        if screen is None or self._shown is None:
            return
        here = [(act.key_text, made.text()) for act, made in screen.offered()]
        places = [(one.act.key_text, one.title) for one in self._entries.values()]
        title = self._entries[self._shown].title
        self._help = KeyHelp(title, here, places, self._kit.scale, self)
        self._help.open()

    @Slot(object)
    def _on_open(self, request: OpenRequest) -> None:
        self.show_screen(request.act)
        if request.subject:
            self.screen_of(request.act).on_open(request.subject)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_close and not all(s.may_leave() for s in self._screens.values()):
            event.ignore()
            self._ask_to_leave()
            return
        self._memory.geometry = self.saveGeometry()
        event.accept()
        self.closed.emit()

    def _ask_to_leave(self) -> None:
        self._leave_verb = self.tr("Đóng chương trình")
        stay = self.tr("Ở lại")
        self._kit.messages.ask(
            Question(
                text=self.tr("Đang nhận tệp. Đóng chương trình?"),
                detail=self.tr("Tệp đã nhận thì giữ; tệp chưa xem thì lần sau nhận tiếp."),
                verbs=(self._leave_verb, stay),
                safe=stay,
            ),
            self._on_leave_answer,
        )

    def _on_leave_answer(self, verb: str) -> None:
        if verb == self._leave_verb:
            self._may_close = True
            self.close()
