"""The facts of the papers that go with totals: of the ward that sends, of who receives."""

from dataclasses import dataclass
from datetime import date, datetime

from tthc_desk.domain.totals import Chain, Span, Totals
from tthc_desk.usecases.paper_facts import Letterhead
from tthc_desk.usecases.report_facts import ReportHead, Row06a


@dataclass(frozen=True, slots=True)
class TotalsSheetFacts:
    """The same figures as a totals file holds, for people: PDF and workbook.

    Args:
        period_text: "Tháng 10 năm 2026", "Tuần 05/10/2026 – 11/10/2026", "Ngày 05/10/2026".
        gaps: periods of the chain before this one for which nothing was sent.
        file_hash: SHA-256 of the payload, 64 hexadecimal digits.
    """

    letterhead: Letterhead
    receiver: str
    officer_name: str
    totals: Totals
    period_text: str
    gaps: tuple[Span, ...]
    file_hash: str


@dataclass(frozen=True, slots=True)
class TransferNoteFacts:
    """Phiếu gửi tệp số liệu: goes with the file, signed by hand; its layout is the program's own.

    Args:
        file_name, file_size: the file as written; bytes.
        file_hash: SHA-256 of the payload, printed in groups, to be compared at the other end.
        fingerprint: of the signing key, as on the key sheet.
    """

    letterhead: Letterhead
    receiver: str
    officer_name: str
    officer_title: str
    made_at: datetime
    totals: Totals
    period_text: str
    gaps: tuple[Span, ...]
    file_name: str
    file_size: int
    file_hash: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class KeySheetFacts:
    """The printed sheet of a ward's signing key; the superior compares it by eye.

    Args:
        fingerprint: eight groups of four hexadecimal digits.
        file_name: of the public-key file it belongs to.
        replaces: fingerprint of the key used before; empty for the first.
    """

    letterhead: Letterhead
    receiver: str
    officer_name: str
    officer_title: str
    ward_code: str
    ward_name: str
    key_id: str
    fingerprint: str
    made_at: datetime
    file_name: str
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class WardRow:
    """One ward of a consolidated report.

    Args:
        row: name and columns (3) to (13). Of a ward that is not complete (4), (5) and
            (7)–(10) are those of what came, the others are of no use.
        missing: periods of which nothing counts; empty when complete.
        has_first, has_last: whether the first and the last period came, so that (6), and
            (11)–(13), are known.
    """

    code: str
    row: Row06a
    charge_dong: int
    fee_dong: int
    missing: tuple[Span, ...] = ()
    has_first: bool = True
    has_last: bool = True


@dataclass(frozen=True, slots=True)
class ConsolidatedFacts:
    """Consolidated report of all wards over whole files of one chain.

    Args:
        head: letterhead of the superior; `broken` names what does not agree, by ward and
            period; `chain_head` that of the superior's own chain.
        chain: whose files it is made of.
        period_text: as `domain.report_periods` names it; empty for a free period.
        wards: the wards that are complete, in the order of their names.
        incomplete: wards of which a period is missing; not in `total` nor in `fields`.
        fields: (3) to (13) by field, complete wards only.
        total: complete wards only.
        expected: how many wards are expected to report.
        gaps: sentences naming files that were numbered but never came.
        notes: sentences on what stands in no column, and the disputes.
        disputes: sentences on files that were kept as evidence and are not counted.
        percent: share of (7) in (3), cut to two decimals, as "99,57%".
        months: ((first day, received, finished) of each period of the chain), complete wards.
    """

    head: ReportHead
    chain: Chain
    period_text: str
    wards: tuple[WardRow, ...]
    incomplete: tuple[WardRow, ...]
    fields: tuple[Row06a, ...]
    total: Row06a
    charge_dong: int
    fee_dong: int
    expected: int
    gaps: tuple[str, ...]
    notes: tuple[str, ...]
    percent: str
    months: tuple[tuple[date, int, int], ...]
    disputes: tuple[str, ...] = ()

    @property
    def completeness(self) -> str:
        """Say of how many wards it is made."""
        return f"{len(self.wards)}/{self.expected}"


TotalsPaperFacts = TotalsSheetFacts | TransferNoteFacts | KeySheetFacts | ConsolidatedFacts
"""What has no number and is not stored: rebuilt from the file it belongs to."""
