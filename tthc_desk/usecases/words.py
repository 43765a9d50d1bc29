"""Vietnamese words of statuses, steps, events and roles, for window, commands and messages."""

from tthc_desk.domain.dossier import Status
from tthc_desk.domain.events import EventKind
from tthc_desk.domain.moves import Action
from tthc_desk.domain.officers import Role

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
    Action.EXPLAIN_DELAY: "Ghi nguyên nhân chậm",
    Action.DECIDE_DATE: "Quyết định ngày hẹn theo lịch mới",
    Action.PAY: "Thu phí, lệ phí",
    Action.REFUND: "Hoàn trả phí, lệ phí",
    Action.CORRECT: "Đính chính",
    Action.UNDO: "Hoàn tác",
    Action.VOID: "Hủy hồ sơ",
}

CAUSE_WORDS = {
    "officer": "Do công chức",
    "equipment": "Do cơ sở vật chất, phần mềm",
    "partner": "Do cơ quan phối hợp",
    "rules": "Do quy định",
    "citizen": "Do người nộp",
    "other": "Khác",
}
"""Why a dossier is late; the code is what an event keeps. Decided for this program."""

EVENT_WORDS = {
    EventKind.RECEIVED: "Tiếp nhận",
    EventKind.FORWARDED: "Chuyển xử lý",
    EventKind.SUPPLEMENT_REQUESTED: "Yêu cầu bổ sung",
    EventKind.SUPPLEMENT_COMPLETED: "Nhận bổ sung",
    EventKind.OBLIGATION_IMPOSED: "Yêu cầu nghĩa vụ tài chính",
    EventKind.OBLIGATION_MET: "Đã thực hiện nghĩa vụ tài chính",
    EventKind.EXTENDED: "Hẹn lại ngày trả kết quả",
    EventKind.APOLOGISED: "Xin lỗi về việc chậm trả",
    EventKind.DELAY_EXPLAINED: "Ghi nguyên nhân chậm",
    EventKind.CALENDAR_DECIDED: "Quyết định ngày hẹn theo lịch mới",
    EventKind.FINISHED: "Đã xử lý xong",
    EventKind.REFUSED: "Từ chối giải quyết",
    EventKind.WITHDRAWN: "Công dân rút hồ sơ",
    EventKind.STOPPED: "Dừng giải quyết",
    EventKind.DELIVERED: "Đã trả kết quả",
    EventKind.PAID: "Thu phí, lệ phí",
    EventKind.REFUNDED: "Hoàn trả phí, lệ phí",
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
    EventKind.FORMS_CHANGED: "Điều chỉnh lời văn biểu mẫu",
    EventKind.WARD_OPENED: "Mở sổ của phường",
    EventKind.DAY_CLOSED: "Chốt sổ ngày",
    EventKind.DAY_REOPENED: "Mở lại ngày đã chốt",
    EventKind.SIGNING_KEY_MADE: "Lập khóa ký số liệu",
    EventKind.TOTALS_EXPORTED: "Xuất tệp số liệu",
    EventKind.WARD_PACK_APPLIED: "Áp dụng gói cấu hình phường",
    EventKind.BOOK_RESTORED: "Khôi phục sổ từ bản sao lưu",
    EventKind.DISTRICT_OPENED: "Lập sổ tổng hợp",
    EventKind.WARD_ENROLLED: "Đăng ký khóa của phường",
    EventKind.KEY_REVOKED: "Thu hồi khóa của phường",
    EventKind.TOTALS_RECEIVED: "Nhận tệp số liệu",
    EventKind.TOTALS_REFUSED: "Không nhận tệp số liệu",
}

ROLE_WORDS = {
    Role.COUNTER: "cán bộ tiếp nhận",
    Role.CASE: "công chức chuyên môn",
    Role.SUPERVISOR: "người phụ trách",
}
