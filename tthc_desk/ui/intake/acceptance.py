"""The words of what was done with a dossier."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from tthc_desk.domain.dossier import Status
from tthc_desk.ui.shared import formats

if TYPE_CHECKING:
    from tthc_desk.usecases.intake import IntakeAnswer


def answer_words(answer: "IntakeAnswer") -> str:
    """Say in one sentence what was saved."""
    text = _sentence(answer.status).format(
        number=answer.number,
        due=_due(answer),
        total=formats.dong(answer.charge_dong + answer.fee_dong),
    )
    if not answer.repeated:
        return text
    repeated = QCoreApplication.translate(
        "acceptance",
        "{} Hồ sơ này đã lưu từ lần nhấn trước; nội dung sửa sau đó chưa được ghi.",
    )
    return repeated.format(text)


def result_words(answer: "IntakeAnswer") -> str:
    """Say what the number just given stands for, to be read beside it."""
    if answer.status is Status.DELIVERED:
        text = QCoreApplication.translate("acceptance", "Đã trả kết quả ngay, thu {total}")
    elif answer.status is Status.REFUSED_RECEPTION:
        text = QCoreApplication.translate("acceptance", "Phiếu từ chối tiếp nhận")
    elif answer.status is Status.SUPPLEMENT:
        text = QCoreApplication.translate("acceptance", "Phiếu hướng dẫn hoàn thiện hồ sơ")
    else:
        text = QCoreApplication.translate("acceptance", "Hẹn trả {due}")
    total = formats.dong(answer.charge_dong + answer.fee_dong)
    return text.format(due=_due(answer), total=total)


def _sentence(status: Status) -> str:
    if status is Status.DELIVERED:
        return QCoreApplication.translate(
            "acceptance", "Đã tiếp nhận {number} và trả kết quả ngay, thu {total}."
        )
    if status is Status.REFUSED_RECEPTION:
        return QCoreApplication.translate(
            "acceptance", "Đã ghi từ chối tiếp nhận, phiếu {number}. Không cấp số hồ sơ."
        )
    if status is Status.SUPPLEMENT:
        return QCoreApplication.translate(
            "acceptance", "Đã ghi hướng dẫn hoàn thiện, phiếu {number}. Không cấp số hồ sơ."
        )
    return QCoreApplication.translate("acceptance", "Đã tiếp nhận {number}, hẹn trả {due}.")


def _due(answer: "IntakeAnswer") -> str:
    if answer.due_at is None:
        return formats.due(None)
    return f"{formats.clock(answer.due_at)} {formats.day_with_weekday(answer.due_at.date())}"
