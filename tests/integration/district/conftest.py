"""The superior's book, new for every test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.districts import new_district
from tthc_desk.app.district_wiring import DistrictDesk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DistrictDesk]:
    """An open book without a ward."""
    found = new_district(tmp_path / "district")
    yield found
    found.store.close()
