"""The workflow of a dossier: kept from its receipt, printed, and by plan until when."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.factories import (
    CASE,
    FREE,
    LONG,
    OFFICE_WARD,
    PAUSING,
    Office,
    code_and_field,
    open_office,
    refusal,
)
from tests.helpers.procedures import a_procedure
from tests.helpers.wards import YEARS
from tthc_desk.app.plain import workflow as as_json
from tthc_desk.domain.errors import Code
from tthc_desk.domain.moves import Action
from tthc_desk.domain.procedure import Channel, Procedure, Term, TermUnit, WorkflowStep
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.storage.folder import create_folder
from tthc_desk.usecases.catalogue import difference
from tthc_desk.usecases.paper_facts import ControlSlipFacts, PaperKind
from tthc_desk.usecases.paper_record import facts_from_text, facts_text
from tthc_desk.usecases.reception_facts import procedure_facts
from tthc_desk.usecases.workflow import Workflow, plan_text, unknown_units

COUNTER_UNIT, CASE_UNIT, OUTSIDE = "Bộ phận Một cửa", "Tư pháp – Hộ tịch", "UBND quận Thử"
STEPS = (WorkflowStep(COUNTER_UNIT, 50), WorkflowStep(CASE_UNIT, 450))
AGAIN = (WorkflowStep(CASE_UNIT, 200), WorkflowStep("UBND", 100), WorkflowStep(CASE_UNIT, 200))
ABROAD = (WorkflowStep(COUNTER_UNIT, 100), WorkflowStep(OUTSIDE, 900))
PLAN = "Bộ phận Một cửa 0,5 ngày → Tư pháp – Hộ tịch 4,5 ngày"

WITH = replace(FREE, steps=STEPS)
PAUSED = replace(PAUSING, steps=STEPS)
TWICE = replace(FREE, code="1.999981", steps=AGAIN)
SENT = replace(LONG, steps=ABROAD)
MIXED = replace(
    FREE,
    code="1.999982",
    steps=STEPS,
    terms={**FREE.terms, Channel.ONLINE: Term(TermUnit.WORKING_DAYS, 3)},
)
WITHOUT = replace(FREE, code="1.999983")
MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=VIETNAM)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """On Monday 2 March 2026 at eight, its procedures with a workflow."""
    procedures = (WITH, PAUSED, TWICE, SENT, MIXED, WITHOUT)
    create_folder(tmp_path / "ward", OFFICE_WARD, YEARS, procedures)
    opened = open_office(tmp_path / "ward", MONDAY)
    yield opened
    opened.desk.store.close()


def workflow(office: Office, number: str) -> Workflow | None:
    return office.desk.tracking.detail(number, office.counter).workflow


def until(office: Office, number: str) -> datetime | None:
    """Give until when the present unit has a dossier by plan."""
    found = workflow(office, number)
    assert found is not None
    return found.present.until if found.present else None


def forwarded(office: Office, **changes: object) -> str:
    number = office.accept(**changes)
    office.later(hours=2)
    office.act(number, Action.FORWARD, holder=CASE.login)
    return number


def newest_slip(office: Office, number: str) -> ControlSlipFacts:
    line = office.desk.papers.newest(PaperKind.CONTROL_SLIP, number)
    assert line
    stored = office.desk.store.queries.paper(line.id)
    assert stored
    facts = facts_from_text(PaperKind.CONTROL_SLIP, stored.facts_text)
    assert isinstance(facts, ControlSlipFacts)
    return facts


def test_a_dossier_carries_the_steps_and_its_promise_is_the_same(office: Office) -> None:
    plain, planned = office.receive(procedure=WITHOUT.code), office.receive(procedure=WITH.code)
    assert (plain.due_at, plain.due_explanation) == (planned.due_at, planned.due_explanation)
    assert workflow(office, plain.number) is None
    assert workflow(office, planned.number) == Workflow(STEPS, TermUnit.WORKING_DAYS)
    assert "steps" not in office.dossier(plain.number).facts
    assert office.findings() == []


def test_steps_that_share_out_the_term_of_another_channel_are_not_those_of_a_dossier(
    office: Office,
) -> None:
    here = office.accept(procedure=MIXED.code)
    online = office.accept(procedure=MIXED.code, channel="online")
    assert workflow(office, here) is not None
    assert workflow(office, online) is None


def test_the_unit_that_has_it_has_its_share_from_the_hand_over(office: Office) -> None:
    number = forwarded(office)
    # Four days and a half after Monday at ten.
    assert until(office, number) == datetime(2026, 3, 6, 15, 45, tzinfo=VIETNAM)
    found = workflow(office, number)
    assert found is not None
    assert found.present is not None
    assert found.present.handed_over == MONDAY.replace(hour=10)
    assert as_json(found) == {
        "unit": "working_days",
        "steps": [
            {"unit": COUNTER_UNIT, "amount": "0,5"},
            {"unit": CASE_UNIT, "amount": "4,5"},
        ],
        "present": {
            "unit": CASE_UNIT,
            "handed_over": MONDAY.replace(hour=10),
            "until": datetime(2026, 3, 6, 15, 45, tzinfo=VIETNAM),
        },
    }


def test_an_agency_outside_the_ward_has_a_share_too(office: Office) -> None:
    number = office.accept(procedure=SENT.code)
    office.act(number, Action.FORWARD, holder=OUTSIDE)
    assert until(office, number) == datetime(2026, 3, 13, 8, 0, tzinfo=VIETNAM)


def test_a_share_that_would_end_after_the_promise_is_not_told(office: Office) -> None:
    number = office.accept()
    office.on(date(2026, 3, 3), time(9))
    office.act(number, Action.FORWARD, holder=CASE.login)
    assert until(office, number) is None


def test_nobody_has_a_share_before_the_hand_over_after_it_is_undone_or_when_it_ended(
    office: Office,
) -> None:
    number = office.accept()
    assert until(office, number) is None
    office.act(number, Action.FORWARD, holder=CASE.login)
    assert until(office, number) is not None
    office.act(number, Action.UNDO)
    assert until(office, number) is None
    office.act(number, Action.FORWARD, holder=CASE.login)
    office.act(number, Action.FINISH, result_number="01/KQ", signer="Trần Thị Thử")
    assert until(office, number) is None


def test_a_holder_without_a_step_has_no_share(office: Office) -> None:
    number = office.accept()
    office.act(number, Action.FORWARD, holder="lanhdao")
    assert until(office, number) is None


def test_a_unit_with_two_steps_has_none_that_can_be_told(office: Office) -> None:
    assert until(office, forwarded(office, procedure=TWICE.code)) is None


def test_a_unit_that_has_it_again_may_have_used_up_its_time(office: Office) -> None:
    number = forwarded(office)
    office.act(number, Action.FORWARD, holder="lanhdao")
    office.act(number, Action.FORWARD, holder=CASE.login)
    assert until(office, number) is None


def test_the_clock_that_stood_while_a_unit_had_it_leaves_only_the_plan(office: Office) -> None:
    number = forwarded(office)
    office.act(number, Action.OBLIGE)
    assert until(office, number) is None
    office.act(number, Action.OBLIGED)
    assert until(office, number) is None


@pytest.mark.parametrize(("code", "is_told"), [(WITH.code, True), (PAUSED.code, False)])
def test_a_term_that_restarts_gives_the_share_again_and_one_that_pauses_does_not(
    office: Office, code: str, is_told: bool
) -> None:
    number = forwarded(office, procedure=code)
    office.act(number, Action.REQUEST_SUPPLEMENT, missing=("Tờ khai",))
    office.on(date(2026, 3, 4), time(8))
    office.act(number, Action.COMPLETE_SUPPLEMENT)
    office.act(number, Action.FORWARD, holder=CASE.login)
    told = datetime(2026, 3, 10, 13, 45, tzinfo=VIETNAM)
    assert until(office, number) == (told if is_told else None)


def test_a_year_nobody_confirmed_leaves_only_the_plan(office: Office) -> None:
    office.on(date(2026, 12, 28))
    number = office.accept()
    office.act(number, Action.FORWARD, holder=CASE.login)
    assert until(office, number) is not None
    year = office.desk.rules.book().calendar.years[2027]
    office.desk.upkeep.save_year(replace(year, confirmed=False), office.supervisor)
    found = workflow(office, number)
    assert found is not None
    assert found.present is None


def test_the_control_slip_names_the_plan_and_keeps_it_for_reprints(office: Office) -> None:
    number, plain = office.accept(), office.accept(procedure=WITHOUT.code)
    assert newest_slip(office, number).workflow == PLAN
    assert newest_slip(office, plain).workflow == ""
    _change(office, replace(WITH, steps=STEPS[::-1]))
    assert newest_slip(office, number).workflow == PLAN
    office.desk.papers.issue_anew(PaperKind.CONTROL_SLIP, number, office.counter)
    assert newest_slip(office, number).workflow == PLAN


def test_a_slip_stored_before_there_were_workflows_reads_without_one(office: Office) -> None:
    facts = newest_slip(office, office.accept(procedure=WITHOUT.code))
    stored = facts_text(facts)
    assert ',"workflow":""' in stored
    old = stored.replace(',"workflow":""', "")
    assert facts_from_text(PaperKind.CONTROL_SLIP, old) == facts


def _change(office: Office, procedure: Procedure) -> None:
    """Let a procedure be another from tomorrow on."""
    office.later(days=1)
    current = office.desk.store.queries.procedures()
    change = difference(current, (procedure,), office.desk.rules.today())
    assert [f.name for one in change.changed for f in one.fields] == ["steps"]
    assert office.desk.upkeep.apply_catalogue(change, office.supervisor) == 2


def test_other_steps_are_a_new_version_and_an_old_dossier_keeps_its_own(office: Office) -> None:
    old = office.accept()
    _change(office, replace(WITH, steps=STEPS[::-1]))
    new = office.accept()
    kept = [office.dossier(number).facts["procedure_version"] for number in (old, new)]
    assert kept == ["2020-01-01", "2026-03-03"]
    found = [workflow(office, number) for number in (old, new)]
    assert [one.steps for one in found if one] == [STEPS, STEPS[::-1]]
    assert office.findings() == []


def test_a_correction_of_the_procedure_brings_its_workflow_and_takes_the_old_one_away(
    office: Office,
) -> None:
    number = office.accept()
    for code, steps in ((WITHOUT.code, None), (SENT.code, ABROAD), (WITH.code, STEPS)):
        changes = {"procedure": code}
        office.act(number, Action.CORRECT, office.supervisor, changes=changes)
        found = workflow(office, number)
        assert (found.steps if found else None) == steps
    assert office.findings() == []


def test_a_correction_to_the_procedure_it_has_changes_nothing(office: Office) -> None:
    number, before = office.accept(), office.events()
    changes = {"procedure": WITH.code}
    refused = refusal(office.act, number, Action.CORRECT, office.supervisor, changes=changes)
    assert code_and_field(refused) == (Code.REQUIRED, "changes")
    assert office.events() == before


@given(st.integers(1, 400), st.sampled_from(TermUnit))
def test_a_dossier_never_carries_steps_that_do_not_share_out_its_term(
    amount: int, unit: TermUnit
) -> None:
    facts = procedure_facts(a_procedure(steps=STEPS), Term(unit, amount))
    counted = unit not in (TermUnit.SAME_DAY, TermUnit.NONE)
    assert ("steps" in facts) is (counted and amount == 5)
    assert "steps" not in procedure_facts(a_procedure(), Term(unit, amount))


def test_a_plan_in_hours_says_so() -> None:
    steps = (WorkflowStep("Một cửa", 50), WorkflowStep("Hộ tịch", 750))
    assert plan_text(steps, TermUnit.WORKING_HOURS) == "Một cửa 0,5 giờ → Hộ tịch 7,5 giờ"


def test_units_the_ward_does_not_name_are_told_once() -> None:
    strange = (*STEPS, WorkflowStep("Phòng Lạ", 100), WorkflowStep("PHÒNG LẠ", 100))
    found = unknown_units((WITH, replace(WITH, steps=strange)), OFFICE_WARD)
    assert found == ("Phòng Lạ", "PHÒNG LẠ")
    ward = replace(OFFICE_WARD, units=(("Phòng Lạ", ("Hộ tịch",)),))
    assert unknown_units((replace(WITH, steps=strange),), ward) == ()
