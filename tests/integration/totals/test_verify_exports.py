"""Totals that somebody with the key changed in the book: `verify` names every one."""

import json
import shutil
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.sending import OCTOBER, SEPTEMBER, Sender, reopened, sending_ward
from tthc_desk.domain.events import canonical
from tthc_desk.storage.database import connect
from tthc_desk.storage.driver import Connection
from tthc_desk.storage.folder import DATABASE, KEY
from tthc_desk.storage.keys import read_key
from tthc_desk.usecases.ports import Finding

Change = Callable[[Connection], object]

_FIRST_FILE = "SELECT event_seq, file FROM totals_export ORDER BY event_seq LIMIT 1"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a ward that sent two months, corrected one and changed its key."""
    folder = tmp_path_factory.mktemp("made") / "ward"
    with sending_ward(folder) as ward:
        ward.send(SEPTEMBER)
        sent = ward.send(OCTOBER)
        ward.desk.totals.make_key(ward.supervisor)
        ward.correct(OCTOBER)
        ward.send(OCTOBER, amend=sent.hash)
        assert ward.sound()
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "ward"))


def findings(folder: Path, change: Change) -> list[Finding]:
    with closing(connect(folder / DATABASE, read_key(folder / KEY))) as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        change(raw)
    with reopened(folder) as ward:
        return [*_found(ward)]


def _found(ward: Sender) -> Iterator[Finding]:
    return (one for one in ward.desk.store.verify() if one.check == "exports")


def files(change: str, of: str = "max") -> Change:
    """Set a column of the first or the last file."""
    which = f"event_seq = (SELECT {of}(event_seq) FROM totals_export)"  # noqa: S608
    return lambda raw: raw.execute(f"UPDATE totals_export SET {change} WHERE {which}")  # noqa: S608


def keys(change: str) -> Change:
    """Set a column of every key."""
    return lambda raw: raw.execute(f"UPDATE signing_key SET {change}")  # noqa: S608


def gone(table: str, seq: str, of: str) -> Change:
    """Take the first or the last row of a table away."""
    which = f"{seq} = (SELECT {of}({seq}) FROM {table})"  # noqa: S608
    return lambda raw: raw.execute(f"DELETE FROM {table} WHERE {which}")  # noqa: S608


def rewritten(change: Callable[[dict[str, Any]], None]) -> Change:
    """Change the payload of the first file; the envelope stays well-formed."""

    def act(raw: Connection) -> None:
        seq, file = raw.execute(_FIRST_FILE).fetchone()
        envelope = json.loads(file)
        payload = json.loads(b64decode(envelope["payload"]))
        change(payload)
        envelope["payload"] = b64encode(canonical(payload).encode()).decode()
        values = (canonical(envelope).encode(), seq)
        raw.execute("UPDATE totals_export SET file = ? WHERE event_seq = ?", values)

    return act


def one_more(payload: dict[str, Any]) -> None:
    payload["rows"][0]["5"] += 1


def another_head(payload: dict[str, Any]) -> None:
    payload["audit"]["head"] = "0" * 64


def flipped(raw: Connection) -> None:
    seq, file = raw.execute(_FIRST_FILE).fetchone()
    envelope = json.loads(file)
    sig = bytearray(b64decode(envelope["signatures"][0]["sig"]))
    sig[0] ^= 1
    envelope["signatures"][0]["sig"] = b64encode(sig).decode()
    values = (canonical(envelope).encode(), seq)
    raw.execute("UPDATE totals_export SET file = ? WHERE event_seq = ?", values)


@pytest.mark.parametrize(
    ("change", "detail"),
    [
        (gone("totals_export", "event_seq", "max"), "no row"),
        (gone("totals_export", "event_seq", "min"), "no row"),
        (gone("totals_export", "event_seq", "min"), "prev"),
        (files("event_seq = 1"), "no event"),
        (files("seq = 5"), "seq"),
        (files("prev = ''"), "prev"),
        (files("prev = hash", "min"), "prev"),
        (files("replaces = ''"), "replaces"),
        (files(f"hash = '{'0' * 64}'"), "sha256"),
        (files("first_day = '2026-01-01'"), "from"),
        (files("chain = 'weekly'"), "chain"),
        (files("as_of = '2026-01-01T00:00:00.000000+00:00'"), "at"),
        (files("officer = 'thu'"), "officer"),
        (files("file = x'00'"), "file"),
        (files("file = x'7b7d'"), "file"),
        (rewritten(one_more), "signature"),
        (rewritten(one_more), "hash"),
        (rewritten(another_head), "audit"),
        (flipped, "signature"),
        (gone("signing_key", "made_seq", "max"), "no row"),
        (gone("signing_key", "made_seq", "min"), "signature"),
        (keys("public = zeroblob(32)"), "public"),
        (keys("public = zeroblob(32)"), "signature"),
        (keys("officer = 'thu'"), "officer"),
        (keys("made_seq = 1"), "no event"),
    ],
)
def test_what_was_changed_is_named(folder: Path, change: Change, detail: str) -> None:
    found = findings(folder, change)
    assert any(detail in one.detail.split(", ") for one in found), found


def test_nothing_is_named_in_a_sound_book(folder: Path) -> None:
    assert findings(folder, lambda raw: None) == []
