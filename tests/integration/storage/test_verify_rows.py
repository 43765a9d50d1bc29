"""Rows beside the dossiers that somebody with the key changed: `verify` names every one."""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from tests.helpers.factories import CASE, CITIZEN, FREE, Office, make_office_folder, open_office
from tthc_desk.domain.events import GENESIS, canonical, chain_hash
from tthc_desk.domain.moves import Action
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.storage.database import connect
from tthc_desk.storage.driver import Connection
from tthc_desk.storage.events import EVENT_COLUMNS, event_of
from tthc_desk.storage.folder import DATABASE, KEY
from tthc_desk.storage.keys import read_key
from tthc_desk.storage.schema import schema_script
from tthc_desk.usecases.action_input import ActionInput
from tthc_desk.usecases.catalogue import difference
from tthc_desk.usecases.handover import ListKind
from tthc_desk.usecases.ports import Finding

MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=VIETNAM)
OTHER = CITIZEN | {"id_number": "001190000026", "name": "Lê Thị Thử"}
RESULT = ActionInput(result_number="9/KQ", result_date="2026-03-02", signer="Trần Thị Thử")


@contextmanager
def office_of(folder: Path) -> Iterator[Office]:
    office = open_office(folder, MONDAY)
    try:
        yield office
    finally:
        office.desk.store.close()


def live(office: Office) -> None:
    """Do a little of everything that leaves a row which is not a dossier's own."""
    keep_rules(office)
    numbers = [office.accept() for _ in range(6)]
    office.accept(submitter=OTHER)
    office.receive(decision="guide", reason="Thiếu tờ khai")
    office.act(numbers[0], Action.CORRECT, office.supervisor, changes={"owner_phone": "0987654321"})
    papers = [paper.id for paper in office.desk.store.queries.papers_of(numbers[0])]
    for state in ("sent", "confirmed"):
        office.desk.papers.note(papers, state, office.counter)
    hand_out(office, numbers)
    bring_in(office, numbers)


def keep_rules(office: Office) -> None:
    desk = office.desk
    year = desk.rules.book().calendar.years[2026]
    desk.upkeep.save_year(replace(year, confirmed=True), office.supervisor)
    current = desk.store.queries.procedures()
    new = replace(FREE, code="1.999980", name="Thủ tục thử mới")
    desk.upkeep.apply_catalogue(difference(current, (new,), MONDAY.date()), office.supervisor)


def hand_out(office: Office, numbers: list[str]) -> None:
    """Accepted, rejected, voided, removed and put on again: every way off a list."""
    lists = office.desk.handover
    out = lists.open(ListKind.OFFICERS, CASE.login, office.counter).number
    for number in numbers[:5]:
        lists.add(out, number, office.counter)
    lists.remove(out, numbers[4], office.counter)
    lists.add(out, numbers[4], office.counter)
    lists.remove(out, numbers[3], office.counter)
    lists.close(out, office.counter)
    lists.accept(out, office.case, numbers[:2])
    office.act(numbers[1], Action.UNDO, office.case)
    office.act(numbers[2], Action.VOID, office.supervisor)
    lists.reject(out, numbers[4], "Thiếu trang", office.case)


def bring_in(office: Office, numbers: list[str]) -> None:
    lists = office.desk.handover
    back = lists.open(ListKind.RESULTS, CASE.login, office.counter).number
    lists.add(back, numbers[0], office.counter, RESULT)
    lists.add(back, numbers[1], office.counter, RESULT)
    lists.close(back, office.counter)
    lists.accept(back, office.counter, numbers[:1])


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rows") / "ward"
    make_office_folder(folder)
    with office_of(folder) as office:
        live(office)
        assert office.findings() == []
    return folder


@pytest.fixture
def ward(sound: Path, tmp_path: Path) -> Path:
    shutil.copytree(sound, tmp_path / "ward")
    return tmp_path / "ward"


@contextmanager
def raw(ward: Path) -> Iterator[Connection]:
    with closing(connect(ward / DATABASE, read_key(ward / KEY))) as connection:
        yield connection


def tamper(ward: Path, *statements: str) -> int:
    with raw(ward) as connection:
        return sum(connection.execute(statement).rowcount for statement in statements)


def found(ward: Path) -> list[Finding]:
    with office_of(ward) as office:
        return list(office.desk.upkeep.verify())


