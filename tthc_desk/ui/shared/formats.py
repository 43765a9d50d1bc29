"""How the window writes days, times, money, numbers and the words of the domain."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCollator, QCoreApplication, QLocale

from tthc_desk.domain.dossier import Queue, Status, Timeliness
from tthc_desk.domain.money import dong_text
from tthc_desk.domain.officers import Role
from tthc_desk.domain.procedure import Channel
from tthc_desk.domain.vietnamese import weekday_name
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.ui.shared.icons import IconName
from tthc_desk.ui.shared.marking import QT_TRANSLATE_NOOP
from tthc_desk.ui.shared.status import StatusMark
from tthc_desk.ui.shared.tokens import Colour

if TYPE_CHECKING:
    # Many classes are made when these are read: not while the window opens.
    from tthc_desk.usecases.lines import DossierLine
    from tthc_desk.usecases.paper_facts import PaperKind

_STATUS = {
    Status.NEW: (QT_TRANSLATE_NOOP("formats", "Mới đăng ký"), IconName.RING, Colour.MUTED),
    Status.RECEIVED: (QT_TRANSLATE_NOOP("formats", "Đã tiếp nhận"), IconName.RING, Colour.BLUE),
    Status.REFUSED_RECEPTION: (
        QT_TRANSLATE_NOOP("formats", "Không tiếp nhận"),
        IconName.CROSS,
        Colour.MUTED,
    ),
    Status.PROCESSING: (
        QT_TRANSLATE_NOOP("formats", "Đang xử lý"),
        IconName.HALF,
        Colour.ACCENT,
    ),
    Status.SUPPLEMENT: (
        QT_TRANSLATE_NOOP("formats", "Chờ bổ sung"),
        IconName.DIAMOND,
        Colour.AMBER,
    ),
    Status.OBLIGATION: (
        QT_TRANSLATE_NOOP("formats", "Chờ nghĩa vụ tài chính"),
        IconName.DIAMOND,
        Colour.AMBER,
    ),
    Status.WITHDRAWN: (QT_TRANSLATE_NOOP("formats", "Đã rút"), IconName.CROSS, Colour.MUTED),
    Status.STOPPED: (QT_TRANSLATE_NOOP("formats", "Dừng xử lý"), IconName.CROSS, Colour.MUTED),
    Status.FINISHED: (
        QT_TRANSLATE_NOOP("formats", "Có kết quả"),
        IconName.CIRCLE,
        Colour.GREEN,
    ),
    Status.DELIVERED: (QT_TRANSLATE_NOOP("formats", "Đã trả"), IconName.CHECK, Colour.GREEN),
}
_QUEUES = {
    Queue.TO_HAND_OVER: QT_TRANSLATE_NOOP("formats", "Chờ bàn giao"),
    Queue.ON_LIST: QT_TRANSLATE_NOOP("formats", "Trên danh sách bàn giao"),
    Queue.PROCESSING: QT_TRANSLATE_NOOP("formats", "Đang xử lý"),
    Queue.WAITING_SUPPLEMENT: QT_TRANSLATE_NOOP("formats", "Chờ bổ sung"),
    Queue.WAITING_OBLIGATION: QT_TRANSLATE_NOOP("formats", "Chờ nghĩa vụ tài chính"),
    Queue.TO_DELIVER: QT_TRANSLATE_NOOP("formats", "Chờ trả kết quả"),
    Queue.CLOSED: QT_TRANSLATE_NOOP("formats", "Đã kết thúc"),
}
_CHANNELS = {
    Channel.IN_PERSON: QT_TRANSLATE_NOOP("formats", "Trực tiếp"),
    Channel.POST: QT_TRANSLATE_NOOP("formats", "Bưu chính"),
    Channel.ONLINE: QT_TRANSLATE_NOOP("formats", "Trực tuyến"),
}
_ROLES = {
    Role.COUNTER: QT_TRANSLATE_NOOP("formats", "Cán bộ tiếp nhận"),
    Role.CASE: QT_TRANSLATE_NOOP("formats", "Công chức chuyên môn"),
    Role.SUPERVISOR: QT_TRANSLATE_NOOP("formats", "Người phụ trách"),
}
_TIMELINESS = {
    Timeliness.EARLY: QT_TRANSLATE_NOOP("formats", "Trước hạn"),
    Timeliness.ON_TIME: QT_TRANSLATE_NOOP("formats", "Đúng hạn"),
    Timeliness.LATE: QT_TRANSLATE_NOOP("formats", "Quá hạn"),
}
_PAPERS = {
    "receipt": QT_TRANSLATE_NOOP("formats", "Giấy tiếp nhận và hẹn trả"),
    "many-receipt": QT_TRANSLATE_NOOP("formats", "Phiếu tiếp nhận nhiều hồ sơ"),
    "control-slip": QT_TRANSLATE_NOOP("formats", "Phiếu kiểm soát"),
    "supplement-request": QT_TRANSLATE_NOOP("formats", "Phiếu yêu cầu bổ sung"),
    "refusal": QT_TRANSLATE_NOOP("formats", "Phiếu từ chối tiếp nhận"),
    "apology": QT_TRANSLATE_NOOP("formats", "Phiếu xin lỗi, hẹn lại"),
    "stop-notice": QT_TRANSLATE_NOOP("formats", "Thông báo dừng giải quyết"),
    "transfer-slip": QT_TRANSLATE_NOOP("formats", "Phiếu chuyển xử lý"),
    "result-correction": QT_TRANSLATE_NOOP("formats", "Thông báo đính chính kết quả"),
    "result-slip": QT_TRANSLATE_NOOP("formats", "Giấy biên nhận trả kết quả"),
    "handover-list": QT_TRANSLATE_NOOP("formats", "Danh sách bàn giao hồ sơ"),
    "result-handover": QT_TRANSLATE_NOOP("formats", "Phiếu bàn giao kết quả"),
    "daily-tally": QT_TRANSLATE_NOOP("formats", "Thống kê trong ngày"),
    "register": QT_TRANSLATE_NOOP("formats", "Sổ theo dõi hồ sơ"),
    "collection-statement": QT_TRANSLATE_NOOP("formats", "Bảng kê thu phí, lệ phí"),
    "overdue-list": QT_TRANSLATE_NOOP("formats", "Danh sách hồ sơ quá hạn"),
    "uncollected-list": QT_TRANSLATE_NOOP("formats", "Danh sách kết quả chưa nhận"),
    "report-06a": QT_TRANSLATE_NOOP("formats", "Báo cáo II.06a"),
    "certification-count": QT_TRANSLATE_NOOP("formats", "Thống kê chứng thực"),
    "period-charts": QT_TRANSLATE_NOOP("formats", "Biểu đồ của kỳ"),
}


def _word(source: str) -> str:
    return QCoreApplication.translate("formats", source)


def day(value: date | None) -> str:
    """Write a day as dd/MM/yyyy, empty for none."""
    return f"{value.day:02}/{value.month:02}/{value.year:04}" if value else ""


def day_with_weekday(value: date) -> str:
    """Write a day as "thứ Hai 05/01/2026"."""
    return f"{weekday_name(value)} {day(value)}"


def clock(value: datetime | None) -> str:
    """Write the time of day in Vietnam as HH:mm, empty for none."""
    return f"{value.astimezone(VIETNAM):%H:%M}" if value else ""


def moment(value: datetime | None) -> str:
    """Write a moment in Vietnam as "dd/MM/yyyy HH:mm", empty for none."""
    if value is None:
        return ""
    local = value.astimezone(VIETNAM)
    return f"{day(local.date())} {clock(local)}"


def due(value: datetime | None) -> str:
    """Write a due moment; a dossier without one says so."""
    return moment(value) or _word(QT_TRANSLATE_NOOP("formats", "không hẹn ngày"))


def dong(amount_dong: int) -> str:
    """Write an amount as "1.500.000 đ"."""
    return f"{dong_text(amount_dong)} đ"


def count(number: int) -> str:
    """Write a count with dots every three digits."""
    return dong_text(number)


def masked(number: str) -> str:
    """Write an identity number with only its last four digits readable; a short one hidden."""
    shown = number[-4:] if len(number) > 4 else ""
    return "•" * (len(number) - len(shown)) + shown


def masked_tail(tail: str) -> str:
    """Write the tail of an identity number as lists show it."""
    return f"••••{tail}" if tail else ""


def status_word(status: Status) -> str:
    """Name a status."""
    return _word(_STATUS[status][0])


def status_mark(status: Status) -> StatusMark:
    """Give word, shape and colour of a status."""
    word, shape, colour = _STATUS[status]
    return StatusMark(_word(word), shape, colour)


def line_mark(line: "DossierLine", now: datetime) -> StatusMark:
    """Give the mark of a dossier in a list: void and overdue stand before its status.

    Overdue compares calendar days and only where the clock runs (status 2 and 4).
    """
    if line.voided:
        word = QT_TRANSLATE_NOOP("formats", "Đã hủy số")
        return StatusMark(_word(word), IconName.CROSS, Colour.MUTED)
    runs = line.status in (Status.RECEIVED, Status.PROCESSING)
    today = now.astimezone(VIETNAM).date()
    if runs and line.due_at and line.due_at.astimezone(VIETNAM).date() < today:
        word = QT_TRANSLATE_NOOP("formats", "Quá hạn")
        return StatusMark(_word(word), IconName.TRIANGLE, Colour.RED)
    return status_mark(line.status)


def queue_word(queue: Queue) -> str:
    """Name a work queue."""
    return _word(_QUEUES[queue])


def channel_word(channel: Channel) -> str:
    """Name a way of receiving."""
    return _word(_CHANNELS[channel])


def role_word(role: Role) -> str:
    """Name a role."""
    return _word(_ROLES[role])


def timeliness_word(timeliness: Timeliness) -> str:
    """Name how an end compares with the due day."""
    return _word(_TIMELINESS[timeliness])


def paper_word(kind: "PaperKind") -> str:
    """Name a kind of paper."""
    return _word(_PAPERS[kind.value])


def collator() -> QCollator:
    """Make what orders Vietnamese text, whatever the machine's locale."""
    return QCollator(QLocale("vi_VN"))
