"""Reads a list of dossiers as the official system exports it: XLSX or CSV, however dressed up."""

import csv
import io
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.exchange.catalogue_table import (
    DAMAGED,
    ZIP_MAGIC,
    bytes_of,
    check_unpacked_size,
    decoded,
    tidy,
)
from tthc_desk.exchange.official_days import day_of
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.official_list import (
    OfficialList,
    OfficialRow,
    RepeatedCode,
    UnreadCell,
)
from tthc_desk.usecases.official_screen import NEEDED, OfficialKey, OfficialScreen, folded

MOST_ROWS = 100_000
"""Further rows are refused, blank ones too: a year of a large ward is below 20,000."""
_HEADING_ROWS = 20
_MOST_LETTERS = 500
_TELL_EVERY = 500
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MARKUP = re.compile(r"\s*<(!doctype|html|table|\?xml|meta)", re.IGNORECASE)
_DELIMITERS = ",;\t"
_SPACED_HYPHEN = re.compile(r"\s*-\s*")
_DAYS = (OfficialKey.RECEIVED, OfficialKey.DUE, OfficialKey.FINISHED, OfficialKey.DELIVERED)

_COMPARED = frozenset(
    {OfficialKey.OFFICIAL_CODE, OfficialKey.OWN_NUMBER, OfficialKey.PROCEDURE_CODE, *_DAYS}
    | {OfficialKey.PROCEDURE_NAME, OfficialKey.OWNER_NAME, OfficialKey.STATUS}
)

Cells = Sequence[object]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Rows with their numbers, and the day from which a workbook counts; text files have none."""

    rows: Iterator[tuple[int, Cells]]
    epoch: datetime | None = None


def read_official_list(
    path: Path, screen: OfficialScreen, progress: Progress | None = None
) -> OfficialList:
    """Read the first sheet that has the headings of the official system.

    Formulas count by the value stored with them; where none is stored the cell is empty.

    Args:
        progress: told (rows read, 0); False stops.

    Raises:
        DeskError: FORMAT with `reason` too_large, too_many_rows, empty, encoding, binary,
            workbook, encrypted, old_excel, web_page or official_headings (`missing`: headings
            that were not found); IO with `reason` missing, folder, denied or disk; CANCELLED.
    """
    data = bytes_of(path)
    with warnings.catch_warnings():
        # openpyxl warns of styles and extensions it drops; only cell values matter here.
        warnings.simplefilter("ignore")
        return _first_list(path.name, _sheets(data), screen, progress)


def _first_list(
    name: str, sheets: Iterable["_Sheet"], screen: OfficialScreen, progress: Progress | None
) -> OfficialList:
    closest: tuple[str, ...] = ()
    for sheet in sheets:
        rows = _counted(sheet.rows, progress)
        top = list(islice(rows, _HEADING_ROWS))
        found = find_heading([cells for _, cells in top], screen)
        if top and not found.missing:
            below = chain(top[found.place + 1 :], rows)
            listed = _listed(name, found, below, sheet.epoch)
            return replace(listed, heading_line=top[found.place][0])
        if top:
            closest = min(closest or found.missing, found.missing, key=len)
    raise _refusal("official_headings" if closest else "empty", missing=closest)


@dataclass(frozen=True, slots=True)
class Heading:
    """Where the headings stand.

    Args:
        place: place of their lowest row, from 0.
        columns: place of the column → key.
        missing: headings that are needed and are not there.
    """

    place: int
    columns: Mapping[int, OfficialKey]
    unknown: tuple[str, ...]
    missing: tuple[str, ...]


def find_heading(rows: Sequence[Cells], screen: OfficialScreen) -> Heading:
    """Find the row, or the two rows one over the other, with most of the known headings."""
    known = screen.headings()
    best = Heading(0, {}, (), tuple(screen.heading_of(key) for key in NEEDED))
    for place, cells in enumerate(rows):
        # Above a row of single headings may stand one of groups, or of headings two rows high.
        for levels in ((cells,), (cells, rows[place - 1]) if place else (cells,)):
            found = _heading(place, levels, known, screen)
            if (-len(found.missing), len(found.columns)) > (-len(best.missing), len(best.columns)):
                best = found
    return best


def _heading(
    place: int, levels: Sequence[Cells], known: Mapping[str, OfficialKey], screen: OfficialScreen
) -> Heading:
    columns: dict[int, OfficialKey] = {}
    unknown: list[str] = []
    for at in range(max(map(len, levels))):
        words = [_words(cells[at]) for cells in levels if at < len(cells)]
        key = next((known[folded(word)] for word in words if folded(word) in known), None)
        if key and key not in columns.values():
            columns[at] = key
        elif words[0]:
            unknown.append(words[0])
    missing = (screen.heading_of(key) for key in NEEDED if key not in columns.values())
    return Heading(place, columns, tuple(unknown), tuple(missing))


# --- the rows below


def _listed(
    name: str, heading: Heading, rows: Iterable[tuple[int, Cells]], epoch: datetime | None
) -> OfficialList:
    found: dict[str, OfficialRow] = {}
    lines: dict[str, list[int]] = {}
    unread: list[UnreadCell] = []
    skipped = 0
    wanted = {at: key for at, key in heading.columns.items() if key in _COMPARED}
    for line, cells in rows:
        by_key = {key: cells[at] for at, key in wanted.items() if at < len(cells)}
        row = _row(line, by_key, epoch, unread)
        if row is None:
            skipped += any(map(_words, cells))
            continue
        found.setdefault(row.code, row)
        lines.setdefault(row.code, []).append(line)
    if not found:
        raise _refusal("empty")
    return OfficialList(
        file=name,
        heading_line=0,
        carried=frozenset(heading.columns.values()),
        unknown_headings=heading.unknown,
        rows=tuple(found.values()),
        repeated=tuple(RepeatedCode(c, tuple(at)) for c, at in lines.items() if len(at) > 1),
        unread=tuple(unread),
        skipped=skipped,
    )


def _row(
    line: int,
    cells: Mapping[OfficialKey, object],
    epoch: datetime | None,
    unread: list[UnreadCell],
) -> OfficialRow | None:
    """Read a dossier; None for a row that is none."""
    words = {key: _words(value) for key, value in cells.items()}
    code = code_of(words.get(OfficialKey.OFFICIAL_CODE, ""))
    days = {key: day_of(cells[key], epoch) for key in _DAYS if words.get(key)}
    if not code:
        # A sum or a signature has no day of reception; a dossier without a code has.
        if days.get(OfficialKey.RECEIVED):
            unread.append(UnreadCell(line, OfficialKey.OFFICIAL_CODE, ""))
        return None
    bad = [key for key, day in days.items() if day is None]
    unread += (UnreadCell(line, key, words[key]) for key in bad)
    return OfficialRow(
        line=line,
        code=code,
        own_number=code_of(words.get(OfficialKey.OWN_NUMBER, "")),
        procedure_code=words.get(OfficialKey.PROCEDURE_CODE, ""),
        procedure=words.get(OfficialKey.PROCEDURE_NAME, ""),
        owner=words.get(OfficialKey.OWNER_NAME, ""),
        received=days.get(OfficialKey.RECEIVED),
        due=days.get(OfficialKey.DUE),
        finished=days.get(OfficialKey.FINISHED),
        delivered=days.get(OfficialKey.DELIVERED),
        status=words.get(OfficialKey.STATUS, ""),
        unread=frozenset(bad),
    )


def code_of(words: str) -> str:
    """Read a code: capitals, hyphens without spaces; empty for words that are no code."""
    code = _SPACED_HYPHEN.sub("-", words.lstrip("'")).upper()
    is_code = len(code) > 3 and " " not in code and any("0" <= c <= "9" for c in code)
    # "(1)", "(2)" under the headings number the columns.
    return code if is_code and not code.startswith("(") else ""


def _words(value: object) -> str:
    """Write a cell as text; a number keeps its digits, without a decimal point that Excel made."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    text = str(value)[: 2 * _MOST_LETTERS]
    if not text.isprintable():
        text = "".join(c if c.isprintable() else " " for c in text)
    return tidy(text)[:_MOST_LETTERS]


