"""The worked example through the real use cases, and what a day's figures must add up to."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pytest

from tests.helpers.factories import CITIZEN, PAID, PAUSING, SILENT, Office, code_and_field, refusal
from tthc_desk.domain.errors import Code
from tthc_desk.domain.moves import Action
from tthc_desk.domain.procedure import Channel
from tthc_desk.domain.tally import Measures, join_periods
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.usecases.lines import DayFigures
from tthc_desk.usecases.paper_facts import DailyTallyFacts, PaperKind
from tthc_desk.usecases.paper_record import facts_from_text
from tthc_desk.usecases.reports import broken_identities, name_order, tally_lines

MARCH = (date(2026, 3, 1), date(2026, 3, 31))
APRIL = (date(2026, 4, 1), date(2026, 4, 30))
BOTH = (MARCH[0], APRIL[1])
# Columns 4, 5, 6, 3, 7, 8, 9, 10, 11, 12, 13 as the regulation's practice counts them.
EXAMPLE = {
    MARCH: (0, 5, 0, 5, 2, 1, 1, 0, 3, 2, 1),
    APRIL: (0, 1, 3, 4, 4, 1, 2, 1, 0, 0, 0),
    BOTH: (0, 6, 0, 6, 6, 2, 3, 1, 0, 0, 0),
}
ORDER = (4, 5, 6, 3, 7, 8, 9, 10, 11, 12, 13)
DAYS_OF_TERM = {"A": 7, "B": 35, "C": 28, "D": 30, "E": 21, "H": 7}
DUE = {
    "A": date(2026, 3, 9),
    "B": date(2026, 4, 6),
    "C": date(2026, 3, 30),
    "D": date(2026, 4, 1),
    "E": date(2026, 3, 23),
    "H": date(2026, 4, 13),
}
END_OF_MARCH = datetime(2026, 3, 31, 23, 59, tzinfo=VIETNAM)


def tell_the_example(office: Office) -> None:
    """Let the six dossiers live their days, in the order in which things happened."""
    numbers: dict[str, str] = {}

    def receive(*names: str) -> None:
        for name in names:
            term = f"{DAYS_OF_TERM[name]} calendar_days"
            answer = office.receive(procedure=SILENT.code, term=term, charge_dong=0)
            assert answer.due_at
            assert answer.due_at.date() == DUE[name]
            numbers[name] = answer.number

    def act(month: int, day: int, name: str, action: Action, **given: Any) -> None:
        office.on(date(2026, month, day), time(9))
        actor = office.supervisor if action is Action.REQUEST_SUPPLEMENT else office.counter
        office.act(numbers[name], action, actor, **given)

    receive("A", "B", "C", "D", "E")
    act(3, 3, "C", Action.FORWARD)
    act(3, 6, "A", Action.FINISH)
    act(3, 27, "D", Action.REQUEST_SUPPLEMENT)
    act(3, 30, "C", Action.REFUSE)
    act(4, 1, "B", Action.WITHDRAW)
    act(4, 3, "E", Action.FINISH)
    office.on(date(2026, 4, 6))
    receive("H")
    act(4, 13, "D", Action.STOP)
    act(4, 13, "H", Action.FINISH)


def columns(found: Measures) -> tuple[int, ...]:
    return tuple(found.columns()[str(n)] for n in ORDER)


def test_the_worked_example_is_counted_as_the_practice_counts_it(office: Office) -> None:
    tell_the_example(office)
    totals = {p: office.desk.reports.report_06a(*p).total for p in EXAMPLE}
    assert {p: columns(total) for p, total in totals.items()} == EXAMPLE
    assert join_periods((totals[MARCH], totals[APRIL])) == totals[BOTH]
    assert office.findings() == []


def test_the_report_of_march_is_the_same_on_the_last_of_march_and_ever_after(
    office: Office,
) -> None:
    tell_the_example(office)
    found = office.desk.reports.report_06a(*MARCH, END_OF_MARCH)
    assert columns(found.total) == EXAMPLE[MARCH]
    assert (found.as_of, found.broken) == (END_OF_MARCH, ())
    # Seen on the last of March nothing has happened in April yet; three dossiers are open.
    april = office.desk.reports.report_06a(*APRIL, END_OF_MARCH).total
    assert (april.c6, april.c5, april.c7, april.c11) == (3, 0, 0, 3)


def test_every_day_of_the_example_adds_up(office: Office) -> None:
    tell_the_example(office)
    in_hand = 0
    for number in range((BOTH[1] - BOTH[0]).days):
        day = date.fromordinal(BOTH[0].toordinal() + number)
        figures = office.desk.reports.tally(day)
        assert broken_identities(figures, tally_lines(figures)) == ()
        assert figures.carried_over == in_hand
        in_hand = figures.in_hand
    assert in_hand == 0


def test_a_report_names_its_fields_in_the_vietnamese_order(office: Office) -> None:
    for code in (PAUSING.code, PAID.code):
        office.accept(procedure=code)
    day = office.clock.at.date()
    found = office.desk.reports.report_06a(day, day)
    assert [name for name, _ in found.fields] == ["Đất đai", "Hộ tịch"]
    assert sorted(["Hộ tịch", "Đất đai", "Dân số", "Chứng thực"], key=name_order) == [
        "Chứng thực",
        "Dân số",
        "Đất đai",
        "Hộ tịch",
    ]


def test_a_period_that_ends_before_it_begins_is_refused(office: Office) -> None:
    error = refusal(office.desk.reports.report_06a, APRIL[0], MARCH[1])
    assert code_and_field(error) == (Code.DATE, "to")


def test_an_online_dossier_stands_in_the_column_of_its_channel(office: Office) -> None:
    for channel in ("online", "post", "in_person"):
        office.accept(channel=channel)
    day = office.clock.at.date()
    total = office.desk.reports.report_06a(day, day).total
    assert (total.c4, total.c5) == (1, 2)
    assert office.desk.reports.tally(day).by_channel == dict.fromkeys(Channel, 1)


def a_full_day(office: Office) -> DayFigures:
    number = office.accept(procedure=PAID.code, paid="cash")
    office.act(number, Action.FINISH)
    office.act(number, Action.DELIVER)
    office.accept(submitter={**CITIZEN, "name": "Lê Thị Thử"})
    office.accept(decision="refuse", reason="Thiếu giấy tờ")
    return office.desk.reports.tally(office.clock.at.date())


def test_the_tally_on_paper_says_what_the_figures_say(office: Office) -> None:
    figures = a_full_day(office)
    line = office.desk.reports.issue_tally(figures.day, office.counter)
    stored = office.desk.store.queries.paper(line.id)
    assert stored
    facts = facts_from_text(PaperKind.DAILY_TALLY, stored.facts_text)
    assert isinstance(facts, DailyTallyFacts)
    assert (facts.total.received, facts.total.finished, facts.total.delivered) == (2, 1, 1)
    assert (facts.cash_dong, facts.total.charge_dong, facts.total.fee_dong) == (
        15_000,
        10_000,
        5_000,
    )
    assert facts.notes == ("Từ chối tiếp nhận tại quầy: 1 lượt",)
    assert facts.broken == ()
    assert facts.chain_head == figures.chain_head.hex()[:16]


_BREAKS: dict[str, dict[str, Any]] = {
    "carried over": {"carried_over": 7},
    "timeliness": {"timeliness": (9, 0, 0)},
    "channels": {"by_channel": {}},
    "ages": {"open_by_age": (0, 0, 0, 0, 5)},
    "money": {"cash_dong": 1},
}


@pytest.mark.parametrize("name", _BREAKS)
def test_each_identity_that_does_not_hold_is_named(office: Office, name: str) -> None:
    figures = replace(a_full_day(office), **_BREAKS[name])
    assert len(broken_identities(figures, tally_lines(figures))) == 1
