"""A ward with a long history of invented dossiers, made through the bulk unit.

`python -m tests.bench.big_ward FOLDER 1000000` makes one to keep; a bench opens it when the
environment variable TTHC_BENCH_WARD names its folder, and makes a smaller one otherwise.
"""

import os
import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from tests.helpers.wards import PROCEDURE, Counter, FixedClock, moment, new_store, person
from tthc_desk.domain.events import EventKind
from tthc_desk.storage.bulk import BulkUnit
from tthc_desk.storage.store import WardStore, open_store

SMALL = 20_000
FIRST_DAY = date(2023, 1, 2)
PER_DAY = 1300
SURNAMES = ("Nguyễn",) * 8 + ("Trần", "Trần", "Lê", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi")
MIDDLE = ("Văn", "Thị", "Đức", "Minh", "Ngọc", "Hữu", "Thanh", "Quốc")
GIVEN = ("Thử", "An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Khánh", "Linh", "Nghiệm", "Xuyến")
FIELDS = ("Hộ tịch", "Chứng thực", "Đất đai", "Bảo trợ xã hội", "Người có công")


def kept_ward() -> Path | None:
    """Name the ward of a long history that is kept for benches, if there is one."""
    kept = os.environ.get("TTHC_BENCH_WARD")
    return Path(kept) if kept else None


def goal() -> float:
    """Tell how many times as long as by hand reading may take.

    The goal is set for a long history; in a short one the queries take so little that what
    each call needs besides weighs more.
    """
    return 1.5 if kept_ward() else 2.0


def make(folder: Path, dossiers: int) -> None:
    """Make a ward of so many dossiers, a few hundred still open."""
    chance = random.Random(11)
    with new_store(folder) as store, store.bulk() as unit:
        desk, waiting = Counter(store), list[tuple[date, str]]()
        for n in range(dossiers):
            day = FIRST_DAY + timedelta(n // PER_DAY)
            number = receive(desk, unit, day, n, chance)
            waiting.append((day + timedelta(chance.choice((0, 0, 1, 2, 4, 9))), number))
            if n % PER_DAY == PER_DAY - 1:
                waiting = finish(desk, unit, day, waiting)
                unit.commit()
        unit.commit()


def receive(desk: Counter, unit: BulkUnit, day: date, n: int, chance: random.Random) -> str:
    """Receive an invented dossier."""
    name = f"{chance.choice(SURNAMES)} {chance.choice(MIDDLE)} {chance.choice(GIVEN)} {n % 997}"
    owner = person(name, f"0{n * 7919 % 10**11:011}", f"09{n * 104729 % 10**8:08}")
    more = {"owner": owner, "submitter": owner, "field": FIELDS[n % 5]}
    more |= {"procedure": f"{PROCEDURE.code[:-2]}{n % 60:02}"}
    more |= {"channel": "online" if n % 9 == 0 else "in_person"}
    due = day + timedelta(5)
    return desk.receive_in(unit, day, due, **more).number  # type: ignore[arg-type]


def finish(
    desk: Counter, unit: BulkUnit, day: date, waiting: list[tuple[date, str]]
) -> list[tuple[date, str]]:
    """Finish and hand out what is ready, but for one in a thousand."""
    ready = [number for due, number in waiting if due <= day]
    for number in ready:
        if not number.endswith("777"):
            desk.act_in(unit, number, day, EventKind.FINISHED)
            desk.act_in(unit, number, day, EventKind.DELIVERED)
    return [(due, number) for due, number in waiting if due > day]


@contextmanager
def big_ward(clock: FixedClock | None = None) -> Iterator[WardStore]:
    """Open the ward kept for benches, or a smaller one made now."""
    with tempfile.TemporaryDirectory() as folder:
        place = kept_ward() or Path(folder) / "ward"
        if not kept_ward():
            make(place, SMALL)
        with open_store(place, clock or FixedClock(moment(date(2026, 11, 22)))) as store:
            yield store


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
