"""Which options of `act` belong to which step; any other is wrong usage, never ignored."""

from dataclasses import fields

import typer

from tthc_desk.domain.moves import Action
from tthc_desk.usecases.action_input import ActionInput

_RESULT = {"result_number", "result_date", "signer", "summary", "copies"}
_MONEY = {"method", "charge_dong", "fee_dong"}
_OF_STEP = {
    Action.FORWARD: {"holder"},
    Action.REQUEST_SUPPLEMENT: {"missing", "law"},
    Action.FINISH: _RESULT,
    Action.REFUSE: _RESULT,
    Action.DELIVER: {"collector_name", "collector_id", "collector_phone"}
    | {"authority", "returned_originals"},
    Action.WITHDRAW: {"returned_originals"},
    Action.STOP: {"returned_originals"},
    Action.EXTEND: {"new_due"},
    Action.APOLOGISE: {"new_due"},
    Action.EXPLAIN_DELAY: {"cause"},
    Action.DECIDE_DATE: {"move"},
    Action.PAY: {*_MONEY, "receipt_series", "receipt_number"},
    Action.REFUND: {*_MONEY, "cashier", "receipt_series", "receipt_number"},
    Action.CORRECT: {"changes"},
}
_WORDS = {
    "charge_dong": "charge",
    "fee_dong": "fee",
    "collector_name": "collector",
    "returned_originals": "returned",
    "changes": "set",
    "move": "move/--keep",
}


def check_options(action: Action, given: ActionInput) -> None:
    """Refuse options that do not belong to a step.

    Raises:
        typer.BadParameter: names them.
    """
    allowed = _OF_STEP.get(action, set()) | {"reason"}
    plain = ActionInput()
    odd = [
        "--" + _WORDS.get(item.name, item.name).replace("_", "-")
        for item in fields(ActionInput)
        if item.name not in allowed and getattr(given, item.name) != getattr(plain, item.name)
    ]
    if odd:
        raise typer.BadParameter(f"bước {action.value} không dùng {', '.join(odd)}")
