"""A process that receives dossiers is killed again and again; nothing acknowledged is lost.

The default run kills five times. The hundred of the reliability goal:

    pytest -m long -s tests/e2e/test_kills.py
"""

import json
import random
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.commands import json_lines, run, start
from tests.helpers.factories import OFFICE_WARD, make_line
from tthc_desk.app.wiring import make_ward, open_desk
from tthc_desk.usecases.intake_request import intake_request

BIRTH = "1.001193"
LINES = 400


@dataclass
class Killing:
    """One ward, its acknowledged dossiers, and what the kills left."""

    folder: Path
    random: random.Random
    acknowledged: dict[str, str] = field(default_factory=dict)
    unacknowledged: int = 0

    def kill_once(self, number: int) -> None:
        """Let a process receive, kill it after some answers, look at what is there."""
        sent = [
            make_line(procedure=BIRTH, request_id=str(uuid.UUID(int=self.random.getrandbits(128))))
            for _ in range(LINES)
        ]
        file = self.folder.parent / f"lines-{number}.jsonl"
        file.write_bytes(json_lines(sent))
        answers = self._answers_until_killed(file)
        self.acknowledged |= {a["request_id"]: a["number"] for a in answers}
        self._check(sent, len(answers))

    def _answers_until_killed(self, file: Path) -> list[dict[str, Any]]:
        process = start("receive", file, data=self.folder)
        assert process.stdin
        assert process.stdout
        assert process.stderr
        with process.stdin, process.stdout, process.stderr:
            heard = [process.stdout.readline() for _ in range(self.random.randint(1, 40))]
            process.kill()
            heard += process.stdout.readlines()
            process.wait()
            assert process.stderr.read() == b""
        # Half a line is no acknowledgement.
        return [json.loads(line) for line in heard if line.endswith(b"\n")]

    def _check(self, sent: list[dict[str, Any]], answered: int) -> None:
        with open_desk(self.folder) as desk:
            stored = {line.number for line in _all(desk)}
            assert set(self.acknowledged.values()) <= stored
            assert len(stored) <= len(self.acknowledged) + self.unacknowledged + 1
            # The one it was busy with: asked again, it is either there already or comes now.
            for line in sent[max(0, answered - 1) : answered + 1]:
                first = self.acknowledged.get(line["request_id"])
                actor = desk.actor()
                again = desk.intake.take_in(intake_request(line), actor)
                assert first in (None, again.number)
                assert again.repeated == (again.number in stored)
                self.unacknowledged += first is None and again.repeated
                self.acknowledged[line["request_id"]] = again.number
            stored = {line.number for line in _all(desk)}
            assert stored == set(self.acknowledged.values())
            _assert_no_gap(stored)
            assert [*desk.upkeep.verify()] == []


def _all(desk: Any) -> Iterator[Any]:
    after = None
    while True:
        page = desk.tracking.find(after=after, limit=200)
        yield from page.lines
        after = page.after
        if after is None:
            return


def _assert_no_gap(numbers: set[str]) -> None:
    by_day: dict[str, set[int]] = {}
    for number in numbers:
        head, serial = number.rsplit("-T", 1)
        by_day.setdefault(head, set()).add(int(serial))
    for serials in by_day.values():
        assert serials == set(range(1, len(serials) + 1))


def kill(folder: Path, times: int, seed: int) -> Killing:
    make_ward(folder, OFFICE_WARD)
    killing = Killing(folder, random.Random(seed))
    for number in range(times):
        killing.kill_once(number)
    assert len(set(killing.acknowledged.values())) == len(killing.acknowledged)
    return killing


def test_five_kills_lose_nothing(tmp_path: Path) -> None:
    killing = kill(tmp_path / "ward", 5, seed=5)
    assert len(killing.acknowledged) >= 10
    outcome = run("verify", data=killing.folder)
    assert (outcome.code, outcome.one["findings"]) == (0, 0)


@pytest.mark.long
def test_a_hundred_kills_lose_nothing(tmp_path: Path) -> None:
    seed = int(datetime.now(UTC).timestamp())
    sys.stdout.write(f"\nseed {seed}\n")
    killing = kill(tmp_path / "ward", 100, seed)
    sys.stdout.write(
        f"100 kills, {len(killing.acknowledged)} dossiers, "
        f"{killing.unacknowledged} saved but not acknowledged, 0 lost\n"
    )


def test_four_processes_receive_at_once_without_an_error_or_a_gap(tmp_path: Path) -> None:
    folder = tmp_path / "ward"
    make_ward(folder, OFFICE_WARD)
    processes = []
    for desk in range(4):
        file = tmp_path / f"{desk}.jsonl"
        file.write_bytes(json_lines([make_line(procedure=BIRTH, note=f"bàn {desk}")] * 100))
        processes.append(start("receive", file, data=folder))
    ends = [process.communicate(timeout=120) for process in processes]
    assert [process.returncode for process in processes] == [0] * 4, ends[0][1].decode()
    numbers = [json.loads(line)["number"] for out, _ in ends for line in out.splitlines()]
    assert len(numbers) == len(set(numbers)) == 400
    _assert_no_gap(set(numbers))
    assert run("verify", data=folder).code == 0
