"""`close-day`, `reopen-day` and `tally` as commands; two at once, and one killed between."""

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.commands import run, run_process
from tests.helpers.factories import OFFICE_WARD, PAID, PROCEDURES, Office, make_line
from tests.helpers.wards import YEARS, FixedClock
from tthc_desk.app.wiring import open_desk
from tthc_desk.domain.moves import Action
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.storage.folder import create_folder
from tthc_desk.usecases.closing import ClosingInput
from tthc_desk.usecases.intake_request import intake_request

ASKED = "123e4567-e89b-42d3-a456-426614174000"


@pytest.fixture
def ward(tmp_path: Path) -> tuple[Path, str]:
    """A ward that took 15.000 đồng in cash and a dossier without fee a moment ago."""
    folder = tmp_path / "ward"
    create_folder(folder, OFFICE_WARD, YEARS, PROCEDURES)
    now = datetime.now(VIETNAM) - timedelta(seconds=30)
    with open_desk(folder, FixedClock(now)) as desk:
        office = Office(desk, FixedClock(now))
        for line in (make_line(procedure=PAID.code, paid="cash"), make_line()):
            desk.intake.take_in(intake_request(line), office.counter)
    return folder, now.date().isoformat()


def close(folder: Path, day: str, *more: str) -> Any:
    return run("close-day", "--date", day, *more, data=folder)


def test_cash_is_asked_for_then_the_day_closes_and_reopens(ward: tuple[Path, str]) -> None:
    folder, day = ward
    asked = close(folder, day)
    assert asked.code == 1
    assert asked.one["error"]["code"] == "E_CASH_COUNT"
    assert "quay1 phải có 15.000 đồng" in asked.one["error"]["message"]
    closed = close(folder, day, "--cash", "15.000", "--request-id", ASKED)
    assert (closed.code, closed.one["state"], closed.one["round"]) == (0, "closed", 1)
    assert closed.one["cash"][0]["difference_dong"] == 0
    again = close(folder, day, "--cash", "quay1=15000", "--request-id", ASKED)
    assert (again.code, again.one["repeated"]) == (0, True)
    tally = run("tally", "--date", day, data=folder).one
    assert (tally["state"], tally["as_closed"]["cash_dong"]) == ("closed", 15_000)
    assert tally["units"][0]["received"] == 2
    refused = run("reopen-day", "--date", day, "--reason", "Đếm lại", data=folder)
    assert (refused.code, refused.one["error"]["code"]) == (1, "E_SUPERVISOR")
    more = ("--reason", "Đếm lại", "--user", "lanhdao")
    opened = run("reopen-day", "--date", day, *more, data=folder)
    assert (opened.code, opened.one["state"]) == (0, "reopened")
    assert run("verify", data=folder).code == 0


def test_a_difference_closes_with_reason_and_second_name(ward: tuple[Path, str]) -> None:
    folder, day = ward
    short = ("--cash", "quay1=10000", "--handed-in", "quay1=10000")
    assert close(folder, day, *short).one["error"]["code"] == "E_REASON"
    done = close(folder, day, *short, "--reason", "Thiếu", "--second", "lanhdao").one
    assert (done["cash"][0]["difference_dong"], done["second"]) == (-5_000, "lanhdao")
    assert done["cash"][0]["left_dong"] == 0


def test_a_void_of_a_closed_day_stands_once_in_the_tally_of_either_day(tmp_path: Path) -> None:
    folder = tmp_path / "ward"
    create_folder(folder, OFFICE_WARD, YEARS, PROCEDURES)
    clock = FixedClock(datetime(2026, 3, 2, 8, tzinfo=VIETNAM))
    with open_desk(folder, clock) as desk:
        office = Office(desk, clock)
        number = office.accept()
        office.later(hours=9)
        desk.closing.close(clock.at.date(), ClosingInput(), office.counter)
        office.later(hours=15)
        office.act(number, Action.VOID, office.supervisor, reason="Nhập trùng")
    closed = run("tally", "--date", "2026-03-02", data=folder).one
    (correction,) = closed["corrections"]
    assert (correction["number"], correction["reason"]) == (number, "Nhập trùng")
    assert (closed["corrections_made"], closed["notes"]["voided"]) == ([], 0)
    today = run("tally", "--date", "2026-03-03", data=folder).one
    assert today["corrections_made"] == [correction]
    assert (today["corrections"], today["notes"]["voided"]) == ([], 0)
    before = run("tally", "--date", "2026-03-03", "--as-of", "2026-03-02T20:00", data=folder).one
    assert before["corrections_made"] == []


def test_an_amount_given_twice_is_wrong_usage(ward: tuple[Path, str]) -> None:
    folder, day = ward
    assert close(folder, day, "--cash", "1", "--cash", "2").code == 2


def test_two_processes_that_close_at_the_same_moment_close_once(ward: tuple[Path, str]) -> None:
    folder, day = ward
    with ThreadPoolExecutor(3) as threads:
        words = ("close-day", "--date", day, "--cash", "15000")
        asked = [threads.submit(run_process, *words, data=folder) for _ in range(3)]
        outcomes = [one.result() for one in asked]
    assert sorted(outcome.code for outcome in outcomes) == [0, 1, 1]
    refused = {o.one["error"]["code"] for o in outcomes if o.code}
    assert refused == {"E_DAY_CLOSED"}
    assert run("verify", data=folder).code == 0


_KILLED = """
import os, signal, sys
from tthc_desk.app.main import main
from tthc_desk.storage.unit import Unit

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

setattr(Unit, sys.argv.pop(1), die)
main()
"""


@pytest.mark.parametrize("where", ["issue_paper", "save_closing", "remember", "commit"])
def test_a_closing_that_is_killed_leaves_nothing_of_it(ward: tuple[Path, str], where: str) -> None:
    folder, day = ward
    words = ("--date", day, "--cash", "15000", "--request-id", ASKED)
    program = (sys.executable, "-c", _KILLED, where, "close-day", *words, "--data", str(folder))
    killed = subprocess.run(program, capture_output=True, check=False)
    assert (killed.returncode, killed.stdout) == (-signal.SIGKILL, b"")
    with open_desk(folder) as desk:
        assert desk.closing.closings(datetime.fromisoformat(day).date()) == ()
        assert desk.papers.of(day) == ()
    done = close(folder, day, *words[2:])
    assert (done.code, done.one["round"], done.one["repeated"]) == (0, 1, False)
    assert run("verify", data=folder).code == 0
