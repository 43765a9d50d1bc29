"""A backup is good or not there: made beside writers, checked, sealed, refused when changed."""

import shutil
import threading
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tests.helpers.wards import Counter, FixedClock, new_store
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.storage import backup as backup_module
from tthc_desk.storage import snapshot_copy
from tthc_desk.storage.backup import listed, living_facts, make_backup
from tthc_desk.storage.backup_file import check_content, read_manifest, seal
from tthc_desk.storage.backup_pruning import prune
from tthc_desk.storage.database import connect
from tthc_desk.storage.driver import cipher_driver
from tthc_desk.storage.folder import DATABASE, KEY
from tthc_desk.storage.keys import WardKey, read_key
from tthc_desk.storage.snapshot_copy import copy_snapshot
from tthc_desk.storage.store import open_store
from tthc_desk.usecases.backup_facts import BackupLine, BackupReason

DAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 17, 0, tzinfo=VIETNAM)


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    with new_store(tmp_path / "ward") as store:
        counter = Counter(store)
        for _ in range(5):
            counter.receive(DAY)
    (tmp_path / "usb").mkdir()
    return tmp_path / "ward"


def make(ward: Path, now: datetime = NOW) -> BackupLine:
    key = read_key(ward / KEY)
    return make_backup(ward / DATABASE, key, ward.parent / "usb", now, BackupReason.ASKED)


def refusal(*arguments: object) -> DeskError:
    with pytest.raises(DeskError) as caught:
        read_and_check(*arguments)  # type: ignore[arg-type]
    return caught.value


def read_and_check(file: Path, key: WardKey) -> None:
    check_content(file, read_manifest(file, key))


def test_a_backup_says_what_the_book_held_and_only_it_lies_in_the_folder(ward: Path) -> None:
    line = make(ward)
    assert [p.name for p in (ward.parent / "usb").iterdir()] == [
        "tthc-desk_99999_20260302-170000.backup"
    ]
    key = read_key(ward / KEY)
    manifest = read_manifest(line.path, key)
    assert manifest == line.manifest
    assert manifest.facts == living_facts(ward / DATABASE, key)
    assert (manifest.facts.counts["dossier"], manifest.facts.chain_length) == (5, 5)
    assert (manifest.made_at, manifest.reason) == (NOW, BackupReason.ASKED)
    check_content(line.path, manifest)


def test_nobody_reads_a_person_in_a_backup_without_the_key(ward: Path) -> None:
    content = make(ward).path.read_bytes()
    assert "Nguyễn Văn Thử".encode() not in content
    assert b"SQLite format" not in content
    assert read_key(ward / KEY).key.hex().encode() not in content


def test_two_backups_of_one_second_have_two_names(ward: Path) -> None:
    assert make(ward).path.name == "tthc-desk_99999_20260302-170000.backup"
    assert make(ward).path.name == "tthc-desk_99999_20260302-170000-2.backup"


def test_every_changed_bit_and_every_cut_is_refused(ward: Path) -> None:
    file, key = make(ward).path, read_key(ward / KEY)
    whole = file.read_bytes()
    spots = [*range(0, len(whole), 4099), *range(len(whole) - 1200, len(whole), 7)]
    for at in spots:
        changed = bytearray(whole)
        changed[at] ^= 1
        file.write_bytes(changed)
        assert refusal(file, key).code in (Code.CORRUPT, Code.KEY), at
    for length in (0, 10, 4096, len(whole) - 4096, len(whole) - 1):
        file.write_bytes(whole[:length])
        assert refusal(file, key).code is Code.CORRUPT
    file.write_bytes(whole + b"\0")
    assert refusal(file, key).code is Code.CORRUPT
    file.write_bytes(whole)
    read_and_check(file, key)


def test_a_backup_of_another_book_is_told_from_a_damaged_one(ward: Path, tmp_path: Path) -> None:
    file = make(ward).path
    assert refusal(file, WardKey.new()).facts["reason"] == "other_backup"


