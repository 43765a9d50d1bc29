"""The page on which the data folder is chosen."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tthc_desk.ui.first_start.page import Draft, Page
from tthc_desk.ui.first_start.place_field import PlaceField
from tthc_desk.ui.first_start.services import FirstStartServices
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import Role, button, column, label, panel, row
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.tokens import Gap


class FolderPage(Page):
    """Proposes the platform's place; another one may be typed or chosen.

    Signals:
        opening_wanted: work with the ward that lies in a folder (str) already.
    """

    opening_wanted = Signal(str)

    def __init__(self, kit: Kit, services: FirstStartServices, draft: Draft) -> None:
        super().__init__(kit, services, draft)
        name = self.tr("Thư mục dữ liệu")
        self.field = PlaceField(kit, name, services.check_folder)
        self.field.looked.connect(self._on_looked)
        words = self.tr("Mở sổ đã có trong thư mục này")
        self.open_there = button(f"{words}   {Act.PART_1.key_text}", self._on_open)
        self.open_there.setAccessibleName(words)
        self.open_there.hide()
        card = panel()
        note = self.tr(
            "Nên giữ thư mục đề xuất. Không dùng được: ổ mạng, thư mục đồng bộ như OneDrive, "
            "thư mục đã có tệp. Dữ liệu được mã hóa; tệp khóa ward.key nằm cùng thư mục, "
            "lập sổ xong hãy chép một bản khóa cất riêng."
        )
        heading, said = label(name, Role.HEADING), label(note, Role.NOTE, wraps=True)
        parts = (heading, self.field, row(self.open_there, None), said)
        card.setLayout(column(*parts, gap=Gap.MEDIUM, margin=Gap.LARGE))
        self.setLayout(column(card, None))

    @property
    @override
    def title(self) -> str:
        return self.tr("Nơi đặt dữ liệu")

    @property
    @override
    def reason(self) -> str:
        return self.tr("Mọi hồ sơ của phường nằm trong một thư mục trên ổ đĩa của máy này.")

    @property
    @override
    def missing(self) -> str:
        place = self.field.place
        if place is None:
            path = self.field.path.value()
            return self.tr("Đang xem thư mục…") if path else self.tr("Ghi hoặc chọn thư mục.")
        if place.holds_ward:
            return self.tr("Mở sổ đã có (Ctrl+1), hoặc chọn thư mục khác để lập sổ mới.")
        return self.tr("Chọn thư mục khác.") if place.problem else ""

    @property
    @override
    def keys(self) -> tuple[tuple[str, str], ...]:
        choose = (Act.NEW.key_text, self.tr("Chọn thư mục"))
        opening = (Act.PART_1.key_text, self.open_there.accessibleName())
        return (choose,) if self.open_there.isHidden() else (choose, opening)

    @override
    def arrive(self) -> None:
        self.field.show_path(self.draft.choices.folder or str(self.services.home))

    @override
    def first_focus(self) -> QWidget:
        return self.field.path

    @override
    def carry_out(self, act: Act) -> bool:
        if act is Act.NEW:
            self.field.ask()
        elif act is Act.PART_1 and not self.open_there.isHidden():
            self._on_open()
        else:
            return False
        return True

    @Slot()
    def _on_open(self) -> None:
        self.opening_wanted.emit(self.field.path.value())

    @Slot()
    def _on_looked(self) -> None:
        place = self.field.place
        holds_ward = place is not None and place.holds_ward
        self.open_there.setVisible(holds_ward)
        if holds_ward:
            text = self.tr("▲ Trong thư mục này đã có sổ: mở sổ ấy, đừng lập lại ở đây.")
            self.field.say(text, Tone.WARNING)
        self.draft.change(folder=self.field.fit)
        self.changed.emit()
