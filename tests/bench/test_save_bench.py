"""Saving a dossier with its receipt, against the same statements typed by hand."""

import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest

from tests.bench.bare_save import open_by_hand, saver
from tests.bench.rows import Row, in_turn, row
from tests.helpers.wards import OFFICER, Counter, FixedClock, moment, new_store, received_facts
from tthc_desk.domain.events import EventKind, canonical
from tthc_desk.domain.people import IdKind, Person
from tthc_desk.storage.folder import DATABASE, KEY
from tthc_desk.storage.keys import read_key
from tthc_desk.storage.store import WardStore
from tthc_desk.usecases.paper_facts import PaperKind
from tthc_desk.usecases.ports import NewEvent

DAY = date(2026, 3, 2)
PERSON = Person("001090000001", IdKind.PERSONAL, "Nguyễn Văn Thử", address="Số 1, đường Thử")
ROUNDS = 400
GOAL = 2.5


def close_a_day(store: WardStore) -> None:
    """Close the day before: from then on every save asks for the last closed day."""
    day = DAY - timedelta(days=1)
    with store.write() as unit:
        closed = NewEvent(
            moment(day), day, OFFICER.login, "", day.isoformat(), EventKind.DAY_CLOSED, {}
        )
        event = unit.append(closed)
        paper = unit.issue_paper(PaperKind.DAILY_TALLY, event.subject, "{}", 1, event)
        unit.save_closing(event, 1, paper.id)
        unit.commit()


def our_saver(store: WardStore) -> Callable[[], None]:
    """Give a function that saves one more dossier as the intake does."""
    desk, requests = Counter(store), count()
    facts = canonical(received_facts(DAY, date(2026, 3, 9)))

    def save() -> None:
        request = f"r{next(requests)}"
        with store.write(request) as unit:
            unit.answer_of(request)
            unit.save_person(PERSON, moment(DAY))
            number = desk.receive_in(unit, DAY, date(2026, 3, 9)).number
            issued = NewEvent(
                desk.at(DAY), DAY, OFFICER.login, "", number, EventKind.PAPER_ISSUED, {}
            )
            unit.issue_paper(PaperKind.RECEIPT, number, facts, 1, unit.append(issued))
            unit.remember(request, "{}")
            unit.commit()

    return save


def measure() -> list[Row]:
    """Time saving by turns, each on a ward of its own."""
    with (
        tempfile.TemporaryDirectory() as folder,
        new_store(Path(folder) / "ours", FixedClock()) as store,
    ):
        bare = Path(folder) / "bare"
        with new_store(bare) as made:
            close_a_day(made)
            our_saver(made)()
        close_a_day(store)
        key = read_key(bare / KEY).pragma
        with closing(open_by_hand(bare / DATABASE, key)) as connection:
            ours, by_hand = in_turn(our_saver(store), saver(connection, 10), ROUNDS)
    return [row("lưu một hồ sơ kèm giấy hẹn", ours, by_hand, f"{ROUNDS} hồ sơ")]


@pytest.mark.bench
def test_saving_is_near_what_the_driver_can_do() -> None:
    for line in measure():
        print(line)  # noqa: T201
        assert line.ratio <= GOAL, line
