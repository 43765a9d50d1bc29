"""Random days of a counter on the real store, told again by a model that knows only the rules.

The default run is a short one; `pytest -m long tests/e2e/test_life_of_dossiers.py` runs for
minutes.
"""

import tempfile
import uuid
from collections import Counter
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

from tests.helpers.dossier_model import RUNNING, Known, measures
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
    refusal,
)
from tthc_desk.domain.dossier import Queue, Status
from tthc_desk.domain.errors import Code
from tthc_desk.domain.moves import Action
from tthc_desk.domain.officers import Actor
from tthc_desk.domain.procedure import Channel
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.usecases.handover import ListKind
from tthc_desk.usecases.intake import IntakeAnswer
from tthc_desk.usecases.reports import broken_identities, tally_lines

START = datetime(2026, 3, 2, 8, 0, tzinfo=VIETNAM)
FIRST = date(2026, 2, 1)


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
            # An opening balance is of the time before the counter received anything.
            at = (START - timedelta(20) if past == "opening" else at) - timedelta(days)
            changes["received_at"] = at.isoformat()
            changes |= {"opening": True} if past == "opening" else {"supervisor": "lanhdao"}
        asked = str(uuid.uuid4())
        answer = self.office.receive(**changes, paid=paid, request_id=asked)
        self.answered.append((asked, answer.number))
        known = self._know(answer, code, channel, at, opening=past == "opening")
        if paid and known.owed:
            known.did(self.office.counter.officer.login, self.today)
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
        assert refusal(call, **given).code in codes
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
        given |= {"law": "Luật Hộ tịch" if law else None, "changes": {"note": str(uuid.uuid4())}}
        calendar = self.office.desk.rules.book().calendar
        new_due = calendar.on_or_after(max(known.due or self.today, self.today) + timedelta(3))
        given |= {"new_due": new_due.isoformat(), "method": method}
        given |= {"cause": "partner", "move": True}
        given["seen_version"] = known.version - stale
        codes = {Code.CONFLICT} if stale else self._objections(known, action, role, law=law)
        if codes:
            self._refused(*codes, call=self.office.act, **given)
            return
        answer = self.office.act(**given)
        due = answer.due_at.date() if answer.due_at else None
        known.follow(action, actor.officer.login, self.today, method, due)
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
            # A void ends a dossier's life for the test; it matters most on a list.
            and (action is not Action.VOID or known.list_number)
            and action is not Action.CORRECT
        ]
        if moves:
            action, role = moves[pick % len(moves)]
            self.act(draw, action, role, law=True, stale=False, method="cash")

    @precondition(lambda self: self.dossiers)
    @rule(draw=st.integers(0, 99), pick=st.integers(0, 99))
    def act_once_more_as_the_table_allows(self, draw: int, pick: int) -> None:
        self.act_as_the_table_allows(draw, pick)

    def _objections(self, known: Known, action: Action, role: str, *, law: bool) -> set[Code]:
        login = self.actor(role).officer.login
        return known.objections(action, role, login, self.today, law=law)

    # --- lists

    def _list(self, which: int) -> str:
        """Choose one of the lists opened last: those are the ones still alive."""
        return list(self.lists)[max(which, -len(self.lists))]

    @precondition(lambda self: sum(s == "open" for _, s in self.lists.values()) < 2)
    @rule(kind=st.sampled_from(ListKind))
    def open_list(self, kind: ListKind) -> None:
        line = self.office.desk.handover.open(kind, CASE.login, self.office.counter)
        self.lists[line.number] = (kind, "open")

    @precondition(lambda self: any(d.queue is Queue.TO_HAND_OVER for d in self.dossiers))
    @rule(kind=st.sampled_from(ListKind), accepted=st.booleans())
    def a_whole_list_goes_out(self, kind: ListKind, accepted: bool) -> None:
        self.open_list(kind)
        there = [n for n, d in enumerate(self.dossiers) if d.queue is Queue.TO_HAND_OVER]
        for place in there[-3:]:
            self.put_on_list(place, -1)
        self.close_list(-1)
        if accepted:
            self.accept_list(-1, None)

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
        known.did(actor.officer.login, self.today, undoable=False)
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
            known.did(actor.officer.login, self.today)
            known.list_number = ""
            if kind is ListKind.OFFICERS:
                known.status = Status.PROCESSING
            else:
                known.end(self.today, Status.FINISHED)

    @precondition(lambda self: any(d.list_number for d in self.dossiers))
    @rule(draw=st.integers(0, 99))
    def refuse_item(self, draw: int) -> None:
        there = [d for d in self.dossiers if d.list_number]
        known = there[draw % len(there)]
        number = known.list_number
        kind, state = self.lists[number]
        line = self.office.desk.handover.reject(number, known.number, "Sai", self.office.case)
        known.did(self.office.case.officer.login, self.today, undoable=False)
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
        of_today = reports.report_06a(today, today).total
        openings = sum(k.opening and k.received == today for k in counted)
        assert of_today.c6 - openings == before.c11

    def _figures_stay_what_they_were(self) -> None:
        reports = self.office.desk.reports
        for at, day, figures, report in self.remembered:
            assert reports.tally(day, at) == figures
            again = reports.report_06a(day, at.date(), at)
            assert (again.rows, again.total) == (report.rows, report.total)


_CHECKS = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
SHORT = settings(
    max_examples=80,
    stateful_step_count=80,
    deadline=None,
    suppress_health_check=_CHECKS,
    report_multiple_bugs=False,
    phases=set(Phase) - {Phase.explain},
)
LONG = settings(SHORT, max_examples=800, stateful_step_count=150)


def test_random_days_of_a_counter() -> None:
    run_state_machine_as_test(LifeOfDossiers, settings=SHORT)


@pytest.mark.long
def test_many_random_days_of_a_counter() -> None:
    run_state_machine_as_test(LifeOfDossiers, settings=LONG)
