"""The window: rail, search line, one screen at a time, message bar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget
from typing_extensions import override

from tthc_desk.domain.officers import Actor, Officer
from tthc_desk.ui.shared.actions import WINDOW_ACTS, Act
from tthc_desk.ui.shared.controls import column, row
from tthc_desk.ui.shared.key_help import KeyHelp
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.message_bar import MessageBar
from tthc_desk.ui.shared.messages import Question
from tthc_desk.ui.shared.opening_page import OpeningPage, RefusalPage
from tthc_desk.ui.shared.rail import Rail
from tthc_desk.ui.shared.scan_reading import Scan, ScanKind
from tthc_desk.ui.shared.scanner import Scanner
from tthc_desk.ui.shared.screen import OpenRequest, Screen, ScreenEntry
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.ui.shared.top_bar import TopBar

if TYPE_CHECKING:
    from tthc_desk.ui.sign_in.page import SignInPage
    from tthc_desk.usecases.ward import Ward

SMALLEST_SIZE = (1093, 574)
"""1366 × 768 at 125 %, less task bar and title bar, in logical pixels."""


class WindowMemory(Protocol):
    """Preferences the window itself reads and writes."""

    geometry: QByteArray
    last_officer: str
    last_desk: str


@dataclass(frozen=True, slots=True)
class Ready:
    """What the window learns when the data folder is open.

    Args:
        services: key of a screen → the frozen dataclass its `on_ready` takes.
        ward_name: in the window's title.
        actor: who acts without being asked (named at start); None shows the sign-in page.
    """

    services: Mapping[Act, Any]
    ward_name: str
    officers: tuple[Officer, ...]
    desks: tuple[str, ...]
    training: bool = False
    actor: Actor | None = None


class MainWindow(QMainWindow):
    """Shows screens, built when first shown, and hands keys and scans to the one shown.

    It paints and takes keys before any screen stands and anything is known of the ward;
    `show_first` and `set_ready` follow. What is typed until then goes on to the sign-in page,
    and what follows the Enter there to the first screen.

    Signals:
        painted: the window stands on the screen for the first time; load the first screen now.
        settled: the first screen stands too; load everything else now.
        closed: the window is gone; finish all lanes.
        restore_wanted: a backup is to be put in the place of the book that was refused.
    """

    painted = Signal()
    settled = Signal()
    closed = Signal()
    restore_wanted = Signal()

    def __init__(
        self,
        kit: Kit,
        entries: Sequence[ScreenEntry],
        *,
        bar: MessageBar,
        scanner: Scanner,
        memory: WindowMemory,
    ) -> None:
        super().__init__()
        self._kit = kit
        self._entries = {entry.act: entry for entry in entries}
        self._screens: dict[Act, Screen[Any]] = {}
        self._fresh: dict[Act, Screen[Any]] = {}
        self._coming: Act | None = None
        self._shown: Act | None = None
        self._ready: Ready | None = None
        self._wanted: OpenRequest | None = None
        self._memory = memory
        self._was_painted = False
        self._is_settled = False
        self._sign_in: SignInPage | None = None
        self._may_close = False
        self._has_told_gone = False
        self._scanner = scanner
        self._build(bar)
        self._connect(scanner)

    @property
    def screen_shown(self) -> Screen[Any] | None:
        """Give the screen in front, None while the opening or the sign-in page is."""
        if self._is_locked or self._shown is None:
            return None
        return self._screens[self._shown]

    def screen_of(self, act: Act) -> Screen[Any]:
        """Give a screen by its key, building it if need be."""
        if act not in self._screens:
            self._screens[act] = self._make(self._entries[act])
        return self._screens[act]

    def show_first(self) -> None:
        """Build the screen that comes first; the opening page stays until the ward is open."""
        if self._shown is None and self._entries:
            self.show_screen(next(iter(self._entries)))

    @Slot(object)
    def go_to(self, act: Act) -> None:
        """Show a screen; one that is new is built first and shown in the window's next turn.

        Building and showing are some 30 ms each: keys and scans get their turn in between.
        """
        if act in self._entries and act not in self._screens and not self._is_locked:
            with self._scanner.resting():
                self._fresh[act] = self._entries[act].create(self._kit)
            self._coming = act
            QTimer.singleShot(0, self, self._arrive)
        else:
            self.show_screen(act)

    @Slot()
    def _arrive(self) -> None:
        """Show the screen that was asked for last and is not shown yet."""
        if self._coming is not None:
            self.show_screen(self._coming)

    def show_screen(self, act: Act) -> None:
        """Bring a screen to the front; nothing happens for one that is not there.

        Before the ward is open the screen is built and waits behind the opening page.
        """
        if act not in self._entries or self._pages.currentIndex() > 0:
            return
        with self._scanner.resting():
            screen = self.screen_of(act)
        if self._shown not in (None, act):
            self._kit.messages.clear()
        self._coming = None
        self._shown = act
        self._rail.mark(act)
        if self._ready is not None:
            self._bring_forward(screen)
        if not self._is_settled:
            self._is_settled = True
            QTimer.singleShot(0, self, self.settled.emit)

    def _bring_forward(self, screen: Screen[Any]) -> None:
        with self._scanner.resting():
            self._stack.setCurrentWidget(screen)
        screen.on_shown()
        self._hand_on()

    def present(self) -> None:
        """Come to the screen: as it was left, the first time as large as the screen."""
        if self._memory.geometry.isEmpty():
            self.showMaximized()
        else:
            self.show()
        if self._ready is None:
            self._opening.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def come_forward(self) -> None:
        """Show this window to an officer who started the program again."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def set_ready(self, ready: Ready) -> None:
        """Take the ward and the use cases; screens that exist get theirs."""
        self._take_facts(ready)
        for act, screen in self._screens.items():
            if act in ready.services:
                screen.on_ready(ready.services[act])
        if ready.actor:
            self._on_signed_in(ready.actor)
        else:
            self.lock()

    @Slot(object, str)
    def take_ward(self, ward: "Ward", said: str = "") -> None:
        """Take a profile that was changed; an officer or a desk that is gone signs in anew.

        Args:
            said: the sentence that tells of the change; it is said again before who is gone.
        """
        if self._ready is None:
            return
        known = replace(self._ready, officers=ward.officers, desks=ward.desks)
        self._take_facts(replace(known, ward_name=ward.name))
        actor = self._kit.session.actor
        if actor is None:
            self.lock()
            return
        officer = ward.officer(actor.officer.login)
        if officer is None or actor.desk not in ward.desks:
            self.lock()
            gone = [actor.officer.name] if officer is None else []
            gone += [actor.desk] if actor.desk not in ward.desks else []
            self._tell_gone(said, self.tr(" và ").join(gone))
        elif officer != actor.officer:
            self._seat(Actor(officer, actor.desk))

    def _tell_gone(self, said: str, who: str) -> None:
        text = self.tr("{who} không còn trong hồ sơ phường. Hãy vào làm việc lại.").format(who=who)
        self._kit.messages.warning(f"{said} {text}".strip())
        self._has_told_gone = True

    def ask_for(self, request: OpenRequest) -> None:
        """Open something for whoever works here, once somebody does."""
        self._wanted = request
        self._open_wanted()

    def _open_wanted(self) -> None:
        if self._wanted is None or self._ready is None:
            return
        if self._is_locked:
            self._kit.messages.info(self.tr("Vào làm việc để xem tệp vừa mở."))
            return
        request, self._wanted = self._wanted, None
        self._on_open(request)

    def _take_facts(self, ready: Ready) -> None:
        self._ready = ready
        self.setWindowTitle(self.tr("{ward} – Một cửa").format(ward=ready.ward_name))
        self._top.show_training(ready.training)

    @Slot(int)
    def show_upgrade(self, hundredths: int) -> None:
        """Say on the opening page how far bringing the ward to the newest version is."""
        self._opening.show_upgrade(hundredths)

    @Slot(str)
    def show_standing(self, text: str) -> None:
        """Keep a warning in sight on every screen; empty takes it away."""
        self._top.show_standing(text)

    def show_refusal(self, text: str, *, may_restore: bool = False) -> None:
        """Say why there is no ward, in the place of screens that could save nothing.

        Args:
            may_restore: a backup may be put back from there.
        """
        self._top.search.setEnabled(False)
        page = RefusalPage(text, may_restore=may_restore)
        page.restore_wanted.connect(self.restore_wanted)
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)

    @Slot()
    def lock(self) -> None:
        """Show the sign-in page; typed work stays where it is."""
        if self._ready is None:
            return
        self._kit.session.leave()
        self._top.search.setEnabled(False)
        page = self._sign_in or self._make_sign_in()
        self._pages.setCurrentWidget(page)
        memory, ready = self._memory, self._ready
        page.offer(ready.officers, ready.desks, memory.last_officer, memory.last_desk)
        self._open_wanted()
        self._hand_on()

    def _hand_on(self) -> None:
        with self._scanner.resting():  # it has judged these keys once
            self._opening.hand_on(self.focusWidget)

    @property
    def _is_locked(self) -> bool:
        return self._ready is None or self._pages.currentIndex() > 0

    def _build(self, bar: MessageBar) -> None:
        self.setWindowTitle(self.tr("Một cửa"))
        kit = self._kit
        self._top = TopBar(kit.icons, kit.scale, kit.now)
        self._top.search.setEnabled(False)
        self._rail = Rail(tuple(self._entries.values()), kit.icons, kit.scale)
        self._stack = QStackedWidget()
        self._opening = OpeningPage()
        self._stack.addWidget(self._opening)
        work = QWidget()
        layout = row(self._rail, self._stack, gap=Gap.NONE)
        layout.setStretch(1, 1)
        work.setLayout(layout)
        self._pages = QStackedWidget()
        self._pages.addWidget(work)
        centre = QWidget()
        centre.setLayout(column(self._top, self._pages, bar, gap=Gap.NONE))
        self.setCentralWidget(centre)
        if not self.restoreGeometry(self._memory.geometry):
            self.resize(*SMALLEST_SIZE)

    def _connect(self, scanner: Scanner) -> None:
        for act in Act:
            shortcut = QShortcut(QKeySequence(act.key), self)
            shortcut.setProperty("act", act.name)
            shortcut.activated.connect(self._on_key)
        self._rail.chosen.connect(self.go_to)
        self._top.search.search_requested.connect(self._on_search)
        self._kit.session.actor_changed.connect(self._top.show_actor)
        scanner.scanned.connect(self._on_scanned)
        scanner.swallowed.connect(self._on_swallowed)

    def _make_sign_in(self) -> "SignInPage":
        # Not needed before the window is painted, so not read before.
        from tthc_desk.ui.sign_in.page import SignInPage

        page = self._sign_in = SignInPage(self._kit)
        page.signed_in.connect(self._on_signed_in)
        self._pages.addWidget(page)
        return page

    def _make(self, entry: ScreenEntry) -> Screen[Any]:
        screen = self._fresh.pop(entry.act, None) or entry.create(self._kit)
        self._stack.addWidget(screen)
        screen.open_requested.connect(self._on_open)
        if self._ready and entry.act in self._ready.services:
            screen.on_ready(self._ready.services[entry.act])
        if self._kit.session.actor:
            screen.on_actor(self._kit.session.actor)
        return screen

    @Slot()
    def _on_key(self) -> None:
        sender = self.sender()
        act = Act[str(sender.property("act"))]
        self._scanner.tell()  # a key that follows a scan is meant for what it shows
        self._arrive()  # a key is meant for the screen asked for before it
        if self._is_locked:
            page = self._pages.currentWidget()
            if isinstance(page, RefusalPage):
                page.take(act)
            return
        if act in WINDOW_ACTS:
            self._carry_out(act)
            return
        screen = self.screen_shown
        if act is Act.BACK and self._top.search.hasFocus():
            self._leave_search()
        elif screen is not None and not screen.carry_out(act) and act is Act.BACK:
            self._kit.messages.clear()

    def _carry_out(self, act: Act) -> None:
        if act is Act.SEARCH:
            self._top.search.take_focus()
        elif act is Act.LOCK:
            self.lock()
        elif act is Act.HELP:
            self._show_keys()
        else:
            self.go_to(act)

    def _leave_search(self) -> None:
        self._top.search.clear()
        if self.screen_shown:
            self.screen_shown.on_shown()

    def _show_keys(self) -> None:
        screen = self.screen_shown
        if screen is None or self._shown is None:
            return
        here = [(act.key_text, made.text()) for act, made in screen.offered()]
        screens = [(one.act.key_text, one.title) for one in self._entries.values()]
        window = [(act.key_text, act.label()) for act in (Act.SEARCH, Act.LOCK, Act.BACK)]
        title = self._entries[self._shown].title
        self._help = KeyHelp(title, here, screens + window, self._kit.scale, self)
        self._help.open()

    @Slot(str)
    def _on_search(self, text: str) -> None:
        self._on_open(OpenRequest(Act.TRACKING, text))

    @Slot(object)
    def _on_open(self, request: OpenRequest) -> None:
        if request.act not in self._entries or self._is_locked:
            return
        self.show_screen(request.act)
        self.screen_of(request.act).on_open(request.subject)

    @Slot(object)
    def _on_scanned(self, scan: Scan) -> None:
        if scan.damaged:
            self._kit.messages.error(
                self.tr(
                    "Bộ gõ tiếng Việt đã làm sai chữ của mã vừa quét, chưa lấy gì vào. "
                    "Tắt bộ gõ (hoặc chuyển sang tiếng Anh) rồi quét lại."
                )
            )
            return
        screen = self.screen_shown
        if screen is None:
            self._kit.messages.warning(
                self.tr("Chưa lấy mã vừa quét vì chưa vào làm việc. Vào làm việc rồi quét lại.")
            )
        elif not screen.on_scan(scan):
            self._take_elsewhere(scan)

    def _take_elsewhere(self, scan: Scan) -> None:
        """Send a scan that means nothing on this screen to the one it belongs to."""
        if scan.kind is ScanKind.NUMBER and Act.TRACKING in self._entries:
            self._on_open(OpenRequest(Act.TRACKING, scan.text))
        elif scan.kind in (ScanKind.CARD, ScanKind.MRZ) and Act.INTAKE in self._entries:
            self.show_screen(Act.INTAKE)
            self.screen_of(Act.INTAKE).on_scan(scan)
        else:
            self._kit.messages.warning(self.tr("Không nhận ra mã vừa quét, chưa làm gì."))

    @Slot()
    def _on_swallowed(self) -> None:
        self._kit.messages.warning(
            self.tr("Đã bỏ qua mã vừa quét vì đang có câu hỏi. Trả lời câu hỏi rồi quét lại.")
        )

    @Slot(object)
    def _on_signed_in(self, actor: Actor) -> None:
        self._memory.last_officer = actor.officer.login
        self._memory.last_desk = actor.desk
        self._pages.setCurrentIndex(0)
        self._top.search.setEnabled(True)
        if self._has_told_gone:
            self._has_told_gone = False
            self._kit.messages.clear()
        self._seat(actor)
        if self._shown:
            self.show_screen(self._shown)
        self._open_wanted()

    def _seat(self, actor: Actor) -> None:
        self._kit.session.enter(actor)
        for screen in self._screens.values():
            screen.on_actor(actor)

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
                text=self.tr("Còn việc chưa làm xong. Đóng chương trình?"),
                verbs=(self._leave_verb, stay),
                safe=stay,
            ),
            self._on_leave_answer,
        )

    def _on_leave_answer(self, verb: str) -> None:
        if verb == self._leave_verb:
            self._may_close = True
            self.close()
