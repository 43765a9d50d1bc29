"""What a test knows of dossiers by itself: the rules told once more, without the program's code."""

import itertools
from collections import Counter
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field, fields
from datetime import date, timedelta

from tthc_desk.domain.dossier import Queue, Status
from tthc_desk.domain.errors import Code
from tthc_desk.domain.moves import Action
from tthc_desk.domain.procedure import Channel
from tthc_desk.domain.tally import Measures

WAITING = {Status.SUPPLEMENT, Status.OBLIGATION}
RUNNING = {Status.RECEIVED, Status.PROCESSING}
OPEN = RUNNING | WAITING
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
    Action.EXPLAIN_DELAY: (set(Status), None, "CKS"),
    Action.DECIDE_DATE: (RUNNING, None, "CS"),
    Action.PAY: (set(Status), None, "CS"),
    Action.REFUND: (set(Status), None, "S"),
    Action.CORRECT: (set(Status), None, "S"),
    Action.UNDO: (set(Status), None, "CKS"),
    Action.VOID: (set(Status), None, "S"),
}
_BESIDE_A_LIST = {Action.PAY, Action.REFUND, Action.CORRECT, Action.UNDO, Action.VOID} | {
    Action.EXPLAIN_DELAY,
    Action.DECIDE_DATE,
}
_ENDS = {Action.FINISH, Action.REFUSE, Action.WITHDRAW, Action.STOP}
_MOVES_THE_DATE = {Action.EXTEND, Action.COMPLETE_SUPPLEMENT, Action.OBLIGED}
_QUEUES = {
    Status.RECEIVED: Queue.TO_HAND_OVER,
    Status.PROCESSING: Queue.PROCESSING,
    Status.SUPPLEMENT: Queue.WAITING_SUPPLEMENT,
    Status.OBLIGATION: Queue.WAITING_OBLIGATION,
    Status.FINISHED: Queue.TO_DELIVER,
}


