"""The one place where refusals and warnings get their Vietnamese words, for window and commands."""

from collections.abc import Mapping
from datetime import date, datetime

from tthc_desk.domain.dossier import Status
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import EventKind
from tthc_desk.domain.money import dong_text
from tthc_desk.domain.moves import Action
from tthc_desk.domain.vietnamese import day_text
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.usecases.warnings import Notice, Warned

STATUS_WORDS = {
    Status.NEW: "Mới đăng ký",
    Status.RECEIVED: "Được tiếp nhận",
    Status.REFUSED_RECEPTION: "Không được tiếp nhận",
    Status.PROCESSING: "Đang xử lý",
    Status.SUPPLEMENT: "Yêu cầu bổ sung giấy tờ",
    Status.OBLIGATION: "Yêu cầu thực hiện nghĩa vụ tài chính",
    Status.WITHDRAWN: "Công dân yêu cầu rút hồ sơ",
    Status.STOPPED: "Dừng xử lý",
    Status.FINISHED: "Đã xử lý xong",
    Status.DELIVERED: "Đã trả kết quả",
}
"""Names of the ten national status codes."""

ACTION_WORDS = {
    Action.FORWARD: "Chuyển xử lý",
    Action.REQUEST_SUPPLEMENT: "Yêu cầu bổ sung",
    Action.COMPLETE_SUPPLEMENT: "Nhận bổ sung",
    Action.OBLIGE: "Yêu cầu nghĩa vụ tài chính",
    Action.OBLIGED: "Đã thực hiện nghĩa vụ",
    Action.FINISH: "Kết thúc xử lý",
    Action.REFUSE: "Từ chối giải quyết",
    Action.DELIVER: "Trả kết quả",
    Action.WITHDRAW: "Rút hồ sơ",
    Action.STOP: "Dừng giải quyết",
    Action.EXTEND: "Hẹn lại ngày trả",
    Action.APOLOGISE: "Xin lỗi",
    Action.PAY: "Thu phí, lệ phí",
    Action.CORRECT: "Đính chính",
    Action.UNDO: "Hoàn tác",
    Action.VOID: "Hủy hồ sơ",
}

EVENT_WORDS = {
    EventKind.RECEIVED: "Tiếp nhận",
    EventKind.FORWARDED: "Chuyển xử lý",
    EventKind.SUPPLEMENT_REQUESTED: "Yêu cầu bổ sung",
    EventKind.SUPPLEMENT_COMPLETED: "Nhận bổ sung",
    EventKind.OBLIGATION_IMPOSED: "Yêu cầu nghĩa vụ tài chính",
    EventKind.OBLIGATION_MET: "Đã thực hiện nghĩa vụ tài chính",
    EventKind.EXTENDED: "Hẹn lại ngày trả kết quả",
    EventKind.APOLOGISED: "Xin lỗi về việc chậm trả",
    EventKind.FINISHED: "Đã xử lý xong",
    EventKind.REFUSED: "Từ chối giải quyết",
    EventKind.WITHDRAWN: "Công dân rút hồ sơ",
    EventKind.STOPPED: "Dừng giải quyết",
    EventKind.DELIVERED: "Đã trả kết quả",
    EventKind.PAID: "Thu phí, lệ phí",
    EventKind.CORRECTED: "Đính chính",
    EventKind.UNDONE: "Hoàn tác",
    EventKind.VOIDED: "Hủy hồ sơ",
    EventKind.PUT_ON_LIST: "Đưa vào danh sách bàn giao",
    EventKind.TAKEN_OFF_LIST: "Rút khỏi danh sách bàn giao",
    EventKind.COUNTER_REFUSAL: "Từ chối tiếp nhận tại quầy",
    EventKind.COUNTER_GUIDANCE: "Hướng dẫn hoàn thiện tại quầy",
    EventKind.PAPER_ISSUED: "Phát hành giấy tờ",
    EventKind.PAPER_PRINTED: "In giấy tờ",
    EventKind.LIST_OPENED: "Mở danh sách bàn giao",
    EventKind.LIST_CLOSED: "Chốt danh sách bàn giao",
    EventKind.LIST_ACCEPTED: "Nhận bàn giao",
    EventKind.CATALOGUE_CHANGED: "Cập nhật danh mục thủ tục",
    EventKind.CALENDAR_CONFIRMED: "Xác nhận lịch làm việc",
    EventKind.WARD_OPENED: "Mở sổ của phường",
}

