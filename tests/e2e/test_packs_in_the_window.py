"""A ward pack taken over in the window by somebody whom it takes away."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.helpers.packs import MADE_AT, MORNING, opened_pack, pack_bytes, small_files
from tests.helpers.program import Program, program
from tthc_desk.app.clock import SetClock
from tthc_desk.app.pack_start import make_ward_from_pack

STAFF, LEADER = "can-bo.csv", "lanhdao"


def other_leader() -> dict[str, str]:
    """Give the small pack with another supervisor in the place of its own."""
    files = small_files()
    lines = files[STAFF].splitlines(keepends=True)
    kept = "".join(line for line in lines if not line.startswith(LEADER))
    return {**files, STAFF: f"{kept}moi,Đỗ Văn Thử Mới,supervisor,,,\n"}


@pytest.fixture
def window(styled: object, tmp_path: Path) -> Iterator[Program]:
    del styled
    clock = SetClock(MORNING)
    make_ward_from_pack(tmp_path / "ward", opened_pack(), clock)
    with program(tmp_path / "ward", clock) as made:
        made.wait_for_ward()
        yield made


def sign_in_leader(window: Program) -> str:
    """Sign the supervisor in; give the name."""
    officers = opened_pack().content.ward.officers
    at = [one.login for one in officers].index(LEADER)
    window.sign_in(str(at + 1))
    return officers[at].name


def apply(window: Program, file: Path, files: dict[str, str]) -> None:
    """Open a pack as by a double click and say yes."""
    file.write_bytes(pack_bytes(files, made_at=MADE_AT + timedelta(days=1)))
    window.frame.open_file(file)
    window.settle()
    window.press("F9")
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    (yes,) = (b for b in dialog.findChildren(QPushButton) if "Áp dụng" in b.text())
    yes.click()
    window.settle()


def test_a_supervisor_whom_a_pack_takes_away_reads_that_it_was_taken_over(
    window: Program, tmp_path: Path
) -> None:
    name = sign_in_leader(window)
    apply(window, tmp_path / "phuong.tthcpack", other_leader())
    told = window.message
    assert told.startswith("Đã áp dụng gói lập lúc 21/11/2026 09:00: 2 cán bộ.")
    assert f"{name} không còn trong hồ sơ phường" in told
    assert "Quầy" not in told
    window.sign_in("1")
    assert window.message == ""


def test_a_desk_that_is_gone_is_named_alone(window: Program, tmp_path: Path) -> None:
    name = sign_in_leader(window)
    files = small_files()
    files["phuong.toml"] = files["phuong.toml"].replace('"Quầy 1"', '"Quầy 7"')
    apply(window, tmp_path / "phuong.tthcpack", files)
    assert "Quầy 1 không còn trong hồ sơ phường" in window.message
    assert name not in window.message
