"""A ward by its commands: lines to take in, a number, the check of the whole."""

import uuid
from pathlib import Path
from typing import Any

from tests.helpers.commands import Outcome, json_lines, run
from tests.helpers.factories import make_line
from tthc_desk.app import paths

BIRTH = "1.001193"
PROFILE = paths.shipped_profile()
COUNTER, SUPERVISOR = "quay1", "lanhdao"


def line(**changes: Any) -> dict[str, Any]:
    return make_line(**{"procedure": BIRTH, **changes})


def receive(ward: Path, *lines: dict[str, Any], user: str = COUNTER) -> Outcome:
    file = ward.parent / f"{uuid.uuid4()}.jsonl"
    file.write_bytes(json_lines(lines))
    return run("receive", file, "--user", user, data=ward)


def accept(ward: Path, **changes: Any) -> str:
    outcome = receive(ward, line(**changes))
    assert outcome.code == 0, outcome.out
    return str(outcome.one["number"])


def finding(ward: Path) -> dict[str, Any]:
    outcome = run("verify", data=ward)
    assert outcome.code == 0, outcome.out
    return outcome.one
