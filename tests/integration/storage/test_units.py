"""Writing in one transaction, and reading back what was written."""

import threading
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path

import pytest

from tests.helpers.wards import (
    OFFICER,
    PROCEDURE,
    WARD,
    YEARS,
    Counter,
    FixedClock,
    moment,
    new_store,
)
from tthc_desk.domain.dossier import _STEPS, Queue, Status
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import EventKind
from tthc_desk.domain.people import IdKind, Person, Sex
from tthc_desk.domain.watched_days import WatchedDays
from tthc_desk.storage.driver import cipher_driver
from tthc_desk.storage.events import NOT_OF_DOSSIER
from tthc_desk.storage.store import WardStore, open_store
from tthc_desk.usecases.lines import ListLine
from tthc_desk.usecases.paper_facts import PaperKind
from tthc_desk.usecases.ports import Draft, NewEvent, Store, WriteUnit

DAY = date(2026, 3, 2)


def test_what_is_not_committed_is_gone(store: WardStore, desk: Counter) -> None:
    with store.write() as unit:
        number = desk.receive_in(unit, DAY).number
    assert store.queries.line(number) is None
    assert desk.receive(DAY).number == number
    assert list(store.verify()) == []


def test_an_error_in_a_unit_leaves_nothing_behind(store: WardStore, desk: Counter) -> None:
    def work() -> None:
        with store.write() as unit:
            desk.receive_in(unit, DAY)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        work()
    assert store.queries.chain_head()[1] == 0


def test_a_received_dossier_reads_back_the_same_in_every_way(
    store: WardStore, desk: Counter
) -> None:
    given = desk.receive(DAY, DAY + timedelta(5), official_code="000.00.16.H99-260302-0001")
    queries = store.queries
    assert queries.dossier(given.number) == given
    assert queries.dossier("000.00.16.H99-260302-0001") == given
    line = queries.line(given.number)
    assert line == queries.line("000.00.16.H99-260302-0001")
    assert line is not None
    assert (line.status, line.queue, line.version) == (Status.RECEIVED, Queue.TO_HAND_OVER, 1)
    assert (line.received_at, line.due_at) == (given.received_at, given.due_at)
    assert line.paid
    assert queries.line("nothing") is None
    assert queries.dossier("nothing") is None


def test_a_timeline_marks_undone_steps(store: WardStore, desk: Counter) -> None:
    number = desk.receive(DAY).number
    step = desk.act(number, DAY, EventKind.FORWARDED, holder="thu").last_seq
    dossier = desk.act(number, DAY, EventKind.UNDONE, undoes=step)
    assert dossier.status is Status.RECEIVED
    assert [line.undone for line in store.queries.timeline(number)] == [False, True, False]
    found = store.queries.line(number)
    assert found
    assert found.version == 3


def test_an_answer_is_remembered_with_its_work(store: WardStore) -> None:
    with store.write("r1") as unit:
        assert unit.answer_of("r1") is None
        unit.remember("r1", "{}")
    assert store.queries.answer_of("r1") is None
    with store.write("r1") as unit:
        unit.remember("r1", '{"a":1}')
        assert unit.answer_of("r1") == '{"a":1}'
        unit.commit()
    assert store.queries.answer_of("r1") == '{"a":1}'


def test_a_person_is_kept_once_per_number(store: WardStore) -> None:
    first = Person("001090000001", IdKind.PERSONAL, "Nguyễn Văn Thử", DAY, Sex.MALE, "Số 1")
    second = Person("001090000001", IdKind.PERSONAL, "Nguyễn Văn Thử", DAY, Sex.MALE, "Số 2")
    with store.write() as unit:
        row = unit.save_person(first, moment(DAY))
        assert unit.save_person(second, moment(DAY + timedelta(1))) == row > 0
        assert unit.save_person(Person("", IdKind.NONE, "Thử"), moment(DAY)) == 0
        unit.commit()
    found = store.queries.person("001090000001")
    assert found is not None
    assert (found.address, found.birth_date, found.sex) == ("Số 2", DAY, Sex.MALE.value)
    assert found.last_seen == moment(DAY + timedelta(1))


