"""Folders that are typed: what is refused, what is kept, a ward that lies there already."""

import json
from pathlib import Path

import pytest

from tests.helpers.first_start_driver import put_pack, wizard
from tests.helpers.program import make_training_ward, wait_until
from tthc_desk.app import paths
from tthc_desk.app.first_start import is_first_start
from tthc_desk.app.first_start_kept import keep_choices, kept_choices, kept_folder
from tthc_desk.app.first_start_places import check_backup, check_folder
from tthc_desk.domain.errors import Code
from tthc_desk.exchange import drives
from tthc_desk.storage.folder import create_folder
from tthc_desk.ui.first_start.services import YES, Choices
from tthc_desk.ui.first_start.steps import Step
from tthc_desk.ui.shared.scan_reading import FAST_MS
from tthc_desk.usecases.messages import error_text

CARD = "001203004567|012345678|Nguyễn Thị Thử|15021990|Nữ|Tổ dân phố số 15, Mỹ Đình 1|11052021"
MRZ = "IDVNM2030045678001203004567<<<THU<<NGUYEN<THI<<<<"


@pytest.mark.parametrize(("before", "code"), [("x", CARD), ("/data/", CARD), ("/data/", MRZ)])
@pytest.mark.parametrize("step", [Step.FOLDER, Step.BACKUP])
def test_a_card_typed_into_a_path_is_refused_and_never_kept(
    tmp_path: Path, before: str, code: str, step: Step
) -> None:
    home = tmp_path / "sổ"
    put_pack(home)
    with wizard(home) as made:
        made.go_to(step)
        wait_until(lambda: not made.hint)
        made.write(before)
        made.scan(code, between_ms=FAST_MS * 4, end="")
        wait_until(lambda: "Chọn thư mục khác" in made.hint)
        made.press("F9")
        assert made.is_at(step)
    kept = (kept_folder(home) / "lua-chon.json").read_text()
    assert "001203004567" not in kept
    assert "0012030045678" not in kept
    assert "Thử" not in kept


@pytest.mark.parametrize("name", ["ệ" * 120, "x" * 300])
def test_a_name_too_long_is_said_in_a_sentence(tmp_path: Path, name: str) -> None:
    for place in (
        check_folder(str(tmp_path / name), lambda _: False),
        check_backup(str(tmp_path / name), str(tmp_path / "sổ")),
    ):
        assert place.problem is not None
        assert "dài quá" in error_text(place.problem)


def test_the_page_of_backups_does_not_look_for_ever(tmp_path: Path) -> None:
    put_pack(tmp_path / "sổ")
    with wizard(tmp_path / "sổ") as made:
        made.go_to(Step.BACKUP)
        made.write(str(tmp_path / ("ệ" * 120)))
        wait_until(lambda: "Đang xem" not in made.hint)
        assert "dài quá" in made.words
        assert "lỗi" not in made.message


def test_a_disk_without_room_is_refused_with_how_much_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drives, "free_bytes", lambda _: 300_000)
    for place in (
        check_folder(str(tmp_path / "sổ"), lambda _: False),
        check_backup(str(tmp_path / "sao"), str(tmp_path / "sổ")),
    ):
        assert place.problem is not None
        assert "cần ít nhất 500 MB" in error_text(place.problem)
    monkeypatch.setattr(drives, "free_bytes", lambda _: 600_000_000)
    assert check_folder(str(tmp_path / "sổ"), lambda _: False).problem is None


def test_a_ward_that_could_not_be_made_leaves_no_empty_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "mặc định"
    put_pack(home)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "full")

    with wizard(home) as made:
        made.go_to(Step.FOLDER)
        made.write(str(tmp_path / "ổ" / "khác"))
        wait_until(lambda: not made.hint)
        made.go_to(Step.SUMMARY)
        monkeypatch.setattr("tthc_desk.app.pack_start.create_folder", full)
        made.press("F9")
        assert not (tmp_path / "ổ").exists()
        monkeypatch.setattr("tthc_desk.app.pack_start.create_folder", create_folder)


