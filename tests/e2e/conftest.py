"""A ward as `init` leaves it, a copy for every test."""

import shutil
from pathlib import Path

import pytest

from tests.helpers.commands import run
from tests.helpers.ward_commands import (
    PROFILE,
)


@pytest.fixture(scope="session")
def fresh_ward(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ward as `init` leaves it; tests work on copies."""
    folder = tmp_path_factory.mktemp("fresh") / "ward"
    assert run("init", "--profile", PROFILE, data=folder).code == 0
    return folder


@pytest.fixture
def ward(fresh_ward: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(fresh_ward, tmp_path / "ward"))
