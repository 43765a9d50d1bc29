"""The papers list of a catalogue: which documents each procedure asks for."""

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.procedure import PaperDuty, RequiredDocument
from tthc_desk.exchange.catalogue_table import Table, TableRow, bytes_of, table_in

HEADINGS = ("code", "case", "name", "duty", "originals", "copies", "certified", "note")
MOST_PAPERS = 99


def read_documents(path: Path) -> dict[str, tuple[RequiredDocument, ...]]:
    """Read the papers of every procedure in a file of the columns `HEADINGS`.

    Returns:
        Code of the procedure → its papers, in the order of the file.

    Raises:
        DeskError: for the whole file, with `line`, when a row does not fit: a papers list
            with a hole would let a counter forget a paper.
    """
    return documents_in(bytes_of(path))


def documents_in(data: bytes) -> dict[str, tuple[RequiredDocument, ...]]:
    """Read the papers of every procedure in the content of a file; see `read_documents`."""
    papers, errors = sift_documents(table_in(data))
    if errors:
        raise errors[0]
    return papers


def sift_documents(
    table: Table,
) -> tuple[dict[str, tuple[RequiredDocument, ...]], tuple[DeskError, ...]]:
    """Read the rows that fit, and give every refusal; see `read_documents`.

    Raises:
        DeskError: FORMAT when a column is missing.
    """
    missing = tuple(name for name in HEADINGS if name not in table.headings)
    if missing:
        raise DeskError(Code.FORMAT, field="file", reason="headings", missing=missing)
    papers: dict[str, list[RequiredDocument]] = defaultdict(list)
    errors: list[DeskError] = []
    for row in table.rows:
        try:
            papers[row.cells["code"]].append(_document(row))
        except DeskError as error:
            errors.append(error)
    return {code: tuple(documents) for code, documents in papers.items()}, tuple(errors)


def _document(row: TableRow) -> RequiredDocument:
    try:
        if row.error is not None:
            raise row.error
        if not row.cells["name"] or not row.cells["code"]:
            raise DeskError(Code.REQUIRED, field="code" if row.cells["name"] else "name")
        return RequiredDocument(
            name=row.cells["name"],
            duty=_duty(row.cells["duty"]),
            originals=_count(row.cells, "originals"),
            copies=_count(row.cells, "copies"),
            certified=_count(row.cells, "certified"),
            case=row.cells["case"],
            note=row.cells["note"],
        )
    except DeskError as error:
        error.facts["line"] = row.line
        raise


def _duty(value: str) -> PaperDuty:
    try:
        return PaperDuty(value)
    except ValueError as error:
        allowed = tuple(duty.value for duty in PaperDuty)
        raise DeskError(Code.CHOICE, field="duty", allowed=allowed) from error


def _count(cells: Mapping[str, str], column: str) -> int:
    value = cells[column] or "0"
    if not value.isascii() or not value.isdigit() or len(value) > 2:
        raise DeskError(Code.COUNT, field=column, limit=MOST_PAPERS)
    return int(value)
