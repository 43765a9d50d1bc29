"""The book of a superior authority: backed up, tried out and brought up as a ward's is."""

from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from tests.helpers.districts import (
    FORM,
    NOW,
    SendingWard,
    deliver,
    enrol,
    month,
    new_district,
    open_again,
)
from tests.helpers.wards import FixedClock
from tthc_desk.app.own_backups import back_up_at_exit
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.storage.backup import listed, living_facts
from tthc_desk.storage.database import connect
from tthc_desk.storage.district import store as store_module
from tthc_desk.storage.district.revisions import Revisions, migrate
from tthc_desk.storage.district.store import DISTRICT, open_district_store
from tthc_desk.storage.driver import Connection
from tthc_desk.storage.folder import find_version
from tthc_desk.storage.keys import read_key
from tthc_desk.storage.upgrade import BEFORE_UPGRADE
from tthc_desk.usecases.backup_facts import BackupReason, BookFacts
from tthc_desk.usecases.backups import BackupTone

LATER = "CREATE TABLE later (name TEXT NOT NULL) STRICT"
NEXT = DISTRICT.version + 1


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book that has received two months of a ward."""
    desk, ward = new_district(tmp_path / "book"), SendingWard("00625", "phường Mỹ Đình 1")
    enrol(desk, ward)
    deliver(desk, [ward.send(month(1)), ward.send(month(2))])
    desk.store.close()
    (tmp_path / "usb").mkdir()
    return tmp_path / "book"


def facts_of(book: Path) -> BookFacts:
    return living_facts(book / DISTRICT.database, read_key(book / DISTRICT.key))


def open_book(book: Path) -> None:
    with open_district_store(book, FORM, FixedClock(NOW)) as store:
        assert list(store.verify()) == []


def test_a_backup_says_whose_book_it_is_and_is_tried_out_whole(book: Path) -> None:
    desk, usb = open_again(book), book.parent / "usb"
    line = desk.backups.make(usb, BackupReason.ASKED)
    assert line.manifest is not None
    facts = line.manifest.facts
    assert (facts.ward_code, facts.ward_name) == ("019", "quận Thử")
    assert (facts.counts["totals_file"], facts.numbers) == (2, ())
    assert facts.charge_dong > 0
    assert line.path.name.startswith("tthc-desk_019_")
    assert desk.backups.examine(line.path) == ()
    # What is kept of backups is no part of what is checked.
    assert list(desk.store.verify()) == []
    desk.store.close()


def test_a_backup_of_a_book_that_was_not_whole_is_found_so(book: Path) -> None:
    desk = open_again(book)
    with desk.store._database.writing() as writer:
        writer.connection.execute("UPDATE ward SET name = 'phường Khác'")
        writer.connection.execute("COMMIT")
    line = desk.backups.make(book.parent / "usb", BackupReason.ASKED)
    assert [f.check for f in desk.backups.examine(line.path)] == ["wards"]
    desk.store.close()


def test_it_is_said_how_long_ago_the_last_backup_was(book: Path) -> None:
    clock = FixedClock(NOW)
    desk = open_again(book, clock)
    assert desk.backups.state().tone is BackupTone.NO_FOLDER
    desk.backups.set_folder(book.parent / "usb", desk.store.folder)
    clock.at = NOW.replace(day=30)
    # The 24th is a holiday since 2026.
    state = desk.backups.state()
    assert (state.tone, state.working_days) == (BackupTone.OVERDUE, 4)
    desk.backups.make_own(BackupReason.ASKED)
    assert desk.backups.state().tone is BackupTone.GOOD
    desk.store.close()


def test_the_end_of_the_window_backs_up_what_is_new(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    usb = tmp_path / "usb"
    back_up_at_exit(book)
    assert list(usb.iterdir()) == []
    desk = open_again(book)
    desk.backups.set_folder(usb, book)
    desk.store.close()
    back_up_at_exit(book)
    back_up_at_exit(book)
    (line,) = listed(usb, read_key(book / DISTRICT.key))
    assert line.manifest is not None
    assert line.manifest.reason is BackupReason.EXIT


@pytest.fixture
def upcoming(monkeypatch: pytest.MonkeyPatch) -> dict[int, tuple[str, ...]]:
    """A made-up next schema; what leads to it may still be changed."""
    revisions: dict[int, tuple[str, ...]] = {NEXT: (LATER,)}
    monkeypatch.setattr(store_module, "DISTRICT", _next(revisions))
    return revisions


def _next(revisions: Revisions) -> object:
    def create(connection: Connection) -> None:
        DISTRICT.create(connection)
        connection.execute(LATER)
        connection.execute(f"PRAGMA user_version = {NEXT}")

    bring = partial(migrate, revisions=revisions)
    return replace(DISTRICT, version=NEXT, create=create, migrate=bring)


def test_a_book_is_backed_up_brought_up_and_whole(
    book: Path, upcoming: dict[int, tuple[str, ...]]
) -> None:
    before = facts_of(book)
    assert upcoming
    open_book(book)
    assert facts_of(book).schema == NEXT
    (line,) = listed(book / BEFORE_UPGRADE, read_key(book / DISTRICT.key))
    assert line.manifest is not None
    assert (line.manifest.facts, line.manifest.reason) == (before, BackupReason.UPGRADE)
    open_book(book)


@pytest.mark.parametrize(
    "loss",
    [
        "SELECT * FROM nowhere",
        "UPDATE ward SET name = 'phường Khác'",
        "UPDATE totals_file SET standing = 'disputed'",
        "DELETE FROM setting",
        "INSERT INTO envelope VALUES (99999, x'00')",
    ],
)
def test_a_revision_that_loses_something_is_undone(
    book: Path, upcoming: dict[int, tuple[str, ...]], loss: str
) -> None:
    before = facts_of(book)
    upcoming[NEXT] = (LATER, loss)
    with pytest.raises(Exception, match=r"E_CORRUPT|nowhere"):
        open_book(book)
    assert facts_of(book) == before
    upcoming[NEXT] = (LATER,)
    open_book(book)


def test_what_was_wrong_before_is_said_and_the_old_version_stays(
    book: Path, upcoming: dict[int, tuple[str, ...]]
) -> None:
    with closing(connect(book / DISTRICT.database, read_key(book / DISTRICT.key))) as raw:
        raw.execute("UPDATE ward SET name = 'phường Khác'")
    assert upcoming
    with pytest.raises(DeskError) as caught:
        open_book(book)
    assert (caught.value.code, caught.value.facts["reason"]) == (Code.CORRUPT, "found_before")
    assert find_version(book, kind=DISTRICT)[1] == DISTRICT.version
