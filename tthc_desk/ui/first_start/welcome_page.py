"""The first page: a real ward, or one to train with."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tthc_desk.ui.first_start.page import Page
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.controls import Receiver, Role, button, column, label, panel, row
from tthc_desk.ui.shared.tokens import Gap


class WelcomePage(Page):
    """Three ways to begin.

    Signals:
        real_wanted: go on to the pack.
        training_wanted: open the training ward.
        restore_wanted: put a backup back.
    """

    real_wanted = Signal()
    training_wanted = Signal()
    restore_wanted = Signal()

    @property
    @override
    def title(self) -> str:
        return self.tr("Chào mừng đến với Một cửa")

    @property
    @override
    def reason(self) -> str:
        return self.tr(
            "Máy này chưa có sổ của phường. Chọn một trong ba cách bắt đầu; "
            "đến bước cuối mới lập sổ, đóng giữa chừng thì lần sau làm tiếp."
        )

    @property
    @override
    def keys(self) -> tuple[tuple[str, str], ...]:
        ways = (
            (Act.PART_1, self.tr("Lập sổ của phường")),
            (Act.PART_2, self.tr("Phường tập huấn")),
            (Act.PART_3, self.tr("Khôi phục sổ từ bản sao lưu")),
        )
        return tuple((act.key_text, text) for act, text in ways)

    @override
    def first_focus(self) -> QWidget:
        return self._real

    @override
    def arrive(self) -> None:
        if self.layout() is None:
            self._build()

    @override
    def carry_out(self, act: Act) -> bool:
        wanted = {
            Act.PART_1: self.real_wanted,
            Act.PART_2: self.training_wanted,
            Act.PART_3: self.restore_wanted,
        }.get(act)
        if wanted is not None:
            wanted.emit()
        return wanted is not None

    def _build(self) -> None:
        self._real, real = self._way(
            self.tr("Lập sổ của phường"),
            self.tr(
                "Từ gói cấu hình do bộ phận công nghệ thông tin gửi "
                "(tệp PHUONG_….tthcpack). Khoảng mười phút, chín bước ngắn."
            ),
            f"{self.tr('Lập sổ của phường')}   {Act.PART_1.key_text}",
            self.real_wanted,
            Role.PRIMARY,
        )
        _, training = self._way(
            self.tr("Phường tập huấn"),
            self.tr(
                "Có sẵn hồ sơ mẫu của một ngày ở quầy, người và số đều không có thật, "
                "mọi giấy tờ mang dấu tập huấn. Nằm ở thư mục riêng, không đụng đến sổ thật."
            ),
            f"{self.tr('Mở tập huấn')}   {Act.PART_2.key_text}",
            self.training_wanted,
        )
        _, restoring = self._way(
            self.tr("Khôi phục sổ từ bản sao lưu"),
            self.tr(
                "Máy cũ hỏng hoặc mất: đặt lại sổ của phường từ bản sao lưu gần nhất. "
                "Cần tệp bản sao (….backup) và tệp khóa ward.key."
            ),
            f"{self.tr('Khôi phục sổ')}   {Act.PART_3.key_text}",
            self.restore_wanted,
        )
        ways = row(real, training, restoring, gap=Gap.MEDIUM)
        for at in (0, 1, 2):
            ways.setStretch(at, 1)
        self.setLayout(column(ways, None))

    def _way(
        self, title: str, text: str, verb: str, wanted: Receiver, role: Role | None = None
    ) -> tuple[QWidget, QWidget]:
        card = panel()
        start = button(verb, wanted, role)
        parts = (label(title, Role.HEADING), label(text, wraps=True), None, row(start, None))
        card.setLayout(column(*parts, gap=Gap.MEDIUM, margin=Gap.LARGE))
        return start, card
