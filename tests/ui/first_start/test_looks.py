"""Nothing is cut, nothing moves: long paths, the list of steps, the field of a fingerprint."""

from pathlib import Path

from PySide6.QtWidgets import QLabel

from tests.helpers.first_start_driver import put_pack, wizard
from tests.helpers.program import wait_until
from tthc_desk.ui.first_start.key_page import KeyPage
from tthc_desk.ui.first_start.step_list import StepList
from tthc_desk.ui.first_start.steps import Step


def test_long_paths_are_whole_on_the_last_page_in_the_smallest_window(tmp_path: Path) -> None:
    home = tmp_path / "sổ"
    put_pack(home)
    long = "/".join(["Thư mục rất dài của phường"] * 7)
    with wizard(home) as made:
        made.frame.window.resize(1093, 574)
        made.go_to(Step.FOLDER)
        made.write(str(tmp_path / long))
        wait_until(lambda: not made.hint)
        made.press("F9", "F9")
        made.go_to(Step.BACKUP)
        made.write(str(tmp_path / f"sao {long}"))
        wait_until(lambda: not made.hint)
        made.go_to(Step.SUMMARY)
        made.press("F9")
        wait_until(lambda: "Phường đã sẵn sàng" in made.words)
        made.settle()
        for shown in made.page.findChildren(QLabel):
            assert shown.height() >= shown.heightForWidth(shown.width()), shown.text()
        assert made.frame.window.height() == 574


def test_the_list_of_steps_does_not_move_as_steps_are_done(tmp_path: Path) -> None:
    put_pack(tmp_path / "sổ")
    with wizard(tmp_path / "sổ") as made:
        steps = made.frame.window.findChild(StepList)
        assert isinstance(steps, StepList)
        lines = steps.findChildren(QLabel)
        before = [one.y() for one in lines]
        made.go_to(Step.SUMMARY)
        assert [one.y() for one in lines] == before


def test_the_field_of_a_fingerprint_has_room_for_its_letters(tmp_path: Path) -> None:
    put_pack(tmp_path / "sổ")
    with wizard(tmp_path / "sổ") as made:
        made.go_to(Step.KEY)
        page = made.page
        assert isinstance(page, KeyPage)
        assert page.check.typed.height() >= page.check.typed.fontMetrics().height() + 8
