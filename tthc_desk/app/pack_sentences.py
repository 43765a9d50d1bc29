"""What a ward pack changes, in sentences for the person who takes it over."""

from collections.abc import Iterator, Sequence
from datetime import date

from tthc_desk.app.catalogue_change import LOSS
from tthc_desk.domain import fees
from tthc_desk.domain.money import dong_text
from tthc_desk.domain.office_hours import OfficeHours
from tthc_desk.domain.officers import Officer, Role
from tthc_desk.domain.procedure import (
    Channel,
    FeeBasis,
    FeeRule,
    Procedure,
    RequiredDocument,
    Term,
    TermUnit,
)
from tthc_desk.domain.vietnamese import day_text
from tthc_desk.domain.workdays import Day, DayKind
from tthc_desk.exchange.catalogue_steps import steps_text
from tthc_desk.usecases.catalogue import FieldChange, ProcedureChange
from tthc_desk.usecases.pack_difference import (
    OfficerChange,
    PackDifference,
    ProfileChange,
    YearDifference,
)
from tthc_desk.usecases.pack_procedures import way_out

_MOST = 10
_NOTHING = "chưa có"
_PROFILE = {
    "name": "Tên phường",
    "agency_code": "Mã cơ quan",
    "superior": "Dòng đầu 1 trên giấy tờ",
    "unit": "Dòng đầu 2 trên giấy tờ",
    "counter": "Bộ phận",
    "place": "Địa danh",
    "upper_authority": "Cơ quan nhận số liệu",
    "contact": "Liên hệ",
    "website": "Trang thông tin",
    "form_set": "Bộ mẫu giấy tờ",
    "number_pattern": "Mẫu số hồ sơ",
    "deadline_mode": "Thời hạn khi bổ sung hồ sơ",
    "hours": "Giờ làm việc",
    "desks": "Quầy",
    "units": "Đơn vị",
    "letter_symbols": "Ký hiệu văn bản",
    "printing_two_up": "In hai liên trên một tờ",
}
_FIELDS = {
    "name": "tên",
    "short_name": "tên ngắn",
    "field": "lĩnh vực",
    "agency": "cơ quan giải quyết",
    "documents": "thành phần hồ sơ",
    "exemption": "đối tượng miễn, giảm",
    "legal_basis": "căn cứ pháp lý",
    "decision": "quyết định công bố",
    "result_name": "kết quả",
    "result_code": "mã kết quả",
    "source": "nguồn",
    "certainty": "độ chắc chắn của nguồn",
    "deadline_mode": "thời hạn khi bổ sung hồ sơ",
    "question": "điều còn phải hỏi",
    "keys": "chữ gõ tắt",
    "valid_to": "ngày cuối",
    "counted": "tính vào báo cáo",
    "certification": "chứng thực",
}
_UNITS = {
    TermUnit.WORKING_DAYS: "{} ngày làm việc",
    TermUnit.CALENDAR_DAYS: "{} ngày",
    TermUnit.WORKING_HOURS: "{} giờ làm việc",
    TermUnit.SAME_DAY: "trong ngày",
    TermUnit.NONE: "không quy định",
}
_BASES = {FeeBasis.CASE: "{}", FeeBasis.COPY: "{}/bản", FeeBasis.PAGE: "{}/trang"}
_ROLES = {Role.COUNTER: "tiếp nhận", Role.CASE: "chuyên môn", Role.SUPERVISOR: "phụ trách"}
_KINDS = {
    DayKind.WEEKEND: "nghỉ cuối tuần",
    DayKind.HOLIDAY: "nghỉ lễ",
    DayKind.SUBSTITUTE_OFF: "nghỉ bù",
    DayKind.SWAPPED_OFF: "nghỉ hoán đổi",
    DayKind.MAKE_UP: "làm bù",
    DayKind.WORKING: "làm việc",
    DayKind.RECEPTION_ONLY: "chỉ tiếp nhận",
}
_CHANNELS = {
    Channel.IN_PERSON: "trực tiếp",
    Channel.POST: "bưu chính",
    Channel.ONLINE: "trực tuyến",
}


def pack_sentences(change: PackDifference) -> Iterator[str]:
    """Say what a pack changes, old → new; long lists are cut, the JSON has them whole."""
    yield from (_profile(one) for one in change.profile if one.name in _PROFILE)
    yield from _cut([_officer(o.before, o.after) for o in change.officers], "cán bộ")
    yield from map(_held, (o for o in change.officers if o.still_held))
    yield from _procedures(change)
    yield from map(_year, change.years)
    texts = [f"Lời văn {t.kind}, {t.key}: {_arrow(t.old, t.new)}." for t in change.texts]
    yield from _cut(texts, "câu")


def conflict_sentences(change: PackDifference) -> Iterator[str]:
    """Say what keeps a pack from being taken over from its first day, and from which day it can."""
    conflicts = change.catalogue.conflicts
    yield from _cut([_changed("Không đổi được", one) for one in conflicts], "thủ tục")
    if conflicts:
        first = way_out(conflicts, change.from_day)
        yield (
            f"{len(conflicts)} thủ tục trên đã có phiên bản bắt đầu đúng ngày ấy, có thể đã nhận "
            f"hồ sơ theo phiên bản đó. Hãy áp dụng từ ngày {day_text(first)}: --from {first}."
        )


