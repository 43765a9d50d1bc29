"""The admin screen: the calendar of the year, backups, and what the program says of itself."""

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QStackedWidget
from typing_extensions import override

from tthc_desk.domain.officers import Actor
from tthc_desk.ui.admin.about_part import AboutPart
from tthc_desk.ui.admin.backup_page import BackupPage
from tthc_desk.ui.admin.services import AdminServices
from tthc_desk.ui.admin.year_files import YearFiles
from tthc_desk.ui.admin.year_part import YearPart
from tthc_desk.ui.admin.year_work import YearWork
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import ActionButton, Role, button, column, dress, row
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.review_desk import ReviewDesk
from tthc_desk.ui.shared.screen import Screen
from tthc_desk.ui.shared.tokens import Gap

_PARTS = (Act.PART_1, Act.PART_2, Act.PART_3)
_YEAR, _ABOUT, _BACKUP = range(3)


class AdminScreen(Screen[AdminServices]):
    """What the ward's work rests on.

    Signals:
        print_requested: a `PrintRequest` for the receipts of dates that were moved.
        backed_up: a backup was made, or another folder was chosen for them.
        restore_wanted: the ward is to be closed and a backup (Path) put in its place.
    """

    print_requested = Signal(object)
    backed_up = Signal()
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
        for part in (self.work, self.files, self.year, self.about, self.backups):
            part.set_services(services)
        self._on_refresh()

    @override
    def on_actor(self, actor: Actor) -> None:
        self._on_refresh()

    @override
    def on_shown(self) -> None:
        self._on_refresh()
        self._take_focus()
        self.review.count_soon()

    @override
    def may_leave(self) -> bool:
        return not (self.work.is_busy or self.files.is_busy)

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
        self._import = self.offer(Act.NEW, self.files.ask_file, self.tr("Nhập CSV"))
        self._save = self.offer(Act.SAVE_TABLE, self._on_save, self.tr("Lưu CSV"))
        self._dates = self.offer(Act.DECIDE, self._on_decide, self.tr("Xét ngày hẹn đổi"))
        self.offer(Act.REFRESH, self._on_refresh)

    def _build(self) -> None:
        self.year = YearPart(self.kit, self._dates)
        self.about = AboutPart(self.kit)
        self.backups = BackupPage(self.kit)
        self._stack = QStackedWidget()
        for page in (self.year, self.about, self.backups):
            self._stack.addWidget(page)
        texts = (self.tr("Lịch năm"), self.tr("Về chương trình"), self.tr("Sao lưu"))
        self._buttons = tuple(self._part_button(at, text) for at, text in enumerate(texts))
        made = [ActionButton(action, Role.QUIET) for action in (self._save, self._import)]
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
        self.review.counted.connect(self.year.show_shifts)
        self.review.print_wanted.connect(self.print_requested)
        for one in (self.work, self.files):
            one.refused.connect(self.year.reload)

    @Slot()
    def _follow(self) -> None:
        """Offer what can be done where the officer stands."""
        on_year, state = self._stack.currentIndex() == _YEAR, self.year.shown
        for action in (self._import, self._save, self._dates):
            action.setVisible(on_year)
            action.setEnabled(state is not None)
        self._dates.setText(self.tr("Xét ngày hẹn đổi"))
        if self._stack.currentIndex() == _BACKUP:
            self._dates.setText(self.tr("Đặt lại sổ từ bản này"))
            self._dates.setVisible(True)
            self._dates.setEnabled(self._services is not None)
            self._go.setText(self.tr("Sao lưu ngay"))
            self._go.setEnabled(self._services is not None)
        elif not on_year:
            self._go.setText(self.tr("Sao chép tất cả"))
            self._go.setEnabled(True)
        elif state is not None and state.calendar.confirmed:
            self._go.setText(self.tr("Đã xác nhận năm {year}").format(year=state.year))
            self._go.setEnabled(False)
        else:
            year = f" {state.year}" if state else ""
            self._go.setText(self.tr("Xác nhận năm") + year)
            self._go.setEnabled(state is not None)

    def _take_focus(self) -> None:
        self._page.take_focus()

    @Slot()
    def _on_refresh(self) -> None:
        self._page.reload()

    @property
    def _page(self) -> YearPart | AboutPart | BackupPage:
        return (self.year, self.about, self.backups)[self._stack.currentIndex()]

    @Slot()
    def _on_go(self) -> None:
        state = self.year.shown
        if self._stack.currentIndex() == _ABOUT:
            self.about.copy_all()
        elif self._stack.currentIndex() == _BACKUP:
            self.backups.make()
        elif state is not None and self.may_leave():
            self.work.ask(state)

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
