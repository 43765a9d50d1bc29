"""The facts of the letters and slips a dossier brings about."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from tthc_desk.usecases.paper_facts import Letterhead, PaperDocument


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a letter is for and what it is about.

    Args:
        number: own number of the dossier; empty when none was accepted (refused or guided at
            the counter).
        request_text: what was asked for beyond the name of the procedure.
    """

    number: str
    official_code: str
    owner_name: str
    submitter_name: str
    address: str
    phone: str
    email: str
    procedure_code: str
    procedure_name: str
    request_text: str


@dataclass(frozen=True, slots=True)
class SupplementRequestFacts:
    """Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ.

    Args:
        slip_number: number in the year's series ("01/HDHT").
        missing: papers to bring; counts of 0 are not known and print empty.
        complete_by: last day to complete an accepted dossier; None at the counter.
        law: sector law of a second request; empty for the first.
    """

    letterhead: Letterhead
    slip_number: str
    to: Addressee
    missing: tuple[PaperDocument, ...]
    reason: str
    complete_by: date | None
    law: str
    officer_name: str
    officer_phone: str
    issued_at: datetime


@dataclass(frozen=True, slots=True)
class RefusalFacts:
    """Phiếu từ chối tiếp nhận giải quyết hồ sơ."""

    letterhead: Letterhead
    slip_number: str
    to: Addressee
    reason: str
    officer_name: str
    officer_phone: str
    issued_at: datetime


@dataclass(frozen=True, slots=True)
class ApologyFacts:
    """Phiếu xin lỗi và hẹn lại ngày trả kết quả, or the letter that asks for an extension.

    Args:
        due_at: the moment promised before.
        new_due_at: the new moment.
        moves_due: the one re-appointment, whose date counts; False: an apology after the due
            day, whose date is a courtesy.
        agency: who has the dossier now.
        signer_office, signer_name: who signs ("TM. …" lines are the ward's); empty to sign.
    """

    letterhead: Letterhead
    slip_number: str
    to: Addressee
    received_at: datetime
    due_at: datetime
    new_due_at: datetime
    moves_due: bool
    agency: str
    reason: str
    signer_office: str
    signer_name: str
    issued_at: datetime


class StopCause(StrEnum):
    """Why the work on a dossier ends without a result. Stored: never renamed."""

    WITHDRAWN = "withdrawn"
    NOT_COMPLETED = "not_completed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class StopNoticeFacts:
    """Thông báo dừng giải quyết hồ sơ.

    Args:
        returned: papers given back, in words; empty when unknown.
        refund_dong: phí and lệ phí given back, in đồng.
    """

    letterhead: Letterhead
    slip_number: str
    to: Addressee
    cause: StopCause
    received_at: datetime
    stopped_at: datetime
    reason: str
    returned: str
    refund_dong: int
    signer_office: str
    signer_name: str
    issued_at: datetime


@dataclass(frozen=True, slots=True)
class TransferSlipFacts:
    """Phiếu chuyển xử lý between levels (Nghị định 118/2025/NĐ-CP Art 20)."""

    letterhead: Letterhead
    slip_number: str
    to: Addressee
    from_unit: str
    to_unit: str
    documents: tuple[PaperDocument, ...]
    sets: int
    received_at: datetime
    due_at: datetime | None
    note: str
    officer_name: str
    issued_at: datetime


@dataclass(frozen=True, slots=True)
class Change:
    """One corrected item: its name, what stood there, what stands there now."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ResultCorrectionFacts:
    """Correction of a result (Nghị định 118/2025/NĐ-CP Art 23).

    Args:
        correct_by: last day for the corrected result, 3 working days after it was asked for.
    """

    letterhead: Letterhead
    slip_number: str
    to: Addressee
    result_kind: str
    result_number: str
    result_date: date | None
    changes: tuple[Change, ...]
    reason: str
    correct_by: date | None
    signer_office: str
    signer_name: str
    officer_name: str
    issued_at: datetime


@dataclass(frozen=True, slots=True)
class ManyReceiptLine:
    """One dossier of a receipt for many."""

    number: str
    official_code: str
    procedure_name: str
    agency: str
    owner_name: str
    received_at: datetime
    due_at: datetime | None
    term_text: str
    sets: int


@dataclass(frozen=True, slots=True)
class ManyReceiptFacts:
    """Phiếu tiếp nhận nhiều hồ sơ, for one person who hands in many on a day."""

    letterhead: Letterhead
    submitter_name: str
    address: str
    phone: str
    email: str
    id_number: str
    lines: tuple[ManyReceiptLine, ...]
    charge_dong: int
    fee_dong: int
    officer_name: str
    desk: str
    issued_at: datetime


LetterFacts = (
    SupplementRequestFacts
    | RefusalFacts
    | ApologyFacts
    | StopNoticeFacts
    | TransferSlipFacts
    | ResultCorrectionFacts
    | ManyReceiptFacts
)
