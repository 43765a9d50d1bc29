"""The page of the signing key: whether this machine can sign, and what the superior compares."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy, QWidget

from tthc_desk.domain.fingerprint import fingerprint
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.controls import (
    ActionButton,
    Role,
    button,
    column,
    dress,
    label,
    panel,
    row,
)
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.record_table import RecordTableModel
from tthc_desk.ui.shared.record_view import RecordView
from tthc_desk.ui.shared.tokens import Gap
from tthc_desk.ui.transfer.key_words import KeyRow, condition_words, key_columns, key_rows
from tthc_desk.ui.transfer.services import TransferServices
from tthc_desk.usecases.signing_keys import KeyCondition, KeyState


class KeyPart(QWidget):
    """Shows the key in use and those before it.

    Args:
        look, print_now: the screen's actions on the sheet of the key.
        on_make: called to put a new key in the place of one that can be used.

    Signals:
        shown_changed: the keys were read.
    """

    shown_changed = Signal()

    def __init__(
        self, kit: Kit, look: QAction, print_now: QAction, on_make: Callable[[], object]
    ) -> None:
        super().__init__()
        self._kit = kit
        self._services: TransferServices | None = None
        self._shown: KeyState | None = None
        self._papers = QWidget()
        self.make = button(self.tr("Lập khóa mới…"), on_make)
        buttons = (ActionButton(look, Role.QUIET), ActionButton(print_now, Role.QUIET))
        self._papers.setLayout(row(*buttons, None, self.make, gap=Gap.NONE))
        self._build()

    @property
    def shown(self) -> KeyState | None:
        """Give the keys as last read, None before."""
        return self._shown

    @property
    def is_ready(self) -> bool:
        """Say whether this machine can sign."""
        return self._shown is not None and self._shown.condition is KeyCondition.READY

    @property
    def state_text(self) -> str:
        """Give the sentence on whether this machine can sign."""
        return self._state.text()

    @property
    def fingerprint_text(self) -> str:
        """Give the fingerprint in eight groups, empty while there is none."""
        return self._fingerprint.text()

    @property
    def hindrance_text(self) -> str:
        """Give why no key can be made, empty when it can."""
        return self._hindrance.text()

    @property
    def steps_text(self) -> str:
        """Give what to do next."""
        return self._steps.text()

    def set_services(self, services: TransferServices) -> None:
        """Take the use cases."""
        self._services = services

    @Slot()
    def reload(self) -> None:
        """Read the keys anew."""
        services = self._services
        if services is not None:
            self._kit.tasks.run(
                lambda: services.totals().key_state(), self._on_state, latest="transfer-key"
            )

    def take_focus(self) -> None:
        """Put the focus where work begins."""
        self.keys.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_hindrance(self, text: str) -> None:
        """Say why no key can be made now; empty when it can."""
        self._hindrance.setText(text)
        self._hindrance.setVisible(bool(text))
        self._papers.setVisible(self.is_ready)
        self.make.setEnabled(not text)

    def _build(self) -> None:
        self._state = label("", Role.HEADING, wraps=True)
        self._hindrance = label("", Role.NOTE, wraps=True)
        self._caption = label(self.tr("Dấu vân tay của khóa"), Role.LABEL)
        self._fingerprint = label("", Role.TITLE, wraps=True)
        self._made = label("", wraps=True)
        self._steps = label("", wraps=True)
        surface = panel()
        shown = (self._caption, self._fingerprint, self._made, self._steps)
        inner = column(self._state, self._hindrance, *shown, self._papers)
        inner.setContentsMargins(Gap.MEDIUM, Gap.SMALL, Gap.SMALL, Gap.SMALL)
        surface.setLayout(inner)
        surface.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.keys = RecordView(
            self._kit,
            RecordTableModel[KeyRow](key_columns(self._name_of)),
            name=self.tr("Các khóa đã lập"),
            empty_text=self.tr("Chưa lập khóa nào. Khóa được lập ở lần xuất đầu tiên, hoặc F9."),
        )
        layout = column(surface, self.keys)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _name_of(self, login: str) -> str:
        return self._services.officer_name(login) if self._services else login

    def _on_state(self, state: KeyState) -> None:
        self._shown = state
        said = condition_words(state.condition)
        self._state.setText(said.text)
        dress(self._state, tone=said.tone.value)
        current = state.current
        self._fingerprint.setText(fingerprint(current.public) if current else "")
        for one in (self._caption, self._fingerprint, self._made):
            one.setVisible(current is not None)
        if current is not None:
            text = self.tr("Lập lúc {at} bởi {who} · mã khóa {id}")
            at, who = formats.moment(current.made_at), self._name_of(current.officer)
            self._made.setText(text.format(at=at, who=who, id=current.key_id))
        self._steps.setText(self._what_to_do(state.condition))
        dress(self._steps, tone="" if current else Tone.WARNING.value)
        self.keys.records_model.set_records(key_rows(state))
        self.keys.select_row(0)
        self.shown_changed.emit()

    def _what_to_do(self, condition: KeyCondition) -> str:
        if condition is KeyCondition.READY:
            return self.tr(
                "Cấp trên chỉ nhận tệp số liệu khi đã đăng ký khóa này:\n"
                "1. Lưu tệp khóa (F9) vào thẻ nhớ.\n"
                "2. In phiếu khóa, ký và đóng dấu.\n"
                "3. Nộp cả hai; bên nhận đối chiếu đủ tám nhóm chữ số rồi mới đăng ký."
            )
        if condition is KeyCondition.NONE:
            return self.tr(
                "Lập khóa (F9), rồi nộp tệp khóa và phiếu khóa có chữ ký cho cấp trên đăng ký. "
                "Khóa không rời máy này và không nằm trong bản sao lưu."
            )
        return self.tr(
            "Khóa không nằm trong bản sao lưu nên sau khi khôi phục hoặc đổi máy phải lập khóa "
            "mới: lập khóa (F9), nộp tệp khóa và phiếu khóa để cấp trên đăng ký thay khóa cũ. "
            "Kỳ đã gửi mà sổ khôi phục không còn biết thì xuất tệp sửa đổi theo mã trên phiếu cũ."
        )
