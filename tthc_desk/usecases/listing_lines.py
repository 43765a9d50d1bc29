"""From folded dossiers to the lines of the lists of a period."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from tthc_desk.domain.dossier import Dossier, Payment, Span, local_day
from tthc_desk.domain.events import Event, EventKind
from tthc_desk.domain.procedure import Channel
from tthc_desk.domain.standing import counted_day
from tthc_desk.domain.vietnamese import day_text
from tthc_desk.usecases.report_facts import (
    CollectionLine,
    OverdueLine,
    RegisterLine,
    UncollectedLine,
)
from tthc_desk.usecases.ward import Ward
from tthc_desk.usecases.words import CAUSE_WORDS

METHOD_WORDS = {"cash": "Tiền mặt", "transfer": "Chuyển khoản"}
WAY_WORDS = {
    Channel.IN_PERSON: "trực tiếp",
    Channel.POST: "bưu chính công ích",
    Channel.ONLINE: "trực tuyến",
}
LONG_NAME = 90
"""A longer name takes more than half a page in some lists."""

NO_CAUSE = "Chưa nêu nguyên nhân"

_RESULTS = frozenset({EventKind.FINISHED, EventKind.REFUSED})
_NEW_DATES = frozenset({EventKind.EXTENDED, EventKind.APOLOGISED})
_NOTES = {
    EventKind.SUPPLEMENT_REQUESTED: "Yêu cầu bổ sung ngày {}",
    EventKind.OBLIGATION_IMPOSED: "Yêu cầu nghĩa vụ tài chính ngày {}",
    EventKind.EXTENDED: "Hẹn lại ngày {}",
    EventKind.REFUSED: "Từ chối giải quyết ngày {}",
    EventKind.WITHDRAWN: "Công dân rút hồ sơ ngày {}",
    EventKind.STOPPED: "Dừng giải quyết ngày {}",
    EventKind.VOIDED: "Hủy ngày {}",
}


def register_line(dossier: Dossier, ward: Ward) -> RegisterLine:
    """Write one dossier as the register says it."""
    facts = dossier.facts
    owner = facts["owner"]
    forwarded = _first_day(dossier, EventKind.FORWARDED)
    delivered = _last(dossier, frozenset({EventKind.DELIVERED}))
    ended = dossier.ending
    return RegisterLine(
        serial=int(facts["serial"]),
        number=dossier.number,
        official_code=facts["official_code"],
        procedure_name=listed_name(facts),
        sets=int(facts["sets"] or 0),
        owner_name=owner["name"],
        owner_address=owner["address"],
        phone=_phone(dossier),
        agency=facts["agency"],
        received_day=dossier.received_day,
        due_day=dossier.due_day,
        forwarded_day=forwarded,
        result_day=ended.day if ended and ended.kind in _RESULTS else None,
        delivered_day=dossier.delivered_day,
        way=WAY_WORDS[Channel(facts["channel"])] if delivered else "",
        giver=ward.name_of(delivered.officer) if delivered else "",
        taker=str(delivered.data.get("collector_name", "")) if delivered else "",
        note="; ".join(_register_notes(dossier)),
    )


def listed_name(facts: Mapping[str, Any]) -> str:
    """Name a procedure in a narrow column: by its short name where the whole one is long."""
    name = str(facts["procedure_name"])
    return name if len(name) <= LONG_NAME else str(facts.get("short_name") or name)


def collection_lines(
    dossier: Dossier, first: date, last: date
) -> Iterator[tuple[Payment, CollectionLine]]:
    """Write what was taken for one dossier in a period, with the payment it comes from."""
    facts = dossier.facts
    moments = {event.seq: event.at for event in dossier.standing}
    for paid in dossier.payments:
        if first <= paid.day <= last:
            yield (
                paid,
                CollectionLine(
                    number=dossier.number,
                    payer_name=facts["submitter"]["name"],
                    owner_name=facts["owner"]["name"],
                    address=facts["submitter"]["address"],
                    procedure_name=listed_name(facts),
                    at=moments[paid.seq],
                    method=METHOD_WORDS.get(paid.method, paid.method),
                    charge_dong=paid.charge_dong,
                    fee_dong=paid.fee_dong,
                    receipt_series=paid.receipt_series,
                    receipt_number=paid.receipt_number,
                ),
            )


def overdue_line(dossier: Dossier, ward: Ward, last: date, seen: date) -> OverdueLine | None:
    """Write one late dossier as it stood at the end of a period.

    Args:
        seen: day up to which the days late of an open dossier are counted.

    Returns:
        None when no due day tells how late it is.
    """
    facts = dossier.facts
    ended = dossier.ending if dossier.ending and dossier.ending.day <= last else None
    span = span_at(dossier, last)
    if span.due_day is None:
        return None
    # The clock stands while it waits: it was as late on entering as it will be on leaving.
    until = span.from_day if span.waiting else local_day(ended.at) if ended else seen
    cause, reason = _cause(dossier)
    return OverdueLine(
        number=dossier.number,
        procedure_name=listed_name(facts),
        field=facts["field"],
        owner_name=facts["owner"]["name"],
        phone=_phone(dossier),
        received_day=dossier.received_day,
        due_day=span.due_day,
        finished_day=ended.day if ended else None,
        days_late=(until - span.due_day).days,
        holder=ward.name_of(_holder(dossier)),
        cause=cause,
        reason=reason,
    )


def uncollected_line(dossier: Dossier, day: date) -> UncollectedLine:
    """Write one result that waits at the end of a day.

    Raises:
        ValueError: when the dossier has no end.
    """
    if dossier.ending is None:
        raise ValueError(dossier.number)
    facts, result = dossier.facts, dossier.result or {}
    return UncollectedLine(
        number=dossier.number,
        procedure_name=listed_name(facts),
        owner_name=facts["owner"]["name"],
        submitter_name=facts["submitter"]["name"],
        phone=_phone(dossier),
        address=facts["submitter"]["address"] or facts["owner"]["address"],
        finished_day=dossier.ending.day,
        due_day=dossier.due_day,
        days_waiting=(day - dossier.ending.day).days,
        result_number=str(result.get("result_number", "")),
        owed_dong=dossier.charge_due_dong + dossier.fee_due_dong,
        by_post=facts["channel"] == Channel.POST,
    )


def span_at(dossier: Dossier, day: date) -> Span:
    """Give the due day and the waiting that held at the end of a day."""
    return [span for span in dossier.spans if span.from_day <= day][-1]


def _register_notes(dossier: Dossier) -> Iterator[str]:
    facts = dossier.facts
    if not facts["counted"]:
        yield "Tiếp nhận giúp cơ quan khác"
    if facts.get("opening"):
        old = facts.get("old_number") or ""
        yield f"Số dư đầu kỳ, số cũ {old}" if old else "Số dư đầu kỳ"
    if facts.get("entered_late"):
        yield "Nhập bù từ phiếu viết tay"
    for event in dossier.standing:
        if event.kind in _NOTES:
            yield _NOTES[event.kind].format(day_text(counted_day(event)))
    if facts["note"]:
        yield str(facts["note"])


def _cause(dossier: Dossier) -> tuple[str, str]:
    """Give category and reason; without one, what was said when the date was put off."""
    told = _last(dossier, frozenset({EventKind.DELAY_EXPLAINED}))
    if told is not None:
        word = CAUSE_WORDS.get(str(told.data.get("cause")), CAUSE_WORDS["other"])
        return word, _reason(told)
    put_off = _last(dossier, _NEW_DATES)
    return "", _reason(put_off) if put_off else ""


def _reason(event: Event) -> str:
    return str(event.data.get("reason", ""))


def _holder(dossier: Dossier) -> str:
    """Name who has it, or had it last."""
    if dossier.holder:
        return dossier.holder
    given = _last(dossier, frozenset({EventKind.FORWARDED}))
    return str(given.data.get("holder", "")) if given else ""


def _phone(dossier: Dossier) -> str:
    submitter: dict[str, Any] = dossier.facts["submitter"]
    return str(submitter["phone"] or dossier.facts["owner"]["phone"])


def _first_day(dossier: Dossier, kind: EventKind) -> date | None:
    return next((counted_day(e) for e in dossier.standing if e.kind is kind), None)


def _last(dossier: Dossier, kinds: frozenset[EventKind]) -> Event | None:
    return next((e for e in reversed(dossier.standing) if e.kind in kinds), None)
