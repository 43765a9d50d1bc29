"""An old book put back beside a living key: the key knows better, and is not used again."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.helpers.sending import AUGUST, OCTOBER, SEPTEMBER, Sender, reopened, sending_ward
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.totals import Chain
from tthc_desk.storage import signing
from tthc_desk.storage.folder import DATABASE, KEY
from tthc_desk.storage.keys import read_key
from tthc_desk.storage.signing import SIGNING_KEY, SigningKeyRing
from tthc_desk.storage.unit import Unit
from tthc_desk.usecases.totals_export import KeyCondition

READY, LOST = KeyCondition.READY, KeyCondition.LOST


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A ward that sent September; nobody has it open."""
    place = tmp_path / "ward"
    with sending_ward(place) as ward:
        ward.send(SEPTEMBER)
    return place


@pytest.fixture
def old(folder: Path) -> Path:
    """A copy of its book as it was then."""
    return Path(shutil.copy(folder / DATABASE, folder.parent / "old.db"))


@contextmanager
def with_old_book(folder: Path, old: Path) -> Iterator[Sender]:
    shutil.copy(old, folder / DATABASE)
    with reopened(folder) as ward:
        yield ward


def unmarked(folder: Path) -> None:
    """Write the key file as the program did before it kept what it signed last."""
    signer, ward = SigningKeyRing(folder).signer(), read_key(folder / KEY)
    assert signer
    sealed = bytes(signing._box(ward).encrypt(bytes(signer._key)))
    text = "\n".join(("tthc-desk-signing-1", ward.salt.hex(), sealed.hex())) + "\n"
    (folder / SIGNING_KEY).write_text(text)


def test_a_key_never_signs_a_place_of_its_chain_twice(folder: Path, old: Path) -> None:
    with reopened(folder) as ward:
        first = ward.send(OCTOBER)
    with with_old_book(folder, old) as ward:
        state = ward.desk.totals.key_state()
        assert (state.condition, state.current) == (LOST, None)
        ward.correct(OCTOBER)
        second = ward.send(OCTOBER)
        assert (second.key_id != first.key_id, second.seq) == (True, 1)
        assert ward.desk.totals.key_state().condition is READY
        assert ward.sound()
    assert (folder / "signing.key.1.old").exists()


def test_a_book_that_went_on_after_it_was_put_back_is_told_too(folder: Path, old: Path) -> None:
    with reopened(folder) as ward:
        key = ward.send(OCTOBER).key_id
    with with_old_book(folder, old) as ward:
        for _ in range(3):
            ward.correct(OCTOBER)
        assert ward.send(OCTOBER).key_id != key


def test_the_newest_book_put_back_once_more_signs_as_before(folder: Path, old: Path) -> None:
    with reopened(folder) as ward:
        key = ward.send(OCTOBER).key_id
    newest = Path(shutil.copy(folder / DATABASE, folder.parent / "newest.db"))
    with with_old_book(folder, old) as ward:
        assert ward.desk.totals.key_state().condition is LOST
    with with_old_book(folder, newest) as ward:
        ward.counter.receive(AUGUST.first)
        assert ward.send(AUGUST).key_id == key


def test_an_old_book_after_which_nothing_was_signed_keeps_its_key(folder: Path, old: Path) -> None:
    with reopened(folder) as ward:
        ward.correct(OCTOBER)
        key = ward.send(SEPTEMBER).key_id
    with with_old_book(folder, old) as ward:
        assert ward.desk.totals.key_state().condition is READY
        assert (ward.send(OCTOBER).key_id, ward.send(OCTOBER).seq) == (key, 2)


def test_a_file_sent_again_from_an_old_book_takes_nothing_back(folder: Path, old: Path) -> None:
    with reopened(folder) as ward:
        ward.send(OCTOBER)
    before = (folder / SIGNING_KEY).read_bytes()
    with with_old_book(folder, old) as ward:
        assert ward.send(SEPTEMBER).seq == 1
        days = (SEPTEMBER.first, SEPTEMBER.last)
        assert ward.desk.totals.standing(Chain.MONTHLY, *days).seq == 1
    assert before in [path.read_bytes() for path in folder.glob("signing.key*")]


