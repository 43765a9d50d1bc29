"""Enrolling a key: its fingerprint beside a field for what the signed sheet says."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QWidget

from tthc_desk.domain.errors import DeskError
from tthc_desk.domain.fingerprint import same_fingerprint
from tthc_desk.ui.district.words import titled
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.controls import ActionButton, Role, column, dress, label, panel, row
from tthc_desk.ui.shared.fields import DateField, LineField
from tthc_desk.ui.shared.fingerprint_grid import FingerprintGrid, large_font, typed_digits
from tthc_desk.ui.shared.forms import Form
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.usecases.enrolment import EnrolWish, KeyFileView

_FINGERPRINT_DIGITS = 32
_DAY_CHARS = 14


@dataclass(frozen=True, slots=True)
class KeyOffer:
    """A key file that was read: its bytes, its name, and what is known of it."""

    data: bytes
    file_name: str
    view: KeyFileView


class EnrolPage(QWidget):
    """Compares group by group; only the whole fingerprint lets the key be enrolled.

    Args:
        going, back: the acts whose buttons stand here.

    Signals:
        changed: whether the key may be enrolled may be otherwise now.
    """

    changed = Signal()

    def __init__(self, kit: Kit, going: QAction, back: QAction) -> None:
        super().__init__()
        self._kit = kit
        self._offer: KeyOffer | None = None
        self.grid = FingerprintGrid(kit.scale, compares=True)
        self.typed = LineField(limit=80, hint=self.tr("gõ hoặc quét mã trên phiếu"))
        self.since, self.until = DateField(), DateField()
        self.replaces = QCheckBox()
        self.replaces.setAccessibleName(self.tr("Thay khóa đang dùng"))
        self._title = label("", Role.TITLE, wraps=True)
        self._facts = label("", wraps=True)
        self._hint = label("", wraps=True)
        self._build(going, back)
        self.typed.textChanged.connect(self._on_typed)
        self.replaces.toggled.connect(self.changed)

    @property
    def offer(self) -> KeyOffer | None:
        """Give the key that is shown."""
        return self._offer

    @property
    def facts(self) -> str:
        """Give what is said of the key file."""
        return self._facts.text()

    @property
    def hint(self) -> str:
        """Give the sentence on how far the comparison is."""
        return self._hint.text()

    @property
    def may_enrol(self) -> bool:
        """Say whether the whole fingerprint was typed, and what it replaces was agreed to."""
        if self._offer is None:
            return False
        same = same_fingerprint(self.typed.text(), self._offer.view.file.public)
        return same and (not self._must_replace or self.replaces.isChecked())

    def show_offer(self, offer: KeyOffer) -> None:
        """Show another key file, nothing compared yet."""
        self._offer = offer
        file, ward = offer.view.file, offer.view.ward
        self._title.setText(f"{titled(file.ward_name)} ({file.ward_code})")
        self._facts.setText(self._facts_of(offer))
        self.grid.show_fingerprint(offer.view.fingerprint)
        self.form.clear_errors()
        self.days.clear_errors()
        self.typed.clear()
        self.since.set_value(ward.since if ward and ward.is_since_given else None)
        self.until.set_value(ward.until if ward else None)
        self._show_replacing(offer.view)
        self._on_typed("")

    def take_focus(self) -> None:
        """Put the cursor where the sheet is copied."""
        self.typed.setFocus(Qt.FocusReason.OtherFocusReason)

    def wish(self) -> EnrolWish | None:
        """Read the fields; None while one of them says what is wrong."""
        self.days.clear_errors()
        offer = self._offer
        if offer is None:
            return None
        try:
            since, until = self.since.value(), self.until.value()
        except DeskError as error:
            self.days.refuse(error, self._kit.messages)
            return None
        signing = offer.view.open_key
        replaces = signing.key_id if signing and self.replaces.isChecked() else ""
        return EnrolWish(self.typed.text(), since, until, replaces)

    def refuse(self, error: Exception) -> None:
        """Say what is wrong, under its field where it has one."""
        form = self.form if getattr(error, "field", "") == "fingerprint" else self.days
        form.refuse(error, self._kit.messages)

    @property
    def _must_replace(self) -> bool:
        """Say whether a key that signs now would have to give way."""
        offer = self._offer
        if offer is None or offer.view.is_known or offer.view.open_key is None:
            return False
        return offer.view.open_key.key_id != offer.view.file.replaces

    def _build(self, going: QAction, back: QAction) -> None:
        scale = self._kit.scale
        self.typed.setFont(large_font(self.typed.font(), scale))
        dress(self.typed, role="large")
        self.typed.setInputMethodHints(
            Qt.InputMethodHint.ImhLatinOnly | Qt.InputMethodHint.ImhNoPredictiveText
        )
        for day in (self.since, self.until):
            day.setFixedWidth(scale.chars_px(_DAY_CHARS))
        self.form = Form()
        self.form.add(self.tr("Phiếu khóa ghi"), self.typed, name="fingerprint", required=True)
        self.days = Form(columns=2)
        self.since.setToolTip(
            self.tr(
                "Để trống: từ tệp đầu tiên được tính của bất kỳ phường nào, hoặc từ tháng đăng ký."
            )
        )
        self.days.add(self.tr("Gửi số liệu từ"), self.since, name="since")
        self.days.add(self.tr("đến hết"), self.until, name="until")
        step = self.tr(
            "Đối chiếu đủ tám nhóm với phiếu khóa có chữ ký của phường. "
            "Không khớp, dù một chữ số: không đăng ký và báo ngay cho phường."
        )
        card = panel()
        card.setLayout(
            column(
                self._title,
                self._facts,
                label(self.tr("Dấu vân tay của khóa trong tệp"), Role.LABEL),
                self.grid,
                label(step, Role.NOTE, wraps=True),
                self.form,
                self._hint,
                row(self.days, None),
                self.replaces,
                gap=Gap.SMALL,
                margin=Gap.MEDIUM,
            )
        )
        buttons = row(ActionButton(back, Role.QUIET), None, ActionButton(going, Role.PRIMARY))
        self.setLayout(column(card, None, buttons))

    def _facts_of(self, offer: KeyOffer) -> str:
        file, view = offer.view.file, offer.view
        made = formats.moment(file.made_at)
        parts = [
            self.tr("Tệp {name} · mã khóa {key} · lập lúc {made}").format(
                name=offer.file_name, key=file.key_id, made=made
            )
        ]
        if view.is_known:
            parts.append(self.tr("Khóa này đã đăng ký: chỉ đổi được ngày gửi số liệu."))
        elif view.ward is None:
            parts.append(self.tr("Phường chưa có trong sổ: đăng ký lần đầu."))
        elif view.open_key is not None and view.open_key.key_id == file.replaces:
            text = self.tr("Thay khóa {key} mà phường đang dùng; khóa cũ hết dùng từ ngày lập.")
            parts.append(text.format(key=view.open_key.key_id))
        elif view.open_key is None:
            parts.append(self.tr("Phường hiện không có khóa nào đang dùng."))
        if view.other_name:
            text = self.tr("Tệp khóa ghi {told}, trong sổ là {kept}: giữ tên trong sổ.")
            parts.append(text.format(told=file.ward_name, kept=view.other_name))
        return "\n".join(parts)

    def _show_replacing(self, view: KeyFileView) -> None:
        self.replaces.setChecked(False)
        self.replaces.setVisible(self._must_replace)
        if view.open_key is not None:
            text = self.tr("Đã hỏi lại phường: khóa này thay khóa {key} đang dùng")
            self.replaces.setText(text.format(key=view.open_key.key_id))

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        self.form.clear_errors()
        self.grid.compare(text)
        words, tone = self._judged(text)
        self._hint.setText(words)
        dress(self._hint, tone=tone)
        self.changed.emit()

    def _judged(self, text: str) -> tuple[str, str]:
        digits = typed_digits(text)
        if not digits or self._offer is None:
            return self.tr("Chưa gõ nhóm nào."), ""
        if not digits.isascii():
            text = self.tr("Bộ gõ tiếng Việt đang bật. Tắt bộ gõ, xóa ô này rồi gõ lại.")
            return text, Tone.ERROR.value
        if same_fingerprint(text, self._offer.view.file.public):
            return self.tr("✓ Khớp cả tám nhóm."), Tone.DONE.value
        if "✕" in self.grid.marks or len(digits) > _FINGERPRINT_DIGITS:
            return self.tr("✕ Không khớp: xem nhóm có dấu ✕."), Tone.ERROR.value
        text = self.tr("Đã gõ {typed} trên {all} chữ số.")
        return text.format(typed=len(digits), all=_FINGERPRINT_DIGITS), ""
