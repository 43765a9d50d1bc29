"""The board: what came, what did not, and what to tell each ward."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.district_driver import BusyDistrict, DistrictDriver
from tests.helpers.districts import SendingWard, month, new_district
from tests.helpers.qt import press, shown_rows, type_text, unnamed_controls
from tthc_desk.domain.totals import Chain, Span, period_at, periods
from tthc_desk.ui.district.cell_words import CellWords
from tthc_desk.ui.district.district_window import entries
from tthc_desk.ui.district.places import BOARD, RECEIPT, Place, place_of
from tthc_desk.ui.district.ranges import Range, anchor_day, count_of, range_days
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.usecases.district_ports import WardLine

OCTOBER, SEPTEMBER, AUGUST, APRIL = 11, 10, 9, 5


def names(driver: DistrictDriver) -> list[str]:
    """Read the names at the side."""
    model = driver.board.view.board
    side = Qt.Orientation.Vertical
    return [str(model.headerData(at, side)) for at in range(model.rowCount())]


def cell_at(driver: DistrictDriver, name: str, column: int) -> CellWords:
    """Put the cursor on a ward's period; give what is said of it."""
    driver.board.view.choose(names(driver).index(name), column)
    words = driver.board.detail.words
    assert words is not None
    return words


def test_every_state_stands_at_its_place_in_words(driver: DistrictDriver) -> None:
    rows = dict(zip(names(driver), shown_rows(driver.board.view), strict=True))

    assert list(rows)[:3] == ["Cầu Diễn", "Đại Mỗ", "Mễ Trì"]
    assert set(rows["Cầu Diễn"]) == {"đã nhận"}
    assert rows["Đại Mỗ"][OCTOBER] == "thiếu"
    assert rows["Mỹ Đình 1"][OCTOBER] == "sửa đổi"
    assert rows["Mễ Trì"][SEPTEMBER] == "tranh chấp"
    assert rows["Phú Đô"][AUGUST] == "thiếu"
    assert rows["Phú Đô"][OCTOBER] == "từ chối"
    assert rows["Tây Mỗ"][APRIL] == "trễ"


def test_every_column_says_of_how_many_wards_a_file_counts(driver: DistrictDriver) -> None:
    model, across = driver.board.view.board, Qt.Orientation.Horizontal
    heads = [str(model.headerData(at, across)) for at in range(12)]

    assert heads[0] == "11/2025\n10/10"
    assert heads[AUGUST] == "8/2026\n9/10"
    assert heads[OCTOBER] == "10/2026\n8/10"
    assert driver.board.summary.text == (
        "10 phường · 114 đã nhận · 1 sửa đổi · 1 trễ · 2 thiếu · 1 tranh chấp · 1 từ chối"
    )


def test_a_screen_reader_hears_ward_period_and_state(driver: DistrictDriver) -> None:
    model = driver.board.view.board
    index = model.index(names(driver).index("Tây Mỗ"), APRIL, QModelIndex())
    spoken = model.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "phường Tây Mỗ, tháng 4/2026: Đã nhận, trễ hạn"


def test_the_file_of_a_period_is_named_with_hash_key_and_both_days(
    driver: DistrictDriver, district: BusyDistrict
) -> None:
    words = cell_at(driver, "Cầu Diễn", OCTOBER)
    sent = district.sent["00592", 10]

    assert (words.ward, words.period) == ("Phường Cầu Diễn", "Tháng 10/2026")
    (block,) = words.blocks
    assert block.heading == "Tệp số 12: được tính"
    shown = sent.hash[:16].upper()
    assert " ".join(shown[at : at + 4] for at in range(0, 16, 4)) in block.text
    assert sent.totals.key_id in block.text
    assert "Ký lúc 01/11/2026 08:00" in block.text
    assert "Nhận ngày 03/11/2026" in block.text
    assert words.message == ""
    assert not driver.board.copying.isEnabled()


def test_an_amended_period_shows_the_file_that_counts_and_the_one_before(
    driver: DistrictDriver,
) -> None:
    words = cell_at(driver, "Mỹ Đình 1", OCTOBER)
    assert [block.heading for block in words.blocks] == [
        "Tệp số 13: được tính",
        "Tệp số 12: đã có tệp sửa đổi thay",
    ]
    assert "Thay tệp" in words.blocks[0].text


