"""The procedures of a pack: `thu-tuc.csv` with local fees and terms, `thanh-phan.csv`."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from tthc_desk.app.pack_findings import PackFindings
from tthc_desk.app.pack_profile import check_columns
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.procedure import Channel
from tthc_desk.domain.vietnamese import fold
from tthc_desk.exchange.catalogue_documents import documents_in
from tthc_desk.exchange.catalogue_files import catalogue_of
from tthc_desk.exchange.catalogue_layouts import OWN_COLUMNS, OWN_REQUIRED
from tthc_desk.exchange.catalogue_steps import STEPS
from tthc_desk.exchange.catalogue_table import Table, table_in
from tthc_desk.usecases.catalogue_reading import CatalogueReading, RowReading, Topic, Verdict
from tthc_desk.usecases.ward import Ward
from tthc_desk.usecases.workflow import unknown_units

PROCEDURES, PAPERS = "thu-tuc.csv", "thanh-phan.csv"
ASK = "hoi tai quay"
"""A cell beginning so ("Hỏi tại quầy: …") says that it is known to be open."""


def read_procedures(
    text: str, papers: str | None, findings: PackFindings
) -> CatalogueReading | None:
    """Read the procedures of a pack; strictly.

    Args:
        text: of `thu-tuc.csv`.
        papers: text of `thanh-phan.csv`; None when the pack has none.
    """
    table = None
    with findings.reading(PROCEDURES):
        table = _table(text)
    if table is None or not check_columns(table, PROCEDURES, OWN_COLUMNS, OWN_REQUIRED, findings):
        return None
    reading = _reading(text, _whole_papers(papers, findings))
    for row, cells in zip(reading.rows, (row.cells for row in table.rows), strict=True):
        if row.verdict is Verdict.REFUSED:
            _add_refused(row, findings)
        else:
            _check_row(row, cells, findings)
    _check_papers(reading, papers, findings)
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


def _whole_papers(papers: str | None, findings: PackFindings) -> str | None:
    """Give the papers when they can be read as a whole."""
    if papers is None:
        return None
    with findings.reading(PAPERS):
        documents_in(papers.encode())
        return papers
    return None


def _add_refused(row: RowReading, findings: PackFindings) -> None:
    if row.error is not None:
        # A copy: the reading is kept for other packs.
        error = DeskError(row.error.code, row.error.field, **row.error.facts)
        findings.add(PROCEDURES, error, row.line)


def _check_row(row: RowReading, cells: Mapping[str, str], findings: PackFindings) -> None:
    version = row.procedures[-1]
    topics = {question.topic for question in row.questions}
    facts = {"procedure": row.code or "–", "name": version.short_name}
    if Topic.CODE in topics:
        findings.refuse(PROCEDURES, row.line, "no_code", **facts)
    if not version.terms:
        _open((cells["term"],), "term", row.line, facts, findings)
        if version.steps:
            error = DeskError(Code.FORMAT, STEPS, reason="steps_term")
            findings.add(PROCEDURES, error, row.line)
    elif set(Channel) - version.terms.keys():
        findings.warn(PROCEDURES, row.line, "term_channels", **facts)
    elif topics & {Topic.TERM, Topic.TERM_UNIT, Topic.WHICH_RULE}:
        findings.warn(PROCEDURES, row.line, "term_unsure", **facts)
    if version.fees is None:
        _open((cells["charge"], cells["fee"]), "fee", row.line, facts, findings)
    elif Topic.FEE in topics:
        findings.refuse(PROCEDURES, row.line, "fee_channels", **facts)


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
        said = "; ".join(filter(None, cells))[:80] or "–"
        findings.refuse(PROCEDURES, line, f"no_{what}", **facts, value=said)


def _check_papers(reading: CatalogueReading, papers: str | None, findings: PackFindings) -> None:
    """Find papers of a procedure the pack does not have."""
    codes = {row.code for row in reading.rows}
    with findings.reading(PAPERS):
        for row in table_in((papers or "").encode()).rows if papers else ():
            code = row.cells.get("code", "")
            if code and code not in codes:
                findings.refuse(PAPERS, row.line, "papers_code", procedure=code[:20])
