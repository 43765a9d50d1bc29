"""The running program does without the ORM, and yet knows the schema it declares."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.wards import FixedClock, new_store
from tthc_desk.storage.columns import COLUMNS
from tthc_desk.storage.schema import ALL_TABLES

CHILD = """
import sys
from pathlib import Path

from tthc_desk.domain.officers import Actor
from tthc_desk.app.wiring import wire
from tthc_desk.storage.store import open_store
from tests.helpers.wards import Counter, FixedClock

with open_store(Path(sys.argv[1]), FixedClock()) as store:
    desk = wire(store, store.queries._clock)
    desk.rules.book()
    day = store.queries._clock.now().date()
    number = Counter(store).receive(day).number
    assert desk.tracking.find(number).lines
    assert desk.tracking.detail(number, desk.actor()).dossier
    store.queries.report_rows(day, day)
    store.queries.day_figures(day)
    with store.bulk() as unit:
        unit.commit()
orm = {"alembic", "pydantic", "sqlalchemy", "sqlmodel"}
print(*sorted({name.partition(".")[0] for name in sys.modules} & orm))
"""


def test_the_columns_are_those_of_the_tables() -> None:
    declared = {str(table.__tablename__): tuple(table.model_fields) for table in ALL_TABLES}
    assert declared == COLUMNS


def test_opening_saving_and_finding_load_no_orm(tmp_path: Path) -> None:
    new_store(tmp_path / "ward").close()
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(tmp_path / "ward")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout.strip(), done.stderr) == ("", "")


def test_an_error_of_the_driver_tells_no_value(tmp_path: Path) -> None:
    secret = "Nguyễn Thị Bí Mật"
    statements = (
        "INSERT INTO heading (id, field, procedure_code) VALUES (?1, ?1, ?1)",
        "INSERT INTO person (id_number) VALUES (?1)",
        "INSERT INTO setting VALUES (?1, ?1), (?1, ?1)",
        "INSERT INTO handover_list (number, kind) VALUES (?1, ?1)",
        "SELECT json(?1)",
        "SELECT ?1, ?2",
    )
    with new_store(tmp_path / "ward", FixedClock()) as store:
        for statement in statements:
            with pytest.raises(Exception) as caught, store.write() as unit:  # noqa: PT011
                unit._put(statement, (secret,))
            assert secret not in str(caught.getrepr(style="native"))
            assert secret not in repr(caught.value)