CHANGED: dict[str, tuple[str, str]] = {
    "the facts of a paper": (
        "papers",
        "UPDATE paper SET facts = replace(facts, 'Thử', 'Khác') WHERE id = 1",
    ),
    "who issued a paper": ("papers", "UPDATE paper SET officer = 'quay2' WHERE id = 1"),
    "the number of a paper": ("papers", "UPDATE paper SET number = '99/X' WHERE id = 1"),
    "the kind of a paper": ("papers", "UPDATE paper SET kind = 'refusal' WHERE id = 1"),
    "who printed": ("papers", "UPDATE paper_print SET officer = 'quay2'"),
    "when it was printed": ("papers", "UPDATE paper_print SET at = '2026-01-01T00:00:00+00:00'"),
    "a step of the printer": ("papers", "DELETE FROM paper_print"),
    "a list without its dossiers": ("lists", "DELETE FROM handover_item WHERE position = 1"),
    "a rejected dossier": (
        "lists",
        "UPDATE handover_item SET state = 'accepted' WHERE reason = 'Thiếu trang'",
    ),
    "a reason of rejection": ("lists", "UPDATE handover_item SET reason = 'x' WHERE reason <> ''"),
    "a result on a list": (
        "lists",
        "UPDATE handover_item SET result = replace(result, '9/KQ', '8/KQ') WHERE state = 'on'",
    ),
    "the place on a list": ("lists", "UPDATE handover_item SET position = 9 WHERE position = 1"),
    "who takes a list": ("lists", "UPDATE handover_list SET taker = 'Ai Đó'"),
    "the agency of a list": ("lists", "UPDATE handover_list SET agency = 'Ai Đó'"),
    "how far a list is": ("lists", "UPDATE handover_list SET state = 'open'"),
    "when a list was closed": (
        "lists",
        "UPDATE handover_list SET closed_at = '2026-01-01T00:00:00+00:00'",
    ),
    "the name of a person": ("persons", "UPDATE person SET name = 'Ai Đó' WHERE id = 1"),
    "the phone of a person": ("persons", "UPDATE person SET phone = '' WHERE id = 1"),
    "a person nobody saw": (
        "persons",
        "INSERT INTO person SELECT 99, '001190000099', id_kind, name, birth_date, sex, address,"
        " ward_code, phone, email, last_seen FROM person WHERE id = 1",
    ),
    "an answer is gone": ("answers", "DELETE FROM request"),
    "an answer of another": (
        "answers",
        "UPDATE request SET answer = json_set(answer, '$.number', 'H99.9-1')",
    ),
    "the days of a calendar": ("rules", "DELETE FROM calendar_day WHERE year = 2026"),
    "the name of a holiday": ("rules", "UPDATE calendar_day SET name = 'Ngày lễ'"),
    "a year not confirmed": ("rules", "UPDATE calendar_year SET confirmed = 0"),
    "a procedure is gone": ("rules", "DELETE FROM procedure_version WHERE code = '1.999991'"),
    "the last day of a version": ("rules", "UPDATE procedure_version SET valid_to = '2026-02-01'"),
    "the words of a version": (
        "rules",
        "UPDATE procedure_version SET record = json_set(record, '$.agency', 'Ai Đó')"
        " WHERE code = '1.999991'",
    ),
    "a trigger is gone": ("schema", "DROP TRIGGER event_no_update"),
    "an index is gone": ("schema", "DROP INDEX person_id_number"),
    "a table too many": ("schema", "CREATE TABLE aside (a)"),
}


@pytest.mark.parametrize("what", CHANGED)
def test_a_changed_row_is_named_and_no_person_with_it(ward: Path, what: str) -> None:
    check, statement = CHANGED[what]
    assert tamper(ward, statement) != 0
    findings = found(ward)
    assert check in {finding.check for finding in findings}
    told = json.dumps([(f.subject, f.detail) for f in findings], ensure_ascii=False)
    assert not any(word in told for word in ("Thử", "Ai Đó", "00119", "09123", "Thiếu trang"))


def test_a_trigger_that_does_nothing_is_no_trigger(ward: Path) -> None:
    idle = "CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT 1; END"
    tamper(ward, "DROP TRIGGER event_no_update", idle)
    told = [(f.check, f.subject) for f in found(ward)]
    assert told == [("schema", "trigger event_no_update")]


def test_a_version_that_a_dossier_is_bound_to_is_missed_without_any_digest(ward: Path) -> None:
    rewrite(ward, as_before)
    tamper(ward, "DELETE FROM procedure_version WHERE code = '1.999999'")
    assert [(f.check, f.subject) for f in found(ward)] == [("derived", f"{FREE.code} 2020-01-01")]


def test_a_record_that_lacks_a_younger_field_reads_the_same(ward: Path) -> None:
    tamper(ward, "UPDATE procedure_version SET record = json_remove(record, '$.keys')")
    assert found(ward) == []


NEW_FACTS = {
    "paper_issued": {"facts_sha256"},
    "list_opened": {"agency"},
    "put_on_list": {"result"},
    "calendar_confirmed": {"sha256"},
    "catalogue_changed": {"sha256"},
}
Data = dict[str, object]


def as_before(kind: str, data: Data) -> Data:
    """Leave out what older programs did not write."""
    return {name: value for name, value in data.items() if name not in NEW_FACTS.get(kind, ())}


def rewrite(ward: Path, change: Callable[[str, Data], Data]) -> None:
    """Write the whole chain anew, with other data in its events."""
    triggers = [text for text in schema_script() if text.startswith("CREATE TRIGGER")]
    with raw(ward) as connection:
        for verb in ("update", "delete"):
            connection.execute(f"DROP TRIGGER event_no_{verb}")
        before = GENESIS
        rows = connection.execute(f"SELECT {EVENT_COLUMNS} FROM event ORDER BY seq").fetchall()  # noqa: S608
        for row in rows:
            text = canonical(change(row[6], json.loads(row[7])))  # type: ignore[arg-type]
            digest = chain_hash(before, event_of(row), text)
            values = (text, before, digest, row[0])
            sql = "UPDATE event SET data = ?, prev_hash = ?, hash = ? WHERE seq = ?"
            connection.execute(sql, values)
            before = digest
        for trigger in triggers:
            connection.execute(trigger)


def test_a_ward_of_an_older_program_is_sound(ward: Path) -> None:
    written: list[tuple[str, str]] = []

    def change(kind: str, data: Data) -> Data:
        written.extend((kind, name) for name in NEW_FACTS.get(kind, ()) if name in data)
        return as_before(kind, data)

    rewrite(ward, change)
    assert set(written) == {(kind, name) for kind, names in NEW_FACTS.items() for name in names}
    assert found(ward) == []
