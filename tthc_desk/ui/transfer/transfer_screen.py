"""The transfer screen: totals to the superior, the signing key, the official system's list."""

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget
from typing_extensions import override

from tthc_desk.domain.officers import Actor
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import ActionButton, Role, button, column, dress, row
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.screen import OpenRequest, Screen
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.ui.transfer.folder_line import FolderLine
from tthc_desk.ui.transfer.key_page import KeyPage
from tthc_desk.ui.transfer.official_page import OfficialPage
from tthc_desk.ui.transfer.page import TransferPage, Verb
from tthc_desk.ui.transfer.send_page import SendPage
from tthc_desk.ui.transfer.services import TransferServices

_PARTS = (Act.PART_1, Act.PART_2, Act.PART_3)
_SEND, _KEY, _OFFICIAL = range(3)
_OF_PAGES = (
    Act.ACCEPT,
    Act.SAME_PERSON,
    Act.PREVIEW,
    Act.DECIDE,
    Act.NEW,
    Act.SAVE_TABLE,
    Act.REFRESH,
)


class TransferScreen(Screen[TransferServices]):
    """What leaves the ward, how far it has come, and what came back."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._services: TransferServices | None = None
        self._official: OfficialPage | None = None
        self._actions = {act: self.offer(act, partial(self._on_act, act)) for act in _OF_PAGES}
        self._build()
        self._connect()
        self.show_part(_SEND)

    @override
    def on_ready(self, services: TransferServices) -> None:
        self._services = services
        self.folder.set_services(services)
        for page in self._pages:
            page.set_services(services)
        self._reload()

    @override
    def on_actor(self, actor: Actor) -> None:
        for page in self._pages:
            page.follow()

    @override
    def on_shown(self) -> None:
        self._reload()
        self._page.take_focus()

    @override
    def may_leave(self) -> bool:
        return not any(page.is_busy for page in self._pages)

    @property
    def official(self) -> OfficialPage:
        """Give the page of the official system; it is built when it is first asked for."""
        if self._official is None:
            made = self._official = OfficialPage(self.kit)
            made.open_wanted.connect(self._on_dossier)
            made.changed.connect(self._follow)
            self._room.setLayout(column(made, gap=Gap.NONE))
            if self._services is not None:
                made.set_services(self._services)
        return self._official

    def show_part(self, place: int, _: bool = False) -> None:
        """Bring a page to the front, counted from 0."""
        self._stack.setCurrentIndex(place)
        for at, made in enumerate(self._buttons):
            made.setChecked(at == place)
            dress(made, role="" if at == place else Role.QUIET.value)
        self._page.follow()
        self._follow()
        self._reload()
        self._page.take_focus()

    def _build(self) -> None:
        acts = self._actions
        papers = (acts[Act.PREVIEW], acts[Act.DECIDE])
        self.folder = FolderLine(self.kit, acts[Act.NEW], acts[Act.SAVE_TABLE])
        self.send = SendPage(self.kit, self.folder, *papers)
        self.key = KeyPage(self.kit, self.folder, *papers)
        self._room = QWidget()
        self._stack = QStackedWidget()
        for page in (self.send, self.key, self._room):
            self._stack.addWidget(page)
        texts = (self.tr("Gửi số liệu"), self.tr("Khóa ký"), self.tr("Đối chiếu"))
        self._buttons = tuple(self._part_button(at, text) for at, text in enumerate(texts))
        self._doing = QWidget()
        again = ActionButton(acts[Act.SAME_PERSON], Role.QUIET)
        going = ActionButton(acts[Act.ACCEPT], Role.PRIMARY)
        self._doing.setLayout(row(again, going, gap=Gap.NONE))
        bar = row(*self._buttons, None, self._doing, gap=Gap.NONE)
        layout = column(bar, self._stack, self.folder, margin=Gap.MEDIUM)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _part_button(self, place: int, text: str) -> QPushButton:
        act = _PARTS[place]
        made = button(f"{text}   {act.key_text}", partial(self.show_part, place), Role.QUIET)
        made.setCheckable(True)
        made.setAccessibleName(text)
        self.offer(act, partial(self.show_part, place), text)
        return made

    def _connect(self) -> None:
        for page in (self.send, self.key):
            page.changed.connect(self._follow)
        self.folder.looked.connect(self._follow)

    @property
    def _pages(self) -> tuple[TransferPage, ...]:
        """Give the pages that are built."""
        return (self.send, self.key, *filter(None, (self._official,)))

    @property
    def _page(self) -> TransferPage:
        """Give the page in front."""
        place = self._stack.currentIndex()
        return self.official if place == _OFFICIAL else self._pages[place]

    @Slot()
    def _follow(self) -> None:
        """Offer what can be done where the officer stands."""
        page = self._page
        verbs = {**self._folder_verbs(page), Act.REFRESH: Verb(Act.REFRESH.label())}
        verbs |= page.verbs()
        # What goes must go first: a bar that is too wide for a moment widens the window.
        for act, action in sorted(self._actions.items(), key=lambda one: one[0] in verbs):
            if act in verbs:
                action.setText(verbs[act].name)
                action.setEnabled(verbs[act].is_on)
            action.setVisible(act in verbs)
        self.folder.setVisible(page.uses_folder)
        self._doing.setVisible(not page.has_own_buttons)

    def _folder_verbs(self, page: TransferPage) -> dict[Act, Verb]:
        if not page.uses_folder:
            return {}
        return {
            Act.NEW: Verb(self.tr("Chọn nơi ghi"), not page.is_busy),
            Act.SAVE_TABLE: Verb(self.tr("Mở thư mục"), self.folder.can_show),
        }

    def _on_act(self, act: Act, _: bool = False) -> None:
        page = self._page
        if act in page.verbs():
            page.carry_out(act)
        elif act is Act.NEW:
            self.folder.ask()
        elif act is Act.SAVE_TABLE:
            self.folder.show_folder()
        else:
            self._reload()

    def _reload(self) -> None:
        if self._page.uses_folder:
            self.folder.look()
        self._page.reload()

    @Slot(str)
    def _on_dossier(self, subject: str) -> None:
        self.open_requested.emit(OpenRequest(Act.TRACKING, subject))
