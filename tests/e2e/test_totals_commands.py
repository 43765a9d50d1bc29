"""`export-totals` and `signing-key` as commands: sent, listed, amended, sent again, killed."""

import json
from base64 import b64decode
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.commands import Outcome, run, start
from tests.helpers.factories import OFFICE_WARD, PAID, PROCEDURES, make_line
from tests.helpers.wards import YEARS, FixedClock, moment
from tthc_desk.app.wiring import open_desk
from tthc_desk.domain.totals import Chain, period_at
from tthc_desk.exchange.totals_file import TotalsFiles
from tthc_desk.storage.folder import create_folder
from tthc_desk.usecases.intake_request import intake_request

ASKED = "123e4567-e89b-42d3-a456-426614174000"
FIRST_DAY = date(2026, 3, 3)
LATE: dict[str, Any] = {"received_at": "2026-03-12T09:00:00+07:00", "supervisor": "lanhdao"}
MARCH, APRIL = (period_at(Chain.MONTHLY, day) for day in (FIRST_DAY, date(2026, 4, 1)))
DAYS = ("--from", "2026-03-01", "--to", "2026-03-31")


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    """A ward that took a few dossiers in March and April."""
    folder = tmp_path / "ward"
    create_folder(folder, OFFICE_WARD, YEARS, PROCEDURES)
    take(folder, FIRST_DAY, paid="cash", procedure=PAID.code)
    take(folder, date(2026, 4, 7))
    (tmp_path / "stick").mkdir()
    return folder


def take(folder: Path, day: date | None = None, **changes: Any) -> None:
    """Receive a dossier on a day; now when none is named."""
    clock = FixedClock(moment(day)) if day else None
    with open_desk(folder, clock) as desk:
        desk.intake.take_in(intake_request(make_line(**changes)), desk.actor("quay1"))


def send(ward: Path, *more: str, kind: str = "monthly", user: str = "lanhdao") -> Outcome:
    out = ("--out", str(ward.parent / "stick"))
    return run("export-totals", "--kind", kind, *out, "--user", user, *more, data=ward)


def states(ward: Path, *more: str) -> dict[str, str]:
    listed = run("export-totals", "--list", *more, data=ward)
    assert listed.code == 0
    return {line["from"]: line["state"] for line in listed.lines}


def stick(ward: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (ward.parent / "stick").iterdir()}


def test_a_month_is_sent_with_its_papers_and_stands_in_the_list(ward: Path) -> None:
    assert states(ward)["2026-03-01"] == "missing"
    sent = send(ward, *DAYS)
    assert sent.code == 0
    assert "signing-key export" in sent.err
    found = sent.one
    assert (found["columns"]["3"], found["columns"]["5"], found["fee_dong"]) == (1, 1, 5_000)
    name = "TOTALS_99999_2026-03-01_2026-03-31_1"
    endings = (".json", ".pdf", ".xlsx", "_PHIEU_GUI.pdf")
    assert set(stick(ward)) == {f"{name}{ending}" for ending in endings}
    assert {Path(path).name for path in found["files"]} == set(stick(ward))
    assert states(ward) == states(ward) | {"2026-03-01": "sent", "2026-04-01": "missing"}
    assert run("verify", data=ward).code == 0


def test_sent_again_every_file_is_the_same_to_the_byte(ward: Path) -> None:
    first = send(ward, *DAYS).one
    before = stick(ward)
    assert send(ward, *DAYS).one == first
    assert stick(ward) == before
    for path in (ward.parent / "stick").iterdir():
        path.unlink()
    send(ward, *DAYS)
    assert stick(ward) == before


def test_a_corrected_month_is_refused_then_amended_or_sent_as_it_was(ward: Path) -> None:
    first = send(ward, *DAYS).one
    before = stick(ward)
    take(ward, **LATE)
    assert states(ward)["2026-03-01"] == "changed"
    refused = send(ward, *DAYS)
    assert refused.error == ("E_SENT", None)
    assert first["hash"] in refused.one["error"]["message"]
    assert send(ward, *DAYS, "--again").one == first
    assert stick(ward) == before
    amended = send(ward, *DAYS, "--amend", first["hash"][:12]).one
    assert (amended["replaces"], amended["seq"], amended["columns"]["5"]) == (first["hash"], 2, 2)
    assert states(ward)["2026-03-01"] == "amended"
    (line,) = (
        one for one in run("export-totals", "--list", data=ward).lines if one["state"] == "amended"
    )
    assert [one["hash"] for one in line["exports"]] == [first["hash"], amended["hash"]]


def test_refusals_end_before_anything_is_made(ward: Path, tmp_path: Path) -> None:
    assert send(ward, *DAYS, user="quay1").error == ("E_SUPERVISOR", None)
    assert send(ward, "--from", "2026-03-02", "--to", "2026-03-31").error == ("E_PERIOD", None)
    assert send(ward, "--from", "2026-03-01").error == ("E_REQUIRED", "to")
    assert send(ward, "--from", "x", "--to", "y").error == ("E_DATE", "from")
    assert send(ward, *DAYS, "--again").error == ("E_PERIOD", None)
    assert send(ward, *DAYS, "--again", "--amend", "0" * 64).code == 2
    assert run("export-totals", *DAYS, data=ward).error == ("E_REQUIRED", "chain")
    nowhere = ("--kind", "monthly", *DAYS, "--out", tmp_path / "nowhere", "--user", "lanhdao")
    assert run("export-totals", *nowhere, data=ward).error == ("E_FOLDER", None)
    assert run("signing-key", "show", data=ward).one == {
        "state": "none",
        "current": None,
        "keys": [],
    }
    assert stick(ward) == {}


