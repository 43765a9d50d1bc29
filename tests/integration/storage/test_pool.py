"""Lending connections: few, one caller each, clean when they come back."""

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.storage import pool as pools
from tthc_desk.storage.driver import Connection, cipher_driver
from tthc_desk.storage.pool import Pool


class Opener:
    """Opens connections in memory and remembers them."""

    def __init__(self) -> None:
        self.opened: list[Connection] = []

    def __call__(self) -> Connection:
        connection: Connection = cipher_driver.connect(
            ":memory:", isolation_level=None, check_same_thread=False
        )
        self.opened.append(connection)
        return connection


@pytest.fixture
def opener() -> Iterator[Opener]:
    made = Opener()
    yield made
    for connection in made.opened:
        connection.close()


def pool_of(opener: Opener, size: int = 2) -> Pool:
    return Pool(Path("ward") / "ward.db", opener, size)


def is_closed(connection: Connection) -> bool:
    try:
        connection.execute("SELECT 1")
    except cipher_driver.ProgrammingError:
        return True
    return False


def test_a_connection_is_opened_when_needed_and_lent_again(opener: Opener) -> None:
    pool = pool_of(opener)
    assert opener.opened == []
    with pool.lend() as first:
        pass
    with pool.lend() as again, pool.lend() as other:
        assert again is first
        assert other is not first
    assert len(opener.opened) == 2


def test_what_was_left_open_is_rolled_back(opener: Opener) -> None:
    pool = pool_of(opener, 1)
    with pool.lend() as connection:
        connection.execute("CREATE TABLE kept (a)")
    with pool.lend() as connection:
        connection.execute("BEGIN")
        connection.execute("INSERT INTO kept VALUES (1)")
    with pool.lend() as connection:
        assert not connection.in_transaction
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (0,)


def test_a_connection_that_broke_is_replaced(opener: Opener) -> None:
    pool = pool_of(opener, 1)
    with pool.lend() as broken:
        broken.close()
    with pool.lend() as fresh:
        assert fresh.execute("SELECT 1").fetchone() == (1,)
    assert len(opener.opened) == 2


def test_a_place_stays_free_when_opening_fails(opener: Opener) -> None:
    answers = iter((DeskError(Code.IO), None))

    def connect() -> Connection:
        failure = next(answers)
        if failure:
            raise failure
        return opener()

    pool = Pool(Path("ward.db"), connect, 1)
    with pytest.raises(DeskError), pool.lend():
        pass
    with pool.lend() as connection:
        assert connection is opener.opened[0]


def test_who_waits_too_long_is_told_the_file_is_taken(
    opener: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "_WAIT_SECONDS", 0.001)
    pool = pool_of(opener, 1)
    with pool.lend(), pytest.raises(DeskError) as caught, pool.lend():
        pass
    assert caught.value.code is Code.LOCKED
    assert caught.value.facts["folder"] == "ward"


def test_closing_closes_what_is_free_now_and_what_is_lent_later(opener: Opener) -> None:
    pool = pool_of(opener)
    with pool.lend() as lent:
        with pool.lend() as free:
            pass
        pool.close()
        assert is_closed(free)
        assert not is_closed(lent)
    assert is_closed(lent)
    with pool.lend() as fresh:
        assert fresh not in (lent, free)


def test_many_threads_share_a_few_connections(opener: Opener) -> None:
    pool = pool_of(opener)
    in_use: set[Connection] = set()
    faults: list[str] = []

    def work() -> None:
        for _ in range(200):
            with pool.lend() as connection:
                if connection in in_use:
                    faults.append("lent twice")
                in_use.add(connection)
                connection.execute("SELECT 1").fetchone()
                in_use.discard(connection)

    threads = [Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert len(opener.opened) <= 2
