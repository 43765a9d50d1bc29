"""Proposes the days of a year, and reads and writes them as a CSV file."""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.procedure import Certainty
from tthc_desk.domain.workdays import WEEKDAYS, CalendarNote, Day, DayKind, YearCalendar
from tthc_desk.exchange.statutory_holidays import (
    LAST_KNOWN_YEAR,
    SUBSTITUTE,
    is_swapped,
    library_names,
    short_name,
)

COLUMNS = ("day", "kind", "name", "source", "certainty")
_REQUIRED = COLUMNS[:4]
_MOST_ROWS = 366
_LONGEST = 300
_FIRST_YEAR = 2000
_SATURDAY = 5
_LIBRARY = "holidays"
_WordT = TypeVar("_WordT", bound=StrEnum)


def propose(year: int, shipped_dir: Path) -> YearCalendar:
    """Propose the days of a year for a person to confirm.

    The library gives the holidays and the swaps it knows; the shipped file of the year, where
    there is one, replaces them day by day. `notes` says what the proposal cannot know.
    """
    days = _library_days(year)
    shipped = shipped_dir / f"{year}.csv"
    if not shipped.is_file():
        notes = (CalendarNote.SWAPS_UNKNOWN, CalendarNote.NOT_ANNOUNCED)
        return YearCalendar(year, _in_order(days), notes=notes)
    days |= {day.date: day for day in read_calendar(shipped).days}
    return YearCalendar(year, _in_order(days))


def _in_order(days: dict[date, Day]) -> tuple[Day, ...]:
    return tuple(days[on] for on in sorted(days))


def _library_days(year: int) -> dict[date, Day]:
    names, worked = library_names(year)
    days = {on: _day_off(on, name) for on, name in names.items()}
    for on in worked:
        days[on] = Day(on, DayKind.MAKE_UP, "Làm bù", _LIBRARY, Certainty.MEDIUM)
    return days


def _day_off(on: date, name: str) -> Day:
    if is_swapped(name):
        return Day(on, DayKind.SWAPPED_OFF, name, _LIBRARY, Certainty.MEDIUM)
    kind = DayKind.SUBSTITUTE_OFF if name.endswith(SUBSTITUTE) else DayKind.HOLIDAY
    return Day(on, kind, short_name(name), _LIBRARY, Certainty.MEDIUM)


