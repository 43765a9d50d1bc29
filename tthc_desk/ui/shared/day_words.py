"""The special days of a year in words and marks, and the columns of their lists."""

from collections import Counter

from PySide6.QtCore import QCoreApplication

from tthc_desk.domain.procedure import Certainty
from tthc_desk.domain.vietnamese import weekday_name
from tthc_desk.domain.workdays import Day, DayKind, YearCalendar
from tthc_desk.ui.shared import formats
from tthc_desk.ui.shared.icons import IconName
from tthc_desk.ui.shared.marking import QT_TRANSLATE_NOOP
from tthc_desk.ui.shared.record_table import Column
from tthc_desk.ui.shared.status import StatusMark
from tthc_desk.ui.shared.tokens import Colour
from tthc_desk.usecases.calendar_years import DayChange

_DAY_CHARS, _WEEKDAY_CHARS, _KIND_CHARS, _COUNTER_CHARS = 12, 9, 16, 6
_CHANGE_CHARS = 11
_KINDS = {
    DayKind.HOLIDAY: (QT_TRANSLATE_NOOP("admin", "Nghỉ lễ"), IconName.CIRCLE, Colour.ACCENT),
    DayKind.SUBSTITUTE_OFF: (QT_TRANSLATE_NOOP("admin", "Nghỉ bù"), IconName.HALF, Colour.ACCENT),
    DayKind.SWAPPED_OFF: (
        QT_TRANSLATE_NOOP("admin", "Nghỉ hoán đổi"),
        IconName.DIAMOND,
        Colour.AMBER,
    ),
    DayKind.MAKE_UP: (QT_TRANSLATE_NOOP("admin", "Làm bù"), IconName.SQUARE, Colour.BLUE),
    DayKind.RECEPTION_ONLY: (
        QT_TRANSLATE_NOOP("admin", "Chỉ quầy mở"),
        IconName.RING,
        Colour.GREEN,
    ),
    DayKind.WORKING: (QT_TRANSLATE_NOOP("admin", "Làm việc"), IconName.RING, Colour.BLUE),
    DayKind.WEEKEND: (QT_TRANSLATE_NOOP("admin", "Nghỉ tuần"), IconName.CROSS, Colour.MUTED),
}
_OPEN = QT_TRANSLATE_NOOP("admin", "mở")
_SHUT = QT_TRANSLATE_NOOP("admin", "nghỉ")
_PROPOSED = QT_TRANSLATE_NOOP("admin", "Dự kiến, chưa có văn bản")
_UNSURE = QT_TRANSLATE_NOOP("admin", "{source} (cần đối chiếu)")
_NO_SOURCE = QT_TRANSLATE_NOOP("admin", "không ghi nguồn")
_LIBRARY = "holidays"
"""How a proposed day names its source where no document stands behind it."""


def _word(source: str) -> str:
    return QCoreApplication.translate("admin", source)


def kind_mark(day: Day) -> StatusMark:
    """Give word, shape and colour of what a day is."""
    word, shape, colour = _KINDS[day.kind]
    return StatusMark(_word(word), shape, colour)


def source_words(day: Day) -> str:
    """Say where a day comes from, and whether that should be looked up."""
    if day.source == _LIBRARY:
        return _word(_PROPOSED)
    sure = day.certainty is Certainty.HIGH or not day.source
    return day.source if sure else _word(_UNSURE).format(source=day.source)


def kind_counts(year: YearCalendar) -> tuple[str, ...]:
    """Count the special days by kind, as "11 nghỉ lễ"."""
    counts = Counter(day.kind for day in year.days)
    return tuple(
        f"{counts[kind]} {_word(word).lower()}"
        for kind, (word, _, _) in _KINDS.items()
        if counts[kind]
    )


def day_columns() -> tuple[Column[Day], ...]:
    """Give the columns of the list of special days."""
    tr = QCoreApplication.translate
    return (
        Column(tr("admin", "Ngày"), lambda d: formats.day(d.date), chars=_DAY_CHARS, strong=True),
        Column(tr("admin", "Thứ"), lambda d: weekday_name(d.date), chars=_WEEKDAY_CHARS),
        Column(
            tr("admin", "Là ngày"),
            lambda d: kind_mark(d).word,
            chars=_KIND_CHARS,
            mark=kind_mark,
        ),
        Column(tr("admin", "Tên"), lambda d: d.name, tip=lambda d: d.name),
        Column(
            tr("admin", "Quầy"),
            lambda d: _word(_OPEN if d.reception_open else _SHUT),
            chars=_COUNTER_CHARS,
        ),
        Column(tr("admin", "Nguồn"), source_words, tip=source_words),
    )


def change_columns() -> tuple[Column[DayChange], ...]:
    """Give the columns of the list of days a file changes."""
    tr = QCoreApplication.translate
    return (
        Column(
            tr("admin", "Khác gì"),
            lambda c: change_mark(c).word,
            chars=_CHANGE_CHARS,
            mark=change_mark,
        ),
        Column(tr("admin", "Ngày"), lambda c: formats.day(c.date), chars=_DAY_CHARS, strong=True),
        Column(tr("admin", "Thứ"), lambda c: weekday_name(c.date), chars=_WEEKDAY_CHARS),
        Column(tr("admin", "Đang có"), day_words_before, tip=day_words_before),
        Column(tr("admin", "Trong tệp"), day_words_after, tip=day_words_after),
    )


def change_mark(change: DayChange) -> StatusMark:
    """Give word, shape and colour of a change."""
    if change.before is None:
        return StatusMark(_word(QT_TRANSLATE_NOOP("admin", "Thêm")), IconName.CIRCLE, Colour.GREEN)
    if change.after is None:
        return StatusMark(_word(QT_TRANSLATE_NOOP("admin", "Bỏ")), IconName.CROSS, Colour.RED)
    return StatusMark(_word(QT_TRANSLATE_NOOP("admin", "Đổi")), IconName.HALF, Colour.AMBER)


def day_words_before(change: DayChange) -> str:
    """Say what a day is as it stands, "–" when it is no special day."""
    return _told(change.before, change.after)


def day_words_after(change: DayChange) -> str:
    """Say what a day would be, "–" when no special day any more."""
    return _told(change.after, change.before)


def _told(day: Day | None, other: Day | None) -> str:
    """Say what a day is; its source too where nothing else tells it from the other."""
    if day is None:
        return "–"
    words = f"{kind_mark(day).word} · {day.name}"
    same = other is not None and (day.kind, day.name) == (other.kind, other.name)
    return f"{words} · {source_words(day) or _word(_NO_SOURCE)}" if same else words