FIELD_WORDS = {
    "request_id": "Mã yêu cầu",
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
    "name": "Họ và tên",
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
    "official_code": "Mã hồ sơ chính thức",
    "foreign_codes": "Mã ở hệ thống khác",
    "opening": "Số dư đầu kỳ",
    "old_number": "Số hồ sơ cũ",
    "received_at": "Thời điểm tiếp nhận",
    "supervisor": "Lãnh đạo xác nhận",
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
    "receipt_number": "Số biên lai",
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
    "from": "Từ ngày",
    "kind": "Loại giấy tờ",
    "paper": "Giấy tờ",
    "received": "Thời điểm tiếp nhận",
    "profile": "Tệp cấu hình",
    "file": "Tệp",
    "out": "Tệp PDF",
    "receipts": "Thư mục giấy tiếp nhận",
    "queue": "Hàng việc",
    "user": "Cán bộ",
    "state": "Trạng thái in",
    "as_of": "Thời điểm tra cứu",
    "office_hours": "Giờ làm việc",
    "number_pattern": "Mẫu số hồ sơ",
    "agency_code": "Mã định danh cơ quan",
}

_NOTHING = "Chưa lưu gì."
_ODD = "Không đúng định dạng."
_ODD_MONEY = "Số tiền phải là số nguyên đồng, không âm và trong mức cho phép."
_NO_DAY = "Ngày không có thật hoặc ngoài khoảng cho phép."
_TEXTS = {
    Code.REQUIRED: "Thiếu thông tin này. {nothing} Hãy điền rồi làm lại.",
    Code.TEXT: "Có ký tự không dùng được ở vị trí {at}. {nothing} Hãy xóa ký tự đó rồi gõ lại.",
    Code.TEXT_LENGTH: "Dài {length} ký tự, tối đa {limit}. {nothing} Hãy rút gọn.",
    Code.MONEY: "{money} {nothing}",
    Code.COUNT: "Phải là số nguyên từ {low} đến {high}. {nothing}",
    Code.DATE: "{date} {nothing} Gõ theo ngày/tháng/năm.",
    Code.BIRTH_DATE: "Ngày sinh không hợp lệ: phải từ {low} đến {high}. {nothing}",
    Code.ID_NUMBER: "Số không đúng: số định danh có 12 chữ số, chứng minh nhân dân cũ 9 chữ số. "
    "{nothing} Hãy đối chiếu với giấy tờ.",
    Code.PHONE: "Số điện thoại không đúng; có thể để trống. {nothing}",
    Code.QR: "Mã quét không đọc được thành thẻ căn cước. {nothing} Hãy quét lại hoặc gõ tay.",
    Code.QR_UNICODE: "Máy quét chưa đặt chế độ Unicode nên mất chữ tiếng Việt. {nothing} "
    "Hãy tắt bộ gõ, đặt lại máy quét rồi quét lại.",
    Code.MRZ: "Dòng mã trên thẻ không đúng chữ số kiểm tra. {nothing} Hãy quét lại.",
    Code.CHOICE: "Giá trị không có trong danh sách cho phép. {nothing}",
    Code.FORMAT: "{format} {nothing}",
    Code.UNKNOWN_FIELD: "Không có trường tên này. {nothing}",
    Code.PROCEDURE: "Không có thủ tục này trong danh mục còn hiệu lực vào ngày tiếp nhận. "
    "{nothing} Hãy chọn trong danh mục.",
    Code.TERM_UNKNOWN: "Danh mục chưa ghi thời hạn cho kênh này. {nothing} "
    "Nhập theo quyết định công bố.",
    Code.FEE_UNKNOWN: "Danh mục chưa ghi mức thu. {nothing} "
    "Nhập theo nghị quyết HĐND, 0 nếu không thu.",
    Code.MOVE: "Hồ sơ đang ở trạng thái “{status}”, không thực hiện được “{action}”. {nothing}",
    Code.REASON: "Phải ghi lý do. {nothing}",
    Code.SUPERVISOR: "Việc này cần lãnh đạo bộ phận thực hiện hoặc xác nhận. {nothing}",
    Code.ONCE: "Chỉ được một lần cho mỗi hồ sơ theo Nghị định 118/2025/NĐ-CP. {nothing} {again}",
    Code.OVERDUE: "Hồ sơ đã quá hạn từ sau ngày {due}, không hẹn lại được. {nothing} "
    "Hãy dùng “Xin lỗi” để báo ngày trả mới.",
    Code.UNPAID: "Còn {dong} đồng chưa thu. {nothing} Hãy thu trước khi trả kết quả.",
    Code.UNDO: "{undo} {nothing}",
    Code.CONFLICT: "{officer} vừa thực hiện “{kind}” lúc {at}. {nothing} "
    "Hãy xem lại hồ sơ rồi làm tiếp.",
    Code.NOT_FOUND: "Không tìm thấy trong sổ của phường. {nothing} Hãy kiểm tra lại số.",
    Code.CALENDAR: "Chưa có lịch làm việc năm {year}. {nothing} "
    "Hãy xác nhận lịch năm đó (tthc-desk calendar confirm {year}).",
    Code.DAY_CLOSED: "Ngày {day} đã chốt sổ. {nothing} Chỉ lãnh đạo được đính chính.",
    Code.CLOCK: "Đồng hồ máy tính chạy lùi so với việc đã ghi gần nhất. {nothing} "
    "Hãy chỉnh lại ngày giờ của máy.",
    Code.BATCH: "{batch} {nothing}",
    Code.PAPER: "Hồ sơ chưa có giấy tờ này ở trạng thái hiện tại. {nothing}",
    Code.OFFICER: "Không có cán bộ này trong danh sách của phường. {nothing}",
    Code.TRAINING_ONLY: "Chỉ làm được ở phường tập huấn. {nothing}",
    Code.IDENTITY: "Số liệu không khớp nhau. Chỉ in được bản nháp.",
    Code.CANCELLED: "Đã dừng theo yêu cầu, chưa làm xong. Dữ liệu không đổi.",
    Code.FOLDER: "Không dùng được thư mục này. {nothing} Hãy chọn thư mục khác trên máy.",
    Code.FOLDER_NOT_EMPTY: "Thư mục đã có dữ liệu. {nothing} Hãy chọn thư mục trống.",
    Code.NO_WARD: "Máy này chưa có sổ của phường. Hãy báo cán bộ công nghệ thông tin của quận "
    "lập sổ, rồi mở lại chương trình. Lệnh lập sổ: tthc-desk init --profile …",
    Code.NETWORK_SHARE: "Thư mục nằm trên ổ mạng, dễ hỏng dữ liệu. {nothing} "
    "Hãy đặt dữ liệu trên ổ đĩa của máy này.",
    Code.LOCKED: "Chương trình khác đang dùng dữ liệu này. {nothing} Hãy chờ rồi thử lại.",
    Code.READONLY: "Không có quyền ghi vào nơi này. {nothing} Hãy báo người quản trị máy.",
    Code.DISK_FULL: "Ổ đĩa đã đầy. {nothing} Hãy giải phóng chỗ trống rồi làm lại.",
    Code.IO: "Không đọc hoặc ghi được đĩa. {nothing} Hãy kiểm tra ổ đĩa rồi làm lại.",
    Code.CORRUPT: "Tệp dữ liệu bị hỏng. Không ghi gì thêm. Hãy khôi phục từ bản sao lưu gần nhất.",
    Code.NOT_OURS: "Tệp này không phải dữ liệu của chương trình. Không thay đổi gì.",
    Code.NEWER_SCHEMA: "Dữ liệu do phiên bản mới hơn tạo ra. Không đọc, không ghi gì. "
    "Hãy cài phiên bản mới của chương trình.",
    Code.KEY: "Thiếu khóa hoặc sai khóa của dữ liệu (tệp ward.key). Không thay đổi gì. "
    "Hãy đặt lại đúng tệp khóa.",
    Code.DRIVER: "Thư viện cơ sở dữ liệu trên máy không mã hóa được hoặc quá cũ. "
    "Chương trình không chạy. Hãy cài lại bộ cài.",
    Code.PRINTER: "Máy in không nhận lệnh. Hồ sơ đã lưu; "
    "giấy tờ nằm ở “Chưa xác nhận in” để in lại.",
    Code.DISPLAY: "{display} Cửa sổ không mở được; các lệnh khác vẫn chạy.",
    Code.PROFILE: "Tệp cấu hình của phường sai. {nothing}",
    Code.CHAIN: "Chuỗi sự kiện không liền mạch. Không ghi gì thêm. Hãy báo người quản trị.",
    Code.UNKNOWN_OUTCOME: "Chưa rõ đã lưu hay chưa. Đừng làm lại; hãy mở lại chương trình để tra.",
}
_SECOND_SUPPLEMENT = "Lần sau cần lãnh đạo nêu rõ luật chuyên ngành cho phép."
_NO_UNDO = "Không hoàn tác được bước này."
_UNDO_WHY = {
    "nothing": "Không có bước nào hoàn tác được; tiếp nhận nhầm thì lãnh đạo hủy hồ sơ.",
    "other": "Bước cuối do {officer} thực hiện; chỉ người đó hoặc lãnh đạo hoàn tác được.",
    "day": "Bước cuối thuộc ngày {day}; chỉ lãnh đạo đính chính được.",
}
_BATCH_WHY = {
    "empty": "Danh sách {list} chưa có hồ sơ nào.",
    "open": "Danh sách {list} chưa chốt.",
    "closed": "Danh sách {list} đã chốt.",
    "accepted": "Danh sách {list} đã nhận xong.",
    "not_on": "Hồ sơ này không có trong danh sách {list}.",
    "on_list": "Hồ sơ đang nằm trong danh sách {list}.",
}
_MONEY_WHY = {"known": "Danh mục đã ghi mức thu của thủ tục này nên không nhập tay được."}
_DATE_WHY = {"day_off": "{day} là ngày nghỉ."}
_FORMAT_WHY = {
    "too_large": "Tệp quá lớn.",
    "too_many_rows": "Tệp có quá nhiều dòng.",
    "empty": "Tệp không có dòng dữ liệu nào.",
    "encoding": "Tệp không phải chữ Unicode (UTF-8, UTF-16). Hãy lưu lại dạng CSV UTF-8.",
    "binary": "Tệp không phải bảng CSV hay XLSX.",
    "headings": "Thiếu cột: {missing}.",
    "workbook": "Tệp XLSX không mở được.",
    "cells": "Dòng {line}: số ô không khớp tiêu đề.",
    "formula": "Dòng {line}: có công thức; hãy thay bằng giá trị.",
    "code": "Dòng {line}: mã thủ tục không đúng dạng d.nnnnnn.",
    "duplicate": "Mã {value} lặp lại ở các dòng {lines}.",
    "json": "Dòng này không phải một đối tượng JSON đúng cú pháp.",
    "missing": "Thiếu trường bắt buộc.",
    "value": "Giá trị không đúng kiểu.",
}
_NOTICES = {
    Notice.SEX_DIFFERS: "Giới tính không khớp với số định danh; hãy đối chiếu thẻ.",
    Notice.YEAR_DIFFERS: "Năm sinh không khớp với số định danh; hãy đối chiếu thẻ.",
    Notice.PROVINCE_UNKNOWN: "Ba số đầu của số định danh không phải mã tỉnh đã biết.",
    Notice.SEX_WITHOUT_MARKS: "Máy quét có thể làm mất dấu tiếng Việt; hãy kiểm tra họ tên.",
    Notice.OLD_CARD_EXPIRED: "Chứng minh nhân dân 9 số đã hết giá trị sau 31/12/2024.",
    Notice.PASSPORT_PATTERN: "Số hộ chiếu không theo mẫu của Việt Nam.",
    Notice.PERSON_DIFFERS: "Khác với lần trước: {fields}.",
    Notice.SAME_OPEN: "Người này đang có hồ sơ cùng thủ tục: {number}.",
    Notice.RESULT_WAITING: "Công dân còn kết quả chưa nhận: {number}.",
    Notice.CALENDAR_UNCONFIRMED: "Lịch làm việc năm {years} chưa được xác nhận; "
    "ngày hẹn có thể đổi.",
    Notice.SECOND_SUPPLEMENT: "Hồ sơ đã được yêu cầu bổ sung một lần.",
}


