"""Sending totals from the window: what is missing, what changed, and what lies on the stick."""

import errno
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.pdf import all_text
from tests.helpers.qt import grab, press, unnamed_controls
from tests.helpers.tracking_driver import AT_COUNTER, NOW, SUPERVISOR, BusyWard, open_ward
from tests.helpers.transfer_driver import FIRST_DAY, TransferDriver, live
from tests.helpers.ui_fakes import PdfPrinters
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.moves import Action
from tthc_desk.domain.totals import Chain, Span
from tthc_desk.storage.signing import SIGNING_KEY
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Tone
from tthc_desk.ui.shared.paper_preview import PaperPreview
from tthc_desk.ui.shared.tasks import TaskRunner
from tthc_desk.usecases.messages import error_text

OCTOBER = Span(date(2026, 10, 1), date(2026, 10, 31))
Opener = Callable[..., TransferDriver]


def standing(transfer: TransferDriver) -> str:
    return transfer.screen.send.part.standing_text


def panel(transfer: TransferDriver, name: str) -> str:
    return transfer.screen.send.part.panel.text_of(name)


def exports(transfer: TransferDriver) -> int:
    return len(transfer.ward.store.queries.exports())


def void_one_of_october(ward: BusyWard) -> None:
    """Take a dossier of October out of the book, in November."""
    ward.act("H26.158-261005-T0001", Action.VOID, reason="Nhập trùng hồ sơ")


# --- what is missing


def test_the_year_lists_its_periods_newest_first_and_names_the_missing_ones(
    transfer: TransferDriver,
) -> None:
    assert [row[:2] for row in transfer.periods] == [
        ("Tháng 11", "Chưa xong kỳ"),
        ("Tháng 10", "Chưa gửi"),
        ("Tháng 9", "Chưa gửi"),
        ("Tháng 8", "Chưa gửi"),
        ("Tháng 7", "Chưa gửi"),
    ]
    assert standing(transfer) == "▲ Còn 4 kỳ chưa gửi: Tháng 7, Tháng 8, Tháng 9, Tháng 10."
    assert transfer.screen.send.part.panel.title == "Tháng 10 năm 2026"
    grab(transfer.screen, "transfer-missing")


def test_the_figures_of_a_period_are_those_of_its_days(
    transfer: TransferDriver, ward: BusyWard
) -> None:
    transfer.choose("Tháng 9")
    counts = ward.store.queries.day_counts(date(2026, 9, 1), date(2026, 9, 30))
    figures = [line[::2] for line in transfer.screen.send.part.panel.figures.texts]
    assert figures[1] == ("tiếp nhận trong kỳ", str(sum(day[1] for day in counts)))
    assert figures[3] == ("Đã giải quyết", str(sum(day[2] for day in counts)))
    assert int(figures[0][1]) == int(figures[3][1]) + int(figures[7][1])


def test_weeks_and_days_are_chains_of_their_own_and_the_choice_is_remembered(
    transfer: TransferDriver, opened: Opener
) -> None:
    transfer.choose_chain(Chain.WEEKLY)
    assert transfer.periods[0][:2] == ("23/11 – 29/11", "Chưa xong kỳ")
    assert transfer.screen.send.part.panel.title == "Tuần 16/11/2026 – 22/11/2026"
    assert "Chỉ gửi khi cấp trên yêu cầu" in standing(transfer)
    transfer.choose_chain(Chain.DAILY)
    through = (NOW.date() - FIRST_DAY).days + 1
    days = [FIRST_DAY + timedelta(passed) for passed in range(through)]
    assert len(transfer.periods) == sum(day.weekday() < 5 for day in days)
    assert transfer.periods[1][0] == "20/11, thứ Sáu"
    assert opened().periods[1][0] == "20/11, thứ Sáu"


def test_years_of_before_say_how_many_periods_they_lack(opened: Opener, tmp_path: Path) -> None:
    old = open_ward(tmp_path / "old")
    old.clock.at = NOW - timedelta(days=365)
    old.receive(1)
    live(old)
    transfer = opened(at=old)
    box = transfer.screen.send.part.year
    transfer.send("Tháng 10")
    assert [box.itemText(at) for at in range(box.count())] == ["2026", "2025 – thiếu 2 kỳ"]
    box.set_value(2025)
    assert [row[0] for row in transfer.periods] == ["Tháng 12", "Tháng 11"]
    assert standing(transfer) == "▲ Còn 2 kỳ chưa gửi: Tháng 11, Tháng 12."
    transfer.press(Act.REFRESH)
    assert transfer.screen.send.part.panel.title == "Tháng 12 năm 2025"
    old.store.close()


