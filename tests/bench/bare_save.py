"""Saving one dossier as somebody who knows the driver would type it: no layers at all."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from tests.helpers.wards import PROCEDURE, received_facts
from tthc_desk.domain.events import canonical

DAY = date(2026, 3, 2)
COUNT = (
    "INSERT INTO counter VALUES (?, ?, 1) ON CONFLICT (series, period) "
    "DO UPDATE SET value = value + 1 RETURNING value"
)
PERSON = (
    "INSERT INTO person (id_number, id_kind, name, birth_date, sex, address, ward_code, phone, "
    "email, last_seen) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id_number) DO UPDATE "
    "SET name = excluded.name, address = excluded.address, phone = excluded.phone, "
    "last_seen = excluded.last_seen RETURNING id"
)
EVENT = "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
WORDS = "INSERT INTO dossier_search (rowid, words) VALUES (?, ?)"
PAPER = "INSERT INTO paper VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
CLOSED = "SELECT day FROM day_closing WHERE reopened_seq IS NULL ORDER BY day DESC LIMIT 1"
REQUEST = "INSERT INTO request VALUES (?, ?)"


def open_by_hand(path: Path, key_pragma: str) -> driver.Connection:
    """Open the file with the settings that decide how long a commit takes."""
    connection = driver.connect(str(path), isolation_level=None)
    connection.execute(f'PRAGMA key = "{key_pragma}"')
    for pragma in ("journal_mode = wal", "synchronous = full", "foreign_keys = on"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("PRAGMA secure_delete = on")
    return connection


def saver(connection: driver.Connection, first_seq: int) -> Callable[[], None]:
    """Give a function that saves one more dossier with values made before."""
    data = canonical(received_facts(DAY, date(2026, 3, 9)))
    marks = ", ".join("?" * len(connection.execute("PRAGMA table_info(dossier)").fetchall()))
    insert = f"INSERT INTO dossier VALUES ({marks})"  # noqa: S608
    at, day, digest = "2026-03-02T01:00:00.000000+00:00", DAY.isoformat(), bytes(32)
    words = " nguyen van thu 001090000001 r100000090100 0912345678 r8765432190 260302 t0001 t1"
    seq = first_seq

    def save() -> None:
        nonlocal seq
        number = f"H99.9-260302-X{seq}"
        dossier: tuple[Any, ...] = (
            *(seq, number, "", PROCEDURE.code, PROCEDURE.name, PROCEDURE.field, "in_person"),
            *("Nguyễn Văn Thử", "001090000001", "Số 1", "Nguyễn Văn Thử", "001090000001"),
            *("0912345678", 1, at, at, 2, "to_hand_over", "", "", "", None, 0, 0, 0, 0, 1, seq),
            *(day, "9999-12-31", 1, 0, 0, 0, "2026-03-09", 1, 0, 1, 1, words),
        )
        run = connection.execute
        run("BEGIN IMMEDIATE")
        run("SELECT answer FROM request WHERE request_id = ?", (number,)).fetchone()
        run(CLOSED).fetchone()
        run(COUNT, ("dossier", "bare")).fetchone()
        run(COUNT, ("serial", "bare")).fetchone()
        person = ("001090000009", "personal", "Thử", None, "", "Số 1", "", "", "", at)
        run(PERSON, person).fetchone()
        run("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1").fetchone()
        run(EVENT, (seq, at, day, "thu", "", number, "received", data, digest, digest))
        run(dossier_insert, dossier)
        run(WORDS, (seq, words))
        run(EVENT, (seq + 1, at, day, "thu", "", number, "paper_issued", "{}", digest, digest))
        paper = (seq, "receipt", number, number, 1, data, seq + 1, at, "thu", "issued", 0)
        run(PAPER, paper)
        run(REQUEST, (number, "{}"))
        run("COMMIT")
        seq += 2

    dossier_insert = insert
    return save
