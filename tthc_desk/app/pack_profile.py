"""The profile and the officers of a pack: `phuong.toml` and `can-bo.csv`."""

import re
import tomllib
from collections.abc import Mapping
from functools import partial
from textwrap import shorten
from typing import Any

from tthc_desk.app.pack_doubts import doubt_desks, doubt_hours, doubt_officers
from tthc_desk.app.pack_findings import PackFindings
from tthc_desk.app.pack_header import PROFILE, check_header
from tthc_desk.app.profile import sift_officers, sift_profile
from tthc_desk.app.profile_file import place_in
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.exchange.catalogue_table import Table, table_in
from tthc_desk.usecases.ward import Ward

OFFICERS = "can-bo.csv"
OFFICER_COLUMNS = ("login", "name", "role", "title", "unit", "phone")
_REQUIRED_COLUMNS = OFFICER_COLUMNS[:3]
_TOML_LINE = re.compile(r"at line ([0-9]+)")


def read_tables(text: str, findings: PackFindings) -> dict[str, Any] | None:
    """Read the tables of `phuong.toml`; None when it is no TOML or says nothing."""
    try:
        tables = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = _TOML_LINE.search(str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        findings.add(PROFILE, DeskError(Code.PROFILE, reason="toml"), line)
        return None
    if not tables:
        findings.refuse(PROFILE, 1, "file_empty")
    return tables or None


def read_ward(
    tables: Mapping[str, Any], text: str, officers: str, findings: PackFindings
) -> Ward | None:
    """Build the ward of a pack; None when something is in the way.

    Args:
        tables: of `phuong.toml`, without `[calendar]`.
        text: of `phuong.toml`, for the lines.
        officers: text of `can-bo.csv`.
    """
    if "officers" in tables:
        findings.refuse(PROFILE, line_of(text, "officers"), "officers_in_profile")
    rows, lines = _officer_rows(officers, findings)
    ward, errors = sift_profile({**tables, "officers": rows})
    for error in errors:
        if (error.field or "").startswith("officers"):
            _add_officer_error(error, lines, findings)
        else:
            error.facts.update(place_in(text, error))
            findings.add(PROFILE, error)
    check_header(tables.get("ward"), lambda key: line_of(text, key), findings)
    doubt_desks(PROFILE, tables.get("desks"), partial(line_of, text), findings)
    doubt_hours(PROFILE, tables.get("hours"), partial(line_of, text), findings)
    return ward


def check_officers(text: str, findings: PackFindings) -> None:
    """Check `can-bo.csv` alone, where the profile cannot be read."""
    rows, lines = _officer_rows(text, findings)
    for error in sift_officers(rows)[1]:
        _add_officer_error(error, lines, findings)


def line_of(text: str, field: str) -> int:
    """Find the line of a key of a profile, or of its section; the first one when there is none."""
    return int(str(place_in(text, DeskError(Code.PACK, field)).get("line", 1)))


def _officer_rows(text: str, findings: PackFindings) -> tuple[list[dict[str, str]], list[int]]:
    """Read the rows of `can-bo.csv` with the lines they stand on."""
    if not text.strip():
        return [], []
    table = None
    with findings.reading(OFFICERS):
        table = table_in(text.encode())
    if table is None or not check_columns(
        table, OFFICERS, OFFICER_COLUMNS, _REQUIRED_COLUMNS, findings
    ):
        return [], []
    whole = [row for row in table.rows if row.error is None]
    for row in table.rows:
        if row.error is not None:
            findings.add(OFFICERS, row.error, row.line)
    cells = [{k: v for k, v in row.cells.items() if k in OFFICER_COLUMNS} for row in whole]
    lines = [row.line for row in whole]
    doubt_officers(OFFICERS, cells, lines, findings)
    return cells, lines


def check_columns(
    table: Table,
    file: str,
    known: tuple[str, ...],
    required: tuple[str, ...],
    findings: PackFindings,
) -> bool:
    """Find columns nobody knows; say whether those that are needed are there."""
    words = ", ".join(known)
    for heading in table.headings:
        if heading not in known:
            findings.refuse(
                file, 1, "column", name=shorten(heading, 60, placeholder=" …"), words=words
            )
    missing = ", ".join(name for name in required if name not in table.headings)
    if missing:
        findings.refuse(file, 1, "columns_missing", missing=missing)
    return not missing


def _add_officer_error(error: DeskError, lines: list[int], findings: PackFindings) -> None:
    at = error.facts.pop("officer", None)
    if at is None and error.facts.get("reason") == "officers":
        findings.refuse(OFFICERS, 1, "officers_none")
        return
    line = lines[at - 1] if isinstance(at, int) else 1
    if isinstance(at, int):
        error.field = (error.field or "").removeprefix("officers.")
    findings.add(OFFICERS, error, line)
