"""What `verify` finds when somebody with the key changes the file, or the disk does."""

import random
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.helpers.wards import Counter, FixedClock, new_store
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import EventKind
from tthc_desk.storage.database import connect
from tthc_desk.storage.folder import DATABASE, KEY
from tthc_desk.storage.keys import read_key
from tthc_desk.storage.store import open_store
from tthc_desk.usecases.paper_facts import PaperKind
from tthc_desk.usecases.ports import Finding, NewEvent

DAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed ward with a little of everything in it."""
    folder = tmp_path_factory.mktemp("verify") / "ward"
    with new_store(folder) as store:
        desk = Counter(store)
        for n in range(12):
            number = desk.receive(DAY, DAY + timedelta(3), charge_dong=8000).number
            desk.act(number, DAY, EventKind.PAID, method="cash", charge_dong=8000, fee_dong=0)
            if n % 3 == 0:
                desk.act(number, DAY, EventKind.SUPPLEMENT_REQUESTED)
        with store.write() as unit:
            at = desk.at(DAY)
            slip = f"{unit.next_number('slip/HDHT', '2026'):02}/HDHT"
            guided = unit.append(
                NewEvent(at, DAY, "thu", "Quầy 1", slip, EventKind.COUNTER_GUIDANCE, {})
            )
            unit.save_counter_slip(guided, slip)
            issued = unit.append(
                NewEvent(at, DAY, "thu", "Quầy 1", number, EventKind.PAPER_ISSUED, {})
            )
            unit.issue_paper(PaperKind.RECEIPT, number, "{}", 1, issued)
            unit.commit()
        assert list(store.verify()) == []
    return folder


@pytest.fixture
def ward(sound: Path, tmp_path: Path) -> Path:
    shutil.copytree(sound, tmp_path / "ward")
    return tmp_path / "ward"


def tamper(ward: Path, *statements: str) -> None:
    with closing(connect(ward / DATABASE, read_key(ward / KEY))) as raw:
        for statement in statements:
            raw.execute(statement)


def found(ward: Path) -> list[Finding]:
    with open_store(ward, FixedClock()) as store:
        return list(store.verify())


FREE_EVENTS = ("DROP TRIGGER event_no_update", "DROP TRIGGER event_no_delete")
TAMPERED: dict[str, tuple[str, tuple[str, ...]]] = {
    "an event is changed": (
        "chain",
        (*FREE_EVENTS, "UPDATE event SET officer = 'other' WHERE seq = 7"),
    ),
    "an event is cut out": ("chain", (*FREE_EVENTS, "DELETE FROM event WHERE seq = 7")),
    "the tail is cut off": ("derived", (*FREE_EVENTS, "DELETE FROM event WHERE seq > 20")),
    "a row says more than its events": (
        "derived",
        ("UPDATE dossier SET status = 10 WHERE id = 1",),
    ),
    "a row is gone": ("derived", ("DELETE FROM payment", "DELETE FROM dossier WHERE id > 20")),
    "a span is changed": ("derived", ("UPDATE deadline_span SET late_on_entering = 1",)),
    "money is changed": (
        "derived",
        ("UPDATE payment SET charge_dong = 0 WHERE dossier_id = 1",),
    ),
    "a counter went ahead": (
        "numbers",
        ("UPDATE counter SET value = value + 1 WHERE series = 'dossier'",),
    ),
    "a serial counter is gone": ("numbers", ("DELETE FROM counter WHERE series = 'serial'",)),
    "a slip is gone": ("slips", ("DELETE FROM counter_slip",)),
    "a slip counter went ahead": (
        "numbers",
        ("UPDATE counter SET value = 5 WHERE series = 'slip/HDHT'",),
    ),
    "a paper is gone": ("slips", ("DELETE FROM paper",)),
    "a paper was never printed": ("slips", ("UPDATE paper SET state = 'confirmed'",)),
    "the index misses a dossier": ("search", ("DELETE FROM dossier_search WHERE rowid = 1",)),
    "the index has a word too many": (
        "search",
        ("DELETE FROM dossier_search WHERE rowid = 1", "INSERT INTO dossier_search VALUES ('x')"),
    ),
    "a row refers to nothing": (
        "references",
        (
            "PRAGMA foreign_keys = OFF",
            "INSERT INTO payment SELECT 9999, 8888, day, method, 0, 0, '', '', '' FROM payment"
            " LIMIT 1",
        ),
    ),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_a_change_behind_the_programs_back_is_found(ward: Path, what: str) -> None:
    check, statements = TAMPERED[what]
    tamper(ward, *statements)
    assert check in {finding.check for finding in found(ward)}


def test_the_first_bad_event_is_named(ward: Path) -> None:
    tamper(ward, *FREE_EVENTS, "UPDATE event SET data = '{}' WHERE seq = 9")
    chain = [finding for finding in found(ward) if finding.check == "chain"]
    assert [finding.subject for finding in chain] == ["9"]


def test_findings_name_no_person(ward: Path) -> None:
    tamper(ward, "UPDATE dossier SET owner_name = 'Ai Đó', words = ' ai do'")
    findings = found(ward)
    assert findings
    assert not any("Thử" in f.detail or "Ai" in f.detail or "001090" in f.detail for f in findings)


def test_a_check_can_be_watched_and_stopped(ward: Path) -> None:
    told: list[tuple[int, int]] = []

    def watch(done: int, of: int) -> bool:
        told.append((done, of))
        return True

    with open_store(ward, FixedClock()) as store:
        assert list(store.verify(watch)) == []
    assert told
    assert told[-1][0] == told[-1][1]


def test_an_older_copy_does_not_reach_a_printed_anchor(ward: Path, tmp_path: Path) -> None:
    shutil.copytree(ward, tmp_path / "copy")
    with open_store(ward, FixedClock()) as store:
        Counter(store, moments={DAY: 1000}).receive(DAY)
        head, length = store.queries.chain_head()
        assert store.has_anchor(head.hex()[:16], length)
        assert not store.has_anchor("0" * 16, length)
    with open_store(tmp_path / "copy", FixedClock()) as old:
        assert list(old.verify()) == []
        assert not old.has_anchor(head.hex()[:16], length)


def flips(path: Path, how_many: int) -> Iterator[int]:
    chance = random.Random(20261122)
    size = path.stat().st_size
    yield from (chance.randrange(size) for _ in range(how_many))


def test_every_flipped_bit_is_found_and_never_a_traceback(ward: Path) -> None:
    path = ward / DATABASE
    whole = path.read_bytes()
    for at in flips(path, 60):
        content = bytearray(whole)
        content[at] ^= 1 << (at % 8)
        path.write_bytes(content)
        assert is_reported(ward), at
    path.write_bytes(whole)
    assert found(ward) == []


def is_reported(ward: Path) -> bool:
    try:
        with open_store(ward, FixedClock()) as store:
            return bool(list(store.verify()))
    except DeskError as refusal:
        return refusal.code in (Code.CORRUPT, Code.IO)


def test_a_damaged_page_met_in_daily_work_is_a_refusal(ward: Path) -> None:
    path = ward / DATABASE
    whole = path.read_bytes()
    codes = set()
    for page in range(1, len(whole) // 4096):
        content = bytearray(whole)
        content[page * 4096 + 100] ^= 1
        path.write_bytes(content)
        codes |= work(ward)
    assert codes == {Code.CORRUPT}


def work(ward: Path) -> set[Code]:
    try:
        with open_store(ward, FixedClock()) as store:
            store.queries.find("thu")
            store.queries.day_figures(DAY)
            Counter(store, moments={DAY: 5000}).receive(DAY)
    except DeskError as refusal:
        return {refusal.code}
    return set()


def test_a_copy_without_its_log_lacks_the_anchor(tmp_path: Path) -> None:
    with new_store(tmp_path / "ward") as store:
        Counter(store).receive(DAY)
        head, length = store.queries.chain_head()
        (tmp_path / "copy").mkdir()
        for name in (DATABASE, KEY):
            shutil.copy(tmp_path / "ward" / name, tmp_path / "copy" / name)
    with open_store(tmp_path / "copy", FixedClock()) as copy:
        assert not copy.has_anchor(head.hex()[:16], length)
