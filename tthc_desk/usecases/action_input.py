"""What an officer says along with a step, raw, and the events it becomes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from tthc_desk.domain.collection import collects_for_self
from tthc_desk.domain.dossier import Dossier, local_day
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import Json
from tthc_desk.domain.money import dong
from tthc_desk.domain.moves import Action, check_refund
from tthc_desk.domain.people import IdKind, phone
from tthc_desk.domain.personal_number import kind_of
from tthc_desk.domain.text_input import ADDRESS_LIMIT, clean_block, clean_line, typed_day
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.usecases.correction import correction_data
from tthc_desk.usecases.dossier_clock import calendar_shift
from tthc_desk.usecases.parties import find_party
from tthc_desk.usecases.result_input import RESULT_FIELDS, result_facts
from tthc_desk.usecases.rules import RuleBook
from tthc_desk.usecases.words import CAUSE_WORDS

REASON_LIMIT = 2000


@dataclass(frozen=True, slots=True)
class ActionInput:
    """Fields of all steps; each step reads its own and leaves the others.

    Args:
        holder: login or name of the officer it goes to, or an agency outside the ward.
        missing: papers that have to be brought (request-supplement).
        law: the sector law of a second supplement request.
        new_due: ISO moment, or a day (then the clock time of the old due moment).
        method: "cash" or "transfer".
        charge_dong, fee_dong: amounts paid (None: all that is owed) or given back (None: all
            that was paid).
        cashier: login of whose drawer a refund comes from; who took the money by default.
        cause: of `words.CAUSE_WORDS` (explain-delay).
        move: take the date of the changed calendar (True) or keep the printed one (False).
        changes: field of `correction.CORRECTABLE` → new value (correct).
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
    cashier: object = None
    cause: object = None
    move: bool | None = None
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


def step_data(  # noqa: PLR0911, PLR0912 — one for each step
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
        case Action.WITHDRAW | Action.STOP:
            return _returned(given)
        case Action.EXPLAIN_DELAY:
            return _delay(given)
        case Action.DECIDE_DATE:
            return _decided_date(given, dossier, book)
        case Action.PAY | Action.REFUND:
            return _money(action, given, dossier, book)
        case Action.CORRECT:
            return correction_data(given.changes or {}, dossier, book, local_day(now))
        case _:
            return {}


def _holder(value: object, book: RuleBook) -> str:
    holder = clean_line(value, "holder", 100)
    if not holder:
        return ""
    officer = find_party(holder, "holder", book)
    return officer.login if officer else holder


def _returned(given: ActionInput) -> dict[str, Json]:
    return {"returned_originals": clean_line(given.returned_originals, "returned_originals", 300)}


def _delay(given: ActionInput) -> dict[str, Json]:
    cause = clean_line(given.cause, "cause", 20, required=True)
    if cause not in CAUSE_WORDS:
        raise DeskError(Code.CHOICE, "cause", words=tuple(CAUSE_WORDS))
    checked_reason(given, required=cause == "other")
    return {"cause": cause}


def _decided_date(given: ActionInput, dossier: Dossier, book: RuleBook) -> dict[str, Json]:
    computed = calendar_shift(dossier, book)
    if given.move is None:
        raise DeskError(Code.REQUIRED, "move")
    if computed is None or dossier.due_at is None:
        raise DeskError(Code.MOVE, "move", reason="no_shift", status=dossier.status)
    chosen = computed if given.move else dossier.due_at
    return {
        "move": given.move,
        "computed": computed.isoformat(),
        "due_at": chosen.isoformat(),
    }


def _supplement(given: ActionInput) -> dict[str, Json]:
    missing = tuple(
        clean_line(item, "missing", ADDRESS_LIMIT, required=True) for item in given.missing
    )
    return {"missing": missing, "law": clean_line(given.law, "law", 200)}


def _result(given: ActionInput, dossier: Dossier, book: RuleBook, now: datetime) -> dict[str, Json]:
    today = local_day(now)
    said = {name: getattr(given, name) for name in RESULT_FIELDS}
    said["result_date"] = given.result_date or today
    code = str(dossier.facts["procedure"])
    procedure = book.procedure(code, dossier.received_day)
    return {
        **result_facts(said, dossier, today),
        "result_kind": procedure.result_name,
        "result_code": procedure.result_code,
    }


def _collector(given: ActionInput, dossier: Dossier) -> dict[str, Json]:
    typed = clean_line(given.collector_name, "collector_name")
    name = typed or dossier.facts["submitter"]["name"]
    number = _collector_number(given.collector_id, dossier)
    who = collects_for_self(name, number, dossier)
    authority = clean_line(given.authority, "authority", 200)
    if not who and not authority:
        raise DeskError(Code.REQUIRED, "authority")
    kept = dossier.facts[who] if who else {"name": name, "id_number": ""}
    return {
        "collector_name": kept["name"],
        "collector_id": number or kept["id_number"],
        "collector_phone": phone(given.collector_phone, "collector_phone"),
        "authority": authority,
        "returned_originals": clean_line(given.returned_originals, "returned_originals", 300),
    }


def _collector_number(value: object, dossier: Dossier) -> str:
    number = clean_line(value, "collector_id", 30).replace(" ", "").upper()
    known = (dossier.facts["submitter"]["id_number"], dossier.facts["owner"]["id_number"])
    # A kind of paper that intake asked for by name has no shape of its own.
    if number and number not in known and kind_of(number) is IdKind.OTHER:
        raise DeskError(Code.ID_NUMBER, "collector_id")
    return number


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


def _money(action: Action, given: ActionInput, dossier: Dossier, book: RuleBook) -> dict[str, Json]:
    if action is Action.PAY:
        return _amounts(given, (max(dossier.charge_due_dong, 0), max(dossier.fee_due_dong, 0)))
    check_refund(dossier)
    paid = (max(dossier.paid_charge_dong, 0), max(dossier.paid_fee_dong, 0))
    amounts = _amounts(given, paid)
    cashier = clean_line(given.cashier, "cashier", 60)
    if cashier and book.ward.officer(cashier) is None:
        raise DeskError(Code.OFFICER, "cashier", words=tuple(o.login for o in book.ward.officers))
    # A supervisor decides, but the money leaves the drawer it went into.
    took = [p.officer for p in dossier.payments if p.charge_dong + p.fee_dong > 0]
    return {**amounts, "cashier": cashier or took[-1]}


def _amounts(given: ActionInput, most: tuple[int, int]) -> dict[str, Json]:
    """Read phí and lệ phí up to a most; the most itself when nothing is said."""
    method = clean_line(given.method, "method", 20, required=True)
    if method not in ("cash", "transfer"):
        raise DeskError(Code.CHOICE, "method", words=("cash", "transfer"))
    asked = (given.charge_dong, given.fee_dong)
    if asked == (None, None):
        charge, fee = most
    else:
        charge = dong(asked[0] or 0, "charge_dong")
        fee = dong(asked[1] or 0, "fee_dong")
    if charge + fee == 0 or charge > most[0] or fee > most[1]:
        raise DeskError(Code.MONEY, "charge_dong", high=most[0] + most[1])
    return {
        "method": method,
        "charge_dong": charge,
        "fee_dong": fee,
        "receipt_series": clean_line(given.receipt_series, "receipt_series", 40),
        "receipt_number": clean_line(given.receipt_number, "receipt_number", 40),
    }
