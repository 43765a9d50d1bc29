"""A detail says why nothing can be undone in it."""

from datetime import date

from tests.helpers.factories import COUNTER, Office
from tthc_desk.domain.errors import DeskError
from tthc_desk.domain.moves import Action


def why(office: Office, number: str) -> DeskError | None:
    detail = office.desk.tracking.detail(number, office.other)
    assert (detail.no_undo is None) == (Action.UNDO in detail.moves)
    return detail.no_undo


def test_the_reason_names_the_officer_or_the_day(office: Office) -> None:
    number = office.accept()
    nothing = why(office, number)
    assert nothing is not None
    assert nothing.facts["why"] == "nothing"

    office.act(number, Action.FORWARD, office.counter, holder="hotich")
    others = why(office, number)
    assert others is not None
    assert (others.facts["why"], others.facts["officer"]) == ("other", COUNTER.name)

    office.act(number, Action.FORWARD, office.other, holder="hotich")
    assert why(office, number) is None
    office.on(date(2026, 3, 3))
    earlier = why(office, number)
    assert earlier is not None
    assert (earlier.facts["why"], earlier.facts["day"]) == ("day", date(2026, 3, 2))


def test_a_void_dossier_says_that_it_is_void(office: Office) -> None:
    number = office.accept()
    office.act(number, Action.VOID, office.supervisor)
    void = why(office, number)
    assert void is not None
    assert void.facts["voided"] is True
