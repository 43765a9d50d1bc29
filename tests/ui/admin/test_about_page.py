"""What the program says of itself, and copies."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from tests.helpers.admin_driver import AdminDriver
from tests.helpers.qt import grab
from tests.helpers.tracking_driver import BUSY, BusyWard
from tthc_desk import __version__
from tthc_desk.ui.shared.actions import Act


def lines(admin: AdminDriver) -> dict[str, str]:
    admin.press(Act.PART_2)
    return dict(admin.screen.about.texts())


def test_it_names_program_ward_folder_size_key_and_chain(
    admin: AdminDriver, ward: BusyWard
) -> None:
    ward.receive(1)
    shown = lines(admin)
    head, length = ward.store.queries.chain_head()
    assert shown["Phiên bản chương trình"] == __version__
    assert (shown["Đơn vị"], shown["Mã đơn vị hành chính"]) == (BUSY.name, BUSY.code)
    assert shown["Thư mục dữ liệu"] == str(ward.store.folder)
    assert shown["Tệp khóa"] == str(ward.store.folder / "ward.key")
    assert (ward.store.folder / "ward.key").is_file()
    assert shown["Dung lượng dữ liệu"].split()[-1] in ("kB", "MB")
    assert shown["Số sự kiện trong sổ"] == str(length)
    assert shown["Dấu chuỗi sự kiện"] == head.hex()[:16]
    grab(admin.screen, "admin-about")


def test_a_ward_without_an_event_has_no_head(admin: AdminDriver) -> None:
    assert lines(admin)["Dấu chuỗi sự kiện"] == "–"


def test_one_line_or_all_of_them_are_copied(admin: AdminDriver, ward: BusyWard) -> None:
    shown = lines(admin)
    name = "Sao chép: Thư mục dữ liệu"
    (copy,) = [
        b for b in admin.screen.about.findChildren(QPushButton) if b.accessibleName() == name
    ]
    copy.click()
    assert QGuiApplication.clipboard().text() == str(ward.store.folder)
    assert admin.press(Act.ACCEPT)
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied == [f"{title}: {text}" for title, text in shown.items()]


def test_f5_reads_the_chain_again(admin: AdminDriver, ward: BusyWard) -> None:
    before = lines(admin)["Số sự kiện trong sổ"]
    ward.receive(1)
    admin.press(Act.REFRESH)
    assert dict(admin.screen.about.texts())["Số sự kiện trong sổ"] != before
