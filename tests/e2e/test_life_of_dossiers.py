"""Random days of a counter on the real store, told again by a model that knows only the rules.

The default run is a short one; `pytest -m long tests/e2e/test_life_of_dossiers.py` runs for
minutes.
"""

import itertools
import tempfile
import uuid
from collections import Counter
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
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
    CASE,
    FREE,
    PAID,
    PAUSING,
    POLICE,
    PROCEDURES,
    TERMLESS,
    make_office_folder,
    open_office,
)
from tthc_desk.domain.dossier import Queue, Status
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.moves import Action
from tthc_desk.domain.officers import Actor
from tthc_desk.domain.procedure import Channel
from tthc_desk.domain.tally import Measures
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.usecases.handover import ListKind
from tthc_desk.usecases.intake import IntakeAnswer
from tthc_desk.usecases.reports import broken_identities, tally_lines

START = datetime(2026, 3, 2, 8, 0, tzinfo=VIETNAM)
FIRST = date(2026, 2, 1)
OPEN = {Status.RECEIVED, Status.PROCESSING, Status.SUPPLEMENT, Status.OBLIGATION}
RUNNING = {Status.RECEIVED, Status.PROCESSING}
# Action → statuses it starts from, status it leads to, who may (C counter, K case, S supervisor).
TABLE: dict[Action, tuple[set[Status], Status | None, str]] = {
    Action.FORWARD: (RUNNING, Status.PROCESSING, "CKS"),
    Action.REQUEST_SUPPLEMENT: (RUNNING, Status.SUPPLEMENT, "CKS"),
    Action.COMPLETE_SUPPLEMENT: ({Status.SUPPLEMENT}, Status.RECEIVED, "CS"),
    Action.OBLIGE: ({Status.PROCESSING}, Status.OBLIGATION, "CKS"),
    Action.OBLIGED: ({Status.OBLIGATION}, Status.PROCESSING, "CKS"),
    Action.FINISH: (RUNNING, Status.FINISHED, "CKS"),
    Action.REFUSE: (RUNNING, Status.FINISHED, "CKS"),
    Action.DELIVER: ({Status.FINISHED}, Status.DELIVERED, "CS"),
    Action.WITHDRAW: (OPEN, Status.WITHDRAWN, "CS"),
    Action.STOP: (OPEN, Status.STOPPED, "CKS"),
    Action.EXTEND: (RUNNING, None, "CKS"),
    Action.APOLOGISE: (OPEN, None, "CKS"),
    Action.PAY: (set(Status), None, "CS"),
    Action.CORRECT: (set(Status), None, "S"),
    Action.UNDO: (set(Status), None, "CKS"),
    Action.VOID: (set(Status), None, "S"),
}
BESIDE_A_LIST = {Action.PAY, Action.CORRECT, Action.UNDO, Action.VOID}
ENDS = {Action.FINISH, Action.REFUSE, Action.WITHDRAW, Action.STOP}
QUEUES = {
    Status.RECEIVED: Queue.TO_HAND_OVER,
    Status.PROCESSING: Queue.PROCESSING,
    Status.SUPPLEMENT: Queue.WAITING_SUPPLEMENT,
    Status.OBLIGATION: Queue.WAITING_OBLIGATION,
    Status.FINISHED: Queue.TO_DELIVER,
}


@dataclass
class Step:
    """Something that was done, and how the dossier was before it."""

    login: str
    day: date
    before: "Known | None"


@dataclass
class Known:
    """What the model knows of one dossier."""

    number: str
    received: date
    channel: Channel
    counted: bool
    opening: bool
    pausing: bool
    due: date | None
    charge: int
    fee: int
    status: Status = Status.RECEIVED
    list_number: str = ""
    voided: bool = False
    ended: tuple[date, str] | None = None
    delivered: date | None = None
    late_waiting: bool = False
    supplements: int = 0
    extended: bool = False
    paid: list[tuple[date, str, int, int]] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    version: int = 1

    @property
    def owed(self) -> int:
        return self.charge + self.fee - sum(p[2] + p[3] for p in self.paid)

    @property
    def queue(self) -> Queue:
        if self.voided:
            return Queue.CLOSED
        return Queue.ON_LIST if self.list_number else QUEUES.get(self.status, Queue.CLOSED)


def third_working_day(day: date) -> date:
    """Count three working days on; the test ward has no holiday in these months."""
    days = (day + timedelta(n) for n in itertools.count(1))
    return next(itertools.islice((d for d in days if d.weekday() < 5), 2, None))


