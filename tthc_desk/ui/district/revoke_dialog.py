"""Asks from which day on a key no longer counts, and why."""

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget

from tthc_desk.domain.errors import DeskError
from tthc_desk.ui.shared.controls import Role, button, column, label, row
from tthc_desk.ui.shared.fields import DateField, LineField
from tthc_desk.ui.shared.forms import Form
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.usecases.district_ports import KeyLine

_WIDTH_CHARS = 64
_MINIMUM_REASON = 3


class RevokeDialog(QDialog):
    """Asks about one key; nothing is done when it is closed in any other way.

    Signals:
        agreed: key id (str), day (`date`), reason (str).
    """

    agreed = Signal(str, object, str)

    def __init__(self, kit: Kit, key: KeyLine, ward_name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._kit = kit
        self._key = key
        self.day, self.reason = DateField(), LineField(limit=500)
        self.form = Form()
        self.setWindowTitle(self.tr("Thu hồi khóa"))
        self.setMinimumWidth(kit.scale.chars_px(_WIDTH_CHARS))
        self.day.set_value(kit.now().date())
        self._build(ward_name)
        self.reason.setFocus()

    def _build(self, ward_name: str) -> None:
        title = self.tr("Thu hồi khóa {key} của {ward}?").format(
            key=self._key.key_id, ward=ward_name
        )
        detail = self.tr(
            "Tệp ký từ ngày ấy, và mọi tệp ký bằng khóa này đến sau lúc này, không được tính. "
            "Tệp đã nhận được giữ nguyên làm chứng cứ. Thu hồi rồi thì không mở lại được."
        )
        self.form.add(self.tr("Không tính từ ngày"), self.day, name="from", required=True)
        self.form.add(self.tr("Lý do"), self.reason, name="reason", required=True)
        self._carry_out = button(self.tr("Thu hồi"), self._on_agreed)
        self._carry_out.setEnabled(False)
        back = button(self.tr("Quay lại"), self.close, Role.PRIMARY)
        self.reason.textChanged.connect(self._on_typed)
        self.setLayout(
            column(
                label(title, Role.HEADING, wraps=True),
                label(detail, wraps=True),
                self.form,
                row(None, self._carry_out, back),
                gap=Gap.MEDIUM,
                margin=Gap.LARGE,
            )
        )

    @Slot(str)
    def _on_typed(self, _: str) -> None:
        self._carry_out.setEnabled(len(self.reason.value()) >= _MINIMUM_REASON)

    @Slot()
    def _on_agreed(self) -> None:
        day = self._day()
        if day is not None:
            self.close()
            self.agreed.emit(self._key.key_id, day, self.reason.value())

    def _day(self) -> date | None:
        self.form.clear_errors()
        try:
            day = self.day.value()
        except DeskError as error:
            self.form.refuse(error, self._kit.messages)
            return None
        if day is None or day > self._kit.now().date():
            self.form.show_error("from", self.tr("Ngày không được sau hôm nay."))
            return None
        return day
