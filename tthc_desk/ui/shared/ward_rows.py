"""A ward's profile as rows for people to read."""

from PySide6.QtCore import QCoreApplication

from tthc_desk.domain.procedure import DeadlineMode
from tthc_desk.ui.shared import formats
from tthc_desk.usecases.paper_facts import PaperKind
from tthc_desk.usecases.ward import Ward

Row = tuple[str, ...]
_NAME_DIGITS = 8


def _tr(text: str) -> str:
    return QCoreApplication.translate("ward", text)


def profile_rows(ward: Ward) -> tuple[Row, ...]:
    """Write everything of a profile but officers and wording: (what, value)."""
    named = (
        (_tr("Tên phường"), ward.name),
        (_tr("Mã đơn vị hành chính"), ward.code),
        (_tr("Mã cơ quan"), ward.agency_code),
        (_tr("Dòng đầu 1 trên giấy tờ"), ward.superior),
        (_tr("Dòng đầu 2 trên giấy tờ"), ward.unit),
        (_tr("Bộ phận"), ward.counter),
        (_tr("Địa danh"), ward.place),
        (_tr("Gửi số liệu cho"), ward.upper_authority),
        (_tr("Liên hệ"), ward.contact),
        (_tr("Trang thông tin"), ward.website),
        (_tr("Bộ mẫu giấy tờ"), ward.form_set.value),
        (_tr("Mẫu số hồ sơ"), ward.number_pattern),
        (_tr("Khi bổ sung hồ sơ"), mode_words(ward.deadline_mode)),
        (_tr("Giờ làm việc"), _hours(ward)),
        (_tr("Giờ tính sang hôm sau"), f"{ward.hours.fifteen_mark:%H:%M}"),
        (_tr("Quầy"), ", ".join(ward.desks)),
        (_tr("Giấy tiếp nhận"), _receipts(ward)),
        (_tr("Ký hiệu văn bản"), _symbols(ward)),
        (logo_title(), _logo(ward)),
    )
    units = ((unit, ", ".join(fields)) for unit, fields in ward.units)
    return (*((name, value or "–") for name, value in named), *units)


def logo_title() -> str:
    """Name the row that tells of the logo."""
    return _tr("Logo")


def mode_words(mode: DeadlineMode) -> str:
    """Say what a supplement does to the clock."""
    if mode is DeadlineMode.RESTART:
        return _tr("tính lại từ đầu")
    return _tr("trừ thời gian chờ")


def _hours(ward: Ward) -> str:
    hours = ward.hours
    pairs = (
        (hours.morning_start, hours.morning_end),
        (hours.afternoon_start, hours.afternoon_end),
    )
    return ", ".join(f"{start:%H:%M}–{end:%H:%M}" for start, end in pairs)


def _receipts(ward: Ward) -> str:
    return _tr("hai tờ A5 trên một tờ A4") if ward.printing_two_up else _tr("mỗi tờ một trang")


def _logo(ward: Ward) -> str:
    if not ward.logo:
        return _tr("không")
    # The name tells two pictures apart where neither is seen.
    text = _tr("có, in nhỏ cạnh tên cơ quan (ảnh {name})")
    return text.format(name=ward.logo[:_NAME_DIGITS])


def _symbols(ward: Ward) -> str:
    pairs = ((formats.paper_word(PaperKind(kind)), sign) for kind, sign in ward.letter_symbols)
    return "; ".join(f"{paper}: {sign}" for paper, sign in pairs)
