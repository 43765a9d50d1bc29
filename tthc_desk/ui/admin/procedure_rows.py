"""What a pack changes in the procedures, field by field, in words."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from tthc_desk.domain import fees
from tthc_desk.domain.procedure import (
    Certainty,
    Channel,
    FeeBasis,
    FeeRule,
    PaperDuty,
    Procedure,
    RequiredDocument,
)
from tthc_desk.ui.admin.change_row import NONE, Change, ChangeRow, changed
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.catalogue_words import fee_words, plan_words, term_words
from tthc_desk.ui.shared.ward_rows import mode_words
from tthc_desk.usecases.catalogue import CatalogueDifference, Closure, ProcedureChange
from tthc_desk.usecases.catalogue_merge import KeptFields

Points = Iterator[tuple[str, str, str]]
"""(what of the field, as it was, as it will be)."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("admin", text)


def procedure_rows(change: CatalogueDifference) -> tuple[ChangeRow, ...]:
    """Write what would change; what needs a person to look comes first."""
    return (
        *(row for one in change.conflicts for row in _conflict_rows(one)),
        *(row for one in change.changed for row in _changed_rows(one)),
        *(_added_row(one) for one in change.added),
        *(_ended_row(one) for one in change.closed),
        *(row for one in change.kept for row in _kept_rows(one)),
    )


def _changed_rows(change: ProcedureChange) -> Iterator[ChangeRow]:
    place = _place(change.new)
    yield changed(place, _tr("Áp dụng từ"), _since(change.old), _since(change.new))
    for field in change.fields:
        for row in _field_rows(field.name, change.old, change.new):
            yield replace(row, change=Change.LESS) if field.loses else row


def _conflict_rows(change: ProcedureChange) -> Iterator[ChangeRow]:
    for field in change.fields:
        for row in _field_rows(field.name, change.old, change.new):
            yield replace(row, change=Change.CONFLICT)


def _added_row(added: Procedure) -> ChangeRow:
    term = term_words(added.terms.get(Channel.IN_PERSON))
    text = _tr("{term} · {fee} · {papers} giấy tờ · từ {day}").format(
        term=term,
        fee=fee_words(added),
        papers=len(added.documents),
        day=formats.day(added.valid_from),
    )
    return ChangeRow(Change.ADDED, _place(added), _tr("Thủ tục mới"), NONE, text)


def _ended_row(ended: Closure) -> ChangeRow:
    last = _tr("ngày cuối {day}").format(day=formats.day(ended.last_day))
    held = _tr("từ {day}").format(day=formats.day(ended.procedure.valid_from))
    return ChangeRow(Change.ENDED, _place(ended.procedure), _tr("Hiệu lực"), held, last)


def _kept_rows(kept: KeptFields) -> Iterator[ChangeRow]:
    """Say what the pack has less of; the ward's stays."""
    for name in kept.names:
        for row in _field_rows(name, kept.held, kept.file):
            yield replace(row, change=Change.KEPT)


def _field_rows(name: str, old: Procedure, new: Procedure) -> Iterator[ChangeRow]:
    points = _POINTS[name](old, new) if name in _POINTS else _plain_point(name, old, new)
    for point, was, now in points:
        yield changed(_place(new), point, was, now)


def _place(procedure: Procedure) -> str:
    return f"{procedure.code} {procedure.short_name or procedure.name}"


def _since(procedure: Procedure) -> str:
    return formats.day(procedure.valid_from)


def _plain_point(name: str, old: Procedure, new: Procedure) -> Points:
    yield _word(name), _value(name, old), _value(name, new)


def _value(name: str, procedure: Procedure) -> str:
    value = getattr(procedure, name)
    if isinstance(value, bool):
        return _tr("có") if value else _tr("không")
    if isinstance(value, Certainty):
        words = {
            Certainty.HIGH: _tr("chắc chắn"),
            Certainty.MEDIUM: _tr("cần đối chiếu"),
            Certainty.LOW: _tr("chưa chắc"),
        }
        return words[value]
    return str(value)


def _mode_point(old: Procedure, new: Procedure) -> Points:
    yield _word("deadline_mode"), mode_words(old.deadline_mode), mode_words(new.deadline_mode)


def _term_points(old: Procedure, new: Procedure) -> Points:
    yield from _by_channel(
        _word("terms"), lambda one, channel: term_words(one.terms.get(channel)), old, new
    )


def _fee_points(old: Procedure, new: Procedure) -> Points:
    yield from _by_channel(_word("fees"), _full_fee, old, new)


