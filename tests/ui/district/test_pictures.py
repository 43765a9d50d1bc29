"""Every place of the window fits the smallest screen; pictures of them, for a person to look at."""

from pathlib import Path

import pytest

from tests.helpers.district_driver import BusyDistrict, DistrictDriver, settle
from tests.helpers.districts import SendingWard
from tests.helpers.qt import grab, type_text
from tthc_desk.ui.shared.actions import Act

SIZES = {"large": (1366, 728), "small": (1093, 574)}


@pytest.mark.parametrize("size", SIZES)
def test_every_place_fits_the_screen(
    driver: DistrictDriver, district: BusyDistrict, tmp_path: Path, size: str
) -> None:
    driver.window.resize(*SIZES[size])

    def picture(name: str) -> None:
        settle()
        grab(driver.window, f"{name}-{size}")
        assert (driver.window.width(), driver.window.height()) == SIZES[size]

    assert driver.board.isVisible()
    driver.board.carry_out(Act.NEW)
    picture("board-missing")
    for _ in range(2):
        driver.board.carry_out(Act.NEW)
    picture("board")
    for at, name in enumerate(("report", "report-fields", "report-charts")):
        driver.report.show_part(at)
        picture(name)
    driver.report.show_part(0)
    driver.report.wards.select_row(2)
    driver.report.wards.activated_record.emit(driver.report.wards.current_record())
    picture("report-periods")
    picture("receipt-empty") if driver.receipt else None
    driver.receipt.take([heap(district, tmp_path)])
    picture("receipt")
    assert driver.wards.isVisible()
    picture("wards")
    new = SendingWard("00640", "phường Thử Nghiệm", made_at=district.clock.at)
    key = tmp_path / "KHOA_00640.json"
    key.write_bytes(new.key_file())
    driver.wards.read(key)
    type_text(driver.wards.enrol.typed, new.fingerprint[:12] + "0000 12")
    picture("enrol")


def heap(district: BusyDistrict, folder: Path) -> Path:
    """Lay a folder of files beside one another: known, new, changed, foreign, junk."""
    place = folder / "usb"
    place.mkdir()
    lacking = district.ward("Đại Mỗ")
    files = [district.sent[lacking.code, number] for number in (8, 9, 10)]
    for file in files:
        (place / file.name).write_bytes(file.data)
    stranger = SendingWard("00641", "phường Lạ")
    strange = stranger.year([10])[0]
    (place / strange.name).write_bytes(strange.data)
    (place / "TOTALS_00634_2026-10-01_2026-10-31_12 (1).json").write_bytes(files[-1].data[:-40])
    (place / "anh-chup.jpg").write_bytes(b"\xff\xd8 picture")
    (place / "ghi chú.txt").write_text("mua sữa", encoding="utf-8")
    return place
