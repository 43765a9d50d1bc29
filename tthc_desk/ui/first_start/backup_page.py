"""The page on which the folder for backups is chosen."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tthc_desk.ui.first_start.answers import Answers
from tthc_desk.ui.first_start.page import Draft, Page
from tthc_desk.ui.first_start.place_field import PlaceField, room_words
from tthc_desk.ui.first_start.services import LATER, YES, FirstStartServices, Place
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import Role, column, label, panel
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.tokens import Gap


class BackupPage(Page):
    """A folder on another drive at best; it may be left for later."""

    def __init__(self, kit: Kit, services: FirstStartServices, draft: Draft) -> None:
        super().__init__(kit, services, draft)
        name = self.tr("Thư mục bản sao lưu")
        self.field = PlaceField(kit, name, self._look)
        self.field.looked.connect(self._on_looked)
        options = ((YES, self.tr("Sao lưu vào thư mục này")), (LATER, self.tr("Để sau")))
        self.answers = Answers(options)
        self.answers.chosen.connect(self._on_chosen)
        card = panel()
        note = self.tr(
            "Chốt sổ mỗi ngày xong, chương trình tự sao lưu vào đây. Bản sao được mã hóa và không "
            "kèm tệp khóa: khóa phải cất riêng, mất khóa thì không ai mở được bản sao."
        )
        heading, said = label(name, Role.HEADING), label(note, Role.NOTE, wraps=True)
        parts = (heading, self.field, self.answers, said)
        card.setLayout(column(*parts, gap=Gap.MEDIUM, margin=Gap.LARGE))
        self.setLayout(column(card, None))

    @property
    @override
    def title(self) -> str:
        return self.tr("Nơi để bản sao lưu")

    @property
    @override
    def reason(self) -> str:
        return self.tr(
            "Ổ đĩa hỏng là mất hết hồ sơ nếu không có bản sao. Nên chọn một ổ khác với ổ dữ liệu."
        )

    @property
    @override
    def missing(self) -> str:
        if self.answers.value == LATER:
            return ""
        place = self.field.place
        if place is None:
            path = self.field.path.value()
            chosen = self.tr("Đang xem thư mục…")
            return chosen if path else self.tr("Ghi hoặc chọn thư mục, hay chọn để sau.")
        return self.tr("Chọn thư mục khác, hoặc để sau.") if place.problem else ""

    @property
    @override
    def keys(self) -> tuple[tuple[str, str], ...]:
        return ((Act.NEW.key_text, self.tr("Chọn thư mục")), *self.answers.keys)

    @override
    def arrive(self) -> None:
        kept = self.draft.choices.backup
        self.answers.set_value(LATER if kept == LATER else YES)
        proposed = "" if kept == LATER else kept
        self.field.show_path(proposed or self.services.propose_backup(self.draft.choices.folder))
        self.field.setEnabled(kept != LATER)

    @override
    def first_focus(self) -> QWidget:
        return self.answers.first if self.answers.value == LATER else self.field.path

    @override
    def carry_out(self, act: Act) -> bool:
        if act is Act.NEW and self.field.isEnabled():
            self.field.ask()
            return True
        return self.answers.take(act)

    def _look(self, path: str) -> Place:
        return self.services.check_backup(path, self.draft.choices.folder)

    @Slot()
    def _on_looked(self) -> None:
        place = self.field.place
        if place is not None and place.problem is None and place.same_drive:
            text = self.tr("▲ Cùng ổ đĩa với dữ liệu: ổ hỏng thì mất cả hai. {room}")
            room = room_words(self.field, place).lstrip("✓▲ ")
            self.field.say(text.format(room=room), Tone.WARNING)
        self._keep()

    @Slot(str)
    def _on_chosen(self, value: str) -> None:
        self.field.setEnabled(value == YES)
        self._keep()

    def _keep(self) -> None:
        later = self.answers.value == LATER
        self.draft.change(backup=LATER if later else self.field.fit)
        self.changed.emit()
