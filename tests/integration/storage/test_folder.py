"""Making a ward's folder, and telling what a folder is before it is opened."""

import os
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.helpers.wards import PROCEDURE, WARD, YEARS, Counter, FixedClock, new_store
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.storage import schema
from tthc_desk.storage.database import POLICY, connect
from tthc_desk.storage.driver import check_driver
from tthc_desk.storage.folder import DATABASE, KEY, create_folder, open_database
from tthc_desk.storage.keys import WardKey, read_key
from tthc_desk.storage.sole_use import USE_LOCK
from tthc_desk.storage.store import WardStore, open_store


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    new_store(tmp_path / "ward").close()
    return tmp_path / "ward"


def refusal(action: Callable[[], object]) -> Code:
    with pytest.raises(DeskError) as caught:
        action()
    return caught.value.code


def refused(place: Path) -> Code:
    return refusal(lambda: open_store(place, FixedClock()))


def test_a_new_ward_reads_back_as_it_was_given(ward: Path) -> None:
    with open_store(ward, FixedClock()) as store:
        assert store.queries.ward() == WARD
        assert store.queries.procedures() == (PROCEDURE,)
        calendar = store.queries.calendar()
        assert tuple(calendar.years.values()) == YEARS
        assert calendar.hours == WARD.hours


def test_nothing_but_database_and_key_is_left_and_only_the_owner_reads_the_key(ward: Path) -> None:
    assert sorted(p.name for p in ward.iterdir()) == [USE_LOCK, DATABASE, KEY]
    if os.name == "posix":
        assert (ward / KEY).stat().st_mode & 0o777 == 0o600


def test_the_file_cannot_be_read_without_the_key(ward: Path) -> None:
    with closing(sqlite3.connect(ward / DATABASE)) as plain, pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT * FROM sqlite_master")
    content = (ward / DATABASE).read_bytes()
    assert b"SQLite format" not in content
    assert WARD.officers[0].name.encode() not in content


def test_a_folder_that_holds_anything_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("x")
    assert refusal(lambda: create_folder(tmp_path, WARD, YEARS, ())) is Code.FOLDER_NOT_EMPTY
    assert [p.name for p in tmp_path.iterdir()] == ["note.txt"]


def test_a_ward_is_never_made_over_another(ward: Path) -> None:
    before = (ward / DATABASE).read_bytes()
    assert refusal(lambda: create_folder(ward, WARD, YEARS, ())) is Code.FOLDER_NOT_EMPTY
    assert (ward / DATABASE).read_bytes() == before


def test_a_creation_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(schema, "create_schema", full)
    place = tmp_path / "a" / "ward"
    assert refusal(lambda: create_folder(place, WARD, YEARS, ())) is Code.DISK_FULL
    assert not place.exists()


def test_a_creation_cut_off_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "ward" / ".new").mkdir(parents=True)
    (tmp_path / "ward" / ".new" / DATABASE).write_bytes(b"half")
    (tmp_path / "ward" / KEY).write_text("half")
    with new_store(tmp_path / "ward") as store:
        assert store.queries.ward() == WARD


def test_a_network_share_is_refused_for_making_and_opening(ward: Path, tmp_path: Path) -> None:
    def share(path: Path) -> bool:
        return path.name in ("ward", "other")

    assert refusal(lambda: open_database(ward, share)) is Code.NETWORK_SHARE
    other = tmp_path / "other"
    assert refusal(lambda: create_folder(other, WARD, (), (), probe=share)) is Code.NETWORK_SHARE
    assert not other.exists()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_the_right_to_write_is_named_read_only(ward: Path) -> None:
    ward.chmod(0o500)
    try:
        assert refused(ward) is Code.READONLY
        inner = ward / "inner"
        assert refusal(lambda: create_folder(inner, WARD, (), ())) is Code.READONLY
    finally:
        ward.chmod(0o700)


def test_a_missing_folder_is_no_ward_and_is_not_made(tmp_path: Path) -> None:
    assert refused(tmp_path / "nowhere") is Code.NO_WARD
    assert not (tmp_path / "nowhere").exists()


def test_a_missing_database_is_no_ward_and_is_not_made(ward: Path) -> None:
    (ward / DATABASE).unlink()
    assert refused(ward) is Code.NO_WARD
    assert not (ward / DATABASE).exists()


@pytest.mark.parametrize("left", [KEY, f"{DATABASE}-wal"])
def test_what_is_left_of_a_ward_tells_that_its_database_was_lost(tmp_path: Path, left: str) -> None:
    (tmp_path / left).write_bytes(b"x")
    with pytest.raises(DeskError) as lost:
        open_database(tmp_path)
    assert (lost.value.code, lost.value.facts["reason"]) == (Code.NO_WARD, "lost")
    # An interrupted `init` leaves its own folder: that ward never was, and may be made.
    (tmp_path / ".new").mkdir()
    with pytest.raises(DeskError) as never_was:
        open_database(tmp_path)
    assert never_was.value.facts["reason"] == "none"


