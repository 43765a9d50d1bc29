"""A ward and a clerk at its intake screen."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.intake_driver import IntakeDriver, IntakeWard, open_intake_ward
from tests.helpers.ui_fakes import RecordingMessages, make_kit
from tthc_desk.ui.shared.kit import Kit


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[IntakeWard]:
    opened = open_intake_ward(tmp_path / "ward")
    yield opened
    opened.close()


@pytest.fixture
def messages(kit: Kit) -> RecordingMessages:
    assert isinstance(kit.messages, RecordingMessages)
    return kit.messages


@pytest.fixture
def painted(kit: Kit, qtbot: QtBot) -> IntakeDriver:
    """The screen before the data folder is open."""
    driver = IntakeDriver(kit)
    qtbot.addWidget(driver.screen)
    return driver


@pytest.fixture
def desk(painted: IntakeDriver, ward: IntakeWard) -> IntakeDriver:
    painted.ready(ward.services)
    return painted


@pytest.fixture
def start_again(qtbot: QtBot, tmp_path: Path) -> Callable[[], IntakeDriver]:
    """Start the program anew: another screen, nothing open yet."""

    def start() -> IntakeDriver:
        driver = IntakeDriver(make_kit(tmp_path))
        qtbot.addWidget(driver.screen)
        return driver

    return start
