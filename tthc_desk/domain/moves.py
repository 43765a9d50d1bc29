"""Which step may follow which status, who may take it and what it needs."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tthc_desk.domain.deadlines import may_extend
from tthc_desk.domain.dossier import OPEN, Dossier, Status, Timeliness
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import Event, EventKind
from tthc_desk.domain.officers import Actor, Role
from tthc_desk.domain.procedure import DeadlineMode


class Action(StrEnum):
    """What an officer can do with an accepted dossier; words of the command line."""

    FORWARD = "forward"
    REQUEST_SUPPLEMENT = "request-supplement"
    COMPLETE_SUPPLEMENT = "complete-supplement"
    OBLIGE = "oblige"
    OBLIGED = "obliged"
    FINISH = "finish"
    REFUSE = "refuse"
    DELIVER = "deliver"
    WITHDRAW = "withdraw"
    STOP = "stop"
    EXTEND = "extend"
    APOLOGISE = "apologise"
    EXPLAIN_DELAY = "explain-delay"
    DECIDE_DATE = "decide-date"
    PAY = "pay"
    REFUND = "refund"
    CORRECT = "correct"
    UNDO = "undo"
    VOID = "void"


_ALL = frozenset(Role)
_COUNTER = frozenset({Role.COUNTER, Role.SUPERVISOR})
_SUPERVISOR = frozenset({Role.SUPERVISOR})
_RUNNING = frozenset({Status.RECEIVED, Status.PROCESSING})
_ACCEPTED = frozenset(Status) - {Status.NEW, Status.REFUSED_RECEPTION}


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the table of moves.

    Args:
        sources: statuses it may start from.
        target: the status it leads to; None leaves the status as it is.
        reason: a reason has to be given.
    """

    sources: frozenset[Status]
    target: Status | None
    kind: EventKind
    roles: frozenset[Role]
    reason: bool = False


MOVES = {
    Action.FORWARD: Move(_RUNNING, Status.PROCESSING, EventKind.FORWARDED, _ALL),
    Action.REQUEST_SUPPLEMENT: Move(
        _RUNNING, Status.SUPPLEMENT, EventKind.SUPPLEMENT_REQUESTED, _ALL, reason=True
    ),
    Action.COMPLETE_SUPPLEMENT: Move(
        frozenset({Status.SUPPLEMENT}), Status.RECEIVED, EventKind.SUPPLEMENT_COMPLETED, _COUNTER
    ),
    Action.OBLIGE: Move(
        frozenset({Status.PROCESSING}),
        Status.OBLIGATION,
        EventKind.OBLIGATION_IMPOSED,
        _ALL,
        reason=True,
    ),
    Action.OBLIGED: Move(
        frozenset({Status.OBLIGATION}), Status.PROCESSING, EventKind.OBLIGATION_MET, _ALL
    ),
    Action.FINISH: Move(_RUNNING, Status.FINISHED, EventKind.FINISHED, _ALL),
    Action.REFUSE: Move(_RUNNING, Status.FINISHED, EventKind.REFUSED, _ALL, reason=True),
    Action.DELIVER: Move(
        frozenset({Status.FINISHED}), Status.DELIVERED, EventKind.DELIVERED, _COUNTER
    ),
    Action.WITHDRAW: Move(OPEN, Status.WITHDRAWN, EventKind.WITHDRAWN, _COUNTER, reason=True),
    Action.STOP: Move(OPEN, Status.STOPPED, EventKind.STOPPED, _ALL, reason=True),
    Action.EXTEND: Move(_RUNNING, None, EventKind.EXTENDED, _ALL, reason=True),
    Action.APOLOGISE: Move(OPEN, None, EventKind.APOLOGISED, _ALL, reason=True),
    Action.EXPLAIN_DELAY: Move(_ACCEPTED, None, EventKind.DELAY_EXPLAINED, _ALL),
    Action.DECIDE_DATE: Move(_RUNNING, None, EventKind.CALENDAR_DECIDED, _COUNTER),
    Action.PAY: Move(_ACCEPTED, None, EventKind.PAID, _COUNTER),
    Action.REFUND: Move(_ACCEPTED, None, EventKind.REFUNDED, _SUPERVISOR, reason=True),
    Action.CORRECT: Move(_ACCEPTED, None, EventKind.CORRECTED, _SUPERVISOR, reason=True),
    Action.UNDO: Move(_ACCEPTED, None, EventKind.UNDONE, _ALL, reason=True),
    Action.VOID: Move(_ACCEPTED, None, EventKind.VOIDED, _SUPERVISOR, reason=True),
}
"""National codes 1–10 and the moves between them (Nghị định 118/2025/NĐ-CP Art 17–22)."""

# These say nothing of where the paper dossier is, so a hand-over list does not forbid them.
_ON_A_LIST = frozenset(
    {Action.PAY, Action.REFUND, Action.CORRECT, Action.UNDO, Action.VOID}
    | {Action.EXPLAIN_DELAY, Action.DECIDE_DATE}
)
# What undo can take back: steps, not the reception (that is `void`) and not the lists.
_UNDOABLE = frozenset(move.kind for move in MOVES.values()) - {
    EventKind.UNDONE,
    EventKind.VOIDED,
    EventKind.CORRECTED,
}


def legal_moves(
    dossier: Dossier, actor: Actor, today: date, business_day: date | None = None
) -> tuple[Action, ...]:
    """List what an officer may do with a dossier now, in the order of the table.

    Args:
        business_day: the day an act is counted in, where that is not today.
    """
    days = (today, business_day or today)
    return tuple(action for action in Action if _is_legal(dossier, action, actor, days))


