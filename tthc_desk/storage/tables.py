"""Tables of a ward's database; nothing outside `storage` ever sees a row."""

from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, Integer, LargeBinary, Text, text
from sqlmodel import Field, SQLModel

MOST_DONG = 999_999_999_999
_STRICT = {"sqlite_strict": True}
_KEYED = {"sqlite_strict": True, "sqlite_with_rowid": False}
ENTERED = "kind = 'received' AND (data ->> 'entered_late' OR data ->> 'opening')"
_FLAGS = ("opening", "voided", "counted", "running")


def _text(**more: Any) -> Any:
    # VARCHAR is refused by STRICT tables.
    return Field(sa_type=Text, **more)


def _whole(**more: Any) -> Any:
    return Field(sa_type=Integer, **more)


def _check(*rules: str) -> tuple[CheckConstraint, ...]:
    return tuple(CheckConstraint(rule) for rule in rules)


def _where(name: str, columns: tuple[str, ...], where: str) -> Index:
    return Index(name, *columns, sqlite_where=text(where))


class EventRow(SQLModel, table=True):
    """The chain of everything that happened; triggers refuse UPDATE and DELETE."""

    __tablename__: ClassVar[str] = "event"
    __table_args__ = (
        *_check("length(prev_hash) = 32", "length(hash) = 32", "length(business_day) = 10"),
        Index("event_subject", "subject", "seq"),
        Index("event_day", "business_day", "kind"),
        # Few are written late or taken over; their facts need not be read to count them.
        _where("event_entered", ("business_day",), ENTERED),
        _STRICT,
    )
    seq: int = _whole(primary_key=True)
    at: str = _text()
    business_day: str = _text()
    officer: str = _text()
    desk: str = _text()
    subject: str = _text()
    kind: str = _text()
    data: str = _text()
    prev_hash: bytes = Field(sa_type=LargeBinary)
    hash: bytes = Field(sa_type=LargeBinary)


class HeadingRow(SQLModel, table=True):
    """A line heading of reports: field and procedure; short for the covering indexes."""

    __tablename__: ClassVar[str] = "heading"
    __table_args__ = (Index("heading_name", "field", "procedure_code", unique=True), _STRICT)
    id: int = _whole(primary_key=True)
    field: str = _text()
    procedure_code: str = _text()


