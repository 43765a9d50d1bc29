"""Generated history: the same rows as one by one."""

from datetime import date, timedelta
from pathlib import Path

from tests.helpers.wards import OFFICER, Counter, moment, new_store, person
from tthc_desk.domain.events import EventKind
from tthc_desk.storage.schema import ALL_TABLES
from tthc_desk.storage.store import WardStore
from tthc_desk.storage.unit import Unit
from tthc_desk.usecases.paper_facts import PaperKind
from tthc_desk.usecases.ports import NewEvent

DAY = date(2026, 3, 2)


def history(desk: Counter, unit: Unit, *, commit_each: bool) -> None:
    """Tell the same story whatever the unit."""
    for n in range(20):
        day = DAY + timedelta(n // 4)
        owner = person("Nguyễn Văn Thử", f"00109{n:07}")
        number = desk.receive_in(unit, day, day + timedelta(5), owner=owner).number
        event = unit.append(
            NewEvent(desk.at(day), day, OFFICER.login, "", number, EventKind.PAPER_ISSUED, {})
        )
        paper = unit.issue_paper(PaperKind.RECEIPT, number, "{}", 1, event)
        sent = unit.append(
            NewEvent(desk.at(day), day, OFFICER.login, "", number, EventKind.PAPER_PRINTED, {})
        )
        unit.mark_paper(paper.id, "sent", sent)
        unit.remember(f"r{n}", number)
        assert unit.answer_of(f"r{n}") == number
        if n % 2:
            step = desk.act_in(unit, number, day, EventKind.SUPPLEMENT_REQUESTED).last_seq
        if n % 4 == 1:
            desk.act_in(unit, number, day, EventKind.UNDONE, undoes=step)
        if n % 3 == 0:
            changes = {"owner": person("Trần Thị Thử")}
            desk.act_in(unit, number, day, EventKind.CORRECTED, changes=changes)
        if commit_each or n % 7 == 6:
            unit.commit()
            if commit_each:
                unit._writer.begin()
    unit.commit()


def rows_of(store: WardStore) -> dict[str, list[object]]:
    with store._database.reading() as connection:
        return {
            str(table.__tablename__): connection.execute(
                f"SELECT * FROM {table.__tablename__}"  # noqa: S608
            ).fetchall()
            for table in ALL_TABLES
        }


def test_bulk_writes_the_rows_that_single_units_write(tmp_path: Path) -> None:
    with new_store(tmp_path / "one") as one, new_store(tmp_path / "many") as many:
        with one.write() as unit:
            history(Counter(one), unit, commit_each=True)
        with many.bulk() as unit:
            history(Counter(many), unit, commit_each=False)
        assert rows_of(one) == rows_of(many)
        assert len(rows_of(one)["dossier"]) == 20
        assert list(many.verify()) == []


def test_what_bulk_did_not_commit_is_gone(store: WardStore, desk: Counter) -> None:
    with store.bulk() as unit:
        desk.receive_in(unit, DAY)
        unit.commit()
        desk.receive_in(unit, DAY)
    assert store.queries.chain_head()[1] == 1
    assert list(store.verify()) == []


def test_work_of_others_between_two_commits_is_seen(store: WardStore, desk: Counter) -> None:
    with store.bulk() as unit:
        number = desk.receive_in(unit, DAY).number
        unit.commit()
    desk.act(number, DAY, EventKind.FORWARDED, holder="thu")
    with store.bulk() as unit:
        found = unit.dossier(number)
        assert found is not None
        assert found.version == 2
        assert unit.last_event_at() == moment(DAY) + timedelta(seconds=2)