def _procedures(change: PackDifference) -> Iterator[str]:
    found, day = change.catalogue, day_text(change.from_day)
    if found.added:
        yield f"Thêm {len(found.added)} thủ tục: {_named(found.added)}."
    yield from _cut([_changed(f"Từ {_first(c, day)}", c) for c in found.changed], "thủ tục")
    ends = [f"Hết áp dụng sau {day_text(c.last_day)}: {_name(c.procedure)}." for c in found.closed]
    yield from _cut(ends, "thủ tục")
    if found.absent:
        absent = list({one.code: one for one in found.absent}.values())
        yield (
            f"{len(absent)} thủ tục của phường không có trong gói, giữ nguyên: {_named(absent)}. "
            "Muốn kết thúc thì gói phải có dòng của thủ tục ấy với ngày cuối ở cột valid_to."
        )


def _first(change: ProcedureChange, day: str) -> str:
    return day_text(change.new.valid_from) or day


def _changed(begin: str, change: ProcedureChange) -> str:
    parts = "; ".join(_field(change, field) for field in change.fields)
    return f"{begin}, {_name(change.new)}: {parts}."


def _field(change: ProcedureChange, field: FieldChange) -> str:
    lost = f" ({LOSS})" if field.loses else ""
    old, new = change.old, change.new
    match field.name:
        case "terms":
            text = f"thời hạn {_arrow(_terms(old.terms), _terms(new.terms))}"
        case "fees":
            text = f"mức thu {_arrow(_fees(old), _fees(new))}"
        case "steps":
            text = f"các bước {_arrow(steps_text(old.steps), steps_text(new.steps))}"
        case "documents":
            text = f"thành phần hồ sơ {_papers(old.documents, new.documents)}"
        case name:
            text = f"{_FIELDS.get(name, name)} {_arrow(_plain(field.old), _plain(field.new))}"
    return text + lost


def _papers(old: Sequence[RequiredDocument], new: Sequence[RequiredDocument]) -> str:
    gone = [f"bỏ “{one.name}”" for one in old if one not in new]
    come = [f"thêm “{one.name}”" for one in new if one not in old]
    return ", ".join((*gone, *come)) or "đổi thứ tự"


def _terms(terms: dict[Channel, Term]) -> str:
    words = {channel: _UNITS[term.unit].format(term.amount) for channel, term in terms.items()}
    if len(words) == len(Channel) and len(set(words.values())) == 1:
        return next(iter(words.values()))
    return ", ".join(f"{_CHANNELS[channel]} {word}" for channel, word in words.items())


def _fees(procedure: Procedure) -> str:
    texts = {channel: _fee(fees.applicable(procedure, channel)) for channel in Channel}
    if len(set(texts.values())) == 1:
        return texts[Channel.IN_PERSON]
    return ", ".join(f"{_CHANNELS[channel]} {text}" for channel, text in texts.items())


def _fee(rules: Sequence[FeeRule] | None) -> str:
    if rules is None:
        return "hỏi tại quầy"
    if not any(rule.amount_dong for rule in rules):
        return "không thu"
    words = (_BASES[one.basis].format(dong_text(one.amount_dong, unit=True)) for one in rules)
    return ", ".join(words)


def _profile(change: ProfileChange) -> str:
    return f"{_PROFILE[change.name]}: {_arrow(_plain(change.old), _plain(change.new))}."


def _officer(before: Officer | None, after: Officer | None) -> str:
    if before is None or after is None:
        one, what = after or before, "Thêm" if after else "Bỏ"
        return f"{what} cán bộ {_person(one)}." if one else ""
    return f"Đổi cán bộ {after.login}: {_arrow(_person(before), _person(after))}."


def _held(change: OfficerChange) -> str:
    return (
        f"▲ {change.login} đang giữ {change.still_held} hồ sơ chưa giải quyết xong: "
        "hãy chuyển cho người khác."
    )


def _person(officer: Officer) -> str:
    parts = (officer.name, _ROLES[officer.role], officer.title, officer.unit, officer.phone)
    return f"{officer.login} ({', '.join(filter(None, parts))})"


def _year(change: YearDifference) -> str:
    year = change.calendar
    days = [
        f"{day_text(d.date)} {_arrow(_day(d.before), _day(d.after))}" for d in change.days[:_MOST]
    ]
    more = f" và {len(change.days) - _MOST} ngày nữa" if change.days[_MOST:] else ""
    listed = f": {'; '.join(days)}{more}" if days else ""
    sure = "đã xác nhận" if year.confirmed else "chưa xác nhận"
    return f"Lịch năm {year.year} ({sure}) đổi {len(change.days)} ngày{listed}."


def _day(day: Day | None) -> str | None:
    return f"{day.name} ({_KINDS[day.kind]})" if day else None


def _arrow(old: str | None, new: str | None) -> str:
    return f"“{old or _NOTHING}” → “{new or _NOTHING}”"


def _plain(value: object) -> str:
    if isinstance(value, OfficeHours):
        morning = f"{value.morning_start:%H:%M}–{value.morning_end:%H:%M}"
        afternoon = f"{value.afternoon_start:%H:%M}–{value.afternoon_end:%H:%M}"
        return f"{morning}, {afternoon}, mốc {value.fifteen_mark:%H:%M}"
    if isinstance(value, tuple):
        return ", ".join(map(_plain, value))
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, date):
        return day_text(value)
    return "" if value is None else str(value)


def _name(procedure: Procedure) -> str:
    return f"{procedure.code} {procedure.short_name}"


def _named(procedures: Sequence[Procedure]) -> str:
    more = f" và {len(procedures) - _MOST} thủ tục nữa" if procedures[_MOST:] else ""
    return ", ".join(one.code for one in procedures[:_MOST]) + more


def _cut(sentences: Sequence[str], what: str) -> Iterator[str]:
    yield from sentences[:_MOST]
    if sentences[_MOST:]:
        yield f"Và {len(sentences) - _MOST} {what} nữa; xem đủ ở phần JSON."
