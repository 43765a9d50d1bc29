"""The page of ward packs: which one is in force, which were found, and what one would change."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.ui.admin.pack_difference import PackDifferenceView
from tthc_desk.ui.admin.pack_look import PackLook
from tthc_desk.ui.admin.pack_work import PackWork
from tthc_desk.ui.admin.services import AdminServices, PackServices
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.controls import Role, column, dress, label
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Question, Tone
from tthc_desk.ui.shared.pack_chooser import FoundPack, PackChooser
from tthc_desk.ui.shared.record_table import Column
from tthc_desk.usecases.ward import Ward
from tthc_desk.usecases.ward_pack import PinnedPack

_PLACE_CHARS = 14


@dataclass(frozen=True, slots=True)
class _InForce:
    """The pack taken over last, and whose ward this is."""

    pinned: PinnedPack | None
    ward_code: str


class PackPage(QWidget):
    """Two leaves: the packs to choose from, and the difference of the chosen one.

    Signals:
        changed: what can be done here may be otherwise now.
        applied: a pack was taken over: the `PackLook` of it, the `Ward` as it is now, and the
            sentence that said so.
    """

    changed = Signal()
    applied = Signal(object, object, str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._services: PackServices | None = None
        self._in_force: _InForce | None = None
        self._is_reading = False
        self._asked: PackLook | None = None
        self.work = PackWork(kit, self)
        self._build()
        self._connect()

    @property
    def is_busy(self) -> bool:
        """Say whether a pack is being taken over."""
        return self.work.is_busy

    @property
    def shows_difference(self) -> bool:
        """Say whether a pack is looked at."""
        return self._leaves.currentIndex() == 1

    @property
    def can_go(self) -> bool:
        """Say whether the key that goes on does anything now."""
        is_free = self._services is not None and not (self._is_reading or self.is_busy)
        return is_free and not self.hindrance

    @property
    def hindrance(self) -> str:
        """Say why whoever sits here may not go on; empty when nothing is in the way."""
        return self.difference.hindrance if self.shows_difference else ""

    @property
    def going(self) -> str:
        """Name what the key that goes on does."""
        return self.tr("Áp dụng gói") if self.shows_difference else self.tr("Xem gói này")

    @property
    def state_text(self) -> str:
        """Give the sentence on the pack in force, or on why one cannot be used."""
        return self._state.text()

    def set_services(self, services: AdminServices) -> None:
        """Take the use cases."""
        self._services = services.packs
        self.work.set_services(services.packs)
        self.chooser.set_finder(services.packs.find, services.packs.stick)

    @Slot()
    def reload(self) -> None:
        """Read what is shown anew."""
        look = self.difference.look
        if self.shows_difference and look is not None:
            self.work.look_again(look, self._first_day(look))
            return
        self._read_in_force()
        self.chooser.seek()

    def take_focus(self) -> None:
        """Put the focus where work begins."""
        if self.shows_difference:
            self.difference.take_focus()
        else:
            self.chooser.list.setFocus()

    @Slot(object)
    def read(self, path: Path) -> None:
        """Read a pack and show what it would change."""
        if self.is_busy:
            return
        self._kit.messages.clear()
        self._is_reading = True
        self._say(self.tr("Đang đọc gói {name}…").format(name=path.name), Tone.INFO)
        self.changed.emit()
        self.work.read(path)

    @Slot()
    def go_on(self) -> None:
        """Show the chosen pack, or take over the one that is shown."""
        if not self.can_go:
            return
        if self.shows_difference:
            self._ask()
            return
        found = self.chooser.list.current_record()
        if isinstance(found, FoundPack):
            self.read(found.path)

    @Slot()
    def go_back(self) -> None:
        """Go back to the packs that were found; nothing was changed."""
        if not self.is_busy:
            self._show_leaf(0)
            self.reload()

    def _build(self) -> None:
        self._state = label("", Role.STRONG, wraps=True)
        note = self.tr(
            "Gói của bộ phận công nghệ thông tin đổi hồ sơ phường, cán bộ, thủ tục, lịch và lời "
            "văn trong một lần. Hồ sơ đã nhận giữ nguyên ngày hẹn và mức thu của mình."
        )
        compared = Column[FoundPack](self.tr("So với sổ"), self._comparison, _PLACE_CHARS)
        self.chooser = PackChooser(self._kit, (compared,), has_buttons=False)
        self.difference = PackDifferenceView(self._kit)
        first = QWidget()
        layout = column(self._state, label(note, Role.NOTE, wraps=True), self.chooser)
        layout.setStretch(2, 1)
        first.setLayout(layout)
        self._leaves = QStackedWidget()
        self._leaves.addWidget(first)
        self._leaves.addWidget(self.difference)
        self.setLayout(column(self._leaves))

    def _connect(self) -> None:
        self.chooser.found.connect(self._on_found)
        self.chooser.file_chosen.connect(self.read)
        self.chooser.list.activated_record.connect(self._on_activated)
        self.difference.day_wanted.connect(self._on_day)
        self.difference.changed.connect(self.changed)
        self.work.looked.connect(self._on_looked)
        self.work.not_read.connect(self._on_not_read)
        self.work.applied.connect(self._on_applied)
        self.work.refused.connect(self._on_refused)

    def _show_leaf(self, at: int) -> None:
        self._leaves.setCurrentIndex(at)
        self.changed.emit()
        self.take_focus()

    def _say(self, text: str, tone: Tone | None = None) -> None:
        self._state.setText(text)
        dress(self._state, tone=tone.value if tone else "")

    def _read_in_force(self) -> None:
        services = self._services
        if services is None:
            return

        def work() -> _InForce:
            return _InForce(services.packs.pinned(), services.ward().code)

        self._kit.tasks.run(work, self._on_in_force, latest="admin-pack-in-force")

    def _on_in_force(self, found: _InForce) -> None:
        self._in_force = found
        pinned = found.pinned
        if pinned is None:
            self._say(self.tr("Sổ này lập không từ gói nào, chưa tin khóa ký gói nào."))
        else:
            text = self.tr("Gói đang dùng: lập lúc {made}, khóa ký {key}.")
            self._say(text.format(made=formats.moment(pinned.made_at), key=pinned.key_id))

    def _comparison(self, found: FoundPack) -> str:
        known, pack = self._in_force, found.pack
        if known is None or pack is None:
            return ""
        if pack.ward_code != known.ward_code:
            return self.tr("phường khác")
        if known.pinned is None or pack.made_at > known.pinned.made_at:
            return self.tr("mới hơn")
        if pack.made_at < known.pinned.made_at:
            return self.tr("cũ hơn")
        return self.tr("đang dùng")

    @Slot(object)
    def _on_found(self, found: tuple[FoundPack, ...]) -> None:
        newer = [at for at, one in enumerate(found) if self._comparison(one) == self.tr("mới hơn")]
        self.chooser.list.select_row(newer[0] if newer else 0)

    @Slot(object)
    def _on_activated(self, found: FoundPack) -> None:
        if self.can_go:
            self.read(found.path)

    def _first_day(self, look: PackLook) -> date:
        return max(look.change.from_day, self._kit.now().date())

    @Slot(object)
    def _on_day(self, day: date) -> None:
        look = self.difference.look
        if look is not None:
            self.work.look_again(look, day)

    @Slot(object)
    def _on_looked(self, look: PackLook) -> None:
        self._is_reading = False
        shown = self.difference.look
        again = self.shows_difference and shown is not None and shown.opened is look.opened
        self.difference.show_look(look, again=again)
        if again:
            self.changed.emit()
        else:
            self._show_leaf(1)

    @Slot(object)
    def _on_not_read(self, error: Exception) -> None:
        self._is_reading = False
        if isinstance(error, DeskError) and error.code is Code.DATE and self.shows_difference:
            self.difference.refuse_day(error)
            return
        if not isinstance(error, DeskError):
            self._kit.messages.failed(error)
        self._say(self._kit.messages.words_of(error), Tone.ERROR)
        self._show_leaf(0)

    def _ask(self) -> None:
        look = self.difference.look
        if look is None or self.difference.wanted_day_differs():
            return
        missing = self.difference.missing
        if missing:
            self._kit.messages.warning(missing)
            return
        self._asked = look
        back = self.tr("Quay lại")
        question = Question(
            text=self.tr("Áp dụng gói lập lúc {made}?").format(
                made=formats.moment(look.opened.pack.made_at)
            ),
            detail=self._detail(look),
            verbs=(self._verb, back),
            safe=back,
        )
        self._kit.messages.ask(question, self._on_answer)

    @property
    def _verb(self) -> str:
        return self.tr("Áp dụng gói")

    def _detail(self, look: PackLook) -> str:
        if not look.change.changes_rules:
            return self.tr("Không đổi gì trong sổ; gói này được ghi nhận là gói đang dùng.")
        text = self.tr("Đổi {what}.").format(what=self.difference.summary)
        if not look.change.changes_procedures:
            return text
        first = self.tr("Thủ tục đổi áp dụng cho hồ sơ nhận từ {day}.")
        return f"{text} {first.format(day=formats.day(look.change.from_day))}"

    def _on_answer(self, verb: str) -> None:
        look, self._asked = self._asked, None
        if verb == self._verb and look is not None:
            self.work.apply(look, compared=look.change.new_key)
            self.changed.emit()

    @Slot(object, object)
    def _on_applied(self, look: PackLook, ward: Ward) -> None:
        what = self.difference.summary
        text = self.tr("Đã áp dụng gói lập lúc {made}: {what}.")
        made = formats.moment(look.opened.pack.made_at)
        nothing = self.tr("không đổi gì trong sổ")
        said = text.format(made=made, what=what or nothing)
        self._kit.messages.done(said)
        self.go_back()
        self.applied.emit(look, ward, said)

    @Slot(object)
    def _on_refused(self, error: Exception) -> None:
        self._kit.messages.failed(error)
        self.changed.emit()
        self.reload()