def test_of_a_fork_both_files_and_the_reason_stand_there(driver: DistrictDriver) -> None:
    words = cell_at(driver, "Mễ Trì", SEPTEMBER)
    forked = [block for block in words.blocks if "có tệp khác cùng số" in block.heading]
    assert len(forked) == 2
    assert "hai tệp khác nhau mang cùng số" in words.advice
    assert words.message.startswith("Kính gửi phường Mễ Trì,\nVề tệp của tháng 9/2026: ")


def test_a_refused_file_is_named_with_its_reason(driver: DistrictDriver) -> None:
    words = cell_at(driver, "Phú Đô", OCTOBER)
    refused = next(block for block in words.blocks if block.heading.startswith("Tệp bị từ chối"))
    assert "TOTALS_00632_2026-10-01_2026-10-31_12.json" in refused.text
    assert words.mark.word == "Bị từ chối"
    assert "tháng 8/2026" in words.message
    assert "Về tệp của tháng 10/2026" in words.message


def test_a_refused_file_whose_signature_holds_stands_at_its_own_period(
    driver: DistrictDriver,
) -> None:
    early = SendingWard("00592", "phường Cầu Diễn").send(month(11))
    actor = driver.desk.actor()
    driver.desk.consolidation.import_file(early.name, early.data, actor)
    driver.board.bar.range.set_value(Range.THIS_YEAR)
    driver.board.reload()

    words = cell_at(driver, "Cầu Diễn", 10)
    assert (words.period, words.mark.word) == ("Tháng 11/2026", "Bị từ chối")
    (refused,) = words.blocks
    assert refused.text.startswith(f"{early.name}\nKỳ của tệp kết thúc ngày 30/11/2026, chưa qua.")
    assert cell_at(driver, "Cầu Diễn", 9).mark.word == "Đã nhận"


def test_what_to_tell_a_ward_goes_to_the_clipboard_by_a_key(driver: DistrictDriver) -> None:
    words = cell_at(driver, "Đại Mỗ", OCTOBER)
    assert driver.board.carry_out(Act.DECIDE)
    assert QGuiApplication.clipboard().text() == words.message
    assert "chưa nhận được tệp số liệu: tháng 10/2026" in words.message
    assert driver.messages.last == "Đã sao chép lời nhắn cho Phường Đại Mỗ."


def test_a_key_goes_round_all_cells_that_need_somebody(driver: DistrictDriver) -> None:
    view, seen = driver.board.view, []
    for _ in range(5):
        assert driver.board.carry_out(Act.NEW)
        seen.append((names(driver)[view.currentIndex().row()], view.currentIndex().column()))
    assert seen == [
        ("Đại Mỗ", OCTOBER),
        ("Mễ Trì", SEPTEMBER),
        ("Phú Đô", AUGUST),
        ("Phú Đô", OCTOBER),
        ("Đại Mỗ", OCTOBER),
    ]


def test_wards_are_found_without_marks_and_by_code(driver: DistrictDriver) -> None:
    bar = driver.board.bar
    type_text(bar.name, "my dinh")
    assert names(driver) == ["Mỹ Đình 1", "Mỹ Đình 2"]
    bar.name.clear()
    type_text(bar.name, "00637")
    assert names(driver) == ["Trung Văn"]
    bar.name.clear()
    bar.only_open.setChecked(True)
    assert names(driver) == ["Đại Mỗ", "Mễ Trì", "Phú Đô"]


def test_looking_for_a_ward_keeps_the_period_under_the_cursor(driver: DistrictDriver) -> None:
    cell_at(driver, "Tây Mỗ", APRIL)
    type_text(driver.board.bar.name, "tay")
    driver.board.bar.name.clear()
    words = driver.board.detail.words
    assert words is not None
    assert (words.ward, words.period) == ("Phường Tây Mỗ", "Tháng 4/2026")


