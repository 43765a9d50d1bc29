"""Which papers a step brings about, in the order they are handed over."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from tthc_desk.domain.dossier import Dossier, Status
from tthc_desk.domain.moves import Action
from tthc_desk.domain.officers import Actor
from tthc_desk.usecases.dossier_papers import correction_text, result_slip_facts
from tthc_desk.usecases.lines import PaperLine
from tthc_desk.usecases.paper_facts import PaperKind
from tthc_desk.usecases.paper_issue import (
    OF_A_DOSSIER,
    issue,
    issue_receipt,
    issue_result_slip,
)
from tthc_desk.usecases.parties import is_outside
from tthc_desk.usecases.ports import WriteUnit
from tthc_desk.usecases.result_input import RESULT_FIELDS
from tthc_desk.usecases.ward import Ward

_LETTERS = {
    Action.REQUEST_SUPPLEMENT: PaperKind.SUPPLEMENT_REQUEST,
    Action.REFUSE: PaperKind.REFUSAL,
    Action.EXTEND: PaperKind.APOLOGY,
    Action.APOLOGISE: PaperKind.APOLOGY,
    Action.WITHDRAW: PaperKind.STOP_NOTICE,
    Action.STOP: PaperKind.STOP_NOTICE,
}
_CHANGES_DATE = {
    Action.COMPLETE_SUPPLEMENT: "Đã bổ sung, hoàn thiện hồ sơ",
    Action.OBLIGED: "Đã thực hiện nghĩa vụ tài chính",
    Action.EXTEND: "Hẹn lại ngày trả kết quả",
    Action.DECIDE_DATE: "Lịch làm việc thay đổi",
}


def step_papers(
    unit: WriteUnit, dossier: Dossier, action: Action, ward: Ward, actor: Actor, now: datetime
) -> Iterator[PaperLine]:
    """Issue the papers of a step that was just taken: letters first, then the new receipt."""
    if action in _LETTERS:
        yield OF_A_DOSSIER[_LETTERS[action]](unit, dossier, ward, actor, now)
    if action is Action.DELIVER:
        yield issue_result_slip(unit, dossier, ward, actor, now)
    if action is Action.FORWARD and is_outside(dossier.holder, ward):
        # Nghị định 118/2025/NĐ-CP Art 20: between levels it goes with a Phiếu chuyển xử lý.
        yield OF_A_DOSSIER[PaperKind.TRANSFER_SLIP](unit, dossier, ward, actor, now)
    if action is Action.CORRECT:
        yield from _correction_papers(unit, dossier, ward, actor, now)
    if action in _CHANGES_DATE and dossier.standing[-1].data.get("move", True):
        reason = str(dossier.standing[-1].data.get("reason") or "")
        words = _CHANGES_DATE[action] + (f": {reason}" if reason else "")
        yield issue_receipt(unit, dossier, ward, actor, now, words)


def _correction_papers(
    unit: WriteUnit, dossier: Dossier, ward: Ward, actor: Actor, now: datetime
) -> Iterator[PaperLine]:
    """Issue anew what the citizen holds, saying what was corrected; a result gets its letter."""
    fields: Any = dossier.standing[-1].data["fields"]
    reason = correction_text(fields)
    of_result = [name for name in fields if name in RESULT_FIELDS]
    if of_result:
        yield OF_A_DOSSIER[PaperKind.RESULT_CORRECTION](unit, dossier, ward, actor, now)
    if dossier.status is Status.DELIVERED:
        facts = result_slip_facts(dossier, ward, actor, reason)
        yield issue(unit, PaperKind.RESULT_SLIP, dossier.number, facts, actor, now)
    elif len(of_result) < len(fields):
        yield issue_receipt(unit, dossier, ward, actor, now, reason)