class DossierRow(SQLModel, table=True):
    """What the events of a dossier add up to; `id` is the seq of its reception."""

    __tablename__: ClassVar[str] = "dossier"
    __table_args__ = (
        *_check(
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
        _where("dossier_official_code", ("official_code",), "official_code <> ''"),
        _where("dossier_delivered", ("delivered_day",), "delivered_day IS NOT NULL"),
        _where("dossier_queue", ("queue", "id"), "queue <> 'closed'"),
        _where("dossier_due", ("due_day",), "running = 1"),
        _where("dossier_owner", ("owner_id",), "queue <> 'closed' AND owner_id <> ''"),
        _where("dossier_submitter", ("submitter_id",), "queue <> 'closed' AND submitter_id <> ''"),
        _STRICT,
    )
    id: int = _whole(primary_key=True, foreign_key="event.seq")
    number: str = _text()
    official_code: str = _text()
    procedure_code: str = _text()
    procedure_name: str = _text()
    field: str = _text()
    channel: str = _text()
    owner_name: str = _text()
    owner_id: str = _text()
    owner_address: str = _text()
    submitter_name: str = _text()
    submitter_id: str = _text()
    phone: str = _text()
    sets: int = _whole()
    received_at: str = _text()
    due_at: str | None = _text(nullable=True)
    status: int = _whole()
    queue: str = _text()
    holder: str = _text()
    list_number: str = _text()
    ended_kind: str = _text()
    delivered_day: str | None = _text(nullable=True)
    charge_dong: int = _whole()
    fee_dong: int = _whole()
    charge_due_dong: int = _whole()
    fee_due_dong: int = _whole()
    version: int = _whole()
    last_seq: int = _whole()
    # what the figures are made of
    received_day: str = _text()
    ended_day: str = _text()
    heading: int | None = _whole(nullable=True, foreign_key="heading.id")
    online: int = _whole()
    opening: int = _whole()
    timeliness: int = _whole()
    due_day: str | None = _text(nullable=True)
    spans: int = _whole()
    voided: int = _whole()
    counted: int = _whole()
    running: int = _whole()
    words: str = _text()


class SpanRow(SQLModel, table=True):
    """Due days and waiting of a dossier that had more than one; `cause` began the span."""

    __tablename__: ClassVar[str] = "deadline_span"
    __table_args__ = (
        *_check("waiting IN (0, 1)", "late_on_entering IN (0, 1)"),
        _where("span_supplement", ("from_day",), "cause = 'supplement_requested'"),
        _KEYED,
    )
    dossier_id: int = _whole(primary_key=True, foreign_key="dossier.id")
    position: int = _whole(primary_key=True)
    from_day: str = _text()
    due_day: str | None = _text(nullable=True)
    waiting: int = _whole()
    late_on_entering: int = _whole()
    cause: str = _text()


class PaymentRow(SQLModel, table=True):
    """Money taken for a dossier, by its event."""

    __tablename__: ClassVar[str] = "payment"
    __table_args__ = (
        *_check(
            f"charge_dong BETWEEN -{MOST_DONG} AND {MOST_DONG}",
            f"fee_dong BETWEEN -{MOST_DONG} AND {MOST_DONG}",
        ),
        Index("payment_day", "day"),
        Index("payment_dossier", "dossier_id"),
        _STRICT,
    )
    seq: int = _whole(primary_key=True, foreign_key="event.seq")
    dossier_id: int = _whole(foreign_key="dossier.id")
    day: str = _text()
    method: str = _text()
    charge_dong: int = _whole()
    fee_dong: int = _whole()
    officer: str = _text()
    receipt_series: str = _text()
    receipt_number: str = _text()


class DayClosingRow(SQLModel, table=True):
    """A closing of a business day; reopened and closed again it has a further round."""

    __tablename__: ClassVar[str] = "day_closing"
    __table_args__ = (*_check("round >= 1"), _KEYED)
    day: str = _text(primary_key=True)
    round: int = _whole(primary_key=True)
    closed_seq: int = _whole(foreign_key="event.seq")
    reopened_seq: int | None = _whole(nullable=True, foreign_key="event.seq")
    paper_id: int = _whole(foreign_key="paper.id")


class BackdatedRow(SQLModel, table=True):
    """An event that changes an earlier day than the one it is counted in."""

    __tablename__: ClassVar[str] = "backdated"
    __table_args__ = (Index("backdated_day", "day"), _STRICT)
    seq: int = _whole(primary_key=True, foreign_key="event.seq")
    day: str = _text()


class CounterSlipRow(SQLModel, table=True):
    """A refusal or guidance at the counter, before any dossier."""

    __tablename__: ClassVar[str] = "counter_slip"
    __table_args__ = (
        Index("counter_slip_number", "year", "number", unique=True),
        _STRICT,
    )
    seq: int = _whole(primary_key=True, foreign_key="event.seq")
    year: int = _whole()
    number: str = _text()
    kind: str = _text()
    day: str = _text()


class PersonRow(SQLModel, table=True):
    """A person of earlier visits, once per identity number."""

    __tablename__: ClassVar[str] = "person"
    __table_args__ = (Index("person_id_number", "id_number", unique=True), _STRICT)
    id: int = _whole(primary_key=True)
    id_number: str = _text()
    id_kind: str = _text()
    name: str = _text()
    birth_date: str | None = _text(nullable=True)
    sex: str = _text()
    address: str = _text()
    ward_code: str = _text()
    phone: str = _text()
    email: str = _text()
    last_seen: str = _text()


class ProcedureRow(SQLModel, table=True):
    """One version of a procedure as JSON."""

    __tablename__: ClassVar[str] = "procedure_version"
    __table_args__ = (_KEYED,)
    code: str = _text(primary_key=True)
    valid_from: str = _text(primary_key=True)
    valid_to: str | None = _text(nullable=True)
    record: str = _text()


class CalendarYearRow(SQLModel, table=True):
    """A year whose working days are known."""

    __tablename__: ClassVar[str] = "calendar_year"
    __table_args__ = (*_check("confirmed IN (0, 1)"), _STRICT)
    year: int = _whole(primary_key=True)
    confirmed: int = _whole()
    notes: str = _text()


class CalendarDayRow(SQLModel, table=True):
    """One exceptional day."""

    __tablename__: ClassVar[str] = "calendar_day"
    __table_args__ = (Index("calendar_day_year", "year"), _KEYED)
    day: str = _text(primary_key=True)
    year: int = _whole(foreign_key="calendar_year.year")
    kind: str = _text()
    name: str = _text()
    source: str = _text()
    certainty: str = _text()


class CounterRow(SQLModel, table=True):
    """The last number given in a series and period."""

    __tablename__: ClassVar[str] = "counter"
    __table_args__ = (*_check("value >= 1"), _KEYED)
    series: str = _text(primary_key=True)
    period: str = _text(primary_key=True)
    value: int = _whole()


class RequestRow(SQLModel, table=True):
    """The answer of a request already carried out."""

    __tablename__: ClassVar[str] = "request"
    __table_args__ = (_KEYED,)
    request_id: str = _text(primary_key=True)
    answer: str = _text()


class PaperRow(SQLModel, table=True):
    """An issued paper: its facts and where it stands."""

    __tablename__: ClassVar[str] = "paper"
    __table_args__ = (
        *_check("state IN ('issued', 'sent', 'confirmed', 'failed')", "prints >= 0"),
        Index("paper_subject", "subject"),
        _where("paper_unconfirmed", ("subject",), "state <> 'confirmed'"),
        _where("paper_letter", ("number",), "number <> subject"),
        _STRICT,
    )
    id: int = _whole(primary_key=True)
    kind: str = _text()
    subject: str = _text()
    number: str = _text()
    template_version: int = _whole()
    facts: str = _text()
    issued_seq: int = _whole(foreign_key="event.seq")
    issued_at: str = _text()
    officer: str = _text()
    state: str = _text()
    prints: int = _whole()


class PaperPrintRow(SQLModel, table=True):
    """One step of a paper on its way through the printer."""

    __tablename__: ClassVar[str] = "paper_print"
    __table_args__ = (Index("paper_print_paper", "paper_id"), _STRICT)
    seq: int = _whole(primary_key=True, foreign_key="event.seq")
    paper_id: int = _whole(foreign_key="paper.id")
    at: str = _text()
    officer: str = _text()
    state: str = _text()


class HandoverListRow(SQLModel, table=True):
    """The head of a hand-over list."""

    __tablename__: ClassVar[str] = "handover_list"
    __table_args__ = (
        *_check("kind IN ('officers', 'results')", "state IN ('open', 'closed', 'accepted')"),
        Index("handover_list_opened", "opened_at"),
        _KEYED,
    )
    number: str = _text(primary_key=True)
    kind: str = _text()
    agency: str = _text()
    taker: str = _text()
    giver: str = _text()
    opened_at: str = _text()
    closed_at: str | None = _text(nullable=True)
    accepted_at: str | None = _text(nullable=True)
    state: str = _text()


class HandoverItemRow(SQLModel, table=True):
    """One dossier of a hand-over list."""

    __tablename__: ClassVar[str] = "handover_item"
    __table_args__ = (
        *_check("state IN ('on', 'accepted', 'rejected', 'removed')"),
        Index("handover_item_number", "list_number", "number", unique=True),
        _KEYED,
    )
    list_number: str = _text(primary_key=True, foreign_key="handover_list.number")
    position: int = _whole(primary_key=True)
    number: str = _text()
    state: str = _text()
    reason: str = _text()
    result: str = _text()


class SigningKeyRow(SQLModel, table=True):
    """The public half of a key this ward has signed totals with."""

    __tablename__: ClassVar[str] = "signing_key"
    __table_args__ = (*_check("length(key_id) = 16", "length(public) = 32"), _KEYED)
    key_id: str = _text(primary_key=True)
    public: bytes = Field(sa_type=LargeBinary)
    made_at: str = _text()
    made_seq: int = _whole(foreign_key="event.seq")
    officer: str = _text()


class TotalsExportRow(SQLModel, table=True):
    """A totals file as it was made; `event_seq` is its event."""

    __tablename__: ClassVar[str] = "totals_export"
    __table_args__ = (
        *_check("chain IN ('daily', 'weekly', 'monthly')", "seq >= 1", "length(hash) = 64"),
        Index("totals_export_hash", "hash", unique=True),
        Index("totals_export_place", "key_id", "chain", "seq", unique=True),
        _STRICT,
    )
    event_seq: int = _whole(primary_key=True, foreign_key="event.seq")
    hash: str = _text()
    chain: str = _text()
    first_day: str = _text()
    last_day: str = _text()
    seq: int = _whole()
    key_id: str = _text(foreign_key="signing_key.key_id")
    prev: str = _text()
    replaces: str = _text()
    as_of: str = _text()
    officer: str = _text()
    file: bytes = Field(sa_type=LargeBinary)


class DraftRow(SQLModel, table=True):
    """Half-typed work of one desk and screen."""

    __tablename__: ClassVar[str] = "draft"
    __table_args__ = (_KEYED,)
    desk: str = _text(primary_key=True)
    screen: str = _text(primary_key=True)
    text: str = _text()
    saved_at: str = _text()


class SettingRow(SQLModel, table=True):
    """The ward's profile and other single values."""

    __tablename__: ClassVar[str] = "setting"
    __table_args__ = (_KEYED,)
    name: str = _text(primary_key=True)
    value: str = _text()