def test_reading_anew_shows_what_came_and_keeps_the_cursor(
    driver: DistrictDriver, district: BusyDistrict
) -> None:
    assert cell_at(driver, "Đại Mỗ", OCTOBER).mark.word == "Thiếu tệp"
    sent = district.sent["00634", 10]
    driver.desk.consolidation.import_file(sent.name, sent.data, driver.desk.actor())
    assert driver.board.carry_out(Act.REFRESH)
    words = driver.board.detail.words
    assert words is not None
    assert (words.ward, words.mark.word) == ("Phường Đại Mỗ", "Đã nhận, trễ hạn")


def test_another_chain_shows_its_own_periods(driver: DistrictDriver) -> None:
    bar = driver.board.bar
    for chain, count in ((Chain.WEEKLY, 13), (Chain.DAILY, 31)):
        bar.chain.set_value(chain)
        bar.chain.activated.emit(bar.chain.currentIndex())
        assert driver.board.view.board.columnCount() == count
        assert "đã nhận" not in driver.board.summary.text


def test_days_typed_freely_are_checked_under_their_field(driver: DistrictDriver) -> None:
    bar = driver.board.bar
    bar.set_days(Span(date(2026, 5, 1), date(2026, 3, 1)))
    driver.board.reload()
    assert "01/05/2026" in bar.error
    bar.set_days(Span(date(2026, 3, 1), date(2026, 5, 31)))
    driver.board.reload()
    assert bar.error == ""
    assert driver.board.view.board.columnCount() == 3


def test_enter_on_a_missing_period_leads_to_where_files_are_taken_in(
    driver: DistrictDriver,
) -> None:
    cell_at(driver, "Đại Mỗ", OCTOBER)
    press(driver.board.view, Qt.Key.Key_Return)
    assert driver.window.screen_shown is driver.window.screen_of(RECEIPT)


def test_a_period_further_back_is_read_when_it_is_asked_for(driver: DistrictDriver) -> None:
    place = Place("00628", Chain.MONTHLY, date(2024, 3, 1))
    assert place_of(place.request.subject) == place
    driver.window.screen_of(BOARD).on_open(place.request.subject)
    words = driver.board.detail.words
    assert words is not None
    assert (words.ward, words.period) == ("Phường Tây Mỗ", "Tháng 3/2024")
    assert words.mark.word == "Không phải gửi"


def test_a_book_without_wards_says_what_to_do(
    qtbot: QtBot, kit: Kit, tmp_path_factory: pytest.TempPathFactory
) -> None:
    desk = new_district(tmp_path_factory.mktemp("empty") / "quan")
    made = DistrictDriver(kit, desk)
    made.ready()
    assert made.board.view.board.columnCount() == 0
    assert "Bấm F6" in made.board.view._empty_text
    made.close()
    desk.store.close()


@pytest.mark.parametrize("act", [entry.act for entry in entries()])
def test_every_control_has_a_name(driver: DistrictDriver, act: Act) -> None:
    driver.window.show_screen(act)
    assert unnamed_controls(driver.window) == []


def test_the_board_has_the_keyboard_when_it_comes(driver: DistrictDriver) -> None:
    driver.window.activateWindow()
    driver.window.show_screen(BOARD)
    assert QApplication.focusWidget() in (driver.board.view, None)


days = st.dates(date(2001, 1, 1), date(2190, 12, 31))


@given(days, st.sampled_from(Chain), st.sampled_from((Range.SHORT, Range.LONG)))
def test_the_last_periods_are_whole_all_over_and_so_many(
    anchor: date, chain: Chain, chosen: Range
) -> None:
    span = range_days(chosen, chain, anchor)
    found = list(periods(chain, span.first, span.last))
    assert len(found) == count_of(chosen, chain)
    assert (found[0].first, found[-1].last) == (span.first, span.last)
    assert period_at(chain, anchor).first == span.last + timedelta(1)


@given(days, st.lists(st.one_of(st.none(), days), max_size=5))
def test_periods_count_back_from_today_unless_every_ward_has_ended(
    today: date, ends: list[date | None]
) -> None:
    wards = [WardLine(str(at), "", date(2000, 1, 1), end) for at, end in enumerate(ends)]
    anchor = anchor_day(wards, today)
    assert anchor <= today
    if not ends or None in ends:
        assert anchor == today
    else:
        assert anchor == min(today, max(end for end in ends if end) + timedelta(1))
