"""Schema changes: the same schema by both ways, all or nothing."""

import shutil
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.helpers.wards import SUPERVISOR, Counter, FixedClock, new_store
from tthc_desk.app.wiring import wire
from tthc_desk.domain.events import EventKind
from tthc_desk.domain.totals import Chain
from tthc_desk.storage.columns import SCHEMA_VERSION
from tthc_desk.storage.database import connect
from tthc_desk.storage.driver import Connection
from tthc_desk.storage.folder import DATABASE, KEY, Upgrading, open_database
from tthc_desk.storage.folder_kind import WARD
from tthc_desk.storage.keys import WardKey, read_key
from tthc_desk.storage.migrate import SCRIPTS, migrate
from tthc_desk.storage.sole_use import fold_log, sole_use
from tthc_desk.storage.store import open_store

NEXT = SCHEMA_VERSION + 1


def schema_of(path: Path, key: WardKey) -> tuple[object, ...]:
    with closing(connect(path, key)) as raw:
        rows = raw.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
        version = raw.execute("PRAGMA user_version").fetchone()[0]
        revision = raw.execute("SELECT version_num FROM alembic_version").fetchall()
    squeezed = sorted((kind, name, "".join((sql or "").split())) for kind, name, sql in rows)
    return squeezed, version, revision


def bring(path: Path, key: WardKey, scripts: Path = SCRIPTS, to: int = SCHEMA_VERSION) -> None:
    with sole_use(path, key) as sole:
        migrate(sole, scripts=scripts, to=to)


def revision(scripts: Path, body: str) -> Path:
    """Copy the environment and add one more revision to it."""
    shutil.copytree(SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    text = (
        f'from alembic import op\nrevision = "{NEXT:04}"\ndown_revision = "{SCHEMA_VERSION:04}"\n'
        f"def upgrade():\n    op.execute('CREATE TABLE later (a TEXT) STRICT')\n{body}"
    )
    (scripts / "versions" / f"v{NEXT:04}_test.py").write_text(text)
    return scripts


def test_a_migrated_file_has_the_schema_of_a_new_one(tmp_path: Path) -> None:
    new_store(tmp_path / "ward").close()
    new = schema_of(tmp_path / "ward" / DATABASE, read_key(tmp_path / "ward" / KEY))
    key = WardKey.new()
    (tmp_path / "old.db").touch()
    bring(tmp_path / "old.db", key)
    # The revision table's own wording is the library's.
    assert _but_revisions(schema_of(tmp_path / "old.db", key)) == _but_revisions(new)
    assert new[1:] == (SCHEMA_VERSION, [(f"{SCHEMA_VERSION:04}",)])


def _but_revisions(schema: tuple[object, ...]) -> tuple[object, ...]:
    rows: list[tuple[str, str, str]] = schema[0]  # type: ignore[assignment]
    return ([row for row in rows if "alembic" not in row[1]], *schema[1:])


def test_a_newer_revision_is_reached_and_data_stays(tmp_path: Path) -> None:
    with new_store(tmp_path / "ward") as store:
        number = Counter(store).receive(date(2026, 3, 2)).number
    path, key = tmp_path / "ward" / DATABASE, read_key(tmp_path / "ward" / KEY)
    bring(path, key, revision(tmp_path / "scripts", ""), NEXT)
    schema, version, revisions = schema_of(path, key)
    assert (version, revisions) == (NEXT, [(f"{NEXT:04}",)])
    assert "later" in str(schema)
    with closing(connect(path, key)) as raw:
        assert raw.execute("SELECT number FROM dossier").fetchall() == [(number,)]


@pytest.mark.parametrize(
    "body",
    [
        "    raise RuntimeError('stop')\n",
        "    op.execute('CREATE TABLE broken (')\n",
        "    op.execute('DELETE FROM person WHERE missing = 1')\n",
    ],
)
def test_a_migration_that_fails_leaves_file_and_version_as_they_were(
    tmp_path: Path, body: str
) -> None:
    with new_store(tmp_path / "ward") as store:
        Counter(store).receive(date(2026, 3, 2))
    path, key = tmp_path / "ward" / DATABASE, read_key(tmp_path / "ward" / KEY)
    fold_log(path, key)
    before, content = schema_of(path, key), path.read_bytes()
    with pytest.raises(Exception, match=r"stop|syntax|incomplete|missing"):
        bring(path, key, revision(tmp_path / "scripts", body), NEXT)
    assert schema_of(path, key) == before
    assert path.read_bytes() == content
    with open_store(tmp_path / "ward", FixedClock()) as store:
        assert list(store.verify()) == []


def test_a_file_at_an_older_version_is_brought_up_when_it_is_opened(tmp_path: Path) -> None:
    new_store(tmp_path / "ward").close()
    asked: list[object] = []
    newer = replace(WARD, version=NEXT, migrate=lambda sole, check: asked.append(check))
    open_database(tmp_path / "ward", kind=newer, upgrading=Upgrading(FixedClock().now)).close()
    assert len(asked) == 1


def _forget_totals(raw: Connection) -> None:
    """Take away what the third version made."""
    raw.execute("DROP TABLE totals_export")
    raw.execute("DROP TABLE signing_key")
    raw.execute("DROP INDEX event_entered")


def test_a_file_of_the_time_before_totals_keeps_its_data_and_can_send_them(tmp_path: Path) -> None:
    day = date(2026, 3, 2)
    with new_store(tmp_path / "ward") as store:
        number = Counter(store).receive(day).number
    path, key = tmp_path / "ward" / DATABASE, read_key(tmp_path / "ward" / KEY)
    new = schema_of(path, key)
    with closing(connect(path, key)) as raw:
        _forget_totals(raw)
        raw.execute("UPDATE alembic_version SET version_num = '0002'")
        raw.execute("PRAGMA user_version = 2")
    with open_store(tmp_path / "ward", FixedClock()) as store:
        assert list(store.verify()) == []
        assert (store.queries.exports(), store.queries.signing_keys()) == ((), ())
        assert store.queries.line(number)
        desk = wire(store, FixedClock())
        month = (date(2026, 3, 1), date(2026, 3, 31))
        line = desk.totals.export(Chain.MONTHLY, *month, desk.actor(SUPERVISOR.login))
        assert store.queries.exports() == (line,)
    assert _but_revisions(schema_of(path, key)) == _but_revisions(new)


def test_an_older_file_learns_which_events_changed_an_earlier_day(tmp_path: Path) -> None:
    day, later = date(2026, 3, 2), date(2026, 3, 4)
    with new_store(tmp_path / "ward") as store:
        desk = Counter(store)
        number = desk.receive(day).number
        step = desk.act(number, day, EventKind.FORWARDED, holder="thu").last_seq
        undone = desk.act(
            number, later, EventKind.UNDONE, undoes=step, corrects_day=day.isoformat()
        ).last_seq
    path, key = tmp_path / "ward" / DATABASE, read_key(tmp_path / "ward" / KEY)
    with closing(connect(path, key)) as raw:
        # As the first version left it.
        _forget_totals(raw)
        raw.execute("DROP TABLE backdated")
        raw.execute("DROP TABLE day_closing")
        raw.execute("DROP INDEX paper_letter")
        raw.execute("UPDATE alembic_version SET version_num = '0001'")
        raw.execute("PRAGMA user_version = 1")
    with open_store(tmp_path / "ward", FixedClock()) as store:
        assert list(store.verify()) == []
    with closing(connect(path, key)) as raw:
        assert raw.execute("SELECT seq, day FROM backdated").fetchall() == [
            (undone, day.isoformat())
        ]
