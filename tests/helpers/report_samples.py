"""Facts of lists and reports about test persons, ordinary, empty and at their worst."""

from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from tests.helpers.paper_samples import ADDRESS, EVERY_LETTER, MORNING, make_letterhead
from tthc_desk.usecases.paper_facts import Letterhead
from tthc_desk.usecases.report_facts import (
    CashierPart,
    CertificationFacts,
    CertificationLine,
    CollectionFacts,
    CollectionLine,
    OverdueFacts,
    OverdueLine,
    RegisterFacts,
    RegisterLine,
    Report06aFacts,
    ReportFacts,
    ReportHead,
    Row06a,
    UncollectedFacts,
    UncollectedLine,
)

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 20)
AS_OF = MORNING.replace(hour=17, minute=5)
CHAIN_HEAD = "9f2c4e01ab77d350"
BIRTH, MARRIAGE = "Thủ tục đăng ký khai sinh", "Thủ tục đăng ký kết hôn"
LONG_NAME = "Nguyễn " + "Thử Nghiệm Tên Rất Dài " * 8 + EVERY_LETTER


def number_of(at: int) -> str:
    """Give the number of the dossier at a place."""
    return f"000.00.15.H26-261120-T{at:04}"


def make_head(**changes: Any) -> ReportHead:
    """Make the head of a list of most of a month."""
    head = ReportHead(
        letterhead=make_letterhead(),
        first=FIRST,
        last=LAST,
        as_of=AS_OF,
        officer_name="Phạm Thị Cán Bộ Thử",
        chain_head=CHAIN_HEAD,
    )
    return replace(head, **changes)


def make_register_line(at: int = 1, **changes: Any) -> RegisterLine:
    """Make one dossier of the register; every third is still open."""
    is_open = at % 3 == 0
    day = FIRST + timedelta(at % 15)
    line = RegisterLine(
        serial=at,
        number=number_of(at),
        official_code=f"H26.15.07-261120-{at:04}" if at % 4 == 0 else "",
        procedure_name=BIRTH if at % 2 else MARRIAGE,
        sets=1,
        owner_name=f"Nguyễn Văn Thử {at}",
        owner_address=ADDRESS,
        phone="0900000000",
        agency="Công chức Tư pháp - Hộ tịch",
        received_day=day,
        due_day=None if at % 7 == 0 else day + timedelta(5),
        forwarded_day=day,
        result_day=None if is_open else day + timedelta(4),
        delivered_day=None if is_open else day + timedelta(5),
        way="" if is_open else "trực tiếp",
        giver="" if is_open else "Phạm Thị Cán Bộ Thử",
        taker="" if is_open else "Trần Thị Thử Nghiệm",
        note="",
    )
    return replace(line, **changes)


def make_register(lines: int = 8, **changes: Any) -> RegisterFacts:
    """Make a register of so many dossiers."""
    rows = tuple(make_register_line(at) for at in range(1, lines + 1))
    return replace(RegisterFacts(make_head(), rows), **changes)


def make_collection_line(at: int = 1, **changes: Any) -> CollectionLine:
    """Make one payment; every fourth by transfer."""
    line = CollectionLine(
        number=number_of(at),
        payer_name="Trần Thị Thử Nghiệm",
        owner_name=f"Nguyễn Văn Thử {at}",
        address=ADDRESS,
        procedure_name=BIRTH,
        at=MORNING + timedelta(minutes=5 * at),
        method="Chuyển khoản" if at % 4 == 0 else "Tiền mặt",
        charge_dong=16000,
        fee_dong=8000,
        receipt_series="TN-26E",
        receipt_number=f"{at:07}",
    )
    return replace(line, **changes)


def make_cashier(name: str, lines: tuple[CollectionLine, ...]) -> CashierPart:
    """Make the part of one cashier with its sums."""
    cash = [line for line in lines if line.method == "Tiền mặt"]
    sums = [sum(x.charge_dong + x.fee_dong for x in part) for part in (cash, lines)]
    return CashierPart(name, lines, sums[0], sums[1] - sums[0])


def make_collection(lines: int = 5, **changes: Any) -> CollectionFacts:
    """Make the statement of two cashiers; the second gave money back once."""
    first = tuple(make_collection_line(at) for at in range(1, lines + 1))
    back = make_collection_line(90, method="Tiền mặt", charge_dong=-16000, fee_dong=0)
    second = (make_collection_line(91), back) if lines else ()
    parts = (
        make_cashier("Phạm Thị Cán Bộ Thử", first),
        make_cashier("Lê Văn Thu Ngân Thử", second),
    )
    return replace(CollectionFacts(make_head(), parts if lines else ()), **changes)


def make_overdue_line(at: int = 1, **changes: Any) -> OverdueLine:
    """Make one late dossier; every second is still open."""
    line = OverdueLine(
        number=number_of(at),
        procedure_name=BIRTH,
        field="Hộ tịch",
        owner_name=f"Nguyễn Văn Thử {at}",
        phone="0900000000",
        received_day=FIRST,
        due_day=FIRST + timedelta(7),
        finished_day=None if at % 2 else FIRST + timedelta(7 + at),
        days_late=at,
        holder="Lê Văn Chuyên Môn Thử",
        cause="" if at % 5 == 0 else "Do cơ quan phối hợp",
        reason="" if at % 5 == 0 else "Chờ kết quả xác minh nơi cư trú trước đây",
    )
    return replace(line, **changes)


