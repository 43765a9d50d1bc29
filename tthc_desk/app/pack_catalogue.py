"""The procedures of a pack: `thu-tuc.csv` with local fees and terms, `thanh-phan.csv`."""

from collections.abc import Mapping, Set
from dataclasses import replace
from datetime import date
from functools import lru_cache
from textwrap import shorten

from tthc_desk.app.pack_doubts import doubt_papers, doubt_procedures
from tthc_desk.app.pack_findings import PackFindings
from tthc_desk.app.pack_profile import check_columns
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.procedure import Channel
from tthc_desk.domain.vietnamese import fold
from tthc_desk.exchange.catalogue_documents import HEADINGS, sift_documents
from tthc_desk.exchange.catalogue_files import catalogue_of
from tthc_desk.exchange.catalogue_layouts import LAYOUTS, OWN_COLUMNS, OWN_REQUIRED
from tthc_desk.exchange.catalogue_steps import STEPS
from tthc_desk.exchange.catalogue_table import Table, table_in
from tthc_desk.usecases.catalogue_reading import CatalogueReading, RowReading, Topic, Verdict
from tthc_desk.usecases.ward import Ward
from tthc_desk.usecases.workflow import unknown_units

PROCEDURES, PAPERS = "thu-tuc.csv", "thanh-phan.csv"
ASK = "hoi tai quay"
"""A cell beginning so ("Hỏi tại quầy: …") says that it is known to be open."""

# Stands for a cell that was found wrong and must not be empty.
_SET_ASIDE = dict.fromkeys(("name", "field", "agency"), "–")


def read_procedures(
    text: str, papers: str | None, findings: PackFindings, today: date | None = None
) -> CatalogueReading | None:
    """Read the procedures of a pack; strictly.

    Args:
        text: of `thu-tuc.csv`.
        papers: text of `thanh-phan.csv`; None when the pack has none.
        today: by which procedures are over; None for a pack that was made already.
    """
    table = None
    with findings.reading(PROCEDURES):
        table = _table(text)
    if table is None or not check_columns(table, PROCEDURES, OWN_COLUMNS, OWN_REQUIRED, findings):
        return None
    if not table.rows:
        findings.refuse(PROCEDURES, 1, "procedures_none")
        return None
    listed = _papers(papers, findings)
    reading = _reading(text, papers if listed is not None else None)
    for row, cells in zip(reading.rows, table.rows, strict=True):
        if row.verdict is Verdict.REFUSED:
            _add_refused(row, cells.cells, findings)
        else:
            _check_row(row, cells.cells, findings)
    _check_papers(reading, listed, findings)
    last = [(row.line, row.procedures[-1]) for row in reading.rows if row.procedures]
    doubt_procedures(PROCEDURES, last, today, findings)
    return reading


def check_step_units(reading: CatalogueReading, ward: Ward, findings: PackFindings) -> None:
    """Find units of steps that neither the profile nor an officer of the ward names."""
    for row in reading.rows:
        for unit in unknown_units(row.procedures[-1:], ward):
            findings.warn(PROCEDURES, row.line, "steps_unit", value=unit, procedure=row.code)


# A table of wards builds many packs of the same files.
@lru_cache(maxsize=4)
def _table(text: str) -> Table:
    return table_in(text.encode())


@lru_cache(maxsize=4)
def _reading(text: str, papers: str | None) -> CatalogueReading:
    reading = catalogue_of(_table(text), None if papers is None else papers.encode())
    return replace(reading, ignored_columns=())


def _papers(papers: str | None, findings: PackFindings) -> Table | None:
    """Give the rows of the papers when they can be read as a whole."""
    if papers is None:
        return None
    with findings.reading(PAPERS):
        table = _table(papers)
        errors = sift_documents(table)[1]
        check_columns(table, PAPERS, HEADINGS, HEADINGS, findings)
        for error in errors:
            findings.add(PAPERS, DeskError(error.code, error.field, **error.facts))
        return None if errors else table
    return None


def _add_refused(row: RowReading, cells: Mapping[str, str], findings: PackFindings) -> None:
    """Tell a refused row, then what else of it is wrong: each bad cell is set aside in turn."""
    told: set[str] = set()
    error, kept = row.error, dict(cells)
    while error is not None:
        # A copy: the reading is kept for other packs.
        findings.add(PROCEDURES, DeskError(error.code, error.field, **error.facts), row.line)
        if error.facts.get("reason") != "duplicate":
            if error.field not in kept or error.field in told:
                return
            told.add(error.field)
            kept[error.field] = _SET_ASIDE.get(error.field, "")
        try:
            facts, error = LAYOUTS[0].read(kept), None
        except DeskError as found:
            error = found
    rest = RowReading(row.row, row.line, row.code, row.verdict, facts.procedures, facts.questions)
    _check_row(rest, kept, findings, told)


def _check_row(
    row: RowReading,
    cells: Mapping[str, str],
    findings: PackFindings,
    told: Set[str] = frozenset(),
) -> None:
    """Find what a row leaves open.

    Args:
        told: columns that were found wrong already.
    """
    version = row.procedures[-1]
    topics = {question.topic for question in row.questions}
    facts = {"procedure": row.code or "–", "name": version.short_name}
    if Topic.CODE in topics and "code" not in told:
        findings.refuse(PROCEDURES, row.line, "no_code", **facts)
    _check_term(row, cells, facts, findings)
    if told.isdisjoint(("charge", "fee")):
        if version.fees is None:
            _open((cells["charge"], cells["fee"]), "fee", row.line, facts, findings)
        elif Topic.FEE in topics:
            findings.refuse(PROCEDURES, row.line, "fee_channels", **facts)


def _check_term(
    row: RowReading,
    cells: Mapping[str, str],
    facts: Mapping[str, str],
    findings: PackFindings,
) -> None:
    version = row.procedures[-1]
    topics = {question.topic for question in row.questions}
    if not version.terms:
        _open((cells["term"],), "term", row.line, facts, findings)
        if version.steps:
            error = DeskError(Code.FORMAT, STEPS, reason="steps_term")
            findings.add(PROCEDURES, error, row.line)
    elif set(Channel) - version.terms.keys():
        findings.warn(PROCEDURES, row.line, "term_channels", **facts)
    elif topics & {Topic.TERM, Topic.TERM_UNIT, Topic.WHICH_RULE}:
        findings.warn(PROCEDURES, row.line, "term_unsure", **facts)


def _open(
    cells: tuple[str, ...],
    what: str,
    line: int,
    facts: Mapping[str, str],
    findings: PackFindings,
) -> None:
    if any(fold(cell).startswith(ASK) for cell in cells):
        findings.warn(PROCEDURES, line, f"ask_{what}", **facts)
    else:
        said = shorten("; ".join(filter(None, cells)), 80, placeholder=" …") or "–"
        findings.refuse(PROCEDURES, line, f"no_{what}", **facts, value=said)


def _check_papers(reading: CatalogueReading, papers: Table | None, findings: PackFindings) -> None:
    """Find papers of a procedure the pack does not have."""
    codes = {row.code for row in reading.rows}
    for row in papers.rows if papers else ():
        code = row.cells["code"]
        if code not in codes:
            findings.refuse(PAPERS, row.line, "papers_code", procedure=code[:20])
    rows = ((row.line, row.cells) for row in (papers.rows if papers else ()))
    doubt_papers(PAPERS, rows, findings)
