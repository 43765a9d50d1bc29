"""Facts of papers about test persons, ordinary and at their worst."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

from tthc_desk.usecases.paper_facts import (
    ControlSlipFacts,
    ControlStep,
    DailyTallyFacts,
    FormSet,
    HandoverLine,
    HandoverListFacts,
    Letterhead,
    PaperDocument,
    PaperFacts,
    ReceiptFacts,
    ResultSlipFacts,
    TallyLine,
)

VIETNAM = timezone(timedelta(hours=7))
MORNING = datetime(2026, 11, 20, 9, 5, tzinfo=VIETNAM)
DUE = datetime(2026, 11, 27, 9, 5, tzinfo=VIETNAM)
NUMBER = "000.00.15.H26-261120-T0007"
ADDRESS = "Số 12, ngõ 34 đường Thử Nghiệm, phường Thử Nghiệm, thành phố Hà Nội"
EVERY_LETTER = (
    "aàảãáạ ăằẳẵắặ âầẩẫấậ đ eèẻẽéẹ êềểễếệ iìỉĩíị oòỏõóọ ôồổỗốộ ơờởỡớợ uùủũúụ ưừửữứự yỳỷỹýỵ"
)


def make_letterhead(**changes: Any) -> Letterhead:
    """Make the letterhead of a ward that does not exist."""
    letterhead = Letterhead(
        superior="Thành phố Hà Nội",
        unit="Ủy ban nhân dân phường Thử Nghiệm",
        counter="Bộ phận Tiếp nhận và Trả kết quả phường Thử Nghiệm",
        place="Thử Nghiệm",
        form_set=FormSet.TT01_2018,
        contact="Bộ phận Một cửa phường Thử Nghiệm, điện thoại 024 0000 0000",
        website="dichvucong.gov.vn",
    )
    return replace(letterhead, **changes)


def make_receipt(**changes: Any) -> ReceiptFacts:
    """Make an ordinary receipt with three documents."""
    facts = ReceiptFacts(
        letterhead=make_letterhead(),
        number=NUMBER,
        official_code="H26.15.07-261120-0012",
        book="2026",
        serial=1207,
        procedure_code="1.001193",
        procedure_name="Thủ tục đăng ký khai sinh",
        request_text="Đăng ký khai sinh cho con Nguyễn Thị Thử",
        owner_name="Nguyễn Văn Thử",
        owner_address=ADDRESS,
        submitter_name="Trần Thị Thử Nghiệm",
        submitter_address=ADDRESS,
        submitter_phone="0900 000 000",
        submitter_email="thu.nghiem@example.vn",
        id_number="001090000000",
        documents=(
            PaperDocument("Tờ khai đăng ký khai sinh theo mẫu", 1, 0, 0),
            PaperDocument("Giấy chứng sinh do cơ sở y tế nơi trẻ sinh ra cấp", 1, 0, 0),
            PaperDocument("Giấy chứng nhận kết hôn của cha, mẹ trẻ", 0, 1, 1),
        ),
        sets=1,
        pages=0,
        copies=0,
        certification=False,
        term_text="5 ngày làm việc",
        received_at=MORNING,
        due_at=DUE,
        due_explanation=(
            "Nhận lúc 09:05 thứ Sáu 20/11/2026; tính từ ngày làm việc tiếp theo: thứ Hai 23/11 "
            "(1), thứ Ba 24/11 (2), thứ Tư 25/11 (3), thứ Năm 26/11 (4), thứ Sáu 27/11 (5); nghỉ "
            "thứ Bảy 21/11 và Chủ nhật 22/11."
        ),
        charge_dong=16000,
        fee_dong=8000,
        exemption="",
        paid_text="Đã thu bằng tiền mặt, biên lai ký hiệu TN-26E số 0000123",
        result_place="Bộ phận Tiếp nhận và Trả kết quả phường Thử Nghiệm",
        officer_name="Phạm Thị Cán Bộ Thử",
        desk="Quầy 2",
    )
    return replace(facts, **changes)


def make_certification(**changes: Any) -> ReceiptFacts:
    """Make the receipt of a certification that is ready the same day."""
    certification: dict[str, Any] = {
        "procedure_code": "2.000815",
        "procedure_name": "Thủ tục chứng thực bản sao từ bản chính",
        "request_text": "",
        "documents": (PaperDocument("Bản chính Bằng tốt nghiệp trung học phổ thông", 1, 0, 0),),
        "certification": True,
        "pages": 3,
        "copies": 5,
        "term_text": "trong ngày",
        "due_at": MORNING.replace(hour=16, minute=30),
        "due_explanation": "Nhận trước 15 giờ: trả kết quả ngay trong ngày làm việc.",
    }
    return make_receipt(**(certification | changes))


def make_worst_receipt(**changes: Any) -> ReceiptFacts:
    """Make a receipt with forty documents and everything as long as it may be."""
    documents = tuple(
        PaperDocument(f"Giấy tờ thứ {at} có tên rất dài " + "chữ nối chữ " * (at % 7 * 3), 1, at, 2)
        for at in range(1, 41)
    )
    worst: dict[str, Any] = {
        "documents": documents,
        "owner_name": "Nguyễn" + "Ỗ" * 194,
        "submitter_address": "Số nhà rất dài " * 33,
        "procedure_name": "Thủ tục " + "có tên rất dài " * 18,
        "request_text": "Nội dung yêu cầu dài " * 24,
        "change_reason": "Chờ xác minh " * 20,
        "exemption": "Hộ nghèo, miễn lệ phí",
    }
    return make_receipt(**(worst | changes))


def make_control_slip(**changes: Any) -> ControlSlipFacts:
    """Make a control slip with its first block filled in."""
    facts = ControlSlipFacts(
        letterhead=make_letterhead(),
        number=NUMBER,
        official_code="",
        book="2026",
        serial=1207,
        owner_name="Nguyễn Văn Thử",
        procedure_name="Thủ tục đăng ký khai sinh",
        received_at=MORNING,
        due_at=DUE,
        agency="Công chức Tư pháp - Hộ tịch phường Thử Nghiệm",
        coordinating="",
        steps=(
            ControlStep(
                "Bộ phận Tiếp nhận và Trả kết quả",
                "Công chức Tư pháp - Hộ tịch",
                MORNING,
                "",
                "",
            ),
        ),
        officer_name="Phạm Thị Cán Bộ Thử",
    )
    return replace(facts, **changes)


def make_line(at: int = 1, **changes: Any) -> HandoverLine:
    """Make one line of a hand-over list."""
    line = HandoverLine(
        number=f"000.00.15.H26-261120-T{at:04}",
        procedure_name="Thủ tục đăng ký khai sinh" if at % 2 else "Thủ tục đăng ký kết hôn",
        sets=1,
        owner_name=f"Nguyễn Văn Thử {at}",
        owner_address=ADDRESS,
        phone="0900000000",
        received_at=MORNING,
        due_at=DUE,
        note="",
        result_text=f"Giấy khai sinh số {at}/2026 ngày 20/11/2026",
        has_dues=at % 3 == 0,
        by_post=at % 4 == 0,
    )
    return replace(line, **changes)


def make_handover(lines: int = 6, *, of_results: bool = False, **changes: Any) -> HandoverListFacts:
    """Make a hand-over list of so many dossiers."""
    facts = HandoverListFacts(
        letterhead=make_letterhead(),
        batch_number="BG-2026-000031",
        of_results=of_results,
        agency="Công chức Tư pháp - Hộ tịch",
        giver="Phạm Thị Cán Bộ Thử",
        taker="Lê Văn Chuyên Môn Thử",
        made_at=MORNING,
        lines=tuple(make_line(at) for at in range(1, lines + 1)),
    )
    return replace(facts, **changes)


def make_result_slip(**changes: Any) -> ResultSlipFacts:
    """Make the slip of a result collected by somebody with a giấy ủy quyền."""
    facts = ResultSlipFacts(
        letterhead=make_letterhead(),
        number=NUMBER,
        official_code="H26.15.07-261120-0012",
        procedure_name="Thủ tục đăng ký khai sinh",
        owner_name="Nguyễn Văn Thử",
        giver_name="Phạm Thị Cán Bộ Thử",
        giver_phone="024 0000 0000",
        collector_name="Trần Thị Thử Nghiệm",
        collector_phone="0900 000 000",
        collector_id="001190000000",
        authority="Giấy ủy quyền ngày 26/11/2026",
        result_kind="Giấy khai sinh (bản chính)",
        result_number="15/2026",
        result_date=date(2026, 11, 26),
        result_summary="Đăng ký khai sinh cho Nguyễn Thị Thử",
        copies=1,
        returned_originals="Giấy chứng nhận kết hôn (01 bản chính)",
        paid_text="Đã thu 24.000 đồng, biên lai số 0000123",
        delivered_at=DUE,
    )
    return replace(facts, **changes)


def make_tally(fields: int = 6, **changes: Any) -> DailyTallyFacts:
    """Make the tally of a day with so many fields."""
    names = ("Bảo trợ xã hội", "Chứng thực", "Đất đai", "Hộ tịch", "Người có công", "Xây dựng")
    lines = tuple(
        TallyLine(
            names[at] if at < len(names) else f"Lĩnh vực thử {at}",
            *(7 * at + 3, 6 * at + 2, 5 * at + 1, 16000 * at, 8000 * at, at % 3, at % 2),
        )
        for at in range(fields)
    )
    facts = DailyTallyFacts(
        letterhead=make_letterhead(),
        day=date(2026, 11, 20),
        as_of=MORNING.replace(hour=17, minute=5),
        lines=lines,
        total=_sum(lines),
        carried_over=41,
        in_hand=62,
        in_hand_late=2,
        by_channel=(("Trực tiếp", 96), ("Trực tuyến", 24), ("Bưu chính", 3)),
        timeliness=(61, 38, 3),
        open_by_age=(("Hôm nay", 18), ("1–2 ngày", 21), ("3–5 ngày", 14), ("Trên 5 ngày", 9)),
        cash_dong=210000,
        transfer_dong=150000,
        notes=("Hướng dẫn, từ chối tại quầy: 4 lượt.", "Tiếp nhận hộ công an: 2 hồ sơ."),
        broken=(),
        chain_head="9f2c4e01ab77d350",
        officer_name="Phạm Thị Cán Bộ Thử",
    )
    return replace(facts, **changes)


def every_paper() -> dict[str, PaperFacts]:
    """Give one ordinary paper of every kind and variant, by name."""
    return {
        "receipt": make_receipt(),
        "certification": make_certification(),
        "control-slip": make_control_slip(),
        "handover-list": make_handover(),
        "result-handover": make_handover(of_results=True),
        "result-slip": make_result_slip(),
        "daily-tally": make_tally(),
    }


def _sum(lines: tuple[TallyLine, ...]) -> TallyLine:
    return TallyLine(
        "Tổng số",
        *(
            sum(getattr(line, name) for line in lines)
            for name in TallyLine.__dataclass_fields__
            if name != "name"
        ),
    )
