"""The page on which the key file of the backup is found or chosen."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.ui.first_start.place_field import FileField
from tthc_desk.ui.first_start.restoring.restore_page import RestoreDraft, RestorePage
from tthc_desk.ui.first_start.restoring.services import FoundBackup, RestoreServices
from tthc_desk.ui.first_start.services import Place
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import Role, column, label, panel
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.tokens import Gap


class KeyFilePage(RestorePage):
    """Proposes the key that was found; any other file may be chosen and is tried at once."""

    def __init__(self, kit: Kit, services: RestoreServices, draft: RestoreDraft) -> None:
        super().__init__(kit, services, draft)
        self._shown_for: FoundBackup | None = None
        name = self.tr("Tệp khóa (ward.key)")
        self.field = FileField(kit, name, self._look)
        self.field.looked.connect(self._on_looked)
        card = panel()
        note = self.tr(
            "Tìm ở nơi phường cất riêng bản sao khóa, trên USB, hoặc trong thư mục dữ liệu của "
            "máy cũ nếu ổ đĩa còn đọc được. Không có khóa thì không ai mở được bản sao này, kể cả "
            "nơi làm ra chương trình; khi đó chỉ còn cách lập sổ mới từ gói cấu hình."
        )
        parts = (label(name, Role.HEADING), self.field, label(note, Role.NOTE, wraps=True))
        card.setLayout(column(*parts, gap=Gap.MEDIUM, margin=Gap.LARGE))
        self.setLayout(column(card, None))

    @property
    @override
    def title(self) -> str:
        return self.tr("Tệp khóa của bản sao")

    @property
    @override
    def reason(self) -> str:
        return self.tr(
            "Phải có cả hai: bản sao lưu đã mã hóa, tệp khóa mở nó ra. Hai thứ cất ở hai nơi để "
            "ai nhặt được một thứ cũng không đọc được hồ sơ của dân."
        )

    @property
    @override
    def missing(self) -> str:
        place = self.field.place
        if place is None:
            path = self.field.path.value()
            return self.tr("Đang thử khóa…") if path else self.tr("Chọn tệp khóa.")
        return self.tr("Chọn tệp khóa khác.") if place.problem else ""

    @override
    def arrive(self) -> None:
        found = self.draft.found
        if found is not None and found != self._shown_for:
            self._shown_for = found
            self.field.show_path(str(found.key or ""))
        else:
            self.field.look_again()

    @override
    def first_focus(self) -> QWidget:
        return self.field.path

    @override
    def carry_out(self, act: Act) -> bool:
        if act is Act.NEW:
            self.field.ask()
        return act is Act.NEW

    def _look(self, path: str) -> Place:
        found = self.draft.found
        try:
            if found is not None:
                self.services.open(found.path, Path(path))
        except DeskError as error:
            return Place(Path(path), error)
        return Place(Path(path), None)

    @Slot()
    def _on_looked(self) -> None:
        place = self.field.place
        self.draft.key = None
        if place is not None and place.problem is None:
            self.field.say(self.tr("✓ Đúng khóa của bản sao này."), Tone.DONE)
            self.draft.key = place.folder
        elif place is not None and place.problem is not None and place.problem.code is Code.KEY:
            self.field.say(self._wrong_words(place.problem), Tone.ERROR)
        self.changed.emit()

    def _wrong_words(self, problem: DeskError) -> str:
        words = {
            "missing": self.tr("✕ Không thấy tệp này. Kiểm tra lại đường dẫn, USB đã cắm chưa."),
            "unreadable": self.tr("✕ Không đọc được tệp này (không có quyền đọc, hoặc lỗi đĩa)."),
            "other_backup": self.tr("✕ Khóa này là của sổ khác, không mở được bản sao này."),
        }
        wrong = self.tr("✕ Tệp này không phải tệp khóa, hoặc đã bị sửa.")
        return words.get(str(problem.facts.get("reason")), wrong)
