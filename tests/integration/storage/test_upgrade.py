"""From every released version: backed up, brought up, checked; failing leaves the old one."""

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.helpers.released import DOSSIERS, EVENTS, VERSIONS, released_ward
from tests.helpers.wards import Counter, FixedClock, new_store
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.storage import backup as backup_module
from tthc_desk.storage import migrate as migrate_module
from tthc_desk.storage.backup import listed, living_facts, make_backup
from tthc_desk.storage.backup_file import check_content
from tthc_desk.storage.columns import SCHEMA_VERSION
from tthc_desk.storage.database import connect
from tthc_desk.storage.driver import cipher_driver
from tthc_desk.storage.folder import DATABASE, KEY, Upgrading, find_version, open_database
from tthc_desk.storage.folder_kind import WARD
from tthc_desk.storage.instance_lock import WindowLock
from tthc_desk.storage.keys import read_key
from tthc_desk.storage.store import open_store
from tthc_desk.storage.upgrade import BEFORE_UPGRADE
from tthc_desk.usecases.backup_facts import BackupLine, BackupReason
from tthc_desk.usecases.messages import error_text

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=VIETNAM)
DAY = date(2026, 3, 2)
SEED = 20261123
DANGLING = (
    "INSERT INTO deadline_span (dossier_id, position, from_day, waiting, late_on_entering, cause) "
    "VALUES (99999, 0, '2026-11-23', 0, 0, '')"
)


def backups(ward: Path) -> tuple[BackupLine, ...]:
    return listed(ward / BEFORE_UPGRADE, read_key(ward / KEY))


def assert_whole(ward: Path) -> None:
    with open_store(ward, FixedClock()) as store:
        assert list(store.verify()) == []
        assert store.queries.chain_head()[1] == EVENTS


def test_every_version_before_this_one_is_kept_as_test_data() -> None:
    assert tuple(range(1, SCHEMA_VERSION)) == VERSIONS


@pytest.mark.parametrize("version", VERSIONS)
def test_a_released_ward_is_backed_up_brought_up_and_whole(tmp_path: Path, version: int) -> None:
    ward = released_ward(version, tmp_path / "ward")
    before = living_facts(ward / DATABASE, read_key(ward / KEY))
    told: list[int] = []
    with open_store(
        ward,
        FixedClock(),
        progress=lambda done, of: told.append(done) is None,  # type: ignore[func-returns-value]
    ) as store:
        assert list(store.verify()) == []
        assert store.queries.chain_head()[1] == EVENTS
    (line,) = backups(ward)
    assert line.manifest is not None
    assert line.manifest.facts == before
    assert (before.schema, before.counts["dossier"]) == (version, DOSSIERS)
    check_content(line.path, line.manifest)
    assert told == sorted(told)
    assert told[-1] == 100


