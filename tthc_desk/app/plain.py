"""Lines of the read models as the JSON objects that commands print."""

from typing import Any

from tthc_desk.domain.tally import Measures
from tthc_desk.domain.workflow import amount_text
from tthc_desk.usecases.intake import IntakeAnswer
from tthc_desk.usecases.lines import (
    DayFigures,
    DayRow,
    DossierLine,
    ListItem,
    ListLine,
    PaperLine,
    SlipLine,
    TimelineLine,
)
from tthc_desk.usecases.messages import EVENT_WORDS, STATUS_WORDS, notice_text
from tthc_desk.usecases.paper_facts import TallyLine
from tthc_desk.usecases.processing import ActionAnswer
from tthc_desk.usecases.reports import Report06a
from tthc_desk.usecases.workflow import Workflow


def intake_answer(answer: IntakeAnswer, receipt_pdf: str | None = None) -> dict[str, Any]:
    """Write the answer of `receive`."""
    return {
        "request_id": answer.request_id,
        "number": answer.number,
        "status": int(answer.status),
        "received_at": answer.received_at,
        "due_at": answer.due_at,
        "due_explanation": answer.due_explanation,
        "charge_dong": answer.charge_dong,
        "fee_dong": answer.fee_dong,
        "receipt_pdf": receipt_pdf,
        "warnings": [notice_text(w) for w in answer.warnings],
        "repeated": answer.repeated,
    }


def action_answer(answer: ActionAnswer) -> dict[str, Any]:
    """Write the answer of `act`."""
    return {
        "request_id": answer.request_id,
        "number": answer.number,
        "action": answer.action,
        "status": int(answer.status),
        "status_text": STATUS_WORDS[answer.status],
        "due_at": answer.due_at,
        "version": answer.version,
        "papers": answer.papers,
        "repeated": answer.repeated,
    }


def dossier_line(line: DossierLine) -> dict[str, Any]:
    """Write one row of a list."""
    return {
        "number": line.number,
        "official_code": line.official_code,
        "procedure": line.procedure_code,
        "procedure_name": line.procedure_name,
        "field": line.field,
        "channel": line.channel,
        "owner": line.owner_name,
        "submitter": line.submitter_name,
        "id_tail": line.id_tail,
        "phone": line.phone,
        "received_at": line.received_at,
        "due_at": line.due_at,
        "status": int(line.status),
        "status_text": STATUS_WORDS[line.status],
        "queue": line.queue,
        "holder": line.holder,
        "list": line.list_number,
        "finished_day": line.finished_day,
        "delivered_day": line.delivered_day,
        "paid": line.paid,
        "voided": line.voided,
        "version": line.version,
    }


def timeline_line(line: TimelineLine) -> dict[str, Any]:
    """Write one event of a dossier."""
    return {
        "seq": line.seq,
        "at": line.at,
        "officer": line.officer,
        "desk": line.desk,
        "kind": line.kind,
        "what": EVENT_WORDS[line.kind],
        "undone": line.undone,
        "data": line.data,
    }


def workflow(found: Workflow | None) -> dict[str, Any] | None:
    """Write the internal workflow of a dossier; amounts as text, so that halves stay exact."""
    if found is None:
        return None
    present = found.present
    return {
        "unit": found.unit,
        "steps": [{"unit": s.unit, "amount": amount_text(s.hundredths)} for s in found.steps],
        "present": present
        and {
            "unit": present.step.unit,
            "handed_over": present.handed_over,
            "until": present.until,
        },
    }


def slip_line(line: SlipLine) -> dict[str, Any]:
    """Write one refusal or guidance at the counter."""
    return {
        "number": line.number,
        "year": line.year,
        "kind": line.kind,
        "what": EVENT_WORDS[line.kind],
        "at": line.at,
        "officer": line.officer,
        "desk": line.desk,
        "procedure": line.procedure_code,
        "procedure_name": line.procedure_name,
        "field": line.field,
        "channel": line.channel,
        "submitter": line.person,
        "id_tail": line.id_tail,
        "reason": line.reason,
    }


def paper_line(line: PaperLine) -> dict[str, Any]:
    """Write one issued paper."""
    return {
        "paper": line.id,
        "kind": line.kind,
        "subject": line.subject,
        "issued_at": line.issued_at,
        "officer": line.officer,
        "state": line.state,
        "prints": line.prints,
    }


def list_line(line: ListLine) -> dict[str, Any]:
    """Write one hand-over list."""
    return {
        "list": line.number,
        "kind": line.kind,
        "state": line.state,
        "giver": line.giver,
        "taker": line.taker,
        "agency": line.agency,
        "items": line.items,
        "opened_at": line.opened_at,
        "closed_at": line.closed_at,
        "accepted_at": line.accepted_at,
    }


def list_item(item: ListItem) -> dict[str, Any]:
    """Write one dossier of a hand-over list."""
    return {
        "position": item.position,
        "number": item.dossier.number,
        "owner": item.dossier.owner_name,
        "procedure_name": item.dossier.procedure_name,
        "state": item.state,
        "reason": item.reason,
        "result": dict(item.result),
    }


def day_figures(figures: DayFigures, broken: tuple[str, ...]) -> dict[str, Any]:
    """Write the figures of a day."""
    early, on_time, late = figures.timeliness
    names = ("later", "within_3_days", "today", "late", "waiting")
    return {
        "date": figures.day,
        "rows": [{"field": row.field, **day_row(row)} for row in figures.rows],
        "carried_over": figures.carried_over,
        "in_hand": figures.in_hand,
        "in_hand_late": figures.in_hand_late,
        "by_channel": {c.value: n for c, n in figures.by_channel.items()},
        "early": early,
        "on_time": on_time,
        "late": late,
        "open_by_age": dict(zip(names, figures.open_by_age, strict=True)),
        "cash_dong": figures.cash_dong,
        "transfer_dong": figures.transfer_dong,
        "notes": figures.notes,
        "chain_head": figures.chain_head.hex(),
        "chain_length": figures.chain_length,
        "broken": broken,
    }


def day_row(row: DayRow | TallyLine) -> dict[str, int]:
    """Write the figures of one row of a day, whatever the row stands for."""
    return {
        "received": row.received,
        "finished": row.finished,
        "delivered": row.delivered,
        "charge_dong": row.charge_dong,
        "fee_dong": row.fee_dong,
        "supplements": row.supplements,
        "withdrawn": row.withdrawn,
    }


def report(found: Report06a) -> dict[str, Any]:
    """Write form II.06a; columns by their number."""
    return {
        "from": found.first,
        "to": found.last,
        "as_of": found.as_of,
        "rows": [{"field": name, **measures.columns()} for name, measures in found.fields],
        "total": columns(found.total),
        "broken": found.broken,
    }


def columns(measures: Measures) -> dict[str, int]:
    """Write column number → figure."""
    return measures.columns()
