"""How long the register of a year takes, how it grows, and how much memory it needs."""

import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.bench import bare_lists, bare_receipt
from tests.bench.rows import Row, in_turn, row
from tests.helpers.report_samples import make_register
from tthc_desk.documents.reports import render_report, workbook

pytestmark = [pytest.mark.bench, pytest.mark.long]

FEW, MANY = 1_000, 10_000
ROUNDS = {FEW: 5, MANY: 2}
GROWTH_LIMIT = 12.0
RATIO_LIMITS = {"PDF": 2.5, "XLSX": 1.6}
MEMORY_LIMIT_MB = 300
_CHILD = """
import re, sys
from pathlib import Path
from tests.helpers.report_samples import make_register
from tthc_desk.documents import reports
getattr(reports, sys.argv[1])(make_register(int(sys.argv[2])))
status = Path("/proc/self/status").read_text()
print(int(re.search(r"VmHWM:\\s+(\\d+) kB", status)[1]) // 1024)
"""


def peak_mb(work: str, dossiers: int) -> int:
    """Tell how much memory a process of its own needed at most, in MB (Linux)."""
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-c", _CHILD, work, str(dossiers)]
    done = subprocess.run(command, cwd=root, capture_output=True, check=True, text=True)
    return int(done.stdout)


def measure() -> list[Row]:
    """Time registers of a month and of a year by turns with the same cells written by hand."""
    return [*_pdf(), *_xlsx()]


def _pdf() -> list[Row]:
    bare_receipt.register()
    rows = []
    for count in (FEW, MANY):
        facts = make_register(count)
        ours = partial(render_report, facts)
        bare = partial(bare_lists.draw, bare_lists.broken_rows(facts))
        rows.append(_row("PDF", "render_report", count, ours, bare))
    return rows


def _xlsx() -> list[Row]:
    rows = []
    for count in (FEW, MANY):
        facts = make_register(count)
        ours, bare = partial(workbook, facts), partial(bare_lists.write, facts)
        rows.append(_row("XLSX", "workbook", count, ours, bare))
    return rows


def _row(
    kind: str, work: str, count: int, ours: Callable[[], bytes], bare: Callable[[], bytes]
) -> Row:
    times = in_turn(ours, bare, ROUNDS[count])
    reach = f"{ROUNDS[count]} lần; đỉnh bộ nhớ {peak_mb(work, count)} MB"
    return row(f"sổ theo dõi hồ sơ ({kind}), {count}", *times, reach)


@pytest.mark.parametrize(("kind", "rows"), [("PDF", _pdf), ("XLSX", _xlsx)])
def test_the_register_grows_with_its_dossiers_alone(
    kind: str, rows: Callable[[], list[Row]]
) -> None:
    few, many = rows()
    for line in (few, many):
        print(line)  # noqa: T201
        assert line.ratio <= RATIO_LIMITS[kind], line
    assert many.ours_seconds / few.ours_seconds <= GROWTH_LIMIT


@pytest.mark.parametrize("work", ["render_report", "workbook"])
def test_a_register_of_a_year_needs_little_memory(work: str) -> None:
    assert peak_mb(work, MANY) < MEMORY_LIMIT_MB
