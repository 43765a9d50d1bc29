"""The one validator of a dossier to be taken in: raw request → checked facts."""

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from tthc_desk.domain import fees as fee_rules
from tthc_desk.domain.deadlines import Deadline, DeadlineEvent, EventKind, due
from tthc_desk.domain.dossier import local_day
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.fees import FeeResult, Quantities
from tthc_desk.domain.identity_card import parse_card_qr
from tthc_desk.domain.money import dong
from tthc_desk.domain.numbering import official_code
from tthc_desk.domain.officers import Role
from tthc_desk.domain.people import (
    IdentityWarning,
    IdKind,
    Person,
    PersonFields,
    fields_from_card,
    person_from,
)
from tthc_desk.domain.procedure import Channel, PaperDuty, Procedure, Term, TermUnit
from tthc_desk.domain.text_input import ADDRESS_LIMIT, clean_block, clean_line, whole_number
from tthc_desk.domain.vietnamese import day_text
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.usecases.intake_request import DocumentInput, IntakeRequest, PersonInput
from tthc_desk.usecases.rules import RuleBook
from tthc_desk.usecases.warnings import Notice, Warned

MAX_DOCUMENTS = 200
MAX_SETS = 1000
NOTE_LIMIT = 1000
METHODS = ("cash", "transfer")
_PERSON_FIELDS = tuple(item.name for item in fields(PersonFields) if item.name != "id_kind")
_TERM = re.compile(
    r"(?P<amount>[0-9]{1,3}) (?P<unit>[a-z_]+)|(?P<bare>same_day|none)(?P<mark> 15h)?"
)


@dataclass(frozen=True, slots=True)
class Checked:
    """A request that may be taken in.

    Args:
        received_at: the moment that counts, local.
        late_by: login of the supervisor of a late entry, empty otherwise.
    """

    procedure: Procedure
    channel: Channel
    submitter: Person
    owner: Person
    documents: tuple[Mapping[str, Any], ...]
    sets: int
    pages: int
    copies: int
    electronic_copies: int
    official_code: str
    foreign_codes: Mapping[str, str]
    opening: bool
    old_number: str
    received_at: datetime
    late_by: str
    note: str
    result_place: str
    term: Term
    deadline: Deadline
    cost: FeeResult
    paid: str
    receipt_series: str
    receipt_number: str
    at_once: bool
    result_number: str
    with_receipt: bool
    warnings: tuple[Warned, ...]

    @property
    def received_day(self) -> date:
        """Give the day it is counted as received."""
        return local_day(self.received_at)


def check_request_id(value: object) -> str:
    """Read a request id; a fresh one when none is given.

    Raises:
        DeskError: FORMAT when it is not a UUID.
    """
    if value is None:
        return str(uuid.uuid4())
    try:
        return str(uuid.UUID(value if isinstance(value, str) else ""))
    except ValueError:
        raise DeskError(Code.FORMAT, "request_id") from None


def check_person(
    given: PersonInput, today: date, who: str, *, nameless: bool = False
) -> tuple[Person, tuple[Warned, ...]]:
    """Check one person; a scanned card gives way to what was typed over it.

    Args:
        who: "submitter" or "owner".
        nameless: a person without a number may stand here (a newborn, a deceased).
    """
    card = PersonFields()
    seen: tuple[IdentityWarning, ...] = ()
    if given.qr not in (None, ""):
        reading = parse_card_qr(str(given.qr), today, f"{who}.qr")
        card, seen = fields_from_card(reading), reading.warnings
    typed = {name: _first(getattr(given, name), getattr(card, name)) for name in _PERSON_FIELDS}
    kind = check_choice(given.id_kind or None, f"{who}.id_kind", IdKind)
    if kind is None and nameless and typed["id_number"] in (None, ""):
        kind = IdKind.NONE
    person, found = person_from(PersonFields(**typed, id_kind=kind), today, who)
    # A card's own reading repeats what the person's number says; each notice once.
    both = dict.fromkeys((*seen, *found))
    return person, tuple(Warned(Notice(w.value), f"{who}.id_number") for w in both)


def check_choice(value: object, field: str, kind: type[Any]) -> Any:
    """Read one word of an enum; None stays None.

    Raises:
        DeskError: CHOICE with the words that would do.
    """
    if value is None:
        return None
    try:
        return kind(value)
    except ValueError:
        raise DeskError(Code.CHOICE, field, words=tuple(str(v.value) for v in kind)) from None


def check_term(value: object) -> Term:
    """Read an officer's answer: "3 working_days", "same_day", "same_day 15h", "none".

    Raises:
        DeskError: FORMAT.
    """
    match = _TERM.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise DeskError(Code.FORMAT, "term")
    if match["bare"]:
        return Term(TermUnit(match["bare"]), fifteen_mark=bool(match["mark"]))
    unit = check_choice(match["unit"], "term", TermUnit)
    amount = whole_number(int(match["amount"]), "term", 1, 400)
    if unit in (TermUnit.SAME_DAY, TermUnit.NONE):
        raise DeskError(Code.FORMAT, "term")
    return Term(unit, amount)


