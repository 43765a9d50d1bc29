"""The facts of a dossier in the order they are read, with what each puts on the clipboard."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from tthc_desk.domain.dossier import Dossier
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.marking import QT_TRANSLATE_NOOP
from tthc_desk.ui.steps.opened import Opened
from tthc_desk.ui.tracking.copy_rows import Fact
from tthc_desk.usecases.official_facts import NUMBERS, official_text
from tthc_desk.usecases.official_screen import OfficialKey

_OWNER = (
    (OfficialKey.OWNER_NAME, QT_TRANSLATE_NOOP("facts", "Chủ hồ sơ")),
    (OfficialKey.OWNER_ID, QT_TRANSLATE_NOOP("facts", "Số định danh")),
    (OfficialKey.OWNER_BIRTH, QT_TRANSLATE_NOOP("facts", "Ngày sinh")),
    (OfficialKey.OWNER_SEX, QT_TRANSLATE_NOOP("facts", "Giới tính")),
    (OfficialKey.OWNER_PHONE, QT_TRANSLATE_NOOP("facts", "Điện thoại")),
    (OfficialKey.OWNER_EMAIL, QT_TRANSLATE_NOOP("facts", "Thư điện tử")),
    (OfficialKey.OWNER_ADDRESS, QT_TRANSLATE_NOOP("facts", "Địa chỉ")),
)
_SUBMITTER = (
    (OfficialKey.SUBMITTER_NAME, QT_TRANSLATE_NOOP("facts", "Người nộp")),
    (OfficialKey.SUBMITTER_ID, QT_TRANSLATE_NOOP("facts", "Số định danh")),
    (OfficialKey.SUBMITTER_PHONE, QT_TRANSLATE_NOOP("facts", "Điện thoại")),
)
_MATTER = (
    (OfficialKey.PROCEDURE_NAME, QT_TRANSLATE_NOOP("facts", "Thủ tục")),
    (OfficialKey.PROCEDURE_CODE, QT_TRANSLATE_NOOP("facts", "Mã thủ tục")),
    (OfficialKey.OWN_NUMBER, QT_TRANSLATE_NOOP("facts", "Số hồ sơ")),
    (OfficialKey.OFFICIAL_CODE, QT_TRANSLATE_NOOP("facts", "Mã quốc gia")),
    (OfficialKey.RECEIVED, QT_TRANSLATE_NOOP("facts", "Tiếp nhận")),
    (OfficialKey.DUE, QT_TRANSLATE_NOOP("facts", "Hẹn trả")),
    (OfficialKey.FINISHED, QT_TRANSLATE_NOOP("facts", "Có kết quả")),
    (OfficialKey.DELIVERED, QT_TRANSLATE_NOOP("facts", "Đã trả")),
    (OfficialKey.RESULT_NUMBER, QT_TRANSLATE_NOOP("facts", "Số kết quả")),
    (OfficialKey.NOTE, QT_TRANSLATE_NOOP("facts", "Nội dung")),
)
MOST_ROWS = len(_OWNER) + len(_SUBMITTER) + len(_MATTER) + 1


def told_facts(opened: Opened) -> Iterator[Fact]:
    """Tell of a dossier, row by row; a fact that is not known is an empty row."""
    dossier = opened.detail.dossier
    parts = [*_OWNER, *_MATTER]
    if dossier.facts["submitter"]["name"] != dossier.facts["owner"]["name"]:
        parts[len(_OWNER) : len(_OWNER)] = _SUBMITTER
    for key, name in parts:
        yield _fact(key, str(name), dossier)
    line = opened.detail.line
    where = opened.officer_name(line.holder) or line.list_number
    yield Fact(_word(QT_TRANSLATE_NOOP("facts", "Đang ở")), where, where)


def _fact(key: OfficialKey, name: str, dossier: Dossier) -> Fact:
    text, is_secret = official_text(key, dossier), key in NUMBERS
    return Fact(_word(name), formats.masked(text) if is_secret else text, text, is_secret)


def _word(source: str) -> str:
    return QCoreApplication.translate("facts", source)
