"""Faults while writing: nothing is guessed, nothing is saved twice, work goes on."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.helpers.wards import Counter
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.storage import database as databases
from tthc_desk.storage.driver import cipher_driver
from tthc_desk.storage.store import WardStore

DAY = date(2026, 3, 2)


class Faulty:
    """A connection whose COMMIT reports an error, before or after it was carried out."""

    def __init__(self, connection: Any, code: int, *, carried_out: bool) -> None:
        self._connection = connection
        self._code = code
        self._carried_out = carried_out

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def execute(self, statement: str, values: tuple[Any, ...] = ()) -> Any:
        if statement != "COMMIT":
            return self._connection.execute(statement, values)
        if self._carried_out:
            self._connection.execute(statement)
        raise driver_error(self._code)


def driver_error(code: int) -> Exception:
    error: Exception = cipher_driver.OperationalError("fault")
    error.sqlite_errorcode = code  # type: ignore[attr-defined]
    error.sqlite_errorname = "FAULT"  # type: ignore[attr-defined]
    return error


def receive(desk: Counter, request: str, spoil: Callable[[Any], None]) -> str:
    """Do one request as a use case does: a repeat gives the first answer."""
    with desk.store.write(request) as unit:
        answered = unit.answer_of(request)
        if answered is not None:
            return answered
        number = desk.receive_in(unit, DAY).number
        unit.remember(request, number)
        spoil(unit)
        unit.commit()
    return number


def sound(unit: Any) -> None:
    del unit


def faulty(code: int, *, carried_out: bool) -> Callable[[Any], None]:
    def spoil(unit: Any) -> None:
        writer = unit._writer
        writer.connection = Faulty(writer.connection, code, carried_out=carried_out)

    return spoil


IOERR_FSYNC, FULL = 10 | (4 << 8), 13


def test_a_commit_that_failed_but_was_carried_out_counts_as_saved(desk: Counter) -> None:
    number = receive(desk, "r1", faulty(IOERR_FSYNC, carried_out=True))
    assert receive(desk, "r1", sound) == number
    assert desk.store.queries.chain_head()[1] == 1
    assert list(desk.store.verify()) == []


@pytest.mark.parametrize(("number", "code"), [(FULL, Code.DISK_FULL), (IOERR_FSYNC, Code.IO)])
def test_a_commit_that_failed_is_named_and_a_repeat_saves_once(
    desk: Counter, number: int, code: Code
) -> None:
    with pytest.raises(DeskError) as caught:
        receive(desk, "r1", faulty(number, carried_out=False))
    assert caught.value.code is code
    assert desk.store.queries.chain_head()[1] == 0
    assert receive(desk, "r1", sound).endswith("T0001")
    assert list(desk.store.verify()) == []


@pytest.mark.parametrize("carried_out", [True, False])
def test_without_a_request_the_newest_event_tells(desk: Counter, carried_out: bool) -> None:
    def work() -> None:
        with desk.store.write() as unit:
            desk.receive_in(unit, DAY)
            faulty(FULL, carried_out=carried_out)(unit)
            unit.commit()

    if carried_out:
        work()
    else:
        with pytest.raises(DeskError):
            work()
    assert desk.store.queries.chain_head()[1] == int(carried_out)


def test_an_outcome_that_cannot_be_looked_up_is_called_unknown(
    desk: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> None:
        raise driver_error(10)

    def spoil(unit: Any) -> None:
        faulty(FULL, carried_out=False)(unit)
        monkeypatch.setattr(databases, "connect", gone)

    with pytest.raises(DeskError) as caught:
        receive(desk, "r1", spoil)
    assert caught.value.code is Code.UNKNOWN_OUTCOME


def test_a_full_disk_is_named_and_work_goes_on_when_there_is_room(desk: Counter) -> None:
    saved_requests = [receive(desk, "r0", sound)]
    with desk.store._database.writing() as writer:
        pages = writer.connection.execute("PRAGMA page_count").fetchone()[0]
        writer.connection.execute(f"PRAGMA max_page_count = {pages}")

    def fill() -> None:
        for n in range(1, 200):
            saved_requests.append(receive(desk, f"r{n}", sound))  # noqa: PERF401

    with pytest.raises(DeskError) as caught:
        fill()
    assert caught.value.code is Code.DISK_FULL
    assert "folder" in caught.value.facts
    saved = desk.store.queries.chain_head()[1]
    assert saved == len(saved_requests)
    with desk.store._database.writing() as writer:
        writer.connection.execute("PRAGMA max_page_count = 1000000")
    assert receive(desk, "later", sound)
    assert desk.store.queries.chain_head()[1] == saved + 1
    assert list(desk.store.verify()) == []


def test_a_writer_that_waits_too_long_is_told_the_file_is_taken(
    store: WardStore, desk: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = tuple((n, "1" if n == "busy_timeout" else v) for n, v in databases.POLICY)
    monkeypatch.setattr(databases, "POLICY", policy)
    from tests.helpers.wards import FixedClock
    from tthc_desk.storage.store import open_store

    with open_store(store.folder, FixedClock()) as second, store.write() as unit:
        desk.receive_in(unit, DAY)
        with pytest.raises(DeskError) as caught, second.write():
            pass
    assert caught.value.code is Code.LOCKED
