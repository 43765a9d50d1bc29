"""A district after a year of files, and its window."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.district_driver import BusyDistrict, DistrictDriver, fill, open_district
from tests.helpers.districts import open_again
from tthc_desk.ui.shared.kit import Kit


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> BusyDistrict:
    """A district made once; tests work on copies of its folder."""
    made = fill(open_district(tmp_path_factory.mktemp("district") / "quan"))
    made.close()
    return made


@pytest.fixture
def district(prepared: BusyDistrict, tmp_path: Path) -> Iterator[BusyDistrict]:
    folder = Path(shutil.copytree(prepared.desk.store.folder, tmp_path / "quan"))
    desk = open_again(folder, prepared.clock)
    yield BusyDistrict(desk, prepared.clock, prepared.wards, prepared.sent)
    desk.store.close()


@pytest.fixture
def driver(qtbot: QtBot, kit: Kit, district: BusyDistrict) -> Iterator[DistrictDriver]:
    del qtbot
    made = DistrictDriver(kit, district.desk)
    made.window.activateWindow()
    yield made.ready()
    made.close()
