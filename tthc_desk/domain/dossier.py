"""A dossier as its events tell it: status, clock, end, money and work queue."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from tthc_desk.domain.events import Event, EventKind
from tthc_desk.domain.local_time import VIETNAM
from tthc_desk.domain.standing import (
    counted_day,
    happened_at,
    local_day,
    rectified,
    standing_events,
)
from tthc_desk.domain.status import ENDED, OPEN, WAITING, Queue, Status, Timeliness

__all__ = [
    "ENDED",
    "OPEN",
    "WAITING",
    "Dossier",
    "Ending",
    "Payment",
    "Queue",
    "Span",
    "Status",
    "Timeliness",
    "apply",
    "begin",
    "counted_day",
    "fold",
    "happened_at",
    "local_day",
    "standing_events",
    "timeliness",
]


@dataclass(frozen=True, slots=True)
class Span:
    """Days from which a due day and a waiting state hold, until the next span.

    Args:
        late_on_entering: waiting only: it was already late when the waiting began.
    """

    from_day: date
    due_day: date | None
    waiting: bool
    late_on_entering: bool = False


@dataclass(frozen=True, slots=True)
class Ending:
    """The standing entry into 9, 7 or 8: the moment that counts."""

    kind: EventKind
    at: datetime
    day: date
    timeliness: Timeliness


@dataclass(frozen=True, slots=True)
class Payment:
    """Money taken for a dossier, in đồng; negative amounts give money back."""

    seq: int
    day: date
    method: str
    charge_dong: int
    fee_dong: int
    officer: str
    receipt_series: str
    receipt_number: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """What the standing events of one dossier add up to.

    Args:
        facts: the facts of reception, with later corrections laid over them.
        version: number of its events, undone ones too; a writer names the one it saw.
        standing: events that hold: no undone step, no undo.
        received_day: business day of reception.
        supplements: how often a supplement was asked.
        re_appointed: the one re-appointment has been used.
        holder: login or name of who works on it, empty at the counter.
        list_number: hand-over list it stands on and that is not yet accepted.
        taken_back: it came back from an officer with a reason.
    """

    number: str
    facts: Mapping[str, Any]
    version: int
    first_seq: int
    last_seq: int
    standing: tuple[Event, ...]
    status: Status
    received_at: datetime
    received_day: date
    due_at: datetime | None
    spans: tuple[Span, ...]
    ending: Ending | None = None
    delivered_at: datetime | None = None
    delivered_day: date | None = None
    supplements: int = 0
    re_appointed: bool = False
    voided: bool = False
    holder: str = ""
    list_number: str = ""
    payments: tuple[Payment, ...] = ()
    result: Mapping[str, Any] | None = None

    @property
    def due_day(self) -> date | None:
        """Give the calendar day of the due moment."""
        return local_day(self.due_at) if self.due_at else None

    def overdue_on(self, day: date) -> bool:
        """Tell whether it is late on a day; while the term stands still, whether it was before."""
        if self.status in WAITING:
            return self.spans[-1].late_on_entering
        return self.due_day is not None and day > self.due_day

    @property
    def paid_charge_dong(self) -> int:
        """Give the phí that was taken and not given back."""
        return sum(p.charge_dong for p in self.payments)

    @property
    def paid_fee_dong(self) -> int:
        """Give the lệ phí that was taken and not given back."""
        return sum(p.fee_dong for p in self.payments)

    @property
    def charge_due_dong(self) -> int:
        """Give the phí still to be paid; below zero when too much was, after a correction."""
        return int(self.facts["charge_dong"]) - self.paid_charge_dong

    @property
    def fee_due_dong(self) -> int:
        """Give the lệ phí still to be paid; below zero when too much was, after a correction."""
        return int(self.facts["fee_dong"]) - self.paid_fee_dong

    @property
    def queue(self) -> Queue:
        """Name the one work queue it stands in."""
        if self.voided:
            return Queue.CLOSED
        if self.list_number:
            return Queue.ON_LIST
        return _QUEUES[self.status]


_QUEUES = {
    Status.NEW: Queue.CLOSED,
    Status.RECEIVED: Queue.TO_HAND_OVER,
    Status.REFUSED_RECEPTION: Queue.CLOSED,
    Status.PROCESSING: Queue.PROCESSING,
    Status.SUPPLEMENT: Queue.WAITING_SUPPLEMENT,
    Status.OBLIGATION: Queue.WAITING_OBLIGATION,
    Status.WITHDRAWN: Queue.CLOSED,
    Status.STOPPED: Queue.CLOSED,
    Status.FINISHED: Queue.TO_DELIVER,
    Status.DELIVERED: Queue.CLOSED,
}


def fold(events: Iterable[Event], as_of: datetime | None = None) -> Dossier | None:
    """Add up the events of one dossier.

    Args:
        events: all events of the dossier in order of `seq`.
        as_of: leave out what was written after this moment.

    Returns:
        The dossier, or None when it did not exist yet.
    """
    found = tuple(e for e in events if as_of is None or e.at <= as_of)
    if not found:
        return None
    return replace(
        _told(standing_events(found)),
        version=len(found),
        first_seq=found[0].seq,
        last_seq=found[-1].seq,
    )


def apply(dossier: Dossier, event: Event) -> Dossier:
    """Add one new event to a dossier without reading its history again.

    An undo needs the history: fold it anew.
    """
    standing = (*dossier.standing, event)
    # A correction may change what the steps before it say.
    told = event.kind is EventKind.CORRECTED
    moved = _told(standing) if told else _STEPS[event.kind](dossier, event)
    return replace(
        moved,
        version=dossier.version + 1,
        first_seq=dossier.first_seq,
        last_seq=event.seq,
        standing=standing,
    )


def begin(event: Event) -> Dossier:
    """Make a dossier of its reception."""
    return replace(
        _received(event), version=1, first_seq=event.seq, last_seq=event.seq, standing=(event,)
    )


def _told(standing: tuple[Event, ...]) -> Dossier:
    """Take the standing events one after the other."""
    first, *steps = rectified(standing)
    dossier = _received(first)
    for event in steps:
        dossier = _STEPS[event.kind](dossier, event)
    return replace(dossier, standing=standing)


def timeliness(day: date, due_day: date | None) -> Timeliness:
    """Compare an end with the due day, by calendar day; no due day is on time.

    Source: national report practice, "trước hạn, đúng hạn, quá hạn" by date.
    """
    if due_day is None or day == due_day:
        return Timeliness.ON_TIME
    return Timeliness.EARLY if day < due_day else Timeliness.LATE


def _moment(value: Any) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value).astimezone(VIETNAM)


def _received(event: Event) -> Dossier:
    facts = event.data
    received_at = _moment(facts["received_at"]) or event.at
    due_at = _moment(facts["due_at"])
    received_day = date.fromisoformat(str(facts["received_day"]))
    due_day = local_day(due_at) if due_at else None
    return Dossier(
        number=event.subject,
        facts=facts,
        version=1,
        first_seq=event.seq,
        last_seq=event.seq,
        standing=(event,),
        status=Status.RECEIVED,
        received_at=received_at,
        received_day=received_day,
        due_at=due_at,
        spans=(Span(received_day, due_day, waiting=False),),
    )


def _with_span(dossier: Dossier, event: Event, *, waiting: bool, late: bool = False) -> Dossier:
    due_day = local_day(dossier.due_at) if dossier.due_at else None
    span = Span(event.business_day, due_day, waiting, late)
    return replace(dossier, spans=(*dossier.spans, span))


def _forwarded(dossier: Dossier, event: Event) -> Dossier:
    holder = str(event.data.get("holder", ""))
    return replace(dossier, status=Status.PROCESSING, holder=holder, list_number="")


def _begin_waiting(status: Status, dossier: Dossier, event: Event) -> Dossier:
    late = dossier.due_day is not None and local_day(event.at) > dossier.due_day
    asked = dossier.supplements + (status is Status.SUPPLEMENT)
    dossier = replace(dossier, status=status, supplements=asked, list_number="")
    return _with_span(dossier, event, waiting=True, late=late)


def _supplement_requested(dossier: Dossier, event: Event) -> Dossier:
    return _begin_waiting(Status.SUPPLEMENT, dossier, event)


def _obligation_imposed(dossier: Dossier, event: Event) -> Dossier:
    return _begin_waiting(Status.OBLIGATION, dossier, event)


def _end_waiting(status: Status, dossier: Dossier, event: Event) -> Dossier:
    dossier = replace(dossier, status=status, due_at=_moment(event.data["due_at"]))
    return _with_span(dossier, event, waiting=False)


def _supplement_completed(dossier: Dossier, event: Event) -> Dossier:
    return replace(_end_waiting(Status.RECEIVED, dossier, event), holder="")


def _obligation_met(dossier: Dossier, event: Event) -> Dossier:
    return _end_waiting(Status.PROCESSING, dossier, event)


def _extended(dossier: Dossier, event: Event) -> Dossier:
    dossier = replace(dossier, due_at=_moment(event.data["due_at"]), re_appointed=True)
    return _with_span(dossier, event, waiting=dossier.status in WAITING)


def _date_decided(dossier: Dossier, event: Event) -> Dossier:
    dossier = replace(dossier, due_at=_moment(event.data["due_at"]))
    return _with_span(dossier, event, waiting=False)


def _unchanged(dossier: Dossier, event: Event) -> Dossier:
    del event
    return dossier


def _ended(status: Status, dossier: Dossier, event: Event) -> Dossier:
    at, day = happened_at(event), counted_day(event)
    if dossier.status in WAITING:
        # Closed out of 5 or 6: on time, unless it was late when the waiting began.
        late = dossier.spans[-1].late_on_entering
        when = Timeliness.LATE if late else Timeliness.ON_TIME
    else:
        when = timeliness(day, dossier.due_day)
    ending = Ending(event.kind, at, day, when)
    return replace(dossier, status=status, ending=ending, holder="", list_number="")


def _finished(dossier: Dossier, event: Event) -> Dossier:
    return replace(_ended(Status.FINISHED, dossier, event), result=event.data)


def _withdrawn(dossier: Dossier, event: Event) -> Dossier:
    return _ended(Status.WITHDRAWN, dossier, event)


def _stopped(dossier: Dossier, event: Event) -> Dossier:
    return _ended(Status.STOPPED, dossier, event)


def _delivered(dossier: Dossier, event: Event) -> Dossier:
    return replace(
        dossier,
        status=Status.DELIVERED,
        delivered_at=happened_at(event),
        delivered_day=counted_day(event),
    )


def _paid(dossier: Dossier, event: Event) -> Dossier:
    data: Mapping[str, Any] = event.data
    payment = Payment(
        event.seq,
        event.business_day,
        str(data["method"]),
        int(data["charge_dong"]),
        int(data["fee_dong"]),
        event.officer,
        str(data.get("receipt_series", "")),
        str(data.get("receipt_number", "")),
    )
    return replace(dossier, payments=(*dossier.payments, payment))


def _refunded(dossier: Dossier, event: Event) -> Dossier:
    data: Mapping[str, Any] = event.data
    taken = _paid(dossier, event).payments[-1]
    # The event names what was given back; as a payment it is less than nothing.
    back = replace(
        taken,
        charge_dong=-int(data["charge_dong"]),
        fee_dong=-int(data["fee_dong"]),
        officer=str(data.get("cashier") or event.officer),
    )
    return replace(dossier, payments=(*dossier.payments, back))


def _corrected(dossier: Dossier, event: Event) -> Dossier:
    data: Mapping[str, Any] = event.data
    facts = {**dossier.facts, **data.get("follows", {}), **data["changes"]}
    result = {**(dossier.result or {}), **data.get("result", {})}
    return replace(dossier, facts=facts, result=result or None)


def _voided(dossier: Dossier, event: Event) -> Dossier:
    del event
    return replace(dossier, voided=True, list_number="")


def _put_on_list(dossier: Dossier, event: Event) -> Dossier:
    return replace(dossier, list_number=str(event.data["list"]))


def _taken_off_list(dossier: Dossier, event: Event) -> Dossier:
    del event
    return replace(dossier, list_number="")


_STEPS = {
    EventKind.FORWARDED: _forwarded,
    EventKind.SUPPLEMENT_REQUESTED: _supplement_requested,
    EventKind.SUPPLEMENT_COMPLETED: _supplement_completed,
    EventKind.OBLIGATION_IMPOSED: _obligation_imposed,
    EventKind.OBLIGATION_MET: _obligation_met,
    EventKind.EXTENDED: _extended,
    EventKind.APOLOGISED: _unchanged,
    EventKind.DELAY_EXPLAINED: _unchanged,
    EventKind.CALENDAR_DECIDED: _date_decided,
    EventKind.FINISHED: _finished,
    EventKind.REFUSED: _finished,
    EventKind.WITHDRAWN: _withdrawn,
    EventKind.STOPPED: _stopped,
    EventKind.DELIVERED: _delivered,
    EventKind.PAID: _paid,
    EventKind.REFUNDED: _refunded,
    EventKind.CORRECTED: _corrected,
    EventKind.VOIDED: _voided,
    EventKind.PUT_ON_LIST: _put_on_list,
    EventKind.TAKEN_OFF_LIST: _taken_off_list,
}
