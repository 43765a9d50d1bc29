"""A fingerprint to compare with IT's sheet: ticked as compared, or typed from it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from tthc_desk.domain.fingerprint import same_fingerprint
from tthc_desk.ui.shared.controls import Role, column, dress, label, panel
from tthc_desk.ui.shared.fields import LineField
from tthc_desk.ui.shared.fingerprint_grid import FingerprintGrid, large_font
from tthc_desk.ui.shared.forms import Form
from tthc_desk.ui.shared.tokens import Gap, TypeScale
from tthc_desk.usecases.pack_content import WardPack

_LONGEST = 80


class KeyCheck(QWidget):
    """Shows the key a pack is signed with; a person says that it is the one on the sheet.

    Signals:
        changed: what is missing may be otherwise now.
    """

    changed = Signal()

    def __init__(self, scale: TypeScale) -> None:
        super().__init__()
        self._public = b""
        self.grid = FingerprintGrid(scale, compares=True)
        self.compared = QCheckBox(self.tr("Đã đối chiếu đủ tám nhóm với phiếu của IT, khớp hết"))
        self.typed = LineField(limit=_LONGEST, hint=self.tr("gõ các nhóm trên phiếu"))
        self.typed.setFont(large_font(self.font(), scale))
        dress(self.typed, role="large")
        form = Form()
        form.add(self.tr("Hoặc gõ lại từ phiếu"), self.typed, name="typed")
        card = panel()
        heading = label(self.tr("Dấu vân tay của khóa ký gói"), Role.HEADING)
        parts = (heading, self.grid, self.compared, form)
        card.setLayout(column(*parts, gap=Gap.MEDIUM, margin=Gap.LARGE))
        self.setLayout(column(card, None))
        self.setFocusProxy(self.compared)
        self.compared.toggled.connect(self._on_compared)
        self.typed.textChanged.connect(self._on_typed)

    @property
    def missing(self) -> str:
        """Say what must be done before the key is trusted; empty when nothing."""
        typed = self.typed.text().strip()
        if typed and not same_fingerprint(typed, self._public):
            return self.tr("Dấu vân tay gõ lại chưa đủ hoặc không khớp.")
        if typed or self.compared.isChecked():
            return ""
        return self.tr("Đánh dấu đã đối chiếu, hoặc gõ lại tám nhóm trên phiếu.")

    def show_key(self, pack: WardPack, *, compared: bool = False) -> None:
        """Show the key of a pack.

        Args:
            compared: it was compared before.
        """
        self._public = pack.public
        self.typed.clear()
        self.grid.show_fingerprint(pack.fingerprint)
        self.compared.setChecked(compared)

    @Slot(bool)
    def _on_compared(self, _: bool) -> None:
        self.changed.emit()

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        self.grid.compare(text)
        self.changed.emit()
