"""What the first start refuses, says, and keeps."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy

from tests.helpers.first_start_driver import put_pack, real_files, wizard
from tests.helpers.packs import OTHER_SIGNER, pack_bytes
from tests.helpers.program import make_training_ward, wait_until
from tthc_desk.app import paths
from tthc_desk.app.first_start import is_first_start
from tthc_desk.app.first_start_places import check_backup, check_folder
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.fingerprint import fingerprint
from tthc_desk.storage.district.store import holds_district
from tthc_desk.storage.folder import create_folder
from tthc_desk.ui.first_start.scan_verdict import TEST_CARD
from tthc_desk.ui.first_start.steps import Step
from tthc_desk.ui.shared.scan_reading import FAST_MS


def why(path: Path | str) -> tuple[str, object]:
    """Give the refusal of a folder for the data."""
    problem = check_folder(str(path), lambda _: False).problem
    assert problem is not None
    return problem.code, problem.facts.get("reason")


def test_without_a_pack_the_page_says_what_to_do(tmp_path: Path) -> None:
    with wizard(tmp_path / "sổ") as made:
        made.press("Ctrl+1", "F9")
        assert made.is_at(Step.PACK)
        assert made.hint == "Chọn gói của phường."
        put_pack(tmp_path / "sổ")
        made.press("F5")
        assert "phường Mỹ Đình 1 (00625)" in made.words
        made.press("F9")
        assert made.is_at(Step.KEY)


def test_a_pack_that_was_changed_is_refused_in_one_sentence(tmp_path: Path) -> None:
    data = bytearray(pack_bytes(real_files()))
    data[len(data) // 2] ^= 1
    put_pack(tmp_path / "sổ", bytes(data))
    with wizard(tmp_path / "sổ") as made:
        made.press("Ctrl+1")
        state = made.page.state  # type: ignore[attr-defined]
        assert state.endswith(".")
        assert "Traceback" not in made.words
        made.press("F9")
        assert made.is_at(Step.PACK)


def test_of_several_packs_none_is_chosen_for_the_person(tmp_path: Path) -> None:
    home = tmp_path / "sổ"
    put_pack(home)
    other = {name: text.replace("00625", "00626") for name, text in real_files().items()}
    put_pack(home, pack_bytes(other), "PHUONG_00626.tthcpack")
    with wizard(home) as made:
        made.press("Ctrl+1", "F9")
        assert made.is_at(Step.PACK)
        made.press(Qt.Key.Key_Down, Qt.Key.Key_Down, "F9")
        assert made.is_at(Step.KEY)
        assert "(00626)" in made.words


def test_a_fingerprint_typed_wrong_holds_even_a_ticked_page(tmp_path: Path) -> None:
    put_pack(tmp_path / "sổ")
    with wizard(tmp_path / "sổ") as made:
        made.go_to(Step.KEY)
        made.press(Qt.Key.Key_Space)
        assert made.hint == ""
        made.press(Qt.Key.Key_Tab)
        made.write(fingerprint(OTHER_SIGNER.public))
        assert "không khớp" in made.hint
        made.press("F9")
        assert made.is_at(Step.KEY)
        right = fingerprint(made.page.draft.pack.pack.public).lower().replace(" ", "-")
        made.write(right)
        made.press("F9")
        assert made.is_at(Step.FOLDER)


def test_a_typed_fingerprint_needs_no_tick(tmp_path: Path) -> None:
    put_pack(tmp_path / "sổ")
    with wizard(tmp_path / "sổ") as made:
        made.go_to(Step.KEY)
        made.press(Qt.Key.Key_Tab)
        made.write(fingerprint(made.page.draft.pack.pack.public))
        made.press("F9")
        assert made.is_at(Step.FOLDER)


def test_a_folder_with_files_is_refused_where_it_is_chosen(tmp_path: Path) -> None:
    put_pack(tmp_path / "sổ")
    (tmp_path / "đầy").mkdir()
    (tmp_path / "đầy" / "ảnh.txt").write_text("x")
    with wizard(tmp_path / "sổ") as made:
        made.go_to(Step.FOLDER)
        made.write(str(tmp_path / "đầy"))
        wait_until(lambda: made.hint == "Chọn thư mục khác.")
        assert "Đã có tệp" in made.words
        made.press("F9")
        assert made.is_at(Step.FOLDER)


def test_places_unfit_for_data_are_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert why("tài liệu") == (Code.FOLDER, "relative")
    assert why(tmp_path / "OneDrive - UBND" / "sổ") == (Code.FOLDER, "synced")
    assert why(tmp_path / "Dropbox") == (Code.FOLDER, "synced")
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "mây"))
    assert why(tmp_path / "mây" / "sổ") == (Code.FOLDER, "synced")
    (tmp_path / "tệp").write_text("x")
    assert why(tmp_path / "tệp" / "sổ") == (Code.FOLDER, "file_for_folder")
    shared = check_folder(str(tmp_path / "chung"), lambda _: True).problem
    assert shared is not None
    assert shared.code is Code.NETWORK_SHARE
    assert check_folder(str(tmp_path / "megabyte" / "sổ"), lambda _: False).problem is None
    assert not (tmp_path / "megabyte").exists()


def test_a_folder_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(**_: object) -> object:
        raise PermissionError(13, "denied")

    monkeypatch.setattr("tempfile.TemporaryFile", closed)
    assert why(tmp_path / "khóa")[0] is Code.READONLY


def test_backups_stay_out_of_the_data_and_the_same_drive_is_told(tmp_path: Path) -> None:
    data = tmp_path / "sổ"
    inside = check_backup(str(data / "sao"), str(data)).problem
    assert inside is not None
    assert inside.facts["reason"] == "inside_data"
    beside = check_backup(str(tmp_path / "sao"), str(data))
    assert (beside.problem, beside.same_drive) == (None, True)
    memory = Path("/dev/shm")  # noqa: S108
    if memory.is_dir() and memory.stat().st_dev != tmp_path.stat().st_dev:
        assert not check_backup(str(memory / "sao"), str(data)).same_drive


def test_what_was_chosen_is_there_after_the_window_was_closed(tmp_path: Path) -> None:
    home = tmp_path / "sổ"
    put_pack(home)
    with wizard(home) as made:
        made.go_to(Step.BACKUP)
    assert not (home / "ward.db").exists()
    assert is_first_start(home)
    with wizard(home) as made:
        assert made.is_at(Step.BACKUP)
        assert "lần trước" in made.message
        made.go_to(Step.SUMMARY)
        assert "Vũ Văn Mẫu Sáu" in made.words
        made.press("F9")
        assert "Phường đã sẵn sàng" in made.words


def test_a_pack_changed_since_the_last_time_is_compared_again(tmp_path: Path) -> None:
    home = tmp_path / "sổ"
    put_pack(home)
    with wizard(home) as made:
        made.go_to(Step.PRINTER)
    put_pack(home, pack_bytes(real_files(), OTHER_SIGNER))
    with wizard(home) as made:
        assert made.is_at(Step.KEY)
        assert made.hint
        assert fingerprint(OTHER_SIGNER.public).split()[0] in made.words


def test_a_ward_that_cannot_be_made_leaves_nothing_and_may_be_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, other = tmp_path / "mặc định", tmp_path / "khác"
    put_pack(home)

    def full(*_: object, **__: object) -> None:
        raise DeskError(Code.DISK_FULL)

    with wizard(home) as made:
        made.go_to(Step.FOLDER)
        made.write(str(other))
        wait_until(lambda: not made.hint)
        made.go_to(Step.SUMMARY)
        monkeypatch.setattr("tthc_desk.app.pack_start.create_folder", full)
        made.press("F9")
        assert made.message.startswith("Ổ đĩa đã đầy.")
        assert paths.moved_to(home) is None
        assert is_first_start(home)
        monkeypatch.setattr("tthc_desk.app.pack_start.create_folder", create_folder)
        made.press("F9")
        assert "Phường đã sẵn sàng" in made.words


def test_the_training_ward_is_one_key_away_and_leaves_the_real_place_alone(tmp_path: Path) -> None:
    home = tmp_path / "sổ"
    (tmp_path / "home").mkdir()
    make_training_ward(paths.demo_folder())
    with wizard(home) as made:
        gone = QSignalSpy(made.frame.ended)
        made.press("Ctrl+2")
        wait_until(lambda: gone.count() > 0)
        assert made.frame.folder == paths.demo_folder()
        made.end()
    assert is_first_start(home)


def test_a_training_ward_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    place = paths.demo_folder()
    place.mkdir(parents=True)
    (place / "của tôi.txt").write_text("x")
    with wizard(tmp_path / "sổ") as made:
        made.press("Ctrl+2")
        assert "Đã có tệp" in made.message
        assert made.is_at(Step.WELCOME)
        assert made.page.isEnabled()


def test_a_slow_scanner_without_enter_is_recognised(tmp_path: Path) -> None:
    put_pack(tmp_path / "sổ")
    with wizard(tmp_path / "sổ") as made:
        made.go_to(Step.SCANNER)
        made.scan(TEST_CARD, between_ms=FAST_MS * 4, end="")
        wait_until(lambda: "Đọc được" in made.words)
        assert "Phím Enter sau mã: không thấy" in made.words
        made.scan("001090000001||Nguyen Van Thu Nghiem|15021990|Nam|Ha Noi, My Dinh|10052021")
        assert "Chữ có dấu: bị mất" in made.words
        assert made.hint


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_fails_is_said_and_may_wait(tmp_path: Path) -> None:
    put_pack(tmp_path / "sổ")
    with wizard(tmp_path / "sổ") as made:
        made.go_to(Step.PRINTER)
        made.printers.fail = True
        made.press("Ctrl+P")
        wait_until(lambda: "không nhận trang thử" in made.words)
        made.press("Ctrl+2", "F9")
        assert made.is_at(Step.SCANNER)


def test_a_folder_whose_book_was_lost_is_no_first_start(tmp_path: Path) -> None:
    assert is_first_start(tmp_path / "chưa có")
    (tmp_path / "ward.key").write_text("x")
    assert not is_first_start(tmp_path)
    assert not holds_district(tmp_path)