def make_overdue(lines: int = 6, **changes: Any) -> OverdueFacts:
    """Make the list of so many late dossiers."""
    rows = tuple(make_overdue_line(at) for at in range(1, lines + 1))
    unnamed = sum(not row.cause for row in rows)
    causes = (("Do cơ quan phối hợp", lines - unnamed), ("Chưa nêu nguyên nhân", unnamed))
    return replace(OverdueFacts(make_head(), rows, causes if lines else ()), **changes)


def make_uncollected_line(at: int = 1, **changes: Any) -> UncollectedLine:
    """Make one result that waits."""
    line = UncollectedLine(
        number=number_of(at),
        procedure_name=MARRIAGE,
        owner_name=f"Nguyễn Văn Thử {at}",
        submitter_name="Trần Thị Thử Nghiệm",
        phone="0900000000",
        address=ADDRESS,
        finished_day=FIRST + timedelta(3),
        due_day=FIRST + timedelta(5),
        days_waiting=at,
        result_number=f"{at}/2026",
        owed_dong=8000 * (at % 3),
        by_post=at % 4 == 0,
    )
    return replace(line, **changes)


def make_uncollected(lines: int = 6, **changes: Any) -> UncollectedFacts:
    """Make the list of so many results that wait."""
    rows = tuple(make_uncollected_line(at) for at in range(1, lines + 1))
    return replace(UncollectedFacts(make_head(), rows), **changes)


def make_row_06a(name: str, at: int = 1) -> Row06a:
    """Make one row whose identities hold."""
    online, direct, before = 3 * at, 5 * at, at
    early, on_time, late = 2 * at, 3 * at, at % 2
    received, finished = online + direct + before, early + on_time + late
    rest = received - finished
    open_late = at % 3
    return Row06a(
        name,
        (
            *(received, online, direct, before),
            *(finished, early, on_time, late),
            *(rest, rest - open_late, open_late),
        ),
    )


def make_report_06a(fields: int = 5, **changes: Any) -> Report06aFacts:
    """Make form II.06a of a quarter with so many fields."""
    names = ("Bảo trợ xã hội", "Chứng thực", "Đất đai", "Hộ tịch", "Người có công")
    rows = tuple(
        make_row_06a(names[at] if at < len(names) else f"Lĩnh vực thử {at}", at + 1)
        for at in range(fields)
    )
    sums = [sum(values) for values in zip(*(row.columns for row in rows), strict=True)]
    total = make_row_06a("Tổng số", 0)
    facts = Report06aFacts(
        head=make_head(first=date(2026, 7, 1), last=date(2026, 9, 30)),
        period_text="Quý III năm 2026",
        reporter="Ủy ban nhân dân phường Thử Nghiệm",
        receiver="Văn phòng Ủy ban nhân dân thành phố",
        rows=rows,
        total=replace(total, columns=tuple(sums)) if rows else total,
        notes=("Hướng dẫn, từ chối tại quầy: 4 lượt.", "Tiếp nhận hộ công an: 2 hồ sơ."),
    )
    return replace(facts, **changes)


def make_certification_count(lines: int = 3, **changes: Any) -> CertificationFacts:
    """Make the count of certifications by procedure."""
    names = (
        "Thủ tục chứng thực bản sao từ bản chính giấy tờ, văn bản",
        "Thủ tục chứng thực chữ ký trong các giấy tờ, văn bản",
        "Thủ tục chứng thực hợp đồng, giao dịch",
    )
    rows = tuple(
        CertificationLine(names[at % 3], 10 + at, 30 + at, 40 + at, at, 2000 * (40 + at))
        for at in range(lines)
    )
    sums = [
        sum(getattr(row, name) for row in rows)
        for name in CertificationLine.__dataclass_fields__
        if name != "procedure_name"
    ]
    total = CertificationLine("Tổng số", *sums)
    return replace(CertificationFacts(make_head(), rows, total), **changes)


def every_report() -> dict[str, ReportFacts]:
    """Give one ordinary list of every kind, by name."""
    return {
        "register": make_register(),
        "collection-statement": make_collection(),
        "overdue-list": make_overdue(),
        "uncollected-list": make_uncollected(),
        "report-06a": make_report_06a(),
        "certification-count": make_certification_count(),
    }


def every_empty_report() -> dict[str, ReportFacts]:
    """Give every list of a period in which nothing happened."""
    return {
        "register": make_register(0),
        "collection-statement": make_collection(0),
        "overdue-list": make_overdue(0),
        "uncollected-list": make_uncollected(0),
        "report-06a": make_report_06a(0),
        "certification-count": make_certification_count(0),
    }


def filled_with(facts: Any, typed: str) -> Any:
    """Put a text into every field of text, however deep."""
    if isinstance(facts, str):
        return facts if isinstance(facts, StrEnum) else typed
    if isinstance(facts, tuple):
        return tuple(filled_with(item, typed) for item in facts)
    if not is_dataclass(facts) or isinstance(facts, type):
        return facts
    kept = {field.name: filled_with(getattr(facts, field.name), typed) for field in fields(facts)}
    if isinstance(facts, Letterhead):
        kept["wording"] = facts.wording
    return type(facts)(**kept)
