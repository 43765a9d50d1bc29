"""Ctrl+Enter and F11 pressed while a hand-over is being saved are carried out after it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.handover_driver import HandoverDriver
from tests.helpers.qt import type_text
from tests.helpers.tracking_driver import CASE, BusyWard, open_ward
from tests.helpers.ui_fakes import RecordingMessages, make_kit
from tthc_desk.domain.moves import Action
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.tasks import TaskRunner


@dataclass
class Lane:
    """The screen on the real lanes: what is saved takes its time."""

    qtbot: QtBot
    ward: BusyWard
    driver: HandoverDriver
    runner: TaskRunner
    messages: RecordingMessages

    def settle(self) -> None:
        """Wait until everything that was pressed has been carried out."""
        self.qtbot.waitUntil(lambda: self.runner.is_idle)

    def reload(self) -> None:
        self.driver.press(Act.REFRESH)
        self.settle()

    @property
    def complaints(self) -> list[str]:
        return [text for tone, text in self.messages.said if tone in (Tone.WARNING, Tone.ERROR)]


@pytest.fixture
def lane(qtbot: QtBot, styled: object, tmp_path: Path) -> Iterator[Lane]:
    ward = open_ward(tmp_path / "ward")
    kit = make_kit(tmp_path)
    assert isinstance(kit.messages, RecordingMessages)
    runner = TaskRunner(kit.messages.failed)
    driver = HandoverDriver(replace(kit, tasks=runner), ward)
    qtbot.addWidget(driver.screen)
    made = Lane(qtbot, ward, driver, runner, kit.messages)
    made.settle()
    yield made
    runner.wait_for_done()
    ward.store.close()


def test_ctrl_enter_during_a_save_puts_its_dossier_on_after_it(lane: Lane) -> None:
    numbers = [lane.ward.receive(at) for at in range(2)]
    lane.reload()
    queue = lane.driver.tab.queue
    waiting = [line.number for line in queue.records_model.records()]

    for place in range(2):
        queue.select_row(place)
        assert lane.driver.press(Act.DECIDE)
    lane.settle()

    assert lane.driver.items() == waiting
    assert set(waiting) == set(numbers)
    assert len(lane.ward.store.queries.lists()) == 1
    assert lane.complaints == []


def test_ctrl_enter_pressed_twice_asks_for_one_dossier_once(lane: Lane) -> None:
    number = lane.ward.receive()
    lane.reload()

    for _ in range(3):
        assert lane.driver.press(Act.DECIDE)
    lane.settle()

    assert lane.driver.items() == [number]
    assert lane.complaints == []


def test_f11_during_a_save_takes_its_dossier_off_after_it(lane: Lane) -> None:
    numbers = [lane.ward.receive(at) for at in range(3)]
    for number in numbers[:2]:
        lane.driver.scan(number)
    lane.settle()
    lane.driver.tab.list_panel.items.select_row(0)

    lane.driver.scan(numbers[2])
    for _ in range(2):
        assert lane.driver.press(Act.UNDO_STEP)
    lane.settle()

    assert lane.driver.items() == numbers[1:]
    assert lane.complaints == []


def test_a_dossier_is_sent_back_though_the_answer_came_during_a_save(lane: Lane) -> None:
    numbers = [lane.ward.receive(at) for at in range(2)]
    for number in numbers:
        lane.driver.scan(number)
    lane.driver.press(Act.ACCEPT)
    lane.settle()
    lane.driver.tab.list_panel.items.select_row(0)
    assert lane.driver.press(Act.UNDO_STEP)

    lane.driver.scan(numbers[1])
    lane.messages.give_reason("Thiếu giấy tờ")
    lane.settle()

    assert lane.driver.states() == ["Trả lại", "Đã quét"]


def test_a_result_typed_during_a_save_is_put_on_after_it(lane: Lane) -> None:
    numbers = [lane.ward.receive(at) for at in range(2)]
    for number in numbers:
        lane.ward.act(number, Action.FORWARD, holder=CASE.login)
    lane.driver.press(Act.PART_2)
    lane.settle()
    queue, form = lane.driver.tab.queue, lane.driver.tab.list_panel.form

    for place, result in enumerate(("15/2026", "16/2026")):
        queue.activated_record.emit(queue.records_model.records()[place])
        type_text(form.field("result_number"), result)
        assert lane.driver.press(Act.DECIDE)
    lane.settle()

    given = [
        i.result["result_number"] for i in lane.driver.tab.list_panel.items.records_model.records()
    ]
    assert given == ["15/2026", "16/2026"]
    assert lane.complaints == []
