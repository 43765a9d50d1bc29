"""The part for a dossier that is not taken: refused, or sent home with guidance."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tthc_desk.ui.intake.card import Card
from tthc_desk.ui.intake.intake_form import IntakeForm
from tthc_desk.ui.shared.controls import Role, column, label
from tthc_desk.ui.shared.fields import BlockField, Choice, ChoiceField
from tthc_desk.ui.shared.tokens import Gap


class TurnAwayPart(Card):
    """Decision and reason; hidden while dossiers are accepted.

    Signals:
        edited: a field changed.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.form = IntakeForm(columns=1)
        self._build()
        self.form.edited.connect(self.edited)

    @property
    def first_field(self) -> QWidget:
        """Give the reason's field."""
        return self.form.field("reason")

    def request_values(self) -> dict[str, Any]:
        """Give the fields as a request takes them."""
        if self.isHidden():
            return {"decision": "accept"}
        return {name: self.form.text(name) for name in ("decision", "reason")}

    def _build(self) -> None:
        guide = Choice("guide", self.tr("Hướng dẫn hoàn thiện, chưa nhận"))
        refuse = Choice("refuse", self.tr("Từ chối tiếp nhận"))
        self.form.add(self.tr("Quyết định"), ChoiceField((guide, refuse)), name="decision")
        self.form.add(self.tr("Lý do, nội dung"), BlockField(), name="reason", required=True)
        title = label(self.tr("Không nhận hồ sơ này"), Role.HEADING)
        text = self.tr(
            "F9 ghi vào sổ và in phiếu với số riêng; không cấp số hồ sơ. "
            "Giấy tờ bỏ đánh dấu bên dưới được ghi vào phiếu hướng dẫn là còn thiếu."
        )
        note = label(text, Role.NOTE, wraps=True)
        self.setLayout(column(title, note, self.form, gap=Gap.TIGHT, margin=Gap.SMALL))
