"""Facts of the papers of totals, ordinary, empty and at their worst."""

from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from tests.helpers.paper_samples import MORNING, make_letterhead
from tests.helpers.report_samples import make_row_06a
from tthc_desk.domain.totals import (
    MOST,
    NO_HASH,
    Chain,
    Span,
    Totals,
    TotalsNotes,
    TotalsRow,
    periods,
)
from tthc_desk.usecases.report_facts import ReportHead, Row06a
from tthc_desk.usecases.totals_facts import (
    ConsolidatedFacts,
    KeySheetFacts,
    TotalsPaperFacts,
    TotalsSheetFacts,
    TransferNoteFacts,
    WardRow,
)

OCTOBER = Span(date(2026, 10, 1), date(2026, 10, 31))
HASH = sha256(b"october").hexdigest()
OLD_HASH = sha256(b"october before").hexdigest()
AUDIT_HEAD = sha256(b"events").hexdigest()
FINGERPRINT = "3F2A 91C0 77D3 50B8 E401 9F2C AB77 D350"
OLD_FINGERPRINT = "0A1B 2C3D 4E5F 6071 8293 A4B5 C6D7 E8F9"
KEY_ID = FINGERPRINT.replace(" ", "").lower()[:16]
RECEIVER = "Văn phòng Ủy ban nhân dân thành phố"
OFFICER, OFFICE = "Phạm Thị Cán Bộ Thử", "Công chức Văn phòng - Thống kê"
LONG_FIELD = "Lĩnh vực hoạt động xây dựng, quy hoạch và kiến trúc theo phân cấp của thành phố"
LONG_PROCEDURE = (
    "Thủ tục chứng thực văn bản phân chia di sản mà di sản là động sản, quyền sử dụng đất, nhà ở "
    "và tài sản khác gắn liền với đất thử nghiệm"
)
LONG_WARD = "Phường Thử Nghiệm Tên Dài Nhất Của Một Đơn Vị Hành Chính Được Lập Sau Khi Sắp Xếp"
FIELDS = {
    "Chứng thực": (("2.000815", "Thủ tục chứng thực bản sao từ bản chính giấy tờ, văn bản"),),
    "Hộ tịch": (
        ("1.001193", "Thủ tục đăng ký khai sinh"),
        ("1.000894", "Thủ tục đăng ký kết hôn"),
        ("1.000656", "Thủ tục đăng ký khai tử"),
    ),
    "Bảo trợ xã hội": (("1.001776", "Thủ tục thực hiện trợ cấp xã hội hàng tháng"),),
}


def make_row(field: str, code: str, name: str, at: int = 1, **changes: Any) -> TotalsRow:
    """Make one row whose identities hold."""
    row = TotalsRow(
        *(field, code, name),
        c4=30 * at,
        c5=50 * at,
        c6=at,
        c8=70 * at,
        c9=5 * at,
        c10=at % 3,
        c12=6 * at - at % 3,
        opening=at % 2,
        charge_dong=200_000 * at,
        fee_dong=8_000 * at,
    )
    return replace(row, **changes)


def make_rows() -> tuple[TotalsRow, ...]:
    """Make the rows of an ordinary month."""
    flat = [(field, *one) for field, all_of in FIELDS.items() for one in all_of]
    return tuple(make_row(*one, at) for at, one in enumerate(flat, 1))


