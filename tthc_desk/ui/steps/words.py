"""What a step says of itself: its name, one sentence of what it does."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from tthc_desk.domain.events import EventKind
from tthc_desk.domain.moves import Action
from tthc_desk.usecases.messages import ACTION_WORDS, EVENT_WORDS

_HINTS = {
    Action.FORWARD: QT_TRANSLATE_NOOP("steps", "Giao hồ sơ cho người giải quyết."),
    Action.REQUEST_SUPPLEMENT: QT_TRANSLATE_NOOP(
        "steps", "Thời hạn dừng từ hôm nay cho đến khi công dân nộp đủ."
    ),
    Action.COMPLETE_SUPPLEMENT: QT_TRANSLATE_NOOP(
        "steps", "Công dân đã nộp đủ: chương trình tính lại ngày hẹn và in giấy hẹn mới."
    ),
    Action.OBLIGE: QT_TRANSLATE_NOOP(
        "steps", "Thời hạn dừng từ hôm nay cho đến khi công dân nộp tiền theo thông báo."
    ),
    Action.OBLIGED: QT_TRANSLATE_NOOP(
        "steps", "Công dân đã làm xong nghĩa vụ: chương trình tính lại ngày hẹn và in giấy hẹn mới."
    ),
    Action.FINISH: QT_TRANSLATE_NOOP(
        "steps", "Kết quả đã về quầy; ngày này quyết định trước hạn, đúng hạn hay quá hạn."
    ),
    Action.REFUSE: QT_TRANSLATE_NOOP(
        "steps", "Cơ quan trả lời bằng văn bản là không giải quyết; văn bản là kết quả để trả."
    ),
    Action.DELIVER: QT_TRANSLATE_NOOP(
        "steps", "Quét thẻ của người nhận để so với chủ hồ sơ và người nộp."
    ),
    Action.WITHDRAW: QT_TRANSLATE_NOOP("steps", "Công dân xin rút hồ sơ; hồ sơ kết thúc."),
    Action.STOP: QT_TRANSLATE_NOOP("steps", "Dừng giải quyết; hồ sơ kết thúc."),
    Action.EXTEND: QT_TRANSLATE_NOOP(
        "steps", "Chỉ hẹn lại một lần, trước khi quá hạn; ngày mới là ngày tính hạn."
    ),
    Action.APOLOGISE: QT_TRANSLATE_NOOP(
        "steps", "Ghi nhận thư xin lỗi với ngày trả mới; ngày tính hạn giữ nguyên."
    ),
    Action.EXPLAIN_DELAY: QT_TRANSLATE_NOOP(
        "steps", "Vì sao chậm: ghi vào danh sách hồ sơ quá hạn và phụ lục báo cáo; hạn không đổi."
    ),
    Action.PAY: QT_TRANSLATE_NOOP("steps", "Ghi số tiền đã thu và biên lai đã viết."),
    Action.REFUND: QT_TRANSLATE_NOOP(
        "steps", "Ghi số tiền trả lại công dân; trừ vào số thu hôm nay."
    ),
    Action.CORRECT: QT_TRANSLATE_NOOP(
        "steps", "Chỉ những ô được sửa mới ghi lại; giấy mới in ra nói rõ đã đính chính gì."
    ),
    Action.UNDO: QT_TRANSLATE_NOOP("steps", "Trong quá trình bước ấy vẫn còn, gạch ngang."),
    Action.VOID: QT_TRANSLATE_NOOP(
        "steps", "Số hồ sơ bị hủy, không dùng lại và không tính vào số liệu nữa."
    ),
}


def action_word(action: Action) -> str:
    """Name a step as its button does."""
    return ACTION_WORDS[action]


def action_hint(action: Action) -> str:
    """Say in one sentence what a step does."""
    return QCoreApplication.translate("steps", str(_HINTS[action]))


def event_word(kind: EventKind) -> str:
    """Name what happened to a dossier."""
    return EVENT_WORDS[kind]


def short_number(number: str, agency_code: str) -> str:
    """Leave out the part of a number that is the same on every dossier of the ward."""
    return number.removeprefix(f"{agency_code}-")
