"""Random histories of dossiers of the test ward: received, moved, paid, undone, made void."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from hypothesis import strategies as st

from tests.helpers.wards import Counter, moment
from tthc_desk.domain.dossier import Status
from tthc_desk.domain.events import EventKind, Json
from tthc_desk.domain.procedure import Channel
from tthc_desk.storage.unit import Unit

MOVES: dict[Status, tuple[EventKind, ...]] = {
    Status.RECEIVED: (
        EventKind.FORWARDED,
        EventKind.SUPPLEMENT_REQUESTED,
        EventKind.FINISHED,
        EventKind.WITHDRAWN,
        EventKind.EXTENDED,
        EventKind.VOIDED,
        EventKind.PAID,
    ),
    Status.PROCESSING: (
        EventKind.OBLIGATION_IMPOSED,
        EventKind.SUPPLEMENT_REQUESTED,
        EventKind.FINISHED,
        EventKind.REFUSED,
        EventKind.STOPPED,
        EventKind.EXTENDED,
    ),
    Status.SUPPLEMENT: (
        EventKind.SUPPLEMENT_COMPLETED,
        EventKind.WITHDRAWN,
        EventKind.STOPPED,
        EventKind.EXTENDED,
    ),
    Status.OBLIGATION: (EventKind.OBLIGATION_MET, EventKind.WITHDRAWN),
    Status.FINISHED: (EventKind.DELIVERED, EventKind.PAID),
}
START = date(2026, 3, 2)


@dataclass(frozen=True)
class Step:
    later: int
    pick: int
    act: int
    due_in: int


STEPS = st.builds(
    Step,
    later=st.integers(0, 3),
    pick=st.integers(0, 30),
    act=st.integers(0, 9),
    due_in=st.integers(-2, 8),
)


@dataclass
class Player:
    """Plays random steps one after another, in as many parts as one likes."""

    desk: Counter
    day: date = START
    numbers: list[str] = field(default_factory=list)

    def play(self, steps: list[Step]) -> None:
        """Receive, move, undo; one field or the other."""
        with self.desk.store.bulk() as unit:
            for step in steps:
                self.day += timedelta(step.later)
                if not self.numbers or step.pick > 20:
                    self.numbers.append(received(self.desk, unit, self.day, step))
                else:
                    number = self.numbers[step.pick % len(self.numbers)]
                    act(self.desk, unit, number, self.day, step)
            unit.commit()


def play(desk: Counter, steps: list[Step]) -> None:
    """Play a random history in one go."""
    Player(desk).play(steps)


def received(desk: Counter, unit: Unit, day: date, step: Step) -> str:
    due = None if step.due_in == 8 else day + timedelta(step.due_in)
    channel = tuple(Channel)[step.act % 3].value
    heading = ("Hộ tịch", "Đất đai")[step.due_in % 2]
    more: dict[str, Json] = {"channel": channel, "field": heading}
    more |= {"opening": step.act == 9, "counted": step.act != 8}
    return desk.receive_in(unit, day, due, **more).number


def act(desk: Counter, unit: Unit, number: str, day: date, step: Step) -> None:
    dossier = unit.dossier(number)
    assert dossier
    last = dossier.standing[-1]
    if step.act == 9 and last.kind is not EventKind.RECEIVED:
        desk.act_in(unit, number, day, EventKind.UNDONE, undoes=last.seq)
        return
    moves = MOVES.get(dossier.status, ())
    if dossier.voided or not moves:
        return
    kind = moves[step.act % len(moves)]
    due = moment(day + timedelta(step.due_in)).isoformat()
    data: dict[str, Json] = {"due_at": due, "holder": "thu", "method": "cash"}
    data |= {"charge_dong": 1000, "fee_dong": step.due_in}
    desk.act_in(unit, number, day, kind, **data)
