"""Facts of letters and slips about test persons, ordinary and at their worst."""

from dataclasses import replace
from datetime import date
from typing import Any

from tests.helpers.paper_samples import (
    ADDRESS,
    DUE,
    EVERY_LETTER,
    MORNING,
    NUMBER,
    make_letterhead,
)
from tthc_desk.usecases.letter_facts import (
    Addressee,
    ApologyFacts,
    Change,
    LetterFacts,
    ManyReceiptFacts,
    ManyReceiptLine,
    RefusalFacts,
    ResultCorrectionFacts,
    StopCause,
    StopNoticeFacts,
    SupplementRequestFacts,
    TransferSlipFacts,
)
from tthc_desk.usecases.paper_facts import PaperDocument

UNIT = "Ủy ban nhân dân phường Thử Nghiệm"
LEADER = "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"
LATER = DUE.replace(month=12, day=4)
_MISSING = (
    PaperDocument("Giấy chứng nhận kết hôn của cha, mẹ trẻ", 0, 1, 0),
    PaperDocument("Giấy ủy quyền có chứng thực", 1, 0, 0),
)


def make_addressee(**changes: Any) -> Addressee:
    """Make whom a letter is for: somebody who brought a dossier of another."""
    to = Addressee(
        number=NUMBER,
        official_code="H26.15.07-261120-0012",
        owner_name="Nguyễn Văn Thử",
        submitter_name="Trần Thị Thử Nghiệm",
        address=ADDRESS,
        phone="0900 000 000",
        email="thu.nghiem@example.vn",
        procedure_code="1.001193",
        procedure_name="Thủ tục đăng ký khai sinh",
        request_text="Đăng ký khai sinh cho con Nguyễn Thị Thử",
    )
    return replace(to, **changes)


def make_stranger(**changes: Any) -> Addressee:
    """Make somebody whose dossier was not accepted at the counter."""
    nothing = {"number": "", "official_code": "", "owner_name": "", "email": "", "request_text": ""}
    return make_addressee(**(nothing | changes))


def make_supplement(**changes: Any) -> SupplementRequestFacts:
    """Make a request for two papers to an accepted dossier."""
    facts = SupplementRequestFacts(
        letterhead=make_letterhead(),
        slip_number="01/HDHT",
        to=make_addressee(),
        missing=_MISSING,
        reason="Tờ khai chưa ghi nơi sinh; thiếu giấy tờ chứng minh quan hệ hôn nhân.",
        complete_by=date(2026, 12, 5),
        law="",
        officer_name="Phạm Thị Cán Bộ Thử",
        officer_phone="024 0000 0000",
        issued_at=MORNING,
    )
    return replace(facts, **changes)


def make_refusal(**changes: Any) -> RefusalFacts:
    """Make a refusal at the counter."""
    facts = RefusalFacts(
        letterhead=make_letterhead(),
        slip_number="02/TCTN",
        to=make_stranger(),
        reason="Thủ tục thuộc thẩm quyền giải quyết của cơ quan đăng ký đất đai.",
        officer_name="Phạm Thị Cán Bộ Thử",
        officer_phone="024 0000 0000",
        issued_at=MORNING,
    )
    return replace(facts, **changes)


def make_apology(**changes: Any) -> ApologyFacts:
    """Make the one re-appointment, before the due day."""
    facts = ApologyFacts(
        letterhead=make_letterhead(),
        slip_number="03/PXL",
        to=make_addressee(),
        received_at=MORNING,
        due_at=DUE,
        new_due_at=LATER,
        moves_due=True,
        agency="Công chức Tư pháp - Hộ tịch phường Thử Nghiệm",
        reason="Chờ kết quả xác minh của nơi cư trú trước đây.",
        signer_office=LEADER,
        signer_name="Vũ Văn Lãnh Đạo Thử",
        issued_at=MORNING.replace(day=25),
    )
    return replace(facts, **changes)


def make_late_apology(**changes: Any) -> ApologyFacts:
    """Make an apology after the due day, whose date is a courtesy."""
    late = {"moves_due": False, "issued_at": LATER, "signer_office": "", "signer_name": ""}
    return make_apology(**(late | changes))


def make_stop(**changes: Any) -> StopNoticeFacts:
    """Make the notice of a dossier that its owner took back."""
    facts = StopNoticeFacts(
        letterhead=make_letterhead(),
        slip_number="04/TB",
        to=make_addressee(),
        cause=StopCause.WITHDRAWN,
        received_at=MORNING,
        stopped_at=MORNING.replace(day=24, hour=14),
        reason="Gia đình chuyển nơi cư trú.",
        returned="Giấy chứng sinh (01 bản chính)",
        refund_dong=24000,
        signer_office=LEADER,
        signer_name="Vũ Văn Lãnh Đạo Thử",
        issued_at=MORNING.replace(day=24, hour=14),
    )
    return replace(facts, **changes)


