"""A book of a superior authority with years of many wards, made through the real import.

`python -m tests.bench.big_district FOLDER 3321 24` makes one to keep; the bench opens it when the
environment variable TTHC_BENCH_DISTRICT names its folder, and makes a smaller one otherwise.
"""

import os
import random
import sys
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path

from tests.helpers.districts import NOW, SendingWard, enrol, new_district
from tests.helpers.wards import FixedClock
from tthc_desk.app.district_wiring import DistrictDesk
from tthc_desk.domain.local_time import VIETNAM
from tthc_desk.domain.totals import Chain, Span, TotalsRow, periods
from tthc_desk.usecases.consolidation import Offered

FIRST = date(2024, 1, 1)
FIELDS, PROCEDURES = 12, 36
MADE = datetime(2024, 1, 1, 8, 0, tzinfo=VIETNAM)


def kept_district() -> Path | None:
    """Name the book that is kept for benches, if there is one."""
    kept = os.environ.get("TTHC_BENCH_DISTRICT")
    return Path(kept) if kept else None


def months(count: int) -> tuple[Span, ...]:
    """Give the months a book of so many holds."""
    last = date(FIRST.year + (count - 1) // 12, (count - 1) % 12 + 1, 28)
    return tuple(periods(Chain.MONTHLY, FIRST, last))


def wards(count: int) -> list[SendingWard]:
    """Give wards, each with a key of its own."""
    return [SendingWard(f"{n:05}", f"phường {n}", MADE) for n in range(count)]


@cache
def rows(kind: int) -> tuple[TotalsRow, ...]:
    """Give the rows of a month; what is left comes over into any other month."""
    chance = random.Random(kind)
    return tuple(
        _row(f"Lĩnh vực {n // 3:02}", f"1.{n:06}", chance.randint(0, 30)) for n in range(PROCEDURES)
    )


def _row(field: str, code: str, online: int) -> TotalsRow:
    name = f"Thủ tục đăng ký, xác nhận, chứng thực số {code}"
    return TotalsRow(field, code, name, online, 20, 3, online, 18, 2, 2, 1, 0, 8_000, 15_000)


def files(senders: list[SendingWard], spans: tuple[Span, ...]) -> Iterator[Offered]:
    """Sign the files of every ward, month after month."""
    for at, span in enumerate(spans):
        for number, ward in enumerate(senders):
            sent = ward.send(span, rows=rows((at + number) % 50))
            yield Offered(sent.name, sent.data)


def enrolled(folder: Path, senders: list[SendingWard]) -> DistrictDesk:
    """Make a book in which wards are enrolled."""
    desk = new_district(folder, FixedClock(NOW))
    for ward in senders:
        enrol(desk, ward, FIRST)
    return desk


def make(folder: Path, ward_count: int, month_count: int) -> None:
    """Make a book of so many wards and months."""
    senders = wards(ward_count)
    desk = enrolled(folder, senders)
    for _ in desk.consolidation.import_files(files(senders, months(month_count)), desk.actor()):
        pass
    desk.store.close()


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