def check_yes(value: object, field: str) -> bool:
    """Read a yes or no.

    Raises:
        DeskError: CHOICE for anything but true and false.
    """
    if not isinstance(value, bool):
        raise DeskError(Code.CHOICE, field, words=("true", "false"))
    return value


_FIRST_YEAR = 2000


def check_moment(value: object, field: str, now: datetime) -> datetime:
    """Read a moment of the past; without offset it is Vietnam's time.

    Raises:
        DeskError: DATE when it is none, or lies ahead.
    """
    if isinstance(value, datetime):
        moment = value
    else:
        try:
            moment = datetime.fromisoformat(value if isinstance(value, str) else "")
        except ValueError:
            raise DeskError(Code.DATE, field) from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=VIETNAM)
    if moment > now and local_day(moment) == local_day(now):
        raise DeskError(Code.DATE, field, reason="later_today")
    if moment > now or moment.year < _FIRST_YEAR:
        low, high = date(_FIRST_YEAR, 1, 1), local_day(now)
        raise DeskError(Code.DATE, field, low=low, high=high)
    return moment.astimezone(VIETNAM)


def check_intake(request: IntakeRequest, book: RuleBook, now: datetime) -> Checked:
    """Check everything a dossier is taken in with, in the order of the form.

    Raises:
        DeskError: the first thing that is wrong, with its field.
    """
    opening = check_yes(request.opening, "opening")
    received_at, late_by = _received(request, book, now, opening=opening)
    code = clean_line(request.procedure, "procedure", required=True)
    procedure = book.procedure(code, local_day(received_at))
    channel = check_choice(request.channel, "channel", Channel) or Channel.IN_PERSON
    submitter, owner, warnings = _people(request, local_day(now))
    pages, copies, electronic = _counts(request)
    term = find_term(procedure, channel, request.term)
    deadline = find_deadline(term, procedure, book, received_at)
    at_once = _at_once(request, opening=opening)
    return Checked(
        procedure=procedure,
        channel=channel,
        submitter=submitter,
        owner=owner,
        documents=_documents(request.documents, procedure),
        sets=whole_number(request.sets, "sets", 1, MAX_SETS),
        pages=pages,
        copies=copies,
        electronic_copies=electronic,
        official_code=official_code(request.official_code),
        foreign_codes=_foreign_codes(request.foreign_codes),
        opening=opening,
        old_number=clean_line(request.old_number, "old_number", 60),
        received_at=received_at,
        late_by=late_by,
        note=clean_block(request.note, "note", NOTE_LIMIT),
        result_place=clean_line(request.result_place, "result_place", ADDRESS_LIMIT),
        term=term,
        deadline=deadline,
        cost=find_cost(request, procedure, channel, pages, copies),
        paid=_paid(request),
        receipt_series=clean_line(request.receipt_series, "receipt_series", 40),
        receipt_number=clean_line(request.receipt_number, "receipt_number", 40),
        at_once=at_once,
        result_number=clean_line(request.result_number, "result_number", 80),
        with_receipt=not (at_once or opening) if request.receipt is None
        else check_yes(request.receipt, "receipt"),
        warnings=warnings + day_warnings(request, book, deadline, now),
    )  # fmt: skip


def _counts(request: IntakeRequest) -> tuple[int, int, int]:
    pages = whole_number(request.pages, "pages", 0, fee_rules.MAX_PAGES)
    most = fee_rules.MAX_COPIES
    copies = whole_number(request.copies, "copies", 0, most)
    electronic = whole_number(request.electronic_copies, "electronic_copies", 0, most)
    return pages, copies, electronic


def _at_once(request: IntakeRequest, *, opening: bool) -> bool:
    at_once = check_yes(request.at_once, "at_once")
    if opening and at_once:
        # What was ended before the start of use is in no balance of open dossiers.
        raise DeskError(Code.FORMAT, "at_once", reason="opening")
    return at_once


def _people(request: IntakeRequest, today: date) -> tuple[Person, Person, tuple[Warned, ...]]:
    submitter, warnings = check_person(request.submitter, today, "submitter")
    if request.owner is None:
        return submitter, submitter, warnings
    owner, more = check_person(request.owner, today, "owner", nameless=True)
    return submitter, owner, warnings + more


def find_term(procedure: Procedure, channel: Channel, answer: object) -> Term:
    """Take the catalogue's term of a channel, or the officer's answer where it has none.

    Raises:
        DeskError: TERM_UNKNOWN when neither is there, FORMAT for another than the known one.
    """
    known = procedure.terms.get(channel)
    if known is not None and answer not in (None, "") and check_term(answer) != known:
        raise DeskError(Code.FORMAT, "term", reason="term_known")
    if known is not None:
        return known
    if answer in (None, ""):
        raise DeskError(Code.TERM_UNKNOWN, "term", question=procedure.question)
    return check_term(answer)


