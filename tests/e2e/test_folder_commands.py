"""Commands on folders and files that are new, strange, damaged, far away, or a real ward's."""

import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.commands import Outcome, json_lines, run
from tests.helpers.factories import refusal
from tests.helpers.fakes import everything_is_a_share
from tests.helpers.ward_commands import PROFILE, accept, finding, line
from tthc_desk.app import paths, wiring
from tthc_desk.app.wiring import make_ward
from tthc_desk.domain.errors import Code
from tthc_desk.storage import folder as folders
from tthc_desk.storage.database import connect
from tthc_desk.storage.driver import cipher_driver
from tthc_desk.storage.instance_lock import WindowLock
from tthc_desk.storage.keys import read_key
from tthc_desk.storage.store import open_store


def test_a_ward_is_made_once(tmp_path: Path) -> None:
    made = run("init", "--profile", PROFILE, data=tmp_path / "ward")
    assert (made.code, made.one["training"], made.one["code"]) == (0, True, "00625")
    before = sorted(p.name for p in (tmp_path / "ward").iterdir())
    again = run("init", "--profile", PROFILE, data=tmp_path / "ward")
    assert again.error == ("E_FOLDER_NOT_EMPTY", None)
    assert sorted(p.name for p in (tmp_path / "ward").iterdir()) == before
    assert finding(tmp_path / "ward")["ok"]


def test_a_folder_that_holds_anything_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("của tôi", encoding="utf-8")
    assert run("init", "--profile", PROFILE, data=tmp_path).error[0] == "E_FOLDER_NOT_EMPTY"
    assert [p.name for p in tmp_path.iterdir()] == ["note.txt"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (None, "E_NOT_FOUND"),
        ("", "E_PROFILE"),
        ("[ward", "E_PROFILE"),
        ("x = 1", "E_UNKNOWN_FIELD"),
        ("[ward]\ncode = 5", "E_PROFILE"),
        ("\x00\x01", "E_PROFILE"),
    ],
)
def test_a_bad_profile_makes_no_ward(tmp_path: Path, text: str | None, code: str) -> None:
    profile = tmp_path / "ward.toml"
    if text is not None:
        profile.write_text(text, encoding="utf-8")
    assert run("init", "--profile", profile, data=tmp_path / "ward").error[0] == code
    assert not (tmp_path / "ward").exists()