def test_a_ward_that_lies_there_already_can_be_opened(tmp_path: Path) -> None:
    home, old = tmp_path / "mặc định", tmp_path / "sổ cũ"
    put_pack(home)
    make_training_ward(old)
    with wizard(home) as made:
        made.go_to(Step.FOLDER)
        made.write(str(old))
        wait_until(lambda: "Mở sổ đã có" in made.hint)
        made.press("Ctrl+1")
        wait_until(lambda: not made.frame.window.isVisible())
        made.settle()
        assert made.frame.folder == old
        made.end()
    assert paths.data_folder(home) == old
    assert not is_first_start(home)
    assert kept_choices(home) == Choices()


def test_a_folder_with_other_files_offers_nothing_to_open(tmp_path: Path) -> None:
    put_pack(tmp_path / "sổ")
    (tmp_path / "đầy").mkdir()
    (tmp_path / "đầy" / "ảnh.txt").write_text("x")
    with wizard(tmp_path / "sổ") as made:
        made.go_to(Step.FOLDER)
        made.write(str(tmp_path / "đầy"))
        wait_until(lambda: made.hint == "Chọn thư mục khác.")
        made.press("Ctrl+1")
        assert made.is_at(Step.FOLDER)


@pytest.mark.parametrize(
    "spoilt",
    [
        {"calendar": "abc"},
        {"printer": 3, "scanner": ["yes"]},
        {"folder": "x|y", "backup": "tương đối"},
        {"compared": "abc", "leader": None},
        {"step": "nowhere"},
        {"pack": {"a": 1}},
    ],
)
def test_kept_choices_that_were_damaged_are_dropped_one_by_one(
    tmp_path: Path, spoilt: dict[str, object]
) -> None:
    whole = Choices(
        Step.SUMMARY, str(tmp_path / "p"), "0" * 64, str(tmp_path / "a"), "lanhdao", YES, YES
    )
    keep_choices(tmp_path, whole)
    assert kept_choices(tmp_path) == whole
    file = kept_folder(tmp_path) / "lua-chon.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | spoilt))
    found = kept_choices(tmp_path)
    for name in ("step", "pack", "compared", "folder", "leader", "printer", "scanner"):
        expected = getattr(whole, name) if name not in spoilt else getattr(Choices(), name)
        assert getattr(found, name) == expected
    assert (found.backup, found.calendar) == ("", "")


@pytest.mark.parametrize("text", ["[]", "null", "7", '"a"', "{", "[" * 100_000])
def test_a_file_of_choices_that_is_none_is_as_if_there_were_none(tmp_path: Path, text: str) -> None:
    file = kept_folder(tmp_path) / "lua-chon.json"
    file.parent.mkdir(parents=True)
    file.write_text(text)
    assert kept_choices(tmp_path) == Choices()


def test_a_damaged_answer_does_not_stop_the_window(tmp_path: Path) -> None:
    home = tmp_path / "sổ"
    put_pack(home)
    with wizard(home) as made:
        made.go_to(Step.SUMMARY)
    file = kept_folder(home) / "lua-chon.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | {"calendar": "abc"}))
    with wizard(home) as made:
        assert "lỗi" not in made.message
        made.go_to(Step.SUMMARY)
        assert "để sau" in made.words


def test_the_refusal_of_a_clock_names_the_pack(tmp_path: Path) -> None:
    from datetime import timedelta

    from tests.helpers.packs import opened_pack
    from tests.helpers.program import MORNING
    from tthc_desk.app.clock import SetClock
    from tthc_desk.app.pack_start import make_ward_from_pack
    from tthc_desk.domain.errors import DeskError

    with pytest.raises(DeskError) as refused:
        make_ward_from_pack(tmp_path, opened_pack(), SetClock(MORNING - timedelta(days=900)))
    assert refused.value.code is Code.CLOCK
    assert error_text(refused.value).startswith("Gói lập lúc")
