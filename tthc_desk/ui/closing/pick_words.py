"""What the figures of a day are called on the screen."""

from PySide6.QtCore import QCoreApplication

from tthc_desk.ui.shared.marking import QT_TRANSLATE_NOOP
from tthc_desk.usecases.selections import Pick

_WORDS = {
    Pick.RECEIVED: QT_TRANSLATE_NOOP("pick_words", "Tiếp nhận"),
    Pick.C6: QT_TRANSLATE_NOOP("pick_words", "Đầu ngày"),
    Pick.C7: QT_TRANSLATE_NOOP("pick_words", "Có kết quả"),
    Pick.C8: QT_TRANSLATE_NOOP("pick_words", "Trước hạn"),
    Pick.C9: QT_TRANSLATE_NOOP("pick_words", "Đúng hạn"),
    Pick.C10: QT_TRANSLATE_NOOP("pick_words", "Quá hạn"),
    Pick.C11: QT_TRANSLATE_NOOP("pick_words", "Cuối ngày"),
    Pick.IN_PERSON: QT_TRANSLATE_NOOP("pick_words", "Trực tiếp"),
    Pick.POST: QT_TRANSLATE_NOOP("pick_words", "Bưu chính"),
    Pick.ONLINE: QT_TRANSLATE_NOOP("pick_words", "Trực tuyến"),
    Pick.DUE_LATER: QT_TRANSLATE_NOOP("pick_words", "Còn hạn"),
    Pick.DUE_SOON: QT_TRANSLATE_NOOP("pick_words", "Còn 1–3 ngày"),
    Pick.DUE_TODAY: QT_TRANSLATE_NOOP("pick_words", "Đến hạn"),
    Pick.DUE_PAST: QT_TRANSLATE_NOOP("pick_words", "Quá hạn"),
    Pick.WAITING: QT_TRANSLATE_NOOP("pick_words", "Tạm dừng"),
    Pick.DELIVERED: QT_TRANSLATE_NOOP("pick_words", "Đã trả"),
    Pick.SUPPLEMENTS: QT_TRANSLATE_NOOP("pick_words", "Yêu cầu bổ sung"),
    Pick.WITHDRAWN: QT_TRANSLATE_NOOP("pick_words", "Xin rút"),
    Pick.CHARGE: QT_TRANSLATE_NOOP("pick_words", "Phí"),
    Pick.FEE: QT_TRANSLATE_NOOP("pick_words", "Lệ phí"),
    Pick.CASH: QT_TRANSLATE_NOOP("pick_words", "Tiền mặt"),
    Pick.TRANSFER: QT_TRANSLATE_NOOP("pick_words", "Chuyển khoản"),
}
MONEY = frozenset({Pick.CHARGE, Pick.FEE, Pick.CASH, Pick.TRANSFER})
"""Figures that are đồng, not dossiers."""


def pick_word(pick: Pick) -> str:
    """Name a figure."""
    return QCoreApplication.translate("pick_words", _WORDS[pick])
