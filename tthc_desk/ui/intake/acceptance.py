"""The words of what was done with a dossier."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from tthc_desk.domain.dossier import Status
from tthc_desk.ui.shared import formats
from tthc_desk.usecases.intake import IntakeAnswer

_DONE = {
    Status.RECEIVED: QT_TRANSLATE_NOOP("acceptance", "Đã tiếp nhận {number}, hẹn trả {due}."),
    Status.DELIVERED: QT_TRANSLATE_NOOP(
        "acceptance", "Đã tiếp nhận {number} và trả kết quả ngay, thu {total}."
    ),
    Status.REFUSED_RECEPTION: QT_TRANSLATE_NOOP(
        "acceptance", "Đã ghi từ chối tiếp nhận, phiếu {number}. Không cấp số hồ sơ."
    ),
    Status.SUPPLEMENT: QT_TRANSLATE_NOOP(
        "acceptance", "Đã ghi hướng dẫn hoàn thiện, phiếu {number}. Không cấp số hồ sơ."
    ),
}
_REPEATED = QT_TRANSLATE_NOOP(
    "acceptance", "{done} Hồ sơ này đã lưu từ lần nhấn trước; nội dung sửa sau đó chưa được ghi."
)


def answer_words(answer: IntakeAnswer) -> str:
    """Say in one sentence what was saved."""
    text = _word(_DONE.get(answer.status, _DONE[Status.RECEIVED])).format(
        number=answer.number,
        due=_due(answer),
        total=formats.dong(answer.charge_dong + answer.fee_dong),
    )
    return _word(_REPEATED).format(done=text) if answer.repeated else text


def _due(answer: IntakeAnswer) -> str:
    if answer.due_at is None:
        return formats.due(None)
    return f"{formats.clock(answer.due_at)} {formats.day_with_weekday(answer.due_at.date())}"


def _word(source: str) -> str:
    return QCoreApplication.translate("acceptance", source)
