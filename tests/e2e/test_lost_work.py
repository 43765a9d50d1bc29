"""After a restoring the ward is told what to enter again and what its superior already has."""

from datetime import date
from pathlib import Path

import pytest

from tests.helpers.commands import run
from tests.helpers.released import released_ward
from tests.helpers.wards import SUPERVISOR, Counter, new_store
from tthc_desk.domain.events import EventKind
from tthc_desk.storage.backup import living_facts
from tthc_desk.storage.folder import DATABASE, KEY
from tthc_desk.storage.keys import read_key

DAY, LATER = date(2026, 9, 1), date(2026, 9, 2)
SPAN = ("--kind", "monthly", "--from", "2026-09-01", "--to", "2026-09-30")


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    (tmp_path / "usb").mkdir()
    with new_store(tmp_path / "ward") as store:
        counter = Counter(store)
        first = counter.receive(DAY).number
        run("backup", "--to", tmp_path / "usb", data=tmp_path / "ward")
        counter.act(first, LATER, EventKind.FINISHED)
        counter.receive(LATER)
    return tmp_path / "ward"


def test_what_is_lost_is_counted_and_listed(ward: Path, tmp_path: Path) -> None:
    (file,) = (tmp_path / "usb").iterdir()
    done = run("restore", file, data=ward)
    assert (done.one["lost"], done.one["behind"], done.one["sent"]) == (1, 1, [])
    assert "tthc-desk backup lost" in done.err
    behind, missing = run("backup", "lost", data=ward).lines
    assert (behind["subject"], behind["received"]) == ("H99.9-260901-T0001", False)
    assert behind["kinds"] == ["finished"]
    assert (missing["subject"], missing["received"]) == ("H99.9-260902-T0001", True)
    assert missing["submitter"] == "Nguyễn Văn Thử"
    again = run("backup", "lost", Path(done.one["kept"]), data=ward).lines
    assert again == [behind, missing]


def test_a_period_sent_since_is_named_with_what_amends_it(ward: Path, tmp_path: Path) -> None:
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
    sending = ("export-totals", *SPAN, "--user", SUPERVISOR.login, "--out")
    sent = run(*sending, tmp_path / "first", data=ward).one
    (file,) = (tmp_path / "usb").iterdir()
    done = run("restore", file, data=ward)
    (period,) = done.one["sent"]
    assert (period["chain"], period["first"], period["last"]) == (SPAN[1], SPAN[3], SPAN[5])
    assert period["hash"] == sent["hash"]
    assert f"--amend {sent['hash']}" in done.err
    amended = run(*sending, tmp_path / "second", "--amend", sent["hash"], data=ward)
    assert amended.code == 0


def test_where_the_old_book_is_lost_the_ward_is_told_to_look_at_its_notes(
    ward: Path, tmp_path: Path
) -> None:
    (file,) = (tmp_path / "usb").iterdir()
    done = run("restore", file, "--key", ward / KEY, "--unknown", data=tmp_path / "new")
    assert (done.one["lost"], done.one["sent"]) == (None, None)
    assert "--amend" in done.err
    assert run("backup", "lost", data=tmp_path / "new").error[0] == "E_NOT_FOUND"


def test_a_backup_of_an_older_version_is_laid_apart_as_it_is(tmp_path: Path) -> None:
    old = released_ward(1, tmp_path / "old")
    before = living_facts(old / DATABASE, read_key(old / KEY))
    run("migrate", data=old)
    (file,) = (old / "truoc-nang-cap").glob("*.backup")
    place = tmp_path / "place"
    done = run("backup", "unpack", file, place, data=old)
    assert (done.code, done.one["schema"]) == (0, 1)
    assert living_facts(place / DATABASE, read_key(place / KEY)) == before
    again = run("backup", "unpack", file, place, data=old)
    assert again.error[0] == "E_FOLDER_NOT_EMPTY"