def test_open_dossiers_of_a_person_are_found_until_they_are_closed(
    store: WardStore, desk: Counter
) -> None:
    old, new = (desk.receive(DAY).number for _ in range(2))
    found = store.queries.open_dossiers_of("001090000001")
    assert [line.number for line in found] == [new, old]
    desk.act(old, DAY, EventKind.FINISHED)
    assert len(store.queries.open_dossiers_of("001090000001")) == 2
    desk.act(old, DAY, EventKind.DELIVERED)
    assert [d.number for d in store.queries.open_dossiers_of("001090000001")] == [new]
    assert store.queries.open_dossiers_of("") == ()


def test_a_draft_is_kept_replaced_and_removed(store: WardStore) -> None:
    draft = Draft("Quầy 1", "intake", '{"name":"Th"}', moment(DAY))
    for text in ('{"name":"T"}', draft.text):
        with store.write() as unit:
            unit.save_draft(Draft("Quầy 1", "intake", text, moment(DAY)))
            unit.commit()
    assert store.queries.draft("Quầy 1", "intake") == draft
    assert store.queries.draft("Quầy 2", "intake") is None
    with store.write() as unit:
        unit.save_draft(Draft("Quầy 1", "intake", "", moment(DAY)))
        unit.commit()
    assert store.queries.draft("Quầy 1", "intake") is None


def paper_event(kind: EventKind, number: str) -> NewEvent:
    return NewEvent(moment(DAY), DAY, OFFICER.login, "Quầy 1", number, kind, {})


def test_a_paper_is_unconfirmed_until_somebody_says_it_came_out(
    store: WardStore, desk: Counter
) -> None:
    number = desk.receive(DAY).number
    with store.write() as unit:
        event = unit.append(paper_event(EventKind.PAPER_ISSUED, number))
        paper = unit.issue_paper(PaperKind.RECEIPT, number, '{"a":1}', 1, event)
        unit.commit()
    states = []
    for state in ("sent", "failed", "sent", "confirmed"):
        with store.write() as unit:
            marked = unit.append(paper_event(EventKind.PAPER_PRINTED, number))
            unit.mark_paper(paper.id, state, marked)
            unit.commit()
        line = store.queries.line(number)
        assert line
        counts = store.queries.counts(WatchedDays(DAY, DAY, DAY))
        states.append((line.unconfirmed, counts.unconfirmed))
    assert states == [(True, 1), (True, 1), (True, 1), (False, 0)]
    stored = store.queries.paper(paper.id)
    assert stored is not None
    assert (stored.facts_text, stored.line.prints, stored.line.state) == ('{"a":1}', 2, "confirmed")
    assert [p.id for p in store.queries.papers_of(number)] == [paper.id]
    # A paper's event bears the dossier's number and is no step of it.
    dossier = store.queries.dossier(number)
    assert dossier
    assert dossier.version == 1
    assert len(store.queries.timeline(number)) == 6
    assert list(store.verify()) == []


def test_a_list_keeps_its_dossiers_in_order(store: WardStore, desk: Counter) -> None:
    numbers = [desk.receive(DAY).number for _ in range(3)]
    line = ListLine(
        "BG2026-0001", "officers", "UBND", "thu", "giam", moment(DAY), None, None, "open", 0
    )
    with store.write() as unit:
        assert unit.next_number("list/BG", "2026") == 1
        unit.append(paper_event(EventKind.LIST_OPENED, line.number))
        unit.save_list(line)
        for number in numbers:
            unit.save_list_item(line.number, number, "on", "", {})
        unit.save_list_item(line.number, numbers[1], "removed", "sai", {"so": "1"})
        unit.commit()
    items = store.queries.list_items(line.number)
    assert [(i.position, i.dossier.number, i.state) for i in items] == [
        (1, numbers[0], "on"),
        (2, numbers[1], "removed"),
        (3, numbers[2], "on"),
    ]
    assert items[1].result == {"so": "1"}
    found = store.queries.list_line(line.number)
    assert found is not None
    assert found.items == 2
    assert store.queries.lists(state="open") == (found,)
    assert store.queries.lists(state="accepted") == ()
    # No event put them on it.
    assert [finding.check for finding in store.verify()] == ["lists"] * 3