def error_text(error: DeskError) -> str:
    """Word a refusal in one or two plain sentences: what is wrong, what was saved, what to do."""
    facts = _Facts({name: _word(value) for name, value in error.facts.items()})
    facts["nothing"] = _NOTHING
    facts["undo"] = _UNDO_WHY.get(str(error.facts.get("why")), _NO_UNDO).format_map(facts)
    facts["batch"] = _batch(error, facts)
    facts["format"] = _FORMAT_WHY.get(str(error.facts.get("reason")), _ODD).format_map(facts)
    facts["money"] = _MONEY_WHY.get(str(error.facts.get("reason")), _ODD_MONEY)
    facts["date"] = _DATE_WHY.get(str(error.facts.get("reason")), _NO_DAY).format_map(facts)
    facts["display"] = _display(error)
    facts["again"] = _SECOND_SUPPLEMENT if error.field == "law" else ""
    text = " ".join(_TEXTS[error.code].format_map(facts).split())
    return f"{field_label(error.field)}: {_lower(text)}" if error.field else text


def notice_text(warned: Warned) -> str:
    """Word a warning in one sentence."""
    return _NOTICES[warned.notice].format_map(_Facts(dict(warned.facts)))


def field_label(name: str | None) -> str:
    """Name an input field as the screen does ("submitter.name" → "Người nộp – Họ và tên")."""
    parts = [FIELD_WORDS.get(part, part) for part in (name or "").split(".") if part]
    return " – ".join(parts)


