"""A restoring that is killed leaves the old book whole or the new one, and can be done again."""

import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.helpers.wards import Counter, FixedClock, new_store
from tthc_desk.app.restoring import restore_folder
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.storage.backup import living_facts, make_backup
from tthc_desk.storage.folder import DATABASE, KEY
from tthc_desk.storage.keys import read_key
from tthc_desk.storage.restore import KEPT
from tthc_desk.storage.signing import SIGNING_KEY, SigningKeyRing
from tthc_desk.storage.store import open_store
from tthc_desk.usecases.backup_facts import BackupReason, BookFacts
from tthc_desk.usecases.restoring import IssuedSince

CLOCK = FixedClock(datetime(2026, 11, 23, 9, 0, tzinfo=VIETNAM))
DAY = date(2026, 11, 20)
UNKNOWN = IssuedSince(unknown=True)
# Ends the process before the n-th change of a name after the backup was laid ready.
KILLED = """
import os, sys
from pathlib import Path
from tests.integration.storage.test_killed_restoring import CLOCK, UNKNOWN
from tthc_desk.app import restoring
folder, file, key, step = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])
real, calls = restoring.put_in_place, 0
def counting(change):
    def changed(*args, **kwargs):
        global calls
        calls += 1
        if calls == step:
            os._exit(9)
        return change(*args, **kwargs)
    return changed
def put(*args):
    for place, name in ((Path, "replace"), (Path, "rename"), (Path, "unlink"), (os, "link")):
        setattr(place, name, counting(getattr(place, name)))
    return real(*args)
restoring.put_in_place = put
restoring.restore_folder(folder, file, key, UNKNOWN, clock=CLOCK)
"""


def make_ward(folder: Path, times: int) -> Path:
    with new_store(folder, CLOCK) as store:
        counter = Counter(store)
        for _ in range(times):
            counter.receive(DAY)
    SigningKeyRing(folder).make()
    return folder


def back_up(ward: Path, usb: Path) -> Path:
    usb.mkdir()
    now = datetime(2026, 11, 20, 17, 0, tzinfo=VIETNAM)
    return make_backup(ward / DATABASE, read_key(ward / KEY), usb, now, BackupReason.ASKED).path


def length(ward: Path) -> int:
    with open_store(ward, CLOCK) as store:
        assert list(store.verify()) == []
        return store.queries.chain_head()[1]


@pytest.mark.parametrize("has_same_key", [True, False])
def test_killed_at_any_change_of_a_name(tmp_path: Path, has_same_key: bool) -> None:
    step, codes = 0, {9}
    while 9 in codes:
        step += 1
        place = tmp_path / str(step)
        place.mkdir()
        source = ward = make_ward(place / "ward", 2)
        if not has_same_key:
            source = make_ward(place / "lost", 2)
        file = back_up(source, place / "usb")
        key = place / "key"
        key.write_bytes((source / KEY).read_bytes())
        with open_store(ward, CLOCK) as store:
            counter = Counter(store, {DAY: 100})
            counter.receive(DAY)
            counter.receive(DAY)
        before = living_facts(ward / DATABASE, read_key(ward / KEY))
        done = subprocess.run(
            [sys.executable, "-c", KILLED, ward, file, key, str(step)], check=False
        )
        codes = {done.returncode}
        _look_at(ward, has_same_key)
        _do_again(ward, file, key)
        kept = [room for room in (ward / KEPT).iterdir() if (room / SIGNING_KEY).is_file()]
        facts = [found for room in kept if (found := _facts(room)) is not None]
        assert before in facts
        assert not list((ward / KEPT).glob(".*"))
    assert step > 5


def _facts(room: Path) -> BookFacts | None:
    """Read a kept state; one that was cut off between book and key cannot be read."""
    try:
        return living_facts(room / DATABASE, read_key(room / KEY))
    except DeskError:
        return None


def _look_at(ward: Path, has_same_key: bool) -> None:
    try:
        events = length(ward)
    except DeskError as refusal:
        found = (refusal.code, refusal.facts["reason"], has_same_key)
        if found != (Code.KEY, "half_restored", False):
            raise
        return
    is_old = events == 4
    assert is_old or events == 3
    assert (ward / SIGNING_KEY).is_file() or not is_old
    # What is kept under its name is complete, and no longer what the ward works on.
    for room in (ward / KEPT).glob("[0-9]*"):
        assert not is_old
        assert living_facts(room / DATABASE, read_key(room / KEY)).chain_length == 4


def _do_again(ward: Path, file: Path, key: Path) -> None:
    restore_folder(ward, file, key, UNKNOWN, clock=CLOCK)
    assert length(ward) == 3
    assert not (ward / SIGNING_KEY).exists()
    for room in (ward / KEPT).iterdir():
        assert not (room / DATABASE).samefile(ward / DATABASE)
