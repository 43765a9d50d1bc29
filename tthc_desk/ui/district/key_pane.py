"""The keys of one ward: when each signs, its fingerprint, why it was revoked."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from tthc_desk.domain.fingerprint import fingerprint
from tthc_desk.ui.district.ward_columns import WardKeys, key_columns, key_days, ward_days
from tthc_desk.ui.district.words import titled
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.controls import ActionButton, Role, column, label, panel, row
from tthc_desk.ui.shared.fingerprint_grid import FingerprintGrid
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.record_table import RecordTableModel
from tthc_desk.ui.shared.record_view import RecordView
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.usecases.district_ports import KeyLine

_ROWS = 3


class KeyPane(QWidget):
    """Shows a `WardKeys`.

    Args:
        revoking: revokes the chosen key; its button stands under the key.

    Signals:
        chosen: another key is the current one.
    """

    chosen = Signal()

    def __init__(self, kit: Kit, revoking: QAction) -> None:
        super().__init__()
        self._kit = kit
        self._shown: WardKeys | None = None
        self._title = label("", Role.HEADING, wraps=True)
        self._days = label("", Role.NOTE, wraps=True)
        self.keys = RecordView(
            kit, RecordTableModel[KeyLine](key_columns()), name=self.tr("Khóa của phường")
        )
        self.keys.current_changed.connect(self._on_key)
        header = kit.scale.row_px + Gap.SMALL
        self.keys.setFixedHeight(header + _ROWS * kit.scale.row_px)
        self._fingerprint = FingerprintGrid(kit.scale)
        self._facts = label("", wraps=True)
        self._facts.setAccessibleName(self.tr("Thời gian dùng khóa"))
        self._facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._caption = label(self.tr("Dấu vân tay"), Role.LABEL)
        card = panel()
        card.setLayout(
            column(
                *(
                    self._title,
                    self._days,
                    self.keys,
                    self._caption,
                    self._fingerprint,
                    self._facts,
                ),
                row(ActionButton(revoking), None),
                None,
                margin=Gap.MEDIUM,
            )
        )
        self.setLayout(column(card))

    @property
    def ward(self) -> WardKeys | None:
        """Give the ward that is shown."""
        return self._shown

    @property
    def key(self) -> KeyLine | None:
        """Give the key under the cursor."""
        found = self.keys.current_record()
        return found if isinstance(found, KeyLine) else None

    @property
    def text(self) -> str:
        """Give what is said of the key under the cursor."""
        return f"{self._fingerprint.text}\n{self._facts.text()}"

    def show_ward(self, ward: WardKeys | None) -> None:
        """Show another ward; its newest key comes first."""
        self._shown = ward
        self._title.setText(titled(ward.ward.name) if ward else "")
        self._days.setText(ward_days(ward.ward) if ward else "")
        self.keys.records_model.set_records(tuple(reversed(ward.keys)) if ward else ())
        self.keys.select_row(0)
        self._on_key(self.key)

    def _on_key(self, key: KeyLine | None) -> None:
        self._caption.setVisible(key is not None)
        self._fingerprint.show_fingerprint(fingerprint(key.public) if key else "")
        self._facts.setText(self._facts_of(key) if key else "")
        self.chosen.emit()

    def _facts_of(self, key: KeyLine) -> str:
        lines = [
            self.tr("Lập lúc {made}; dùng {days}").format(
                made=formats.moment(key.made_at), days=key_days(key)
            )
        ]
        if key.replaces:
            lines.append(self.tr("Thay khóa {key}").format(key=key.replaces))
        if key.life.revoked_from is not None:
            text = self.tr("Thu hồi, không tính tệp ký từ {day}: {why}")
            lines.append(text.format(day=formats.day(key.life.revoked_from), why=key.reason))
        return "\n".join(lines)