@pytest.mark.parametrize("bad", ["12", "abcde", '"1"'])
def test_a_profile_with_a_wrong_value_names_it(tmp_path: Path, bad: str) -> None:
    text = PROFILE.read_text(encoding="utf-8").replace('code = "00625"', f'code = "{bad}"')
    (tmp_path / "ward.toml").write_text(text, encoding="utf-8")
    outcome = run("init", "--profile", tmp_path / "ward.toml", data=tmp_path / "ward")
    assert outcome.error[0] == "E_PROFILE"
    assert not (tmp_path / "ward").exists()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('code = "00625"', 'code = "12"', ("khóa ward.code", "5 chữ số", '"12"')),
        ('code = "00625"', "code = 625", ("khóa ward.code", "trong dấu nháy", "625")),
        ('name = "phường Mỹ Đình 1"\n', "", ("khóa ward.name", "thiếu thông tin")),
        ("training = true", 'training = "có"', ("khóa ward.training", "true hoặc false")),
        ('mode = "restart"', 'mode = "x"', ("khóa deadlines.mode", "restart, pause", '"x"')),
        ("07:30:00", '"7h30"', ("khóa hours.morning_start", "07:30:00", '"7h30"')),
        ("07:30:00", "12:30:00", ("mục [hours]", "theo thứ tự")),
        ('login = "quay2"', 'login = "quay1"', ("khóa officers.login", "hai lần", '"quay1"')),
        ('login = "quay2"', "mail = 1", ("khóa officers.mail", "login, name, phone")),
        ("[forms]", "[form]", ("các trường có: ward, forms",)),
        ("[forms]", "[forms", ("sai cú pháp TOML",)),
    ],
)
def test_a_profile_is_told_where_and_why_it_is_wrong(
    tmp_path: Path, old: str, new: str, said: tuple[str, ...]
) -> None:
    text = PROFILE.read_text(encoding="utf-8")
    assert old in text
    # The line of the first difference is the one that has to be named.
    line = text[: text.index(old)].count("\n") + 1
    (tmp_path / "phuong.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    outcome = run("init", "--profile", tmp_path / "phuong.toml", data=tmp_path / "ward")
    message = outcome.lines[-1]["error"]["message"]
    assert "phuong.toml" in message
    assert [part for part in said if part not in message] == []
    near = (line, line - 1, line - 2)  # of a key that lacks: its section
    assert any(f"dòng {number}" in message for number in near) or new.startswith("[form]")
    assert "Chưa lưu gì." in message


def test_a_file_that_is_missing_or_a_folder_is_called_by_its_name(
    tmp_path: Path, ward: Path
) -> None:
    for command in (("init", "--profile"), ("catalogue", "import"), ("receive",)):
        place = tmp_path / "new" if command[0] == "init" else ward
        missing = run(*command, tmp_path / "none.toml", data=place)
        folder = run(*command, tmp_path, data=place)
        assert "không có tệp none.toml" in missing.lines[-1]["error"]["message"]
        assert f"{tmp_path.name} là thư mục" in folder.lines[-1]["error"]["message"]


def test_a_folder_that_lost_its_database_is_not_offered_a_new_ward(ward: Path) -> None:
    (ward / "ward.db").unlink()
    message = run("find", data=ward).lines[-1]["error"]["message"]
    assert "init" not in message
    assert "sao lưu" in message
    assert run("init", "--profile", PROFILE, data=ward).error[0] == "E_FOLDER_NOT_EMPTY"
    assert (ward / "ward.key").exists()


def whole(path: Path, ward: Path) -> None:
    del path, ward


def empty(path: Path, ward: Path) -> None:
    del ward
    path.write_bytes(b"")


def text(path: Path, ward: Path) -> None:
    del ward
    path.write_bytes("Sổ tiếp nhận hồ sơ\n".encode() * 1000)


def half(path: Path, ward: Path) -> None:
    del ward
    whole_file = path.read_bytes()
    path.write_bytes(whole_file[: len(whole_file) // 2 // 4096 * 4096])


def archive(path: Path, ward: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.write(ward / "ward.key")
        file.writestr("filler", bytes(range(256)) * 100)


def plain_sqlite(path: Path, ward: Path) -> None:
    del ward
    path.write_bytes(b"SQLite format 3\x00" + bytes(8176))


def gone(path: Path, ward: Path) -> None:
    del ward
    path.unlink()


def newer(path: Path, ward: Path) -> None:
    connection = connect(path, read_key(ward / "ward.key"), cipher_driver)
    connection.execute("PRAGMA user_version = 9999")
    connection.close()


def without_key(path: Path, ward: Path) -> None:
    del path
    (ward / "ward.key").unlink()


DAMAGES: dict[str, tuple[Callable[[Path, Path], None], str]] = {
    "empty": (empty, "E_NOT_OURS"),
    "text": (text, "E_NOT_OURS"),
    "zip": (archive, "E_NOT_OURS"),
    "another SQLite file": (plain_sqlite, "E_NOT_OURS"),
    "gone": (gone, "E_NO_WARD"),
    "newer": (newer, "E_NEWER_SCHEMA"),
    "no key": (without_key, "E_KEY"),
}
ON_A_WARD: dict[str, tuple[object, ...]] = {
    "act": ("act", "H-1", "forward"),
    "show": ("show", "H-1"),
    "find": ("find", "a"),
    "receive": ("receive", "LINES"),
    "handover new": ("handover", "new", "--taker", "hotich"),
    "handover show": ("handover", "show"),
    "handover add": ("handover", "add", "BG2026-0001", "H-1"),
    "handover close": ("handover", "close", "BG2026-0001"),
    "handover accept": ("handover", "accept", "BG2026-0001"),
    "handover reject": ("handover", "reject", "BG2026-0001", "H-1", "--reason", "x"),
    "paper": ("paper", "receipt", "H-1", "--out", "OUT"),
    "paper of a day": ("paper", "daily-tally", "--date", "2026-03-02", "--out", "OUT"),
    "tally": ("tally", "--date", "2026-03-02"),
    "report": ("report", "06a", "--from", "2026-03-01", "--to", "2026-03-31"),
    "catalogue list": ("catalogue", "list"),
    "catalogue import": ("catalogue", "import", "CATALOGUE"),
    "calendar show": ("calendar", "show", "2026"),
    "calendar confirm": ("calendar", "confirm", "2027"),
    "generate": ("generate", "--dossiers", "1", "--from", "2026-03-02", "--to", "2026-03-02"),
    "verify": ("verify",),
}


def on_a_ward(name: str, folder: Path) -> Outcome:
    """Run a command on a folder, with files it may read and write beside it."""
    lines = folder.parent / "lines.jsonl"
    lines.write_bytes(json_lines([line()]))
    table = paths.resources() / "catalogue" / "procedures.csv"
    names = {"LINES": lines, "OUT": folder.parent / "out.pdf", "CATALOGUE": table}
    return run(*(names.get(str(part), part) for part in ON_A_WARD[name]), data=folder)


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("command", ON_A_WARD)
def test_a_file_that_is_no_ward_is_named_and_left_as_it_is(
    ward: Path, command: str, damage: str
) -> None:
    spoil, code = DAMAGES[damage]
    spoil(ward / "ward.db", ward)
    before = {p.name: p.read_bytes() for p in ward.iterdir() if p.suffix in {".db", ".key"}}
    assert on_a_ward(command, ward).error[0] == code
    assert {p.name: p.read_bytes() for p in ward.iterdir() if p.suffix in {".db", ".key"}} == before
    assert not (ward.parent / "out.pdf").exists()


@pytest.mark.parametrize("command", ON_A_WARD)
def test_half_a_file_is_told_to_be_damaged(ward: Path, command: str) -> None:
    half(ward / "ward.db", ward)
    outcome = on_a_ward(command, ward)
    assert outcome.code == 1
    assert "Traceback" not in outcome.err
    assert outcome.lines
    found = outcome.lines[-1]
    # `verify` reports what is wrong itself where the file can still be opened.
    assert found.get("ok") is False or found["error"]["code"] == "E_CORRUPT"


@pytest.mark.parametrize("command", ON_A_WARD)
def test_an_empty_folder_never_becomes_a_ward_by_itself(tmp_path: Path, command: str) -> None:
    folder = tmp_path / "nothing"
    assert on_a_ward(command, folder).error == ("E_NO_WARD", None)
    assert not folder.exists()


@pytest.mark.parametrize("command", [*ON_A_WARD, "init"])
def test_a_folder_on_a_network_share_is_refused(
    ward: Path, tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def open_far(place: Path, clock: Any, **more: Any) -> Any:
        return open_store(place, clock, probe=everything_is_a_share, **more)

    def create_far(*args: Any) -> None:
        folders.create_folder(*args, probe=everything_is_a_share)

    monkeypatch.setattr(wiring, "open_store", open_far)
    monkeypatch.setattr(wiring, "create_folder", create_far)
    if command == "init":
        outcome = run("init", "--profile", PROFILE, data=tmp_path / "far")
        assert not (tmp_path / "far").exists()
    else:
        outcome = on_a_ward(command, ward)
    assert outcome.error[0] == "E_NETWORK_SHARE"


def real_ward(folder: Path) -> Path:
    text = PROFILE.read_text(encoding="utf-8").replace("training = true", "training = false")
    (folder / "real.toml").write_text(text, encoding="utf-8")
    made = run("init", "--profile", folder / "real.toml", data=folder / "real")
    assert made.one["training"] is False
    return folder / "real"


def test_nothing_invented_goes_into_a_real_ward(tmp_path: Path) -> None:
    real = real_ward(tmp_path)
    number = accept(real)
    days = ("--from", "2026-03-02", "--to", "2026-03-03")
    assert run("generate", "--dossiers", "5", *days, data=real).error[0] == "E_TRAINING_ONLY"
    assert run("demo", "--no-window", data=real).error[0] == "E_TRAINING_ONLY"
    assert [f["number"] for f in run("find", data=real).lines] == [number]
    assert finding(real)["ok"]


def test_a_demo_leaves_other_peoples_folders_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("của tôi", encoding="utf-8")
    assert run("demo", "--no-window", data=tmp_path).error[0] == "E_FOLDER_NOT_EMPTY"
    file = tmp_path / "thesis.txt"
    assert run("demo", "--no-window", data=file).error[0] == "E_FOLDER"
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_demo_may_be_lived_twice(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    days = [run("demo", "--no-window", data=folder) for _ in range(2)]
    for outcome in days:
        made = outcome.one
        assert outcome.code == 0
        assert made["verify_findings"] == 0
        assert made["dossiers"] >= 40
        assert made["procedures"] >= 12
        assert len(made["channels"]) == 3
        assert set(made["statuses"]) >= {2, 4, 5, 6, 7, 8, 9, 10}
    assert days[0].one["papers"] == days[1].one["papers"] > 0


def test_history_is_generated_the_same_from_the_same_seed(tmp_path: Path) -> None:
    found = []
    for name in ("a", "b"):
        make_ward(tmp_path / name, wiring_ward())
        outcome = run("generate", "--dossiers", "60", "--from", "2026-03-02", "--to", "2026-03-06",
                      "--seed", "7", data=tmp_path / name)  # fmt: skip
        assert (outcome.code, outcome.one["dossiers"]) == (0, 60)
        assert finding(tmp_path / name)["ok"]
        lines = run("find", "--limit", "100", data=tmp_path / name).lines
        found.append([(f["number"], f["owner"], f["status"]) for f in lines])
    assert found[0] == found[1]


def wiring_ward() -> Any:
    from tthc_desk.app.profile import read_profile

    return read_profile(PROFILE)


# --- a second window


HOLD = """
import sys
from pathlib import Path
from tthc_desk.storage.instance_lock import WindowLock
with WindowLock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def window(ward: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Another process that holds the ward as a window does."""
    pipe = subprocess.PIPE
    process = subprocess.Popen([sys.executable, "-c", HOLD, ward], stdin=pipe, stdout=pipe)
    assert process.stdin
    assert process.stdout
    with process.stdin, process.stdout:
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()
        process.wait()


def test_a_second_window_is_told_of_the_first_by_any_name_of_the_folder(
    ward: Path, window: subprocess.Popen[bytes]
) -> None:
    link = ward.parent / "link"
    link.symlink_to(ward, target_is_directory=True)
    for name in (ward, link, ward / ".." / ward.name):
        assert refusal(WindowLock(name).acquire).code is Code.LOCKED
    assert run("demo", "--no-window", data=ward).error[0] == "E_LOCKED"
    # Commands work beside a window.
    assert finding(ward)["ok"]
    window.kill()
    window.wait()
    # The lock falls with its process, however that ends.
    with WindowLock(link) as lock:
        assert lock.is_held


def test_data_on_a_drive_that_is_away_are_waited_for_not_begun_anew(tmp_path: Path) -> None:
    home, away = tmp_path / "home", tmp_path / "drive" / "so"
    home.mkdir()
    (home / "noi-du-lieu.txt").write_text(f"{away}\n", encoding="utf-8")
    profile = paths.shipped_profile()
    for asked in (("init", "--profile", profile), ("verify",), ("backup", "--to", tmp_path)):
        done = run(*asked, data=home)
        assert done.error == ("E_NO_WARD", None)
        message = done.lines[-1]["error"]["message"]
        assert str(away) in message
        assert "init" not in message
    assert not away.exists()
    away.mkdir(parents=True)
    assert run("init", "--profile", profile, data=home).code == 0
    assert (away / "ward.db").is_file()
