"""A ward with five months of history, and an officer in charge at its transfer screen."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.tracking_driver import IN_CHARGE, BusyWard, open_ward
from tests.helpers.transfer_driver import TransferDriver, live
from tthc_desk.domain.officers import Actor
from tthc_desk.ui.shared.kit import Kit

Opener = Callable[..., TransferDriver]


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[BusyWard]:
    opened = open_ward(tmp_path / "ward")
    live(opened, each=1)
    yield opened
    opened.store.close()


@pytest.fixture
def opened(qtbot: QtBot, kit: Kit, ward: BusyWard, tmp_path: Path) -> Opener:
    """Open the screen for an officer."""

    def open_screen(actor: Actor = IN_CHARGE, at: BusyWard = ward) -> TransferDriver:
        stick = tmp_path / "stick"
        stick.mkdir(exist_ok=True)
        driver = TransferDriver(kit, at, stick, actor)
        qtbot.addWidget(driver.screen)
        driver.screen.activateWindow()
        return driver

    return open_screen


@pytest.fixture
def transfer(opened: Opener) -> TransferDriver:
    return opened()
