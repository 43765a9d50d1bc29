"""The three pages of the transfer screen: their keys, who acts, and the way to a dossier."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers.qt import grab, unnamed_controls
from tests.helpers.tracking_driver import AT_COUNTER, IN_CHARGE
from tests.helpers.transfer_driver import TransferDriver
from tthc_desk.domain.moves import Action
from tthc_desk.ui.main_window import SMALLEST_SIZE
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.screen import OpenRequest
from tthc_desk.ui.shared.tokens import RAIL_CHARS

Opener = Callable[..., TransferDriver]


def test_every_page_names_the_keys_it_takes_and_no_other(transfer: TransferDriver) -> None:
    common = {Act.PART_1, Act.PART_2, Act.PART_3, Act.ACCEPT, Act.PREVIEW, Act.REFRESH}
    to_folder = {Act.NEW, Act.SAVE_TABLE}
    expected = {
        Act.PART_1: common | to_folder | {Act.DECIDE},
        Act.PART_2: common | to_folder | {Act.DECIDE},
        Act.PART_3: common | to_folder,
    }
    for page, keys in expected.items():
        transfer.press(page)
        assert {act for act, _ in transfer.screen.offered()} == keys
        assert all(made.text() for _, made in transfer.screen.offered())
    assert transfer.name_of(Act.NEW) == "Chọn danh sách"


def test_the_page_of_the_official_system_writes_into_no_folder_of_the_stick(
    transfer: TransferDriver,
) -> None:
    assert transfer.screen.folder.isVisible()
    transfer.press(Act.PART_3)
    assert not transfer.screen.folder.isVisible()
    assert unnamed_controls(transfer.screen) == []
    grab(transfer.screen, "transfer-official")
    transfer.press(Act.PART_1)
    assert transfer.screen.folder.isVisible()


def test_a_row_of_the_comparison_leads_to_its_dossier(transfer: TransferDriver) -> None:
    asked: list[OpenRequest] = []
    transfer.screen.open_requested.connect(asked.append)
    transfer.press(Act.PART_3)
    transfer.screen.official.comparison.open_wanted.emit("H26.158-261005-T0001")
    assert asked == [OpenRequest(Act.TRACKING, "H26.158-261005-T0001")]


def test_a_list_of_the_official_system_is_compared_and_its_keys_come_on(
    transfer: TransferDriver, tmp_path: Path
) -> None:
    transfer.press(Act.PART_3)
    assert not transfer.is_on(Act.SAVE_TABLE)
    path = tmp_path / "danh-sach.csv"
    path.write_text(
        "Mã hồ sơ,Chủ hồ sơ,Ngày tiếp nhận\n"
        "H26.158.000.00.00-261005-0001,Nguyễn Văn Thử,05/10/2026\n",
        encoding="utf-8",
    )
    transfer.screen.official.comparison.read(path)
    assert transfer.is_on(Act.SAVE_TABLE)
    assert transfer.is_on(Act.PREVIEW)


@pytest.mark.parametrize("page", [Act.PART_1, Act.PART_2])
def test_who_acts_decides_what_is_open_and_may_change_at_any_time(
    opened: Opener, page: Act
) -> None:
    transfer = opened(AT_COUNTER)
    transfer.press(page)
    assert not transfer.is_on(Act.ACCEPT)
    transfer.screen.kit.session.enter(IN_CHARGE)
    transfer.screen.on_actor(IN_CHARGE)
    assert transfer.is_on(Act.ACCEPT)
    shown = transfer.screen.send.part.panel.state_text, transfer.screen.key.part.hindrance_text
    assert not any("Chỉ người phụ trách" in text for text in shown)


def test_what_the_superior_reads_is_not_counted_while_another_page_is_in_front(
    transfer: TransferDriver,
) -> None:
    transfer.press(Act.PART_2)
    facts = transfer.screen.send.part.facts
    transfer.press(Act.REFRESH)
    assert transfer.screen.send.part.facts is facts
    transfer.press(Act.PART_1)
    assert transfer.screen.send.part.facts is not facts


def test_the_screen_fits_beside_the_rail_of_the_smallest_window_in_every_state(
    transfer: TransferDriver,
) -> None:
    room = SMALLEST_SIZE[0] - transfer.screen.kit.scale.chars_px(RAIL_CHARS)
    transfer.send("Tháng 10")
    transfer.ward.act("H26.158-261005-T0001", Action.VOID, reason="Nhập trùng hồ sơ")
    transfer.screen.resize(room, 400)
    for page in (Act.PART_3, Act.PART_2, Act.PART_1):
        transfer.press(page)
        assert transfer.screen.minimumSizeHint().width() <= room
    assert transfer.name_of(Act.SAME_PERSON) == "Gửi lại tệp cũ"
    assert transfer.screen.width() == room