def measures(dossiers: list[Known], first: date, today: date) -> Measures:
    """Count form II.06a of a period that ends today, straight from the rules."""
    found: Counter[str] = Counter()
    for d in dossiers:
        if not d.counted or d.voided or d.received > today:
            continue
        if d.ended and d.ended[0] < first:
            continue
        if d.received < first or d.opening:
            found["c6"] += 1
        else:
            found["c4" if d.channel is Channel.ONLINE else "c5"] += 1
        if d.ended:
            found[d.ended[1]] += 1
        elif d.status in {Status.SUPPLEMENT, Status.OBLIGATION}:
            found["c13" if d.late_waiting else "c12"] += 1
        else:
            found["c13" if d.due and d.due < today else "c12"] += 1
    return Measures(**found)


class LifeOfDossiers(RuleBasedStateMachine):
    """Officers act at random; what the program says must be what the model says."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="life-")
        make_office_folder(Path(self.folder.name) / "ward")
        self.office = open_office(Path(self.folder.name) / "ward", START)
        self.dossiers: list[Known] = []
        self.lists: dict[str, tuple[ListKind, str]] = {}
        self.remembered: list[tuple[datetime, date, Any, Any]] = []
        self.answered: list[tuple[str, str]] = []
        self.slips = 0

    @property
    def today(self) -> date:
        return self.office.clock.at.date()

    def actor(self, role: str) -> Actor:
        office = self.office
        return {"C": office.counter, "K": office.case, "S": office.supervisor}[role]

    def taken(self, draw: int) -> Known:
        return self.dossiers[draw % len(self.dossiers)]

    # --- time

    @rule(hours=st.sampled_from((1, 3, 24, 48, 96)))
    def time_passes(self, hours: int) -> None:
        self.office.later(hours=hours)

    @rule(seconds=st.integers(1, 110))
    def the_clock_is_set_back_a_little(self, seconds: int) -> None:
        before = self.office.clock.at
        self.office.later(seconds=-seconds)
        answer = self.office.receive(procedure=POLICE.code, receipt=False)
        self.office.clock.at = before
        self._know(answer, POLICE.code, Channel.IN_PERSON, answer.received_at)

    # --- the counter

    @rule(
        code=st.sampled_from([p.code for p in (FREE, PAID, PAID, PAUSING, POLICE, TERMLESS)]),
        channel=st.sampled_from(Channel),
        paid=st.sampled_from((None, "cash", "transfer")),
        past=st.sampled_from(("", "", "", "opening", "late")),
        days=st.integers(1, 12),
    )
    def receive(self, code: str, channel: Channel, paid: str | None, past: str, days: int) -> None:
        changes: dict[str, Any] = {"procedure": code, "channel": channel.value}
        at = self.office.clock.at
        if past:
            at = at - timedelta(days)
            changes["received_at"] = at.isoformat()
            changes |= {"opening": True} if past == "opening" else {"supervisor": "lanhdao"}
        asked = str(uuid.uuid4())
        answer = self.office.receive(**changes, paid=paid, request_id=asked)
        self.answered.append((asked, answer.number))
        known = self._know(answer, code, channel, at, opening=past == "opening")
        if paid and known.owed:
            self._did(known, self.actor("C"))
            known.paid.append((self.today, paid, known.charge, known.fee))

    def _know(
        self,
        answer: IntakeAnswer,
        code: str,
        channel: Channel,
        at: datetime,
        *,
        opening: bool = False,
    ) -> Known:
        procedure = next(p for p in PROCEDURES if p.code == code)
        known = Known(
            number=answer.number,
            received=at.date(),
            channel=channel,
            counted=procedure.counted,
            opening=opening,
            pausing=procedure is PAUSING,
            due=answer.due_at.date() if answer.due_at else None,
            charge=answer.charge_dong,
            fee=answer.fee_dong,
        )
        assert known.number not in {d.number for d in self.dossiers}
        self.dossiers.append(known)
        return known

    @rule(decision=st.sampled_from(("refuse", "guide")))
    def turn_away(self, decision: str) -> None:
        self.office.receive(decision=decision, reason="Thiếu giấy tờ")
        self.slips += 1

    @rule(odd=st.sampled_from(({"sets": 0}, {"procedure": "9.999999"}, {"paid": "gold"})))
    def bad_input(self, odd: dict[str, Any]) -> None:
        self._refused(Code.COUNT, Code.PROCEDURE, Code.CHOICE, call=self.office.receive, **odd)

    @precondition(lambda self: self.answered)
    @rule(draw=st.integers(0, 99))
    def ask_again(self, draw: int) -> None:
        asked, number = self.answered[draw % len(self.answered)]
        before = self.office.events()
        answer = self.office.receive(request_id=asked)
        assert (answer.number, answer.repeated) == (number, True)
        assert self.office.events() == before

    def _refused(self, *codes: Code, call: Any, **given: Any) -> None:
        before = self.office.events()
        try:
            call(**given)
        except DeskError as error:
            assert error.code in codes, (error.code, codes)
        else:
            raise AssertionError("it was not refused")
        assert self.office.events() == before

    # --- steps

    @precondition(lambda self: self.dossiers)
    @rule(
        draw=st.integers(0, 99),
        action=st.sampled_from(Action),
        role=st.sampled_from("CKS"),
        law=st.booleans(),
        stale=st.sampled_from((False, False, False, True)),
        method=st.sampled_from(("cash", "transfer")),
    )
    def act(
        self, draw: int, action: Action, role: str, law: bool, stale: bool, method: str
    ) -> None:
        known, actor = self.taken(draw), self.actor(role)
        given: dict[str, Any] = {"actor": actor, "number": known.number, "action": action}
        given |= {"law": "Luật Hộ tịch" if law else None, "changes": {"note": "sửa"}}
        new_due = max(known.due or self.today, self.today) + timedelta(3)
        given |= {"new_due": new_due.isoformat(), "method": method}
        given["seen_version"] = known.version - stale
        codes = {Code.CONFLICT} if stale else self._objections(known, action, role, law=law)
        if codes:
            self._refused(*codes, call=self.office.act, **given)
            return
        answer = self.office.act(**given)
        self._follow(known, action, actor, method, answer.due_at.date() if answer.due_at else None)
        assert answer.status is known.status
        assert answer.version == known.version

    @precondition(lambda self: self.dossiers)
    @rule(draw=st.integers(0, 99), pick=st.integers(0, 99))
    def act_as_the_table_allows(self, draw: int, pick: int) -> None:
        known = self.taken(draw)
        moves = [
            (action, role)
            for action in Action
            for role in "CKS"
            if not self._objections(known, action, role, law=True)
            # Steps that end a dossier's life for the test are left to the other rule.
            and action not in {Action.VOID, Action.CORRECT}
        ]
        if moves:
            action, role = moves[pick % len(moves)]
            self.act(draw, action, role, law=True, stale=False, method="cash")

    @precondition(lambda self: self.dossiers)
    @rule(draw=st.integers(0, 99), pick=st.integers(0, 99))
    def act_once_more_as_the_table_allows(self, draw: int, pick: int) -> None:
        self.act_as_the_table_allows(draw, pick)

    def _objections(self, known: Known, action: Action, role: str, *, law: bool) -> set[Code]:
        sources, _, roles = TABLE[action]
        if known.voided or known.status not in sources:
            return {Code.MOVE}
        if known.list_number and action not in BESIDE_A_LIST:
            return {Code.BATCH}
        if role not in roles:
            return {Code.SUPERVISOR}
        overdue = known.due is not None and self.today > known.due
        match action:
            case Action.UNDO:
                return self._undo_objections(known, role)
            case Action.REQUEST_SUPPLEMENT:
                if known.supplements and not known.pausing and not (role == "S" and law):
                    return {Code.ONCE}
                late = self.today > third_working_day(known.received)
                return {Code.SUPERVISOR} if (late or overdue) and role != "S" else set()
            case Action.EXTEND if known.due is None:
                return {Code.MOVE}
            case Action.EXTEND if overdue:
                return {Code.OVERDUE}
            case Action.EXTEND if known.extended:
                return {Code.ONCE}
            case Action.APOLOGISE if known.due is None:
                return {Code.MOVE}
            case Action.PAY if known.owed == 0:
                return {Code.MONEY}
            case Action.DELIVER if known.owed:
                return {Code.UNPAID}
        return set()

    def _undo_objections(self, known: Known, role: str) -> set[Code]:
        if not known.steps or known.steps[-1].before is None:
            return {Code.UNDO}
        last = known.steps[-1]
        mine = last.login == self.actor(role).officer.login and last.day == self.today
        return set() if mine or role == "S" else {Code.UNDO}

    def _did(self, known: Known, actor: Actor, *, undoable: bool = True) -> None:
        before = deepcopy(known) if undoable else None
        known.steps.append(Step(actor.officer.login, self.today, before))
        known.version += 1

    def _follow(
        self, known: Known, action: Action, actor: Actor, method: str, due: date | None
    ) -> None:
        if action is Action.UNDO:
            self._go_back(known)
            return
        self._did(known, actor, undoable=action not in {Action.CORRECT, Action.VOID})
        was = known.status
        known.status = TABLE[action][1] or was
        late = known.due is not None and self.today > known.due
        if action in {Action.REQUEST_SUPPLEMENT, Action.OBLIGE}:
            known.late_waiting = late
            known.supplements += action is Action.REQUEST_SUPPLEMENT
        elif action is Action.PAY:
            owed_fee = known.fee - sum(p[3] for p in known.paid)
            known.paid.append((self.today, method, known.owed - owed_fee, owed_fee))
        elif action is Action.DELIVER:
            known.delivered = self.today
        elif action is Action.VOID:
            known.voided, known.list_number = True, ""
        elif action in ENDS:
            known.ended = (self.today, self._end(known, was, late=late))
        known.extended |= action is Action.EXTEND
        if action in {Action.EXTEND, Action.COMPLETE_SUPPLEMENT, Action.OBLIGED}:
            known.due = due

    def _end(self, known: Known, was: Status, *, late: bool) -> str:
        if was in {Status.SUPPLEMENT, Status.OBLIGATION}:
            return "c10" if known.late_waiting else "c9"
        if known.due is None or known.due == self.today:
            return "c9"
        return "c10" if late else "c8"

    def _go_back(self, known: Known) -> None:
        before, version = known.steps[-1].before, known.version
        assert before is not None
        spent = before.list_number and not known.list_number
        for name in before.__dataclass_fields__:
            setattr(known, name, getattr(before, name))
        known.version = version + 1
        if spent:
            # The list is spent: the dossier comes back to where it was before the list.
            known.list_number = ""
            known.steps.append(Step("", self.today, None))
            known.version += 1

    # --- lists

    def _list(self, which: int) -> str:
        """Choose one of the lists opened last: those are the ones still alive."""
        return list(self.lists)[max(which, -len(self.lists))]

    @precondition(lambda self: sum(s == "open" for _, s in self.lists.values()) < 2)
    @rule(kind=st.sampled_from(ListKind))
    def open_list(self, kind: ListKind) -> None:
        line = self.office.desk.handover.open(kind, CASE.login, self.office.counter)
        self.lists[line.number] = (kind, "open")

    @precondition(lambda self: self.lists and self.dossiers)
    @rule(draw=st.integers(0, 99), which=st.integers(-3, -1))
    def put_on_list(self, draw: int, which: int) -> None:
        known, number = self.taken(draw), self._list(which)
        actor = self.office.counter
        if self.lists[number][1] != "open" or known.list_number:
            codes = {Code.BATCH}
        else:
            codes = {Code.MOVE} if known.voided or known.status not in RUNNING else set()
        add = self.office.desk.handover.add
        given = {"list_number": number, "number": known.number, "actor": actor}
        if codes:
            self._refused(*codes, call=add, **given)
            return
        add(number, known.number, actor)
        self._did(known, actor, undoable=False)
        known.list_number = number

    @precondition(lambda self: self.lists)
    @rule(which=st.integers(-3, -1))
    def close_list(self, which: int) -> None:
        number = self._list(which)
        kind, state = self.lists[number]
        close = self.office.desk.handover.close
        if state != "open" or not self._on(number):
            self._refused(Code.BATCH, call=close, list_number=number, actor=self.office.counter)
            return
        close(number, self.office.counter)
        self.lists[number] = (kind, "closed")

    def _on(self, number: str) -> list[Known]:
        return [d for d in self.dossiers if d.list_number == number]

    @precondition(lambda self: self.lists)
    @rule(which=st.integers(-3, -1), how_many=st.sampled_from((None, 1)))
    def accept_list(self, which: int, how_many: int | None) -> None:
        number = self._list(which)
        kind, state = self.lists[number]
        accept, actor = self.office.desk.handover.accept, self.office.case
        if state != "closed":
            self._refused(Code.BATCH, call=accept, list_number=number, actor=actor)
            return
        there = self._on(number)
        taken = there[:how_many]
        accept(number, actor, [d.number for d in taken] if how_many else None)
        if len(taken) == len(there):
            self.lists[number] = (kind, "accepted")
        for known in taken:
            self._did(known, actor)
            known.list_number = ""
            if kind is ListKind.OFFICERS:
                known.status = Status.PROCESSING
            else:
                late = known.due is not None and self.today > known.due
                known.ended = (self.today, self._end(known, known.status, late=late))
                known.status = Status.FINISHED

    @precondition(lambda self: any(d.list_number for d in self.dossiers))
    @rule(draw=st.integers(0, 99))
    def refuse_item(self, draw: int) -> None:
        there = [d for d in self.dossiers if d.list_number]
        known = there[draw % len(there)]
        number = known.list_number
        kind, state = self.lists[number]
        line = self.office.desk.handover.reject(number, known.number, "Sai", self.office.case)
        self._did(known, self.office.case, undoable=False)
        known.list_number = ""
        if state == "closed" and not self._on(number):
            self.lists[number] = (kind, "accepted")
        assert line.state == self.lists[number][1]

    # --- papers and figures

    @precondition(lambda self: self.dossiers)
    @rule(draw=st.integers(0, 99), state=st.sampled_from(("sent", "confirmed", "failed")))
    def print_papers(self, draw: int, state: str) -> None:
        papers = self.office.desk.papers.of(self.taken(draw).number)
        self.office.desk.papers.note([p.id for p in papers], state, self.office.counter)

    @rule(back=st.integers(0, 10))
    def look_at_figures(self, back: int) -> None:
        day = self.today - timedelta(back)
        figures = self.office.desk.reports.tally(day)
        report = self.office.desk.reports.report_06a(day, self.today)
        assert broken_identities(figures, tally_lines(figures)) == ()
        assert report.broken == ()
        assert report.total == measures(self.dossiers, day, self.today)
        self.remembered.append((self.office.clock.at, day, figures, report))
        # Further than a clock may be set back: what follows is written after this moment.
        self.office.later(minutes=3)

    def teardown(self) -> None:
        try:
            self._numbers_have_no_gaps()
            self._every_dossier_stands_in_one_queue()
            self._figures_are_those_of_the_model()
            self._figures_stay_what_they_were()
            assert self.office.findings() == []
        finally:
            self.office.desk.store.close()
            self.folder.cleanup()

    def _numbers_have_no_gaps(self) -> None:
        by_day: dict[str, list[int]] = {}
        for known in self.dossiers:
            _, day, serial = known.number.split("-")
            by_day.setdefault(day, []).append(int(serial[1:]))
        for serials in by_day.values():
            assert sorted(serials) == list(range(1, len(serials) + 1))

    def _every_dossier_stands_in_one_queue(self) -> None:
        expected = Counter(known.queue for known in self.dossiers)
        tracking = self.office.desk.tracking
        for queue in Queue:
            found = {line.number for line in tracking.find(queue=queue, limit=200).lines}
            assert found == {k.number for k in self.dossiers if k.queue is queue}
        counts = tracking.counts().queues
        assert {q: n for q, n in counts.items() if n} == {
            q: n for q, n in expected.items() if q is not Queue.CLOSED
        }
        assert len(tracking.find(limit=200).lines) == len(self.dossiers)

    def _figures_are_those_of_the_model(self) -> None:
        reports, today = self.office.desk.reports, self.today
        assert reports.report_06a(FIRST, today).total == measures(self.dossiers, FIRST, today)
        figures = reports.tally(today)
        by_method: Counter[str] = Counter()
        for known in self.dossiers:
            for day, method, charge, fee in known.paid:
                by_method[method] += (charge + fee) * (day == today)
        assert (figures.cash_dong, figures.transfer_dong) == (
            by_method["cash"],
            by_method["transfer"],
        )
        counted = [k for k in self.dossiers if k.counted and not k.voided]
        assert sum(row.delivered for row in figures.rows) == sum(
            k.delivered == today for k in counted
        )
        before = reports.report_06a(FIRST, today - timedelta(1), None).total
        day = reports.report_06a(today, today).total
        openings = sum(k.opening and k.received == today for k in counted)
        assert day.c6 - openings == before.c11

    def _figures_stay_what_they_were(self) -> None:
        reports = self.office.desk.reports
        for at, day, figures, report in self.remembered:
            assert reports.tally(day, at) == figures
            again = reports.report_06a(day, at.date(), at)
            assert (again.rows, again.total) == (report.rows, report.total)


_CHECKS = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
SHORT = settings(
    max_examples=120,
    stateful_step_count=80,
    deadline=None,
    suppress_health_check=_CHECKS,
    report_multiple_bugs=False,
    phases=set(Phase) - {Phase.explain},
)
LONG = settings(SHORT, max_examples=800, stateful_step_count=150)


def test_random_days_of_a_counter() -> None:
    run_state_machine_as_test(LifeOfDossiers, settings=SHORT)  # type: ignore[no-untyped-call]


@pytest.mark.long
def test_many_random_days_of_a_counter() -> None:
    run_state_machine_as_test(LifeOfDossiers, settings=LONG)  # type: ignore[no-untyped-call]
