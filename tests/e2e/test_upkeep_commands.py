"""`backup`, `restore` and `migrate` as they are typed."""

import logging
from datetime import date
from pathlib import Path

import pytest

from tests.helpers.commands import run
from tests.helpers.released import EVENTS, released_ward
from tests.helpers.wards import Counter, new_store
from tthc_desk.app import own_backups
from tthc_desk.app.diagnostics import log_folder
from tthc_desk.app.own_backups import back_up_at_exit
from tthc_desk.storage.backup_keeper import TRIAL, FolderBackups
from tthc_desk.storage.instance_lock import WindowLock
from tthc_desk.usecases.ports import Finding

DAY = date(2026, 3, 2)


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    with new_store(tmp_path / "ward") as store:
        counter = Counter(store)
        counter.receive(DAY)
        counter.receive(DAY)
    (tmp_path / "usb").mkdir()
    return tmp_path / "ward"


def test_a_backup_is_made_listed_tried_out_and_restored(ward: Path, tmp_path: Path) -> None:
    usb = tmp_path / "usb"
    made = run("backup", "--to", usb, data=ward)
    assert (made.code, made.one["ok"], made.one["events"], made.one["key"]) == (0, True, 2, None)
    assert "ward.key" in made.err
    assert [p.name for p in usb.iterdir()] == [Path(made.one["file"]).name]
    (line,) = run("backup", "list", usb, data=ward).lines
    assert line["sha256"] == made.one["sha256"]
    (quick,) = run("backup", "list", usb, "--quick", data=ward).lines
    assert (line["ok"], quick["ok"]) == (True, None)
    assert run("backup", "check", made.one["file"], data=ward).one["ok"] is True
    new, key = tmp_path / "new", ("--key", ward / "ward.key")
    asked = run("restore", made.one["file"], *key, data=new)
    assert asked.error == ("E_REQUIRED", "last_number")
    assert "hồ sơ ngày 02/03/2026: 2" in asked.one["error"]["message"]
    assert "1000 số hồ sơ mỗi ngày, 500 số" in asked.one["error"]["message"]
    assert run("restore", made.one["file"], *key, "--unknown", data=new).code == 0
    # The old book can be read: nobody is asked.
    done = run("restore", made.one["file"], data=ward)
    assert done.code == 0
    assert Path(done.one["kept"]).is_dir()
    assert (
        run("verify", data=ward).lines[-1] | {"events": 3, "ok": True}
        == (run("verify", data=ward).lines[-1])
    )


def test_the_key_goes_along_only_when_it_is_asked_for(ward: Path, tmp_path: Path) -> None:
    made = run("backup", "--to", tmp_path / "usb", "--with-key", data=ward)
    assert made.one["key"] == str(tmp_path / "usb" / "ward.key")
    key = tmp_path / "usb" / "ward.key"
    assert key.read_bytes() == (ward / "ward.key").read_bytes()
    done = run("restore", made.one["file"], "--key", key, "--none-issued", data=tmp_path / "new")
    assert (done.code, done.one["kept"]) == (0, None)
    key.write_text("another")
    before = sorted((tmp_path / "usb").iterdir())
    again = run("backup", "--to", tmp_path / "usb", "--with-key", data=ward)
    assert again.error == ("E_FOLDER", "with_key")
    message = again.one["error"]["message"]
    assert str(key) in message
    assert "Chưa lưu gì" in message
    assert key.read_text() == "another"
    assert sorted((tmp_path / "usb").iterdir()) == before


def test_a_list_says_which_backup_rotted(ward: Path, tmp_path: Path) -> None:
    made = Path(run("backup", "--to", tmp_path / "usb", data=ward).one["file"])
    content = bytearray(made.read_bytes())
    content[50_000:54_096] = bytes(4096)
    made.write_bytes(content)
    (line,) = run("backup", "list", tmp_path / "usb", data=ward).lines
    assert (line["ok"], line["events"]) == (False, 2)


def test_a_backup_into_the_data_folder_is_refused(ward: Path, tmp_path: Path) -> None:
    (ward / "sao-luu").mkdir()
    link = tmp_path / "link"
    link.symlink_to(ward, target_is_directory=True)
    for place in (ward, ward / "sao-luu", link):
        assert run("backup", "--to", place, data=ward).error == ("E_FOLDER", "folder")
    assert not list(ward.rglob("*.backup"))
    assert run("backup", "folder", data=ward).one["last_verified"] is None


