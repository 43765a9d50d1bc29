"""A fresh office of the test ward for every test of a use case."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.helpers.factories import Office, make_office_folder, open_office
from tthc_desk.domain.workdays import VIETNAM

MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=VIETNAM)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """On Monday 2 March 2026 at eight."""
    make_office_folder(tmp_path / "ward")
    opened = open_office(tmp_path / "ward", MONDAY)
    yield opened
    opened.desk.store.close()
