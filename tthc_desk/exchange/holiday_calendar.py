"""Proposes the days of a year, and reads and writes them as a CSV file."""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.procedure import Certainty
from tthc_desk.domain.workdays import CalendarNote, Day, DayKind, YearCalendar

COLUMNS = ("day", "kind", "name", "source", "certainty")
_REQUIRED = COLUMNS[:4]
_MOST_ROWS = 366
_LONGEST = 300
_SUBSTITUTE = " (nghỉ bù)"
_SWAPPED = "Ngày nghỉ (thay cho ngày"
_LIBRARY = "holidays"


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
    # Loading the library takes a tenth of a second that most starts do not need.
    import holidays

    known = holidays.country_holidays("VN", years=year, language="vi")
    days = {on: _day_off(on, name) for on, name in known.items() if on.year == year}
    for on in known.weekend_workdays:
        if on.year == year:
            days[on] = Day(on, DayKind.MAKE_UP, "Làm bù", _LIBRARY, Certainty.MEDIUM)
    return days


def _day_off(on: date, name: str) -> Day:
    if name.startswith(_SWAPPED):
        return Day(on, DayKind.SWAPPED_OFF, name, _LIBRARY, Certainty.MEDIUM)
    kind = DayKind.SUBSTITUTE_OFF if name.endswith(_SUBSTITUTE) else DayKind.HOLIDAY
    # One name for all days of the lunar new year, as the yearly notice has it.
    tet = "Tết Nguyên Đán" in name or name.endswith(" Tết")
    short = "Tết Nguyên đán" if tet else name.removesuffix(_SUBSTITUTE)
    return Day(on, kind, short, _LIBRARY, Certainty.MEDIUM)


def read_calendar(path: Path) -> YearCalendar:
    """Read a year from a CSV file: UTF-8, comma or semicolon, a header line, one day a line.

    Columns: day (yyyy-mm-dd), kind (a `DayKind`), name, source, and if wanted certainty. The
    year is not confirmed by being read.

    Raises:
        DeskError: FORMAT with `line`, and `field` where one cell is wrong; IO.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise DeskError(Code.IO, file=path.name) from error
    except UnicodeDecodeError as error:
        raise DeskError(Code.FORMAT, line=1, expected="UTF-8") from error
    return _parse(text)


def _parse(text: str) -> YearCalendar:
    header = text.split("\n", 1)[0]
    rows = csv.reader(io.StringIO(text), delimiter=";" if ";" in header else ",", strict=True)
    days: dict[date, Day] = {}
    for line, cells in _cells(rows):
        day = _read_day(line, cells)
        if day.date in days or any(day.date.year != other.year for other in days):
            raise DeskError(Code.FORMAT, field="day", line=line, day=day.date)
        days[day.date] = day
    if not days:
        raise DeskError(Code.FORMAT, line=1, expected="day")
    return YearCalendar(next(iter(days)).year, _in_order(days))


def _cells(rows: Iterator[list[str]]) -> Iterator[tuple[int, dict[str, str]]]:
    header: tuple[str, ...] = ()
    line = 1
    try:
        for line, row in enumerate(rows, 1):
            cells = [cell.strip() for cell in row]
            if not header:
                header = _header(cells)
            elif any(cells):
                _check_row(line, cells, len(header))
                yield line, dict(zip(header, cells, strict=True))
    except csv.Error as error:
        raise DeskError(Code.FORMAT, line=line + 1) from error


def _header(cells: list[str]) -> tuple[str, ...]:
    missing = [name for name in _REQUIRED if name not in cells]
    unknown = [name for name in cells if name not in COLUMNS]
    if missing or unknown or len(set(cells)) != len(cells):
        raise DeskError(Code.FORMAT, line=1, expected=",".join(COLUMNS))
    return tuple(cells)


def _check_row(line: int, cells: list[str], width: int) -> None:
    if len(cells) != width or line > _MOST_ROWS + 1:
        raise DeskError(Code.FORMAT, line=line, columns=len(cells), expected=width)
    if any(len(cell) > _LONGEST or not cell.isprintable() for cell in cells):
        raise DeskError(Code.FORMAT, line=line, limit=_LONGEST)


def _read_day(line: int, cells: dict[str, str]) -> Day:
    try:
        field = "day"
        on = datetime.strptime(cells["day"], "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
        field = "kind"
        kind = DayKind(cells["kind"])
        field = "certainty"
        certainty = Certainty(cells.get("certainty") or Certainty.MEDIUM)
    except ValueError as error:
        raise DeskError(Code.FORMAT, field=field, line=line) from error
    if not cells["name"]:
        raise DeskError(Code.FORMAT, field="name", line=line)
    return Day(on, kind, cells["name"], cells["source"], certainty)


def write_calendar(calendar: YearCalendar, path: Path) -> None:
    """Write the exceptional days of a year as `read_calendar` reads them, with BOM for Excel.

    Raises:
        DeskError: IO.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(
        (day.date.isoformat(), day.kind, day.name, day.source, day.certainty)
        for day in calendar.days
    )
    try:
        path.write_bytes(text.getvalue().encode("utf-8-sig"))
    except OSError as error:
        raise DeskError(Code.IO, file=path.name) from error
