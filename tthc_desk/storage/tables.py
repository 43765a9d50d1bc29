"""Tables of a ward's database; nothing outside `storage` ever sees a row."""

from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import SQLModel

from tthc_desk.storage.strict_fields import (
    KEYED,
    STRICT,
    bytes_field,
    checks,
    index_where,
    text_field,
    whole_field,
)

MOST_DONG = 999_999_999_999
ENTERED = "kind = 'received' AND (data ->> 'entered_late' OR data ->> 'opening')"
_FLAGS = ("opening", "voided", "counted", "running")


class EventRow(SQLModel, table=True):
    """The chain of everything that happened; triggers refuse UPDATE and DELETE."""

    __tablename__: ClassVar[str] = "event"
    __table_args__ = (
        *checks("length(prev_hash) = 32", "length(hash) = 32", "length(business_day) = 10"),
        Index("event_subject", "subject", "seq"),
        Index("event_day", "business_day", "kind"),
        # Few are written late or taken over; their facts need not be read to count them.
        index_where("event_entered", ("business_day",), ENTERED),
        STRICT,
    )
    seq: int = whole_field(primary_key=True)
    at: str = text_field()
    business_day: str = text_field()
    officer: str = text_field()
    desk: str = text_field()
    subject: str = text_field()
    kind: str = text_field()
    data: str = text_field()
    prev_hash: bytes = bytes_field()
    hash: bytes = bytes_field()


class HeadingRow(SQLModel, table=True):
    """A line heading of reports: field and procedure; short for the covering indexes."""

    __tablename__: ClassVar[str] = "heading"
    __table_args__ = (Index("heading_name", "field", "procedure_code", unique=True), STRICT)
    id: int = whole_field(primary_key=True)
    field: str = text_field()
    procedure_code: str = text_field()


class DossierRow(SQLModel, table=True):
    """What the events of a dossier add up to; `id` is the seq of its reception."""

    __tablename__: ClassVar[str] = "dossier"
    __table_args__ = (
        *checks(
            "status BETWEEN 1 AND 10",
            f"charge_dong BETWEEN 0 AND {MOST_DONG}",
            f"fee_dong BETWEEN 0 AND {MOST_DONG}",
            *(f"{flag} IN (0, 1)" for flag in _FLAGS),
        ),
        Index("dossier_number", "number", unique=True),
        Index("dossier_last_seq", "last_seq"),
        # Both ends of a dossier's time in hand, with all that the figures need.
        Index(
            "dossier_by_end",
            *("ended_day", "received_day", "heading", "online", "opening", "timeliness"),
            *("due_day", "spans"),
        ),
        Index(
            "dossier_by_reception",
            *("received_day", "ended_day", "heading", "online", "opening", "timeliness"),
            *("due_day", "spans"),
        ),
        index_where("dossier_official_code", ("official_code",), "official_code <> ''"),
        index_where("dossier_delivered", ("delivered_day",), "delivered_day IS NOT NULL"),
        index_where("dossier_queue", ("queue", "id"), "queue <> 'closed'"),
        index_where("dossier_due", ("due_day",), "running = 1"),
        index_where("dossier_owner", ("owner_id",), "queue <> 'closed' AND owner_id <> ''"),
        index_where(
            "dossier_submitter", ("submitter_id",), "queue <> 'closed' AND submitter_id <> ''"
        ),
        STRICT,
    )
    id: int = whole_field(primary_key=True, foreign_key="event.seq")
    number: str = text_field()
    official_code: str = text_field()
    procedure_code: str = text_field()
    procedure_name: str = text_field()
    field: str = text_field()
    channel: str = text_field()
    owner_name: str = text_field()
    owner_id: str = text_field()
    owner_address: str = text_field()
    submitter_name: str = text_field()
    submitter_id: str = text_field()
    phone: str = text_field()
    sets: int = whole_field()
    received_at: str = text_field()
    due_at: str | None = text_field(nullable=True)
    status: int = whole_field()
    queue: str = text_field()
    holder: str = text_field()
    list_number: str = text_field()
    ended_kind: str = text_field()
    delivered_day: str | None = text_field(nullable=True)
    charge_dong: int = whole_field()
    fee_dong: int = whole_field()
    charge_due_dong: int = whole_field()
    fee_due_dong: int = whole_field()
    version: int = whole_field()
    last_seq: int = whole_field()
    # what the figures are made of
    received_day: str = text_field()
    ended_day: str = text_field()
    heading: int | None = whole_field(nullable=True, foreign_key="heading.id")
    online: int = whole_field()
    opening: int = whole_field()
    timeliness: int = whole_field()
    due_day: str | None = text_field(nullable=True)
    spans: int = whole_field()
    voided: int = whole_field()
    counted: int = whole_field()
    running: int = whole_field()
    words: str = text_field()


