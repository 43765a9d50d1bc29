"""A ward pack in the window: found, looked at in full, its key compared, taken over whole."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QPushButton

from tests.helpers.logos import make_logo
from tests.helpers.packs import (
    BIRTH,
    MADE_AT,
    MORNING,
    OTHER_SIGNER,
    changed,
    opened_pack,
    pack_bytes,
    small_files,
)
from tests.helpers.procedures import a_procedure
from tests.helpers.qt import grab, press, shown_rows, type_text, unnamed_controls
from tests.helpers.ui_fakes import RecordingMessages
from tthc_desk.app.clock import SetClock
from tthc_desk.app.pack_start import make_ward_from_pack
from tthc_desk.app.window_admin import admin_services
from tthc_desk.app.wiring import Desk, open_desk
from tthc_desk.domain.errors import Code, DeskError
from tthc_desk.domain.events import EventKind
from tthc_desk.domain.office_hours import OfficeHours
from tthc_desk.domain.officers import Officer, Role
from tthc_desk.domain.procedure import DeadlineMode, Procedure
from tthc_desk.storage.folder import PACKS
from tthc_desk.ui.admin.admin_screen import AdminScreen
from tthc_desk.ui.admin.pack_page import PackPage
from tthc_desk.ui.admin.procedure_rows import procedure_rows
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.kit import Kit
from tthc_desk.ui.shared.messages import Question
from tthc_desk.ui.shared.ward_rows import profile_rows
from tthc_desk.usecases.catalogue import CatalogueDifference, FieldChange, ProcedureChange
from tthc_desk.usecases.messages import error_text
from tthc_desk.usecases.paper_facts import FormSet
from tthc_desk.usecases.ward import Ward

TOML, STAFF, WORK, CALENDAR = "phuong.toml", "can-bo.csv", "thu-tuc.csv", "lich-2026.csv"
LATER = MADE_AT + timedelta(days=1)
TODAY = MORNING.date()


def full_of_changes() -> dict[str, str]:
    """Change something in every part of the small pack."""
    files = changed(TOML, '"Quầy 2"]', '"Quầy 2", "Quầy 3"]')
    staff = files[STAFF].replace("Trần Văn Mẫu Hai", "Trần Văn Thử Hai").splitlines(keepends=True)
    kept = "".join(line for line in staff if not line.startswith("congan"))
    work = files[WORK].replace("5 ngày làm việc", "3 ngày làm việc").replace("4.5", "2.5")
    return files | {
        STAFF: f"{kept}moi,Đỗ Văn Thử Mới,counter,,,\n",
        WORK: f"{work}1.000689,Nhận cha mẹ con,Hộ tịch,UBND phường,3 ngày,,,Miễn phí,\n",
        CALENDAR: files[CALENDAR] + "2026-12-05,make_up,Làm bù thử,Thử,high\n",
        "loi-van.toml": files["loi-van.toml"] + '\n[refusal]\ntitle = "PHIẾU TỪ CHỐI THỬ"\n',
    }


@dataclass
class PackDriver:
    """What an officer does on the page of packs."""

    screen: AdminScreen
    desk: Desk
    messages: RecordingMessages
    folder: Path

    @property
    def page(self) -> PackPage:
        """Give the page."""
        return self.screen.packs

    @property
    def parts(self) -> dict[str, str]:
        """Read the parts with their counts."""
        return {row[0]: row[1] for row in shown_rows(self.page.difference.parts)}

    def put(self, files: dict[str, str] | None = None, name: str = "moi", **how: Any) -> Path:
        """Bring a pack on a stick."""
        path = self.folder / f"{name}.tthcpack"
        path.write_bytes(pack_bytes(files or full_of_changes(), **({"made_at": LATER} | how)))
        return path

    def read(self, files: dict[str, str] | None = None, **how: Any) -> None:
        """Choose a pack in the window of files."""
        self.page.chooser.file_chosen.emit(self.put(files, **how))

    def rows(self, part: str) -> list[tuple[str, ...]]:
        """Go to a part and read its table."""
        titles = [row[0] for row in shown_rows(self.page.difference.parts)]
        self.page.difference.parts.select_row(titles.index(part))
        return shown_rows(self.page.difference.table)

    def accept(self) -> None:
        """Press F9 and say yes."""
        assert self.screen.carry_out(Act.ACCEPT)
        self.messages.answer("Áp dụng gói")

    @property
    def events(self) -> list[EventKind]:
        """Name what the ward wrote of packs."""
        found = self.desk.store.queries.timeline("00625")
        return [event.kind for event in found]

    def untouched(self) -> bool:
        """Say whether no pack was taken over since the ward was made."""
        return self.events == [EventKind.WARD_OPENED]


def made_page(kit: Kit, desk: Desk, folder: Path, login: str) -> PackDriver:
    """Let an officer open the page."""
    assert isinstance(kit.messages, RecordingMessages)
    kit.session.enter(desk.actor(login))
    screen = AdminScreen(replace(kit, now=desk.clock.now))
    screen.resize(1202, 650)
    screen.show()
    screen.on_ready(admin_services(desk))
    screen.on_shown()
    screen.carry_out(Act.PART_4)
    return PackDriver(screen, desk, kit.messages, folder)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    clock = SetClock(MORNING)
    make_ward_from_pack(tmp_path / "ward", opened_pack(), clock)
    with open_desk(tmp_path / "ward", clock) as opened:
        yield opened


@pytest.fixture
def packs(kit: Kit, desk: Desk, tmp_path: Path) -> Iterator[PackDriver]:
    made = made_page(kit, desk, tmp_path, "lanhdao")
    yield made
    made.screen.close()
    made.screen.deleteLater()


def test_the_page_says_which_pack_is_in_force_and_lists_what_was_found(
    packs: PackDriver, desk: Desk
) -> None:
    pinned = desk.packs.pinned()
    assert pinned is not None
    assert (
        packs.page.state_text
        == f"Gói đang dùng: lập lúc 20/11/2026 09:00, khóa ký {pinned.key_id}."
    )
    home = desk.store.folder / PACKS
    home.mkdir()
    (home / "a.tthcpack").write_bytes(pack_bytes())
    (home / "b.tthcpack").write_bytes(pack_bytes(full_of_changes(), made_at=LATER))
    (home / "c.tthcpack").write_bytes(b"{}")
    (home / "d.tthcpack").write_bytes(pack_bytes(made_at=MADE_AT - timedelta(days=9)))
    packs.screen.carry_out(Act.REFRESH)
    rows = shown_rows(packs.page.chooser.list)
    assert [row[2] for row in rows] == ["đang dùng", "mới hơn", "cũ hơn", ""]
    assert rows[3][0] == "✕ không đọc được"
    assert packs.page.chooser.list.currentIndex().row() == 1
    grab(packs.screen, "pack-list-1202")


def test_a_pack_shows_every_part_with_old_and_new_values(packs: PackDriver) -> None:
    packs.read()
    assert packs.page.shows_difference
    assert packs.parts == {
        "Hồ sơ phường": "1",
        "Cán bộ": "3",
        "Thủ tục": "2",
        "Lịch năm": "1",
        "Lời văn": "1",
        "Gói tự nhắc": packs.parts["Gói tự nhắc"],
    }
    assert packs.rows("Hồ sơ phường") == [
        ("Đổi", "Quầy", "", "Quầy 1, Quầy 2", "Quầy 1, Quầy 2, Quầy 3")
    ]
    staff = packs.rows("Cán bộ")
    names = ("Trần Văn Mẫu Hai", "Trần Văn Thử Hai")
    assert ("Đổi", f"{names[1]} (quay2)", "Họ tên", *names) in staff
    assert {(row[0], row[1]) for row in staff} >= {
        ("Bỏ", "Bùi Văn Mẫu Tám (congan)"),
        ("Thêm", "Đỗ Văn Thử Mới (moi)"),
    }
    work = packs.rows("Thủ tục")
    assert ("Đổi", f"{BIRTH} Khai sinh", "Thời hạn", "5 ngày làm việc", "3 ngày làm việc") in work
    (plan,) = [row for row in work if row[2] == "Quy trình nội bộ"]
    assert [plan[at].rsplit(" → ")[-1].split()[-2] for at in (3, 4)] == ["4,5", "2,5"]
    assert ("Thêm", "1.000689 Nhận cha mẹ con") in {row[:2] for row in work}
    assert packs.rows("Lịch năm") == [("Thêm", "05/12/2026", "thứ Bảy", "–", "Làm bù · Làm bù thử")]
    ((_, paper, place, old, new),) = packs.rows("Lời văn")
    assert (paper, place, old, new) == (
        "Phiếu từ chối tiếp nhận", "title", "lời của mẫu", "PHIẾU TỪ CHỐI THỬ",
    )  # fmt: skip
    assert "1 điểm của hồ sơ phường, 3 cán bộ, 2 thủ tục" in packs.page.difference.state_text
    assert packs.untouched()


def test_a_logo_that_comes_or_changes_is_a_row_of_the_profile(packs: PackDriver) -> None:
    packs.read(small_files(), logo=make_logo())
    ((kind, what, _, old, new),) = packs.rows("Hồ sơ phường")
    assert (kind, what, old) == ("Đổi", "Logo", "không")
    assert new.startswith("có, in nhỏ cạnh tên cơ quan (ảnh ")


@pytest.mark.parametrize("name", [one.name for one in fields(Procedure)])
def test_every_field_of_a_procedure_is_shown_in_words(name: str) -> None:
    if name not in {"code", "valid_from", "valid_to"}:
        change = ProcedureChange(a_procedure(), a_procedure(), (FieldChange(name, None, None),))
        rows = procedure_rows(CatalogueDifference((), (change,), (), (), (), ()))
        assert all(row.point for row in rows)
        assert len(rows) >= 2


def test_nothing_would_change_is_said_plainly(packs: PackDriver) -> None:
    packs.read(small_files())
    assert "không đổi gì trong sổ; chỉ ghi nhận gói mới" in packs.page.difference.state_text
    packs.read(small_files(), made_at=MADE_AT)
    assert "Đây là gói đang dùng" in packs.page.difference.state_text
    assert set(packs.parts.values()) <= {"", packs.parts["Gói tự nhắc"]}


def test_a_logo_that_changes_is_seen_beside_the_one_in_use(packs: PackDriver) -> None:
    packs.read(small_files(), logo=make_logo())
    packs.rows("Hồ sơ phường")
    old, new = packs.page.difference.pictures
    assert (old.isVisible(), new.isVisible()) == (False, True)
    packs.accept()
    later = LATER + timedelta(hours=1)
    packs.read(
        changed(TOML, '"Quầy 2"]', '"Quầy 2", "Quầy 3"]'),
        logo=make_logo(200, 280, (0, 0, 160, 255)),
        made_at=later,
        name="khac",
    )
    rows = [row[1] for row in packs.rows("Hồ sơ phường")]
    packs.page.difference.table.select_row(rows.index("Logo"))
    assert (old.isVisible(), new.isVisible()) == (True, True)
    middles = [
        one.pixmap().toImage().pixelColor(one.pixmap().rect().center()) for one in (old, new)
    ]
    assert middles == [QColor(170, 20, 30), QColor(0, 0, 160)]
    for width, height in ((1202, 650), (929, 458)):
        packs.screen.resize(width, height)
        grab(packs.screen, f"pack-logos-{width}")
    packs.page.difference.table.select_row(1 - rows.index("Logo"))
    assert (old.isVisible(), new.isVisible()) == (False, False)


def test_f9_asks_once_and_takes_the_whole_pack_over(packs: PackDriver, desk: Desk) -> None:
    told: list[Ward] = []
    packs.screen.ward_changed.connect(lambda ward, _: told.append(ward))
    packs.read()
    packs.screen.carry_out(Act.ACCEPT)
    question = packs.messages.questions[-1]
    assert isinstance(question, Question)
    assert (question.safe, "từ 23/11/2026" in question.detail) == ("Quay lại", True)
    assert packs.untouched()
    packs.messages.answer("Áp dụng gói")
    assert packs.events == [EventKind.WARD_OPENED, EventKind.WARD_PACK_APPLIED]
    assert [one.desks for one in told] == [("Quầy 1", "Quầy 2", "Quầy 3")]
    assert packs.messages.said[-1][1].startswith("Đã áp dụng gói lập lúc 21/11/2026 09:00: 1 điểm")
    assert not packs.page.shows_difference
    assert "lập lúc 21/11/2026 09:00" in packs.page.state_text
    assert list(desk.upkeep.verify()) == []


def test_a_pack_that_changes_no_procedure_is_asked_for_without_a_day(packs: PackDriver) -> None:
    packs.read({**small_files(), STAFF: full_of_changes()[STAFF]})
    packs.screen.carry_out(Act.ACCEPT)
    question = packs.messages.questions[-1]
    assert isinstance(question, Question)
    assert question.detail == "Đổi 3 cán bộ."


def test_going_back_from_the_question_or_by_esc_changes_nothing(packs: PackDriver) -> None:
    packs.read()
    packs.screen.carry_out(Act.ACCEPT)
    packs.messages.answer("Quay lại")
    assert packs.page.shows_difference
    assert packs.screen.carry_out(Act.BACK)
    assert not packs.page.shows_difference
    assert not packs.screen.carry_out(Act.BACK)
    assert packs.untouched()


def test_changed_procedures_begin_on_the_day_that_was_chosen(packs: PackDriver, desk: Desk) -> None:
    packs.read()
    first = TODAY + timedelta(days=8)
    packs.page.difference.day.setText(f"{first:%d%m%Y}")
    packs.screen.carry_out(Act.ACCEPT)
    assert packs.messages.questions == []
    assert f"{first:%d/%m/%Y}" in {row[4] for row in packs.rows("Thủ tục")}
    packs.accept()
    book = desk.rules.book()
    assert book.procedure(BIRTH, first - timedelta(days=1)).valid_to == first - timedelta(days=1)
    assert book.procedure(BIRTH, first).valid_from == first


@pytest.mark.parametrize("typed", ["22112026", "hôm qua"])
def test_a_day_gone_by_or_no_day_is_refused_under_its_field(packs: PackDriver, typed: str) -> None:
    packs.read()
    packs.page.difference.day.setText(typed)
    packs.screen.carry_out(Act.ACCEPT)
    assert packs.page.difference._form.error_of("from") == "E_DATE"
    assert packs.messages.questions == []
    packs.page.difference.day.clear()
    packs.page.difference.day.editingFinished.emit()
    assert packs.page.difference._form.error_of("from") == ""


def test_another_key_is_taken_only_once_it_was_compared(packs: PackDriver, desk: Desk) -> None:
    packs.read(signer=OTHER_SIGNER)
    view = packs.page.difference
    assert shown_rows(view.parts)[0] == ("▲ Khóa ký gói", "")
    assert view.check.isVisible()
    packs.screen.carry_out(Act.ACCEPT)
    assert "Đánh dấu đã đối chiếu" in packs.messages.last
    assert packs.messages.questions == []
    type_text(view.check.typed, "0000 1111")
    packs.screen.carry_out(Act.ACCEPT)
    assert "chưa đủ hoặc không khớp" in packs.messages.last
    view.check.typed.clear()
    press(view.check.compared, Qt.Key.Key_Space)
    packs.screen.carry_out(Act.REFRESH)
    assert view.check.compared.isChecked()
    packs.accept()
    pinned = desk.packs.pinned()
    assert pinned is not None
    assert pinned.public == OTHER_SIGNER.public


def test_the_tick_for_one_pack_is_none_for_the_next(packs: PackDriver) -> None:
    packs.read(signer=OTHER_SIGNER)
    packs.page.difference.check.compared.setChecked(True)
    packs.rows("Cán bộ")
    packs.read(signer=OTHER_SIGNER, name="khac")
    assert packs.page.difference.missing
    assert packs.page.difference.check.isVisible()


def test_only_a_supervisor_takes_a_pack_over(kit: Kit, desk: Desk, tmp_path: Path) -> None:
    packs = made_page(kit, desk, tmp_path, "quay1")
    packs.read()
    assert packs.screen.carry_out(Act.ACCEPT) is False
    (button,) = (
        one for one in packs.screen.findChildren(QPushButton) if "Áp dụng gói" in one.text()
    )
    assert (button.isEnabled(), button.toolTip()) == (False, Code.SUPERVISOR.value)
    assert packs.page.difference.missing_text == Code.SUPERVISOR.value
    assert packs.messages.questions == []
    assert packs.untouched()
    packs.screen.deleteLater()


@pytest.mark.parametrize(
    ("files", "how", "code"),
    [
        (small_files(), {"made_at": MADE_AT - timedelta(days=1)}, Code.PACK),
        (changed(TOML, "00625", "00626"), {}, Code.PACK),
        (changed(TOML, "training = true", "training = false"), {}, Code.PACK),
    ],
)
def test_a_pack_that_is_not_for_this_ward_now_is_refused_in_one_sentence(
    packs: PackDriver, files: dict[str, str], how: dict[str, Any], code: Code
) -> None:
    packs.read(files, **how)
    assert not packs.page.shows_difference
    assert packs.page.state_text == code.value
    assert packs.untouched()


def test_files_that_are_no_packs_are_refused_in_one_sentence(
    packs: PackDriver, tmp_path: Path
) -> None:
    huge, folder, junk = (tmp_path / f"{name}.tthcpack" for name in ("to", "thư mục", "rác 1"))
    with huge.open("wb") as file:
        file.truncate(21 * 1024 * 1024)
    folder.mkdir()
    junk.write_bytes(b"\x00" * 99)
    for path, code in (
        (huge, Code.FORMAT),
        (folder, Code.IO),
        (junk, Code.PACK_FILE),
        (tmp_path / "không có.tthcpack", Code.IO),
    ):
        packs.page.read(path)
        assert packs.page.state_text == code.value
        assert packs.page.can_go


def test_what_changed_meanwhile_is_shown_anew_and_nothing_is_saved(
    packs: PackDriver, desk: Desk
) -> None:
    packs.read()
    packs.screen.carry_out(Act.ACCEPT)
    year = desk.rules.book().calendar.years[2026]
    desk.upkeep.save_year(replace(year, confirmed=False), desk.actor("lanhdao"))
    packs.messages.answer("Áp dụng gói")
    (error,) = packs.messages.failures
    assert isinstance(error, DeskError)
    assert "xem lại khác biệt" in error_text(error)
    assert packs.untouched()
    assert packs.rows("Lịch năm")[0][3:] == ("chưa xác nhận", "đã xác nhận")
    packs.accept()
    assert not packs.untouched()


def test_a_second_change_on_one_day_says_so_and_another_day_is_taken(packs: PackDriver) -> None:
    packs.read()
    packs.accept()
    files = full_of_changes()
    files[WORK] = files[WORK].replace("3 ngày làm việc", "4 ngày làm việc").replace("2.5", "3.5")
    packs.read(files, made_at=LATER + timedelta(hours=1))
    assert packs.rows("Thủ tục")[0][0] == "Vướng ngày"
    told = packs.page.difference.missing
    assert "đã có bản bắt đầu đúng ngày 23/11/2026" in told
    assert "sớm nhất 24/11/2026" in told
    packs.screen.carry_out(Act.ACCEPT)
    assert packs.messages.questions[1:] == []
    assert packs.page.difference.day.value() == TODAY + timedelta(days=1)
    assert packs.rows("Thủ tục")[0][0] != "Vướng ngày"
    assert packs.events.count(EventKind.WARD_PACK_APPLIED) == 1
    packs.accept()
    assert packs.events.count(EventKind.WARD_PACK_APPLIED) == 2


def test_a_pack_in_force_brings_back_what_was_changed_since(packs: PackDriver, desk: Desk) -> None:
    year = desk.rules.book().calendar.years[2026]
    desk.upkeep.save_year(replace(year, confirmed=False), desk.actor("lanhdao"))
    packs.read(small_files(), made_at=MADE_AT)
    assert packs.parts["Lịch năm"] == "1"
    packs.accept()
    assert desk.rules.book().calendar.years[2026].confirmed


def test_dates_the_new_calendar_moves_are_decided_at_once(packs: PackDriver, desk: Desk) -> None:
    from tests.helpers.factories import make_line
    from tthc_desk.usecases.intake_request import intake_request

    request = intake_request(make_line(procedure=BIRTH))
    desk.intake.take_in(request, desk.actor("quay1"))
    files = small_files()
    files[CALENDAR] += "2026-11-25,holiday,Ngày nghỉ thử,Thử,high\n"
    packs.read(files)
    packs.accept()
    dialog = packs.screen.review.dialog
    assert dialog is not None
    assert dialog.isVisible()
    assert len(shown_rows(dialog.list)) == 1
    dialog.close()


def test_a_ward_made_without_a_pack_says_so(kit: Kit, tmp_path: Path) -> None:
    from tests.helpers.program import make_training_ward

    make_training_ward(tmp_path / "sổ")
    with open_desk(tmp_path / "sổ", SetClock(MORNING)) as desk:
        packs = made_page(kit, desk, tmp_path, "lanhdao")
        assert "lập không từ gói nào" in packs.page.state_text
        packs.read(small_files())
        assert packs.page.difference.check.isVisible()
        packs.screen.deleteLater()


OTHER_VALUES: dict[str, Any] = {
    "form_set": FormSet.TT03_2025,
    "deadline_mode": DeadlineMode.PAUSE,
    "hours": OfficeHours(fifteen_mark=OfficeHours().morning_end),
    "desks": ("Quầy 9",),
    "printing_two_up": True,
    "letter_symbols": (("refusal", "TC"),),
    "units": (("Tư pháp thử", ("Hộ tịch",)),),
}


@pytest.mark.parametrize(
    "name",
    [
        one.name
        for one in fields(Ward)
        if one.name not in {"officers", "former", "wording", "official_screen", "training"}
    ],
)
def test_no_field_of_a_profile_changes_unseen(desk: Desk, name: str) -> None:
    ward = desk.rules.book().ward
    changed_ward = replace(ward, **{name: OTHER_VALUES.get(name, "khác")})
    assert getattr(changed_ward, name) != getattr(ward, name)
    assert profile_rows(changed_ward) != profile_rows(ward)


def test_every_control_has_a_name_and_the_page_fits_the_smallest_window(
    packs: PackDriver,
) -> None:
    assert unnamed_controls(packs.screen) == []
    packs.read(signer=OTHER_SIGNER)
    assert unnamed_controls(packs.screen) == []
    assert packs.screen.minimumSizeHint().width() <= 1093 - 165
    assert packs.screen.minimumSizeHint().height() <= 574 - 100


@pytest.mark.parametrize(("width", "height"), [(1202, 650), (928, 496)])
def test_pictures_of_the_difference_in_both_windows(
    packs: PackDriver, width: int, height: int
) -> None:
    packs.screen.resize(width, height)
    grab(packs.screen, f"pack-empty-{width}")
    packs.read(signer=OTHER_SIGNER)
    grab(packs.screen, f"pack-key-{width}")
    for at, part in enumerate(packs.parts):
        packs.rows(part) if part != "▲ Khóa ký gói" else None
        grab(packs.screen, f"pack-part-{at}-{width}")
    packs.read(small_files())
    grab(packs.screen, f"pack-nothing-{width}")
    packs.read(small_files(), made_at=MADE_AT - timedelta(days=1))
    grab(packs.screen, f"pack-older-{width}")
    assert packs.screen.size().width() == width


def test_officers_are_told_apart_field_by_field() -> None:
    from tthc_desk.ui.admin.pack_parts import _officer_rows
    from tthc_desk.usecases.pack_difference import OfficerChange

    before = Officer("a", "Nguyễn Văn Thử", Role.COUNTER, "x", "y", "1")
    for one in fields(Officer):
        if one.name == "login":
            continue
        value: Any = Role.SUPERVISOR if one.name == "role" else "khác"
        after = replace(before, **{one.name: value})
        assert len(list(_officer_rows(OfficerChange("a", before, after)))) == 1


def test_days_chosen_before_are_kept_when_read_again(packs: PackDriver) -> None:
    packs.read()
    packs.page.difference.day.setText("01122026")
    packs.page.difference.day.editingFinished.emit()
    packs.screen.carry_out(Act.REFRESH)
    look = packs.page.difference.look
    assert look is not None
    assert look.change.from_day == date(2026, 12, 1)
