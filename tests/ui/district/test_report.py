"""The consolidated report on the screen equals an independent sum, and leaves it whole."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.helpers.district_driver import BusyDistrict, DistrictDriver
from tests.helpers.districts import SendingWard, deliver, enrol, month, new_district
from tests.helpers.qt import press, shown_rows
from tthc_desk.domain.tally import add_up
from tthc_desk.domain.totals import Chain
from tthc_desk.ui.district.places import BOARD
from tthc_desk.ui.district.report_columns import FigureRow, Rank
from tthc_desk.ui.district.report_period import ReportSpan, report_days
from tthc_desk.ui.shared.actions import Act
from tthc_desk.ui.shared.kit import Kit


def number(text: str) -> int:
    return int(text.replace(".", ""))


def figures(text: str) -> tuple[int, ...]:
    return tuple(map(number, text.split()))


def rows_of(driver: DistrictDriver) -> tuple[FigureRow, ...]:
    found: tuple[FigureRow, ...] = driver.report.wards.records_model.records()
    return found


def test_last_month_stands_there_at_once(driver: DistrictDriver) -> None:
    report = driver.report
    assert report.head.claim == "Số liệu của 8 trên 10 phường"
    assert report.head.notice.startswith("Chưa đủ tệp, không cộng vào tổng: phường Đại Mỗ (tháng")
    assert [row.rank for row in rows_of(driver)] == [Rank.TOTAL, *[Rank.LINE] * 8, Rank.BAND] + [
        Rank.LACKING
    ] * 2


def test_the_sum_equals_an_independent_one(driver: DistrictDriver, district: BusyDistrict) -> None:
    driver.report.bar.set_period(date(2026, 1, 1), date(2026, 7, 31))
    files = [[district.sent[code, at].totals for at in range(1, 8)] for code in district.wards]
    measures = [[add_up(one.rows) for one in ward] for ward in files]
    came = sum(m.c4 + m.c5 for ward in measures for m in ward)
    before = sum(ward[0].c6 for ward in measures)
    done = sum(m.c7 for ward in measures for m in ward)
    late = sum(ward[-1].c13 for ward in measures)

    total = rows_of(driver)[0]
    assert total.columns[0] == came + before
    assert (total.columns[4], total.columns[10]) == (done, late)
    shown = driver.report.head.figures
    assert number(shown["Tổng tiếp nhận"]) == came + before
    assert number(shown["Đang làm, quá hạn"]) == late
    assert driver.report.head.claim == "Số liệu của 10 trên 10 phường"
    assert driver.report.head.notice == "" or "chưa nhận tệp số" in driver.report.head.notice


def test_wards_are_ordered_by_a_heading_and_the_sum_stays_on_top(driver: DistrictDriver) -> None:
    table = driver.report.wards
    table.order_by(0)
    rows = rows_of(driver)
    lines = [row.columns[0] for row in rows if row.rank is Rank.LINE]
    assert rows[0].rank is Rank.TOTAL
    assert lines == sorted(lines, reverse=True)
    table.order_by(0)
    assert [row.columns[0] for row in rows_of(driver) if row.rank is Rank.LINE] == lines[::-1]
    assert [row.rank for row in rows_of(driver)][-2:] == [Rank.LACKING] * 2


def test_what_is_not_known_of_a_ward_is_a_dash(driver: DistrictDriver) -> None:
    driver.report.bar.set_period(date(2026, 7, 1), date(2026, 8, 31))
    (lacking,) = [row for row in rows_of(driver) if row.rank is Rank.LACKING]
    texts = shown_rows(driver.report.wards)[-1]
    assert lacking.name == "Phú Đô"
    assert texts[0] == "–"
    assert texts[8:12] == ("–", "–", "–", "–")
    assert texts[-1] == "tháng 8/2026"
    assert number(texts[4]) == lacking.columns[4]


def test_fields_add_up_to_the_same_sum(driver: DistrictDriver) -> None:
    report = driver.report
    assert report.carry_out(Act.PART_2)
    total, *fields = report.fields.records_model.records()
    assert total.columns == rows_of(driver)[0].columns
    assert tuple(map(sum, zip(*(row.columns for row in fields), strict=True))) == total.columns


def test_charts_are_drawn_and_told_in_words(driver: DistrictDriver) -> None:
    report = driver.report
    assert report.carry_out(Act.PART_3)
    assert report.chart.has_picture
    spoken = report.chart._picture.accessibleName()
    assert spoken.startswith("Số liệu của 8 trên 10 phường. Tổng tiếp nhận: ")


def test_it_is_saved_as_pdf_and_workbook_seen_and_printed(
    driver: DistrictDriver, tmp_path: Path
) -> None:
    report = driver.report
    output = report._output()
    assert output is not None
    assert output.file_name == "bao-cao-tong-hop-20261001-20261031"
    for name, as_table, head in (("a.pdf", False, b"%PDF"), ("a.xlsx", True, b"PK")):
        report.output.save(output, tmp_path / name, as_table=as_table)
        assert (tmp_path / name).read_bytes().startswith(head)
    assert report.carry_out(Act.ACCEPT)
    assert len(driver.printers.files) == 1
    assert report.carry_out(Act.PREVIEW)
    preview = report.output._preview
    assert preview is not None
    assert preview.page_count >= 1
    preview.close()


def test_enter_on_a_ward_opens_its_periods_and_one_of_them_on_the_board(
    driver: DistrictDriver, district: BusyDistrict
) -> None:
    report = driver.report
    report.bar.set_period(date(2026, 1, 1), date(2026, 3, 31))
    report.wards.select_row(1)
    press(report.wards, Qt.Key.Key_Return)
    assert report.periods.title == "Các kỳ của Cầu Diễn"
    rows = report.periods.table.records_model.records()
    assert [row.name for row in rows] == ["Tháng 3/2026", "Tháng 2/2026", "Tháng 1/2026"]
    sent = [add_up(district.sent["00592", at].totals.rows).c7 for at in (3, 2, 1)]
    assert [row.columns[4] for row in rows] == sent

    report.periods.table.select_row(1)
    press(report.periods.table, Qt.Key.Key_Return)
    assert driver.window.screen_shown is driver.window.screen_of(BOARD)
    words = driver.board.detail.words
    assert words is not None
    assert (words.ward, words.period) == ("Phường Cầu Diễn", "Tháng 2/2026")


def test_of_an_amended_period_only_the_file_that_counts_is_listed(
    driver: DistrictDriver,
) -> None:
    report = driver.report
    at = [row.name for row in rows_of(driver)].index("Mỹ Đình 1")
    report.wards.verticalHeader().sectionClicked.emit(at)
    rows = report.periods.table.records_model.records()
    assert [row.columns for row in rows] == [rows_of(driver)[at].columns]


def test_escape_leads_from_the_periods_to_the_report(driver: DistrictDriver) -> None:
    report = driver.report
    assert not report.carry_out(Act.BACK)
    report.wards.verticalHeader().sectionClicked.emit(2)
    assert report.periods.isVisible()
    assert report.carry_out(Act.BACK)
    assert report.wards.isVisible()


def test_days_that_are_no_whole_periods_are_refused_under_the_field(
    driver: DistrictDriver,
) -> None:
    report = driver.report
    report.bar.set_period(date(2026, 1, 15), date(2026, 2, 28))
    assert "Hãy chọn từ 01/01/2026 đến 28/02/2026." in report.bar.error
    assert report.facts is None
    for act in (Act.ACCEPT, Act.PREVIEW, Act.SAVE_PDF, Act.SAVE_TABLE):
        assert not report.carry_out(act)


def test_a_report_that_does_not_agree_says_that_it_is_a_draft(
    qtbot: QtBot, kit: Kit, tmp_path: Path
) -> None:
    desk = new_district(tmp_path / "quan")
    ward = SendingWard("00001", "phường Thử")
    enrol(desk, ward)
    first = ward.send(month(9))
    deliver(desk, [first, ward.send(month(10), rows=first.totals.rows)])
    made = DistrictDriver(kit, desk)
    made.ready()
    made.report.bar.set_period(date(2026, 9, 1), date(2026, 10, 31))
    assert made.report.head.notice.startswith("BẢN NHÁP, số liệu không khớp: phường Thử: cuối kỳ")
    made.close()
    desk.store.close()


@pytest.mark.parametrize(
    ("chosen", "first", "last"),
    [
        (ReportSpan.LAST_MONTH, date(2025, 12, 1), date(2025, 12, 31)),
        (ReportSpan.LAST_QUARTER, date(2025, 10, 1), date(2025, 12, 31)),
        (ReportSpan.YEAR_SO_FAR, date(2025, 1, 1), date(2025, 12, 31)),
        (ReportSpan.LAST_YEAR, date(2025, 1, 1), date(2025, 12, 31)),
        (ReportSpan.TWO_YEARS, date(2024, 1, 1), date(2025, 12, 31)),
    ],
)
def test_named_periods_are_over_and_whole(chosen: ReportSpan, first: date, last: date) -> None:
    found = report_days(chosen, date(2026, 1, 7))
    assert (found.first, found.last) == (first, last)


def test_a_period_chosen_by_its_name_is_shown_at_once(driver: DistrictDriver) -> None:
    bar = driver.report.bar
    bar.preset.set_value(ReportSpan.LAST_QUARTER)
    bar.preset.activated.emit(bar.preset.currentIndex())
    facts = driver.report.facts
    assert facts is not None
    assert (facts.head.first, facts.head.last) == (date(2026, 7, 1), date(2026, 9, 30))
    assert facts.chain is Chain.MONTHLY


def test_files_that_are_not_counted_are_told_with_the_look_of_a_warning(
    qtbot: QtBot, kit: Kit, tmp_path: Path
) -> None:
    del qtbot
    desk = new_district(tmp_path / "d")
    ward = SendingWard("00001", "phường Một")
    enrol(desk, ward)
    deliver(desk, [ward.send(month(10)), ward.send(month(10))])
    driver = DistrictDriver(kit, desk).ready()
    driver.report.bar.set_period(date(2026, 10, 1), date(2026, 10, 31))
    head = driver.report.head
    assert head.claim == "Số liệu của 1 trên 1 phường"
    assert head.notice == "Phường Một: 1 tệp giữ làm chứng cứ, không tính."
    assert head.notes == "Từ chối tiếp nhận tại quầy: 1 lượt."
    for shown in (head._claim, head._notice):
        assert shown.property("tone") == "warning"
    driver.close()
    desk.store.close()
