"""Comparing a real ward with a list, and writing the codes a person has confirmed."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from tests.helpers.factories import CITIZEN, FREE, POLICE, Office, refusal
from tests.helpers.official_lists import code
from tthc_desk.app.official_desk import official_desk
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import EventKind
from tthc_desk.domain.moves import Action
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.usecases.cash_count import ClosingInput
from tthc_desk.usecases.official_comparison import (
    CodeToTake,
    Comparison,
    OfficialComparison,
    sure_codes,
)
from tthc_desk.usecases.official_export import Listed
from tthc_desk.usecases.official_list import OfficialList, OfficialRow
from tthc_desk.usecases.official_screen import OfficialKey
from tthc_desk.usecases.official_words import notes

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


@pytest.fixture
def comparison(office: Office) -> OfficialComparison:
    return official_desk(office.desk).comparison


def listed(*rows: OfficialRow) -> OfficialList:
    carried = frozenset({OfficialKey.OFFICIAL_CODE, OfficialKey.RECEIVED, OfficialKey.DUE})
    return OfficialList("a.xlsx", 1, carried, (), rows, (), (), 0)


def row_of(office: Office, number: str, line: int, **changes: Any) -> OfficialRow:
    dossier = office.dossier(number)
    row = OfficialRow(
        line=line,
        code=code(line),
        procedure=FREE.name,
        owner=CITIZEN["name"],
        received=dossier.received_at.date(),
        due=dossier.due_day,
    )
    return replace(row, **changes)


def compare(office: Office, *rows: OfficialRow, **asked: Any) -> Comparison:
    return official_desk(office.desk).comparison.compare(listed(*rows), **asked)


def test_dossiers_of_the_lists_days_are_compared_and_no_others(office: Office) -> None:
    first = office.accept()
    office.on(TUESDAY)
    second = office.accept()
    office.on(date(2026, 3, 10))
    office.accept()
    found = compare(office, row_of(office, first, 1, own_number=first), row_of(office, second, 2))
    assert (found.first, found.last, found.here_count) == (MONDAY, TUESDAY, 2)
    assert [one.here.number for one in found.found.candidates] == [first, second]
    assert found.agency_code == "H99.9"


def test_the_days_can_be_narrowed_and_the_rest_is_told(office: Office) -> None:
    first = office.accept()
    office.on(TUESDAY)
    second = office.accept()
    rows = (
        row_of(office, first, 1, own_number=first),
        row_of(office, second, 2, own_number=second),
    )
    found = compare(office, *rows, days=(TUESDAY, TUESDAY))
    assert [one.here.number for one in found.found.candidates] == [second]
    assert (found.here_count, found.left_out) == (1, 1)
    assert list(notes(found)) == ["1 dòng của tệp tiếp nhận ngoài kỳ này nên không đối chiếu."]


def test_a_dossier_received_after_the_closing_counts_on_its_true_day(office: Office) -> None:
    office.accept()
    office.on(MONDAY, time(17, 30))
    office.desk.closing.close(MONDAY, ClosingInput(), office.supervisor)
    office.later(minutes=5)
    late = office.accept()
    assert office.dossier(late).received_day == TUESDAY
    found = compare(office, days=(MONDAY, MONDAY))
    assert late in {one.number for one in found.found.only_here}


def test_voids_are_nowhere_and_dossiers_for_others_are_marked(office: Office) -> None:
    gone = office.accept()
    office.act(gone, Action.VOID, office.supervisor)
    police = office.accept(procedure=POLICE.code)
    found = compare(office, days=(MONDAY, MONDAY))
    assert [(one.number, one.is_counted) for one in found.found.only_here] == [(police, False)]


def test_a_dossier_of_another_day_is_found_by_its_code(office: Office) -> None:
    number = office.accept(official_code=code(1))
    office.on(date(2026, 4, 1))
    row = OfficialRow(line=1, code=code(1), received=date(2026, 3, 20))
    found = compare(office, row)
    (pair,) = found.found.different
    assert pair.here.number == number
    assert found.here_count == 0


def test_a_list_without_any_day_needs_one_to_be_named(office: Office) -> None:
    row = OfficialRow(line=1, code=code(1))
    error = refusal(compare, office, row)
    assert (error.code, error.field) == (Code.REQUIRED, "from")
    assert len(compare(office, row, days=(MONDAY, MONDAY)).found.only_there) == 1
    assert refusal(compare, office, row, days=(TUESDAY, MONDAY)).code is Code.DATE
    ancient = (date(1, 1, 1), MONDAY)
    assert refusal(compare, office, row, days=ancient).code is Code.DATE


def test_comparing_stops_when_it_is_asked_to(office: Office) -> None:
    number = office.accept()
    error = refusal(compare, office, row_of(office, number, 1), progress=lambda done, of: False)
    assert error.code is Code.CANCELLED


def test_a_confirmed_code_is_an_event_and_no_paper(
    office: Office, comparison: OfficialComparison
) -> None:
    number = office.accept()
    before = office.dossier(number)
    papers = office.desk.store.queries.papers_of(number)
    found = compare(office, row_of(office, number, 7))
    codes = sure_codes(found.found.candidates)
    assert codes == (CodeToTake(number, code(7)),)
    (taken,) = comparison.take_codes(codes, office.supervisor)
    after = office.dossier(number)
    assert taken.error is None
    assert after.facts["official_code"] == code(7)
    assert (after.due_at, after.status) == (before.due_at, before.status)
    assert after.standing[-1].kind is EventKind.CORRECTED
    assert after.standing[-1].officer == "lanhdao"
    assert office.desk.store.queries.papers_of(number) == papers
    assert compare(office, row_of(office, number, 7)).found.equal
    assert office.findings() == []


def test_each_code_stands_or_falls_by_itself(
    office: Office, comparison: OfficialComparison
) -> None:
    first, second, third = (office.accept() for _ in range(3))
    office.accept(official_code=code(9))
    office.act(third, Action.VOID, office.supervisor)
    asked = [
        CodeToTake(first, code(9)),
        CodeToTake(second, "2600012345"),
        CodeToTake(third, code(3)),
        CodeToTake("H99.9-260302-T9999", code(4)),
        CodeToTake(first, code(1)),
        CodeToTake(first, code(1)),
        CodeToTake(first, code(2)),
    ]
    taken = comparison.take_codes(asked, office.supervisor)
    assert [one.error.code if one.error else None for one in taken] == [
        Code.TAKEN,
        Code.FORMAT,
        Code.MOVE,
        Code.NOT_FOUND,
        None,
        None,
        Code.CONFLICT,
    ]
    assert office.dossier(first).facts["official_code"] == code(1)
    corrected = [e for e in office.dossier(first).standing if e.kind is EventKind.CORRECTED]
    assert len(corrected) == 1
    assert office.findings() == []


def test_only_who_is_in_charge_writes_codes(office: Office, comparison: OfficialComparison) -> None:
    number = office.accept()
    events = office.events()
    error = refusal(comparison.take_codes, [CodeToTake(number, code(1))], office.counter)
    assert error.code is Code.SUPERVISOR
    assert office.events() == events


def test_writing_codes_can_be_stopped_between_two(
    office: Office, comparison: OfficialComparison
) -> None:
    asked = [CodeToTake(office.accept(), code(n)) for n in (1, 2, 3)]
    taken = comparison.take_codes(asked, office.supervisor, lambda done, of: done < 2)
    assert [one.code for one in taken] == [code(1), code(2)]
    assert office.dossier(asked[2].number).facts["official_code"] == ""


def test_a_failing_machine_ends_the_work_and_keeps_what_was_written(
    office: Office, comparison: OfficialComparison, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [CodeToTake(office.accept(), code(n)) for n in (1, 2, 3)]
    enter = office.desk.processing.enter

    def fail_at_second(unit: Any, dossier: Any, *rest: Any, **named: Any) -> Any:
        if dossier.number == asked[1].number:
            raise DeskError(Code.DISK_FULL)
        return enter(unit, dossier, *rest, **named)

    monkeypatch.setattr(office.desk.processing, "enter", fail_at_second)
    taken = comparison.take_codes(asked, office.supervisor)
    assert [one.error.code if one.error else None for one in taken] == [None, Code.DISK_FULL]
    assert office.dossier(asked[0].number).facts["official_code"] == code(1)


# --- out of the ward


def test_a_period_leaves_in_the_columns_of_the_screen_without_voids(office: Office) -> None:
    first, second, gone = (office.accept() for _ in range(3))
    office.act(gone, Action.VOID, office.supervisor)
    office.act(second, Action.FORWARD, office.counter, holder="hotich")
    export = official_desk(office.desk).export
    facts = export.of_period((MONDAY, TUESDAY), office.counter)
    keys = [column.key for column in facts.columns]
    numbers = [row[keys.index(OfficialKey.OWN_NUMBER)] for row in facts.rows]
    assert numbers == [first, second]
    assert facts.rows[0][keys.index(OfficialKey.OWNER_ID)] == CITIZEN["id_number"]
    assert facts.rows[0][keys.index(OfficialKey.OWNER_BIRTH)] == date(1990, 2, 15)
    assert facts.rows[0][keys.index(OfficialKey.RECEIVED)] == datetime(
        2026, 3, 2, 8, tzinfo=VIETNAM
    )
    queue = office.dossier(second).queue
    assert len(export.of_period((MONDAY, MONDAY), office.counter, queue).rows) == 1
    assert refusal(export.of_period, (TUESDAY, MONDAY), office.counter).code is Code.DATE


def test_a_list_of_the_screen_leaves_as_it_is_shown(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = []
    for _ in range(3):
        numbers.append(office.accept())
        office.later(minutes=1)
    office.act(numbers[1], Action.FORWARD, office.counter, holder="hotich")
    export = official_desk(office.desk).export
    queue = office.dossier(numbers[0]).queue
    assert len(export.of_list(Listed(queue=queue), office.counter).rows) == 2
    assert len(export.of_list(Listed("Nguyen Thi Thu"), office.counter).rows) == 3
    monkeypatch.setattr("tthc_desk.usecases.official_export._PAGE", 2)
    assert len(export.of_list(Listed(), office.counter).rows) == 3
    monkeypatch.setattr("tthc_desk.usecases.official_export.MOST_LISTED", 2)
    error = refusal(export.of_list, Listed(), office.counter)
    assert (error.code, error.facts["reason"]) == (Code.FORMAT, "too_many_dossiers")


def test_one_dossier_is_a_row_of_tabs_in_the_order_of_the_screen(office: Office) -> None:
    number = office.accept(note="Dòng một\nDòng hai\nvà ba")
    beside = official_desk(office.desk)
    cells = beside.export.row_text(office.dossier(number)).split("\t")
    keys = [column.key for column in beside.screens.screen().written]
    told = dict(zip(keys, cells, strict=True))
    assert told[OfficialKey.OWNER_ID] == CITIZEN["id_number"]
    assert told[OfficialKey.OWNER_SEX] == "Nữ"
    assert told[OfficialKey.NOTE] == "Dòng một Dòng hai và ba"
    assert told[OfficialKey.DUE] == f"{MONDAY + timedelta(7):%d/%m/%Y} 08:00"
