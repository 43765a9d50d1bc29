"""The courses an invented dossier may take, from the hand-out to its end."""

from collections.abc import Callable
from random import Random
from typing import TypeAlias

from tthc_desk.app.invented import invented_person
from tthc_desk.app.invented_life import Life
from tthc_desk.domain.moves import Action
from tthc_desk.usecases.action_input import ActionInput

UNCOLLECTED, BY_PROXY = 0.015, 0.015
SENT_WRONG, ENDED_WRONG, CORRECTED = 0.008, 0.004, 0.01
_LONGEST_WAIT = 5
_APOLOGISED = 0.7

Course: TypeAlias = Callable[[Life], None]
Courses: TypeAlias = tuple[tuple[Course, float], ...]
"""What may become of a dossier, each with its share."""


def hand_out(life: Life, holder: str) -> None:
    """Forward it to who works on it, the same day or the next one."""
    # What is due the same day goes to the case officer the same day.
    given = ActionInput(holder=holder)
    life.then(Action.FORWARD, given, life.within(0, 1))
    if life.happens(SENT_WRONG):
        life.soon(Action.UNDO, _because("Chuyển nhầm người."))
        life.soon(Action.FORWARD, given)
    if life.happens(CORRECTED):
        _correct(life)


def _correct(life: Life) -> None:
    copies = life.chance.randint(2, 5)
    changes = life.chance.choice(
        ({"note": f"Đề nghị cấp {copies} bản."}, {"result_place": "Trả qua bưu chính."})
    )
    given = ActionInput(reason="Ghi thiếu khi tiếp nhận.", changes=changes)
    life.then(Action.CORRECT, given, by_leader=True)


def _ordinary(life: Life) -> None:
    """Finished early or on its day."""
    _end(life, life.within(0, life.days_left))


def _late(life: Life) -> None:
    if life.due_at is None:
        _ordinary(life)
        return
    # The first working day after the due day is the first on which there is one to apologise for.
    after = (life.days_left + 1, life.days_left + 1)
    if life.happens(_APOLOGISED):
        ahead = max(life.due_at.date(), life.at.date())
        new_due = life.calendar.add_working_days(ahead, 6).isoformat()
        sorry = ActionInput(reason="Chờ cơ quan phối hợp xác minh.", new_due=new_due)
        life.then(Action.APOLOGISE, sorry, after)
        _end(life, (0, 3))
    else:
        _end(life, (after[0], after[0] + 2))


def _supplemented(life: Life) -> None:
    if life.days_left < 1 or life.room < 2 + _LONGEST_WAIT:
        _ordinary(life)
        return
    asked = ActionInput(reason="Hồ sơ chưa đủ.", missing=("Giấy tờ theo thành phần hồ sơ",))
    before_due = life.days_left - 1
    soon = (min(1, before_due), min(2, before_due))
    life.then(Action.REQUEST_SUPPLEMENT, asked, soon, by_leader=True)
    _wait(life, Action.COMPLETE_SUPPLEMENT)
    _ordinary(life)


def _obliged(life: Life) -> None:
    if life.days_left < 1 or life.room < _LONGEST_WAIT:
        _ordinary(life)
        return
    life.then(Action.OBLIGE, _because("Thông báo nghĩa vụ tài chính."))
    _wait(life, Action.OBLIGED)
    _ordinary(life)


def _wait(life: Life, end: Action) -> None:
    left = life.days_left
    life.then(end, None, (1, _LONGEST_WAIT))
    # The term runs anew, or goes on with what was left of it: all but the day it was cut in.
    life.days_left = left - 1


def _extended(life: Life) -> None:
    if life.due_at is None or life.days_left < 1:
        _ordinary(life)
        return
    days = life.chance.randint(1, 5)
    new_due = life.calendar.add_working_days(life.due_at.date(), days).isoformat()
    longer = ActionInput(reason="Phải xác minh thêm.", new_due=new_due)
    life.then(Action.EXTEND, longer, life.within(0, life.days_left))
    life.days_left += days
    _ordinary(life)


def _withdrawn(life: Life) -> None:
    life.then(Action.WITHDRAW, _because("Công dân xin rút hồ sơ."), life.within(0, 2))


def _stopped(life: Life) -> None:
    life.then(Action.STOP, _because("Công dân đề nghị dừng giải quyết."), life.within(0, 3))


def _voided(life: Life) -> None:
    life.then(Action.VOID, _because("Nhập trùng."), life.within(0, 1), by_leader=True)


def _refused(life: Life) -> None:
    reason = "Không đủ điều kiện theo quy định."
    notice = ActionInput(reason=reason, result_number=f"{life.chance.randint(1, 999)}/TB-TH")
    life.then(Action.REFUSE, notice, life.within(0, life.days_left))
    _give_out(life)


def _left_open(life: Life) -> None:
    """Nothing more happens to it."""


def _end(life: Life, days: tuple[int, int]) -> None:
    result = ActionInput(result_number=f"{life.chance.randint(1, 9999)}/KQ-TH")
    life.then(Action.FINISH, result, days)
    if life.happens(ENDED_WRONG):
        life.soon(Action.UNDO, _because("Nhập nhầm hồ sơ."))
        life.soon(Action.FINISH, result)
    _give_out(life)


def _give_out(life: Life) -> None:
    if life.happens(UNCOLLECTED):
        return
    given = _proxy(life.chance) if life.happens(BY_PROXY) else ActionInput()
    if life.owes:
        life.then(Action.PAY, ActionInput(method="cash"), (0, 4))
        life.soon(Action.DELIVER, given)
    else:
        life.then(Action.DELIVER, given, (0, 4))


def _proxy(chance: Random) -> ActionInput:
    person = invented_person(chance)
    return ActionInput(
        collector_name=person.name,
        collector_id=person.id_number,
        authority=f"Giấy ủy quyền số {chance.randint(1, 99)}/TH",
    )


def _because(reason: str) -> ActionInput:
    return ActionInput(reason=reason)


COURSES: Courses = (
    (_ordinary, 0.865),
    (_supplemented, 0.03),
    (_withdrawn, 0.02),
    (_late, 0.02),
    (_extended, 0.02),
    (_obliged, 0.015),
    (_stopped, 0.01),
    (_refused, 0.01),
    (_voided, 0.01),
)
"""What may become of a dossier, and how often."""

ON_TIME: Courses = tuple(one for one in COURSES if one[0] not in (_late, _voided))
LEFT_OPEN: Courses = ((_left_open, 1),)
VOIDED: Courses = ((_voided, 1),)
"""Courses of which the end is chosen beforehand."""
