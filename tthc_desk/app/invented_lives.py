"""What becomes of invented dossiers: their steps, planned on the day they come in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TypeAlias

from tthc_desk.app.case_officers import holder_of
from tthc_desk.app.invented import invented_person
from tthc_desk.domain.moves import Action
from tthc_desk.domain.office_hours import OfficeHours
from tthc_desk.domain.procedure import Procedure
from tthc_desk.domain.workdays import VIETNAM, WorkCalendar
from tthc_desk.usecases.action_input import ActionInput
from tthc_desk.usecases.intake import IntakeAnswer
from tthc_desk.usecases.ward import Ward

UNCOLLECTED, BY_PROXY = 0.015, 0.015
SENT_WRONG, ENDED_WRONG, CORRECTED = 0.008, 0.004, 0.01
_NO_TERM_DAYS = 3
_ANY_ROOM = 10_000
_LONGEST_WAIT = 5
_APOLOGISED = 0.7
_LAST_CITIZEN = 5
"""Minutes before closing after which nobody comes any more."""


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One step to come.

    Args:
        by_leader: only a supervisor may take it.
    """

    at: datetime
    action: Action
    given: ActionInput
    by_leader: bool = False


@dataclass(slots=True)
class _Life:
    """A dossier being planned.

    Args:
        at: moment of its last planned step.
        days_left: working days until it is due; those of a dossier without a term are invented.
        room: working days until it has to be over, whenever it is due.
    """

    chance: Random
    calendar: WorkCalendar
    at: datetime
    due_at: datetime | None
    days_left: int
    room: int
    owes: bool
    steps: list[PlannedStep] = field(default_factory=list)

    def then(
        self,
        action: Action,
        given: ActionInput | None = None,
        days: tuple[int, int] = (0, 0),
        *,
        by_leader: bool = False,
    ) -> None:
        """Plan a step some working days after the last one."""
        wait = self.chance.randint(*days)
        day = self.calendar.add_working_days(self.at.date(), wait)
        moment = office_moment(self.chance, day, self.calendar.hours)
        self.at = max(moment, self.at + timedelta(minutes=2))
        self.steps.append(PlannedStep(self.at, action, given or ActionInput(), by_leader))
        self.days_left -= wait
        self.room -= wait

    def soon(self, action: Action, given: ActionInput) -> None:
        """Plan a step a few minutes after the last one, on the same day."""
        self.at += timedelta(minutes=self.chance.randint(2, 6))
        self.steps.append(PlannedStep(self.at, action, given))

    def within(self, least: int, most: int) -> tuple[int, int]:
        """Cut a wait so that it ends on the due day at the latest, and while there is room."""
        left = max(min(self.days_left, self.room), 0)
        return min(least, left), min(most, left)

    def happens(self, share: float) -> bool:
        """Let chance decide."""
        return self.chance.random() < share


Course: TypeAlias = Callable[[_Life], None]
Courses: TypeAlias = tuple[tuple[Course, float], ...]
"""What may become of a dossier, each with its share."""


class Lives:
    """Plans dossiers; the same chance plans the same lives.

    Args:
        courses: what may become of them, and how often.
    """

    def __init__(
        self,
        chance: Random,
        ward: Ward,
        calendar: WorkCalendar,
        courses: Courses | None = None,
    ) -> None:
        self._chance = chance
        self._ward = ward
        self._calendar = calendar
        self._courses = [course for course, _ in courses or COURSES]
        self._shares = [share for _, share in courses or COURSES]

    def steps(
        self,
        answer: IntakeAnswer,
        procedure: Procedure,
        now: datetime,
        *,
        owes: bool,
        last: date | None = None,
    ) -> list[PlannedStep]:
        """Plan a dossier from its reception to its end.

        Args:
            now: moment it was written down.
            owes: nothing of its fees was paid yet.
            last: day on which the end has to be reached, if there is one.
        """
        today, due_day = now.date(), answer.due_at.date() if answer.due_at else None
        left = self._days_between(today, due_day) if due_day else _NO_TERM_DAYS
        room = self._days_between(today, last) if last else _ANY_ROOM
        life = _Life(self._chance, self._calendar, now, answer.due_at, left, room, owes)
        _hand_out(life, holder_of(self._ward, procedure.field, procedure.agency))
        self._chance.choices(self._courses, self._shares)[0](life)
        return life.steps

    def _days_between(self, start: date, end: date) -> int:
        return self._calendar.working_days_between(start, end) if start < end else 0


