"""A process that receives files is killed; what it answered is there, and nothing half.

The default run kills twice. The thirty of the reliability goal:

    pytest -m long -s tests/integration/district/test_killed_import.py
"""

import json
import random
import shutil
from pathlib import Path

import pytest

from tests.helpers.commands import run, start
from tests.helpers.districts import SendingWard, enrol, month, new_district
from tests.helpers.wards import FixedClock
from tthc_desk.domain.totals import Chain, periods

WARDS = 8


def stick(folder: Path) -> tuple[Path, Path, int]:
    """Make a book, and a stick with some hundred files for it."""
    desk = new_district(folder / "district", FixedClock())
    place, count = folder / "usb", 0
    place.mkdir()
    for number in range(WARDS):
        ward = SendingWard(f"{number:05}")
        enrol(desk, ward)
        for span in periods(Chain.DAILY, month(1).first, month(2).last):
            sent = ward.send(span, Chain.DAILY)
            (place / sent.name).write_bytes(sent.data)
            count += 1
    desk.store.close()
    return folder / "district", place, count


def kill_once(book: Path, place: Path, answers: int) -> None:
    """Kill an import after some answers, and look at what is there."""
    process = start("district", "import", place, data=book)
    assert process.stdout
    assert process.stderr
    assert process.stdin
    with process.stdin, process.stdout, process.stderr:
        heard = [process.stdout.readline() for _ in range(answers)]
        process.kill()
        heard += process.stdout.readlines()
        process.wait()
    told = {json.loads(line)["hash"] for line in heard if line.endswith(b"\n")}
    checked = run("district", "verify", data=book)
    assert checked.one["ok"], checked.out
    kept = run("district", "import", place, data=book).lines
    known = {line["hash"] for line in kept if line["outcome"] == "unchanged"}
    assert told <= known
    # Whole transactions only.
    assert len(known) % 200 == 0 or len(known) == len(kept)


def kill_again_and_again(folder: Path, times: int) -> None:
    book, place, count = stick(folder)
    chance = random.Random(7)
    for turn in range(times):
        copy = Path(shutil.copytree(book, folder / str(turn)))
        kill_once(copy, place, chance.randrange(count))
        days = ("--from", "2026-01-01", "--to", "2026-02-28", "--kind", "daily")
        found = run("district", "report", *days, data=copy).one
        assert found["completeness"] == f"{WARDS}/{WARDS}"
        shutil.rmtree(copy)


def test_nothing_answered_is_lost_when_an_import_is_killed(tmp_path: Path) -> None:
    kill_again_and_again(tmp_path, 2)


@pytest.mark.long
def test_thirty_kills_lose_nothing(tmp_path: Path) -> None:
    kill_again_and_again(tmp_path, 30)
