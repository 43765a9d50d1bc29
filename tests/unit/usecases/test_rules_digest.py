"""The digest of the rules: what a later program adds leaves it as it was."""

from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.procedures import a_procedure, procedures
from tthc_desk.domain.procedure import Procedure, WorkflowStep
from tthc_desk.usecases.rules_digest import catalogue_digest

# As the program computed it before procedures had steps.
BEFORE_STEPS = "dbffeeb9aa0374caba47f4d07c41287c92665868a9554eb2508c6cddf78342ae"
STEPS = (WorkflowStep("Bộ phận Một cửa", 50), WorkflowStep("Tư pháp – Hộ tịch", 250))


def test_procedures_without_steps_keep_the_digest_they_had() -> None:
    known = (a_procedure(), a_procedure(code="2.000002", keys="ks"))
    assert catalogue_digest(known) == BEFORE_STEPS
    assert catalogue_digest(reversed(known)) == BEFORE_STEPS


@given(procedures)
def test_steps_their_order_and_their_amounts_are_part_of_it(procedure: Procedure) -> None:
    moved = (*STEPS[:1], WorkflowStep(STEPS[1].unit, 251))
    found = {
        catalogue_digest([a_procedure(code=procedure.code, steps=steps)])
        for steps in ((), STEPS, STEPS[::-1], moved)
    }
    assert len(found) == 4


@given(st.lists(procedures, max_size=3, unique_by=lambda one: one.code))
def test_equal_rules_have_one_digest_whatever_their_order(found: list[Procedure]) -> None:
    assert catalogue_digest(found) == catalogue_digest(found[::-1])
