"""A window that leads from page to page: steps on the left, one page, and the keys back and on."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QPushButton, QStackedWidget, QWidget
from typing_extensions import override

from tthc_desk.ui.first_start.page import BarePage
from tthc_desk.ui.first_start.step_list import StepList
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import Role, button, column, label, row
from tthc_desk.ui.shared.key_help import KeyHelp
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.message_bar import MessageBar
from tthc_desk.ui.shared.tokens import Gap

SMALLEST_SIZE = (1093, 574)

P = TypeVar("P", bound=BarePage)


class PageWindow(QMainWindow, Generic[P]):
    """Shows one page after the other; what they are for is told by who makes them.

    Signals:
        painted: it stands on the screen for the first time.
        finished: the folder (Path) whose window is to be opened.
        closed: it is gone.
    """

    painted = Signal()
    finished = Signal(object)
    closed = Signal()

    def __init__(self, kit: Kit, bar: MessageBar, title: str, names: Sequence[str]) -> None:
        super().__init__()
        self._kit = kit
        self._pages: tuple[P, ...] = ()
        self._place = 0
        self._was_painted = False
        self._help: KeyHelp | None = None
        self.setWindowTitle(title)
        self._build(bar, names)
        for act in Act:
            shortcut = QShortcut(QKeySequence(act.key), self)
            shortcut.setProperty("act", act.name)
            shortcut.activated.connect(self._on_key)

    @property
    def page(self) -> P:
        """Give the page in front."""
        return self._pages[self._place]

    @property
    def hint(self) -> str:
        """Give the sentence on what must be done before going on."""
        return self._hint.text()

    @Slot()
    def come_forward(self) -> None:
        """Show this window to a person who started the program again."""
        self.showMaximized()
        self.raise_()
        self.activateWindow()

    @Slot()
    def go_on(self) -> None:
        """Go to the next page, or do what the page is for."""
        if self._pages and not self.page.missing:
            self._go_on_from(self.page)

    @Slot()
    def go_back(self) -> None:
        """Go to the page before."""
        if self._may_go_back:
            self._go_to(self._place - 1)

    def _take_pages(self, pages: Sequence[P]) -> None:
        self._pages = tuple(pages)
        for page in self._pages:
            self._stack.addWidget(page)
            page.changed.connect(self._follow)

    def _go_on_from(self, page: P) -> None:
        """Leave a page that lacks nothing; the last one does what all is for."""
        raise NotImplementedError

    def _go_to(self, place: int) -> None:
        """Go to a page, counted from 0."""
        self._kit.messages.clear()
        self._show(place)

    @property
    def _may_go_back(self) -> bool:
        return self._place > 0

    @property
    def _may_go_on(self) -> bool:
        """Whether the page in front has a key that goes on."""
        return True

    @property
    def _is_busy(self) -> bool:
        """Whether all keys must wait."""
        return False

    @property
    def _is_all_done(self) -> bool:
        return False

    @property
    def _left_for_later(self) -> frozenset[int]:
        """The pages that were passed without doing what they are for, counted from 0."""
        return frozenset()

    def _build(self, bar: MessageBar, names: Sequence[str]) -> None:
        self._steps = StepList(self._kit.scale, names)
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
        whole = column(body, bar, gap=Gap.NONE)
        whole.setStretch(0, 1)
        centre.setLayout(whole)
        self.setCentralWidget(centre)
        self._back.hide()
        self._next.hide()
        self.resize(*SMALLEST_SIZE)

    def _show(self, place: int) -> None:
        self._place = place
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
        self._next.setVisible(self._may_go_on)
        self._back.setVisible(self._may_go_back)
        later = self._left_for_later
        self._steps.mark(self._place, all_done=self._is_all_done, later=later)
        page.setEnabled(not self._is_busy)

    @Slot()
    def _on_key(self) -> None:
        if not self._pages or self._is_busy:
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

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self.painted.emit)