class SpanRow(SQLModel, table=True):
    """Due days and waiting of a dossier that had more than one; `cause` began the span."""

    __tablename__: ClassVar[str] = "deadline_span"
    __table_args__ = (
        *checks("waiting IN (0, 1)", "late_on_entering IN (0, 1)"),
        index_where("span_supplement", ("from_day",), "cause = 'supplement_requested'"),
        KEYED,
    )
    dossier_id: int = whole_field(primary_key=True, foreign_key="dossier.id")
    position: int = whole_field(primary_key=True)
    from_day: str = text_field()
    due_day: str | None = text_field(nullable=True)
    waiting: int = whole_field()
    late_on_entering: int = whole_field()
    cause: str = text_field()


class PaymentRow(SQLModel, table=True):
    """Money taken for a dossier, by its event."""

    __tablename__: ClassVar[str] = "payment"
    __table_args__ = (
        *checks(
            f"charge_dong BETWEEN -{MOST_DONG} AND {MOST_DONG}",
            f"fee_dong BETWEEN -{MOST_DONG} AND {MOST_DONG}",
        ),
        Index("payment_day", "day"),
        Index("payment_dossier", "dossier_id"),
        STRICT,
    )
    seq: int = whole_field(primary_key=True, foreign_key="event.seq")
    dossier_id: int = whole_field(foreign_key="dossier.id")
    day: str = text_field()
    method: str = text_field()
    charge_dong: int = whole_field()
    fee_dong: int = whole_field()
    officer: str = text_field()
    receipt_series: str = text_field()
    receipt_number: str = text_field()


class DayClosingRow(SQLModel, table=True):
    """A closing of a business day; reopened and closed again it has a further round."""

    __tablename__: ClassVar[str] = "day_closing"
    __table_args__ = (*checks("round >= 1"), KEYED)
    day: str = text_field(primary_key=True)
    round: int = whole_field(primary_key=True)
    closed_seq: int = whole_field(foreign_key="event.seq")
    reopened_seq: int | None = whole_field(nullable=True, foreign_key="event.seq")
    paper_id: int = whole_field(foreign_key="paper.id")


class BackdatedRow(SQLModel, table=True):
    """An event that changes an earlier day than the one it is counted in."""

    __tablename__: ClassVar[str] = "backdated"
    __table_args__ = (Index("backdated_day", "day"), STRICT)
    seq: int = whole_field(primary_key=True, foreign_key="event.seq")
    day: str = text_field()


class CounterSlipRow(SQLModel, table=True):
    """A refusal or guidance at the counter, before any dossier."""

    __tablename__: ClassVar[str] = "counter_slip"
    __table_args__ = (
        Index("counter_slip_number", "year", "number", unique=True),
        STRICT,
    )
    seq: int = whole_field(primary_key=True, foreign_key="event.seq")
    year: int = whole_field()
    number: str = text_field()
    kind: str = text_field()
    day: str = text_field()


class PersonRow(SQLModel, table=True):
    """A person of earlier visits, once per identity number."""

    __tablename__: ClassVar[str] = "person"
    __table_args__ = (Index("person_id_number", "id_number", unique=True), STRICT)
    id: int = whole_field(primary_key=True)
    id_number: str = text_field()
    id_kind: str = text_field()
    name: str = text_field()
    birth_date: str | None = text_field(nullable=True)
    sex: str = text_field()
    address: str = text_field()
    ward_code: str = text_field()
    phone: str = text_field()
    email: str = text_field()
    last_seen: str = text_field()


class ProcedureRow(SQLModel, table=True):
    """One version of a procedure as JSON."""

    __tablename__: ClassVar[str] = "procedure_version"
    __table_args__ = (KEYED,)
    code: str = text_field(primary_key=True)
    valid_from: str = text_field(primary_key=True)
    valid_to: str | None = text_field(nullable=True)
    record: str = text_field()


class CalendarYearRow(SQLModel, table=True):
    """A year whose working days are known."""

    __tablename__: ClassVar[str] = "calendar_year"
    __table_args__ = (*checks("confirmed IN (0, 1)"), STRICT)
    year: int = whole_field(primary_key=True)
    confirmed: int = whole_field()
    notes: str = text_field()


class CalendarDayRow(SQLModel, table=True):
    """One exceptional day."""

    __tablename__: ClassVar[str] = "calendar_day"
    __table_args__ = (Index("calendar_day_year", "year"), KEYED)
    day: str = text_field(primary_key=True)
    year: int = whole_field(foreign_key="calendar_year.year")
    kind: str = text_field()
    name: str = text_field()
    source: str = text_field()
    certainty: str = text_field()


class CounterRow(SQLModel, table=True):
    """The last number given in a series and period."""

    __tablename__: ClassVar[str] = "counter"
    __table_args__ = (*checks("value >= 1"), KEYED)
    series: str = text_field(primary_key=True)
    period: str = text_field(primary_key=True)
    value: int = whole_field()


