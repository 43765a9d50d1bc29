"""The pack is shown in full: nothing `ward-pack show` prints stays hidden from a person."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.helpers.first_start_driver import put_pack, real_files, wizard
from tests.helpers.packs import SAMPLE, pack_bytes, png
from tests.helpers.program import MORNING
from tests.helpers.qt import shown_rows
from tthc_desk.app.pack_reading import open_pack, opened
from tthc_desk.ui.first_start.leader_page import LeaderPage
from tthc_desk.ui.first_start.pack_page import PackPage
from tthc_desk.ui.first_start.pack_rows import officer_rows, procedure_rows, profile_rows, ward_line
from tthc_desk.ui.first_start.steps import Step
from tthc_desk.ui.shared.record_table import TableRole


def whole_files() -> dict[str, str]:
    names = [path.name for path in SAMPLE.iterdir() if path.suffix in (".toml", ".csv")]
    files = {name: (SAMPLE / name).read_text(encoding="utf-8-sig") for name in names}
    return {**files, "phuong.toml": real_files()["phuong.toml"]}


def test_papers_steps_terms_and_fees_of_a_procedure_can_be_read() -> None:
    content = opened(pack_bytes(real_files())).content
    birth = next(
        row for row in procedure_rows(content, MORNING.date()) if row.cells[0] == "1.001193"
    )
    assert "1. Giấy chứng sinh (nộp; 1 bản chính)" in birth.whole
    assert "Bộ phận Một cửa 0,5 ngày → Tư pháp – Hộ tịch 4,5 ngày" in birth.whole
    assert "Thời hạn: 5 ngày làm việc" in birth.whole
    assert "mức thu: không thu" in birth.whole


def test_the_profile_names_the_mark_of_the_day_two_up_and_telephones() -> None:
    content = opened(pack_bytes(real_files())).content
    rows = {row.cells[0]: row.cells[1] for row in profile_rows(content)}
    assert rows["Giờ tính sang hôm sau"] == "15:00"
    assert rows["Giấy tiếp nhận"] in ("hai tờ A5 trên một tờ A4", "mỗi tờ một trang")
    for officer, row in zip(content.ward.officers, officer_rows(content), strict=True):
        assert officer.phone in row.whole
        assert officer.name == row.cells[0]


def test_what_is_not_known_of_procedures_is_counted() -> None:
    files = real_files()
    files["thu-tuc.csv"] = files["thu-tuc.csv"].replace("Trong ngày làm việc,,2.000 đ/trang", ",,")
    found = opened(pack_bytes(real_files()))
    assert "chưa rõ" not in ward_line(found, MORNING.date())
    whole = opened(pack_bytes(whole_files()))
    cells = [row.cells for row in procedure_rows(whole.content, MORNING.date())]
    terms = sum(row[3] == "chưa rõ" for row in cells)
    charges = sum(row[4] == "chưa rõ" for row in cells)
    line = ward_line(whole, MORNING.date())
    assert (f"{terms} chưa rõ thời hạn" in line) is (terms > 0)
    assert (f"{charges} chưa rõ mức thu" in line) is (charges > 0)


@pytest.mark.parametrize("width", [1093, 1366])
def test_names_are_not_cut_and_all_of_a_line_can_be_read_by_keys(
    tmp_path: Path, width: int
) -> None:
    put_pack(tmp_path / "sổ")
    with wizard(tmp_path / "sổ") as made:
        made.press("Ctrl+1", "Ctrl+2")
        made.frame.window.resize(width, 574)
        made.settle()
        page = made.page
        assert isinstance(page, PackPage)
        view = page.content.current
        names = [row[0] for row in shown_rows(view)]
        widest = max(view.fontMetrics().horizontalAdvance(f"{name}  ") for name in names)
        assert view.columnWidth(0) > widest
        view.setFocus()
        made.press(Qt.Key.Key_Down)
        shown = page.content.whole.toPlainText()
        assert all(cell in shown for cell in shown_rows(view)[1])
        made.go_to(Step.LEADER)
        leaders = made.page
        assert isinstance(leaders, LeaderPage)
        current = leaders.view.current_record()
        assert f"{current.name} · {current.title}" in made.words
        tips = leaders.view.model().index(0, 1).data(Qt.ItemDataRole.ToolTipRole)
        assert tips == current.title


def test_the_logo_is_shown_as_a_picture(tmp_path: Path) -> None:
    logo = png(300, 200, padding=0)
    put_pack(tmp_path / "sổ", pack_bytes(real_files(), logo=logo))
    with wizard(tmp_path / "sổ") as made:
        made.press("Ctrl+1")
        shown = [one for one in made.page.findChildren(QLabel) if not one.pixmap().isNull()]
        assert len(shown) == 1
        assert shown[0].isVisible()


def test_without_a_pack_the_tables_do_not_speak_of_one(tmp_path: Path) -> None:
    with wizard(tmp_path / "sổ") as made:
        made.press("Ctrl+1")
        page = made.page
        assert isinstance(page, PackPage)
        assert page.content.current._empty_text == "Chưa chọn gói nào."


def test_packs_that_cannot_be_read_come_last_and_paths_show_their_stick(tmp_path: Path) -> None:
    home = tmp_path / "sổ"
    put_pack(home, b"x", "A_HONG.tthcpack")
    good = put_pack(home)
    with wizard(home) as made:
        made.press("Ctrl+1")
        page = made.page
        assert isinstance(page, PackPage)
        found = [
            page.chooser.list.model().index(at, 0).data(TableRole.RECORD)
            for at in range(page.chooser.list.model().rowCount())
        ]
        assert [one.pack is None for one in found] == [False, True]
        assert shown_rows(page.chooser.list)[0][2] == str(good)
        assert page.chooser.list.textElideMode() is Qt.TextElideMode.ElideMiddle


def test_a_pack_for_training_is_no_good_news_on_the_real_way(tmp_path: Path) -> None:
    put_pack(tmp_path / "sổ", pack_bytes())
    with wizard(tmp_path / "sổ") as made:
        made.press("Ctrl+1")
        page = made.page
        assert isinstance(page, PackPage)
        assert page.state.startswith("▲ Gói TẬP HUẤN")
        assert page._state.property("tone") == "warning"
    assert open_pack(tmp_path / "sổ" / "goi-phuong" / "PHUONG_00625.tthcpack").content.ward.training