def read_calendar(path: Path) -> YearCalendar:
    """Read a year from a CSV file: UTF-8, comma or semicolon, a header line, one day a line.

    Columns: day (yyyy-mm-dd), kind (a `DayKind`), name, source, and if wanted certainty. The
    year is not confirmed by being read.

    Raises:
        DeskError: FORMAT with `line` and `reason`, and `field` ("calendar.day" …) where one
            cell is wrong; IO.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DeskError(Code.IO, file=path.name, reason=_why_unread(path, error)) from error
    return calendar_in(content)


def calendar_in(content: bytes) -> YearCalendar:
    """Read a year from the content of a file; see `read_calendar`."""
    year, errors = sift_calendar(content)
    if year is None or errors:
        raise errors[0]
    return year


def sift_calendar(content: bytes) -> tuple[YearCalendar | None, tuple[DeskError, ...]]:
    """Read the days that fit, and give every refusal; no year when no day fits.

    Raises:
        DeskError: FORMAT when nothing of the file can be read.
    """
    try:
        return _sift(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise _refusal("encoding", 1) from error


def _why_unread(path: Path, error: OSError) -> str:
    if path.is_dir():
        return "folder"
    if isinstance(error, FileNotFoundError):
        return "missing"
    return "denied" if isinstance(error, PermissionError) else "disk"


def _refusal(reason: str, line: int, column: str = "", **facts: object) -> DeskError:
    field = f"calendar.{column}" if column else None
    return DeskError(Code.FORMAT, field, reason=reason, line=line, **facts)


def _sift(text: str) -> tuple[YearCalendar | None, tuple[DeskError, ...]]:
    header = text.split("\n", 1)[0]
    rows = csv.reader(io.StringIO(text), delimiter=";" if ";" in header else ",", strict=True)
    days: dict[date, Day] = {}
    lines: dict[date, int] = {}
    errors: list[DeskError] = []
    for line, names, cells in _cells(rows):
        try:
            _check_row(line, cells, len(names))
            day = _read_day(line, dict(zip(names, cells, strict=True)))
            _check_place(line, day.date, lines)
        except DeskError as error:
            errors.append(error)
        else:
            days[day.date], lines[day.date] = day, line
    if not days:
        return None, tuple(errors) or (_refusal("empty", 1),)
    return YearCalendar(next(iter(days)).year, _in_order(days)), tuple(errors)


def _cells(rows: Iterator[list[str]]) -> Iterator[tuple[int, tuple[str, ...], list[str]]]:
    """Give each row that says something with its line and the columns of the file."""
    header: tuple[str, ...] = ()
    line = 0
    try:
        for line, row in enumerate(rows, 1):
            cells = [cell.strip() for cell in row]
            if not header:
                header = _header(cells)
            elif any(cells):
                yield line, header, cells
    except csv.Error as error:
        raise _refusal("calendar_quotes", line + 1) from error


def _header(cells: list[str]) -> tuple[str, ...]:
    missing = [name for name in _REQUIRED if name not in cells]
    unknown = [name for name in cells if name not in COLUMNS]
    if missing or unknown or len(set(cells)) != len(cells):
        raise _refusal("calendar_headings", 1, words=COLUMNS)
    return tuple(cells)


def _check_row(line: int, cells: list[str], width: int) -> None:
    if len(cells) != width:
        raise _refusal("cells", line, found=len(cells), expected=width)
    if line > _MOST_ROWS + 1:
        raise _refusal("too_many_rows", line)
    if any(len(cell) > _LONGEST or not cell.isprintable() for cell in cells):
        raise _refusal("calendar_text", line, limit=_LONGEST)


def _check_place(line: int, on: date, lines: dict[date, int]) -> None:
    if on in lines:
        raise _refusal("calendar_twice", line, "day", day=on, first=lines[on])
    year = next(iter(lines), on).year
    if on.year != year:
        raise _refusal("calendar_year", line, "day", day=on, year=year)


def _read_day(line: int, cells: dict[str, str]) -> Day:
    on = _date(line, cells["day"])
    kind = _word(DayKind, line, cells, "kind")
    if kind is DayKind.MAKE_UP and on.weekday() < _SATURDAY:
        # Làm bù is worked in the place of a weekly day off; a weekday is worked as it is.
        weekday = WEEKDAYS[on.weekday()]
        raise _refusal("calendar_make_up", line, "kind", day=on, weekday=weekday)
    if not cells["name"]:
        raise _refusal("calendar_nameless", line, "name")
    certainty = Certainty.MEDIUM
    if cells.get("certainty"):
        certainty = _word(Certainty, line, cells, "certainty")
    return Day(on, kind, cells["name"], cells["source"], certainty)


def _date(line: int, cell: str) -> date:
    try:
        on = datetime.strptime(cell, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError as error:
        raise _refusal("calendar_day", line, "day") from error
    if not _FIRST_YEAR <= on.year <= LAST_KNOWN_YEAR:
        raise _refusal("calendar_far", line, "day", first=_FIRST_YEAR, last=LAST_KNOWN_YEAR)
    return on


def _word(kind: type[_WordT], line: int, cells: dict[str, str], column: str) -> _WordT:
    try:
        return kind(cells[column])
    except ValueError as error:
        words = tuple(str(word.value) for word in kind)
        raise _refusal("calendar_word", line, column, words=words) from error


def calendar_csv(calendar: YearCalendar) -> bytes:
    """Write the exceptional days of a year as `read_calendar` reads them, with BOM for Excel."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(
        (day.date.isoformat(), day.kind, day.name, day.source, day.certainty)
        for day in calendar.days
    )
    return text.getvalue().encode("utf-8-sig")