@pytest.mark.parametrize("version", VERSIONS)
def test_whatever_fails_leaves_the_file_of_the_old_version(
    tmp_path: Path, version: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    ward = released_ward(version, tmp_path / "ward")
    before = living_facts(ward / DATABASE, read_key(ward / KEY))

    def broken(*_: object) -> None:
        raise RuntimeError("a mistake in a revision")

    monkeypatch.setattr(migrate_module, "_upgrade", broken)
    with pytest.raises(RuntimeError):
        open_store(ward, FixedClock())
    assert living_facts(ward / DATABASE, read_key(ward / KEY)) == before
    monkeypatch.undo()
    assert_whole(ward)
    # The backup of the first attempt holds the same book: no second one is made.
    assert len(backups(ward)) == 1


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM counter",
        "DROP INDEX event_day",
        "UPDATE dossier SET id = 999999 WHERE id = 1",
        "UPDATE dossier SET submitter_name = 'X', due_at = received_at",
        "UPDATE dossier SET words = words || ' x' WHERE id = 1",
        DANGLING,
        "INSERT INTO event SELECT 99, at, business_day, officer, desk, subject, kind, data, hash, "
        "hash FROM event WHERE seq = 1",
    ],
)
def test_a_revision_that_loses_something_is_undone(
    tmp_path: Path, damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ward = released_ward(2, tmp_path / "ward")
    before = living_facts(ward / DATABASE, read_key(ward / KEY))
    upgrade = migrate_module._upgrade

    def lossy(connection: object, scripts: Path, to: int) -> None:
        upgrade(connection, scripts, to)  # type: ignore[arg-type]
        connection.exec_driver_sql(damage)  # type: ignore[attr-defined]

    monkeypatch.setattr(migrate_module, "_upgrade", lossy)
    with pytest.raises(DeskError) as caught:
        open_store(ward, FixedClock())
    assert (caught.value.code, caught.value.facts["reason"]) == (Code.CORRUPT, "upgrade")
    assert "ok" not in str(caught.value.facts["words"]).split()
    monkeypatch.undo()
    assert living_facts(ward / DATABASE, read_key(ward / KEY)) == before
    assert_whole(ward)


def test_a_statement_the_engine_refuses_is_told_and_the_old_version_stays(tmp_path: Path) -> None:
    ward = released_ward(2, tmp_path / "ward")
    with closing(connect(ward / DATABASE, read_key(ward / KEY))) as old:
        old.execute("CREATE TABLE signing_key (x)")
    before = living_facts(ward / DATABASE, read_key(ward / KEY))
    with pytest.raises(DeskError) as caught:
        open_store(ward, FixedClock())
    assert caught.value.code is Code.CORRUPT
    assert "Nâng cấp không xong (SQLITE_ERROR)" in error_text(caught.value)
    assert causes(caught.value) >= 2
    assert living_facts(ward / DATABASE, read_key(ward / KEY)) == before


def causes(error: BaseException) -> int:
    """Count what led to an error; a circle would have no end."""
    seen: list[BaseException] = []
    at: BaseException | None = error
    while at is not None:
        assert not any(at is one for one in seen)
        seen.append(at)
        at = at.__cause__ or at.__context__
    return len(seen)


@pytest.mark.parametrize(
    "damage", ["UPDATE dossier SET phone = 1", DANGLING, "CREATE INDEX own ON event(at)"]
)
def test_what_was_wrong_before_is_said_and_the_old_version_stays(
    tmp_path: Path, damage: str
) -> None:
    ward = released_ward(2, tmp_path / "ward")
    with closing(connect(ward / DATABASE, read_key(ward / KEY))) as old:
        old.execute(damage)
    before = living_facts(ward / DATABASE, read_key(ward / KEY))
    for _ in range(2):
        with pytest.raises(DeskError) as caught:
            open_store(ward, FixedClock())
        assert (caught.value.code, caught.value.facts["reason"]) == (Code.CORRUPT, "found_before")
        text = error_text(caught.value)
        assert "từ trước khi nâng cấp" in text
        assert "bản trước vẫn mở được" in text
    assert living_facts(ward / DATABASE, read_key(ward / KEY)) == before
    assert len(backups(ward)) == 1


def test_who_stops_the_check_keeps_the_old_version(tmp_path: Path) -> None:
    ward = released_ward(2, tmp_path / "ward")
    with pytest.raises(DeskError) as caught:
        open_store(ward, FixedClock(), progress=lambda done, of: done < 99)
    assert caught.value.code is Code.CANCELLED
    assert find_version(ward)[1] == 2


@pytest.mark.parametrize("years", [(2029, 2030), (2030, 2031, 2032)])
def test_the_backup_just_made_stays_whatever_a_clock_said_before(
    tmp_path: Path, years: tuple[int, ...]
) -> None:
    ward = released_ward(2, tmp_path / "ward")
    key, place = read_key(ward / KEY), ward / BEFORE_UPGRADE
    place.mkdir()
    for year in years:
        ahead = datetime(year, 1, 1, tzinfo=VIETNAM)
        make_backup(ward / DATABASE, key, place, ahead, BackupReason.UPGRADE)
    with closing(connect(ward / DATABASE, key)) as old:
        old.execute("INSERT INTO setting VALUES ('later', 'x')")
    before = living_facts(ward / DATABASE, key)
    open_store(ward, FixedClock()).close()
    kept = backups(ward)
    assert len(kept) == 2
    assert before in [line.manifest.facts for line in kept if line.manifest]


def test_a_backup_that_serves_again_stays_whatever_a_clock_said_since(tmp_path: Path) -> None:
    ward = released_ward(2, tmp_path / "ward")
    key, place = read_key(ward / KEY), ward / BEFORE_UPGRADE
    place.mkdir()
    before = living_facts(ward / DATABASE, key)
    served = make_backup(ward / DATABASE, key, place, NOW, BackupReason.UPGRADE)
    with closing(connect(ward / DATABASE, key)) as old:
        old.execute("INSERT INTO setting VALUES ('later', 'x')")
    ahead = datetime(2030, 1, 1, tzinfo=VIETNAM)
    make_backup(ward / DATABASE, key, place, ahead, BackupReason.UPGRADE)
    with closing(connect(ward / DATABASE, key)) as old:
        old.execute("DELETE FROM setting WHERE name = 'later'")
    assert living_facts(ward / DATABASE, key) == before
    open_store(ward, FixedClock()).close()
    assert served.path in [line.path for line in backups(ward)]
    # It holds the book as it is: no third one was made.
    assert len(backups(ward)) == 2


def test_nothing_is_brought_up_beside_a_window_or_another_program(tmp_path: Path) -> None:
    ward = released_ward(2, tmp_path / "ward")
    with WindowLock(ward), pytest.raises(DeskError) as caught:
        open_store(ward, FixedClock())
    assert caught.value.code is Code.LOCKED
    with closing(connect(ward / DATABASE, read_key(ward / KEY))) as old:
        old.execute("PRAGMA journal_mode = WAL")
        old.execute("SELECT count(*) FROM dossier").fetchone()
        with pytest.raises(DeskError) as caught:
            open_store(ward, FixedClock())
        assert caught.value.code is Code.LOCKED
    assert find_version(ward)[1] == 2
    assert not (ward / BEFORE_UPGRADE).exists()


def test_nobody_opens_it_from_the_backup_to_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ward = released_ward(2, tmp_path / "ward")
    met: list[str] = []

    def knocking(real: Callable[..., object]) -> Callable[..., object]:
        def knock(*arguments: object) -> object:
            met.append(_look_in(ward))
            result = real(*arguments)
            met.append(_look_in(ward))
            return result

        return knock

    for module, name in ((backup_module, "check_copy"), (migrate_module, "_upgrade")):
        monkeypatch.setattr(module, name, knocking(getattr(module, name)))
    open_store(ward, FixedClock()).close()
    assert met == ["SQLITE_BUSY"] * 4


def _look_in(ward: Path) -> str:
    """Open a ward as any program, of any version, does; give what kept it out."""
    try:
        with closing(connect(ward / DATABASE, read_key(ward / KEY), hasty)) as other:
            other.execute("SELECT count(*) FROM dossier").fetchone()
    except cipher_driver.OperationalError as error:
        return str(getattr(error, "sqlite_errorname", ""))
    return "was let in"


hasty: Any = SimpleNamespace(connect=partial(cipher_driver.connect, timeout=0))
"""The driver, but it does not wait for a lock."""


def test_a_receipt_that_races_it_is_told_to_try_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ward = released_ward(2, tmp_path / "ward")
    key = read_key(ward / KEY)
    monkeypatch.setattr(cipher_driver, "connect", hasty.connect)
    with closing(connect(ward / DATABASE, key)) as old:
        old.execute("BEGIN IMMEDIATE")
        with pytest.raises(DeskError) as caught:
            open_store(ward, FixedClock())
    assert caught.value.code is Code.LOCKED
    assert find_version(ward)[1] == 2


def test_who_had_it_open_before_writes_nothing_afterwards(tmp_path: Path) -> None:
    with new_store(tmp_path / "ward") as store:
        counter = Counter(store)
        number = counter.receive(DAY).number
        with closing(connect(tmp_path / "ward" / DATABASE, read_key(tmp_path / "ward" / KEY))) as n:
            n.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
        with pytest.raises(DeskError) as caught:
            counter.receive(DAY)
        assert caught.value.code is Code.NEWER_SCHEMA
        assert "bản mới" in error_text(caught.value)
        store.close()
        # Nor is it read on a connection that is made anew.
        with pytest.raises(DeskError) as caught:
            store.queries.line(number)
        assert caught.value.code is Code.NEWER_SCHEMA


def test_the_window_itself_brings_its_ward_up(tmp_path: Path) -> None:
    ward = released_ward(1, tmp_path / "ward")
    with WindowLock(ward):
        open_store(ward, FixedClock(), has_window=True).close()
    assert find_version(ward)[1] == SCHEMA_VERSION


def test_who_stops_it_in_time_keeps_the_old_version(tmp_path: Path) -> None:
    ward = released_ward(2, tmp_path / "ward")
    with pytest.raises(DeskError) as caught:
        open_store(ward, FixedClock(), progress=lambda done, of: done < 70)
    assert caught.value.code is Code.CANCELLED
    assert find_version(ward)[1] == 2


def test_an_older_program_neither_reads_nor_writes_a_newer_ward(tmp_path: Path) -> None:
    ward = released_ward(2, tmp_path / "ward")
    before = {p.name: p.read_bytes() for p in ward.iterdir()}
    older = replace(WARD, version=1)
    with pytest.raises(DeskError) as caught:
        open_database(ward, kind=older, upgrading=Upgrading(lambda: NOW))
    assert caught.value.code is Code.NEWER_SCHEMA
    assert {p.name: p.read_bytes() for p in ward.iterdir()} == before


_BRING_UP = """
import sys
from pathlib import Path
from tests.helpers.wards import Counter, FixedClock, new_store
from tthc_desk.storage import upgrade
from tthc_desk.storage.store import open_store
import tthc_desk.storage.migrate
print("ready", flush=True)
sys.stdin.readline()
open_store(Path(sys.argv[1]), FixedClock()).close()
print("done", flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is of POSIX")
@pytest.mark.parametrize("version", VERSIONS)
def test_killed_at_any_moment_it_is_the_old_or_the_new_version(
    tmp_path: Path, version: int
) -> None:
    rng = random.Random(SEED + version)
    found = set()
    for attempt in range(6):
        ward = released_ward(version, tmp_path / f"ward{attempt}")
        program = subprocess.Popen(
            [sys.executable, "-c", _BRING_UP, str(ward)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(__file__).resolve().parents[3],
        )
        assert program.stdin is not None
        assert program.stdout is not None
        assert program.stdout.readline() == b"ready\n"
        program.stdin.write(b"\n")
        program.stdin.flush()
        try:
            program.wait(rng.uniform(0.0, 0.7))
        except subprocess.TimeoutExpired:
            program.send_signal(signal.SIGKILL)
            program.wait()
        program.stdin.close()
        program.stdout.close()
        found.add(find_version(ward)[1])
        for line in backups(ward) if (ward / BEFORE_UPGRADE).is_dir() else ():
            assert line.manifest is not None
            check_content(line.path, line.manifest)
        assert_whole(ward)
        shutil.rmtree(ward)
    assert found <= {version, SCHEMA_VERSION}
