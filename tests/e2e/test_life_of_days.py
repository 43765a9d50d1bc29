"""Random acts, closings, reopenings and corrections over days, on the real store.

The default run is a short one; `pytest -m long tests/e2e/test_life_of_days.py` runs for minutes.
"""

import tempfile
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.helpers.factories import (
    FREE,
    PAID,
    PAUSING,
    POLICE,
    make_office_folder,
    open_office,
)
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.moves import Action
from tthc_desk.domain.tally import join_periods
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.usecases.closing import ClosingInput
from tthc_desk.usecases.lines import DayClosing, DayFigures
from tthc_desk.usecases.reports import broken_identities, tally_lines

START = datetime(2026, 3, 2, 8, 0, tzinfo=VIETNAM)
_STEPS = (
    Action.FORWARD,
    Action.FINISH,
    Action.DELIVER,
    Action.PAY,
    Action.WITHDRAW,
    Action.REQUEST_SUPPLEMENT,
    Action.COMPLETE_SUPPLEMENT,
    Action.UNDO,
    Action.UNDO,
    Action.VOID,
    Action.REFUND,
)


def counted(figures: DayFigures) -> tuple[Any, ...]:
    """Leave out of the figures what says how far the chain was."""
    return (
        figures.rows,
        (figures.carried_over, figures.in_hand, figures.timeliness),
        (figures.cash_dong, figures.transfer_dong, figures.by_channel),
    )


