"""The fields each step is asked with; what they hold goes raw to the use case."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tthc_desk.domain.errors import DeskError
from tthc_desk.domain.moves import Action
from tthc_desk.domain.officers import Role
from tthc_desk.domain.procedure import DeadlineMode
from tthc_desk.domain.text_input import ADDRESS_LIMIT
from tthc_desk.ui.shared.check_list import CheckItem, CheckList
from tthc_desk.ui.shared.fields import (
    BlockField,
    Choice,
    ChoiceField,
    DateField,
    LineField,
    MoneyField,
    NumberField,
)
from tthc_desk.ui.shared.forms import Form
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Messages
from tthc_desk.ui.steps.correction_rows import CorrectionRows, value_of
from tthc_desk.ui.steps.opened import Opened
from tthc_desk.ui.steps.proposals import is_past_completing
from tthc_desk.usecases.action_input import ActionInput
from tthc_desk.usecases.words import CAUSE_WORDS

_TAKEN = frozenset(item.name for item in fields(ActionInput))
_ROWS_SHOWN = 5


class StepFields(Form):
    """Fields of one step of one dossier, named as the use case names them."""

    def __init__(self, kit: Kit, action: Action, opened: Opened, today: date) -> None:
        super().__init__()
        self._kit = kit
        self._action = action
        self._opened = opened
        self._today = today
        self._made: dict[str, QWidget] = {}
        self._missing: CheckList | None = None
        self._corrected: CorrectionRows | None = None
        self._builders()[action]()

    def given(self) -> ActionInput:
        """Give what was typed.

        Raises:
            DeskError: with its field, for a text that cannot be a day, a number or an amount.
        """
        values: dict[str, Any] = {
            name: value_of(field) for name, field in self._made.items() if name in _TAKEN
        }
        if self._action is Action.REQUEST_SUPPLEMENT:
            values["missing"] = self._missing_names()
        if self._corrected:
            values["changes"] = self._corrected.changes()
        return ActionInput(**values)

    def first_field(self) -> QWidget | None:
        """Give the field typing begins in, None for a step without fields."""
        if self._corrected:
            return self._corrected.first_field
        return self._missing or next(iter(self._made.values()), None)

    def made(self, name: str) -> LineField:
        """Give a line of text by its name."""
        field = self._made[name]
        if not isinstance(field, LineField):
            raise TypeError(name)
        return field

    @override
    def refuse(self, error: Exception, messages: Messages) -> None:
        if self._corrected and isinstance(error, DeskError):
            row = self._corrected.place_of(error.field or "")
            if self.show_error(row, messages.words_of(error)):
                return
        super().refuse(error, messages)

    def _builders(self) -> dict[Action, Callable[[], None]]:
        return {
            Action.FORWARD: self._forward,
            Action.REQUEST_SUPPLEMENT: self._supplement,
            Action.COMPLETE_SUPPLEMENT: self._nothing,
            Action.OBLIGE: self._reason,
            Action.OBLIGED: self._nothing,
            Action.FINISH: self._result,
            Action.REFUSE: self._refusal,
            Action.DELIVER: self._collector,
            Action.WITHDRAW: self._ending,
            Action.STOP: self._stop,
            Action.EXTEND: self._new_due,
            Action.APOLOGISE: self._new_due,
            Action.EXPLAIN_DELAY: self._delay,
            Action.PAY: self._payment,
            Action.REFUND: self._refund,
            Action.CORRECT: self._correction,
            Action.UNDO: self._reason,
            Action.VOID: self._reason,
        }

    def _put(
        self, text: str, field: QWidget, name: str, *, unit: str = "", star: bool = False
    ) -> None:
        self.add(text, field, name=name, unit=unit, required=star)
        self._made[name] = field

    def _nothing(self) -> None:
        """Ask for nothing: the key alone decides."""

    def _reason(self) -> None:
        self._put(self.tr("Lý do"), BlockField(3), "reason", star=True)

    def _ending(self) -> None:
        self._reason()
        self._put(self.tr("Giấy tờ trả lại"), LineField(300), "returned_originals")

    def _stop(self) -> None:
        self._ending()
        if is_past_completing(self._opened.detail.dossier, self._today):
            field = self._made["reason"]
            if isinstance(field, BlockField):
                # Proposed, to be typed over: a person decides why.
                field.set_value(self.tr("Không hoàn thiện hồ sơ trong 15 ngày"))

    def _delay(self) -> None:
        causes = [Choice(code, word) for code, word in CAUSE_WORDS.items()]
        self._put(self.tr("Nguyên nhân"), ChoiceField(causes), "cause", star=True)
        self._put(self.tr("Giải thích"), BlockField(3), "reason")

    def _forward(self) -> None:
        officers = [o for o in self._opened.officers if o.role is not Role.COUNTER]
        choices = [Choice(o.login, f"{o.name} · {o.unit or o.title}".strip(" ·")) for o in officers]
        if choices:
            self._put(self.tr("Người giải quyết"), ChoiceField(choices), "holder", star=True)
        else:
            self._put(self.tr("Người giải quyết"), LineField(100), "holder", star=True)

    def _supplement(self) -> None:
        if self._opened.required:
            self._missing = CheckList(
                self._kit, name=self.tr("Giấy tờ còn thiếu"), titles=(self.tr("Còn thiếu"),)
            )
            self._missing.set_items([CheckItem(n, False, ()) for n in self._opened.required])
            rows = min(len(self._opened.required), _ROWS_SHOWN) + 1.5
            self._missing.setFixedHeight(round(self._kit.scale.row_px * rows))
            self.add(self.tr("Giấy tờ"), self._missing, name="missing")
        self._put(self.tr("Giấy tờ khác"), LineField(ADDRESS_LIMIT), "other_missing")
        self._put(self.tr("Lý do"), BlockField(2), "reason", star=True)
        dossier = self._opened.detail.dossier
        if dossier.supplements and dossier.facts["mode"] == DeadlineMode.RESTART:
            self._put(self.tr("Luật cho phép lần 2"), LineField(200), "law", star=True)

    def _result(self) -> None:
        self._put(self.tr("Số văn bản"), LineField(80), "result_number")
        self._result_rest()

    def _refusal(self) -> None:
        self._put(self.tr("Lý do"), BlockField(2), "reason", star=True)
        self._result()

    def _result_rest(self) -> None:
        signed = DateField()
        signed.set_value(self._today)
        copies = NumberField(0, 1000)
        copies.set_value(1)
        self._put(self.tr("Ngày ký"), signed, "result_date")
        self._put(self.tr("Người ký"), LineField(100), "signer")
        self._put(self.tr("Số bản"), copies, "copies", unit=self.tr("bản"))

    def _new_due(self) -> None:
        self._put(self.tr("Ngày trả mới"), DateField(), "new_due", star=True)
        self._reason()

    def _payment(self) -> None:
        dossier = self._opened.detail.dossier
        self._amounts(dossier.charge_due_dong, dossier.fee_due_dong)

    def _refund(self) -> None:
        dossier = self._opened.detail.dossier
        self._reason()
        self._amounts(dossier.paid_charge_dong, dossier.paid_fee_dong)

    def _amounts(self, charge_dong: int, fee_dong: int) -> None:
        for text, name, owed in (
            (self.tr("Phí"), "charge_dong", charge_dong),
            (self.tr("Lệ phí"), "fee_dong", fee_dong),
        ):
            field = MoneyField()
            if owed > 0:
                field.set_value(owed)
                self._put(text, field, name, unit=self.tr("đồng"))
        self._money_paid()

    def _money_paid(self) -> None:
        ways = (Choice("cash", self.tr("Tiền mặt")), Choice("transfer", self.tr("Chuyển khoản")))
        self._put(self.tr("Cách trả"), ChoiceField(ways), "method")
        self._put(self.tr("Ký hiệu biên lai"), LineField(40), "receipt_series")
        self._put(self.tr("Số biên lai"), LineField(40), "receipt_number")

    def _collector(self) -> None:
        submitter = self._opened.detail.dossier.facts["submitter"]
        self._put(self.tr("Người nhận"), LineField(), "collector_name", star=True)
        self._put(self.tr("Số định danh"), LineField(30), "collector_id")
        self._put(self.tr("Điện thoại"), LineField(20), "collector_phone")
        self._put(self.tr("Giấy ủy quyền"), LineField(200), "authority")
        self._put(self.tr("Bản gốc trả lại"), LineField(300), "returned_originals")
        self.made("collector_name").set_value(str(submitter["name"]))
        self.made("collector_phone").set_value(str(submitter["phone"]))
        if self._opened.detail.owed_dong > 0:
            self._money_paid()

    def _correction(self) -> None:
        self._corrected = CorrectionRows(self, self._opened.detail.dossier)
        self._reason()

    def _missing_names(self) -> tuple[str, ...]:
        items = self._missing.items() if self._missing else ()
        ticked = tuple(item.name for item in items if item.checked)
        other = self.made("other_missing").value()
        return (*ticked, other) if other else ticked
