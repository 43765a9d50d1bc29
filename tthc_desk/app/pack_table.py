"""Packs of many wards made from one table: each row changes the base folder in its own way."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tthc_desk.app.pack_findings import PackFindings
from tthc_desk.app.pack_folder import PackFolder, check_folder, read_folder
from tthc_desk.app.pack_header import PROFILE
from tthc_desk.app.pack_making import named_after
from tthc_desk.app.pack_profile import check_columns
from tthc_desk.app.pack_reading import LOGO
from tthc_desk.app.pack_strangers import other_wards, ward_name
from tthc_desk.app.profile import WARD_KEYS
from tthc_desk.app.profile_text import toml_text, with_values
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.text_input import digits_only
from tthc_desk.exchange.catalogue_table import TableRow, bytes_of, table_in
from tthc_desk.usecases.pack_content import PackContent, PackFinding

COLUMNS = tuple(sorted(WARD_KEYS))
_REQUIRED = ("code", "name", "agency_code")
_FLAGS = {"": None, "true": "true", "false": "false", "có": "true", "không": "false"}
_UNIQUE = ("code", "name", "agency_code")


@dataclass(frozen=True, slots=True)
class TableWard:
    """One ward of a table.

    Args:
        content: None when something of it is not fit.
        findings: those of its row name the table; the others a file of the base folder or of
            the ward's own.
    """

    code: str
    folder: PackFolder
    content: PackContent | None
    findings: tuple[PackFinding, ...]


def read_wards(
    table: Path, base: Path, year: int
) -> tuple[tuple[TableWard, ...], tuple[PackFinding, ...]]:
    """Read a table of wards: columns are keys of `[ward]`; an empty cell leaves the base's value.

    The lines that name a ward (unit, counter, place) follow its name where no column says
    otherwise. A folder beside the table named by a ward's code has files that replace those of
    the base, such as its own `can-bo.csv`.

    Returns:
        The wards in order, and what is wrong with the table itself.

    Raises:
        DeskError: FOLDER, IO or FORMAT when table or base cannot be read at all.
    """
    findings, own = PackFindings(), read_folder(base)
    rows = _rows(table, findings)
    names = (*(row.cells["name"] for row in rows), ward_name(own.texts.get(PROFILE, "")))
    wards = tuple(_ward(row, table, own, year, names) for row in rows)
    return wards, findings.all


def _rows(path: Path, findings: PackFindings) -> tuple[TableRow, ...]:
    content, table = bytes_of(path), None
    with findings.reading(path.name):
        table = table_in(content)
    if table is None or not check_columns(table, path.name, COLUMNS, _REQUIRED, findings):
        return ()
    if not table.rows:
        findings.refuse(path.name, 1, "table_empty")
    fit = tuple(row for row in table.rows if _is_fit(row, path.name, findings))
    _find_twins(path.name, fit, findings)
    return fit


def _is_fit(row: TableRow, file: str, findings: PackFindings) -> bool:
    """Say whether a row names a ward at all."""
    if row.error is not None:
        findings.add(file, row.error, row.line)
        return False
    empty = [column for column in _REQUIRED if not row.cells[column]]
    for column in empty:
        findings.add(file, DeskError(Code.REQUIRED, column), row.line)
    code = row.cells["code"]
    misspelt = bool(code) and not (len(code) == 5 and digits_only(code))
    if misspelt:
        findings.refuse(file, row.line, "table_code", value=code[:20])
    return not empty and not misspelt


def _find_twins(file: str, rows: tuple[TableRow, ...], findings: PackFindings) -> None:
    for column in _UNIQUE:
        first: dict[str, int] = {}
        for row in rows:
            value = row.cells[column]
            if value and first.setdefault(value.casefold(), row.line) != row.line:
                earlier = first[value.casefold()]
                findings.refuse(file, row.line, "table_twice", value=value, first=earlier)


def _ward(
    row: TableRow, table: Path, base: PackFolder, year: int, names: tuple[str, ...]
) -> TableWard:
    code = row.cells["code"]
    own = _own_folder(table.parent / code)
    folder = _laid_over(base, own)
    values = dict(_values(row.cells))
    text = with_values(folder.texts.get(PROFILE, ""), values)
    folder = replace(folder, texts={**folder.texts, PROFILE: text})
    content, findings = check_folder(folder, year)
    findings = (*findings, *other_wards(text, names))
    own_files = {*own.texts, *(one.file for one in own.findings), *([LOGO] if own.logo else [])}
    for one in findings:
        if one.file == PROFILE and one.error.field in values:
            # What the row brought is told by its line in the table.
            one.error.facts.update(in_file=table.name, line=row.line)
        elif one.file in own_files:
            one.error.facts["in_file"] = f"{code}/{one.file}"
    return TableWard(code, folder, content, findings)


def _own_folder(folder: Path) -> PackFolder:
    return read_folder(folder) if folder.is_dir() else PackFolder({})


def _laid_over(base: PackFolder, own: PackFolder) -> PackFolder:
    replaced = {*own.texts, *([LOGO] if own.logo else [])}
    of_base = (one for one in base.findings if one.file not in replaced)
    return PackFolder({**base.texts, **own.texts}, own.logo or base.logo, (*of_base, *own.findings))


def _values(cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    written = named_after(cells["name"]) | {key: cell for key, cell in cells.items() if cell}
    for key, value in written.items():
        if key not in WARD_KEYS:
            continue
        # Anything but true and false goes in as text, where the profile refuses it.
        flag = _FLAGS.get(value.lower()) if key == "training" else None
        yield f"ward.{key}", flag or toml_text(value)
