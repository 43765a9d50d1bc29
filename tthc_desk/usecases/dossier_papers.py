"""From a dossier to the facts of its papers."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from tthc_desk.domain.dossier import Dossier, Payment, Status, happened_at
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import Event, EventKind
from tthc_desk.domain.money import dong_text
from tthc_desk.domain.officers import Actor
from tthc_desk.usecases.dossier_clock import kept_term
from tthc_desk.usecases.field_words import field_label
from tthc_desk.usecases.paper_facts import (
    ControlSlipFacts,
    ControlStep,
    PaperDocument,
    PaperKind,
    ReceiptFacts,
    ResultSlipFacts,
)
from tthc_desk.usecases.ward import Ward
from tthc_desk.usecases.workflow import dossier_steps, plan_text

METHOD_WORDS = {"cash": "tiền mặt", "transfer": "chuyển khoản"}
_UNIT_WORDS = {
    "working_days": "{} ngày làm việc",
    "calendar_days": "{} ngày",
    "working_hours": "{} giờ làm việc",
    "same_day": "trong ngày làm việc",
    "none": "",
}
_END_WORDS = {8: "Trước hạn", 9: "Đúng hạn", 10: "Quá hạn"}


def receipt_facts(dossier: Dossier, ward: Ward, change_reason: str = "") -> ReceiptFacts:
    """Gather what Giấy tiếp nhận hồ sơ và hẹn trả kết quả says; who received it signs it."""
    facts, received = dossier.facts, dossier.standing[0]
    owner, submitter = facts["owner"], facts["submitter"]
    return ReceiptFacts(
        letterhead=ward.letterhead_for(PaperKind.RECEIPT),
        number=dossier.number,
        official_code=facts["official_code"],
        book=facts["book"],
        serial=facts["serial"],
        procedure_code=facts["procedure"],
        procedure_name=facts["procedure_name"],
        request_text=facts["note"],
        owner_name=owner["name"],
        owner_address=owner["address"],
        submitter_name=submitter["name"],
        submitter_address=submitter["address"],
        submitter_phone=submitter["phone"],
        submitter_email=submitter["email"],
        id_number=submitter["id_number"],
        documents=handed_in(facts),
        sets=facts["sets"],
        pages=facts["pages"],
        copies=facts["copies"],
        certification=facts["certification"],
        term_text=term_text(facts["term"]),
        received_at=dossier.received_at,
        due_at=dossier.due_at,
        due_explanation=due_explanation(dossier),
        charge_dong=facts["charge_dong"],
        fee_dong=facts["fee_dong"],
        exemption=facts["exemption"],
        paid_text=paid_text(dossier),
        result_place=facts["result_place"] or ward.counter,
        officer_name=ward.name_of(received.officer),
        desk=received.desk,
        change_reason=change_reason,
        electronic_copies=facts.get("electronic_copies", 0),
        corrected=bool(change_reason) and dossier.standing[-1].kind is EventKind.CORRECTED,
    )


def control_slip_facts(dossier: Dossier, ward: Ward, actor: Actor) -> ControlSlipFacts:
    """Gather what Phiếu kiểm soát quá trình giải quyết hồ sơ says, up to the present step."""
    facts = dossier.facts
    return ControlSlipFacts(
        letterhead=ward.letterhead_for(PaperKind.CONTROL_SLIP),
        number=dossier.number,
        official_code=facts["official_code"],
        book=facts["book"],
        serial=facts["serial"],
        owner_name=facts["owner"]["name"],
        procedure_name=facts["procedure_name"],
        received_at=dossier.received_at,
        due_at=dossier.due_at,
        agency=facts["agency"],
        coordinating="",
        steps=_control_steps(dossier, ward),
        officer_name=actor.officer.name,
        workflow=_workflow_text(dossier),
    )


def correction_text(fields: Sequence[str]) -> str:
    """Say what a correction changed, by the names of the fields alone."""
    if tuple(fields) == ("procedure",):
        return "Đính chính thủ tục"
    return f"Đính chính: {', '.join(field_label(name).lower() for name in fields)}"


def result_slip_facts(
    dossier: Dossier, ward: Ward, actor: Actor, change_reason: str = ""
) -> ResultSlipFacts:
    """Gather what Giấy biên nhận trả kết quả says.

    Args:
        change_reason: why there is another slip than that of the delivery.

    Raises:
        DeskError: PAPER when the result has not been handed over.
    """
    delivered = _last(dossier, EventKind.DELIVERED)
    if delivered is None or dossier.delivered_at is None:
        raise DeskError(Code.PAPER, "number", status=dossier.status)
    delivery: Mapping[str, Any] = delivered.data
    # Who gave it away signs for it, whoever issues the slip again.
    giver = ward.officer_ever(delivered.officer) or actor.officer
    facts, result = dossier.facts, dossier.result or {}
    result_date = result.get("result_date")
    return ResultSlipFacts(
        letterhead=ward.letterhead_for(PaperKind.RESULT_SLIP),
        number=dossier.number,
        official_code=facts["official_code"],
        procedure_name=facts["procedure_name"],
        owner_name=facts["owner"]["name"],
        giver_name=giver.name,
        giver_phone=giver.phone,
        collector_name=delivery.get("collector_name", ""),
        collector_phone=delivery.get("collector_phone", ""),
        collector_id=delivery.get("collector_id", ""),
        authority=delivery.get("authority", ""),
        result_kind=result.get("result_kind", ""),
        result_number=result.get("result_number", ""),
        result_date=date.fromisoformat(result_date) if result_date else None,
        result_summary=result.get("summary", ""),
        copies=int(result.get("copies") or 0),
        returned_originals=delivery.get("returned_originals", ""),
        paid_text=paid_text(dossier),
        delivered_at=dossier.delivered_at,
        change_reason=change_reason,
    )


def handed_in(facts: Mapping[str, Any]) -> tuple[PaperDocument, ...]:
    """List the papers a dossier was received with."""
    return tuple(
        PaperDocument(d["name"], d["originals"], d["certified"], d["copies"])
        for d in facts["documents"]
    )


def term_text(term: Mapping[str, Any] | None) -> str:
    """Word a term as the receipt does."""
    return _UNIT_WORDS[term["unit"]].format(term["amount"]) if term else ""


def paid_text(dossier: Dossier) -> str:
    """Word what was paid and how, what is left to pay, what was paid too much; or nothing."""
    owed = dossier.charge_due_dong + dossier.fee_due_dong
    taken = "; ".join(_payment_text(p) for p in dossier.payments)
    paid = f"Đã thu {taken}" if taken else ""
    if owed == 0:
        return paid
    if owed < 0:
        return f"{paid}, phải trả lại {dong_text(-owed, unit=True)}"
    left = f"{'còn' if paid else 'Chưa thu'} {dong_text(owed, unit=True)}"
    return f"{paid}, {left}" if paid else left


def _payment_text(paid: Payment) -> str:
    amount = paid.charge_dong + paid.fee_dong
    number = f", biên lai {paid.receipt_series} số {paid.receipt_number}"
    how = METHOD_WORDS[paid.method] + (number if paid.receipt_number else "")
    what = "đã trả lại " if amount < 0 else ""
    return f"{what}{dong_text(abs(amount), unit=True)} ({how})"


def due_explanation(dossier: Dossier) -> str:
    """Give the reasons of the due moment that stands, as they were worked out then."""
    for event in reversed(dossier.standing):
        if "due_explanation" in event.data:
            return str(event.data["due_explanation"])
    return ""


def _last(dossier: Dossier, kind: EventKind) -> Event | None:
    found = [e for e in dossier.standing if e.kind is kind]
    return found[-1] if found else None


def _workflow_text(dossier: Dossier) -> str:
    steps = dossier_steps(dossier)
    return plan_text(steps, kept_term(dossier).unit) if steps else ""


def _control_steps(dossier: Dossier, ward: Ward) -> tuple[ControlStep, ...]:
    steps: list[ControlStep] = []
    giver = ward.counter
    for event in dossier.standing:
        if event.kind is EventKind.FORWARDED:
            taker = _holder_text(event.data, ward)
            steps.append(ControlStep(giver, taker, event.at, "", str(event.data["reason"])))
            giver = taker
        elif event.kind in (EventKind.FINISHED, EventKind.REFUSED):
            steps.append(_back(giver, ward, dossier, happened_at(event)))
    if not steps:
        steps.append(ControlStep(giver, dossier.facts["agency"], None, "", ""))
    return tuple(steps)


def _back(giver: str, ward: Ward, dossier: Dossier, at: datetime) -> ControlStep:
    ending = dossier.ending
    words = _END_WORDS[ending.timeliness] if ending and dossier.status >= Status.FINISHED else ""
    return ControlStep(giver, ward.counter, at, words, "")


def _holder_text(data: Mapping[str, Any], ward: Ward) -> str:
    officer = ward.officer_ever(str(data.get("holder", "")))
    if officer is None:
        return str(data.get("holder") or data.get("unit") or "")
    return f"{officer.name} – {officer.unit or officer.title}".removesuffix(" – ")
