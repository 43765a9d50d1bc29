"""A fresh store of the test ward for every test of storage."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.wards import Counter, FixedClock, new_store
from tthc_desk.storage.store import WardStore


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def store(tmp_path: Path, clock: FixedClock) -> Iterator[WardStore]:
    opened = new_store(tmp_path / "ward", clock)
    yield opened
    opened.close()


@pytest.fixture
def desk(store: WardStore) -> Counter:
    return Counter(store)
