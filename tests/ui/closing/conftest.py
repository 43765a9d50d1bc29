"""A ward in the middle of its work, and the closing screen in it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.closing_driver import ClosingDriver
from tests.helpers.tracking_driver import AT_COUNTER, BusyWard, fill, open_ward
from tthc_desk.domain.officers import Actor
from tthc_desk.ui.shared.kit import Kit

Opener = Callable[..., ClosingDriver]


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[BusyWard]:
    opened = open_ward(tmp_path / "ward")
    fill(opened, 18)
    yield opened
    opened.store.close()


@pytest.fixture
def opened(qtbot: QtBot, kit: Kit, ward: BusyWard) -> Opener:
    """Open the screen for an officer."""

    def open_screen(actor: Actor = AT_COUNTER) -> ClosingDriver:
        driver = ClosingDriver(kit, ward, actor)
        qtbot.addWidget(driver.screen)
        driver.screen.activateWindow()
        return driver

    return open_screen