class LifeOfDays(RuleBasedStateMachine):
    """What was closed stays as closed; what changes a closed day says so."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="days-")
        make_office_folder(Path(self.folder.name) / "ward")
        self.office = open_office(Path(self.folder.name) / "ward", START)
        self.numbers: list[str] = []
        self.closed: list[DayClosing] = []
        self.asked: list[tuple[datetime, date, tuple[Any, ...]]] = []

    @property
    def today(self) -> date:
        return self.office.clock.at.date()

    def teardown(self) -> None:
        try:
            self.agree()
            assert self.office.findings() == []
        finally:
            self.office.desk.store.close()
            self.folder.cleanup()

    def _tried(self, call: Any, *args: Any, **given: Any) -> Any:
        """Do it if the rules let it; a refusal saves nothing."""
        self.office.later(seconds=7)
        before = self.office.events()
        try:
            return call(*args, **given)
        except DeskError as error:
            refused = error
        assert refused.code is not Code.REGISTER
        assert self.office.events() == before
        return None

    @rule(hours=st.sampled_from((1, 4, 9, 24, 72)))
    def time_passes(self, hours: int) -> None:
        self.office.later(hours=hours)

    @rule(
        code=st.sampled_from([p.code for p in (FREE, PAID, PAID, PAUSING, POLICE)]),
        paid=st.sampled_from((None, "cash", "transfer")),
        past=st.sampled_from(("", "", "", "late", "opening")),
        at_once=st.booleans(),
        days=st.integers(0, 6),
    )
    def receive(self, code: str, paid: str | None, past: str, at_once: bool, days: int) -> None:
        office = self.office
        changes: dict[str, Any] = {"procedure": code, "paid": paid}
        if past:
            then = max(office.clock.at - timedelta(days, hours=1), START - timedelta(days=1))
            # What comes over from the time before is older than every day that is counted.
            before = START - timedelta(15 + days)
            changes["received_at"] = (before if past == "opening" else then).isoformat()
            changes |= {"opening": True} if past == "opening" else {"supervisor": "lanhdao"}
        if at_once and past != "opening":
            changes["at_once"] = True
        actor = office.supervisor if past == "opening" else office.counter
        answer = self._tried(office.receive, actor=actor, **changes)
        if answer is not None:
            self.numbers.append(answer.number)

    @precondition(lambda self: self.numbers)
    @rule(draw=st.integers(0, 99), action=st.sampled_from(_STEPS), role=st.sampled_from("CS"))
    def act(self, draw: int, action: Action, role: str) -> None:
        actor = self.office.supervisor if role == "S" else self.office.counter
        number = self.numbers[draw % len(self.numbers)]
        given = {"method": "cash", "missing": ("Tờ khai",)}
        self._tried(self.office.act, number, action, actor, **given)

    @precondition(lambda self: self.closed and self.numbers)
    @rule(draw=st.integers(0, 99), action=st.sampled_from((Action.VOID, Action.UNDO)))
    def mend(self, draw: int, action: Action) -> None:
        self._tried(
            self.office.act,
            self.numbers[draw % len(self.numbers)],
            action,
            self.office.supervisor,
        )
        self._closed_days_keep_still()

    @rule()
    def work_and_close(self) -> None:
        self.receive(PAID.code, "cash", "", at_once=False, days=0)
        self._tried(self.office.act, self.numbers[-1], Action.FINISH, self.office.counter)
        self.close_the_first_day_that_waits()

    @rule()
    def close_the_first_day_that_waits(self) -> None:
        closing = self.office.desk.closing
        waiting = closing.queue()
        if not waiting:
            return
        outlook = closing.outlook(waiting[0])
        for drawer in outlook.drawers:
            cash = [t for t in outlook.takings if (t.login, t.method) == (drawer.login, "cash")]
            sums = sum(t.collected_dong - t.refunded_dong for t in cash)
            assert drawer.computed_dong == drawer.opening_dong + sums
        holds: dict[str, object] = {d.login: max(d.computed_dong, 0) for d in outlook.drawers}
        reason = "Ứng tiền trả lại" if any(d.computed_dong < 0 for d in outlook.drawers) else None
        self.office.later(seconds=7)
        given = ClosingInput(counted=holds, reason=reason)
        answer = closing.close(waiting[0], given, self.office.counter)
        self.closed.append(answer.closing)
        self.asked.append((self.office.clock.at, waiting[0], counted(answer.closing.figures)))

    @precondition(lambda self: self.closed)
    @rule()
    def reopen(self) -> None:
        last = self.closed.pop()
        self.office.later(seconds=7)
        self.office.desk.closing.reopen(last.day, "Đếm lại", self.office.supervisor)
        # The day is open again: its figures may change without being corrections.

    @rule(back=st.integers(0, 5))
    def ask(self, back: int) -> None:
        day = self.today - timedelta(back)
        self.office.later(seconds=7)
        figures = self.office.desk.reports.tally(day)
        self.asked.append((self.office.clock.at, day, counted(figures)))
        self.office.later(seconds=7)

    @rule()
    def agree(self) -> None:
        """Compare everything that was ever said with what is said now."""
        reports, first = self.office.desk.reports, date(2026, 2, 20)
        for moment, day, said in self.asked[-6:]:
            assert counted(reports.tally(day, moment)) == said
        self._closed_days_keep_still()
        last = self.today + timedelta(5)
        days = [first + timedelta(n) for n in range((last - first).days + 1)]
        figures = [reports.tally(day) for day in days]
        for before, after in pairwise(figures):
            assert after.carried_over == before.in_hand
        for one in figures:
            assert broken_identities(one, tally_lines(one)) == ()
        daily = [reports.report_06a(day, day).total for day in days]
        assert join_periods(daily) == reports.report_06a(first, last).total

    def _closed_days_keep_still(self) -> None:
        closing, reports = self.office.desk.closing, self.office.desk.reports
        for known in self.closed:
            (*_, stored) = closing.closings(known.day)
            assert stored == known
            if counted(reports.tally(known.day)) != counted(known.figures):
                corrections = closing.corrections(known.day)
                assert corrections
                facts = reports.tally_facts(known.day, self.office.counter)
                assert len(facts.corrections) == len(corrections)


def _run(examples: int, steps: int) -> None:
    run_state_machine_as_test(
        LifeOfDays,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_days_of_random_acts_closings_and_corrections_agree() -> None:
    _run(40, 30)


@pytest.mark.long
def test_many_days_of_random_acts_closings_and_corrections_agree() -> None:
    _run(400, 60)