def _zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("a", os.urandom(9000))


def _plain_database(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("CREATE TABLE t (a)")
        plain.commit()


FOREIGN: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "text": lambda path: path.write_text("Sổ theo dõi hồ sơ\n" * 1000, encoding="utf-8"),
    "zip": _zip,
    "zeros": lambda path: path.write_bytes(bytes(40960)),
    "header": lambda path: path.write_bytes(path.read_bytes()[:100]),
    "plain": _plain_database,
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_a_file_of_another_kind_is_not_ours_and_stays_as_it_is(ward: Path, kind: str) -> None:
    FOREIGN[kind](ward / DATABASE)
    before = (ward / DATABASE).read_bytes()
    assert refused(ward) is Code.NOT_OURS
    assert (ward / DATABASE).read_bytes() == before


@pytest.mark.parametrize("share", [2, 3])
def test_half_a_database_is_corrupt(ward: Path, share: int) -> None:
    content = (ward / DATABASE).read_bytes()
    (ward / DATABASE).write_bytes(content[: len(content) // share])
    assert refused(ward) is Code.CORRUPT


@pytest.mark.parametrize("at", [3, 20, 2000, 4090])
def test_a_damaged_first_page_is_corrupt_not_a_wrong_key(ward: Path, at: int) -> None:
    content = bytearray((ward / DATABASE).read_bytes())
    content[at] ^= 1
    (ward / DATABASE).write_bytes(content)
    assert refused(ward) is Code.CORRUPT


def test_a_key_that_is_missing_changed_or_of_another_ward_is_named(
    ward: Path, tmp_path: Path
) -> None:
    text = (ward / KEY).read_text()
    new_store(tmp_path / "second").close()
    shutil.copy(tmp_path / "second" / KEY, ward / KEY)
    assert refused(ward) is Code.KEY
    (ward / KEY).write_text(text.replace(text[20], "x", 1))
    assert refused(ward) is Code.KEY
    (ward / KEY).write_bytes(os.urandom(64))
    assert refused(ward) is Code.KEY
    (ward / KEY).unlink()
    assert refused(ward) is Code.KEY
    assert not (ward / KEY).exists()


def test_a_key_does_not_show_in_its_repr() -> None:
    key = WardKey.new()
    assert key.key.hex() not in repr(key)
    assert repr(key.key) not in repr(key)


def test_a_newer_schema_is_refused_and_nothing_is_written(ward: Path) -> None:
    with closing(connect(ward / DATABASE, read_key(ward / KEY))) as raw:
        raw.execute("PRAGMA user_version = 99")
    before = (ward / DATABASE).read_bytes()
    with pytest.raises(DeskError) as caught:
        open_store(ward, FixedClock())
    assert (caught.value.code, caught.value.facts["found"]) == (Code.NEWER_SCHEMA, 99)
    assert (ward / DATABASE).read_bytes() == before


def test_a_driver_without_cipher_is_refused() -> None:
    assert refusal(lambda: check_driver(sqlite3)) is Code.DRIVER


def test_a_driver_with_an_old_sqlite_is_refused() -> None:
    import sqlcipher3.dbapi2 as driver

    old = SimpleNamespace(
        connect=driver.connect, sqlite_version_info=(3, 51, 2), sqlite_version="3.51.2"
    )
    assert refusal(lambda: check_driver(old)) is Code.DRIVER  # type: ignore[arg-type]


def test_every_connection_reports_the_policy(store: WardStore) -> None:
    database = store._database
    with database.writing() as writer, database.reading() as reader:
        for connection, query_only in ((writer.connection, "0"), (reader, "1")):
            found = {
                name: str((connection.execute(f"PRAGMA {name}").fetchone() or ["0"])[0])
                for name in (*dict(POLICY), "query_only", "cipher_version")
            }
            assert found.pop("cipher_version")
            assert found == {**dict(POLICY), "query_only": query_only}


def test_a_reader_cannot_write(store: WardStore) -> None:
    with pytest.raises(DeskError) as caught, store._database.reading() as connection:
        connection.execute("DELETE FROM draft")
    assert caught.value.code is Code.READONLY


def test_a_link_to_the_folder_opens_the_same_ward(ward: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(ward)
    with open_store(link, FixedClock()) as store, open_store(ward, FixedClock()) as same:
        number = Counter(store).receive(YEARS[1].days[0].date).number
        assert same.queries.line(number) is not None
