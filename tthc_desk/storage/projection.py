"""The rows that follow from a dossier's events; written at every event, rebuilt by `verify`."""

from collections.abc import Iterator, Mapping
from typing import Any

from tthc_desk.domain.dossier import Dossier, Queue, Status
from tthc_desk.domain.events import EventKind, stamp
from tthc_desk.domain.procedure import Channel
from tthc_desk.storage.columns import NEVER
from tthc_desk.storage.search_words import search_words

Row = tuple[Any, ...]

_SPAN_CAUSES = frozenset(
    {
        EventKind.SUPPLEMENT_REQUESTED,
        EventKind.SUPPLEMENT_COMPLETED,
        EventKind.OBLIGATION_IMPOSED,
        EventKind.OBLIGATION_MET,
        EventKind.EXTENDED,
        EventKind.CALENDAR_DECIDED,
    }
)


def is_counted(dossier: Dossier) -> bool:
    """Tell whether it stands in the columns of reports: not void, not for another agency."""
    return bool(dossier.facts["counted"]) and not dossier.voided


def heading_name(dossier: Dossier) -> tuple[str, str] | None:
    """Name field and procedure it is counted under; None if it is in no column."""
    if not is_counted(dossier):
        return None
    return str(dossier.facts["field"]), str(dossier.facts["procedure"])


def dossier_row(dossier: Dossier, heading: int | None) -> Row:
    """Give the values of `tables.DossierRow` in order."""
    facts = dossier.facts
    owner, submitter = facts["owner"], facts["submitter"]
    return (
        dossier.first_seq,
        dossier.number,
        _text(facts, "official_code"),
        facts["procedure"],
        facts["procedure_name"],
        facts["field"],
        facts["channel"],
        _text(owner, "name"),
        _text(owner, "id_number"),
        _text(owner, "address"),
        _text(submitter, "name"),
        _text(submitter, "id_number"),
        _text(submitter, "phone") or _text(owner, "phone"),
        int(facts.get("sets") or 0),
        stamp(dossier.received_at),
        stamp(dossier.due_at) if dossier.due_at else None,
        int(dossier.status),
        dossier.queue.value,
        dossier.holder,
        dossier.list_number,
        dossier.ending.kind.value if dossier.ending else "",
        dossier.delivered_day.isoformat() if dossier.delivered_day else None,
        facts["charge_dong"],
        facts["fee_dong"],
        dossier.charge_due_dong,
        dossier.fee_due_dong,
        dossier.version,
        dossier.last_seq,
        *_figures(dossier, heading),
        search_words(dossier),
    )


def _figures(dossier: Dossier, heading: int | None) -> Row:
    ending = dossier.ending
    running = dossier.status in (Status.RECEIVED, Status.PROCESSING) and not dossier.voided
    return (
        dossier.received_day.isoformat(),
        ending.day.isoformat() if ending else NEVER,
        heading,
        int(dossier.facts["channel"] == Channel.ONLINE.value),
        int(bool(dossier.facts.get("opening"))),
        int(ending.timeliness) if ending else 0,
        dossier.due_day.isoformat() if dossier.due_day else None,
        len(dossier.spans),
        int(dossier.voided),
        int(heading is not None),
        int(running),
    )


def span_rows(dossier: Dossier) -> Iterator[Row]:
    """Give the values of `tables.SpanRow`; none if the due day never changed."""
    if len(dossier.spans) < 2:
        return
    causes = [""] + [e.kind.value for e in dossier.standing if e.kind in _SPAN_CAUSES]
    for position, (span, cause) in enumerate(zip(dossier.spans, causes, strict=True)):
        yield (
            dossier.first_seq,
            position,
            span.from_day.isoformat(),
            span.due_day.isoformat() if span.due_day else None,
            int(span.waiting),
            int(span.late_on_entering),
            cause,
        )


def payment_rows(dossier: Dossier) -> Iterator[Row]:
    """Give the values of `tables.PaymentRow`."""
    for paid in dossier.payments:
        yield (
            paid.seq,
            dossier.first_seq,
            paid.day.isoformat(),
            paid.method,
            paid.charge_dong,
            paid.fee_dong,
            paid.officer,
            paid.receipt_series,
            paid.receipt_number,
        )


def is_closed(dossier: Dossier) -> bool:
    """Tell whether no work queue holds it any more."""
    return dossier.queue is Queue.CLOSED


def _text(facts: Mapping[str, Any], name: str) -> str:
    return str(facts.get(name) or "")
