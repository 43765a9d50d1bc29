"""The signing key on the screen: made, compared, carried away, lost and made anew."""

from collections.abc import Callable

from tests.helpers.pdf import all_text
from tests.helpers.qt import grab, shown_rows, unnamed_controls
from tests.helpers.tracking_driver import AT_COUNTER, SUPERVISOR
from tests.helpers.transfer_driver import TransferDriver
from tests.helpers.ui_fakes import PdfPrinters
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.fingerprint import fingerprint
from tthc_desk.exchange.totals_file import TotalsFiles
from tthc_desk.storage.signing import SIGNING_KEY
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.paper_preview import PaperPreview

Opener = Callable[..., TransferDriver]


def make_first(transfer: TransferDriver) -> None:
    transfer.press(Act.PART_2)
    assert transfer.name_of(Act.ACCEPT) == "Lập khóa"
    assert transfer.press(Act.ACCEPT)
    transfer.messages.answer("Lập khóa")


def keys(transfer: TransferDriver) -> list[tuple[str, ...]]:
    return shown_rows(transfer.screen.key.part.keys)


def test_a_ward_without_a_key_says_so_and_makes_none_unasked(transfer: TransferDriver) -> None:
    transfer.press(Act.PART_2)
    assert transfer.screen.key.part.state_text == "○ Phường chưa có khóa ký"
    assert not transfer.is_on(Act.PREVIEW)
    grab(transfer.screen, "transfer-key-none")
    transfer.press(Act.ACCEPT)
    transfer.messages.answer("Quay lại")
    assert transfer.ward.store.queries.signing_keys() == ()
    assert keys(transfer) == []


def test_a_key_that_was_made_shows_its_fingerprint_in_eight_groups_and_who_made_it(
    transfer: TransferDriver,
) -> None:
    make_first(transfer)
    (line,) = transfer.ward.store.queries.signing_keys()
    assert transfer.screen.key.part.fingerprint_text == fingerprint(line.public)
    assert len(transfer.screen.key.part.fingerprint_text.split()) == 8
    (row,) = keys(transfer)
    assert row == (
        "Đang dùng",
        "23/11/2026 08:15",
        SUPERVISOR.name,
        line.key_id,
        fingerprint(line.public),
    )
    assert "đăng ký" in transfer.screen.key.part.steps_text
    assert transfer.name_of(Act.ACCEPT) == "Lưu tệp khóa"
    grab(transfer.screen, "transfer-key-ready")


def test_the_file_of_the_key_is_one_the_superior_can_read_with_its_sheet_beside(
    transfer: TransferDriver,
) -> None:
    make_first(transfer)
    assert transfer.press(Act.ACCEPT)
    (line,) = transfer.ward.store.queries.signing_keys()
    stem = f"KHOA_99999_{line.key_id}"
    assert transfer.files == [f"{stem}.json", f"{stem}.pdf"]
    found = TotalsFiles().read_key((transfer.stick / f"{stem}.json").read_bytes())
    assert (found.public, found.ward_code) == (line.public, "99999")
    sheet = all_text((transfer.stick / f"{stem}.pdf").read_bytes())
    assert all(group in sheet for group in fingerprint(line.public).split())
    assert "rút ổ an toàn" in transfer.messages.last


def test_a_stick_that_is_gone_is_refused_and_the_key_can_be_saved_later(
    transfer: TransferDriver,
) -> None:
    make_first(transfer)
    transfer.stick.rmdir()
    transfer.press(Act.ACCEPT)
    (refused,) = transfer.messages.failures
    assert isinstance(refused, DeskError)
    assert refused.code is Code.FOLDER
    transfer.stick.mkdir()
    assert transfer.press(Act.ACCEPT)
    assert len(transfer.files) == 2


def test_the_sheet_is_shown_and_printed(transfer: TransferDriver, kit: Kit) -> None:
    make_first(transfer)
    assert transfer.name_of(Act.PREVIEW) == "Xem phiếu khóa"
    transfer.press(Act.PREVIEW)
    (preview,) = transfer.screen.findChildren(PaperPreview)
    assert preview.page_count == 1
    preview.close()
    transfer.press(Act.DECIDE)
    assert isinstance(kit.printers, PdfPrinters)
    assert len(kit.printers.files) == 1


def test_a_new_key_in_the_place_of_a_good_one_is_asked_with_what_it_costs(
    transfer: TransferDriver,
) -> None:
    make_first(transfer)
    transfer.screen.key.part.make.click()
    assert "Khóa trước thôi dùng ngay" in transfer.question.detail
    transfer.messages.answer("Lập khóa mới")
    assert [row[0] for row in keys(transfer)] == ["Đang dùng", "Thôi dùng"]


def test_after_a_restore_the_page_says_what_happened_and_what_to_do(
    transfer: TransferDriver,
) -> None:
    make_first(transfer)
    (transfer.ward.store.folder / SIGNING_KEY).unlink()
    transfer.press(Act.REFRESH)
    assert transfer.screen.key.part.state_text == "▲ Khóa ký của phường không còn trên máy này"
    assert "sau khi khôi phục" in transfer.screen.key.part.steps_text
    assert [row[0] for row in keys(transfer)] == ["Thôi dùng"]
    assert not transfer.is_on(Act.PREVIEW)
    grab(transfer.screen, "transfer-key-lost")
    transfer.press(Act.ACCEPT)
    transfer.messages.answer("Lập khóa mới")
    assert [row[0] for row in keys(transfer)] == ["Đang dùng", "Thôi dùng"]


def test_a_damaged_key_stops_exports_until_a_new_one_is_made(transfer: TransferDriver) -> None:
    make_first(transfer)
    (transfer.ward.store.folder / SIGNING_KEY).write_text("hỏng", encoding="utf-8")
    transfer.press(Act.PART_1)
    assert "hỏng" in transfer.screen.send.part.key_text
    assert not transfer.is_on(Act.ACCEPT)
    assert "lập khóa mới trước" in transfer.screen.send.part.panel.state_text
    transfer.press(Act.PART_2)
    assert transfer.screen.key.part.state_text.startswith("✕")
    transfer.press(Act.ACCEPT)
    transfer.messages.answer("Lập khóa mới")
    transfer.press(Act.PART_1)
    assert transfer.screen.send.part.key_text == ""
    transfer.send("Tháng 10")
    assert len(transfer.totals_on_stick()) == 1


def test_a_counter_officer_may_carry_the_key_away_but_make_none(
    transfer: TransferDriver, opened: Opener
) -> None:
    counter = opened(AT_COUNTER)
    counter.press(Act.PART_2)
    assert not counter.is_on(Act.ACCEPT)
    assert "Chỉ người phụ trách" in counter.screen.key.part.hindrance_text
    make_first(opened())
    again = opened(AT_COUNTER)
    again.press(Act.PART_2)
    assert not again.screen.key.part.make.isEnabled()
    assert again.press(Act.ACCEPT)
    assert len(again.files) == 2


def test_every_control_has_a_name(transfer: TransferDriver) -> None:
    make_first(transfer)
    assert unnamed_controls(transfer.screen) == []