def test_the_version_of_the_day_is_given_and_rules_seq_grows(store: WardStore) -> None:
    before = store.queries.rules_seq()
    with store.write() as unit:
        assert unit.procedure(PROCEDURE.code, DAY) == PROCEDURE
        assert unit.procedure(PROCEDURE.code, date(2019, 1, 1)) is None
        assert unit.procedure("9.999999", DAY) is None
        unit.save_ward(WARD)
        unit.save_year(YEARS[0])
        unit.commit()
    assert store.queries.rules_seq() > before


def test_procedure_use_counts_receptions(store: WardStore, desk: Counter) -> None:
    for _ in range(3):
        desk.receive(DAY)
    assert store.queries.procedure_use() == {PROCEDURE.code: 3}


def test_events_are_never_changed_or_removed(store: WardStore, desk: Counter) -> None:
    desk.receive(DAY)
    for statement in (
        "UPDATE event SET officer = 'x'",
        "DELETE FROM event",
        "REPLACE INTO event SELECT * FROM event",
    ):
        with pytest.raises(cipher_driver.IntegrityError), store.write() as unit:
            unit._connection.execute(statement)
    assert list(store.verify()) == []


def test_an_error_names_no_data(store: WardStore, desk: Counter) -> None:
    desk.receive(DAY)
    with pytest.raises(cipher_driver.Error) as caught, store.write() as unit:
        unit._connection.execute("INSERT INTO draft VALUES ('a', 'b', ?, NULL)", ("Văn Thử",))
    assert "Thử" not in str(caught.value)


def test_threads_share_a_store_and_leave_no_gap(store: WardStore, desk: Counter) -> None:
    clocks = [Counter(store) for _ in range(4)]
    failures: list[BaseException] = []

    def work(own: Counter) -> None:
        try:
            for _ in range(15):
                number = own.receive(DAY).number
                assert store.queries.line(number)
                assert store.queries.find("thu").lines
        except (Exception, AssertionError) as error:  # noqa: BLE001
            failures.append(error)

    threads = [threading.Thread(target=work, args=(own,)) for own in clocks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert store.queries.chain_head()[1] == 60
    assert list(store.verify()) == []


def receive_many(folder: Path, how_many: int) -> None:
    with open_store(folder, FixedClock()) as store:
        desk = Counter(store)
        for _ in range(how_many):
            desk.receive(DAY)


def test_processes_share_a_folder_and_leave_no_gap(tmp_path: Path) -> None:
    folder = tmp_path / "ward"
    with new_store(folder) as store:
        context = get_context("spawn")
        workers = [context.Process(target=receive_many, args=(folder, 20)) for _ in range(2)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        assert [worker.exitcode for worker in workers] == [0, 0]
        assert store.queries.chain_head()[1] == 40
        assert list(store.verify()) == []


def test_after_the_commit_nothing_more_is_written(store: WardStore, desk: Counter) -> None:
    def work() -> None:
        with store.write() as unit:
            unit.commit()
            unit.remember("r", "late")

    with pytest.raises(DeskError) as caught:
        work()
    assert caught.value.code is Code.READONLY
    assert desk.receive(DAY).number
    assert store.queries.answer_of("r") is None


def test_the_store_is_what_the_use_cases_ask_for(store: WardStore) -> None:
    port: Store = store
    with port.write() as unit:
        asked: WriteUnit = unit
        assert asked.rules_seq() > 0


def test_every_kind_of_event_is_folded_or_known_not_to_be_of_a_dossier() -> None:
    first = {EventKind.RECEIVED, EventKind.UNDONE}
    assert set(_STEPS) | NOT_OF_DOSSIER | first == set(EventKind)
