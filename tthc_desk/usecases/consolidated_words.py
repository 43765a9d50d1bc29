"""Sentences of the consolidated report: what does not agree, what never came, what is apart."""

from collections.abc import Iterable

from tthc_desk.domain.money import dong_text
from tthc_desk.domain.totals import Span, TotalsNotes
from tthc_desk.domain.totals_chain import Gap
from tthc_desk.domain.vietnamese import day_text
from tthc_desk.usecases.district_ports import WardBreak

_NOTES = (
    ("refused", "Từ chối tiếp nhận tại quầy: {} lượt."),
    ("guided", "Hướng dẫn hoàn thiện tại quầy: {} lượt."),
    ("voided", "Hủy trong kỳ: {} hồ sơ."),
    ("not_counted", "Tiếp nhận giúp Công an, cơ quan khác (không tính): {} hồ sơ."),
    ("late", "Nhập bù từ phiếu viết tay: {} hồ sơ."),
    ("unclosed_days", "Ngày làm việc chưa chốt sổ khi gửi: {} ngày."),
)


def note_words(notes: Iterable[TotalsNotes]) -> tuple[str, ...]:
    """Say what stands in no column, added up; nothing of what there is none."""
    found = tuple(notes)
    sums = {name: sum(getattr(one, name) for one in found) for name, _ in _NOTES}
    return tuple(words.format(dong_text(sums[name])) for name, words in _NOTES if sums[name])


def break_words(ward: str, found: WardBreak) -> str:
    """Say which two periods of a ward do not agree, and by which figures."""
    return (
        f"{ward}: cuối kỳ {span_words(found.before)} còn {dong_text(found.left)} hồ sơ, "
        f"kỳ {span_words(found.after)} ghi từ kỳ trước {dong_text(found.carried)}."
    )


def gap_words(ward: str, gap: Gap) -> str:
    """Say which numbered files of a ward never came."""
    places = f"số {gap.first}" if gap.first == gap.last else f"số {gap.first} đến {gap.last}"
    return f"{ward}: chưa nhận tệp {places} của khóa {gap.key_id}."


def dispute_words(ward: str, files: int) -> str:
    """Say that files of a ward were kept apart: disputed, or signed with a key not valid."""
    return f"{ward}: {files} tệp giữ làm chứng cứ, không tính."


def span_words(span: Span) -> str:
    """Write the days of a period."""
    if span.first == span.last:
        return day_text(span.first)
    return f"{day_text(span.first)} – {day_text(span.last)}"
