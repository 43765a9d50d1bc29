"""Vietnamese names of the fields that refusals are about."""

from tthc_desk.usecases.paper_facts import PaperKind

FIELD_WORDS = {
    "request_id": "Mã yêu cầu",
    "last_number": "Số cuối đã cấp",
    "folder": "Thư mục",
    "with_key": "Đặt kèm tệp khóa",
    "warn_days": "Số ngày không sao lưu thì báo",
    "decision": "Quyết định",
    "reason": "Lý do",
    "procedure": "Thủ tục",
    "channel": "Kênh tiếp nhận",
    "submitter": "Người nộp",
    "owner": "Chủ hồ sơ",
    "qr": "Mã QR thẻ căn cước",
    "mrz": "Dòng MRZ trên thẻ",
    "id_number": "Số định danh",
    "id_kind": "Loại giấy tờ",
    "name": "Tên",
    "submitter.name": "Họ và tên",
    "owner.name": "Họ và tên",
    "documents.name": "Tên giấy tờ",
    "birth_date": "Ngày sinh",
    "sex": "Giới tính",
    "address": "Địa chỉ",
    "ward_code": "Mã phường, xã",
    "phone": "Số điện thoại",
    "email": "Thư điện tử",
    "documents": "Thành phần hồ sơ",
    "originals": "Bản chính",
    "certified": "Bản chứng thực",
    "copies": "Số bản",
    "sets": "Số bộ hồ sơ",
    "pages": "Số trang",
    "asked_copies": "Số bản yêu cầu",
    "electronic_copies": "Số bản điện tử",
    "official_code": "Mã hồ sơ chính thức",
    "foreign_codes": "Mã ở hệ thống khác",
    "opening": "Số dư đầu kỳ",
    "old_number": "Số hồ sơ cũ",
    "received_at": "Thời điểm tiếp nhận",
    "supervisor": "Người phụ trách xác nhận",
    "note": "Nội dung yêu cầu",
    "result_place": "Nơi nhận kết quả",
    "term": "Thời hạn giải quyết",
    "charge_dong": "Phí",
    "fee_dong": "Lệ phí",
    "fees": "Phí, lệ phí",
    "exemption": "Lý do miễn",
    "exemption_reason": "Lý do miễn",
    "paid": "Hình thức thu",
    "method": "Hình thức thu",
    "receipt_series": "Ký hiệu biên lai",
    "cash": "Tiền mặt đếm được",
    "opening_cash": "Tiền mặt đầu ngày",
    "handed_in": "Tiền mặt nộp đi",
    "second": "Người thứ hai",
    "letters": "Ký hiệu số văn bản",
    "cause": "Nguyên nhân chậm",
    "move": "Theo lịch mới hay giữ ngày đã in",
    "cashier": "Người giữ tiền",
    "units": "Đơn vị xử lý",
    "steps": "Các bước (cột steps)",
    "receipt_number": "Số biên lai",
    "fingerprint": "Dấu vân tay",
    "since": "Ngày đầu phải gửi số liệu",
    "until": "Ngày cuối phải gửi số liệu",
    "replaces": "Khóa được thay",
    "at_once": "Trả ngay",
    "receipt": "In giấy hẹn",
    "number": "Số hồ sơ",
    "holder": "Người nhận xử lý",
    "missing": "Giấy tờ cần bổ sung",
    "law": "Luật chuyên ngành",
    "result_number": "Số kết quả",
    "result_date": "Ngày ký kết quả",
    "signer": "Người ký",
    "summary": "Trích yếu",
    "collector_name": "Người nhận kết quả",
    "collector_id": "Giấy tờ người nhận",
    "collector_phone": "Điện thoại người nhận",
    "authority": "Giấy ủy quyền",
    "returned_originals": "Giấy tờ trả lại",
    "new_due": "Ngày hẹn mới",
    "changes": "Nội dung đính chính",
    "taker": "Người nhận bàn giao",
    "list": "Danh sách bàn giao",
    "date": "Ngày",
    "to": "Đến ngày",
    "wards": "Danh sách phường",
    "open": "Số hồ sơ còn đang giải quyết",
    "from": "Từ ngày",
    "kind": "Loại giấy tờ",
    "paper": "Giấy tờ",
    "received": "Thời điểm tiếp nhận",
    "profile": "Tệp cấu hình",
    "file": "Tệp",
    "official_columns": "Cột của hệ thống chính thức",
    "only": "Mã được chọn",
    "out": "Tệp ghi ra",
    "receipts": "Thư mục giấy tiếp nhận",
    "queue": "Hàng việc",
    "user": "Cán bộ",
    "state": "Trạng thái in",
    "as_of": "Thời điểm tra cứu",
    "office_hours": "Giờ làm việc",
    "number_pattern": "Mẫu số hồ sơ",
    "form": "Tệp lời văn",
    "form_set": "Bộ mẫu (form_set)",
    "agency_code": "Mã định danh cơ quan",
    "amend": "Mã tệp cần thay",
    "chain": "Chuỗi số liệu",
    "calendar": "Lịch năm",
    "calendar.day": "Ngày (cột day)",
    "calendar.kind": "Loại ngày (cột kind)",
    "calendar.name": "Tên ngày (cột name)",
    "calendar.certainty": "Độ chắc chắn (cột certainty)",
}
"""A name with its context ("documents.name") stands before the bare one."""

_PROFILE = frozenset(
    {"ward", "forms", "numbers", "deadlines", "hours", "desks", "officers", "district", "totals"}
)
_FORMS = frozenset(PaperKind)
_PERSONS = ("owner", "submitter")


def field_label(name: str | None) -> str:
    """Name an input field as the screen does ("submitter.name" → "Người nộp – Họ và tên").

    A key of the profile or of a form stands as the file writes it: that is where it is looked for.
    """
    parts = [part for part in (name or "").split(".") if part]
    if parts and parts[0] in _PROFILE:
        return f"khóa {name}" if len(parts) > 1 else f"mục [{name}]"
    if len(parts) > 1 and parts[0] in _FORMS:
        return f"khóa {name}"
    return " – ".join(_label(parts[:at], part) for at, part in enumerate(parts))


def part_label(name: str) -> str:
    """Name an input field without what it is part of ("submitter.name" → "Họ và tên")."""
    before, _, part = name.rpartition(".")
    return _label(before.split("."), part)


def _label(before: list[str], part: str) -> str:
    whole = ".".join((*before, part))
    if whole in FIELD_WORDS or part in FIELD_WORDS:
        return FIELD_WORDS.get(whole) or FIELD_WORDS[part]
    # A correction names a person's field with an underscore: "owner_address".
    for person in _PERSONS:
        own = part.removeprefix(f"{person}_")
        if own != part and own in FIELD_WORDS:
            return f"{FIELD_WORDS[person]} – {_label([person], own)}"
    return part
