"""From a dossier and the step just taken to the facts of the letter it brings about."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from tthc_desk.domain.dossier import Dossier, local_day
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import Event, EventKind
from tthc_desk.domain.officers import Actor, Officer, Role
from tthc_desk.domain.procedure import DeadlineMode
from tthc_desk.domain.vietnamese import day_text
from tthc_desk.domain.watched_days import SUPPLEMENT_DAYS
from tthc_desk.usecases.dossier_papers import handed_in, term_text
from tthc_desk.usecases.field_words import part_label
from tthc_desk.usecases.letter_facts import (
    Addressee,
    ApologyFacts,
    Change,
    ManyReceiptFacts,
    ManyReceiptLine,
    RefusalFacts,
    ResultCorrectionFacts,
    StopCause,
    StopNoticeFacts,
    SupplementRequestFacts,
    TransferSlipFacts,
)
from tthc_desk.usecases.paper_facts import PaperDocument, PaperKind
from tthc_desk.usecases.result_input import RESULT_FIELDS
from tthc_desk.usecases.ward import Ward

_STOPS = frozenset({EventKind.WITHDRAWN, EventKind.STOPPED})
_RESULTS = frozenset({EventKind.FINISHED, EventKind.REFUSED})
_NEW_DATES = frozenset({EventKind.EXTENDED, EventKind.APOLOGISED})


def addressee(dossier: Dossier) -> Addressee:
    """Say whom a letter about a dossier is for."""
    facts = dossier.facts
    submitter = facts["submitter"]
    return Addressee(
        number=dossier.number,
        official_code=facts["official_code"],
        owner_name=facts["owner"]["name"],
        submitter_name=submitter["name"],
        address=submitter["address"],
        phone=submitter["phone"],
        email=submitter["email"],
        procedure_code=facts["procedure"],
        procedure_name=facts["procedure_name"],
        request_text=facts["note"],
    )


def supplement_request_facts(
    dossier: Dossier, ward: Ward, actor: Actor, slip: str, now: datetime
) -> SupplementRequestFacts:
    """Gather what Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ says.

    Raises:
        DeskError: PAPER when no supplement was asked for.
    """
    asked = _last(dossier, {EventKind.SUPPLEMENT_REQUESTED})
    restarts = dossier.facts["mode"] == DeadlineMode.RESTART
    # The 15 days are those of Nghị định 118/2025/NĐ-CP Art 19(5), which brought the restart.
    complete_by = local_day(asked.at) + timedelta(days=SUPPLEMENT_DAYS) if restarts else None
    return SupplementRequestFacts(
        letterhead=ward.letterhead_for(PaperKind.SUPPLEMENT_REQUEST),
        slip_number=slip,
        to=addressee(dossier),
        missing=missing_papers(asked.data),
        reason=_text(asked, "reason"),
        complete_by=complete_by,
        law=_text(asked, "law"),
        officer_name=actor.officer.name,
        officer_phone=actor.officer.phone,
        issued_at=now,
    )


def refusal_facts(
    dossier: Dossier, ward: Ward, actor: Actor, slip: str, now: datetime
) -> RefusalFacts:
    """Gather what the refusal of an accepted dossier says.

    Raises:
        DeskError: PAPER when it was not refused.
    """
    refused = _last(dossier, {EventKind.REFUSED})
    return RefusalFacts(
        letterhead=ward.letterhead_for(PaperKind.REFUSAL),
        slip_number=slip,
        to=addressee(dossier),
        reason=_text(refused, "reason"),
        officer_name=actor.officer.name,
        officer_phone=actor.officer.phone,
        issued_at=now,
    )


def apology_facts(
    dossier: Dossier, ward: Ward, actor: Actor, slip: str, now: datetime
) -> ApologyFacts:
    """Gather what the apology with its new date says.

    Raises:
        DeskError: PAPER when no new date was named.
    """
    named = _last(dossier, _NEW_DATES)
    signer = signer_of(ward, actor)
    return ApologyFacts(
        letterhead=ward.letterhead_for(PaperKind.APOLOGY),
        slip_number=slip,
        to=addressee(dossier),
        received_at=dossier.received_at,
        due_at=_due_before(dossier, named),
        new_due_at=datetime.fromisoformat(_text(named, "due_at")),
        moves_due=named.kind is EventKind.EXTENDED,
        agency=dossier.facts["agency"],
        reason=_text(named, "reason"),
        signer_office=signer.title,
        signer_name=signer.name,
        issued_at=now,
    )


def stop_notice_facts(
    dossier: Dossier, ward: Ward, actor: Actor, slip: str, now: datetime
) -> StopNoticeFacts:
    """Gather what Thông báo dừng giải quyết hồ sơ says.

    Raises:
        DeskError: PAPER when the dossier was neither withdrawn nor stopped.
    """
    stopped = _last(dossier, _STOPS)
    signer = signer_of(ward, actor)
    return StopNoticeFacts(
        letterhead=ward.letterhead_for(PaperKind.STOP_NOTICE),
        slip_number=slip,
        to=addressee(dossier),
        cause=_stop_cause(dossier, stopped),
        received_at=dossier.received_at,
        stopped_at=stopped.at,
        reason=_text(stopped, "reason"),
        returned=_text(stopped, "returned_originals"),
        refund_dong=-sum(
            min(0, p.charge_dong) + min(0, p.fee_dong)
            for p in dossier.payments
            if p.seq > stopped.seq
        ),
        signer_office=signer.title,
        signer_name=signer.name,
        issued_at=now,
    )


def transfer_slip_facts(
    dossier: Dossier, ward: Ward, actor: Actor, slip: str, now: datetime
) -> TransferSlipFacts:
    """Gather what Phiếu chuyển xử lý says; it goes to whom the dossier was forwarded last.

    Raises:
        DeskError: PAPER when the dossier was never forwarded, or is not open any more.
    """
    forwarded = _last(dossier, {EventKind.FORWARDED})
    if dossier.ending is not None:
        raise DeskError(Code.PAPER, "number", status=dossier.status)
    facts, officer = dossier.facts, ward.officer_ever(_text(forwarded, "holder"))
    return TransferSlipFacts(
        letterhead=ward.letterhead_for(PaperKind.TRANSFER_SLIP),
        slip_number=slip,
        to=addressee(dossier),
        from_unit=ward.counter,
        to_unit=officer.unit if officer else _text(forwarded, "holder") or facts["agency"],
        documents=handed_in(facts),
        sets=facts["sets"],
        received_at=dossier.received_at,
        due_at=dossier.due_at,
        note=_text(forwarded, "reason"),
        officer_name=actor.officer.name,
        issued_at=now,
    )


def result_correction_facts(
    dossier: Dossier, ward: Ward, actor: Actor, slip: str, now: datetime
) -> ResultCorrectionFacts:
    """Gather what the correction of a result says: what stood there and what stands there now.

    Raises:
        DeskError: PAPER when no result was corrected.
    """
    correction = _last(dossier, {EventKind.CORRECTED}, having="result")
    before = _result_before(dossier, correction)
    after: Mapping[str, Any] = correction.data["result"]  # type: ignore[assignment]
    signer = signer_of(ward, actor)
    return ResultCorrectionFacts(
        letterhead=ward.letterhead_for(PaperKind.RESULT_CORRECTION),
        slip_number=slip,
        to=addressee(dossier),
        result_kind=str(before.get("result_kind", "")),
        result_number=str(before.get("result_number", "")),
        result_date=day_or_none(before.get("result_date")),
        changes=tuple(
            Change(part_label(name), _shown(before.get(name)), _shown(after[name]))
            for name in RESULT_FIELDS
            if name in after
        ),
        reason=_text(correction, "reason"),
        correct_by=None,
        signer_office=signer.title,
        signer_name=signer.name,
        officer_name=actor.officer.name,
        issued_at=now,
    )


def many_receipt_facts(dossiers: Sequence[Dossier], ward: Ward, now: datetime) -> ManyReceiptFacts:
    """Gather what one receipt for all a person handed in says; all who received sign it."""
    submitter = dossiers[0].facts["submitter"]
    received = [dossier.standing[0] for dossier in dossiers]
    return ManyReceiptFacts(
        letterhead=ward.letterhead_for(PaperKind.MANY_RECEIPT),
        submitter_name=submitter["name"],
        address=submitter["address"],
        phone=submitter["phone"],
        email=submitter["email"],
        id_number=submitter["id_number"],
        lines=tuple(_many_line(dossier) for dossier in dossiers),
        charge_dong=sum(d.facts["charge_dong"] for d in dossiers),
        fee_dong=sum(d.facts["fee_dong"] for d in dossiers),
        officer_name=_each_once(ward.name_of(event.officer) for event in received),
        desk=_each_once(event.desk for event in received),
        issued_at=now,
    )


def _each_once(words: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(words))


def _many_line(dossier: Dossier) -> ManyReceiptLine:
    facts = dossier.facts
    return ManyReceiptLine(
        number=dossier.number,
        official_code=facts["official_code"],
        procedure_name=facts["procedure_name"],
        agency=facts["agency"],
        owner_name=facts["owner"]["name"],
        received_at=dossier.received_at,
        due_at=dossier.due_at,
        term_text=term_text(facts["term"]),
        sets=facts["sets"],
    )


def counter_refusal_facts(event: Event, ward: Ward) -> RefusalFacts:
    """Gather what a refusal at the counter says; no dossier was accepted."""
    officer = ward.officer_ever(event.officer)
    return RefusalFacts(
        letterhead=ward.letterhead_for(PaperKind.REFUSAL),
        slip_number=event.subject,
        to=_visitor(event.data),
        reason=_text(event, "reason"),
        officer_name=ward.name_of(event.officer),
        officer_phone=officer.phone if officer else "",
        issued_at=event.at,
    )


def counter_guidance_facts(event: Event, ward: Ward) -> SupplementRequestFacts:
    """Gather what a guidance at the counter says; no dossier was accepted."""
    officer = ward.officer_ever(event.officer)
    return SupplementRequestFacts(
        letterhead=ward.letterhead_for(PaperKind.SUPPLEMENT_REQUEST),
        slip_number=event.subject,
        to=_visitor(event.data),
        missing=missing_papers(event.data),
        reason=_text(event, "reason"),
        complete_by=None,
        law="",
        officer_name=ward.name_of(event.officer),
        officer_phone=officer.phone if officer else "",
        issued_at=event.at,
    )


def missing_papers(data: Mapping[str, Any]) -> tuple[PaperDocument, ...]:
    """Read the papers to bring; how many of each was not said."""
    return tuple(PaperDocument(str(name), 0, 0, 0) for name in data.get("missing") or ())


def signer_of(ward: Ward, actor: Actor) -> Officer:
    """Name who signs a letter: the supervisor who acts, else the ward's first one."""
    if actor.is_supervisor:
        return actor.officer
    leaders = (o for o in ward.officers if o.role is Role.SUPERVISOR)
    return next(leaders, actor.officer)