def test_in_january_the_year_that_is_over_comes_first(opened: Opener, ward: BusyWard) -> None:
    ward.clock.at = NOW.replace(year=2027, month=1, day=4)
    transfer = opened()
    assert transfer.periods[0][:2] == ("Tháng 12", "Chưa gửi")


def test_a_week_that_goes_on_into_the_new_year_is_not_missing_in_the_old_one(
    opened: Opener, ward: BusyWard
) -> None:
    ward.clock.at = NOW.replace(year=2027, month=1, day=1)
    transfer = opened()
    transfer.choose_chain(Chain.WEEKLY)
    transfer.send("21/12 – 27/12")
    box = transfer.screen.send.part.year
    assert [box.itemText(at) for at in range(box.count())] == ["2027", "2026 – thiếu 24 kỳ"]


def test_a_ward_without_a_dossier_says_so(opened: Opener, tmp_path: Path) -> None:
    empty = open_ward(tmp_path / "empty")
    transfer = opened(at=empty)
    assert transfer.periods == []
    assert not transfer.is_on(Act.ACCEPT)
    assert not transfer.is_on(Act.PREVIEW)
    grab(transfer.screen, "transfer-empty")
    empty.store.close()


# --- sending


def test_the_first_export_asks_for_the_key_and_leaves_four_files_a_receiver_can_read(
    transfer: TransferDriver,
) -> None:
    transfer.choose("Tháng 9")
    figures = transfer.screen.send.part.facts
    assert figures is not None
    assert transfer.press(Act.ACCEPT)
    assert transfer.question.text == "Lập khóa ký trên máy này?"
    transfer.messages.answer("Lập khóa và xuất tệp")
    stem = "TOTALS_99999_2026-09-01_2026-09-30_1"
    assert transfer.files == [
        f"{stem}.json", f"{stem}.pdf", f"{stem}.xlsx", f"{stem}_PHIEU_GUI.pdf",
    ]  # fmt: skip
    (totals,) = transfer.totals_on_stick()
    assert figures.preview.figures.same_as(totals)
    assert transfer.state_of("Tháng 9") == "Đã gửi"
    assert transfer.screen.send.part.panel.state_text == (
        f"✓ Đã gửi lúc 23/11/2026 08:15, {SUPERVISOR.name}, tệp số 1."
    )


def test_the_message_says_what_was_written_where_its_hash_and_to_eject_the_stick(
    transfer: TransferDriver,
) -> None:
    transfer.send("Tháng 9")
    (line,) = transfer.ward.store.queries.exports()
    tone, text = transfer.messages.said[-1]
    assert tone is Tone.DONE
    assert "TOTALS_99999_2026-09-01_2026-09-30_1.json" in text
    assert str(transfer.stick) in text
    groups = " ".join(line.hash[at : at + 4] for at in range(0, 64, 4))
    assert groups in text
    assert "rút ổ an toàn" in text
    assert "Ctrl+2" in text
    assert panel(transfer, "hash").replace("\n", " ") == f"Mã tệp {groups}"
    transfer.send("Tháng 8")
    assert "Ctrl+2" not in transfer.messages.last


def test_going_back_from_the_question_of_the_key_makes_nothing(transfer: TransferDriver) -> None:
    transfer.press(Act.ACCEPT)
    assert transfer.question.safe == "Quay lại"
    transfer.messages.answer("Quay lại")
    assert (exports(transfer), transfer.files) == (0, [])
    assert not (transfer.ward.store.folder / SIGNING_KEY).exists()
    assert transfer.is_on(Act.ACCEPT)


def test_sending_again_writes_the_very_same_bytes(transfer: TransferDriver) -> None:
    transfer.send("Tháng 9")
    (file,) = transfer.stick.glob("*.json")
    before = file.read_bytes()
    for path in transfer.stick.iterdir():
        path.unlink()
    assert transfer.name_of(Act.ACCEPT) == "Gửi lại"
    assert transfer.press(Act.ACCEPT)
    assert file.read_bytes() == before
    assert exports(transfer) == 1


def test_periods_left_out_before_the_chosen_one_are_named(transfer: TransferDriver) -> None:
    transfer.send("Tháng 7")
    transfer.choose("Tháng 10")
    assert panel(transfer, "gaps") == ("▲ Kỳ trước chưa gửi: 8/2026, 9/2026. Phiếu gửi sẽ ghi rõ.")
    transfer.send("Tháng 10")
    (note,) = transfer.stick.glob("*10-31*PHIEU_GUI.pdf")
    assert "8/2026" in all_text(note.read_bytes())


