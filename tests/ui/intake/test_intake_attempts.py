"""One request id for each thing that is meant to be saved."""

from hypothesis import given
from hypothesis import strategies as st

from tthc_desk.ui.intake.attempts import Attempt, Attempts


def test_the_same_form_keeps_its_id() -> None:
    attempts = Attempts()
    assert attempts.begin("a") is attempts.begin("a")


def test_a_changed_form_gets_a_new_id_after_a_plain_refusal() -> None:
    attempts = Attempts()
    first = attempts.begin("a")
    attempts.refused()
    assert attempts.begin("b").request_id != first.request_id


def test_a_changed_form_keeps_its_id_while_the_outcome_is_unclear() -> None:
    attempts = Attempts()
    first = attempts.begin("a")
    assert attempts.begin("b").request_id == first.request_id


def test_an_attempt_of_a_draft_may_have_been_saved() -> None:
    attempts = Attempts()
    attempts.restore(Attempt("id", "a"))
    assert attempts.begin("b").request_id == "id"


@given(st.lists(st.sampled_from(["save", "refuse", "done"]), max_size=12))
def test_two_dossiers_never_share_an_id(steps: list[str]) -> None:
    attempts, seen, current = Attempts(), set[str](), ""
    for step in steps:
        if step == "save":
            current = attempts.begin("a").request_id
        elif step == "refuse":
            attempts.refused()
        else:
            attempts.forget()
            if current:
                assert current not in seen
                seen.add(current)
            current = ""
