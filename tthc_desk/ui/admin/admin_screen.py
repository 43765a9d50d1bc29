"""The admin screen: the calendar of the year, backups, ward packs, and the program itself."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QStackedWidget
from typing_extensions import override

from tthc_desk.domain.officers import Actor
from tthc_desk.ui.admin.about_part import AboutPart
from tthc_desk.ui.admin.backup_page import BackupPage
from tthc_desk.ui.admin.pack_look import PackLook
from tthc_desk.ui.admin.pack_page import PackPage
from tthc_desk.ui.admin.services import AdminServices
from tthc_desk.ui.admin.year_files import YearFiles
from tthc_desk.ui.admin.year_part import YearPart
from tthc_desk.ui.admin.year_state import YearState
from tthc_desk.ui.admin.year_work import YearWork
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import ActionButton, Role, button, column, dress, row
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.review_desk import ReviewDesk
from tthc_desk.ui.shared.screen import Screen
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.usecases.ward import Ward

_PARTS = (Act.PART_1, Act.PART_2, Act.PART_3, Act.PART_4)
_YEAR, _ABOUT, _BACKUP, _PACK = range(4)
_MOVES_DATES = frozenset({"hours"})
"""Fields of the profile that dates of open dossiers rest on, beside the calendar."""


class AdminScreen(Screen[AdminServices]):
    """What the ward's work rests on.

    Signals:
        print_requested: a `PrintRequest` for the receipts of dates that were moved.
        backed_up: a backup was made, or another folder was chosen for them.
        ward_changed: a pack was taken over: the `Ward` as it is now, and the sentence on it.
        restore_wanted: the ward is to be closed and a backup (Path) put in its place.
    """

    print_requested = Signal(object)
    backed_up = Signal()
    ward_changed = Signal(object, str)
    restore_wanted = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._services: AdminServices | None = None
        self.review = ReviewDesk(kit, self)
        self.work = YearWork(kit, self)
        self.files = YearFiles(kit, self)
        self._offer_acts()
        self._build()
        self._connect()
        self.show_part(_YEAR)

    @override
    def on_ready(self, services: AdminServices) -> None:
        self._services = services
        self.review.set_review(services.review)
        for part in (self.work, self.files, self.year, self.about, self.backups, self.packs):
            part.set_services(services)
        self._on_refresh()

    @override
    def on_actor(self, actor: Actor) -> None:
        self._on_refresh()
        self._follow()

    @override
    def on_shown(self) -> None:
        self._on_refresh()
        self._take_focus()
        self.review.count_soon()

    @override
    def on_open(self, subject: str) -> None:
        """Show a ward pack.

        Args:
            subject: path of its file.
        """
        self.show_part(_PACK)
        self.packs.read(Path(subject))

    @override
    def may_leave(self) -> bool:
        return not (self.work.is_busy or self.files.is_busy or self.packs.is_busy)

    def show_part(self, place: int, _: bool = False) -> None:
        """Bring a page to the front, counted from 0."""
        self._stack.setCurrentIndex(place)
        for at, made in enumerate(self._buttons):
            made.setChecked(at == place)
            dress(made, role="" if at == place else Role.QUIET.value)
        self._follow()
        self._on_refresh()
        self._take_focus()

    def _offer_acts(self) -> None:
        self._go = self.offer(Act.ACCEPT, self._on_go)
        self._import = self.offer(Act.NEW, self._on_new, self.tr("Nhập CSV"))
        self._save = self.offer(Act.SAVE_TABLE, self._on_save, self.tr("Lưu CSV"))
        self._dates = self.offer(Act.DECIDE, self._on_decide, self.tr("Xét ngày hẹn đổi"))
        self.offer(Act.REFRESH, self._on_refresh)
        self._back = self.offer(Act.BACK, self._on_back, self.tr("Quay lại các gói"))

    def _build(self) -> None:
        self.year = YearPart(self.kit, self._dates)
        self.about = AboutPart(self.kit)
        self.backups = BackupPage(self.kit)
        self.packs = PackPage(self.kit)
        self._stack = QStackedWidget()
        for page in (self.year, self.about, self.backups, self.packs):
            self._stack.addWidget(page)
        texts = (
            self.tr("Lịch năm"),
            self.tr("Về chương trình"),
            self.tr("Sao lưu"),
            self.tr("Gói phường"),
        )
        self._buttons = tuple(self._part_button(at, text) for at, text in enumerate(texts))
        quiet = (self._back, self._save, self._import)
        made = [ActionButton(action, Role.QUIET) for action in quiet]
        going = ActionButton(self._go, Role.PRIMARY)
        bar = row(*self._buttons, None, going, gap=Gap.NONE)
        self.setLayout(column(bar, self._stack, row(None, *made), margin=Gap.MEDIUM))

    def _part_button(self, place: int, text: str) -> QPushButton:
        act = _PARTS[place]
        made = button(f"{text}   {act.key_text}", partial(self.show_part, place), Role.QUIET)
        made.setCheckable(True)
        made.setAccessibleName(text)
        self.offer(act, partial(self.show_part, place), text)
        return made

    def _connect(self) -> None:
        self.year.state_read.connect(self._follow)
        self.backups.changed.connect(self.backed_up)
        self.backups.restore_wanted.connect(self.restore_wanted)
        self.work.confirmed.connect(self._on_confirmed)
        self.files.found.connect(self.year.show_year)
        self.files.taken.connect(self._on_taken)
        self.packs.changed.connect(self._follow)
        self.packs.applied.connect(self._on_pack_applied)
        self.review.counted.connect(self.year.show_shifts)
        self.review.print_wanted.connect(self.print_requested)
        for one in (self.work, self.files):
            one.refused.connect(self.year.reload)

    @Slot()
    def _follow(self) -> None:
        """Offer what can be done where the officer stands."""
        at, state = self._stack.currentIndex(), self.year.shown
        for action in (self._save, self._dates):
            action.setVisible(at == _YEAR)
            action.setEnabled(state is not None)
        looks = at == _PACK and self.packs.shows_difference
        self._import.setVisible(at == _YEAR or (at == _PACK and not looks))
        self._import.setText(self.tr("Nhập CSV") if at == _YEAR else self.tr("Chọn tệp khác"))
        self._import.setEnabled(state is not None or at == _PACK)
        self._back.setVisible(looks)
        self._dates.setText(self.tr("Xét ngày hẹn đổi"))
        if at == _BACKUP:
            self._dates.setText(self.tr("Đặt lại sổ từ bản này"))
            self._dates.setVisible(True)
            self._dates.setEnabled(self._services is not None and not self.backups.hindrance)
            self._name_go(self.tr("Sao lưu ngay"), self._services is not None)
        elif at == _PACK:
            self._name_go(self.packs.going, self.packs.can_go, self.packs.hindrance)
        elif at == _ABOUT:
            self._name_go(self.tr("Sao chép tất cả"), True)
        else:
            self._follow_year(state)

    def _follow_year(self, state: YearState | None) -> None:
        year = f" {state.year}" if state else ""
        if state is not None and state.calendar.confirmed:
            self._name_go(self.tr("Đã xác nhận năm") + year, False)
        else:
            self._name_go(self.tr("Xác nhận năm") + year, state is not None)

    def _name_go(self, text: str, enabled: bool, hindrance: str = "") -> None:
        self._go.setText(text)
        self._go.setStatusTip(hindrance)
        self._go.setEnabled(enabled)

    def _take_focus(self) -> None:
        self._page.take_focus()

    @Slot()
    def _on_refresh(self) -> None:
        self._page.reload()

    @property
    def _page(self) -> YearPart | AboutPart | BackupPage | PackPage:
        return (self.year, self.about, self.backups, self.packs)[self._stack.currentIndex()]

    @Slot()
    def _on_go(self) -> None:
        state = self.year.shown
        if self._stack.currentIndex() == _ABOUT:
            self.about.copy_all()
        elif self._stack.currentIndex() == _BACKUP:
            self.backups.make()
        elif self._stack.currentIndex() == _PACK:
            self.packs.go_on()
        elif state is not None and self.may_leave():
            self.work.ask(state)

    @Slot()
    def _on_new(self) -> None:
        if self._stack.currentIndex() == _PACK:
            self.packs.chooser.ask_file()
        else:
            self.files.ask_file()

    @Slot()
    def _on_back(self) -> None:
        self.packs.go_back()

    @Slot(object, object, str)
    def _on_pack_applied(self, look: PackLook, ward: Ward, said: str) -> None:
        """Tell the window first: the officer at it may not be one any more."""
        self.ward_changed.emit(ward, said)
        change = look.change
        moves = change.years or _MOVES_DATES & {one.name for one in change.profile}
        if moves and self.kit.session.actor is not None:
            self.review.open_if_any()

    @Slot()
    def _on_decide(self) -> None:
        if self._stack.currentIndex() == _BACKUP:
            self.backups.ask_restore()
        else:
            self.review.open()

    @Slot()
    def _on_save(self) -> None:
        if self.year.shown is not None:
            self.files.ask_place(self.year.shown.calendar)

    @Slot(int)
    def _on_confirmed(self, year: int) -> None:
        """Show the year confirmed, and the dates it moves at once."""
        self.year.show_year(year)
        self.review.open_if_any()

    @Slot(int)
    def _on_taken(self, year: int) -> None:
        self.year.show_year(year)
        self.review.count()
