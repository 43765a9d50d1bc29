"""What the citizen pays: quantities, amounts apart, exemption, payment."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from tthc_desk.domain.fees import CHARGE, MAX_COPIES, MAX_PAGES, FeeLine
from tthc_desk.domain.procedure import FeeBasis, Procedure
from tthc_desk.ui.intake.card import Card
from tthc_desk.ui.intake.field_text import YES
from tthc_desk.ui.intake.intake_form import IntakeForm
from tthc_desk.ui.intake.outlook import Outlook
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.controls import Role, column, label
from tthc_desk.ui.shared.fields import Choice, ChoiceField, LineField, MoneyField, NumberField
from tthc_desk.ui.shared.tokens import Gap

_REASON_LIMIT = 500
_NUMBER_LIMIT = 40
_RESULT_LIMIT = 80
_CERTIFIED = ("pages", "copies", "electronic_copies", "at_once", "receipt", "result_number")
_AMOUNTS = ("charge_dong", "fee_dong")
_PAID_WITH = ("receipt_series", "receipt_number")


class FeesPart(Card):
    """Quantities and money of one dossier.

    Signals:
        edited: a field changed.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.form = IntakeForm(columns=2)
        self._sum = label("", Role.STRONG, wraps=True)
        self._lines = label("", Role.NOTE, wraps=True)
        self._exempt = label("", Role.NOTE, wraps=True)
        self._certification = False
        self._by_copies = False
        self._build()
        self.form.edited.connect(self.edited)
        self._show_rows(asks=False)

    @property
    def first_field(self) -> QWidget:
        """Give the field a clerk looks at first."""
        return self.form.field("pages" if self._certification else "exemption")

    def take(self, procedure: Procedure | None) -> None:
        """Begin with a procedure: certification is paid and handed over at once."""
        self.form.reset()
        self._certification = bool(procedure and procedure.certification)
        self._by_copies = self._certification or _counts_copies(procedure)
        if self._certification:
            self.form.put({"at_once": YES, "paid": "cash"})
        if self._by_copies:
            self.form.put({"copies": "1"})
        exemption = procedure.exemption if procedure else ""
        self._exempt.setText(self.tr("Được miễn: {}").format(exemption))
        self._exempt.setVisible(bool(exemption))

    def request_values(self) -> dict[str, Any]:
        """Give the fields as a request takes them; what is not asked is not sent."""
        text = self.form.text
        asked = not self.form.field("charge_dong").isHidden()
        at_once = self._certification and text("at_once") == YES
        values: dict[str, Any] = {
            "pages": text("pages") or 0,
            "copies": text("copies") or 0,
            "electronic_copies": text("electronic_copies") or 0,
            "at_once": at_once,
            "receipt": True if at_once and text("receipt") == YES else None,
            "result_number": text("result_number") or None,
            "exemption": text("exemption") or None,
            "paid": text("paid") or None,
        }
        for name in (*_AMOUNTS, *_PAID_WITH):
            values[name] = text(name) or None
        return values if asked else {**values, **dict.fromkeys(_AMOUNTS)}

    def show_outlook(self, outlook: Outlook | None) -> None:
        """Show what is to be paid, and ask where the catalogue does not say."""
        self._show_rows(asks=bool(outlook and outlook.asks_fees))
        cost = outlook.cost if outlook else None
        if cost is None:
            self._sum.setText(self._missing(outlook))
            self._lines.hide()
            return
        total = self.tr("Phí {charge}  ·  Lệ phí {fee}  ·  Thu {total}")
        self._sum.setText(
            total.format(
                charge=formats.dong(cost.charge_dong),
                fee=formats.dong(cost.fee_dong),
                total=formats.dong(cost.total_dong),
            )
        )
        lines = "; ".join(self._line_words(line) for line in cost.lines if line.basis)
        self._lines.setText(lines)
        self._lines.setVisible(bool(lines))

    def _build(self) -> None:
        form, text = self.form, self.tr
        form.add(text("Số trang"), NumberField(0, MAX_PAGES), name="pages")
        form.add(text("Số bản"), NumberField(0, MAX_COPIES), name="copies")
        form.add(text("Bản điện tử"), NumberField(0, MAX_COPIES), name="electronic_copies")
        form.add(text("Phí"), MoneyField(), name="charge_dong", required=True)
        form.add(text("Lệ phí"), MoneyField(), name="fee_dong", required=True)
        reason = LineField(_REASON_LIMIT, hint=text("để trống khi thu"))
        form.add(text("Lý do miễn"), reason, name="exemption", span=2)
        form.add(text("Đã thu"), ChoiceField(self._methods()), name="paid")
        form.add(text("Số kết quả"), LineField(_RESULT_LIMIT), name="result_number")
        form.add(text("Ký hiệu BL"), LineField(_NUMBER_LIMIT), name="receipt_series")
        form.add(text("Số biên lai"), LineField(_NUMBER_LIMIT), name="receipt_number")
        form.add(text("Trả ngay"), QCheckBox(text("trả kết quả luôn")), name="at_once")
        form.add(text("Giấy hẹn"), QCheckBox(text("vẫn in")), name="receipt")
        for name in ("at_once", "receipt"):
            form.field(name).setAccessibleName(form.field(name).property("text"))
        self._exempt.hide()
        parts = (form, self._exempt, self._sum, self._lines)
        self.setLayout(column(*parts, gap=Gap.TIGHT, margin=Gap.SMALL))

    def _methods(self) -> list[Choice]:
        return [
            Choice("", self.tr("Chưa thu")),
            Choice("cash", self.tr("Tiền mặt")),
            Choice("transfer", self.tr("Chuyển khoản")),
        ]

    def _show_rows(self, *, asks: bool) -> None:
        for name in _AMOUNTS:
            self.form.set_row_visible(name, asks)
        for name in _CERTIFIED:
            self.form.set_row_visible(name, self._certification)
        self.form.set_row_visible("copies", self._by_copies)
        paid = bool(self.form.text("paid"))
        for name in _PAID_WITH:
            self.form.set_row_visible(name, paid)

    def _missing(self, outlook: Outlook | None) -> str:
        if outlook is None:
            return self.tr("Phí, lệ phí tính khi đã chọn thủ tục.")
        if outlook.asks_fees:
            return self.tr("Danh mục chưa ghi mức thu: nhập phí và lệ phí, 0 nếu không thu.")
        if outlook.by_page:
            return self.tr("Nhập số trang của bản chính và số bản.")
        return self.tr("Chưa tính được phí, lệ phí.")

    def _line_words(self, line: FeeLine) -> str:
        kind = self.tr("phí") if line.kind == CHARGE else self.tr("lệ phí")
        if line.basis is FeeBasis.PAGE:
            words = self.tr("{kind}: {pages} trang, {price}/bản × {count} bản")
        elif line.basis is FeeBasis.COPY:
            words = self.tr("{kind}: {price} × {count} bản")
        else:
            words = self.tr("{kind}: {price}")
        text = words.format(
            kind=kind,
            pages=line.pages,
            price=formats.dong(line.unit_dong),
            count=formats.count(line.quantity),
        )
        return f"{text} {self.tr('(mức tối đa)')}" if line.capped else text


def _counts_copies(procedure: Procedure | None) -> bool:
    rules = procedure.fees if procedure else None
    return any(rule.basis is not FeeBasis.CASE for rule in rules or ())