def _visitor(data: Mapping[str, Any]) -> Addressee:
    person = data["submitter"]
    return Addressee(
        number="",
        official_code="",
        owner_name=person["name"],
        submitter_name=person["name"],
        address=person["address"],
        phone=person["phone"],
        email=person["email"],
        procedure_code=data["procedure"],
        procedure_name=data["procedure_name"],
        request_text="",
    )


def _stop_cause(dossier: Dossier, stopped: Event) -> StopCause:
    if stopped.kind is EventKind.WITHDRAWN:
        return StopCause.WITHDRAWN
    before = [e.kind for e in dossier.standing if e.seq < stopped.seq]
    waits = {EventKind.SUPPLEMENT_REQUESTED, EventKind.SUPPLEMENT_COMPLETED}
    asked = [kind for kind in before if kind in waits]
    waiting = bool(asked) and asked[-1] is EventKind.SUPPLEMENT_REQUESTED
    return StopCause.NOT_COMPLETED if waiting else StopCause.STOPPED


def _due_before(dossier: Dossier, named: Event) -> datetime:
    """Find the moment that was promised when a new date was named."""
    moved = (
        e
        for e in reversed(dossier.standing)
        if e.seq < named.seq and e.kind is not EventKind.APOLOGISED and e.data.get("due_at")
    )
    promised = next(moved, None)
    if promised is None:
        raise DeskError(Code.PAPER, "number", status=dossier.status)
    return datetime.fromisoformat(str(promised.data["due_at"]))


def _result_before(dossier: Dossier, correction: Event) -> Mapping[str, Any]:
    """Give the result as it stood just before a correction."""
    found: dict[str, Any] = {}
    for event in dossier.standing:
        if event.seq >= correction.seq:
            break
        if event.kind in _RESULTS:
            found = dict(event.data)
        elif event.kind is EventKind.CORRECTED:
            corrected: Any = event.data.get("result")
            found |= corrected or {}
    return found


def _shown(value: object) -> str:
    text = str(value or "")
    try:
        return day_text(date.fromisoformat(text))
    except ValueError:
        return text


def _last(
    dossier: Dossier, kinds: set[EventKind] | frozenset[EventKind], having: str = ""
) -> Event:
    found = [e for e in dossier.standing if e.kind in kinds and (not having or having in e.data)]
    if not found:
        raise DeskError(Code.PAPER, "number", status=dossier.status)
    return found[-1]


def _text(event: Event, name: str) -> str:
    return str(event.data.get(name) or "")


def day_or_none(value: object) -> date | None:
    """Read a day as an event keeps it."""
    return date.fromisoformat(str(value)) if value else None
