"""The handover screen: three tabs, one set of keys."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget
from typing_extensions import override

from tthc_desk.domain.officers import Actor
from tthc_desk.ui.handover.delivery_tab import DeliveryTab
from tthc_desk.ui.handover.list_tab import ListTab
from tthc_desk.ui.handover.services import HandoverServices
from tthc_desk.ui.handover.tab import Tab
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import Role, button, column, dress, row
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.scan_reading import Scan, ScanKind
from tthc_desk.ui.shared.screen import Screen
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.usecases.handover import ListKind

_PARTS = (Act.PART_1, Act.PART_2, Act.PART_3)


class HandoverScreen(Screen[HandoverServices]):
    """Lists out, results in, results to citizens.

    Signals:
        print_requested: a `PrintRequest`.
    """

    print_requested = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._services: HandoverServices | None = None
        self._accept = self.offer(Act.ACCEPT, self._on_accept)
        self._take_off = self.offer(Act.UNDO_STEP, self._on_take_off)
        self._put_on = self.offer(Act.DECIDE, self._on_put_on)
        self._build()
        self._offer_keys()
        self._follow()

    @override
    def on_ready(self, services: HandoverServices) -> None:
        self._services = services
        for tab in self._made.values():
            tab.set_services(services)
        self.current.reload()

    @override
    def on_actor(self, actor: Actor) -> None:
        self.current.reload()

    @override
    def on_shown(self) -> None:
        self.current.reload()
        self.current.take_focus()

    @override
    def on_scan(self, scan: Scan) -> bool:
        if scan.kind is ScanKind.NUMBER:
            self.current.take_number(scan.text)
            return True
        return self.current.take_scan(scan)

    @override
    def on_open(self, subject: str) -> None:
        self.current.take_number(subject)

    @property
    def current(self) -> Tab:
        """Give the tab in front."""
        return self.tab(self._stack.currentIndex())

    def tab(self, place: int) -> Tab:
        """Give a tab, counted from 0; it is built when it is first asked for."""
        if place not in self._made:
            tab = self._made[place] = self._makers[place]()
            self._pages[place].setLayout(column(tab, gap=Gap.NONE))
            tab.changed.connect(self._follow)
            tab.print_requested.connect(self.print_requested)
            if self._services is not None:
                tab.set_services(self._services)
        return self._made[place]

    def show_tab(self, place: int, _: bool = False) -> None:
        """Bring a tab to the front, counted from 0."""
        self._stack.setCurrentIndex(place)
        for at, made in enumerate(self._buttons):
            made.setChecked(at == place)
            dress(made, role="" if at == place else Role.QUIET.value)
        self._follow()
        self.current.reload()
        self.current.take_focus()

    def _build(self) -> None:
        keys = (self._accept, self._take_off, self._put_on)
        self._made: dict[int, Tab] = {}
        self._makers: tuple[Callable[[], Tab], ...] = (
            lambda: ListTab(self.kit, ListKind.OFFICERS, keys),
            lambda: ListTab(self.kit, ListKind.RESULTS, keys),
            lambda: DeliveryTab(self.kit, self._accept),
        )
        self._pages = tuple(QWidget() for _ in self._makers)
        self._stack = QStackedWidget()
        for page in self._pages:
            self._stack.addWidget(page)
        texts = (
            self.tr("Giao hồ sơ đi"),
            self.tr("Nhận kết quả về"),
            self.tr("Trả kết quả"),
        )
        self._buttons = tuple(self._tab_button(at, text) for at, text in enumerate(texts))
        bar = row(*self._buttons, None, gap=Gap.TIGHT)
        self.setLayout(column(bar, self._stack, margin=Gap.MEDIUM))
        self._buttons[0].setChecked(True)
        dress(self._buttons[0], role="")

    def _tab_button(self, place: int, text: str) -> QPushButton:
        act = _PARTS[place]
        made = button(f"{text}   {act.key_text}", partial(self.show_tab, place), Role.QUIET)
        made.setCheckable(True)
        made.setAccessibleName(text)
        self.offer(act, partial(self.show_tab, place), text)
        return made

    def _offer_keys(self) -> None:
        self.offer(Act.NEW, self._on_new, self.tr("Lập danh sách mới"))
        self.offer(Act.PREVIEW, self._on_look)
        self.offer(Act.REFRESH, self._on_refresh)
        self.offer(Act.BACK, self._on_new)

    @Slot()
    def _follow(self) -> None:
        """Let keys and buttons say what they do in the tab in front."""
        tab = self.current
        for made, offer in (
            (self._accept, tab.accept_offer()),
            (self._take_off, tab.take_off_offer()),
            (self._put_on, tab.put_on_offer()),
        ):
            made.setText(offer.text or made.text())
            made.setEnabled(offer.is_on)

    @Slot()
    def _on_accept(self) -> None:
        self.current.accept()

    @Slot()
    def _on_take_off(self) -> None:
        self.current.take_off()

    @Slot()
    def _on_put_on(self) -> None:
        self.current.put_on()

    @Slot()
    def _on_new(self) -> None:
        self.current.start_anew()

    @Slot()
    def _on_look(self) -> None:
        self.current.look()

    @Slot()
    def _on_refresh(self) -> None:
        self.current.reload()
