"""Measures everything against the bare thing in one run and prints README's table.

`python -m tests.bench` makes smaller wards for itself; `--million DIR` uses the ward of 1,000,000
dossiers in DIR, making it first when it is not there (some minutes).
"""

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench import (
    big_ward,
    start_times,
    test_district_bench,
    test_figures_bench,
    test_lists_bench,
    test_papers_bench,
    test_receipt_bench,
    test_save_bench,
    test_search_bench,
    test_totals_bench,
)
from tests.bench.rows import Row

MILLION, HUNDRED_THOUSAND = 1_000_000, 100_000


def main() -> None:
    """Print the table as Markdown."""
    given = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        start_ward = Path(folder) / "start"
        big_ward.make(start_ward, HUNDRED_THOUSAND)
        if given.million:
            if not given.million.exists():
                big_ward.make(given.million, MILLION)
            os.environ["TTHC_BENCH_WARD"] = str(given.million)
        sys.stdout.write(f"{_machine()}\n\n| việc | ở đây | viết tay | tỷ lệ | ghi chú |\n")
        sys.stdout.write("| --- | ---: | ---: | ---: | --- |\n")
        for row in _rows(start_ward, given.million or start_ward):
            sys.stdout.write(_line(row))
            sys.stdout.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.bench")
    parser.add_argument("--million", type=Path, metavar="DIR", default=None)
    return parser.parse_args()


def _rows(start_ward: Path, big: Path) -> Iterator[Row]:
    yield from start_times.measure(start_ward, big)
    yield from test_save_bench.measure()
    yield from test_receipt_bench.measure()
    yield from test_papers_bench.measure()
    yield from test_search_bench.measure()
    yield from test_figures_bench.measure()
    yield from test_lists_bench.measure()
    yield from test_totals_bench.measure()
    yield from test_district_bench.measure()


def _line(row: Row) -> str:
    ours, bare = _time(row.ours_seconds), _time(row.bare_seconds)
    return f"| {row.name} | {ours} | {bare} | {row.ratio:.2f}× | {row.reach} |\n"


def _time(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"


def _machine() -> str:
    cores = os.cpu_count()
    python = platform.python_version()
    return f"{platform.system()} {platform.machine()}, {cores} lõi, Python {python}"


if __name__ == "__main__":
    main()
