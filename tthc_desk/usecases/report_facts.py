"""The facts of the lists and reports of a period; they print as PDF and as a workbook."""

from dataclasses import dataclass
from datetime import date, datetime

from tthc_desk.usecases.paper_facts import Letterhead


@dataclass(frozen=True, slots=True)
class ReportHead:
    """What every list of a period carries.

    Args:
        first, last: the period; equal for a list that stands at the end of one day.
        as_of: the moment the figures were known at.
        broken: sentences that name what does not agree and its dossiers; a report with any
            prints only as a marked draft.
        chain_head: first 16 hexadecimal digits of the hash chain at `as_of`.
    """

    letterhead: Letterhead
    first: date
    last: date
    as_of: datetime
    officer_name: str
    broken: tuple[str, ...] = ()
    chain_head: str = ""


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One dossier of Sổ theo dõi hồ sơ.

    Args:
        serial: number in the year's book.
        forwarded_day, result_day: handed to who decides; result came back to the counter.
        way: how the result was given ("trực tiếp", "bưu chính công ích", "trực tuyến").
        giver, taker: who gave the result and who collected it.
    """

    serial: int
    number: str
    official_code: str
    procedure_name: str
    sets: int
    owner_name: str
    owner_address: str
    phone: str
    agency: str
    received_day: date
    due_day: date | None
    forwarded_day: date | None
    result_day: date | None
    delivered_day: date | None
    way: str
    giver: str
    taker: str
    note: str


@dataclass(frozen=True, slots=True)
class RegisterFacts:
    """Sổ theo dõi hồ sơ of a period."""

    head: ReportHead
    lines: tuple[RegisterLine, ...]


@dataclass(frozen=True, slots=True)
class CollectionLine:
    """Money taken or given back once; amounts in đồng, negative when given back."""

    number: str
    payer_name: str
    owner_name: str
    address: str
    procedure_name: str
    at: datetime
    method: str
    charge_dong: int
    fee_dong: int
    receipt_series: str
    receipt_number: str


@dataclass(frozen=True, slots=True)
class CashierPart:
    """What one cashier took; cash and transfer are apart."""

    cashier: str
    lines: tuple[CollectionLine, ...]
    cash_dong: int
    transfer_dong: int


@dataclass(frozen=True, slots=True)
class CollectionFacts:
    """Statement of phí and lệ phí per cashier; it is not the tax receipt (biên lai).

    Source: Nghị định 123/2020/NĐ-CP: the biên lai is a tax document with series of its own.
    """

    head: ReportHead
    cashiers: tuple[CashierPart, ...]


@dataclass(frozen=True, slots=True)
class OverdueLine:
    """One dossier that is or was late.

    Args:
        days_late: calendar days after the due day.
        finished_day: None while it is open.
        cause: category of the reason in words; empty when nobody gave one.
    """

    number: str
    procedure_name: str
    field: str
    owner_name: str
    phone: str
    received_day: date
    due_day: date
    finished_day: date | None
    days_late: int
    holder: str
    cause: str
    reason: str


@dataclass(frozen=True, slots=True)
class OverdueFacts:
    """List of overdue dossiers with reasons; it carries no form number."""

    head: ReportHead
    lines: tuple[OverdueLine, ...]
    by_cause: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class UncollectedLine:
    """One result nobody has collected yet; `days_waiting` are calendar days."""

    number: str
    procedure_name: str
    owner_name: str
    submitter_name: str
    phone: str
    address: str
    finished_day: date
    due_day: date | None
    days_waiting: int
    result_number: str
    owed_dong: int
    by_post: bool


@dataclass(frozen=True, slots=True)
class UncollectedFacts:
    """List of results that wait to be collected."""

    head: ReportHead
    lines: tuple[UncollectedLine, ...]


@dataclass(frozen=True, slots=True)
class Row06a:
    """One row of form II.06a: columns (3) to (13), in dossiers."""

    name: str
    columns: tuple[int, int, int, int, int, int, int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Report06aFacts:
    """Biểu số II.06a/VPCP/KSTT.

    Args:
        period_text: "Quý I năm 2026", "Tháng 3 năm 2026"; empty for a free period.
        reporter, receiver: unit that reports and unit that receives.
        notes: what stands in no column, one sentence each.
    """

    head: ReportHead
    period_text: str
    reporter: str
    receiver: str
    rows: tuple[Row06a, ...]
    total: Row06a
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CertificationLine:
    """Certification of a period by procedure: dossiers, pages of originals, copies."""

    procedure_name: str
    dossiers: int
    pages: int
    paper_copies: int
    electronic_copies: int
    charge_dong: int


@dataclass(frozen=True, slots=True)
class CertificationFacts:
    """Count of certifications of a period."""

    head: ReportHead
    lines: tuple[CertificationLine, ...]
    total: CertificationLine


ReportFacts = (
    RegisterFacts
    | CollectionFacts
    | OverdueFacts
    | UncollectedFacts
    | Report06aFacts
    | CertificationFacts
)


@dataclass(frozen=True, slots=True)
class PeriodChartFacts:
    """What the charts of a period are drawn from, in dossiers.

    Args:
        days: (day, received, finished), every calendar day of the period.
        timeliness: finished in the period: (early, on time, late).
        fields: (field, received, finished, open at the end), as in form II.06a.
        ageing: (label, open at the end), from the youngest to the oldest.
    """

    head: ReportHead
    days: tuple[tuple[date, int, int], ...]
    timeliness: tuple[int, int, int]
    fields: tuple[tuple[str, int, int, int], ...]
    ageing: tuple[tuple[str, int], ...]


PeriodFacts = ReportFacts | PeriodChartFacts
"""Whatever is printed of a period; charts are no list and come in no workbook."""