def office_moment(chance: Random, day: date, hours: OfficeHours) -> datetime:
    """Choose a moment of the office hours of a day."""
    morning = chance.randint(_minute(hours.morning_start), _minute(hours.morning_end))
    back, closing = _minute(hours.afternoon_start), _minute(hours.afternoon_end)
    afternoon = chance.randint(back, max(back, closing - _LAST_CITIZEN))
    minutes = chance.choice((morning, afternoon))
    clock = time(minutes // 60, minutes % 60, chance.randint(0, 59))
    return datetime.combine(day, clock, VIETNAM)


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _hand_out(life: _Life, holder: str) -> None:
    # What is due the same day goes to the case officer the same day.
    given = ActionInput(holder=holder)
    life.then(Action.FORWARD, given, life.within(0, 1))
    if life.happens(SENT_WRONG):
        life.soon(Action.UNDO, _because("Chuyển nhầm người."))
        life.soon(Action.FORWARD, given)
    if life.happens(CORRECTED):
        _correct(life)


def _correct(life: _Life) -> None:
    copies = life.chance.randint(2, 5)
    changes = life.chance.choice(
        ({"note": f"Đề nghị cấp {copies} bản."}, {"result_place": "Trả qua bưu chính."})
    )
    given = ActionInput(reason="Ghi thiếu khi tiếp nhận.", changes=changes)
    life.then(Action.CORRECT, given, by_leader=True)


def _ordinary(life: _Life) -> None:
    """Finished early or on its day."""
    _end(life, life.within(0, life.days_left))


def _late(life: _Life) -> None:
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


def _supplemented(life: _Life) -> None:
    if life.days_left < 1 or life.room < 2 + _LONGEST_WAIT:
        _ordinary(life)
        return
    asked = ActionInput(reason="Hồ sơ chưa đủ.", missing=("Giấy tờ theo thành phần hồ sơ",))
    before_due = life.days_left - 1
    soon = (min(1, before_due), min(2, before_due))
    life.then(Action.REQUEST_SUPPLEMENT, asked, soon, by_leader=True)
    _wait(life, Action.COMPLETE_SUPPLEMENT)
    _ordinary(life)


def _obliged(life: _Life) -> None:
    if life.days_left < 1 or life.room < _LONGEST_WAIT:
        _ordinary(life)
        return
    life.then(Action.OBLIGE, _because("Thông báo nghĩa vụ tài chính."))
    _wait(life, Action.OBLIGED)
    _ordinary(life)


def _wait(life: _Life, end: Action) -> None:
    left = life.days_left
    life.then(end, None, (1, _LONGEST_WAIT))
    # The term runs anew, or goes on with what was left of it: all but the day it was cut in.
    life.days_left = left - 1


def _extended(life: _Life) -> None:
    if life.due_at is None or life.days_left < 1:
        _ordinary(life)
        return
    days = life.chance.randint(1, 5)
    new_due = life.calendar.add_working_days(life.due_at.date(), days).isoformat()
    longer = ActionInput(reason="Phải xác minh thêm.", new_due=new_due)
    life.then(Action.EXTEND, longer, life.within(0, life.days_left))
    life.days_left += days
    _ordinary(life)


def _withdrawn(life: _Life) -> None:
    life.then(Action.WITHDRAW, _because("Công dân xin rút hồ sơ."), life.within(0, 2))


def _stopped(life: _Life) -> None:
    life.then(Action.STOP, _because("Công dân đề nghị dừng giải quyết."), life.within(0, 3))


def _voided(life: _Life) -> None:
    life.then(Action.VOID, _because("Nhập trùng."), life.within(0, 1), by_leader=True)


def _refused(life: _Life) -> None:
    reason = "Không đủ điều kiện theo quy định."
    notice = ActionInput(reason=reason, result_number=f"{life.chance.randint(1, 999)}/TB-TH")
    life.then(Action.REFUSE, notice, life.within(0, life.days_left))
    _give_out(life)


def _left_open(life: _Life) -> None:
    """Nothing more happens to it."""


def _end(life: _Life, days: tuple[int, int]) -> None:
    result = ActionInput(result_number=f"{life.chance.randint(1, 9999)}/KQ-TH")
    life.then(Action.FINISH, result, days)
    if life.happens(ENDED_WRONG):
        life.soon(Action.UNDO, _because("Nhập nhầm hồ sơ."))
        life.soon(Action.FINISH, result)
    _give_out(life)


def _give_out(life: _Life) -> None:
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
