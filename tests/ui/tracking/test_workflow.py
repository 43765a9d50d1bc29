"""The workflow of a dossier beside its due date, and until when the present unit has it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.tracking_driver import (
    CASE,
    PROCEDURES,
    BusyWard,
    TrackingDriver,
    open_ward,
)
from tthc_desk.domain.moves import Action
from tthc_desk.domain.procedure import WorkflowStep
from tthc_desk.domain.workdays import VIETNAM
from tthc_desk.ui.shared.kit import Kit

MARRIAGE, OTHER = PROCEDURES[0], PROCEDURES[1]
STEPS = (
    WorkflowStep("Một cửa", 50),
    WorkflowStep("Tư pháp – Hộ tịch", 350),
    WorkflowStep("Lãnh đạo UBND phường", 100),
)
PLAN = (
    "Quy trình nội bộ: Một cửa 0,5 ngày → Tư pháp – Hộ tịch 3,5 ngày → Lãnh đạo UBND phường 1 ngày."
)


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[BusyWard]:
    planned = (replace(MARRIAGE, steps=STEPS), *PROCEDURES[1:])
    opened = open_ward(tmp_path / "ward", planned)
    opened.clock.at = datetime(2026, 11, 16, 8, tzinfo=VIETNAM)
    yield opened
    opened.store.close()


def told(driver: TrackingDriver, number: str) -> str:
    """Read what the detail says of the workflow."""
    driver.screen.on_open(number)
    return driver.screen.detail.facts.workflow_text


def test_the_plan_stands_beside_the_due_date_and_the_share_after_the_hand_over(
    qtbot: QtBot, kit: Kit, ward: BusyWard
) -> None:
    here, forwarded = ward.receive(0, MARRIAGE.code), ward.receive(1, MARRIAGE.code)
    without = ward.receive(2, OTHER.code)
    ward.act(forwarded, Action.FORWARD, holder=CASE.login)
    driver = TrackingDriver(kit, ward)
    qtbot.addWidget(driver.screen)

    assert told(driver, here) == PLAN
    share = "Tư pháp – Hộ tịch nhận 16/11/2026 08:00, theo quy trình giữ đến 19/11/2026 13:45."
    assert told(driver, forwarded) == f"{PLAN}\n{share}"
    assert told(driver, without) == ""