class _Facts(dict[str, str]):
    """Facts of a message; one that was not given shows as a dash, never as an error."""

    def __missing__(self, key: str) -> str:
        return "–"


def _batch(error: DeskError, facts: Mapping[str, str]) -> str:
    why = str(error.facts.get("why", "on_list"))
    return _BATCH_WHY.get(why, _BATCH_WHY["on_list"]).format_map(facts)


def _display(error: DeskError) -> str:
    packages = error.facts.get("packages")
    if packages:
        return f"Thiếu thư viện hiển thị; trên Debian hãy cài: apt-get install {packages}."
    return "Máy này không có màn hình đồ họa."


def _word(value: object) -> str:
    if isinstance(value, Status):
        return STATUS_WORDS[value]
    if isinstance(value, Action):
        return ACTION_WORDS[value]
    if isinstance(value, EventKind):
        return EVENT_WORDS[value]
    if isinstance(value, datetime):
        return f"{value.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
    if isinstance(value, date):
        return day_text(value)
    if isinstance(value, tuple | list | frozenset):
        return ", ".join(_word(item) for item in value)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10_000:
        return dong_text(value)
    return str(value)


def _lower(text: str) -> str:
    head = text[:1].lower()
    # Abbreviations and quoted words keep their capitals.
    return text if text[1:2].isupper() else head + text[1:]
