"""The page on which the key of the pack is compared with IT's sheet."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tthc_desk.ui.first_start.page import Draft, Page
from tthc_desk.ui.first_start.services import FirstStartServices
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.controls import column, label
from tthc_desk.ui.shared.key_check import KeyCheck
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.tokens import Gap


class KeyPage(Page):
    """Shows the fingerprint; a person says that it is the one on the sheet."""

    def __init__(self, kit: Kit, services: FirstStartServices, draft: Draft) -> None:
        super().__init__(kit, services, draft)
        self._facts = label("", wraps=True)
        self.check = KeyCheck(kit.scale)
        layout = column(self._facts, self.check, gap=Gap.MEDIUM)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.check.changed.connect(self._settle)

    @property
    @override
    def title(self) -> str:
        return self.tr("Đối chiếu khóa ký gói")

    @property
    @override
    def reason(self) -> str:
        return self.tr(
            "Gói có thể bị đánh tráo trên đường đi. Phiếu giấy của bộ phận công nghệ thông tin in "
            "tám nhóm; khác một chữ số là không dùng gói này, và báo lại ngay."
        )

    @property
    @override
    def missing(self) -> str:
        return self.check.missing

    @override
    def arrive(self) -> None:
        opened = self.draft.pack
        text = self.tr("Gói của {ward} ({code}), lập lúc {made}, khóa {key}.")
        pack = opened.pack
        made = formats.moment(pack.made_at)
        self._facts.setText(
            text.format(ward=pack.ward_name, code=pack.ward_code, made=made, key=pack.key_id)
        )
        self.check.show_key(pack, compared=self.draft.choices.compared == opened.sealed.hash)

    @override
    def first_focus(self) -> QWidget:
        return self.check.compared

    @Slot()
    def _settle(self) -> None:
        done = not self.missing
        self.draft.change(compared=self.draft.pack.sealed.hash if done else "")
        self.changed.emit()