def _by_channel(
    title: str, words: Callable[[Procedure, Channel], str], old: Procedure, new: Procedure
) -> Points:
    """Say it once where it is the same for every way of handing in."""
    pairs = {channel: (words(old, channel), words(new, channel)) for channel in Channel}
    if len(set(pairs.values())) == 1:
        yield title, *next(iter(pairs.values()))
        return
    different = {channel: pair for channel, pair in pairs.items() if pair[0] != pair[1]}
    for channel, (was, now) in different.items():
        yield f"{title}, {formats.channel_word(channel).lower()}", was, now
    if not different:
        yield title, _tr("cách ghi đang dùng"), _tr("cách ghi khác, cùng giá trị")


def _full_fee(procedure: Procedure, channel: Channel) -> str:
    rules = fees.applicable(procedure, channel)
    if not rules:
        return fee_words(procedure, channel)
    return "; ".join(_rule_words(rule) for rule in rules)


def _rule_words(rule: FeeRule) -> str:
    kind = _tr("phí") if rule.kind == fees.CHARGE else _tr("lệ phí")
    per = {FeeBasis.CASE: "", FeeBasis.COPY: _tr("/bản"), FeeBasis.PAGE: _tr("/trang")}
    parts = [f"{kind} {formats.dong(rule.amount_dong)}{per[rule.basis]}"]
    if rule.first_pages:
        more = _tr("{pages} trang đầu, trang sau {further}")
        further = formats.dong(rule.further_dong)
        parts.append(more.format(pages=rule.first_pages, further=further))
    if rule.cap_dong is not None:
        parts.append(_tr("nhiều nhất {cap}").format(cap=formats.dong(rule.cap_dong)))
    return ", ".join(parts)


def _document_points(old: Procedure, new: Procedure) -> Points:
    before = {(one.case, one.name): one for one in old.documents}
    after = {(one.case, one.name): one for one in new.documents}
    different = [
        key for key in dict.fromkeys((*before, *after)) if before.get(key) != after.get(key)
    ]
    for key in different:
        title = _tr("Giấy tờ: {name}").format(name=" – ".join(part for part in key if part))
        yield title, _paper(before.get(key)), _paper(after.get(key))
    if not different:
        yield _word("documents"), _tr("thứ tự đang dùng"), _tr("thứ tự khác")


def _paper(document: RequiredDocument | None) -> str:
    if document is None:
        return NONE
    duties = {
        PaperDuty.SUBMIT: _tr("nộp"),
        PaperDuty.PRESENT: _tr("xuất trình"),
        PaperDuty.LOOK_UP: _tr("cán bộ tra cứu"),
    }
    counts = (
        (document.originals, _tr("{count} bản chính")),
        (document.certified, _tr("{count} bản chứng thực")),
        (document.copies, _tr("{count} bản sao")),
    )
    shown = [words.format(count=count) for count, words in counts if count]
    return ", ".join((duties[document.duty], *shown, *([document.note] if document.note else ())))


def _step_points(old: Procedure, new: Procedure) -> Points:
    yield _word("steps"), plan_words(old) or NONE, plan_words(new) or NONE


_POINTS: dict[str, Callable[[Procedure, Procedure], Points]] = {
    "terms": _term_points,
    "fees": _fee_points,
    "documents": _document_points,
    "deadline_mode": _mode_point,
    "steps": _step_points,
}


def _word(name: str) -> str:
    return {
        "name": _tr("Tên"),
        "short_name": _tr("Tên ngắn"),
        "field": _tr("Lĩnh vực"),
        "agency": _tr("Cơ quan"),
        "terms": _tr("Thời hạn"),
        "fees": _tr("Phí, lệ phí"),
        "documents": _tr("Giấy tờ"),
        "deadline_mode": _tr("Khi bổ sung hồ sơ"),
        "result_name": _tr("Kết quả"),
        "result_code": _tr("Mã kết quả"),
        "exemption": _tr("Được miễn"),
        "legal_basis": _tr("Căn cứ pháp lý"),
        "decision": _tr("Quyết định công bố"),
        "source": _tr("Nguồn"),
        "certainty": _tr("Độ chắc chắn"),
        "counted": _tr("Tính vào báo cáo II.06a"),
        "certification": _tr("Là chứng thực"),
        "question": _tr("Chỗ chưa rõ"),
        "keys": _tr("Chữ tắt"),
        "steps": _tr("Quy trình nội bộ"),
    }[name]
