"""What is not sure of the calendar a promise rests on, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tthc_desk.domain.vietnamese import day_text
from tthc_desk.domain.workdays import CalendarNote, WorkCalendar, YearCalendar
from tthc_desk.exchange.statutory_holidays import MissingHoliday, missing_holidays
from tthc_desk.usecases.messages import notice_text
from tthc_desk.usecases.warnings import Notice, Warned

_NOTE_WORDS = {
    CalendarNote.SWAPS_UNKNOWN: "Lịch đề xuất năm {year} chưa có ngày nghỉ hoán đổi và làm bù.",
    CalendarNote.NOT_ANNOUNCED: "Lịch đề xuất năm {year} đặt ngày nghỉ Tết và Quốc khánh theo lệ "
    "thường; hãy đối chiếu khi có thông báo chính thức.",
}


@dataclass(frozen=True, slots=True)
class CalendarDoubts:
    """The doubts of some years.

    Args:
        notes: year → notes of its proposal, years without one left out.
        sentences: all of it in words, the unconfirmed years first.
    """

    notes: dict[int, tuple[CalendarNote, ...]]
    sentences: tuple[str, ...]


def calendar_doubts(calendar: WorkCalendar, first: date, last: date) -> CalendarDoubts:
    """Say what is not sure of the years between two days, all of them loaded."""
    years = [calendar.years[year] for year in range(first.year, last.year + 1)]
    unconfirmed = ", ".join(str(year) for year in calendar.unconfirmed(first, last))
    sentences = [note for year in years for note in note_sentences(year)]
    if unconfirmed:
        facts = (("years", unconfirmed),)
        sentences.insert(0, notice_text(Warned(Notice.CALENDAR_UNCONFIRMED, "due_at", facts)))
    return CalendarDoubts(_notes(years), tuple(sentences))


def note_sentences(year: YearCalendar) -> tuple[str, ...]:
    """Word what a person has to know before confirming a year."""
    return tuple(_NOTE_WORDS[note].format(year=year.year) for note in year.notes)


def missing_words(year: YearCalendar) -> tuple[str, ...]:
    """Name the public holidays for which a year gives too few days off."""
    return tuple(_missing_words(one) for one in missing_holidays(year))


def _missing_words(one: MissingHoliday) -> str:
    days = ", ".join(day_text(day) for day in one.days)
    return f"{one.name} – {one.lacking} ngày ({days})"


def _notes(years: Iterable[YearCalendar]) -> dict[int, tuple[CalendarNote, ...]]:
    return {year.year: year.notes for year in years if year.notes}
