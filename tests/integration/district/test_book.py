"""The superior's file: its own schema, its own key, checked to the last signature."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.districts import (
    DISTRICT,
    SendingWard,
    deliver,
    enrol,
    month,
    new_district,
    open_again,
)
from tests.helpers.wards import FixedClock, new_store
from tthc_desk.app.district_wiring import DistrictDesk
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.exchange.totals_file import TotalsFiles
from tthc_desk.storage.database import connect
from tthc_desk.storage.district.columns import COLUMNS
from tthc_desk.storage.district.schema import schema_script
from tthc_desk.storage.district.store import create_district, open_district_store
from tthc_desk.storage.district.tables import ALL_TABLES
from tthc_desk.storage.folder import DATABASE, KEY, open_database
from tthc_desk.storage.keys import read_key
from tthc_desk.usecases.messages import error_text

CHILD = """
import sys
from pathlib import Path
from tests.helpers.districts import open_again

desk = open_again(Path(sys.argv[1]))
desk.board.status()
desk.reports.facts(*(__import__("datetime").date(2026, 1, d) for d in (1, 31)), desk.actor())
orm = {"alembic", "pydantic", "sqlalchemy", "sqlmodel"}
print(*sorted({name.partition(".")[0] for name in sys.modules} & orm))
desk.store.close()
"""


def refused(work: Callable[[], object]) -> DeskError:
    with pytest.raises(DeskError) as caught:
        work()
    return caught.value


def filled(desk: DistrictDesk) -> SendingWard:
    ward = SendingWard("00001")
    enrol(desk, ward)
    deliver(desk, ward.year())
    desk.consolidation.import_file("TOTALS_00001_2026-11-01_2026-11-30_1.json", b"{", desk.actor())
    wrong = ward.send(month(10), ward_code="00002")
    desk.consolidation.import_file(wrong.name, wrong.data, desk.actor())
    return ward


def test_the_columns_are_those_of_the_tables() -> None:
    declared = {str(table.__tablename__): tuple(table.model_fields) for table in ALL_TABLES}
    assert declared == COLUMNS


def test_the_schema_has_no_place_for_a_citizen() -> None:
    told = " ".join(schema_script()).lower()
    for word in ("person", "citizen", "phone", "address", "birth", "id_number", "dossier"):
        assert word not in told
    # Texts that people type: the names of wards and fields, the profile, why a key was revoked.
    assert told.count("strict") == len(ALL_TABLES)


def test_a_new_book_reads_back_as_it_was_given(desk: DistrictDesk) -> None:
    assert desk.store.queries.district() == DISTRICT
    assert desk.actor("thu").officer == DISTRICT.officers[0]
    assert refused(lambda: desk.actor("ai")).code is Code.OFFICER
    assert sorted(p.name for p in desk.store.folder.iterdir() if "-" not in p.name) == [
        "district.db",
        "district.key",
        "use.lock",
    ]


def test_reading_and_adding_up_load_no_orm(tmp_path: Path) -> None:
    desk = new_district(tmp_path / "d")
    filled(desk)
    desk.store.close()
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(tmp_path / "d")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout.strip(), done.stderr) == ("", "")


def test_a_book_is_not_taken_for_a_ward_nor_a_ward_for_a_book(tmp_path: Path) -> None:
    book, ward = tmp_path / "book", tmp_path / "ward"
    new_district(book).store.close()
    new_store(ward).close()
    assert (
        refused(lambda: open_district_store(ward, TotalsFiles(), FixedClock())).code
        is Code.NO_DISTRICT
    )
    assert refused(lambda: open_database(book)).code is Code.NO_WARD
    for there, old, new in ((book, "district", "ward"), (ward, "ward", "district")):
        for ending in ("db", "key"):
            (there / f"{old}.{ending}").rename(there / f"{new}.{ending}")
    assert refused(lambda: open_database(book)).code is Code.NOT_OURS
    assert (
        refused(lambda: open_district_store(ward, TotalsFiles(), FixedClock())).code
        is Code.NOT_OURS
    )
    made = refused(lambda: create_district(ward, DISTRICT, FixedClock().now()))
    assert made.code is Code.FOLDER_NOT_EMPTY


def test_a_newer_book_and_a_foreign_key_are_refused(tmp_path: Path) -> None:
    new_district(tmp_path / "a").store.close()
    new_district(tmp_path / "b").store.close()
    key = read_key(tmp_path / "a" / "district.key")
    with closing(connect(tmp_path / "a" / "district.db", key)) as raw:
        raw.execute("PRAGMA user_version = 2")
    assert refused(lambda: open_again(tmp_path / "a")).code is Code.NEWER_SCHEMA
    shutil.copy(tmp_path / "a" / "district.key", tmp_path / "b" / "district.key")
    wrong = refused(lambda: open_again(tmp_path / "b"))
    assert (wrong.code, wrong.facts["reason"]) == (Code.KEY, "other")
    (tmp_path / "b" / "district.db").unlink()
    lost = refused(lambda: open_again(tmp_path / "b"))
    assert (lost.code, lost.facts["reason"]) == (Code.NO_DISTRICT, "lost")
    assert (DATABASE, KEY) == ("ward.db", "ward.key")


# --- tampering with the key in hand

CHANGES: dict[str, tuple[str, str]] = {
    "a figure": ("files", "UPDATE totals_file SET c5 = c5 + 1 WHERE id = 3"),
    "a field": ("files", "UPDATE totals_field SET c5 = c5 + 1 WHERE file_id = 3"),
    "a field less": ("files", "DELETE FROM totals_field WHERE file_id = 3"),
    "an envelope": (
        "files",
        "UPDATE envelope SET content = (SELECT content FROM envelope WHERE file_id = 4) "
        "WHERE file_id = 3",
    ),
    "one letter of an envelope": (
        "files",
        "UPDATE envelope SET content = CAST(replace(content, 'a', 'b') AS BLOB) WHERE file_id = 3",
    ),
    "a file less": (
        "files",
        "DELETE FROM totals_field WHERE file_id = 3; DELETE FROM envelope WHERE file_id = 3; "
        "DELETE FROM totals_file WHERE id = 3",
    ),
    "a standing": ("standings", "UPDATE totals_file SET standing = 'replaced' WHERE id = 3"),
    "a key": ("files", "UPDATE ward_key SET public = zeroblob(32)"),
    "a key's days": ("keys", "UPDATE ward_key SET valid_from = '2020-01-01'"),
    "a ward": ("wards", "UPDATE ward SET until = '2026-02-01'"),
    "the profile": ("district", "UPDATE setting SET value = replace(value, 'Thử', 'Giả')"),
    "a refusal": ("refusals", "UPDATE refusal SET name = 'x' WHERE code = 'E_TRUNCATED'"),
    "a refusal less": ("refusals", "DELETE FROM refusal"),
    "evidence": ("refusals", "UPDATE refusal SET evidence = x'00' WHERE evidence IS NOT NULL"),
    "an event": ("chain", "UPDATE event SET officer = 'khac' WHERE seq = 3"),
    "an index": ("schema", "DROP INDEX totals_file_counted"),
    "a trigger": ("schema", "DROP TRIGGER IF EXISTS event_no_update"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_whatever_is_changed_behind_the_back_is_found(desk: DistrictDesk, name: str) -> None:
    filled(desk)
    assert list(desk.store.verify()) == []
    check, script = CHANGES[name]
    with desk.store.write() as unit:
        raw: Any = unit._connection
        triggers = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        made = [(trigger, text) for trigger, text in triggers.fetchall()]
        for trigger, _ in made:
            raw.execute(f"DROP TRIGGER {trigger}")
        for statement in script.split("; "):
            raw.execute(statement)
        for trigger, text in made:
            if trigger not in script:
                raw.execute(text)
        raw.execute("COMMIT")
    assert check in {finding.check for finding in desk.store.verify()}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET officer = 'x'",
        "DELETE FROM event",
        "UPDATE totals_file SET c5 = 0",
        "DELETE FROM totals_file",
        "UPDATE envelope SET content = x'00'",
        "DELETE FROM envelope",
        "UPDATE totals_field SET c5 = 0",
        "INSERT OR REPLACE INTO envelope SELECT * FROM envelope",
        "DELETE FROM refusal",
    ],
)
def test_what_came_is_never_changed_by_the_program_itself(
    desk: DistrictDesk, statement: str
) -> None:
    filled(desk)
    with pytest.raises(Exception, match="what came is never changed"), desk.store.write() as unit:
        unit._put(statement, ())


def test_a_missing_key_is_named_as_this_book_names_it(tmp_path: Path) -> None:
    new_district(tmp_path / "a").store.close()
    (tmp_path / "a" / "district.key").write_text("hỏng", encoding="utf-8")
    assert "district.key" in error_text(refused(lambda: open_again(tmp_path / "a")))
    (tmp_path / "a" / "district.key").unlink()
    assert "district.key" in error_text(refused(lambda: open_again(tmp_path / "a")))
    new_store(tmp_path / "w").close()
    (tmp_path / "w" / KEY).write_text("x")
    assert "ward.key" in error_text(refused(lambda: open_database(tmp_path / "w")))