@pytest.mark.parametrize(
    "loss",
    [
        "DELETE FROM dossier_search_docsize",
        "DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)",
        "DELETE FROM counter",
        "DELETE FROM setting",
        "UPDATE event SET hash = zeroblob(32) WHERE seq = 5",
    ],
)
def test_a_copy_that_is_not_the_book_never_gets_a_name(
    ward: Path, monkeypatch: pytest.MonkeyPatch, loss: str
) -> None:
    good = make(ward)
    key, copy = read_key(ward / KEY), copy_snapshot

    def lossy(source: Path, key: WardKey, target: Path, progress: object) -> object:
        facts = copy(source, key, target, None)
        with closing(connect(target, key)) as raw:
            raw.execute("DROP TRIGGER event_no_delete")
            raw.execute("DROP TRIGGER event_no_update")
            raw.execute(loss)
        return facts

    monkeypatch.setattr(backup_module, "copy_snapshot", lossy)
    with pytest.raises(DeskError) as caught:
        make(ward, NOW + timedelta(days=1))
    assert (caught.value.code, caught.value.facts["reason"]) == (Code.CORRUPT, "copy")
    assert list((ward.parent / "usb").iterdir()) == [good.path]
    read_and_check(good.path, key)


def test_a_backup_beside_a_writer_is_one_moment_of_the_book(ward: Path) -> None:
    written: list[str] = []
    stop = threading.Event()

    def write() -> None:
        with open_store(ward, FixedClock()) as store:
            counter = Counter(store)
            while not stop.is_set():
                written.append(counter.receive(DAY).number)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        lines = [make(ward) for _ in range(4)]
    finally:
        stop.set()
        writer.join()
    for line in lines:
        assert line.manifest is not None
        counts = line.manifest.facts.counts
        assert counts["dossier"] == counts["event"] == line.manifest.facts.chain_length
    with open_store(ward, FixedClock()) as store:
        assert list(store.verify()) == []
        assert store.queries.chain_head()[1] == 5 + len(written)


def test_a_second_backup_at_the_same_time_is_refused(ward: Path) -> None:
    with backup_module._one_at_a_time(ward), pytest.raises(DeskError) as caught:
        make(ward)
    assert caught.value.code is Code.LOCKED


@pytest.mark.parametrize("is_copy", [False, True])
def test_two_books_back_up_into_one_folder_at_once(
    ward: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_copy: bool
) -> None:
    other, made = tmp_path / "other", []
    if is_copy:
        shutil.copytree(ward, other)
    else:
        new_store(other).close()
    settle = backup_module.settle

    def meanwhile(part: Path) -> None:
        monkeypatch.setattr(backup_module, "settle", settle)
        made.append(make(other))
        settle(part)

    monkeypatch.setattr(backup_module, "settle", meanwhile)
    made.append(make(ward))
    assert len({line.path for line in made}) == 2
    for place, line in zip((other, ward), made, strict=True):
        read_and_check(line.path, read_key(place / KEY))
    assert sorted((tmp_path / "usb").iterdir()) == sorted(line.path for line in made)


def test_a_folder_that_is_gone_is_named(ward: Path) -> None:
    (ward.parent / "usb").rmdir()
    with pytest.raises(DeskError) as caught:
        make(ward)
    assert (caught.value.code, caught.value.facts["reason"]) == (Code.FOLDER, "no_folder")


def test_a_backup_that_is_stopped_leaves_nothing(ward: Path) -> None:
    key = read_key(ward / KEY)
    with pytest.raises(DeskError) as caught:
        make_backup(
            ward / DATABASE,
            key,
            ward.parent / "usb",
            NOW,
            BackupReason.ASKED,
            lambda done, of: False,
        )
    assert caught.value.code is Code.CANCELLED
    assert list((ward.parent / "usb").iterdir()) == []