@dataclass
class Step:
    """Something that was done, and how the dossier was before it; None: it cannot be undone."""

    login: str
    day: date
    before: "Known | None"
    correction: bool = False


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
    def taken(self) -> tuple[int, int]:
        return sum(p[2] for p in self.paid), sum(p[3] for p in self.paid)

    @property
    def queue(self) -> Queue:
        if self.voided:
            return Queue.CLOSED
        return Queue.ON_LIST if self.list_number else _QUEUES.get(self.status, Queue.CLOSED)

    def objections(
        self, action: Action, role: str, login: str, today: date, *, law: bool
    ) -> set[Code]:
        """Name the refusals a step may meet; none when it must be let through."""
        sources, _, roles = TABLE[action]
        if (self.voided and action is not Action.REFUND) or self.status not in sources:
            return {Code.MOVE}
        if self.list_number and action not in _BESIDE_A_LIST:
            return {Code.BATCH}
        if role not in roles:
            return {Code.SUPERVISOR}
        rule = {
            Action.UNDO: self._undo_objection(role, login, today),
            Action.REQUEST_SUPPLEMENT: self._supplement_objection(role, today, law=law),
            Action.EXTEND: self._extension_objection(today),
            Action.APOLOGISE: self._apology_objection(today),
            Action.EXPLAIN_DELAY: None if self._was_late(today) else Code.NOT_OVERDUE,
            # The calendar of the model never changes: there is no date to decide on.
            Action.DECIDE_DATE: Code.MOVE,
            Action.PAY: None if self.owed else Code.MONEY,
            Action.REFUND: None if self.taken != (0, 0) else Code.MONEY,
            Action.DELIVER: Code.UNPAID if self.owed else None,
        }.get(action)
        return {rule} if rule else set()

    def _undo_objection(self, role: str, login: str, today: date) -> Code | None:
        steps = [s for s in self.steps if not s.correction] if role == "S" else self.steps
        last = steps[-1] if steps else None
        if last is None or last.before is None:
            return Code.UNDO
        return None if role == "S" or (last.login, last.day) == (login, today) else Code.UNDO

    def _supplement_objection(self, role: str, today: date, *, law: bool) -> Code | None:
        if self.supplements and not self.pausing and not (role == "S" and law):
            return Code.ONCE
        late = today > third_working_day(self.received) or self.is_late(today)
        return Code.SUPERVISOR if late and role != "S" else None

    def _extension_objection(self, today: date) -> Code | None:
        if self.due is None:
            return Code.MOVE
        if self.is_late(today):
            return Code.OVERDUE
        return Code.ONCE if self.extended else None

    def _apology_objection(self, today: date) -> Code | None:
        if self.due is None:
            return Code.MOVE
        late = self.late_waiting if self.status in WAITING else self.is_late(today)
        return None if late else Code.NOT_OVERDUE

    def _was_late(self, today: date) -> bool:
        if self.ended:
            return self.ended[1] == "c10"
        return self.late_waiting if self.status in WAITING else self.is_late(today)

    def is_late(self, today: date) -> bool:
        return self.due is not None and today > self.due

    def did(self, login: str, today: date, *, undoable: bool = True) -> None:
        """Note that one more event stands, before anything of it is written down."""
        before = deepcopy(self) if undoable else None
        self.steps.append(Step(login, today, before))
        self.version += 1

    def follow(
        self, action: Action, login: str, today: date, method: str, due: date | None
    ) -> None:
        """Take the step; `due` is the date its answer named."""
        if action is Action.UNDO:
            self._go_back(today)
            return
        self.did(login, today, undoable=action not in {Action.CORRECT, Action.VOID})
        self.steps[-1].correction = action is Action.CORRECT
        if action in _ENDS:
            self.end(today, TABLE[action][1] or self.status)
        self.status = TABLE[action][1] or self.status
        self.extended |= action is Action.EXTEND
        if action in {Action.REQUEST_SUPPLEMENT, Action.OBLIGE}:
            self.late_waiting = self.is_late(today)
            self.supplements += action is Action.REQUEST_SUPPLEMENT
        elif action is Action.PAY:
            fee = self.fee - sum(p[3] for p in self.paid)
            self.paid.append((today, method, self.owed - fee, fee))
        elif action is Action.REFUND:
            self.paid.append((today, method, -self.taken[0], -self.taken[1]))
        elif action is Action.DELIVER:
            self.delivered = today
        elif action is Action.VOID:
            self.voided, self.list_number = True, ""
        elif action in _MOVES_THE_DATE:
            self.due = due

    def end(self, today: date, status: Status) -> None:
        """Bring it to an end, early, on time or late."""
        if self.status in WAITING:
            column = "c10" if self.late_waiting else "c9"
        elif self.due is None or self.due == today:
            column = "c9"
        else:
            column = "c10" if self.is_late(today) else "c8"
        self.ended, self.status = (today, column), status

    def _go_back(self, today: date) -> None:
        place = max(at for at, step in enumerate(self.steps) if not step.correction)
        corrections = self.steps[place + 1 :]
        before, version = self.steps[place].before, self.version
        assert before is not None
        spent = bool(before.list_number) and not self.list_number
        for item in fields(before):
            setattr(self, item.name, getattr(before, item.name))
        self.steps += corrections
        self.version = version + 1
        if spent:
            # The list is spent: the dossier comes back to where it was before the list.
            self.list_number = ""
            self.steps.append(Step("", today, None))
            self.version += 1


def third_working_day(day: date) -> date:
    """Count three working days on; the test ward has no holiday in these months."""
    days = (day + timedelta(n) for n in itertools.count(1))
    return next(itertools.islice((d for d in days if d.weekday() < 5), 2, None))


def measures(dossiers: Iterable[Known], first: date, today: date) -> Measures:
    """Count form II.06a of a period that ends today, straight from the rules."""
    found: Counter[str] = Counter()
    for d in dossiers:
        if not d.counted or d.voided or (d.ended and d.ended[0] < first):
            continue
        if d.received < first or d.opening:
            found["c6"] += 1
        else:
            found["c4" if d.channel is Channel.ONLINE else "c5"] += 1
        if d.ended:
            found[d.ended[1]] += 1
        elif d.status in WAITING:
            found["c13" if d.late_waiting else "c12"] += 1
        else:
            found["c13" if d.is_late(today) else "c12"] += 1
    return Measures(**found)
