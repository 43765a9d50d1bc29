"""A restored book is the backup, goes on behind what was given out, and the old one is kept."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.helpers.released import released_ward
from tests.helpers.wards import (
    PROCEDURE,
    WARD,
    YEARS,
    Counter,
    FixedClock,
    new_store,
)
from tthc_desk.app.restoring import laid_ready, restore_folder
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import EventKind
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.storage import restore as restore_module
from tthc_desk.storage.backup import living_facts, make_backup
from tthc_desk.storage.backup_file import read_manifest, seal
from tthc_desk.storage.columns import SCHEMA_VERSION
from tthc_desk.storage.database import connect
from tthc_desk.storage.folder import DATABASE, KEY, PACKS, STAGE, create_folder
from tthc_desk.storage.given_numbers import NOTE
from tthc_desk.storage.instance_lock import LOCK, WindowLock
from tthc_desk.storage.keys import read_key
from tthc_desk.storage.restore import Staging
from tthc_desk.storage.signing import SIGNING_KEY, SigningKeyRing
from tthc_desk.storage.store import open_store
from tthc_desk.usecases.backup_facts import BackupReason
from tthc_desk.usecases.restoring import IssuedSince

DAY = date(2026, 11, 20)
TODAY = date(2026, 11, 23)
CLOCK = FixedClock(datetime(2026, 11, 23, 9, 0, tzinfo=VIETNAM))
NONE = IssuedSince(none=True)


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    """A ward of five receptions and a signing key; its backup is made after the third."""
    (tmp_path / "usb").mkdir()
    with new_store(tmp_path / "ward", CLOCK) as store:
        counter = Counter(store)
        for _ in range(3):
            counter.receive(DAY)
    back_up(tmp_path / "ward")
    with open_store(tmp_path / "ward", CLOCK) as store:
        counter = Counter(store)
        counter.receive(TODAY)
        counter.receive(TODAY)
    SigningKeyRing(tmp_path / "ward").make()
    return tmp_path / "ward"


def back_up(ward: Path) -> Path:
    key = read_key(ward / KEY)
    now = datetime(2026, 11, 20, 17, 0, tzinfo=VIETNAM)
    usb = ward.parent / "usb"
    return make_backup(ward / DATABASE, key, usb, now, BackupReason.ASKED).path


def the_backup(ward: Path) -> Path:
    (file,) = (ward.parent / "usb").glob("*.backup")
    return file


def restore(ward: Path, issued: IssuedSince = NONE, key: Path | None = None) -> dict[str, object]:
    return restore_folder(ward, the_backup(ward), key, issued, clock=CLOCK)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(p.relative_to(folder)): p.read_bytes()
        for p in sorted(folder.rglob("*"))
        if p.is_file() and p.suffix != ".lock"
    }


def damage(ward: Path) -> None:
    content = bytearray((ward / DATABASE).read_bytes())
    content[20] ^= 1
    (ward / DATABASE).write_bytes(content)


def refused(action: Callable[[], object]) -> DeskError:
    with pytest.raises(DeskError) as caught:
        action()
    return caught.value


def test_the_book_is_as_it_was_and_the_old_one_lies_aside_whole(ward: Path) -> None:
    before = contents(ward)
    assert SIGNING_KEY in before
    done = restore(ward)
    with open_store(ward, CLOCK) as store:
        assert list(store.verify()) == []
        # Three receptions, and that the book was restored.
        assert store.queries.chain_head()[1] == 4
        (told,) = store.queries.timeline("restore")
        assert told.kind is EventKind.BOOK_RESTORED
    aside = Path(str(done["kept"]))
    assert aside.is_relative_to(ward)
    kept = contents(aside)
    assert set(kept) == set(before)
    assert (kept[KEY], kept[SIGNING_KEY]) == (before[KEY], before[SIGNING_KEY])
    with open_store(aside, CLOCK) as old:
        assert list(old.verify()) == []
        assert old.queries.chain_head()[1] == 5


def test_the_signing_key_stays_aside_and_a_new_one_is_asked_for(ward: Path) -> None:
    restore(ward)
    assert not (ward / SIGNING_KEY).exists()
    assert next(ward.glob(f"truoc-phuc-hoi/*/{SIGNING_KEY}")).is_file()


def test_no_number_that_was_given_out_is_given_again(ward: Path) -> None:
    issued = IssuedSince(("h99.9-261123-t0002", "BG2026-0003", "7/HDHT-2026"))
    done = restore(ward, issued)
    assert done["skipped"] == [
        {"series": "dossier", "period": "2026-11-23", "first": 1, "last": 2},
        {"series": "list/BG", "period": "2026", "first": 1, "last": 3},
        {"series": "slip/HDHT", "period": "2026", "first": 1, "last": 7},
        {"series": "serial", "period": "2026", "first": 4, "last": 5},
    ]
    with open_store(ward, CLOCK) as store:
        assert list(store.verify()) == []
        counter = Counter(store)
        counter.moments[TODAY] = 7200
        found = counter.receive(TODAY)
        assert found.number == "H99.9-261123-T0003"
        assert found.facts["serial"] == 6
        assert list(store.verify()) == []


def test_a_gap_that_nobody_explained_is_still_found(ward: Path) -> None:
    restore(ward, IssuedSince(("H99.9-261123-T0002",)))
    with open_store(ward, CLOCK) as store:
        with store.write() as unit:
            unit.next_number("dossier", TODAY.isoformat())
            unit.commit()
        assert {f.check for f in store.verify()} == {"numbers"}


@pytest.mark.parametrize(
    "issued",
    [
        IssuedSince(),
        IssuedSince(("H99.9-261123-T0002",), none=True),
        IssuedSince(("H99.8-261123-T0002",)),
        IssuedSince(("gì đó",)),
        IssuedSince(last_serial=900_000),
    ],
)
def test_what_was_given_out_must_be_said_and_make_sense(ward: Path, issued: IssuedSince) -> None:
    damage(ward)
    before = contents(ward)
    assert refused(lambda: restore(ward, issued)).code in (Code.REQUIRED, Code.FORMAT, Code.COUNT)
    assert contents(ward) == before


def test_numbers_are_read_before_anything_is_put(ward: Path) -> None:
    damage(ward)
    with laid_ready(ward, the_backup(ward), ward / KEY, CLOCK) as ready:
        assert ready.must_ask
        typed = (
            *("h99.9-261123-t0002", "H99.9-261120-T0003", "7/hdht", "5/stop-notice-2026"),
            *("H99.9-261123-T0002 ", "7/LALA", "XX2026-0004", "H99.9-261123-T99999"),
        )
        read = ready.understood(typed, last_serial=5)
        assert [one.skipped and (one.skipped.first, one.skipped.last) for one in read] == [
            *((1, 2), None, (1, 7), (1, 5)),
            *((1, 2), None, None, None),
            (4, 5),
        ]
        ends = [one.end and (one.end.series, one.end.period) for one in read]
        assert ends[1:4] == [
            ("dossier", "2026-11-20"),
            ("slip/HDHT", "2026"),
            ("slip/stop-notice", "2026"),
        ]
        assert [one.problem and one.problem.code for one in read[5:8]] == [
            *(Code.FORMAT, Code.FORMAT, Code.COUNT)
        ]
        assert {end.series: text for end, text in ready.last_written()} == {
            "dossier": "H99.9-261120-T0003",
            "serial": "3",
        }
        assert [one.login for one in ready.officers()] == ["thu", "giam"]
        # What was only read has taken no number.
        assert ready.put(NONE).skipped == ()


def test_a_folder_with_packs_and_a_lock_may_take_a_backup(ward: Path, tmp_path: Path) -> None:
    place = tmp_path / "new"
    (place / PACKS).mkdir(parents=True)
    (place / LOCK).touch()
    (place / "noi-du-lieu.txt").touch()
    how = Staging(besides=frozenset({"noi-du-lieu.txt"}))
    with laid_ready(place, the_backup(ward), ward / KEY, CLOCK, how) as ready:
        ready.put(NONE)
    with open_store(place, CLOCK) as store:
        assert list(store.verify()) == []


def test_what_a_cut_off_restoring_left_makes_room_for_a_new_ward(tmp_path: Path) -> None:
    place = tmp_path / "new"
    (place / STAGE).mkdir(parents=True)
    (place / STAGE / DATABASE).write_bytes(b"half a book")
    create_folder(place, WARD, YEARS, (PROCEDURE,))
    assert not (place / STAGE).exists()


def test_a_window_or_another_program_keeps_the_book(ward: Path) -> None:
    with WindowLock(ward):
        assert refused(lambda: restore(ward)).code is Code.LOCKED
    with open_store(ward, CLOCK) as store:
        assert store.queries.chain_head()[1] == 5
        assert refused(lambda: restore(ward)).code is Code.LOCKED
        assert store.queries.chain_head()[1] == 5
    assert not list(ward.glob(".phuc-hoi"))


def test_a_new_machine_needs_the_key_and_nothing_else(ward: Path, tmp_path: Path) -> None:
    place = tmp_path / "new"
    error = refused(lambda: restore_folder(place, the_backup(ward), None, NONE, clock=CLOCK))
    assert (error.code, error.facts["reason"]) == (Code.KEY, "no_key_of_backup")
    assert not place.exists()
    restore_folder(place, the_backup(ward), ward / KEY, NONE, clock=CLOCK)
    with open_store(place, CLOCK) as store:
        assert list(store.verify()) == []
    assert {p.name for p in place.iterdir() if p.suffix != ".lock"} == {DATABASE, KEY, NOTE}


def test_a_book_that_is_lost_or_damaged_is_restored_too(ward: Path) -> None:
    content = bytearray((ward / DATABASE).read_bytes())
    content[20] ^= 1
    (ward / DATABASE).write_bytes(content)
    (ward / f"{DATABASE}-wal").write_bytes(b"a log of the damaged book")
    done = restore(ward)
    # A log of another book beside the restored one would be played into it.
    assert not (ward / f"{DATABASE}-wal").exists()
    assert (Path(str(done["kept"])) / DATABASE).read_bytes() == bytes(content)
    with open_store(ward, CLOCK) as store:
        assert list(store.verify()) == []
    (ward / DATABASE).unlink()
    restore(ward)
    with open_store(ward, CLOCK) as store:
        assert list(store.verify()) == []


def test_another_ward_a_damaged_and_a_newer_backup_are_refused(ward: Path, tmp_path: Path) -> None:
    before = contents(ward)
    create_folder(tmp_path / "other", replace(WARD, code="88888"), YEARS, (PROCEDURE,))
    file = the_backup(ward)
    error = refused(lambda: restore_folder(tmp_path / "other", file, ward / KEY, NONE, clock=CLOCK))
    assert error.code is Code.OTHER_WARD
    error = refused(lambda: restore(ward, key=tmp_path / "other" / KEY))
    assert (error.code, error.facts["reason"]) == (Code.KEY, "other_backup")
    whole = file.read_bytes()
    file.write_bytes(whole[:5000] + b"x" + whole[5001:])
    assert refused(lambda: restore(ward)).code is Code.CORRUPT
    file.write_bytes(whole)
    _make_newer(file, ward)
    assert refused(lambda: restore(ward)).code is Code.NEWER_SCHEMA
    assert contents(ward) == before


def _make_newer(file: Path, ward: Path) -> None:
    key = read_key(ward / KEY)
    manifest = read_manifest(file, key)
    facts = replace(manifest.facts, schema=SCHEMA_VERSION + 1)
    file.write_bytes(file.read_bytes()[: manifest.size])
    seal(file, replace(manifest, facts=facts), key)


def test_a_backup_of_an_older_version_comes_back_at_the_newest(tmp_path: Path) -> None:
    (tmp_path / "usb").mkdir()
    ward = released_ward(1, tmp_path / "ward")
    back_up(ward)
    restore(ward)
    with open_store(ward, CLOCK) as store:
        assert list(store.verify()) == []


def test_a_backup_of_an_older_version_is_checked_before_it_takes_the_place(
    tmp_path: Path,
) -> None:
    (tmp_path / "usb").mkdir()
    ward = released_ward(1, tmp_path / "ward")
    with closing(connect(ward / DATABASE, read_key(ward / KEY))) as old:
        old.execute("UPDATE dossier SET submitter_name = 'X'")
    back_up(ward)
    before = contents(ward)
    error = refused(lambda: restore(ward))
    assert (error.code, error.facts["reason"]) == (Code.CORRUPT, "found_before")
    assert contents(ward) == before


def test_a_folder_with_other_things_is_left_alone(ward: Path, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "thư.txt").write_text("x")
    error = refused(
        lambda: restore_folder(tmp_path / "home", the_backup(ward), ward / KEY, NONE, clock=CLOCK)
    )
    assert error.code is Code.FOLDER_NOT_EMPTY
    assert [p.name for p in (tmp_path / "home").iterdir()] == ["thư.txt"]


@pytest.mark.parametrize("step", range(1, 7))
def test_cut_off_at_any_step_it_can_be_done_again_and_nothing_is_lost(
    ward: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    before, facts = contents(ward), living_facts(ward / DATABASE, read_key(ward / KEY))
    steps = 0

    def counting(real: Callable[..., object]) -> Callable[..., object]:
        def cut(*arguments: object) -> object:
            nonlocal steps
            steps += 1
            if steps == step:
                raise OSError(5, "power is gone")
            return real(*arguments)

        return cut

    for name in ("_link", "keep_names", "_same", "_named"):
        monkeypatch.setattr(restore_module, name, counting(getattr(restore_module, name)))
    if steps_reached := _failed(ward):
        assert steps_reached.code is Code.IO
    monkeypatch.undo()
    places = (ward, *ward.glob("truoc-phuc-hoi/*"))
    for name in (KEY, SIGNING_KEY):
        assert any(contents(p).get(name) == before[name] for p in places), name
    whole = [p for p in places if (p / DATABASE).is_file() and (p / KEY).is_file()]
    assert any(living_facts(p / DATABASE, read_key(p / KEY)) == facts for p in whole)
    restore(ward)
    with open_store(ward, CLOCK) as store:
        assert list(store.verify()) == []


def _failed(ward: Path) -> DeskError | None:
    try:
        restore(ward)
    except DeskError as error:
        return error
    return None


def test_no_program_opens_the_book_between_the_check_and_the_end(ward: Path) -> None:
    with laid_ready(ward, the_backup(ward), ward / KEY, CLOCK) as ready:
        assert refused(lambda: open_store(ward, CLOCK)).code is Code.LOCKED
        ready.put(NONE)
        assert refused(lambda: open_store(ward, CLOCK)).code is Code.LOCKED
    with open_store(ward, CLOCK) as store:
        assert list(store.verify()) == []


def test_a_program_that_has_not_touched_the_book_yet_keeps_it_too(ward: Path) -> None:
    before = contents(ward)
    # Open, but without any connection to the file.
    with open_store(ward, CLOCK):
        assert refused(lambda: restore(ward)).code is Code.LOCKED
    assert contents(ward) == before