def make_worst_rows(fields: int = 40, each: int = 2) -> tuple[TotalsRow, ...]:
    """Make rows of many long fields; money is negative in every other one, figures are large."""
    return tuple(
        make_row(
            f"{LONG_FIELD} {at:02}",
            f"1.{at:02}{place:04}",
            f"{LONG_PROCEDURE} {at}.{place}",
            at * 5 + place,
            charge_dong=-(MOST // 1000) if at % 2 else MOST // 1000,
            fee_dong=-8_000 * at,
        )
        for at in range(1, fields + 1)
        for place in range(1, each + 1)
    )


def make_totals(**changes: Any) -> Totals:
    """Make the totals of October."""
    totals = Totals(
        ward_code="00592",
        ward_name="Phường Thử Nghiệm",
        key_id=KEY_ID,
        chain=Chain.MONTHLY,
        span=OCTOBER,
        seq=7,
        prev=OLD_HASH,
        replaces=NO_HASH,
        as_of=MORNING.replace(month=11, day=2),
        audit_head=AUDIT_HEAD,
        audit_length=48_211,
        program="1.0.0",
        rows=make_rows(),
        notes=TotalsNotes(2, 4, 9, 3, 1, 0),
    )
    return replace(totals, **changes)


def make_worst_totals(**changes: Any) -> Totals:
    """Make an amendment of a day of a ward with the longest name and many long rows."""
    worst: dict[str, Any] = {
        "ward_name": LONG_WARD,
        "ward_code": "H26.15.0000592",
        "chain": Chain.DAILY,
        "span": Span(date(2026, 10, 30), date(2026, 10, 30)),
        "seq": 123_456,
        "replaces": OLD_HASH,
        "rows": make_worst_rows(),
        "notes": TotalsNotes(*(MOST,) * 6),
    }
    return make_totals(**{**worst, **changes})


def months_gone(count: int) -> tuple[Span, ...]:
    """Make gaps: the first months of 2026, April left out."""
    found = periods(Chain.MONTHLY, date(2026, 1, 1), date(2030, 12, 31))
    return tuple(span for span in found if span.first.month != 4)[:count]


def days_gone(count: int) -> tuple[Span, ...]:
    """Make gaps of a daily chain: every second day of 2026."""
    first = date(2026, 1, 1)
    days = (first + timedelta(2 * at) for at in range(count))
    return tuple(Span(day, day) for day in days)


def make_sheet(**changes: Any) -> TotalsSheetFacts:
    """Make the sheet of an ordinary month, one month missing before it."""
    facts = TotalsSheetFacts(
        letterhead=make_letterhead(),
        receiver=RECEIVER,
        officer_name=OFFICER,
        totals=make_totals(),
        period_text="Tháng 10 năm 2026",
        gaps=months_gone(1),
        file_hash=HASH,
    )
    return replace(facts, **changes)


def make_note(**changes: Any) -> TransferNoteFacts:
    """Make the note that goes with an ordinary month."""
    totals = changes.get("totals", make_totals())
    facts = TransferNoteFacts(
        letterhead=make_letterhead(),
        receiver=RECEIVER,
        officer_name=OFFICER,
        officer_title=OFFICE,
        made_at=MORNING.replace(month=11, day=2, hour=9, minute=30),
        totals=totals,
        period_text="Tháng 10 năm 2026",
        gaps=months_gone(1),
        file_name=totals.file_name,
        file_size=12_345,
        file_hash=HASH,
        fingerprint=FINGERPRINT,
    )
    return replace(facts, **changes)


def make_key_sheet(**changes: Any) -> KeySheetFacts:
    """Make the sheet of a ward's first key."""
    facts = KeySheetFacts(
        letterhead=make_letterhead(),
        receiver=RECEIVER,
        officer_name=OFFICER,
        officer_title=OFFICE,
        ward_code="00592",
        ward_name="Phường Thử Nghiệm",
        key_id=KEY_ID,
        fingerprint=FINGERPRINT,
        made_at=MORNING,
        file_name=f"KHOA_00592_{KEY_ID}.json",
    )
    return replace(facts, **changes)


def long_letterhead(**changes: Any) -> Any:
    """Make the letterhead of a ward with the longest name."""
    return make_letterhead(
        superior="Ủy ban nhân dân thành phố Thử Nghiệm trực thuộc trung ương",
        unit=f"Ủy ban nhân dân {LONG_WARD}",
        place=LONG_WARD,
        **changes,
    )


LONG_OFFICER = "Nguyễn Thị Thử Nghiệm Tên Rất Dài Của Một Người Không Có Thật"
LONG_OFFICE = "Phó Giám đốc Trung tâm Phục vụ hành chính công kiêm phụ trách công tác thống kê"


def worst_papers() -> dict[str, TotalsPaperFacts]:
    """Give every paper of a ward at its worst, in letters of a training ward."""
    letterhead, totals = long_letterhead(training=True), make_worst_totals()
    common: dict[str, Any] = {
        "letterhead": letterhead,
        "receiver": f"Ủy ban nhân dân {LONG_WARD}",
        "officer_name": LONG_OFFICER,
    }
    of_file: dict[str, Any] = {"totals": totals, "period_text": "Ngày 30/10/2026"}
    return {
        "totals-sheet": make_sheet(**common, **of_file, gaps=days_gone(150)),
        "transfer-note": make_note(
            **common, **of_file, gaps=days_gone(150), officer_title=LONG_OFFICE, file_size=999_999
        ),
        "key-sheet": make_key_sheet(
            **common,
            officer_title=LONG_OFFICE,
            ward_name=LONG_WARD,
            ward_code=totals.ward_code,
            replaces=OLD_FINGERPRINT,
            file_name=f"KHOA_{totals.ward_code}_{KEY_ID}.json",
        ),
    }


def make_district_head(**changes: Any) -> ReportHead:
    """Make the head of a report over two years."""
    head = ReportHead(
        letterhead=make_letterhead(
            superior="Ủy ban nhân dân thành phố Hà Nội", unit="Văn phòng thử nghiệm", place="Hà Nội"
        ),
        first=date(2024, 10, 1),
        last=date(2026, 9, 30),
        as_of=MORNING,
        officer_name=OFFICER,
        chain_head=AUDIT_HEAD[:16],
    )
    return replace(head, **changes)


def make_ward(at: int, name: str = "", **changes: Any) -> WardRow:
    """Make one ward whose row holds."""
    row = make_row_06a(name or f"Phường Thử {at}", at * 37 % 101 + 5)
    return replace(WardRow(f"{592 + at:05}", row, 2_000 * at, -1_000 * at), **changes)


def summed(rows: tuple[Row06a, ...], name: str = "Tổng số") -> Row06a:
    """Add rows up."""
    columns = zip(*(row.columns for row in rows), strict=True)
    sums: Any = tuple(map(sum, columns)) or (0,) * 11
    return replace(make_row_06a(name), columns=sums)


def make_consolidated(
    wards: int = 9, lacking: int = 1, fields: int = 6, months: int = 24, **changes: Any
) -> ConsolidatedFacts:
    """Make a report of so many wards that are complete and so many that are not."""
    complete = tuple(make_ward(at) for at in range(1, wards + 1))
    gone = months_gone(2)
    incomplete = tuple(
        make_ward(500 + at, missing=gone, has_first=at % 2 == 1) for at in range(lacking)
    )
    total = summed(tuple(ward.row for ward in complete))
    received, finished = total.columns[0], total.columns[4]
    spans = list(periods(Chain.MONTHLY, date(2024, 10, 1), date(2034, 9, 30)))[:months]
    facts = ConsolidatedFacts(
        head=make_district_head(),
        chain=Chain.MONTHLY,
        period_text="",
        wards=complete,
        incomplete=incomplete,
        fields=tuple(make_row_06a(f"Lĩnh vực thử {at}", at) for at in range(1, fields + 1)),
        total=total,
        charge_dong=sum(ward.charge_dong for ward in complete),
        fee_dong=sum(ward.fee_dong for ward in complete),
        expected=wards + lacking,
        gaps=("Phường Thử 3: khóa 3f2a91c077d350b8, chưa nhận tệp số 4.",),
        notes=("Hủy trong kỳ: 12 hồ sơ.", "Từ chối tiếp nhận tại quầy: 31 lượt."),
        percent=_percent(finished, received),
        months=tuple(
            (span.first, 4000 + at * 137 % 900, 3900 + at * 151 % 950)
            for at, span in enumerate(spans)
        ),
    )
    return replace(facts, **changes)


def make_worst_consolidated() -> ConsolidatedFacts:
    """Make a draft of a training unit with long names, huge figures and much that is missing."""
    huge = tuple(90_000_000 - at for at in range(11))
    long = [
        make_ward(at, f"{LONG_WARD} {at}", charge_dong=-MOST // 1000, fee_dong=MOST // 1000)
        for at in range(1, 25)
    ]
    wards = (*long[:20], replace(long[20], row=Row06a(f"{LONG_WARD} 21", huge)))  # type: ignore[arg-type]
    lacking = tuple(replace(ward, missing=months_gone(20), has_last=False) for ward in long[21:])
    broken = tuple(
        f"{LONG_WARD} {at}: tháng 9/2026 còn lại 12 hồ sơ, tháng 10/2026 chuyển sang 11 hồ sơ."
        for at in range(1, 4)
    )
    names = [f"{LONG_FIELD} {at}" for at in range(1, 41)]
    return replace(
        make_consolidated(0, 0),
        head=make_district_head(letterhead=long_letterhead(training=True), broken=broken),
        wards=wards,
        incomplete=lacking,
        expected=len(wards) + len(lacking),
        fields=tuple(make_row_06a(name, at + 1) for at, name in enumerate(names)),
        total=summed(tuple(ward.row for ward in wards)),
        charge_dong=-MOST,
        fee_dong=MOST,
        gaps=tuple(f"{LONG_WARD} {at}: chưa nhận tệp số {at}." for at in range(1, 6)),
        percent="99,57%",
    )


def every_paper() -> dict[str, TotalsPaperFacts]:
    """Give one ordinary paper of every kind, by name."""
    return {
        "totals-sheet": make_sheet(),
        "transfer-note": make_note(),
        "key-sheet": make_key_sheet(),
        "consolidated": make_consolidated(),
    }


def every_worst_paper() -> dict[str, TotalsPaperFacts]:
    """Give every paper at its worst."""
    return {**worst_papers(), "consolidated": make_worst_consolidated()}


def _percent(part: int, whole: int) -> str:
    hundredths = part * 10_000 // whole if whole else 0
    return f"{hundredths // 100},{hundredths % 100:02}%"
