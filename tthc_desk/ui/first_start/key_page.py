"""The page on which the key of the pack is compared with IT's sheet."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QWidget
from typing_extensions import override

from tthc_desk.domain.fingerprint import same_fingerprint
from tthc_desk.ui.first_start.page import Draft, Page
from tthc_desk.ui.first_start.services import FirstStartServices
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.controls import Role, column, dress, label, panel
from tthc_desk.ui.shared.fields import LineField
from tthc_desk.ui.shared.fingerprint_grid import FingerprintGrid, large_font
from tthc_desk.ui.shared.forms import Form
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.tokens import Gap

_LONGEST = 80


class KeyPage(Page):
    """Shows the fingerprint; a person says that it is the one on the sheet."""

    def __init__(self, kit: Kit, services: FirstStartServices, draft: Draft) -> None:
        super().__init__(kit, services, draft)
        self._facts = label("", wraps=True)
        self.grid = FingerprintGrid(kit.scale, compares=True)
        self.compared = QCheckBox(self.tr("Đã đối chiếu đủ tám nhóm với phiếu của IT, khớp hết"))
        self.typed = LineField(limit=_LONGEST, hint=self.tr("gõ các nhóm trên phiếu"))
        self.typed.setFont(large_font(self.font(), kit.scale))
        dress(self.typed, role="large")
        form = Form()
        form.add(self.tr("Hoặc gõ lại từ phiếu"), self.typed, name="typed")
        card = panel()
        heading = label(self.tr("Dấu vân tay của khóa ký gói"), Role.HEADING)
        parts = (heading, self.grid, self.compared, form)
        card.setLayout(column(*parts, gap=Gap.MEDIUM, margin=Gap.LARGE))
        self.setLayout(column(self._facts, card, None, gap=Gap.MEDIUM))
        self.compared.toggled.connect(self._on_compared)
        self.typed.textChanged.connect(self._on_typed)

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
        typed, public = self.typed.text().strip(), self.draft.pack.pack.public
        if typed and not same_fingerprint(typed, public):
            return self.tr("Dấu vân tay gõ lại chưa đủ hoặc không khớp.")
        if typed or self.compared.isChecked():
            return ""
        return self.tr("Đánh dấu đã đối chiếu, hoặc gõ lại tám nhóm trên phiếu.")

    @override
    def arrive(self) -> None:
        opened = self.draft.pack
        text = self.tr("Gói của {ward} ({code}), lập lúc {made}, khóa {key}.")
        pack = opened.pack
        made = formats.moment(pack.made_at)
        self._facts.setText(
            text.format(ward=pack.ward_name, code=pack.ward_code, made=made, key=pack.key_id)
        )
        self.typed.clear()
        self.grid.show_fingerprint(pack.fingerprint)
        self.compared.setChecked(self.draft.choices.compared == opened.sealed.hash)

    @override
    def first_focus(self) -> QWidget:
        return self.compared

    @Slot(bool)
    def _on_compared(self, _: bool) -> None:
        self._settle()

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        self.grid.compare(text)
        self._settle()

    def _settle(self) -> None:
        done = not self.missing
        self.draft.change(compared=self.draft.pack.sealed.hash if done else "")
        self.changed.emit()
