"""The cells of a CSV or XLSX file as text, with the line each row begins on."""

import csv
import io
import re
import struct
import unicodedata
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from tthc_desk.domain.errors import Code, DeskError

MOST_ROWS = 20_000
MOST_FILE_BYTES = 20 * 1024 * 1024
MOST_UNPACKED_BYTES = 50 * 1024 * 1024
MOST_CELL_CHARACTERS = 4_000
_DELIMITERS = ",;\t"
_SEPARATOR = re.compile(r"sep=([,;\t])", re.IGNORECASE)
ZIP_MAGIC = b"PK\x03\x04"
# openpyxl and zipfile meet a damaged workbook with whatever their parsers stumble over;
# RuntimeError is an encrypted one, NotImplementedError an unknown compression.
DAMAGED = (
    InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    ParseError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    EOFError,
    OSError,
    RuntimeError,
)


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row below the headings.

    Args:
        line: line of the file or row of the sheet where it begins, from 1.
        cells: heading → text, trimmed and in NFC; every heading present.
        error: why the row cannot be read at all.
    """

    line: int
    cells: dict[str, str]
    error: DeskError | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The headings, in lower case, and the rows that hold anything."""

    headings: tuple[str, ...]
    rows: tuple[TableRow, ...]


def read_table(path: Path) -> Table:
    """Read the first sheet of a workbook or a CSV file divided by comma, semicolon or tab.

    Raises:
        DeskError: FORMAT with `reason` too_large, too_many_rows, empty, encoding, binary,
            headings or workbook; IO with `reason` missing, folder, denied or disk.
    """
    return table_in(bytes_of(path))


def table_in(data: bytes) -> Table:
    """Read the content of a file; see `read_table`."""
    lines = _workbook_lines(data) if data.startswith(ZIP_MAGIC) else _text_lines(decoded(data))
    numbered = _within_limit(lines)
    first = next(((line, cells) for line, cells in numbered if any(cells)), None)
    if first is None:
        raise _refusal("empty")
    headings = tuple(cell.lower() for cell in _without_empty_end(first[1]))
    if "" in headings or len(set(headings)) < len(headings):
        raise _refusal("headings", found=headings)
    return Table(headings, tuple(_row(headings, *row) for row in numbered if any(row[1])))


def bytes_of(path: Path) -> bytes:
    """Read a file that is small enough.

    Raises:
        DeskError: FORMAT `too_large`; IO with `reason` missing, folder, denied or disk.
    """
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise DeskError(Code.IO, field="file", file=path.name, reason="disk")
        with path.open("rb") as file:
            content = file.read(MOST_FILE_BYTES + 1)
    except OSError as error:
        raise DeskError(Code.IO, field="file", file=path.name, reason=_why(path, error)) from error
    if len(content) > MOST_FILE_BYTES:
        raise _refusal("too_large", limit=MOST_FILE_BYTES)
    return content


def _why(path: Path, error: OSError) -> str:
    # Windows calls opening a folder a lack of rights.
    if path.is_dir():
        return "folder"
    reasons = {FileNotFoundError: "missing", PermissionError: "denied"}
    return reasons.get(type(error), "disk")


def decoded(data: bytes) -> str:
    """Read text in UTF-8 or UTF-16.

    Raises:
        DeskError: FORMAT with `reason` encoding or binary.
    """
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        # One-byte Vietnamese encodings look alike: a guess would spoil names without a sign.
        raise _refusal("encoding") from error
    if "\0" in text:
        raise _refusal("binary")
    return text


def _text_lines(text: str) -> Iterator[tuple[int, list[str]]]:
    head, _, rest = text.partition("\n")
    # Excel writes so which sign divides the cells.
    named = _SEPARATOR.fullmatch(head.strip())
    body = rest if named else text
    first = body.lstrip("\r\n").partition("\n")[0]
    delimiter = named[1] if named else max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter, strict=True)
    skipped = 1 if named else 0
    line = 1 + skipped
    try:
        for cells in reader:
            yield line, [tidy(cell) for cell in cells]
            line = reader.line_num + 1 + skipped
    except csv.Error as error:
        raise _refusal("binary", line=line) from error


def _workbook_lines(data: bytes) -> Iterator[tuple[int, list[str]]]:
    check_unpacked_size(data)
    try:
        with warnings.catch_warnings():
            # openpyxl warns of styles and extensions it drops; only cell values matter here.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
            sheet = book.worksheets[0]
            sheet.reset_dimensions()
            for number, row in enumerate(sheet.iter_rows(), start=1):
                yield number, [_cell_text(cell.value, cell.data_type) for cell in row]
            book.close()
    except DAMAGED as error:
        raise _refusal("workbook") from error


def check_unpacked_size(data: bytes) -> None:
    """Refuse a workbook that grows too large, before it is unpacked.

    Raises:
        DeskError: FORMAT with `reason` too_large or workbook.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except DAMAGED as error:
        raise _refusal("workbook") from error
    if unpacked > MOST_UNPACKED_BYTES:
        raise _refusal("too_large", limit=MOST_UNPACKED_BYTES)


def _cell_text(value: object, data_type: str) -> str:
    if value is None:
        return ""
    if data_type == "f":
        return "=" + tidy(str(value)).removeprefix("=")
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        # A sheet that took the code 1.000080 for a number has lost its last zeros.
        return str(int(value)) if value.is_integer() else f"{value:.6f}"
    return tidy(str(value))


def tidy(text: str) -> str:
    """Write a cell in NFC, trimmed, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _within_limit(
    lines: Iterable[tuple[int, list[str]]],
) -> Iterator[tuple[int, list[str]]]:
    for count, numbered in enumerate(lines):
        if count > MOST_ROWS:
            raise _refusal("too_many_rows", limit=MOST_ROWS)
        yield numbered


def _without_empty_end(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells = cells[:-1]
    return cells


def _row(headings: tuple[str, ...], line: int, cells: list[str]) -> TableRow:
    padded = cells + [""] * (len(headings) - len(cells))
    named = dict(zip(headings, padded, strict=False))
    return TableRow(line, named, _row_error(headings, padded))


def _row_error(headings: tuple[str, ...], cells: list[str]) -> DeskError | None:
    if any(cells[len(headings) :]):
        return DeskError(Code.FORMAT, reason="cells", found=len(cells), expected=len(headings))
    for heading, cell in zip(headings, cells, strict=False):
        if cell.startswith("="):
            return DeskError(Code.FORMAT, field=heading, reason="formula")
        if len(cell) > MOST_CELL_CHARACTERS:
            return DeskError(Code.TEXT_LENGTH, field=heading, limit=MOST_CELL_CHARACTERS)
        if any(unicodedata.category(letter) == "Cc" for letter in cell):
            return DeskError(Code.TEXT, field=heading)
    return None


def _refusal(reason: str, **facts: object) -> DeskError:
    return DeskError(Code.FORMAT, field="file", reason=reason, **facts)