def test_what_a_power_cut_left_is_cleared_by_the_next(
    ward: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle, usb = backup_module.settle, ward.parent / "usb"

    def cut(part: Path) -> None:
        shutil.copy(part, tmp_path / part.name)
        settle(part)

    monkeypatch.setattr(backup_module, "settle", cut)
    make(ward).path.unlink()
    monkeypatch.undo()
    (left,) = tmp_path.glob(".*.part")
    for name in (left.name, f"{left.name}-journal"):
        shutil.copy(left, usb / name)
    (usb / "foto.jpg").write_bytes(b"mine")
    make(ward)
    assert sorted(p.name for p in (ward.parent / "usb").iterdir()) == [
        "foto.jpg",
        "tthc-desk_99999_20260302-170000.backup",
    ]


def test_pruning_keeps_the_rule_and_leaves_what_it_does_not_know(ward: Path) -> None:
    usb, key = ward.parent / "usb", read_key(ward / KEY)
    first = make(ward)
    assert first.manifest is not None
    for age in range(1, 40):
        made = NOW - timedelta(days=age)
        copy = usb / f"tthc-desk_99999_{made:%Y%m%d-%H%M%S}.backup"
        _forge(first, made, copy, key)
    damaged = usb / "tthc-desk_99999_20200101-000000.backup"
    damaged.write_bytes(b"x" * 9000)
    own = usb / "tthc-desk_99999_cho-nguoi.backup"
    shutil.copy(first.path, own)
    removed = prune(usb, key, NOW, first)
    assert removed
    left = listed(usb, key)
    assert {first.path, damaged, own} <= {line.path for line in left}
    assert len([line for line in left if line.manifest]) <= 12 + 10 + 9 + 2
    # A clock far ahead takes nothing more than the rule, and never the one just made.
    prune(usb, key, NOW + timedelta(days=3653), first)
    assert first.path.is_file()
    assert len([line for line in listed(usb, key) if line.manifest]) >= 12


def test_what_rotted_does_not_push_a_sound_one_out(ward: Path) -> None:
    usb, key = ward.parent / "usb", read_key(ward / KEY)
    day = NOW - timedelta(days=20)
    first = make(ward)
    sound, rotten = (
        usb / f"tthc-desk_99999_{day.replace(hour=hour):%Y%m%d-%H%M%S}.backup" for hour in (8, 17)
    )
    _forge(first, day.replace(hour=8), sound, key)
    _forge(first, day.replace(hour=17), rotten, key)
    with rotten.open("r+b") as file:
        file.seek(50_000)
        file.write(bytes(4096))
    assert prune(usb, key, NOW, first) == ()
    assert {line.path for line in listed(usb, key)} == {first.path, sound, rotten}
    # Once it is sound again, one of a day is enough.
    _forge(first, day.replace(hour=17), rotten, key)
    assert prune(usb, key, NOW, first) == (sound,)


def test_what_stays_is_read_only_where_something_goes(
    ward: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usb, key, read = ward.parent / "usb", read_key(ward / KEY), []
    first = make(ward)
    for age in range(1, 30):
        made = NOW - timedelta(days=age)
        _forge(first, made, usb / f"tthc-desk_99999_{made:%Y%m%d-%H%M%S}.backup", key)
    prune(usb, key, NOW, first)
    check = backup_module.check_content

    def counting(file: Path, *arguments: object) -> None:
        read.append(file)
        check(file, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(backup_module, "check_content", counting)
    assert prune(usb, key, NOW, first) == ()
    assert read == []


def _forge(line: BackupLine, made: datetime, target: Path, key: WardKey) -> None:
    """Lay down the same copy as if it had been made at another time."""
    manifest = line.manifest
    assert manifest is not None
    target.write_bytes(line.path.read_bytes()[: manifest.size])
    seal(target, replace(manifest, made_at=made), key)


def test_nobody_writes_between_the_counting_and_the_copying(
    ward: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, watch = read_key(ward / KEY), snapshot_copy._Watch
    tried: list[str] = []

    def try_to_write(*arguments: object) -> object:
        with closing(connect(ward / DATABASE, key)) as other:
            other.execute("PRAGMA busy_timeout = 0")
            try:
                other.execute("INSERT INTO setting VALUES ('between', 'x')")
                tried.append("written")
            except cipher_driver.OperationalError as error:
                tried.append(str(getattr(error, "sqlite_errorname", "")))
        return watch(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(snapshot_copy, "_Watch", try_to_write)
    make(ward)
    assert tried == ["SQLITE_BUSY"]
    # And after it the right to write is given back.
    with closing(connect(ward / DATABASE, key)) as other:
        other.execute("INSERT INTO setting VALUES ('after', 'x')")