def test_a_folder_is_chosen_once_and_then_used(ward: Path, tmp_path: Path) -> None:
    assert run("backup", data=ward).code == 2
    before = run("backup", "folder", data=ward).one
    assert (before["folder"], before["state"]) == (None, "overdue")
    assert run("backup", "folder", tmp_path / "none", data=ward).error == ("E_FOLDER", "folder")
    assert run("backup", "folder", ward, data=ward).error == ("E_FOLDER", "folder")
    chosen = run("backup", "folder", tmp_path / "usb", "--warn-days", 5, data=ward).one
    assert (chosen["folder"], chosen["warn_days"]) == (str(tmp_path / "usb"), 5)
    assert run("backup", data=ward).code == 0
    after = run("backup", "folder", data=ward).one
    assert (after["state"], after["working_days"]) == ("good", 0)
    assert run("backup", "folder", "--warn-days", 0, data=ward).error == ("E_COUNT", "warn_days")


def test_the_end_of_the_window_backs_up_what_is_new_and_never_fails(
    ward: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    # The check of the layers, which may have run before, switches off every logger it finds.
    monkeypatch.setattr(logging.getLogger(own_backups.__name__), "disabled", False)
    back_up_at_exit(ward)
    assert list((tmp_path / "usb").iterdir()) == []
    run("backup", "folder", tmp_path / "usb", data=ward)
    back_up_at_exit(ward)
    back_up_at_exit(ward)
    (file,) = (tmp_path / "usb").iterdir()
    file.unlink()
    (tmp_path / "usb").rmdir()
    back_up_at_exit(ward)
    assert "E_FOLDER" in (log_folder() / "tthc-desk.log").read_text(encoding="utf-8")
    back_up_at_exit(tmp_path / "nowhere")


def test_migrate_says_from_where_to_where_and_is_refused_beside_a_window(tmp_path: Path) -> None:
    ward = released_ward(1, tmp_path / "ward")
    with WindowLock(ward):
        assert run("migrate", data=ward).error[0] == "E_LOCKED"
    done = run("migrate", data=ward)
    assert (done.one["from"], done.one["to"]) == (1, 3)
    assert "100 %" in done.err
    assert len(list((ward / "truoc-nang-cap").iterdir())) == 1
    again = run("migrate", data=ward)
    assert (again.one["from"], again.one["to"]) == (3, 3)
    assert run("verify", data=ward).lines[-1]["events"] == EVENTS


def test_a_backup_is_tried_out_where_no_ward_stands(ward: Path, tmp_path: Path) -> None:
    file = run("backup", "--to", tmp_path / "usb", data=ward).one["file"]
    new = tmp_path / "new"
    for asked in (("backup", "check", file), ("restore", file, "--unknown")):
        missing = run(*asked, data=new)
        assert missing.error[0] == "E_KEY"
        assert "--key" in missing.lines[-1]["error"]["message"]
    key = ("--key", ward / "ward.key")
    assert run("backup", "check", file, *key, data=new).one["ok"] is True
    assert not new.exists()
    new.mkdir()
    (new / "backup.lock").touch()
    (new / "goi-phuong").mkdir()
    assert run("restore", file, *key, "--unknown", data=new).code == 0


def test_two_trials_of_backups_do_not_disturb_each_other(ward: Path, tmp_path: Path) -> None:
    file = Path(run("backup", "--to", tmp_path / "usb", data=ward).one["file"])
    first, second = FolderBackups(ward), FolderBackups(ward)
    answers: list[tuple[Finding, ...]] = []

    def meanwhile(_done: int, _of: int) -> bool:
        if not answers:
            answers.append(())
            answers[0] = second.examine(file, None)
        return True

    left = ward / f"{TRIAL}999999999-left"
    left.mkdir()
    assert first.examine(file, meanwhile) == ()
    assert answers == [()]
    # What a trial that was cut off left is cleared away by the next one.
    assert not list(ward.glob(f"{TRIAL}*"))