def test_all_sent_is_said_in_green_words(transfer: TransferDriver) -> None:
    for name in ("Tháng 7", "Tháng 8", "Tháng 9", "Tháng 10"):
        transfer.send(name)
    assert standing(transfer) == "✓ Đã gửi đủ 4 kỳ đã xong của năm 2026."


def test_a_period_that_is_not_over_cannot_be_sent_and_says_when(
    transfer: TransferDriver,
) -> None:
    transfer.choose("Tháng 11")
    assert not transfer.is_on(Act.ACCEPT)
    assert "chốt sổ ngày 30/11/2026, hoặc từ ngày 01/12/2026" in (
        transfer.screen.send.part.panel.state_text
    )


def test_figures_that_do_not_add_up_are_shown_and_cannot_be_sent(
    transfer: TransferDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = "Hồ sơ H26.158-261005-T0001: (3) khác (7) + (11)."
    monkeypatch.setattr("tthc_desk.usecases.totals_export.broken_sentences", lambda *_: (named,))
    transfer.press(Act.REFRESH)
    assert panel(transfer, "broken") == f"✕ {named}"
    assert not transfer.is_on(Act.ACCEPT)
    assert "Kiểm tra sổ" in transfer.screen.send.part.panel.state_text


# --- what changed since


@pytest.fixture
def changed(transfer: TransferDriver) -> TransferDriver:
    """October was sent, then one of its dossiers was voided."""
    transfer.send("Tháng 10")
    void_one_of_october(transfer.ward)
    transfer.press(Act.REFRESH)
    return transfer


def test_a_correction_after_sending_shows_old_and_new(changed: TransferDriver) -> None:
    assert changed.state_of("Tháng 10") == "Đã đổi từ khi gửi"
    assert "◆ 1 kỳ có số liệu đã đổi: Tháng 10." in standing(changed)
    sent, now = changed.figures["tiếp nhận trong kỳ"]
    assert int(sent.removesuffix(" →")) == int(now) + 1
    assert changed.figures["kỳ trước chuyển sang"][0] == ""
    assert "nhận trực tiếp, bưu chính" in panel(changed, "changes")
    grab(changed.screen, "transfer-changed")


def test_an_amendment_is_asked_names_the_changes_and_replaces_the_file(
    changed: TransferDriver,
) -> None:
    (old,) = changed.ward.store.queries.exports()
    assert changed.name_of(Act.ACCEPT) == "Xuất tệp sửa đổi"
    assert changed.press(Act.ACCEPT)
    assert changed.question.text == "Xuất tệp sửa đổi cho tháng 10 năm 2026?"
    assert "nhận trực tiếp, bưu chính" in changed.question.detail
    assert old.hash[:4] in changed.question.detail
    changed.messages.answer("Xuất tệp sửa đổi")
    assert changed.state_of("Tháng 10") == "Đã gửi bản sửa đổi"
    assert [one.replaces for one in changed.totals_on_stick()] == ["", old.hash]
    assert panel(changed, "files").startswith("Đã thay: tệp gửi lúc 23/11/2026")
    assert changed.name_of(Act.ACCEPT) == "Gửi lại"


def test_going_back_from_an_amendment_changes_nothing(changed: TransferDriver) -> None:
    changed.press(Act.ACCEPT)
    changed.messages.answer("Quay lại")
    assert exports(changed) == 1
    assert changed.state_of("Tháng 10") == "Đã đổi từ khi gửi"


def test_the_old_file_can_be_sent_again_though_the_figures_changed(
    changed: TransferDriver,
) -> None:
    (file,) = changed.stick.glob("*.json")
    before = file.read_bytes()
    for path in changed.stick.iterdir():
        path.unlink()
    assert changed.name_of(Act.SAME_PERSON) == "Gửi lại tệp cũ"
    assert changed.press(Act.SAME_PERSON)
    assert file.read_bytes() == before
    assert exports(changed) == 1


def test_figures_that_change_between_looking_and_pressing_are_refused_and_shown(
    transfer: TransferDriver,
) -> None:
    transfer.send("Tháng 10")
    facts = transfer.screen.send.part.facts
    void_one_of_october(transfer.ward)
    transfer.press(Act.ACCEPT)  # "Gửi lại": the file is the one that was sent
    assert exports(transfer) == 1
    assert transfer.screen.send.part.facts != facts
    assert transfer.state_of("Tháng 10") == "Đã đổi từ khi gửi"


# --- who may


def test_a_counter_officer_sees_why_nothing_is_exported_and_may_send_again(
    transfer: TransferDriver, opened: Opener
) -> None:
    transfer.send("Tháng 9")
    counter = opened(AT_COUNTER)
    counter.choose("Tháng 10")
    assert not counter.is_on(Act.ACCEPT)
    assert "Chỉ người phụ trách" in counter.screen.send.part.panel.state_text
    grab(counter.screen, "transfer-counter")
    counter.choose("Tháng 9")
    assert "Chỉ người phụ trách" not in counter.screen.send.part.panel.state_text
    for path in counter.stick.iterdir():
        path.unlink()
    assert counter.press(Act.ACCEPT)
    assert len(counter.files) == 4


# --- sticks


def test_a_stick_that_is_gone_before_is_refused_and_nothing_is_made(
    transfer: TransferDriver,
) -> None:
    transfer.stick.rmdir()
    transfer.press(Act.ACCEPT)
    transfer.messages.answer("Lập khóa và xuất tệp")
    (refused,) = transfer.messages.failures
    assert isinstance(refused, DeskError)
    assert refused.code is Code.FOLDER
    assert "Không có thư mục" in error_text(refused)
    assert exports(transfer) == 0
    assert transfer.state_of("Tháng 10") == "Chưa gửi"
    assert "✕ Không thấy" in transfer.screen.folder.text


def test_a_stick_that_fills_up_in_the_middle_leaves_no_file_and_a_way_to_send_again(
    transfer: TransferDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    transfer.send("Tháng 9")
    with monkeypatch.context() as patched:
        patched.setattr("tthc_desk.exchange.outbox._forget", full)
        transfer.choose("Tháng 10")
        transfer.press(Act.ACCEPT)
    assert not [name for name in transfer.files if "2026-10" in name or "part" in name]
    tone, text = transfer.messages.said[-1]
    assert tone is Tone.ERROR
    assert text.startswith(Code.DISK_FULL.value)
    assert "Gửi lại" in text
    assert transfer.state_of("Tháng 10") == "Đã lập, chưa ghi ra"
    assert "✕" in transfer.screen.send.part.panel.state_text
    grab(transfer.screen, "transfer-unwritten")
    assert transfer.name_of(Act.ACCEPT) == "Gửi lại"
    transfer.press(Act.ACCEPT)
    assert transfer.state_of("Tháng 10") == "Đã gửi"
    assert len(transfer.totals_on_stick()) == 2


def test_another_file_of_the_same_name_is_never_written_over(transfer: TransferDriver) -> None:
    there = transfer.stick / "TOTALS_99999_2026-10-01_2026-10-31_1.json"
    there.write_text("của phường khác")
    transfer.send("Tháng 10")
    assert there.read_text() == "của phường khác"
    assert transfer.files == [there.name]
    assert transfer.messages.last.startswith(Code.FOLDER.value)


def test_without_a_folder_the_main_key_asks_for_one_and_goes_on_with_it(
    transfer: TransferDriver, kit: Kit
) -> None:
    transfer.screen.folder._place = None  # as on the first day
    assert transfer.press(Act.ACCEPT)
    assert transfer.messages.questions == []
    transfer.screen.folder.choose(str(transfer.stick))
    transfer.messages.answer("Lập khóa và xuất tệp")
    assert len(transfer.files) == 4
    assert kit.remembered.send_folder == str(transfer.stick)


def test_the_folder_says_what_it_stands_on_and_opens(transfer: TransferDriver) -> None:
    assert transfer.screen.folder.text == f"{transfer.stick} Ổ rút được, còn trống 8,0 GB"
    assert transfer.press(Act.SAVE_TABLE)
    assert transfer.opened == [transfer.stick]


# --- papers


def test_the_note_is_shown_and_printed_with_the_hash(transfer: TransferDriver, kit: Kit) -> None:
    assert not transfer.is_on(Act.PREVIEW)
    transfer.send("Tháng 9")
    assert transfer.press(Act.PREVIEW)
    (preview,) = transfer.screen.findChildren(PaperPreview)
    assert preview.isVisible()
    assert preview.page_count == 1
    preview.close()
    assert transfer.press(Act.DECIDE)
    assert isinstance(kit.printers, PdfPrinters)
    assert len(kit.printers.files) == 1
    assert transfer.messages.last == "Đã gửi in phiếu gửi tệp số liệu."


# --- after a restore


def lose_the_key(transfer: TransferDriver) -> None:
    (transfer.ward.store.folder / SIGNING_KEY).unlink()
    transfer.press(Act.REFRESH)


def test_a_lost_key_is_told_and_the_next_export_asks_before_it_makes_a_new_one(
    transfer: TransferDriver,
) -> None:
    transfer.send("Tháng 9")
    lose_the_key(transfer)
    assert "không còn khóa ký trước đây" in transfer.screen.send.part.key_text
    transfer.choose("Tháng 10")
    transfer.press(Act.ACCEPT)
    assert "Khóa ký trước đây không còn trên máy này" in transfer.question.detail
    transfer.messages.answer("Lập khóa và xuất tệp")
    assert len({one.key_id for one in transfer.totals_on_stick()}) == 2
    assert transfer.screen.send.part.key_text == ""


def test_a_file_the_restored_book_has_forgotten_is_replaced_by_its_typed_hash(
    transfer: TransferDriver,
) -> None:
    transfer.send("Tháng 9")
    assert not transfer.screen.send.part.panel.can_replace
    lose_the_key(transfer)
    transfer.choose("Tháng 10")
    assert transfer.screen.send.part.panel.can_replace
    transfer.screen.send.replace()
    assert "64" in transfer.typed_question.detail
    grouped = " ".join(["AB12"] * 16)
    transfer.messages.give_reason(grouped)
    assert [one.replaces for one in transfer.totals_on_stick()] == ["", "ab12" * 16]


def test_a_typed_hash_that_is_cut_is_refused_and_nothing_is_made(
    transfer: TransferDriver,
) -> None:
    transfer.send("Tháng 9")
    lose_the_key(transfer)
    transfer.choose("Tháng 10")
    transfer.screen.send.replace()
    transfer.messages.give_reason("ab12 ab12")
    (refused,) = transfer.messages.failures
    assert isinstance(refused, DeskError)
    assert refused.code is Code.AMEND
    assert exports(transfer) == 1


# --- keyboard


def test_everything_has_a_name_and_the_round_begins_at_the_list(
    transfer: TransferDriver,
) -> None:
    transfer.send("Tháng 9")
    assert unnamed_controls(transfer.screen) == []
    assert QApplication.focusWidget() is transfer.screen.send.part.periods
    named = {act for act, _ in transfer.screen.offered()}
    assert {Act.ACCEPT, Act.PREVIEW, Act.DECIDE, Act.NEW, Act.SAVE_TABLE, Act.PART_2} <= named
    assert Act.SAME_PERSON not in named


def test_tab_goes_from_chain_to_year_to_the_list_and_its_period(transfer: TransferDriver) -> None:
    transfer.send("Tháng 9")
    transfer.screen.send.part.chain.setFocus(Qt.FocusReason.OtherFocusReason)
    passed = []
    for _ in range(6):
        focused = QApplication.focusWidget()
        assert focused is not None
        passed.append(focused.accessibleName())
        press(focused, Qt.Key.Key_Tab)
    assert passed == [
        "Chuỗi", "Năm", "Các kỳ của năm", "Số liệu của kỳ", "Xem phiếu gửi", "In phiếu gửi",
    ]  # fmt: skip


def test_the_arrow_keys_walk_through_the_periods(transfer: TransferDriver) -> None:
    press(transfer.screen.send.part.periods, Qt.Key.Key_Down)
    assert transfer.screen.send.part.panel.title == "Tháng 9 năm 2026"
    press(transfer.screen.send.part.periods, Qt.Key.Key_Up)
    assert transfer.screen.send.part.panel.title == "Tháng 10 năm 2026"


# --- threads


def test_while_a_period_is_counted_nothing_of_the_one_before_can_be_sent(
    qtbot: QtBot, kit: Kit, ward: BusyWard, tmp_path: Path
) -> None:
    runner = TaskRunner(kit.messages.failed)
    (tmp_path / "stick").mkdir()
    transfer = TransferDriver(replace(kit, tasks=runner), ward, tmp_path / "stick")
    qtbot.addWidget(transfer.screen)
    qtbot.waitUntil(lambda: runner.is_idle and transfer.is_on(Act.ACCEPT))
    transfer.choose("Tháng 9")
    assert not transfer.is_on(Act.ACCEPT)
    assert transfer.screen.send.part.facts is None
    qtbot.waitUntil(lambda: transfer.screen.send.part.panel.title == "Tháng 9 năm 2026")
    transfer.press(Act.ACCEPT)
    transfer.messages.answer("Lập khóa và xuất tệp")
    assert not transfer.press(Act.ACCEPT)
    assert not transfer.screen.may_leave()
    qtbot.waitUntil(lambda: runner.is_idle and transfer.state_of("Tháng 9") == "Đã gửi")
    assert transfer.screen.may_leave()
    assert len(transfer.files) == 4
    runner.wait_for_done()
