"""Receiving and adding up the totals of many wards, against the same work written by hand.

Run: pytest -m bench -s tests/bench/test_district_bench.py; TTHC_BENCH_DISTRICT names a book kept
of 3.321 wards and 24 months (see `big_district`), TTHC_BENCH_FILES how many files are imported.
"""

import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.bench.bare_district import adder, take_in
from tests.bench.big_district import enrolled, files, kept_district, make, months, wards
from tests.bench.rows import Row, in_turn, row, timed
from tests.helpers.districts import SendingWard, open_again
from tthc_desk.app.district_wiring import DistrictDesk
from tthc_desk.exchange.inbox import offered

FILES = int(os.environ.get("TTHC_BENCH_FILES", "2400"))
MONTHS, BATCH = 24, 200
LEAST_PER_SECOND, REPORT_SECONDS = 500, 2.0
MEGABYTE = 1 << 20
# What the kernel says of a child counts the parent's memory it was forked with.
CHILD = """
import atexit, sys
from pathlib import Path
from tthc_desk.app.main import main

atexit.register(lambda: sys.stderr.write(Path("/proc/self/status").read_text()))
main()
"""


@dataclass
class Import:
    """How an import of many files went, transaction by transaction."""

    seconds: list[float]
    memory: list[int]
    bare_seconds: float

    @property
    def per_second(self) -> float:
        """Give files a second of one core, the first transaction left out."""
        rest = self.seconds[1:]
        return BATCH * len(rest) / sum(rest)


def import_many(count: int) -> Import:
    """Sign files to a disk, then import them in any order."""
    with tempfile.TemporaryDirectory() as folder:
        senders, place = wards(count // MONTHS), Path(folder) / "usb"
        place.mkdir()
        desk = enrolled(Path(folder) / "district", senders)
        contents = [found.data for found in files(senders, months(MONTHS))]
        random.Random(3).shuffle(contents)
        for at, data in enumerate(contents):
            assert isinstance(data, bytes)
            (place / f"TOTALS_00000_{at:06}.json").write_bytes(data)
        bare = _by_hand(Path(folder), contents, senders)
        del contents
        seconds, memory = _import(desk, place)
        desk.store.close()
    return Import(seconds, memory, bare)


def _by_hand(folder: Path, contents: list[Any], senders: list[SendingWard]) -> float:
    """Give the seconds all files would take by hand, told from some of them."""
    publics = {ward.key_id: ward.public for ward in senders}
    some = contents[: 10 * BATCH]
    return timed(lambda: take_in(folder, some, publics)) * len(contents) / len(some)


def _import(desk: DistrictDesk, place: Path) -> tuple[list[float], list[int]]:
    seconds, memory, process = list[float](), list[int](), psutil.Process()
    begun = time.process_time()

    def progress(done: int, of: int) -> bool:
        nonlocal begun
        now = time.process_time()
        seconds.append(now - begun)
        memory.append(process.memory_info().rss)
        begun = now
        return True

    outcomes = {
        answer.outcome.value
        for answer in desk.consolidation.import_files(offered([place]), desk.actor(), progress)
    }
    assert outcomes == {"accepted"}
    return seconds, memory


@contextmanager
def big_district() -> Iterator[DistrictDesk]:
    """Open the book kept for benches, or a smaller one made now."""
    with tempfile.TemporaryDirectory() as folder:
        place = kept_district() or Path(folder) / "district"
        if not place.exists():
            make(place, 100, MONTHS)
        desk = open_again(place)
        yield desk
        desk.store.close()


def measure() -> Iterator[Row]:
    """Give the lines of the table."""
    found = import_many(FILES)
    ours = sum(found.seconds)
    reach = f"{FILES} tệp; {found.per_second:.0f} tệp/giây"
    yield Row("nhận tệp số liệu", ours, found.bare_seconds, ours / found.bare_seconds, reach)
    with big_district() as desk:
        first, last = months(MONTHS)[0].first, months(MONTHS)[-1].last
        count = len(desk.enrolment.wards())
        with desk.store._database.reading() as raw:
            times = in_turn(
                lambda: desk.reports.facts(first, last, desk.actor()), adder(raw), rounds=5
            )
        yield row("báo cáo tổng hợp", *times, f"{count} phường × {MONTHS} tháng")


@pytest.mark.bench
def test_files_are_taken_in_fast_steadily_and_in_little_memory() -> None:
    found = import_many(FILES)
    sys.stdout.write(
        f"\n{found.per_second:.0f} files/s; by hand {FILES / found.bare_seconds:.0f}\n"
    )
    quarter = len(found.seconds) // 4
    early, late = sum(found.seconds[1 : quarter + 1]), sum(found.seconds[-quarter:])
    grown = found.memory[-1] - found.memory[quarter]
    sys.stdout.write(f"last quarter {late / early:.2f}×, {grown / MEGABYTE:.1f} MB more\n")
    assert found.per_second >= LEAST_PER_SECOND
    # The later ones meet chains of their wards that are there already.
    assert late < 1.5 * early
    assert grown < 30 * MEGABYTE


@pytest.mark.bench
def test_a_report_of_all_wards_is_there_in_two_seconds() -> None:
    with big_district() as desk:
        first, last = months(MONTHS)[0].first, months(MONTHS)[-1].last
        seconds = min(timed(lambda: desk.reports.facts(first, last, desk.actor())) for _ in "123")
        facts = desk.reports.facts(first, last, desk.actor())
        sys.stdout.write(f"\n{facts.completeness} wards: {seconds:.2f} s\n")
        assert facts.expected == len(facts.wards) > 0
        assert seconds < REPORT_SECONDS


@pytest.mark.bench
def test_a_folder_of_168_wards_with_junk_takes_seconds_and_little_memory(tmp_path: Path) -> None:
    senders, place = wards(168), tmp_path / "usb"
    enrolled(tmp_path / "district", senders).store.close()
    place.mkdir()
    for found in files(senders, months(1)):
        assert isinstance(found.data, bytes)
        (place / found.name).write_bytes(found.data)
        (place / found.name).with_suffix(".xlsx").write_bytes(b"PK\x03\x04" + bytes(60_000))
    (place / "desktop.ini").write_bytes(b"[x]")
    (place / "~$bang.xlsx").write_bytes(b"")
    with (place / "TOTALS_00000_film.json").open("wb") as film:
        film.truncate(2 << 30)
    command = (sys.executable, "-c", CHILD, "district", "import", place, "--data")
    begun = time.perf_counter()
    done = subprocess.run([*command, tmp_path / "district"], capture_output=True, check=False)
    seconds = time.perf_counter() - begun
    peak = int(re.findall(rb"VmHWM:\s+([0-9]+) kB", done.stderr)[0]) * 1024
    sys.stdout.write(f"\n{seconds:.1f} s, {peak / MEGABYTE:.0f} MB\n")
    assert done.stdout.count(b'"accepted"') == 168
    assert (seconds < 10, peak < 300 * MEGABYTE) == (True, True)