# --- sheets


def _sheets(data: bytes) -> Iterator[_Sheet]:
    if data.startswith(_OLE_MAGIC):
        raise _refusal("encrypted" if _ENCRYPTED in data else "old_excel")
    if data.startswith(ZIP_MAGIC):
        yield from _workbook(data)
        return
    text = decoded(data)
    if _MARKUP.match(text):
        raise _refusal("web_page")
    yield _Sheet(_csv_rows(text))


def _workbook(data: bytes) -> Iterator[_Sheet]:
    check_unpacked_size(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        pages = book.worksheets
        for page in pages:
            # What a file says of its own size is often wrong.
            page.reset_dimensions()
    except DAMAGED as error:
        raise _refusal("workbook") from error
    yield from (_Sheet(_page_rows(page), book.epoch) for page in pages)


def _page_rows(page: Any) -> Iterator[tuple[int, Cells]]:
    try:
        yield from enumerate(page.iter_rows(values_only=True), 1)
    except DAMAGED as error:
        raise _refusal("workbook") from error


def _csv_rows(text: str) -> Iterator[tuple[int, Cells]]:
    top = "\n".join(text.splitlines()[:_HEADING_ROWS])
    delimiter = max(_DELIMITERS, key=top.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise _refusal("binary", line=reader.line_num) from error


def _counted(
    rows: Iterator[tuple[int, Cells]], progress: Progress | None
) -> Iterator[tuple[int, Cells]]:
    for count, row in enumerate(rows):
        if count >= MOST_ROWS:
            raise _refusal("too_many_rows", limit=MOST_ROWS)
        if progress and count % _TELL_EVERY == 0 and not progress(count, 0):
            raise DeskError(Code.CANCELLED, done=count)
        yield row


def _refusal(reason: str, **facts: object) -> DeskError:
    return DeskError(Code.FORMAT, field="file", reason=reason, **facts)
