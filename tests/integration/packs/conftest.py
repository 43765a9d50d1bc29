"""A ward made from the small pack, and its desk on a clock that is set by hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.packs import MORNING, opened_pack
from tthc_desk.app.clock import SetClock
from tthc_desk.app.pack_start import make_ward_from_pack
from tthc_desk.app.wiring import Desk, open_desk


@pytest.fixture
def clock() -> SetClock:
    return SetClock(MORNING)


@pytest.fixture
def ward(tmp_path: Path, clock: SetClock) -> Path:
    make_ward_from_pack(tmp_path / "ward", opened_pack(), clock)
    return tmp_path / "ward"


@pytest.fixture
def desk(ward: Path, clock: SetClock) -> Iterator[Desk]:
    with open_desk(ward, clock) as desk:
        yield desk
