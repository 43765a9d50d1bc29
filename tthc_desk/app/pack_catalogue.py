"""The procedures of a pack: `thu-tuc.csv` with local fees and terms, `thanh-phan.csv`."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from tthc_desk.app.pack_findings import PackFindings
from tthc_desk.app.pack_profile import check_columns
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.procedure import Channel, Procedure, TermUnit
from tthc_desk.domain.vietnamese import fold
from tthc_desk.exchange.catalogue_documents import documents_in
from tthc_desk.exchange.catalogue_files import catalogue_of
from tthc_desk.exchange.catalogue_layouts import OWN_COLUMNS, OWN_REQUIRED
from tthc_desk.exchange.catalogue_table import Table, table_in
from tthc_desk.exchange.pack_steps import STEPS, read_steps
from tthc_desk.usecases.catalogue_reading import CatalogueReading, RowReading, Topic, Verdict
from tthc_desk.usecases.pack_content import StepDays
from tthc_desk.usecases.ward import Ward

PROCEDURES, PAPERS = "thu-tuc.csv", "thanh-phan.csv"
ASK = "hoi tai quay"
"""A cell beginning so ("Hỏi tại quầy: …") says that it is known to be open."""

_KNOWN = (*OWN_COLUMNS, STEPS)
_IN_THE_TERM = {TermUnit.WORKING_DAYS, TermUnit.CALENDAR_DAYS, TermUnit.WORKING_HOURS}
Steps = Mapping[str, tuple[StepDays, ...]]


def read_procedures(
    text: str, papers: str | None, findings: PackFindings
) -> tuple[CatalogueReading | None, Steps]:
    """Read the procedures of a pack and how their terms are shared; strictly.

    Args:
        text: of `thu-tuc.csv`.
        papers: text of `thanh-phan.csv`; None when the pack has none.
    """
    table = None
    with findings.reading(PROCEDURES):
        table = _table(text)
    if table is None or not check_columns(table, PROCEDURES, _KNOWN, OWN_REQUIRED, findings):
        return None, {}
    reading = _reading(text, _whole_papers(papers, findings))
    steps: dict[str, tuple[StepDays, ...]] = {}
    for row, cells in zip(reading.rows, (row.cells for row in table.rows), strict=True):
        if row.verdict is Verdict.REFUSED:
            _add_refused(row, findings)
            continue
        _check_row(row, cells, findings)
        found = _steps(row, cells.get(STEPS, ""), findings)
        if found:
            steps[row.code] = found
    _check_papers(reading, papers, findings)
    return reading, steps


def check_step_units(
    reading: CatalogueReading, steps: Steps, ward: Ward, findings: PackFindings
) -> None:
    """Find units of steps that neither the profile nor an officer of the ward names."""
    known = {unit for unit, _ in ward.units} | {officer.unit for officer in ward.officers}
    folded = {fold(unit) for unit in known}
    for row in reading.rows:
        for step in steps.get(row.code, ()):
            if fold(step.unit) not in folded:
                findings.warn(
                    PROCEDURES, row.line, "steps_unit", value=step.unit, procedure=row.code
                )


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


def _steps(row: RowReading, cell: str, findings: PackFindings) -> tuple[StepDays, ...]:
    if not cell:
        return ()
    try:
        steps = read_steps(cell)
        _check_sum(row.procedures[-1], steps)
    except DeskError as error:
        findings.add(PROCEDURES, error, row.line)
        return ()
    return steps


def _check_sum(version: Procedure, steps: tuple[StepDays, ...]) -> None:
    """Refuse steps that do not add up to the term of any channel."""
    amounts = tuple(_amounts(version))
    total = sum(step.hundredths for step in steps)
    if not amounts:
        raise DeskError(Code.PACK, STEPS, reason="steps_term")
    same_day = {term.unit for term in version.terms.values()} == {TermUnit.SAME_DAY}
    if total not in amounts and not (same_day and total < amounts[0]):
        facts = {"found": _decimal(total), "term": ", ".join(map(_decimal, amounts))}
        raise DeskError(Code.PACK, STEPS, reason="steps_sum", **facts)


def _amounts(version: Procedure) -> Iterator[int]:
    for term in dict.fromkeys(version.terms.values()):
        if term.unit is TermUnit.SAME_DAY:
            yield 100
        elif term.unit in _IN_THE_TERM:
            yield term.amount * 100


def _decimal(hundredths: int) -> str:
    whole, part = divmod(hundredths, 100)
    return f"{whole},{part:02}".rstrip("0").rstrip(",")


def _check_papers(reading: CatalogueReading, papers: str | None, findings: PackFindings) -> None:
    """Find papers of a procedure the pack does not have."""
    codes = {row.code for row in reading.rows}
    with findings.reading(PAPERS):
        for row in table_in((papers or "").encode()).rows if papers else ():
            code = row.cells.get("code", "")
            if code and code not in codes:
                findings.refuse(PAPERS, row.line, "papers_code", procedure=code[:20])
