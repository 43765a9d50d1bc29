"""Taking a dossier in: check, number, events, receipt and answer in one transaction."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from tthc_desk.domain.dossier import Dossier, Status, apply, begin, local_day
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import EventKind, Json
from tthc_desk.domain.officers import Actor
from tthc_desk.domain.procedure import Channel, PaperDuty, Procedure
from tthc_desk.domain.text_input import ADDRESS_LIMIT, clean_block, clean_line
from tthc_desk.usecases.intake_checks import (
    Checked,
    check_choice,
    check_intake,
    check_person,
    check_request_id,
)
from tthc_desk.usecases.intake_request import IntakeRequest
from tthc_desk.usecases.lines import PaperLine
from tthc_desk.usecases.paper_facts import PaperKind
from tthc_desk.usecases.paper_issue import (
    issue_control_slip,
    issue_counter_slip,
    issue_receipt,
    next_letter_number,
)
from tthc_desk.usecases.ports import NewEvent, Store, WriteUnit
from tthc_desk.usecases.reception_facts import cost_facts, person_facts, procedure_facts
from tthc_desk.usecases.rules import RuleBook, Rules
from tthc_desk.usecases.warnings import Warned

_DECISIONS = {
    "refuse": (EventKind.COUNTER_REFUSAL, PaperKind.REFUSAL, Status.REFUSED_RECEPTION),
    "guide": (EventKind.COUNTER_GUIDANCE, PaperKind.SUPPLEMENT_REQUEST, Status.SUPPLEMENT),
}


@dataclass(frozen=True, slots=True)
class IntakeAnswer:
    """What was done with a request; a repeat of it gives the same.

    Args:
        number: own number, or the number of the slip for "refuse" and "guide".
        papers: ids of the papers issued, receipt first.
    """

    request_id: str
    number: str
    status: Status
    received_at: datetime
    due_at: datetime | None
    due_explanation: str
    charge_dong: int
    fee_dong: int
    papers: tuple[int, ...] = ()
    warnings: tuple[Warned, ...] = ()
    repeated: bool = False


class Intake:
    """Takes dossiers in, for the window and for `receive` alike."""

    def __init__(self, store: Store, rules: Rules) -> None:
        self._store = store
        self._rules = rules

    def take_in(self, request: IntakeRequest, actor: Actor) -> IntakeAnswer:
        """Accept, refuse or guide, and say what was done only after it is durable.

        Raises:
            DeskError: what is wrong with the request, or what the machine could not do;
                nothing is saved then.
        """
        request_id = check_request_id(request.request_id)
        with self._store.write(request_id) as unit:
            answer = self.enter(unit, request, request_id, actor)
            unit.commit()
        return answer

    def enter(
        self, unit: WriteUnit, request: IntakeRequest, request_id: str, actor: Actor
    ) -> IntakeAnswer:
        """Do the work of `take_in` inside an open unit, without committing."""
        earlier = unit.answer_of(request_id)
        if earlier is not None:
            return _answer_from(earlier)
        decision = clean_line(request.decision, "decision", 20)
        if decision == "accept":
            answer = self._accept(unit, request, request_id, actor)
        elif decision in _DECISIONS:
            answer = self._turn_away(unit, request, decision, request_id, actor)
        else:
            raise DeskError(Code.CHOICE, "decision", words=("accept", *_DECISIONS))
        unit.remember(request_id, _answer_text(answer))
        return answer

    def _accept(
        self, unit: WriteUnit, request: IntakeRequest, request_id: str, actor: Actor
    ) -> IntakeAnswer:
        book = self._rules.book(unit)
        now = self._rules.moment(unit.last_event_at())
        checked = check_intake(request, book, now)
        _check_code(unit, checked)
        _check_opening(unit, checked, now)
        dossier, facts = _receive(unit, checked, request_id, actor, book, now)
        papers: list[PaperLine] = []
        if checked.paid and checked.cost.total_dong:
            dossier = _pay(unit, dossier, checked, actor, now)
        if checked.at_once:
            dossier = _hand_over_at_once(unit, dossier, checked, actor, now)
        if checked.with_receipt:
            papers.append(issue_receipt(unit, dossier, book.ward, actor, now))
            if not checked.at_once:
                papers.append(issue_control_slip(unit, dossier, book.ward, actor, now))
        unit.save_dossier(dossier)
        _save_people(unit, checked, now)
        return IntakeAnswer(
            request_id=request_id,
            number=dossier.number,
            status=dossier.status,
            received_at=dossier.received_at,
            due_at=dossier.due_at,
            due_explanation=str(facts["due_explanation"]),
            charge_dong=checked.cost.charge_dong,
            fee_dong=checked.cost.fee_dong,
            papers=tuple(paper.id for paper in papers),
            warnings=checked.warnings,
        )

    def _turn_away(
        self,
        unit: WriteUnit,
        request: IntakeRequest,
        decision: str,
        request_id: str,
        actor: Actor,
    ) -> IntakeAnswer:
        book = self._rules.book(unit)
        now = self._rules.moment(unit.last_event_at())
        today = local_day(now)
        kind, paper_kind, status = _DECISIONS[decision]
        reason = clean_block(request.reason, "reason", 2000)
        if not reason:
            raise DeskError(Code.REASON, "reason")
        code = clean_line(request.procedure, "procedure", required=True)
        procedure = book.procedure(code, today)
        person, warnings = check_person(request.submitter, today, "submitter")
        slip, numbered = next_letter_number(unit, paper_kind, book.ward, now)
        data: dict[str, Json] = {
            "request_id": request_id,
            "procedure": procedure.code,
            "procedure_name": procedure.name,
            "field": procedure.field,
            "channel": check_choice(request.channel, "channel", Channel),
            "submitter": person_facts(person),
            "reason": reason,
            "missing": _missing(request, procedure) if decision == "guide" else (),
            "year": numbered["year"],
        }
        event = unit.append(NewEvent.by(actor, now, slip, kind, data))
        unit.save_counter_slip(event, slip)
        paper = issue_counter_slip(unit, event, book.ward, actor, now)
        papers = (paper.id,)
        return IntakeAnswer(request_id, slip, status, now, None, "", 0, 0, papers, warnings)


def _missing(request: IntakeRequest, procedure: Procedure) -> tuple[str, ...]:
    """Read the papers a citizen is told to bring; else those to submit that were not ticked."""
    named = request.missing
    if named is None:
        ticked = {d.name for d in request.documents or () if d.originals or d.certified or d.copies}
        wanted = (d for d in procedure.documents if d.duty is PaperDuty.SUBMIT and not d.case)
        named = tuple(d.name for d in wanted if d.name not in ticked)
        named = () if request.documents is None else named
    return tuple(clean_line(item, "missing", ADDRESS_LIMIT, required=True) for item in named)


def _check_code(unit: WriteUnit, checked: Checked) -> None:
    """Refuse an official code that another dossier bears.

    Source: Nghị định 118/2025/NĐ-CP Art 17(3): one dossier, one code.
    """
    holder = unit.number_of_code(checked.official_code) if checked.official_code else None
    if holder is not None:
        raise DeskError(Code.TAKEN, "official_code", number=holder)


def _check_opening(unit: WriteUnit, checked: Checked, now: datetime) -> None:
    """Refuse an opening balance of a day this counter already worked on."""
    if not checked.opening:
        return
    start = min(unit.first_reception() or date.max, unit.business_day(now))
    if checked.received_day >= start:
        high = start - timedelta(1)
        raise DeskError(Code.DATE, "received_at", reason="opening", start=start, high=high)


def _receive(
    unit: WriteUnit,
    checked: Checked,
    request_id: str,
    actor: Actor,
    book: RuleBook,
    now: datetime,
) -> tuple[Dossier, Mapping[str, Any]]:
    # A receipt written by hand keeps its day's series; an opening balance gets today's number.
    today = unit.business_day(now)
    received_day = checked.received_day if checked.opening or checked.late_by else today
    number_day = today if checked.opening else received_day
    serial = unit.next_number("dossier", number_day.isoformat())
    number = book.pattern.format(book.ward.agency_code, number_day, serial)
    year = str(number_day.year)
    facts = {
        **_facts(checked, request_id),
        "received_day": received_day.isoformat(),
        **_backdated(unit, received_day, checked, actor),
        "daily_number": serial,
        "number_day": number_day.isoformat(),
        "book": year,
        "serial": unit.next_number("serial", year),
    }
    event = NewEvent.by(actor, now, number, EventKind.RECEIVED, facts)
    return begin(unit.append(event)), facts


def _backdated(
    unit: WriteUnit, received_day: date, checked: Checked, actor: Actor
) -> dict[str, Json]:
    """Name the closed day a reception changes; that takes a supervisor's name.

    Raises:
        DeskError: SUPERVISOR for an opening balance that reaches back into closed days.
    """
    closed = unit.closed_through()
    if closed is None or received_day > closed:
        return {}
    if not (checked.late_by or actor.is_supervisor):
        raise DeskError(Code.SUPERVISOR, "supervisor", action="opening-late")
    return {"corrects_day": received_day.isoformat()}


def _facts(checked: Checked, request_id: str) -> dict[str, Json]:
    due_at = checked.deadline.due_at
    return {
        "request_id": request_id,
        **procedure_facts(checked.procedure, checked.term),
        "channel": checked.channel.value,
        "received_at": checked.received_at.isoformat(),
        "entered_late": bool(checked.late_by),
        "late_by": checked.late_by,
        "opening": checked.opening,
        "old_number": checked.old_number,
        "official_code": checked.official_code,
        "foreign_codes": checked.foreign_codes,
        "submitter": person_facts(checked.submitter),
        "owner": person_facts(checked.owner),
        "documents": checked.documents,
        "sets": checked.sets,
        "pages": checked.pages,
        "copies": checked.copies,
        "electronic_copies": checked.electronic_copies,
        "due_at": due_at.isoformat() if due_at else None,
        "due_explanation": checked.deadline.text(),
        **cost_facts(checked.cost),
        "note": checked.note,
        "result_place": checked.result_place,
    }


def _pay(
    unit: WriteUnit, dossier: Dossier, checked: Checked, actor: Actor, now: datetime
) -> Dossier:
    data: dict[str, Json] = {
        "method": checked.paid,
        "charge_dong": checked.cost.charge_dong,
        "fee_dong": checked.cost.fee_dong,
        "receipt_series": checked.receipt_series,
        "receipt_number": checked.receipt_number,
    }
    return _step(unit, dossier, actor, now, EventKind.PAID, data)


def _hand_over_at_once(
    unit: WriteUnit, dossier: Dossier, checked: Checked, actor: Actor, now: datetime
) -> Dossier:
    """Finish and deliver in the same breath (Nghị định 118/2025/NĐ-CP Art 17(4))."""
    if dossier.charge_due_dong + dossier.fee_due_dong > 0:
        raise DeskError(Code.UNPAID, "paid", dong=dossier.charge_due_dong + dossier.fee_due_dong)
    # Written down later, it was given all the same when it was received.
    then: dict[str, Json] = (
        {"happened_at": checked.received_at.isoformat()} if checked.late_by else {}
    )
    result: dict[str, Json] = {
        **then,
        "result_number": checked.result_number,
        "result_kind": checked.procedure.result_name,
        "result_code": checked.procedure.result_code,
        "result_date": checked.received_day.isoformat(),
        "copies": checked.copies,
    }
    dossier = _step(unit, dossier, actor, now, EventKind.FINISHED, result)
    collector: dict[str, Json] = {
        **then,
        "collector_name": checked.submitter.name,
        "collector_id": checked.submitter.id_number,
        "collector_phone": checked.submitter.phone,
        "at_once": True,
    }
    return _step(unit, dossier, actor, now, EventKind.DELIVERED, collector)


def _step(
    unit: WriteUnit,
    dossier: Dossier,
    actor: Actor,
    now: datetime,
    kind: EventKind,
    data: Mapping[str, Json],
) -> Dossier:
    event = unit.append(NewEvent.by(actor, now, dossier.number, kind, data))
    return apply(dossier, event)


def _save_people(unit: WriteUnit, checked: Checked, now: datetime) -> None:
    unit.save_person(checked.submitter, now)
    if checked.owner is not checked.submitter:
        unit.save_person(checked.owner, now)


def _answer_text(answer: IntakeAnswer) -> str:
    plain = {
        "request_id": answer.request_id,
        "number": answer.number,
        "status": int(answer.status),
        "received_at": answer.received_at.isoformat(),
        "due_at": answer.due_at.isoformat() if answer.due_at else None,
        "due_explanation": answer.due_explanation,
        "charge_dong": answer.charge_dong,
        "fee_dong": answer.fee_dong,
        "papers": answer.papers,
    }
    return json.dumps(plain, ensure_ascii=False)


def _answer_from(text: str) -> IntakeAnswer:
    plain = json.loads(text)
    due_at = plain["due_at"]
    return IntakeAnswer(
        request_id=plain["request_id"],
        number=plain["number"],
        status=Status(plain["status"]),
        received_at=datetime.fromisoformat(plain["received_at"]),
        due_at=datetime.fromisoformat(due_at) if due_at else None,
        due_explanation=plain["due_explanation"],
        charge_dong=plain["charge_dong"],
        fee_dong=plain["fee_dong"],
        papers=tuple(plain["papers"]),
        repeated=True,
    )