def check_move(dossier: Dossier, action: Action, actor: Actor) -> Move:
    """Look a step up in the table of moves.

    Raises:
        DeskError: MOVE (status, action; `list` when it stands on a hand-over list),
            SUPERVISOR when the role may not.
    """
    move = MOVES[action]
    # Money that was taken for a dossier is given back though it is void.
    gone = dossier.voided and action is not Action.REFUND
    if gone or dossier.status not in move.sources:
        raise DeskError(Code.MOVE, status=dossier.status, action=action, voided=dossier.voided)
    if dossier.list_number and action not in _ON_A_LIST:
        raise DeskError(Code.BATCH, list=dossier.list_number, action=action)
    if actor.officer.role not in move.roles:
        raise DeskError(Code.SUPERVISOR, action=action)
    return move


def undoable(dossier: Dossier, actor: Actor, today: date) -> Event:
    """Find the step an undo takes back: the last standing one.

    One's own, of the same business day and with nobody having acted since; a supervisor may
    take back any last step, also under a correction, which stays.

    Raises:
        DeskError: UNDO with `why`: "nothing", "other" (another officer's) or "day".
    """
    last = dossier.standing[-1]
    if last.kind is EventKind.CORRECTED and not actor.is_supervisor:
        raise DeskError(Code.UNDO, why="other", officer=last.officer)
    last = next(e for e in reversed(dossier.standing) if e.kind is not EventKind.CORRECTED)
    if last.kind not in _UNDOABLE:
        raise DeskError(Code.UNDO, why="nothing")
    if actor.is_supervisor:
        return last
    if last.officer != actor.officer.login:
        raise DeskError(Code.UNDO, why="other", officer=last.officer)
    if last.business_day != today:
        raise DeskError(Code.UNDO, why="day", day=last.business_day)
    return last


def check_supplement(
    dossier: Dossier, actor: Actor, law: str, *, requested_late: bool, overdue: bool
) -> None:
    """Decide whether one more supplement may be asked for.

    Args:
        law: the sector law that allows a second request, named by a supervisor.
        requested_late: more than 3 working days after receipt.

    Raises:
        DeskError: ONCE for a second request under the restart rule, SUPERVISOR for a late one.

    Source: Nghị định 118/2025/NĐ-CP Art 11(2)(c), 19(5).
    """
    second = dossier.supplements > 0 and dossier.facts["mode"] == DeadlineMode.RESTART
    if second and not (actor.is_supervisor and law):
        raise DeskError(Code.ONCE, field="law", what=Action.REQUEST_SUPPLEMENT)
    if (requested_late or overdue) and not actor.is_supervisor:
        raise DeskError(Code.SUPERVISOR, action=Action.REQUEST_SUPPLEMENT, late=True)


def check_extension(dossier: Dossier, today: date) -> None:
    """Decide whether it may be re-appointed.

    Raises:
        DeskError: MOVE without a due day, OVERDUE after it, ONCE for a second time.
    """
    if may_extend(dossier.due_day, today, extended=dossier.re_appointed):
        return
    if dossier.due_day is None:
        raise DeskError(Code.MOVE, "new_due", status=dossier.status, action=Action.EXTEND)
    if dossier.overdue_on(today):
        raise DeskError(Code.OVERDUE, "new_due", due=dossier.due_day)
    raise DeskError(Code.ONCE, what=Action.EXTEND)


def check_apology(dossier: Dossier, today: date) -> None:
    """Refuse to apologise for what is not late; a date still ahead is moved by EXTEND.

    Raises:
        DeskError: MOVE without a due day, NOT_OVERDUE.

    Source: Nghị định 118/2025/NĐ-CP Art 19(6).
    """
    if dossier.due_day is None:
        raise DeskError(Code.MOVE, "new_due", status=dossier.status, action=Action.APOLOGISE)
    if not dossier.overdue_on(today):
        raise DeskError(Code.NOT_OVERDUE, "new_due", due=dossier.due_day)


def check_delay(dossier: Dossier, today: date) -> None:
    """Refuse to explain a delay where there is none.

    Raises:
        DeskError: NOT_OVERDUE.
    """
    ending = dossier.ending
    late = ending.timeliness is Timeliness.LATE if ending else dossier.overdue_on(today)
    if not late:
        raise DeskError(Code.NOT_OVERDUE, "cause", due=dossier.due_day)


def check_delivery(dossier: Dossier) -> None:
    """Refuse to give a result away before it is paid.

    Raises:
        DeskError: UNPAID with the amount in đồng.
    """
    owed = dossier.charge_due_dong + dossier.fee_due_dong
    if owed > 0:
        raise DeskError(Code.UNPAID, dong=owed)


def check_refund(dossier: Dossier) -> None:
    """Refuse to give back what was not taken.

    Raises:
        DeskError: MONEY.
    """
    if dossier.paid_charge_dong + dossier.paid_fee_dong <= 0:
        raise DeskError(Code.MONEY, "charge_dong", reason="unpaid")


def _is_legal(dossier: Dossier, action: Action, actor: Actor, days: tuple[date, date]) -> bool:
    today, business_day = days
    try:
        check_move(dossier, action, actor)
        match action:
            case Action.UNDO:
                undoable(dossier, actor, business_day)
            case Action.REFUND:
                check_refund(dossier)
            case Action.EXTEND:
                check_extension(dossier, today)
            case Action.APOLOGISE:
                check_apology(dossier, today)
            case Action.EXPLAIN_DELAY:
                check_delay(dossier, today)
            case Action.DECIDE_DATE:
                return False  # Offered by the review of a changed calendar alone.
    except DeskError:
        return False
    return action is not Action.PAY or max(dossier.charge_due_dong, dossier.fee_due_dong) > 0
