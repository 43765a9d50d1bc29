"""What an officer says along with a step, raw, and the events it becomes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tthc_desk.domain.dossier import Dossier, local_day
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import Json
from tthc_desk.domain.money import dong
from tthc_desk.domain.moves import Action
from tthc_desk.domain.numbering import official_code
from tthc_desk.domain.people import phone
from tthc_desk.domain.text_input import (
    ADDRESS_LIMIT,
    clean_block,
    clean_line,
    typed_day,
    whole_number,
)
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.usecases.rules import RuleBook

REASON_LIMIT = 2000
_CORRECTABLE = {
    "official_code": "official_code",
    "note": "note",
    "result_place": "result_place",
    "owner_name": "owner",
    "owner_address": "owner",
    "owner_phone": "owner",
    "submitter_name": "submitter",
    "submitter_address": "submitter",
    "submitter_phone": "submitter",
}


@dataclass(frozen=True, slots=True)
class ActionInput:
    """Fields of all steps; each step reads its own and leaves the others.

    Args:
        holder: login or name of the case officer it goes to.
        missing: papers that have to be brought (request-supplement).
        law: the sector law of a second supplement request.
        new_due: ISO moment, or a day (then the clock time of the old due moment).
        method: "cash" or "transfer".
        charge_dong, fee_dong: amounts paid; None: all that is owed.
        changes: field → new value (correct).
    """

    reason: object = None
    holder: object = None
    missing: tuple[object, ...] = ()
    law: object = None
    result_number: object = None
    result_date: object = None
    signer: object = None
    summary: object = None
    copies: object = 0
    collector_name: object = None
    collector_id: object = None
    collector_phone: object = None
    authority: object = None
    returned_originals: object = None
    new_due: object = None
    method: object = None
    charge_dong: object = None
    fee_dong: object = None
    receipt_series: object = None
    receipt_number: object = None
    changes: Mapping[str, object] | None = None


def checked_reason(given: ActionInput, *, required: bool) -> str:
    """Read the reason of a step.

    Raises:
        DeskError: REASON when one is needed and missing.
    """
    reason = clean_block(given.reason, "reason", REASON_LIMIT)
    if required and not reason:
        raise DeskError(Code.REASON, "reason")
    return reason


def step_data(
    action: Action, given: ActionInput, dossier: Dossier, book: RuleBook, now: datetime
) -> dict[str, Json]:
    """Check what belongs to a step and write it as its event keeps it, without the reason.

    Raises:
        DeskError: what is wrong, with its field.
    """
    match action:
        case Action.FORWARD:
            return {"holder": _holder(given.holder, book)}
        case Action.REQUEST_SUPPLEMENT:
            return _supplement(given)
        case Action.FINISH | Action.REFUSE:
            return _result(given, dossier, book, now)
        case Action.DELIVER:
            return _collector(given, dossier)
        case Action.EXTEND | Action.APOLOGISE:
            return {"due_at": _new_due(given.new_due, dossier, book, now).isoformat()}
        case Action.PAY:
            return _payment(given, dossier)
        case Action.CORRECT:
            return _correction(given, dossier)
        case _:
            return {}


def _holder(value: object, book: RuleBook) -> str:
    holder = clean_line(value, "holder", 100)
    if not holder:
        return ""
    by_name = [o.login for o in book.ward.officers if o.name == holder]
    return by_name[0] if by_name else holder


def _supplement(given: ActionInput) -> dict[str, Json]:
    missing = tuple(
        clean_line(item, "missing", ADDRESS_LIMIT, required=True) for item in given.missing
    )
    return {"missing": missing, "law": clean_line(given.law, "law", 200)}


def _result(given: ActionInput, dossier: Dossier, book: RuleBook, now: datetime) -> dict[str, Json]:
    today = local_day(now)
    signed = typed_day(given.result_date, "result_date") if given.result_date else today
    if signed > today:
        raise DeskError(Code.DATE, "result_date", high=today)
    code = str(dossier.facts["procedure"])
    procedure = book.procedure(code, dossier.received_day)
    return {
        "result_number": clean_line(given.result_number, "result_number", 80),
        "result_date": signed.isoformat(),
        "result_kind": procedure.result_name,
        "result_code": procedure.result_code,
        "signer": clean_line(given.signer, "signer", 100),
        "summary": clean_line(given.summary, "summary", 300),
        "copies": whole_number(given.copies, "copies", 0, 1000),
    }


def _collector(given: ActionInput, dossier: Dossier) -> dict[str, Json]:
    submitter = dossier.facts["submitter"]
    name = clean_line(given.collector_name, "collector_name") or submitter["name"]
    same = name in (submitter["name"], dossier.facts["owner"]["name"])
    authority = clean_line(given.authority, "authority", 200)
    if not same and not authority:
        # Nghị định 118/2025/NĐ-CP Art 6(2): a proxy brings a giấy ủy quyền.
        raise DeskError(Code.REQUIRED, "authority")
    default_id = submitter["id_number"] if name == submitter["name"] else ""
    return {
        "collector_name": name,
        "collector_id": clean_line(given.collector_id, "collector_id", 30) or default_id,
        "collector_phone": phone(given.collector_phone, "collector_phone"),
        "authority": authority,
        "returned_originals": clean_line(given.returned_originals, "returned_originals", 300),
    }


def _new_due(value: object, dossier: Dossier, book: RuleBook, now: datetime) -> datetime:
    old = dossier.due_at
    if old is None:
        raise DeskError(Code.MOVE, "new_due", status=dossier.status, action=Action.EXTEND)
    if value in (None, ""):
        raise DeskError(Code.REQUIRED, "new_due")
    moment = _moment(value, old)
    if moment <= now or moment <= old:
        raise DeskError(Code.DATE, "new_due", low=local_day(max(now, old)))
    if moment.year not in book.calendar.years:
        raise DeskError(Code.CALENDAR, "new_due", year=moment.year)
    if not book.calendar.is_working(moment.date()):
        # Nobody is there to hand a result over.
        raise DeskError(Code.DATE, "new_due", reason="day_off", day=moment.date())
    return moment


def _moment(value: object, old: datetime) -> datetime:
    text = value if isinstance(value, str) else ""
    if "T" in text:
        try:
            moment = datetime.fromisoformat(text)
            return moment.replace(tzinfo=moment.tzinfo or VIETNAM).astimezone(VIETNAM)
        except (ValueError, OverflowError):
            raise DeskError(Code.DATE, "new_due") from None
    return datetime.combine(typed_day(value, "new_due"), old.astimezone(VIETNAM).time(), VIETNAM)


def _payment(given: ActionInput, dossier: Dossier) -> dict[str, Json]:
    method = clean_line(given.method, "method", 20, required=True)
    if method not in ("cash", "transfer"):
        raise DeskError(Code.CHOICE, "method", words=("cash", "transfer"))
    owed = (dossier.charge_due_dong, dossier.fee_due_dong)
    asked = (given.charge_dong, given.fee_dong)
    if asked == (None, None):
        charge, fee = owed
    else:
        charge = dong(asked[0] or 0, "charge_dong")
        fee = dong(asked[1] or 0, "fee_dong")
    if charge + fee == 0 or charge > owed[0] or fee > owed[1]:
        raise DeskError(Code.MONEY, "charge_dong", high=owed[0] + owed[1])
    return {
        "method": method,
        "charge_dong": charge,
        "fee_dong": fee,
        "receipt_series": clean_line(given.receipt_series, "receipt_series", 40),
        "receipt_number": clean_line(given.receipt_number, "receipt_number", 40),
    }


def _correction(given: ActionInput, dossier: Dossier) -> dict[str, Json]:
    changes: dict[str, Any] = {}
    for name, value in (given.changes or {}).items():
        if name not in _CORRECTABLE:
            raise DeskError(Code.UNKNOWN_FIELD, str(name)[:60])
        target = _CORRECTABLE[name]
        if target != name:
            part = name.removeprefix(f"{target}_")
            person = dict(changes.get(target) or dossier.facts[target])
            person[part] = _person_part(part, value, name)
            changes[target] = person
        elif name == "official_code":
            changes[name] = official_code(value)
        else:
            changes[name] = clean_line(value, name, ADDRESS_LIMIT)
    if not changes:
        raise DeskError(Code.REQUIRED, "changes")
    return {"changes": changes}


def _person_part(part: str, value: object, field: str) -> str:
    if part == "phone":
        return phone(value, field)
    return clean_line(value, field, ADDRESS_LIMIT, required=part == "name")
