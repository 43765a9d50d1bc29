"""Plans of invented wards: sums that are exact, terms that are kept, whatever chance decides."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.deadline_samples import CALENDAR, FIFTEEN, SAME_DAY, TERMS
from tests.helpers.procedures import a_procedure
from tests.helpers.wards import WARD
from tthc_desk.app.generate import working_days
from tthc_desk.app.invented_courses import COURSES, LEFT_OPEN, ON_TIME, VOIDED
from tthc_desk.app.invented_life import PlannedStep
from tthc_desk.app.invented_lives import Lives
from tthc_desk.app.invented_offers import Offers
from tthc_desk.app.planned_lives import Fate, LifePlanner, spread
from tthc_desk.domain.deadlines import DeadlineEvent, EventKind, WaitCause, due_moment
from tthc_desk.domain.dossier import Status
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.moves import Action
from tthc_desk.domain.procedure import Channel, DeadlineMode, Procedure, Term, TermUnit
from tthc_desk.domain.terms import term_end
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.usecases.intake import IntakeAnswer

FIRST, LAST = date(2026, 5, 1), date(2026, 6, 30)
DAYS = working_days(CALENDAR, FIRST, LAST)
THREE_DAYS = Term(TermUnit.WORKING_DAYS, 3)
ENDS = {Action.FINISH, Action.REFUSE, Action.WITHDRAW, Action.STOP}
SEEDS = st.integers(0, 2**32)


def procedure(at: int, term: Term, **changes: object) -> Procedure:
    return a_procedure(code=f"1.{at:06}", terms=dict.fromkeys(Channel, term), **changes)


def planner(seed: int, *terms: Term) -> LifePlanner:
    found = [procedure(at, term) for at, term in enumerate(terms)]
    police = procedure(999, THREE_DAYS, counted=False)
    return LifePlanner(Random(seed), CALENDAR, Offers([*found, police]), DAYS)


# --- the plan


@given(SEEDS, st.integers(0, 5000), st.integers(1, 600))
def test_days_are_filled_exactly_and_evenly(seed: int, count: int, days: int) -> None:
    filled = spread(Random(seed), count, days)
    assert (sum(filled), len(filled)) == (count, days)
    assert min(filled) >= 0
    assert max(filled) <= 1.5 * count / days + 1


def test_no_day_holds_nothing() -> None:
    assert spread(Random(1), 0, 0) == []


@given(SEEDS, st.integers(0, 400), st.integers(0, 40), st.lists(TERMS, min_size=1, max_size=6))
def test_a_plan_holds_exactly_what_was_asked_for_or_says_how_much_fits(
    seed: int, received: int, still_open: int, terms: list[Term]
) -> None:
    with pytest.raises(DeskError) as refused:
        planner(seed, *terms).plan(received, received + 1)
    assert (refused.value.code, refused.value.field) == (Code.COUNT, "open")
    most = refused.value.facts["high"]
    assert isinstance(most, int)
    plan = planner(seed, *terms).plan(received, still_open := min(still_open, most))
    assert list(plan) == DAYS
    dossiers = [dossier for day in plan.values() for dossier in day]
    fates = Counter(dossier.fate for dossier in dossiers if dossier.counts)
    assert fates == Counter({Fate.ENDS: received - still_open, Fate.STAYS: still_open})
    assert all(d.fate is Fate.ENDS for d in dossiers if not d.offer.procedure.counted)


@given(SEEDS, st.lists(TERMS, min_size=1, max_size=6), st.times())
def test_what_stays_open_is_due_after_the_period_whatever_the_hour(
    seed: int, terms: list[Term], clock: time
) -> None:
    try:
        plan = planner(seed, *terms).plan(300, 9)
    except DeskError:
        return
    for day, dossiers in plan.items():
        for dossier in dossiers:
            if dossier.fate is Fate.STAYS:
                term = dossier.offer.procedure.terms[dossier.offer.channel]
                due_at = term_end(datetime.combine(day, clock, VIETNAM), term, CALENDAR)
                assert due_at is not None
                assert due_at.date() > LAST


def test_long_terms_stay_open_from_further_back_than_short_ones() -> None:
    plan = planner(1, THREE_DAYS, Term(TermUnit.WORKING_DAYS, 20)).plan(4000, 200)
    days = {day for day, dossiers in plan.items() if any(d.fate is Fate.STAYS for d in dossiers)}
    assert min(days) == DAYS[-20]
    assert len(days) == 20


def test_a_ward_without_long_terms_can_leave_nothing_open() -> None:
    assert planner(1, SAME_DAY, FIFTEEN).plan(50, 0)
    with pytest.raises(DeskError, match=Code.COUNT.value):
        planner(1, SAME_DAY, FIFTEEN).plan(50, 1)


def test_a_catalogue_of_other_agencies_alone_is_refused() -> None:
    with pytest.raises(DeskError, match=Code.PROCEDURE.value):
        LifePlanner(Random(1), CALENDAR, Offers([procedure(1, SAME_DAY, counted=False)]), DAYS)


def test_voids_and_police_dossiers_come_on_top_and_rarely() -> None:
    plan = planner(1, THREE_DAYS).plan(4000, 10)
    on_top = [d for dossiers in plan.values() for d in dossiers if not d.counts]
    kinds = Counter(d.fate for d in on_top)
    assert 0 < kinds[Fate.VOIDED] < 80
    assert 0 < kinds[Fate.ENDS] < 160
    assert sum(len(dossiers) for dossiers in plan.values()) == 4000 + len(on_top)


# --- the lives


def moments() -> st.SearchStrategy[datetime]:
    """Receptions in office hours on working days of the period."""
    return st.builds(
        lambda day, minute: datetime.combine(day, time(minute // 60, minute % 60), VIETNAM),
        st.sampled_from(DAYS),
        st.integers(7 * 60 + 30, 17 * 60),
    )


def answer_of(received: datetime, term: Term) -> IntakeAnswer:
    due_at = term_end(received, term, CALENDAR)
    return IntakeAnswer("", "TH-1", Status.RECEIVED, received, due_at, "", 0, 0)


def deadline_events(received: datetime, steps: list[PlannedStep]) -> Iterator[DeadlineEvent]:
    """Tell of a life what the rule of deadlines has to know."""
    yield DeadlineEvent(EventKind.START, received)
    for step in steps:
        match step.action:
            case Action.REQUEST_SUPPLEMENT:
                yield DeadlineEvent(EventKind.WAIT_BEGIN, step.at, cause=WaitCause.SUPPLEMENT)
            case Action.OBLIGE:
                yield DeadlineEvent(EventKind.WAIT_BEGIN, step.at, cause=WaitCause.OBLIGATION)
            case Action.COMPLETE_SUPPLEMENT | Action.OBLIGED:
                yield DeadlineEvent(EventKind.WAIT_END, step.at)
            case Action.EXTEND:
                new = date.fromisoformat(str(step.given.new_due))
                moved = datetime.combine(new, time(17), VIETNAM)
                yield DeadlineEvent(EventKind.EXTENSION, step.at, moved)
            case _:
                pass


SHORT = st.builds(Term, st.just(TermUnit.WORKING_DAYS), st.integers(1, 4))
ANY_TERM = SHORT | TERMS | st.just(Term(TermUnit.NONE))


@given(SEEDS, moments(), ANY_TERM, st.sampled_from(DeadlineMode))
def test_every_planned_life_ends_in_time_and_within_the_period(
    seed: int, received: datetime, term: Term, mode: DeadlineMode
) -> None:
    answer = answer_of(received, term)
    for at, course in product(range(8), ON_TIME):
        lives = Lives(Random(seed + at), WARD, CALENDAR, (course,))
        steps = lives.steps(answer, a_procedure(), received, owes=False, last=DAYS[-1])
        assert [step.at for step in steps] == sorted(step.at for step in steps)
        end = next(step.at for step in reversed(steps) if step.action in ENDS)
        due_at = due_moment(deadline_events(received, steps), term, mode, CALENDAR)
        assert end.date() <= LAST
        assert due_at is None or end.date() <= due_at.date()


@given(SEEDS, moments(), TERMS)
def test_a_void_is_made_on_its_own_day_and_an_open_one_is_left_alone(
    seed: int, received: datetime, term: Term
) -> None:
    answer = answer_of(received, term)
    voided = Lives(Random(seed), WARD, CALENDAR, VOIDED)
    steps = voided.steps(answer, a_procedure(), received, owes=False, last=received.date())
    assert steps[-1].action is Action.VOID
    assert {step.at.date() for step in steps} == {received.date()}
    left = Lives(Random(seed), WARD, CALENDAR, LEFT_OPEN)
    steps = left.steps(answer, a_procedure(), received, owes=False)
    assert {step.action for step in steps} <= {Action.FORWARD, Action.UNDO, Action.CORRECT}


def test_of_all_courses_only_lateness_and_voids_are_left_out() -> None:
    assert len(COURSES) - len(ON_TIME) == 2
    assert set(ON_TIME) < set(COURSES)
