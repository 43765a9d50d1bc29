"""Checking a ward's whole file: the file itself, then the rows beside the chain."""

from collections.abc import Iterator

from tthc_desk.storage.database import Database
from tthc_desk.storage.driver import Connection
from tthc_desk.storage.file_checks import Check, file_checks, run_checks, run_checks_on
from tthc_desk.storage.folder_kind import WARD
from tthc_desk.storage.schema import ALL_TABLES
from tthc_desk.storage.verify_answers import answers
from tthc_desk.storage.verify_closings import closed_days
from tthc_desk.storage.verify_derived import derived_rows, search_index
from tthc_desk.storage.verify_exports import sent_totals
from tthc_desk.storage.verify_lists import handover_lists
from tthc_desk.storage.verify_numbers import counted_numbers, slips_and_papers
from tthc_desk.storage.verify_papers import papers
from tthc_desk.storage.verify_persons import persons
from tthc_desk.storage.verify_rules import rules
from tthc_desk.usecases.figure_queries import Progress
from tthc_desk.usecases.ports import Finding

_SIZE = "SELECT (SELECT max(seq) FROM event) + 2 * (SELECT count(*) FROM dossier)"
# By the full-text index and by the library of revisions.
WORDED_BY_OTHERS = ("table dossier_search_", "table alembic_version")
_CHECKS: dict[str, Check] = {
    "numbers": counted_numbers,
    "slips": slips_and_papers,
    "papers": papers,
    "lists": handover_lists,
    "persons": persons,
    "answers": answers,
    "rules": rules,
    "closings": closed_days,
    "exports": sent_totals,
    "derived": derived_rows,
    "search": search_index,
}


def findings(database: Database, progress: Progress | None) -> Iterator[Finding]:
    """Run every check in one snapshot; yields what is wrong, nothing for a sound file."""
    yield from run_checks(database, _all_checks(), _SIZE, progress)


def findings_on(connection: Connection, progress: Progress | None) -> Iterator[Finding]:
    """Run every check inside the transaction of a connection."""
    yield from run_checks_on(connection, _all_checks(), _SIZE, progress)


def _all_checks() -> dict[str, Check]:
    return {**file_checks(WARD, ALL_TABLES, WORDED_BY_OTHERS), **_CHECKS}
