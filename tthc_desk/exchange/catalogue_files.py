"""Catalogue files of ward procedures: read, judged row by row, and the catalogue we ship."""

from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.procedure import Procedure, RequiredDocument
from tthc_desk.exchange.catalogue_documents import documents_in
from tthc_desk.exchange.catalogue_layouts import LAYOUTS, LayoutRules
from tthc_desk.exchange.catalogue_table import Table, TableRow, bytes_of, table_in
from tthc_desk.usecases.catalogue_reading import CatalogueReading, RowReading, Verdict

PROCEDURES_FILE, DOCUMENTS_FILE = "procedures.csv", "documents.csv"


def shipped_procedures(folder: Path) -> tuple[Procedure, ...]:
    """Read the catalogue in a folder, every version of it, in the order of the file.

    A procedure with open questions is among them: its missing term or fee is asked for at the
    counter.

    Args:
        folder: holds `procedures.csv` and `documents.csv`.

    Raises:
        DeskError: the first refusal, with its line, when the catalogue has one.
    """
    reading = read_catalogue(folder / PROCEDURES_FILE, folder / DOCUMENTS_FILE)
    for row in reading.of(Verdict.REFUSED):
        if row.error is not None:
            row.error.facts["line"] = row.line
            raise row.error
    return reading.procedures()


def read_catalogue(path: Path, documents: Path | None = None) -> CatalogueReading:
    """Read a catalogue file (CSV or XLSX) of our own or the published layout.

    Args:
        path: the file of procedures.
        documents: the file of papers that goes with it; None when there is none, then
            the papers are not news.

    Raises:
        DeskError: FORMAT with a `reason` when the file as a whole cannot be read.
    """
    papers = None if documents is None else bytes_of(documents)
    return catalogue_in(bytes_of(path), papers)


def catalogue_in(data: bytes, documents: bytes | None = None) -> CatalogueReading:
    """Read the content of a catalogue file and of its papers; see `read_catalogue`."""
    return catalogue_of(table_in(data), documents)


def catalogue_of(table: Table, documents: bytes | None = None) -> CatalogueReading:
    """Read the cells of a catalogue file; see `read_catalogue`."""
    rules = _layout_of(table)
    papers = None if documents is None else documents_in(documents)
    rows = [_judge(number, row, rules) for number, row in enumerate(table.rows, start=1)]
    return CatalogueReading(
        rules.layout,
        tuple(_with_papers(row, papers or {}) for row in _without_duplicates(rows)),
        _carried(table, rules) | ({"documents"} if papers is not None else set()),
        tuple(h for h in table.headings if h not in rules.required + rules.optional),
    )


def _layout_of(table: Table) -> LayoutRules:
    lacks = [tuple(h for h in rules.required if h not in table.headings) for rules in LAYOUTS]
    for rules, missing in zip(LAYOUTS, lacks, strict=True):
        if not missing:
            return rules
    raise DeskError(Code.FORMAT, field="file", reason="headings", missing=min(lacks, key=len))


def _carried(table: Table, rules: LayoutRules) -> frozenset[str]:
    absent = {heading for heading in rules.optional if heading not in table.headings}
    return rules.carried - absent


def _judge(number: int, row: TableRow, rules: LayoutRules) -> RowReading:
    code = row.cells["code"]
    try:
        if row.error is not None:
            raise row.error
        facts = rules.read(row.cells)
    except DeskError as error:
        return RowReading(number, row.line, code, Verdict.REFUSED, error=error)
    verdict = Verdict.NEEDS_ANSWER if facts.questions else Verdict.ACCEPTED
    blank = frozenset(heading for heading, cell in row.cells.items() if not cell)
    return RowReading(
        number, row.line, code, verdict, facts.procedures, facts.questions, blank=blank
    )


def _without_duplicates(rows: list[RowReading]) -> list[RowReading]:
    """Refuse every row that speaks of the same days as another row of its code."""
    same_code: dict[str, list[RowReading]] = defaultdict(list)
    for row in rows:
        if row.procedures and row.code:
            same_code[row.code].append(row)
    clashes = {
        row.row: tuple(other.line for other in group if other is row or _overlap(row, other))
        for group in same_code.values()
        for row in group
    }
    return [_refused_for(row, clashes.get(row.row, ())) for row in rows]


def _refused_for(row: RowReading, lines: tuple[int, ...]) -> RowReading:
    if len(lines) < 2:
        return row
    error = DeskError(Code.FORMAT, field="code", reason="duplicate", value=row.code, lines=lines)
    return RowReading(row.row, row.line, row.code, Verdict.REFUSED, error=error)


def _overlap(one: RowReading, other: RowReading) -> bool:
    first, last = one.procedures[0].valid_from, one.procedures[-1].valid_to
    begin, end = other.procedures[0].valid_from, other.procedures[-1].valid_to
    return (end is None or first <= end) and (last is None or begin <= last)


def _with_papers(row: RowReading, papers: dict[str, tuple[RequiredDocument, ...]]) -> RowReading:
    documents = papers.get(row.code, ())
    versions = tuple(replace(version, documents=documents) for version in row.procedures)
    return replace(row, procedures=versions)