def make_transfer(**changes: Any) -> TransferSlipFacts:
    """Make the slip of a dossier that another level decides."""
    facts = TransferSlipFacts(
        letterhead=make_letterhead(),
        slip_number="05/PCXL",
        to=make_addressee(),
        from_unit="Bộ phận Tiếp nhận và Trả kết quả phường Thử Nghiệm",
        to_unit="Trung tâm Phục vụ hành chính công thành phố Thử Nghiệm",
        documents=_MISSING,
        sets=1,
        received_at=MORNING,
        due_at=DUE,
        note="Người nộp đăng ký nhận kết quả tại phường.",
        officer_name="Phạm Thị Cán Bộ Thử",
        issued_at=MORNING,
    )
    return replace(facts, **changes)


def make_correction(**changes: Any) -> ResultCorrectionFacts:
    """Make the correction of a wrong day of birth."""
    facts = ResultCorrectionFacts(
        letterhead=make_letterhead(),
        slip_number="06/ĐC",
        to=make_addressee(),
        result_kind="Giấy khai sinh (bản chính)",
        result_number="15/2026",
        result_date=date(2026, 11, 26),
        changes=(
            Change("Ngày sinh", "12/10/2026", "21/10/2026"),
            Change("Nơi sinh", "Bệnh viện Thử", "Bệnh viện Phụ sản Thử Nghiệm"),
        ),
        reason="Nhập nhầm khi chuyển số liệu từ giấy chứng sinh.",
        correct_by=date(2026, 12, 1),
        signer_office=LEADER,
        signer_name="Vũ Văn Lãnh Đạo Thử",
        officer_name="Lê Văn Chuyên Môn Thử",
        issued_at=DUE,
    )
    return replace(facts, **changes)


def make_many_line(at: int, **changes: Any) -> ManyReceiptLine:
    """Make one dossier of a receipt for many."""
    line = ManyReceiptLine(
        number=f"000.00.15.H26-261120-T{at:04}",
        official_code="" if at % 2 else f"H26.15.07-261120-{at:04}",
        procedure_name="Thủ tục chứng thực bản sao từ bản chính",
        agency="Công chức Tư pháp - Hộ tịch",
        owner_name=f"Nguyễn Văn Thử {at}",
        received_at=MORNING,
        due_at=DUE,
        term_text="5 ngày làm việc",
        sets=1,
    )
    return replace(line, **changes)


def make_many(lines: int = 4, **changes: Any) -> ManyReceiptFacts:
    """Make the receipt of so many dossiers."""
    facts = ManyReceiptFacts(
        letterhead=make_letterhead(),
        submitter_name="Trần Thị Thử Nghiệm",
        address=ADDRESS,
        phone="0900 000 000",
        email="thu.nghiem@example.vn",
        id_number="001190000000",
        lines=tuple(make_many_line(at) for at in range(1, lines + 1)),
        charge_dong=16000,
        fee_dong=8000,
        officer_name="Phạm Thị Cán Bộ Thử",
        desk="Quầy 2",
        issued_at=MORNING,
    )
    return replace(facts, **changes)


def every_letter() -> dict[str, LetterFacts]:
    """Give one ordinary letter of every kind and variant, by name."""
    return {
        "supplement-request": make_supplement(),
        "guidance": make_supplement(to=make_stranger(), complete_by=None),
        "refusal": make_refusal(),
        "apology": make_apology(),
        "late-apology": make_late_apology(),
        "stop-notice": make_stop(),
        "transfer-slip": make_transfer(),
        "result-correction": make_correction(),
        "many-receipt": make_many(),
    }


def worst_letters() -> dict[str, LetterFacts]:
    """Give every letter with all texts as long as they may be."""
    long = "Nội dung rất dài " * 28
    letters = f"{EVERY_LETTER} {EVERY_LETTER.upper()}"
    to = make_addressee(
        owner_name="Nguyễn" + "Ỗ" * 194,
        submitter_name="Trần Thị " + "Thử Nghiệm " * 17,
        address="Số nhà rất dài " * 33,
        procedure_name="Thủ tục " + "có tên rất dài " * 18,
        request_text=letters,
    )
    documents = tuple(
        PaperDocument(f"Giấy tờ thứ {at} có tên dài " + "chữ nối chữ " * (at % 5 * 3), 1, at, 2)
        for at in range(1, 41)
    )
    change = tuple(Change(f"Mục thứ {at}", long[:300], letters) for at in range(1, 13))
    line = make_many_line(3, procedure_name=to.procedure_name, owner_name=to.submitter_name)
    reason, name = f"{long}\n{letters}", "Phạm Thị " + "Cán Bộ Thử " * 15
    many = make_many(40)
    return {
        "supplement-request": make_supplement(
            to=to, missing=documents, reason=reason, law=long, officer_name=name
        ),
        "refusal": make_refusal(to=to, reason=reason, officer_name=name),
        "apology": make_apology(to=to, reason=reason, agency=long[:200], signer_name=name),
        "late-apology": make_late_apology(to=to, reason=reason),
        "stop-notice": make_stop(to=to, reason=reason, returned=long, refund_dong=999_999_999),
        "transfer-slip": make_transfer(to=to, documents=documents, note=reason, from_unit=long),
        "result-correction": make_correction(to=to, changes=change, reason=reason),
        "many-receipt": replace(many, lines=(*many.lines, line), submitter_name=name),
    }