def find_deadline(
    term: Term, procedure: Procedure, book: RuleBook, received_at: datetime
) -> Deadline:
    """Compute the due moment of a dossier received at a moment."""
    start = DeadlineEvent(EventKind.START, received_at)
    return due([start], term, procedure.deadline_mode, book.calendar)


def find_cost(
    request: IntakeRequest, procedure: Procedure, channel: Channel, pages: int, copies: int
) -> FeeResult:
    """Compute phí and lệ phí; what the officer gave counts only where the catalogue is silent."""
    asked = None
    if request.charge_dong is not None or request.fee_dong is not None:
        asked = (
            _amount(request.charge_dong, "charge_dong"),
            _amount(request.fee_dong, "fee_dong"),
        )
    exemption: Any = None if request.exemption == "" else request.exemption
    quantities = Quantities(pages=pages, copies=copies or 1)
    return fee_rules.compute(procedure, channel, quantities, exemption, asked)


def day_warnings(
    request: IntakeRequest, book: RuleBook, deadline: Deadline | None, now: datetime
) -> tuple[Warned, ...]:
    """Warn of the day of receipt that was typed and of the day that is promised.

    Raises:
        DeskError: DATE as `check_moment`.
    """
    found: tuple[Warned, ...] = ()
    if request.received_at is not None:
        on = local_day(check_moment(request.received_at, "received_at", now))
        found = _reception_warnings(book, on)
    return found + (_calendar_warnings(book, deadline) if deadline else ())


def _reception_warnings(book: RuleBook, on: date) -> tuple[Warned, ...]:
    """Warn of a day without reception: the counter may have been open, or a date was mistyped."""
    if on.year not in book.calendar.years or book.calendar.day(on).reception_open:
        return ()
    facts = (("day", day_text(on)), ("name", book.calendar.day(on).name))
    return (Warned(Notice.NO_RECEPTION, "received_at", facts),)


def _calendar_warnings(book: RuleBook, deadline: Deadline) -> tuple[Warned, ...]:
    """Warn when the promised date rests on a year nobody has confirmed."""
    if deadline.due_at is None:
        return ()
    years = book.calendar.unconfirmed(local_day(deadline.course.base), local_day(deadline.due_at))
    facts = (("years", ", ".join(str(y) for y in years)),)
    return (Warned(Notice.CALENDAR_UNCONFIRMED, "due_at", facts),) if years else ()


def _received(
    request: IntakeRequest, book: RuleBook, now: datetime, *, opening: bool
) -> tuple[datetime, str]:
    if request.received_at is None:
        if opening:
            raise DeskError(Code.REQUIRED, "received_at")
        return now.astimezone(VIETNAM), ""
    moment = check_moment(request.received_at, "received_at", now)
    if opening:
        return moment, ""
    login = clean_line(request.supervisor, "supervisor", 60)
    officer = book.ward.officer(login)
    if officer is None or officer.role is not Role.SUPERVISOR:
        raise DeskError(Code.SUPERVISOR, "supervisor", action="late-entry")
    return moment, login


def _documents(
    given: tuple[DocumentInput, ...] | None, procedure: Procedure
) -> tuple[Mapping[str, Any], ...]:
    if given is None:
        return tuple(
            {
                "name": d.name,
                "originals": d.originals,
                "certified": d.certified,
                "copies": d.copies,
            }
            for d in procedure.documents
            if d.duty is PaperDuty.SUBMIT and not d.case
        )
    if len(given) > MAX_DOCUMENTS:
        raise DeskError(Code.COUNT, "documents", low=0, high=MAX_DOCUMENTS)
    return tuple(
        {
            "name": clean_line(d.name, "documents.name", ADDRESS_LIMIT, required=True),
            "originals": whole_number(d.originals, "documents.originals", 0, 999),
            "certified": whole_number(d.certified, "documents.certified", 0, 999),
            "copies": whole_number(d.copies, "documents.copies", 0, 999),
        }
        for d in given
    )


def _foreign_codes(value: object) -> Mapping[str, str]:
    if value is None:
        return {}
    if not isinstance(value, Mapping) or len(value) > 10:
        raise DeskError(Code.FORMAT, "foreign_codes")
    return {
        clean_line(name, "foreign_codes", 40, required=True): clean_line(code, "foreign_codes", 60)
        for name, code in value.items()
    }


def _paid(request: IntakeRequest) -> str:
    paid = clean_line(request.paid, "paid", 20)
    if paid and paid not in METHODS:
        raise DeskError(Code.CHOICE, "paid", words=METHODS)
    return paid


def _amount(value: object, field: str) -> int:
    return 0 if value is None else dong(value, field)


def _first(typed: object, scanned: object) -> object:
    return scanned if typed is None or typed == "" else typed
