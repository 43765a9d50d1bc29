"""A ward whose years lack most holidays, and an officer in charge at its admin screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.admin_driver import AdminDriver
from tests.helpers.tracking_driver import BusyWard, open_ward
from tthc_desk.ui.shared.kit import Kit


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[BusyWard]:
    opened = open_ward(tmp_path / "ward")
    yield opened
    opened.store.close()


@pytest.fixture
def admin(qtbot: QtBot, kit: Kit, ward: BusyWard) -> AdminDriver:
    made = AdminDriver(kit, ward)
    qtbot.addWidget(made.screen)
    made.screen.activateWindow()
    return made