def test_an_export_that_is_rolled_back_leaves_the_key_in_use(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(unit: Unit) -> None:
        raise DeskError(Code.DISK_FULL, folder=str(folder))

    with reopened(folder) as ward:
        key = ward.desk.totals.key_state().current
        for _ in range(2):
            with monkeypatch.context() as patched:
                patched.setattr(Unit, "commit", failing)
                with pytest.raises(DeskError):
                    ward.send(OCTOBER)
            assert ward.desk.totals.key_state().current == key
        assert (ward.send(OCTOBER).seq, ward.desk.totals.key_state().current) == (2, key)


def broken(*_: object, **__: object) -> None:
    raise OSError(5, "Input/output error")


def refused(monkeypatch: pytest.MonkeyPatch, step: str, act: Callable[[], object]) -> Code:
    with monkeypatch.context() as patched:
        patched.setattr(os, step, broken)
        with pytest.raises(DeskError) as caught:
            act()
    return caught.value.code


@pytest.mark.parametrize("step", ["fsync", "open"])
def test_what_the_key_cannot_remember_is_not_made(
    folder: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    with reopened(folder) as ward:
        before = ward.desk.store.queries.chain_head()
        assert refused(monkeypatch, step, lambda: ward.send(OCTOBER)) is Code.IO
        assert ward.desk.store.queries.chain_head() == before
        assert [path.name for path in folder.glob("signing.key*")] == [SIGNING_KEY]
        assert ward.desk.totals.key_state().condition is READY
        assert ward.send(OCTOBER).seq == 2


def test_a_file_that_was_committed_leaves_only_once_its_key_remembers_it(
    folder: Path, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = (Chain.MONTHLY, OCTOBER.first, OCTOBER.last)
    with reopened(folder) as ward:
        for act in (lambda: ward.send(OCTOBER), lambda: ward.desk.totals.standing(*days)):
            assert refused(monkeypatch, "replace", act) is Code.IO
            assert ward.desk.totals.key_state().condition is READY
        again = ward.desk.totals.standing(*days)
        assert (again.seq, ward.send(OCTOBER)) == (2, again)
    with with_old_book(folder, old) as ward:
        assert ward.desk.totals.key_state().condition is LOST


def test_a_key_file_of_an_older_program_signs_and_remembers_from_then_on(
    folder: Path, old: Path
) -> None:
    unmarked(folder)
    with reopened(folder) as ward:
        assert ward.desk.totals.key_state().condition is READY
        sent = ward.send(OCTOBER)
        assert sent.seq == 2
    signer = SigningKeyRing(folder).signer()
    assert signer
    assert signer.key_id == sent.key_id
    with with_old_book(folder, old) as ward:
        assert ward.desk.totals.key_state().condition is LOST


def test_what_a_key_remembers_is_sealed_with_it(folder: Path) -> None:
    path = folder / SIGNING_KEY
    mark, salt, sealed = path.read_text().split()
    assert path.stat().st_mode & 0o777 == 0o600
    flipped = f"{int(sealed[-1], 16) ^ 1:x}"
    for text in (
        f"{mark}\n{salt}\n{sealed[:-1]}{flipped}",
        f"tthc-desk-signing-1\n{salt}\n{sealed}",
    ):
        path.write_text(text + "\n")
        with reopened(folder) as ward:
            assert ward.desk.totals.key_state().condition is KeyCondition.DAMAGED


def test_nothing_is_written_when_the_key_remembers_already(folder: Path) -> None:
    before = (folder / SIGNING_KEY).read_bytes()
    with reopened(folder) as ward:
        ward.send(SEPTEMBER)
        ward.desk.totals.key_state()
    assert (folder / SIGNING_KEY).read_bytes() == before
