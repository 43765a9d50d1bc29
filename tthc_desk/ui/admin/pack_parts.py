"""What a pack changes, part by part, each with its count."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from tthc_desk.domain.officers import Officer
from tthc_desk.domain.vietnamese import weekday_name
from tthc_desk.ui.admin.change_row import NONE, Change, ChangeRow, changed
from tthc_desk.ui.admin.pack_look import PackLook
from tthc_desk.ui.admin.procedure_rows import procedure_rows
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.day_words import day_words_after, day_words_before
from tthc_desk.ui.shared.ward_rows import logo_title, profile_rows
from tthc_desk.usecases.pack_content import PackFinding
from tthc_desk.usecases.pack_difference import OfficerChange, YearDifference, new_ward
from tthc_desk.usecases.paper_facts import PaperKind
from tthc_desk.usecases.ward import Ward


@dataclass(frozen=True, slots=True)
class ChangePart:
    """One part of a pack.

    Args:
        count: how many things of it would change.
        told: the count with its noun, for a sentence; empty where nothing changes.
    """

    title: str
    rows: tuple[ChangeRow, ...]
    count: int = 0
    told: str = ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("admin", text)


def parts_of(look: PackLook, words_of: Callable[[Exception], str]) -> tuple[ChangePart, ...]:
    """Give every part, also one in which nothing changes.

    Args:
        words_of: words what the pack says of itself.
    """
    change, new = look.change, new_ward(look.held, look.opened.content)
    procedures, found = procedure_rows(change.catalogue), change.catalogue
    touched = len(found.added) + len(found.changed) + len(found.closed) + len(found.conflicts)
    profile, wording = _profile_rows(look, new), _wording_rows(look.held, new)
    days = tuple(row for year in change.years for row in _year_rows(year))
    warnings = tuple(_warning_row(one, words_of) for one in look.opened.warnings)
    staff = tuple(row for one in change.officers for row in _officer_rows(one))
    return (
        _part(_tr("Hồ sơ phường"), profile, len(profile), _tr("{count} điểm của hồ sơ phường")),
        _part(_tr("Cán bộ"), staff, len(change.officers), _tr("{count} cán bộ")),
        _part(_tr("Thủ tục"), procedures, touched, _tr("{count} thủ tục")),
        _part(_tr("Lịch năm"), days, len(days), _tr("{count} điểm của lịch")),
        _part(_tr("Lời văn"), wording, len(wording), _tr("{count} lời văn trên giấy tờ")),
        ChangePart(_tr("Gói tự nhắc"), warnings, len(warnings)),
    )


def _part(title: str, rows: tuple[ChangeRow, ...], count: int, told: str) -> ChangePart:
    return ChangePart(title, rows, count, told.format(count=count) if count else "")


def _profile_rows(look: PackLook, new: Ward) -> tuple[ChangeRow, ...]:
    wards = (look.held, new)
    before, after = ({row[0]: row[1] for row in profile_rows(ward)} for ward in wards)
    names = dict.fromkeys((*before, *after))
    pairs = ((name, before.get(name, NONE), after.get(name, NONE)) for name in names)
    rows = (changed(name, "", old, now) for name, old, now in pairs if old != now)
    pictures = (look.logo, look.opened.content.logo)
    return tuple(
        replace(row, pictures=pictures) if row.place == logo_title() else row for row in rows
    )


def _officer_rows(change: OfficerChange) -> Iterator[ChangeRow]:
    before, after = change.before, change.after
    known = after or before
    place = f"{known.name} ({change.login})" if known else change.login
    if before is None or after is None:
        yield changed(place, _tr("Cán bộ"), _officer(before), _officer(after))
        if change.still_held:
            text = _tr("đang giữ {count} hồ sơ chưa giải quyết xong: hãy chuyển cho người khác")
            noted = text.format(count=formats.count(change.still_held))
            yield ChangeRow(Change.NOTED, place, _tr("Hồ sơ đang giữ"), NONE, noted)
        return
    for name, word in _officer_points():
        old, new = _officer_value(before, name), _officer_value(after, name)
        if old != new:
            yield changed(place, word, old, new)


def _officer_points() -> tuple[tuple[str, str], ...]:
    return (
        ("name", _tr("Họ tên")),
        ("role", _tr("Vai trò")),
        ("title", _tr("Chức danh")),
        ("unit", _tr("Bộ phận")),
        ("phone", _tr("Điện thoại")),
    )


def _officer_value(officer: Officer, name: str) -> str:
    return formats.role_word(officer.role) if name == "role" else str(getattr(officer, name))


def _officer(officer: Officer | None) -> str:
    if officer is None:
        return NONE
    values = (formats.role_word(officer.role), officer.title, officer.unit, officer.phone)
    return " · ".join(value for value in values if value)


def _year_rows(change: YearDifference) -> Iterator[ChangeRow]:
    year = change.calendar
    states = {None: NONE, False: _tr("chưa xác nhận"), True: _tr("đã xác nhận")}
    if change.was_confirmed is not year.confirmed:
        title = _tr("Lịch năm {year}").format(year=year.year)
        yield changed(title, "", states[change.was_confirmed], states[year.confirmed])
    for day in change.days:
        old, new = day_words_before(day), day_words_after(day)
        yield changed(formats.day(day.date), weekday_name(day.date), old, new)


def _wording_rows(held: Ward, new: Ward) -> tuple[ChangeRow, ...]:
    rows = []
    before, after = dict(held.wording), dict(new.wording)
    for kind in dict.fromkeys((*before, *after)):
        old, now = dict(before.get(kind, ())), dict(after.get(kind, ()))
        paper = formats.paper_word(PaperKind(kind))
        keys = [key for key in dict.fromkeys((*old, *now)) if old.get(key) != now.get(key)]
        rows += [changed(paper, key, _words(old.get(key)), _words(now.get(key))) for key in keys]
    return tuple(rows)


def _words(text: str | None) -> str:
    """Say of a place that is not worded that the form's own words stand there."""
    return _tr("lời của mẫu") if text is None else text


def _warning_row(found: PackFinding, words_of: Callable[[Exception], str]) -> ChangeRow:
    text = words_of(found.error)
    line = _tr("dòng {line}").format(line=found.line)
    return ChangeRow(Change.NOTED, found.file, line, NONE, text)
