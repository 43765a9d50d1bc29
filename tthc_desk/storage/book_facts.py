"""What a book holds at one moment, read from one snapshot of any schema version."""

import json
from contextlib import suppress
from dataclasses import dataclass

from tthc_desk.storage.district.columns import MARK
from tthc_desk.storage.driver import Connection, cipher_driver
from tthc_desk.usecases.backup_facts import BookFacts, SeriesEnd

# Virtual tables are counted by the tables that hold them.
_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_' "
    "AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
)
_HEAD = "SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1"
_MONEY = "SELECT coalesce(sum(charge_dong), 0), coalesce(sum(fee_dong), 0) FROM "
_NUMBERS = (
    "SELECT series, max(period), value FROM counter WHERE series <> 'rules' "
    "GROUP BY series ORDER BY series"
)
_PROFILE = "SELECT value FROM setting WHERE name = ?"


@dataclass(frozen=True, slots=True)
class _Kind:
    """Where a kind of book keeps its profile, its money and its counters, if it has any."""

    profile: str
    money: str
    numbers: str


_WARD = _Kind("ward", "payment", _NUMBERS)
_KINDS = {MARK: _Kind("district", "totals_file", "SELECT 0 WHERE 0")}


def book_facts(connection: Connection) -> BookFacts:
    """Read what a book of any kind holds; the caller keeps one snapshot open."""
    kind = _kind(connection)
    tables = [str(name) for (name,) in connection.execute(_TABLES).fetchall()]
    counts = {name: _one(connection, f'SELECT count(*) FROM "{name}"') for name in tables}  # noqa: S608
    head = connection.execute(_HEAD).fetchone() or (0, b"")
    charge, fee = connection.execute(_MONEY + kind.money).fetchone()
    code, name = _owner(connection)
    return BookFacts(
        schema=_one(connection, "PRAGMA user_version"),
        ward_code=code,
        ward_name=name,
        chain_length=int(head[0]),
        chain_head=bytes(head[1]).hex(),
        counts=counts,
        charge_dong=int(charge),
        fee_dong=int(fee),
        numbers=tuple(SeriesEnd(*row) for row in connection.execute(kind.numbers).fetchall()),
    )


def ward_code(connection: Connection) -> str:
    """Read whose book it is; empty when that cannot be read."""
    with suppress(cipher_driver.Error):
        return _owner(connection)[0]
    return ""


def _kind(connection: Connection) -> _Kind:
    return _KINDS.get(_one(connection, "PRAGMA application_id"), _WARD)


def _owner(connection: Connection) -> tuple[str, str]:
    row = connection.execute(_PROFILE, (_kind(connection).profile,)).fetchone()
    profile = json.loads(row[0]) if row else {}
    return str(profile.get("code", "")), str(profile.get("name", ""))


def _one(connection: Connection, sql: str) -> int:
    return int(connection.execute(sql).fetchone()[0])
