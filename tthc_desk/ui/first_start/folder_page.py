"""The page on which the data folder is chosen."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tthc_desk.ui.first_start.page import Draft, Page
from tthc_desk.ui.first_start.place_field import PlaceField
from tthc_desk.ui.first_start.services import FirstStartServices
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import Role, column, label, panel
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.tokens import Gap


class FolderPage(Page):
    """Proposes the platform's place; another one may be typed or chosen."""

    def __init__(self, kit: Kit, services: FirstStartServices, draft: Draft) -> None:
        super().__init__(kit, services, draft)
        name = self.tr("Thư mục dữ liệu")
        self.field = PlaceField(kit, name, services.check_folder)
        self.field.looked.connect(self._on_looked)
        card = panel()
        note = self.tr(
            "Nên giữ thư mục đề xuất. Không dùng được: ổ mạng, thư mục đồng bộ như OneDrive, "
            "thư mục đã có tệp. Dữ liệu được mã hóa; tệp khóa ward.key nằm cùng thư mục, "
            "lập sổ xong hãy chép một bản khóa cất riêng."
        )
        parts = (label(name, Role.HEADING), self.field, label(note, Role.NOTE, wraps=True))
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
        return self.tr("Chọn thư mục khác.") if place.problem else ""

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
        return act is Act.NEW

    @Slot()
    def _on_looked(self) -> None:
        self.draft.change(folder=self.field.path.value())
        self.changed.emit()
