"""A refusal or guidance at the counter is looked up on the tracking screen by its number."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.helpers.qt import grab
from tests.helpers.tracking_driver import (
    AT_COUNTER,
    COUNTER,
    NOW,
    PROCEDURES,
    BusyWard,
    TrackingDriver,
    open_ward,
    person,
)
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.usecases.intake_request import IntakeRequest

REASON = "Không thuộc thẩm quyền của phường"


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[BusyWard]:
    """One refusal a year, of two years, and one dossier."""
    opened = open_ward(tmp_path / "ward")
    for at in (NOW - timedelta(days=365), NOW):
        opened.clock.at = at
        opened.intake.take_in(
            IntakeRequest(
                decision="refuse",
                reason=REASON,
                procedure=PROCEDURES[0].code,
                submitter=person(at.year),
            ),
            AT_COUNTER,
        )
    opened.receive()
    yield opened
    opened.store.close()


def shown(driver: TrackingDriver) -> str:
    """Read what the right side says."""
    labels = driver.screen.detail.findChildren(QLabel)
    return "\n".join(one.text() for one in labels if one.isVisible())


def test_the_slip_of_a_refusal_is_shown_with_its_facts(
    qtbot: QtBot, kit: Kit, ward: BusyWard
) -> None:
    driver = TrackingDriver(kit, ward)
    qtbot.addWidget(driver.screen)

    driver.screen.on_open("01/TCTN")

    assert driver.numbers() == []
    text = shown(driver)
    grab(driver.screen, "slip")
    assert "01/TCTN · 2026" in text
    assert "Từ chối tiếp nhận" in text
    assert COUNTER.name in text
    assert REASON in text
    assert str(person(2026).id_number) not in text
    assert f"••••{str(person(2026).id_number)[-4:]}" in text
    assert "01/TCTN-2025" in text

    driver.find("1/tctn-2025")
    assert "01/TCTN · 2025" in shown(driver)


def test_a_number_nobody_gave_shows_nothing_and_a_dossier_comes_back_after_a_slip(
    qtbot: QtBot, kit: Kit, ward: BusyWard
) -> None:
    driver = TrackingDriver(kit, ward)
    qtbot.addWidget(driver.screen)

    driver.find("02/TCTN")
    assert "TCTN" not in shown(driver)
    driver.find("01/TCTN")
    assert REASON in shown(driver)
    driver.find("")
    assert driver.screen.detail.opened is not None
    assert REASON not in shown(driver)