class RequestRow(SQLModel, table=True):
    """The answer of a request already carried out."""

    __tablename__: ClassVar[str] = "request"
    __table_args__ = (KEYED,)
    request_id: str = text_field(primary_key=True)
    answer: str = text_field()


class PaperRow(SQLModel, table=True):
    """An issued paper: its facts and where it stands."""

    __tablename__: ClassVar[str] = "paper"
    __table_args__ = (
        *checks("state IN ('issued', 'sent', 'confirmed', 'failed')", "prints >= 0"),
        Index("paper_subject", "subject"),
        index_where("paper_unconfirmed", ("subject",), "state <> 'confirmed'"),
        index_where("paper_letter", ("number",), "number <> subject"),
        STRICT,
    )
    id: int = whole_field(primary_key=True)
    kind: str = text_field()
    subject: str = text_field()
    number: str = text_field()
    template_version: int = whole_field()
    facts: str = text_field()
    issued_seq: int = whole_field(foreign_key="event.seq")
    issued_at: str = text_field()
    officer: str = text_field()
    state: str = text_field()
    prints: int = whole_field()


class PaperPrintRow(SQLModel, table=True):
    """One step of a paper on its way through the printer."""

    __tablename__: ClassVar[str] = "paper_print"
    __table_args__ = (Index("paper_print_paper", "paper_id"), STRICT)
    seq: int = whole_field(primary_key=True, foreign_key="event.seq")
    paper_id: int = whole_field(foreign_key="paper.id")
    at: str = text_field()
    officer: str = text_field()
    state: str = text_field()


class HandoverListRow(SQLModel, table=True):
    """The head of a hand-over list."""

    __tablename__: ClassVar[str] = "handover_list"
    __table_args__ = (
        *checks("kind IN ('officers', 'results')", "state IN ('open', 'closed', 'accepted')"),
        Index("handover_list_opened", "opened_at"),
        KEYED,
    )
    number: str = text_field(primary_key=True)
    kind: str = text_field()
    agency: str = text_field()
    taker: str = text_field()
    giver: str = text_field()
    opened_at: str = text_field()
    closed_at: str | None = text_field(nullable=True)
    accepted_at: str | None = text_field(nullable=True)
    state: str = text_field()


class HandoverItemRow(SQLModel, table=True):
    """One dossier of a hand-over list."""

    __tablename__: ClassVar[str] = "handover_item"
    __table_args__ = (
        *checks("state IN ('on', 'accepted', 'rejected', 'removed')"),
        Index("handover_item_number", "list_number", "number", unique=True),
        KEYED,
    )
    list_number: str = text_field(primary_key=True, foreign_key="handover_list.number")
    position: int = whole_field(primary_key=True)
    number: str = text_field()
    state: str = text_field()
    reason: str = text_field()
    result: str = text_field()


class SigningKeyRow(SQLModel, table=True):
    """The public half of a key this ward has signed totals with."""

    __tablename__: ClassVar[str] = "signing_key"
    __table_args__ = (*checks("length(key_id) = 16", "length(public) = 32"), KEYED)
    key_id: str = text_field(primary_key=True)
    public: bytes = bytes_field()
    made_at: str = text_field()
    made_seq: int = whole_field(foreign_key="event.seq")
    officer: str = text_field()


class TotalsExportRow(SQLModel, table=True):
    """A totals file as it was made; `event_seq` is its event."""

    __tablename__: ClassVar[str] = "totals_export"
    __table_args__ = (
        *checks("chain IN ('daily', 'weekly', 'monthly')", "seq >= 1", "length(hash) = 64"),
        Index("totals_export_hash", "hash", unique=True),
        Index("totals_export_place", "key_id", "chain", "seq", unique=True),
        STRICT,
    )
    event_seq: int = whole_field(primary_key=True, foreign_key="event.seq")
    hash: str = text_field()
    chain: str = text_field()
    first_day: str = text_field()
    last_day: str = text_field()
    seq: int = whole_field()
    key_id: str = text_field(foreign_key="signing_key.key_id")
    prev: str = text_field()
    replaces: str = text_field()
    as_of: str = text_field()
    officer: str = text_field()
    file: bytes = bytes_field()


class DraftRow(SQLModel, table=True):
    """Half-typed work of one desk and screen."""

    __tablename__: ClassVar[str] = "draft"
    __table_args__ = (KEYED,)
    desk: str = text_field(primary_key=True)
    screen: str = text_field(primary_key=True)
    text: str = text_field()
    saved_at: str = text_field()


class SettingRow(SQLModel, table=True):
    """The ward's profile and other single values."""

    __tablename__: ClassVar[str] = "setting"
    __table_args__ = (KEYED,)
    name: str = text_field(primary_key=True)
    value: str = text_field()
