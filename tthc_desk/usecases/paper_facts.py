"""The facts a paper is printed from; stored as they are, so that a reprint says the same."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class PaperKind(StrEnum):
    """Papers by name, never by form number: 05 and 06 changed places between the two form sets.

    Source: Thông tư 01/2018/TT-VPCP and Thông tư 03/2025/TT-VPCP, lists of forms.
    """

    RECEIPT = "receipt"
    MANY_RECEIPT = "many-receipt"
    CONTROL_SLIP = "control-slip"
    SUPPLEMENT_REQUEST = "supplement-request"
    REFUSAL = "refusal"
    APOLOGY = "apology"
    STOP_NOTICE = "stop-notice"
    TRANSFER_SLIP = "transfer-slip"
    RESULT_CORRECTION = "result-correction"
    RESULT_SLIP = "result-slip"
    HANDOVER_LIST = "handover-list"
    RESULT_HANDOVER = "result-handover"
    DAILY_TALLY = "daily-tally"
    REGISTER = "register"
    COLLECTION_STATEMENT = "collection-statement"
    OVERDUE_LIST = "overdue-list"
    UNCOLLECTED_LIST = "uncollected-list"
    REPORT_06A = "report-06a"
    CERTIFICATION_COUNT = "certification-count"
    PERIOD_CHARTS = "period-charts"


class FormSet(StrEnum):
    """Which circular's forms a ward prints."""

    TT01_2018 = "TT01/2018"
    TT03_2025 = "TT03/2025"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Header lines and names from the ward's profile.

    Args:
        superior: cơ quan chủ quản, first left line; may be empty.
        unit: cơ quan ban hành, second left line, bold.
        counter: name of the counter ("Bộ phận Tiếp nhận và Trả kết quả phường …").
        place: địa danh of the dated line.
        contact: officer or line to ask, with telephone; may be empty.
        website: where procedures are published; may be empty.
        training: every page carries the training watermark.
        wording: (key, text) where the ward's own wording of this form differs from the form's
            built-in texts; kept with the paper, so that a reprint says the same.
        logo: SHA-256 of the ward's logo; kept with the paper, empty for none.
        picture: that logo, a PNG; laid in for each print, never kept with the paper.
    """

    superior: str
    unit: str
    counter: str
    place: str
    form_set: FormSet
    contact: str = ""
    website: str = ""
    training: bool = False
    wording: tuple[tuple[str, str], ...] = ()
    logo: str = ""
    picture: bytes = field(default=b"", repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class PaperDocument:
    """One line of the papers handed in (thành phần hồ sơ)."""

    name: str
    originals: int
    certified: int
    copies: int


@dataclass(frozen=True, slots=True)
class ReceiptFacts:
    """Giấy tiếp nhận hồ sơ và hẹn trả kết quả.

    Args:
        id_number: as it prints on the citizen's own paper, whole; empty if none was shown.
        term_text: "5 ngày làm việc"; "trong ngày"; empty when the procedure has no term.
        due_explanation: one paragraph saying why the due moment is what it is.
        pages, copies, electronic_copies: certification variant only, else 0.
        charge_dong, fee_dong: phí and lệ phí in đồng.
        result_place: where the result will be collected, or by post.
        change_reason: why it differs from an earlier receipt; empty on the first.
        corrected: something on it was wrong; False: it differs by its date.
    """

    letterhead: Letterhead
    number: str
    official_code: str
    book: str
    serial: int
    procedure_code: str
    procedure_name: str
    request_text: str
    owner_name: str
    owner_address: str
    submitter_name: str
    submitter_address: str
    submitter_phone: str
    submitter_email: str
    id_number: str
    documents: tuple[PaperDocument, ...]
    sets: int
    pages: int
    copies: int
    certification: bool
    term_text: str
    received_at: datetime
    due_at: datetime | None
    due_explanation: str
    charge_dong: int
    fee_dong: int
    exemption: str
    paid_text: str
    result_place: str
    officer_name: str
    desk: str
    change_reason: str = ""
    corrected: bool = False
    electronic_copies: int = 0


@dataclass(frozen=True, slots=True)
class ControlStep:
    """One block of the control slip: who gave, who took, when; empty parts are left to sign."""

    giver: str
    taker: str
    at: datetime | None
    outcome: str
    note: str


@dataclass(frozen=True, slots=True)
class ControlSlipFacts:
    """Phiếu kiểm soát quá trình giải quyết hồ sơ.

    Args:
        workflow: quy trình nội bộ, one unit after the other; empty when none is known.
    """

    letterhead: Letterhead
    number: str
    official_code: str
    book: str
    serial: int
    owner_name: str
    procedure_name: str
    received_at: datetime
    due_at: datetime | None
    agency: str
    coordinating: str
    steps: tuple[ControlStep, ...]
    officer_name: str
    workflow: str = ""


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """One dossier of a hand-over list.

    Args:
        has_dues: phí or lệ phí is taken for it.
        by_post: the citizen asked for the result by post.
        result_text: number and date of the result, on the list of results.
    """

    number: str
    procedure_name: str
    sets: int
    owner_name: str
    owner_address: str
    phone: str
    received_at: datetime
    due_at: datetime | None
    note: str
    result_text: str = ""
    has_dues: bool = False
    by_post: bool = False


@dataclass(frozen=True, slots=True)
class HandoverListFacts:
    """Danh sách bàn giao hồ sơ (to officers) or Phiếu bàn giao kết quả (`of_results`)."""

    letterhead: Letterhead
    batch_number: str
    of_results: bool
    agency: str
    giver: str
    taker: str
    made_at: datetime
    lines: tuple[HandoverLine, ...]
    refused: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ResultSlipFacts:
    """Giấy biên nhận trả kết quả.

    Args:
        collector_id: number of the identity paper the collector showed.
        authority: number or description of the giấy ủy quyền, empty when the owner came.
        returned_originals: papers given back.
        change_reason: why there is another slip than that of the delivery; empty on that one.
    """

    letterhead: Letterhead
    number: str
    official_code: str
    procedure_name: str
    owner_name: str
    giver_name: str
    giver_phone: str
    collector_name: str
    collector_phone: str
    collector_id: str
    authority: str
    result_kind: str
    result_number: str
    result_date: date | None
    result_summary: str
    copies: int
    returned_originals: str
    paid_text: str
    delivered_at: datetime
    change_reason: str = ""


@dataclass(frozen=True, slots=True)
class TallyLine:
    """One row of the daily tally: figures are dossiers, money is đồng."""

    name: str
    received: int
    finished: int
    delivered: int
    charge_dong: int
    fee_dong: int
    supplements: int
    withdrawn: int


@dataclass(frozen=True, slots=True)
class CashRow:
    """One cashier's cash at closing, in đồng; `name` is the officer's."""

    name: str
    opening_dong: int
    collected_dong: int
    refunded_dong: int
    computed_dong: int
    counted_dong: int
    difference_dong: int
    handed_in_dong: int


@dataclass(frozen=True, slots=True)
class ClosingFacts:
    """How a day was closed.

    Args:
        again: how often it was closed again, 0 for the first closing.
        second_name: empty when nobody else was needed, or on duty.
        reason: of a difference, and of a lone officer.
        lone: a difference was closed without a second officer.
        refund_cash_dong, refund_transfer_dong: given back that day.
        reopened: sentences that say when, by whom and why it was opened again.
    """

    closed_at: datetime
    closed_by: str
    again: int
    second_name: str
    reason: str
    lone: bool
    cash: tuple[CashRow, ...]
    transfer_dong: int
    refund_cash_dong: int
    refund_transfer_dong: int
    reopened: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TallyChange:
    """One figure of a closed day, as closed and after corrections; đồng where it is money."""

    name: str
    as_closed: int
    corrected: int


@dataclass(frozen=True, slots=True)
class DailyTallyFacts:
    """Thống kê số lượng hồ sơ trong ngày.

    Args:
        lines: one per processing unit, in Vietnamese alphabetical order; `total` adds them up.
        carried_over, in_hand: dossiers open at the beginning and at the end of the day.
        by_channel: (channel name, dossiers received).
        timeliness: finished today: (early, on time, late).
        cash_dong, transfer_dong: what was collected, kept apart.
        notes: what is in no column (voids, refusals and guidance at the counter, police, …).
        broken: sentences naming broken identities; a draft mark is printed when not empty.
        chain_head: first 16 hexadecimal digits of the hash chain at `as_of`.
        open_by_age: (label, dossiers in hand) for the chart.
        row_title: what the rows are.
        closing: None while the day is open.
        changes: figures as closed beside the corrected ones; empty when nothing was corrected.
        corrections: sentences that name what was corrected since the closing.
        refund_cash_dong, refund_transfer_dong: given back, as positive amounts; what was
            collected is already less by them.
    """

    letterhead: Letterhead
    day: date
    as_of: datetime
    lines: tuple[TallyLine, ...]
    total: TallyLine
    carried_over: int
    in_hand: int
    in_hand_late: int
    by_channel: tuple[tuple[str, int], ...]
    timeliness: tuple[int, int, int]
    open_by_age: tuple[tuple[str, int], ...]
    cash_dong: int
    transfer_dong: int
    notes: tuple[str, ...]
    broken: tuple[str, ...]
    chain_head: str
    officer_name: str
    row_title: str = "Lĩnh vực"
    closing: ClosingFacts | None = None
    changes: tuple[TallyChange, ...] = ()
    corrections: tuple[str, ...] = ()
    refund_cash_dong: int = 0
    refund_transfer_dong: int = 0


PaperFacts = ReceiptFacts | ControlSlipFacts | HandoverListFacts | ResultSlipFacts | DailyTallyFacts


@dataclass(frozen=True, slots=True)
class Reprint:
    """What marks a later print of the same facts."""

    count: int
    first_officer: str
    first_at: datetime


@dataclass(frozen=True, slots=True)
class PrintStyle:
    """How a paper is put on sheets.

    Args:
        two_up: receipt only: two A5 copies side by side on one landscape A4.
        copies: how many copies of the form follow one another (liên lưu, liên giao).
        continuation: control slip only: the further sheet alone, for a slip whose first sheet
            already travels with the dossier and is full.
        voided: the dossier is void now; every page says so.
    """

    two_up: bool = False
    copies: int = 2
    continuation: bool = False
    voided: bool = False