def test_a_repeated_request_gives_the_first_file(ward: Path) -> None:
    first = send(ward, *DAYS, "--request-id", ASKED).one
    take(ward, **LATE)
    assert send(ward, *DAYS, "--request-id", ASKED).one == first


def test_a_key_is_made_shown_and_written_for_the_superior(ward: Path, tmp_path: Path) -> None:
    out = tmp_path / "stick"
    for what in (("export", "--out", out), ("export", "--out", out, "--user", "quay1"), ("new",)):
        refused = run("signing-key", *what, data=ward)
        assert refused.error == ("E_SUPERVISOR", None)
        assert "--user lanhdao" in refused.err
    assert run("signing-key", "show", data=ward).one["state"] == "none"
    assert stick(ward) == {}
    made = run("signing-key", "new", "--user", "lanhdao", data=ward).one
    shown = run("signing-key", "show", data=ward).one
    assert (shown["state"], shown["current"]) == ("ready", made)
    assert len(made["fingerprint"].split()) == 8
    run("signing-key", "export", "--out", out, data=ward)
    name = f"KHOA_99999_{made['key_id']}"
    assert set(stick(ward)) == {f"{name}.json", f"{name}.pdf"}
    assert TotalsFiles().read_key(stick(ward)[f"{name}.json"]).key_id == made["key_id"]
    assert send(ward, *DAYS).one["key_id"] == made["key_id"]


def test_the_first_key_is_made_where_its_file_is_asked_for(ward: Path) -> None:
    out = ward.parent / "stick"
    nobody = run("signing-key", "export", "--out", out, "--user", "x", data=ward)
    assert nobody.error == ("E_OFFICER", "user")
    nowhere = ward.parent / "nowhere"
    lost = run("signing-key", "export", "--out", nowhere, "--user", "lanhdao", data=ward)
    assert lost.error == ("E_FOLDER", None)
    assert run("signing-key", "show", data=ward).one["state"] == "none"
    first = run("signing-key", "export", "--out", out, "--user", "lanhdao", data=ward)
    assert (first.code, first.one["state"], len(first.one["files"])) == (0, "ready", 2)
    assert first.one["current"]["key_id"] in first.err
    again = run("signing-key", "export", "--out", out, "--user", "quay1", data=ward)
    assert (again.one, again.err) == (first.one, "")
    assert send(ward, *DAYS).one["key_id"] == first.one["current"]["key_id"]


def test_a_lost_key_is_not_replaced_by_asking_for_its_file(ward: Path) -> None:
    run("signing-key", "new", "--user", "lanhdao", data=ward)
    (ward / "signing.key").unlink()
    asked = ("signing-key", "export", "--out", ward.parent / "stick", "--user", "lanhdao")
    assert run(*asked, data=ward).error == ("E_SIGNING_KEY", None)


def test_who_may_not_send_is_told_how_to_name_who_may(ward: Path) -> None:
    refused = run("export-totals", "--kind", "monthly", *DAYS, "--out", ward.parent / "stick",
                  data=ward)  # fmt: skip
    assert refused.error == ("E_SUPERVISOR", None)
    assert "--user lanhdao" in refused.err


def test_every_day_and_week_can_be_sent_in_any_order_and_gaps_are_told(ward: Path) -> None:
    days = [FIRST_DAY + timedelta(number) for number in (0, 4, 2)]
    told = [
        send(ward, "--from", str(day), "--to", str(day), kind="daily").one["gaps"] for day in days
    ]
    assert [[gap["from"][-2:] for gap in gaps] for gaps in told] == [[], ["04", "05", "06"], ["04"]]
    week = send(ward, "--from", "2026-03-02", "--to", "2026-03-08", kind="weekly").one
    assert (week["seq"], week["columns"]["5"]) == (1, 1)
    april = states(ward, "--kind", "daily", "--from", "2026-03-01", "--to", "2026-03-08")
    # 8 March is a Sunday on which nothing was done.
    assert list(april.values()) == ["sent", "missing", "sent", "missing", "sent"]


def test_a_program_killed_while_sending_leaves_nothing_that_could_be_taken_for_good(
    ward: Path,
) -> None:
    options = ("--kind", "monthly", *DAYS, "--out", ward.parent / "stick", "--user", "lanhdao")
    for moment_to_kill in _MOMENTS:
        process = start("export-totals", *options, data=ward)
        with process:
            while process.poll() is None and not moment_to_kill(ward):
                pass
            process.kill()
        check_stick(ward)
        with open_desk(ward) as desk:
            assert len(desk.store.queries.exports()) <= 1
            assert [*desk.store.verify()] == []
    with open_desk(ward) as desk:
        (made,) = desk.store.queries.exports()
    sent = send(ward, *DAYS)
    assert (sent.code, sent.lines[-1].get("hash")) == (0, made.hash), sent.out
    check_stick(ward)
    assert len(stick(ward)) == 4


def _holds(count: int) -> Callable[[Path], bool]:
    return lambda ward: len([*(ward.parent / "stick").iterdir()]) >= count


def _is_begun(ward: Path) -> bool:
    return (ward / "ward.db-wal").exists()


def _is_keyed(ward: Path) -> bool:
    return (ward / "signing.key").exists()


_MOMENTS = (_is_begun, _is_keyed, *(_holds(count) for count in (1, 2, 3, 4, 6, 8)))


def check_stick(ward: Path) -> None:
    """Every file under its final name is whole, and what the book holds."""
    with open_desk(ward) as desk:
        made = {desk.totals.totals(x).file_name: x.file for x in desk.store.queries.exports()}
    for name, content in stick(ward).items():
        if name.endswith(".json"):
            assert content == made[name]
            assert json.loads(b64decode(json.loads(content)["payload"]))["control"]["5"] == 1
        elif not name.endswith(".part"):
            assert content.endswith(b"%%EOF\n") or content.startswith(b"PK")
